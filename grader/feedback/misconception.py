"""Known wrong ideas: what an answer that follows one computes, and what to tell its author.

One module per exercise, ``grader/curriculum/<unit>/misconceptions/<exercise>.py``: its entries are tried from top
to bottom, and the first one that fits is the diagnosis, so the more specific ones stand first. An entry's docstring
is Spanish and is what the student reads: the idea behind the mistake and what to look at, never the answer.

An entry of several exercises stands in a module beside theirs, under a decorator that names them all; in the module
of each, an assignment gives it its place: ``not_compiled = compiled_models.not_compiled``.

Nothing here is readable from a worker.
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial, singledispatch
from types import FunctionType, ModuleType
from typing import Any, TypeVar

import numpy as np

from grader.boundary.outcomes import Call, Halted
from grader.boundary.values import Opaque, Pixels, Table, alive, plain

Entry = TypeVar("Entry", bound=Callable[..., Any])

RTOL, ATOL = 1e-4, 1e-6
"""How near a student's result is to a wrong answer's for the two to be the same: rounding apart."""


@dataclass(frozen=True)
class Misconception:
    """One entry of the library, for one exercise.

    Attributes:
        function: a wrong answer with the exercise's own signature or, for a symptom, a predicate of a Call.
        throughout: whether a symptom has to explain every result that is not right, or else has met the last by chance.
        twin_of: the name of the entry of the same exercise that this one cannot be told from.
        is_right: whether this is the right answer, which alone is no mistake: slips.py starts from it.
    """

    exercise: str
    function: Callable[..., Any]
    is_symptom: bool
    throughout: bool = False
    twin_of: str = ""
    is_right: bool = False

    @property
    def id(self) -> str:
        return f"{self.exercise}.{self.function.__name__}"

    @property
    def message(self) -> str:
        return " ".join(inspect.getdoc(self.function).split())  # type: ignore[union-attr]

    def explains(self, call: Call, within: float = 1.0) -> bool:
        """Whether this is what happened in ``call``; ``within`` so many times RTOL and ATOL."""
        try:
            with np.errstate(all="ignore"):
                return bool(self.function(call)) if self.is_symptom else self._does_the_same(call, within)
        except (Exception, Halted):  # an entry need not cope with whatever a student returns, nor with a model refused
            return False

    def gives_shape_of(self, call: Call, admitted: Sequence[Sequence[tuple[int, ...]]]) -> bool:
        """Whether its results have the shapes of those of ``call``, except where both are ``admitted`` of that one."""
        if not admitted:
            return True  # a single result has been compared with its shape
        with np.errstate(all="ignore"):
            mine = self.answer(call)
        shapes = zip(map(np.shape, mine), map(np.shape, call.value), admitted, strict=True)
        return all(one == other or {one, other} <= set(fine) for one, other, fine in shapes)

    def is_nearer(self, call: Call, got: np.ndarray, wanted: np.ndarray, wrong: np.ndarray) -> bool:
        """Whether its result is nearer to what came than to what should have, where that is ``wrong``, but for a few.

        Args:
            got, wanted: the numbers of the two where they differ.
        """
        try:
            with np.errstate(all="ignore"):
                mine = np.reshape(np.asarray(self.answer(call), dtype=np.float64), wrong.shape)[wrong]
        except Exception:  # it raises as the answer does elsewhere, or gives another shape that is the same result
            return True
        nearer = ~(np.abs(mine - got) >= np.abs(mine - wanted))
        return bool(np.count_nonzero(~nearer) <= nearer.size // 1000)

    def answer(self, call: Call) -> Any:
        """What it gives for a call."""
        return plain(self.function(*map(given, call.arguments), **call.options))

    def arguments(self, call: Call) -> dict[str, Any]:
        """The arguments of a call by the names that they have here."""
        return named(self.function, tuple(map(given, call.arguments)), call.options)

    def _does_the_same(self, call: Call, within: float) -> bool:
        try:
            value = self.answer(call)
        except Exception as error:
            return call.raised in {kind.__name__ for kind in type(error).__mro__[:-2]} and _says_the_same(call, error)
        return came_of(call, value, within)


def misconception(*exercises: str, twin_of: str = "") -> Callable[[Entry], Entry]:
    """A wrong answer, with the exercise's signature. It explains an answer that agrees with it on every call."""
    return _entry(exercises, False, False, twin_of)


def symptom(*exercises: str, twin_of: str = "", throughout: bool = False) -> Callable[[Entry], Entry]:
    """A predicate of the call that broke a law, for exercises whose results have no one right value.

    It must tell a particular mistake from any other: it is not asked whether the answer is wrong. Where numbers might
    meet it by chance, it holds ``throughout``: of every call whose result is not right.
    """
    return _entry(exercises, True, throughout, twin_of)


