# target: training.save_model
"""Saves a text under the right name."""

from pathlib import Path


def save_model(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    path.write_text("This is a model.")
    return path
