"""What cases are drawn from: arrays of numbers in quarters, so that a counterexample reads like one written by hand.

A strategy draws the same kinds of cases from two sources: from ``Chance`` the many that a law is tried on, which costs
little, and from Hypothesis, through search.py, those among which the smallest that breaks it is looked for. Whatever
can is drawn at once, as bytes: each byte says which of some values an element has. The simplest value comes first, and
a failing example shrinks towards it.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

import numpy as np

Value = TypeVar("Value")
Other = TypeVar("Other")
Parameters = ParamSpec("Parameters")
Shape = tuple[int, ...]
Part = tuple[Shape, Sequence[float]]
"""The shape of an array and the values of its elements, at most 256 and the simplest first."""


class Source(Protocol):
    """Where what a case is made of comes from."""

    def below(self, size: int) -> int:
        """A whole number from 0 to ``size`` - 1."""
        ...

    def some(self, fewest: int, most: int) -> bytes:
        """At least ``fewest`` bytes and at most ``most``."""
        ...


class Chance:
    """One case's source: random numbers, now and then few different ones, as real data have many that are equal."""

    def __init__(self, drawn: random.Random):
        self._drawn = drawn
        different = drawn.choice((0, 0, 0, 0, 0, 1, 2, 3))
        self._palette = drawn.randbytes(different)
        if different == 3:
            self._palette = b"\0" + self._palette[1:]  # the simplest value, 0 as a rule, is one of them
        self._small = drawn.random() < 0.25

    def below(self, size: int) -> int:
        """See Source. A number out of very many is a small one now and then."""
        return self._drawn.randrange(min(size, 16) if self._small and size > 256 else size)

    def some(self, fewest: int, most: int) -> bytes:
        """See Source."""
        raw = self._drawn.randbytes(self._drawn.randint(fewest, most))
        palette = self._palette
        return bytes(palette[byte % len(palette)] for byte in raw) if palette else raw


class Simplest:
    """The source of the simplest case."""

    def below(self, size: int) -> int:
        """See Source."""
        return 0

    def some(self, fewest: int, most: int) -> bytes:
        """See Source."""
        return bytes(fewest)


@dataclass(frozen=True)
class Strategy(Generic[Value]):
    """How cases of one kind are drawn."""

    draw: Callable[[Source], Value]

    def map(self, function: Callable[[Value], Other]) -> Strategy[Other]:
        """What the function makes of those."""
        return Strategy(lambda source: function(self.draw(source)))


def just(value: Value) -> Strategy[Value]:
    """Always that."""
    return Strategy(lambda source: value)


def integers(low: int, high: int) -> Strategy[int]:
    """From ``low``, the simplest, to ``high``, both included; the nearest to 0 is simpler if it is between them."""
    if low < 0 < high:
        return sampled_from(sorted(range(low, high + 1), key=lambda n: (abs(n), n < 0)))
    return Strategy(lambda source: low + source.below(high - low + 1))


def sampled_from(values: Sequence[Value]) -> Strategy[Value]:
    """One of them, the simplest first."""
    return Strategy(lambda source: values[source.below(len(values))])


def one_of(*several: Strategy[Any]) -> Strategy[Any]:
    """A case of one of them, the simplest first."""
    return Strategy(lambda source: several[source.below(len(several))].draw(source))


def tuples(*several: Strategy[Any]) -> Strategy[tuple[Any, ...]]:
    """A case of each."""
    return Strategy(lambda source: tuple(each.draw(source) for each in several))


def lists(of: Strategy[Value], min_size: int, max_size: int) -> Strategy[list[Value]]:
    """Several cases."""
    return Strategy(lambda source: [of.draw(source) for _ in range(min_size + source.below(max_size - min_size + 1))])


def two_of(low: int, high: int) -> Strategy[list[int]]:
    """Two different whole numbers, both ends included."""

    def draw(source: Source) -> list[int]:
        one, other = source.below(high - low + 1), source.below(high - low)
        return [low + one, low + other + (other >= one)]

    return Strategy(draw)


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


def numbers(low: float = -10, high: float = 10) -> Strategy[float]:
    """Multiples of a quarter between ``low`` and ``high``."""
    return sampled_from(quarters(low, high))


