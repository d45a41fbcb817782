"""Known wrong ideas of losses.binary_cross_entropy."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.losses.misconceptions.nearly_right import LIMITS, is_one_of, is_rounded
from grader.feedback.misconception import misconception, symptom


def right(y_true, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@misconception("losses.binary_cross_entropy")
def opposite_sign(y_true, p):
    """Falta el signo menos: el logaritmo de una probabilidad es negativo, y una pérdida no puede serlo."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@misconception("losses.binary_cross_entropy")
def minus_on_the_first_term_only(y_true, p):
    """Los dos términos tienen signos opuestos, y deben llevar los dos el menos. O el menos de delante solo afecta al
    primero, y faltan paréntesis alrededor de la suma, o entre los dos términos hay un menos donde va un más."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return np.mean(-y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@misconception("losses.binary_cross_entropy")
def only_the_positive_class(y_true, p):
    """Solo cuentan los ejemplos de la clase 1: a los de la clase 0 no les cobras nada, prediga lo que prediga. Falta un
    término."""
    return -np.mean(y_true * np.log(np.clip(p, 1e-7, 1 - 1e-7)))


@misconception("losses.binary_cross_entropy")
def only_the_negative_class(y_true, p):
    """Solo cuentan los ejemplos de la clase 0: a los de la clase 1 no les cobras nada, prediga lo que prediga. Falta un
    término."""
    return -np.mean((1 - y_true) * np.log(1 - np.clip(p, 1e-7, 1 - 1e-7)))


@misconception("losses.binary_cross_entropy")
def sum_instead_of_mean(y_true, p):
    """Sumas las pérdidas de todos los ejemplos. Se pide su media, para que no dependa de cuántos haya."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@misconception("losses.binary_cross_entropy")
def not_averaged(y_true, p):
    """Devuelves la pérdida de cada ejemplo por separado. Se pide un solo número que las resuma: falta la media."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@misconception("losses.binary_cross_entropy")
def logarithm_in_base_2(y_true, p):
    """Usas el logaritmo en base 2. Aquí es el natural, que en NumPy es el que no lleva número en el nombre."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y_true * np.log2(p) + (1 - y_true) * np.log2(1 - p))


@misconception("losses.binary_cross_entropy")
def logarithm_in_base_10(y_true, p):
    """Usas el logaritmo en base 10. Aquí es el natural, que en NumPy es el que no lleva número en el nombre."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y_true * np.log10(p) + (1 - y_true) * np.log10(1 - p))


@misconception("losses.binary_cross_entropy")
def classes_exchanged(y_true, p):
    """Los dos términos están cruzados: cobras por la probabilidad de la clase equivocada, así que acertar sale caro."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean((1 - y_true) * np.log(p) + y_true * np.log(1 - p))


@misconception("losses.binary_cross_entropy")
def swapped_arguments(y_true, p):
    """Has intercambiado los papeles de los dos argumentos: tomas el logaritmo de las etiquetas. El logaritmo va sobre
    las probabilidades."""
    y_true = np.clip(y_true, 1e-7, 1 - 1e-7)
    return -np.mean(p * np.log(y_true) + (1 - p) * np.log(1 - y_true))


@misconception("losses.binary_cross_entropy")
def swapped_arguments_without_clipping(y_true, p):
    """Has intercambiado los papeles de los dos argumentos: tomas el logaritmo de las etiquetas, que son ceros y unos.
    El logaritmo va sobre las probabilidades."""
    return -np.mean(p * np.log(y_true) + (1 - p) * np.log(1 - y_true))


