"""Known wrong ideas of the unit losses, one file an exercise."""
