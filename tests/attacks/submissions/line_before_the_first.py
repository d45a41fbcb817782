# target: activations.relu
"""Tells an exception in the line minus infinity of a file with a name that climbs out of its folder."""

import toolbox

FRAMES = [["list", [f"../../../{number}\n\n::error::x", -(10**4299), "relu", "relu" * 90]] for number in range(100)]


def _reply(message):
    raised = ["list", ["", ["list", []], "", ["list", FRAMES], None]]
    answer = ["list", ["raised", raised, "", True]]
    return toolbox.answers(message["id"], [answer] * len(toolbox.calls(message)))


toolbox.serve(_reply)


def relu(z):
    return z * 0
