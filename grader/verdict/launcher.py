"""A process that has done the imports and forks a worker for each exercise (Linux).

``python -I -m grader.verdict.launcher numpy|tensorflow FD...``: each descriptor is one end of a
SOCK_SEQPACKET pair, held at the other end by a process that grades. Requests:

``fork`` with two descriptors (frames, output) -> the worker's pid
``kill PID`` -> the worker's wait status, after it and whatever it left behind have ended
``drop PID``: the same, and no answer

It runs no student code and, once it has started, no TensorFlow operation: a fork after one would hang.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import selectors
import signal
import socket
import sys
from pathlib import Path

from grader.boundary import sandbox

_PR_SET_CHILD_SUBREAPER = 36
_MOST_FORKS_AWAITED = 2000


class _Launcher:
    def __init__(self, controls: list[socket.socket]):
        self.workers: set[int] = set()
        self.selector = selectors.DefaultSelector()
        for control in controls:
            self.selector.register(control, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until every process that grades has closed its end."""
        while self.selector.get_map():
            for key, _ in self.selector.select():
                self._answer(key.fileobj)  # type: ignore[arg-type]
        for worker in list(self.workers):
            self._end(worker)

    def _answer(self, control: socket.socket) -> None:
        request, descriptors, _, _ = socket.recv_fds(control, 64, 2)
        match request.decode().split():
            case []:
                self.selector.unregister(control)
                control.close()
            case ["fork"]:
                pid = self._fork(*descriptors)
                for descriptor in descriptors:
                    os.close(descriptor)
                control.send(str(pid).encode())
            case ["kill", pid]:
                control.send(str(self._end(int(pid))).encode())
            case ["drop", pid]:
                self._end(int(pid))

    def _fork(self, frames: int, output: int) -> int:
        if not _can_fork():
            return 0
        pid = os.fork()
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

            main(frames, frames, output)
            status = 0
        finally:
            os._exit(status)

    def _end(self, worker: int) -> int:
        if worker not in self.workers:
            return 0
        with contextlib.suppress(ProcessLookupError):
            os.killpg(worker, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        _, status = os.waitpid(worker, 0)
        self.workers.discard(worker)
        self._end_orphans()
        return status

    def _end_orphans(self) -> None:
        """What a worker detached has become our child (subreaper): end it too."""
        for _ in range(_MOST_FORKS_AWAITED):
            orphans = [pid for pid in _children() if pid not in self.workers]
            if not orphans:
                return
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)


def _children() -> list[int]:
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def _can_fork() -> bool:
    """Only a process with a single thread forks safely."""
    return len(list(Path("/proc/self/task").iterdir())) == 1


def main() -> None:
    preload, *descriptors = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grading process's affair
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    sandbox.die_with_parent()
    sandbox.keep_to_itself()
    controls = [socket.socket(fileno=int(descriptor)) for descriptor in descriptors]
    importlib.import_module("numpy.ma")  # boundary/values.py asks for it in the first call
    importlib.import_module("grader.untrusted.worker")
    sandbox.prepare()
    if preload == "tensorflow":
        importlib.import_module("tensorflow")
        importlib.import_module("grader.untrusted.keras_bridge")
    gc.collect()
    gc.freeze()  # forked workers share these pages as long as nobody's collector touches them
    _Launcher(controls).serve()
    os._exit(0)  # nothing of TensorFlow's needs to be taken down in order


if __name__ == "__main__":
    main()
