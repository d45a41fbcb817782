"""What happened in a check, in a student's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.boundary.outcomes import (
    DEFINED_TWICE,
    Call,
    Halted,
    Inconstant,
    LawBroken,
    NotImplementedYet,
    Outcome,
    Raised,
    StudentError,
)
from grader.boundary.source import located
from grader.feedback import literals
from grader.feedback.exceptions.words import explain
from grader.report import EXPECTED

_MOST_CALLS = 3
_ONE_LINE = 72
_MOST_LINES = 20


def message(law: str, error: BaseException | None, every: Sequence[Call] = ()) -> str:
    """The text of a check: its law and, where it did not hold, the call, what came back and why that is wrong.

    Args:
        every: the calls of the example that failed, oldest first.
    """
    calls = every[-_MOST_CALLS:]
    match error:
        case LawBroken():
            return _lines(law, *_counterexample(error, calls), *_defined_twice(calls))
        case StudentError(at_load=True, raised=raised):
            file = raised.trace[-1][0] if raised.trace else raised.name or "El fichero"
            return _lines(f"{file} no se puede cargar.", *_raised(error, []))
        case StudentError():
            return _lines(law, *_raised(error, calls))
        case NotImplementedYet():
            return str(error)
        case Halted(at_load=str() as place) if place:
            file = f"{place.partition('.py')[0]}.py"
            return _lines(f"{file} no se puede cargar.", place if place != file else "", str(error))
        case Halted():
            return _lines(law, *map(_called, calls[-1:]), str(error))
        case Inconstant():
            text = "Con los mismos argumentos no siempre da lo mismo: ¿guarda algo entre llamadas, o usa el azar?"
            return _lines(law, *map(_returned, calls[-1:]), text)
    return law


def became(outcome: Outcome | BaseException) -> str:
    """What became of a call, in the words of one who tries it."""
    match outcome:
        case Outcome():
            return literals.labelled("devuelve", literals.rows(outcome.value))
        case StudentError():
            return _lines(*_places(outcome.raised), explain(outcome.raised), outcome.hint)
    return str(outcome)


def expected(error: BaseException) -> str:
    """What a law that was broken says of the call that broke it; "" where the call itself tells."""
    if not isinstance(error, LawBroken):
        return ""
    return str(error) if error.wanted is None else literals.labelled(EXPECTED, literals.rows(error.wanted))


def _lines(*parts: str) -> str:
    """The parts, no more than fits on a screen; a call that can be pasted is left whole."""
    lines = "\n".join(part for part in parts if part).split("\n")
    if len(lines) > _MOST_LINES:
        called = max((index for index, line in enumerate(lines, 1) if line == ")"), default=0)
        lines[max(called, _MOST_LINES - 5) : -4] = ["…"]
    return "\n".join(lines)


def _counterexample(error: LawBroken, calls: Sequence[Call]) -> list[str]:
    if calls and error.got is not None and error.wanted is not None and error.wrong is not None:
        *others, last = calls
        if _is(last.value, error.got):  # said once is enough
            both = _as_it_came(last.value, error.got, error.wanted)
            whole = literals.comparison(_typed(last), "devolvió", *both, error.wrong, error.of)
            return [*_before(others, whole), whole]
    raised = calls[-1].error if calls else None  # another exception than the one that was asked for
    told = "\n".join([*map(_returned, calls[-1:]), *(_places(raised) if raised else []), str(error)])
    return [*_before(calls[:-1], told), told]


def _before(calls: Sequence[Call], last: str) -> list[str]:
    """What came of the calls before the last, as many of them as there is room for."""
    told: list[str] = []
    room = _MOST_LINES - 2 - len(last.split("\n"))
    for call in reversed(calls):
        told.insert(0, _returned(call))
        room -= len(told[0].split("\n"))
        if room < 0:
            return told[1:]
    return told


def _defined_twice(calls: Sequence[Call]) -> list[str]:
    found = [text for call in calls[-1:] for text in call.warnings if text.startswith(DEFINED_TWICE)]
    return [text.removeprefix(DEFINED_TWICE) for text in found[:1]]


def _is(value: Any, array: np.ndarray) -> bool:
    try:
        return np.array_equal(np.asarray(value, dtype=float), array, equal_nan=True)
    except (TypeError, ValueError, OverflowError):
        return False


def _as_it_came(value: Any, got: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both as whole numbers where the student's function returned such: its 0 is not shown as ``0.``"""
    came = np.asarray(value)
    if came.dtype.kind not in "biu":
        return got, wanted
    return came, wanted.astype(int) if (wanted == np.round(wanted)).all() and np.abs(wanted).max() < 2**53 else wanted


def _returned(call: Call) -> str:
    typed = _typed(call)
    if not call.outcome:
        return typed
    came_back = literals.value(call.value)
    line = f"{typed} devolvió {came_back}"
    return line if len(line) <= _ONE_LINE and "\n" not in line else f"{typed}\n  devolvió {came_back}"


def _typed(call: Call) -> str:
    """The call as one would type it."""
    return literals.call(call.function, call.arguments, call.options, call.names)


def _called(call: Call) -> str:
    """The call, where nothing came back; one of several lines begins where it can be copied."""
    typed = _typed(call)
    return f"Llamada:\n{typed}" if "\n" in typed else f"Llamada: {typed}"


def _raised(error: StudentError, calls: Sequence[Call]) -> list[str]:
    drawn = error.raised.code if "SyntaxError" in error.raised.bases else ""
    return [
        *map(_called, calls[-1:]),
        *_places(error.raised, drawn),
        drawn,
        explain(error.raised),
        _in_spanish(error.hint),
    ]


def _in_spanish(hint: str) -> str:
    """What is told of a line that could not be loaded, and what Python says of it last."""
    found = re.search(r" \((?P<type>\w+): (?P<words>.*)\)\.$", hint)
    if not found:
        return hint
    meaning = explain(Raised(found["type"], (found["type"],), found["words"]))
    return f"{hint[: found.start()]}: {literals.within(meaning)}."


def _places(raised: Raised, drawn: str = "") -> list[str]:
    """Where it went wrong, and where the student's code called that: the outermost line first, as Python has them.

    Args:
        drawn: the line itself, if it follows.
    """
    lines = [located(file, line, None if drawn else source) for file, line, _, source in raised.trace]
    between = ["…"] * (len(lines) > 2)
    return lines[-1:] if lines[:1] == lines[-1:] else [lines[0], *between, lines[-1]]
