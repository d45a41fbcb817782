"""Frames over a pair of file descriptors, with a deadline for each and nothing taken on trust."""

from __future__ import annotations

import contextlib
import os
import queue
import select
import threading
import time
from collections.abc import Callable
from typing import Any

from grader.boundary import wire
from grader.boundary.wire import ClosedByPeer

_CHUNK = 1 << 20


class Channel:
    """Sends and receives frames. Where pipes cannot be polled (Windows) threads do the waiting.

    Args:
        reader, writer: file descriptors, which the channel closes with itself; they may be the same socket.
        max_body: the largest body accepted.
        threads: whether threads wait.
        at_once: whether what is sent has been written when ``send`` ends, with threads too: for whoever may end at any
            moment, and is to have said it.

    Attributes:
        excused: asked when a deadline has passed, the seconds by which it is put off (POSIX).
    """

    excused: Callable[[], float] = staticmethod(lambda: 0.0)

    def __init__(
        self, reader: int, writer: int, max_body: int = wire.MAX_BODY, threads: bool = os.name == "nt",
        at_once: bool = False,
    ):  # fmt: skip
        self._reader, self._writer, self._max_body, self._at_once = reader, writer, max_body, at_once
        self._pump = _Pump(reader, writer) if threads else None
        if self._pump is None:
            for descriptor in (reader, writer):
                os.set_blocking(descriptor, False)  # POSIX: elsewhere threads wait
            self._to_read, self._to_write = _polled(reader, "POLLIN"), _polled(writer, "POLLOUT")

    def send(self, buffers: list[Any], deadline: float = float("inf")) -> None:
        """Write a frame.

        Raises:
            TimeoutError: the other side did not take it by ``deadline`` (time.monotonic).
            ClosedByPeer: the other side is gone.
        """
        if self._pump and not self._at_once:
            self._pump.write(b"".join(buffers))
            return
        if len(buffers) > 1 and sum(map(len, buffers)) < _CHUNK:
            buffers = [b"".join(buffers)]  # the other side wakes once
        for buffer in buffers:
            rest = memoryview(buffer).cast("B")
            while rest:
                try:
                    rest = rest[os.write(self._writer, rest[:_CHUNK]) :]
                except BlockingIOError:
                    self._wait(self._to_write, deadline)
                except OSError:
                    raise ClosedByPeer from None

    def receive(
        self, deadline: float = float("inf"), function: Callable[[wire.Reference], Any] | None = None
    ) -> tuple[dict[str, Any], Any]:
        """The next message and its values.

        Raises:
            TimeoutError, ClosedByPeer: as for ``send``.
            wire.Malformed: what came is no frame.
        """
        header, body = wire.sizes(bytes(self._exactly(wire.PREFIX.size, deadline)), self._max_body)
        frame = memoryview(self._exactly(header + body, deadline))
        return wire.decode(bytes(frame[:header]), frame[header:], function)

    def _exactly(self, size: int, deadline: float) -> bytearray:
        if self._pump:
            return self._pump.read(size, deadline)
        received = bytearray()
        while len(received) < size:
            try:
                chunk = os.read(self._reader, min(size - len(received), _CHUNK))
            except BlockingIOError:
                self._wait(self._to_read, deadline)
                continue
            except OSError:
                chunk = b""
            if not chunk:
                raise ClosedByPeer
            received += chunk
        return received

    def _wait(self, poll: Any, deadline: float) -> None:
        ready = False
        while not ready:
            left = deadline - time.monotonic()
            if left <= 0 and (left := left + self.excused()) <= 0:
                raise TimeoutError
            ready = bool(poll.poll(None if left == float("inf") else left * 1000))

    def close(self) -> None:
        if self._pump:
            self._pump.close()
        for descriptor in {self._reader, self._writer}:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def _polled(descriptor: int, event: str) -> Any:  # POSIX: elsewhere threads wait
    poll = select.poll()
    poll.register(descriptor, getattr(select, event))
    return poll


class _Pump:
    """Threads that read and write pipes which cannot be polled; closed, they end with the other side's process."""

    def __init__(self, reader: int, writer: int):
        self._reader, self._writer = reader, writer
        self._received: queue.Queue[bytes] = queue.Queue(maxsize=64)
        self._outgoing: queue.Queue[bytes | None] = queue.Queue()
        self._closed = False
        self._left = bytearray()
        for target in (self._read, self._write):
            threading.Thread(target=target, daemon=True).start()

    def write(self, data: bytes) -> None:
        self._outgoing.put(data)

    def read(self, size: int, deadline: float) -> bytearray:
        while len(self._left) < size:
            left = deadline - time.monotonic()
            try:
                chunk = self._received.get(timeout=None if left == float("inf") else max(left, 0))
            except queue.Empty:
                raise TimeoutError from None
            if not chunk:
                self._received.put(b"")
                raise ClosedByPeer
            self._left += chunk
        taken, self._left = self._left[:size], self._left[size:]
        return taken

    def close(self) -> None:
        self._closed = True
        self._outgoing.put(None)
        with contextlib.suppress(queue.Empty):
            while True:  # the thread that reads may be waiting for room
                self._received.get_nowait()

    def _read(self) -> None:
        chunk = b"more"
        while chunk and not self._closed:
            try:
                chunk = os.read(self._reader, _CHUNK)
            except OSError:
                chunk = b""
            self._received.put(chunk)

    def _write(self) -> None:
        with contextlib.suppress(OSError):
            while (data := self._outgoing.get()) is not None:
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(self._writer, rest) :]
