# target: training.train_pima
"""Describes reshapings to words, to nothing, to less than there is and to lengths that no number can hold."""

import itertools

import toolbox

TARGETS = ["abc", [], [0], [-1, -1], [2**62, 2**62], [-8], [True, 8], [3]]
turn = itertools.count()


def _reply(message):
    target = TARGETS[next(turn) % len(TARGETS)]
    return toolbox.value(message, toolbox.model(["Reshape", {"target_shape": target}, []]))


toolbox.serve(_reply)


def train_pima(X_train, y_train):
    return None
