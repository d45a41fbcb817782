# target: activations.relu
# needs: seccomp
"""Changes extended attributes of files of the kit, of packages and of the grader, by path, link and descriptor. It
removes one that is not there: only who may remove it is told so."""

import errno
import os

import toolbox


def _may_remove(path, **options):
    try:
        os.removexattr(path, "user.rna_attack", **options)
    except OSError as error:
        return error.errno == errno.ENODATA


WAYS = (
    _may_remove,
    lambda path: _may_remove(path, follow_symlinks=False),
    lambda path: _may_remove(os.open(path, os.O_RDONLY)),
    lambda path: _may_remove(f"/proc/self/fd/{os.open(path, os.O_PATH)}"),
)


def _may_set(path):
    os.setxattr(path, "user.rna_attack", b"1")
    os.removexattr(path, "user.rna_attack")
    return True


relu = toolbox.relu_if(
    lambda: (
        any([toolbox.any_works(way, toolbox.victims()) for way in WAYS]) or toolbox.works(_may_set, toolbox.__file__)
    )
)
