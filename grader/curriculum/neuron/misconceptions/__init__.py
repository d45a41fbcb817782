"""Known wrong ideas of the unit neuron, one file an exercise."""
