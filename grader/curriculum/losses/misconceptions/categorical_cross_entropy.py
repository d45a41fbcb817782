"""Known wrong ideas of losses.categorical_cross_entropy."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.curriculum.losses.misconceptions.nearly_right import LIMITS, is_one_of, is_rounded
from grader.feedback.misconception import misconception, symptom


def right(Y, P):
    return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7)), axis=1))


@misconception("losses.categorical_cross_entropy")
def opposite_sign(Y, P):
    """Falta el signo menos: el logaritmo de una probabilidad es negativo, y una pérdida no puede serlo."""
    return np.mean(np.sum(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7)), axis=1))


@misconception("losses.categorical_cross_entropy")
def mean_over_every_element(Y, P):
    """Haces la media de todos los elementos, también de los ceros de cada fila, así que divides además entre el número
    de clases. Dentro de una fila se suma; la media es entre filas."""
    return -np.mean(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7)))


@misconception("losses.categorical_cross_entropy")
def sum_instead_of_mean(Y, P):
    """Sumas las pérdidas de todas las filas. Se pide su media, para que no dependa de cuántas haya."""
    return -np.sum(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7)))


@misconception("losses.categorical_cross_entropy")
def divided_by_the_classes(Y, P):
    """Divides entre el número de clases en vez de entre el de ejemplos. Mira a lo largo de qué eje sumas y a lo largo
    de cuál haces la media."""
    return -np.sum(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7))) / Y.shape[1]


@misconception("losses.categorical_cross_entropy", twin_of="divided_by_the_classes")
def wrong_axis(Y, P):
    """Sumas cada columna y haces la media entre columnas. Una fila es un ejemplo: se suma dentro de ella y la media se
    hace entre ejemplos."""
    return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7)), axis=0))


@misconception("losses.categorical_cross_entropy")
def not_averaged(Y, P):
    """Devuelves la pérdida de cada fila por separado. Se pide un solo número que las resuma: falta la media."""
    return -np.sum(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7)), axis=1)


@misconception("losses.categorical_cross_entropy")
def not_summed(Y, P):
    """Devuelves una tabla con lo que paga cada clase de cada fila. Falta sumar dentro de cada fila y hacer la media
    entre ellas."""
    return -Y * np.log(np.clip(P, 1e-7, 1 - 1e-7))


@misconception("losses.categorical_cross_entropy")
def binary_on_every_class(Y, P):
    """Aplicas la fórmula binaria a cada clase, y así también pagan las clases que no son la verdadera. En la categórica
    solo cuenta la probabilidad de la clase verdadera."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P), axis=1))


