# target: activations.relu
# through: command
"""Answers with a table whose values are a single number: what shows how many rows it has fails."""

import toolbox


def _reply(message):
    return toolbox.value(message, ["table", ["\x1b[31m"], ["array", "<f8", []]], body=bytes(8))


toolbox.serve(_reply)


def relu(z):
    return z * 0
