"""The unit neuron."""
