# target: activations.relu
# needs: landlock
"""Cuts files of the kit, of packages and of the interpreter off where they end anyway: to see that it could earlier."""

import os

import toolbox


def _cut(path):
    return toolbox.does(os.truncate, path, os.stat(path).st_size)


def _open(path):
    return os.open(path, os.O_RDWR)


def _append(path):
    return os.open(path, os.O_WRONLY | os.O_APPEND)


def _files():
    return [path for path in toolbox.victims() if os.path.isfile(path)]


relu = toolbox.relu_if(lambda: any([toolbox.any_works(way, _files()) for way in (_cut, _open, _append)]))
