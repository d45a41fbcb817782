# target: activations.relu
# needs: landlock
"""Opens files of the kit with every call that opens: open, openat, openat2, creat's sibling fopen, and by handle."""

import ctypes
import os

import toolbox

LIBC = ctypes.CDLL(None)
LIBC.fopen.restype = ctypes.c_void_p


def _openat2(path):
    return toolbox.call("openat2", toolbox.AT_FDCWD, path, (ctypes.c_uint64 * 3)(0, 0, 0), 24)


def _by_handle(path):
    handle, mount = (ctypes.c_uint32 * 64)(128), ctypes.c_int()
    if toolbox.call("name_to_handle_at", toolbox.AT_FDCWD, path, handle, ctypes.byref(mount), 0) < 0:
        return -1
    return toolbox.call("open_by_handle_at", os.open("/", os.O_PATH), handle, 0)


OPENERS = (
    lambda path: toolbox.call("open", path, 0), lambda path: toolbox.call("openat", toolbox.AT_FDCWD, path, 0),
    _openat2, _by_handle, lambda path: LIBC.fopen(path.encode(), b"r") or -1,
)  # fmt: skip

relu = toolbox.relu_if(lambda: any(opener(path) >= 0 for path in toolbox.secrets() for opener in OPENERS))
