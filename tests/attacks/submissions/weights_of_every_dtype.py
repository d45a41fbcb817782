# target: keras_models.build_pima_model
"""Describes the right layers with weights of bytes, booleans and half floats, of no columns, or of shapes that only
multiply to the right number."""

import toolbox

SIZES = [(8, 12, "relu"), (12, 8, "relu"), (8, 1, "sigmoid")]
KINDS = [("|b1", 1), ("|i1", 1), ("<f2", 2), ("<f8", 8), ("<q8", 8), ("<f4", 4)]


def _reply(message):
    dtype, size = KINDS[message["id"] % len(KINDS)]
    layers, body = [], b""
    for inputs, units, name in SIZES:
        shapes = [[units, inputs], [1, units]] if dtype == "<f4" else [[inputs, units], [units]]
        layers.append(["Dense", {"units": units, "activation": name}, [["array", dtype, shape] for shape in shapes]])
        body += bytes(size * units * (inputs + 1))
    return toolbox.value(message, toolbox.model(*layers), body=body)


toolbox.serve(_reply)


def build_pima_model():
    return None
