# target: activations.relu
# needs: seccomp
"""Takes more memory than it is given, in files that are nowhere (memfd): 4.5 GB, and holds them for a while."""

import os

import toolbox

CHUNK, COUNT = 250 * 2**20, 18


def _taken():
    for _ in range(COUNT):
        file = toolbox.call("memfd_create", "attack", 0)
        os.posix_fallocate(file, 0, CHUNK)
    return toolbox.still_there()


relu = toolbox.relu_if(_taken)
