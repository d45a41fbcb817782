"""Calls as messages show them: whether what they say, pasted into Python, makes the very arguments that were passed."""

from __future__ import annotations

import ast
import re
from pathlib import Path, PurePath
from typing import Any

import numpy as np

from grader.boundary.outcomes import Call
from grader.boundary.values import Pixels, Table, alive
from grader.feedback import literals


def assert_can_be_pasted(call: Call) -> None:
    """A call of few numbers makes the same call; one of many is not written as if it did."""
    text = literals.call(call.function, call.arguments, call.options, call.names)
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if re.match(r"  \S", line)), len(lines))
    shown, told = "\n".join(lines[:end]), lines[end:]
    given = [*call.arguments, *call.options.values()]
    assert max(map(len, lines[:end])) <= 80, text
    assert "…" not in shown, text
    ast.parse(shown)
    if told:
        assert sum(map(_numbers, given)) > literals.MOST_NUMBERS, text
        return
    arguments, options = eval(shown, _namespace(call.function))  # noqa: S307 - what our own messages say
    assert len(arguments) == len(call.arguments), text
    assert options.keys() == call.options.keys(), text
    for made, passed in zip([*arguments, *options.values()], given, strict=True):
        assert _same(made, passed), (text, made, passed)


def _namespace(function: str) -> dict[str, Any]:
    names: dict[str, Any] = {"np": np, "Path": Path, function: lambda *given, **options: (given, options)}
    try:
        import pandas as pd
    except ImportError:
        return names
    return {**names, "pd": pd}


def _numbers(thing: Any) -> float:
    match thing:
        case np.ndarray():
            return thing.size
        case list() | tuple():
            return sum(map(_numbers, thing))
        case Table():
            return thing.values.size
        case bool() | int() | float() | np.generic():
            return 1
        case str() | None | PurePath():
            return 0
    return 50 if callable(thing) else float("inf")


def _same(made: Any, passed: Any) -> bool:
    """Whether something that was typed is what a student's function receives for ``passed``."""
    if callable(passed):
        points = (np.linspace(-1, 1, size) for size in range(1, 200))
        return any(np.array_equal(made(point), passed(point)) for point in points if _fits(passed, point))
    match passed:
        case np.ndarray() | np.generic() | Pixels():
            array = alive(passed)
            return (
                type(made) is np.ndarray and (made.shape, made.dtype) == (array.shape, array.dtype)
                and np.array_equal(made, array, equal_nan=array.dtype.kind == "f")
            )  # fmt: skip
        case list() | tuple():
            return type(made) is type(passed) and len(made) == len(passed) and all(map(_same, made, passed))
        case Table():
            return bool(made.equals(alive(passed)))
        case PurePath():
            return isinstance(made, Path) and made.name == passed.name
        case str():
            return isinstance(made, str) and PurePath(made).name == PurePath(passed).name
    return type(made) is type(passed) and (made == passed or repr(made) == repr(passed))  # NaN is not equal to itself


def _fits(function: Any, point: np.ndarray) -> bool:
    try:
        function(point)
    except ValueError:
        return False
    return True
