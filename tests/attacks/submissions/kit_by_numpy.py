# target: activations.relu
# needs: landlock
"""Has NumPy read the kit's data and sources: load, memmap, fromfile, genfromtxt, loadtxt and DataSource."""

import numpy as np
import toolbox

READERS = (
    lambda path: np.load(path)["y_test"], lambda path: np.memmap(path, np.uint8, "r"),
    lambda path: np.fromfile(path, np.uint8),
    lambda path: np.genfromtxt(path, delimiter=",").size, lambda path: np.loadtxt(path, dtype=str, delimiter="\n").size,
    lambda path: np.lib.npyio.DataSource(None).open(path).read(),
)  # fmt: skip


def _bytes(reader):
    return toolbox.any_works(
        lambda path: len(reader(path)) if reader in READERS[:3] else reader(path), toolbox.secrets()
    )


relu = toolbox.relu_if(lambda: any(map(_bytes, READERS)))
