# target: training.train_pima
"""Describes a dense layer of one unit with a million biases, which added to each other make gigabytes."""

import toolbox


def _reply(message):
    weights = [["array", "<f4", [8, 1]], ["array", "<f4", [10**6]]]
    layer = ["Dense", {"units": 1, "activation": "sigmoid"}, weights]
    return toolbox.value(message, toolbox.model(layer), body=bytes(32 + 4 * 10**6))


toolbox.serve(_reply)


def train_pima(X_train, y_train):
    return None
