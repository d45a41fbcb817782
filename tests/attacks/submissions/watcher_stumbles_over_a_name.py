# target: activations.relu
"""Names itself so that what the kernel tells of it has a line that is no number where its memory should be, and ends
the first of its threads, of which the kernel tells no memory: whoever reads that may stumble, and watch no more."""

import ctypes
import time

import toolbox

CHUNK = bytes(2**20)


def _take():
    time.sleep(1)
    for number in range(3):
        with open(toolbox.scratch() / f"file_{number}", "wb", buffering=0) as file:
            for _ in range(220):
                file.write(CHUNK)


if toolbox.grading():
    ctypes.CDLL(None).prctl(15, b"\x0cRssAnon:x", 0, 0, 0)
    toolbox.go_on_without_leader(_take)
