"""Loaded by a worker in place of a student's unit, to read back a file that the student's code saved."""

import keras


def load(path: str) -> keras.Model:
    """The model in a .keras file, compiled as it was saved."""
    return keras.models.load_model(path)
