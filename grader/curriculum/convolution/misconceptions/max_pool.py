"""Known wrong ideas of convolution.max_pool."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception, symptom


def right(image, size):
    return _blocks(image, size).max(axis=(1, 3))


def _blocks(image, size):
    """The blocks of an image (h, w), as (h // size, size, w // size, size)."""
    h, w = image.shape[0] // size, image.shape[1] // size
    return np.asarray(image, dtype=float)[: h * size, : w * size].reshape(h, size, w, size)


def _filled(image, size, value):
    """The image, with numbers below and to the right that fill up its last blocks."""
    h, w = image.shape
    return np.pad(np.asarray(image, dtype=float), ((0, -h % size), (0, -w % size)), constant_values=value)


@misconception("convolution.max_pool")
def mean_of_each_block(image, size):
    """De cada bloque haces la media, que es otra agrupación. Aquí se pide el máximo."""
    return _blocks(image, size).mean(axis=(1, 3))


@misconception("convolution.max_pool")
def sum_of_each_block(image, size):
    """Sumas los números de cada bloque, y se pide el mayor."""
    return _blocks(image, size).sum(axis=(1, 3))


@misconception("convolution.max_pool")
def smallest_of_each_block(image, size):
    """De cada bloque te quedas con el menor, y se pide el mayor."""
    return _blocks(image, size).min(axis=(1, 3))


@misconception("convolution.max_pool")
def largest_in_size(image, size):
    """Comparas los números sin su signo, y un -9 gana a un 3. El máximo mira los valores tal cual."""
    return right(np.abs(image), size)


@misconception("convolution.max_pool")
def at_least_zero(image, size):
    """Un bloque de números negativos te da 0: o empiezas a comparar desde 0, o guardas los máximos en una tabla de
    ceros. Empieza por un número del propio bloque."""
    return np.maximum(right(image, size), 0)


@misconception("convolution.max_pool")
def first_of_each_block(image, size):
    """De cada bloque te quedas con el número de la esquina, sin mirar los demás: saltar de `size` en `size` no
    basta."""
    return _blocks(image, size)[:, 0, :, 0]


@misconception("convolution.max_pool")
def blocks_that_overlap(image, size):
    """Mueves el bloque de uno en uno, como el núcleo de una convolución, y los bloques se pisan. Aquí cada bloque
    empieza donde acaba el anterior: de `size` en `size`."""
    return np.lib.stride_tricks.sliding_window_view(np.asarray(image), (size, size)).max(axis=(2, 3))


@misconception("convolution.max_pool")
def leftovers_kept(image, size):
    """Conservas los bloques incompletos de abajo y de la derecha. Lo que no llena un bloque entero se descarta: la
    división que dice cuántos hay es la entera."""
    return right(_filled(image, size, -np.inf), size)


@misconception("convolution.max_pool")
def leftovers_filled_with_zeros(image, size):
    """Añades ceros hasta llenar los últimos bloques. Lo que no llena un bloque entero se descarta."""
    return right(_filled(image, size, 0), size)


@misconception("convolution.max_pool")
def leftovers_dropped_at_the_beginning(image, size):
    """Descartas lo que sobra por arriba y por la izquierda. El primer bloque está en la esquina superior izquierda: lo
    que sobra está abajo y a la derecha."""
    h, w = image.shape
    return right(image[h % size :, w % size :], size)


@misconception("convolution.max_pool")
def last_block_forgotten(image, size):
    """Te falta la última fila y la última columna de bloques: mira hasta dónde llegan tus bucles."""
    return right(image, size)[:-1, :-1]


@misconception("convolution.max_pool")
def only_down(image, size):
    """Agrupas solo a lo alto: el ancho no encoge. Cada bloque es un cuadrado."""
    h = image.shape[0] // size
    return np.asarray(image, dtype=float)[: h * size].reshape(h, size, -1).max(axis=1)


@misconception("convolution.max_pool")
def only_across(image, size):
    """Agrupas solo a lo ancho: el alto no encoge. Cada bloque es un cuadrado."""
    w = image.shape[1] // size
    return np.asarray(image, dtype=float)[:, : w * size].reshape(len(image), w, size).max(axis=2)


@misconception("convolution.max_pool")
def largest_of_all(image, size):
    """Devuelves un solo número, el mayor de toda la imagen. Se pide uno por bloque."""
    return float(np.max(image))


@misconception("convolution.max_pool")
def turned_result(image, size):
    """El resultado sale tumbado, con las filas en el sitio de las columnas: mira qué índice recorre el alto y cuál el
    ancho."""
    return right(image, size).T


@misconception("convolution.max_pool")
def numbers_far_apart(image, size):
    """Juntas números que no son vecinos: partes el alto en `size` trozos, y no en trozos de `size`. Al dar cuatro
    dimensiones con `reshape`, detrás de cuántos bloques hay va lo que mide cada uno."""
    h, w = image.shape[0] // size, image.shape[1] // size
    return np.asarray(image, dtype=float)[: h * size, : w * size].reshape(size, h, size, w).max(axis=(0, 2))


@misconception("convolution.max_pool")
def numbers_in_a_row(image, size):
    """Juntas números que van seguidos en una fila, y no los de un cuadrado. Al dar cuatro dimensiones con `reshape`,
    detrás de cuántos bloques hay a lo alto va el alto de un bloque, y después lo mismo con el ancho."""
    h, w = image.shape[0] // size, image.shape[1] // size
    return np.asarray(image, dtype=float)[: h * size, : w * size].reshape(h, w, size, size).max(axis=(2, 3))


@symptom("convolution.max_pool")
def leftovers_in_the_way(call):
    """`reshape` no puede repartir la imagen en bloques enteros, porque su alto o su ancho no son múltiplos de `size`:
    recorta antes lo que sobra."""
    return call.raised == "ValueError" and "cannot reshape array" in call.raised_text
