"""How the process of a worker is started and ended: forked by a launcher, or a plain one."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from typing import Protocol

from grader.boundary.channel import Channel
from grader.verdict.processes import START_LIMIT, environment

_KILL_LIMIT = 20.0
"""Seconds for a launcher to end a worker."""


class Process(Protocol):
    """A started worker's."""

    channel: Channel
    """Carries its frames; whoever ends the process closes it too."""
    output: int
    """The descriptor to read what it prints from."""

    def end(self) -> str:
        """End it with everything it started; says in Spanish how it had died, if it had."""

    def drop(self) -> None:
        """The same, where nobody asks how it went, perhaps a moment later."""


class Launchers:
    """What starts workers: launchers' sockets by what they have imported, plain processes without one.

    Args:
        controls: sockets of launchers that somebody else started, by preload.
    """

    def __init__(self, controls: dict[str, socket.socket] | None = None):
        self._controls = controls or {}

    def start(self, preload: str) -> Process:
        """A new worker that has imported ``preload``."""
        control = self._controls.get(preload)
        if control is not None:
            try:
                return ForkedProcess(control)
            except NoFork:
                del self._controls[preload]
        return PlainProcess()


class PlainProcess:
    """``python -m grader.untrusted.worker``: for systems where forking is not safe."""

    def __init__(self) -> None:
        # -I keeps the current folder, user packages and PYTHON* variables out; -X utf8 replaces PYTHONUTF8.
        command = [sys.executable, "-I", "-X", "utf8", "-m", "grader.untrusted.worker"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
            env=environment(), start_new_session=True,
        )  # fmt: skip
        pipes = self._process.stdout, self._process.stdin, self._process.stderr
        reader, writer, self.output = (os.dup(pipe.fileno()) for pipe in pipes if pipe)
        self.channel = Channel(reader, writer)

    def end(self) -> str:
        died = self._process.poll()
        if os.name == "nt":
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(self._process.pid)], capture_output=True, check=False)
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        status = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()
        return _how_it_died(status) if died is not None or status != -9 else ""

    def drop(self) -> None:
        self.end()


class NoFork(Exception):
    """The launcher is gone or may not fork."""


class ForkedProcess:
    """A worker forked by the launcher at the other end of ``control``.

    Raises:
        NoFork: there is none.
    """

    def __init__(self, control: socket.socket):
        self._control = control
        ours, theirs = socket.socketpair()
        self.output, printed = os.pipe()
        try:
            socket.send_fds(control, [b"fork"], [theirs.fileno(), printed])
            control.settimeout(START_LIMIT)
            answer = control.recv(64)
        except OSError:
            answer = b""
        theirs.close()
        os.close(printed)
        self._pid = int(answer or 0)
        descriptor = ours.detach()
        self.channel = Channel(descriptor, descriptor)
        if not self._pid:
            self.channel.close()
            os.close(self.output)
            raise NoFork

    def end(self) -> str:
        try:
            self._control.settimeout(_KILL_LIMIT)
            self._control.send(f"kill {self._pid}".encode())
            status = int(self._control.recv(64) or 0)
        except OSError:  # the launcher is gone, or held up: its answer must not be taken for one to a later request
            self._kill()
            return ""
        code = os.waitstatus_to_exitcode(status)
        return "" if code == -signal.SIGKILL else _how_it_died(code)

    def drop(self) -> None:
        try:
            self._control.settimeout(_KILL_LIMIT)
            self._control.send(f"drop {self._pid}".encode())  # done before whatever is asked for next
        except OSError:
            self._kill()

    def _kill(self) -> None:
        """End it without the launcher."""
        self._control.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(self._pid, signal.SIGKILL)


def _how_it_died(code: int) -> str:
    if code < 0:
        names = {-11: " (acceso a memoria no permitido)", -6: " (abort)"}
        return f"El proceso murió con la señal {-code}{names.get(code, '')}."
    return f"El proceso terminó por su cuenta con el código {code}: ¿hay un exit()?"
