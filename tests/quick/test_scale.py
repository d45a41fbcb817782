"""Checks at scale: ordinary data of every size and magnitude, a small case where one fails, and words for where."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from grader import submission
from grader.boundary.outcomes import Inconstant, LawBroken
from grader.curriculum import catalog
from grader.curriculum.conftest import exercise_of
from grader.curriculum.laws import Ordinary, assert_close, at_scale
from grader.curriculum.network.descent import NAMES, gradient, slopes
from grader.curriculum.ordinary import AXES, LENGTHS, MAGNITUDES
from grader.curriculum.tensors import column_checks
from grader.feedback import literals, messages
from grader.verdict.in_process import InProcessHost
from grader.verdict.student import Student
from tests.support import ROOT, SOLUTIONS
from tests.support.checkers import FunctionHost

CURRICULUM = ROOT / "grader" / "curriculum"


def tried(function: Callable[[np.ndarray], Any], small: int = 40) -> Student:
    """Ask ``function`` for twice of each element, at scale."""
    host: Any = FunctionHost(function)
    student = Student(host, "twice", np.shape)

    def test(self: Any, student: Student, some: Ordinary) -> None:
        z = some.reals(*some.shape())
        assert_close(student.twice(z), 2 * z, of=("z", z))

    check: Any = at_scale(small)(test)
    try:
        check(None, student, np.random.default_rng(1))
    except LawBroken as error:
        error.calls = student.calls  # type: ignore[attr-defined]
        raise
    return student


def test_of_every_size_and_magnitude() -> None:
    seen: list[np.ndarray] = []
    tried(lambda z: seen.append(z) or 2 * z)  # type: ignore[func-returns-value]
    rows, columns = {len(z) for z in seen}, {z.shape[1] for z in seen if z.ndim == 2}
    assert {1, 8} <= rows
    assert max(rows) >= 1000
    assert max(columns) > 130
    sizes = np.abs(np.concatenate([z.ravel() for z in seen]))
    assert sizes.min() < 1e-5
    assert sizes.max() > 900
    assert any(z.shape == (z.shape[0],) * 2 and len(z) > 8 for z in seen), "lengths that are alike"
    assert len({z.tobytes() for z in seen}) == len(seen) == 46


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", LENGTHS)
@pytest.mark.parametrize("magnitudes", MAGNITUDES)
def test_the_same_seed_draws_the_same(seed: int, size: str, magnitudes: tuple[float, float]) -> None:
    first, second = (Ordinary((seed, 3), size, magnitudes) for _ in range(2))
    assert np.array_equal(first.reals(*first.shape()), second.reals(*second.shape()))


WRONG: dict[str, tuple[Callable[[np.ndarray], Any], int, str]] = {
    "from the ninth row on": (lambda z: np.where(_rows(z) < 8, 2, 0) * z, 10, r"(fila|elemento) 9\b"),
    "from the hundredth row on": (lambda z: np.where(_rows(z) < 100, 2, 0) * z, 131, "a partir de"),
    "from the thousandth row on": (lambda z: np.where(_rows(z) < 999, 2, 0) * z, 3000, "a partir del elemento 1000"),
    "saturated": (lambda z: np.clip(2 * z, -100, 100), 8, ""),
    "a dead zone": (lambda z: np.where(np.abs(z) < 1e-3, 0, 2 * z), 4, ""),
    "rounded": (lambda z: 2 * np.round(z, 3), 4, ""),
}


def checks_at_scale() -> Iterator[tuple[type, Any]]:
    """Those of exercises that need no Keras: the class, and the test within."""
    for exercise in catalog.exercises():
        if not exercise.in_browser:
            continue
        for file in (CURRICULUM / exercise.unit).glob("*checks.py"):
            module = importlib.import_module(f"grader.curriculum.{exercise.unit}.{file.stem}")
            own = (
                each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__
            )
            for checks in own:
                if checks.__name__.startswith("Test") and exercise_of(checks) == (exercise.unit, exercise.name):
                    tests = (getattr(each, "at_scale", None) for each in vars(checks).values())
                    yield from ((checks, test) for test in tests if test)


@pytest.mark.parametrize("draws", [12, pytest.param(1500, marks=pytest.mark.proof)])
@pytest.mark.parametrize(
    ("checks", "test"), [*checks_at_scale()], ids=lambda each: each.__name__ if callable(each) else str(each)
)
def test_no_small_case_refuses_the_solution(checks: Any, test: Any, draws: int) -> None:
    """Nor is it given what is no number; each draw anew, for what is seldom is met in some class."""
    unit, function = exercise_of(checks)
    host = InProcessHost(submission.whole(SOLUTIONS), unit, SOLUTIONS)
    student, rng = Student(host, function, checks.returns), np.random.default_rng()
    for number in range(draws):
        seeds = (int(rng.integers(2**62)), int(rng.integers(2**62)))
        small = dict.fromkeys(AXES, (1, 8) if number % 4 else (2 + number % 7,) * 2)
        drawn = seeds, small, MAGNITUDES[number % len(MAGNITUDES)]
        student.forget()
        try:
            test(checks(), student, Ordinary(*drawn))
            student.assert_finite()
            given = [each for call in student.calls for each in call.arguments if isinstance(each, np.ndarray)]
            assert all(np.isfinite(each).all() for each in given if each.dtype.kind == "f"), "a number"
        except Exception as error:
            raise AssertionError(drawn) from error


def test_of_two_rows_that_are_drawn_alike_each_column_varies() -> None:
    """A column that does not would be refused in a check that is about others, or be no number."""
    lengths = {**dict.fromkeys(AXES, (8, 8)), "rows": (2, 2)}
    for seed in range(6000):
        X = column_checks._measured(Ordinary((seed, seed), lengths, MAGNITUDES[0]), 2e-4)
        assert (X[0] != X[1]).all(), seed


def _rows(z: np.ndarray) -> np.ndarray:
    return np.arange(len(z)).reshape(-1, *[1] * (z.ndim - 1))


@pytest.mark.parametrize(("function", "longest", "words"), WRONG.values(), ids=WRONG)
def test_a_small_case_is_told_or_where_it_goes_wrong(function: Any, longest: int, words: str) -> None:
    with pytest.raises(LawBroken) as caught:
        tried(function)
    calls = caught.value.calls  # type: ignore[attr-defined]
    assert max(calls[-1].arguments[0].shape) <= longest
    assert re.search(words, messages.message("Ley.", caught.value, calls))


def test_what_fails_once_is_inconstant() -> None:
    count = iter(range(10**6))
    with pytest.raises(Inconstant):
        tried(lambda z: 0 * z if next(count) == 41 else 2 * z)


def test_right_for_a_hundred_calls_only() -> None:
    count = iter(range(10**6))
    with pytest.raises(LawBroken):
        tried(lambda z: 2 * z if next(count) < 100 else z, small=100)


def test_remembered_by_the_shape() -> None:
    known: dict[tuple[int, ...], np.ndarray] = {}
    with pytest.raises(LawBroken):
        tried(lambda z: known.setdefault(z.shape, 2 * z) if z.size > 99 else 2 * z)


MASKS = {
    "a tail of elements": (np.arange(40) >= 30, "(mal a partir del elemento 31)"),
    "some elements": (np.isin(np.arange(40), (5, 9)), "(mal por primera vez en el elemento 6)"),
    "rows": (np.arange(40)[:, None] + np.zeros(3) >= 12, "(mal a partir de la fila 13)"),
    "columns": (np.zeros((20, 1)) + np.arange(12) >= 8, "(mal a partir de la columna 9)"),
    "here and there": (np.eye(6) > 0, "(mal en 6 de 36 números)"),
}


@pytest.mark.parametrize(("wrong", "words"), MASKS.values(), ids=MASKS)
def test_where_it_is_wrong(wrong: np.ndarray, words: str) -> None:
    assert literals.where(wrong) == [f"  {words}"]


VALUES = np.random.default_rng(0).permutation(np.linspace(-10, 10, 81))
RANGES = {
    "large ones": (VALUES >= 8, "(mal donde z vale 8. o más)"),
    "small ones": (VALUES <= -8, "(mal donde z vale -8. o menos)"),
    "both ends": (np.abs(VALUES) >= 8, "(mal donde |z| vale 8. o más)"),
    "the middle": (np.abs(VALUES) <= 0.75, "(mal donde |z| vale 0.75 o menos)"),
}


@pytest.mark.parametrize(("wrong", "words"), RANGES.values(), ids=RANGES)
def test_in_which_range_it_is_wrong(wrong: np.ndarray, words: str) -> None:
    assert literals.where(wrong, ("z", VALUES)) == [f"  {words}"]


@pytest.mark.parametrize("seed", range(3))
def test_the_gradient_is_what_differences_measure(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d, h = rng.integers(1, 7, 3)
    parameters = rng.normal(size=(d, h)), rng.normal(size=h), rng.normal(size=(h, 1)), rng.normal(size=1)
    situation = rng.normal(size=(n, d)), rng.integers(0, 2, (n, 1)).astype(float), *parameters
    for name, part in zip(NAMES, gradient(*situation), strict=True):
        assert np.allclose(part, slopes(situation, name), atol=1e-7), name
