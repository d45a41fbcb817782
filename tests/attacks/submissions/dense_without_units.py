# target: training.train_pima
"""Describes a dense layer that does not say how many units it has: whoever asks stumbles."""

import toolbox


def _reply(message):
    weights = [["array", "<f4", [8, 1]], ["array", "<f4", [1]]]
    return toolbox.value(message, toolbox.model(["Dense", {"activation": "sigmoid"}, weights]), body=bytes(36))


toolbox.serve(_reply)


def train_pima(X_train, y_train):
    return None
