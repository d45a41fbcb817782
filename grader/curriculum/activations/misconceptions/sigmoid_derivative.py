"""Known wrong ideas of activations.sigmoid_derivative."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.activations.misconceptions.nearly_right import is_instead, sigmoid
from grader.feedback.misconception import misconception, symptom


def right(z):
    return sigmoid(z) * sigmoid(-z)


@misconception("activations.sigmoid_derivative")
def takes_the_sigmoid_for_its_argument(z):
    """Tratas lo que llega como si ya fuera σ(z). La función recibe z: falta pasarla antes por la sigmoide."""
    return z * (1 - z)


@misconception("activations.sigmoid_derivative")
def sigmoid_instead(z):
    """Devuelves la sigmoide, no su derivada. La derivada mide la pendiente: es máxima en el centro y casi nula en los
    extremos."""
    return 0.5 * (1 + np.tanh(z / 2))


@misconception("activations.sigmoid_derivative")
def sigmoid_applied_twice(z):
    """Aplicas la sigmoide dos veces. Mira si ya has transformado z antes de llamar a la función que la transforma."""
    s = 0.5 * (1 + np.tanh(0.25 * (1 + np.tanh(z / 2))))
    return s * (1 - s)


@misconception("activations.sigmoid_derivative")
def derivative_of_tanh(z):
    """Esa es la derivada de la tangente hiperbólica, que en el centro vale 1. La de la sigmoide es más suave."""
    return 1 - np.tanh(z) ** 2


@misconception("activations.sigmoid_derivative")
def tanh_formula_with_the_sigmoid(z):
    """Usas la fórmula de la derivada de la tangente hiperbólica con la sigmoide dentro. Cada activación tiene la
    suya."""
    return 1 - (0.5 * (1 + np.tanh(z / 2))) ** 2


@misconception("activations.sigmoid_derivative")
def plus_instead_of_minus(z):
    """Sumas donde la fórmula resta: la derivada debe hacerse pequeña también cuando σ se acerca a 1."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (1 + s)


@misconception("activations.sigmoid_derivative")
def only_the_second_factor(z):
    """Solo queda uno de los dos factores de la derivada, el que resta la sigmoide de 1."""
    return 0.5 * (1 - np.tanh(z / 2))


@misconception("activations.sigmoid_derivative")
def opposite_sign(z):
    """El resultado tiene el signo cambiado. La sigmoide siempre sube: su pendiente no puede ser negativa."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (s - 1)


@misconception("activations.sigmoid_derivative")
def square_of_the_sigmoid(z):
    """Multiplicas la sigmoide por sí misma. Uno de los dos factores es otro: piensa por qué la pendiente se anula
    cuando σ llega a 1."""
    return (0.5 * (1 + np.tanh(z / 2))) ** 2


@misconception("activations.sigmoid_derivative")
def square_forgotten(z):
    """Falta elevar al cuadrado el denominador: repasa la derivada de un cociente."""
    e = np.exp(-np.abs(z))
    return e / (1 + e)


@misconception("activations.sigmoid_derivative")
def not_a_number_below(z):
    """La fórmula que usas divide infinito entre infinito con números grandes, y sale NaN. Escribe la derivada a partir
    de una sigmoide que ya sea estable."""
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


@misconception("activations.sigmoid_derivative", twin_of="not_a_number_below")
def not_a_number_above(z):
    """La fórmula que usas divide infinito entre infinito con números grandes, y sale NaN. Escribe la derivada a partir
    de una sigmoide que ya sea estable."""
    return np.exp(z) / (1 + np.exp(z)) ** 2


@misconception("activations.sigmoid_derivative")
def differences_between_neighbours(z):
    """Calculas la diferencia entre elementos vecinos del array. La pendiente en cada z no depende de qué otros números
    lleguen con él."""
    return np.gradient(0.5 * (1 + np.tanh(z.ravel() / 2))).reshape(z.shape)


@symptom("activations.sigmoid_derivative", throughout=True)
def numerical_derivative(call: Call):
    """Aproximas la pendiente con la diferencia entre dos puntos, y están demasiado lejos uno de otro. La derivada tiene
    una fórmula exacta, la del enunciado."""
    z = np.asarray(call.arguments[0])
    right = sigmoid(z) * sigmoid(-z)
    chords = [(a, b) for h in (1.0, 0.5, 0.1, 0.05, 0.01, 0.001) for a, b in ((h, h), (h, 0), (0, h))]
    slopes = [(sigmoid(z + after) - sigmoid(z - before)) / (before + after) for before, after in chords]
    return any(is_instead(call.value, slope, right) for slope in slopes)


@misconception("activations.sigmoid_derivative")
def subtracted_instead_of_multiplied(z):
    """Restas σ y 1 - σ en vez de multiplicarlas: la pendiente no puede ser negativa."""
    return np.tanh(z / 2)


@misconception("activations.sigmoid_derivative")
def one_minus_z(z):
    """En uno de los dos factores usas z donde va su sigmoide. Guarda σ(z) en una variable y usa solo esa."""
    return 0.5 * (1 + np.tanh(z / 2)) * (1 - z)
