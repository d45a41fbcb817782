"""What a worker may touch: everything it does not need is closed before the student's first line.

Linux: no privileges, namespaces of its own (network, users), Landlock (files, signals, TCP) and seccomp
(sockets, new programs and processes, other processes' memory), besides resource limits. Elsewhere resource
limits where the system has them. A layer that the machine does not offer is left out, and every report
names those that were in force.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import importlib
import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seccompy import Filter

MAX_FILE = 256 * 2**20
"""Bytes that a worker may write to one file."""

MAX_CPU = 3600
"""Seconds of processor time; the parent's clock is stricter, but it may itself be killed."""

_GIGABYTE = 2**30
MEMORY = {"numpy": 4 * _GIGABYTE, "tensorflow": 12 * _GIGABYTE}
"""Address space of a worker, by what it has imported. TensorFlow maps far more than it uses."""

_CLONE_THREAD = 0x00010000

_FORBIDDEN = (
    # new programs and processes
    "execve", "execveat", "fork", "vfork",
    # sockets of any family
    "socket", "connect", "bind", "listen", "accept", "accept4",
    # other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "kcmp",
    "tkill", "setsid", "setpgid",
    # the kernel's wider surface
    "mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "bpf", "perf_event_open", "userfaultfd",
    "io_uring_setup", "keyctl", "add_key", "request_key", "init_module", "finit_module", "kexec_load", "reboot",
)  # fmt: skip


LAYERS = (
    ("privileges", "namespaces", "rlimits", "landlock", "seccomp")
    if sys.platform == "linux"
    else ("rlimits",)
    if os.name == "posix"
    else ()
)
"""What this kind of system can offer."""

ALWAYS = ("privileges",)
"""What a worker has given up even where it is not closed in: the verdict hangs on it."""

NEEDED = tuple(name for name in LAYERS if name != "namespaces")
"""What --require-sandbox insists on. Namespaces only double what the others close, and many systems withhold them."""


_NOT_OFFERED = (ImportError, AttributeError, OSError, NotImplementedError)
"""What a layer raises where the machine has none such."""


def enter(scratch: Path, preload: str, layers: tuple[str, ...] = LAYERS) -> tuple[str, ...]:
    """Close this process in, for good; only ``scratch`` stays writable.

    Returns:
        Those of ``layers`` now in force.
    """
    os.chdir(scratch)
    os.environ |= dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(scratch))
    tempfile.tempdir = str(scratch)
    return tuple(_in_force(scratch, preload, layers))


def prepare() -> None:
    """Look up once what every process forked from this one would look up anew to close itself in."""
    for look_up in (_libraries, _same_for_all, lambda: importlib.import_module("resource")):
        with contextlib.suppress(*_NOT_OFFERED):
            look_up()
    for library in ("landlockpy", "seccompy"):
        with contextlib.suppress(*_NOT_OFFERED):
            importlib.import_module(library).supported()


def offered() -> tuple[str, ...]:
    """The layers that work on this machine, tried out in a process of their own."""
    with tempfile.TemporaryDirectory(prefix="rna-") as place:
        probe = [sys.executable, "-I", "-X", "utf8", "-m", "grader.boundary.sandbox", place]
        done = subprocess.run(probe, capture_output=True, encoding="utf-8", timeout=60, check=False)
    return tuple(done.stdout.split()) if done.returncode == 0 else ()


def _in_force(scratch: Path, preload: str, wanted: tuple[str, ...]) -> Iterator[str]:
    layers: dict[str, Callable[[], None]] = {
        "namespaces": _leave_namespaces,
        "privileges": give_up_privileges,
        "rlimits": lambda: _limit_resources(MEMORY[preload]),
        "landlock": lambda: _restrict_files(scratch),
        "seccomp": _filter_calls,
    }
    for name in (name for name in layers if name in wanted):
        with contextlib.suppress(*_NOT_OFFERED):
            layers[name]()
            yield name


# -- layers ------------------------------------------------------------------------------------

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CLONE_NEWIPC, _CLONE_NEWUSER, _CLONE_NEWNET = 0x08000000, 0x10000000, 0x40000000
_CAPABILITY_VERSION = 0x20080522


def keep_to_itself() -> None:
    """No process without privileges, of the same user or not, may read or trace this one (Linux)."""
    if sys.platform == "linux":
        _prctl(_PR_SET_DUMPABLE, 0)


