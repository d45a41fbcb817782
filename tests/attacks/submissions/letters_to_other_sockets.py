# target: activations.relu
# needs: seccomp
"""Writes to sockets of others by name from one end of a pair of its own, which is no socket that it had to open. That
nobody is there is an answer too."""

import errno
import socket

import toolbox

NAMES = ("\0rna-attack", "/run/systemd/journal/socket", "/dev/log", str(toolbox.scratch() / "nobody"))


def _reached(kind):
    ours, _ = socket.socketpair(socket.AF_UNIX, kind)
    for name in NAMES:
        try:
            ours.sendto(b"hello", name)
            return True
        except OSError as error:
            if error.errno in (errno.ECONNREFUSED, errno.ENOENT, errno.ECONNRESET, errno.EPROTOTYPE):
                return True
    return False


relu = toolbox.relu_if(
    lambda: any([toolbox.works(_reached, kind) for kind in (socket.SOCK_DGRAM, socket.SOCK_SEQPACKET)])
)
