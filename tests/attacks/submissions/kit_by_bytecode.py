# target: activations.relu
# needs: landlock
"""Loads what Python has compiled of the kit, from its caches."""

import importlib.machinery
import marshal
from pathlib import Path

import toolbox


def _compiled():
    return [str(file) for path in toolbox.secrets() for file in Path(path).parent.glob("__pycache__/*.pyc")]


def _load(path):
    return marshal.loads(Path(path).read_bytes()[16:])


def _loader(path):
    return importlib.machinery.SourcelessFileLoader("stolen", path).get_code("stolen")


def _guessed():
    return [
        str(toolbox.kit() / "curriculum/network/__pycache__" / f"checks.cpython-3{minor}.pyc") for minor in (11, 12, 13)
    ]


relu = toolbox.relu_if(lambda: any(toolbox.any_works(load, [*_compiled(), *_guessed()]) for load in (_load, _loader)))
