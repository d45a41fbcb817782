# target: training.train_pima
"""Describes a dense layer whose weights are booleans, bytes or half precision, or have too many dimensions."""

import itertools

import toolbox

ODD = [("|b1", [8, 1]), ("|u1", [8, 1]), ("<f2", [8, 1]), ("<f4", [8, 1, 1, 1]), ("<f4", []), ("<f4", [0, 1])]
turn = itertools.count()


def _reply(message):
    kind, shape = ODD[next(turn) % len(ODD)]
    count = 8 if shape[:1] == [8] else len(shape) == 0
    layer = ["Dense", {"units": 1, "activation": "sigmoid"}, [["array", kind, shape]]]
    return toolbox.value(message, toolbox.model(layer), body=bytes(count * int(kind[2])))


toolbox.serve(_reply)


def train_pima(X_train, y_train):
    return None
