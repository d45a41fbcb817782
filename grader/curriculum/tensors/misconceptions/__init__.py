"""Known wrong ideas of the unit tensors, one file an exercise."""
