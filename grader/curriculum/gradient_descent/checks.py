"""Laws of unit 5, gradient descent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.curriculum.data import pima
from grader.curriculum.disguise import with_bias
from grader.curriculum.gradient_descent.logistic_checks import TestFitLogisticRegression, TestLogisticGradient
from grader.curriculum.gradient_descent.optimiser_checks import TestAdamStep, TestMinibatches, TestMomentumStep
from grader.curriculum.gradient_descent.regression import SMALL, no_epochs, number, regression, safe_rate
from grader.curriculum.laws import (
    BIAS,
    Ordinary,
    arguments_untouched,
    assert_close,
    at_scale,
    extra,
    law,
    returns,
    rounding,
)
from grader.curriculum.strategies import (
    QUARTERS,
    arrays,
    integers,
    just,
    matrices,
    quarters,
    related_arrays,
    sampled_from,
    sizes,
    vectors,
)
from grader.feedback import literals
from grader.verdict.student import Student

__all__ = [
    "TestAdamStep",
    "TestFitLinearRegression",
    "TestFitLogisticRegression",
    "TestGradientStep",
    "TestLogisticGradient",
    "TestMinibatches",
    "TestMinimize",
    "TestMomentumStep",
    "TestMseGradient",
    "TestNumericalGradient",
]

learning_rates = sampled_from([0.01, 0.1, 0.25, 0.5, 1.0, 3.0])

weights_and_gradients = related_arrays([(6,), (1,), (2, 3), (3, 1), (2, 2, 2)], lambda *shape: [(shape, QUARTERS)] * 2)


@returns(lambda w, gradient, learning_rate: np.shape(w))
class TestGradientStep:
    @law(cases=26, pair=weights_and_gradients, learning_rate=learning_rates)
    def test_flat(self, student: Student, pair: np.ndarray, learning_rate: float) -> None:
        """Donde el gradiente es 0 no se mueve."""
        w = pair[0]
        assert_close(student.gradient_step(w, np.zeros_like(w), learning_rate), w)

    @law(cases=50, pair=weights_and_gradients, learning_rate=learning_rates)
    def test_displacement(self, student: Student, pair: np.ndarray, learning_rate: float) -> None:
        """Cada peso avanza en contra de su gradiente, learning_rate veces."""
        w, gradient = pair
        # Where w and its displacement nearly cancel, float32 leaves an error of the size of their own rounding.
        assert_close(student.gradient_step(w, gradient, learning_rate), w - learning_rate * gradient, atol=1e-5)

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano, sin redondear."""
        step = student.gradient_step(np.array([1.5, -2.0, 0.3]), np.array([-0.7, 0.31, 2.0]), 0.123)
        assert_close(step, [1.5861, -2.03813, 0.054])

    @at_scale(small=40)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos pesos como sea, y cualquier tasa, cada uno da su paso."""
        w, learning_rate = some.reals(*some.shape()), some.rate(1e-5, 10)
        gradient = some.reals(*w.shape)
        wanted = w - learning_rate * gradient
        terms = np.abs(w) + learning_rate * np.abs(gradient)
        assert_close(student.gradient_step(w, gradient, learning_rate), wanted, atol=rounding(terms / 10))

    test_arguments_untouched = arguments_untouched(
        w=just(np.array([1.0, 2.0])), gradient=just(np.array([0.5, -1.0])), learning_rate=just(0.25)
    )


def _point(w: Any) -> np.ndarray:
    """What a student calls a function with, as a vector (d,), whether it came as an array, a list or a number."""
    return np.ravel(np.asarray(w, dtype=float))


def formula(name: str) -> Callable[[Any], Any]:
    """A function of a vector w (d,), given to a student's; its name is what a student can type in its place."""
    function = eval(name, {"np": np})  # noqa: S307 - our own text

    def of_a_point(w: Any) -> Any:
        return function(_point(w))

    of_a_point.__name__ = name
    return of_a_point


sum_of_cubes = formula("lambda w: np.sum(w**3)")
square_of_sum = formula("lambda w: np.sum(w) ** 2")
sum_of_exponentials = formula("lambda w: np.sum(np.exp(w))")
huge_cube = formula("lambda w: 1e10 * np.sum(w**3)")


