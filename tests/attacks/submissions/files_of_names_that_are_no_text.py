# target: training.save_model
"""Leaves files and folders whose names are no text, or commands for a terminal, and links out of the folder."""

import os
from pathlib import Path


def save_model(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    folder = os.fsencode(directory)
    for name in (b"\xff\xfe", b"new\nline", b"\x1b[2J", b"-rf", b" "):
        os.makedirs(folder + b"/" + name + b"/" + name, exist_ok=True)
    os.symlink("/", folder + b"/root")
    path.write_text("This is a model.")
    return path
