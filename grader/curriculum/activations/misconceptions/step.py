"""Known wrong ideas of activations.step."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def right(z):
    return np.where(z >= 0, 1, 0)


@misconception("activations.step")
def zero_does_not_fire(z):
    """En z = 0 das un 0, y ahí el escalón ya ha saltado. Mira si la desigualdad incluye el igual."""
    return np.where(z > 0, 1, 0)


@misconception("activations.step", twin_of="zero_does_not_fire")
def rounded_sigmoid(z):
    """Redondeas una sigmoide, y `round` lleva 0.5 al par más cercano, que es 0: en z = 0 falla. Compara z
    directamente."""
    return np.round(0.5 * (1 + np.tanh(z / 2)))


@misconception("activations.step")
def half_at_zero(z):
    """En z = 0 das 0.5. El escalón solo tiene dos valores: mira en el enunciado cuál le toca al 0."""
    return np.heaviside(z, 0.5)


@misconception("activations.step")
def minus_one_below_zero(z):
    """En los negativos das -1. El escalón vale 0 ahí: el que da -1 es el signo."""
    return np.where(z >= 0, 1, -1)


@misconception("activations.step")
def sign_instead(z):
    """Calculas el signo, que tiene tres valores. El escalón solo dice 0 o 1."""
    return np.sign(z)


@misconception("activations.step")
def answers_exchanged(z):
    """El 0 y el 1 están intercambiados: das 1 en los negativos. Mira qué devuelves cuando se cumple la condición."""
    return np.where(z < 0, 1, 0)


@misconception("activations.step")
def fires_below(z):
    """La desigualdad está al revés: das 1 en los negativos y en el 0."""
    return np.where(z <= 0, 1, 0)


@misconception("activations.step")
def if_on_an_array(z):
    """Preguntas una sola vez, con un `if`, un `not` o un `bool`, por un array entero. Cada elemento tiene su propia
    respuesta: haz la comparación con todo el array."""
    if z >= 0:
        return 1
    return 0


@misconception("activations.step")
def one_number_for_the_whole_array(z):
    """Respondes con un solo número para todo el array. La función trabaja elemento a elemento: cada uno tiene su propia
    respuesta."""
    return 1 if np.all(z >= 0) else 0


@misconception("activations.step")
def threshold_of_one_half(z):
    """El salto está en 0.5, que es el umbral de una probabilidad. El escalón salta en otro sitio."""
    return np.where(z >= 0.5, 1, 0)


@misconception("activations.step")
def truncated_first(z):
    """Quitas los decimales antes de comparar, y un número como -0.5 se convierte en 0. Compara z tal cual."""
    return np.where(z.astype(int) >= 0, 1, 0)


@misconception("activations.step")
def relu_instead(z):
    """Dejas los positivos como están: eso es ReLU. El escalón vale lo mismo para todos ellos."""
    return np.where(z >= 0, z, 0)


@misconception("activations.step")
def sigmoid_instead(z):
    """Aplicas la sigmoide, que sube poco a poco. El escalón salta de golpe de 0 a 1."""
    return 0.5 * (1 + np.tanh(z / 2))


@misconception("activations.step")
def vectors_only(z):
    """Recorres z con un solo bucle, que solo vale para vectores: con una matriz cada vuelta trae una fila, y un número
    suelto no se puede recorrer. Haz la comparación con el array entero."""
    return np.array([1 if value >= 0 else 0 for value in z])


@misconception("activations.step")
def flattened(z):
    """Los valores están bien, pero se pierde la forma: el resultado sale en una sola fila. Debe tener la forma de z."""
    return (z.ravel() >= 0).astype(int)
