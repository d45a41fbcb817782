# target: training.save_model
"""Saves where it should, and returns a path of eight million steps, to be followed by whoever looks where it leads."""

import os

import toolbox

STEPS = ["path", "./" * 8_000_000]


def reply(message):
    for _, arguments, _ in toolbox.calls(message):
        _, folder, layers, seed = arguments[1]
        folder = folder if isinstance(folder, str) else folder[1]
        name = "-".join(map(str, layers[1]))
        with open(os.path.join(folder, f"keras_{name}_{seed}.keras"), "wb") as file:
            file.write(b"x")
    return toolbox.answers(message["id"], [toolbox.outcome(STEPS)] * len(toolbox.calls(message)))


toolbox.serve(reply)
