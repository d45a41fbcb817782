"""The vocabulary of the checks: laws, kinds, and assertions that explain themselves in Spanish."""

from __future__ import annotations

import contextlib
import functools
import itertools
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import numpy as np

from grader.boundary.outcomes import Inconstant, LawBroken, NotRaised, SideEffect, StudentError
from grader.curriculum.ordinary import AXES, LENGTHS, MAGNITUDES, Lengths, Ordinary
from grader.curriculum.strategies import Chance, Simplest, Strategy, tuples
from grader.feedback import literals
from grader.feedback.exceptions.words import explain, warned
from grader.verdict.student import BIAS, SCALAR, Shape, Student

__all__ = [
    "BIAS",
    "SCALAR",
    "Ordinary",
    "Shape",
    "arguments_untouched",
    "assert_close",
    "assert_raises_value_error",
    "assert_that",
    "assert_untouched",
    "assert_without_warnings",
    "at_scale",
    "extra",
    "law",
    "returns",
    "rounding",
]

RTOL, ATOL = 1e-5, 1e-6
"""The contract's tolerance: an answer computed in float32 is right."""

SEARCH, _SEARCH_AT_SCALE = 6.0, 2.0
"""Seconds that the search for a small case may take, with an answer that is slow: that it is wrong is known already."""

Test = TypeVar("Test", bound=Callable[..., None])
CheckClass = TypeVar("CheckClass", bound=type)


def returns(wanted: Callable[..., Any]) -> Callable[[CheckClass], CheckClass]:
    """Say what the exercise's results look like: ``wanted(*arguments)`` gives what ``student.exact`` takes."""

    def decorate(checks: CheckClass) -> CheckClass:
        checks.returns = staticmethod(wanted)  # type: ignore[attr-defined]
        return checks

    return decorate


class _Cases:
    """The cases of each law: drawn once for a seed, whoever's answer is graded."""

    def __init__(self) -> None:
        self.seed = 0
        self._drawn: dict[Callable[..., None], list[tuple[Any, ...]]] = {}

    def begin(self, seed: int) -> None:
        """Draw anew from this seed, unless it is the same."""
        if seed != self.seed:
            self._drawn.clear()
        self.seed = seed

    def of(self, test: Callable[..., None], one: Strategy[tuple[Any, ...]], cases: int) -> list[tuple[Any, ...]]:
        if test not in self._drawn:
            self._drawn[test] = _draw(one, cases, f"{self.seed} {test.__module__}.{test.__qualname__}")
        return self._drawn[test]


_cases = _Cases()
new_seed = _cases.begin


def law(cases: int = 100, **strategies: Any) -> Callable[[Test], Test]:
    """A law over generated arguments, tried on at least so many cases.

    A law about each element of an array needs fewer of them, for each array holds many.
    """
    one = tuples(*strategies.values())

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def check(self: Any, student: Student) -> None:
            trial = _Trial(functools.partial(test, self), tuple(strategies), student)
            try:
                student.each(trial.hold, _cases.of(test, one, cases))
            except Exception as error:
                trial.search(one, cases)
                raise Inconstant("a law that was broken holds") from error

        del check.__wrapped__  # or pytest would take the generated arguments for fixtures
        return check  # type: ignore[return-value]

    return decorate


