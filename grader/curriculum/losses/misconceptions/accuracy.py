"""Known wrong ideas of losses.accuracy."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.losses.misconceptions.nearly_right import is_rounded
from grader.feedback.misconception import misconception, symptom


def right(y_true, y_pred):
    return np.mean(y_true == y_pred)


@misconception("losses.accuracy")
def percentage(y_true, y_pred):
    """Devuelves un porcentaje, de 0 a 100. Se pide la fracción, de 0 a 1."""
    return 100 * np.mean(y_true == y_pred)


@misconception("losses.accuracy")
def number_of_hits(y_true, y_pred):
    """Devuelves cuántos aciertos hay. Para comparar conjuntos de tamaños distintos se pide qué fracción son del
    total."""
    return np.sum(y_true == y_pred)


@misconception("losses.accuracy")
def error_rate(y_true, y_pred):
    """Devuelves la fracción de fallos. La exactitud cuenta los aciertos."""
    return np.mean(y_true != y_pred)


@misconception("losses.accuracy")
def number_of_misses(y_true, y_pred):
    """Devuelves cuántos fallos hay. Se pide la fracción de aciertos."""
    return np.sum(y_true != y_pred)


@misconception("losses.accuracy")
def all_or_nothing(y_true, y_pred):
    """Das 1 si todas coinciden y 0 si alguna falla. Los aciertos parciales también cuentan: mira si comparas los arrays
    enteros o si una división entera se come los decimales."""
    return float(np.array_equal(y_true, y_pred))


@misconception("losses.accuracy", twin_of="all_or_nothing")
def whole_division(y_true, y_pred):
    """Usas la división entera, que se come los decimales: solo da 1 cuando todo está bien."""
    return np.sum(y_true == y_pred) // len(y_true)


@misconception("losses.accuracy")
def distance_between_labels(y_true, y_pred):
    """Mides lo lejos que queda una etiqueta de otra. Son nombres de clases, no cantidades: confundir un 1 con un 2 es
    tan fallo como confundirlo con un 9."""
    return 1 - np.mean(np.abs(y_true - y_pred))


@misconception("losses.accuracy")
def squared_distance_between_labels(y_true, y_pred):
    """Calculas el error cuadrático entre las etiquetas. Son nombres de clases, no cantidades: solo importa si
    coinciden."""
    return np.mean((y_true - y_pred) ** 2)


@misconception("losses.accuracy")
def only_two_classes(y_true, y_pred):
    """Solo cuentas los aciertos de las clases 0 y 1. Puede haber más clases, y acertarlas también vale."""
    true_positives = np.sum((y_true == 1) & (y_pred == 1))
    true_negatives = np.sum((y_true == 0) & (y_pred == 0))
    return (true_positives + true_negatives) / len(y_true)


@misconception("losses.accuracy")
def precision_instead(y_true, y_pred):
    """Calculas la precisión: de los que predices como 1, cuántos lo son. La exactitud cuenta los aciertos de todas las
    clases, sobre el total."""
    return np.sum((y_true == 1) & (y_pred == 1)) / np.sum(y_pred == 1)


@misconception("losses.accuracy")
def predictions_made_binary(y_true, y_pred):
    """Comparas antes las predicciones con un umbral, como si fueran probabilidades. Ya son clases, y puede haber más de
    dos: compáralas tal como llegan."""
    return np.mean(y_true == (y_pred >= 0.5))


@misconception("losses.accuracy")
def labels_made_binary(y_true, y_pred):
    """Conviertes las etiquetas en 0 o no 0 antes de compararlas, y clases distintas pasan por iguales."""
    return np.mean((y_true > 0) == (y_pred > 0))


@misconception("losses.accuracy")
def only_the_positives(y_true, y_pred):
    """Multiplicas las etiquetas, y así solo cuentan los aciertos de la clase 1: acertar un 0 no suma nada."""
    return np.mean(y_true * y_pred)


@misconception("losses.accuracy")
def almost_equal_counts(y_true, y_pred):
    """Das por buena una etiqueta que se queda a una unidad. Una clase está acertada o no lo está."""
    return np.mean(np.abs(y_true - y_pred) <= 1)


@misconception("losses.accuracy")
def in_any_order(y_true, y_pred):
    """Ordenas las etiquetas antes de compararlas, y entonces ya no se sabe de qué ejemplo era cada una. Se comparan
    posición a posición."""
    return np.mean(np.sort(y_true) == np.sort(y_pred))


@misconception("losses.accuracy")
def labels_that_appear(y_true, y_pred):
    """Cuentas las etiquetas predichas que aparecen en algún sitio entre las verdaderas. Se comparan posición a
    posición."""
    return np.mean(np.isin(y_pred, y_true))


@misconception("losses.accuracy")
def balanced_accuracy(y_true, y_pred):
    """Calculas la exactitud de cada clase y haces la media entre clases: eso es la exactitud equilibrada. Aquí todos
    los ejemplos pesan lo mismo."""
    return np.mean([np.mean(y_pred[y_true == label] == label) for label in np.unique(y_true)])


@misconception("losses.accuracy")
def not_averaged(y_true, y_pred):
    """Devuelves la lista de aciertos y fallos. Se pide un solo número que la resuma: qué fracción son aciertos."""
    return y_true == y_pred


@misconception("losses.accuracy")
def divided_by_one_less(y_true, y_pred):
    """Divides entre n - 1. La fracción se calcula sobre el total de etiquetas."""
    return np.sum(y_true == y_pred) / max(len(y_true) - 1, 1)


@symptom("losses.accuracy", throughout=True)
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    y_true, y_pred = call.arguments
    return is_rounded(call.value, np.mean(y_true == y_pred))
