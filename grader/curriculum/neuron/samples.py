"""What the figures of unit 2 are made of."""

from __future__ import annotations

import numpy as np

from grader.curriculum.figures import Figure, Samples, draws, regions
from grader.curriculum.neuron.checks import INPUTS


def _step(z: np.ndarray) -> np.ndarray:
    """1 where z (n,) is not negative; with room for rounding, since 0.7 + 0.1 - 0.8 is."""
    return np.where(z >= -1e-9, 1.0, 0.0)


@draws("neuron.and_gate", "neuron.or_gate")
def _gate(samples: Samples) -> list[Figure]:
    name = samples.student.function
    w, b = getattr(samples.student, name)()
    y = INPUTS.min(axis=1) if name == "and_gate" else INPUTS.max(axis=1)
    title = f"Dónde dispara tu {name.removesuffix('_gate').upper()}"
    return [regions(title, lambda X: _step(X @ w + np.squeeze(b)), INPUTS, y)]


@draws("neuron.xor_gate")
def _xor_gate(samples: Samples) -> list[Figure]:
    W, b, v, c = samples.student.xor_gate()

    def fires(X: np.ndarray) -> np.ndarray:
        return _step(_step(X @ W.T + b) @ v + np.squeeze(c))

    return [regions("Dónde dispara tu red XOR", fires, INPUTS, INPUTS.sum(axis=1) % 2)]


@draws("neuron.train_perceptron")
def _train_perceptron(samples: Samples) -> list[Figure]:
    X = np.array([[-2, 1], [-1, 2], [0, 2], [-2, -1], [-1, 0.5], [0.5, 1.5], [1, 0], [2, 1], [0, -1], [1, -2], [2, -1]])
    y = np.where(X[:, 0] - X[:, 1] > 0, 1.0, 0.0)
    w, b = samples.student.train_perceptron(X, y, 0.5, 50)
    return [regions("La frontera que aprende tu perceptrón", lambda X: _step(X @ w + np.squeeze(b)), X, y)]
