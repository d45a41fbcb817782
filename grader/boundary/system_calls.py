"""The system calls that a worker may make: a list of those that honest answers need, and what is asked of some.

``system_calls.txt`` has their names, written by ``python -m tools.write.system_calls`` from traced runs. All that is
not on it is refused, as are calls that the kernel has learned since.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seccompy import Args, Filter

_LIST = Path(__file__).with_suffix(".txt")

_THREAD, _NEW_NAMESPACES = 0x00010000, 0x7E020000
"""Of clone's flags: a thread of this process; any namespace."""

_SHARED_NO_FILE = 0x21
"""Of mmap's flags: shared with others (one of two ways to say so), and of no file."""

_OF_THIS_PROCESS = ("kill", "tgkill", "sched_getaffinity", "sched_getparam", "sched_getscheduler")
"""Calls that name a process first: they may name this one, and nobody else."""

_BUT_ONLY: dict[str, tuple[int, tuple[int, ...]]] = {
    # fcntl: duplicates, descriptor and status flags, locks, the size of a pipe; no owner of a descriptor, who would be
    # sent signals, and no lease or notification.
    "fcntl": (1, (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032)),
    # ioctl: TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX
    "ioctl": (1, (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)),
    # prctl: PR_SET_NAME, PR_GET_NAME of a thread; PR_SET_VMA, which names memory
    "prctl": (0, (15, 16, 0x53564D41)),
    "sched_setaffinity": (0, (0,)),
}
"""Calls with an argument (its number, the values it may have) that decides what they do."""

REFUSED = (
    "fork", "vfork", "execve", "execveat", "clone3", "setsid", "setpgid",
    "socket", "socketpair", "connect", "bind", "listen",
    "tkill", "rt_sigqueueinfo", "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open",
    "setpriority", "sched_setscheduler",
    "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat", "utimensat", "truncate",
    "symlink", "symlinkat", "link", "linkat", "mknod", "mknodat", "mount", "unshare", "chroot",
)  # fmt: skip
"""Calls that are never on the list, though libraries and programs try them: where they fail, libraries do without."""

_ABSENT = ("clone3",)
"""Of those, what is said not to exist, as all that is not named here: libraries do without by another call."""


def names() -> list[str]:
    """The names in the list."""
    lines = _LIST.read_text(encoding="ascii").splitlines()
    return [name for name in (line.partition("#")[0].strip() for line in lines) if name]


def restrict() -> None:
    """From now on this process can make no other call, for good.

    Raises:
        OSError, ImportError: the machine has no seccomp, or no library for it.
    """
    own = _filter(default=True)
    for name in _OF_THIS_PROCESS:
        with _known_here():
            for process in (0, os.getpid()) if name.startswith("sched") else (os.getpid(),):
                own.allow(name, args={0: process})
            own.errno(name, errno.EPERM)
    own.load()
    same_for_all().load()


@functools.cache
def same_for_all() -> Filter:
    """The filter that every worker loads, compiled; the kernel keeps to the strictest of those loaded."""
    from seccompy import ArgCmp, CmpOp

    calls = _filter(default=False)
    # Memory that is shared and no file's stays when it is no longer mapped, and is then counted nowhere.
    calls.errno("mmap", errno.EPERM, args=[ArgCmp(3, CmpOp.MASKED_EQ, _SHARED_NO_FILE, _SHARED_NO_FILE)])
    for name in names():
        with _known_here():
            for args in _admitted(name):
                calls.allow(name, args=args)
    for name in (*REFUSED, "clone", "prlimit64", *_BUT_ONLY):
        with _known_here():
            calls.errno(name, errno.ENOSYS if name in _ABSENT else errno.EPERM)  # the first rule that fits is heeded
    assert calls.program  # asked for, it is compiled and kept
    return calls


def _filter(default: bool) -> Filter:
    from seccompy import Action, Filter

    return Filter(default=Action.ALLOW if default else Action.ERRNO | errno.ENOSYS)


def _admitted(name: str) -> Iterable[Args | None]:
    """With what arguments a call is allowed; None for any."""
    from seccompy import ArgCmp, CmpOp

    if name == "clone":  # A thread shares everything; clone3 hides its flags from the filter, so libc does without it.
        return [[ArgCmp(0, CmpOp.MASKED_EQ, _THREAD, _THREAD | _NEW_NAMESPACES)]]
    if name == "prlimit64":  # to look at a limit of its own, and not to set one
        return [{0: 0, 2: 0}]
    if name in _BUT_ONLY:
        number, values = _BUT_ONLY[name]
        return [{number: value} for value in values]
    return [None]


def _known_here() -> contextlib.suppress:
    """Skips a call that this kind of processor does not have."""
    import seccompy

    return contextlib.suppress(seccompy.SeccompError, KeyError, ValueError)
