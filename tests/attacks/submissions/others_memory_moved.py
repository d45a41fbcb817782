# target: activations.relu
# needs: seccomp
"""Gives the kernel advice on its parent's memory, moves its pages, and asks for it to be reaped."""

import ctypes
import os

import toolbox

COLD = 20


def _advised(pid):
    place = (ctypes.c_uint64 * 2)(0x400000, 4096)
    return toolbox.call("process_madvise", toolbox.call("pidfd_open", pid, 0), place, 1, COLD, 0)


def _reaped(pid):
    return toolbox.call("process_mrelease", toolbox.call("pidfd_open", pid, 0), 0)


def _moved(pid):
    everywhere = ctypes.c_uint64(1)
    return toolbox.call("migrate_pages", pid, 64, ctypes.byref(everywhere), ctypes.byref(everywhere))


relu = toolbox.relu_if(
    lambda: (
        any([toolbox.works(way, os.getppid()) for way in (_advised, _reaped)])
        or toolbox.any_works(_moved, toolbox.pids_of_others())
        or toolbox.call("pidfd_open", os.getppid(), 0) >= 0
    )
)
