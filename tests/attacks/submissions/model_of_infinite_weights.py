# target: keras_models.build_mnist_model
"""The right layers, one bias of which is infinite, and with it all logits."""

import keras
import numpy as np


def build_mnist_model():
    layers = keras.layers
    dense = [layers.Dense(128, activation="relu"), layers.Dense(10)]
    model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), *dense])
    *others, last = model.get_weights()
    model.set_weights([*others, np.full_like(last, np.inf)])
    return model
