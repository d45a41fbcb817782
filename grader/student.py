"""The student's functions as the checks see them: called like functions, answered with exact values.

A :class:`Student` is a proxy. Behind it stands a :class:`Host`: a worker process (hosts.py), or this
very process where there are no processes, as in the browser, or a breakpoint is wanted (local.py).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from grader import show
from grader.keras_models import Model
from grader.loading import Raised
from grader.plain import Opaque

MAX_OUTPUT = 20_000
"""Characters kept of what the student's code prints; the rest is dropped."""

# -- what can go wrong -------------------------------------------------------------------------


class LawBroken(AssertionError):
    """The answer is wrong: the message says, in Spanish, what came back and what was expected.

    Attributes:
        got, wanted: the result itself and what it should have been, where one law gives the whole of it.
        wrong: where they differ.
    """

    got: np.ndarray | None = None
    wanted: np.ndarray | None = None
    wrong: np.ndarray | None = None


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


class StudentError(Exception):
    """The student's code raised."""

    def __init__(self, raised: Raised, hint: str = "", at_load: bool = False):
        """``hint``: what else helps to understand it; ``at_load``: before any call, when the file was read."""
        super().__init__(f"{raised.type_name}: {raised.text}")
        self.raised, self.hint, self.at_load = raised, hint, at_load


class NotImplementedYet(Exception):
    """The function is missing, or still the stub."""


class Halted(BaseException):
    """The worker is gone: not an Exception, so that Hypothesis neither repeats nor shrinks the call."""

    status = "crashed"


class TimedOut(Halted):
    """No answer within the time limit."""

    status = "timeout"

    @classmethod
    def after(cls, seconds: float) -> TimedOut:
        return cls(f"No respondió en {seconds:.0f} s: ¿un bucle que no termina?")


class Crashed(Halted):
    """The process that ran the student's code died."""


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


@dataclass
class Call:
    """One call of a student's function, kept so that a message can show it."""

    function: str
    arguments: tuple[Any, ...]
    options: dict[str, Any]
    outcome: Outcome | None = None
    raised: str = ""
    """The type of the exception that the student's code raised instead."""
    told: str = ""
    """The text of that exception."""
    previous: Call | None = field(default=None, repr=False)
    """The call before it, of the newest call of an example: what a seed or a random start did is told by two calls."""

    @property
    def value(self) -> Any:
        """What came back, plain but not yet exact; None too where nothing did."""
        return self.outcome.value if self.outcome else None

    @property
    def changed(self) -> dict[int, Any]:
        return self.outcome.changed if self.outcome else {}

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.outcome.warnings if self.outcome else ()

    def __str__(self) -> str:
        return show.call(self.function, self.arguments, self.options)

    @property
    def came_back(self) -> str:
        return "" if self.outcome is None else show.value(self.outcome.value)


@dataclass(frozen=True)
class Evidence:
    """What one check leaves for a diagnosis."""

    kind: str
    error: BaseException | None
    last: Call | None
    """The call that the check made last: where it failed, of the smallest example."""
    calls: tuple[Call, ...]
    """All calls kept, of every example."""


class History:
    """The last calls made, of all examples: as many as tell one idea from another, and as much as fits."""

    _MOST, _BYTES = 400, 64 * 2**20

    def __init__(self) -> None:
        self._calls: deque[tuple[Call, int]] = deque()
        self._held = 0

    def add(self, call: Call) -> None:
        self._calls.append((call, _size(call.value)))
        self._held += self._calls[-1][1]
        while len(self._calls) > self._MOST or self._held > self._BYTES:
            self._held -= self._calls.popleft()[1]

    def take(self) -> tuple[Call, ...]:
        """The calls since the last time."""
        taken = tuple(call for call, _ in self._calls)
        self._calls.clear()
        self._held = 0
        return taken


def _size(value: Any) -> int:
    """Bytes, roughly, of a result."""
    match value:
        case np.ndarray():
            return value.nbytes
        case Model():
            return 4 * value.parameters
        case list() | tuple():
            return 64 * len(value) + sum(map(_size, value))
        case str():
            return len(value)
    return 8


