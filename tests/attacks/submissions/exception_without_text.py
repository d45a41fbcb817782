# target: losses.mse
"""Raises exceptions that end the process, sleep, print or raise anew when they are shown, compared or looked at."""

import os


class Odd(ValueError):
    def __str__(self):
        raise SystemExit("shown")

    def __getattribute__(self, name):
        if name == "__traceback__":
            os.write(1, b"looked at\n")
            raise KeyboardInterrupt
        return super().__getattribute__(name)


def mse(y_true, y_pred):
    raise Odd
