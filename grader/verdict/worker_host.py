"""Worker processes, seen from the trusted side: started, called within a time limit, ended."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import greenlet

from grader import submission
from grader.boundary import wire
from grader.boundary.answers import Assignment, decode_answers, decode_epoch, encode_calls
from grader.boundary.channel import Channel
from grader.boundary.outcomes import (
    MAX_OUTPUT,
    Answer,
    Call,
    Crashed,
    Halted,
    LawBroken,
    Outcome,
    Rejected,
    StudentError,
    TimedOut,
)
from grader.boundary.values import plain
from grader.feedback.record import History
from grader.verdict.processes import START_LIMIT, environment

_KILL_LIMIT = 20.0
"""Seconds for a launcher to end a worker."""

_MAX_CALLBACKS = 100_000
_READBACK = Path(__file__).parents[1] / "untrusted" / "readback"


@dataclass(frozen=True)
class Limits:
    """Seconds of the parent's clock."""

    call: float
    """For one call of a student's function."""
    exercise: float
    """For all calls of one exercise, restarts included."""
    restarts: int = 3
    """How often a worker that an extra check killed is replaced."""


class Process(Protocol):
    """A started worker."""

    channel: Channel
    output: int

    def end(self) -> str:
        """End it with everything it started; says in Spanish how it had died, if it had."""

    def drop(self) -> None:
        """The same, where nobody asks how it went, perhaps a moment later."""


# -- launching ---------------------------------------------------------------------------------


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


class ForkedProcess:
    """A worker forked by the launcher at the other end of ``control``."""

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


class NoFork(Exception):
    """The launcher is gone or may not fork."""


def _how_it_died(code: int) -> str:
    if code < 0:
        names = {-11: " (acceso a memoria no permitido)", -6: " (abort)"}
        return f"El proceso murió con la señal {-code}{names.get(code, '')}."
    return f"El proceso terminó por su cuenta con el código {code}: ¿hay un exit()?"


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


# -- the host ----------------------------------------------------------------------------------


