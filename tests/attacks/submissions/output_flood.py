# target: activations.relu
"""Prints 200 MB, in one line, with nulls and control characters, to both streams."""

import os

printed = []


def relu(z):
    if not printed:
        printed.append(True)
        for _ in range(1600):
            os.write(1, b"\x1b[31m\0" * 2**14)
            os.write(2, b"\xff\r\n\x07" * 2**13)
    return z * 0
