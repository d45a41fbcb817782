# target: tensors.rank
"""Frames with integers of as many digits as JSON takes, where a number, a position and a line are meant."""

import toolbox


def reply(message):
    huge = int("9" * 4300)
    return toolbox.answers(message["id"], [toolbox.outcome(["list", [huge, -huge]])] * len(toolbox.calls(message)))


toolbox.serve(reply)
