"""Writes what is made of something else: stubs, notebooks, and what the site shows and serves."""
