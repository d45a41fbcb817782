"""Known wrong ideas of tensors.scale_pixels."""

from __future__ import annotations

import numpy as np

from grader.feedback.misconception import misconception, symptom


def right(images):
    return images / 255


@misconception("tensors.scale_pixels")
def decimals_lost(images):
    """Se pierden los decimales y todo queda a 0 salvo el blanco. O usas la división entera, o guardas el resultado en
    un array de enteros como el que llega."""
    return images // 255


@misconception("tensors.scale_pixels", twin_of="decimals_lost")
def still_bytes(images):
    """Conviertes el resultado en enteros de un byte, y se pierden los decimales. Busca en qué línea el array vuelve a
    ser de enteros."""
    return (images / 255).astype(np.uint8)


@misconception("tensors.scale_pixels")
def by_256(images):
    """Divides entre 256, que es cuántos niveles de gris hay. El mayor de ellos es uno menos, y es el que debe llegar a
    1."""
    return images / 256


@misconception("tensors.scale_pixels")
def by_100(images):
    """Divides entre 100, como si los píxeles fueran porcentajes. Fíjate en cuál es el mayor valor que cabe en un
    byte."""
    return images / 100


@misconception("tensors.scale_pixels")
def by_the_brightest_pixel(images):
    """Divides entre el mayor píxel que hay en estas imágenes. Entonces el mismo gris vale distinto según con qué otras
    imágenes llegue: divide siempre entre el mayor valor posible."""
    return images / images.max()


@misconception("tensors.scale_pixels")
def each_image_by_its_brightest(images):
    """Divides cada imagen entre su propio píxel más claro. Una imagen oscura debe seguir siéndolo: divide siempre entre
    el mayor valor posible."""
    return images / images.max(axis=(1, 2), keepdims=True)


@misconception("tensors.scale_pixels")
def min_max_of_the_batch(images):
    """Escalas entre el mínimo y el máximo de estas imágenes, así que el mismo gris vale distinto según con qué otras
    llegue. Los extremos posibles de un píxel se saben de antemano."""
    return (images - images.min()) / (float(images.max()) - float(images.min()))


@misconception("tensors.scale_pixels")
def standardized_instead(images):
    """Restas la media y divides entre la desviación típica. Eso es estandarizar: aquí el resultado va de 0 a 1 y no
    depende de los demás píxeles."""
    return (images - images.mean()) / images.std()


@misconception("tensors.scale_pixels")
def from_minus_one_to_one(images):
    """Llevas los píxeles al intervalo de -1 a 1. Aquí el negro debe quedar en 0, así que no hay nada que restar."""
    return images / 127.5 - 1


@misconception("tensors.scale_pixels")
def flattened_too(images):
    """Además de escalar, aplanas las imágenes. Aplanar es otro ejercicio: aquí la forma no cambia."""
    return images.reshape(len(images), -1) / 255


@misconception("tensors.scale_pixels")
def inverted(images):
    """El negro y el blanco están intercambiados: el resultado es un negativo. El 0 debe seguir siendo 0."""
    return 1 - images / 255


@misconception("tensors.scale_pixels")
def black_or_white(images):
    """Solo salen ceros y unos: los grises se pierden al redondear o al comparar con un umbral. Cada nivel de gris debe
    tener su propio valor."""
    return np.round(images / 255)


@misconception("tensors.scale_pixels")
def rounded(images):
    """Redondeas a dos decimales, y grises distintos acaban con el mismo valor. Devuelve el número con todos sus
    decimales."""
    return np.round(images / 255, 2)


@misconception("tensors.scale_pixels")
def multiplied(images):
    """Multiplicas por 255 en vez de dividir. Comprueba con un píxel blanco si el resultado cae entre 0 y 1."""
    return images * 255.0


@misconception("tensors.scale_pixels")
def divided_twice(images):
    """Divides dos veces: el blanco ya no llega a 1. Mira si hay una división de más."""
    return images / 255 / 255


@misconception("tensors.scale_pixels")
def unchanged(images):
    """Devuelves los píxeles como llegaron, de 0 a 255. Mira si el resultado de la cuenta se guarda y es lo que
    devuelves."""
    return images


@symptom("tensors.scale_pixels", throughout=True)
def wrapped_around_in_bytes(call):
    """Lo que devuelves son bytes (`uint8`), y en ellos no caben ni decimales, ni negativos, ni nada mayor que 255: lo
    que se pasa da la vuelta y acaba en otro número. Mira qué cuenta haces, si divides o multiplicas, y con qué tipo."""
    images = np.asarray(call.arguments[0])
    value = np.asarray(call.value)
    wrapped = value.dtype == np.uint8 == images.dtype and value.shape == images.shape
    return wrapped and not np.array_equal(value, images // 255)


@misconception("tensors.scale_pixels")
def centred_on_a_half(images):
    """Divides bien, pero luego restas 0.5 y salen negativos. El negro debe quedar en 0: no hay nada que restar."""
    return images / 255 - 0.5
