"""A broken check, with the questions that the facts of general.py and exceptions.py ask of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from grader.boundary.keras_models import Model
from grader.boundary.outcomes import Call, LawBroken, NotRaised, SideEffect, StudentError
from grader.feedback.misconception import same
from grader.feedback.record import Evidence


class Facts(list["Callable[[Case], bool]"]):
    """Predicates of a case, in the order in which they are tried: as a decorator it takes one more."""

    def __call__(self, function: Callable[[Case], bool]) -> Callable[[Case], bool]:
        self.append(function)
        return function


@dataclass(frozen=True)
class Case:
    """A broken check.

    Attributes:
        evidence: what it left behind.
        printed: what the student's code printed.
        calls: those of all checks of the exercise.
    """

    evidence: Evidence
    printed: str
    calls: Sequence[Call]

    @property
    def error(self) -> BaseException | None:
        return self.evidence.error

    @property
    def value(self) -> Any:
        return self.evidence.last.value if self.evidence.last else None

    @property
    def returned_nothing(self) -> bool:
        last = self.evidence.last
        came = last is not None and last.outcome is not None and not self._compiled
        refused = isinstance(self.error, LawBroken) and not isinstance(self.error, NotRaised)
        return refused and came and self.value is None

    @property
    def _compiled(self) -> bool:
        """Whether the call compiled a model that it was given: then it need return nothing."""
        last = self.evidence.last
        pairs = [(last.arguments[index], after) for index, after in last.changed.items()] if last else []
        return any(
            isinstance(after, Model) and isinstance(before, Model) and after.compiled and not before.compiled
            for before, after in pairs
        )

    def raised(self, kinds: str, text: str = "") -> bool:
        """Whether the student's code raised one of ``kinds``, with words that match ``text``."""
        if not isinstance(self.error, StudentError):
            return False
        raised = self.error.raised
        return raised.type_name in kinds.split() and re.search(text, raised.text) is not None

    def follows_from(self, kinds: str) -> bool:
        """Whether the exception follows from one of ``kinds`` in a line that could not be loaded."""
        hint = self.error.hint if isinstance(self.error, StudentError) else ""
        return re.search(rf"no se pudo cargar \((?:{kinds})", hint) is not None

    def raised_at(self, source: str, kinds: str = "TypeError ValueError AxisError IndexError") -> bool:
        """Whether one of ``kinds`` was raised in a line of the student's that matches ``source``."""
        return self.raised(kinds) and re.search(source, self.line) is not None

    @property
    def line(self) -> str:
        """The student's line in which the exception was raised; "" where it came before the first one."""
        trace = self.error.raised.trace if isinstance(self.error, StudentError) else ()
        return trace[-1][3] if trace else ""

    def warned(self, words: str) -> bool:
        last = self.evidence.last
        return isinstance(self.error, SideEffect) and last is not None and any(words in text for text in last.warnings)

    @property
    def compared(self) -> tuple[np.ndarray, np.ndarray] | None:
        """What came and what was expected, of one shape, finite, and varied enough to tell mistakes apart."""
        got, wanted = getattr(self.error, "got", None), getattr(self.error, "wanted", None)
        if got is None or wanted is None or got.shape != wanted.shape or got.size < 2:
            return None
        varied = len(np.unique(wanted[wanted != 0])) > 1
        return (got, wanted) if varied and np.isfinite(got).all() and np.isfinite(wanted).all() else None

    @property
    def several(self) -> bool:
        """Whether several results were asked for, and one of them was refused for its shape."""
        return bool(getattr(self.error, "shapes", None))

    @property
    def shapes(self) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]] | None:
        """The result's shape and those admitted, where the result was refused for its shape."""
        got, admitted = getattr(self.error, "shape", None), getattr(self.error, "admitted", ())
        return (got, admitted) if got is not None and admitted else None

    @property
    def gives_arrays(self) -> bool:
        """Whether some result is an array of several numbers, as it may be no more where the example is small."""
        return any(isinstance(call.value, np.ndarray | list) and np.size(call.value) > 1 for call in self.calls)

    @property
    def is_fickle(self) -> bool:
        """Whether the same arguments have given different results."""
        given: dict[Any, Any] = {}
        # Models start at random.
        came = (call for call in self.calls if call.outcome and not isinstance(call.value, Model))
        answers = ((_exactly([call.arguments, call.options]), call.value) for call in came)
        return any(not same(given.setdefault(arguments, value), value) for arguments, value in islice(answers, 100))


def _exactly(value: Any) -> Any:
    """Something that is equal where arguments are."""
    match value:
        case np.ndarray():
            return value.shape, value.dtype.str, value.tobytes()
        case list() | tuple():
            return tuple(map(_exactly, value))
        case dict():
            return tuple((name, _exactly(each)) for name, each in value.items())
    return repr(value)
