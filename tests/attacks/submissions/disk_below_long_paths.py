# target: activations.relu
"""Writes more than a worker may into folders whose path is too long to be looked at from outside."""

import os

import toolbox

CHUNK = bytes(2**20)


def _written():
    os.chdir(toolbox.scratch())
    for _ in range(20):
        os.mkdir("n" * 250)
        os.chdir("n" * 250)
    for number in range(3):
        with open(f"file_{number}", "wb", buffering=0) as file:
            for _ in range(220):
                file.write(CHUNK)
    return toolbox.still_there()


relu = toolbox.relu_if(_written)
