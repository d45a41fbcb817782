"""The unit network."""
