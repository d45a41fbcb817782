"""A broken check, with the questions that the facts of general.py and exceptions.py ask of it."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np

from grader.boundary.keras_models import Model
from grader.boundary.outcomes import Call, LawBroken, NotRaised, Raised, SideEffect, StudentError
from grader.feedback.literals import spaced
from grader.feedback.misconception import Misconception, same
from grader.feedback.plurals import filled
from grader.feedback.record import Evidence
from grader.feedback.written import Function, in_short

Holds = bool | dict[str, str] | None
"""Whether a fact holds; where its text has places to fill in, what goes there."""


class Facts(list["Callable[[Case], Holds]"]):
    """Predicates of a case, in the order in which they are tried: as a decorator it takes one more."""

    def __call__(self, function: Callable[[Case], Holds]) -> Callable[[Case], Holds]:
        self.append(function)
        return function

    def words(self, name: str, kinds: str, words: str, text: str) -> None:
        """One more, which holds where one of ``kinds`` was raised with ``words``, whose groups go into ``text``."""

        def fact(case: Case) -> Holds:
            found = case.says(kinds, words)
            groups = found.groupdict(default="") if found else {}
            return found and {"code": case.code_in_short, **{name: spaced(text) for name, text in groups.items()}}

        fact.__name__, fact.__doc__ = name, text
        self.append(fact)


def told(fact: Callable[[Case], Holds], holds: Holds) -> dict[str, str]:
    """A fact that holds, as a report's diagnosis."""
    text = " ".join((inspect.getdoc(fact) or "").split())
    return {"id": f"general.{fact.__name__}", "message": filled(text, **holds) if isinstance(holds, dict) else text}


@dataclass(frozen=True)
class Case:
    """A broken check.

    Attributes:
        evidence: what it left behind.
        printed: what the student's code printed.
        calls: those of all checks of the exercise.
        written: the source of the student's function, where it is known.
        right: the exercise's right answer, if it has one.
    """

    evidence: Evidence
    printed: str
    calls: Sequence[Call]
    written: Function | None = None
    right: Misconception | None = None

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

    @property
    def exception(self) -> Raised | None:
        """What the student's code raised."""
        return self.error.raised if isinstance(self.error, StudentError) else None

    def says(self, kinds: str, words: str = "") -> re.Match[str] | None:
        """Where the words of what was raised match ``words``, if it is one of ``kinds`` or a library's own one."""
        raised = self.exception
        if raised is None or not {raised.type_name, *raised.bases[:1]} & set(kinds.split()):
            return None
        return re.search(words, raised.text)

    def raised(self, kinds: str, text: str = "") -> bool:
        """Whether the student's code raised one of ``kinds``, with words that match ``text``."""
        return self.says(kinds, text) is not None

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

    @cached_property
    def code(self) -> str:
        """The part of that line that raised; the whole of it where that is not known."""
        return (self.exception.code if self.exception else "") or self.line

    @property
    def code_in_short(self) -> str:
        """The part that raised, as it may stand in a sentence."""
        return in_short(self.code)

    @cached_property
    def node(self) -> ast.AST:
        """The part that raised, as Python reads it; an empty statement where it cannot be read by itself."""
        code = self.code.strip()
        for text in (code, f"({code})", f"{code} pass", f"if 0: pass\n{code} pass", f"{self.line} pass", self.line):
            try:
                tree = ast.parse(text)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
            match tree.body:
                case [*_, ast.Expr(value=ast.expr() as value) | ast.Return(value=ast.expr() as value)]:
                    return value
                case [*_, statement]:
                    return statement
        return ast.Pass()

    @property
    def callee(self) -> str:
        """What the part that raised calls, as it is written; "" where it is no call."""
        return ast.unparse(self.node.func) if isinstance(self.node, ast.Call) else ""

    @property
    def is_at_load(self) -> bool:
        """Whether it was raised before any call, when the module was read."""
        return isinstance(self.error, StudentError) and self.error.at_load

    @property
    def parameters(self) -> tuple[str, ...]:
        """Those of the student's function."""
        return self.exception.parameters if self.exception else ()

    def kind_of(self, name: str) -> str:
        """What a name in the part that raised was: its type and, of an array, its shape; "" if that is not known."""
        return dict(self.exception.kinds if self.exception else ()).get(name, "")

    @property
    def is_wrong_result(self) -> bool:
        """Whether something came back, and its values or its shape are refused."""
        return isinstance(self.error, LawBroken) and not isinstance(self.error, SideEffect | NotRaised)

    @property
    def has_nan(self) -> bool:
        """Whether what came back is refused and not all of it is a number."""
        parts = self.value if isinstance(self.value, tuple) else (self.value,)
        return self.is_wrong_result and any(
            np.isnan(part).any() for part in parts if isinstance(part, float | np.ndarray) and _is_real(part)
        )

    def warned(self, words: str, if_nan: bool = False) -> re.Match[str] | None:
        """Where the words of a warning that broke the check match ``words``.

        Args:
            if_nan: or of one that came with a result in which something is no number.
        """
        told = isinstance(self.error, SideEffect) or (if_nan and self.has_nan)
        texts = self.evidence.last.warnings if self.evidence.last and told else ()
        return next((found for text in texts if (found := re.search(words, text))), None)

    @property
    def compared(self) -> tuple[np.ndarray, np.ndarray] | None:
        """What came and what was expected, of one shape, finite, and varied enough to tell mistakes apart."""
        got, wanted = getattr(self.error, "got", None), getattr(self.error, "wanted", None)
        if got is None or wanted is None or got.shape != wanted.shape or got.size < 2:
            return None
        varied = len(np.unique(wanted[wanted != 0])) > 1
        return (got, wanted) if varied and np.isfinite(got).all() and np.isfinite(wanted).all() else None

    @property
    def results_asked(self) -> int:
        """How many results the exercise asks for, separated by commas."""
        asked = re.search(r"Se esperaban (\d+) resultados", str(self.error))
        several = getattr(self.error, "shapes", ()) or ()
        return int(asked[1]) if asked else max(len(several), 1)

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


def _is_real(value: float | np.ndarray) -> bool:
    return np.asarray(value).dtype.kind in "biuf"


def _exactly(value: Any) -> Any:
    """Something that is equal where arguments are."""
    match value:
        case np.ndarray():
            return value.shape, value.dtype.str, value.tobytes()
        case list() | tuple():
            return tuple(map(_exactly, value))
        case dict():
            return tuple((name, _exactly(each)) for name, each in value.items())
    if is_dataclass(value) and not isinstance(value, type):  # a table of other numbers looks alike
        return type(value), tuple(_exactly(getattr(value, field.name)) for field in fields(value))
    return repr(value)
