# target: keras_models.build_mnist_model
"""Describes a model with an obstacle, for which layers that nobody knows are let through, with two hundred of them."""

import toolbox

UNKNOWN = [["Lambda", {str(number): number for number in range(16)}, [["array", "<f4", [0, 2**40]]] * 8]] * 199


def _reply(message):
    layers = [*UNKNOWN, ["Dense", {"units": 10, "activation": "linear"}, []]]
    model = {"input_shape": [28, 28], "layers": layers, "compiled": {}, "obstacle": " ", "frozen": 0}
    return toolbox.value(message, ["model", {**model, "compiled": None}])


toolbox.serve(_reply)


def build_mnist_model():
    return None
