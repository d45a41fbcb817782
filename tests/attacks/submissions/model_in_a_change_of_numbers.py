# target: losses.mse
"""Makes the checker think that models are at stake, by a change of an argument into one, and then raises what makes a
check stumble."""

import toolbox


def _reply(message):
    made = [toolbox.outcome(["list", [["array", "<f8", [2**30, 0]], 10**300]],
                            [(0, toolbox.model(["Dense", {"units": 1, "activation": "linear"}, []]))])
            for _ in toolbox.calls(message)]
    return toolbox.answers(message["id"], made)


toolbox.serve(_reply)


def mse(y_true, y_pred):
    return 0
