# target: activations.relu
# needs: landlock,seccomp
"""Keeps five hundred removed files on the disk without a descriptor of them, each held by a page of it that is mapped:
twice as many as it may hold open."""

import mmap
import os

import toolbox

SIZE, COUNT = 2 * 2**20, 500
CHUNK = bytes(SIZE)
held = []


def _kept():
    path = toolbox.scratch() / "file"
    for _ in range(COUNT):
        file = os.open(path, os.O_CREAT | os.O_RDWR)
        os.write(file, CHUNK)
        held.append(_map(file))
        os.close(file)
        os.unlink(path)
    return toolbox.still_there(2)


def _map(file):
    import ctypes

    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    start = libc.mmap(None, ctypes.c_size_t(4096), 1, 2, file, ctypes.c_long(0))
    assert start not in (None, ctypes.c_void_p(-1).value)
    return start


relu = toolbox.relu_if(_kept)
