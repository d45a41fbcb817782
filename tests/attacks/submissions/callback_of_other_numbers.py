# target: gradient_descent.minimize
"""Calls back by numbers that are no function: negative, true, huge, a text; with values that are no arguments."""

import toolbox

NUMBERS = [-1, True, 2**70, "0", None, 0.0, [0]]


def _reply(message):
    number = NUMBERS[message["id"] % len(NUMBERS)]
    told = {"kind": "callback", "function": number, "id": message["id"], "values": ["list", [1.0] * 5]}
    return toolbox.frame(told) + toolbox.value(message, 0.0)


toolbox.serve(_reply)


def minimize(gradient, w0, learning_rate, steps):
    return [[0.0]]
