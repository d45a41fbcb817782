# target: activations.relu
"""Does what only root may, in ways that change nothing: a name that the machine has, a root that it has, its own
priority."""

import os
import socket

import toolbox


def _name():
    name = socket.gethostname()
    return toolbox.call("sethostname", name, len(name))


WAYS = (
    _name, lambda: toolbox.does(os.chroot, "/"), lambda: toolbox.call("iopl", 3),
    lambda: toolbox.does(os.setpriority, os.PRIO_PROCESS, 0, -1),
    lambda: toolbox.does(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(1)),
    lambda: toolbox.call("ioprio_set", 1, 0, 1 << 13), lambda: toolbox.call("syslog", 8, None, 7),
    lambda: toolbox.call("mount", "none", toolbox.scratch(), "tmpfs", 0, None), lambda: toolbox.call("vhangup"),
    lambda: toolbox.does(os.setgroups, []), lambda: toolbox.does(os.setuid, os.getuid() + 1),
    lambda: toolbox.does(os.setgid, os.getgid() + 1),
    lambda: toolbox.does(os.mknod, toolbox.scratch() / "null", 0o20666, 0x103),
)  # fmt: skip

relu = toolbox.relu_if(lambda: toolbox.any_works(lambda way: way(), WAYS))
