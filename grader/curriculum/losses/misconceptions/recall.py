"""Known wrong ideas of losses.recall."""

from __future__ import annotations

import numpy as np

from grader.curriculum.losses.misconceptions import detection
from grader.curriculum.losses.misconceptions.detection import counted, recall_of, share
from grader.feedback.misconception import misconception


def right(y_true, y_pred):
    return recall_of(y_true, y_pred)


@misconception("losses.recall")
def precision_instead(y_true, y_pred):
    """Calculas la precisión: divides entre los ejemplos que se predicen como 1. La sensibilidad divide entre los que de
    verdad son 1."""
    hits, alarms, _, _ = counted(y_true, y_pred)
    return share(hits, hits + alarms)


@misconception("losses.recall")
def nothing_to_find_is_not_a_number(y_true, y_pred):
    """Si ningún ejemplo es 1 divides 0 entre 0, y sale NaN. Mira antes si hay entre qué dividir, y si no, devuelve
    0."""
    hits, _, missed, _ = counted(y_true, y_pred)
    return np.float64(hits) / np.float64(hits + missed)


@misconception("losses.recall")
def nothing_to_find_is_perfect(y_true, y_pred):
    """Si ningún ejemplo es 1 das 1. Por convenio, en ese caso vale 0."""
    return recall_of(y_true, y_pred) if (y_true == 1).any() else 1.0


@misconception("losses.recall")
def nothing_to_find_is_a_half(y_true, y_pred):
    """Si ningún ejemplo es 1 das 1/2. Por convenio, en ese caso vale 0."""
    return recall_of(y_true, y_pred) if (y_true == 1).any() else 0.5


@misconception("losses.recall")
def fraction_missed(y_true, y_pred):
    """Calculas qué fracción de los 1 se escapan. La sensibilidad cuenta los que se encuentran."""
    hits, _, missed, _ = counted(y_true, y_pred)
    return share(missed, hits + missed)


@misconception("losses.recall")
def hits_over_missed(y_true, y_pred):
    """Divides los aciertos entre los 1 que se escapan. Una fracción se calcula sobre el total: entre todos los 1 que
    hay, encontrados o no."""
    hits, _, missed, _ = counted(y_true, y_pred)
    return share(hits, missed)


@misconception("losses.recall")
def zeros_count_as_hits(y_true, y_pred):
    """Cuentas como aciertos también los 0 que se predicen como 0, y divides entre los 1 que hay. En el numerador van
    solo los 1 que se aciertan."""
    hits, _, missed, rejected = counted(y_true, y_pred)
    return share(hits + rejected, hits + missed)


@misconception("losses.recall")
def ones_over_ones(y_true, y_pred):
    """Divides cuántos 1 se predicen entre cuántos hay, sin mirar si coinciden en los mismos ejemplos. Cuenta los
    ejemplos que son 1 en los dos sitios."""
    hits, alarms, missed, _ = counted(y_true, y_pred)
    return share(hits + alarms, hits + missed)


@misconception("losses.recall")
def percentage(y_true, y_pred):
    """Devuelves un porcentaje, de 0 a 100. Se pide la fracción, de 0 a 1."""
    return 100 * recall_of(y_true, y_pred)


@misconception("losses.recall")
def whole_division(y_true, y_pred):
    """Usas la división entera, que se come los decimales: solo da 1 cuando no se escapa ningún 1."""
    hits, _, missed, _ = counted(y_true, y_pred)
    return hits // (hits + missed) if hits + missed else 0


@misconception("losses.recall")
def balanced_accuracy(y_true, y_pred):
    """Calculas la sensibilidad de cada una de las dos clases y haces la media. Se pide la de la clase 1."""
    return (recall_of(y_true, y_pred) + recall_of(1 - y_true, 1 - y_pred)) / 2


@misconception("losses.recall")
def balanced_over_the_classes_that_appear(y_true, y_pred):
    """Haces la media de la sensibilidad de cada clase que aparece, que es la exactitud equilibrada. Se pide la de la
    clase 1."""
    of_each = {1: recall_of(y_true, y_pred), 0: recall_of(1 - y_true, 1 - y_pred)}
    return np.mean([of_each[kind] for kind in np.unique(y_true).astype(int)])


@misconception("losses.recall")
def one_added_to_the_divisor(y_true, y_pred):
    """Sumas 1 al divisor para que nunca sea 0, y eso cambia todos los resultados. Trata aparte el caso en que ningún
    ejemplo es 1."""
    hits, _, missed, _ = counted(y_true, y_pred)
    return hits / (hits + missed + 1)


accuracy_instead = detection.accuracy_instead
f1_instead = detection.f1_instead
mean_of_precision_and_recall = detection.mean_of_precision_and_recall
divided_by_either = detection.divided_by_either
specificity_instead = detection.specificity_instead
false_alarm_rate = detection.false_alarm_rate
negative_predictive_value = detection.negative_predictive_value
hits_over_misses = detection.hits_over_misses
divided_by_all = detection.divided_by_all
number_of_hits = detection.number_of_hits
fraction_of_ones_said = detection.fraction_of_ones_said
fraction_of_ones = detection.fraction_of_ones
rounded = detection.rounded
