"""Whether an answer is wrong only because another function of the same student's is, which it calls.

A failed exercise is tried once more with stand-ins for the other exercises' functions, wherever the student's modules
bind them (untrusted/module_host.py). Each asks here what it should give, gives that, and tells what the student's own
function gives. No verdict hangs on it, and right answers go only where none is to be had any more.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from grader.boundary.answers import ENOUGH
from grader.boundary.outcomes import Halted, TimedOut
from grader.feedback.misconception import same
from grader.submission import Modules


@dataclass(frozen=True)
class Right:
    """A right answer.

    Attributes:
        gives: raises ValueError where the student's should, and TypeError for what it has no say in.
        is_quiet: whether NumPy must not warn of what is calculated: so the exercise asks.
    """

    gives: Callable[..., Any]
    is_quiet: bool = False


_MOST_SOURCE = 4_000_000
"""Bytes of all its modules: in a submission of more nobody looks for what calls what."""

_MOST_WORK = 10**7
"""The numbers given, and ten times as many for each of the largest integer among them (steps, classes): more is not
calculated here."""
_DEEPEST = 100
_OFTEN = 200

PATIENT = 3.0
"""Seconds for a call that is known not to end, to see within which function that is."""


class StandIns:
    """Tells what functions should give, and keeps which of the student's do not.

    Attributes:
        failing: what is wrong with the student's own, by ``unit.name``: "no cumple" or "está sin hacer".
        refusing: those that were given what their exercise says nothing of, or what it says is to be refused.
        halted: the one that did not come back, if the student's code did not.
        seconds: the most that a call may take.
        left: the most that all calls of a host may take.
    """

    def __init__(self, right: Mapping[str, Right]):
        self._right = right
        self._open: list[tuple[str, Any, bool, float]] = []
        self._told: Counter[str] = Counter()
        self.failing: dict[str, str] = {}
        self.refusing: set[str] = set()
        self.halted = ""
        self.seconds = self.left = float("inf")

    def __bool__(self) -> bool:
        return bool(self._right)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """What each stand-in asks, by the name of its function."""
        return {name: partial(self._asked, name) for name in self._right}

    def halt(self, ended: Halted) -> None:
        """The student's code does not come back: it is within a function that has not told what it gives.

        Where its time is over, that is the innermost one that has been called for long.
        """
        least = PATIENT / 2 if isinstance(ended, TimedOut) else 0.0
        now = time.monotonic()
        within = [name for name, *_, since in self._open if now - since >= least]
        self._open.clear()
        if within:
            self.halted = within[-1]
            self.failing.setdefault(self.halted, "no cumple")

    def go_on(self) -> None:
        """To be asked again: from now on the one that did not come back is not called any more."""
        self.halted, self.seconds = "", float("inf")

    def _asked(self, name: str, phase: str, told: Any) -> Any:
        """Called from the untrusted side: what a function is given, and what came or was raised."""
        match phase, told:
            case "given", [[*arguments], [*options]]:
                return self._given(name, arguments, dict(options))
            case "came", [value, bool() as changed, bool() as warned]:
                (kind, right), _ = self._closed(name)
                tidy = not changed and not (warned and self._right[name].is_quiet)
                return self._judged(name, kind == "gives" and tidy and same(value, right))
            case "raised", str() as error:
                (kind, _), of_a_number = self._closed(name)
                why = "está sin hacer" if error == "NotImplementedError" else "no cumple"
                copes = kind == "raises" and error == "ValueError"
                return self._judged(name, copes or (of_a_number and error != "NotImplementedError"), why)
        raise TypeError(phase)

    def _given(self, name: str, arguments: list[Any], options: dict[str, Any]) -> list[Any] | str | None:
        """What a function should give, and whether it has to tell what it gives.

        None where nobody can say, and ENOUGH where it has been right so often that it need not ask again.
        """
        if name not in self.failing and self._told[name] >= _OFTEN:
            return ENOUGH
        if _work([arguments, list(options.values())]) > _MOST_WORK or len(self._open) > _DEEPEST:
            return None
        try:
            with np.errstate(all="ignore"):
                right = ["gives", self._right[name].gives(*arguments, **options)]
        except ValueError as error:
            right = ["raises", str(error)]
            self.refusing.add(name)
        except Exception:  # what it is given is nothing that it has a say in
            self.refusing.add(name)
            return None
        if name in self.failing:
            return [*right, False]
        # What is made for arrays may refuse a number, which is none.
        of_a_number = isinstance(next(iter(arguments), None), int | float)
        self._open.append((name, right, of_a_number, time.monotonic()))
        return [*right, True]

    def _closed(self, name: str) -> tuple[Any, bool]:
        """What the function asked about last should give, and whether it was given a number first."""
        opened, right, of_a_number, _ = self._open.pop()
        if opened != name:
            raise ValueError("no answer to the last question")
        return right, of_a_number

    def _judged(self, name: str, is_right: bool, why: str = "no cumple") -> bool:
        self._told[name] += 1
        if not is_right:
            self.failing.setdefault(name, why)
        return is_right


def mentioned(modules: Modules, unit: str, names: Mapping[str, Right]) -> dict[str, Right]:
    """Those of some functions, ``unit.name``, that a module, or one of the submission's that it names, seems to use."""
    if sum(map(len, modules.values())) > _MOST_SOURCE:
        return {}
    seen, todo, text = {unit}, [unit], b""
    while todo:
        source = modules.get(f"{todo.pop()}.py", b"")
        text += source
        named = {name.removesuffix(".py") for name in modules} - seen
        found = [name for name in named if re.search(rb"\b%s\b" % re.escape(name.encode()), source)]
        seen.update(found)
        todo += found
    words = set(re.findall(rb"(?<!\bdef )\b\w+\b(?!\s*=[^=])", text))
    return {name: right for name, right in names.items() if name.partition(".")[2].encode() in words}


def _work(value: Any) -> int:
    """Roughly what it costs to calculate with it: what is given in an array may be gone through so many times."""
    leaves = [leaf.item() if isinstance(leaf, np.ndarray) and leaf.ndim == 0 else leaf for leaf in _leaves(value)]
    size = sum(leaf.size for leaf in leaves if isinstance(leaf, np.ndarray))
    single = [leaf for leaf in leaves if isinstance(leaf, int | float)]
    often = max([1, *(10 * abs(leaf) for leaf in single if isinstance(leaf, int))]) if size else 1
    return (size + len(single)) * often


def _leaves(value: Any) -> list[Any]:
    return [leaf for each in value for leaf in _leaves(each)] if isinstance(value, list | tuple) else [value]
