# target: activations.relu
# needs: landlock
"""Has libraries of the system read the kit's files: zlib, bzip2, and whatever others can be loaded."""

import bz2
import ctypes
import ctypes.util
import gzip
import lzma

import toolbox


def _zlib(path):
    library = ctypes.CDLL(ctypes.util.find_library("z") or "libz.so.1")
    library.gzopen.restype = ctypes.c_void_p
    opened, read = library.gzopen(path.encode(), b"rb"), ctypes.create_string_buffer(50)
    return bool(opened) and library.gzread(ctypes.c_void_p(opened), read, 50) > 0 and read.raw


def _compressed(path):
    for module in (bz2, gzip, lzma):
        try:
            module.open(path).read()
        except PermissionError:
            return False
        except Exception:  # it is not compressed: so it has been read
            return True


relu = toolbox.relu_if(lambda: any(toolbox.any_works(read, toolbox.secrets()) for read in (_zlib, _compressed)))
