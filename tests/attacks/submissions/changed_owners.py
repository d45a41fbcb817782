# target: activations.relu
# needs: seccomp
"""Gives files of the kit, of packages and of the grader away, here to whom they belong: by path, link, descriptor."""

import os

import toolbox

EMPTY_PATH = 0x1000


def _ways(path):
    now = os.stat(path)
    owner, descriptor = (now.st_uid, now.st_gid), os.open(path, os.O_PATH)
    return 0 in (
        toolbox.call("chown", path, *owner), toolbox.call("lchown", path, *owner),
        toolbox.call("fchownat", toolbox.AT_FDCWD, path, *owner, 0),
        toolbox.call("fchownat", descriptor, "", *owner, EMPTY_PATH),
        toolbox.call("chown", f"/proc/self/fd/{descriptor}", *owner),
    )  # fmt: skip


def _opened(path):
    now, descriptor = os.stat(path), os.open(path, os.O_RDONLY)
    return toolbox.call("fchown", descriptor, now.st_uid, now.st_gid)


relu = toolbox.relu_if(lambda: any([toolbox.any_works(way, toolbox.victims()) for way in (_ways, _opened)]))
