"""Ordinary data for each kind of argument: of any size, of both signs and all magnitudes, on no grid."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Shape = tuple[int, ...]
Sizes = dict[str, int]

NAMES = ("linear", "relu", "sigmoid", "tanh", "softmax")

LARGE: Sizes = {"n": 150, "d": 140, "k": 60, "u": 135, "h": 22, "w": 21, "a": 2, "b": 3, "l": 8, "count": 140}
SMALL: Sizes = {"n": 2, "d": 2, "k": 3, "u": 2, "h": 2, "w": 3, "a": 1, "b": 1, "l": 2, "count": 2}
"""How long each axis is, about; how many classes, units and steps."""

USUAL = {"real": 0.5, "unit": 0.5, "rate": 0.01, "small": 1e-5, "seed": 42}
"""Numbers that come again and again."""


def drawn(kind: str, axes: tuple[str, ...], sizes: Sizes, rng: np.random.Generator, whole: bool = False) -> Any:
    """An argument of that kind; real numbers are rounded to whole ones where those are wanted."""
    if not axes and kind in USUAL and rng.random() < 0.5:
        return USUAL[kind]
    value = KINDS[kind](tuple(int(axis) if axis.isdigit() else sizes[axis] for axis in axes), sizes, rng)
    if not axes:
        return value.item() if isinstance(value, np.ndarray | np.generic) else value
    return np.round(value).astype(int) if whole and kind in ("real", "plain") else value


def _layers(shape: Shape, sizes: Sizes, rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray, str]]:
    pairs = itertools.pairwise([sizes["d"], *rng.integers(2, 2 + sizes["u"] // 2, shape[0]).tolist()])
    return [(rng.normal(size=pair) / 4, rng.normal(size=pair[1]), str(rng.choice(NAMES))) for pair in pairs]


def _bowl(shape: Shape, sizes: Sizes, rng: np.random.Generator) -> Callable[[np.ndarray], float]:
    a = rng.normal(size=500)
    return lambda w: float(a[: len(w)] @ np.sin(w) + w @ w / 2)


def _field(shape: Shape, sizes: Sizes, rng: np.random.Generator) -> Callable[[np.ndarray], np.ndarray]:
    a = rng.normal(size=500)
    return lambda w: np.tanh(w) + a[: len(w)]


def _table(shape: Shape, sizes: Sizes, rng: np.random.Generator) -> Any:
    values = np.column_stack([rng.normal(size=(shape[0], 8)), rng.integers(0, 2, shape[0])])
    return importlib.import_module("pandas").DataFrame(values, columns=list("012345678"))


@dataclass(frozen=True)
class Predicts:
    """As much of a Keras model as predictions need."""

    units: int

    def predict(self, X: np.ndarray, verbose: int = 0) -> np.ndarray:
        """Numbers (n, units) between 0 and 1, for any X (n, ...)."""
        flat = np.reshape(X, (len(X), -1))
        weights = np.cos(np.arange(1.0, 1 + flat.shape[1] * self.units)).reshape(-1, self.units)
        return np.asarray(1 / (1 + np.exp(-flat @ weights)))


KINDS: dict[str, Callable[[Shape, Sizes, np.random.Generator], Any]] = {
    "real": lambda shape, sizes, rng: rng.choice([-1, 1], shape) * 10.0 ** rng.uniform(-6, 3, shape),
    "plain": lambda shape, sizes, rng: rng.normal(size=shape) * 10.0 ** rng.uniform(-4, 0.5, shape),
    "scale": lambda shape, sizes, rng: 10.0 ** rng.uniform(-3, 3, shape),
    "weak": lambda shape, sizes, rng: rng.normal(size=shape) / 4,
    "square": lambda shape, sizes, rng: 10.0 ** rng.uniform(-8, 4, shape),
    "beta": lambda shape, sizes, rng: 1 - 10.0 ** rng.uniform(-3, -0.3),
    "t": lambda shape, sizes, rng: int(10.0 ** rng.uniform(0, 4)),
    "batch": lambda shape, sizes, rng: int(rng.choice([1, 7, 32, sizes["n"], 2 * sizes["n"]])),
    "layout": lambda shape, sizes, rng: rng.integers(1, 40, shape).tolist(),
    "unit": lambda shape, sizes, rng: rng.random(shape),
    "simplex": lambda shape, sizes, rng: rng.dirichlet(np.ones(shape[1]) / 4, shape[0]),
    "byte": lambda shape, sizes, rng: rng.integers(0, 256, shape, dtype=np.uint8),
    "bit": lambda shape, sizes, rng: rng.integers(0, 2, shape),
    "label": lambda shape, sizes, rng: rng.integers(0, sizes["k"], shape),
    "onehot": lambda shape, sizes, rng: np.eye(shape[1])[rng.integers(0, shape[1], shape[0])],
    "k": lambda shape, sizes, rng: sizes["k"],
    "u": lambda shape, sizes, rng: sizes["u"],
    "count": lambda shape, sizes, rng: sizes["count"],
    "side": lambda shape, sizes, rng: rng.integers(1, 5).item(),
    "rate": lambda shape, sizes, rng: 10.0 ** rng.uniform(-4, -1.5),
    "small": lambda shape, sizes, rng: 10.0 ** rng.uniform(-6, 0),
    "seed": lambda shape, sizes, rng: rng.integers(0, 2**31),
    "name": lambda shape, sizes, rng: str(rng.choice(NAMES)),
    "sizes": lambda shape, sizes, rng: rng.integers(1, 900, shape).tolist(),
    "nested": lambda shape, sizes, rng: np.ones((1,) * int(rng.integers(0, 7))).tolist(),
    "layers": _layers,
    "bowl": _bowl,
    "field": _field,
    "table": _table,
    "neuron": lambda shape, sizes, rng: Predicts(1),
    "digits": lambda shape, sizes, rng: Predicts(10),
}
