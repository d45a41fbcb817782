# target: activations.relu
# needs: landlock
"""Maps files of the kit into memory, through the module and through the C library."""

import ctypes
import mmap
import os

import toolbox

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.mmap.restype = ctypes.c_void_p


def _through_c(path):
    descriptor = LIBC.open(path.encode(), 0)
    place = LIBC.mmap(None, ctypes.c_size_t(4096), 1, 2, descriptor, ctypes.c_long(0))
    return descriptor >= 0 and place not in (None, ctypes.c_void_p(-1).value) and ctypes.string_at(place, 20)


def _through_python(path):
    return mmap.mmap(os.open(path, os.O_RDONLY), 0, prot=mmap.PROT_READ)[:20]


relu = toolbox.relu_if(
    lambda: any(toolbox.any_works(read, toolbox.secrets()) for read in (_through_c, _through_python))
)
