# target: activations.relu
# needs: seccomp
"""Sets the priority in reading and writing of its parent, processes nearby and all of the user's, to what it is."""

import os

import toolbox

PROCESS, GROUP, USER = 1, 2, 3


def _set(kind, pid):
    now = toolbox.call("ioprio_get", kind, pid)
    return toolbox.call("ioprio_set", kind, pid, now) if now >= 0 else -1


relu = toolbox.relu_if(
    lambda: (
        toolbox.any_works(lambda pid: _set(PROCESS, pid), toolbox.pids_of_others())
        or toolbox.any_works(lambda pid: _set(GROUP, pid), toolbox.pids_of_others())
        or toolbox.works(_set, USER, os.getuid())
    )
)
