"""Counterexamples as a student reads them: short, exact, and with the difference in sight."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.boundary.keras_models import Layer, Model
from grader.boundary.outcomes import Call
from grader.boundary.values import Pixels, Table
from grader.curriculum.gradient_descent.checks import Bowl, Polynomial, bowl_gradient, sum_of_cubes
from grader.feedback import literals
from tests.support.pasted import assert_can_be_pasted


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


RNG = np.random.default_rng(3)
TYPED = {
    "a float": (0.1, "0.1"),
    "a whole float": (3.0, "3."),
    "a great one": (1e20, "1e+20"),
    "a whole number": (3, "3"),
    "a flag": (True, "True"),
    "nothing": (None, "None"),
    "infinite": (-np.inf, "-np.inf"),
    "no number": (np.array([np.nan, 1]), "np.array([np.nan, 1.])"),
    "an array of no dimension": (np.array(0.0), "np.array(0.)"),
    "NumPy's number, which arrives as such an array": (np.float64(0.5), "np.array(0.5)"),
    "all its digits": (np.array([1 / 3]), "np.array([0.3333333333333333])"),
    "bytes": (np.array([[0, 255]], np.uint8), "np.array([[0, 255]], dtype=np.uint8)"),
    "single precision": (np.array([0.1], np.float32), "np.array([0.1], dtype=np.float32)"),
    "whole numbers": (np.array([2, 0]), "np.array([2, 0])"),
    "flags": (np.array([True]), "np.array([True])"),
    "no rows": (np.zeros((0, 3)), "np.zeros((0, 3))"),
    "nothing in it": (np.array([]), "np.array([])"),
    "minus nothing": (np.array([-0.0]), "np.array([0.])"),
    "a list": ([1.5, [2, "x"]], "[1.5, [2, 'x']]"),
    "a tuple of one": ((2,), "(2,)"),
    "a text": ("28x28", "'28x28'"),
    "a path": (Path("/rna-1/scratch/modelos de otoño x").absolute(), "Path('modelos de otoño x')"),
    "a path as text": (str(Path("/rna-1/scratch/modelos").absolute()), "'modelos'"),
    "a table": (Table(("0", "8"), np.array([[1.5, 0.0]])),
                "pd.DataFrame(np.array([[1.5, 0.]]), columns=['0', '8'])"),
    "images": (Pixels(np.array([[[0, 51]]], np.uint8)), "np.array([[[0, 51]]], dtype=np.uint8) / 255.0"),
    "a function": (sum_of_cubes, "lambda w: np.sum(w**3)"),
}  # fmt: skip


@pytest.mark.parametrize(("thing", "text"), TYPED.values(), ids=TYPED)
def test_what_is_passed_is_shown_as_it_is(thing: Any, text: str) -> None:
    assert literals.typed(thing) == text
    assert_can_be_pasted(Call("f", (thing, 1), {"h": thing}))


MANY = {
    "sixty numbers": ((RNG.normal(size=(6, 9)), RNG.normal(size=6)), ()),
    "sixty-one": ((RNG.normal(size=(6, 10)), 1.0), ("X",)),
    "a large one among small ones": ((np.zeros(2), np.zeros((500, 8)), 0.5), ("y",)),
    "a list of layers": (([(RNG.normal(size=(9, 9)), np.zeros(9), "relu")],), ("X",)),
    "a table": ((Table(tuple("01"), np.zeros((768, 2))),), ("X",)),
    "images": ((Pixels(np.zeros((9, 28, 28), np.uint8)),), ("X",)),
    "a function of few": ((bowl_gradient, np.zeros(3)), ()),
    "of some": ((Bowl(RNG.normal(size=5), RNG.normal(size=5)), np.zeros(5)), ()),
    "of many": ((Polynomial(RNG.normal(size=(3, 90))), np.zeros(90)), ("X", "y")),
}


@pytest.mark.parametrize(("arguments", "described"), MANY.values(), ids=MANY)
def test_up_to_sixty_numbers_a_call_is_whole_and_then_says_what_is_large(arguments: Any, described: Any) -> None:
    call = Call("f", arguments, names=("X", "y", "z"))
    assert_can_be_pasted(call)
    text = literals.call("f", arguments, names=call.names)
    assert re.findall(r"(?m)^  (\w+): ", text) == list(described)
    assert ("`rna try f`" in text) == bool(described)
    assert len(text.split("\n")) <= 30


def test_a_model_is_told_as_what_makes_one() -> None:
    layers = (
        Layer("Flatten"),
        Layer("Conv2D", {"filters": 8, "kernel_size": (3, 3), "strides": (1, 1), "activation": "relu"}),
        Layer("MaxPooling2D", {"pool_size": (2, 2), "strides": (2, 2), "padding": "valid"}),
        Layer("Dense", {"units": 1, "activation": "linear"}),
    )  # fmt: skip
    text = " ".join(literals.call("f", [Model((28, 28, 1), layers), 1], names=["model"]).split())
    assert text.startswith("f(model, 1) model: un modelo de estas capas, con sus propios pesos: keras.Sequential(")
    for made in (
        "keras.Input((28, 28, 1))", "keras.layers.Flatten()", "keras.layers.MaxPooling2D(pool_size=(2, 2))",
        "keras.layers.Conv2D(filters=8, kernel_size=(3, 3), activation='relu')", "keras.layers.Dense(units=1)",
    ):  # fmt: skip
        assert made in text
