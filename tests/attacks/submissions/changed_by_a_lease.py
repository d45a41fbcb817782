# target: activations.relu
# needs: seccomp
"""Takes a lease on files that all processes open (packages, the interpreter's): whoever opens one then waits for this
process, up to a minute. It gives it back at once."""

import fcntl
import os

import toolbox


def _leased(path):
    descriptor = os.open(path, os.O_RDONLY)
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_WRLCK)
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return True


def _files():
    import numpy

    folder = os.path.dirname(numpy.__file__)
    names = ("version.py", "matlib.py", "dtypes.py")
    return [os.path.join(folder, name) for name in names] + [os.path.join(os.path.dirname(os.__file__), "this.py")]


relu = toolbox.relu_if(lambda: toolbox.any_works(_leased, _files()))
