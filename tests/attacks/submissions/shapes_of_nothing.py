# target: keras_models.build_pima_model
"""Describes models for inputs of no shape: none, negative, true, a text, an endless one, one of eight open lengths."""

import toolbox

SHAPES = [None, [], [0], [-1], [True], ["8"], [2**62], [None] * 8, [None] * 9, [8.0], [[8]], [float("nan")]]
DENSE = ["Dense", {"units": 1, "activation": "sigmoid"}, []]


def _reply(message):
    shape = SHAPES[message["id"] % len(SHAPES)]
    model = {"input_shape": shape, "layers": [["Flatten", {}, []], DENSE], "compiled": None, "obstacle": "", "frozen": 0}
    return toolbox.value(message, ["model", model])


toolbox.serve(_reply)


def build_pima_model():
    return None
