"""The student's module, loaded and called in this very process."""

from __future__ import annotations

import ast
import contextlib
import sys
import types
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial, wraps
from pathlib import Path
from typing import Any

import numpy as np

from grader.boundary.answers import ENOUGH
from grader.boundary.blocks import is_stub
from grader.boundary.keras_models import Model
from grader.boundary.outcomes import DEFINED_TWICE, EXAMPLE, Call, LawBroken, NotImplementedYet, Outcome, StudentError
from grader.boundary.source import PACKAGE, Signatures, missing, present
from grader.boundary.values import Pixels, Table, alive, plain
from grader.untrusted import loading
from grader.untrusted.loading import Problem

Ask = Callable[..., Any]
"""Asked what a student's function should give, and told what it gives: see verdict/stand_ins.py."""


class ModuleHost:
    """Loads one unit of a submission and calls its functions: no isolation, no time limit.

    Args:
        modules: the source of each of its modules, by the name of its file.
        folder: where tracebacks and debuggers are to say that they are.
        begins: told of each statement of a module before it is run, by its file and line.
        stand_ins: what to ask about the functions, ``unit.name``, that are told what they should give.
        wanted: the parameters of the functions that the unit asks for, by name.
    """

    def __init__(
        self,
        modules: Mapping[str, bytes],
        unit: str,
        folder: Path = Path(PACKAGE),
        begins: Callable[[str, int], None] = lambda file, line: None,
        stand_ins: Mapping[str, Ask] | None = None,
        wanted: Signatures | None = None,
    ):
        self._unit, self._modules, self._wanted = unit, modules, wanted or {}
        replaced = {name: partial(_stand_in, ask=ask) for name, ask in (stand_ins or {}).items()}
        self._submission = loading.install(present(modules), folder, begins, replaced)
        self._module: types.ModuleType | None = None
        with contextlib.suppress(BaseException):  # whatever it was, it is noted in the problems
            self._module = self._submission.load(unit)

    def call(self, call: Call) -> Outcome:
        """What a call brings back; raises LawBroken, NotImplementedYet or StudentError."""
        name = call.arguments[0] if call.function == EXAMPLE else call.function
        function = self._find(name)
        if call.function == EXAMPLE:
            function = self._run
        try:
            outcome = _made(
                function, call.arguments, map(self._given, call.arguments), call.options, self._submission.place
            )
        except BaseException as error:
            raise self._explain(error, name) from None
        if twice := self._defined_twice(name):
            outcome.warnings = (DEFINED_TWICE + twice, *outcome.warnings)
        return outcome

    def _run(self, function: str, lines: str) -> Any:
        """What the last of some lines stands for, run with the module's names."""
        names = {"np": np, **vars(self._module)}
        *before, last = ast.parse(lines).body
        exec(compile(ast.Module(before, []), EXAMPLE, "exec"), names)  # noqa: S102 - such is an example
        return eval(compile(ast.Expression(last.value), EXAMPLE, "eval"), names)  # type: ignore[attr-defined]  # noqa: S307

    def _given(self, argument: Any) -> Any:
        """An argument as the student's function gets it: its own to modify."""
        return alive(argument, _built)

    @property
    def _problems(self) -> list[Problem]:
        return self._submission.problems.get(self._unit, [])

    @cached_property
    def _lines(self) -> dict[str, list[int]]:
        """The lines in which each function is defined; not asked for before the module is loaded."""
        lines: dict[str, list[int]] = {}
        for each in self._submission.functions(self._unit):
            lines.setdefault(each.name, []).append(each.lineno)
        return lines

    def _find(self, name: str) -> Callable[..., Any]:
        """The student's function, or the failure that says why there is none."""
        problem = next((each for each in self._problems if each.fatal), None)
        if problem is None and not hasattr(self._module, name):
            problem = self._submission.problem(self._unit, name) or self._submission.misnamed(self._unit, name)
        if problem:
            raise StudentError(problem.raised, at_load=True)
        if not hasattr(self._module, name):
            raise NotImplementedYet(missing(name, self._unit, self._modules, self._wanted))
        function = getattr(self._module, name)
        if not callable(function):
            raise LawBroken(f"`{name}` debería ser una función, y es de tipo {type(function).__name__}.")
        return function  # type: ignore[no-any-return]

    def _explain(self, error: BaseException, function: str) -> Exception:
        """The failure that a check sees when ``function`` raised."""
        raised = self._submission.describe(error)
        named = [(Path(file).stem, name) for file, _, name, _ in raised.trace if not name.startswith("<")]
        unit, inner = named[-1] if named else (self._unit, function)
        where = "" if inner == function else f"`{unit}.{inner}`"
        if type(error) is NotImplementedError and self._submission.is_own_raise(error):
            defined = [each for each in self._submission.functions(unit) if each.name == inner]
            if any(map(is_stub, defined[-1:])):
                hint = f"Tu función usa {where}, que está sin hacer."
                return StudentError(raised, hint) if where else self._unfinished(function)
            return StudentError(raised, f"El error salta dentro de {where}." if where else "")
        if (cause := self._submission.cause(error)) and cause.raised.trace:
            file, line, *_ = cause.raised.trace[-1]
            first = f"{cause.raised.type_name}: {cause.raised.text}"
            return StudentError(raised, f"La línea {line} de {file} no se pudo cargar ({first}).")
        told = (f"El error salta dentro de {where}." if where else "", self._defined_twice(function))
        return StudentError(raised, " ".join(filter(None, told)))

    def _unfinished(self, function: str) -> Exception:
        """The failure that a check sees of a stub: it may stand for what could not be loaded, or below what is done."""
        if problem := self._submission.problem(self._unit, function):
            return StudentError(problem.raised, at_load=True)
        if twice := self._defined_twice(function, "otra vez, sin hacer,"):
            return NotImplementedYet(f"`{function}` está sin hacer: {twice.partition(' ')[2]}")
        return NotImplementedYet(f"`{function}` está sin hacer.")

    def _defined_twice(self, function: str, again: str = "otra vez") -> str:
        """Which definition of a function counts, where there are two; "" where there are not."""
        lines = self._lines.get(function, ())[-2:]
        if len(lines) < 2:
            return ""
        where = f"se define en la línea {lines[0]} y {again} en la {lines[1]}"
        return f"`{function}` {where}, y vale la última. Borra la que sobra."


