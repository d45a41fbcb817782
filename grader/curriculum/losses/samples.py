"""What the figures of unit 4 are made of."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.curriculum.figures import Figure, Samples, draws, matrix, over_law


def _loss(samples: Samples, title: str, axis: str, points: np.ndarray, loss: Any, law: Any) -> Figure:
    x, mine = samples.each(loss, points)
    return over_law(title, (axis, "pérdida"), x, mine, law(np.array(x)))


@draws("losses.mse")
def _mse(samples: Samples) -> list[Figure]:
    def loss(prediction: float) -> Any:
        return samples.student.mse(np.array([1.0]), np.array([prediction]))

    title = "mse([1], [ŷ]): el coste de predecir ŷ cuando la verdad es 1"
    return [_loss(samples, title, "ŷ", np.linspace(-1, 3, 61), loss, lambda y: (y - 1) ** 2)]


@draws("losses.binary_cross_entropy")
def _binary_cross_entropy(samples: Samples) -> list[Figure]:
    p = np.linspace(0.01, 0.99, 50)
    drawn = []
    for y, law in ((1.0, lambda p: -np.log(p)), (0.0, lambda p: -np.log(1 - p))):
        truth = np.array([y])
        title = f"binary_cross_entropy([{y:g}], [p]): el coste de decir p cuando la verdad es {y:g}"
        loss = lambda p, truth=truth: samples.student.binary_cross_entropy(truth, np.array([p]))  # noqa: E731
        drawn.append(_loss(samples, title, "p", p, loss, law))
    return drawn


@draws("losses.categorical_cross_entropy")
def _categorical_cross_entropy(samples: Samples) -> list[Figure]:
    def loss(p: float) -> Any:
        rest = (1 - p) / 2
        return samples.student.categorical_cross_entropy(np.array([[1.0, 0.0, 0.0]]), np.array([[p, rest, rest]]))

    title = "El coste de dar probabilidad p a la clase verdadera"
    return [_loss(samples, title, "p", np.linspace(0.01, 0.99, 50), loss, lambda p: -np.log(p))]


@draws("losses.predict_classes")
def _predict_classes(samples: Samples) -> list[Figure]:
    p = np.linspace(0, 1, 201)
    mine = samples.student.predict_classes(p, 0.7)
    return [over_law("predict_classes(p, 0.7)", ("p", "clase"), p, mine, np.where(p >= 0.7, 1.0, 0.0))]


@draws("losses.confusion_matrix")
def _confusion_matrix(samples: Samples) -> list[Figure]:
    rng, k = np.random.default_rng(4), 4
    true = rng.integers(k, size=60)
    # Each is taken for itself or for the next one; the last one never for the first.
    said = np.minimum(true + (rng.random(60) < 0.3), k - 1)
    labels, mine = [str(label) for label in range(k)], samples.student.confusion_matrix(true, said, k)
    figure = matrix("confusion_matrix(y_true, y_pred, 4), con 60 ejemplos", labels, true, said)
    gap = np.abs(mine - np.array(figure["counts"]))
    row, column = np.unravel_index(np.argmax(gap), gap.shape)
    text = f"Aquí coinciden tu tabla y la que debería ser. {figure['text']}"
    if gap.max():
        wanted = figure["counts"][row][column]
        text = f"En la fila {row}, columna {column} tu tabla tiene {mine[row, column]:.4g}, y debería tener {wanted}."
    counts = [[int(each) if each == int(each) else round(float(each), 2) for each in line] for line in mine]
    return [{**figure, "counts": counts, "text": text}]
