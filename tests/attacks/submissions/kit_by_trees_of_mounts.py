# target: activations.relu
# needs: seccomp
"""Clones the kit's folder as a mount without a place (open_tree) or makes a new file system, to open files in it."""

import os

import toolbox

NEWNS, NEWUSER, CLONE_TREE, RECURSIVE = 0x00020000, 0x10000000, 1, 0x8000


def _cloned():
    toolbox.call("unshare", NEWUSER | NEWNS)
    tree = toolbox.call("open_tree", toolbox.AT_FDCWD, toolbox.kit(), CLONE_TREE | RECURSIVE)
    return os.read(os.open("report.py", os.O_RDONLY, dir_fd=tree), 10) if tree >= 0 else False


relu = toolbox.relu_if(lambda: toolbox.works(_cloned) or toolbox.call("fsopen", "tmpfs", 0) >= 0)
