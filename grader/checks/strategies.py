"""Arrays to check with: numbers in quarters, so that a counterexample reads like one written by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy


def numbers(low: float = -10, high: float = 10) -> SearchStrategy[float]:
    """Multiples of a quarter between ``low`` and ``high``; shrinks towards 0."""
    return st.integers(round(low * 4), round(high * 4)).map(lambda quarters: quarters / 4)


def vectors(
    min_size: int = 1, max_size: int = 6, elements: SearchStrategy[float] | None = None
) -> SearchStrategy[np.ndarray]:
    """1-D float64 arrays."""
    return st.lists(numbers() if elements is None else elements, min_size=min_size, max_size=max_size).map(
        lambda items: np.array(items, float)
    )


def arrays(shape: tuple[int, ...], elements: SearchStrategy[float] | None = None) -> SearchStrategy[np.ndarray]:
    """float64 arrays of one shape."""
    size = int(np.prod(shape))
    filled = st.lists(numbers() if elements is None else elements, min_size=size, max_size=size)
    return filled.map(lambda items: np.array(items, float).reshape(shape))


def matrices(
    rows: tuple[int, int] = (1, 5), columns: tuple[int, int] = (1, 4), elements: SearchStrategy[float] | None = None
) -> SearchStrategy[np.ndarray]:
    """2-D float64 arrays with a number of rows and columns within the ranges."""
    shapes = st.tuples(st.integers(*rows), st.integers(*columns))
    return shapes.flatmap(lambda shape: arrays(shape, elements))


def any_shape(elements: SearchStrategy[float] | None = None) -> SearchStrategy[np.ndarray]:
    """Arrays of 0, 1, 2 or 3 dimensions, for functions that work element by element."""
    shapes = st.sampled_from([(6,), (), (1,), (2, 3), (3, 1), (2, 2, 2)])
    return shapes.flatmap(lambda shape: arrays(shape, elements))
