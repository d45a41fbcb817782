"""What a worker may take up, looked at from outside: the kernel's own limits count each process or file alone."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from grader.boundary.sandbox import MAX_FILE, MAX_THREADS
from grader.verdict.worker_processes import Process

_GIGABYTE = 2**30
MEMORY = {"numpy": 3 * _GIGABYTE, "tensorflow": 6 * _GIGABYTE}
"""Bytes in use by a worker and what it has started, by what it has imported. Training on MNIST takes two gigabytes."""

ORDINARY = {"numpy": _GIGABYTE, "tensorflow": 3 * _GIGABYTE}
"""With less than that it is not a worker's doing where a system has no memory left."""

MAX_BYTES, MAX_ENTRIES, MAX_DEPTH = 512 * 2**20, 1000, 50
"""Of its scratch folder: bytes, files and folders, and folders within each other."""

_LOOK_EVERY = 0.25
_MEMORY_LINES = re.compile(rb"^Rss(?:Anon|Shmem):\s+(\d+) kB$", re.MULTILINE)
_MAPPED_AND_REMOVED = re.compile(rb"^\S+ \S+ \S+ (\S+ \d+) +(/.*) \(deleted\)$", re.MULTILINE)
"""A line of /proc/PID/maps: device and inode, and the file's name."""


class Watch:
    """Ends a worker that takes up too much, from a thread of its own.

    Attributes:
        excess: what it took too much of, in Spanish; "" as long as it has not.
    """

    def __init__(self, process: Process, scratch: Path, preload: str):
        self.excess = ""
        self._process, self._scratch, self._memory = process, scratch, MEMORY[preload]
        self._over = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def close(self) -> None:
        """Look no more."""
        self._over.set()

    def _look(self) -> None:
        while not self._over.wait(_LOOK_EVERY):
            try:
                self.excess = self._found()
            except Exception:  # whatever a submission may have made of what is looked at
                self.excess = "No se pudo vigilar lo que ocupaba tu código, y hubo que detenerlo."
            if self.excess:
                self._process.kill()
                return

    def _found(self) -> str:
        memory, threads = taken(self._process.pid)
        if memory > self._memory:
            return f"Tu código llegó a ocupar más de {self._memory // _GIGABYTE} GB de memoria, y hubo que detenerlo."
        if threads > MAX_THREADS:
            return f"Tu código llegó a tener más de {MAX_THREADS} hilos a la vez, y hubo que detenerlo."
        if overfull(self._scratch) or removed(self._process.pid, self._scratch) > MAX_BYTES:
            return "Tu código escribió demasiados ficheros, carpetas o datos en el disco, y hubo que detenerlo."
        return ""


def taken(pid: int) -> tuple[int, int]:
    """Bytes of memory and threads of a process and all below it (Linux; elsewhere none)."""
    if sys.platform != "linux":
        return 0, 0
    memory = threads = 0
    pending = [pid]
    while pending:
        place = Path(f"/proc/{pending.pop()}/task")
        tasks = [place / task for task, _ in _entries(place)]
        threads += len(tasks)
        # Any thread that lives tells the memory of all; the first may have ended before the others.
        told = (_MEMORY_LINES.findall(_read(task / "status")) for task in tasks)
        memory += 1024 * sum(map(int, next(filter(None, told), ())))
        pending += [int(child) for task in tasks for child in _read(task / "children").split()]
    return memory, threads


def _read(file: Path) -> bytes:
    """What the system says in a file; nothing of a process that has ended, or that is not ours to look at."""
    with contextlib.suppress(OSError):
        return file.read_bytes()
    return b""


def kept_waiting(pid: int) -> float:
    """Seconds for which a process has waited for a processor (Linux): its first thread, which is the one that calls."""
    told = _read(Path(f"/proc/{pid}/schedstat")).split() if sys.platform == "linux" else []
    return int(told[1]) / 1e9 if len(told) == 3 else 0.0


_OOM_KILLS = re.compile(rb"^oom_kill (\d+)$", re.MULTILINE)


def killed_for_memory() -> int:
    """How many processes the system has ended because no memory was left (Linux): of our control group, or of all."""
    if sys.platform != "linux":
        return 0
    group = _read(Path("/proc/self/cgroup")).partition(b"::")[2].split(b"\n")[0]
    events = _read(Path("/sys/fs/cgroup", os.fsdecode(group.lstrip(b"/")), "memory.events"))
    found = _OOM_KILLS.search(events) or _OOM_KILLS.search(_read(Path("/proc/vmstat")))
    return int(found[1]) if found else 0


def overfull(folder: Path, most: int = MAX_BYTES) -> bool:
    """Whether a folder holds more than a worker may write. What cannot be looked at is too much as well."""
    pending, entries, size = [(folder, 0)], 0, 0
    while pending:
        place, depth = pending.pop()
        if depth > MAX_DEPTH:
            return True
        try:
            for name, about in _entries(place):
                entries, size = entries + 1, size + _bytes(about)
                if stat.S_ISDIR(about.st_mode):
                    pending.append((place / name, depth + 1))
                if entries > MAX_ENTRIES or size > most:
                    return True
        except OSError:  # closed to us, or its name is too long
            return True
    return False


def removed(pid: int, folder: Path) -> int:
    """Bytes of the files that a process has removed from a folder and still holds, open or mapped.

    Of a file that is mapped and no longer open nobody tells the size: it counts as the largest there may be.
    """
    if sys.platform != "linux":
        return 0
    held: dict[bytes, int] = {}
    for _, about in _entries(Path(f"/proc/{pid}/fd"), links=True, closed=True):
        if stat.S_ISREG(about.st_mode) and not about.st_nlink:
            device = f"{os.major(about.st_dev):02x}:{os.minor(about.st_dev):02x} {about.st_ino}"
            held[device.encode()] = _bytes(about)
    for file, name in _MAPPED_AND_REMOVED.findall(_read(Path(f"/proc/{pid}/maps"))):
        if name.startswith(os.fsencode(folder) + b"/"):
            held.setdefault(file, MAX_FILE)
    return sum(held.values())


def _entries(folder: Path, links: bool = False, closed: bool = False) -> Iterator[tuple[str, os.stat_result]]:
    """What is in a folder, as far as it is still there.

    Args:
        links: whether what links lead to is told.
        closed: whether a folder that is not ours to look at is as one without anything.
    """
    gone = FileNotFoundError, ProcessLookupError
    with contextlib.suppress(*gone, *[PermissionError] * closed), os.scandir(folder) as found:
        for entry in found:
            with contextlib.suppress(*gone):
                yield entry.name, entry.stat(follow_symlinks=links)


def _bytes(about: os.stat_result) -> int:
    return 512 * getattr(about, "st_blocks", about.st_size // 512)
