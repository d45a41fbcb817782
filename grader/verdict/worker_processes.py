"""How the process of a worker is started and ended: forked by a launcher, or a plain one."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from grader.boundary import sandbox
from grader.boundary.channel import Channel
from grader.boundary.interpreter import command, environment
from grader.boundary.outcomes import Unjudged
from grader.errors import GraderError
from grader.verdict.processes import APART, START_LIMIT

MAYBE_AN_EXIT = ": ¿hay un exit()?"

_KILL_LIMIT = 20.0
"""Seconds for a launcher to end a worker."""


_ENDED = 1 if os.name == "nt" else -9
"""The status of a process that was ended from here."""

_DEATHS = {
    -11: "acceso a memoria no permitido",
    -6: "abort",
    0xC0000005: "acceso a memoria no permitido",
    0xC00000FD: "la pila se desbordó",
    0xC0000409: "abort",
}
"""What statuses mean: a signal, or from 0xC0000000 on the exception that Windows ends a process for."""


class Process(Protocol):
    """A started worker's."""

    pid: int
    channel: Channel
    """Carries its frames; whoever ends the process closes it too."""
    output: int
    """The descriptor to read what it prints from."""
    seconds: float
    """Of processor that it has taken; known once it has been ended."""
    memory: int | None
    """The most bytes that it has had; known once it has been ended, None where nobody tells."""

    def end(self) -> str:
        """End it with everything it started; says in Spanish how it had died, if it had not been killed.

        Raises:
            Unjudged: it died with the launcher that had forked it, which no worker can reach.
        """

    def drop(self) -> None:
        """The same, where nobody asks how it went, perhaps a moment later."""

    def kill(self) -> None:
        """Have it die at once, from any thread; it has still to be ended."""


class Launchers:
    """What starts workers: launchers' sockets by what they have imported, plain processes without one.

    Args:
        controls: sockets of launchers that somebody else started, by preload.
        plain: the layers of the sandbox that plain processes are closed in by, where the machine has them.
    """

    def __init__(self, controls: dict[str, socket.socket] | None = None, plain: Sequence[str] = sandbox.LAYERS):
        self._controls, self._plain = controls or {}, plain
        self._layers: dict[str, tuple[str, ...]] = {}

    def start(self, preload: str) -> Process:
        """A new worker that has imported ``preload``."""
        control = self._controls.get(preload)
        if control is not None:
            try:
                return ForkedProcess(control)  # Linux: only there does somebody hold a launcher's end
            except NoFork:
                del self._controls[preload]
        return PlainProcess()

    def layers(self, preload: str) -> tuple[str, ...]:
        """The layers of the sandbox that close in a worker with ``preload``: all that this machine has."""
        if preload not in self._layers:
            self._layers[preload] = self._ask(preload)
        return self._layers[preload]

    def _ask(self, preload: str) -> tuple[str, ...]:
        control = self._controls.get(preload)
        if control is None:
            return tuple(name for name in _offered() if name in self._plain)
        with contextlib.suppress(OSError):
            control.settimeout(START_LIMIT)
            control.send(b"layers")
            if answer := control.recv(256):
                return tuple(answer.decode().split())
        # The launcher is gone: its answer must not be taken for one to a later request.
        self._controls.pop(preload).close()
        return self._ask(preload)


def _offered() -> tuple[str, ...]:
    """The layers of the sandbox that plain processes can be closed in by.

    Raises:
        GraderError: there is not one, where there are always some: they cannot be tried out.
    """
    found = sandbox.offered()
    if sandbox.LAYERS and not found:
        raise GraderError("no se puede comprobar qué aislamiento da esta máquina; mira qué falta con `rna doctor`")
    return found


