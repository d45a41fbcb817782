# target: activations.relu
"""Reports a change of an argument that does not exist, to make the check stumble and the exercise not count."""

import math

import toolbox


def _reply(message):
    (shape,) = (tree[2] for tree in message["values"][1][0][1])
    result = ["array", "<f8", shape]
    return toolbox.value(message["id"], result, changed=[(99, 0), (-99, 0)], body=bytes(8 * math.prod(shape)))


toolbox.serve(_reply)


def relu(z):
    return z * 0
