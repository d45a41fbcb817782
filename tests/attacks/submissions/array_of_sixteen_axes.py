# target: tensors.rank
"""An array of 43 million elements in sixteen axes, to be told in words."""

import numpy as np


def rank(tensor):
    return np.zeros((3,) * 16, bool)
