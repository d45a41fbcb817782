# target: activations.relu
# needs: landlock
"""Takes memory through the device of zeros, mapped to be shared, and unmaps all but a page of each piece."""

import ctypes
import os

import toolbox

CHUNK, HALF, PAGE = 64 * 2**20, 26, 4096
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def _take():
    zeros = os.open("/dev/zero", os.O_RDWR)
    for _ in range(HALF):
        start = libc.mmap(None, CHUNK, 3, 0x8001, zeros, 0)
        assert start not in (None, ctypes.c_void_p(-1).value)
        libc.munmap(start + PAGE, CHUNK - PAGE)


def _held():
    _take()
    return toolbox.still_there(2)


if toolbox.grading():
    toolbox.works(_take)
relu = toolbox.relu_if(_held)
