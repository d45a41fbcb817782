# target: activations.relu
"""Makes 20,000 folders in its own, which cost a disk more than what is in them."""

import os

import toolbox


def _made():
    for number in range(20_000):
        os.mkdir(toolbox.scratch() / f"folder_{number}")
    return toolbox.still_there()


relu = toolbox.relu_if(_made)
