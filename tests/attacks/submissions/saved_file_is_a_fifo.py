# target: training.save_model
"""Leaves a pipe under the right name: whoever opens it waits for a writer."""

import os
from pathlib import Path


def save_model(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    os.mkfifo(path)
    return path
