"""Processes that a test has started, found from their parents: others come and go on the machine meanwhile (Linux)."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

GONE = (ProcessLookupError, FileNotFoundError, PermissionError)
"""How the system says that a process is no more, or no longer what it was."""


def descendants(pid: int | None = None) -> set[int]:
    """Every process below ``pid``, by default below this one."""
    found: set[int] = set()
    pending = [pid or os.getpid()]
    while pending:
        children = _children(pending.pop())
        pending += children - found
        found |= children
    return found


def _children(pid: int) -> set[int]:
    children: set[int] = set()
    with contextlib.suppress(*GONE):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(*GONE):
                children |= set(map(int, (task / "children").read_text().split()))
    return children


def command_line(pid: int) -> bytes:
    """What it was started with, nul by nul; empty once it is gone."""
    with contextlib.suppress(*GONE):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def alive(pid: int) -> bool:
    """Whether it runs; one that has ended and that nobody has waited for does not."""
    with contextlib.suppress(*GONE):
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    return False


def memory(pid: int, what: str) -> int:
    """Bytes, as the kernel tells them of a process ("VmRSS", "VmHWM"); 0 once it is gone."""
    with contextlib.suppress(*GONE):
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{what}:")), 0)
    return 0


def measure_the_peak_anew(pid: int) -> None:
    with contextlib.suppress(*GONE):
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


def survivors(before: set[int], patience: float = 5.0) -> set[int]:
    """Processes below this one that have come since and do not go."""
    deadline = time.monotonic() + patience
    while True:
        left = descendants() - before
        for pid in left:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.05)


def kill(pids: Iterable[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
