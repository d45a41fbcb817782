"""The student's functions as the checks see them: called like functions, answered with exact values.

A :class:`Student` is a proxy. Behind it stands a :class:`Host`: a worker process (worker_host.py), or this
very process where there are no processes, as in the browser, or a breakpoint is wanted (in_process.py).
"""

from __future__ import annotations

import functools
import inspect
import math
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from grader.boundary.keras_models import Model
from grader.boundary.outcomes import Call, Halted, LawBroken, Outcome, StudentError, WrongShape
from grader.boundary.values import Named, Opaque
from grader.feedback import literals
from grader.feedback.record import History

FOLDER = "modelos de otoño "
"""How the name of a folder begins that is given to a student: a name like others, with spaces and accents."""

ROBBED = "otro programa ha borrado una carpeta temporal en uso; repite la orden"
"""What there is to say where a folder of the grader's has vanished, which no submission could reach."""


class Host(Protocol):
    """Where a student's module lives."""

    def call(self, call: Call) -> Outcome:
        """Make a call; raises LawBroken, NotImplementedYet, StudentError or Halted."""

    def run_mixed(self, cases: Sequence[Callable[[], None]]) -> bool:
        """Run cases that call this host and do not depend on each other, mixing their calls where that saves time.

        Returns:
            False where they still have to be run, one by one: mixing saves nothing here, or the worker died or took too
            long while it held the calls of several cases, and nobody knows whose call it was.
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
        return " o ".join(map(literals.shape, self.admitted))


SCALAR = Shape(())
BIAS = Shape((), (1,))
"""A single bias: a number, or an array of one."""


def exact(value: Any, wanted: Any) -> Any:
    """``value`` as the kind of result that ``wanted`` describes.

    Args:
        wanted: a Shape, or a tuple of int, for an array; a dict of name to Shape for several of them; a list of such
            dicts for as many groups of them; or a type (str, Model, Named).

    Returns:
        A float64 array of a shape that is wanted, or a float where that is (); a tuple of them for several; a tuple of
        such tuples for groups; or ``value`` itself, of the type.

    Raises:
        LawBroken: it is not that kind of result.
    """
    if isinstance(wanted, tuple):
        wanted = Shape(wanted)
    if isinstance(wanted, Shape):
        return _array(value, wanted, "El resultado")
    if isinstance(wanted, dict):
        return _outputs(value, wanted)
    if isinstance(wanted, list):
        return _groups(value, wanted)
    if not isinstance(value, wanted):
        raise LawBroken(f"Se esperaba {_KINDS.get(wanted, wanted.__name__)}{_nothing(value)}.")
    return value


_KINDS = {str: "un texto (str)", Model: "un modelo de Keras", Named: "un diccionario"}


def _outputs(value: Any, wanted: dict[str, Shape | tuple[int, ...]]) -> tuple[Any, ...]:
    """Several results, each an array of its wanted shape."""
    names = ", ".join(wanted)
    if not _has_items(value):
        raise LawBroken(f"Se esperaban {len(wanted)} resultados: `return {names}`{_nothing(value)}")
    if isinstance(value, np.ndarray) and len(value) != len(wanted):
        shape = literals.shape(value.shape)
        raise LawBroken(f"Se esperaban {len(wanted)} resultados (`return {names}`), y llegó un solo array, de {shape}.")
    if len(value) != len(wanted):
        raise LawBroken(f"Se esperaban {len(wanted)} resultados (`return {names}`), y llegaron {len(value)}.")
    shapes = [shape if isinstance(shape, Shape) else Shape(shape) for shape in wanted.values()]
    try:
        return tuple(_array(item, shape, f"`{name}`") for item, name, shape in zip(value, wanted, shapes, strict=True))
    except WrongShape as error:
        error.shapes = tuple(item.shape if isinstance(item, np.ndarray) else () for item in value)
        error.admitted_of_each = tuple(shape.admitted for shape in shapes)
        raise


def _groups(value: Any, wanted: list[dict[str, Shape | tuple[int, ...]]]) -> tuple[tuple[Any, ...], ...]:
    """A list of groups of arrays, such as the weights and biases of layers."""
    names = f"({', '.join(wanted[0])})"
    if not _has_items(value):
        raise LawBroken(f"Se esperaba una lista de tuplas {names}{_nothing(value)}")
    if len(value) != len(wanted):
        tuples = "1 tupla" if len(wanted) == 1 else f"{len(wanted)} tuplas"
        raise LawBroken(f"Se esperaba una lista de {tuples} {names}, y llegó una de longitud {len(value)}.")
    return tuple(_group(*each, names) for each in zip(range(len(wanted)), value, wanted, strict=True))


def _group(index: int, value: Any, wanted: dict[str, Shape | tuple[int, ...]], names: str) -> tuple[Any, ...]:
    where = f"la posición {index} de la lista"
    if not _has_items(value) or len(value) != len(wanted):
        raise LawBroken(f"En {where} debería haber una tupla {names}.")
    shapes = [shape if isinstance(shape, Shape) else Shape(shape) for shape in wanted.values()]
    return tuple(
        _array(item, shape, f"`{name}`, en {where},") for item, name, shape in zip(value, wanted, shapes, strict=True)
    )


def _has_items(value: Any) -> bool:
    return isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim > 0)


def _nothing(value: Any) -> str:
    if value is None:
        return " y llegó None: ¿falta `return`?"
    return f", no {value!r}." if isinstance(value, Opaque) else "."


def _array(value: Any, wanted: Shape, name: str) -> Any:
    """A float64 array of a shape that is wanted, or a float where that is ()."""
    if isinstance(value, np.ndarray):
        _assert_admits(wanted, value.shape, name)  # before it grows: a byte becomes eight
        numbers = np.array(value, dtype=np.float64)
    else:
        numbers = _numeric(value, name)
        _assert_admits(wanted, numbers.shape, name)
    return numbers if numbers.shape else float(numbers)


def _assert_admits(wanted: Shape, shape: tuple[int, ...], name: str) -> None:
    if wanted.admits(shape):
        return
    text = f"{name} debería tener {wanted}, y tiene {literals.shape(shape)}."
    broken = WrongShape(text.replace("tener un", "ser un"))
    broken.shape, broken.admitted = shape, wanted.admitted
    raise broken


def _numeric(value: Any, name: str) -> np.ndarray:
    """A number, nested lists or an array as a float64 array, of whatever shape they have."""
    if value is None:
        raise LawBroken(f"{name} es None: ¿falta `return`?")
    if isinstance(value, str | Opaque | Model) or _holds(value, str | Opaque | Model | None.__class__):
        raise LawBroken(f"{name} debería ser numérico, y no es solo números.")
    try:
        return np.array(value, dtype=np.float64)
    except OverflowError:
        raise LawBroken(f"{name} contiene un entero desmesurado.") from None
    except (ValueError, TypeError):
        if isinstance(value, tuple):
            many = f"{len(value)}, separados por comas"
            raise LawBroken(f"{name} debería ser uno solo, y llegaron {many}.") from None
        raise LawBroken(f"{name} no es un array rectangular: sus filas tienen longitudes distintas.") from None


def _holds(value: Any, kinds: Any) -> bool:
    return isinstance(value, list | tuple) and any(isinstance(item, kinds) or _holds(item, kinds) for item in value)


def _is_finite(result: Any) -> bool:
    """Whether an exact result is made of finite numbers, or of something else."""
    match result:
        case float():
            return math.isfinite(result)
        case np.ndarray():
            return bool(np.isfinite(result).all())
        case tuple():
            return all(map(_is_finite, result))
        case Model():
            return all(_is_finite(weight) for layer in result.layers for weight in layer.weights)
    return True


# -- the proxy ---------------------------------------------------------------------------------

_FEW, _QUICK = 13, 0.2
"""So many cases are mixed at a time until as many take less than so many seconds: then all others are mixed at once.
Calls that are mixed share the time limit of one call, which slow ones would exceed."""


@functools.cache
def _names(function: Callable[..., Any]) -> tuple[str, ...]:
    """Those of a function's parameters, in the order of its arguments."""
    parameters = inspect.signature(function).parameters.values()
    return tuple(each.name for each in parameters if each.kind is not inspect.Parameter.VAR_POSITIONAL)


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
        self._names = _names(returns)
        self.calls: list[Call] = []
        self._not_finite: Any = None

    def __getattr__(self, function: str) -> Callable[..., Any]:
        if function.startswith("_"):
            raise AttributeError(function)

        def called(*arguments: Any, **options: Any) -> Any:
            call = Call(function, arguments, options, names=self._names if function == self.function else ())
            if self.calls:
                call.previous, self.calls[-1].previous = self.calls[-1], None  # no chain that keeps results alive
            self.calls.append(call)
            try:
                call.outcome = self._host.call(call)
            except (Exception, Halted) as error:  # not GreenletExit: it ends a case given up, whose call has no answer
                if isinstance(error, StudentError):
                    call.error = error.raised
                self._host.history.add(call)
                raise
            self._host.history.add(call)
            try:
                result = exact(call.outcome.value, self._returns(*arguments, **options))
            except LawBroken as error:
                error.unusable = True
                raise
            if not _is_finite(result):
                self._not_finite = result
            return result

        called.__name__ = function
        return called

    def new_folder(self) -> Path:
        """An empty folder that the student's code may write to."""
        self._host.history.rich = True
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
        self._not_finite = None

    def assert_finite(self) -> None:
        """The results of the present example are finite numbers.

        It is asked after a check that holds: one that does not hold has more to say, and one that compares results
        with each other, or says what they may not be, holds of NaN too.
        """
        if self._not_finite is None:
            return
        where = "Entre los pesos del modelo" if isinstance(self._not_finite, Model) else "En el resultado"
        broken = LawBroken(f"{where} hay NaN o infinitos, y todos deben ser números finitos.")
        broken.got = np.asarray(self._not_finite) if isinstance(self._not_finite, float | np.ndarray) else None
        raise broken

    def each(self, case: Callable[[Student, Any], None], several: Sequence[Any]) -> None:
        """Run ``case(student, values)`` for several values, which do not depend on each other, perhaps at once.

        What a case raises is raised, and the calls are then those of that case.
        """
        done, size = 0, _FEW
        while done < len(several):
            began = time.monotonic()
            self._mixed_or_one_by_one(case, several[done : done + size])
            done += size
            if time.monotonic() - began < _QUICK:
                size = len(several)

    def _mixed_or_one_by_one(self, case: Callable[[Student, Any], None], several: Sequence[Any]) -> None:
        if self._host.run_mixed([partial(self._as_another, case, values) for values in several]):
            return
        for values in several:
            self.forget()
            case(self, values)

    def _as_another(self, case: Callable[[Student, Any], None], values: Any) -> None:
        """Run a case with calls of its own, which are kept where it raises: others go on in the meantime."""
        another = Student(self._host, self.function, self._returns)
        try:
            case(another, values)
        except Exception:
            self.calls = another.calls
            raise
