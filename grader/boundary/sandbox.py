"""What a worker may touch: everything it does not need is closed before the student's first line.

Linux: no privileges, namespaces of its own (network, users, the numbers of processes), Landlock (files, signals, TCP)
and seccomp (the system calls on a list, and no other), besides resource limits. Elsewhere resource limits where the
system has them. A layer that the machine does not offer is left out, and every report names those that were in force;
one that it does offer takes hold, or nothing of the submission is run.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import importlib
import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from grader.boundary import system_calls
from grader.boundary.interpreter import command, environment, holds_packages

MAX_FILE = 256 * 2**20
"""Bytes that a worker may write to one file."""

MAX_OPEN = 256
"""Files and pipes that a worker may hold open at a time."""

MAX_CPU = 3600
"""Seconds of processor time; the parent's clock is stricter, but it may itself be killed."""

MAX_THREADS = 256 + 16 * (os.cpu_count() or 1)
"""Threads of all workers that a launcher has forked. TensorFlow starts some for each core, several times over."""

_GIGABYTE = 2**30
MEMORY = {"numpy": 4 * _GIGABYTE, "tensorflow": 12 * _GIGABYTE}
"""Address space of a worker, by what it has imported. TensorFlow maps far more than it uses."""

_EVERY = ("privileges", "namespaces", "rlimits", "landlock", "seccomp")

LAYERS = _EVERY if sys.platform == "linux" else ("rlimits",) if os.name == "posix" else ()
"""What this kind of system can offer."""

ALWAYS = ("privileges",)
"""What a worker has given up even where it is not closed in: the verdict hangs on it."""

NEEDED = tuple(name for name in _EVERY if name != "namespaces")
"""What --require-sandbox insists on, on any system. Namespaces only double what the others close, and many withhold
them."""


_NOT_OFFERED = (ImportError, AttributeError, OSError, ValueError, NotImplementedError)
"""What a layer raises where the machine has none such."""


class NotClosed(Exception):
    """A layer that the machine has did not take hold: what was to run in this process may not."""


def enter(scratch: Path, preload: str, layers: Sequence[str]) -> None:
    """Close this process in by layers that try_out gave, in that order, for good; only ``scratch`` stays writable.

    Raises:
        NotClosed: one of them did not take hold.
    """
    try:
        _move_in(scratch)
    except OSError as error:
        raise NotClosed(f"{type(error).__name__}: {error}") from error
    every = _layers(scratch, preload)
    for name in layers:
        if name == "seccomp" and "landlock" in layers:
            _be_seen()  # Linux: nothing else has these layers
        try:
            every[name]()
        except (KeyError, *_NOT_OFFERED) as error:
            raise NotClosed(f"{name}: {type(error).__name__}: {error}") from error


def prepare() -> None:
    """Look up once what every process forked from this one would look up anew to close itself in."""
    for look_up in (  # Linux: elsewhere there is nothing to find
        _libraries,
        system_calls.same_for_all,
        lambda: importlib.import_module("resource"),
    ):
        with contextlib.suppress(*_NOT_OFFERED):
            look_up()
    for library in ("landlockpy", "seccompy"):
        with contextlib.suppress(*_NOT_OFFERED):
            importlib.import_module(library).supported()


def try_out(scratch: Path, preload: str, layers: Sequence[str] = LAYERS) -> tuple[str, ...]:
    """Close this process in by those layers that this machine has, for good; which they are."""
    _move_in(scratch)
    every = _layers(scratch, preload).items()
    return tuple(name for name, close in every if name in layers and _takes_hold(close))


def offered() -> tuple[str, ...]:
    """The layers that work on this machine, tried out in a process of their own."""
    with tempfile.TemporaryDirectory(prefix="rna-") as place:
        probe = command("-m", "grader.boundary.sandbox", place)
        done = subprocess.run(probe, capture_output=True, encoding="utf-8", timeout=60, check=False, env=environment())
    return tuple(done.stdout.split()) if done.returncode == 0 else ()


def _move_in(scratch: Path) -> None:
    prepare()  # libraries that a layer needs may lie where an earlier one lets nobody read
    os.chdir(scratch)
    os.environ |= dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), str(scratch))
    tempfile.tempdir = str(scratch)


def _layers(scratch: Path, preload: str) -> dict[str, Callable[[], None]]:
    """What closes a process in, in the order in which that can be done."""
    every: dict[str, Callable[[], None]] = {  # Linux: what is not in LAYERS is left out below
        "namespaces": leave_namespaces,
        "privileges": give_up_privileges,
        "rlimits": lambda: _limit_resources(MEMORY[preload]),
        "landlock": lambda: _restrict_files(scratch),
        "seccomp": system_calls.restrict,
    }
    return {name: every[name] for name in every if name in LAYERS}


def _takes_hold(close: Callable[[], None]) -> bool:
    with contextlib.suppress(*_NOT_OFFERED):
        close()
        return True
    return False


# -- layers ------------------------------------------------------------------------------------

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CLONE_NEWIPC, _CLONE_NEWUSER, _CLONE_NEWPID, _CLONE_NEWNET = 0x08000000, 0x10000000, 0x20000000, 0x40000000
_CAPABILITY_VERSION = 0x20080522


def keep_to_itself() -> None:
    """No process without privileges, of the same user or not, may read or trace this one (Linux)."""
    if sys.platform == "linux":
        _prctl(_PR_SET_DUMPABLE, 0)


def _be_seen() -> None:
    """Whoever runs as the same user may see what this one holds (Linux): other layers keep workers off."""
    _prctl(_PR_SET_DUMPABLE, 1)


