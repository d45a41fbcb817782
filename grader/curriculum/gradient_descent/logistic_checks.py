"""Laws of unit 5 on the neuron that tells two classes apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from grader.curriculum.data import pima
from grader.curriculum.disguise import with_bias
from grader.curriculum.gradient_descent.regression import SMALL, no_epochs, number, safe_rate
from grader.curriculum.laws import (
    BIAS,
    Ordinary,
    arguments_untouched,
    assert_close,
    assert_that,
    assert_without_warnings,
    at_scale,
    extra,
    law,
    returns,
    rounding,
)
from grader.curriculum.strategies import BITS, Part, arrays, integers, just, related_arrays, sampled_from, sizes
from grader.verdict.numpy_keras import sigmoid
from grader.verdict.student import Student

Model = tuple[np.ndarray, np.ndarray, np.ndarray, float]
"""X (n, d), y (n,), w (d,) and b."""


def _loss(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    """Mean binary cross-entropy: -ln σ(z) = ln(1 + e⁻ᶻ) where y is 1, ln(1 + eᶻ) where it is 0."""
    z = X @ w + b
    return float(np.mean(np.logaddexp(0, z) - y * z))


def _slope(f: Callable[[float], float]) -> float:
    """A central difference of f at 0."""
    return (f(1e-4) - f(-1e-4)) / 2e-4


def _gradient(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> tuple[np.ndarray, float]:
    """The gradient of that loss, (d,) and a number."""
    inputs = with_bias(X)
    slopes = inputs.T @ (sigmoid(inputs @ np.append(w, b)) - y) / len(y)
    return slopes[:-1], float(slopes[-1])


def _terms(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> tuple[np.ndarray, float]:
    """How large the terms are that float32 sums to it; what it loses of z moves p by p(1 - p) times that."""
    inputs = np.abs(with_bias(X))
    p = sigmoid(X @ w + b)
    off = np.abs(p - y) + p * (1 - p) * (inputs @ np.abs(np.append(w, b))) + 0.01
    terms = inputs.T @ off / len(y)
    return terms[:-1], float(terms[-1])


def _assert_gradient(student: Student, X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> None:
    dw, db = student.logistic_gradient(X, y, w, b)
    (right_w, right_b), (lost_w, lost_b) = _gradient(X, y, w, b), _terms(X, y, w, b)
    assert_close(dw, right_w, "dw", atol=rounding(lost_w))
    assert_close(number(db), right_b, "db", atol=rounding(lost_b))


def _bits(some: Ordinary, n: int) -> np.ndarray:
    """Labels (n,), of which any share may be 1."""
    return (some.rng.random(n) < some.rng.random()).astype(float)


def _model(n: int, d: int) -> list[Part]:
    return [((n, d), SMALL), ((n,), BITS), ((d,), SMALL), ((1,), SMALL)]


models = related_arrays(sizes((1, 5), (1, 3)), _model).map(lambda parts: (*parts[:3], float(parts[3][0])))


@returns(lambda X, y, w, b: {"dw": np.shape(w), "db": BIAS})
class TestLogisticGradient:
    @law(cases=50, model=models)
    def test_weights(self, student: Student, model: Model) -> None:
        """dw es la pendiente de la entropía cruzada al mover cada peso un poco."""
        X, y, w, b = model
        dw, _ = student.logistic_gradient(X, y, w, b)
        slopes = [_slope(lambda h, e=e: _loss(X, y, w + h * e, b)) for e in np.eye(len(w))]  # type: ignore[misc]
        assert_close(dw, slopes, "dw")

    @law(cases=50, model=models)
    def test_bias(self, student: Student, model: Model) -> None:
        """db es la pendiente de la entropía cruzada al mover el sesgo un poco."""
        X, y, w, b = model
        _, db = student.logistic_gradient(X, y, w, b)
        assert_close(number(db), _slope(lambda h: _loss(X, y, w, b + h)), "db")

    @law(cases=26, model=models)
    def test_mean(self, student: Student, model: Model) -> None:
        """Repetir todos los ejemplos no cambia el gradiente: la pérdida es una media."""
        X, y, w, b = model
        once = student.logistic_gradient(X, y, w, b)
        twice = student.logistic_gradient(np.vstack([X, X]), np.append(y, y), w, b)
        assert_close(twice[0], once[0], "dw con los ejemplos repetidos")
        assert_close(number(twice[1]), number(once[1]), "db con los ejemplos repetidos")

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: con w y b a cero, p = 0.5, y los errores son -0.5, 0.5 y 0.5."""
        X, y = np.array([[1.0, 4.0], [2.0, 0.0], [5.0, -2.0]]), np.array([1.0, 0.0, 0.0])
        dw, db = student.logistic_gradient(X, y, np.zeros(2), 0.0)
        assert_close(dw, [1.0, -1.0], "dw")
        assert_close(number(db), 1 / 6, "db")

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos y características como sea, y números corrientes."""
        X = some.reals(some.rows(), some.columns(), most=100.0)
        w, b = some.reals(X.shape[1], most=10.0), float(some.reals(most=10.0))
        factor = some.rate(0.5, 20.0) / np.abs(X @ w + b).max()  # what is enormous is for another check
        _assert_gradient(student, X, _bits(some, len(X)), some.readable(factor * w), float(some.readable(factor * b)))

    def test_pima(self, student: Student, rng: np.random.Generator) -> None:
        """Con las 768 pacientes de Pima."""
        _assert_gradient(student, *pima(), rng.normal(size=8), float(rng.normal()))

    @extra
    @at_scale(small=13)
    def test_stable(self, student: Student, some: Ordinary) -> None:
        """Es estable: hasta |z| = 1000 da un gradiente correcto, sin avisos."""
        X, b = some.uniform(-10, 10, some.rows(), some.columns(most=20)), float(some.uniform(-100, 100))
        w = some.normal(X.shape[1])
        w = some.readable(900 / np.abs(X @ w).max() * w)
        _assert_gradient(student, X, _bits(some, len(X)), w, b)
        assert_without_warnings(student)

    @extra
    def test_enormous(self, student: Student) -> None:
        """Con z = 1000 y z = -1000 el error es 0 si acierta y 1 o -1 si falla, sin avisos."""
        X, y = np.array([[1000.0], [-1000.0], [1000.0], [-1000.0]]), np.array([1.0, 0.0, 0.0, 1.0])
        dw, db = student.logistic_gradient(X, y, np.array([1.0]), 0.0)
        assert_close(dw, [500.0], "dw")
        assert_close(number(db), 0.0, "db")
        assert_without_warnings(student)

    test_arguments_untouched = arguments_untouched(
        X=arrays((3, 2), SMALL), y=arrays((3,), BITS), w=arrays((2,), SMALL), b=sampled_from([0.5, -1.0])
    )


def _step(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float, learning_rate: float) -> tuple[np.ndarray, float]:
    """One simultaneous step of gradient descent, for X (n, d), y (n,) and w (d,)."""
    dw, db = _gradient(X, y, w, b)
    return w - learning_rate * dw, b - learning_rate * db


def _assert_descends(student: Student, X: np.ndarray, y: np.ndarray, learning_rate: float, epochs: int) -> None:
    """With X (n, d) and y (n,) the student's descent ends where every step of it leads."""
    right_w, right_b = np.zeros(X.shape[1]), 0.0
    largest = np.zeros(X.shape[1] + 1)
    for _ in range(epochs):
        right_w, right_b = _step(X, y, right_w, right_b, learning_rate)
        largest = np.maximum(largest, np.abs(np.append(right_w, right_b)))
    # What float32 loses of the sums that make each step, and of what the steps add up to.
    lost = rounding(largest) + 1e-6 * np.sqrt(epochs) * learning_rate * np.abs(with_bias(X)).mean(axis=0)
    w, b = student.fit_logistic_regression(X, y, learning_rate, epochs)
    assert_close(w, right_w, "w", rtol=1e-4, atol=lost[:-1])
    assert_close(number(b), right_b, "b", rtol=1e-4, atol=lost[-1])


