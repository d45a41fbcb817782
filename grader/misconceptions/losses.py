"""Known wrong ideas of the unit losses."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.misconception import misconception, symptom

# -- mse ---------------------------------------------------------------------------------------


@misconception("losses.mse")
def sum_instead_of_mean(y_true, y_pred):
    """Sumas los cuadrados y no haces la media: el error crece solo porque haya más valores. Falta dividir entre cuántos
    son."""
    return np.sum((y_true - y_pred) ** 2)


@misconception("losses.mse")
def divided_by_two(y_true, y_pred):
    """Divides además entre 2. Algunos libros lo hacen para que la derivada quede más limpia; la fórmula de este
    enunciado no lo lleva."""
    return np.mean((y_true - y_pred) ** 2) / 2


@misconception("losses.mse")
def half_of_the_sum(y_true, y_pred):
    """Sumas los cuadrados y divides entre 2, en vez de dividir entre cuántos son. Se pide su media."""
    return np.sum((y_true - y_pred) ** 2) / 2


@misconception("losses.mse")
def root(y_true, y_pred):
    """Haces al final la raíz cuadrada: eso es la RMSE. Aquí se pide el error cuadrático medio, sin raíz."""
    return np.sqrt(np.mean((y_true - y_pred) ** 2))


@misconception("losses.mse")
def absolute_error(y_true, y_pred):
    """Usas el valor absoluto de cada error: eso es el error absoluto medio. En este, un error doble pesa cuatro veces
    más."""
    return np.mean(np.abs(y_true - y_pred))


@misconception("losses.mse")
def not_squared(y_true, y_pred):
    """Haces la media de los errores sin elevarlos al cuadrado, y los positivos se anulan con los negativos."""
    return np.mean(y_true - y_pred)


@misconception("losses.mse", twin_of="not_squared")
def not_squared_the_other_way(y_true, y_pred):
    """Haces la media de los errores sin elevarlos al cuadrado, y los positivos se anulan con los negativos."""
    return np.mean(y_pred - y_true)


@misconception("losses.mse")
def square_of_the_mean(y_true, y_pred):
    """Haces la media antes que el cuadrado, y los errores positivos se anulan con los negativos. El orden importa:
    primero se eleva cada error."""
    return np.mean(y_true - y_pred) ** 2


@misconception("losses.mse")
def variance_of_the_error(y_true, y_pred):
    """Calculas la varianza de los errores, que los mide desde su media: un modelo que se equivoca siempre en lo mismo
    sacaría un 0. Se miden desde el 0."""
    return np.var(y_true - y_pred)


@misconception("losses.mse")
def divided_by_the_rows(y_true, y_pred):
    """Divides entre el número de filas, que en una matriz no es el de elementos. `len` solo mira el primer eje."""
    return np.sum((y_true - y_pred) ** 2) / len(y_true)


@misconception("losses.mse")
def divided_by_one_less(y_true, y_pred):
    """Divides entre n - 1, como en la varianza de una muestra. Aquí es una media corriente."""
    return np.sum((y_true - y_pred) ** 2) / max(np.size(y_true) - 1, 1)


@misconception("losses.mse")
def one_error_per_column(y_true, y_pred):
    """Haces la media a lo largo de un solo eje, y con una matriz salen varios números. La pérdida es uno solo, de todos
    los elementos: mira el argumento `axis`."""
    return np.mean((y_true - y_pred) ** 2, axis=0)


@misconception("losses.mse", twin_of="one_error_per_column")
def one_error_per_row(y_true, y_pred):
    """Haces la media a lo largo del último eje, y con una matriz salen varios números. La pérdida es uno solo: mira el
    argumento `axis`."""
    return np.mean((y_true - y_pred) ** 2, axis=-1)


@misconception("losses.mse")
def not_averaged(y_true, y_pred):
    """Devuelves el cuadrado de cada error por separado. La pérdida los resume en un solo número: falta la media."""
    return (y_true - y_pred) ** 2


@misconception("losses.mse")
def difference_of_squares(y_true, y_pred):
    """Elevas al cuadrado antes de restar, y la diferencia de los cuadrados no es el cuadrado de la diferencia: puede
    incluso salir negativa."""
    return np.mean(y_true**2 - y_pred**2)


@misconception("losses.mse")
def opposite_sign(y_true, y_pred):
    """El resultado es negativo, y una media de cuadrados no puede serlo: sobra un signo menos."""
    return -np.mean((y_true - y_pred) ** 2)


@misconception("losses.mse")
def sum_of_the_two(y_true, y_pred):
    """Sumas los dos arrays en vez de restarlos. El error es lo que le falta o le sobra a la predicción."""
    return np.mean((y_true + y_pred) ** 2)


@misconception("losses.mse")
def relative_error(y_true, y_pred):
    """Divides cada error entre el valor verdadero. El error que se pide no es relativo, y con un 0 no sabrías qué
    hacer."""
    return np.mean(((y_true - y_pred) / (y_true + 1e-7)) ** 2)


@symptom("losses.mse")
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    y_true, y_pred = call.arguments
    return _is_rounded(call.value, np.mean((y_true - y_pred) ** 2))


def _is_rounded(value, right):
    """Whether a number is the right one, rounded to a few decimals."""
    return np.ndim(value) == 0 and any(
        abs(value - np.round(right, decimals)) < 1e-9 < 1e-6 < abs(value - right) for decimals in (1, 2, 3, 4, 5)
    )


@misconception("losses.mse")
def lets_numpy_broadcast(y_true, y_pred):
    """No compruebas las formas, y NumPy combina sin protestar arrays distintos: una (3,) con una (3, 1) dan nueve
    diferencias. Compara las formas antes de restar."""
    return np.mean((y_true - y_pred) ** 2)


@misconception("losses.mse")
def compares_lengths_only(y_true, y_pred):
    """Comparas las longitudes o el número de elementos, y una (3,) y una (3, 1) coinciden en las dos cosas: NumPy las
    combina en nueve diferencias. Compara la forma entera."""
    if len(y_true) != len(y_pred):
        raise ValueError
    return np.mean((y_true - y_pred) ** 2)


@misconception("losses.mse", twin_of="compares_lengths_only")
def compares_sizes_only(y_true, y_pred):
    """Comparas cuántos elementos hay, pero una (3,) y una (3, 1) tienen los mismos y NumPy las combina en nueve.
    Compara la forma entera."""
    if np.size(y_true) != np.size(y_pred):
        raise ValueError
    return np.mean((y_true - y_pred) ** 2)


@misconception("losses.mse")
def flattened_before_comparing(y_true, y_pred):
    """Aplanas los arrays antes de comparar sus formas, y así una (3,) y una (3, 1) parecen iguales. Compáralas como
    llegan."""
    if np.size(y_true) != np.size(y_pred):
        raise ValueError
    return np.mean((np.ravel(y_true) - np.ravel(y_pred)) ** 2)


@misconception("losses.mse")
def none_for_different_shapes(y_true, y_pred):
    """Cuando las formas no coinciden devuelves None y el programa sigue como si nada. El enunciado pide que se lance un
    error."""
    return np.mean((y_true - y_pred) ** 2) if np.shape(y_true) == np.shape(y_pred) else None


# -- binary_cross_entropy ----------------------------------------------------------------------


@misconception("losses.binary_cross_entropy")
def opposite_sign(y_true, p):
    """Falta el signo menos: el logaritmo de una probabilidad es negativo, y una pérdida no puede serlo."""
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


@misconception("losses.binary_cross_entropy")
def minus_on_the_first_term_only(y_true, p):
    """El signo menos solo afecta a uno de los dos términos: faltan paréntesis alrededor de la suma."""
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
    """No recortas las probabilidades, y cuando p vale justo 0 o 1 el logaritmo es infinito y sale infinito o NaN.
    Recórtalas antes de tomar logaritmos."""
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
    return _is_one_of(call.value, losses, -np.mean(y_true * np.log(q) + (1 - y_true) * np.log(1 - q)))


LIMITS = [10.0**-power for power in range(2, 17)]


def _is_one_of(value, losses, right):
    """Whether a finite number is one of the wrong ones, and not the right one."""
    finite = [loss for loss in losses if np.isfinite(loss)]
    return abs(value - right) > 5e-7 + 1e-5 * abs(right) and bool(
        np.isclose(value, finite, rtol=1e-6, atol=1e-12).any()
    )


@symptom("losses.binary_cross_entropy")
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    y_true, p = call.arguments
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return _is_rounded(call.value, -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p)))


# -- categorical_cross_entropy -----------------------------------------------------------------


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
    """No recortas las probabilidades, y con un 0 el logaritmo es infinito: 0 por infinito da NaN aunque esa clase no
    cuente. Recórtalas antes de tomar logaritmos."""
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
    return _is_one_of(call.value, losses, right)


@symptom("losses.categorical_cross_entropy")
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    Y, P = call.arguments
    return _is_rounded(call.value, -np.mean(np.sum(Y * np.log(np.clip(P, 1e-7, 1 - 1e-7)), axis=1)))


# -- accuracy ----------------------------------------------------------------------------------


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


@symptom("losses.accuracy")
def rounded(call: Call):
    """Redondeas el resultado. Para leerlo puede ser cómodo, pero la función debe devolver todos los decimales."""
    y_true, y_pred = call.arguments
    return _is_rounded(call.value, np.mean(y_true == y_pred))


# -- predict_classes ---------------------------------------------------------------------------


@misconception("losses.predict_classes")
def equal_is_not_enough(probabilities, threshold=0.5):
    """Una probabilidad igual al umbral ya es de la clase 1, y tú la dejas en 0. Mira si la desigualdad incluye el
    igual."""
    return (np.ravel(probabilities) > threshold).astype(int)


@misconception("losses.predict_classes")
def rounds(probabilities, threshold=0.5):
    """Redondeas: eso no usa el umbral, y además el 0.5 acaba en 0. Compara las probabilidades con el umbral."""
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
    """Buscas la posición de la mayor probabilidad de cada fila, pero solo hay una por ejemplo: siempre sale 0. Eso
    sirve con una salida por clase; aquí se compara con el umbral."""
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
    """Devuelves las probabilidades, sin decidir: falta compararlas con el umbral."""
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
