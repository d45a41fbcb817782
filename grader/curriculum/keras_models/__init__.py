"""The unit keras_models."""
