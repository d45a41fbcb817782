"""A law holds for as many different cases as it says, and a failure is told by a small one."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis.internal import constants_ast
from hypothesis.internal.conjecture import providers

from grader.boundary.keras_models import Layer, Model
from grader.boundary.outcomes import Call, Inconstant, LawBroken, Outcome, SideEffect, Unjudged
from grader.curriculum import laws, strategies
from grader.curriculum.laws import SCALAR, arguments_untouched, assert_close, at_scale, law
from grader.curriculum.ordinary import Ordinary
from grader.verdict.student import Student
from tests.support.checkers import FunctionHost


@pytest.fixture(autouse=True)
def seeded() -> None:
    """As a run of the checks is."""
    laws.new_seed(7)


def hold(test: Any, cases: int = 100, **drawn: Any) -> Student:
    """Try a law; ``test(**arguments)`` raises LawBroken where it does not hold."""
    host: Any = FunctionHost(len)
    student = Student(host, "f", lambda: ())
    law(cases, **drawn)(lambda self, student, **arguments: test(**arguments))(None, student)
    return student


KINDS = {
    "numbers": strategies.matrices((2, 2), (1, 5)),
    "any shape": strategies.any_shape(),
    "vectors": strategies.vectors(),
    "layers": strategies.related_arrays(
        strategies.sizes((1, 4), (1, 3)), lambda n, d: [((n, d), strategies.QUARTERS), ((d,), strategies.BITS)]
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_so_many_different_cases(kind: str) -> None:
    seen = set()
    hold(lambda drawn: seen.add(repr(drawn)), drawn=KINDS[kind])
    assert len(seen) >= 90  # short ones come twice now and then


@pytest.mark.parametrize("kind", KINDS)
def test_the_simplest_case_is_among_them_and_the_seed_says_which_others(kind: str) -> None:
    drawn: dict[int, list[str]] = {}
    for seed in (7, 8):
        laws.new_seed(seed)
        seen = drawn[seed] = []
        hold(lambda drawn, seen=seen: seen.append(repr(drawn)), drawn=KINDS[kind])
    simplest = repr(KINDS[kind].draw(strategies.Simplest()))
    assert [several[0] for several in drawn.values()] == [simplest, simplest]
    assert len({*drawn[7]} & {*drawn[8]}) < 30, "other cases, but for the shortest"


def test_real_data_have_many_numbers_that_are_equal() -> None:
    """Ties, constant columns and zeros are cases too, and few where each number is drawn for itself."""
    alike = []
    hold(lambda drawn: alike.append(len({*drawn.ravel()}) == 1), drawn=strategies.arrays((3, 2)))
    assert 5 <= sum(alike) <= 30


def test_no_case_depends_on_where_the_kit_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis would take constants out of the source of a work tree, and none out of an installed kit."""
    monkeypatch.setattr(providers, "_seen_modules", set())
    monkeypatch.setattr(providers, "_sys_modules_len", None)
    constants_ast.constants_from_module.cache_clear()

    def never(drawn: np.ndarray) -> None:
        raise LawBroken("never")

    with pytest.raises(LawBroken):
        hold(never, drawn=KINDS["numbers"])
    assert constants_ast.constants_from_module.cache_info().misses == 0


