"""From what was recorded of a failed exercise to the idea behind the mistake.

First the library of misconceptions: the entry that explains every recorded call. It has reproduced the
results that broke a law, and a right answer's would not have. Then what has slips besides, from ``slips``. Where
none fits, facts of the result and of the exception, from ``general``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from grader.boundary.outcomes import Call, Halted, Inconstant, LawBroken, SideEffect, StudentError, WrongShape
from grader.feedback import general, slips
from grader.feedback.case import Case
from grader.feedback.misconception import Misconception
from grader.feedback.record import Evidence
from grader.feedback.written import Function
from grader.report import listed


def diagnose(
    known: Sequence[Misconception],
    evidence: Sequence[Evidence],
    printed: str = "",
    refusing: Collection[str] = (),
    written: Function | None = None,
) -> dict[str, str] | None:
    """The ``diagnosis`` of a report (id and Spanish message) of an exercise that did not pass; None if nothing fits.

    Args:
        known: the exercise's misconceptions, in the order in which they are tried.
        printed: what the student's code printed.
        refusing: other functions of the student's that are right, and are given what they are not made for.
        written: the source of the student's function, where it is known.
    """
    broken = sorted((each for each in evidence if each.error is not None), key=lambda each: each.kind != "core")
    broken = [each for each in broken if isinstance(each.error, LawBroken | StudentError | Halted | Inconstant)]
    if not broken:
        return None
    # Where a core law broke, the edge cases that extra checks try may fail for reasons of their own.
    only_core = broken[0].kind == "core"
    calls = [call for each in evidence if each.kind == "core" or not only_core for call in each.calls]
    right = next((entry for entry in known if entry.is_right), None)
    case = Case(broken[0], printed, calls, written, right)
    if first := general.whatever_the_exercise(case):
        return first
    if found := _misconception(known, broken, calls):
        return {"id": found.id, "message": found.message}
    # Of what a core law, or an extra one, met an exception says more than a result does.
    telling = min(broken, key=_says_less)
    return _given_to_another(telling, refusing) or general.diagnosis(replace(case, evidence=telling))


def _given_to_another(broken: Evidence, refusing: Collection[str]) -> dict[str, str] | None:
    """The ``diagnosis`` where what raises is within a right function of the student's, for what it is given."""
    raised = broken.error.raised if isinstance(broken.error, StudentError) else None
    if raised is None or raised.type_name not in _REFUSALS:
        return None
    calls = ((line, file.removesuffix(".py"), name) for (*_, line), (file, _, name, _) in pairwise(raised.trace))
    line, _, name = next((each for each in calls if ".".join(each[1:]) in refusing), ("", "", ""))
    if not line:
        return None
    text = (
        f"El error salta dentro de tu `{name}`, pero por lo que le da la línea `{line}`: no es lo que `{name}` recibe "
        "según su enunciado. Mira el orden de los argumentos, de dónde sale cada uno y qué forma tiene: ¿uno solo, o "
        "todos a la vez?"
    )
    return {"id": "general.given_to_another", "message": text}


_REFUSALS = {"TypeError", "ValueError", "IndexError", "AxisError"}


def because_of(exercise: str, failing: Mapping[str, str], is_all: bool, own: dict[str, str] | None) -> dict[str, str]:
    """The ``diagnosis`` of an exercise that calls other functions of the student's which are wrong.

    Args:
        failing: what is wrong with each, by ``unit.name``: "no cumple" or "está sin hacer".
        is_all: whether all checks hold with right ones in their place.
        own: what is known of the exercise's own mistake, if it has one.
    """
    name = exercise.partition(".")[2]
    several = len(failing) > 1
    names = [f"tu `{other.partition('.')[2]}`" for other in failing]
    undone = "están sin hacer" if several else "está sin hacer"
    why = undone if set(failing.values()) == {"está sin hacer"} else "no cumplen" if several else "no cumple"
    uses = f"usa {listed(names)}, que {why}"
    if own:
        return {**own, "message": f"{own['message']} Además, {uses}."}
    them, right = ("arréglalas", "ellas") if several else ("arréglala", "ella")
    rest = f"Lo demás de tu `{name}` está bien." if is_all else f"Con {right} bien, aún falla algo en tu `{name}`."
    return {"id": "general.calls_what_fails", "message": f"Tu `{name}` {uses}: {them} primero. {rest}"}


