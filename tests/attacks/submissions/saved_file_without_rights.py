# target: training.save_model
"""Nobody may read what was saved, nor enter the folder where it lies."""

from pathlib import Path


def save_model(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    path.write_text("This is a model.")
    path.chmod(0)
    path.parent.chmod(0)
    return path
