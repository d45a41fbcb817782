"""Processes of the kit's own that a command starts: what they inherit, and the launchers among them.

Nothing heavy is imported here: a command should have started them before it does anything else.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from grader.boundary.interpreter import command, environment
from grader.boundary.sandbox import LAYERS, NEEDED
from grader.errors import GraderError
from grader.shell import ending

START_LIMIT = 180.0
"""Seconds for a worker to be there, TensorFlow imported; none of the student's code runs in them."""

PATIENCE = 4
"""How many times as long as its limits say a worker may take, where the machine has kept it waiting for a processor."""

APART: dict[str, Any] = {"start_new_session": True}
if sys.platform == "win32":
    APART = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
"""Options of Popen for a process that Ctrl-C in the command's terminal does not reach."""


def require_sandbox(in_force: Iterable[str], needed: Sequence[str] = NEEDED) -> None:
    """What --require-sandbox asks of a machine, of each worker before it runs anything, and of a report.

    Raises:
        GraderError: a layer that is needed is not among those in force.
    """
    if missing := set(needed).difference(in_force):
        what = ", ".join(sorted(missing)) if sys.platform == "linux" else "un sistema Linux"
        raise GraderError(
            f"no se corrige sin aislamiento completo: falta {what}; mira qué da la máquina con `rna doctor`"
        )


class Child(subprocess.Popen[Any]):
    """A process of the kit's own, which does not outlive this one where a signal ends it."""

    def __init__(self, *command: Any, **options: Any) -> None:
        with ending.held():
            super().__init__(*command, **options)
            _children.add(self)


_PR_SET_CHILD_SUBREAPER = 36

_children: weakref.WeakSet[Child] = weakref.WeakSet()
_launchers: weakref.WeakSet[Launcher] = weakref.WeakSet()


def _end_children() -> None:
    """Launchers first get the chance to end what their workers have started; what they leave is waited for here."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    serving = {launcher.process for launcher in _launchers}
    for child in _children - serving:
        child.kill()
    for launcher in _launchers:
        launcher.let_go()
    _wait_while(lambda: any(child.poll() is None for child in _children))
    for child in _children:
        child.kill()
    _wait_while(_has_children)


def _wait_while(goes_on: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 1
    while goes_on() and time.monotonic() < deadline:
        time.sleep(0.005)


def _has_children() -> bool:
    """Whether any child of this process, or one that it has inherited, has still to end."""
    if sys.platform == "win32":
        return any(child.poll() is None for child in _children)
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


ending.tidying.append(_end_children)


class Launcher:
    """A launcher process that serves ``users`` processes, each by one of its ``ends``; Linux only.

    Args:
        scratch: where it may leave things for a moment.
    """

    def __init__(self, preload: str, users: int, layers: Sequence[str] = LAYERS, scratch: str | None = None):
        pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(users)]
        theirs = [pair[1].fileno() for pair in pairs]
        place = {"TMPDIR": scratch} if scratch else {}
        self.ends = [ours for ours, _ in pairs]
        try:
            self.process = Child(
                command("-m", "grader.verdict.launcher", preload, ",".join(layers), *map(str, theirs)),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                pass_fds=theirs, env=environment(**place), **APART,
            )  # fmt: skip
        except BaseException:
            self.let_go()
            raise
        finally:
            for _, end in pairs:
                end.close()
        _launchers.add(self)

    def fork_ahead(self) -> None:
        """Have a worker ready whenever nobody asks for one: a verdict is there sooner, with more memory held."""
        with contextlib.suppress(OSError):  # it is gone: whoever asks it for a worker notices
            self.ends[0].send(b"ahead")

    def let_go(self) -> None:
        """Close our ends: the launcher ends its workers and itself once no user is left."""
        for end in self.ends:
            end.close()

    def close(self) -> None:
        """End it."""
        self.let_go()
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
