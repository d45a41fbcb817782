# target: activations.relu
"""Reports a change of an argument that does not exist, to make the check stumble and the exercise not count."""

import math

import toolbox


def _reply(message):
    shapes = [call[1][0][1][0][2] for call in message["values"][1]]
    changes = ["list", [["list", [99, 0]], ["list", [-99, 0]]]]
    values = [["list", [["array", "<f8", shape], changes]] for shape in shapes]
    told = [{"kind": "value", "warnings": []}] * len(shapes)
    return toolbox.answers(message["id"], told, values, bytes(8 * sum(map(math.prod, shapes))))


toolbox.serve(_reply)


def relu(z):
    return z * 0
