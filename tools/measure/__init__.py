"""Measures what the kit costs, and what its thresholds rest on."""
