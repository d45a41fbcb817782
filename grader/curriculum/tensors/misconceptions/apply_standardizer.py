"""Known wrong ideas of tensors.apply_standardizer."""

from __future__ import annotations

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.misconception import misconception, symptom


def _divided(numbers, divisor):
    return numbers / np.where(divisor == 0, 1, divisor)


def _standardized(X, mean, deviation):
    return _divided(X - mean, deviation)


def right(X, mean, deviation):
    return (X - mean) / np.where(deviation == 0, 1, deviation)


@misconception("tensors.apply_standardizer")
def learned_again(X, mean, deviation):
    """Vuelves a calcular la media y la desviación con los datos que llegan. Se aprendieron en los de entrenamiento y
    llegan como argumentos: usa esas."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


@misconception("tensors.apply_standardizer")
def own_mean(X, mean, deviation):
    """Divides entre la desviación que llega, pero restas la media de X. También la media es la que se aprendió: usa el
    argumento."""
    return _standardized(X, X.mean(axis=0), deviation)


@misconception("tensors.apply_standardizer")
def own_deviation(X, mean, deviation):
    """Restas la media que llega, pero divides entre la desviación de X. También la desviación es la que se aprendió:
    usa el argumento."""
    return _standardized(X, mean, X.std(axis=0))


@misconception("tensors.apply_standardizer", twin_of="own_deviation")
def own_deviation_even_if_null(X, mean, deviation):
    """Restas la media que llega, pero divides entre la desviación de X. También la desviación es la que se aprendió:
    usa el argumento."""
    return (X - mean) / X.std(axis=0)


@misconception("tensors.apply_standardizer")
def only_centred(X, mean, deviation):
    """Restas la media y ahí te quedas: falta dividir entre la desviación."""
    return X - mean


@misconception("tensors.apply_standardizer")
def not_centred(X, mean, deviation):
    """Divides entre la desviación sin restar antes la media."""
    return _divided(X, deviation)


@misconception("tensors.apply_standardizer")
def parentheses_missing(X, mean, deviation):
    """La división se hace antes que la resta, porque faltan paréntesis en el numerador: solo se divide la media."""
    return X - _divided(mean, deviation)


@misconception("tensors.apply_standardizer")
def multiplied_by_the_deviation(X, mean, deviation):
    """Multiplicas por la desviación en vez de dividir. Un ejemplo que está una desviación por encima de la media debe
    quedar a 1."""
    return (X - mean) * deviation


@misconception("tensors.apply_standardizer")
def arguments_exchanged(X, mean, deviation):
    """Restas la desviación y divides entre la media: las has cambiado una por otra."""
    return _standardized(X, deviation, mean)


@misconception("tensors.apply_standardizer")
def undone(X, mean, deviation):
    """Multiplicas por la desviación y sumas la media: eso deshace el estandarizado. Aquí hay que hacerlo."""
    return X * deviation + mean


@misconception("tensors.apply_standardizer")
def added_instead_of_subtracted(X, mean, deviation):
    """Sumas la media en vez de restarla: un ejemplo igual a las medias debe quedar a 0."""
    return _divided(X + mean, deviation)


@misconception("tensors.apply_standardizer")
def opposite_sign(X, mean, deviation):
    """El resultado tiene el signo cambiado: un valor mayor que la media debe salir positivo. Mira qué se resta de
    qué."""
    return _standardized(-X, -mean, deviation)


@misconception("tensors.apply_standardizer")
def divided_by_the_variance(X, mean, deviation):
    """Divides entre el cuadrado de la desviación. Lo que llega ya es la desviación típica: se divide entre ella tal
    cual."""
    return _standardized(X, mean, deviation**2)


@misconception("tensors.apply_standardizer")
def divided_by_the_root(X, mean, deviation):
    """Divides entre la raíz de lo que llega, como si fuera una varianza. Ya es la desviación típica: se divide entre
    ella tal cual."""
    return _standardized(X, mean, np.sqrt(deviation))


@misconception("tensors.apply_standardizer")
def one_mean_and_one_deviation(X, mean, deviation):
    """Usas una sola media y una sola desviación para toda la matriz. Llegan una por columna: NumPy las aplica columna a
    columna sin más."""
    return (X - mean.mean()) / deviation.mean()


@misconception("tensors.apply_standardizer")
def of_the_first_column(X, mean, deviation):
    """Aplicas a todas las columnas la media y la desviación de la primera. Cada columna tiene las suyas."""
    return _standardized(X, mean[0], deviation[0])


@misconception("tensors.apply_standardizer")
def min_max_instead(X, mean, deviation):
    """Escalas entre el mínimo y el máximo de X. Eso es otro ejercicio: aquí se usan la media y la desviación que
    llegan."""
    return _divided(X - X.min(axis=0), X.max(axis=0) - X.min(axis=0))


@misconception("tensors.apply_standardizer")
def axes_of_length_one_lost(X, mean, deviation):
    """Quitas todos los ejes de longitud 1: con un solo ejemplo, o con una sola columna, cambia la forma. El resultado
    es siempre una matriz (n, d)."""
    return np.squeeze(right(X, mean, deviation))


@misconception("tensors.apply_standardizer")
def unchanged(X, mean, deviation):
    """Devuelves los números como llegaron. Mira si lo que calculas se guarda en lo que devuelves."""
    return X


@misconception("tensors.apply_standardizer")
def null_deviation_to_zero(X, mean, deviation):
    """Una columna con desviación 0 la dejas entera a 0. Era constante en el entrenamiento, pero en X puede no serlo:
    solo se le resta la media."""
    return np.where(deviation == 0, 0, _standardized(X, mean, deviation))


@misconception("tensors.apply_standardizer")
def null_deviation_left_as_it_is(X, mean, deviation):
    """Una columna con desviación 0 la dejas como llegó. No se puede dividir, pero sí centrar: réstale su media."""
    return np.where(deviation == 0, X, _standardized(X, mean, deviation))


@misconception("tensors.apply_standardizer")
def null_deviation_to_one(X, mean, deviation):
    """En una columna con desviación 0 pones unos. No se puede dividir, pero sí centrar: lo que queda es x - μ."""
    return np.where(deviation == 0, 1, _standardized(X, mean, deviation))


@misconception("tensors.apply_standardizer")
def one_null_deviation_for_all(X, mean, deviation):
    """En cuanto una desviación es 0 dejas de dividir todas las columnas. La decisión es de cada columna: las demás se
    dividen como siempre."""
    return X - mean if (deviation == 0).any() else (X - mean) / deviation


@misconception("tensors.apply_standardizer")
def null_deviations_dropped(X, mean, deviation):
    """Quitas las columnas cuya desviación es 0, y así cambia la forma de la tabla. Deben seguir en su sitio, solo
    centradas."""
    kept = deviation != 0
    return (X[:, kept] - mean[kept]) / deviation[kept]


@misconception("tensors.apply_standardizer")
def null_deviation_divides_by_zero(X, mean, deviation):
    """En una columna cuya desviación es 0 divides entre 0: salen infinitos o NaN. Trata aparte la desviación nula,
    columna por columna."""
    return (X - mean) / deviation


@misconception("tensors.apply_standardizer")
def null_deviation_divided_with_care(X, mean, deviation):
    """Una columna con desviación 0 la divides entre 0 y después cambias los NaN o los infinitos por otros números. No
    hay que dividirla: lo que queda es x - μ."""
    return np.nan_to_num((X - mean) / deviation)


@symptom("tensors.apply_standardizer")
def something_added_to_the_deviation(call: Call):
    """Sumas a la desviación un número pequeño para no dividir entre 0. En una columna de desviación 0, que solo debe
    centrarse, eso da números enormes. Cambia el divisor solo donde sea 0."""
    X, mean, deviation = (np.asarray(argument, float) for argument in call.arguments)
    return bool((mean != X)[:, deviation == 0].any()) and any(
        np.allclose(call.value, (X - mean) / (deviation + 10.0**-k), rtol=1e-7, atol=1e-9) for k in range(3, 17)
    )


@symptom("tensors.apply_standardizer", throughout=True)
def something_large_added_to_the_deviation(call: Call):
    """Sumas a la desviación un número pequeño para no dividir entre 0, pero no es tan pequeño: cambia todos los
    resultados. Cambia el divisor solo donde sea 0."""
    X, mean, deviation = (np.asarray(argument, float) for argument in call.arguments)
    return bool((mean != X).any()) and any(
        np.allclose(call.value, (X - mean) / (deviation + 10.0**-k), rtol=1e-7, atol=1e-12) for k in range(7)
    )
