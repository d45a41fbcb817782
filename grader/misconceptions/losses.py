"""Known wrong ideas of the unit losses."""
