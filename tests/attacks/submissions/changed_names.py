# target: activations.relu
# needs: landlock
"""Renames files of the kit, here to the names that they have; makes folders, links, pipes and files among what Python
has compiled of it, beside it and beside its own folder, and removes them."""

import os
import socket

import toolbox


def _bound(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path)


MAKERS = (
    (os.mkdir, os.rmdir), (os.mkfifo, os.unlink), (_bound, os.unlink),
    (lambda path: os.symlink("/", path), os.unlink),
    (lambda path: os.link(toolbox.__file__, path), os.unlink),
    (lambda path: os.close(os.open(path, os.O_CREAT | os.O_WRONLY)), os.unlink),
)  # fmt: skip


def _made(make, remove):
    kit = toolbox.kit()
    for place in (kit / "__pycache__", kit / "untrusted" / "__pycache__", kit.parent, toolbox.scratch().parent):
        path = str(place / "made_by_an_attack")
        if toolbox.works(toolbox.does, make, path):
            remove(path)
            return True
    return False


def _renamed(path):
    return toolbox.does(os.rename, path, path)


def _nameless(path):
    return os.open(path, os.O_TMPFILE | os.O_RDWR)


relu = toolbox.relu_if(
    lambda: (
        any([toolbox.any_works(way, toolbox.victims()) for way in (_renamed, _nameless)])
        or any([toolbox.works(_made, *pair) for pair in MAKERS])
    )
)
