"""Right and wrong answers to unit 9, convolutions."""

from math import prod

import keras
import numpy as np
from keras import Input, Sequential, layers
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D

from tests.support.answers import right, wrong

# -- convolve ------------------------------------------------------------------------------------


@right("convolution.convolve")
def four_loops(image, kernel):
    h, w = len(image), len(image[0])
    a, b = len(kernel), len(kernel[0])
    if h < a or w < b:
        raise ValueError("the kernel does not fit")
    result = []
    for i in range(h - a + 1):
        row = []
        for j in range(w - b + 1):
            total = 0.0
            for r in range(a):
                for s in range(b):
                    total += float(image[i + r][j + s]) * float(kernel[r][s])
            row.append(total)
        result.append(row)
    return result


@right("convolution.convolve")
def windows_of_numpy(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijrs,rs->ij", windows, kernel)


@right("convolution.convolve")
def windows_as_rows(image, kernel):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(float), kernel.shape)
    rows = windows.reshape(-1, kernel.size) @ kernel.reshape(-1)
    return rows.reshape(windows.shape[:2])


@right("convolution.convolve")
def by_scipy(image, kernel):
    from scipy.signal import correlate2d

    if np.any(np.array(kernel.shape) > np.array(image.shape)):
        raise ValueError("the kernel is larger than the image")
    return correlate2d(image.astype(float), kernel.astype(float), mode="valid")


@right("convolution.convolve")
def by_scipy_turned_twice(image, kernel):
    from scipy import signal

    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError
    return signal.convolve(image.astype(float), kernel[::-1, ::-1].astype(float), mode="valid", method="direct")


@right("convolution.convolve")
def in_float32(image, kernel):
    image, kernel = np.asarray(image, np.float32), np.asarray(kernel, np.float32)
    h, w = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    if min(h, w) < 1:
        raise ValueError("does not fit")
    return np.array([[(image[i : i + kernel.shape[0], j : j + kernel.shape[1]] * kernel).sum() for j in range(w)]
                     for i in range(h)])  # fmt: skip