@misconception("losses.binary_cross_entropy")
def logarithm_of_the_mean(y_true, p):
    """Haces la media de las probabilidades y después un solo logaritmo. El orden importa: cada ejemplo paga lo suyo y
    se hace la media de lo que pagan."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.log(np.mean(np.where(y_true == 1, p, 1 - p)))


@misconception("losses.binary_cross_entropy")
def sigmoid_applied_again(y_true, p):
    """Pasas p por una sigmoide, y ya son probabilidades: la activación se aplica dos veces."""
    q = 1 / (1 + np.exp(-p))
    return -np.mean(y_true * np.log(q) + (1 - y_true) * np.log(1 - q))


@misconception("losses.binary_cross_entropy")
def probabilities_rounded(y_true, p):
    """Redondeas las probabilidades a 0 o 1 antes de medir. La entropía cruzada debe notar si el modelo estaba más o
    menos seguro."""
    q = np.clip(np.round(p), 1e-7, 1 - 1e-7)
    return -np.mean(y_true * np.log(q) + (1 - y_true) * np.log(1 - q))


@misconception("losses.binary_cross_entropy", twin_of="probabilities_rounded")
def classes_decided_first(y_true, p):
    """Conviertes las probabilidades en clases, 0 o 1, antes de medir. La entropía cruzada debe notar si el modelo
    estaba más o menos seguro."""
    q = np.clip((p >= 0.5).astype(float), 1e-7, 1 - 1e-7)
    return -np.mean(y_true * np.log(q) + (1 - y_true) * np.log(1 - q))


@misconception("losses.binary_cross_entropy")
def mse_instead(y_true, p):
    """Calculas el error cuadrático medio. La entropía cruzada cobra con un logaritmo, que castiga mucho más estar
    seguro y equivocarse."""
    return np.mean((y_true - p) ** 2)


@misconception("losses.binary_cross_entropy")
def without_logarithm(y_true, p):
    """Haces la media de la probabilidad que se dio a la clase equivocada: falta el logaritmo."""
    return np.mean(y_true * (1 - p) + (1 - y_true) * p)


@misconception("losses.binary_cross_entropy")
def without_clipping(y_true, p):
    """Al logaritmo le llegan las probabilidades sin recortar, y cuando p vale justo 0 o 1 es infinito y sale infinito o
    NaN. Recórtalas antes; y recuerda que `np.clip` no cambia lo que recibe: da otro array, y es ese el que se usa."""
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@misconception("losses.binary_cross_entropy")
def clipped_only_below(y_true, p):
    """Recortas p por debajo, pero no por arriba: con p = 1 lo que vale 0 es 1 - p, y su logaritmo es infinito."""
    p = np.maximum(p, 1e-7)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@misconception("losses.binary_cross_entropy")
def clipped_only_above(y_true, p):
    """Recortas p por arriba, pero no por debajo: con p = 0 el logaritmo de p es infinito."""
    p = np.minimum(p, 1 - 1e-7)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@misconception("losses.binary_cross_entropy")
def infinity_replaced(y_true, p):
    """Dejas que salga infinito y después lo cambias por otro número, así que la pérdida salta de golpe a algo
    gigantesco. Lo que hay que acotar son las probabilidades, antes del logaritmo."""
    return -np.mean(np.nan_to_num(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)))


@misconception("losses.binary_cross_entropy")
def same_logarithm_for_both(y_true, p):
    """En los dos sumandos calculas el logaritmo de p. El de los ejemplos con y = 0 lleva el de 1 - p, lo que la red da
    a esa clase."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(p))


@misconception("losses.binary_cross_entropy")
def logarithm_clipped(y_true, p):
    """Recortas el logaritmo en -100, como hace PyTorch. Este enunciado recorta las probabilidades, y el límite es
    otro."""
    return -np.mean(y_true * np.maximum(np.log(p), -100) + (1 - y_true) * np.maximum(np.log(1 - p), -100))


@symptom("losses.binary_cross_entropy")
def another_limit(call: Call):
    """La idea de no dejar que p llegue a 0 ni a 1 es buena, pero el límite no es el del enunciado: o es otro número, o
    lo sumas a p en vez de recortar."""
    y_true, p = (np.asarray(argument, float) for argument in call.arguments)
    clipped = [np.clip(p, limit, 1 - limit) for limit in LIMITS]
    pairs = [(q, 1 - q) for q in clipped] + [(p + limit, 1 - p + limit) for limit in LIMITS]
    losses = [-np.mean(y_true * np.log(q) + (1 - y_true) * np.log(r)) for q, r in pairs]
    q = np.clip(p, 1e-7, 1 - 1e-7)
    return is_one_of(call.value, losses, -np.mean(y_true * np.log(q) + (1 - y_true) * np.log(1 - q)))


@symptom("losses.binary_cross_entropy", throughout=True)
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    y_true, p = call.arguments
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return is_rounded(call.value, -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)))
