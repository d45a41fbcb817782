"""The unit losses."""
