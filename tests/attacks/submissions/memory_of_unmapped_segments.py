# target: activations.relu
# needs: seccomp
"""Takes more memory than a worker may, in anonymous shared segments of which all but one page is unmapped at once."""

import ctypes

import toolbox

CHUNK, HALF, PAGE = 64 * 2**20, 26, 4096
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def _take():
    for _ in range(HALF):
        start = libc.mmap(None, CHUNK, 3, 0x8021, -1, 0)
        assert start not in (None, ctypes.c_void_p(-1).value)
        libc.munmap(start + PAGE, CHUNK - PAGE)


def _held():
    _take()
    return toolbox.still_there(2)


if toolbox.grading():
    toolbox.works(_take)
relu = toolbox.relu_if(_held)
