# target: training.train_pima
"""Describes normalisations with nothing to normalise by, with too much, and with an epsilon that is a list."""

import itertools

import toolbox

SETTINGS = {"axis": -1, "scale": True, "center": True, "epsilon": 1e-3}
ODD = [
    (SETTINGS, []),
    (SETTINGS, [["array", "<f4", [1000]]] * 4),
    ({**SETTINGS, "axis": 99}, [["array", "<f4", [8]]] * 4),
    ({**SETTINGS, "epsilon": [1, 2]}, [["array", "<f4", [8]]] * 4),
]
turn = itertools.count()


def _reply(message):
    settings, weights = ODD[next(turn) % len(ODD)]
    body = bytes(sum(4 * weight[2][0] for weight in weights))
    return toolbox.value(message, toolbox.model(["BatchNormalization", settings, weights]), body=body)


toolbox.serve(_reply)


def train_pima(X_train, y_train):
    return None
