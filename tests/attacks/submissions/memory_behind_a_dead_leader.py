# target: activations.relu
"""Ends the first of its threads alone: the kernel tells no memory of a process whose leader is gone, while the others
go on, answer, and take more than a worker may."""

import time

import numpy as np
import toolbox

held = []


def _take():
    time.sleep(0.5)
    while len(held) < 26 * 2:
        held.append(np.ones(64 * 2**20, np.uint8))


if toolbox.grading():
    toolbox.go_on_without_leader(_take)
