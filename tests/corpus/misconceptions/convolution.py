"""Submissions that show symptoms of unit 9."""

import keras
import numpy as np
from keras import Input, Sequential, layers
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D

from tests.support.answers import shows


@shows("convolution.convolve.window_outside_of_the_image")
def at_every_pixel(image, kernel):
    (h, w), (a, b) = image.shape, kernel.shape
    result = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            for r in range(a):
                for s in range(b):
                    result[i, j] += image[i + r, j + s] * kernel[r, s]
    return result


def cnn(*ends, begins=(28, 28, 1), second=None):
    return Sequential([Input(begins), Conv2D(8, 3, activation="relu"), MaxPooling2D(),
                       second or Conv2D(16, 3, activation="relu"), MaxPooling2D(),
                       *(ends or (Flatten(), Dense(10)))])  # fmt: skip


@shows("convolution.build_cnn_model.layers_without_a_model")
def a_list_of_layers():
    return [Conv2D(8, 3, activation="relu"), MaxPooling2D(), Flatten(), Dense(10)]


@shows("convolution.build_cnn_model.number_of_images_in_the_shape")
def as_many_images_as_there_are():
    return cnn(begins=(60000, 28, 28, 1))


@shows("convolution.build_cnn_model.channel_first")
def one_by_28_by_28():
    inputs = keras.Input((1, 28, 28))
    x = Conv2D(8, 3, activation="relu", padding="same")(inputs)
    x = Conv2D(16, 3, activation="relu", padding="same")(x)
    return keras.Model(inputs, Dense(10)(Flatten()(x)))


@shows("convolution.build_cnn_model.another_input")
def images_of_32():
    return cnn(begins=(32, 32, 1))


@shows("convolution.build_cnn_model.no_output_layer")
def ends_flattened():
    return cnn(Flatten())


@shows("convolution.build_cnn_model.sigmoid_instead_of_logits")
def ten_sigmoids():
    return cnn(Flatten(), Dense(10, activation="sigmoid"))


@shows("convolution.build_cnn_model.dense_without_units")
def output_dim():
    return cnn(Flatten(), Dense(output_dim=10))


@shows("convolution.build_cnn_model.argument_that_layers_no_longer_have")
def border_mode():
    return cnn(second=Conv2D(16, 3, border_mode="valid"))


@shows("convolution.build_cnn_model.shape_without_its_comma")
def input_shape_of_a_number():
    return Sequential([Conv2D(8, 3, input_shape=(28), activation="relu")])


@shows("convolution.build_cnn_model.layers_not_in_a_list")
def layers_one_after_another():
    return Sequential(Input((28, 28, 1)), Conv2D(8, 3, activation="relu"), MaxPooling2D(), Flatten(), Dense(10))


@shows("convolution.build_cnn_model.another_library")
def in_torch():
    import torch

    return torch.nn.Sequential(torch.nn.Conv2d(1, 8, 3), torch.nn.ReLU())


@shows("convolution.build_cnn_model.gone_from_keras")
def convolutional_layers():
    from keras.layers.convolutional import Conv2D

    return Sequential([Input((28, 28, 1)), Conv2D(8, 3)])


@shows("convolution.build_cnn_model.not_imported")
def by_a_name_not_imported():
    return Sequential([Input((28, 28, 1)), tf.keras.layers.Conv2D(8, 3), layers.Flatten()])  # noqa: F821
