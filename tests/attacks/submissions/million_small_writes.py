# target: activations.relu
"""Writes a million times a byte or two to both streams, so that whoever reads them wakes for each."""

import os

written = []


def relu(z):
    if not written:
        written.append(True)
        for _ in range(500_000):
            os.write(1, b"a")
            os.write(2, b"\n\x1b")
    return z * 0
