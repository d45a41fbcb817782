"""Values written the way a student would type them, short enough to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any

import numpy as np

from grader.report import EXPECTED

_MOST_ITEMS = 8
_MOST_ALONG = {0: 0, 1: _MOST_ITEMS, 2: 5}
"""Items shown along each axis of an array, by its dimensions; 2 with more."""

_LONGEST = 400
_ONE_LINE = 72
"""Characters: what is longer is broken where a reader would."""

GAP = -1
"""Stands for the items left out."""


def number(value: Any, digits: int = 6) -> str:
    """One number with six significant digits; whole floats keep their point, as Python writes them."""
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, int | np.integer):
        return str(int(value))
    short = f"{float(value) + 0.0:.{digits}g}"  # no -0.
    return short if any(mark in short for mark in ".eni") else f"{short}."


# -- arrays ------------------------------------------------------------------------------------


def array(values: np.ndarray) -> str:
    """An array as nested lists, long axes abridged: ``[[1., 2.], [3., 4.]]``."""
    return _joined(_rows(values))


def comparison(
    what: str,
    verb: str,
    got: np.ndarray,
    wanted: np.ndarray,
    wrong: np.ndarray,
    of: tuple[str, np.ndarray] | None = None,
) -> str:
    """What it is about, its value, and what was expected, «so» where they differ; of a large array also where that is.

    Args:
        verb: Spanish, what comes before the value.
        wrong: where the two arrays, which have the same shape, differ. What is left out of a large array is
            never the first difference.
        of: the name and the values of an argument, each of which one element comes from.
    """
    digits = 6 if any(number(a) != number(b) for a, b in zip(got[wrong], wanted[wrong], strict=True)) else 12
    marked = wrong if wrong.ndim and not wrong.all() else None
    rows = (_rows(values, wrong, marked, digits) for values in (got, wanted))
    return "\n".join([what, *(map(labelled, (verb, EXPECTED), rows)), *where(wrong, of)])


_MANY = 9
"""From so many elements on it takes words to say where a result is wrong."""

_AXES = {1: ("el elemento",), 2: ("la fila", "la columna")}


def sizes(arguments: Iterable[Any]) -> list[str]:
    """The line that gives the shapes of arrays, where one is so large that not all of it is shown."""
    arrays = [argument for argument in arguments if isinstance(argument, np.ndarray) and argument.ndim]
    if not any(length > _MOST_ALONG.get(each.ndim, 2) for each in arrays for length in each.shape):
        return []
    return [f"  (formas: {', '.join(str(each.shape) for each in arrays)})"]


def where(wrong: np.ndarray, of: tuple[str, np.ndarray] | None = None) -> list[str]:
    """The Spanish line that says where a large result is wrong, of any shape, if it is not so everywhere.

    Args:
        of: the name and the values of an argument, each of which one element comes from.
    """
    if wrong.size < _MANY or wrong.all() or not wrong.any():
        return []
    tails, firsts = [], []
    for axis, name in enumerate(_AXES.get(wrong.ndim, ())):
        along = np.asarray(np.moveaxis(wrong, axis, 0).reshape(wrong.shape[axis], -1).any(axis=1))
        if first := int(np.argmax(along)):
            tails += [f"a partir de {name} {first + 1}"] if along[first:].all() and len(along) > first + 2 else []
            firsts += [f"por primera vez en {name} {first + 1}"]
    values = _range(*of, wrong) if of is not None and of[1].shape == wrong.shape else []
    found = tails or values or firsts or [f"en {np.count_nonzero(wrong)} de {wrong.size} números"]
    return [f"  (mal {' y '.join(found)})".replace("de el ", "del ")]


_MANY_ENOUGH = 5
"""Fewer right ones, or wrong ones, may lie on one side of a value by chance."""


def _range(name: str, values: np.ndarray, wrong: np.ndarray) -> list[str]:
    """Where ``wrong`` is all that lies beyond a value, and nothing else."""
    if not _MANY_ENOUGH <= np.count_nonzero(wrong) <= wrong.size - _MANY_ENOUGH:
        return []
    sizes = np.abs(values)
    for text, measured in (
        (f"donde {name} vale {{}} o más", values),
        (f"donde {name} vale {{}} o menos", -values),
        (f"donde |{name}| vale {{}} o más", sizes),
        (f"donde |{name}| vale {{}} o menos", -sizes),
    ):
        if measured[wrong].min() > measured[~wrong].max():
            nearest = measured[wrong].min()
            return [text.format(number(-nearest if "menos" in text else nearest, 3))]
    return []


def labelled(label: str, rows: Sequence[str]) -> str:
    """An array after its label, or below it, a row a line, if it is long."""
    line = f"  {label:{len(EXPECTED)}} {_joined(rows)}"
    if len(line) <= _ONE_LINE or len(rows) == 1:
        return line
    return f"  {label}\n    [" + ",\n     ".join(rows) + "]"


def _joined(rows: Sequence[str]) -> str:
    return rows[0] if len(rows) == 1 else f"[{', '.join(rows)}]"


def _rows(
    values: np.ndarray, focus: np.ndarray | None = None, marked: np.ndarray | None = None, digits: int = 6
) -> list[str]:
    """The rows of a table, or one that is all of any other array."""
    if values.size == 0:
        return ["[]" if values.ndim <= 1 else f"(vacío, forma {values.shape})"]
    first = tuple(np.argwhere(focus)[0]) if focus is not None and focus.any() else (0,) * values.ndim
    most = _MOST_ALONG.get(values.ndim, 2)
    shown = [_shown(length, most, int(index)) for length, index in zip(values.shape, first, strict=True)]
    if values.ndim < 2 or len(shown[0]) == 1:
        return [_nested(values, marked, shown, digits)]
    return [
        "…" if index == GAP
        else _nested(values[index], None if marked is None else marked[index], shown[1:], digits)
        for index in shown[0]
    ]  # fmt: skip


def _shown(length: int, most: int, first: int) -> list[int]:
    """The indices of an axis to show: all, or its ends and ``first`` (with its neighbours if many fit), GAP between."""
    if length <= most:
        return list(range(length))
    near = {first - 1, first, first + 1} if most == _MOST_ITEMS and first >= most // 2 else {first}
    ends = {*range(most // 2), *([length - 1] if most > 2 else [])}
    kept = sorted(index for index in ends | near if index < length)
    with_gaps = [kept[0]]
    for index in kept[1:]:
        with_gaps += [GAP, index] if index > with_gaps[-1] + 1 else [index]
    return [*with_gaps, GAP] if kept[-1] < length - 1 else with_gaps


def _nested(values: Any, marked: Any, shown: Sequence[Sequence[int]], digits: int) -> str:
    if not shown:
        text = number(values[()] if isinstance(values, np.ndarray) else values, digits)
        return f"«{text}»" if marked is not None and marked else text
    items = [
        "…" if index == GAP
        else _nested(values[index], None if marked is None else marked[index], shown[1:], digits)
        for index in shown[0]
    ]  # fmt: skip
    return f"[{', '.join(items)}]"


# -- anything ----------------------------------------------------------------------------------


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
    """A call as one would type it: ``softmax(np.array([1., 2.]))``; a long one over several lines."""
    typed = [value(argument, wrap=True) for argument in arguments]
    typed += [f"{name}={value(option, wrap=True)}" for name, option in (options or {}).items()]
    line = f"{function}({', '.join(typed)})"
    if len(line) <= _ONE_LINE or len(typed) < 2:
        return line
    lines: list[str] = []
    for argument in typed:
        fits = lines and len(lines[-1]) + len(argument) + 2 <= _ONE_LINE - 4
        if fits:
            lines[-1] += f" {argument},"
        else:
            lines.append(f"    {argument},")
    return "\n".join([f"{function}(", *lines, ")"])


def shape(dimensions: tuple[int, ...]) -> str:
    """A shape in words: a single number, or its dimensions."""
    return "un solo número" if dimensions == () else f"forma {dimensions}"
