# target: activations.relu
# needs: landlock
"""Opens files of the kit relative to the descriptors of folders, some opened for their path alone."""

import os

import toolbox


def _read(path, flags):
    top = os.open("/", flags)
    folder = os.open(os.path.dirname(path)[1:], flags, dir_fd=top)
    return os.read(os.open(os.path.basename(path), os.O_RDONLY, dir_fd=folder), 100)


def _any(flags):
    return toolbox.any_works(lambda path: _read(path, flags), toolbox.secrets())


relu = toolbox.relu_if(lambda: _any(os.O_PATH) or _any(os.O_DIRECTORY))
