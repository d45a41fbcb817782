"""Trainings that fail are told their likely cause, from the model they leave behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from grader.boundary.keras_models import Layer, Model
from grader.boundary.outcomes import Call, LawBroken, Outcome, Raised
from grader.boundary.values import Opaque, Pixels
from grader.curriculum import data, disguise
from grader.curriculum.keras_models.checks import MNIST, PIMA, network
from grader.curriculum.library import library
from grader.feedback.diagnose import diagnose
from grader.feedback.record import Evidence

TRAININGS = ("training.train_pima", "training.train_mnist")

ADAM = {
    "optimizer": "Adam",
    "optimizer_settings": {},
    "loss": "binary_crossentropy",
    "loss_value": None,
    "loss_draw": 0,
    "cut": None,
    "metrics": ["accuracy"],
}
LOGITS = {**ADAM, "loss": "SparseCategoricalCrossentropy (from_logits=True)"}


@cache
def patients() -> tuple[np.ndarray, np.ndarray]:
    X, y = disguise.patients(np.random.default_rng(3), difficulty=disguise.CLEARER)
    return X[:614], y[:614]


@cache
def images() -> tuple[Pixels, np.ndarray]:
    x_train, y_train, _, _ = data.mnist()
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
        wide, long = np.zeros((inputs, units), np.float32), np.zeros(units, np.float32)
        wide[: kernel.shape[0], : kernel.shape[1]], long[: len(bias)] = kernel, bias
        activation = output if len(layers) == len(sizes) else "relu"
        layers.append(Layer("Dense", {"units": units, "activation": activation}, (wide, long)))
        inputs = units
    return tuple(layers)


def pima(change: Callable[[np.ndarray], np.ndarray] = lambda weights: weights, **settings: Any) -> Model:
    """A network that computes the best single neuron, with its weights changed."""
    X, y = patients()
    weights = disguise.neuron_weights(X, y)
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


def few_rows() -> np.ndarray:
    """The weights and the bias (9,) of a neuron of fourteen patients, by least squares on targets of -1 and 1."""
    X, y = patients()
    return np.asarray(np.linalg.lstsq(disguise.with_bias(X[:14]), 2 * y[:14] - 1, rcond=None)[0])


def unbiased(model: Model) -> Model:
    layers = [replace(layer, weights=tuple(w * (w.ndim > 1) for w in layer.weights)) for layer in model.layers]
    return replace(model, layers=tuple(layers))


def alike(model: Model) -> Model:
    """With the weights of one and the same unit in each layer."""
    layers = [replace(x, weights=tuple(0 * w + w[..., :1] for w in x.weights)) for x in model.layers]
    return replace(model, layers=tuple(layers))


def silent(model: Model) -> Model:
    """Whose output has a bias alone."""
    kernel, bias = model.layers[-1].weights
    return replace(model, layers=(*model.layers[:-1], replace(model.layers[-1], weights=(0 * kernel, bias + 1))))


def exploded(model: Model) -> Model:
    return replace(model, layers=tuple(replace(x, weights=tuple(1e6 * w for w in x.weights)) for x in model.layers))


def softened(model: Model) -> Model:
    """With a softmax at its end, trained by another optimiser than the course's."""
    *before, last = model.layers
    output = replace(last, settings={**last.settings, "activation": "softmax"})
    return replace(model, layers=(*before, output), compiled={**LOGITS, "optimizer": "RMSprop"})


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
OLD_NAME = "TypeError", "TensorFlowTrainer.fit() got an unexpected keyword argument 'nb_epoch'"
NO_TORCH = "ModuleNotFoundError", "No module named 'torch'"
TRAINED: dict[str, Callable[[], Any]] = {
    "training.train_pima.returned_the_history": lambda: HISTORY,
    "training.train_pima.model_not_returned": lambda: None,
    "training.train_pima.fit_before_compile": lambda: NOT_COMPILED,
    "training.train_pima.keras_of_before": lambda: OLD_NAME,
    "training.train_pima.pytorch": lambda: NO_TORCH,
    "training.train_pima.model_of_another_library": lambda: Opaque("LogisticRegression"),
    "training.train_pima.never_trained": lambda: unbiased(plain(PIMA)),
    "training.train_pima.frozen_layers": lambda: replace(plain(PIMA), frozen=108),
    "training.train_pima.units_alike": lambda: alike(plain(PIMA)),
    "training.train_pima.learning_rate_too_large": lambda: exploded(plain(PIMA)),
    "training.train_pima.no_hidden_layers": lambda: plain([(1, "sigmoid")]),
    "training.train_pima.no_hidden_activation": lambda: plain([(12, "linear"), (8, "linear"), (1, "sigmoid")]),
    "training.train_pima.softmax_on_one_output": lambda: plain([(12, "relu"), (8, "relu"), (1, "softmax")]),
    "training.train_pima.logits_taken_for_probabilities": lambda: plain([(12, "relu"), (8, "relu"), (1, "linear")]),
    "training.train_pima.loss_of_several_classes": lambda: plain(PIMA, {**ADAM, "loss": "categorical_crossentropy"}),
    "training.train_pima.labels_swapped": lambda: pima(lambda weights: -weights),
    "training.train_pima.columns_in_another_order": lambda: pima(lambda w: np.append(w[:-1][::-1], w[-1])),
    "training.train_pima.same_answer_for_everyone": lambda: silent(pima()),
    "training.train_pima.plain_gradient_descent": lambda: pima(optimizer="SGD"),
    "training.train_pima.labels_out_of_step": lambda: pima(without_its_sense),
    "training.train_pima.only_part_of_the_patients": lambda: pima(lambda weights: few_rows()),
    "training.train_pima.too_few_epochs": lambda: pima(lambda weights: weights / 4),
    "training.train_mnist.returned_the_history": lambda: HISTORY,
    "training.train_mnist.model_not_returned": lambda: None,
    "training.train_mnist.fit_before_compile": lambda: NOT_COMPILED,
    "training.train_mnist.keras_of_before": lambda: OLD_NAME,
    "training.train_mnist.pytorch": lambda: NO_TORCH,
    "training.train_mnist.loss_for_one_hot_labels": lambda: (
        "ValueError", "Arguments `target` and `output` must have the same rank (ndim). Received: (32,), (32, 10)",
    ),
    "training.train_mnist.never_trained": lambda: unbiased(plain(MNIST, LOGITS)),
    "training.train_mnist.frozen_layers": lambda: replace(plain(MNIST, LOGITS), frozen=108),
    "training.train_mnist.units_alike": lambda: alike(plain(MNIST, LOGITS)),
    "training.train_mnist.learning_rate_too_large": lambda: exploded(plain(MNIST, LOGITS)),
    "training.train_mnist.no_hidden_layers": lambda: plain([(10, "linear")], LOGITS),
    "training.train_mnist.no_hidden_activation": lambda: plain([(128, "linear"), (10, "linear")], LOGITS),
    "training.train_mnist.logits_taken_for_probabilities": lambda: plain(
        MNIST, {**ADAM, "loss": "sparse_categorical_crossentropy"}
    ),
    "training.train_mnist.softmax_twice": lambda: softened(mnist()),
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
    call = Call(exercise.partition(".")[2], arguments)
    if isinstance(result, tuple):
        call.error = Raised(result[0], (), result[1])
    else:
        call.outcome = Outcome(result)
    evidence = Evidence("core", LawBroken("La exactitud no llega."), None, (call,))
    return (diagnose(library(exercise), [evidence]) or {}).get("id", "")


@pytest.mark.parametrize("diagnosis", TRAINED)
def test_trained_network(diagnosis: str) -> None:
    assert found_in(diagnosis.rpartition(".")[0], TRAINED[diagnosis]()) == diagnosis


def test_every_symptom_is_shown() -> None:
    assert {entry.id for exercise in TRAININGS for entry in library(exercise) if entry.is_symptom} <= set(TRAINED)


@pytest.mark.parametrize("result", [3.0, "modelo", [1, 2], Opaque("dict")])
@pytest.mark.parametrize("exercise", TRAININGS)
def test_no_network_at_all(exercise: str, result: Any) -> None:
    assert not found_in(exercise, result).startswith("training.")
