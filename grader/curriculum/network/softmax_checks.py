"""Laws of unit 6 on the first step back through a network that tells several classes apart."""

from __future__ import annotations

import numpy as np

from grader.curriculum.laws import (
    Ordinary,
    arguments_untouched,
    assert_close,
    assert_without_warnings,
    at_scale,
    extra,
    law,
    returns,
)
from grader.curriculum.strategies import Source, Strategy, composite, draw_arrays, draw_list, integers, just, quarters
from grader.verdict.numpy_keras import ACTIVATIONS
from grader.verdict.student import Student

Logits = tuple[np.ndarray, np.ndarray]
"""Logits Z (n, k) and one-hot labels Y (n, k)."""


@composite
def _logits(source: Source) -> Logits:
    k = integers(2, 4).draw(source)
    labels = draw_list(source, range(k), 1, 5)
    (Z,) = draw_arrays(source, [((len(labels), k), quarters(-3, 3))])
    return Z, np.eye(k)[labels]


logits: Strategy[Logits] = _logits()


def _loss(Z: np.ndarray, Y: np.ndarray) -> float:
    """Mean categorical cross-entropy: ln Σ e^z less the logit of the true class."""
    return float(np.mean(np.logaddexp.reduce(Z, axis=1) - np.sum(Y * Z, axis=1)))


def _slopes(Z: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """Central differences (n, k) of the loss with respect to each logit."""
    measured = np.zeros(Z.shape)
    for place in np.ndindex(Z.shape):
        moved = np.zeros(Z.shape)
        moved[place] = 1e-4
        measured[place] = (_loss(Z + moved, Y) - _loss(Z - moved, Y)) / 2e-4
    return measured


def _assert_gradient(student: Student, Z: np.ndarray, Y: np.ndarray) -> None:
    """The more examples, the smaller each number; in float32 the larger its logits, the fewer digits it has."""
    wanted = (ACTIVATIONS["softmax"](Z) - Y) / len(Z)
    lost = 1e-6 * (10 + np.abs(Z).max(axis=1, keepdims=True)) / len(Z)
    assert_close(student.softmax_cross_entropy_gradient(Z, Y), wanted, atol=lost)


def _classes(some: Ordinary, n: int, k: int) -> np.ndarray:
    """One-hot labels (n, k)."""
    return np.asarray(np.eye(k)[some.rng.integers(0, k, n)])


@returns(lambda Z, Y: Z.shape)
class TestSoftmaxCrossEntropyGradient:
    @law(cases=50, case=logits)
    def test_slopes(self, student: Student, case: Logits) -> None:
        """Cada número es la pendiente de la pérdida al mover un poco su logit."""
        assert_close(student.softmax_cross_entropy_gradient(*case), _slopes(*case))

    @law(cases=50, case=logits)
    def test_rows(self, student: Student, case: Logits) -> None:
        """En cada fila las pendientes suman 0: la probabilidad que le falta a una clase les sobra a las demás."""
        rows = student.softmax_cross_entropy_gradient(*case)
        assert_close(rows.sum(axis=1), np.zeros(len(rows)), "la suma de cada fila")

    @law(cases=26, case=logits)
    def test_mean(self, student: Student, case: Logits) -> None:
        """Con los ejemplos repetidos cada pendiente es la mitad: la pérdida es una media."""
        once = student.softmax_cross_entropy_gradient(*case)
        twice = student.softmax_cross_entropy_gradient(*(np.vstack([part, part]) for part in case))
        assert_close(twice, np.vstack([once, once]) / 2, "el resultado con los ejemplos repetidos")

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: logits 0 y ln 3 dan probabilidades 1/4 y 3/4."""
        Z, Y = np.array([[0.0, np.log(3)], [5.0, 5.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
        assert_close(student.softmax_cross_entropy_gradient(Z, Y), [[-0.375, 0.375], [0.25, -0.25]])

    @at_scale(small=40)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos y clases como sea, y logits corrientes."""
        Z = some.reals(some.rows(), some.columns(least=2), most=30.0)
        _assert_gradient(student, Z, _classes(some, *Z.shape))

    @extra
    @at_scale(small=13)
    def test_stable(self, student: Student, some: Ordinary) -> None:
        """Es estable: con logits de hasta 1000, de uno u otro signo, da números correctos, sin avisos."""
        Z = some.uniform(-1000, 1000, some.rows(), some.columns(least=2, most=20))
        _assert_gradient(student, Z, _classes(some, *Z.shape))
        assert_without_warnings(student)

    @extra
    def test_enormous(self, student: Student) -> None:
        """Con logits de 1000 y -1000 es correcta, y una fila enorme no estropea a otra."""
        Z = np.array([[1000.0, 1000.0], [-1000.0, -1000.0], [1000.0, -1000.0], [-1000.0, 1000.0]])
        Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 0.0]])
        wanted = np.array([[-0.5, 0.5], [0.5, -0.5], [0.0, 0.0], [-1.0, 1.0]]) / 4
        assert_close(student.softmax_cross_entropy_gradient(Z, Y), wanted)
        assert_without_warnings(student)

    test_arguments_untouched = arguments_untouched(Z=just(np.array([[1.0, 2.0, -0.5]] * 2)), Y=just(np.eye(3)[:2]))