class WorkerHost:
    """A unit of a submission in a worker process, started again (within limits) when it has died.

    Args:
        preload: "numpy" or "tensorflow", what the unit always needs; TensorFlow comes too if its module names it.
        closed: whether the worker closes itself in (sandbox.py); open only to measure and test without.
        on_epoch: told (epoch, epochs, what Keras measured) while a network trains.
    """

    def __init__(
        self,
        folder: Path,
        unit: str,
        limits: Limits,
        launchers: Launchers,
        preload: str = "numpy",
        on_epoch: Callable[[int, int, dict[str, float]], None] = lambda epoch, epochs, logs: None,
        closed: bool = True,
    ):
        self._unit, self._limits, self._launchers = unit, limits, launchers
        self._on_epoch, self._closed = on_epoch, closed
        self._preload = "tensorflow" if submission.mentions_tensorflow(folder, unit) else preload
        self._spent, self._starts, self._request = 0.0, 0, 0
        self._process: Process | None = None
        self._printed = _Printed()
        self.history = History()
        self._failed_load: Halted | None = None
        self._mixing: greenlet.greenlet | None = None
        self._one_by_one = False
        self._folders = tempfile.TemporaryDirectory(prefix="rna-", ignore_cleanup_errors=True)
        self._staged, self.scratch = Path(self._folders.name) / "exercises", Path(self._folders.name) / "scratch"
        self._staged.mkdir()
        self.scratch.mkdir()
        submission.stage(folder, self._staged)
        self.sandbox: tuple[str, ...] | None = None
        """The layers that closed the worker in; None before it has said so."""
        self._loaded = False
        self._launch()  # so that it is there when the first cases are

    # -- calls

    def call(self, call: Call) -> Outcome:
        """See student.Host. The time limit covers loading the student's module too."""
        if self._mixing:
            return self._mixing.switch(call)  # type: ignore[no-any-return]
        (outcome,) = self._call([call])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def run_mixed(self, cases: Sequence[Callable[[], None]]) -> bool:
        """See student.Host. A frame carries the next call of every case; the limit of one call holds for all of it."""
        if self._one_by_one:
            return False
        self._mixing = greenlet.getcurrent()
        try:
            runs = [greenlet.greenlet(case) for case in cases]
            waiting = [(run, wanted) for run in runs if (wanted := run.switch())]
            while waiting:
                outcomes = self._call([wanted for _, wanted in waiting])
                answered = [(run, _go_on(run, outcome)) for (run, _), outcome in zip(waiting, outcomes, strict=True)]
                waiting = [(run, wanted) for run, wanted in answered if wanted]
        except Halted:
            self._one_by_one = True
        finally:
            self._mixing = None
        return not self._one_by_one

    def _call(self, calls: list[Call]) -> list[Answer]:
        limit = min(self._limits.call, self._limits.exercise - self._spent)
        if limit <= 0:
            raise TimedOut(f"El ejercicio agotó sus {self._limits.exercise:g} s en total.")
        if not self._loaded:
            self._load()
        began = time.monotonic()
        functions: list[Callable[..., Any]] = []
        self._request += 1
        try:
            with self._watched(began + limit):
                self._channel.send(wire.encode({"id": self._request}, encode_calls(calls), functions), began + limit)
                return self._outcomes(calls, functions, began + limit)
        finally:
            self._spent += time.monotonic() - began

    @contextlib.contextmanager
    def _watched(self, deadline: float) -> Any:
        """Turn what the channel raises into how the worker failed, and end the worker."""
        began = time.monotonic()
        try:
            yield
        except TimeoutError:
            self._end()
            raise TimedOut.after(deadline - began) from None
        except wire.ClosedByPeer:
            raise Crashed(self._end() or "El proceso que ejecutaba tu código dejó de responder.") from None
        except wire.Malformed:
            self._end()
            raise Rejected("Lo que llegó no es un resultado admisible.") from None

    @property
    def _channel(self) -> Channel:
        assert self._process is not None
        return self._process.channel

    def _outcomes(self, calls: list[Call], functions: list[Callable[..., Any]], deadline: float) -> list[Answer]:
        for _ in range(_MAX_CALLBACKS):
            message, values = self._channel.receive(deadline)
            if message.get("id") != self._request:
                raise wire.Malformed("an answer to another request")
            match message.get("kind"):
                case "epoch":
                    self._on_epoch(*decode_epoch(message))
                case "callback":
                    self._channel.send(_call_back(functions, message, values), deadline)
                case "answers":
                    return decode_answers(calls, values)
                case _:
                    raise wire.Malformed("no answer")
        raise TimedOut("Tu función llama demasiadas veces a la función que recibe.")

    def read_model(self, path: Path) -> Any:
        """See student.Host: read by a worker of its own, without the student's code."""
        reader = WorkerHost(_READBACK, "model_file", self._limits, self._launchers, "tensorflow", closed=self._closed)
        try:
            shutil.copyfile(path, copy := reader.scratch / "model.keras", follow_symlinks=False)
            return reader.call(Call("load", (str(copy),))).value
        except StudentError as error:
            raise LawBroken(f"Keras no puede leer el fichero guardado ({error.raised.type_name}).") from None
        finally:
            reader.close()

    def new_folder(self) -> Path:
        """See student.Host."""
        try:
            return Path(tempfile.mkdtemp(dir=self.scratch))
        except OSError:
            raise Rejected("Tu código ha estropeado la carpeta en la que debía escribir.") from None

    # -- the process

    def _launch(self) -> None:
        """Start a worker and tell it what to load."""
        if self._starts > self._limits.restarts:
            raise Crashed("El proceso murió demasiadas veces.")
        self._starts += 1
        self._process = self._launchers.start(self._preload)
        self._printed.drain(self._process.output)
        self._request = 0
        assignment = Assignment(str(self._staged), str(self.scratch), self._unit, self._preload, self._closed)
        deadline = time.monotonic() + START_LIMIT
        with self._watched(deadline):
            self._channel.send(wire.encode(vars(assignment)), deadline)

    def _load(self) -> None:
        """Wait until the worker has the student's module."""
        if self._failed_load:
            raise self._failed_load
        if self._process is None:
            self._launch()
        # None of the student's code has run when this comes.
        self.sandbox = tuple(self._await("ready", START_LIMIT)["sandbox"])
        began = time.monotonic()
        try:
            self._await("loaded", self._limits.call)
        except Halted as failure:
            self._failed_load = failure
            raise
        finally:
            self._spent += time.monotonic() - began
        self._loaded = True

    def _await(self, kind: str, seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        with self._watched(deadline):
            message, _ = self._channel.receive(deadline)
            if message.get("kind") != kind:
                raise wire.Malformed(f"not {kind}")
        return message

    def _end(self) -> str:
        if self._process is None:
            return ""
        process, self._process, self._loaded = self._process, None, False
        died = process.end()
        process.channel.close()
        return died

    def output(self) -> str:
        return self._printed.text()

    def close(self) -> None:
        if self._process:
            self._process.drop()
            self._process.channel.close()
            self._process, self._loaded = None, False
        self._folders.cleanup()


class _Printed:
    """Reads what workers print, keeps the beginning, drops the rest."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def drain(self, descriptor: int) -> None:
        threading.Thread(target=self._read, args=(descriptor,), daemon=True).start()

    def _read(self, descriptor: int) -> None:
        with contextlib.suppress(OSError):
            while chunk := os.read(descriptor, 65536):
                self._kept += chunk[: MAX_OUTPUT - len(self._kept)]
        os.close(descriptor)

    def text(self) -> str:
        return wire.clean(self._kept.decode(errors="replace"), MAX_OUTPUT)


def _call_back(functions: list[Callable[..., Any]], message: dict[str, Any], values: Any) -> list[Any]:
    number = message.get("function")
    if type(number) is not int or not 0 <= number < len(functions) or not isinstance(values, list):
        raise wire.Malformed("no function of ours")
    try:
        return wire.encode({}, plain(functions[number](*values)))
    except Exception as error:  # a strange argument is the student's mistake, told to the student's code
        return wire.encode({"error": f"{type(error).__name__}: {error}"})


def _go_on(run: greenlet.greenlet, outcome: Answer) -> Call | None:
    """Let a case go on with what became of its call; gives the next one, None at its end."""
    return run.throw(outcome) if isinstance(outcome, Exception) else run.switch(outcome)  # type: ignore[no-any-return]