class Host(Protocol):
    """Where a student's module lives."""

    def call(self, function: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> Outcome:
        """Call ``function``; raises StudentError, NotImplementedYet or Halted."""

    def together(self, cases: Sequence[Callable[[], None]]) -> bool:
        """Run cases that do not depend on each other and call this host, mixing their calls where that saves time.

        False: they have to be run one by one, either because mixing saves nothing here or because a call failed in a
        way that can only so be told to be its own.
        """

    history: History

    def new_folder(self) -> Path:
        """An empty folder that the student's code may write to; raises Rejected where it has made that impossible."""

    def read_model(self, path: Path) -> Any:
        """The model in a file that the student's code saved, as a Model; raises LawBroken."""

    def output(self) -> str:
        """What the student's code has printed so far, capped."""

    def close(self) -> None:
        """End it, and everything it started."""


# -- results made exact ------------------------------------------------------------------------


class Shape:
    """A shape, or any of several, that a result may have."""

    def __init__(self, *admitted: tuple[int, ...]):
        self.admitted = admitted

    def admits(self, shape: tuple[int, ...]) -> bool:
        return shape in self.admitted

    def __str__(self) -> str:
        return " o ".join(map(show.shape, self.admitted))


SCALAR = Shape(())
BIAS = Shape((), (1,))
"""A single bias: a number, or an array of one."""


def exact(value: Any, wanted: Any) -> Any:
    """``value`` as the kind of result that ``wanted`` describes.

    ``wanted`` is a Shape (or a tuple of int) for an array, a dict of name to Shape for several
    outputs, or a type (str, Model).

    Raises:
        LawBroken: it is not that kind of result.
    """
    if isinstance(wanted, tuple):
        wanted = Shape(wanted)
    if isinstance(wanted, Shape):
        return _array(value, wanted, "El resultado")
    if isinstance(wanted, dict):
        return _outputs(value, wanted)
    if not isinstance(value, wanted):
        kind = {str: "un texto (str)", Model: "un modelo de Keras"}.get(wanted, wanted.__name__)
        raise LawBroken(f"Se esperaba {kind}{_nothing(value)}.")
    return value


def _outputs(value: Any, wanted: dict[str, Shape | tuple[int, ...]]) -> tuple[Any, ...]:
    names = ", ".join(wanted)
    if not isinstance(value, list | tuple | np.ndarray) or (isinstance(value, np.ndarray) and value.ndim == 0):
        raise LawBroken(f"Se esperaban {len(wanted)} resultados: `return {names}`{_nothing(value)}.")
    if len(value) != len(wanted):
        raise LawBroken(f"Se esperaban {len(wanted)} resultados (`return {names}`), y llegaron {len(value)}.")
    shapes = [shape if isinstance(shape, Shape) else Shape(shape) for shape in wanted.values()]
    try:
        return tuple(_array(item, shape, f"`{name}`") for item, name, shape in zip(value, wanted, shapes, strict=True))
    except WrongShape as error:
        error.shapes = tuple(item.shape if isinstance(item, np.ndarray) else () for item in value)
        error.admitted_of_each = tuple(shape.admitted for shape in shapes)
        raise


def _nothing(value: Any) -> str:
    if value is None:
        return " y llegó None: ¿falta `return`?"
    return f", no {value!r}" if isinstance(value, Opaque) else ""


def _array(value: Any, wanted: Shape, name: str) -> Any:
    if isinstance(value, np.ndarray):  # before it grows: a byte becomes eight
        _assert_admits(wanted, value.shape, name)
    numbers = _numeric(value, name)
    _assert_admits(wanted, numbers.shape, name)
    return numbers if numbers.shape else float(numbers)


def _assert_admits(wanted: Shape, shape: tuple[int, ...], name: str) -> None:
    if wanted.admits(shape):
        return
    text = f"{name} debería tener {wanted}, y tiene {show.shape(shape)}."
    broken = WrongShape(text.replace("tener un", "ser un"))
    broken.shape, broken.admitted = shape, wanted.admitted
    raise broken


def _numeric(value: Any, name: str) -> np.ndarray:
    if value is None:
        raise LawBroken(f"{name} es None: ¿falta `return`?")
    if isinstance(value, str | Opaque | Model) or _holds(value, str | Opaque | Model | None.__class__):
        raise LawBroken(f"{name} debería ser numérico, y no es solo números.")
    try:
        return np.array(value, dtype=np.float64)
    except OverflowError:
        raise LawBroken(f"{name} contiene un entero desmesurado.") from None
    except (ValueError, TypeError):
        raise LawBroken(f"{name} no es un array rectangular: sus filas tienen longitudes distintas.") from None


def _holds(value: Any, kinds: Any) -> bool:
    return isinstance(value, list | tuple) and any(isinstance(item, kinds) or _holds(item, kinds) for item in value)


# -- the proxy ---------------------------------------------------------------------------------

_FEW, _QUICK = 13, 0.2
"""Cases called together at first, and the seconds within which the others follow all at once: together they have the
time of one call."""


class Student:
    """``student.softmax(z)`` calls the student's function and answers with exact values.

    Attributes:
        calls: the calls of the present example, oldest first.
        function: the name of the function that is graded.
    """

    def __init__(self, host: Host, function: str, returns: Callable[..., Any]):
        """``returns``, called with the arguments of a call, says what ``exact`` wants of its result."""
        self.function = function
        self._host, self._returns = host, returns
        self.calls: list[Call] = []

    def __getattr__(self, function: str) -> Callable[..., Any]:
        if function.startswith("_"):
            raise AttributeError(function)

        def call(*arguments: Any, **options: Any) -> Any:
            record = Call(function, arguments, options)
            if self.calls:
                record.previous, self.calls[-1].previous = self.calls[-1], None  # no chain that keeps results alive
            self.calls.append(record)
            try:
                record.outcome = self._host.call(function, arguments, options)
            except (Exception, Halted) as error:  # and no other: a case that is given up has no answer to tell
                if isinstance(error, StudentError):
                    record.raised, record.told = error.raised.type_name, error.raised.text
                self._host.history.add(record)
                raise
            self._host.history.add(record)
            return exact(record.outcome.value, self._returns(*arguments, **options))

        call.__name__ = function
        return call

    def new_folder(self) -> Path:
        """An empty folder that the student's code may write to."""
        return self._host.new_folder()

    def read_model(self, path: Path) -> Model:
        """The Keras model in a file that the student's code saved."""
        return exact(self._host.read_model(path), Model)  # type: ignore[no-any-return]

    @property
    def last(self) -> Call:
        return self.calls[-1]

    def forget(self) -> None:
        """A new example begins."""
        self.calls.clear()

    def each(self, case: Callable[[Student, Any], None], several: Sequence[Any]) -> None:
        """Run ``case(student, values)`` for several values, which do not depend on each other, perhaps at once."""
        done, size = 0, _FEW
        while done < len(several):
            began = time.monotonic()
            self._together(case, several[done : done + size])
            done += size
            if time.monotonic() - began < _QUICK:
                size = len(several)

    def _together(self, case: Callable[[Student, Any], None], several: Sequence[Any]) -> None:
        others = [Student(self._host, self.function, self._returns) for _ in several]
        if self._host.together([partial(case, *pair) for pair in zip(others, several, strict=True)]):
            return
        for values in several:
            self.forget()
            case(self, values)
