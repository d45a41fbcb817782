"""Holds the kit to its promises: exit status 1 where one is broken."""
