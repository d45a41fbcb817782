"""Known wrong ideas of losses.predict_classes."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def right(probabilities, threshold=0.5):
    return (np.ravel(probabilities) >= threshold).astype(int)


@misconception("losses.predict_classes")
def equal_is_not_enough(probabilities, threshold=0.5):
    """Una probabilidad igual al umbral ya es de la clase 1, y tú la dejas en 0. Mira si la desigualdad incluye el
    igual."""
    return (np.ravel(probabilities) > threshold).astype(int)


@misconception("losses.predict_classes")
def rounds(probabilities, threshold=0.5):
    """Decides siempre en 0.5, se pida el umbral que se pida, y una probabilidad de 0.5 justo acaba en 0: así hacen
    `round` y una comparación con un 0.5 escrito a mano y sin el igual. Compara con el umbral que llega."""
    return np.round(np.ravel(probabilities)).astype(int)


@misconception("losses.predict_classes")
def threshold_ignored(probabilities, threshold=0.5):
    """Comparas siempre con 0.5, aunque se pida otro umbral: el argumento no interviene."""
    return (np.ravel(probabilities) >= 0.5).astype(int)


@misconception("losses.predict_classes")
def keeps_the_column(probabilities, threshold=0.5):
    """De una columna (n, 1) devuelves otra columna. El resultado es siempre un vector (n,): falta quitar ese eje."""
    return (probabilities >= threshold).astype(int)


@misconception("losses.predict_classes")
def always_a_column(probabilities, threshold=0.5):
    """Devuelves siempre una columna (n, 1). El resultado es un vector (n,)."""
    return (np.reshape(probabilities, (-1, 1)) >= threshold).astype(int)


@misconception("losses.predict_classes")
def one_example_loses_its_axis(probabilities, threshold=0.5):
    """Quitas todos los ejes de longitud 1, y con un solo ejemplo no queda ninguno. Quita solo el de las columnas, no el
    de los ejemplos."""
    return (np.squeeze(probabilities) >= threshold).astype(int)


@misconception("losses.predict_classes")
def columns_only(probabilities, threshold=0.5):
    """Das por hecho que llega una columna (n, 1), y también puede llegar un vector (n,), que no tiene segundo eje."""
    return (probabilities[:, 0] >= threshold).astype(int)


@misconception("losses.predict_classes")
def argmax_of_the_row(probabilities, threshold=0.5):
    """Siempre sale 0. O buscas la mayor de cada fila (`argmax`), y solo hay una probabilidad por ejemplo, o conviertes
    en entero un número menor que 1: aquí se compara con el umbral."""
    return np.argmax(np.reshape(probabilities, (len(probabilities), -1)), axis=1)


@misconception("losses.predict_classes")
def classes_exchanged(probabilities, threshold=0.5):
    """El 0 y el 1 están intercambiados: una probabilidad alta es de la clase 1. Mira qué devuelves cuando se cumple la
    condición."""
    return np.where(np.ravel(probabilities) >= threshold, 0, 1)


@misconception("losses.predict_classes")
def inequality_reversed(probabilities, threshold=0.5):
    """La desigualdad está al revés: das la clase 1 a las probabilidades que no pasan del umbral."""
    return np.where(np.ravel(probabilities) <= threshold, 1, 0)


@misconception("losses.predict_classes")
def minus_one_for_the_negatives(probabilities, threshold=0.5):
    """A las que no llegan al umbral les das -1. Las clases son 0 y 1."""
    return np.where(np.ravel(probabilities) >= threshold, 1, -1)


@misconception("losses.predict_classes")
def probabilities_kept(probabilities, threshold=0.5):
    """Las que llegan al umbral conservan su probabilidad. Se pide la clase: un 1, por alta que sea."""
    return np.where(np.ravel(probabilities) >= threshold, np.ravel(probabilities), 0)


@misconception("losses.predict_classes")
def probabilities_unchanged(probabilities, threshold=0.5):
    """Devuelves las mismas probabilidades que llegan, sin decidir: o falta compararlas con el umbral, o lo que sale de
    compararlas no se guarda en lo que devuelves."""
    return np.ravel(probabilities)


@misconception("losses.predict_classes")
def default_of_zero(probabilities, threshold=0.0):
    """Cuando no se dice el umbral usas 0, y todo acaba en la clase 1. Mira el valor por omisión en la línea `def`."""
    return (np.ravel(probabilities) >= threshold).astype(int)


@misconception("losses.predict_classes")
def compares_with_the_mean(probabilities, threshold=0.5):
    """Comparas con la media de las probabilidades, así que la clase de un ejemplo depende de los demás. El umbral es
    fijo y llega como argumento."""
    return (np.ravel(probabilities) >= np.mean(probabilities)).astype(int)


@misconception("losses.predict_classes")
def number_of_positives(probabilities, threshold=0.5):
    """Devuelves cuántos llegan al umbral. Se pide la clase de cada uno."""
    return np.sum(np.ravel(probabilities) >= threshold)


@misconception("losses.predict_classes")
def positions_of_the_positives(probabilities, threshold=0.5):
    """Devuelves las posiciones de las que llegan al umbral. Se pide la clase de todas, 0 o 1, cada una en su sitio."""
    return np.where(np.ravel(probabilities) >= threshold)[0]
