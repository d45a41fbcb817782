# target: activations.relu
# needs: landlock
"""Takes memory through the device of zeros, mapped to be shared, and unmaps all but a page of each piece."""

import os

import toolbox


def _take():
    toolbox.leave_in_segments(26, 0x8001, os.open("/dev/zero", os.O_RDWR))


def _held():
    _take()
    return toolbox.still_there(2)


if toolbox.grading():
    toolbox.works(_take)
relu = toolbox.relu_if(_held)
