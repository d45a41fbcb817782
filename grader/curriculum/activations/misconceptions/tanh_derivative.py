"""Known wrong ideas of activations.tanh_derivative."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.activations.misconceptions.nearly_right import is_clipped, is_instead, is_rounded, sigmoid
from grader.feedback.misconception import misconception, symptom


def right(z):
    return 4 * sigmoid(2 * z) * sigmoid(-2 * z)


@misconception("activations.tanh_derivative")
def takes_the_tangent_for_its_argument(z):
    """Tratas lo que llega como si ya fuera tanh(z). La función recibe z: falta pasarla antes por la tangente
    hiperbólica."""
    return 1 - z**2


@misconception("activations.tanh_derivative")
def tanh_instead(z):
    """Devuelves la tangente hiperbólica, no su derivada. La derivada mide la pendiente: es máxima en el centro y casi
    nula en los extremos."""
    return np.tanh(z)


@misconception("activations.tanh_derivative")
def square_forgotten(z):
    """Falta el cuadrado: restas la tangente hiperbólica de 1 sin elevarla. Así, en los negativos saldría una pendiente
    mayor que en el centro."""
    return 1 - np.tanh(z)


@misconception("activations.tanh_derivative")
def twice_instead_of_the_square(z):
    """Multiplicas por 2 la tangente hiperbólica donde la fórmula la eleva al cuadrado."""
    return 1 - 2 * np.tanh(z)


@misconception("activations.tanh_derivative")
def only_the_square(z):
    """Devuelves el cuadrado de la tangente hiperbólica. Falta lo que la fórmula hace con él: en el centro la pendiente
    es 1, no 0."""
    return np.tanh(z) ** 2


@misconception("activations.tanh_derivative")
def absolute_value_for_the_square(z):
    """Usas el valor absoluto de la tangente hiperbólica donde la fórmula lleva su cuadrado."""
    return 1 - np.abs(np.tanh(z))


@misconception("activations.tanh_derivative")
def derivative_of_the_sigmoid(z):
    """Esa es la derivada de la sigmoide, que en el centro vale 1/4. La de la tangente hiperbólica vale ahí 1."""
    return sigmoid(z) * sigmoid(-z)


@misconception("activations.tanh_derivative")
def stretched_sigmoid_slope(z):
    """Multiplicas por 4 la derivada de la sigmoide: coincide en el centro, pero no fuera de él. La tangente hiperbólica
    es además el doble de estrecha."""
    return 4 * sigmoid(z) * sigmoid(-z)


@misconception("activations.tanh_derivative")
def sigmoid_formula_with_the_tangent(z):
    """Usas la fórmula de la derivada de la sigmoide con la tangente hiperbólica dentro. Cada activación tiene la
    suya."""
    t = np.tanh(z)
    return t * (1 - t)


@misconception("activations.tanh_derivative")
def tanh_formula_with_the_sigmoid(z):
    """La fórmula es la de la tangente hiperbólica, pero dentro pones la sigmoide."""
    return 1 - sigmoid(z) ** 2


@misconception("activations.tanh_derivative")
def tangent_applied_twice(z):
    """Aplicas la tangente hiperbólica dos veces. Mira si ya has transformado z antes de llamar a la función que la
    transforma."""
    return 1 - np.tanh(np.tanh(z)) ** 2


@misconception("activations.tanh_derivative")
def plus_instead_of_minus(z):
    """Sumas donde la fórmula resta: la derivada debe hacerse pequeña lejos de 0."""
    return 1 + np.tanh(z) ** 2


@misconception("activations.tanh_derivative")
def opposite_sign(z):
    """El resultado tiene el signo cambiado. La tangente hiperbólica siempre sube: su pendiente no puede ser
    negativa."""
    return np.tanh(z) ** 2 - 1


@misconception("activations.tanh_derivative")
def square_of_the_difference(z):
    """Elevas al cuadrado toda la resta. El cuadrado va solo sobre la tangente hiperbólica."""
    return (1 - np.tanh(z)) ** 2


@misconception("activations.tanh_derivative")
def square_of_the_argument(z):
    """Elevas al cuadrado z antes de calcular la tangente hiperbólica. El cuadrado va después, sobre su resultado."""
    return 1 - np.tanh(z**2)


@misconception("activations.tanh_derivative")
def hyperbolic_secant(z):
    """Divides entre el coseno hiperbólico, y así lejos de 0 la pendiente baja demasiado despacio: falta un cuadrado."""
    e = np.exp(-np.abs(z))
    return 2 * e / (1 + e**2)


@misconception("activations.tanh_derivative")
def tangent_of_degrees(z):
    """Usas la tangente de los ángulos, `np.tan`. La hiperbólica es otra función, `np.tanh`."""
    return 1 - np.tan(z) ** 2


@misconception("activations.tanh_derivative")
def not_a_number(z):
    """La fórmula que usas divide infinito entre infinito con números grandes, y sale NaN. Escribe la derivada a partir
    de una tangente hiperbólica que ya sea estable."""
    return 1 - (np.sinh(z) / np.cosh(z)) ** 2


@misconception("activations.tanh_derivative", twin_of="not_a_number")
def not_a_number_above(z):
    """La fórmula que usas divide infinito entre infinito con números grandes, y sale NaN. Escribe la derivada a partir
    de una tangente hiperbólica que ya sea estable."""
    return 4 * np.exp(2 * z) / (np.exp(2 * z) + 1) ** 2


@misconception("activations.tanh_derivative", twin_of="not_a_number")
def not_a_number_below(z):
    """La fórmula que usas divide infinito entre infinito con números grandes, y sale NaN. Escribe la derivada a partir
    de una tangente hiperbólica que ya sea estable."""
    return 4 * np.exp(-2 * z) / (1 + np.exp(-2 * z)) ** 2


@misconception("activations.tanh_derivative")
def differences_between_neighbours(z):
    """Calculas la diferencia entre elementos vecinos del array. La pendiente en cada z no depende de qué otros números
    lleguen con él."""
    return np.gradient(np.tanh(z.ravel())).reshape(z.shape)


@symptom("activations.tanh_derivative", throughout=True)
def numerical_derivative(call: Call):
    """Aproximas la pendiente con la diferencia entre dos puntos, y están demasiado lejos uno de otro. La derivada tiene
    una fórmula exacta, la del enunciado."""
    z = np.asarray(call.arguments[0])
    chords = [(a, b) for h in (1.0, 0.5, 0.1, 0.05, 0.01, 0.001) for a, b in ((h, h), (h, 0), (0, h))]
    slopes = [(np.tanh(z + after) - np.tanh(z - before)) / (before + after) for before, after in chords]
    return any(is_instead(call.value, slope, right(z)) for slope in slopes)


@symptom("activations.tanh_derivative", throughout=True)
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    return is_rounded(call, right)


@symptom("activations.tanh_derivative", throughout=True)
def clipped(call: Call):
    """Recortas z antes de calcular. La tangente hiperbólica de NumPy ya es estable con números grandes: no hace
    falta."""
    return is_clipped(call, right)


@symptom("activations.tanh_derivative", throughout=True)
def cut_off(call: Call):
    """Lejos de 0 das 0 justo. Ahí la pendiente es pequeña, pero no nula: la fórmula sirve para cualquier z."""
    z, value = np.asarray(call.arguments[0]), np.asarray(call.value, float)
    wrong = ~np.isclose(value, right(z), rtol=1e-5, atol=1e-6)
    return wrong.any() and bool((value[wrong] == 0).all() and (np.abs(z[wrong]) >= 1).all())
