# target: keras_models.build_pima_model
"""Describes models whose settings stand at the edge of what is allowed: an axis of 15, lengths of 2**24, a scale of
1e38, an epsilon of minus 1e38, -1 beside -1, and flags that are numbers."""

import toolbox

LAYERS = [
    ["BatchNormalization", {"axis": 15, "scale": True, "center": True, "epsilon": 1e38}, []],
    ["BatchNormalization", {"axis": -1, "scale": False, "center": False, "epsilon": -1e38}, []],
    ["BatchNormalization", {"axis": 1, "scale": 1, "center": 0, "epsilon": 0}, []],
    ["Reshape", {"target_shape": [-1, -1]}, []],
    ["Reshape", {"target_shape": []}, []],
    ["Reshape", {"target_shape": [2**24, 1, 1, 1, 1, 1, 1, -1]}, []],
    ["Rescaling", {"scale": 1e38, "offset": -1e38}, []],
    ["ReLU", {"max_value": 0.0, "negative_slope": -0.0, "threshold": 1e38}, []],
    ["Dense", {"units": 2**24, "activation": "softmax"}, []],
    ["Dense", {"units": 1, "activation": "relu\u0000"}, []],
    ["LeakyReLU", {"negative_slope": float("nan")}, []],
    ["Dropout", {"rate": float("inf")}, []],
]


def _reply(message):
    return toolbox.value(message, toolbox.model(LAYERS[message["id"] % len(LAYERS)]))


toolbox.serve(_reply)


def build_pima_model():
    return None
