# target: activations.relu
"""Writes 300 MB to its own folder, or where temporary files go, and leaves them there."""

import os
import tempfile

CHUNK = bytes(2**20)
written = []


def relu(z):
    for folder in (os.path.dirname(os.path.abspath(__file__)), tempfile.gettempdir()):
        if folder.startswith("/tmp/") and not written:
            try:
                with open(os.path.join(folder, "rna_attack_disk.bin"), "wb") as file:
                    for _ in range(300):
                        file.write(CHUNK)
                written.append(folder)
            except OSError:
                continue
    return z * 0
