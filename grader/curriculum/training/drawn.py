"""Networks that are given to a student, drawn anew, and the patients and images that they are asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from grader.boundary.keras_models import Model, compile_settings
from grader.curriculum.keras_models.checks import network
from grader.curriculum.training.judged import without_last_activation
from grader.verdict import numpy_keras

HIDDEN = ("relu", "tanh", "sigmoid", "elu")


def any_network(
    rng: np.random.Generator, input_shape: tuple[int, ...], output: tuple[int, str], least: int = 1, most: int = 3
) -> Model:
    """A network of ``least`` to ``most`` hidden layers, of 8 to 64 units."""
    widths = rng.integers(8, 65, int(rng.integers(least, most + 1))).tolist()
    return network(input_shape, [*((width, str(rng.choice(HIDDEN))) for width in widths), output], rng)


def balanced(model: Model, X: np.ndarray, larger: float = 1.0) -> Model:
    """The model, its last layer moved so that each of its outputs for X (n, ...), before any activation, is as often
    positive as negative. A single one is then of ordinary size; of several none is larger than the others, and all are
    so many times ``larger`` than they were."""
    *before, last = model.layers
    outputs = numpy_keras.predict(without_last_activation(model), X)
    each = outputs.std(axis=0)
    usual = 1.5 if len(each) == 1 else larger * each.mean()
    size, (kernel, bias) = each / usual, last.weights
    weights = kernel / size, (bias - np.median(outputs, axis=0)) / size
    moved = replace(last, weights=tuple(each.astype(np.float32) for each in weights))
    return replace(model, layers=(*before, moved))


def raised(model: Model, by: float) -> Model:
    """The model, with so much added to all of its outputs, before any activation."""
    *before, last = model.layers
    kernel, bias = last.weights
    return replace(model, layers=(*before, replace(last, weights=(kernel, (bias + by).astype(np.float32)))))


MANY = 1500, 3000


def many(rng: np.random.Generator) -> int:
    """A number of rows, of which the last batch of 32 is well filled, but not full."""
    return 32 * int(rng.integers(*MANY) // 32) + int(rng.integers(8, 32))


def sure_patients(
    rng: np.random.Generator, draw: Callable[[], Model], n: int, margin: float = 0.02
) -> tuple[Model, np.ndarray, np.ndarray]:
    """A network like those that ``draw`` gives, inputs (n, 8) of which it is sure, and its probabilities (n,).

    About half of each class.
    """
    X = rng.normal(size=(2 * n + 50, 8)) * 10 ** rng.uniform(-0.5, 0.5, (2 * n + 50, 1))
    X = X.astype(np.float32).astype(np.float64)
    while True:
        model = balanced(draw(), X)
        p = numpy_keras.predict(model, X)[:, 0]
        sure = np.flatnonzero(np.abs(p - 0.5) > margin)[:n]
        if len(sure) == n:  # not so of a network whose units are all dead
            return model, X[sure], p[sure]


def clear_digits(
    rng: np.random.Generator, draw: Callable[[], Model], n: int, larger: float = 1.0
) -> tuple[Model, np.ndarray, np.ndarray]:
    """A network like those that ``draw`` gives, images (n, 28, 28) in grey levels for which its best digit is clear,
    and those digits (n,), each about as often as the others. Its outputs are so many times ``larger``."""
    levels = rng.integers(0, 256, (n + n // 8 + 60, 28, 28), np.uint8)
    levels[rng.random(levels.shape) < 0.8] = 0
    levels = (levels * rng.uniform(0.2, 1)).astype(np.uint8)  # seldom as bright as can be
    while True:
        model = balanced(draw(), levels / 255.0, larger)
        if rng.integers(2):  # all below 0, or nearly so: the largest is the digit all the same
            model = raised(model, -3 * numpy_keras.predict(model, levels / 255.0).std())
        ordered = np.sort(outputs := numpy_keras.predict(model, levels / 255.0), axis=1)
        clear = np.flatnonzero(ordered[:, -1] - ordered[:, -2] > 1e-3 * larger)[:n]
        best = outputs[clear].argmax(axis=1)
        if len(clear) == n and np.bincount(best, minlength=10).min() >= n // 100:
            return model, levels[clear], best


OPTIMIZERS = ("Adam", "RMSprop", "SGD")
LOSSES = {1: ("binary_crossentropy", "mean_squared_error", "mean_absolute_error"),
          10: ("SparseCategoricalCrossentropy (from_logits=True)",)}  # fmt: skip
"""What a model with so many outputs may have been compiled with."""


def ready(rng: np.random.Generator, model: Model) -> Model:
    """The model, compiled in one of several ways."""
    loss = rng.choice(LOSSES[model.dense_layers()[-1][0]])
    settings = compile_settings(str(rng.choice(OPTIMIZERS)), round(10 ** rng.uniform(-4, -1), 6), str(loss))
    return replace(model, compiled=settings)
