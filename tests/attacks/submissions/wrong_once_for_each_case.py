# target: activations.sign
"""Is wrong the first time that it is given a case, and right from then on: no counterexample is one when it is tried
again."""

import numpy as np

known = set()


def sign(z):
    key = (np.shape(z), np.asarray(z).tobytes())
    if key in known:
        return np.sign(z)
    known.add(key)
    return np.sign(z) + 1
