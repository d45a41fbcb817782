# target: activations.relu
# needs: seccomp
"""Starts processes by the calls' numbers, past the C library: fork, clone, clone3, with and without own rooms."""

import ctypes
import os
import signal

import toolbox

NEW_USER = 0x10000000


def _forked(name, *arguments):
    pid = toolbox.call(name, *arguments)
    if pid == 0:
        os._exit(0)
    return pid > 0 and os.waitpid(pid, 0)[0] == pid


def _clone3(flags):
    arguments = (ctypes.c_uint64 * 11)(flags, 0, 0, 0, signal.SIGCHLD)
    return _forked("clone3", arguments, ctypes.sizeof(arguments))


relu = toolbox.relu_if(
    lambda: any(
        [
            toolbox.works(_forked, "fork"),
            toolbox.works(_forked, "clone", signal.SIGCHLD, 0, 0, 0, 0),
            toolbox.works(_forked, "clone", signal.SIGCHLD | NEW_USER, 0, 0, 0, 0),
            toolbox.works(_forked, "clone", signal.SIGCHLD | 1 << 32, 0, 0, 0, 0),
            toolbox.works(_clone3, 0),
            toolbox.works(_clone3, NEW_USER),
        ]
    )  # fmt: skip
)