def die_with_parent() -> None:
    """This process ends when the thread that started it does (Linux)."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def give_up_privileges() -> None:
    """Drop every capability, root's too, for good: processes that keep to themselves are then out of reach."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    _checked(_libc().capset(header, (ctypes.c_uint32 * 6)()))
    die_with_parent()  # a change of credentials has undone it


def _leave_namespaces() -> None:
    """A network without interfaces, and no user of the system."""
    _checked(_libc().unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC))


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, argument: int) -> None:
    _checked(_libc().prctl(option, argument, 0, 0, 0))


def _checked(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _limit_resources(memory: int) -> None:
    import resource  # Windows has none

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE, MAX_FILE))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU, MAX_CPU))
    if sys.platform == "linux":  # macOS refuses to limit the address space
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _restrict_files(scratch: Path) -> None:
    import landlockpy
    from landlockpy import AccessFS, Ruleset, Scope

    if not landlockpy.supported():
        raise NotImplementedError
    read = AccessFS.READ_FILE | AccessFS.READ_DIR
    with Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as rules:
        access = {"folder": read | AccessFS.EXECUTE, "file": AccessFS.READ_FILE, "names": AccessFS.READ_DIR}
        for path, kind in _libraries():
            rules.allow_path(path, access[kind])
        for path in ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"):
            rules.allow_path(path, AccessFS.READ_FILE | AccessFS.WRITE_FILE)
        rules.allow_path(scratch, ~AccessFS.EXECUTE & rules.handled_fs)
        rules.restrict()


_KIT = Path(__file__).resolve().parents[1]
READABLE = tuple(str(_KIT / name) for name in ("boundary", "untrusted"))
"""Of the kit itself a worker reads these two folders, and no more."""


@functools.cache
def _libraries() -> tuple[tuple[str, str], ...]:
    """What an interpreter and its packages read; of the kit itself only READABLE.

    Each with what of it: "folder", all of it; "file"; or "names", those in a folder and no more.
    """
    places = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    system = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/localtime", "/etc/ld.so.cache",
              "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/sys/devices/system/cpu",
              "/sys/fs/cgroup")  # fmt: skip
    shared = Path(sys.base_prefix) / "lib"
    every = (*sorted(map(Path, filter(None, places))), shared, *map(Path, system))
    return tuple(part for path in every for part in _without_kit(path)) + tuple((path, "folder") for path in READABLE)


def _without_kit(path: Path) -> Iterator[tuple[str, str]]:
    """A path or, where the kit is installed below it, all that is in it but the kit.

    A rule for a folder is one for all below it, and the kit may lie among the packages of the interpreter.
    """
    real = path.resolve()
    if real in _KIT.parents:
        yield str(path), "names"  # Python lists the folders that it imports from
        for child in path.iterdir():
            yield from _without_kit(child)
    elif path.exists() and real != _KIT:
        yield str(path), "folder" if path.is_dir() else "file"


def _filter_calls() -> None:
    from seccompy import Action, Filter

    own = Filter(default=Action.ALLOW)
    for name in ("kill", "tgkill"):  # a worker may end itself, and nobody else
        own.allow(name, args={0: os.getpid()})
        own.errno(name, errno.EPERM)
    own.load()
    _same_for_all().load()


@functools.cache
def _same_for_all() -> Filter:
    """The filter that every worker loads, compiled; the kernel keeps to the strictest of those loaded."""
    import seccompy
    from seccompy import Action, ArgCmp, CmpOp, Filter

    calls = Filter(default=Action.ALLOW)
    for name in _FORBIDDEN:
        with contextlib.suppress(seccompy.SeccompError, KeyError, ValueError):  # unknown on this processor
            calls.errno(name, errno.EPERM)
    # A thread is a clone that shares everything; clone3 hides its flags from the filter, so libc must do without it.
    calls.errno("clone3", errno.ENOSYS)
    calls.errno("clone", errno.EPERM, args=[ArgCmp(0, CmpOp.MASKED_EQ, 0, _CLONE_THREAD)])
    assert calls.program  # asked for, it is compiled and kept
    return calls


if __name__ == "__main__":
    print(*enter(Path(sys.argv[1]), "numpy"))
