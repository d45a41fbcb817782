"""Stopping early: the rule, and trainings of which it is known what it must do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.boundary.keras_models import Layer, Model, compile_settings
from grader.curriculum.keras_models.checks import network
from grader.verdict import numpy_keras
from grader.verdict.numpy_keras import sparse_cross_entropy


def stopping(losses: Sequence[float] | np.ndarray, patience: int) -> tuple[int, int]:
    """The epoch after which a training stops, and its best one, both counted from 0."""
    lowest, best = np.inf, 0
    for epoch, loss in enumerate(losses):
        if loss < lowest:
            lowest, best = float(loss), epoch
        elif epoch - best == patience:
            return epoch, best
    return len(losses) - 1, best


def stops(losses: Sequence[float] | np.ndarray, patience: int) -> bool:
    """Whether the last of these epochs is one after which it stops, be there others to come or not."""
    stopped, best = stopping(losses, patience)
    return stopped == len(losses) - 1 and stopped - best == patience


FEATURES, ROWS = 6, 100
"""Of the examples to train with; the last fifth of these is for validation."""

OF_THE_FIRST, OF_THE_LAST = 4, 5
"""Features that are 0 in all rows but the first fifth, and in all but the last one: what trains on no such row leaves
the weights of that feature as they were, whatever the optimiser."""


@dataclass(frozen=True)
class Task:
    """What a student's function is called with, besides a patience.

    Args:
        X, y: examples (n, FEATURES) and labels (n,).
    """

    model: Model
    X: np.ndarray
    y: np.ndarray
    epochs: int

    @property
    def held_out(self) -> tuple[np.ndarray, np.ndarray]:
        first = len(self.X) * 4 // 5
        return self.X[first:], self.y[first:]

    def validation_loss(self, model: Model) -> float:
        """Of a model with the layers of this one."""
        return loss_of(model, *self.held_out)


def loss_of(model: Model, X: np.ndarray, y: np.ndarray) -> float:
    """What its compiled loss is, of one of those that ``_compiled`` gives, for X (n, d) and y (n,)."""
    outputs = numpy_keras.predict(model, X)
    name = (model.compiled or {})["loss"]
    if name.startswith("Sparse"):
        return sparse_cross_entropy(y.astype(int), outputs)
    if name == "mean_squared_error":
        return float(np.mean((outputs[:, 0] - y) ** 2))
    p = outputs[:, 0].clip(1e-7, 1 - 1e-7)
    return numpy_keras.binary_cross_entropy(y, p)


def learnt_alike(rng: np.random.Generator, rate: float = 0.01) -> Task:
    """A line to learn, the same in all rows: the validation loss goes down and down."""
    X, places = _examples(rng)
    y = X[:, :OF_THE_FIRST] @ rng.uniform(0.5, 1.5, OF_THE_FIRST) + 2
    y[places] += X[places, OF_THE_FIRST]
    return Task(_compiled(rng, (8, "tanh"), (1, "linear"), "mean_squared_error", rate), X, y, 4)


def learnt_slowly(rng: np.random.Generator) -> Task:
    """The same by tiny steps: each epoch betters the validation loss, by less than a thousandth."""
    return learnt_alike(rng, 2e-6)


def learnt_against(rng: np.random.Generator, epochs: int = 9) -> Task:
    """Two classes, which change sides where it is validated: the first epoch is the best one, the later the worse."""
    X, _ = _examples(rng)
    y = (X[:, 0] + X[:, 1] > 0).astype(float)
    y[len(y) * 4 // 5 :] = 1 - y[len(y) * 4 // 5 :]
    return Task(_compiled(rng, (8, "relu"), (1, "sigmoid"), "binary_crossentropy", 0.02), X, y, epochs)


def learnt_against_for_a_while(rng: np.random.Generator) -> Task:
    """The same in so few epochs that they are done before the patience of three is."""
    return learnt_against(rng, 3)


def learnt_too_well(rng: np.random.Generator) -> Task:
    """Three classes, two fifths of them wrong where it is validated: who becomes too sure does worse again."""
    X, _ = _examples(rng)
    y = np.digitize(X[:, 0], [-0.4, 0.4])
    wrong = rng.permutation(np.arange(len(y) * 4 // 5, len(y)))[: len(y) * 2 // 25]
    y[wrong] = (y[wrong] + rng.integers(1, 3, len(wrong))) % 3
    loss = "SparseCategoricalCrossentropy (from_logits=True)"
    return Task(_compiled(rng, (12, "relu"), (3, "linear"), loss, 0.05), X, y, 14)


def _examples(rng: np.random.Generator) -> tuple[np.ndarray, slice]:
    """Examples (ROWS, FEATURES), and which rows have the feature of the first."""
    X, fifth = rng.normal(size=(ROWS, FEATURES)), ROWS // 5
    X[fifth:, OF_THE_FIRST] = 0
    X[:-fifth, OF_THE_LAST] = 0
    return X, slice(fifth)


def _compiled(
    rng: np.random.Generator, hidden: tuple[int, str], output: tuple[int, str], loss: str, rate: float
) -> Model:
    """A network to train, whose first layer hardly looks at the feature of the last rows."""
    model = network((FEATURES,), [hidden, output], rng)
    first: Layer = model.layers[0]
    kernel, bias = first.weights
    kernel[OF_THE_LAST] *= 0.02
    settings = {**compile_settings("Adam", rate, loss), "metrics": []}
    return replace(model, layers=(replace(first, weights=(kernel, bias)), *model.layers[1:]), compiled=settings)