def entries(module: ModuleType, exercise: str) -> tuple[Misconception, ...]:
    """The entries of an exercise among the names of a module, from top to bottom."""
    functions = [value for value in vars(module).values() if isinstance(value, FunctionType)]
    return tuple(entry for function in functions for entry in _ENTRIES.get(function, ()) if entry.exercise == exercise)


def named(function: Callable[..., Any], arguments: tuple[Any, ...], options: dict[str, Any]) -> dict[str, Any]:
    """Arguments by the names of a function's parameters, those that were left out too."""
    bound = inspect.signature(function).bind(*arguments, **options)
    bound.apply_defaults()
    return dict(bound.arguments)


def _says_the_same(call: Call, error: Exception) -> bool:
    """Whether two errors that have the same words tell of the same sizes: another product fits for other reasons."""
    one, other = call.raised_text, str(error)
    return one == other or re.sub(r"\d+", "", one) != re.sub(r"\d+", "", other)


def came_of(call: Call, value: Any, within: float = 1.0) -> bool:
    """Whether a call gave this, be it that 0/0 has been thought of."""
    if call.outcome is None:
        return False
    came = call.outcome.value
    return same(came, value, within) or same(came, _divided_with_care(value), within)


def same(first: Any, second: Any, within: float = 1.0, beside: float = 0.0) -> bool:
    """Whether two results are equal in shape and in every value, ``within`` so many times RTOL and ATOL.

    Args:
        beside: the largest number of the result that these are parts of: by it goes what rounding leaves of all.
    """
    if isinstance(first, list | tuple) and isinstance(second, list | tuple) and _has_parts(first, second):
        part = partial(_same_part, within=within, beside=max(map(_largest, second), default=0.0))
        return len(first) == len(second) and all(map(part, first, second))
    if any(thing is None or isinstance(thing, str | Opaque) for thing in (first, second)):
        return type(first) is type(second) and first == second
    shapes = [thing.shape for thing in (first, second) if isinstance(thing, np.ndarray)]
    if len(shapes) == 2 and shapes[0] != shapes[1]:
        return False
    try:
        one, other = (np.asarray(thing, dtype=np.float64) for thing in (first, second))
    except (TypeError, ValueError, OverflowError):
        return False
    if one.shape != other.shape:
        # Of no rows a list does not say how many columns they would have.
        return one.size == other.size == 0 and one.shape[0] == other.shape[0] == 0
    largest = max(_largest(other), 1 / 3)  # by it goes what rounding leaves of small numbers
    atol = 3 * within * ATOL * largest + 1e-12 * beside
    differ = ~np.isclose(one, other, rtol=within * RTOL, atol=atol, equal_nan=True)
    return int(np.count_nonzero(differ)) <= differ.size // 1000  # rounding decides a class or two of thousands


@singledispatch
def given(argument: Any) -> Any:
    """What the student's function was given for an argument of a recorded call.

    A description of a model is brought to life where predictions are computed: curriculum/library.py adds it.
    """
    return argument


for _kind in (np.ndarray, list, tuple, Pixels, Table):
    given.register(_kind, alive)


_ENTRIES: defaultdict[Callable[..., Any], tuple[Misconception, ...]] = defaultdict(tuple)
"""What a decorated function is to each of the exercises that its decorator names."""


def _entry(exercises: tuple[str, ...], is_symptom: bool, throughout: bool, twin_of: str) -> Callable[[Entry], Entry]:
    def register(function: Entry) -> Entry:
        _ENTRIES[function] += tuple(
            Misconception(each, function, is_symptom, throughout, twin_of) for each in exercises
        )
        return function

    return register


def _divided_with_care(value: Any) -> Any:
    """What the same idea gives where 0/0 has been thought of: 0."""
    return np.nan_to_num(value, nan=0.0, posinf=np.inf, neginf=-np.inf) if isinstance(value, np.ndarray) else value


def _largest(value: Any) -> float:
    """The largest size of the numbers of an array; 0 where there is none, or of what is no array of numbers."""
    try:
        numbers = np.abs(np.asarray(value, dtype=np.float64))
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return float(numbers[np.isfinite(numbers)].max(initial=0.0))


def _same_part(first: Any, second: Any, within: float, beside: float) -> bool:
    """The same of one of several results: a bias may come as a number or as an array of one."""
    return (
        same(first, second, within, beside)
        or (np.shape(first) == (1,) and same(first[0], second, within, beside))
        or (np.shape(second) == (1,) and same(first, second[0], within, beside))
    )


def _has_parts(first: Any, second: Any) -> bool:
    """Whether these are several results, rather than arrays written as lists."""
    return any(isinstance(item, list | tuple | np.ndarray) for thing in (first, second) for item in thing)
