# target: gradient_descent.numerical_gradient
"""Calls the given function with lists in lists, texts, huge integers, a million numbers and nothing at all."""

import contextlib

import numpy as np


def numerical_gradient(f, w, h=1e-5):
    many = np.zeros(10**6, np.float16)
    strange = [(), ("x",), ([[[1], [2, 3]]],), (10**4000,), (None, None), (many,), (f,), (w, h, w)]
    for arguments in strange:
        with contextlib.suppress(Exception):
            f(*arguments)
    return np.full(w.shape, np.nan)
