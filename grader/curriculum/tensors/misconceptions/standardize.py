"""Known wrong ideas of tensors.standardize."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.misconception import misconception, symptom


def right(X):
    deviation = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(deviation == 0, 1, deviation)


@misconception("tensors.standardize")
def sample_deviation(X):
    """Usas la desviación típica muestral, que divide entre n - 1 (`ddof=1`, o la que da pandas si no se le dice nada).
    Aquí se pide la poblacional."""
    return (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)


@misconception("tensors.standardize")
def divided_by_the_variance(X):
    """Divides entre la varianza, que está en unidades al cuadrado. Falta un paso para llegar a la desviación típica."""
    return (X - X.mean(axis=0)) / X.var(axis=0)


@misconception("tensors.standardize")
def of_the_whole_matrix(X):
    """Usas una sola media y una sola desviación típica para toda la matriz. Cada columna tiene sus propias unidades y
    necesita las suyas: mira el argumento `axis`."""
    return (X - X.mean()) / X.std()


@misconception("tensors.standardize")
def one_deviation_for_all(X):
    """La media es la de cada columna, pero la desviación típica es la de toda la matriz. También la desviación se
    calcula columna por columna."""
    return (X - X.mean(axis=0)) / X.std()


@misconception("tensors.standardize")
def one_mean_for_all(X):
    """La desviación típica es la de cada columna, pero la media es la de toda la matriz. También la media se calcula
    columna por columna."""
    return (X - X.mean()) / X.std(axis=0)


@misconception("tensors.standardize")
def by_rows(X):
    """Estandarizas cada fila. Una fila mezcla cantidades distintas de un mismo ejemplo; lo que se compara es una
    columna. Recuerda qué recorre cada valor de `axis`."""
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)


@misconception("tensors.standardize")
def only_centred(X):
    """Restas la media y ahí te quedas: falta dividir para que la desviación típica sea 1."""
    return X - X.mean(axis=0)


@misconception("tensors.standardize")
def not_centred(X):
    """Divides entre la desviación típica sin restar la media, así que la media de cada columna no queda en 0."""
    return X / X.std(axis=0)


@misconception("tensors.standardize")
def around_the_median(X):
    """Restas la mediana, el valor de en medio, en vez de la media. Coinciden solo si los datos son simétricos."""
    return (X - np.median(X, axis=0)) / X.std(axis=0)


@misconception("tensors.standardize")
def mean_absolute_deviation(X):
    """Divides entre la media de las distancias a la media, sin elevarlas al cuadrado. La desviación típica pasa por los
    cuadrados: repasa su definición."""
    centred = X - X.mean(axis=0)
    return centred / np.abs(centred).mean(axis=0)


@misconception("tensors.standardize")
def divided_by_the_norm(X):
    """Sumas los cuadrados y haces la raíz, pero olvidas la media de por medio: el divisor crece con el número de
    filas."""
    centred = X - X.mean(axis=0)
    return centred / np.linalg.norm(centred, axis=0)


@misconception("tensors.standardize")
def deviation_around_zero(X):
    """Calculas la desviación con los datos sin centrar. La desviación típica mide la distancia a la media de la
    columna, no a 0."""
    return (X - X.mean(axis=0)) / np.sqrt((X**2).mean(axis=0))


@misconception("tensors.standardize")
def parentheses_missing(X):
    """La división se hace antes que la resta, porque faltan paréntesis en el numerador: solo se divide la media."""
    return X - X.mean(axis=0) / X.std(axis=0)


@misconception("tensors.standardize")
def min_max_instead(X):
    """Escalas entre el mínimo y el máximo. Eso es otro ejercicio: aquí se piden media 0 y desviación típica 1."""
    return (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.standardize")
def divided_by_the_range(X):
    """Restas la media, pero divides entre el recorrido (el máximo menos el mínimo). Lo que debe quedar en 1 es la
    desviación típica."""
    return (X - X.mean(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.standardize")
def multiplied_by_the_deviation(X):
    """Multiplicas por la desviación típica en vez de dividir. Comprueba si una columna más dispersa debería acabar con
    números mayores."""
    return (X - X.mean(axis=0)) * X.std(axis=0)


@misconception("tensors.standardize")
def opposite_sign(X):
    """El resultado tiene el signo cambiado: un valor mayor que la media debe salir positivo. Mira qué se resta de
    qué."""
    return (X.mean(axis=0) - X) / X.std(axis=0)


@misconception("tensors.standardize")
def only_exactly_null_deviations(X):
    """Una columna constante solo la reconoces si su desviación es exactamente 0, y en una de 0.1 el redondeo deja algo
    como 1e-17: al dividir por eso salen unos. Compara con un número muy pequeño, o mira si el máximo y el mínimo de la
    columna coinciden."""
    deviation = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(deviation == 0, 1, deviation)


@symptom("tensors.standardize")
def only_exactly_null_deviations_of_its_own(call: Call):
    """Una columna constante solo la reconoces si su desviación es exactamente 0, y en muchas el redondeo deja un número
    minúsculo: al dividir por él salen números que no son 0. Compara con un número muy pequeño, o mira si el máximo y el
    mínimo de la columna coinciden."""
    X, got = np.asarray(call.arguments[0], float), np.asarray(call.value, float)
    constant = X.max(axis=0) == X.min(axis=0)
    if got.shape != X.shape or not constant.any():
        return False
    left = got[:, constant]
    # The residue of a sum over its own size: 1, which somebody may have put there, or -1, which nobody would.
    residue = np.isin(left, (-1, 0, 1)).all() and (left == left[:1]).all() and (left == -1).any()
    return bool(residue and np.allclose(got[:, ~constant], right(X)[:, ~constant], rtol=1e-4, atol=1e-4))


@misconception("tensors.standardize")
def constant_column_divides_by_zero(X):
    """En una columna constante la desviación típica es 0, y divides 0 entre 0: sale NaN. Trata aparte la desviación
    nula, columna por columna."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


@misconception("tensors.standardize")
def constant_column_left_as_it_is(X):
    """Dejas las columnas constantes con sus unidades originales. No tienen dispersión, y su valor es su media: mira en
    el enunciado en qué deben quedar."""
    deviation = X.std(axis=0)
    return np.where(deviation == 0, X, (X - X.mean(axis=0)) / np.where(deviation == 0, 1, deviation))


@misconception("tensors.standardize")
def one_constant_column_erases_all(X):
    """En cuanto una columna es constante pones a 0 toda la matriz. La decisión es de cada columna: las demás se
    estandarizan como siempre."""
    return np.zeros(X.shape) if (X.std(axis=0) == 0).any() else (X - X.mean(axis=0)) / X.std(axis=0)


@symptom("tensors.standardize", throughout=True)
def something_added_to_the_deviation(call: Call):
    """Sumas a la desviación un número pequeño para no dividir entre 0, pero no es tan pequeño: la desviación de cada
    columna ya no queda en 1. Cambia el divisor solo donde sea 0."""
    X = np.asarray(call.arguments[0], float)
    deviation = X.std(axis=0)
    return bool(deviation.any()) and any(
        np.allclose(call.value, (X - X.mean(axis=0)) / (deviation + 10.0**-k), rtol=1e-7, atol=1e-12) for k in range(7)
    )
