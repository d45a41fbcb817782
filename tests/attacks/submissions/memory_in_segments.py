# target: activations.relu
# needs: seccomp
"""Takes more memory than it is given, in segments of System V, which it attaches one after the other: 4.5 GB."""

import ctypes

import toolbox

CHUNK, COUNT, CREATE, REMOVE = 250 * 2**20, 18, 0o1000 | 0o600, 0


def _taken():
    segments = [toolbox.call("shmget", toolbox.ipc_key(number), CHUNK, CREATE) for number in range(COUNT)]
    try:
        for segment in segments:
            place = toolbox.call("shmat", segment, 0, 0)
            if place == -1:
                return False
            ctypes.memset(place, 1, CHUNK)
            toolbox.call("shmdt", place)
        return toolbox.still_there()
    finally:
        for segment in segments:
            toolbox.call("shmctl", segment, REMOVE, 0)


relu = toolbox.relu_if(_taken)
