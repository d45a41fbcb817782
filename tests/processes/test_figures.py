"""The figures of real submissions: what a report draws of a function, and that it costs no verdict."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from justhtml import JustHTML

from grader import submission
from grader.curriculum import catalog
from grader.curriculum.training.checks import UNSEEN
from grader.reporters import html
from grader.verdict.grading import Grading, Wishes
from tests.support import SOLUTIONS
from tests.support.command import read, rna

Drawn = Callable[[str, str], tuple[dict[str, Any], ...]]


@pytest.fixture
def drawn(grading: Grading, tmp_path: Path) -> Drawn:
    """The figures of one exercise, with the unit's solution and the given source after it."""

    def grade(exercise: str, source: str) -> tuple[dict[str, Any], ...]:
        unit = exercise.partition(".")[0]
        solved = (SOLUTIONS / f"{unit}.py").read_text(encoding="utf-8")
        (tmp_path / f"{unit}.py").write_text(f"{solved}\n\n{source}", encoding="utf-8")
        report = grading.grade(
            submission.modules(tmp_path), catalog.select([exercise]), 7, wishes=Wishes(pictures=True)
        )
        assert html.render(report).count("<figure>") == len(report.exercises[0].figures)
        return report.exercises[0].figures

    return grade


WITH_FIGURES = [
    *(f"activations.{name}" for name in ["step", "sign", "sigmoid", "sigmoid_derivative", "tanh", "relu", "softmax"]),
    *(f"activations.{name}" for name in ["tanh_derivative", "relu_derivative"]),
    *(f"losses.{name}" for name in ["mse", "binary_cross_entropy", "categorical_cross_entropy", "predict_classes"]),
    "losses.confusion_matrix",
    *(f"gradient_descent.{name}" for name in ["numerical_gradient", "minimize", "fit_linear_regression"]),
    *(f"neuron.{name}" for name in ["and_gate", "or_gate", "xor_gate", "train_perceptron"]),
    "network.train_network",
    *(f"convolution.{name}" for name in ["convolve", "max_pool"]),
    "training.early_stopping",
]


@pytest.mark.parametrize("exercise", WITH_FIGURES)
def test_a_right_answer_lies_on_its_law(exercise: str, drawn: Drawn) -> None:
    made = drawn(exercise, "")
    assert made
    for figure in made:
        assert re.search("coinciden|su clase|hasta el fondo|es ya la que mejor", figure["text"])


WRONG = {
    "a value": ("activations.relu", "def relu(z):\n    return abs(z)\n", "z = -6: vale 6 y debería valer 0."),
    "nan": ("activations.relu", "def relu(z):\n    return z * float('nan')\n", "z = -6: vale nan"),
    "a gate": ("neuron.and_gate", "def and_gate():\n    return [1, 1], -0.5\n", "otra clase: (0, 1), (1, 0)."),
    "a cell": (
        "losses.confusion_matrix",
        "def confusion_matrix(y_true, y_pred, k):\n    return np.zeros((k, k))\n",
        "tu tabla tiene 0, y debería tener",
    ),
    "a path": (
        "gradient_descent.minimize",
        "def minimize(g, w, r, n):\n    return np.array([w] * (n + 1))\n",
        "se aparta",
    ),
}


@pytest.mark.parametrize(("exercise", "source", "text"), WRONG.values(), ids=WRONG)
def test_a_wrong_one_is_seen(exercise: str, source: str, text: str, drawn: Drawn) -> None:
    (figure,) = drawn(exercise, source)
    assert text in figure["text"]


NO_FIGURE = {
    "raises": "def relu(z):\n    raise ValueError\n",
    "wrong shape": "def relu(z):\n    return 3\n",
    "leaves": "import os\ndef relu(z):\n    os._exit(0)\n",
    "leaves later": "import os\ndef relu(z):\n    if np.size(z) > 100: os._exit(0)\n    return np.maximum(z, 0)\n",
    "not done": "def relu(z):\n    raise NotImplementedError\n",
}


@pytest.mark.parametrize("source", NO_FIGURE.values(), ids=NO_FIGURE)
def test_a_function_that_does_not_play_along_costs_only_the_figure(source: str, drawn: Drawn) -> None:
    assert drawn("activations.relu", source) == ()


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "activations.py").write_text("def relu(z):\n    return abs(z)\n", encoding="utf-8")
    done = rna("grade", "activations", "--format", "html", "--output", "r.html", "--json", "r.json", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    page = JustHTML((tmp_path / "r.html").read_text(encoding="utf-8"), strict=True, sanitize=False)
    assert page.query("figure")
    assert not {"figures", "output"} & read(tmp_path / "r.json")["exercises"][0].keys()


LEARNS = """
def train_pima(X_train, y_train):
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    model.fit(X_train, y_train, epochs=3, verbose=0)
    return model
"""


@pytest.mark.proof
def test_training_has_curves_and_a_confusion_matrix(drawn: Drawn) -> None:
    loss, accuracy, matrix = drawn("training.train_pima", LEARNS)
    assert [figure["kind"] for figure in (loss, accuracy, matrix)] == ["lines", "lines", "matrix"]
    assert "en 3 épocas" in loss["text"]
    assert sum(map(sum, matrix["counts"])) == UNSEEN
