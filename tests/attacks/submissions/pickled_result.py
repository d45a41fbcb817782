# target: activations.relu
"""Returns objects that run code when they are pickled or unpickled, alone and inside arrays."""

import os
import tempfile

import numpy as np


class Bomb:
    def __reduce__(self):
        return os.system, (f"touch {tempfile.gettempdir()}/rna_attack_marker.txt",)


def relu(z):
    return [Bomb(), np.array([Bomb()], dtype=object), Bomb().__reduce__]
