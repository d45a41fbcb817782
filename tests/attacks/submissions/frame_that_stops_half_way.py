# target: activations.relu
"""Announces 90 MB, sends the first and then nothing, with the channel open."""

import time

import toolbox


def relu(z):
    for channel in toolbox.sockets() if toolbox.grading() else ():
        toolbox.write(channel, toolbox.PREFIX.pack(b"RNA1", 40, 90_000_000))
        toolbox.write(channel, b'{"kind":"value"')
    time.sleep(60)
    return z * 0
