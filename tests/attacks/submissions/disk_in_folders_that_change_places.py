# target: activations.relu
"""Writes more than a worker may into folders that change places with empty ones all the time, so that whoever walks
through them finds the wrong ones."""

import ctypes
import os
import threading

import toolbox

CHUNK = bytes(2**20)
LEVELS = 7


def _written():
    os.chdir(toolbox.scratch())
    for _ in range(LEVELS):
        os.mkdir("a")
        os.mkdir("b")
        os.chdir("a")
    folders = [os.open(toolbox.scratch(), os.O_RDONLY)]
    for _ in range(LEVELS - 1):
        folders.append(os.open("a", os.O_RDONLY, dir_fd=folders[-1]))
    here = os.open(".", os.O_RDONLY)
    for folder in folders:
        threading.Thread(target=_swap, args=(folder,), daemon=True).start()
    for number in range(3):
        file = os.open(f"file_{number}", os.O_CREAT | os.O_WRONLY, dir_fd=here)
        with open(file, "wb", buffering=0) as file:
            for _ in range(220):
                file.write(CHUNK)
    return toolbox.still_there()


def _swap(folder):
    rename = ctypes.CDLL(None).renameat2
    while True:
        rename(folder, b"a", folder, b"b", 2)


relu = toolbox.relu_if(_written)