problems = related_arrays(sizes((1, 5), (1, 3)), lambda n, d: [((n, d), SMALL), ((n,), BITS)])
learning_rates = sampled_from([0.05, 0.25, 1.0])


@returns(lambda X, y, learning_rate, epochs: {"w": (np.shape(X)[1],), "b": BIAS})
class TestFitLogisticRegression:
    @law(problem=problems, learning_rate=learning_rates)
    def test_first_step(self, student: Student, problem: tuple[np.ndarray, np.ndarray], learning_rate: float) -> None:
        """Tras una época: un solo paso, con todos los datos, desde w = 0 y b = 0, donde toda probabilidad es 0.5."""
        X, y = problem
        w, b = student.fit_logistic_regression(X, y, learning_rate, 1)
        assert_close(w, learning_rate * X.T @ (y - 0.5) / len(y), "w")
        assert_close(number(b), learning_rate * np.mean(y - 0.5), "b")

    @law(problem=problems, learning_rate=learning_rates, epochs=integers(1, 20))
    def test_one_epoch_more(
        self, student: Student, problem: tuple[np.ndarray, np.ndarray], learning_rate: float, epochs: int
    ) -> None:
        """Una época más es un paso más, de w y b a la vez: dw y db se calculan antes de cambiarlos."""
        w, b = student.fit_logistic_regression(*problem, learning_rate, epochs)
        stepped_w, stepped_b = _step(*problem, w, number(b), learning_rate)
        w, b = student.fit_logistic_regression(*problem, learning_rate, epochs + 1)
        assert_close(w, stepped_w, "w", atol=1e-5)
        assert_close(number(b), stepped_b, "b", atol=1e-5)

    def test_halfway(self, student: Student) -> None:
        """Da exactamente las épocas pedidas, ni una más aunque falte para llegar."""
        X, y = np.array([[-1.0, 0.5], [0.0, 2.0], [1.5, 1.0], [2.0, -1.0]]), np.array([1.0, 0.0, 1.0, 0.0])
        _assert_descends(student, X, y, 0.5, 60)

    def test_too_fast(self, student: Student) -> None:
        """Con una tasa tan alta que la pérdida sube, da igualmente todos los pasos y devuelve los últimos pesos."""
        X = np.array([[3.0, -1.0], [1.0, 2.0], [-2.0, 1.0], [2.0, -3.0], [4.0, 1.0]])
        y = np.array([1.0, 0.0, 1.0, 0.0, 1.0])
        for epochs in (2, 3, 4):
            _assert_descends(student, X, y, 3.0, epochs)

    @at_scale(small=20)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos, características y épocas como sea, acaba donde llevan todos sus pasos."""
        epochs = some.steps()
        n, d = (some.rows(most=160), some.columns(most=8)) if epochs > 100 else (some.rows(), some.columns())
        X = some.normal(n, d) * np.exp(some.rng.uniform(-4, 4, d)) if some.rng.integers(2) else some.normal(n, d)
        X = some.readable(X)
        y = (X @ some.rng.normal(size=d) + some.rng.normal(size=n) > some.rng.normal()).astype(float)
        # The loss bends a quarter as much, at most, as a squared error: rates of up to 8 times that one are safe.
        share = some.rate(0.1, 6.0) if epochs < 100 else some.rate(2.0, 60.0) / epochs
        _assert_descends(student, X, y, safe_rate(X) * share, epochs)

    def test_pima(self, student: Student, rng: np.random.Generator) -> None:
        """Con las 768 pacientes de Pima y muchas épocas."""
        _assert_descends(student, *pima(), float(rng.uniform(0.05, 0.8)), int(rng.integers(100, 300)))

    def test_learns(self, student: Student) -> None:
        """Con dos clases separadas y épocas de sobra, acierta la clase de todos los ejemplos."""
        X = np.array([[-2.0, 1.0], [-1.0, -1.0], [1.0, 0.5], [2.0, -2.0]])
        y = np.array([0.0, 0.0, 1.0, 1.0])
        w, b = student.fit_logistic_regression(X, y, 0.5, 300)
        assert_that((X @ w + number(b) > 0) == (y == 1), "Tras 300 épocas aún hay ejemplos en la clase que no es.")

    test_no_epochs = no_epochs

    test_arguments_untouched = arguments_untouched(
        X=arrays((3, 2), SMALL), y=arrays((3,), BITS), learning_rate=just(0.25), epochs=just(3)
    )
