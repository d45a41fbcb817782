# target: activations.relu
# needs: seccomp
"""Leaves for namespaces of its own, where it is root again, or enters its parent's."""

import os

import toolbox

USER, NET, IPC, PID, MOUNT, UTS, CGROUP, TIME = (
    0x10000000, 0x40000000, 0x08000000, 0x20000000, 0x00020000, 0x04000000, 0x02000000, 0x80
)  # fmt: skip


def _entered(kind):
    return toolbox.call("setns", os.open(f"/proc/{os.getppid()}/ns/{kind}", os.O_RDONLY), 0)


relu = toolbox.relu_if(
    lambda: (
        any([toolbox.call("unshare", USER | kind) == 0 for kind in (0, NET, IPC, PID, MOUNT, UTS, CGROUP, TIME)])
        or any([toolbox.call("unshare", kind) == 0 for kind in (NET, IPC, PID, MOUNT, UTS, CGROUP, TIME)])
        or toolbox.any_works(_entered, ("user", "net", "ipc", "pid", "mnt", "uts"))
    )
)
