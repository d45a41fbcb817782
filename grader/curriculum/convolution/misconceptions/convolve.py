"""Known wrong ideas of convolution.convolve."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception, symptom


def right(image, kernel):
    image, kernel = np.asarray(image, dtype=float), np.asarray(kernel, dtype=float)
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError("no cabe")
    total = np.zeros((h - a + 1, w - b + 1))
    for r, s in np.ndindex(a, b):
        total += kernel[r, s] * image[r : r + h - a + 1, s : s + w - b + 1]
    return total


def _padded(image, above, below):
    """The image with so many rows of zeros above and below it, and columns to the left and to the right."""
    return np.pad(np.asarray(image, dtype=float), tuple(zip(above, below)))


def _halves(kernel):
    """Half of the sides of a kernel, rounded down and up: together as much as the result shrinks."""
    less_one = np.array(kernel.shape) - 1
    return less_one // 2, less_one - less_one // 2


@misconception("convolution.convolve")
def kernel_turned(image, kernel):
    """Le das la vuelta al núcleo antes de multiplicar. Así es la convolución de las matemáticas, y es lo que hace
    `scipy.signal.convolve2d`; aquí, como en las redes, el núcleo se usa tal como llega."""
    return right(image, np.asarray(kernel)[::-1, ::-1])


@misconception("convolution.convolve")
def kernel_mirrored(image, kernel):
    """Pones el núcleo como en un espejo, con la izquierda a la derecha. Se usa tal como llega."""
    return right(image, np.asarray(kernel)[:, ::-1])


@misconception("convolution.convolve")
def kernel_upside_down(image, kernel):
    """Pones el núcleo boca abajo: su primera fila va con la primera de lo que hay debajo. Se usa tal como llega."""
    return right(image, np.asarray(kernel)[::-1])


@misconception("convolution.convolve")
def as_large_as_the_image(image, kernel):
    """Tu resultado es del tamaño de la imagen: rodeas la imagen de ceros (un relleno) para que el núcleo quepa también
    en los bordes. Aquí se coloca solo donde cabe entero, y por eso el resultado encoge."""
    less, more = _halves(kernel)
    return right(_padded(image, less, more), kernel)


@misconception("convolution.convolve")
def wider_border_above(image, kernel):
    """Tu resultado es del tamaño de la imagen: la rodeas de ceros, tantos como la mitad del núcleo, para que quepa
    también en los bordes. Aquí se coloca solo donde cabe entero, sin ceros, y por eso el resultado encoge."""
    less, more = _halves(kernel)
    return right(_padded(image, more, less), kernel)


@misconception("convolution.convolve")
def border_of_half_the_kernel(image, kernel):
    """Rodeas la imagen de ceros por los cuatro lados, tantos como la mitad del núcleo, para que quepa también en los
    bordes. Aquí se coloca solo donde cabe entero, sin ceros, y por eso el resultado encoge."""
    _, more = _halves(kernel)
    return right(_padded(image, more, more), kernel)


@misconception("convolution.convolve")
def larger_than_the_image(image, kernel):
    """Tu resultado es más grande que la imagen: cuentas también los sitios en los que el núcleo se sale. Se coloca solo
    donde cabe entero."""
    border = np.array(kernel.shape) - 1
    return right(_padded(image, border, border), kernel)


@misconception("convolution.convolve")
def larger_and_turned(image, kernel):
    """Tu resultado es más grande que la imagen, porque cuentas también los sitios en los que el núcleo se sale, y
    además le das la vuelta al núcleo. Se usa tal como llega, y solo donde cabe entero."""
    return larger_than_the_image(image, kernel[::-1, ::-1])


@misconception("convolution.convolve")
def last_place_forgotten(image, kernel):
    """Te falta la última fila y la última columna de sitios. Un núcleo de alto 2 cabe en dos alturas de una imagen de
    alto 3, no en una: mira hasta dónde llegan tus bucles."""
    return right(image, kernel)[:-1, :-1]


@misconception("convolution.convolve")
def mean_of_the_products(image, kernel):
    """Haces la media de los productos, y se pide su suma."""
    return right(image, kernel) / np.size(kernel)


@misconception("convolution.convolve")
def largest_of_the_products(image, kernel):
    """De los productos te quedas con el mayor, como en la agrupación por máximos. Aquí se suman todos."""
    image, kernel = np.asarray(image, dtype=float), np.asarray(kernel, dtype=float)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).max(axis=(2, 3))


@misconception("convolution.convolve")
def kernel_not_used(image, kernel):
    """Sumas lo que hay debajo del núcleo sin multiplicarlo por sus números: así todos los núcleos del mismo tamaño
    darían lo mismo."""
    return right(image, np.ones(np.shape(kernel)))


@misconception("convolution.convolve")
def only_the_first_place(image, kernel):
    """Calculas un solo sitio, el de la esquina, y se piden todos. Mira si el `return` está dentro del bucle."""
    a, b = kernel.shape
    return float(np.sum(image[:a, :b] * kernel))


@misconception("convolution.convolve")
def side_by_side(image, kernel):
    """Mueves el núcleo de bloque en bloque, y cada vez cae al lado de donde estaba. Se mueve de uno en uno, así que los
    sitios se pisan."""
    return right(image, kernel)[:: kernel.shape[0], :: kernel.shape[1]]


@misconception("convolution.convolve")
def turned_result(image, kernel):
    """El resultado sale tumbado, con las filas en el sitio de las columnas: mira qué índice recorre el alto y cuál el
    ancho."""
    return right(image, kernel).T


@misconception("convolution.convolve")
def kernel_lying_down(image, kernel):
    """Usas el núcleo tumbado, con sus filas en el sitio de las columnas: mira el orden de sus índices."""
    return right(image, np.asarray(kernel).T)


@misconception("convolution.convolve")
def products_left_out(image, kernel):
    """Sumas solo una parte de los productos: los de la primera fila del núcleo. Hay que recorrerlo entero, filas y
    columnas."""
    kernel = np.array(kernel, dtype=float)
    kernel[1:] = 0
    return right(image, kernel)


@misconception("convolution.convolve")
def only_the_diagonal(image, kernel):
    """Usas el mismo índice para las filas y las columnas del núcleo, y solo sumas los productos de su diagonal. Hacen
    falta dos índices."""
    side = range(min(np.shape(kernel)))
    diagonal = np.zeros(np.shape(kernel))
    diagonal[side, side] = np.asarray(kernel)[side, side]
    return right(image, diagonal)


@symptom("convolution.convolve", throughout=True)
def bytes_that_turn_around(call):
    """Guardas los resultados en un array del mismo tipo que la imagen, y en uno de enteros no caben ni decimales ni, si
    son bytes, nada que pase de 255. Crea el resultado con decimales (`np.zeros` los pone si no dices otra cosa)."""
    return _is_cut(call, np.asarray(call.arguments[0]).dtype)


def _is_cut(call, kind):
    """Whether the result is the right one as integers of a kind hold it: a sum that is whole but for rounding may be
    cut to the number below it."""
    wanted, came = right(*call.arguments), np.asarray(call.value)
    cut = [np.trunc(wanted + off).astype(kind) for off in (-1e-9, 0, 1e-9)]
    return kind.kind in "iu" and came.shape == wanted.shape and np.all(np.any([came == each for each in cut], axis=0))


@symptom("convolution.convolve", throughout=True)
def decimals_cut_by_the_kernel(call):
    """Guardas los resultados en un array del mismo tipo que el núcleo, y en uno de enteros no caben los decimales que
    salen de una imagen que los tiene. Crea el resultado con decimales (`np.zeros` los pone si no dices otra cosa)."""
    return _is_cut(call, np.asarray(call.arguments[1]).dtype)


@symptom("convolution.convolve")
def window_outside_of_the_image(call):
    """Colocas el núcleo también donde se sale de la imagen, y allí no hay números que multiplicar. Mira hasta dónde
    llegan tus bucles: cabe en tantos sitios como el lado de la imagen, menos el del núcleo, más 1."""
    return call.raised == "IndexError" and "out of bounds" in call.raised_text
