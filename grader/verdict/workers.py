"""A worker, as the trusted side knows it: asked within a time limit, believed in nothing, ended once it fails."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from inspect import signature
from pathlib import Path
from typing import Any

from grader.boundary import wire
from grader.boundary.answers import (
    Assignment,
    decode_answers,
    decode_epoch,
    decode_place,
    encode_assignment,
    encode_calls,
)
from grader.boundary.outcomes import Answer, Call, Crashed, Halted, Rejected, TimedOut, Unjudged
from grader.boundary.source import lines_of, located
from grader.boundary.values import plain
from grader.errors import TRY_AGAIN
from grader.verdict import bounds
from grader.verdict.bounds import Watch
from grader.verdict.events import OnEpoch
from grader.verdict.limits import ended_for_its_seconds, suspects
from grader.verdict.printed import Seen
from grader.verdict.processes import PATIENCE, START_LIMIT
from grader.verdict.worker_processes import MAYBE_AN_EXIT, Process

_MAX_CALLBACKS = 100_000


class Worker:
    """A worker process with its assignment: it closes itself in, loads its unit, and then answers calls.

    Attributes:
        loaded: whether it has the student's module, and so may be asked.
        ended: whether it is no more. Whatever raises Halted here has ended it.
        requests: how many it has been sent.
    """

    def __init__(
        self, process: Process, assignment: Assignment, on_epoch: OnEpoch, about: Sequence[Callable[..., Any]] = ()
    ):
        """``about``: what it may call about each of its assignment's stand-ins."""
        self._process, self._on_epoch, self._about = process, on_epoch, about
        self._watch = Watch(process, Path(assignment.scratch), assignment.preload)
        self._assignment = assignment
        self._killed_before = bounds.killed_for_memory()
        self.loaded = self.ended = False
        self.requests = 0
        self._waited = self._had_waited = 0.0
        with self._within(START_LIMIT) as deadline:
            self._process.channel.send(wire.encode(*encode_assignment(assignment)), deadline)

    def close_in(self) -> tuple[str, ...]:
        """Wait until it has closed itself in; gives the layers that do so. None of the student's code has run yet.

        Raises:
            Unjudged: one that it was told of did not take hold, or it did not get as far.
        """
        try:
            message = self._receive("ready", START_LIMIT)
        except Unjudged:
            raise
        except Halted as error:
            if self._watch.excess:  # it has begun anew in a folder that was full
                raise
            how = str(error).removesuffix(MAYBE_AN_EXIT)  # none of the student's, at least
            raise Unjudged(f"un proceso no llegó a estar listo para ejecutar tu código: {how}") from None
        if message["problem"]:
            self.end()
            raise Unjudged(f"un proceso no ha podido aislarse como se esperaba ({message['problem']})")
        return self._assignment.layers

    def load(self, seconds: float) -> None:
        """Wait until it has run the student's module."""
        modules, place = self._assignment.modules, (f"{self._assignment.unit}.py", 0)
        try:
            with self._within(seconds) as deadline:
                while (message := self._process.channel.receive(deadline)[0]).get("kind") != "loaded":
                    place = decode_place(message, modules)
        except TimedOut:
            raise TimedOut.loading(seconds, _told(place, modules)) from None
        except Crashed as failure:
            failure.at_load = _told(place, modules)
            raise
        self.loaded = True

    def ask(self, calls: Sequence[Call], seconds: float) -> list[Answer]:
        """What becomes of some calls, in their order, all of them within the time."""
        functions, taken = [*self._about], dict[int, int]()
        self.requests += 1
        with self._within(seconds) as deadline:
            self._process.channel.send(wire.encode({"id": self.requests}, encode_calls(calls), functions), deadline)
            for _ in range(_MAX_CALLBACKS):
                message, values = self._process.channel.receive(deadline)
                if message.get("id") != self.requests:
                    raise wire.Malformed("an answer to another request")
                match message.get("kind"):
                    case "epoch":
                        self._on_epoch(*decode_epoch(message))
                    case "callback":
                        self._process.channel.send(_called_back(functions, taken, message, values), deadline)
                    case "answers":
                        return decode_answers(calls, values)
                    case _:
                        raise wire.Malformed("no answer")
            raise TimedOut("Tu función llama demasiadas veces a la función que recibe.")

    def end(self) -> str:
        """End it with everything it started; says in Spanish how it had died, if it had."""
        self._watch.close()
        self.ended = True
        try:
            return self._process.end()
        finally:
            self._process.channel.close()

    def drop(self) -> None:
        """The same, where nobody asks how it went, perhaps a moment later."""
        if not self.ended:
            self._watch.close()
            self._process.drop()
            self._process.channel.close()
            self.ended = True

    def waited(self) -> float:
        """Seconds without a processor since it was last asked for something, as far as the system tells."""
        self._waited = max(self._waited, bounds.kept_waiting(self._process.pid))
        return self._waited - self._had_waited

    def _tell_lack_of_memory(self) -> None:
        """Say that the system has ended it for want of memory, if so and if it had no more than is ordinary.

        Raises:
            Unjudged: so it is.
        """
        memory = self._process.memory
        modest = memory is not None and memory < bounds.ORDINARY[self._assignment.preload]
        if modest and bounds.killed_for_memory() > self._killed_before:
            raise Unjudged(f"el sistema se quedó sin memoria y detuvo el proceso que ejecutaba tu código; {TRY_AGAIN}")

    def _receive(self, kind: str, seconds: float) -> dict[str, Any]:
        """The next message, which has to be of that kind."""
        with self._within(seconds) as deadline:
            message, _ = self._process.channel.receive(deadline)
            if message.get("kind") != kind:
                raise wire.Malformed(f"not {kind}")
        return message

    @contextlib.contextmanager
    def _within(self, seconds: float) -> Iterator[float]:
        """The deadline of what is done inside. A failure of the channel is told as the worker's, and ends it."""
        self._had_waited = self._waited = bounds.kept_waiting(self._process.pid)
        self._process.channel.excused = lambda: min(self.waited(), (PATIENCE - 1) * seconds)
        try:
            yield time.monotonic() + seconds
        except TimeoutError:
            self.end()
            raise TimedOut.after(seconds) from None
        except wire.ClosedByPeer:
            how = self.end()
            if ended_for_its_seconds(self._process.seconds):
                raise Unjudged(f"el sistema detuvo el proceso que ejecutaba tu código; {suspects()}") from None
            if not how and not self._watch.excess:
                self._tell_lack_of_memory()
            died = Crashed(self._watch.excess or how or "El proceso que ejecutaba tu código dejó de responder.")
            died.killed = not how and not self._watch.excess
            raise died from None
        except (MemoryError, wire.Malformed):
            self.end()
            raise Rejected("Lo que llegó no es un resultado admisible.") from None
        except Halted:
            self.end()
            raise


