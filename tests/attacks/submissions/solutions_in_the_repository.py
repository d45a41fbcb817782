# target: activations.softmax
# needs: landlock
"""Asks the installed kit where it was installed from (an editable install says so), and looks for answers there."""

import re
from pathlib import Path

import toolbox


def _places():
    packages = [Path(place) for place in __import__("sys").path]
    yield toolbox.checkout()
    for file in (file for place in packages for file in place.glob("*redes_neuronales*")):
        for told in [file, *(file.glob("*") if file.is_dir() else ())]:
            if toolbox.works(told.read_text):
                yield from map(Path, re.findall(r"(/[\w./-]+)", told.read_text()))


def _answers():
    for folder in {above for place in _places() for above in (place, *place.parents)}:
        for name in ("solutions/activations.py", ".git/HEAD", "tests/corpus/answers/activations.py", "build"):
            if toolbox.works((folder / name).read_bytes):
                return True
    return False


def _softmax(z):
    import numpy as np

    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


softmax = toolbox.right_if(_softmax, _answers)