class Polynomial:
    """a·w³ + b·w² + (c·w)² of a vector w, with coefficients of its own."""

    def __init__(self, coefficients: np.ndarray):
        """``coefficients``: a, b and c, (3, d)."""
        self._cubes, self._squares, self._slant = coefficients
        a, b, c = map(literals.typed, coefficients)
        self.__name__ = f"lambda w: {a} @ w**3 + {b} @ w**2 + ({c} @ w) ** 2"

    def __call__(self, w: Any) -> float:
        point = _point(w)
        return float(self._cubes @ point**3 + self._squares @ point**2 + (self._slant @ point) ** 2)

    def difference(self, w: np.ndarray, h: float) -> np.ndarray:
        """The central differences (d,) at w (d,), in closed form."""
        slope = 2 * self._squares * w + 2 * (self._slant @ w) * self._slant
        return np.asarray(self._cubes * (3 * w**2 + h**2) + slope)


points = vectors(1, 4, quarters(-3, 3))
displacements = sampled_from([0.25, 0.5, 1.0, 2.0])


@returns(lambda f, w, h=1e-5: np.shape(w))
class TestNumericalGradient:
    @law(cases=39, w=points, h=displacements)
    def test_both_sides(self, student: Student, w: np.ndarray, h: float) -> None:
        """Mide a los dos lados: con f(w) = Σ wᵢ³, (f(w + h·eᵢ) - f(w - h·eᵢ)) / (2h) vale 3wᵢ² + h²."""
        assert_close(student.numerical_gradient(sum_of_cubes, w, h), 3 * w**2 + h**2)

    @law(cases=39, w=points, h=displacements)
    def test_one_coordinate_at_a_time(self, student: Student, w: np.ndarray, h: float) -> None:
        """Mueve una sola coordenada cada vez: con f(w) = (Σ wᵢ)², cada componente vale 2·Σ wᵢ."""
        assert_close(student.numerical_gradient(square_of_sum, w, h), np.full(len(w), 2 * np.sum(w)))

    @at_scale(small=13)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con una función cualquiera, con tantas variables y tan grande o pequeña h como sea."""
        w, h = some.reals(some.units(most=140)), some.rate(1e-3, 1.0)
        f = Polynomial(some.uniform(-1, 1, 3, len(w)))
        wanted = f.difference(w, h)
        # The difference of two nearly equal numbers loses digits, the more the smaller h is; in float32 w + h does too.
        lost = (1e-6 + 1e-14 * abs(f(w)) + 2e-7 * np.abs(w * wanted)) / h
        assert_close(student.numerical_gradient(f, w, h), wanted, atol=lost)

    @law(cases=39, w=points)
    def test_small_by_default(self, student: Student, w: np.ndarray) -> None:
        """Si no se le da h usa una tan pequeña que apenas hay error: con f(w) = Σ e^wᵢ sale e^wᵢ."""
        # The difference of two nearly equal numbers loses digits: a looser tolerance.
        assert_close(student.numerical_gradient(sum_of_exponentials, w), np.exp(w), rtol=1e-4, atol=1e-4)

    @extra
    def test_default(self, student: Student) -> None:
        """Por omisión h = 1e-5: con f(w) = 10¹⁰·w³, en w = 0 sale 10¹⁰·h² = 1."""
        assert_close(student.numerical_gradient(huge_cube, np.array([0.0])), [1.0])

    @extra
    def test_h_by_name(self, student: Student) -> None:
        """El desplazamiento se puede dar por su nombre, `h=`."""
        assert_close(student.numerical_gradient(sum_of_cubes, np.array([1.0, -2.0]), h=0.5), [3.25, 12.25])

    # A function that moves its argument by h and back again leaves it changed, by rounding: so large an h makes that
    # visible.
    test_arguments_untouched = arguments_untouched(
        f=just(square_of_sum), w=just(np.array([0.1, 0.3, -0.7])), h=just(1e12)
    )


def _mse(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> float:
    """The mean squared error of X @ w + b, for X (n, d), y (n,) and w (d,)."""
    return float(np.mean((X @ w + b - y) ** 2))


def _slopes(f: Callable[[np.ndarray], float], w: np.ndarray) -> np.ndarray:
    """Central differences (d,) of f at w (d,), which are exact for a polynomial of degree two."""
    return np.array([f(w + shift) - f(w - shift) for shift in np.eye(len(w))]) / 2


def _mse_gradient(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> tuple[np.ndarray, float]:
    """The gradient, (d,) and a number, of the MSE of X @ w + b, for X (n, d), y (n,) and w (d,)."""
    inputs = with_bias(X)
    slopes = 2 / len(y) * inputs.T @ (inputs @ np.append(w, b) - y)
    return slopes[:-1], float(slopes[-1])


# A table is X with y as its last column; parameters are w with b as the last one.
models = related_arrays(sizes((1, 5), (2, 4)), lambda n, columns: [((n, columns), SMALL), ((columns,), SMALL)])


@returns(lambda X, y, w, b: {"dw": np.shape(w), "db": BIAS})
class TestMseGradient:
    # Where its terms cancel, a float32 gradient keeps the error of the terms: an absolute tolerance of 1e-4.

    @law(cases=50, model=models)
    def test_weights(self, student: Student, model: tuple[np.ndarray, np.ndarray]) -> None:
        """dw es la pendiente del MSE en cada peso: (MSE(wᵢ + h) - MSE(wᵢ - h)) / (2h)."""
        (X, y), (*w, b) = regression(model[0]), model[1]
        dw, _ = student.mse_gradient(X, y, np.array(w), float(b))
        assert_close(dw, _slopes(lambda moved: _mse(X, y, moved, b), np.array(w)), "dw", atol=1e-4)

    @law(model=models)
    def test_bias(self, student: Student, model: tuple[np.ndarray, np.ndarray]) -> None:
        """db es la pendiente del MSE en el sesgo: (MSE(b + h) - MSE(b - h)) / (2h)."""
        (X, y), (*w, b) = regression(model[0]), model[1]
        _, db = student.mse_gradient(X, y, np.array(w), float(b))
        slope = (_mse(X, y, np.array(w), b + 1) - _mse(X, y, np.array(w), b - 1)) / 2
        assert_close(number(db), slope, "db", atol=1e-4)

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: errores 1, -2 y 3 con X = 1, 2, 4 dan dw = 6 y db = 4/3."""
        dw, db = student.mse_gradient(np.array([[1.0], [2.0], [4.0]]), np.array([1.0, 6.0, 5.0]), np.array([2.0]), 0.0)
        assert_close(dw, [6.0], "dw")
        assert_close(number(db), 4 / 3, "db")

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos y características como sea, y números corrientes."""
        X = some.reals(some.rows(), some.columns())
        y, w, b = some.reals(len(X)), some.reals(X.shape[1], most=10.0), float(some.reals(most=10.0))
        dw, db = student.mse_gradient(X, y, w, b)
        right_w, right_b = _mse_gradient(X, y, w, b)
        lost = _mse_gradient(np.abs(X), -np.abs(y), np.abs(w), abs(b))
        measured = 1e-10 * _mse(X, y, w, b)  # who measures slopes of the loss loses so much of it
        assert_close(dw, right_w, "dw", atol=rounding(lost[0]) + measured)
        assert_close(number(db), right_b, "db", atol=rounding(lost[1]) + measured)

    def test_pima(self, student: Student, rng: np.random.Generator) -> None:
        """Con los 768 pacientes de Pima."""
        (X, y), w, b = pima(), rng.normal(size=8), float(rng.normal())
        dw, db = student.mse_gradient(X, y, w, b)
        right_w, right_b = _mse_gradient(X, y, w, b)
        assert_close(dw, right_w, "dw", atol=1e-5)
        assert_close(number(db), right_b, "db", atol=1e-5)

    test_arguments_untouched = arguments_untouched(
        X=arrays((3, 2)), y=arrays((3,)), w=arrays((2,)), b=sampled_from([0.5, -1.0])
    )


bowl_gradient = formula("lambda w: np.arange(1, len(w) + 1) * (w - 1) + w.sum()")
"""The gradient (d,) of a bowl: steeper along each axis than the one before, slanted, its bottom away from 0."""

twice = formula("lambda w: 2 * w")
"""The gradient (d,) of w · w."""


class Bowl:
    """The gradient of a bowl with a bottom and a steepness along each axis of its own, and slanted."""

    def __init__(self, steepness: np.ndarray, bottom: np.ndarray):
        """``steepness`` and ``bottom``: (d,)."""
        self._steepness, self._bottom = steepness, bottom
        shown = [literals.typed(each) for each in (steepness, bottom)]
        self.__name__ = f"lambda w: {shown[0]} * np.tanh(w - {shown[1]}) + w.mean()"

    def __call__(self, w: Any) -> np.ndarray:
        point = _point(w)
        return np.asarray(self._steepness * np.tanh(point - self._bottom) + point.mean())


@returns(lambda gradient, w0, learning_rate, steps: (steps + 1, len(w0)))
class TestMinimize:
    @law(w0=vectors(1, 3, quarters(-4, 4)), steps=integers(1, 5))
    def test_first_row(self, student: Student, w0: np.ndarray, steps: int) -> None:
        """El camino tiene steps + 1 filas, y la primera es w0."""
        assert_close(student.minimize(bowl_gradient, w0, 0.25, steps)[0], w0, "la primera fila")

    @law(
        cases=30,
        w0=vectors(1, 3, quarters(-4, 4)),
        learning_rate=sampled_from([0.01, 0.1, 0.25]),
        steps=integers(1, 6),
    )
    def test_each_step(self, student: Student, w0: np.ndarray, learning_rate: float, steps: int) -> None:
        """De una fila a la siguiente hay un paso en contra del gradiente de esa fila."""
        path = student.minimize(bowl_gradient, w0, learning_rate, steps)
        stepped = [row - learning_rate * bowl_gradient(row) for row in path[:-1]]
        assert_close(path[1:], stepped, "el camino desde la segunda fila", atol=1e-5)

    def test_known_value(self, student: Student) -> None:
        """Coincide con un ejemplo hecho a mano: con gradiente 2w y tasa 0.25, cada paso lo deja en la mitad."""
        path = student.minimize(twice, np.array([8.0, -4.0]), 0.25, 3)
        assert_close(path, [[8.0, -4.0], [4.0, -2.0], [2.0, -1.0], [1.0, -0.5]])

    def test_many_steps(self, student: Student) -> None:
        """Da todos los pasos que se le piden, y se acerca al mínimo."""
        path = student.minimize(twice, np.array([3.0]), 0.05, 150)
        assert_close(path[:, 0], 3 * 0.9 ** np.arange(151), rtol=1e-4)

    @at_scale(small=13)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con un gradiente cualquiera, y tantas variables y pasos como sea, cada paso es el que debe."""
        steps = some.steps(most=800)  # who goes on by recursion has a thousand
        # Of many steps each one leads a bit further.
        w0 = some.reals(some.columns(most=300 if steps < 100 else 8))
        learning_rate = some.rate(1e-4, 0.9) if steps < 100 else some.rate(1.0, 3.0) / steps
        for _ in range(2 if steps < 20 else 1):  # another bowl, and all else the same
            gradient = Bowl(some.uniform(0.1, 1, len(w0)), some.normal(len(w0)))
            path = [w0]
            for _ in range(steps):
                path.append(path[-1] - learning_rate * gradient(path[-1]))
            got = student.minimize(gradient, w0, learning_rate, steps)
            assert_close(got, path, atol=rounding(np.abs(w0).max()))

    @extra
    def test_at_the_minimum(self, student: Student) -> None:
        """Si ya empieza en el mínimo no se mueve, pero el camino tiene igualmente steps + 1 filas."""
        assert_close(student.minimize(twice, np.array([0.0, 0.0]), 0.25, 4), np.zeros((5, 2)))

    @extra
    def test_no_steps(self, student: Student) -> None:
        """Con 0 pasos el camino es solo w0, de forma (1, d)."""
        assert_close(student.minimize(bowl_gradient, np.array([1.0, -2.0]), 0.25, 0), [[1.0, -2.0]])

    test_arguments_untouched = arguments_untouched(
        gradient=just(bowl_gradient),
        w0=just(np.array([3.0, -2.0])),
        learning_rate=just(0.25),
        steps=just(3),
    )