def lists_of(values: Sequence[Value], min_size: int, max_size: int) -> Strategy[list[Value]]:
    """Lists of some of the values, of which there may be 256, the simplest first."""
    return Strategy(lambda source: draw_list(source, values, min_size, max_size))


def vectors(min_size: int = 1, max_size: int = 6, values: Sequence[float] = QUARTERS) -> Strategy[np.ndarray]:
    """float64 arrays of shape (n,), with n from ``min_size`` to ``max_size``."""
    return lists_of(values, min_size, max_size).map(lambda items: np.array(items, float))


def arrays(shape: Shape, values: Sequence[float] = QUARTERS) -> Strategy[np.ndarray]:
    """float64 arrays of one shape."""
    size = math.prod(shape)
    return Strategy(lambda source: _array(shape, values, source.some(size, size)))


def matrices(
    rows: tuple[int, int] = (1, 5), columns: tuple[int, int] = (1, 4), values: Sequence[float] = QUARTERS
) -> Strategy[np.ndarray]:
    """float64 arrays of shape (n, m), with n within ``rows`` and m within ``columns``, both ends included."""
    return related_arrays(sizes(rows, columns), lambda *shape: [(shape, values)]).map(_first)


def flat(values: Sequence[float] = QUARTERS) -> Strategy[np.ndarray]:
    """Vectors and matrices, for functions that work element by element."""
    return _of_shapes([(6,), (1,), (2, 3), (3, 1)], values)


def any_shape(values: Sequence[float] = QUARTERS) -> Strategy[np.ndarray]:
    """Single numbers, as arrays of no dimension, and arrays of three dimensions and more."""
    return _of_shapes([(), (2, 2, 2), (1, 3, 1), (2, 1, 2, 2)], values)


def deep(values: Sequence[float] = QUARTERS) -> Strategy[np.ndarray]:
    """Arrays of three and four dimensions."""
    return _of_shapes([(2, 3, 2), (2, 1, 3, 2)], values)


def _of_shapes(shapes: Sequence[Shape], values: Sequence[float]) -> Strategy[np.ndarray]:
    return related_arrays(shapes, lambda *shape: [(shape, values)]).map(_first)


def related_arrays(some_sizes: Sequence[Shape], parts: Callable[..., list[Part]]) -> Strategy[tuple[Any, ...]]:
    """Tuples of float64 arrays whose shapes depend on each other, such as (n, d) and (n,).

    Args:
        some_sizes: what n, d and so on can be.
        parts: called with one of the sizes, the shapes and the values of the arrays.
    """
    return Strategy(lambda source: draw_arrays(source, parts(*some_sizes[source.below(len(some_sizes))])))


# -- for a strategy of its own, where what is drawn next depends on what has been drawn ---------


def composite(draw: Callable[Concatenate[Source, Parameters], Value]) -> Callable[Parameters, Strategy[Value]]:
    """A function that draws a case from a source, and may take more, as one that gives a strategy."""

    def strategy(*arguments: Parameters.args, **named: Parameters.kwargs) -> Strategy[Value]:
        return Strategy(lambda source: draw(source, *arguments, **named))

    return strategy


def draw_list(source: Source, values: Sequence[Value], min_size: int, max_size: int) -> list[Value]:
    """Draw a list of some of the values, of which there may be 256, the simplest first."""
    return _chosen(values, source.some(min_size, max_size))


def draw_arrays(source: Source, parts: list[Part]) -> tuple[Any, ...]:
    """Draw one float64 array for each part."""
    size = sum(math.prod(shape) for shape, _ in parts)
    raw = source.some(size, size)
    arrays = []
    for shape, values in parts:
        arrays.append(_array(shape, values, raw[: math.prod(shape)]))
        raw = raw[math.prod(shape) :]
    return tuple(arrays)


def _first(arrays: tuple[Any, ...]) -> np.ndarray:
    only: np.ndarray = arrays[0]
    return only


def _array(shape: Shape, values: Sequence[float], raw: bytes) -> np.ndarray:
    """The float64 array of that shape; each of the bytes says which of the values an element has."""
    return np.array(_chosen(values, raw), float).reshape(shape)


def _chosen(values: Sequence[Value], raw: bytes) -> list[Value]:
    return [values[byte % len(values)] for byte in raw]