class PlainProcess:
    """``-m grader.untrusted.worker``: for systems where forking is not safe."""

    memory: int | None = None

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            command("-m", "grader.untrusted.worker"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, bufsize=0, env=environment(), **APART,
        )  # fmt: skip
        self.pid = self._process.pid
        pipes = self._process.stdout, self._process.stdin, self._process.stderr
        reader, writer, self.output = (os.dup(pipe.fileno()) for pipe in pipes if pipe)
        self.channel = Channel(reader, writer)

    def end(self) -> str:
        before = _seconds_of_children()
        died = self._process.poll()
        if os.name == "nt":
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(self._process.pid)], capture_output=True, check=False)
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        status = self._process.wait()
        self.seconds = _seconds_of_children() - before
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()
        was_killed = status == _ENDED and (died is None or os.name != "nt")  # Windows has no signals to tell it by
        return "" if was_killed else _how_it_died(status)

    def drop(self) -> None:
        self.end()

    def kill(self) -> None:
        self._process.kill()


class NoFork(Exception):
    """The launcher is gone or may not fork."""


class ForkedProcess:
    """A worker forked by the launcher at the other end of ``control`` (Linux).

    Raises:
        NoFork: there is none.
    """

    def __init__(self, control: socket.socket):
        self._control = control
        self._lock = threading.Lock()
        self.seconds = 0.0
        self.memory: int | None = None
        ours, theirs = socket.socketpair()
        self.output, printed = os.pipe()
        try:
            socket.send_fds(control, [b"fork"], [theirs.fileno(), printed])
            control.settimeout(START_LIMIT)
            answer, descriptors, _, _ = socket.recv_fds(control, 64, 1)
        except OSError:
            answer, descriptors = b"", []
        theirs.close()
        os.close(printed)
        self._number = int(answer or 0)
        self._descriptor = descriptors[0] if descriptors else None
        self.pid = self._number if self._descriptor is None else _pid(self._descriptor)
        descriptor = ours.detach()
        self.channel = Channel(descriptor, descriptor)
        if not self._number:
            self.channel.close()
            os.close(self.output)
            raise NoFork

    def end(self) -> str:
        answer = b""
        try:
            self._control.settimeout(_KILL_LIMIT)
            self._control.send(f"kill {self._number}".encode())
            answer = self._control.recv(64)
        except TimeoutError:  # the launcher is held up
            return ""
        except OSError:
            pass
        finally:
            if not answer:  # none may be taken for one to a later request
                self._kill()
            self._forget()
        if not answer:
            raise Unjudged("ha muerto un proceso del corrector, y con él el que ejecutaba tu código; repite la orden")
        status, self.seconds, kilobytes = map(int, answer.split())
        self.memory = 1024 * kilobytes
        code = os.waitstatus_to_exitcode(status)
        return "" if code == -signal.SIGKILL else _how_it_died(code)

    def drop(self) -> None:
        try:
            self._control.settimeout(_KILL_LIMIT)
            self._control.send(f"drop {self._number}".encode())  # done before whatever is asked for next
        except OSError:
            self._kill()
        finally:
            self._forget()

    def kill(self) -> None:
        """See Process."""
        with self._lock, contextlib.suppress(OSError):
            if self._descriptor is not None:
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)
            elif self._number:
                os.kill(self._number, signal.SIGKILL)

    def _kill(self) -> None:
        """End it without the launcher."""
        self._control.close()
        self.kill()

    def _forget(self) -> None:
        with self._lock:
            descriptor, self._descriptor, self._number = self._descriptor, None, 0
            if descriptor is not None:
                os.close(descriptor)


def _pid(descriptor: int) -> int:
    """The pid, here, of the process that a descriptor stands for (Linux); -1 if it is no more, or nobody tells."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/self/fdinfo/{descriptor}").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pid:"))
    return -1


def _seconds_of_children() -> float:
    """Of processor that those have taken which this process has waited for."""
    about = os.times()
    return about.children_user + about.children_system


def _how_it_died(code: int) -> str:
    why = f" ({_DEATHS[code]})" if code in _DEATHS else ""
    if code < 0:
        return f"El proceso murió con la señal {-code}{why}."
    if code >= 0xC0000000:
        return f"El proceso murió con el código {code:#x}{why}."
    return f"El proceso terminó por su cuenta con el código {code}{MAYBE_AN_EXIT}"
