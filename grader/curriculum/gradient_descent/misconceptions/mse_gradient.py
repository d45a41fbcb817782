"""Known wrong ideas of gradient_descent.mse_gradient."""

from __future__ import annotations

import re

import numpy as np

from grader.feedback.misconception import misconception, same, symptom


def right(X, y, w, b):
    error = X @ w + b - y
    return 2 * X.T @ error / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def without_the_two(X, y, w, b):
    """Los dos gradientes son justo la mitad: al derivar un cuadrado, el exponente baja multiplicando. Búscalo en tu
    cálculo."""
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.mse_gradient")
def without_the_two_in_the_bias(X, y, w, b):
    """`dw` está bien, pero `db` es justo la mitad. También la derivada respecto del sesgo viene de derivar un
    cuadrado."""
    error = X @ w + b - y
    return 2 * X.T @ error / len(y), np.mean(error)


@misconception("gradient_descent.mse_gradient")
def without_the_two_in_the_weights(X, y, w, b):
    """`db` está bien, pero `dw` es justo la mitad. También la derivada respecto de los pesos viene de derivar un
    cuadrado."""
    error = X @ w + b - y
    return X.T @ error / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def without_the_mean(X, y, w, b):
    """Sumas las contribuciones de todos los ejemplos y no haces la media. La pérdida es un error cuadrático medio: con
    el doble de ejemplos el gradiente no debe ser el doble."""
    error = X @ w + b - y
    return 2 * X.T @ error, 2 * np.sum(error)


@misconception("gradient_descent.mse_gradient")
def bias_without_the_mean(X, y, w, b):
    """`dw` está bien, pero en `db` sumas los errores sin hacer su media. El factor que viene de la media de la pérdida
    es el mismo en las dos derivadas."""
    error = X @ w + b - y
    return 2 * X.T @ error / len(y), 2 * np.sum(error)


@misconception("gradient_descent.mse_gradient")
def weights_without_the_mean(X, y, w, b):
    """`db` está bien, pero en `dw` sumas las contribuciones de los ejemplos sin hacer su media. El producto de matrices
    ya suma sobre los ejemplos; falta lo que convierte esa suma en una media."""
    error = X @ w + b - y
    return 2 * X.T @ error, 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def without_the_two_or_the_mean(X, y, w, b):
    """Te faltan dos factores: el que baja al derivar el cuadrado y el que viene de que la pérdida es una media. Deriva
    la pérdida en un papel y compara."""
    error = X @ w + b - y
    return X.T @ error, np.sum(error)


@misconception("gradient_descent.mse_gradient")
def opposite_sign(X, y, w, b):
    """Los dos gradientes tienen el signo cambiado. Depende de cómo escribas el error: la derivada de (y - predicción)²
    lleva un signo menos que quizá has olvidado."""
    error = y - (X @ w + b)
    return 2 * X.T @ error / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def bias_forgotten(X, y, w, b):
    """Al calcular la predicción olvidas sumar el sesgo `b`. Todo lo que depende del error sale mal en cuanto `b` no es
    0."""
    error = X @ w - y
    return 2 * X.T @ error / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def targets_forgotten(X, y, w, b):
    """No usas los valores verdaderos `y`: derivas la predicción en lugar del error. Lo que se hace pequeño es la
    diferencia entre las dos cosas."""
    prediction = X @ w + b
    return 2 * X.T @ prediction / len(y), 2 * np.mean(prediction)


@symptom("gradient_descent.mse_gradient")
def weights_before_the_examples(call):
    """En el producto de los pesos y `X` el orden está cambiado: cada fila de `X` es un ejemplo, con tantos números como
    pesos hay. Escribe las dos formas una tras otra y mira qué medidas se tocan."""
    refused = call.raised == "ValueError" and re.search("core dimension|not aligned", call.raised_text)
    written = r"^(w\w*\s*@\s*X\b|np\.(dot|matmul)\(w\w*\s*,\s*X\b|w\w*\.dot\(X\b)"
    return refused and re.search(written, call.error.code)


@misconception("gradient_descent.mse_gradient")
def not_transposed(X, y, w, b):
    """Multiplicas `X` por el error sin trasponerla. Hay un error por ejemplo y se quiere un número por característica:
    escribe las formas en un papel y mira qué dimensiones se encuentran."""
    error = X @ w + b - y
    return 2 * X @ error / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def divided_by_every_element(X, y, w, b):
    """En `dw` divides entre el número de elementos de `X`, que es ejemplos por características. La media de la pérdida
    se hace solo sobre los ejemplos."""
    error = X @ w + b - y
    return 2 * X.T @ error / X.size, 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def divided_by_the_features(X, y, w, b):
    """Divides entre el número de características (columnas) y no entre el de ejemplos (filas). La pérdida es una media
    sobre los ejemplos: mira qué elemento de `X.shape` usas."""
    error = X @ w + b - y
    return 2 * X.T @ error / X.shape[1], 2 * np.sum(error) / X.shape[1]


@misconception("gradient_descent.mse_gradient")
def mean_taken_twice(X, y, w, b):
    """Haces la media dos veces: tras promediar sobre los ejemplos vuelves a dividir entre cuántos son. Cada factor debe
    aparecer una sola vez."""
    error = X @ w + b - y
    return 2 * X.T @ error / len(y) ** 2, 2 * np.mean(error) / len(y)


