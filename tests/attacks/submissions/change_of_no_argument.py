# target: activations.relu
"""Reports a change of an argument that does not exist, to make the check stumble and the exercise not count."""

import math

import toolbox


def _reply(message):
    shapes = [arguments[1][0][2] for _, arguments, _ in toolbox.calls(message)]
    values = [toolbox.outcome(["array", "<f8", shape], [(99, 0), (-99, 0)]) for shape in shapes]
    return toolbox.answers(message["id"], values, bytes(8 * sum(map(math.prod, shapes))))


toolbox.serve(_reply)


def relu(z):
    return z * 0
