# target: activations.relu
"""Returns an array without elements, for which every "all" is true."""

import numpy as np


def relu(z):
    return np.zeros((0, *z.shape))[:, ...] if z.ndim else np.zeros(0)
