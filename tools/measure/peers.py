"""Five functions graded by the kit and by others: ``python -m tools.measure.peers [--rounds 3]`` prints a table.

All are given the same right answers, ``solutions/``, and are timed as whole processes, in turn. Beside the kit are its
own laws in one plain pytest; a file as a teacher would write it with pytest and Hypothesis; and otter-grader and
check50, with a few assertions for each function, since their checks are examples. Those two come from PyPI, each in an
environment of its own in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import ROOT

IDS = ("neuron.dot_product", "activations.sigmoid", "activations.relu", "activations.softmax", "losses.mse")
SOLUTIONS = ROOT / "solutions"
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
UNITS = sorted({each.partition(".")[0] for each in IDS})

ASSERTIONS = {
    "dot_product": ["abs(dot_product(np.array([1.0, 2.0]), np.array([3.0, 4.0])) - 11) < 1e-6",
                    "abs(dot_product(np.zeros(5), np.arange(5.0))) < 1e-6",
                    "np.isclose(dot_product(np.arange(9.0), np.arange(9.0)), 204)"],
    "sigmoid": ["np.isclose(sigmoid(np.array([0.0])), 0.5).all()",
                "np.allclose(sigmoid(np.array([-2.0, 2.0])).sum(), 1)",
                "np.isfinite(sigmoid(np.array([-1000.0, 1000.0]))).all()"],
    "relu": ["np.allclose(relu(np.array([-1.0, 0.0, 2.5])), [0, 0, 2.5])",
             "np.allclose(relu(np.full((2, 3), -7.0)), 0)",
             "relu(np.ones((4, 2))).shape == (4, 2)"],
    "softmax": ["np.allclose(softmax(np.zeros((2, 4))), 0.25)",
                "np.allclose(softmax(np.arange(12.0).reshape(3, 4)).sum(axis=1), 1)",
                "np.isfinite(softmax(np.array([[1000.0, 0.0]]))).all()"],
    "mse": ["np.isclose(mse(np.array([1.0, 2.0]), np.array([1.0, 4.0])), 2)",
            "np.isclose(mse(np.arange(5.0), np.arange(5.0)), 0)",
            "np.isclose(mse(np.zeros(8), np.ones(8)), 1)"],
}  # fmt: skip
"""What a grader of examples is told of each function."""

WITH_HYPOTHESIS = """
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import array_shapes, arrays
from hypothesis import strategies as st
from activations import relu, sigmoid, softmax
from losses import mse
from neuron import dot_product

numbers = st.floats(-50, 50)
anything = arrays(float, array_shapes(max_dims=2, max_side=6), elements=numbers)
rows = arrays(float, array_shapes(min_dims=2, max_dims=2, max_side=6), elements=numbers)
pairs = st.integers(1, 8).flatmap(lambda n: st.tuples(*[arrays(float, n, elements=numbers)] * 2))

@given(pairs)
def test_dot_product(pair):
    assert np.isclose(dot_product(*pair), pair[0] @ pair[1])

@given(pairs)
def test_dot_product_commutes(pair):
    assert np.isclose(dot_product(*pair), dot_product(*pair[::-1]))

@given(anything)
def test_sigmoid(z):
    assert np.allclose(sigmoid(z), 1 / (1 + np.exp(-z)))

@given(anything)
def test_sigmoid_is_symmetric(z):
    assert np.allclose(sigmoid(-z), 1 - sigmoid(z))

def test_sigmoid_does_not_overflow():
    assert np.isfinite(sigmoid(np.array([-1000.0, 1000.0]))).all()

@given(anything)
def test_relu(z):
    assert np.allclose(relu(z), np.where(z > 0, z, 0))

@given(anything)
def test_relu_leaves_its_argument_alone(z):
    before = z.copy()
    relu(z)
    assert np.array_equal(z, before)

@given(rows)
def test_softmax_adds_up_to_one(z):
    assert np.allclose(softmax(z).sum(axis=1), 1)

@given(rows, st.floats(-5, 5))
def test_softmax_does_not_see_a_constant(z, c):
    assert np.allclose(softmax(z + c), softmax(z))

@given(rows)
def test_softmax(z):
    assert np.allclose(softmax(z), np.exp(z) / np.exp(z).sum(axis=1, keepdims=True))

@given(pairs)
def test_mse(pair):
    assert np.isclose(mse(*pair), ((pair[0] - pair[1]) ** 2).mean())

@given(pairs)
def test_mse_is_never_negative(pair):
    assert mse(*pair) >= 0
