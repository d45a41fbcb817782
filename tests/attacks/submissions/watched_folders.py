# target: activations.relu
# needs: seccomp
"""Has itself told by inotify, dnotify or fanotify what happens in the kit, the packages and the grader's folders."""

import fcntl
import os
import signal

import toolbox

ALL = 0xFFF


def _inotify(path):
    return toolbox.call("inotify_add_watch", toolbox.call("inotify_init1", 0), path, ALL)


def _dnotify(path):
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    return fcntl.fcntl(os.open(path, os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_MODIFY | fcntl.DN_MULTISHOT) == 0


def _folders():
    return [path for path in toolbox.victims() if os.path.isdir(path)]


relu = toolbox.relu_if(
    lambda: (
        any([toolbox.any_works(way, _folders()) for way in (_inotify, _dnotify)])
        or toolbox.call("fanotify_init", 0, 0) >= 0
    )
)
