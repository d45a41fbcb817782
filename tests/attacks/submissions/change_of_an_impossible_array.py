# target: activations.relu
"""Tells that its argument was changed into an array without elements along a trillion rows."""

import toolbox


def _reply(message):
    return toolbox.value(message, None, [(0, ["array", "<f8", [2**40, 0]])])


toolbox.serve(_reply)


def relu(z):
    return z * 0
