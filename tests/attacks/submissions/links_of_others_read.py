# target: activations.relu
# needs: namespaces
"""Reads where the links of other processes lead: what they run, where they are, what they have open."""

import os

import toolbox


def _read():
    own = {os.getpid(), int(os.readlink("/proc/self"))}
    names = ("exe", "cwd", "root", "fd/0", "fd/1", "fd/3", "ns/user")
    return toolbox.any_works(os.readlink, [f"/proc/{number}/{name}" for number in range(1, 40000) if number not in own
                                          and os.path.exists(f"/proc/{number}") for name in names])


relu = toolbox.relu_if(_read)
