# target: keras_models.build_pima_model
"""Describes the right layers, but the kernel of the second takes seven inputs and not the twelve that come to it."""

import toolbox


def _reply(message):
    layers, size, inputs = [], 0, 8
    for units, activation, rows in ((12, "relu", 8), (8, "relu", 7), (1, "sigmoid", 8)):
        weights = [["array", "<f4", [rows, units]], ["array", "<f4", [units]]]
        layers.append(["Dense", {"units": units, "activation": activation}, weights])
        size += 4 * (rows * units + units)
    return toolbox.value(message, toolbox.model(*layers), body=bytes(size))


toolbox.serve(_reply)


def build_pima_model():
    return None