"""

IMPORTS = """import numpy as np
from activations import relu, sigmoid, softmax
from losses import mse
from neuron import dot_product
"""


@dataclass(frozen=True)
class Grader:
    """A way to grade the five functions.

    Attributes:
        tries: what it tries of them.
        done: words of its output that say that it has graded, and found nothing wrong.
    """

    name: str
    tries: str
    command: list[str]
    folder: Path
    done: str

    def seconds(self) -> float:
        began = time.perf_counter()
        told = subprocess.run(
            self.command, cwd=self.folder, env={**os.environ, "CI": "true", "PYTHONPATH": str(self.folder)},
            check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        took = time.perf_counter() - began
        if self.done not in told.stdout:
            raise SystemExit(f"{self.name} has graded nothing:\n{told.stdout[-2000:]}")
        return took


def graders(place: Path) -> Iterator[Grader]:
    """All of them, with what they need below a folder."""
    ids, checks = [*IDS], [f"{ROOT}/grader/curriculum/{unit}/checks.py" for unit in UNITS]
    yield Grader(
        "the kit", "its laws: a hundred cases each, then data of all sizes; isolated",
        [sys.executable, "-m", "grader", "grade", *ids, "--submission", str(SOLUTIONS)], ROOT, "5 de 5 ejercicios",
    )  # fmt: skip
    classes = " or ".join(f"Test{name.title().replace('_', '')}" for name in ASSERTIONS)
    yield Grader(
        "its laws in one plain pytest", "the same cases; not isolated, no report",
        [*PYTEST, "-c", f"{ROOT}/grader/curriculum/pytest.ini", *checks, "--submission", str(SOLUTIONS), "--in-process",
         "-k", f"({classes}) and not Derivative"],
        ROOT, " passed",
    )  # fmt: skip
    plain = answers(place / "plain")
    (plain / "test_answers.py").write_text(WITH_HYPOTHESIS, encoding="utf-8")
    yield Grader(
        "pytest and Hypothesis, by hand", "12 tests, 11 of them with a hundred cases; not isolated",
        [*PYTEST, "test_answers.py"], plain, "12 passed",
    )  # fmt: skip
    yield Grader(
        "otter-grader", "15 assertions; not isolated", [str(installed(place, "otter-grader", "otter")), "check",
        "answers.py", "--tests-path", "tests"], otter(place / "otter"), "All tests passed",
    )  # fmt: skip
    yield Grader(
        "check50", "15 assertions, a process for each function; not isolated",
        [str(installed(place, "check50", "check50")), "--dev", "checks"], check50(place / "check50"), ":)",
    )  # fmt: skip


def answers(folder: Path) -> Path:
    """A folder that holds the answers."""
    folder.mkdir()
    for unit in UNITS:
        shutil.copy(SOLUTIONS / f"{unit}.py", folder)
    return folder


def installed(place: Path, package: str, program: str) -> Path:
    """A package's program, in an environment of its own with NumPy and a kernel, for otter-grader makes notebooks."""
    environment = place / f"of-{package}"
    venv.create(environment, with_pip=True)
    subprocess.run([environment / "bin" / "pip", "install", "--quiet", package, "numpy", "ipykernel"], check=True)
    return environment / "bin" / program


def otter(folder: Path) -> Path:
    """A submission of one file, and a test of otter-grader's for each function."""
    answers(folder)
    (folder / "answers.py").write_text(IMPORTS, encoding="utf-8")
    (folder / "tests").mkdir()
    for name, several in ASSERTIONS.items():
        cases = [{"code": f">>> assert {each}", "hidden": False, "locked": False} for each in several]
        test = {"name": name, "points": 1, "suites": [{"cases": cases, "type": "doctest", "scored": True}]}
        (folder / "tests" / f"{name}.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n", encoding="utf-8")
    return folder


def check50(folder: Path) -> Path:
    """A submission, and a check of check50's for each function."""
    answers(folder)
    (folder / "checks").mkdir()
    (folder / "checks" / ".cs50.yaml").write_text("check50:\n  checks: __init__.py\n", encoding="utf-8")
    text = "import sys\nimport check50\n"
    for name, several in ASSERTIONS.items():
        tried = "\n".join(f"if not ({each}):\n    raise check50.Failure('wrong')" for each in several)
        body = f"sys.path.insert(0, '.')\n{IMPORTS}{tried}"
        text += f'\n@check50.check()\ndef {name}():\n    """{name} is right"""\n{textwrap.indent(body, "    ")}\n'
    (folder / "checks" / "__init__.py").write_text(text, encoding="utf-8")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        every = list(graders(Path(place)))
        for each in every:  # once for its byte code
            each.seconds()
        taken: dict[str, list[float]] = {each.name: [] for each in every}
        for _ in range(options.rounds):
            for each in every:
                taken[each.name].append(each.seconds())
    kit, *_ = taken.values()
    print(
        "| five functions graded by | what it tries | seconds | x the kit's (each round) |\n| --- | --- | --- | --- |"
    )
    for each in every:
        ratios = [other / own for other, own in zip(taken[each.name], kit, strict=True)]
        told = f"**{statistics.median(ratios):.2f}** ({', '.join(f'{ratio:.2f}' for ratio in ratios)})"
        print(f"| {each.name} | {each.tries} | {statistics.median(taken[each.name]):.2f} | {told} |")


if __name__ == "__main__":
    main()
