"""Ordinary data of ordinary size: real numbers of all magnitudes, drawn for each grading."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

Shape = tuple[int, ...]
Range = tuple[int, int]
"""The least and the most, both included."""

Lengths = dict[str, Range]
"""Of each of the AXES."""

AXES = ("rows", "columns", "units", "steps")

LENGTHS: dict[str, Lengths] = {
    "middling": {"rows": (9, 130), "columns": (9, 130), "units": (9, 130), "steps": (9, 130)},
    "tall": {"rows": (1000, 3000), "columns": (2, 12), "units": (2, 12), "steps": (1, 4)},
    "wide": {"rows": (4, 30), "columns": (130, 300), "units": (2, 12), "steps": (5, 30)},
    "square": {"rows": (130, 300), "columns": (130, 180), "units": (130, 180), "steps": (600, 1000)},
}
"""What large data are like, lengths of one order as likely as those of another.

Each has tens of thousands of numbers at most: a loop over them in plain Python takes less than a second, and they
travel to a worker and back in a few milliseconds.
"""

MAGNITUDES = ((1e-6, 1e3), (0.1, 10.0), (1e-6, 1e-2))
"""All of them at once, those of scaled data, and small ones alone: beside large numbers nobody would see in a sum what
becomes of the small ones."""

_DIGITS = 4
"""Significant ones, of the numbers of small data: those are shown to a student."""


def log_uniform(rng: np.random.Generator, low: float, high: float, shape: Shape = ()) -> np.ndarray:
    """Positive numbers, those of one order as likely as those of another."""
    return np.asarray(np.exp(rng.uniform(math.log(low), math.log(high), shape)))


def reals(rng: np.random.Generator, shape: Shape, least: float = 1e-6, most: float = 1e3) -> np.ndarray:
    """Real numbers of both signs whose logarithms are uniform, of a magnitude from ``least`` to ``most``."""
    return log_uniform(rng, least, most, shape) * rng.choice((-1.0, 1.0), shape)


class Ordinary:
    """Data of one size and of numbers of some magnitudes, drawn with a seed.

    Attributes:
        rng: for whatever else is drawn.
    """

    def __init__(self, seeds: tuple[int, int], size: str | Lengths, magnitudes: tuple[float, float]):
        """``seeds``: of lengths and of numbers; ``size``: one of LENGTHS or, for small data, lengths of their own."""
        self._sizes, self.rng = map(np.random.default_rng, seeds)
        self._small = not isinstance(size, str)
        self._lengths = LENGTHS[size] if isinstance(size, str) else size
        self._magnitudes = magnitudes

    def rows(self, least: int = 1, most: int = 3000) -> int:
        """How many examples or elements: thousands where the data are tall."""
        return self._length("rows", least, most)

    def columns(self, least: int = 1, most: int = 300) -> int:
        """How many features or classes: hundreds where the data are wide."""
        return self._length("columns", least, most)

    def units(self, least: int = 1, most: int = 180) -> int:
        """How many neurons of a layer: hundreds where the data are square."""
        return self._length("units", least, most)

    def steps(self, least: int = 1, most: int = 1000) -> int:
        """How often something is repeated, such as epochs or layers: hundreds of times where the data are square."""
        return self._length("steps", least, most)

    def shape(self) -> tuple[int, ...]:
        """Of a vector or a table: the tall one is a vector."""
        is_vector = self._sizes.integers(2) if self._small else self._lengths is LENGTHS["tall"]
        return (self.rows(),) if is_vector else (self.rows(), self.columns())

    def kinds(self, options: Sequence[str], count: int) -> list[str]:
        """So many of the options, the same ones wherever the lengths are the same."""
        return [str(each) for each in self._sizes.choice(options, count)]

    def _length(self, axis: str, least: int, most: int) -> int:
        low, high = (min(max(length, least), most) for length in self._lengths[axis])
        return int(math.exp(self._sizes.uniform(math.log(low), math.log(high + 1))))

    def reals(self, *shape: int, least: float = 1e-6, most: float = 1e3) -> np.ndarray:
        """Real numbers of both signs, of the magnitudes of these data that lie between ``least`` and ``most``."""
        low, high = (min(max(magnitude, least), most) for magnitude in self._magnitudes)
        return self.readable(reals(self.rng, shape, low, high))

    def with_outliers(self, X: np.ndarray, factor: float) -> np.ndarray:
        """X, in which now and then a number is so many times larger."""
        return self.readable(np.where(self.rng.random(X.shape) < 0.02, factor * X, X))

    def normal(self, *shape: int) -> np.ndarray:
        """Standardised data: a mean of about 0 and a deviation of about 1."""
        return self.readable(self.rng.normal(size=shape))

    def uniform(self, low: float, high: float, *shape: int) -> np.ndarray:
        return self.readable(self.rng.uniform(low, high, shape))

    def rate(self, low: float, high: float) -> float:
        """A positive number, such as a learning rate, whose logarithm is uniform."""
        return float(self.readable(log_uniform(self.rng, low, high)))

    def readable(self, numbers: np.ndarray, digits: int = _DIGITS) -> np.ndarray:
        """Small data have few digits, so that a call with them is quickly read, whatever machine draws them."""
        if not self._small:
            return np.asarray(numbers)
        rounded = [float(f"{number:.{digits}g}") for number in np.ravel(numbers).tolist()]
        return np.array(rounded).reshape(np.shape(numbers))
