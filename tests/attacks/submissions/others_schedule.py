# target: activations.relu
# needs: seccomp
"""Sets the scheduling policy and its parameters of its parent and of processes nearby, here to what they are."""

import ctypes
import os

import toolbox


def _policy(pid):
    return toolbox.does(os.sched_setscheduler, pid, os.sched_getscheduler(pid), os.sched_getparam(pid))


def _parameters(pid):
    return toolbox.does(os.sched_setparam, pid, os.sched_getparam(pid))


def _attributes(pid):
    attributes = (ctypes.c_uint32 * 14)(56, os.sched_getscheduler(pid), 0, 0, os.getpriority(os.PRIO_PROCESS, pid))
    return toolbox.call("sched_setattr", pid, attributes, 0)


relu = toolbox.relu_if(
    lambda: any([toolbox.any_works(way, toolbox.pids_of_others()) for way in (_policy, _parameters, _attributes)])
)
