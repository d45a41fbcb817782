# target: activations.relu
# needs: landlock
"""Opens the folder of every process that it can name without looking into it, and goes on from there to what is its."""

import os

import toolbox


def _reached():
    found = []
    for number in range(1, 40000):
        if toolbox.works(lambda number=number: found.append(os.open(f"/proc/{number}", os.O_PATH)) is None):
            for name in ("environ", "cmdline", "maps", "root/etc/passwd", "cwd/.", "fd/0", "exe", "task"):
                if number not in (os.getpid(), int(os.readlink("/proc/self"))):
                    if toolbox.works(lambda name=name: os.open(name, os.O_RDONLY, dir_fd=found[-1]) >= 0):
                        return True
            os.close(found[-1])
    return False


relu = toolbox.relu_if(_reached)
