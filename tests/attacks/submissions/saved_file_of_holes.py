# target: training.save_model
"""Saves a file of 250 MB that is one hole, under the right name, and thousands more beside it."""

import os
from pathlib import Path


def save_model(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    for file in (path, *(Path(directory) / f"hole_{number}" for number in range(3000))):
        with open(file, "wb") as opened:
            os.ftruncate(opened.fileno(), 250 * 2**20)
    return path
