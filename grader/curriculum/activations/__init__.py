"""The unit activations."""
