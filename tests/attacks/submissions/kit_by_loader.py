# target: activations.relu
# needs: landlock
"""Has the dynamic loader open the kit's sources as if they were libraries: its complaint tells that they were read."""

import ctypes

import toolbox


def _read(path):
    try:
        ctypes.CDLL(path)
    except OSError as error:
        return any(said in str(error) for said in ("ELF", "too short"))


relu = toolbox.relu_if(lambda: any(map(_read, toolbox.secrets())))
