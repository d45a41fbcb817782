"""Values written the way a student would type them, short enough to read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

import numpy as np

_MOST_ITEMS = 8
_LONGEST = 400


def number(value: Any) -> str:
    """One number with six significant digits; whole floats keep their point, as Python writes them."""
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, int | np.integer):
        return str(int(value))
    short = f"{float(value) + 0.0:.6g}"  # no -0.
    return short if any(mark in short for mark in ".eni") else f"{short}."


def _items(values: np.ndarray) -> str:
    if len(values) <= _MOST_ITEMS:
        return ", ".join(map(_nested, values))
    return ", ".join([*map(_nested, values[: _MOST_ITEMS // 2]), "…", *map(_nested, values[-2:])])


def _nested(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.ndim:
        return f"[{_items(value)}]"
    return number(value[()] if isinstance(value, np.ndarray) else value)


def array(values: np.ndarray) -> str:
    """An array as nested lists, long axes abridged: ``[[1., 2.], [3., 4.]]``."""
    if values.size == 0:
        return "[]" if values.ndim <= 1 else f"(vacío, forma {values.shape})"
    return _nested(values)


def value(thing: Any, wrap: bool = False) -> str:
    """Anything a check passes or gets back; with ``wrap`` arrays are written as ``np.array(...)``."""
    if isinstance(thing, np.ndarray):
        return f"np.array({array(thing)})" if wrap and thing.ndim else array(thing)
    if isinstance(thing, bool | int | float | np.generic):
        return number(thing)
    if isinstance(thing, PurePath):
        return f"Path({str(thing)!r})"
    if isinstance(thing, list):
        return _clip(
            f"[{', '.join(value(item, wrap) for item in thing[:_MOST_ITEMS])}{', …' * (len(thing) > _MOST_ITEMS)}]"
        )
    if isinstance(thing, tuple):
        return _clip(f"({', '.join(value(item, wrap) for item in thing)}{',' * (len(thing) == 1)})")
    if callable(thing):
        return getattr(thing, "__name__", "f")
    return _clip(repr(thing))


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def call(function: str, arguments: Iterable[Any], options: dict[str, Any] | None = None) -> str:
    """A call as one would type it: ``softmax(np.array([1., 2.]))``."""
    typed = [value(argument, wrap=True) for argument in arguments]
    typed += [f"{name}={value(option, wrap=True)}" for name, option in (options or {}).items()]
    return f"{function}({', '.join(typed)})"


def shape(dimensions: tuple[int, ...]) -> str:
    """A shape in words: a single number, or its dimensions."""
    return "un solo número" if dimensions == () else f"forma {dimensions}"
