"""What is nearly the right loss: rounded, or with its probabilities clipped."""

from __future__ import annotations

import numpy as np


def is_rounded(value, right):
    """Whether a number is the right one, rounded to a few decimals."""
    return np.ndim(value) == 0 and any(
        abs(value - np.round(right, decimals)) < 1e-9 < 1e-6 < abs(value - right) for decimals in (1, 2, 3, 4, 5)
    )


LIMITS = [10.0**-power for power in range(2, 17)]


def is_one_of(value, losses, right):
    """Whether a finite number is one of the wrong ones, and not the right one."""
    finite = [loss for loss in losses if np.isfinite(loss)]
    return abs(value - right) > 5e-7 + 1e-5 * abs(right) and bool(
        np.isclose(value, finite, rtol=1e-6, atol=1e-12).any()
    )
