# target: activations.relu
"""Writes more than a worker may, into a folder in which four hundred names vanish and come back all the time: whoever
looks at each of them stumbles over one that is gone."""

import ctypes
import os
import threading

import toolbox

CHUNK = bytes(2**20)


def _churn(numbers):
    rename = ctypes.CDLL(None).rename
    names = [(b"x%d" % number, b"y%d" % number) for number in numbers]
    while True:
        for one, other in names:
            rename(one, other)
        names = [(other, one) for one, other in names]


def _written():
    os.chdir(toolbox.scratch())
    for number in range(400):
        os.close(os.open(f"x{number}", os.O_CREAT | os.O_WRONLY))
    for part in range(4):
        threading.Thread(target=_churn, args=(range(part * 100, part * 100 + 100),), daemon=True).start()
    for number in range(3):
        with open(f"file_{number}", "wb", buffering=0) as file:
            for _ in range(220):
                file.write(CHUNK)
    return toolbox.still_there()


relu = toolbox.relu_if(_written)
