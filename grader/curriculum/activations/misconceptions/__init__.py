"""Known wrong ideas of the unit activations, one file an exercise."""
