"""What the figures of unit 6 are made of."""

from __future__ import annotations

import numpy as np

from grader.curriculum.figures import Figure, Samples, draws, regions
from grader.curriculum.network.descent import logits
from grader.curriculum.network.tasks import xor
from grader.verdict.numpy_keras import sigmoid


@draws("network.train_network")
def _train_network(samples: Samples) -> list[Figure]:
    X, y = xor()
    parameters = samples.student.train_network(X, y, 8, 5.0, 2000, 1)

    def fires(points: np.ndarray) -> np.ndarray:
        return sigmoid(logits(points, *parameters))[:, 0]

    return [regions("Lo que tu red ha aprendido de XOR", fires, X, y[:, 0])]
