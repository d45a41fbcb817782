"""Held-out wrong answers to unit 9."""

import keras
import numpy as np

from tests.support.answers import wrong


@wrong("convolution.convolve")
def turns_the_kernel_round(image, kernel):
    """Turns the kernel round, as mathematicians define it."""
    imagen, k = np.array(image, dtype=float), np.array(kernel, dtype=float)[::-1, ::-1]
    if k.shape[0] > imagen.shape[0] or k.shape[1] > imagen.shape[1]:
        raise ValueError("no cabe")
    filas = imagen.shape[0] - k.shape[0] + 1
    columnas = imagen.shape[1] - k.shape[1] + 1
    salida = np.zeros((filas, columnas))
    for i in range(filas):
        for j in range(columnas):
            salida[i, j] = np.sum(imagen[i : i + k.shape[0], j : j + k.shape[1]] * k)
    return salida


@wrong("convolution.convolve")
def last_place_is_missing(image, kernel):
    """Forgets the + 1: the last row and the last column of places are missing."""
    image, kernel = np.array(image), np.array(kernel)
    h, w = image.shape
    a, b = kernel.shape
    if a > h or b > w:
        raise ValueError("El núcleo es mayor que la imagen")
    resultado = np.zeros((h - a, w - b))
    for i in range(h - a):
        for j in range(w - b):
            resultado[i, j] = (image[i : i + a, j : j + b] * kernel).sum()
    return resultado


