# target: activations.relu
# needs: seccomp
"""Leaves a megabyte of System V's shared memory behind, which no process needs to hold."""

import toolbox

CREATE = 0o1000 | 0o600

if toolbox.grading():
    _segment = toolbox.call("shmget", toolbox.ipc_key(), 2**20, CREATE)


def relu(z):
    return z * 0
