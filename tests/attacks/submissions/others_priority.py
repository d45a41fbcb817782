# target: activations.relu
# needs: seccomp
"""Sets the priority of its parent, of processes nearby and of their groups, here to what it is."""

import os

import toolbox


def _set(kind):
    return toolbox.any_works(
        lambda pid: toolbox.does(os.setpriority, kind, pid, os.getpriority(kind, pid)), toolbox.pids_of_others()
    )


relu = toolbox.relu_if(lambda: any([_set(kind) for kind in (os.PRIO_PROCESS, os.PRIO_PGRP)]))
