# target: activations.relu
"""Stops itself with SIGSTOP: neither an answer nor an end."""

import os
import signal


def relu(z):
    os.kill(os.getpid(), signal.SIGSTOP)
    return z * 0
