"""What the figures of unit 3 are made of."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from grader.curriculum.figures import Figure, Samples, draws, over_law
from grader.verdict.numpy_keras import sigmoid

_ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "step": lambda z: np.where(z >= 0, 1.0, 0.0),
    "sign": np.sign,
    "sigmoid": sigmoid,
    "sigmoid_derivative": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "tanh": np.tanh,
    "tanh_derivative": lambda z: 1 - np.tanh(z) ** 2,
    "relu": lambda z: np.maximum(z, 0),
    "relu_derivative": lambda z: np.where(z > 0, 1.0, 0.0),
}


@draws(*(f"activations.{name}" for name in _ACTIVATIONS))
def _activation(samples: Samples) -> list[Figure]:
    name = samples.student.function
    z = np.linspace(-6, 6, 241)
    mine = getattr(samples.student, name)(z)
    return [over_law(f"{name}(z)", ("z", f"{name}(z)"), z, mine, _ACTIVATIONS[name](z))]


@draws("activations.softmax")
def _softmax(samples: Samples) -> list[Figure]:
    z = np.linspace(-6, 6, 121)
    rows = np.column_stack([z, np.zeros_like(z), np.ones_like(z)])
    law = np.exp(rows) / np.exp(rows).sum(axis=1, keepdims=True)
    mine = samples.student.softmax(rows)
    return [over_law("softmax([z, 0, 1])", ("z", "probabilidad"), z, mine, law, ("tu p₀", "tu p₁", "tu p₂"))]
