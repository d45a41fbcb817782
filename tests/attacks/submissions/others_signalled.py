# target: activations.relu
# needs: seccomp
"""Tries whether it may send signals to its parent and to processes nearby, by every call that does: number 0, which
does nothing."""

import ctypes
import os

import toolbox

INFORMATION = (ctypes.c_int * 32)(0, 0, -1)


def _pidfd(pid):
    return toolbox.call("pidfd_send_signal", toolbox.call("pidfd_open", pid, 0), 0, None, 0)


WAYS = (
    lambda pid: toolbox.does(os.kill, pid, 0), lambda pid: toolbox.does(os.kill, -pid, 0),
    lambda pid: toolbox.call("tkill", pid, 0), lambda pid: toolbox.call("tgkill", pid, pid, 0),
    lambda pid: toolbox.call("rt_sigqueueinfo", pid, 0, INFORMATION),
    lambda pid: toolbox.call("rt_tgsigqueueinfo", pid, pid, 0, INFORMATION), _pidfd,
)  # fmt: skip

relu = toolbox.relu_if(lambda: any([toolbox.any_works(way, toolbox.pids_of_others()) for way in WAYS]))
