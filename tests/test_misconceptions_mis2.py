"""The library of misconceptions of units 5 to 8 tests the grader: each entry is refused, and recognised."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader import catalog, datasets
from grader.checks.test_keras_models import MNIST, PIMA, network
from grader.checks.test_training import pima_twisted, single_neuron
from grader.diagnose import diagnose
from grader.keras_models import Layer, Model
from grader.misconceptions import Misconception, library
from grader.plain import Opaque, Pixels
from grader.result import ExerciseResult
from grader.student import Call, Evidence, LawBroken, Outcome
from tests.answers import answers

TESTS = Path(__file__).parent
LIBRARY = TESTS.parent / "grader" / "misconceptions"
UNITS = ("gradient_descent", "network", "keras_models", "training")
TRAININGS = ("training.train_pima", "training.train_mnist")

Grade = Callable[[str, str], ExerciseResult]


@dataclass(frozen=True)
class Submission:
    """The source of a student's module, and what it should be diagnosed as: any of these."""

    exercise: str
    name: str
    source: str
    diagnoses: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.exercise}-{self.name}"


def entries(unit: str) -> list[Misconception]:
    return [entry for exercise in catalog.exercises() if exercise.unit == unit for entry in library(exercise.id)]


def decorated(path: Path, mark: str) -> Iterator[tuple[str, ast.FunctionDef, list[ast.stmt]]]:
    """What ``mark("...")`` decorates, with the mark's text and the module's undecorated code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    shared = [node for node in tree.body if not getattr(node, "decorator_list", []) and not _of_the_kit(node)]
    for node in tree.body:
        for decorator in getattr(node, "decorator_list", []):
            match decorator:
                case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text))]) if name == mark:
                    yield text, node, shared  # type: ignore[misc]


def _of_the_kit(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and str(node.module).startswith(("grader", "tests"))


def submission(exercise: str, node: ast.FunctionDef, shared: list[ast.stmt], *diagnoses: str) -> Submission:
    name, node.name, node.decorator_list = node.name, exercise.partition(".")[2], []
    return Submission(exercise, name, ast.unparse(ast.Module([*shared, node], [])), diagnoses)


def wrong_answers(unit: str) -> Iterator[Submission]:
    """Every entry of the library that is a wrong answer, as a submission."""
    twins = {entry.id: f"{entry.exercise}.{entry.twin_of}" for entry in entries(unit) if entry.twin_of}
    for exercise, node, shared in decorated(LIBRARY / f"{unit}.py", "misconception"):
        own = f"{exercise}.{node.name}"
        yield submission(exercise, node, shared, own, *filter(None, [twins.get(own)]))


def examples(unit: str) -> Iterator[Submission]:
    """A submission for each symptom: its own, or a known wrong answer that a teacher would diagnose so."""
    path = TESTS / "misconceptions" / f"{unit}.py"
    for diagnosis, node, shared in decorated(path, "shows") if path.is_file() else ():
        yield submission(diagnosis.rpartition(".")[0], node, shared, diagnosis)
    symptoms = {entry.id for entry in entries(unit) if entry.is_symptom}
    table = tomllib.loads((TESTS / "diagnoses" / f"{unit}.toml").read_text(encoding="utf-8"))
    for answer in answers(unit):
        wanted = [] if answer.is_right or answer.exercise in TRAININGS else table[answer.exercise][answer.name]
        if symptoms & set(wanted[:1]):
            symptoms.remove(wanted[0])
            yield Submission(answer.exercise, answer.name, answer.source, tuple(wanted))


WRONG = [each for unit in UNITS for each in wrong_answers(unit)]
SHOWN = [each for unit in UNITS for each in examples(unit)]


@pytest.mark.parametrize("answer", [*WRONG, *SHOWN], ids=str)
def test_refused_and_recognised(answer: Submission, grade_source: Grade) -> None:
    result = grade_source(answer.exercise, answer.source)
    assert result.status not in ("passed", "not_graded")
    assert result.diagnosis is not None
    assert result.diagnosis["id"] in answer.diagnoses


def test_every_symptom_is_shown() -> None:
    shown = {diagnosis for each in SHOWN for diagnosis in each.diagnoses} | set(TRAINED)
    symptoms = {entry.id for unit in UNITS for entry in entries(unit) if entry.is_symptom}
    assert symptoms - shown == set()


def test_at_least_four_of_each() -> None:
    few = {exercise.id for exercise in catalog.exercises() if exercise.unit in UNITS and len(library(exercise.id)) < 4}
    assert few == set()


@pytest.mark.parametrize("unit", UNITS)
def test_tables_name_what_there_is(unit: str) -> None:
    """Every wrong answer has its acceptable diagnoses, and those of the library exist."""
    table = tomllib.loads((TESTS / "diagnoses" / f"{unit}.toml").read_text(encoding="utf-8"))
    named = {(exercise, name) for exercise, names in table.items() for name in names}
    assert named == {(answer.exercise, answer.name) for answer in answers(unit) if not answer.is_right}
    found = {found for names in table.values() for wanted in names.values() for found in wanted}
    assert {name for name in found if name.startswith(unit)} <= {entry.id for entry in entries(unit)}


# -- garbage -----------------------------------------------------------------------------------

GARBAGE = {
    "gradient_descent.gradient_step(w, gradient, learning_rate)": [
        "np.random.default_rng(0).normal(size=np.shape(w))", "np.ones(np.shape(w))", "np.sin(w)", "'hola'",
    ],
    "gradient_descent.numerical_gradient(f, w, h=1e-5)": [
        "np.random.default_rng(0).normal(size=len(w))", "np.ones(len(w))", "np.cumsum(w)", "[]",
    ],
    "gradient_descent.mse_gradient(X, y, w, b)": [
        "(np.random.default_rng(0).normal(size=len(w)), 0.3)", "(np.ones(len(w)), 1.0)", "(w, b)", "(0, 0)",
    ],
    "gradient_descent.minimize(gradient, w0, learning_rate, steps)": [
        "np.random.default_rng(0).normal(size=(steps + 1, len(w0)))", "np.ones((steps + 1, len(w0)))", "7",
    ],
    "gradient_descent.fit_linear_regression(X, y, learning_rate, epochs)": [
        "(np.random.default_rng(5).normal(size=X.shape[1]) * 3, 0.3)", "(np.ones(X.shape[1]), 1.0)", "(y, y)",
    ],
    "network.one_hot(labels, n_classes)": [
        "np.random.default_rng(0).normal(size=(len(labels), n_classes))", "np.ones((len(labels), n_classes))",
        "np.zeros((len(labels), n_classes))",
    ],
    "network.dense(X, W, b, activation)": [
        "np.random.default_rng(0).normal(size=(len(X), len(b)))", "np.zeros((len(X), len(b)))", "X",
    ],
    "network.forward(X, layers)": [
        "np.random.default_rng(0).normal(size=(len(X), len(layers[-1][1])))", "np.ones((len(X), len(layers[-1][1])))",
    ],
    "network.backpropagation(X, y, W1, b1, W2, b2)": [
        "(np.sin(W1), np.cos(b1), np.sin(W2), np.cos(b2))", "(W1 + 1, b1 + 1, W2 + 1, b2 + 1)", "0",
    ],
    "network.train_network(X, y, hidden_units, learning_rate, epochs, seed)": ["0", "(X, y)", "'pesos'"],
    "keras_models.count_parameters(sizes)": ["7", "len(sizes)", "sizes"],
    "keras_models.build_pima_model()": ["3", "np.ones((8, 12))"],
    "keras_models.build_mnist_model()": ["3", "np.ones((28, 28))"],
    "keras_models.model_filename(layers, seed)": ["'modelo'", "42", "str(layers)"],
    "training.prepare_pima(data)": ["1, 2, 3, 4", "np.zeros(4)", "data.describe()"],
    "training.predict_pima(model, X)": ["np.random.default_rng(0).integers(2, size=len(X))", "np.arange(len(X)) - 0.5"],
    "training.predict_mnist(model, X)": ["np.random.default_rng(0).integers(10, size=len(X))", "np.arange(len(X))"],
    "training.save_model(model, directory, layers, seed)": ["'modelo'", "7"],
}  # fmt: skip


@pytest.mark.parametrize(("signature", "result"), [(name, text) for name, texts in GARBAGE.items() for text in texts])
def test_garbage_has_no_name(signature: str, result: str, grade_source: Grade) -> None:
    unit, _, function = signature.partition(".")
    exercise = signature.partition("(")[0]
    graded = grade_source(exercise, f"import numpy as np\n\ndef {function}:\n    return {result}\n")
    assert graded.status not in ("passed", "not_graded")
    assert not (graded.diagnosis or {}).get("id", "").startswith(f"{unit}."), graded.diagnosis


# -- trainings: models made by hand, as a training with that mistake leaves them ------------------

ADAM = {"optimizer": "Adam", "loss": "binary_crossentropy", "loss_value": None, "loss_draw": 0, "metrics": ["accuracy"]}
LOGITS = {**ADAM, "loss": "SparseCategoricalCrossentropy (from_logits=True)"}


@cache
def patients() -> tuple[np.ndarray, np.ndarray]:
    X, y = pima_twisted(np.random.default_rng(3))
    return X[154:], y[154:]


@cache
def images() -> tuple[Pixels, np.ndarray]:
    x_train, y_train, _, _ = datasets.mnist()
    return Pixels(x_train), y_train


def linear_through_relu(weights: np.ndarray, sizes: list[int], output: str) -> tuple[Layer, ...]:
    """Layers that compute ``inputs @ weights[:-1] + weights[-1]``: relu(z) - relu(-z) is z."""
    outputs = weights.shape[1]
    both = np.hstack([weights, -weights])
    kernels = [both[:-1]]
    biases = [both[-1]]
    for _ in sizes[1:]:
        kernels.append(np.eye(2 * outputs))
        biases.append(np.zeros(2 * outputs))
    kernels.append(np.vstack([np.eye(outputs), -np.eye(outputs)]))
    biases.append(np.zeros(outputs))
    layers = []
    inputs = len(weights) - 1
    for kernel, bias, units in zip(kernels, biases, [*sizes, outputs], strict=True):
        wide, long = np.zeros((inputs, units)), np.zeros(units)
        wide[: kernel.shape[0], : kernel.shape[1]], long[: len(bias)] = kernel, bias
        activation = output if len(layers) == len(sizes) else "relu"
        layers.append(Layer("Dense", {"units": units, "activation": activation}, (wide, long)))
        inputs = units
    return tuple(layers)


def pima(change: Callable[[np.ndarray], np.ndarray] = lambda weights: weights, **settings: Any) -> Model:
    """A network that computes the best single neuron, with its weights changed."""
    X, y = patients()
    logits = single_neuron(X, y)
    weights = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), logits, rcond=None)[0]
    return Model((8,), linear_through_relu(change(weights)[:, None], [12, 8], "sigmoid"), {**ADAM, **settings})


def mnist(
    rows: slice = slice(None, None, 15),
    seen: Callable[[np.ndarray], np.ndarray] = lambda X: X,
    told: Callable[[np.ndarray], np.ndarray] = lambda y: y,
) -> Model:
    """A network that computes the least-squares linear classifier of some images, as seen and with labels as told."""
    images_, labels = images()
    X = seen(images_.levels[rows] / 255.0).reshape(-1, 784)
    targets = np.eye(10)[told(labels[rows])] - 0.1
    middle = X.mean(axis=0)
    kernel = np.linalg.solve((X - middle).T @ (X - middle) + np.eye(784) * X.var() * 20, (X - middle).T @ targets)
    weights = np.vstack([kernel, targets.mean(axis=0) - middle @ kernel])
    return Model((28, 28), (Layer("Flatten"), *linear_through_relu(weights, [128], "linear")), LOGITS)


def plain(sizes: list[tuple[int, str]], compiled: dict[str, Any] = ADAM) -> Model:
    shape = (28, 28) if sizes[-1][0] == 10 else (8,)
    return replace(network(shape, sizes, np.random.default_rng(1)), compiled=compiled)


def unbiased(model: Model) -> Model:
    layers = [replace(layer, weights=tuple(w * (w.ndim > 1) for w in layer.weights)) for layer in model.layers]
    return replace(model, layers=tuple(layers))


def exploded(model: Model) -> Model:
    return replace(model, layers=tuple(replace(x, weights=tuple(1e6 * w for w in x.weights)) for x in model.layers))


def shuffled(y: np.ndarray) -> np.ndarray:
    return np.random.default_rng(0).permutation(y)


def without_its_sense(weights: np.ndarray) -> np.ndarray:
    """Weights that order patients no better than chance, and a bias that is far from its start."""
    X, y = patients()
    rng = np.random.default_rng(0)
    while True:
        drawn = np.append(rng.normal(size=8), 1.0)
        scores = X @ drawn[:-1]
        if abs(np.mean(scores[y == 1][:, None] > scores[y == 0]) - 0.5) < 0.02:
            return drawn


HISTORY = Opaque("History")
NOT_COMPILED = "ValueError", "You must call `compile()` before using the model."
TRAINED: dict[str, Callable[[], Any]] = {
    "training.train_pima.returned_the_history": lambda: HISTORY,
    "training.train_pima.model_not_returned": lambda: None,
    "training.train_pima.fit_before_compile": lambda: NOT_COMPILED,
    "training.train_pima.model_of_another_library": lambda: Opaque("LogisticRegression"),
    "training.train_pima.never_trained": lambda: unbiased(plain(PIMA)),
    "training.train_pima.learning_rate_too_large": lambda: exploded(plain(PIMA)),
    "training.train_pima.no_hidden_layers": lambda: plain([(1, "sigmoid")]),
    "training.train_pima.no_hidden_activation": lambda: plain([(12, "linear"), (8, "linear"), (1, "sigmoid")]),
    "training.train_pima.softmax_on_one_output": lambda: plain([(12, "relu"), (8, "relu"), (1, "softmax")]),
    "training.train_pima.logits_taken_for_probabilities": lambda: plain([(12, "relu"), (8, "relu"), (1, "linear")]),
    "training.train_pima.loss_of_several_classes": lambda: plain(PIMA, {**ADAM, "loss": "categorical_crossentropy"}),
    "training.train_pima.labels_swapped": lambda: pima(lambda weights: -weights),
    "training.train_pima.columns_in_another_order": lambda: pima(lambda w: np.append(w[:-1][::-1], w[-1])),
    "training.train_pima.same_answer_for_everyone": lambda: pima(lambda weights: np.append(np.zeros(8), weights[-1])),
    "training.train_pima.plain_gradient_descent": lambda: pima(optimizer="SGD"),
    "training.train_pima.labels_out_of_step": lambda: pima(without_its_sense),
    "training.train_pima.too_few_epochs": pima,
    "training.train_mnist.returned_the_history": lambda: HISTORY,
    "training.train_mnist.model_not_returned": lambda: None,
    "training.train_mnist.fit_before_compile": lambda: NOT_COMPILED,
    "training.train_mnist.loss_for_one_hot_labels": lambda: (
        "ValueError", "Arguments `target` and `output` must have the same rank (ndim). Received: (32,), (32, 10)",
    ),
    "training.train_mnist.never_trained": lambda: unbiased(plain(MNIST, LOGITS)),
    "training.train_mnist.learning_rate_too_large": lambda: exploded(plain(MNIST, LOGITS)),
    "training.train_mnist.no_hidden_layers": lambda: plain([(10, "linear")], LOGITS),
    "training.train_mnist.no_hidden_activation": lambda: plain([(128, "linear"), (10, "linear")], LOGITS),
    "training.train_mnist.logits_taken_for_probabilities": lambda: plain(
        MNIST, {**ADAM, "loss": "sparse_categorical_crossentropy"}
    ),
    "training.train_mnist.softmax_twice": lambda: plain([(128, "relu"), (10, "softmax")], LOGITS),
    "training.train_mnist.plain_gradient_descent": lambda: plain(MNIST, {**LOGITS, "optimizer": "SGD"}),
    "training.train_mnist.labels_shifted": lambda: mnist(slice(4000), told=lambda y: (y + 1) % 10),
    "training.train_mnist.pixels_cut_to_integers": lambda: mnist(slice(2000), seen=lambda X: X.astype(int)),
    "training.train_mnist.pixels_scaled_again": lambda: mnist(seen=lambda X: X / 255),
    "training.train_mnist.labels_out_of_step": lambda: mnist(told=shuffled),
    "training.train_mnist.only_part_of_the_images": lambda: mnist(slice(2500)),
    "training.train_mnist.too_few_epochs": mnist,
}  # fmt: skip


def found_in(exercise: str, result: Any) -> str:
    """The diagnosis of a training that returned ``result``, or raised (type, text), and failed."""
    arguments = patients() if exercise.endswith("pima") else images()
    call = Call(exercise.partition(".")[2], arguments, {})
    if isinstance(result, tuple):
        call.raised, call.told = result
    else:
        call.outcome = Outcome(result)
    evidence = Evidence("core", LawBroken("La exactitud no llega."), None, (call,))
    return (diagnose(exercise, [evidence]) or {}).get("id", "")


@pytest.mark.parametrize("diagnosis", TRAINED)
def test_trained_network(diagnosis: str) -> None:
    assert found_in(diagnosis.rpartition(".")[0], TRAINED[diagnosis]()) == diagnosis


@pytest.mark.parametrize("result", [3.0, "modelo", [1, 2], Opaque("dict")])
@pytest.mark.parametrize("exercise", TRAININGS)
def test_no_network_at_all(exercise: str, result: Any) -> None:
    assert not found_in(exercise, result).startswith("training.")
