# target: activations.relu
# needs: seccomp
"""Tries whether it may send signals to all processes that it may, and to its group, with numbers a filter of exact
values could miss (the upper half of a register counts for nothing)."""

import ctypes
import os

import toolbox

KILL = ctypes.CDLL(None).syscall


def _sent(pid):
    return KILL(ctypes.c_long(62), ctypes.c_long(pid), ctypes.c_long(0)) == 0


def _numbers():
    parent = os.getppid()
    return [-1, 0xFFFFFFFF, parent, parent | 1 << 32, (parent | 1 << 32) - (1 << 63), -parent & 0xFFFFFFFF]


relu = toolbox.relu_if(lambda: any([_sent(number) for number in _numbers() if number not in (0, os.getpid())]))
