"""Known wrong ideas of activations.softmax."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.activations.misconceptions.nearly_right import is_of_another_base
from grader.feedback.misconception import misconception, symptom


def right(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def over_the_whole_array(z):
    """Normalizas con la suma de todo el array, así que las probabilidades de todas las filas juntas suman 1. Cada fila
    es un ejemplo distinto y sus probabilidades deben sumar 1 por separado: mira los argumentos `axis` y `keepdims`."""
    e = np.exp(z - np.max(z))
    return e / e.sum()


@misconception("activations.softmax")
def over_the_first_axis(z):
    """Sumas a lo largo del primer eje: con una matriz, lo que suma 1 son las columnas. Las clases están en el último
    eje."""
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@misconception("activations.softmax")
def over_the_second_axis(z):
    """Sumas a lo largo del eje 1, que en una matriz es el último, pero con más dimensiones no. Hay una manera de
    nombrar el último eje que vale para todas."""
    axis = 1 if z.ndim > 1 else 0
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@misconception("activations.softmax")
def matrices_only(z):
    """Das por hecho que llega una matriz: con un solo vector el eje 1 no existe, y con tres dimensiones no es el
    último. Hay una manera de nombrar el último eje que vale para todos los casos."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@misconception("activations.softmax")
def dimension_lost_in_the_sum(z):
    """Al sumar se pierde un eje, y la división ya no empareja cada fila con su suma: o no encaja, o divide entre la de
    otra. Mira el argumento `keepdims`."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1)


@misconception("activations.softmax")
def dimension_lost_in_the_maximum(z):
    """Al buscar el máximo se pierde un eje, y la resta ya no empareja cada fila con el suyo. Mira el argumento
    `keepdims`."""
    e = np.exp(z - z.max(axis=-1))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def not_a_number(z):
    """Con números grandes las exponenciales se desbordan y divides infinito entre infinito. Recuerda que sumar lo mismo
    a toda la fila no cambia el resultado: elige qué sumar para que ningún exponente sea grande."""
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def shifted_by_the_largest_of_all(z):
    """Restas el máximo de todo el array. Si una fila está muy por debajo de otra, todas sus exponenciales se quedan en
    0 y divides entre 0: el máximo debe ser el de cada fila."""
    e = np.exp(z - z.max())
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def shifted_by_the_mean(z):
    """Restas la media de la fila, y un número muy por encima de ella se desborda igual: acabas dividiendo infinito
    entre infinito. Resta algo que no deje ningún exponente positivo."""
    e = np.exp(z - z.mean(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def exponents_clipped(z):
    """Recortas z para que no desborde, y números grandes distintos acaban siendo iguales. Sumar lo mismo a toda la
    fila, en cambio, no cambia el resultado."""
    e = np.exp(np.clip(z, -500, 500))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def without_exponentials(z):
    """Divides cada número entre la suma de la fila, sin exponenciales. Con números negativos eso no da
    probabilidades."""
    return z / z.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def whole_array_without_exponentials(z):
    """Divides cada número entre la suma de todos, sin exponenciales. Con números negativos eso no da probabilidades, y
    con una suma que vale 0 da NaN."""
    return z / z.sum()


@misconception("activations.softmax")
def shifted_without_exponentials(z):
    """Restas el máximo de la fila, que es para que las exponenciales no se desborden, pero falta la exponencial:
    divides los propios números entre su suma."""
    shifted = z - z.max(axis=-1, keepdims=True)
    return shifted / shifted.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def absolute_values_divided_by_their_sum(z):
    """Quitas el signo y divides entre la suma, sin exponenciales: así un número muy negativo se lleva mucha
    probabilidad."""
    return np.abs(z) / np.abs(z).sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def not_divided(z):
    """Devuelves exponenciales en las que la mayor de cada fila vale 1. Lo que debe valer 1 es la suma de la fila: mira
    entre qué divides, o si falta dividir."""
    return np.exp(z - z.max(axis=-1, keepdims=True))


@misconception("activations.softmax")
def exponentials_alone(z):
    """Devuelves las exponenciales, pero no suman 1: falta dividir cada fila entre su suma."""
    return np.exp(z)


@misconception("activations.softmax", twin_of="not_divided")
def divided_by_the_largest(z):
    """Divides entre la mayor exponencial de la fila, así que la clase más probable vale 1. Lo que debe valer 1 es la
    suma de la fila."""
    e = np.exp(z)
    return e / e.max(axis=-1, keepdims=True)


@misconception("activations.softmax")
def powers_of_two(z):
    """La base de la exponencial no es e: con 2 las probabilidades salen más repartidas."""
    e = 2.0 ** (z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def exponent_with_the_other_sign(z):
    """Hay un signo de más en el exponente: el número más pequeño de la fila se lleva la mayor probabilidad."""
    e = np.exp(z.min(axis=-1, keepdims=True) - z)
    return e / e.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def divided_by_the_sum_of_z(z):
    """Arriba pones exponenciales, pero divides entre la suma de los propios números. Se divide entre la suma de las
    exponenciales: solo así cada fila suma 1."""
    return np.exp(z) / np.sum(z)


@misconception("activations.softmax")
def class_instead(z):
    """Devuelves la posición de la mayor, que es la clase elegida. Softmax da todas las probabilidades."""
    return np.argmax(z, axis=-1)


@misconception("activations.softmax")
def one_for_the_largest(z):
    """Das toda la probabilidad a la mayor puntuación. Softmax es más suave: también las demás clases se llevan algo."""
    return (z == z.max(axis=-1, keepdims=True)).astype(float)


@misconception("activations.softmax")
def sigmoid_instead(z):
    """Aplicas la sigmoide a cada número por su cuenta, y las filas no suman 1. En softmax las clases compiten entre
    sí."""
    return 0.5 * (1 + np.tanh(z / 2))


@misconception("activations.softmax")
def sigmoids_divided_by_their_sum(z):
    """Divides entre su suma las sigmoides de la fila. Las filas suman 1, pero lo que se reparte en softmax son las
    exponenciales."""
    s = 0.5 * (1 + np.tanh(z / 2))
    return s / s.sum(axis=-1, keepdims=True)


@misconception("activations.softmax")
def logarithm_of_the_softmax(z):
    """Devuelves el logaritmo de las probabilidades, que es negativo. Se piden las probabilidades."""
    return z - np.logaddexp.reduce(z, axis=-1, keepdims=True)


@symptom("activations.softmax", throughout=True)
def another_base(call: Call):
    """La base de tus exponenciales no es e, sino un número parecido, y con él se pierden decimales. `np.exp` usa e
    con todos los suyos."""
    return is_of_another_base(call, right)
