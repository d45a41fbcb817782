"""Known wrong ideas of the unit tensors."""
