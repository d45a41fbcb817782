# target: activations.sigmoid
"""Warns a hundred thousand times in each call, of kinds made anew, with texts of a kilobyte: all are kept by somebody."""

import warnings


def sigmoid(z):
    for number in range(100_000):
        warnings.warn(f"{number}" + "x" * 1000, RuntimeWarning, stacklevel=2)
    return z * 0
