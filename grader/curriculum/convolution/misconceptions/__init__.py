"""Known wrong ideas of the unit convolution, one file an exercise."""
