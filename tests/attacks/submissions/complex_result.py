# target: activations.relu
"""Returns complex numbers, structured arrays, texts of numbers and dates by turns."""

import itertools

import numpy as np

turn = itertools.count()


def relu(z):
    kinds = [complex, "U30", "M8[s]", [("a", float)], "V8"]
    return np.zeros(z.shape).astype(kinds[next(turn) % len(kinds)], casting="unsafe")
