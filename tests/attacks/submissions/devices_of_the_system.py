# target: activations.relu
# needs: landlock
"""Opens devices: terminals, the kernel's log and memory, disks, virtual machines, tunnels, other file systems."""

import os

import toolbox

NAMES = (
    "kmsg mem port kvm fuse net/tun vda sda loop-control ptmx tty console hpet rtc0 vsock vhost-net userfaultfd hwrng"
)


def _devices():
    yield from (f"/dev/{name}" for name in NAMES.split())
    yield from (f"/dev/pts/{number}" for number in range(10))


relu = toolbox.relu_if(
    lambda: any(
        [
            toolbox.any_works(lambda path: os.open(path, flags | os.O_NOCTTY | os.O_NONBLOCK), _devices())
            for flags in (os.O_RDONLY, os.O_WRONLY)
        ]
    )
)
