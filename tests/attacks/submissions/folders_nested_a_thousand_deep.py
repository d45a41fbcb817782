# target: training.save_model
"""Nests as many folders as a path can name, under the name of what it should save."""

from pathlib import Path


def save_model(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    here = path
    for _ in range(955):
        here.mkdir()
        here /= "d"
    return path
