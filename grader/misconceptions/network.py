"""Known wrong ideas of the unit network."""
