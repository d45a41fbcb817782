"""Known wrong ideas of tensors.min_max_scale."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.misconception import misconception, symptom


def right(X):
    spread = np.ptp(X, axis=0)
    return (X - X.min(axis=0)) / np.where(spread == 0, 1, spread)


@misconception("tensors.min_max_scale")
def of_the_whole_matrix(X):
    """Usas un solo mínimo y un solo máximo para toda la matriz. Cada columna tiene sus propias unidades y necesita los
    suyos: mira el argumento `axis`."""
    return (X - X.min()) / (X.max() - X.min())


@misconception("tensors.min_max_scale")
def by_rows(X):
    """Escalas cada fila con su mínimo y su máximo. Una fila mezcla cantidades distintas de un mismo ejemplo; lo que se
    compara es una columna. Recuerda qué recorre cada valor de `axis`."""
    low, high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    return (X - low) / (high - low)


@misconception("tensors.min_max_scale")
def divided_by_the_maximum(X):
    """Divides cada columna entre su máximo, pero no la mueves antes: su mínimo no llega a 0. Falta restar algo."""
    return X / X.max(axis=0)


@misconception("tensors.min_max_scale")
def shifted_but_divided_by_the_maximum(X):
    """Restas el mínimo y luego divides entre el máximo de la columna original. Después de restar, el mayor valor ya no
    es ese: piensa cuánto mide el recorrido de la columna."""
    return (X - X.min(axis=0)) / X.max(axis=0)


@misconception("tensors.min_max_scale")
def divided_by_the_maximum_if_not_zero(X):
    """Divides cada columna entre su máximo, pero no la mueves antes: su mínimo no llega a 0. Que el máximo sea 0 no es
    el problema; falta restar algo."""
    high = X.max(axis=0)
    return X / np.where(high == 0, 1, high)


@misconception("tensors.min_max_scale")
def shifted_but_divided_by_the_maximum_if_not_zero(X):
    """Restas el mínimo y luego divides entre el máximo de la columna original. Después de restar, el mayor valor ya no
    es ese: piensa cuánto mide el recorrido de la columna y cuándo es nulo."""
    high = X.max(axis=0)
    return (X - X.min(axis=0)) / np.where(high == 0, 1, high)


@misconception("tensors.min_max_scale")
def only_shifted(X):
    """Restas el mínimo y ahí te quedas: las columnas empiezan en 0, pero no acaban en 1. Falta dividir."""
    return X - X.min(axis=0)


@misconception("tensors.min_max_scale")
def only_divided(X):
    """Divides entre el recorrido de cada columna sin haber restado su mínimo: el menor valor no llega a 0."""
    return X / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.min_max_scale")
def parentheses_missing(X):
    """La división se hace antes que la resta, porque faltan paréntesis en el numerador: solo se divide el mínimo."""
    low, high = X.min(axis=0), X.max(axis=0)
    return X - low / (high - low)


@misconception("tensors.min_max_scale")
def parentheses_missing_below(X):
    """Faltan paréntesis en el denominador: primero se divide entre el máximo y después se resta el mínimo."""
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / high - low


@misconception("tensors.min_max_scale")
def centred_on_the_mean(X):
    """Restas la media de cada columna, y por eso salen negativos. Lo que debe quedar en 0 es el menor valor."""
    return (X - X.mean(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.min_max_scale")
def from_minus_one_to_one(X):
    """Llevas cada columna al intervalo de -1 a 1. Aquí el menor valor debe quedar en 0."""
    low, high = X.min(axis=0), X.max(axis=0)
    return 2 * (X - low) / (high - low) - 1


@misconception("tensors.min_max_scale")
def upside_down(X):
    """El orden está invertido: el mayor de cada columna queda en 0 y el menor en 1. Mira qué se resta de qué en el
    numerador."""
    low, high = X.min(axis=0), X.max(axis=0)
    return (high - X) / (high - low)


@misconception("tensors.min_max_scale")
def opposite_sign(X):
    """El resultado tiene el signo cambiado: en el numerador y en el denominador se resta en órdenes distintos."""
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / (low - high)


@misconception("tensors.min_max_scale")
def divided_by_the_deviation(X):
    """Divides entre la desviación típica de cada columna. Para que el mayor valor llegue a 1 hay que dividir entre todo
    el recorrido de la columna."""
    return (X - X.min(axis=0)) / X.std(axis=0)


@misconception("tensors.min_max_scale")
def standardized(X):
    """Estandarizas: media 0 y desviación típica 1. Aquí se pide otra escala, la que empieza en 0 y acaba en 1."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


