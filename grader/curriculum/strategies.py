"""Arrays to check with: numbers in quarters, so that a counterexample reads like one written by hand.

What a draw costs in Hypothesis depends little on its size. So whatever can is drawn at once, as bytes: each byte says
which of some values an element has. The simplest value comes first, and a failing example shrinks towards it.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Value = TypeVar("Value")
Shape = tuple[int, ...]
Part = tuple[Shape, Sequence[float]]
"""The shape of an array and the values of its elements, at most 256 and the simplest first."""


def quarters(low: float = -10, high: float = 10) -> tuple[float, ...]:
    """Multiples of a quarter: whole numbers before halves, and those before the others, from 0 outwards."""
    multiples = np.arange(round(low * 4), round(high * 4) + 1).tolist()
    simplest_first = sorted(multiples, key=lambda n: (n % 4 != 0, n % 2 != 0, abs(n), n < 0))
    return tuple(n / 4 for n in simplest_first)


QUARTERS = quarters()
BITS = (0.0, 1.0)


def sizes(*ranges: tuple[int, int]) -> list[Shape]:
    """Every combination of numbers within the ranges (both ends included), the smallest first."""
    every = itertools.product(*(range(low, high + 1) for low, high in ranges))
    return sorted(every, key=lambda size: (sum(size), size))


def numbers(low: float = -10, high: float = 10) -> SearchStrategy[float]:
    """Multiples of a quarter between ``low`` and ``high``."""
    return st.sampled_from(quarters(low, high))


def lists_of(values: Sequence[Value], min_size: int, max_size: int) -> SearchStrategy[list[Value]]:
    """Lists of some of the values, of which there may be 256, the simplest first."""
    return _bytes(min_size, max_size).map(lambda raw: _chosen(values, raw))


def vectors(min_size: int = 1, max_size: int = 6, values: Sequence[float] = QUARTERS) -> SearchStrategy[np.ndarray]:
    """float64 arrays of shape (n,), with n from ``min_size`` to ``max_size``."""
    return lists_of(values, min_size, max_size).map(lambda items: np.array(items, float))


def arrays(shape: Shape, values: Sequence[float] = QUARTERS) -> SearchStrategy[np.ndarray]:
    """float64 arrays of one shape."""
    size = math.prod(shape)
    return _bytes(size, size).map(lambda raw: _array(shape, values, raw))


def matrices(
    rows: tuple[int, int] = (1, 5), columns: tuple[int, int] = (1, 4), values: Sequence[float] = QUARTERS
) -> SearchStrategy[np.ndarray]:
    """float64 arrays of shape (n, m), with n within ``rows`` and m within ``columns``, both ends included."""
    return related_arrays(sizes(rows, columns), lambda *shape: [(shape, values)]).map(_first)


def flat(values: Sequence[float] = QUARTERS) -> SearchStrategy[np.ndarray]:
    """Vectors and matrices, for functions that work element by element."""
    return _of_shapes([(6,), (1,), (2, 3), (3, 1)], values)


def any_shape(values: Sequence[float] = QUARTERS) -> SearchStrategy[np.ndarray]:
    """Single numbers, as arrays of no dimension, and arrays of three dimensions and more."""
    return _of_shapes([(), (2, 2, 2), (1, 3, 1), (2, 1, 2, 2)], values)


def deep(values: Sequence[float] = QUARTERS) -> SearchStrategy[np.ndarray]:
    """Arrays of three and four dimensions."""
    return _of_shapes([(2, 3, 2), (2, 1, 3, 2)], values)


def _of_shapes(shapes: Sequence[Shape], values: Sequence[float]) -> SearchStrategy[np.ndarray]:
    return related_arrays(shapes, lambda *shape: [(shape, values)]).map(_first)


def related_arrays(some_sizes: Sequence[Shape], parts: Callable[..., list[Part]]) -> SearchStrategy[tuple[Any, ...]]:
    """Tuples of float64 arrays whose shapes depend on each other, such as (n, d) and (n,).

    Args:
        some_sizes: what n, d and so on can be.
        parts: called with one of the sizes, the shapes and the values of the arrays.
    """
    one_of_them = st.sampled_from(some_sizes)  # made once: Hypothesis examines each strategy that it meets

    @st.composite
    def strategy(draw: st.DrawFn) -> tuple[Any, ...]:
        return draw_arrays(draw, parts(*draw(one_of_them)))

    return strategy()


# -- for a composite strategy, where what is drawn next depends on what has been drawn ----------


def draw_list(draw: st.DrawFn, values: Sequence[Value], min_size: int, max_size: int) -> list[Value]:
    """Draw a list of some of the values, of which there may be 256, the simplest first."""
    return _chosen(values, draw(_bytes(min_size, max_size)))


def draw_arrays(draw: st.DrawFn, parts: list[Part]) -> tuple[Any, ...]:
    """Draw one float64 array for each part."""
    size = sum(math.prod(shape) for shape, _ in parts)
    raw = draw(_bytes(size, size))
    arrays = []
    for shape, values in parts:
        arrays.append(_array(shape, values, raw[: math.prod(shape)]))
        raw = raw[math.prod(shape) :]
    return tuple(arrays)


def _first(arrays: tuple[Any, ...]) -> np.ndarray:
    only: np.ndarray = arrays[0]
    return only


@functools.cache
def _bytes(min_size: int, max_size: int) -> SearchStrategy[bytes]:
    return st.binary(min_size=min_size, max_size=max_size)


def _array(shape: Shape, values: Sequence[float], raw: bytes) -> np.ndarray:
    """The float64 array of that shape; each of the bytes says which of the values an element has."""
    return np.array(_chosen(values, raw), float).reshape(shape)


def _chosen(values: Sequence[Value], raw: bytes) -> list[Value]:
    return [values[byte % len(values)] for byte in raw]