def _step(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float, learning_rate: float) -> tuple[np.ndarray, float]:
    """One simultaneous step of gradient descent on the MSE, for X (n, d), y (n,) and w (d,)."""
    dw, db = _mse_gradient(X, y, w, b)
    return w - learning_rate * dw, b - learning_rate * db


def _assert_descends(student: Student, X: np.ndarray, y: np.ndarray, learning_rate: float, epochs: int) -> None:
    """With X (n, d) and y (n,) the student's descent ends where every step of it leads."""
    inputs = with_bias(X)
    parameters, curvature = np.zeros(inputs.shape[1]), 2 / len(y) * inputs.T @ inputs
    first, largest = 2 / len(y) * inputs.T @ y, np.zeros(inputs.shape[1])
    for _ in range(epochs):
        parameters = parameters - learning_rate * (curvature @ parameters - first)
        largest = np.maximum(largest, np.abs(parameters))
    # What float32 loses of the sums that make each step, and of what the steps add up to. The errors are largest before
    # the first step or, where too large a rate takes the weights away, after the last one.
    errors = np.maximum(np.abs(y), np.abs(inputs @ parameters - y))
    lost = rounding(largest) + 1e-6 * np.sqrt(epochs) * learning_rate * 2 / len(y) * np.abs(inputs).T @ errors
    w, b = student.fit_linear_regression(X, y, learning_rate, epochs)
    assert_close(w, parameters[:-1], "w", rtol=1e-4, atol=lost[:-1])
    assert_close(number(b), parameters[-1], "b", rtol=1e-4, atol=lost[-1])