@misconception("losses.categorical_cross_entropy")
def binary_on_every_element(Y, P):
    """Calculas la entropía cruzada binaria, como si cada clase fuera una pregunta aparte. En la categórica solo cuenta
    la probabilidad de la clase verdadera."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))


@misconception("losses.categorical_cross_entropy")
def logarithm_in_base_2(Y, P):
    """Usas el logaritmo en base 2. Aquí es el natural, que en NumPy es el que no lleva número en el nombre."""
    return -np.mean(np.sum(Y * np.log2(np.clip(P, 1e-7, 1 - 1e-7)), axis=1))


@misconception("losses.categorical_cross_entropy")
def logarithm_in_base_10(Y, P):
    """Usas el logaritmo en base 10. Aquí es el natural, que en NumPy es el que no lleva número en el nombre."""
    return -np.mean(np.sum(Y * np.log10(np.clip(P, 1e-7, 1 - 1e-7)), axis=1))


@misconception("losses.categorical_cross_entropy")
def softmax_applied_again(Y, P):
    """Pasas P por softmax, y sus filas ya son probabilidades: la activación se aplica dos veces."""
    Q = np.exp(P) / np.exp(P).sum(axis=1, keepdims=True)
    return -np.mean(np.sum(Y * np.log(np.clip(Q, 1e-7, 1 - 1e-7)), axis=1))


@misconception("losses.categorical_cross_entropy")
def entropy_of_the_prediction(Y, P):
    """Multiplicas el logaritmo por las mismas probabilidades, y entonces Y no interviene: mides lo indeciso que está el
    modelo, no si acierta."""
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(P * np.log(P), axis=1))


@misconception("losses.categorical_cross_entropy")
def uses_the_largest_probability(Y, P):
    """Cobras por la mayor probabilidad de cada fila, sea o no la de la clase verdadera. Es Y quien dice cuál hay que
    mirar."""
    return -np.mean(np.log(np.clip(P.max(axis=1), 1e-7, 1 - 1e-7)))


@misconception("losses.categorical_cross_entropy")
def only_the_first_row(Y, P):
    """Solo cuenta la primera fila: mira si un índice se queda fijo en 0 o si el `return` está dentro del bucle."""
    return -np.sum(Y[0] * np.log(np.clip(P[0], 1e-7, 1 - 1e-7)))


@misconception("losses.categorical_cross_entropy")
def logarithm_of_the_mean(Y, P):
    """Haces la media de las probabilidades y después un solo logaritmo. El orden importa: cada fila paga lo suyo y se
    hace la media de lo que pagan."""
    return -np.log(np.clip(np.mean(np.sum(Y * P, axis=1)), 1e-7, 1 - 1e-7))


@misconception("losses.categorical_cross_entropy")
def swapped_arguments(Y, P):
    """Has intercambiado los papeles de los dos argumentos: tomas el logaritmo de Y. El logaritmo va sobre las
    probabilidades."""
    return -np.mean(np.sum(P * np.log(np.clip(Y, 1e-7, 1 - 1e-7)), axis=1))


@misconception("losses.categorical_cross_entropy")
def swapped_arguments_without_clipping(Y, P):
    """Has intercambiado los papeles de los dos argumentos: tomas el logaritmo de Y, que está llena de ceros. El
    logaritmo va sobre las probabilidades."""
    return -np.mean(np.sum(P * np.log(Y), axis=1))


@symptom("losses.categorical_cross_entropy")
def labels_as_indices(call: Call):
    """Usas Y como índices, como si trajera el número de cada clase. Y ya llega en one-hot, una fila de ceros con un uno
    por ejemplo: multiplica, o busca antes dónde está el uno."""
    return call.raised == "IndexError" and "arrays used as indices" in call.raised_text


@misconception("losses.categorical_cross_entropy")
def zeros_and_ones_as_indices(Y, P):
    """Usas los ceros y unos de Y como índices, como si fueran números de clase. Y llega en one-hot: multiplica, o busca
    antes dónde está el uno."""
    return -np.mean(np.log(np.clip(P[np.arange(len(Y)), Y.astype(int)], 1e-7, 1 - 1e-7)))


@misconception("losses.categorical_cross_entropy")
def mse_instead(Y, P):
    """Calculas el error cuadrático medio. La entropía cruzada cobra con un logaritmo, y solo por la clase verdadera."""
    return np.mean((Y - P) ** 2)


@misconception("losses.categorical_cross_entropy")
def without_logarithm(Y, P):
    """Haces la media de las probabilidades de la clase verdadera: falta el logaritmo."""
    return np.mean(np.sum(Y * P, axis=1))


@misconception("losses.categorical_cross_entropy")
def without_clipping(Y, P):
    """Al logaritmo le llegan las probabilidades sin recortar, y con un 0 es infinito: 0 por infinito da NaN aunque esa
    clase no cuente. Recórtalas antes; y recuerda que `np.clip` no cambia lo que recibe: da otro array."""
    return -np.mean(np.sum(Y * np.log(P), axis=1))


@misconception("losses.categorical_cross_entropy")
def picks_without_clipping(Y, P):
    """Coges solo la probabilidad de la clase verdadera, y así los ceros de las demás no molestan; pero si la que vale 0
    es ella, la pérdida es infinita. Falta recortarla."""
    return -np.mean(np.log(P[Y == 1]))


@symptom("losses.categorical_cross_entropy")
def another_limit(call: Call):
    """La idea de no dejar que las probabilidades lleguen a 0 es buena, pero el límite no es el del enunciado: o es otro
    número, o lo sumas en vez de recortar."""
    Y, P = call.arguments
    shares = [np.clip(P, limit, 1 - limit) for limit in LIMITS] + [P + limit for limit in LIMITS]
    losses = [-np.mean(np.sum(Y * np.log(Q), axis=1)) for Q in shares]
    right = -np.mean(np.sum(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7)), axis=1))
    return is_one_of(call.value, losses, right)


@symptom("losses.categorical_cross_entropy", throughout=True)
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    Y, P = call.arguments
    return is_rounded(call.value, -np.mean(np.sum(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7)), axis=1)))
