"""Known wrong ideas of activations.tanh."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.activations.misconceptions.nearly_right import is_clipped, is_of_another_base, is_rounded
from grader.feedback.misconception import misconception, symptom


def right(z):
    return np.tanh(z)


@misconception("activations.tanh")
def not_a_number(z):
    """La fórmula que usas divide infinito entre infinito con números grandes, y sale NaN. NumPy tiene esta función ya
    hecha; si la escribes tú, cuida el exponente."""
    return np.sinh(z) / np.cosh(z)


@misconception("activations.tanh")
def trigonometric_tangent(z):
    """Calculas la tangente de un ángulo. La hiperbólica se parece en el nombre, pero está hecha de exponenciales y no
    pasa de 1."""
    return np.tan(z)


@misconception("activations.tanh")
def arc_tangent(z):
    """Calculas el arcotangente: también tiene forma de S, pero llega hasta π/2. La función que se pide es otra."""
    return np.arctan(z)


@misconception("activations.tanh")
def hyperbolic_sine(z):
    """Devuelves solo el numerador, o el seno hiperbólico, que crece sin límite. Falta dividir."""
    return np.sinh(z)


@misconception("activations.tanh")
def denominator_forgotten(z):
    """Devuelves solo el numerador, que crece sin límite. Falta dividir."""
    return np.exp(z) - np.exp(-z)


@misconception("activations.tanh")
def parentheses_missing(z):
    """Faltan paréntesis: la división se hace antes que las sumas y las restas, y solo afecta a los términos de al
    lado."""
    return np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)


@misconception("activations.tanh")
def parentheses_missing_below(z):
    """Faltan paréntesis en el denominador: la división se hace antes que la suma, así que solo se divide entre el
    primer término, y el otro se suma después."""
    return (np.exp(z) - np.exp(-z)) / np.exp(z) + np.exp(-z)


@misconception("activations.tanh")
def parentheses_missing_above(z):
    """Faltan paréntesis en el numerador: la división se hace antes que la resta, así que solo se divide el segundo
    término."""
    return np.exp(z) - np.exp(-z) / (np.exp(z) + np.exp(-z))


@misconception("activations.tanh")
def sigmoid_instead(z):
    """Calculas la sigmoide. Tiene la misma forma de S, pero va de 0 a 1; la tangente hiperbólica, de -1 a 1."""
    return 0.5 * (1 + np.tanh(z / 2))


@misconception("activations.tanh")
def sigmoid_without_doubling_z(z):
    """Llevas bien la sigmoide al intervalo (-1, 1), pero la curva sube la mitad de deprisa. Compara las dos fórmulas:
    no llevan la misma z dentro."""
    return np.tanh(z / 2)


@misconception("activations.tanh")
def sigmoid_not_moved(z):
    """Doblas la sigmoide, pero falta bajarla: tu función va de 0 a 2 y en z = 0 no vale 0."""
    return 1 + np.tanh(z)


@misconception("activations.tanh")
def hard_tanh(z):
    """Recortas z entre -1 y 1, que es una recta con topes. La tangente hiperbólica se curva y no llega a tocarlos."""
    return np.clip(z, -1, 1)


@misconception("activations.tanh")
def softsign(z):
    """Divides z entre 1 más su valor absoluto. Es otra función con forma de S, que se acerca a sus límites mucho más
    despacio."""
    return z / (1 + np.abs(z))


@misconception("activations.tanh")
def opposite_sign(z):
    """El signo está cambiado: con z positiva debe salir un número positivo. Mira qué exponencial se resta de cuál."""
    return -np.tanh(z)


@misconception("activations.tanh")
def quotient_upside_down(z):
    """El cociente está al revés: divides la suma entre la diferencia, y en z = 0 se divide entre 0."""
    return (np.exp(z) + np.exp(-z)) / (np.exp(z) - np.exp(-z))


@misconception("activations.tanh")
def derivative_instead(z):
    """Devuelves la derivada de la tangente hiperbólica. Aquí se pide la función."""
    return 1 - np.tanh(z) ** 2


@misconception("activations.tanh")
def two_terms_of_the_series(z):
    """Usas los primeros términos de una serie, que solo vale cerca de 0: lejos se dispara."""
    return z - z**3 / 3


@symptom("activations.tanh", throughout=True)
def clipped_too_tight(call: Call):
    """Recortas z para que no desborde, pero tan pronto que cambias el resultado de números corrientes. El recorte solo
    debe tocar aquello donde la función ya no se distingue de -1 o de 1."""
    return is_clipped(call, np.tanh)


@symptom("activations.tanh", throughout=True)
def another_base(call: Call):
    """La base de tus exponenciales no es e, sino un número parecido, y con él se pierden decimales. `np.exp` usa e
    con todos los suyos."""
    return is_of_another_base(call, np.tanh)


@symptom("activations.tanh", throughout=True)
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    return is_rounded(call, np.tanh)