@misconception("tensors.min_max_scale")
def divided_by_the_sum(X):
    """Divides cada columna entre su suma, como si fueran porcentajes de un total. Lo que importa es dónde cae cada
    valor entre el menor y el mayor."""
    return X / X.sum(axis=0)


@misconception("tensors.min_max_scale")
def clipped(X):
    """Recortas los valores a [0, 1] en vez de escalarlos: todo lo que pasa de 1 queda igual. Los valores deben
    repartirse por todo el intervalo."""
    return np.clip(X, 0, 1)


@misconception("tensors.min_max_scale")
def extremes_of_the_absolute_values(X):
    """Quitas el signo a los datos antes de escalar, y así -3 y 3 acaban en el mismo sitio. El menor de una columna
    puede ser negativo."""
    low, high = np.abs(X).min(axis=0), np.abs(X).max(axis=0)
    return (np.abs(X) - low) / (high - low)


@misconception("tensors.min_max_scale")
def constant_column_divides_by_zero(X):
    """En una columna constante el máximo y el mínimo coinciden, y divides 0 entre 0: sale NaN. Trata aparte el
    recorrido nulo, columna por columna."""
    return (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.min_max_scale")
def constant_column_becomes_one(X):
    """Una columna constante te queda a 1. Su valor es a la vez el mínimo y el máximo, y el enunciado elige que cuente
    como el mínimo."""
    low, high = X.min(axis=0), X.max(axis=0)
    return np.where(high > low, (X - low) / np.where(high > low, high - low, 1), 1)


@misconception("tensors.min_max_scale")
def constant_column_becomes_a_half(X):
    """Una columna constante te queda a 0.5. Mira en el enunciado qué valor debe tener."""
    low, high = X.min(axis=0), X.max(axis=0)
    return np.where(high > low, (X - low) / np.where(high > low, high - low, 1), 0.5)


@misconception("tensors.min_max_scale")
def constant_column_left_as_it_is(X):
    """Dejas las columnas constantes con sus unidades originales. También deben acabar entre 0 y 1: el enunciado dice en
    qué valor."""
    low, high = X.min(axis=0), X.max(axis=0)
    return np.where(high > low, (X - low) / np.where(high > low, high - low, 1), X)


@misconception("tensors.min_max_scale")
def constant_column_left_in_a_copy(X):
    """Guardas el resultado en una copia de X: sus columnas constantes se quedan con sus unidades, y si X es de enteros
    se pierden los decimales. Guárdalo en un array de ceros, que es lo que vale una columna constante."""
    result = X.copy()
    for j, (low, high) in enumerate(zip(X.min(axis=0), X.max(axis=0), strict=True)):
        if high > low:
            result[:, j] = (X[:, j] - low) / (high - low)
    return result


@misconception("tensors.min_max_scale")
def one_constant_column_erases_all(X):
    """En cuanto una columna es constante pones a 0 toda la matriz. La decisión es de cada columna: las demás se escalan
    como siempre."""
    spread = np.ptp(X, axis=0)
    return np.zeros(X.shape) if (spread == 0).any() else (X - X.min(axis=0)) / spread


@misconception("tensors.min_max_scale")
def divided_as_pixels(X):
    """Divides entre 255, como si fueran píxeles. Aquí cada columna tiene sus propios extremos: búscalos en ella."""
    return X / 255


@misconception("tensors.min_max_scale")
def constant_columns_dropped(X):
    """Quitas las columnas constantes, y el resultado tiene menos que la tabla. Deben seguir en su sitio, con el valor
    que dice el enunciado."""
    X = X[:, X.max(axis=0) != X.min(axis=0)]
    return (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@misconception("tensors.min_max_scale")
def minimum_subtracted_twice(X):
    """En el denominador el mínimo se resta dos veces: una al mover la columna, de la que sale el máximo, y otra
    después. Una vez movida la columna, su máximo ya es el recorrido."""
    low = X.min(axis=0)
    return (X - low) / ((X - low).max(axis=0) - low)


@symptom("tensors.min_max_scale", throughout=True)
def something_added_to_the_range(call: Call):
    """Sumas al recorrido un número pequeño para no dividir entre 0, pero no es tan pequeño: el mayor de cada columna ya
    no llega a 1. Cambia el divisor solo donde sea 0."""
    X = np.asarray(call.arguments[0], float)
    spread = np.ptp(X, axis=0)
    return bool(spread.any()) and any(
        np.allclose(call.value, (X - X.min(axis=0)) / (spread + 10.0**-k), rtol=1e-7, atol=1e-12) for k in range(7)
    )