tables = matrices((1, 5), (2, 4), SMALL)
slow_rates = sampled_from([0.01, 0.02, 0.05])  # the steepest of these tables converges below 0.07


@returns(lambda X, y, learning_rate, epochs: {"w": (np.shape(X)[1],), "b": BIAS})
class TestFitLinearRegression:
    @law(table=tables, learning_rate=slow_rates)
    def test_first_step(self, student: Student, table: np.ndarray, learning_rate: float) -> None:
        """Tras una época: un solo paso, con todos los datos, desde w = 0 y b = 0."""
        X, y = regression(table)
        w, b = student.fit_linear_regression(X, y, learning_rate, 1)
        stepped_w, stepped_b = _step(X, y, np.zeros(X.shape[1]), 0.0, learning_rate)
        assert_close(w, stepped_w, "w", atol=1e-5)
        assert_close(number(b), stepped_b, "b", atol=1e-5)

    @law(table=tables, learning_rate=slow_rates, epochs=integers(1, 20))
    def test_one_epoch_more(self, student: Student, table: np.ndarray, learning_rate: float, epochs: int) -> None:
        """Una época más es un paso más, de w y b a la vez: dw y db se calculan antes de cambiarlos."""
        X, y = regression(table)
        w, b = student.fit_linear_regression(X, y, learning_rate, epochs)
        stepped_w, stepped_b = _step(X, y, w, number(b), learning_rate)
        w, b = student.fit_linear_regression(X, y, learning_rate, epochs + 1)
        assert_close(w, stepped_w, "w", atol=1e-5)
        assert_close(number(b), stepped_b, "b", atol=1e-5)

    def test_halfway(self, student: Student) -> None:
        """Da exactamente las épocas pedidas, ni una más aunque falte para llegar."""
        X, y = np.array([[-1.0, 0.5], [0.0, 2.0], [1.5, 1.0], [2.0, -1.0]]), np.array([1.0, 3.0, -2.0, 0.5])
        expected_w, expected_b = np.zeros(2), 0.0
        for _ in range(60):
            expected_w, expected_b = _step(X, y, expected_w, expected_b, 0.01)
        w, b = student.fit_linear_regression(X, y, 0.01, 60)
        assert_close(w, expected_w, "w", atol=1e-5)
        assert_close(number(b), expected_b, "b", atol=1e-5)

    @at_scale(small=20)
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantos ejemplos, características y épocas como sea, acaba donde llevan todos sus pasos."""
        epochs = some.steps()
        n, d = (some.rows(most=160), some.columns(most=8)) if epochs > 100 else (some.rows(), some.columns())
        X = some.normal(n, d) * np.exp(some.rng.uniform(-4, 4, d)) if some.rng.integers(2) else some.normal(n, d)
        X = some.readable(X)
        y = some.readable(X @ some.normal(d) + some.reals(n))
        share = some.rate(0.05, 0.9)
        if epochs < 10 and some.rng.random() < 0.3:
            share = some.rng.uniform(1.0, 2.0)  # too large a rate takes the weights away, and is obeyed all the same
        elif epochs >= 100:
            share = some.rate(0.5, 2.0) / epochs  # of many epochs each one leads a bit further
        _assert_descends(student, X, y, safe_rate(X) * share, epochs)

    def test_pima(self, student: Student, rng: np.random.Generator) -> None:
        """Con los 768 pacientes de Pima y muchas épocas."""
        X, y = pima()
        _assert_descends(student, X, y, float(rng.uniform(0.01, 0.2)), int(rng.integers(100, 300)))

    def test_learns_a_line(self, student: Student) -> None:
        """Con puntos de la recta y = 3x - 2 y épocas de sobra, la encuentra."""
        X = np.array([[-1.0], [0.0], [1.0], [2.0]])
        w, b = student.fit_linear_regression(X, 3 * X[:, 0] - 2, 0.1, 300)
        assert_close(w, [3.0], "w")
        assert_close(number(b), -2.0, "b")

    test_no_epochs = no_epochs

    test_arguments_untouched = arguments_untouched(
        X=arrays((3, 2), SMALL), y=arrays((3,)), learning_rate=just(0.05), epochs=just(3)
    )
