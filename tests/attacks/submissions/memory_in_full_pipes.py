# target: activations.relu
# needs: rlimits
"""Fills as many pipes as it may have open, closes one side of each in turn, and opens them again by their names."""

import os

import toolbox

held = []


def _taken():
    while len(held) < 5000:
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        os.write(writer, bytes(65536))
        os.close(writer)
        held.append(reader)
    return True


relu = toolbox.relu_if(_taken)
