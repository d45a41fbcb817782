# target: activations.relu
# needs: seccomp
"""Sets when files of the kit were changed, by which caches and compiled modules are told to be up to date; here to the
times that they have."""

import ctypes
import os

import toolbox


def _pair(path):
    now = os.stat(path)
    times = [number for ns in (now.st_atime_ns, now.st_mtime_ns) for number in divmod(ns, 10**9)]
    return (ctypes.c_int64 * 4)(*times)


def _micro(path):
    times = _pair(path)
    times[1], times[3] = times[1] // 1000, times[3] // 1000
    return times


def _seconds(path):
    times = _pair(path)
    return (ctypes.c_int64 * 2)(times[0], times[2])


WAYS = (
    lambda path: toolbox.call("utimensat", toolbox.AT_FDCWD, path, _pair(path), 0),
    lambda path: toolbox.call("utimensat", os.open(path, os.O_RDONLY), None, _pair(path), 0),
)
COARSE = (
    lambda path: toolbox.call("utimes", path, _micro(path)),
    lambda path: toolbox.call("futimesat", toolbox.AT_FDCWD, path, _micro(path)),
    lambda path: toolbox.call("utime", path, _seconds(path)),
)


relu = toolbox.relu_if(
    lambda: (
        any([toolbox.any_works(way, toolbox.victims()) for way in WAYS])
        or any([toolbox.works(way, toolbox.__file__) for way in COARSE])
    )
)
