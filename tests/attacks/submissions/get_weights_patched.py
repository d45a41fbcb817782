# target: training.train_pima
"""An untrained network whose layers hand out weights of strange kinds: NaN, texts, too many, nothing."""

import itertools

import keras
import numpy as np

turn = itertools.count()


def _strange(self):
    kinds = [[np.full((8, 1), np.nan), np.zeros(1)], [np.zeros((8, 10**6)), np.zeros(1)], [np.array("x")], []]
    return kinds[next(turn) % len(kinds)]


def train_pima(X_train, y_train):
    keras.layers.Dense.get_weights = _strange
    return keras.Sequential([keras.Input((8,)), keras.layers.Dense(1, activation="sigmoid")])
