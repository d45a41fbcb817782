"""Known wrong ideas of activations.sign."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.activations.misconceptions.nearly_right import is_instead
from grader.feedback.misconception import misconception, symptom


def right(z):
    return np.sign(z)


@misconception("activations.sign")
def sign_of_the_sum(z):
    """Das a todos los elementos el signo de la suma. Cada uno tiene el suyo: no los reúnas antes de preguntar."""
    return np.full(np.shape(z), np.sign(np.sum(z)))


@misconception("activations.sign")
def one_at_zero(z):
    """Al 0 le das signo positivo. El signo tiene tres valores, y el 0 no es ni positivo ni negativo."""
    return np.where(z >= 0, 1, -1)


@misconception("activations.sign")
def minus_one_at_zero(z):
    """Al 0 le das signo negativo. El signo tiene tres valores, y el 0 no es ni positivo ni negativo."""
    return np.where(z > 0, 1, -1)


@misconception("activations.sign")
def one_for_negatives_too(z):
    """A los negativos también les das 1: a su valor le falta el menos."""
    return np.abs(np.sign(z))


@misconception("activations.sign")
def divided_by_zero_at_zero(z):
    """Divides z entre su valor absoluto, y en el 0 eso es 0/0: sale NaN. Trata el 0 aparte."""
    return z / np.abs(z)


@symptom("activations.sign", throughout=True)
def epsilon_in_the_divisor(call: Call):
    """Para no dividir entre 0 sumas un número pequeño al divisor, y entonces el resultado se queda cerca de 1 sin
    llegar. Trata el 0 aparte."""
    z = np.asarray(call.arguments[0])
    return any(is_instead(call.value, z / (np.abs(z) + 10.0**-k), np.sign(z)) for k in range(1, 13))


@misconception("activations.sign")
def step_instead(z):
    """Calculas el escalón: los negativos te salen a 0. Su signo es otro."""
    return np.where(z >= 0, 1, 0)


@misconception("activations.sign")
def negatives_forgotten(z):
    """Los negativos te salen a 0, como si no tuvieran signo. Faltan los casos de la izquierda."""
    return np.where(z > 0, 1, 0)


@misconception("activations.sign")
def opposite_sign(z):
    """Los signos están intercambiados: los positivos te salen negativos. Mira el sentido de las desigualdades."""
    return -np.sign(z)


@misconception("activations.sign")
def clipped(z):
    """Recortas z entre -1 y 1, así que 0.5 se queda en 0.5. El signo no depende del tamaño: solo hay tres valores."""
    return np.clip(z, -1, 1)


@symptom("activations.sign")
def tolerance(call: Call):
    """Tratas como 0 los números pequeños. Por pequeño que sea, un número que no es 0 tiene signo: compara con 0, no con
    una tolerancia."""
    z = np.asarray(call.arguments[0])
    return bool((z != 0).all() and (np.abs(z) < 1e-3).all() and z.size > 1 and not np.any(call.value))


@misconception("activations.sign")
def truncated_first(z):
    """Quitas los decimales antes de mirar el signo, y un número como 0.5 se convierte en 0."""
    return np.sign(z.astype(int))


@misconception("activations.sign")
def tanh_instead(z):
    """Aplicas la tangente hiperbólica, que pasa poco a poco de -1 a 1. El signo salta de golpe."""
    return np.tanh(z)


@misconception("activations.sign")
def absolute_value(z):
    """Devuelves el valor absoluto, el tamaño del número sin su signo. Aquí se pide justo lo contrario."""
    return np.abs(z)


@misconception("activations.sign")
def unchanged(z):
    """Devuelves z como llegó. El resultado solo puede valer -1, 0 o 1."""
    return z


@misconception("activations.sign")
def flattened(z):
    """Los valores están bien, pero se pierde la forma: el resultado sale en una sola fila. Debe tener la forma de z."""
    return np.sign(z.ravel())
