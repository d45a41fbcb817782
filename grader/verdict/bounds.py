"""What a worker may take up, looked at from outside: the kernel's own limits count each process or file alone."""

from __future__ import annotations

import contextlib
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

from grader.boundary.sandbox import MAX_THREADS
from grader.verdict.worker_processes import Process

_GIGABYTE = 2**30
MEMORY = {"numpy": 3 * _GIGABYTE, "tensorflow": 6 * _GIGABYTE}
"""Bytes in use by a worker and what it has started, by what it has imported. Training on MNIST takes two gigabytes."""

MAX_BYTES, MAX_ENTRIES, MAX_DEPTH = 512 * 2**20, 1000, 50
"""Of its scratch folder: bytes, files and folders, and folders within each other."""

_LOOK_EVERY = 0.25


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
            if excess := self._found():
                self.excess = excess
                self._process.kill()
                return

    def _found(self) -> str:
        memory, threads = taken(self._process.pid)
        if memory > self._memory:
            return f"Tu código llegó a ocupar más de {self._memory // _GIGABYTE} GB de memoria, y hubo que detenerlo."
        if threads > MAX_THREADS:
            return f"Tu código llegó a tener más de {MAX_THREADS} hilos a la vez, y hubo que detenerlo."
        if overfull(self._scratch):
            return "Tu código escribió demasiados ficheros, carpetas o datos en el disco, y hubo que detenerlo."
        return ""


def taken(pid: int) -> tuple[int, int]:
    """Bytes of memory and threads of a process and all below it (Linux; elsewhere none)."""
    memory = threads = 0
    for status in filter(None, map(_status, _with_descendants(pid))):
        memory += 1024 * sum(int(status.get(name, "0 kB").split()[0]) for name in ("RssAnon", "RssShmem"))
        threads += int(status.get("Threads", "0"))
    return memory, threads


def _status(pid: int) -> dict[str, str]:
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text(errors="replace").splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return {}


def _with_descendants(pid: int) -> Iterator[int]:
    pending = [pid]
    while pending:
        yield (parent := pending.pop())
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                with contextlib.suppress(OSError):
                    pending += map(int, (task / "children").read_text().split())


def overfull(folder: Path) -> bool:
    """Whether a folder holds more than a worker may write. What lies too deep to be looked at is too much as well."""
    pending, entries, size = [(folder, 0)], 0, 0
    while pending:
        place, depth = pending.pop()
        if depth > MAX_DEPTH:
            return True
        try:
            for name, about in _entries(place):
                entries, size = entries + 1, size + getattr(about, "st_blocks", about.st_size // 512) * 512
                if stat.S_ISDIR(about.st_mode):
                    pending.append((place / name, depth + 1))
                if entries > MAX_ENTRIES or size > MAX_BYTES:
                    return True
        except OSError:  # closed to us, or its name is too long
            return True
    return False


def _entries(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """What is in a folder, as far as it is still there."""
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as found:
        for entry in found:
            with contextlib.suppress(FileNotFoundError):
                yield entry.name, entry.stat(follow_symlinks=False)
