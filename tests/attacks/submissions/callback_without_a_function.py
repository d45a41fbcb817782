# target: activations.relu
"""Asks the trusted side to call functions that it never gave: negative, huge and text numbers."""

import itertools

import toolbox

number = itertools.count()


def _reply(message):
    which = [0, -1, 10**30, "open", None][next(number) % 5]
    return toolbox.frame({"kind": "callback", "function": which, "id": message["id"], "values": ["list", [0.0]]})


toolbox.serve(_reply)


def relu(z):
    return z * 0