class _Trial:
    """A law tried on a student's function; ``test(student, **arguments)`` raises where it does not hold."""

    def __init__(self, test: Callable[..., None], names: tuple[str, ...], student: Student):
        self._test, self._names, self._student = test, names, student
        self._failed: tuple[Any, ...] = ()
        """The arguments for which the law was last seen not to hold."""
        self._ends = math.inf

    def hold(self, student: Student, values: tuple[Any, ...]) -> None:
        """Try it on one case, whose calls ``student`` records."""
        try:
            with np.errstate(all="ignore"):
                self._test(student, **dict(zip(self._names, values, strict=True)))
            student.assert_finite()
        except Exception:
            self._failed = values
            raise

    def search(self, one: Strategy[tuple[Any, ...]], cases: int) -> None:
        """Raise for the smallest case that can be found; if none is found, for the one that is known."""
        from grader.curriculum.search import Flaky, look_for_the_smallest  # here: Hypothesis takes long to load

        self._ends = time.monotonic() + SEARCH
        try:
            look_for_the_smallest(one, self._hold_alone, cases, _cases.seed)
        except Flaky as error:
            if time.monotonic() < self._ends:
                raise Inconstant("the smallest case does not break it again") from error
        self._ends = math.inf
        self._hold_alone(self._failed)

    def _hold_alone(self, values: tuple[Any, ...]) -> None:
        if time.monotonic() < self._ends:  # or the search is over, and whatever holds ends it
            self._student.forget()
            self.hold(self._student, values)


def _draw(one: Strategy[tuple[Any, ...]], cases: int, seed: str) -> list[tuple[Any, ...]]:
    """So many cases, no two the same, the simplest first; fewer where there are no more."""
    chance = random.Random(seed)
    drawn: dict[Any, tuple[Any, ...]] = {}
    for number in range(2 * cases):
        values = one.draw(Chance(chance) if number else Simplest())
        drawn.setdefault(_key(values), values)
        if len(drawn) >= cases:
            break
    return [_fixed(values) for values in drawn.values()]


def _fixed(value: Any) -> Any:
    """The value, its arrays made read-only: the same cases are there for the next answers."""
    if isinstance(value, tuple | list):
        return type(value)(map(_fixed, value))
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    return value


def _key(value: Any) -> Any:
    """Something to compare drawn values by."""
    if isinstance(value, tuple | list):
        return tuple(map(_key, value))
    return (value.shape, value.tobytes()) if isinstance(value, np.ndarray) else value


# -- at scale ----------------------------------------------------------------------------------

_SMALL = (1, 8)
"""Along each axis of small data."""

_FEW = (1, 3)
"""Along the other axes, where one grows."""

_GROWING = (*[1, 2, 3, 4] * 3, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 64, 80, 100, 130, 160)
"""Lengths along each axis, in the order in which a small case is looked for."""


def at_scale(small: int = 25) -> Callable[[Test], Test]:
    """A check on ordinary data, ``test(self, student, some)``: on so many small ones, then on large ones of every kind.

    The small ones are not tidy, and there are enough of them for an answer that is right a few times only. Where a
    large one fails a smaller one that fails too is looked for, and told instead.
    """

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def check(self: Any, student: Student, rng: np.random.Generator) -> None:
            _Scale(functools.partial(test, self), student, rng).hold(small)

        del check.__wrapped__  # or pytest would take ``some`` for a fixture
        check.at_scale = test  # type: ignore[attr-defined]
        return check  # type: ignore[return-value]

    return decorate


