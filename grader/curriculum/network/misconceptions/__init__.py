"""Known wrong ideas of the unit network, one file an exercise."""
