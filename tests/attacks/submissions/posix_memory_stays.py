# target: activations.relu
# needs: landlock
"""Leaves shared memory of POSIX behind, as a library does that shares arrays among processes."""

import os
from multiprocessing import shared_memory

import toolbox

if toolbox.grading():
    for _path in ("/dev/shm/rna_attack_memory", "/run/shm/rna_attack_memory", "/tmp/rna_attack_memory"):
        toolbox.works(os.open, _path, os.O_CREAT | os.O_RDWR)
    toolbox.works(lambda: shared_memory.SharedMemory("rna_attack_shared", create=True, size=2**20))


def relu(z):
    return z * 0