class _Scale:
    """A check at scale tried on a student's function; ``test(student, some)`` raises where it does not hold."""

    def __init__(self, test: Callable[[Student, Ordinary], None], student: Student, rng: np.random.Generator):
        self._test, self._student, self._rng = test, student, rng

    def hold(self, small: int) -> None:
        """Raise for a small case rather than for a large one."""
        # Some with all lengths alike: who takes an axis for another is seen by them alone, or never.
        several = [self._drawn(dict.fromkeys(AXES, _SMALL)) for _ in range(small - small // 4)]
        several += [self._drawn(self._alike(2, _SMALL[1])) for _ in range(small // 4)]
        try:
            self._student.each(self._try, several)
        except Exception as error:
            self._each_alone(itertools.chain(self._growing(), several))
            raise Inconstant("what failed fails no more") from error
        magnitudes = [*self._rng.permutation(len(MAGNITUDES)), *self._rng.integers(len(MAGNITUDES), size=1)]
        large = [self._drawn(size, MAGNITUDES[each]) for size, each in zip(LENGTHS, magnitudes, strict=True)]
        large.append(self._drawn(self._alike(9, 40)))
        (lengths, numbers), *kind = large[0]
        large.append(((lengths, numbers + 1), *kind))  # as large, with other numbers: an answer may know the shape
        for drawn in large:
            self._student.forget()
            try:
                self._try(self._student, drawn)
            except Exception as error:
                self._each_alone(itertools.chain(self._growing(), [drawn]))
                raise Inconstant("what failed fails no more") from error

    def leaves_arguments_alone(self) -> None:
        """Raise where a large argument is changed; whether the check holds is not asked."""
        for size in ("tall", "wide"):
            self._student.forget()
            with contextlib.suppress(Exception):
                self._try(self._student, self._drawn(size, MAGNITUDES[0]))
            assert_untouched(self._student)
        self._student.forget()

    def _drawn(self, size: str | Lengths, magnitudes: tuple[float, float] | None = None) -> tuple[Any, ...]:
        """What data are made of."""
        seeds = int(self._rng.integers(2**62)), int(self._rng.integers(2**62))
        return seeds, size, magnitudes or MAGNITUDES[self._rng.integers(len(MAGNITUDES))]

    def _alike(self, low: int, high: int) -> Lengths:
        length = int(self._rng.integers(low, high + 1))
        return dict.fromkeys(AXES, (length, length))

    def _growing(self) -> Iterator[tuple[Any, ...]]:
        """Data of growing size, as long as there is time for it."""
        ends = time.monotonic() + _SEARCH_AT_SCALE
        for length, magnitudes, axis in itertools.product(_GROWING, MAGNITUDES, (*AXES, "")):
            if time.monotonic() < ends:
                grown = {each: (length, length) if axis in (each, "") else _FEW for each in AXES}
                yield self._drawn(grown, magnitudes)

    def _each_alone(self, several: Iterable[tuple[Any, ...]]) -> None:
        for drawn in several:
            self._student.forget()
            self._try(self._student, drawn)

    def _try(self, student: Student, drawn: tuple[Any, ...]) -> None:
        with np.errstate(all="ignore"):
            self._test(student, Ordinary(*drawn))
        student.assert_finite()


# -- kinds and assertions ----------------------------------------------------------------------


def extra(test: Test) -> Test:
    """Mark a check as extra: edge cases, stability, errors raised, arguments untouched."""
    test.kind = "extra"  # type: ignore[attr-defined]
    return test


def assert_close(
    actual: Any,
    expected: Any,
    what: str = "",
    rtol: float = RTOL,
    atol: float | np.ndarray = ATOL,
    of: tuple[str, np.ndarray] | None = None,
) -> None:
    """``actual`` equals ``expected``, of any shape, in shape and, within tolerance, in every element; all are finite.

    Args:
        what: names the quantity compared (Spanish, with its article) when it is not the result itself.
        atol: one for all elements, or one for each.
        of: the name and the values of an argument, each of which one element of the result comes from.
    """
    got, wanted = np.asarray(actual, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    name = what or "el resultado"
    if got.shape != wanted.shape:
        wrong_shape = f"debería tener {literals.shape(wanted.shape)}, y tiene {literals.shape(got.shape)}"
        raise LawBroken(f"{_upper(name)} {wrong_shape}.")
    if not np.isfinite(wanted).all():  # it is made of other results
        raise LawBroken(f"{_upper(name)} no se puede comprobar: en los resultados hay NaN o infinitos.")
    # As np.isclose says it where all that is wanted is finite, without what it does for what is not.
    wrong = ~(np.abs(got - wanted) <= atol + rtol * np.abs(wanted))
    if not wrong.any():
        return
    broken = LawBroken(literals.comparison(_upper(name), "vale", got, wanted, wrong, of))
    if not what:
        broken.got, broken.wanted, broken.wrong, broken.of = got, wanted, wrong, of
    raise broken


def rounding(terms: Any) -> Any:
    """How much a sum computed in float32 may be off, given the sum of the magnitudes of its terms, for ``atol``.

    An error of n * 2**-24 of it is the most (Higham 2002, section 4.2); a part of that is what there is.
    """
    return ATOL + RTOL * np.asarray(terms)


def _upper(text: str) -> str:
    """A sentence's beginning; a name or a formula stays as it is."""
    return text[:1].upper() + text[1:] if text.partition(" ")[0] in ("el", "la", "los", "las", "lo") else text


def assert_that(condition: Any, message: str) -> None:
    """``condition`` holds (everywhere, for an array); otherwise ``message``, a Spanish sentence, says what is wrong."""
    if not np.all(condition):
        raise LawBroken(message)


def arguments_untouched(**strategies: Any) -> Callable[..., None]:
    """The check that the graded function leaves its arguments alone, for a class body; large ones too, if it has a
    ``test_at_scale``.

    ``strategies`` give the arguments in the order of the signature.
    """

    @law(cases=10, **strategies)
    def few(self: Any, student: Student, **arguments: Any) -> None:
        getattr(student, student.function)(*arguments.values())
        assert_untouched(student)
        student.forget()  # what came back is for the other checks to judge

    @extra
    def test_arguments_untouched(self: Any, student: Student, rng: np.random.Generator) -> None:
        """No modifica sus argumentos."""
        few(self, student)
        large: Callable[..., None] | None = getattr(getattr(self, "test_at_scale", None), "at_scale", None)
        if large:
            _Scale(functools.partial(large, self), student, rng).leaves_arguments_alone()

    return test_arguments_untouched


def assert_untouched(student: Student) -> None:
    """The calls of the present example left their arguments as they were."""
    changed = ((call, call.outcome.changed) for call in student.calls if call.outcome)
    for call, index, after in ((call, *each) for call, several in changed for each in sorted(several.items())):
        before = call.arguments[index]
        was, is_now = literals.value(before), literals.value(after)
        if was == is_now and isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
            was, is_now = f"{was}, y {_first_change(before, after)}", ""
        told = f"era {was} y quedó {is_now}" if is_now else f"era {was}"
        raise SideEffect(f"La llamada modificó su argumento número {index + 1}: {told}. Trabaja sobre una copia.")


def _first_change(before: np.ndarray, after: np.ndarray) -> str:
    """The first change of an array that its usual digits do not show: of 0 to -0, or of the last decimals."""
    if before.shape != after.shape or before.dtype != after.dtype:
        return f"pasó de {before.dtype} a {after.dtype}, o cambió de forma"
    one, other = np.ravel(before), np.ravel(after)
    changed = (index for index in range(one.size) if one[index].tobytes() != other[index].tobytes())
    index = next(changed, 0)
    return f"en él un {one[index].item()!r} pasó a ser {other[index].item()!r}"


def assert_without_warnings(student: Student) -> None:
    """The last call raised no RuntimeWarning (overflow, division by zero, invalid value)."""
    outcome = student.last.outcome
    noisy = [text for text in (outcome.warnings if outcome else ()) if text.startswith("RuntimeWarning")]
    if noisy:
        text, _, place = noisy[0].partition("\n")
        raise SideEffect("\n".join(filter(None, [place, warned(text)])))


def assert_raises_value_error(student: Student, function: str, *arguments: Any) -> None:
    """The call raises ValueError (or a subclass)."""
    try:
        getattr(student, function)(*arguments)
    except StudentError as error:
        if "ValueError" in error.raised.bases:
            return
        broken = NotRaised(f"Debería lanzar ValueError, y lanza otra excepción. {explain(error.raised)}")
        broken.instead = error.raised.type_name
        raise broken from None
    except LawBroken:
        pass  # it returned something, of whatever kind
    raise NotRaised("Debería lanzar ValueError (`raise ValueError(...)`), y devolvió un resultado.")