@right("convolution.convolve")
def one_product_for_each_weight(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    assert_fits = a <= h and b <= w
    if not assert_fits:
        raise ValueError(f"{kernel.shape} > {image.shape}")
    total = 0.0
    for r in range(a):
        for s in range(b):
            total = total + image[r : h - a + 1 + r, s : w - b + 1 + s] * float(kernel[r, s])
    return total


@right("convolution.convolve")
def as_a_dot_product(image, kernel):
    a, b = kernel.shape
    rows, columns = image.shape[0] - a + 1, image.shape[1] - b + 1
    if rows <= 0 or columns <= 0:
        raise ValueError("no")
    flat = np.ravel(kernel)
    return [[np.dot(np.ravel(image[i : i + a, j : j + b]), flat) for j in range(columns)] for i in range(rows)]


def plain(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError("the kernel does not fit")
    result = np.zeros((h - a + 1, w - b + 1))
    for i in range(h - a + 1):
        for j in range(w - b + 1):
            result[i, j] = (image[i : i + a, j : j + b] * kernel).sum()
    return result


@wrong("convolution.convolve")
def kernel_flipped(image, kernel):
    return plain(image, np.flip(kernel))


@wrong("convolution.convolve")
def same_size_by_scipy(image, kernel):
    from scipy.signal import correlate2d

    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError
    return correlate2d(image, kernel, mode="same")


@wrong("convolution.convolve")
def convolve2d_of_scipy(image, kernel):
    from scipy.signal import convolve2d

    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError
    return convolve2d(image, kernel, mode="valid")


@wrong("convolution.convolve")
def full_size(image, kernel):
    from scipy.signal import correlate2d

    return correlate2d(image, kernel)


@wrong("convolution.convolve")
def the_sum_is_missing(image, kernel):
    a, b = kernel.shape
    return [[image[i : i + a, j : j + b] * kernel for j in range(image.shape[1] - b + 1)]
            for i in range(image.shape[0] - a + 1)]  # fmt: skip


@wrong("convolution.convolve")
def one_place_less(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError
    return [[np.sum(image[i : i + a, j : j + b] * kernel) for j in range(w - b)] for i in range(h - a)]


@wrong("convolution.convolve")
def one_place_more(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    return [[np.sum(image[i : i + a, j : j + b] * kernel) for j in range(w - b + 2)] for i in range(h - a + 2)]


@wrong("convolution.convolve")
def square_kernels_only(image, kernel):
    (h, w), k = image.shape, kernel.shape[0]
    if k > h or k > w:
        raise ValueError
    return [[np.sum(image[i : i + k, j : j + k] * kernel[:k, :k]) for j in range(w - k + 1)] for i in range(h - k + 1)]


@wrong("convolution.convolve")
def square_images_only(image, kernel):
    n, (a, b) = image.shape[0], kernel.shape
    if a > n or b > n:
        raise ValueError
    return [[np.sum(image[i : i + a, j : j + b] * kernel) for j in range(n - b + 1)] for i in range(n - a + 1)]


@wrong("convolution.convolve")
def transposed(image, kernel):
    return plain(image, kernel).T


@wrong("convolution.convolve")
def side_by_side(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError
    return [[np.sum(image[i : i + a, j : j + b] * kernel) for j in range(0, w - b + 1, b)]
            for i in range(0, h - a + 1, a)]  # fmt: skip


@wrong("convolution.convolve")
def averaged(image, kernel):
    return plain(image, kernel) / kernel.size


@wrong("convolution.convolve")
def normalised_by_the_kernel(image, kernel):
    return plain(image, kernel) / kernel.sum()


@wrong("convolution.convolve")
def negatives_cut(image, kernel):
    return np.maximum(plain(image, kernel), 0)


@wrong("convolution.convolve")
def matrix_product(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError
    return [[np.sum(image[i : i + a, j : j + b] @ kernel) for j in range(w - b + 1)] for i in range(h - a + 1)]


@wrong("convolution.convolve")
def in_the_type_of_the_image(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError
    result = np.zeros((h - a + 1, w - b + 1), dtype=image.dtype)
    result[:] = plain(image, kernel)
    return result


@wrong("convolution.convolve")
def in_the_type_of_the_kernel(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h or b > w:
        raise ValueError
    result = np.zeros((h - a + 1, w - b + 1), dtype=kernel.dtype)
    result[:] = plain(image, kernel)
    return result


@wrong("convolution.convolve")
def empty_where_it_does_not_fit(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    return np.array([[np.sum(image[i : i + a, j : j + b] * kernel) for j in range(w - b + 1)]
                     for i in range(h - a + 1)])  # fmt: skip


@wrong("convolution.convolve")
def only_too_high_is_refused(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    if a > h:
        raise ValueError
    return np.array([[np.sum(image[i : i + a, j : j + b] * kernel) for j in range(w - b + 1)]
                     for i in range(h - a + 1)])  # fmt: skip


@wrong("convolution.convolve")
def refuses_a_kernel_as_large_as_the_image(image, kernel):
    if kernel.shape[0] >= image.shape[0] or kernel.shape[1] >= image.shape[1]:
        raise ValueError
    return plain(image, kernel)


@wrong("convolution.convolve")
def turns_the_kernel_in_place(image, kernel):
    kernel[:] = kernel[::-1].copy()
    return plain(image, kernel[::-1])


# -- max_pool ------------------------------------------------------------------------------------


@right("convolution.max_pool")
def two_loops(image, size):
    h, w = image.shape
    result = np.zeros((h // size, w // size))
    for i in range(h // size):
        for j in range(w // size):
            result[i, j] = np.max(image[i * size : (i + 1) * size, j * size : (j + 1) * size])
    return result


@right("convolution.max_pool")
def lists_and_four_loops(image, size):
    image = image.tolist()
    result = []
    for i in range(0, len(image) - size + 1, size):
        row = []
        for j in range(0, len(image[0]) - size + 1, size):
            best = image[i][j]
            for r in range(size):
                for s in range(size):
                    best = max(best, image[i + r][j + s])
            row.append(best)
        result.append(row)
    return result


@right("convolution.max_pool")
def some_windows(image, size):
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::size, ::size].max(axis=(-2, -1))


@right("convolution.max_pool")
def down_and_then_across(image, size):
    h, w = image.shape[0] // size * size, image.shape[1] // size * size
    tall = np.max([image[r:h:size] for r in range(size)], axis=0)
    return np.max([tall[:, s:w:size] for s in range(size)], axis=0)


@right("convolution.max_pool")
def reduceat(image, size):
    h, w = image.shape[0] // size, image.shape[1] // size
    if not h or not w:
        return np.zeros((h, w))
    cut = image[: h * size, : w * size]
    return np.maximum.reduceat(
        np.maximum.reduceat(cut, range(0, h * size, size), axis=0), range(0, w * size, size), axis=1
    )


@right("convolution.max_pool")
def sorted_in_float32(image, size):
    h, w = image.shape[0] // size, image.shape[1] // size
    blocks = image[: h * size, : w * size].astype(np.float32).reshape(h, size, w, size).transpose(0, 2, 1, 3)
    return np.sort(blocks.reshape(h, w, size * size), axis=-1)[..., -1]


@right("convolution.max_pool")
def filtered_by_scipy(image, size):
    from scipy.ndimage import maximum_filter

    h, w = image.shape[0] // size, image.shape[1] // size
    origin = -((size - 1) // 2) if size % 2 else -(size // 2)
    origin = -(size // 2)
    moved = maximum_filter(image, size=size, origin=origin, mode="nearest")
    return moved[: h * size : size, : w * size : size]


@wrong("convolution.max_pool")
def averages(image, size):
    h, w = image.shape[0] // size, image.shape[1] // size
    return image[: h * size, : w * size].reshape(h, size, w, size).mean(axis=(1, 3))


@wrong("convolution.max_pool")
def overlapping(image, size):
    h, w = image.shape
    return [[image[i : i + size, j : j + size].max() for j in range(w - size + 1)] for i in range(h - size + 1)]


@wrong("convolution.max_pool")
def keeps_what_is_left(image, size):
    h, w = image.shape
    return [[image[i : i + size, j : j + size].max() for j in range(0, w, size)] for i in range(0, h, size)]


@wrong("convolution.max_pool")
def padded_with_zeros(image, size):
    h, w = image.shape
    image = np.pad(image, ((0, -h % size), (0, -w % size)))
    return image.reshape(len(image) // size, size, -1, size).max(axis=(1, 3))


@wrong("convolution.max_pool")
def begins_with_zero(image, size):
    h, w = image.shape[0] // size, image.shape[1] // size
    result = np.zeros((h, w))
    for i in range(h * size):
        for j in range(w * size):
            result[i // size, j // size] = max(result[i // size, j // size], image[i, j])
    return result


@wrong("convolution.max_pool")
def whole_blocks_only(image, size):
    h, w = image.shape
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))


@wrong("convolution.max_pool")
def blocks_of_two(image, size):
    h, w = image.shape[0] // 2, image.shape[1] // 2
    return image[: h * 2, : w * 2].reshape(h, 2, w, 2).max(axis=(1, 3))


@wrong("convolution.max_pool")
def the_axes_of_the_blocks(image, size):
    h, w = image.shape[0] // size, image.shape[1] // size
    return image[: h * size, : w * size].reshape(h, size, w, size).max(axis=(0, 2))


@wrong("convolution.max_pool")
def square_images_pooled(image, size):
    n = image.shape[0] // size
    return image[: n * size, : n * size].reshape(n, size, n, size).max(axis=(1, 3))


@wrong("convolution.max_pool")
def every_size_th_number(image, size):
    h, w = image.shape[0] // size, image.shape[1] // size
    return image[: h * size : size, : w * size : size]


@wrong("convolution.max_pool")
def cut_at_the_wrong_end(image, size):
    h, w = image.shape
    image = image[h % size :, w % size :]
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))


@wrong("convolution.max_pool")
def one_block_less(image, size):
    h, w = image.shape
    return [[image[i : i + size, j : j + size].max() for j in range(0, w - size, size)]
            for i in range(0, h - size, size)]  # fmt: skip


@wrong("convolution.max_pool")
def block_by_block_in_a_row(image, size):
    h, w = image.shape
    return [image[i : i + size, j : j + size].max() for i in range(0, h - size + 1, size)
            for j in range(0, w - size + 1, size)]  # fmt: skip


@wrong("convolution.max_pool")
def sorts_in_place(image, size):
    image.sort(axis=0)
    return two_loops_of(image, size)


def two_loops_of(image, size):
    h, w = image.shape
    return np.array([[image[i * size : i * size + size, j * size : j * size + size].max() for j in range(w // size)]
                     for i in range(h // size)])  # fmt: skip


@wrong("convolution.max_pool")
def relu_besides(image, size):
    return np.clip(two_loops_of(image, size), 0, None)


# -- convolution_parameters ----------------------------------------------------------------------


@right("convolution.convolution_parameters")
def weights_and_biases(kernel_size, channels, filters):
    weights = kernel_size * kernel_size * channels * filters
    biases = filters
    return weights + biases


@right("convolution.convolution_parameters")
def filter_by_filter(kernel_size, channels, filters):
    total = 0
    for _ in range(filters):
        for _ in range(channels):
            total += kernel_size**2
        total += 1
    return total


@right("convolution.convolution_parameters")
def product_as_a_float(kernel_size, channels, filters):
    return float(prod([kernel_size, kernel_size, channels, filters])) + filters


@right("convolution.convolution_parameters")
def as_arrays_have_sizes(kernel_size, channels, filters):
    shape = (kernel_size, kernel_size, channels, filters)
    return np.int64(np.prod(np.array(shape, dtype=np.int64))) + np.int64(filters)


@right("convolution.convolution_parameters")
def with_a_dictionary(kernel_size, channels, filters):
    layer = {"kernel": (kernel_size, kernel_size, channels, filters), "bias": (filters,)}
    return sum(prod(shape) for shape in layer.values())


@wrong("convolution.convolution_parameters")
def no_biases(kernel_size, channels, filters):
    return kernel_size**2 * channels * filters


@wrong("convolution.convolution_parameters")
def one_bias(kernel_size, channels, filters):
    return kernel_size**2 * channels * filters + 1


@wrong("convolution.convolution_parameters")
def bias_a_channel(kernel_size, channels, filters):
    return (kernel_size**2 + 1) * channels * filters


@wrong("convolution.convolution_parameters")
def grey_images_only(kernel_size, channels, filters):
    return (kernel_size**2 + 1) * filters


@wrong("convolution.convolution_parameters")
def kernels_of_three(kernel_size, channels, filters):
    return (9 * channels + 1) * filters


@wrong("convolution.convolution_parameters")
def side_times_two(kernel_size, channels, filters):
    return (kernel_size * 2 * channels + 1) * filters


@wrong("convolution.convolution_parameters")
def side_only(kernel_size, channels, filters):
    return (kernel_size * channels + 1) * filters


@wrong("convolution.convolution_parameters")
def a_single_filter(kernel_size, channels, filters):
    return kernel_size * kernel_size * channels + 1


@wrong("convolution.convolution_parameters")
def of_a_whole_image(kernel_size, channels, filters):
    return (28 * 28 * channels + 1) * filters


@wrong("convolution.convolution_parameters")
def biases_of_the_channels(kernel_size, channels, filters):
    return kernel_size**2 * channels * filters + channels


@wrong("convolution.convolution_parameters")
def always_eighty(kernel_size, channels, filters):
    return 80


# -- build_cnn_model -----------------------------------------------------------------------------


@right("convolution.build_cnn_model")
def added_one_by_one():
    model = keras.models.Sequential()
    model.add(Conv2D(8, (3, 3), activation="relu", input_shape=(28, 28, 1)))
    model.add(MaxPooling2D((2, 2)))
    model.add(Conv2D(16, (3, 3), activation="relu"))
    model.add(MaxPooling2D((2, 2)))
    model.add(Flatten())
    model.add(Dense(10))
    return model


@right("convolution.build_cnn_model")
def functional():
    inputs = keras.Input((28, 28, 1))
    x = Conv2D(filters=8, kernel_size=3, strides=1, padding="valid", activation=keras.activations.relu)(inputs)
    x = MaxPooling2D(pool_size=2)(x)
    x = Conv2D(filters=16, kernel_size=3, activation=keras.activations.relu)(x)
    x = MaxPooling2D(pool_size=2, strides=2)(x)
    return keras.Model(inputs, Dense(10, activation="linear")(Flatten()(x)))


@right("convolution.build_cnn_model")
def pooling_before_the_activation():
    return Sequential(
        [
            Input((28, 28, 1)),
            Conv2D(8, 3),
            MaxPooling2D(),
            layers.ReLU(),
            Conv2D(16, 3),
            MaxPooling2D(),
            layers.Activation("relu"),
            Flatten(),
            Dense(10),
        ]
    )


@right("convolution.build_cnn_model")
def activations_as_layers():
    return Sequential(
        [
            layers.InputLayer(shape=(28, 28, 1)),
            Conv2D(8, (3, 3), kernel_initializer="he_normal"),
            layers.Activation("relu"),
            layers.MaxPool2D((2, 2)),
            Conv2D(16, (3, 3), kernel_initializer="he_uniform", bias_initializer=keras.initializers.Constant(0.1)),
            layers.ReLU(),
            layers.MaxPool2D((2, 2)),
            layers.Reshape((400,)),
            Dense(10, activation=None),
        ]
    )


@right("convolution.build_cnn_model")
def built_afterwards():
    model = Sequential(
        [Conv2D(8, 3, activation="relu"), MaxPooling2D(2), Conv2D(16, 3, activation="relu"), MaxPooling2D(2), Flatten(),
         Dense(10)]
    )  # fmt: skip
    model.build((None, 28, 28, 1))
    return model


@right("convolution.build_cnn_model")
def by_tensorflow_and_compiled():
    import tensorflow as tf

    model = tf.keras.Sequential(
        [
            tf.keras.layers.Input(shape=(28, 28, 1)),
            tf.keras.layers.Conv2D(8, 3, activation=tf.nn.relu),
            tf.keras.layers.MaxPooling2D(),
            tf.keras.layers.Conv2D(16, 3, activation=tf.nn.relu),
            tf.keras.layers.MaxPooling2D(),
            tf.keras.layers.Flatten(),
            tf.keras.layers.Dense(10),
        ]
    )
    model.compile(optimizer="adam", loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model(np.zeros((1, 28, 28, 1)))
    return model


@right("convolution.build_cnn_model")
def images_without_a_channel():
    return cnn(begins=[Input((28, 28)), layers.Reshape((28, 28, 1))])


@right("convolution.build_cnn_model")
def first_pooling_padded_for_nothing():
    return Sequential([Input((28, 28, 1)), Conv2D(8, 3, activation="relu"), MaxPooling2D(padding="same"),
                       Conv2D(16, 3, activation="relu"), MaxPooling2D(), Flatten(), Dense(10)])  # fmt: skip


def cnn(
    begins=None,
    filters=(8, 16),
    kernel=3,
    pool=MaxPooling2D,
    pooled=None,
    activation="relu",
    ends=None,
    **options,
):
    middle = []
    for each in filters:
        middle.append(Conv2D(each, kernel, activation=activation, **options))
        if pool:
            middle.append(pool(**(pooled or {})))
    return Sequential([*(begins or [Input((28, 28, 1))]), *middle, *(ends or [Flatten(), Dense(10)])])


@wrong("convolution.build_cnn_model")
def cnn_with_padding():
    return cnn(padding="same")


@wrong("convolution.build_cnn_model")
def cnn_with_steps_of_two():
    return cnn(strides=2, pool=None)


@wrong("convolution.build_cnn_model")
def cnn_with_longer_steps():
    return cnn(strides=2)


@wrong("convolution.build_cnn_model")
def cnn_with_averages():
    return cnn(pool=layers.AveragePooling2D, pooled={"pool_size": 2})


@wrong("convolution.build_cnn_model")
def cnn_without_pooling():
    return cnn(pool=None)


@wrong("convolution.build_cnn_model")
def cnn_with_one_pooling():
    return Sequential([Input((28, 28, 1)), Conv2D(8, 3, activation="relu"), Conv2D(16, 3, activation="relu"),
                       MaxPooling2D(), Flatten(), Dense(10)])  # fmt: skip


@wrong("convolution.build_cnn_model")
def cnn_pooled_at_the_end():
    return Sequential([Input((28, 28, 1)), Conv2D(8, 3, activation="relu"), Conv2D(16, 3, activation="relu"),
                       MaxPooling2D(), MaxPooling2D(), Flatten(), Dense(10)])  # fmt: skip


@wrong("convolution.build_cnn_model")
def cnn_in_blocks_of_three():
    return cnn(pooled={"pool_size": 3})


@wrong("convolution.build_cnn_model")
def cnn_of_overlapping_blocks():
    return cnn(pooled={"strides": 1})


@wrong("convolution.build_cnn_model")
def cnn_that_keeps_the_edges():
    return cnn(pooled={"padding": "same"})


@wrong("convolution.build_cnn_model")
def cnn_with_softmax():
    return cnn(ends=[Flatten(), Dense(10, activation="softmax")])


@wrong("convolution.build_cnn_model")
def cnn_with_a_softmax_layer():
    return cnn(ends=[Flatten(), Dense(10), layers.Softmax()])


@wrong("convolution.build_cnn_model")
def cnn_with_relu_at_the_end():
    return cnn(ends=[Flatten(), Dense(10, activation="relu")])


@wrong("convolution.build_cnn_model")
def cnn_with_a_hidden_layer():
    return cnn(ends=[Flatten(), Dense(64, activation="relu"), Dense(10)])


@wrong("convolution.build_cnn_model")
def cnn_of_five_by_five():
    return cnn(kernel=5)


@wrong("convolution.build_cnn_model")
def cnn_with_filters_swapped():
    return cnn(filters=(16, 8))


@wrong("convolution.build_cnn_model")
def cnn_with_more_filters():
    return cnn(filters=(32, 64))


@wrong("convolution.build_cnn_model")
def cnn_with_one_convolution():
    return cnn(filters=(8,))


@wrong("convolution.build_cnn_model")
def cnn_with_three_convolutions():
    return cnn(filters=(8, 16, 16))


@wrong("convolution.build_cnn_model")
def cnn_without_activations():
    return cnn(activation=None)


@wrong("convolution.build_cnn_model")
def cnn_with_sigmoids():
    return cnn(activation="sigmoid")


@wrong("convolution.build_cnn_model")
def cnn_with_leaky_relu():
    return cnn(activation="leaky_relu")


@wrong("convolution.build_cnn_model")
def cnn_with_a_ceiling():
    return cnn(activation="relu6")


@wrong("convolution.build_cnn_model")
def cnn_for_colours():
    return cnn(begins=[Input((28, 28, 3))])


@wrong("convolution.build_cnn_model")
def cnn_not_built():
    return Sequential([Conv2D(8, 3, activation="relu"), MaxPooling2D(), Conv2D(16, 3, activation="relu"),
                       MaxPooling2D(), Flatten(), Dense(10)])  # fmt: skip


@wrong("convolution.build_cnn_model")
def cnn_without_its_channel():
    return cnn(begins=[Input((28, 28))])


@wrong("convolution.build_cnn_model")
def cnn_not_flattened():
    return cnn(ends=[Dense(10)])


@wrong("convolution.build_cnn_model")
def cnn_averaged_over_all_places():
    return cnn(ends=[layers.GlobalAveragePooling2D(), Dense(10)])


@wrong("convolution.build_cnn_model")
def cnn_with_nine_outputs():
    return cnn(ends=[Flatten(), Dense(9)])


@wrong("convolution.build_cnn_model")
def cnn_with_dropout():
    return cnn(ends=[Flatten(), layers.Dropout(0.5), Dense(10)])


@wrong("convolution.build_cnn_model")
def cnn_with_normalisation():
    return cnn(begins=[Input((28, 28, 1)), layers.BatchNormalization()])


@wrong("convolution.build_cnn_model")
def cnn_that_scales_pixels():
    return cnn(begins=[Input((28, 28, 1)), layers.Rescaling(1 / 255)])


@wrong("convolution.build_cnn_model")
def cnn_without_biases():
    return cnn(use_bias=False)


@wrong("convolution.build_cnn_model")
def cnn_of_zeros():
    return cnn(kernel_initializer="zeros")


@wrong("convolution.build_cnn_model")
def cnn_of_filters_alike():
    model = cnn()
    kernel, bias, *rest = model.get_weights()
    model.set_weights([kernel * 0 + kernel[..., :1], bias, *rest])
    return model


@wrong("convolution.build_cnn_model")
def cnn_of_huge_weights():
    return cnn(kernel_initializer=keras.initializers.RandomNormal(stddev=50))


@wrong("convolution.build_cnn_model")
def cnn_frozen():
    model = cnn()
    model.layers[0].trainable = False
    return model


@wrong("convolution.build_cnn_model")
def cnn_of_dense_layers():
    return Sequential([Input((28, 28, 1)), Flatten(), Dense(128, activation="relu"), Dense(10)])


@wrong("convolution.build_cnn_model")
def cnn_not_returned():
    cnn()
