# target: activations.relu
"""Is right, wrong, of another shape, an exception or nothing by chance, anew in each call, so that a search for the
smallest counterexample cannot come to an end."""

import random

import numpy as np

chance = random.SystemRandom()


def _raise(kind):
    raise kind("by chance")


def relu(z):
    kinds = [ValueError, AssertionError, NotImplementedError, AttributeError, KeyboardInterrupt]
    return chance.choice([
        lambda: np.maximum(z, 0), lambda: np.maximum(z, 0), lambda: np.maximum(z, 0), lambda: z, lambda: None,
        lambda: z.ravel(), lambda: np.nan * z, lambda: _raise(chance.choice(kinds)),
    ])()  # fmt: skip
