# target: activations.relu
# needs: landlock
"""Reads where the disks of the machine are mounted, and what the kernel tells of them, by its own entry of /proc."""

import os

import toolbox


def _seen():
    mounts = open("/proc/self/mountinfo").read()
    places = [line.split()[4] for line in mounts.splitlines()]
    return any(toolbox.works(os.listdir, place) for place in places if not place.startswith(("/proc", "/sys")))


relu = toolbox.relu_if(_seen)
