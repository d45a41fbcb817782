# target: activations.relu
# needs: seccomp
"""Leaves a queue of System V behind, with messages that nobody will read."""

import ctypes

import toolbox

CREATE, NO_WAIT = 0o1000 | 0o600, 0o4000

if toolbox.grading():
    _queue = toolbox.call("msgget", toolbox.ipc_key(), CREATE)
    for _ in range(3 if _queue >= 0 else 0):
        toolbox.call("msgsnd", _queue, ctypes.create_string_buffer(b"\1" + bytes(1007)), 1000, NO_WAIT)


def relu(z):
    return z * 0