def _told(place: tuple[str, int], modules: Mapping[str, bytes]) -> str:
    """A file and the line in it, which is not known where it is 0, as a message shows them."""
    file, line = place
    if not line:
        return file
    found = lines_of(modules[file].decode(errors="replace"))[line - 1 : line] or [""]
    return located(file, line, wire.clean(found[0].strip(), 200))


def _called_back(
    functions: Sequence[Callable[..., Any]], taken: dict[int, int], message: dict[str, Any], values: Any
) -> list[Any]:
    """Call one of the functions that were among the arguments; gives the frame that tells what it returned.

    Args:
        taken: how many arguments they take, of those that have been called: to look takes longer than to call.
    """
    number = message.get("function")
    if type(number) is not int or not 0 <= number < len(functions) or not isinstance(values, list):
        raise wire.Malformed("no function of ours")
    if number not in taken:
        taken[number] = len(signature(functions[number]).parameters)
    if len(values) != (takes := taken[number]):  # in Python's words, as of any lambda
        words = (
            f"positional argument{'s' * (takes != 1)} but {len(values)} {'was' if len(values) == 1 else 'were'} given"
        )
        return wire.encode({"error": f"TypeError: <lambda>() takes {takes} {words}"})
    try:
        return wire.encode({}, plain(functions[number](*values)))
    except Exception as error:  # a strange argument is the student's mistake, told to the student's code
        return wire.encode({"error": f"{type(error).__name__}: {error}"})


class Printed:
    """What workers print, read as it comes: the beginning is kept, the rest dropped.

    Where pipes can be polled (not on Windows) ``text`` holds all that was printed before it was asked for.
    """

    def __init__(self) -> None:
        self._seen = Seen()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._polled: set[int] = set()
        self._lock = threading.Lock()

    def drain(self, descriptor: int) -> None:
        """Read from a descriptor until its end, in a thread, and close it."""
        if os.name != "nt":
            os.set_blocking(descriptor, False)
            self._polled.add(descriptor)
        threading.Thread(target=self._follow, args=(descriptor,), daemon=True).start()

    def text(self) -> str:
        with self._lock:
            for descriptor in self._polled:
                while not self._seen.full and self._read(descriptor):
                    pass
            return self._seen.text()

    def _follow(self, descriptor: int) -> None:
        chunk: bytes | None = b"more"
        while chunk != b"":
            if descriptor in self._polled:
                poll = select.poll()  # POSIX: nothing is polled elsewhere
                poll.register(descriptor, select.POLLIN)
                poll.poll()
            with self._lock if descriptor in self._polled else contextlib.nullcontext():
                chunk = self._read(descriptor)
        with self._lock:
            self._polled.discard(descriptor)
            os.close(descriptor)

    def _read(self, descriptor: int) -> bytes | None:
        """What comes, of which the beginning is kept; empty at the end, None where nothing is there yet."""
        try:
            chunk = os.read(descriptor, 4096)  # little, since a submission's values may have left hardly any memory
        except BlockingIOError:
            return None
        except OSError:
            return b""
        if not self._seen.full:
            self._seen.write(self._decoder.decode(chunk))
        return chunk