def test_who_breaks_no_law_waits_for_no_search() -> None:
    """Hypothesis takes as long to load as everything else that a short grading needs."""
    script = (
        "import sys; from grader.verdict import checker; from grader.curriculum.activations import checks; "
        "assert 'pytest' in sys.modules; assert 'hypothesis' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_failure_of_the_machine_is_no_case_to_make_smaller() -> None:
    """Tried again it may well go another way, and the law hold: that would be called inconstant."""
    failures = iter([Unjudged("no")])

    def unlucky(z: np.ndarray) -> None:
        for failure in failures:
            raise failure

    with pytest.raises(Unjudged):
        hold(unlucky, z=strategies.arrays((2, 2)))


def test_a_failure_is_told_by_a_small_case() -> None:
    failed = []

    def small(z: np.ndarray) -> None:
        if (np.abs(z) > 3).any():
            failed.append(z)
            raise LawBroken("too large")

    with pytest.raises(LawBroken):
        hold(small, z=strategies.arrays((2, 2)))
    *others, last = sorted(np.abs(failed[-1]).ravel())
    assert others == [0, 0, 0]
    assert 3 < last <= 5, "as simple as the search came: it begins anew each time, with another seed"


def test_a_failure_met_only_once_is_not_forgotten() -> None:
    """The search for a small case starts anew and may meet none."""
    wrong: list[bytes] = []

    def seldom(z: np.ndarray) -> None:
        if len(wrong) < 60:
            wrong.append(z.tobytes())
        elif z.tobytes() == wrong[-1]:
            raise LawBroken("seldom")

    def again(z: np.ndarray) -> None:
        if z.tobytes() == wrong[0]:
            raise LawBroken("seldom")

    hold(seldom, z=strategies.arrays((12,)))
    wrong[:] = wrong[-1:]
    with pytest.raises(LawBroken, match="seldom"):
        hold(_then(again, wrong), z=strategies.arrays((12,)))


def _then(test: Any, wrong: list[bytes]) -> Any:
    """As ``test``, where the thirtieth case is the wrong one, whatever it is."""
    count = iter(range(10**6))

    def counted(z: np.ndarray) -> None:
        if next(count) == 30:
            wrong[0] = z.tobytes()
        test(z=z)

    return counted


@pytest.mark.parametrize("wrong", [(30,), (30, 60)], ids=["in the trial", "in the search for a small case too"])
def test_a_failure_that_does_not_come_again_is_a_failure(wrong: tuple[int, ...]) -> None:
    count = iter(range(10**6))

    def at_times(z: np.ndarray) -> None:
        if next(count) in wrong:
            raise LawBroken("at times")

    with pytest.raises(Inconstant):
        hold(at_times, z=strategies.arrays((3,)))


MODEL = Model((1,), (Layer("Dense", {"units": 1, "activation": "relu"}, (np.full((1, 1), np.nan, np.float32),)),))
ENDLESS = {
    "number": (float("nan"), SCALAR),
    "array": (np.array([1.0, np.inf]), (2,)),
    "several": ([np.zeros(2), -np.inf], {"w": (2,), "b": SCALAR}),
    "model": (MODEL, Model),
}


@pytest.mark.parametrize(("value", "wanted"), ENDLESS.values(), ids=ENDLESS)
def test_a_law_holds_of_finite_results_only(value: Any, wanted: Any) -> None:
    """Also one that looks at nothing, or compares results with each other; but not one that is about arguments."""
    host: Any = FunctionHost(lambda *arguments: value)
    student = Student(host, "f", lambda *arguments: wanted)
    with pytest.raises(LawBroken, match="NaN o infinitos"):
        law(x=strategies.numbers())(lambda self, student, x: student.f(x))(None, student)
    arguments_untouched(x=strategies.numbers())(None, student, np.random.default_rng(0))


def test_large_arguments_are_to_be_left_alone_too() -> None:
    """At scale what a function does to a hundred numbers and not to three is seen."""

    class Checks:
        @at_scale()
        def test_at_scale(self, student: Student, some: Ordinary) -> None:
            student.f(some.reals(some.rows()))

        test_arguments_untouched = arguments_untouched(x=strategies.vectors())

    def spoils(x: np.ndarray) -> np.ndarray:
        return np.negative(x, out=x if len(x) > limit else None)

    class ChangingHost(FunctionHost):
        def call(self, call: Call) -> Outcome:
            given = [each.copy() for each in call.arguments]
            value = super().call(call).value
            pairs = enumerate(zip(given, call.arguments, strict=True))
            return Outcome(value, {place: after for place, (before, after) in pairs if (before != after).any()})

    host: Any = ChangingHost(spoils)
    student = Student(host, "f", np.shape)
    limit = 5000
    Checks().test_arguments_untouched(student, np.random.default_rng(0))
    limit = 100
    with pytest.raises(SideEffect, match="modificó su argumento número 1"):
        Checks().test_arguments_untouched(student, np.random.default_rng(0))


NOT_EQUAL = {"NaN": (np.nan, np.nan), "infinite": (np.inf, np.inf), "half": ([1.0, np.nan], [1.0, np.nan])}


@pytest.mark.parametrize(("actual", "expected"), NOT_EQUAL.values(), ids=NOT_EQUAL)
def test_what_is_not_finite_equals_nothing(actual: Any, expected: Any) -> None:
    with pytest.raises(LawBroken):
        assert_close(actual, expected)


class _Mixed(FunctionHost):
    """A host whose cases take turns, after a fashion."""

    def run_mixed(self, cases: Any) -> bool:
        for case in cases:
            case()
        return True


@pytest.mark.parametrize("kind", [FunctionHost, _Mixed])
def test_the_calls_are_those_of_the_case_that_failed(kind: type[FunctionHost]) -> None:
    """Whether or not cases take turns."""

    def small(student: Student, x: float) -> None:
        assert_close(student.twice(x), min(2 * x, 10))

    host: Any = kind(lambda x: 2 * x)
    student = Student(host, "twice", lambda x: SCALAR)
    with pytest.raises(LawBroken):
        student.each(small, [1.0, 3.0, 7.0, 9.0])
    assert [call.arguments for call in student.calls] == [(7.0,)]
