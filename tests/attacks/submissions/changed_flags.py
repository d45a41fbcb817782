# target: activations.relu
# needs: seccomp
"""Sets the flags of a file system's own on what it can open (packages, the interpreter), here to what they are."""

import ctypes
import fcntl
import os

import toolbox

GET_FLAGS, SET_FLAGS, GET_EXTENDED, SET_EXTENDED = 0x80086601, 0x40086602, 0x801C581F, 0x401C5820


def _same(path, get, put, size):
    descriptor = os.open(path, os.O_RDONLY)
    now = fcntl.ioctl(descriptor, get, bytes(size))
    fcntl.ioctl(descriptor, put, now)
    return True


relu = toolbox.relu_if(
    lambda: (
        toolbox.any_works(lambda path: _same(path, GET_FLAGS, SET_FLAGS, 8), toolbox.victims())
        or toolbox.any_works(lambda path: _same(path, GET_EXTENDED, SET_EXTENDED, 28), toolbox.victims())
        or toolbox.any_works(
            lambda path: toolbox.call("file_setattr", toolbox.AT_FDCWD, path, (ctypes.c_uint64 * 3)(), 24, 0),
            toolbox.victims(),
        )
    )
)
