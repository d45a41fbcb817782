# target: activations.relu
# needs: seccomp
"""Says on which processors its parent and processes nearby may run, here on those where they may."""

import os

import toolbox

relu = toolbox.relu_if(
    lambda: toolbox.any_works(
        lambda pid: toolbox.does(os.sched_setaffinity, pid, os.sched_getaffinity(pid)), toolbox.pids_of_others()
    )
)
