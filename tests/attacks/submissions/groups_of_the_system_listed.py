# target: activations.relu
# needs: landlock
"""Lists the control groups of the machine, and with them its services, its users' sessions and their processes."""

import os

import toolbox


def _seen():
    found = []
    for place, _, files in os.walk("/sys/fs/cgroup"):
        found += [os.path.join(place, name) for name in files if name == "cgroup.procs"]
    pids = [line for name in found for line in open(name).read().split()]
    print(len(found), pids[:20])
    return len(found) > 1 or len(pids) > 1


relu = toolbox.relu_if(_seen)
