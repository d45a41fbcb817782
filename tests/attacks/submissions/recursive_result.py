# target: activations.relu
"""Returns a list that contains itself, and an array of objects that contains itself."""

import numpy as np


def relu(z):
    loop = []
    loop.append(loop)
    inner = np.empty(1, dtype=object)
    inner[0] = inner
    return [loop, inner, {"self": loop}]