@misconception("gradient_descent.mse_gradient")
def opposite_sign_in_the_bias(X, y, w, b):
    """`dw` está bien, pero `db` tiene el signo cambiado. Las dos derivadas parten del mismo error, restado en el mismo
    orden."""
    error = X @ w + b - y
    return 2 * X.T @ error / len(y), -2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def opposite_sign_in_the_weights(X, y, w, b):
    """`db` está bien, pero `dw` tiene el signo cambiado. Las dos derivadas parten del mismo error, restado en el mismo
    orden."""
    error = X @ w + b - y
    return -2 * X.T @ error / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def bias_averaged_twice(X, y, w, b):
    """`dw` está bien, pero en `db` haces la media dos veces: una media ya está dividida entre cuántos son."""
    error = X @ w + b - y
    return 2 * X.T @ error / len(y), 2 * np.mean(error) / len(y)


@misconception("gradient_descent.mse_gradient")
def one_gradient_per_example(X, y, w, b):
    """Devuelves lo que aporta cada ejemplo, sin reunirlo. El gradiente tiene un número por peso y uno para el sesgo:
    falta la media sobre los ejemplos."""
    error = (X @ w + b - y)[:, None]
    return 2 * X * error, 2 * error


@misconception("gradient_descent.mse_gradient")
def mean_over_the_features(X, y, w, b):
    """En `dw` haces la media a lo largo de cada fila (`axis=1`), y queda un número por ejemplo. Se quiere uno por peso:
    la media se hace sobre los ejemplos, columna a columna."""
    error = X @ w + b - y
    return 2 * np.mean(X * error[:, None], axis=1), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def summed_over_the_features(X, y, w, b):
    """En `dw` sumas a lo largo de cada fila (`axis=1`), y queda un número por ejemplo. Se quiere uno por peso: se suma
    sobre los ejemplos, columna a columna."""
    error = X @ w + b - y
    return 2 * np.sum(X * error[:, None], axis=1) / len(y), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def one_number_for_all_the_weights(X, y, w, b):
    """Haces la media también sobre las características, y en `dw` queda un solo número. Hace falta uno por peso: la
    media es solo sobre los ejemplos."""
    error = (X @ w + b - y)[:, None]
    return np.mean(2 * X * error), np.mean(2 * error)


@misconception("gradient_descent.mse_gradient")
def mean_error_times_mean_feature(X, y, w, b):
    """Promedias el error y la característica por separado y multiplicas las medias. Hay que multiplicar primero,
    ejemplo a ejemplo, y promediar los productos: no es lo mismo."""
    error = X @ w + b - y
    return 2 * np.mean(error) * X.mean(axis=0), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def inputs_forgotten(X, y, w, b):
    """En `dw` no aparecen las entradas: todos los pesos reciben la misma pendiente que el sesgo. Por la regla de la
    cadena, el efecto de un peso depende de la característica a la que multiplica."""
    error = X @ w + b - y
    return np.full(X.shape[1], 2 * np.mean(error)), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def rows_against_columns(X, y, w, b):
    """Restas una columna (n, 1) y un vector (n,), y NumPy lo extiende a una tabla n×n en la que cada predicción se
    compara con todos los valores. Comprueba con `.shape` que el error tiene un número por ejemplo."""
    error = (X @ w + b).reshape(-1, 1) - y
    return 2 * (X.T @ error).mean(axis=1), 2 * np.mean(error)


@misconception("gradient_descent.mse_gradient")
def multiplied_by_the_bias(X, y, w, b):
    """Multiplicas `db` por el propio sesgo. Al derivar respecto de `b`, lo que lo acompaña en la predicción es un 1, no
    el sesgo."""
    error = X @ w + b - y
    return 2 * X.T @ error / len(y), 2 * np.mean(error) * b


@misconception("gradient_descent.mse_gradient")
def gradient_of_the_absolute_error(X, y, w, b):
    """Solo cuenta el signo de cada error, como si la pérdida fuera el error absoluto. Con el error cuadrático, un error
    grande empuja más que uno pequeño."""
    sign = np.sign(X @ w + b - y)
    return X.T @ sign / len(y), np.mean(sign)


@misconception("gradient_descent.mse_gradient")
def squared_errors_not_derived(X, y, w, b):
    """Usas el cuadrado del error dentro del gradiente. Al derivar, el exponente baja: en la derivada el error aparece
    sin elevar."""
    error = X @ w + b - y
    return 2 * X.T @ error**2 / len(y), 2 * np.mean(error**2)


@misconception("gradient_descent.mse_gradient")
def only_the_last_sample(X, y, w, b):
    """El gradiente es el de un solo ejemplo, el último. Mira si dentro del bucle asignas (`=`) en lugar de acumular
    (`+=`)."""
    error = X[-1] @ w + b - y[-1]
    return 2 * error * X[-1], 2 * error


@misconception("gradient_descent.mse_gradient")
def only_the_weights(X, y, w, b):
    """Devuelves solo el gradiente de los pesos. La función tiene dos resultados: falta el del sesgo."""
    return 2 * X.T @ (X @ w + b - y) / len(y)


@misconception("gradient_descent.mse_gradient")
def outputs_swapped(X, y, w, b):
    """Los dos resultados están en el orden contrario: primero va el gradiente de los pesos y después el del sesgo."""
    error = X @ w + b - y
    return 2 * np.mean(error), 2 * X.T @ error / len(y)


@symptom("gradient_descent.mse_gradient")
def forward_differences(call):
    """Parece que aproximas el gradiente con un pequeño desplazamiento hacia delante, y ese desplazamiento deja un
    error. Aquí se puede calcular exacto, derivando la pérdida."""
    X, y, w, b = call.arguments
    dw, db = (np.asarray(part, dtype=float) for part in call.value)
    error = X @ w + b - y
    h = float(np.ravel(db - 2 * np.mean(error))[0])
    return 1e-6 < abs(h) < 0.1 and same(dw, 2 * X.T @ error / len(y) + h * np.mean(X**2, axis=0))
