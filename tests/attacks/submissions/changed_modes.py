# target: activations.relu
# needs: seccomp
"""Sets the modes of the kit's files, of packages and of its staged folder, here to what they are: by their paths."""

import os
import stat

import toolbox


def _mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


WAYS = (
    lambda path: toolbox.does(os.chmod, path, _mode(path)),
    lambda path: toolbox.call("chmod", path, _mode(path)),
    lambda path: toolbox.call("fchmodat", toolbox.AT_FDCWD, path, _mode(path)),
    lambda path: toolbox.call("fchmodat2", toolbox.AT_FDCWD, path, _mode(path), 0x100),
)

relu = toolbox.relu_if(lambda: any([toolbox.any_works(way, toolbox.victims()) for way in WAYS]))
