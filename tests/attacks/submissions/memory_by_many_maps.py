# target: activations.relu
# needs: rlimits
"""Takes more memory than it is given by many shared maps of a few megabytes, until it is refused or has 4.5 GB."""

import mmap

import toolbox

CHUNK, COUNT = 9 * 2**20, 500
held = []


def _taken():
    for _ in range(COUNT):
        memory = mmap.mmap(-1, CHUNK)
        memory.write(b"1" * CHUNK)
        held.append(memory)
    return toolbox.still_there(1)


relu = toolbox.relu_if(_taken)
