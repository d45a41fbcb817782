# target: activations.relu
# through: command
"""Answers with a model whose layer sizes are words, which cannot even be shown in a message."""

import toolbox


def _reply(message):
    layers = [["Dense", {"units": "many", "activation": 7}, []]]
    model = {"input_shape": [2], "layers": layers, "compiled": None, "obstacle": "", "frozen": 0}
    return toolbox.value(message, ["model", model])


toolbox.serve(_reply)


def relu(z):
    return z * 0
