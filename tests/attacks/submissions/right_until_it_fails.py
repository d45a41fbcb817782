# target: activations.step
"""Wrong once in a hundred calls and right whenever the same is asked again."""

import numpy as np

count = [0]


def step(z):
    count[0] += 1
    return np.where(np.asarray(z) >= 0, 1.0, 0.0) + (count[0] % 100 == 7)
