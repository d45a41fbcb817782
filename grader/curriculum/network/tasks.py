"""What train_network must learn: XOR, and patients like Pima's, and how well.

tools/measure/calibrate_network.py says why.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Task(NamedTuple):
    """A training, and the share of right answers that it must reach."""

    hidden_units: int
    learning_rate: float
    epochs: int
    accuracy: float


XOR = Task(hidden_units=16, learning_rate=5.0, epochs=2000, accuracy=1.0)
PIMA = Task(hidden_units=8, learning_rate=3.0, epochs=100, accuracy=0.755)


def xor() -> tuple[np.ndarray, np.ndarray]:
    """The four points of XOR: X (4, 2) and labels y (4, 1)."""
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array([[0.0], [1.0], [1.0], [0.0]])


def disguised(X: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """X (n, d) and y (n, 1) with rows and columns in another order, and labels perhaps the other way round.

    So weights that were made elsewhere are worthless.
    """
    rows, columns = rng.permutation(len(X)), rng.permutation(X.shape[1])
    return X[rows][:, columns], np.abs(y[rows] - rng.integers(2))
