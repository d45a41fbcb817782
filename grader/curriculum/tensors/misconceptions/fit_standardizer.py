"""Known wrong ideas of tensors.fit_standardizer."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.misconception import misconception, symptom


def right(X_train):
    varies = X_train.max(axis=0) > X_train.min(axis=0)
    return X_train.mean(axis=0), np.where(varies, X_train.std(axis=0), 0)


@misconception("tensors.fit_standardizer")
def deviation_first(X_train):
    """Devuelves primero la desviación típica y después la media. El enunciado las pide al revés, y quien las use las
    tomará por lo que no son."""
    return X_train.std(axis=0), X_train.mean(axis=0)


@misconception("tensors.fit_standardizer")
def sample_deviation(X_train):
    """Usas la desviación típica muestral, que divide entre n - 1 (`ddof=1`, o la que da pandas si no se le dice nada).
    Aquí se pide la poblacional."""
    return X_train.mean(axis=0), X_train.std(axis=0, ddof=1)


@misconception("tensors.fit_standardizer")
def variance(X_train):
    """Devuelves la varianza, que está en unidades al cuadrado. Falta un paso para llegar a la desviación típica."""
    return X_train.mean(axis=0), X_train.var(axis=0)


@misconception("tensors.fit_standardizer")
def sample_variance(X_train):
    """Devuelves la varianza, y además dividiendo entre n - 1. Se pide la desviación típica poblacional: con n, y con
    una raíz al final."""
    return X_train.mean(axis=0), X_train.var(axis=0, ddof=1)


@misconception("tensors.fit_standardizer")
def of_the_whole_matrix(X_train):
    """Calculas una sola media y una sola desviación típica para toda la matriz. Cada columna tiene sus propias unidades
    y necesita las suyas: mira el argumento `axis`."""
    return X_train.mean(), X_train.std()


@misconception("tensors.fit_standardizer")
def of_the_whole_matrix_repeated(X_train):
    """Das a todas las columnas la misma media y la misma desviación típica, las de toda la matriz. Cada columna tiene
    sus propias unidades y necesita las suyas."""
    d = X_train.shape[1]
    return np.full(d, X_train.mean()), np.full(d, X_train.std())


@misconception("tensors.fit_standardizer")
def one_deviation_for_all(X_train):
    """La media es la de cada columna, pero la desviación típica es la de toda la matriz. También la desviación se
    calcula columna por columna."""
    return X_train.mean(axis=0), np.full(X_train.shape[1], X_train.std())


@misconception("tensors.fit_standardizer")
def one_deviation_number(X_train):
    """La media es la de cada columna, pero de desviación típica das un solo número, el de toda la matriz. También la
    desviación se calcula columna por columna."""
    return X_train.mean(axis=0), X_train.std()


@misconception("tensors.fit_standardizer")
def by_rows(X_train):
    """Calculas la media y la desviación típica de cada fila. Una fila mezcla cantidades distintas de un mismo ejemplo;
    lo que se resume es cada columna. Recuerda qué recorre cada valor de `axis`."""
    return X_train.mean(axis=1), X_train.std(axis=1)


@misconception("tensors.fit_standardizer")
def rows_kept(X_train):
    """Los números están bien, pero cada resultado sale como una matriz de una fila, (1, d): se piden vectores de forma
    (d,). Mira si sobra un `keepdims=True`."""
    return X_train.mean(axis=0, keepdims=True), X_train.std(axis=0, keepdims=True)


@misconception("tensors.fit_standardizer")
def axes_of_length_one_lost(X_train):
    """Quitas todos los ejes de longitud 1, y con una sola columna no queda ninguno. Los dos resultados son siempre
    vectores (d,), también cuando d es 1."""
    return tuple(map(np.squeeze, right(X_train)))


@misconception("tensors.fit_standardizer")
def table_standardized(X_train):
    """Devuelves la tabla ya estandarizada. Aquí solo se aprenden la media y la desviación: aplicarlas es el ejercicio
    siguiente."""
    return (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)


@misconception("tensors.fit_standardizer")
def only_the_means(X_train):
    """Devuelves solo las medias. Faltan las desviaciones típicas, como segundo resultado."""
    return X_train.mean(axis=0)


@misconception("tensors.fit_standardizer")
def minimum_and_maximum(X_train):
    """Devuelves el mínimo y el máximo de cada columna: eso sirve para el escalado mín-máx. Aquí se piden la media y la
    desviación típica."""
    return X_train.min(axis=0), X_train.max(axis=0)


@misconception("tensors.fit_standardizer")
def range_instead(X_train):
    """La media está bien, pero de dispersión das el recorrido (el máximo menos el mínimo). Se pide la desviación
    típica."""
    return X_train.mean(axis=0), X_train.max(axis=0) - X_train.min(axis=0)


@misconception("tensors.fit_standardizer")
def median_instead(X_train):
    """Das la mediana, el valor de en medio, en vez de la media. Coinciden solo si los datos son simétricos."""
    return np.median(X_train, axis=0), X_train.std(axis=0)


@misconception("tensors.fit_standardizer")
def mean_absolute_deviation(X_train):
    """Das la media de las distancias a la media, sin elevarlas al cuadrado. La desviación típica pasa por los
    cuadrados: repasa su definición."""
    mean = X_train.mean(axis=0)
    return mean, np.abs(X_train - mean).mean(axis=0)


@misconception("tensors.fit_standardizer")
def not_averaged(X_train):
    """Sumas los cuadrados y haces la raíz, pero olvidas la media de por medio: tu desviación crece con el número de
    filas."""
    mean = X_train.mean(axis=0)
    return mean, np.linalg.norm(X_train - mean, axis=0)


@misconception("tensors.fit_standardizer")
def deviation_around_zero(X_train):
    """Calculas la desviación con los datos sin centrar. La desviación típica mide la distancia a la media de la
    columna, no a 0."""
    return X_train.mean(axis=0), np.sqrt((X_train**2).mean(axis=0))


@misconception("tensors.fit_standardizer")
def sum_instead_of_mean(X_train):
    """En vez de la media das la suma de cada columna: falta dividir entre el número de filas."""
    return X_train.sum(axis=0), X_train.std(axis=0)


@misconception("tensors.fit_standardizer")
def constant_columns_dropped(X_train):
    """Quitas las columnas constantes, y así faltan números. Cada columna tiene su media y su desviación, aunque esta
    sea 0."""
    kept = X_train[:, X_train.max(axis=0) > X_train.min(axis=0)]
    return kept.mean(axis=0), kept.std(axis=0)


@misconception("tensors.fit_standardizer")
def null_deviation_replaced(X_train):
    """Si la desviación de una columna es 0, la cambias por un 1. Eso hace falta al dividir, en el ejercicio siguiente;
    aquí se pide la desviación que hay."""
    deviation = X_train.std(axis=0)
    varies = X_train.max(axis=0) > X_train.min(axis=0)
    return X_train.mean(axis=0), np.where(varies & (deviation > 0), deviation, 1)


@misconception("tensors.fit_standardizer", twin_of="null_deviation_replaced")
def exactly_null_deviation_replaced(X_train):
    """Si la desviación de una columna es justo 0, la cambias por un 1. Eso hace falta al dividir, en el ejercicio
    siguiente; aquí se pide la desviación que hay."""
    deviation = X_train.std(axis=0)
    return X_train.mean(axis=0), np.where(deviation == 0, 1, deviation)


@symptom("tensors.fit_standardizer", throughout=True)
def something_added_to_the_deviation(call: Call):
    """Sumas a la desviación un número pequeño, pero no es tan pequeño. Aquí no se divide entre nada: devuelve la
    desviación tal cual."""
    X = np.asarray(call.arguments[0], float)
    mean, deviation = (np.asarray(part, float) for part in call.value)
    added = deviation - X.std(axis=0)
    near = any(np.allclose(added, 10.0**-k, rtol=1e-3, atol=1e-12) for k in range(6))
    return near and np.allclose(mean, X.mean(axis=0), rtol=1e-4, atol=1e-4)
