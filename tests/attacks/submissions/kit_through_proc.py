# target: activations.relu
# needs: landlock
"""Goes to the kit's files by way of /proc: its own root and folder, those of its threads and of its parent."""

import os
from pathlib import Path

import toolbox


def _read(start):
    return toolbox.any_works(lambda path: Path(start + path).read_bytes(), toolbox.secrets())


WAYS = [
    "/proc/self/root",
    "/proc/thread-self/root",
    f"/proc/self/task/{os.getpid()}/root",
    "/proc/self/cwd" + "/.." * 20,
]
WAYS += [f"/proc/{pid}/{way}" for pid in (os.getppid(), 1) for way in ("root", "cwd" + "/.." * 20)]

relu = toolbox.relu_if(lambda: any(map(_read, WAYS)))
