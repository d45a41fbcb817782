# target: activations.relu
"""Takes memory that is not counted as its own, in pages of files of its folder that it maps: 1 GB in 100 files."""

import mmap
import os

import toolbox

CHUNK, COUNT = 10 * 2**20, 100


def _taken():
    for number in range(COUNT):
        file = os.open(toolbox.scratch() / f"map_{number}", os.O_CREAT | os.O_RDWR)
        os.ftruncate(file, CHUNK)
        mmap.mmap(file, CHUNK).write(b"1" * CHUNK)
    return toolbox.still_there()


relu = toolbox.relu_if(_taken)
