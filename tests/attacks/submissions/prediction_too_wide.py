# target: training.train_pima
"""A model of few parameters whose prediction, because of a Reshape, needs half a petabyte."""

import keras


def train_pima(X_train, y_train):
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((8,)),
            layers.Reshape((8, 1)),
            layers.Dense(12_500),
            layers.Reshape((100_000, 1)),
            layers.Dense(2_000_000),
        ]
    )
