"""The unit tensors."""
