"""Unidad 1. Tensores y datos.

Un tensor es una tabla de números con cualquier número de dimensiones: un número suelto, un vector,
una matriz, un lote de imágenes... Aquí aprendes a leer su forma y a preparar los datos para que una
red pueda aprender de ellos.
"""

import numpy as np


def rank(tensor):
    """Rango de un tensor: su número de dimensiones (o ejes).

    Un número suelto tiene rango 0; un vector, 1; una matriz, 2; un lote de imágenes (n, h, w), 3.
    El rango dice cuántos índices hacen falta para señalar un número, no cuántos números hay:
    [[7.0]] contiene uno solo y su rango es 2.

    Args:
        tensor: un número, una lista (quizá de listas, de listas de listas...) o un array. Las
            listas son rectangulares: las que están al mismo nivel tienen la misma longitud.

    Returns:
        Un entero, 0 o mayor.

    Ejemplo:
        rank([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]) -> 2
    """
    return np.ndim(tensor)


def flatten_images(images):
    """Aplana cada imagen: de forma (n, h, w) a forma (n, h·w).

    Una capa densa espera un vector por ejemplo, así que cada imagen de h filas y w columnas se
    convierte en una sola fila: primero los píxeles de su fila de arriba, de izquierda a derecha;
    después los de la siguiente, y así hasta el final. Las imágenes no se mezclan entre sí.

    Args:
        images: array (n, h, w) con n imágenes, aunque sea una sola. No tienen por qué ser cuadradas.

    Returns:
        Array (n, h·w) con los mismos números.

    Ejemplo:
        flatten_images(np.array([[[1, 2, 3], [4, 5, 6]]])) -> [[1, 2, 3, 4, 5, 6]]
    """
    n, h, w = images.shape
    return images.reshape(n, h * w)


def scale_pixels(images):
    """Lleva los píxeles de 0..255 a 0..1: divide entre 255.

    Una red aprende mejor con números pequeños. Se divide siempre entre 255, el mayor valor posible,
    y no entre el mayor que haya en estas imágenes: así un mismo gris vale lo mismo en todas.

    Los píxeles llegan como uint8, enteros de un byte que no admiten decimales: devuelve un array
    nuevo de números reales y deja el original como estaba.

    Args:
        images: array (n, h, w) de uint8.

    Returns:
        Array (n, h, w) de números reales entre 0 y 1.

    Ejemplo:
        scale_pixels(np.array([[[0, 51, 255]]], dtype=np.uint8)) -> [[[0.0, 0.2, 1.0]]]
    """
    return images / 255


def min_max_scale(X):
    """Escala cada columna al intervalo [0, 1]: x' = (x - mín) / (máx - mín).

    Cada columna es una característica, con sus propias unidades (años, euros, milímetros...). Con
    su mínimo en 0 y su máximo en 1, todas pesan lo mismo. El mínimo y el máximo son los de cada
    columna, no los de toda la matriz.

    Una columna constante tiene máx = mín y no se puede dividir entre 0: queda entera a 0.

    Args:
        X: array (n, d): n ejemplos (filas) con d características (columnas), números reales o enteros.

    Returns:
        Array (n, d) nuevo, con valores entre 0 y 1.

    Ejemplo:
        min_max_scale(np.array([[20.0, 7.0], [30.0, 7.0], [60.0, 7.0]])) -> [[0, 0], [0.25, 0], [1, 0]]
    """
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / np.where(high > low, high - low, 1)


def standardize(X):
    """Estandariza cada columna: z = (x - μ) / σ, con media 0 y desviación típica 1.

    μ y σ son la media y la desviación típica de la columna. σ es la poblacional: la raíz cuadrada
    de la media de (x - μ)², dividiendo entre n (no entre n - 1). El resultado dice a cuántas
    desviaciones de la media está cada valor.

    Una columna constante tiene σ = 0 y no se puede dividir entre 0: queda entera a 0. Valga lo que
    valga: en una columna de 0.1 el redondeo puede dejar σ en algo como 1e-17 en vez de 0.

    Args:
        X: array (n, d): n ejemplos (filas) con d características (columnas), números reales o enteros.

    Returns:
        Array (n, d) nuevo.

    Ejemplo:
        standardize(np.array([[1.0, 5.0], [3.0, 5.0]])) -> [[-1, 0], [1, 0]]
    """
    # The deviation of a column of 0.1 is not exactly 0, because of rounding; its range is.
    varies = X.max(axis=0) > X.min(axis=0)
    return (X - X.mean(axis=0)) / np.where(varies, X.std(axis=0), 1)


def fit_standardizer(X_train):
    """Ajusta un estandarizador: aprende la media μ y la desviación típica σ de cada columna.

    Para estandarizar hacen falta μ y σ. Con los datos de entrenamiento se calculan una sola vez, se
    guardan, y con ellas se transforman después todos los demás: los de prueba y los que lleguen
    mañana. Así un mismo número significa siempre lo mismo, y del conjunto de prueba no se aprende
    nada antes de tiempo.

    σ es la poblacional: la raíz cuadrada de la media de (x - μ)², dividiendo entre n (no entre
    n - 1). La de una columna constante es 0, y se devuelve tal cual: qué hacer con ella se decide al
    aplicarla. (Por el redondeo, la de una columna de 0.1 puede salir 1e-17 en vez de 0. Se acepta, pero
    quien divida entre ella no verá un 0: como en `standardize`, es más seguro mirar si la columna varía.)

    Args:
        X_train: array (n, d): n ejemplos (filas) con d características (columnas), números reales o
            enteros.

    Returns:
        Dos arrays de forma (d,), en este orden: las medias y las desviaciones típicas.

    Ejemplo:
        fit_standardizer(np.array([[1.0, 5.0], [3.0, 5.0]])) -> ([2.0, 5.0], [1.0, 0.0])
    """
    # As in standardize, rounding may leave 1e-17 where nothing varies; who applies it would not see a 0.
    varies = X_train.max(axis=0) != X_train.min(axis=0)
    return X_train.mean(axis=0), X_train.std(axis=0) * varies


def apply_standardizer(X, mean, deviation):
    """Aplica un estandarizador: z = (x - μ) / σ, columna a columna, con la μ y la σ que se le dan.

    μ y σ se aprendieron en otros datos (los de entrenamiento): aquí no se vuelven a calcular. Por eso
    las columnas de X no tienen por qué quedar con media 0 y desviación 1, y una fila da lo mismo sola
    que entre otras mil.

    Una columna con σ = 0 no se puede dividir: solo se le resta su media. (En el entrenamiento era
    constante, pero en X puede no serlo.)

    Args:
        X: array (n, d): n ejemplos con d características, números reales o enteros.
        mean: array (d,) con la media de cada columna.
        deviation: array (d,) con la desviación típica de cada columna, 0 o mayor.

    Returns:
        Array (n, d) nuevo.

    Ejemplo:
        X = np.array([[4.0, 5.0], [2.0, 8.0]])
        apply_standardizer(X, np.array([2.0, 5.0]), np.array([1.0, 0.0])) -> [[2, 0], [0, 3]]
    """
    return (X - mean) / np.where(deviation == 0, 1, deviation)
