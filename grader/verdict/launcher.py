"""A process that has done the imports and forks a worker for each exercise (Linux).

``-m grader.verdict.launcher numpy|tensorflow LAYERS FD...``, by boundary/interpreter.py: of the layers of the sandbox
(joined by commas) those that workers may be closed in by; each descriptor is one end of a SOCK_SEQPACKET pair, held at
the other end by a process that grades. Requests:

``layers`` -> those that this machine has, tried out
``fork`` with two descriptors (frames, output) -> the worker's number, with a descriptor of the process (pidfd)
``kill NUMBER`` -> the worker's wait status, its seconds of processor and the most kB of memory that it has had, after
it and what it left behind have ended
``drop NUMBER``: the same, and no answer
``ahead``: from now on the next worker is forked before it is asked for, where nobody asks for anything; no answer

Where the machine lets it, it moves to namespaces of its own first: it and its workers see no other process, and none of
them outlives it. A worker's number is then its pid in there, which is another outside.

It runs no student code and, once it has started, no TensorFlow operation: a fork after one would hang.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import importlib
import os
import selectors
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from grader.boundary import sandbox
from grader.boundary.interpreter import has_imported

_PR_SET_CHILD_SUBREAPER = 36
_MOST_FORKS_AWAITED = 2000

_LATER: dict[str, tuple[Callable[[], object], ...]] = {
    "tensorflow": (
        lambda: importlib.import_module("scipy.sparse.linalg"),
        lambda: importlib.import_module("scipy.optimize"),
        lambda: importlib.import_module("scipy.ndimage"),
        lambda: importlib.import_module("scipy.integrate"),
        lambda: importlib.import_module("scipy.interpolate"),
        lambda: importlib.import_module("scipy.stats"),
        lambda: importlib.import_module("sklearn.utils"),
        lambda: importlib.import_module("sklearn.model_selection"),
    )
}
"""Imports what some submissions need too while nobody asks for anything, in steps of a few hundredths of a second: in
one of them it hears nobody."""

_IDLE = 0.2
"""Seconds without a request before the next of these is imported, or a worker is forked ahead."""


class _Launcher:
    def __init__(self, controls: list[socket.socket], preload: str, layers: list[str]):
        self._preload, self._layers = preload, layers
        self.workers: set[int] = set()
        self.selector = selectors.DefaultSelector()
        self._later = list(_LATER.get(preload, ()))
        self._ahead: tuple[int, socket.socket] | None = None
        self._forks_ahead = self._lacks_one_ahead = False
        for control in controls:
            self.selector.register(control, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until every process that grades has closed its end."""
        while self.selector.get_map():
            asked = self.selector.select(_IDLE if self._later or self._lacks_one_ahead else None)
            for key, _ in asked:
                self._answer(key.fileobj)  # type: ignore[arg-type]
            if asked:
                continue
            if self._lacks_one_ahead:
                self._fork_ahead()
            else:
                self._import(self._later.pop(0))
        for worker in list(self.workers):
            self._end(worker)

    def _import(self, later: Callable[[], object]) -> None:
        try:
            later()
        except Exception:  # whatever is wrong with a library: whoever needs it is told so
            self._later.clear()
        has_imported()
        if self._ahead and not self._later:  # another takes its place, which has all of that
            (pid, waiting), self._ahead = self._ahead, None
            waiting.close()
            self._end(pid)
            self._lacks_one_ahead = True

    def _answer(self, control: socket.socket) -> None:
        request, descriptors, _, _ = socket.recv_fds(control, 64, 2)
        match request.decode().split():
            case []:
                self.selector.unregister(control)
                control.close()
            case ["layers"]:
                control.send(self._offered().encode())
            case ["fork"]:
                pid = self._fork(*descriptors)
                for descriptor in descriptors:
                    os.close(descriptor)
                _tell(control, pid)
            case ["kill", pid]:
                control.send("{} {:.0f} {}".format(*self._end(int(pid))).encode())
            case ["drop", pid]:
                self._end(int(pid))
            case ["ahead"]:
                self._forks_ahead = self._lacks_one_ahead = True

    @functools.cache  # noqa: B019 - there is one launcher in a process
    def _offered(self) -> str:
        """The layers that take hold, tried out by a process like a worker."""
        reader, writer = os.pipe()
        with tempfile.TemporaryDirectory(prefix="rna-") as place:
            pid = os.fork()
            if not pid:
                try:
                    os.write(writer, " ".join(sandbox.try_out(Path(place), self._preload, self._layers)).encode())
                finally:
                    os._exit(0)
            os.close(writer)
            with os.fdopen(reader) as told:
                found = told.read()
            os.waitpid(pid, 0)
        return found

    def _fork_ahead(self) -> None:
        """Have the next worker there before it is asked for: it waits for its descriptors."""
        self._lacks_one_ahead = False  # nor does it try again before the next request
        ours, theirs = socket.socketpair()

        def awaited() -> list[int]:
            ours.close()
            with theirs:
                return socket.recv_fds(theirs, 1, 2)[1]

        if pid := self._forked(awaited):
            self._ahead = pid, ours
        else:
            ours.close()
        theirs.close()

    def _fork(self, frames: int, output: int) -> int:
        self._lacks_one_ahead = self._forks_ahead
        if self._ahead:
            (pid, waiting), self._ahead = self._ahead, None
            with waiting, contextlib.suppress(OSError):
                socket.send_fds(waiting, [b"."], [frames, output])
                os.kill(pid, signal.SIGCONT)  # whoever has stopped it
                return pid
            self._end(pid)  # it is no more
        return self._forked(lambda: [frames, output])

    def _forked(self, descriptors: Callable[[], list[int]]) -> int:
        """Fork a worker that asks for its descriptors (frames, output); its number, or 0 if none can be."""
        if not _can_fork():
            return 0
        try:
            pid = os.fork()
        except OSError:  # the system lets no more be started
            return 0
        if pid:
            self.workers.add(pid)
            return pid
        status = 1
        try:
            os.setsid()
            sandbox.die_with_parent()
            for key in list(self.selector.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]
            self.selector.close()
            from grader.untrusted.worker import main

            frames, output = descriptors()
            main(frames, frames, output)
            status = 0
        finally:
            os._exit(status)

    def _end(self, worker: int) -> tuple[int, float, int]:
        if worker not in self.workers:
            return 0, 0.0, 0
        with contextlib.suppress(ProcessLookupError):
            os.killpg(worker, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        _, status, usage = os.wait4(worker, 0)
        self.workers.discard(worker)
        self._end_orphans()
        return status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss

    def _end_orphans(self) -> None:
        """What a worker detached has become our child (subreaper): end it too."""
        for _ in range(_MOST_FORKS_AWAITED):
            orphans = _children() - self.workers
            if not orphans:
                return
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)


