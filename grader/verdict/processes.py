"""Processes of the kit's own that a command starts: what they inherit, and the launchers among them.

Nothing heavy is imported here: a command should have started them before it does anything else.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
from collections.abc import Iterable, Sequence
from typing import Any

from grader.boundary.interpreter import command, environment
from grader.boundary.sandbox import LAYERS, NEEDED
from grader.errors import GraderError

START_LIMIT = 180.0
"""Seconds for a worker to be there, TensorFlow imported; none of the student's code runs in them."""


def require_sandbox(in_force: Iterable[str], needed: Sequence[str] = NEEDED) -> None:
    """What --require-sandbox asks of a machine, of each worker before it runs anything, and of a report.

    Raises:
        GraderError: a layer that is needed is not among those in force.
    """
    missing = set(needed).difference(in_force)
    if missing or (needed and len(NEEDED) < 2):
        what = ", ".join(sorted(missing)) or "un sistema Linux"
        raise GraderError(
            f"no se corrige sin aislamiento completo: falta {what}; mira qué da la máquina con `rna doctor`"
        )


class Launcher:
    """A launcher process that serves ``users`` processes, each by one of its ``ends``; Linux only."""

    def __init__(self, preload: str, users: int, layers: Sequence[str] = LAYERS):
        pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(users)]
        theirs = [pair[1].fileno() for pair in pairs]
        self.process = subprocess.Popen(
            command("-m", "grader.verdict.launcher", preload, ",".join(layers), *map(str, theirs)),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=theirs, env=environment(), start_new_session=True,
        )  # fmt: skip
        for _, end in pairs:
            end.close()
        self.ends = [ours for ours, _ in pairs]

    def close(self) -> None:
        """Close our ends; the launcher ends its workers and itself once no user is left."""
        for end in self.ends:
            end.close()
        try:
            self.process.wait(1)
        except subprocess.TimeoutExpired:  # still importing
            self.process.kill()
            self.process.wait()


def wake(process: subprocess.Popen[Any]) -> None:
    """Let a child of ours go on that somebody has stopped."""
    if hasattr(os, "waitid"):
        with contextlib.suppress(ChildProcessError, ProcessLookupError):
            if os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT):
                process.send_signal(signal.SIGCONT)
