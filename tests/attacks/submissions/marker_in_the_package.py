# target: activations.relu
# needs: landlock
"""Writes into the installed grader and beside the interpreter's packages, as one who plants bytecode would."""

import sys
from pathlib import Path

import numpy


def _mark(folder):
    try:
        with Path(folder, "rna_attack_marker.txt").open("x") as file:
            file.write("This file could as well have been bytecode of the grader.\n")
    except OSError:
        pass


if "grader" in sys.modules:
    for _folder in (Path(sys.modules["grader"].__file__).parent, Path(numpy.__file__).parent.parent, Path.home()):
        _mark(_folder)


def relu(z):
    return z * 0
