"""Kill what grades in `rna class`, whole runs too, at random (Linux), and see whether anything is lost.

``python -m tools.prove.class_faults [FAULTS [COUNT]]``: a synthetic class of COUNT submissions is graded once in peace
and once with FAULTS deaths by SIGKILL: of checkers, launchers and runs on this machine, of workers, schedulers and runs
with Dask. It must end with the same grades, whatever was in the journal at a death must still be there, as it was, and
nothing that a run had started may outlive it. Exit status 1 if not.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tools.measure import synthetic

IDS = ["tensors.rank", "neuron.perceptron"]
KINDS = [
    ("checker", False), ("worker", True), ("launcher", False), ("scheduler", True), ("run", False), ("run", True),
]  # fmt: skip
"""What is killed, and whether it is with Dask."""


class Services:
    """A scheduler and two workers, each a process of its own, started again when they have died.

    Args:
        worker: more options for the workers.
    """

    def __init__(self, *worker: str) -> None:
        self._worker = worker
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        """Start what is not running."""
        port = self.address.rpartition(":")[2]
        host = ["--host", "127.0.0.1", "--no-dashboard"]
        self._start("scheduler", "scheduler", *host, "--port", port)
        one = ["--nworkers", "1", "--nthreads", "1", "--no-nanny"]
        for name in ("worker1", "worker2"):
            self._start(name, "worker", self.address, *host, *one, *self._worker)

    def _start(self, name: str, *arguments: str) -> None:
        if name not in self.running or self.running[name].poll() is not None:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )

    def kill(self, name: str) -> None:
        """SIGKILL one of them."""
        self.running[name].kill()
        self.running[name].wait()

    def __enter__(self) -> Services:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        for name in self.running:
            self.kill(name)


def begin(directory: Path, output: Path, scheduler: str | None) -> subprocess.Popen[str]:
    """`rna class`, started."""
    where = ["--scheduler", scheduler] if scheduler else ["--jobs", "2"]
    command = [sys.executable, "-m", "grader", "class", str(directory), "--output", str(output), *where]
    return subprocess.Popen(
        [*command, "--seed", "5", "--only", *IDS], encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def graded(output: Path) -> dict[str, str]:
    """What the journal holds: each key and its report, without the times it took."""
    if not (output / "journal.sqlite").exists():
        return {}
    database = sqlite3.connect(output / "journal.sqlite", timeout=30)
    with contextlib.closing(database), contextlib.suppress(sqlite3.OperationalError):  # killed before it had tables
        return {key: _timeless(report) for key, report in database.execute("select key, report from graded")}
    return {}


def _timeless(report: str) -> str:
    return re.sub(r'"duration": [\d.]+', "", report)


def deaths(directory: Path, output: Path, faults: int, chance: random.Random) -> Iterator[str]:
    """Grade with ``faults`` deaths; yields what was found wrong after each."""
    kept: dict[str, str] = {}
    with Services() as services:
        for number in range(faults):
            kind, remote = KINDS[number % len(KINDS)]
            if remote:
                services.start()
            run = begin(directory, output, services.address if remote else None)
            _wait_for_progress(run, output, len(kept) + chance.randint(1, 3))
            if kind in ("checker", "launcher"):
                _kill_one(run.pid, kind, chance)
            elif kind != "run":
                services.kill("scheduler" if kind == "scheduler" else chance.choice(["worker1", "worker2"]))
            if kind == "worker":
                services.start()
            if kind in ("checker", "launcher", "worker"):  # the run goes on
                _wait_for_progress(run, output, len(graded(output)) + 2)
            if kind != "scheduler":
                yield from _kill_tree(run.pid)
            words, _ = run.communicate(timeout=300)
            now = graded(output)
            where = "with Dask" if remote else "here"
            told = f"{len(kept)} graded before, {len(now)} after; {_last(words)}"
            print(f"{number + 1}. {kind} {where}: {told}", flush=True)
            if "Traceback" in words:
                yield f"a traceback after the death of {kind}: {words}"
            yield from (f"lost or changed: {key}" for key, report in kept.items() if now.get(key) != report)
            kept = now


def _last(words: str) -> str:
    return next(reversed(words.strip().splitlines()), "")[:150]


def _wait_for_progress(run: subprocess.Popen[str], output: Path, wanted: int) -> None:
    deadline = time.monotonic() + 120
    while run.poll() is None and len(graded(output)) < wanted and time.monotonic() < deadline:
        time.sleep(0.1)


def processes(run: int, kind: str) -> list[psutil.Process]:
    """What a run has started of a kind: its checkers or its launchers."""
    with contextlib.suppress(psutil.Error):
        every = psutil.Process(run).children()
        return [process for process in every if any(part.endswith(f".{kind}") for part in _command(process))]
    return []


def _command(process: psutil.Process) -> list[str]:
    with contextlib.suppress(psutil.Error):
        return list(process.cmdline())
    return []


def _kill_one(run: int, kind: str, chance: random.Random) -> None:
    """SIGKILL one of a run's checkers or launchers."""
    if found := processes(run, kind):
        with contextlib.suppress(psutil.Error):
            chance.choice(found).kill()


def _kill_tree(pid: int) -> Iterator[str]:
    """SIGKILL the run; what it started has to end by itself."""
    with contextlib.suppress(psutil.Error):
        started = psutil.Process(pid).children(recursive=True)
        os.kill(pid, signal.SIGKILL)
        _, alive = psutil.wait_procs(started, timeout=30)
        for process in alive:
            process.kill()
            yield f"outlived its run: {process}"


def check(faults: int, count: int, seed: int = 0) -> list[str]:
    """What was found wrong."""
    with tempfile.TemporaryDirectory() as place:
        directory, peaceful, harassed = (Path(place) / name for name in ("class", "peaceful", "harassed"))
        synthetic.make(directory, count, seed)
        begin(directory, peaceful, None).communicate()
        wrong = list(deaths(directory, harassed, faults, random.Random(seed)))
        begin(directory, harassed, None).communicate()
        if graded(peaceful) != graded(harassed):
            wrong.append("the grades differ from those of a run in peace")
        if (peaceful / "grades.csv").read_text() != (harassed / "grades.csv").read_text():
            wrong.append("grades.csv differs from that of a run in peace")
        print(f"{faults} deaths over {len(graded(harassed))} submissions: {len(wrong)} things wrong")
        return wrong


def main() -> int:
    faults, count = (int(given) for given in (*sys.argv[1:], *("20", "60")[len(sys.argv) - 1 :]))
    wrong = check(faults, count)
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
