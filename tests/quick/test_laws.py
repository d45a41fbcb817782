"""A law holds for as many different cases as it says, and a failure is told by a small one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.boundary.keras_models import Layer, Model
from grader.boundary.outcomes import Call, Inconstant, LawBroken, Outcome
from grader.curriculum import strategies
from grader.curriculum.laws import SCALAR, arguments_untouched, assert_close, law
from grader.feedback.record import History
from grader.verdict.student import Host, Student


@pytest.fixture(autouse=True)
def seeded(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a run of the checks is."""
    monkeypatch.setattr("hypothesis.core.global_force_seed", 7)


class _Alone:
    """A host whose cases are run one by one, and that is never called."""

    def run_mixed(self, cases: Any) -> bool:
        return False


def hold(test: Any, cases: int = 100, **drawn: Any) -> Student:
    """Try a law; ``test(**arguments)`` raises LawBroken where it does not hold."""
    host: Host = _Alone()  # type: ignore[assignment]
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


class _Answers:
    """A host that answers every call with the same."""

    def __init__(self, value: Any):
        self.value, self.history = value, History()

    def run_mixed(self, cases: Any) -> bool:
        return False

    def call(self, call: Call) -> Outcome:
        return Outcome(self.value)


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
    host: Host = _Answers(value)  # type: ignore[assignment]
    student = Student(host, "f", lambda *arguments: wanted)
    with pytest.raises(LawBroken, match="NaN o infinitos"):
        law(x=strategies.numbers())(lambda self, student, x: student.f(x))(None, student)
    arguments_untouched(x=strategies.numbers())(None, student)


NOT_EQUAL = {"NaN": (np.nan, np.nan), "infinite": (np.inf, np.inf), "half": ([1.0, np.nan], [1.0, np.nan])}


@pytest.mark.parametrize(("actual", "expected"), NOT_EQUAL.values(), ids=NOT_EQUAL)
def test_what_is_not_finite_equals_nothing(actual: Any, expected: Any) -> None:
    with pytest.raises(LawBroken):
        assert_close(actual, expected)
