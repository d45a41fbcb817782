# target: activations.relu
"""Writes 1 GB into its folder, in four files each of which is as large as one may be, and keeps it for a while."""

import toolbox

CHUNK = bytes(2**20)


def _written():
    for number in range(4):
        with open(toolbox.scratch() / f"file_{number}", "wb", buffering=0) as file:
            for _ in range(250):
                file.write(CHUNK)
    return toolbox.still_there()


relu = toolbox.relu_if(_written)
