"""Laws of unit 3, activation functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.curriculum.laws import (
    Ordinary,
    arguments_untouched,
    assert_close,
    assert_that,
    assert_without_warnings,
    at_scale,
    extra,
    law,
    returns,
)
from grader.curriculum.strategies import any_shape, arrays, deep, flat, matrices, quarters
from grader.verdict.numpy_keras import sigmoid, softmax
from grader.verdict.student import Student

HUGE = np.array([-1000.0, -750.0, -100.0, -40.0, 0.0, 40.0, 100.0, 750.0, 1000.0])
IRREGULAR = np.array([-3.7, -1.0 / 3.0, -1e-3, 1e-3, 0.7182818, 2.2360679])

elementwise = law(cases=26, z=flat())
moderate = law(cases=26, z=flat(quarters(-6, 6)))
same_shape = returns(np.shape)

LARGEST = 50.0
"""Of the numbers that every answer copes with, in float32 too; what is larger is for the checks of stability."""


def formula(right: Callable[[np.ndarray], np.ndarray], largest: float = 1e3) -> tuple[Any, Any, Any]:
    """The checks of a function that works element by element: of vectors and matrices of ordinary numbers, of any other
    shape, and that it leaves its argument alone.

    Args:
        right: what the function computes.
        largest: of the numbers that it is tried with.
    """

    def assert_right(student: Student, z: np.ndarray) -> None:
        assert_close(getattr(student, student.function)(z), right(z), of=("z", z))

    @at_scale(small=60)
    def test_at_scale(self: Any, student: Student, some: Ordinary) -> None:
        """Con números corrientes, sean pocos o miles, grandes o pequeños, vale lo que dice su fórmula."""
        assert_right(student, some.reals(*some.shape(), most=largest))

    @extra
    @law(cases=13, z=any_shape())
    def test_any_shape(self: Any, student: Student, z: np.ndarray) -> None:
        """También con un número suelto y con tres dimensiones o más."""
        assert_right(student, z)

    return test_at_scale, test_any_shape, arguments_untouched(z=flat())


def stable(right: Callable[[np.ndarray], np.ndarray]) -> Any:
    """The check that a function which works element by element copes with large numbers."""

    @extra
    @at_scale(small=13)
    def test_stable(self: Any, student: Student, some: Ordinary) -> None:
        """Es estable: hasta |z| = 1000 da un número correcto, sin avisos."""
        z = np.append(some.uniform(-1000, 1000, some.rows()), HUGE)
        assert_close(getattr(student, student.function)(z), right(z), of=("z", z))
        assert_without_warnings(student)

    return test_stable


@same_shape
class TestStep:
    def test_at_zero(self, student: Student) -> None:
        """En 0 el escalón ya vale 1."""
        assert_close(student.step(np.array([0.0])), [1.0])
        assert_close(student.step(np.array([-0.0, 0.0])), [1.0, 1.0])

    @elementwise
    def test_two_sides(self, student: Student, z: np.ndarray) -> None:
        """Vale 1 donde z >= 0 y 0 donde z < 0."""
        assert_close(student.step(z), np.where(z >= 0, 1.0, 0.0))

    def test_close_to_zero(self, student: Student) -> None:
        """El salto está justo en 0: ni antes ni después."""
        assert_close(student.step(np.array([-1e-9, 1e-9])), [0.0, 1.0])

    def test_known_values(self, student: Student) -> None:
        """Vale lo mismo cerca y lejos del salto."""
        assert_close(student.step(IRREGULAR), [0.0, 0.0, 0.0, 1.0, 1.0, 1.0])

    test_at_scale, test_any_shape, test_arguments_untouched = formula(lambda z: np.where(z >= 0, 1.0, 0.0))


@same_shape
class TestSign:
    def test_at_zero(self, student: Student) -> None:
        """El signo de 0 es 0."""
        assert_close(student.sign(np.array([0.0])), [0.0])

    @elementwise
    def test_three_values(self, student: Student, z: np.ndarray) -> None:
        """Vale -1, 0 o 1, y signo(z)·|z| = z."""
        signs = student.sign(z)
        assert_that(np.isin(signs, (-1.0, 0.0, 1.0)), "Solo puede valer -1, 0 o 1.")
        assert_close(signs * np.abs(z), z, "signo(z)·|z|")

    @elementwise
    def test_zero_only_at_zero(self, student: Student, z: np.ndarray) -> None:
        """Vale 0 solamente donde z es 0."""
        assert_close(student.sign(z) == 0, z == 0, "el conjunto de los ceros (1 = cero)")

    def test_close_to_zero(self, student: Student) -> None:
        """Un número pequeñísimo también tiene signo."""
        assert_close(student.sign(np.array([-1e-9, 1e-9])), [-1.0, 1.0])

    def test_known_values(self, student: Student) -> None:
        """Vale lo mismo cerca y lejos de 0."""
        assert_close(student.sign(IRREGULAR), [-1.0, -1.0, -1.0, 1.0, 1.0, 1.0])

    test_at_scale, test_any_shape, test_arguments_untouched = formula(np.sign)


@same_shape
class TestSigmoid:
    def test_at_zero(self, student: Student) -> None:
        """σ(0) = 1/2."""
        assert_close(student.sigmoid(np.array([0.0])), [0.5])

    @moderate
    def test_logit(self, student: Student, z: np.ndarray) -> None:
        """El logit la deshace: ln(σ(z) / (1 - σ(z))) = z."""
        p = student.sigmoid(z)
        assert_that((p > 0) & (p < 1), "Toda sigmoide está entre 0 y 1, sin tocarlos.")
        assert_close(np.log(p / (1 - p)), z, "el logit", rtol=1e-4, atol=1e-4)

    @moderate
    def test_symmetry(self, student: Student, z: np.ndarray) -> None:
        """σ(-z) = 1 - σ(z)."""
        assert_close(student.sigmoid(-z), 1 - student.sigmoid(z), "σ(-z)")

    def test_known_values(self, student: Student) -> None:
        """Coincide con 1 / (1 + e⁻ᶻ) en valores sueltos."""
        assert_close(student.sigmoid(IRREGULAR), 1 / (1 + np.exp(-IRREGULAR)))

    test_at_scale, test_any_shape, test_arguments_untouched = formula(sigmoid, LARGEST)
    test_stable = stable(sigmoid)


def _slope_of_sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(sigmoid(z) * sigmoid(-z))


@same_shape
class TestSigmoidDerivative:
    def test_at_zero(self, student: Student) -> None:
        """La pendiente es máxima en 0, y vale 1/4."""
        assert_close(student.sigmoid_derivative(np.array([0.0])), [0.25])

    @moderate
    def test_slope(self, student: Student, z: np.ndarray) -> None:
        """Es la pendiente de σ: (σ(z + h) - σ(z - h)) / 2h cuando h es pequeño."""
        h = 1e-4
        assert_close(student.sigmoid_derivative(z), (sigmoid(z + h) - sigmoid(z - h)) / (2 * h))

    @elementwise
    def test_even(self, student: Student, z: np.ndarray) -> None:
        """Es par: la misma en z que en -z."""
        assert_close(student.sigmoid_derivative(-z), student.sigmoid_derivative(z), "σ'(-z)")

    test_at_scale, test_any_shape, test_arguments_untouched = formula(_slope_of_sigmoid, LARGEST)
    test_stable = stable(_slope_of_sigmoid)


@same_shape
class TestTanh:
    @moderate
    def test_odd(self, student: Student, z: np.ndarray) -> None:
        """Es impar: tanh(-z) = -tanh(z), y por eso tanh(0) = 0."""
        assert_close(student.tanh(-z), -student.tanh(z), "tanh(-z)")

    @moderate
    def test_inverse(self, student: Student, z: np.ndarray) -> None:
        """El arcotangente hiperbólico la deshace: artanh(tanh(z)) = z."""
        t = student.tanh(z)
        assert_that(np.abs(t) < 1, "Toda tangente hiperbólica está entre -1 y 1, sin tocarlos.")
        # Near 1 a float32 answer has lost digits that artanh would magnify: compare in the middle.
        middle = np.abs(z) <= 3
        assert_close(np.arctanh(t)[middle], z[middle], "artanh(tanh(z))", rtol=1e-4, atol=1e-4)

    def test_known_values(self, student: Student) -> None:
        """Coincide con (eᶻ - e⁻ᶻ) / (eᶻ + e⁻ᶻ) en valores sueltos."""
        assert_close(student.tanh(IRREGULAR), np.tanh(IRREGULAR))

    test_at_scale, test_any_shape, test_arguments_untouched = formula(np.tanh, LARGEST)
    test_stable = stable(np.tanh)


def _slope_of_tanh(z: np.ndarray) -> np.ndarray:
    return np.asarray(4 * sigmoid(2 * z) * sigmoid(-2 * z))


@same_shape
class TestTanhDerivative:
    def test_at_zero(self, student: Student) -> None:
        """La pendiente es máxima en 0, y vale 1."""
        assert_close(student.tanh_derivative(np.array([0.0])), [1.0])

    @moderate
    def test_slope(self, student: Student, z: np.ndarray) -> None:
        """Es la pendiente de tanh: (tanh(z + h) - tanh(z - h)) / 2h cuando h es pequeño."""
        h = 1e-4
        assert_close(student.tanh_derivative(z), (np.tanh(z + h) - np.tanh(z - h)) / (2 * h))

    @elementwise
    def test_even(self, student: Student, z: np.ndarray) -> None:
        """Es par: la misma en z que en -z."""
        assert_close(student.tanh_derivative(-z), student.tanh_derivative(z), "tanh'(-z)")

    def test_known_values(self, student: Student) -> None:
        """Coincide con 1 - tanh(z)² en valores sueltos."""
        assert_close(student.tanh_derivative(IRREGULAR), 1 - np.tanh(IRREGULAR) ** 2)

    test_at_scale, test_any_shape, test_arguments_untouched = formula(_slope_of_tanh, LARGEST)
    test_stable = stable(_slope_of_tanh)


@same_shape
class TestRelu:
    @elementwise
    def test_positive_part(self, student: Student, z: np.ndarray) -> None:
        """Nunca es negativa, y relu(z) - relu(-z) = z."""
        positive = student.relu(z)
        assert_that(positive >= 0, "ReLU nunca es negativa.")
        assert_close(positive - student.relu(-z), z, "relu(z) - relu(-z)")

    @elementwise
    def test_zero_on_negatives(self, student: Student, z: np.ndarray) -> None:
        """Vale 0 en los negativos y z en los demás."""
        assert_close(student.relu(z), np.where(z > 0, z, 0.0))

    def test_known_values(self, student: Student) -> None:
        """No redondea ni satura."""
        assert_close(student.relu(IRREGULAR * 1000), np.where(IRREGULAR > 0, IRREGULAR * 1000, 0.0))

    test_at_scale, test_any_shape, test_arguments_untouched = formula(lambda z: np.maximum(z, 0))


@same_shape
class TestReluDerivative:
    def test_at_zero(self, student: Student) -> None:
        """En 0, donde ReLU tiene el quiebro, vale 0 por convenio."""
        assert_close(student.relu_derivative(np.array([0.0])), [0.0])
        assert_close(student.relu_derivative(np.array([-0.0, 0.0])), [0.0, 0.0])

    @elementwise
    def test_two_sides(self, student: Student, z: np.ndarray) -> None:
        """Vale 1 donde z > 0 y 0 en los demás."""
        assert_close(student.relu_derivative(z), np.where(z > 0, 1.0, 0.0))

    @elementwise
    def test_slope(self, student: Student, z: np.ndarray) -> None:
        """Lejos del quiebro es la pendiente de ReLU: (relu(z + h) - relu(z - h)) / 2h cuando h es pequeño."""
        h, away = 1 / 1024, z != 0
        slope = (np.maximum(z + h, 0) - np.maximum(z - h, 0)) / (2 * h)
        assert_close(student.relu_derivative(z)[away], slope[away], "la pendiente donde z no es 0")

    def test_close_to_zero(self, student: Student) -> None:
        """El salto está justo en 0: ni antes ni después."""
        assert_close(student.relu_derivative(np.array([-1e-9, 1e-9])), [0.0, 1.0])

    def test_known_values(self, student: Student) -> None:
        """Vale lo mismo cerca y lejos del quiebro."""
        assert_close(student.relu_derivative(IRREGULAR), [0.0, 0.0, 0.0, 1.0, 1.0, 1.0])

    test_at_scale, test_any_shape, test_arguments_untouched = formula(lambda z: np.where(z > 0, 1.0, 0.0))


@same_shape
class TestSoftmax:
    @law(cases=39, z=matrices((1, 4), (1, 5), quarters(-5, 5)))
    def test_each_row_sums_one(self, student: Student, z: np.ndarray) -> None:
        """Las probabilidades de cada fila son positivas y suman 1."""
        p = student.softmax(z)
        assert_that(p > 0, "Toda probabilidad debe ser positiva.")
        assert_close(p.sum(axis=-1), np.ones(len(z)), "la suma de cada fila")

    @law(cases=39, z=matrices((1, 4), (1, 5), quarters(-5, 5)))
    def test_ratios(self, student: Student, z: np.ndarray) -> None:
        """El cociente entre dos probabilidades de una fila depende solo de la diferencia entre sus entradas."""
        p = student.softmax(z)
        assert_that(p > 0, "Toda probabilidad debe ser positiva.")
        log_p = np.log(p)
        assert_close(log_p - log_p[..., :1], z - z[..., :1], "ln pᵢ - ln p₀", rtol=1e-4, atol=1e-4)

    @law(z=arrays((5,), quarters(-5, 5)))
    def test_one_vector(self, student: Student, z: np.ndarray) -> None:
        """Con un solo vector también: p = eᶻ / Σ eᶻ."""
        assert_close(student.softmax(z), np.exp(z) / np.exp(z).sum())

    @extra
    @law(cases=20, z=deep(quarters(-5, 5)))
    def test_last_axis(self, student: Student, z: np.ndarray) -> None:
        """Con más dimensiones, reparte sobre el último eje."""
        assert_close(student.softmax(z), np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True))

    def test_known_values(self, student: Student) -> None:
        """Coincide con e^(zᵢ) / Σⱼ e^(zⱼ), fila a fila, en una matriz con números de los dos signos."""
        z = np.array([[1.0, 2.0, -1.0], [0.5, -0.25, 3.0]])
        assert_close(student.softmax(z), np.exp(z) / np.exp(z).sum(axis=1, keepdims=True))

    @at_scale()
    def test_at_scale(self, student: Student, some: Ordinary) -> None:
        """Con tantas filas y clases como sea, y números grandes o pequeños, vale lo que dice su fórmula."""
        z = some.reals(*some.shape(), most=LARGEST)
        assert_close(student.softmax(z), softmax(z))

    @extra
    @at_scale(small=13)
    def test_stable_at_scale(self, student: Student, some: Ordinary) -> None:
        """Y lo sigue siendo con muchas filas y clases."""
        # In eighths: float32 keeps the difference of large ones.
        z = np.round(8 * some.uniform(-1000, 1000, some.rows(), some.columns(least=2))) / 8
        assert_close(student.softmax(z), softmax(z))
        assert_without_warnings(student)

    @extra
    def test_stable(self, student: Student) -> None:
        """Es estable: hasta |z| = 1000 da números correctos, sin avisos."""
        rows = np.array([[1000.0, 1000.0], [-1000.0, -1000.0], [1000.0, -1000.0]])
        assert_close(student.softmax(rows), [[0.5, 0.5], [0.5, 0.5], [1.0, 0.0]])
        assert_without_warnings(student)

    @extra
    def test_stable_row_by_row(self, student: Student) -> None:
        """Una fila enorme no estropea a otra muy negativa."""
        rows = np.array([[1000.0, 999.0], [-999.0, -1000.0]])
        assert_close(student.softmax(rows), [[0.7310585786, 0.2689414214]] * 2)

    test_arguments_untouched = arguments_untouched(z=flat())
