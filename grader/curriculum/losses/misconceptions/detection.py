"""Wrong ideas that precision and recall share: what is counted among the examples, and what it is divided by."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.losses.misconceptions.nearly_right import is_rounded
from grader.feedback.misconception import misconception, symptom


def counted(y_true, y_pred):
    """How many true positives, false positives, false negatives and true negatives there are."""
    return [np.count_nonzero((y_true == true) & (y_pred == said)) for true, said in ((1, 1), (0, 1), (1, 0), (0, 0))]


def share(part, whole):
    """The quotient as an array of no dimension: 0/0 is not a number, or 0 where somebody has thought of it."""
    return np.asarray(np.float64(part) / np.float64(whole))


def precision_of(y_true, y_pred):
    hits, alarms, _, _ = counted(y_true, y_pred)
    return hits / (hits + alarms) if hits + alarms else 0.0


def recall_of(y_true, y_pred):
    return precision_of(y_pred, y_true)


@misconception("losses.precision", "losses.recall")
def accuracy_instead(y_true, y_pred):
    """Calculas la exactitud: la fracción de aciertos entre todos los ejemplos. Aquí solo se miran algunos, los que dice
    el enunciado."""
    return np.mean(y_true == y_pred)


@misconception("losses.precision", "losses.recall")
def number_of_hits(y_true, y_pred):
    """Devuelves cuántos 1 se aciertan. Se pide qué fracción son, así que falta una división."""
    return np.sum((y_true == 1) & (y_pred == 1))


@misconception("losses.precision", "losses.recall")
def divided_by_all(y_true, y_pred):
    """Divides entre el número de ejemplos. Solo cuentan algunos de ellos: mira en el enunciado cuáles."""
    return np.mean((y_true == 1) & (y_pred == 1))


@misconception("losses.precision", "losses.recall")
def f1_instead(y_true, y_pred):
    """Calculas la medida F1, que reúne la precisión y la sensibilidad. Se pide solo una de las dos."""
    hits, alarms, missed, _ = counted(y_true, y_pred)
    return share(2 * hits, 2 * hits + alarms + missed)


@misconception("losses.precision", "losses.recall")
def mean_of_precision_and_recall(y_true, y_pred):
    """Haces la media de la precisión y la sensibilidad. Se pide solo una de las dos."""
    return (precision_of(y_true, y_pred) + recall_of(y_true, y_pred)) / 2


@misconception("losses.precision", "losses.recall")
def divided_by_either(y_true, y_pred):
    """Divides entre los ejemplos que son 1 o que se predicen como 1. Se mira uno de esos dos grupos, no los dos
    juntos."""
    hits, alarms, missed, _ = counted(y_true, y_pred)
    return share(hits, hits + alarms + missed)


@misconception("losses.precision", "losses.recall")
def specificity_instead(y_true, y_pred):
    """Calculas qué fracción de los 0 se predicen como 0: eso es la especificidad, que mira la otra clase."""
    _, alarms, _, rejected = counted(y_true, y_pred)
    return share(rejected, rejected + alarms)


@misconception("losses.precision", "losses.recall")
def false_alarm_rate(y_true, y_pred):
    """Calculas qué fracción de los 0 se predicen como 1. Se pide una fracción de aciertos, y de los 1."""
    _, alarms, _, rejected = counted(y_true, y_pred)
    return share(alarms, rejected + alarms)


@misconception("losses.precision", "losses.recall")
def negative_predictive_value(y_true, y_pred):
    """Calculas qué fracción de los ejemplos predichos como 0 son 0: miras la otra clase. Aquí la que importa es la
    1."""
    _, _, missed, rejected = counted(y_true, y_pred)
    return share(rejected, rejected + missed)


@misconception("losses.precision", "losses.recall")
def hits_over_misses(y_true, y_pred):
    """Divides los 1 acertados entre los ejemplos fallados. Una fracción se calcula sobre el total de los que se miran,
    aciertos incluidos."""
    hits, alarms, missed, _ = counted(y_true, y_pred)
    return share(hits, alarms + missed)


@misconception("losses.precision", "losses.recall")
def fraction_of_ones_said(y_true, y_pred):
    """Calculas qué fracción de las predicciones son 1, sin mirar si se acierta."""
    return np.mean(y_pred == 1)


@misconception("losses.precision", "losses.recall")
def fraction_of_ones(y_true, y_pred):
    """Calculas qué fracción de las etiquetas verdaderas son 1, sin mirar qué se predice."""
    return np.mean(y_true == 1)


@symptom("losses.precision", "losses.recall", throughout=True)
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    measure = {"precision": precision_of, "recall": recall_of}[call.function]
    return is_rounded(call.value, measure(*call.arguments))
