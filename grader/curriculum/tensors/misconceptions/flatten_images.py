"""Known wrong ideas of tensors.flatten_images."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception


def right(images):
    return images.reshape(len(images), -1)


@misconception("tensors.flatten_images")
def everything_in_one_row(images):
    """Juntas todas las imágenes en un solo vector. Cada imagen es un ejemplo y debe seguir siendo una fila aparte: el
    primer eje no se aplana."""
    return images.reshape(-1)


@misconception("tensors.flatten_images")
def one_row_for_the_batch(images):
    """Pones el lote entero en una única fila. Debe haber tantas filas como imágenes: mira cuál de los ejes hay que
    conservar."""
    return images.reshape(1, -1)


@misconception("tensors.flatten_images")
def column_by_column(images):
    """Lees cada imagen por columnas, de arriba abajo. Se lee como un texto: primero toda la fila de arriba, después la
    siguiente. Mira si hay un orden "F" o una trasposición de más."""
    return images.transpose(0, 2, 1).reshape(len(images), -1)


@misconception("tensors.flatten_images")
def pixels_by_images(images):
    """El resultado está traspuesto: hay una fila por píxel y una columna por imagen. Los ejemplos van en las filas."""
    return images.reshape(len(images), -1).T


@misconception("tensors.flatten_images")
def images_mixed(images):
    """La forma es la buena, pero en cada fila hay píxeles de imágenes distintas: `reshape` reparte los números en el
    orden en que están guardados y trasponer después los mezcla. Comprueba qué hay en la primera fila."""
    return images.reshape(-1, len(images)).T


@misconception("tensors.flatten_images")
def square_images_only(images):
    """Supones que las imágenes son cuadradas y usas dos veces la misma medida. El número de píxeles de cada una sale
    del alto y del ancho, que pueden ser distintos."""
    n, h, _ = images.shape
    return images.reshape(n, h * h)


@misconception("tensors.flatten_images", twin_of="square_images_only")
def square_images_of_their_width(images):
    """Supones que las imágenes son cuadradas y usas dos veces el ancho. El número de píxeles de cada una sale del alto
    y del ancho, que pueden ser distintos."""
    n, _, w = images.shape
    return images.reshape(n, w * w)


@misconception("tensors.flatten_images")
def one_image_loses_its_axis(images):
    """Quitas los ejes de longitud 1, y con una sola imagen desaparece el eje de los ejemplos. Un lote de una imagen
    sigue siendo un lote: una matriz de una fila."""
    return np.squeeze(images.reshape(len(images), -1))


@misconception("tensors.flatten_images")
def rows_kept_apart(images):
    """Cada fila de píxeles queda como un ejemplo distinto. Todas las filas de una misma imagen deben quedar juntas, una
    tras otra."""
    return images.reshape(-1, images.shape[2])


@misconception("tensors.flatten_images")
def one_pixel_per_row(images):
    """Cada píxel queda como un ejemplo distinto, en una sola columna. Cada fila del resultado debe ser una imagen
    entera."""
    return images.reshape(-1, 1)


@misconception("tensors.flatten_images")
def images_side_by_side(images):
    """Pegas las imágenes unas junto a otras, así que cada fila atraviesa todas. Cada imagen es un ejemplo: sus píxeles
    van en una fila propia."""
    return np.concatenate(list(images), axis=1)


@misconception("tensors.flatten_images")
def only_the_first(images):
    """Solo aplanas la primera imagen; las demás se pierden. Mira si un índice fija el primer eje o si el `return` está
    dentro del bucle."""
    return images[0].reshape(-1)


@misconception("tensors.flatten_images")
def a_batch_of_the_first(images):
    """Solo aplanas la primera imagen; las demás se pierden. Mira si un corte se queda con una sola o si el `return`
    está dentro del bucle."""
    return images[:1].reshape(1, -1)


@misconception("tensors.flatten_images")
def first_image_repeated(images):
    """Todas las filas son la primera imagen: dentro del bucle usas siempre el mismo índice."""
    return np.array([images[0].ravel() for _ in images])


@misconception("tensors.flatten_images")
def scaled_too(images):
    """Además de aplanar, divides entre 255. Escalar es otro ejercicio: aquí los números deben quedar como llegan."""
    return images.reshape(len(images), -1) / 255


@misconception("tensors.flatten_images")
def bytes_only(images):
    """Conviertes los números a enteros de un byte, y los que tienen signo o decimales se estropean. Aplanar cambia la
    forma, no los números."""
    return images.reshape(len(images), -1).astype(np.uint8)


@misconception("tensors.flatten_images")
def integers_only(images):
    """Conviertes los números a enteros y se pierden los decimales. Aplanar cambia la forma, no los números."""
    return images.reshape(len(images), -1).astype(int)


@misconception("tensors.flatten_images")
def from_the_bottom_up(images):
    """Lees las filas de cada imagen de abajo arriba. La primera fila que se lee es la de índice 0, la de arriba."""
    return images[:, ::-1].reshape(len(images), -1)


@misconception("tensors.flatten_images")
def unchanged(images):
    """Devuelves las imágenes con la forma que traían: aún tienen alto y ancho. `reshape` no cambia el array, sino que
    devuelve otro: mira si usas lo que devuelve."""
    return images
