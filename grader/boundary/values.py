"""Turn whatever a student's function returns into plain, exact values.

Runs beside the student's code, so nothing here is trusted: the other side checks every value again
(see wire.py). Its job is to be generous to honest results: subclasses, tensors, data frames and
nested lists all become the arrays, numbers, lists and strings that they stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from numbers import Integral, Real
from pathlib import PurePath
from typing import Any

import numpy as np

from grader.boundary.keras_models import Model

MAX_DEPTH = 20
MAX_ITEMS = 2_000_000
_KINDS = "biuf"


@dataclass(frozen=True)
class Opaque:
    """A result that is no value of ours, known only by the name of its type."""

    type_name: str

    def __repr__(self) -> str:
        return f"un objeto de tipo {self.type_name}"


MAX_NAMES = 50


@dataclass(frozen=True, repr=False)
class Named(Opaque):
    """A dict whose keys are texts, such as what Keras measured: no value but where an exercise asks for one.

    Attributes:
        values: each of them plain, by its name.
    """

    type_name: str = "dict"
    values: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, repr=False)
class Pixels:
    """Images as grey levels 0..255 on the way to a student, who gets them scaled to 0..1 in float64.

    Attributes:
        levels: (n, height, width), of bytes.
    """

    levels: np.ndarray

    def __repr__(self) -> str:
        return f"{len(self.levels)} imágenes de {'x'.join(map(str, self.levels.shape[1:]))}"


@dataclass(frozen=True)
class Table:
    """A pandas DataFrame on the way to a student: names of d columns, and values (n, d)."""

    columns: tuple[str, ...]
    values: np.ndarray

    def __repr__(self) -> str:
        return f"DataFrame de {self.values.shape[0]} filas y columnas {list(self.columns)}"


def alive(argument: Any, build: Callable[[Model], Any] = lambda description: description) -> Any:
    """The thing that a student's function receives for ``argument``; always a fresh copy.

    Args:
        build: makes the living model of a description; by default descriptions stay what they are.
    """
    if isinstance(argument, np.ndarray | np.generic):
        return np.array(argument)
    if isinstance(argument, list | tuple):
        return type(argument)(alive(item, build) for item in argument)
    if isinstance(argument, Pixels):
        return argument.levels / 255.0
    if isinstance(argument, Table):
        import pandas as pd

        return pd.DataFrame(argument.values.copy(), columns=list(argument.columns))
    return build(argument) if isinstance(argument, Model) else argument


Describe = Callable[[Any], Model | None]
"""Gives the description of a living Keras model; None for anything else."""


def plain(value: Any, describe: Describe = lambda value: None, depth: int = 0) -> Any:
    """A value made only of None, bool, int, float, str, ndarray, list, tuple, Model, Named and Opaque."""
    if value is None or type(value) in (bool, float, str):
        return value
    if type(value) is int:
        return value if abs(value) < 2**63 else Opaque("entero desmesurado")
    if depth >= MAX_DEPTH:
        return Opaque("anidado demasiado hondo")
    if isinstance(value, np.ndarray):
        return _array(value, describe, depth)
    if isinstance(value, list | tuple):
        if len(value) > MAX_ITEMS:
            return Opaque("lista demasiado larga")
        items = [plain(item, describe, depth + 1) for item in list(value)]
        return tuple(items) if isinstance(value, tuple) else items
    if isinstance(value, range):
        return list(value[:MAX_ITEMS])
    if isinstance(value, dict) and len(value) <= MAX_NAMES and all(isinstance(name, str) for name in value):
        named = {str.__str__(name): plain(item, describe, depth + 1) for name, item in value.items()}
        return Named(values=named)
    return _scalar(value, describe, depth)


def _array(value: np.ndarray, describe: Describe, depth: int) -> Any:
    """An array of any shape and dtype, or subclass, as the plain array, list or text that it stands for."""
    if isinstance(value, np.ma.MaskedArray):
        value = np.ma.filled(value.astype(np.float64), np.nan) if value.dtype.kind in _KINDS else value.data
    exact = np.array(value, subok=False)
    if exact.dtype.kind in _KINDS:
        return exact.astype(np.float64) if exact.dtype.itemsize > 8 else exact
    if exact.dtype.kind == "O" and exact.size <= MAX_ITEMS:
        return plain(exact.tolist(), describe, depth + 1)
    if exact.dtype.kind == "U" and exact.ndim == 0:
        return str(exact)
    return Opaque(f"ndarray de {exact.dtype}"[:80])


def _scalar(value: Any, describe: Describe, depth: int) -> Any:
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, Integral):
        return plain(int(value))
    if isinstance(value, Real | Decimal):
        return float(value)
    description = describe(value)
    if description is not None:
        return description
    for convert in ("toarray", "numpy", "to_numpy", "__array__"):
        if hasattr(type(value), convert):
            return plain(np.asarray(getattr(value, convert)()), describe, depth + 1)
    return Opaque(type(value).__name__[:80])
