# target: activations.relu
# needs: seccomp
"""Opens sockets of every family and kind: internet, radio, ciphers, virtual machines, the kernel's own, raw packets."""

import socket

import toolbox

KINDS = (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET)

relu = toolbox.relu_if(
    lambda: any(
        [toolbox.any_works(lambda family: socket.socket(family, kind).fileno(), range(1, 47)) for kind in KINDS]
    )
)
