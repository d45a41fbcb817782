"""A call of a student's function, and what can become of it: a result, or what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

MAX_OUTPUT = 20_000
"""Characters kept of what the student's code prints; the rest is dropped."""


DEFINED_TWICE = "DefinedTwice: "
"""How the warning begins that a function stands twice in its module: what follows says where, in Spanish."""


@dataclass(frozen=True)
class Raised:
    """An exception of the student's code: what a message needs, and nothing alive."""

    type_name: str
    bases: tuple[str, ...]
    text: str
    trace: tuple[tuple[str, int, str, str], ...] = ()
    """(file, line, function, source line), outermost first, only in the student's own files."""
    name: str | None = None
    """The name that a NameError or ImportError could not find; the file that cannot be read at all."""
    meant: str = ""
    """What the submission has instead of it and nearly so called; ``module.name`` where another module has it."""
    code: str = ""
    """The part of the student's line that raised; of a syntax error the line as it stands and, below it, a caret."""
    kinds: tuple[tuple[str, str], ...] = ()
    """The names in that part and what each was: a type, and of an array its shape."""
    parameters: tuple[str, ...] = ()
    """Those of the student's function that was called first."""


# -- what can go wrong -------------------------------------------------------------------------


class LawBroken(AssertionError):
    """The answer is wrong: the message says, in Spanish, what came back and what was expected.

    Attributes:
        got, wanted: the result itself and what it should have been, where one law gives the whole of it.
        wrong: where they differ.
        of: the name and the values of an argument, each of which one element of the result comes from.
    """

    got: np.ndarray | None = None
    wanted: np.ndarray | None = None
    wrong: np.ndarray | None = None
    of: tuple[str, np.ndarray] | None = None
    unusable = False
    """Whether what came back is no result that a law could be asked of."""


class WrongShape(LawBroken):
    """A result, or several, of another shape.

    Attributes:
        shape, admitted: of a single result; the shapes it may have.
        shapes, admitted_of_each: the same of all results of a function with several.
    """

    shape: tuple[int, ...] | None = None
    admitted: tuple[tuple[int, ...], ...] = ()
    shapes: tuple[tuple[int, ...], ...] = ()
    admitted_of_each: tuple[tuple[tuple[int, ...], ...], ...] = ()


class NotRaised(LawBroken):
    """No ValueError where there should be one.

    Attributes:
        instead: the exception that was raised; "" if there was none.
    """

    instead = ""


class SideEffect(LawBroken):
    """The values are right, and something else is wrong: an argument modified, a warning raised."""


class Inconstant(Exception):
    """With the same arguments the function does not always do the same: what broke a law breaks it no more."""


class StudentError(Exception):
    """The student's code raised."""

    def __init__(self, raised: Raised, hint: str = "", at_load: bool = False):
        """``hint``: what else helps to understand it; ``at_load``: before any call, when the file was read."""
        super().__init__(f"{raised.type_name}: {raised.text}")
        self.raised, self.hint, self.at_load = raised, hint, at_load


class NotImplementedYet(Exception):
    """The function is missing, or still the stub."""


class Halted(BaseException):
    """The worker is gone: not an Exception, so that Hypothesis neither repeats nor shrinks the call.

    Attributes:
        at_load: where in the student's file that was, if it had not been loaded yet; "" once functions were called.
    """

    status = "crashed"
    at_load = ""


class TimedOut(Halted):
    """No answer within the time limit."""

    status = "timeout"

    @classmethod
    def after(cls, seconds: float) -> TimedOut:
        return cls(f"No respondió en {seconds:g} s: ¿un bucle que no termina?")

    @classmethod
    def loading(cls, seconds: float, place: str) -> TimedOut:
        """No function was called: the module's own code did not come to its end."""
        late = cls(f"No terminó en {seconds:g} s: ¿un bucle o una espera, fuera de las funciones?")
        late.at_load = place
        return late


class Crashed(Halted):
    """The process that ran the student's code died.

    Attributes:
        killed: by nothing that it says, as from outside: it may have been bad luck.
    """

    killed = False


class Unjudged(Halted):
    """The machine or the grader itself has failed: nothing that a submission could help, and no verdict on it."""


class Rejected(Halted):
    """What came back is not an answer: a malformed message, or one too large."""

    status = "rejected"


# -- calls -------------------------------------------------------------------------------------


@dataclass
class Outcome:
    """What a host brings back from one call."""

    value: Any
    changed: dict[int, Any] = field(default_factory=dict)
    """Arguments that the call modified, by position."""
    warnings: tuple[str, ...] = ()


Answer = Outcome | LawBroken | NotImplementedYet | StudentError
"""What can become of a call while the worker lives: an outcome, or what a host raises instead."""


EXAMPLE = "an example"
"""In place of a function's name: a call to run some lines that use it, given after its name. What the last of them
stands for is the result."""


@dataclass
class Call:
    """One call of a student's function: what a check asks a host for, and what came of it, kept for messages.

    To a worker goes only what it needs to make the call: function, arguments and options.
    """

    function: str
    arguments: tuple[Any, ...]
    options: dict[str, Any] = field(default_factory=dict)
    outcome: Outcome | None = None
    """What came back; None where nothing did, or not yet."""
    error: Raised | None = None
    """The exception that the student's code raised instead."""
    previous: Call | None = field(default=None, repr=False)
    """The call before this one in its example, of the newest call alone: it takes two to see what a seed does."""
    names: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """Those of the function's parameters, to tell of arguments that are too large to be shown."""

    @property
    def value(self) -> Any:
        """What came back, plain but not yet exact; None too where nothing did."""
        return self.outcome.value if self.outcome else None

    @property
    def raised(self) -> str:
        """The type of the exception that the student's code raised; "" where it raised none."""
        return self.error.type_name if self.error else ""

    @property
    def raised_text(self) -> str:
        """The text of that exception."""
        return self.error.text if self.error else ""

    @property
    def changed(self) -> dict[int, Any]:
        return self.outcome.changed if self.outcome else {}

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.outcome.warnings if self.outcome else ()
