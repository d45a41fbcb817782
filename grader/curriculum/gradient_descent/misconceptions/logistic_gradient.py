"""Known wrong ideas of gradient_descent.logistic_gradient."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def right(X, y, w, b):
    error = _sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def without_the_sigmoid(X, y, w, b):
    """Restas la etiqueta a z = Xw + b, sin pasar z por la sigmoide: eso es una neurona lineal. Lo que se compara
    con la etiqueta es una probabilidad."""
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def gradient_of_the_squared_error_of_a_line(X, y, w, b):
    """Este es el gradiente de la regresión lineal, el del error cuadrático de Xw + b: le falta la sigmoide y le
    sobra el 2."""
    error = 2 * (X @ w + b - y)
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def with_the_two(X, y, w, b):
    """Los dos gradientes son justo el doble. El 2 de la regresión lineal venía de derivar un cuadrado, y en la
    entropía cruzada no hay ninguno."""
    error = 2 * (_sigmoid(X @ w + b) - y)
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def without_the_mean(X, y, w, b):
    """Sumas las contribuciones de todos los ejemplos y no haces la media. La pérdida es una media: con el doble de
    ejemplos el gradiente no debe ser el doble."""
    error = _sigmoid(X @ w + b) - y
    return X.T @ error, np.sum(error)


@misconception("gradient_descent.logistic_gradient")
def bias_without_the_mean(X, y, w, b):
    """`dw` está bien, pero en `db` sumas los errores sin hacer su media."""
    error = _sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.sum(error)


@misconception("gradient_descent.logistic_gradient")
def weights_without_the_mean(X, y, w, b):
    """`db` está bien, pero en `dw` sumas las contribuciones de los ejemplos sin hacer su media. El producto de
    matrices ya suma; falta lo que convierte esa suma en una media."""
    error = _sigmoid(X @ w + b) - y
    return X.T @ error, np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def bias_averaged_twice(X, y, w, b):
    """`dw` está bien, pero en `db` haces la media dos veces: una media ya está dividida entre cuántos son."""
    error = _sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error) / len(y)


@misconception("gradient_descent.logistic_gradient")
def opposite_sign(X, y, w, b):
    """Los dos gradientes tienen el signo cambiado. El error es la probabilidad menos la etiqueta, en ese orden."""
    error = y - _sigmoid(X @ w + b)
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def opposite_sign_in_the_bias(X, y, w, b):
    """`dw` está bien, pero `db` tiene el signo cambiado. Las dos derivadas parten del mismo error, restado en el
    mismo orden."""
    error = _sigmoid(X @ w + b) - y
    return X.T @ error / len(y), -np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def opposite_sign_in_the_weights(X, y, w, b):
    """`db` está bien, pero `dw` tiene el signo cambiado. Las dos derivadas parten del mismo error, restado en el
    mismo orden."""
    error = _sigmoid(X @ w + b) - y
    return -X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def delta_of_the_squared_error(X, y, w, b):
    """Multiplicas el error por la derivada de la sigmoide, p(1 - p), y por 2: es el gradiente del error
    cuadrático. Con la entropía cruzada, la derivada de la sigmoide se cancela."""
    p = _sigmoid(X @ w + b)
    error = 2 * (p - y) * p * (1 - p)
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def extra_derivative_of_the_sigmoid(X, y, w, b):
    """Multiplicas el error por la derivada de la sigmoide, p(1 - p). Con la entropía cruzada esa derivada se
    cancela con la de los logaritmos, y el error queda solo."""
    p = _sigmoid(X @ w + b)
    error = (p - y) * p * (1 - p)
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def classes_in_place_of_probabilities(X, y, w, b):
    """Conviertes las probabilidades en clases 0 o 1 antes de restar la etiqueta. El gradiente usa la probabilidad
    tal cual: así un ejemplo dudoso empuja menos que uno muy equivocado."""
    error = (X @ w + b >= 0) - y
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def sigmoid_the_other_way_round(X, y, w, b):
    """La sigmoide tiene cambiado el signo del exponente: cuanto mayor es z, menor sale la probabilidad. El
    exponente es -z."""
    error = _sigmoid(-(X @ w + b)) - y
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def tanh_in_place_of_the_sigmoid(X, y, w, b):
    """Usas la tangente hiperbólica, que va de -1 a 1, donde hace falta una probabilidad: la neurona lleva una
    sigmoide."""
    error = np.tanh(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def bias_forgotten(X, y, w, b):
    """Al calcular z olvidas sumar el sesgo `b`. Todo lo que depende del error sale mal en cuanto `b` no es 0."""
    error = _sigmoid(X @ w) - y
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def bias_outside_of_the_sigmoid(X, y, w, b):
    """Sumas el sesgo después de la sigmoide. Forma parte de lo que entra en ella."""
    error = _sigmoid(X @ w) + b - y
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def labels_forgotten(X, y, w, b):
    """No usas las etiquetas `y`: lo que hace falta es el error, la diferencia entre lo que predices y la
    etiqueta."""
    error = _sigmoid(X @ w + b)
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def not_transposed(X, y, w, b):
    """Multiplicas `X` por el error sin trasponerla. Hay un error por ejemplo y se quiere un número por
    característica: escribe las formas en un papel y mira qué dimensiones se encuentran."""
    error = _sigmoid(X @ w + b) - y
    return X @ error / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def divided_by_every_element(X, y, w, b):
    """En `dw` divides entre el número de elementos de `X`, que es ejemplos por características. La media de la
    pérdida se hace solo sobre los ejemplos."""
    error = _sigmoid(X @ w + b) - y
    return X.T @ error / X.size, np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def divided_by_the_features(X, y, w, b):
    """Divides entre el número de características (columnas) y no entre el de ejemplos (filas). La pérdida es una
    media sobre los ejemplos."""
    error = _sigmoid(X @ w + b) - y
    return X.T @ error / X.shape[1], np.sum(error) / X.shape[1]


@misconception("gradient_descent.logistic_gradient")
def one_gradient_per_example(X, y, w, b):
    """Devuelves lo que aporta cada ejemplo, sin reunirlo. El gradiente tiene un número por peso y uno para el
    sesgo: falta la media sobre los ejemplos."""
    error = (_sigmoid(X @ w + b) - y)[:, None]
    return X * error, error


@misconception("gradient_descent.logistic_gradient")
def mean_error_times_mean_feature(X, y, w, b):
    """Promedias el error y la característica por separado y multiplicas las medias. Hay que multiplicar primero,
    ejemplo a ejemplo, y promediar los productos: no es lo mismo."""
    error = _sigmoid(X @ w + b) - y
    return np.mean(error) * X.mean(axis=0), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def inputs_forgotten(X, y, w, b):
    """En `dw` no aparecen las entradas: todos los pesos reciben la misma pendiente que el sesgo. El efecto de un
    peso depende de la característica a la que multiplica."""
    error = _sigmoid(X @ w + b) - y
    return np.full(X.shape[1], np.mean(error)), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def rows_against_columns(X, y, w, b):
    """Restas una columna (n, 1) y un vector (n,), y NumPy lo extiende a una tabla n×n en la que cada predicción se
    compara con todas las etiquetas. Comprueba con `.shape` que el error tiene un número por ejemplo."""
    error = _sigmoid(X @ w + b).reshape(-1, 1) - y
    return (X.T @ error).mean(axis=1) / len(y), np.mean(error)


@misconception("gradient_descent.logistic_gradient")
def only_the_weights(X, y, w, b):
    """Devuelves solo el gradiente de los pesos. La función tiene dos resultados: falta el del sesgo."""
    return X.T @ (_sigmoid(X @ w + b) - y) / len(y)


@misconception("gradient_descent.logistic_gradient")
def outputs_swapped(X, y, w, b):
    """Los dos resultados están en el orden contrario: primero va el gradiente de los pesos y después el del
    sesgo."""
    error = _sigmoid(X @ w + b) - y
    return np.mean(error), X.T @ error / len(y)
