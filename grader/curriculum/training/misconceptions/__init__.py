"""Known wrong ideas of the unit training, one file an exercise."""
