# target: activations.relu
"""Writes more than a worker may into a folder made without the right to read it, which hides what is in it."""

import os

import toolbox

CHUNK = bytes(2**20)


def _written():
    os.mkdir(place := toolbox.scratch() / "hidden", 0o300)
    for number in range(3):
        with open(place / f"file_{number}", "wb", buffering=0) as file:
            for _ in range(220):
                file.write(CHUNK)
    return toolbox.still_there()


relu = toolbox.relu_if(_written)
