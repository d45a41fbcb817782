# target: activations.relu
# needs: landlock,seccomp
"""Sets 1 GB of the disk aside without writing it, in files that have no name any more."""

import os

import toolbox


def _set_aside():
    for number in range(4):
        path = toolbox.scratch() / f"file_{number}"
        file = os.open(path, os.O_CREAT | os.O_RDWR)
        os.unlink(path)
        os.posix_fallocate(file, 0, 250 * 2**20)
    return toolbox.still_there()


relu = toolbox.relu_if(_set_aside)
