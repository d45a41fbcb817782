"""Known wrong ideas of the unit neuron."""
