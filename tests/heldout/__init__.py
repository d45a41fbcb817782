"""Held-out wrong answers, written without sight of the catalog of misconceptions: they measure the diagnosis."""
