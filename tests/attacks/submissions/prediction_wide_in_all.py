# target: training.train_pima
"""A small network whose prediction has half a million columns: no batch of it is too large, but all of it is."""

import keras


def train_pima(X_train, y_train):
    return keras.Sequential([keras.Input((8,)), keras.layers.Dense(500_000)])