def _children() -> set[int]:
    """Pids of this process's children, as it knows them: /proc has those of the namespace that it was mounted in."""
    outside = _told(Path("/proc/thread-self/children")).split()
    statuses = (_told(Path("/proc", pid, "status")).splitlines() for pid in outside)
    lines = (line for status in statuses for line in status if line.startswith("NSpid:"))
    return {int(line.split()[-1]) for line in lines}


def _told(file: Path) -> str:
    """What the kernel tells in a file of /proc; "" where it does not."""
    with contextlib.suppress(OSError):
        return file.read_text(errors="replace")
    return ""


def _tell(control: socket.socket, worker: int) -> None:
    """Say the number of a worker, 0 for none, with a descriptor of it where the system has such."""
    try:
        descriptors = [os.pidfd_open(worker)] if worker else []
    except OSError:
        descriptors = []
    socket.send_fds(control, [str(worker).encode()], descriptors)
    for descriptor in descriptors:
        os.close(descriptor)


def _can_fork() -> bool:
    """Only a process with a single thread forks safely; where there is no /proc nobody knows how many it has."""
    with contextlib.suppress(OSError):
        return len(list(Path("/proc/self/task").iterdir())) == 1
    return False


def _move_in() -> None:
    """Go on as the first process of namespaces of its own. The one that was started stays behind and waits for it."""
    sandbox.leave_namespaces()
    os.close(os.pidfd_open(os.getpid()))  # without such descriptors nobody outside could end a worker
    sandbox.number_processes_anew()
    sandbox.keep_to_itself()
    pid = os.fork()
    if not pid:
        return
    for descriptor in map(int, sys.argv[3:]):
        os.close(descriptor)
    while (about := os.waitid(os.P_PID, pid, os.WEXITED | os.WSTOPPED)) and about.si_code == os.CLD_STOPPED:
        os.kill(pid, signal.SIGCONT)
    os._exit(0)


def main() -> None:
    preload, layers, *descriptors = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grading process's affair
    sandbox.die_with_parent()
    if "namespaces" in layers:
        with contextlib.suppress(OSError, AttributeError):
            _move_in()
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    sandbox.die_with_parent()  # of the parent that it has now
    sandbox.keep_to_itself()
    controls = [socket.socket(fileno=int(descriptor)) for descriptor in descriptors]
    importlib.import_module("numpy.ma")  # boundary/values.py asks for it in the first call
    importlib.import_module("grader.untrusted.worker")
    sandbox.prepare()
    if preload == "tensorflow":
        importlib.import_module("grader.untrusted.keras_bridge")
    has_imported()
    _Launcher(controls, preload, layers.split(",")).serve()
    os._exit(0)  # nothing of TensorFlow's needs to be taken down in order


if __name__ == "__main__":
    main()