def die_with_parent() -> None:
    """This process ends when the thread that started it does (Linux)."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def give_up_privileges() -> None:
    """Drop every capability, root's too, for good (Linux): processes that keep to themselves are then out of reach."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    _checked(_libc().capset(header, (ctypes.c_uint32 * 6)()))
    die_with_parent()  # a change of credentials has undone it


@functools.cache  # once done it holds for this process and those forked from it
def leave_namespaces() -> None:
    """A network without interfaces, and no other user of the system (Linux).

    Raises:
        OSError: this machine does not let us.
    """
    user, group = os.geteuid(), os.getegid()
    _checked(_libc().unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC))
    for file, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with contextlib.suppress(OSError):  # without a name of its own in there it is nobody, which is as good
            Path("/proc/self", file).write_text(text, encoding="ascii")


def number_processes_anew() -> None:
    """What this process forks from now on sees itself alone (Linux): when the first of them ends, all end.

    Raises:
        OSError: this machine does not let us, or not outside a namespace of users.
    """
    _checked(_libc().unshare(_CLONE_NEWPID))


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, argument: int) -> None:
    """A setting of this process (Linux)."""
    _checked(_libc().prctl(option, argument, 0, 0, 0))


def _checked(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _limit_resources(memory: int) -> None:
    """The kernel's limits for a process (POSIX)."""
    import resource

    limits = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: MAX_FILE, resource.RLIMIT_CPU: MAX_CPU}
    limits[resource.RLIMIT_NOFILE] = MAX_OPEN
    if sys.platform == "linux":  # macOS refuses to limit the address space
        limits[resource.RLIMIT_AS] = memory
        if leave_namespaces.cache_info().currsize:  # elsewhere all that the user runs would be counted
            limits[resource.RLIMIT_NPROC] = MAX_THREADS
    for limit, most in limits.items():
        lower = _least(resource.getrlimit(limit)[1], most)  # the machine may ask for less
        resource.setrlimit(limit, (lower, lower))


def _least(hard: int, most: int) -> int:
    """The lower of a hard limit and what is wanted at most; -1 is no limit."""
    return most if hard == -1 else min(most, hard)


def _restrict_files(scratch: Path) -> None:
    """What may be opened, and who gets signals (Linux)."""
    import landlockpy
    from landlockpy import AccessFS, Ruleset, Scope

    if not landlockpy.supported():
        raise NotImplementedError
    read = AccessFS.READ_FILE | AccessFS.READ_DIR
    with Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as rules:
        access = {"folder": read | AccessFS.EXECUTE, "file": AccessFS.READ_FILE, "names": AccessFS.READ_DIR}
        for path, kind in _libraries():
            rules.allow_path(path, access[kind])
        for path in ("/dev/zero", "/dev/urandom", "/dev/random"):
            rules.allow_path(path, AccessFS.READ_FILE)
        rules.allow_path("/dev/null", AccessFS.READ_FILE | AccessFS.WRITE_FILE)
        rules.allow_path(scratch, ~AccessFS.EXECUTE & rules.handled_fs)
        rules.restrict()


_KIT = tuple(dict.fromkeys((Path(__file__).parents[1].resolve(), Path(__file__).resolve().parents[1])))
"""Where the kit is; an installation of links has the files elsewhere than the folders."""

READABLE = tuple(str(kit / name) for kit in _KIT for name in ("boundary", "untrusted"))
"""Of the kit itself a worker reads these two folders, and no more."""


@functools.cache
def _libraries() -> tuple[tuple[str, str], ...]:
    """What an interpreter and its packages read (Linux); of the kit itself only READABLE.

    Each with what of it: "folder", all of it; "file"; or "names", those in a folder and no more.
    """
    places = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    places |= {path for path in sys.path if holds_packages(path)}
    homes = {home for place in places for home in _homes(Path(place))}
    # Another copy of the kit may be installed as well: of that a worker reads nothing.
    kits = {*_KIT, *(kit.resolve() for home in homes if (kit := home / "grader").is_dir())}
    system = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/nix/store", "/gnu/store",
              "/usr/share/zoneinfo", "/etc/localtime", "/etc/ld.so.cache",
              "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/sys/devices/system/cpu",
              # How many processors a container has, which libraries ask for.
              "/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us",
              "/sys/fs/cgroup/cpu/cpu.cfs_period_us")  # fmt: skip
    every = (*sorted(homes), Path(sys.base_prefix, "lib"), *map(Path, system))
    return tuple(part for path in every for part in _without(kits, path)) + tuple((path, "folder") for path in READABLE)


def _homes(place: Path) -> Iterator[Path]:
    """A folder of packages and where the files of those really lie that are in it as links, whole or file by file."""
    yield place
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if entry.name.endswith(".dist-info"):
                yield Path(entry.path, "METADATA").resolve().parents[1]
            elif entry.is_symlink():
                yield Path(entry.path).resolve()


def _without(kits: set[Path], path: Path) -> Iterator[tuple[str, str]]:
    """A path or, where a kit is installed below it, all that is in it but the kit.

    A rule for a folder is one for all below it, and the kit may lie among the packages of the interpreter.
    """
    real = path.resolve()
    if any(real in kit.parents for kit in kits):
        yield str(path), "names"  # Python lists the folders that it imports from
        for child in path.iterdir():
            yield from _without(kits, child)
    elif path.exists() and real not in kits:
        yield str(path), "folder" if path.is_dir() else "file"


if __name__ == "__main__":
    print(*try_out(Path(sys.argv[1]), "numpy"))