def _says_less(broken: Evidence) -> tuple[bool, bool]:
    return broken.kind != "core", not isinstance(broken.error, StudentError)


def _misconception(
    known: Sequence[Misconception], broken: Sequence[Evidence], calls: Sequence[Call]
) -> Misconception | None:
    # An idea shows in what an answer returns: answers that only ever raise the same exception need not share one.
    gave_values = any(call.outcome is not None for call in calls)
    by_value = gave_values and not isinstance(broken[0].error, SideEffect | Halted | Inconstant)
    by_value = by_value and not general.returned_text(Case(broken[0], "", calls))  # whatever the texts say
    last = [call for call in (broken[0].last, *reversed(calls)) if call is not None][:1]
    # The least work first: most entries differ there, and the other calls need not be compared.
    quickest = sorted([*last, *calls], key=_work)
    right = next((entry for entry in known if entry.is_right), None)
    # What is nearly right is so for another reason than an idea whose results are right here, to so few digits.
    is_nearly_right = by_value and right is not None and all(map(right.explains, quickest))
    within = _CLOSELY if is_nearly_right else 1.0
    for entry in known:
        if entry.is_symptom:
            if any(map(entry.explains, last)) and not _is_contradicted(entry, right, calls):
                return entry
        elif by_value and all(entry.explains(call, within) for call in quickest) and _is_refused_too(entry, broken[0]):
            return None if entry.is_right else entry
    telling = [call for call in (*last, *quickest) if _tells_something(call.value)]
    if not by_value or not telling or is_nearly_right:
        return None
    first = telling[0] if _work(telling[0]) < _LITTLE else min(telling, key=_work)
    together = (entry for entry in slips.explained(known, first) if all(map(entry.explains, quickest)))
    return next((entry for entry in together if _is_refused_too(entry, broken[0])), None)


_CLOSELY = 1e-5
_LITTLE = 10_000


def _is_contradicted(symptom: Misconception, right: Misconception | None, calls: Sequence[Call]) -> bool:
    """Whether some result is neither right nor what the symptom says: it has then met the last one by chance.

    Where no right result is known, as of random numbers, any that is more than zeros may be right.
    """
    others = (call for call in calls if call.outcome is not None and not symptom.explains(call))
    return symptom.throughout and not all(
        _is_as_a_check_asks(call, right) if right else _tells_something(call.value) for call in others
    )


def _is_as_a_check_asks(call: Call, right: Misconception) -> bool:
    """Whether a result is as near to the right one as the contract asks for."""
    with contextlib.suppress(Exception), np.errstate(all="ignore"):
        return bool(np.allclose(call.value, right.answer(call), rtol=1e-5, atol=1e-6))
    return False


def _work(call: Call) -> int:
    """Roughly what a call costs: the numbers that it is given, so many times as it is told (steps, epochs)."""
    return _numbers(call.arguments) * max([1, *(item for item in call.arguments if isinstance(item, int))])


def _numbers(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return value.size
    return sum(map(_numbers, value)) if isinstance(value, list | tuple) else 1


def _tells_something(value: Any) -> bool:
    """Whether a result is more than zeros, which stay what they are whatever is done to them."""
    if isinstance(value, list | tuple):
        return any(map(_tells_something, value))
    return bool(np.any(value))


def _is_refused_too(entry: Misconception, broken: Evidence) -> bool:
    """Whether what the entry gives is wrong as the refused result is.

    It has the very shape for which a result was refused: one number and an array of one are the same elsewhere, and
    here what tells them apart is the mistake. And where numbers are wrong it is nearer to them than to the right ones.
    """
    if broken.last is None:
        return True
    if isinstance(broken.error, WrongShape):
        return entry.gives_shape_of(broken.last, broken.error.admitted_of_each)
    got, wanted, wrong = (getattr(broken.error, name, None) for name in ("got", "wanted", "wrong"))
    if got is None or wanted is None or wrong is None:
        return True
    return entry.is_nearer(broken.last, got[wrong], wanted[wrong], wrong)
