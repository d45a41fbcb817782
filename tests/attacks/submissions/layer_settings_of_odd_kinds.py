# target: training.train_pima
"""Describes layers whose settings are huge integers: a prediction with them overflows."""

import toolbox


def _reply(message):
    layers = [["Rescaling", {"scale": 10**400, "offset": 0}, []]]
    model = {"input_shape": [8], "layers": layers, "compiled": None, "obstacle": "", "frozen": 0}
    return toolbox.value(message, ["model", model])


toolbox.serve(_reply)


def train_pima(X_train, y_train):
    return None
