"""The unit training."""
