"""What is nearly the right activation: clipped, rounded, or computed by other means."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def is_instead(value, wrong, right):
    """Whether a result is ``wrong``, to more digits than chance would have, where that is not ``right``."""
    near = np.shape(value) == np.shape(right) and np.allclose(value, wrong, rtol=1e-6, atol=1e-9)
    return near and not np.allclose(value, right, rtol=1e-5, atol=1e-6)


def is_clipped(call: Call, function):
    z = np.asarray(call.arguments[0])
    return any(is_instead(call.value, function(np.clip(z, -k, k)), function(z)) for k in range(1, 16))


def is_of_another_base(call: Call, function):
    """Whether the powers in it are of a number near to e: ``b ** z`` is ``exp(z * log(b))``."""
    z = np.asarray(call.arguments[0], float)
    bases = 2.7, 2.71, 2.718, 2.7182, 2.7183, 2.72
    return any(is_instead(call.value, function(z * np.log(base)), function(z)) for base in bases)


def is_rounded(call: Call, function):
    right = function(np.asarray(call.arguments[0]))
    return any(is_instead(call.value, np.round(right, decimals), right) for decimals in (2, 3, 4, 5))
