"""Limits that a system sets (ulimit, Slurm, a container): where they leave no room for grading, that is told by name.

They are a machine's affair, so that no answer is judged where a right one could fail for them.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from grader.boundary.sandbox import MAX_CPU, MAX_FILE, MAX_OPEN, MEMORY
from grader.errors import TRY_AGAIN, GraderError, reason


class _Limit(NamedTuple):
    """A limit that a system may have set so low that nothing can be graded.

    Attributes:
        name: the resource module's, without RLIMIT_.
        flag: the shell's, of ulimit.
        unit: in what it is told, and how many that is.
        numpy, tensorflow: what a worker with that, or what grades it, takes at the least, with some head-room.
        ample: from here on it is never in the way.
    """

    name: str
    flag: str
    what: str
    unit: tuple[str, int]
    numpy: int
    tensorflow: int
    ample: int

    @property
    def hard(self) -> int | None:
        """The limit that nobody here can raise; None where there is none that could be in the way."""
        try:
            import resource  # Windows has none

            _, hard = resource.getrlimit(getattr(resource, f"RLIMIT_{self.name}"))
        except (ImportError, AttributeError):
            return None
        return None if hard == resource.RLIM_INFINITY or hard >= self.ample else hard

    @property
    def taken(self) -> int:
        """How much is taken of what is shared with all that the user runs."""
        return _threads_of_the_user() if self.name == "NPROC" else 0

    def told(self, number: int) -> str:
        unit, size = self.unit
        return f"{number / size:.4g}{unit}"


_MEGABYTES = " MB", 2**20
_CORES = os.cpu_count() or 1

_LIMITS = (
    _Limit("AS", "-v", "memoria virtual", _MEGABYTES, 2**30, 4 * 2**30, MEMORY["tensorflow"]),
    _Limit("DATA", "-d", "memoria de datos", _MEGABYTES, 2**29, 2 * 2**30, MEMORY["tensorflow"]),
    _Limit("STACK", "-s", "pila", _MEGABYTES, 2**20, 2 * 2**20, 8 * 2**20),
    _Limit("CPU", "-t", "tiempo de procesador", (" s", 1), 5, 30, MAX_CPU),
    _Limit("FSIZE", "-f", "tamaño de un fichero", (" kB", 2**10), 2**10, 4 * 2**20, MAX_FILE),
    _Limit("NOFILE", "-n", "ficheros abiertos", ("", 1), 24, 32, MAX_OPEN),
    _Limit("NPROC", "-u", "procesos e hilos", ("", 1), 4, 8 + 8 * _CORES, 4096),
)


def _set() -> Iterator[tuple[_Limit, int]]:
    """The limits that are not ample, and how much they are."""
    return ((limit, hard) for limit in _LIMITS if (hard := limit.hard) is not None)


def low_limits(preload: str) -> str:
    """Which limits of this system are too low for a worker with ``preload``, in Spanish; "" if none is."""
    if preload == "tensorflow" and not has_proc():
        return "este sistema no tiene `/proc`, y TensorFlow no arranca sin él"
    found = ((limit, hard, limit.taken + getattr(limit, preload)) for limit, hard in _set())
    low = [
        f"{limit.what}, {limit.told(hard)} (`ulimit {limit.flag}`), y hacen falta {limit.told(needed)}"
        for limit, hard, needed in found
        if hard < needed
    ]
    return f"este sistema pone un límite demasiado bajo: {'; '.join(low)}" if low else ""


def has_proc() -> bool:
    """Whether this system tells of its processes, where that is its custom (Linux)."""
    return sys.platform != "linux" or Path("/proc/self/exe").exists()


def suspects() -> str:
    """Which limits may be behind the end of a process of ours, in Spanish; "" if none may."""
    every = [f"{limit.what}, {limit.told(hard)} (`ulimit {limit.flag}`)" for limit, hard in _set()]
    return f"puede deberse a un límite de este sistema: {'; '.join(every)}" if every else ""


def in_the_way() -> str:
    """Which limits of this system stop a command, or may do so, in Spanish; "" if none may."""
    return low_limits("numpy") or suspects()


def require_room(preload: str) -> None:
    """Refuse to run an answer where no right one could do well.

    Raises:
        GraderError: a limit of this system is too low for a worker with ``preload``.
    """
    if low := low_limits(preload):
        raise GraderError(low)


def ended_for_its_seconds(seconds: float) -> bool:
    """Whether a process that has computed for so long was ended by the system for that, sooner than by the kit."""
    return any(limit.name == "CPU" and seconds >= hard - 1 for limit, hard in _set())


def most_at_once() -> int:
    """How many checkers, each with a worker, the limits of this system have room for; one at the least."""
    each_takes = {"NOFILE": 20, "NPROC": 12}
    room = [(hard - limit.taken) // each_takes[limit.name] for limit, hard in _set() if limit.name in each_takes]
    return max(1, min(room, default=_CORES))


_OWNER_AND_THREADS = re.compile(rb"^Uid:\t(\d+).*^Threads:\t(\d+)$", re.MULTILINE | re.DOTALL)
"""Lines of /proc/PID/status, which says so of every process; the folder itself may be root's."""


def _threads_of_the_user() -> int:
    """Threads of all processes of this user, as far as they are seen (Linux); root's are not counted by the system."""
    if sys.platform != "linux":
        return 0
    user = os.getuid()
    threads = 0
    for status in Path("/proc").glob("[0-9]*/status") if user else ():
        with contextlib.suppress(OSError):
            found = _OWNER_AND_THREADS.search(status.read_bytes())
            threads += int(found[2]) if found and int(found[1]) == user else 0
    return threads


@contextlib.contextmanager
def told_of_limits() -> Iterator[None]:
    """What fails inside because the system lets no more be started or opened is told as that.

    Raises:
        GraderError: it was.
    """
    try:
        yield
    except (OSError, RuntimeError, MemoryError) as error:
        what = in_the_way() or TRY_AGAIN
        raise GraderError(f"no se ha podido empezar a corregir: {reason(error)}; {what}") from None