@wrong("convolution.convolve")
def border_of_zeros(image, kernel):
    """Fills a border with zeros so that the result has the size of the image."""
    image, kernel = np.array(image, dtype=float), np.array(kernel, dtype=float)
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError("El núcleo es mayor que la imagen")
    grande = np.zeros((h + a - 1, w + b - 1))
    grande[a // 2 : a // 2 + h, b // 2 : b // 2 + w] = image
    salida = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            salida[i, j] = np.sum(grande[i : i + a, j : j + b] * kernel)
    return salida


@wrong("convolution.convolve")
def leaves_the_error_to_numpy(image, kernel):
    """Does not look whether the kernel fits: if it is one row too high the result is empty."""
    image, kernel = np.array(image), np.array(kernel)
    h, w = image.shape
    a, b = kernel.shape
    out = np.zeros((h - a + 1, w - b + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i][j] = np.sum(image[i : i + a, j : j + b] * kernel)
    return out


@wrong("convolution.convolve")
def jumps_a_kernel_at_a_time(image, kernel):
    """Moves the kernel by its own size: the places do not overlap."""
    image, kernel = np.array(image), np.array(kernel)
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError
    return np.array(
        [[np.sum(image[i : i + a, j : j + b] * kernel) for j in range(0, w - b + 1, b)] for i in range(0, h - a + 1, a)]
    )


@wrong("convolution.convolve")
def averages_the_products(image, kernel):
    """Averages the products instead of adding them."""
    image, kernel = np.array(image), np.array(kernel)
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError("no cabe")
    return np.array(
        [[np.mean(image[i : i + a, j : j + b] * kernel) for j in range(w - b + 1)] for i in range(h - a + 1)]
    )


@wrong("convolution.convolve")
def kernels_are_always_square(image, kernel):
    """Takes the height of the kernel for its width too."""
    image, kernel = np.array(image), np.array(kernel)
    k = len(kernel)
    h, w = image.shape
    if k > h or k > w:
        raise ValueError("no cabe")
    salida = np.zeros((h - k + 1, w - k + 1))
    for i in range(h - k + 1):
        for j in range(w - k + 1):
            salida[i, j] = np.sum(image[i : i + k, j : j + k] * kernel)
    return salida


@wrong("convolution.max_pool")
def mean_of_the_block(image, size):
    """Averages each block."""
    image = np.array(image)
    filas, columnas = image.shape[0] // size, image.shape[1] // size
    salida = np.zeros((filas, columnas))
    for i in range(filas):
        for j in range(columnas):
            salida[i, j] = image[i * size : (i + 1) * size, j * size : (j + 1) * size].mean()
    return salida


@wrong("convolution.max_pool")
def window_moves_one_by_one(image, size):
    """Moves the window by one, like a convolution: the blocks overlap."""
    image = np.array(image)
    h, w = image.shape
    salida = np.zeros((h - size + 1, w - size + 1))
    for i in range(h - size + 1):
        for j in range(w - size + 1):
            salida[i, j] = np.max(image[i : i + size, j : j + size])
    return salida


@wrong("convolution.max_pool")
def what_is_left_makes_blocks_too(image, size):
    """Keeps the rows and columns left over, in smaller blocks."""
    image = np.array(image)
    h, w = image.shape
    return np.array([[image[i : i + size, j : j + size].max() for j in range(0, w, size)] for i in range(0, h, size)])


@wrong("convolution.max_pool")
def starts_looking_from_zero(image, size):
    """Looks for the largest from 0 on: wrong where all are negative."""
    image = np.array(image)
    filas, columnas = image.shape[0] // size, image.shape[1] // size
    salida = np.zeros((filas, columnas))
    for i in range(filas * size):
        for j in range(columnas * size):
            if image[i, j] > salida[i // size, j // size]:
                salida[i // size, j // size] = image[i, j]
    return salida


@wrong("convolution.max_pool")
def cuts_without_axes_between(image, size):
    """Reshapes to (rows, columns, size, size) at once: mixes pixels that are not neighbours."""
    image = np.array(image)
    filas, columnas = image.shape[0] // size, image.shape[1] // size
    recorte = image[: filas * size, : columnas * size]
    return recorte.reshape(filas, columnas, size, size).max(axis=(2, 3))


@wrong("convolution.max_pool")
def first_number_of_each_block(image, size):
    """Takes the corner of each block: skips instead of looking for the largest."""
    image = np.array(image)
    h, w = image.shape
    return image[: h // size * size : size, : w // size * size : size]


@wrong("convolution.convolution_parameters")
def side_without_squaring(kernel_size, channels, filters):
    """Counts the side of the kernel once."""
    return (kernel_size * channels + 1) * filters


@wrong("convolution.convolution_parameters")
def a_single_bias(kernel_size, channels, filters):
    """One bias for the whole layer."""
    return kernel_size**2 * channels * filters + 1


@wrong("convolution.convolution_parameters")
def weights_and_no_biases(kernel_size, channels, filters):
    """Forgets the biases."""
    return kernel_size * kernel_size * channels * filters


@wrong("convolution.convolution_parameters")
def one_channel_is_enough(kernel_size, channels, filters):
    """Forgets the channels."""
    pesos = kernel_size * kernel_size
    return filters * (pesos + 1)


@wrong("convolution.convolution_parameters")
def a_bias_for_each_channel(kernel_size, channels, filters):
    """A bias for each channel of each filter."""
    total = 0
    for _ in range(filters):
        for _ in range(channels):
            total += kernel_size**2 + 1
    return total


@wrong("convolution.convolution_parameters")
def only_one_filter(kernel_size, channels, filters):
    """Counts one filter."""
    return kernel_size * kernel_size * channels + 1


@wrong("convolution.build_cnn_model")
def edges_filled_with_zeros():
    """padding="same": the sizes do not shrink."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(8, (3, 3), padding="same", activation="relu"),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Conv2D(16, (3, 3), padding="same", activation="relu"),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )


@wrong("convolution.build_cnn_model")
def probabilities_at_the_end():
    """A softmax at the output instead of logits."""
    m = keras.Sequential()
    m.add(keras.Input(shape=(28, 28, 1)))
    m.add(keras.layers.Conv2D(8, 3, activation="relu"))
    m.add(keras.layers.MaxPooling2D())
    m.add(keras.layers.Conv2D(16, 3, activation="relu"))
    m.add(keras.layers.MaxPooling2D())
    m.add(keras.layers.Flatten())
    m.add(keras.layers.Dense(10, activation="softmax"))
    return m


@wrong("convolution.build_cnn_model")
def images_without_a_channel():
    """Forgets the channel in the shape of the input: Keras refuses it."""
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )


@wrong("convolution.build_cnn_model")
def size_of_the_input_unknown():
    """Says nowhere what comes in: the model is not built."""
    return keras.Sequential(
        [
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )


@wrong("convolution.build_cnn_model")
def convolutions_without_relu():
    """No activation in the convolutions."""
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            keras.layers.Conv2D(8, 3),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(16, 3),
            keras.layers.MaxPooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )


@wrong("convolution.build_cnn_model")
def both_poolings_at_the_end():
    """Puts the two convolutions together and pools only once."""
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            keras.layers.Conv2D(8, kernel_size=3, activation="relu"),
            keras.layers.Conv2D(16, kernel_size=3, activation="relu"),
            keras.layers.MaxPooling2D(pool_size=2),
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )


@wrong("convolution.build_cnn_model")
def averages_in_the_poolings():
    """Averages instead of taking the largest."""
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )
