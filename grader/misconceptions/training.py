"""Known wrong ideas of the unit training."""