def _made(
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    given: Iterable[Any],
    options: dict[str, Any],
    place: Callable[[str, int], str] = lambda file, line: "",
) -> Outcome:
    """What comes of calling a function with what it is given for some arguments; ``place`` tells a line's."""
    given = tuple(given)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        value = plain(function(*given, **options), described)
    noticed = tuple(_noticed(item, place) for item in caught[:19])
    return Outcome(value, _changed(arguments, given), noticed)


def _noticed(item: warnings.WarningMessage, place: Callable[[str, int], str]) -> str:
    """A warning: its kind, its words, and below them the line that gave rise to it."""
    told = f"{item.category.__name__}: {item.message}"[:200].replace("\n", " "), place(item.filename, item.lineno)
    return "\n".join(filter(None, told))


def _stand_in(own: Callable[..., Any], ask: Ask) -> Callable[..., Any]:
    """In the place of a student's function: it gives what that should give, and tells what it gives instead."""

    trusted = False

    @wraps(own)
    def instead(*arguments: Any, **options: Any) -> Any:
        nonlocal trusted
        told = [] if trusted else plain([list(arguments), list(options.items())], described)
        right = ask("given", told) if told else None
        trusted = trusted or right == ENOUGH
        if right is None or trusted:
            return own(*arguments, **options)
        kind, value, wants_to_know = right
        if wants_to_know and _tell(own, told[0], options, ask):
            return own(*arguments, **options)
        if kind == "raises":
            raise ValueError(value)
        return value

    return instead


def _tell(own: Callable[..., Any], arguments: list[Any], options: dict[str, Any], ask: Ask) -> bool:
    """Tell what a student's function gives, and whether it leaves all else alone; gives whether that is right."""
    try:
        came = _made(own, tuple(arguments), map(alive, arguments), options)
    except BaseException as error:  # it may want to leave the program
        return bool(ask("raised", "ValueError" if isinstance(error, ValueError) else type(error).__name__))
    warned = any(each.startswith("RuntimeWarning") for each in came.warnings)
    return bool(ask("came", [came.value, bool(came.changed), warned]))


def described(value: Any) -> Model | None:
    """The description of a living Keras model; None for anything else. Where Keras is not loaded there is none."""
    keras = sys.modules.get("keras")
    if keras is None or not isinstance(value, getattr(keras, "Model", ())):
        return None
    from grader.untrusted.keras_bridge import describe

    return describe(value)


def _built(description: Model) -> Any:
    from grader.untrusted.keras_bridge import build  # only where there is a model: it imports TensorFlow

    return build(description)


def _changed(before: tuple[Any, ...], after: tuple[Any, ...]) -> dict[int, Any]:
    """The arguments that a call modified; a model always counts, since compiling it is done in place."""
    return {
        index: plain(new, described)
        for index, (old, new) in enumerate(zip(before, after, strict=True))
        if isinstance(old, Model) or not _same(old, new)
    }


def _same(old: Any, new: Any) -> bool:
    match old:
        case np.ndarray():
            return isinstance(new, np.ndarray) and old.shape == new.shape and old.tobytes() == new.tobytes()
        case list() | tuple():
            return len(old) == len(new) and all(map(_same, old, new))
        case int() | float() | str():  # in a list
            return bool(old == new) or old != old  # noqa: PLR0124 - a NaN is no other number than itself
        case Table():
            return tuple(new.columns) == old.columns and _same(old.values, new.to_numpy())
        case Pixels():  # every fiftieth image: whoever scales them does so to all
            return isinstance(new, np.ndarray) and np.array_equal(new[::50], old.levels[::50] / 255.0)
    return True
