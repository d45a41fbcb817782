"""Known wrong ideas of losses.precision."""

from __future__ import annotations

import numpy as np

from grader.curriculum.losses.misconceptions import detection
from grader.curriculum.losses.misconceptions.detection import counted, precision_of, share
from grader.feedback.misconception import misconception


def right(y_true, y_pred):
    return precision_of(y_true, y_pred)


@misconception("losses.precision")
def recall_instead(y_true, y_pred):
    """Calculas la sensibilidad: divides entre los ejemplos que de verdad son 1. La precisión divide entre los que se
    predicen como 1."""
    hits, _, missed, _ = counted(y_true, y_pred)
    return share(hits, hits + missed)


@misconception("losses.precision")
def nothing_said_is_not_a_number(y_true, y_pred):
    """Si no se predice ningún 1 divides 0 entre 0, y sale NaN. Mira antes si hay entre qué dividir, y si no, devuelve
    0."""
    hits, alarms, _, _ = counted(y_true, y_pred)
    return np.float64(hits) / np.float64(hits + alarms)


@misconception("losses.precision")
def nothing_said_is_perfect(y_true, y_pred):
    """Si no se predice ningún 1 das 1. Por convenio, en ese caso vale 0."""
    return precision_of(y_true, y_pred) if (y_pred == 1).any() else 1.0


@misconception("losses.precision")
def nothing_said_is_a_half(y_true, y_pred):
    """Si no se predice ningún 1 das 1/2. Por convenio, en ese caso vale 0."""
    return precision_of(y_true, y_pred) if (y_pred == 1).any() else 0.5


@misconception("losses.precision")
def fraction_of_false_alarms(y_true, y_pred):
    """Calculas qué fracción de los predichos como 1 no lo son. La precisión cuenta los que sí."""
    hits, alarms, _, _ = counted(y_true, y_pred)
    return share(alarms, hits + alarms)


@misconception("losses.precision")
def hits_over_false_alarms(y_true, y_pred):
    """Divides los aciertos entre las falsas alarmas. Una fracción se calcula sobre el total: entre todos los ejemplos
    predichos como 1, aciertos incluidos."""
    hits, alarms, _, _ = counted(y_true, y_pred)
    return share(hits, alarms)


@misconception("losses.precision")
def zeros_count_as_hits(y_true, y_pred):
    """Cuentas como aciertos también los 0 que se predicen como 0, y divides entre los predichos como 1. En el numerador
    van solo los 1 que se aciertan."""
    hits, alarms, _, rejected = counted(y_true, y_pred)
    return share(hits + rejected, hits + alarms)


@misconception("losses.precision")
def ones_over_ones(y_true, y_pred):
    """Divides cuántos 1 hay entre cuántos se predicen, sin mirar si coinciden en los mismos ejemplos. Cuenta los
    ejemplos que son 1 en los dos sitios."""
    hits, alarms, missed, _ = counted(y_true, y_pred)
    return share(hits + missed, hits + alarms)


@misconception("losses.precision")
def percentage(y_true, y_pred):
    """Devuelves un porcentaje, de 0 a 100. Se pide la fracción, de 0 a 1."""
    return 100 * precision_of(y_true, y_pred)


@misconception("losses.precision")
def whole_division(y_true, y_pred):
    """Usas la división entera, que se come los decimales: solo da 1 cuando no hay ninguna falsa alarma."""
    hits, alarms, _, _ = counted(y_true, y_pred)
    return hits // (hits + alarms) if hits + alarms else 0


@misconception("losses.precision")
def mean_over_the_classes(y_true, y_pred):
    """Calculas la precisión de cada una de las dos clases y haces la media. Se pide la de la clase 1."""
    return (precision_of(y_true, y_pred) + precision_of(1 - y_true, 1 - y_pred)) / 2


@misconception("losses.precision")
def mean_over_the_classes_that_appear(y_true, y_pred):
    """Haces la media de la precisión de cada clase que aparece, como la media «macro» de scikit-learn. Se pide la de la
    clase 1."""
    of_each = {1: precision_of(y_true, y_pred), 0: precision_of(1 - y_true, 1 - y_pred)}
    return np.mean([of_each[kind] for kind in np.union1d(y_true, y_pred).astype(int)])


@misconception("losses.precision")
def one_added_to_the_divisor(y_true, y_pred):
    """Sumas 1 al divisor para que nunca sea 0, y eso cambia todos los resultados. Trata aparte el caso en que no se
    predice ningún 1."""
    hits, alarms, _, _ = counted(y_true, y_pred)
    return hits / (hits + alarms + 1)


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
