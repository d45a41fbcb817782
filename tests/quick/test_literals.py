"""Counterexamples as a student reads them: short, exact, and with the difference in sight."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.feedback import literals


def compared(got: Any, wanted: Any) -> str:
    got, wanted = np.array(got, dtype=float), np.array(wanted, dtype=float)
    return literals.comparison("f(x)", "devolvió", got, wanted, got != wanted)


TABLE = """f(x)
  devolvió
    [[«1.33333», «0.333333», 0.333333, 0.333333],
     [«0.333333», «1.33333», 0.333333, 0.333333]]
  se esperaba
    [[«0.333333», «1.33333», 0.333333, 0.333333],
     [«1.33333», «0.333333», 0.333333, 0.333333]]"""

FAR = """f(x)
  devolvió    [2., 2., 2., 2., …, 2., «3.», 2., …, 2.]
  se esperaba [2., 2., 2., 2., …, 2., «2.», 2., …, 2.]
  (mal por primera vez en el elemento 501)"""

COMPARISONS = {
    "a number": (0.25, 0.0625, "f(x)\n  devolvió    0.25\n  se esperaba 0.0625"),
    "one of three": ([1, 2, 3], [1, 5, 3], "f(x)\n  devolvió    [1., «2.», 3.]\n  se esperaba [1., «5.», 3.]"),
    "all of them": ([1, 2], [3, 4], "f(x)\n  devolvió    [1., 2.]\n  se esperaba [3., 4.]"),
    "a table": (
        [[1, 2], [3, 4]], [[1, 2], [3, 5]],
        "f(x)\n  devolvió    [[1., 2.], [3., «4.»]]\n  se esperaba [[1., 2.], [3., «5.»]]",
    ),
    "a difference beyond six digits": (
        [123456.7, 1], [123457.3, 1], "f(x)\n  devolvió    [«123456.7», 1.]\n  se esperaba [«123457.3», 1.]",
    ),
    "nan": ([np.nan, 1], [0, 1], "f(x)\n  devolvió    [«nan», 1.]\n  se esperaba [«0.», 1.]"),
    "far inside": (
        np.eye(1, 900, 500)[0] + 2, np.full(900, 2),
        FAR,
    ),
    "too wide for a line": (np.eye(2, 4) + 1 / 3, np.eye(2, 4)[::-1] + 1 / 3, TABLE),
}  # fmt: skip


@pytest.mark.parametrize(("got", "wanted", "text"), COMPARISONS.values(), ids=COMPARISONS)
def test_comparisons(got: Any, wanted: Any, text: str) -> None:
    assert compared(got, wanted) == text


shapes = st.sampled_from([(), (1,), (7,), (900,), (60, 50), (2, 900), (900, 2), (5, 6, 7), (30, 28, 28), (2, 3, 4, 5)])


@given(data=st.data())
def test_nothing_is_longer_than_a_screen_and_the_difference_is_in_it(data: st.DataObject) -> None:
    shape = data.draw(shapes)
    number = data.draw(st.sampled_from([0.0, 1 / 3, -1e-300, 123456.789, -1e17]))
    got = np.full(shape, number)
    wanted = got.copy()
    if shape:
        wanted[tuple(data.draw(st.integers(0, length - 1)) for length in shape)] = 7.5
    else:
        wanted[()] = 7.5
    text = compared(got, wanted)
    assert "7.5" in text
    assert sum(-(-len(line) // 76) for line in text.splitlines()) <= 17


@given(values=arrays.arrays(np.float64, arrays.array_shapes(max_dims=3, max_side=5), elements=st.integers(-99, 99)))
def test_short_arrays_are_what_one_would_type(values: np.ndarray) -> None:
    text = literals.array(values)
    if "…" not in text:
        assert np.array_equal(np.array(eval(text)), values)  # noqa: S307 - our own text


def test_a_long_call_is_broken_between_arguments() -> None:
    text = literals.call("backpropagation", [np.zeros((4, 2)), np.zeros((4, 1)), np.zeros((2, 3)), 0.5, 1, 2], {"h": 3})
    assert text == (
        "backpropagation(\n    np.array([[0., 0.], [0., 0.], [0., 0.], [0., 0.]]),\n"
        "    np.array([[0.], [0.], [0.], [0.]]),\n    np.array([[0., 0., 0.], [0., 0., 0.]]), 0.5, 1, 2, h=3,\n)"
    )
