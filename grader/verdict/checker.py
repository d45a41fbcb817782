"""A trusted process that runs the checks of one exercise after another.

``-m grader.verdict.checker NAME=FD... -- UNIT...``, by boundary/interpreter.py, reads jobs on standard input (a command
line is everybody's to read) and writes events (events.py) on standard output, a line each.
"""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.boundary.interpreter import has_imported
from grader.boundary.outcomes import TimedOut
from grader.curriculum import catalog
from grader.submission import Modules
from grader.verdict.attempt import Attempt, Broken, OpenHost, Tell
from grader.verdict.events import CheckerEvent, Graded, GraderFailed, Job, OnEpoch, event_to_json
from grader.verdict.stand_ins import StandIns
from grader.verdict.stash import CURRICULUM, OPEN_HOST, SEED, Curriculum
from grader.verdict.student import Host

_MEMORY = 2 * 2**30
"""Bytes of address space that a checker may take besides what it begins with: to grade all solutions, the trainings
too, takes it a sixth of that. All it has depends on the cores, for each of which NumPy keeps a thread."""

_CHECKS = Path(catalog.__file__).parent


class Checker:
    """A pytest plugin: its loop grades one exercise after another, each as an ``Attempt``."""

    def __init__(self, jobs: Iterator[Job], tell: Tell, open_host: OpenHost):
        self._jobs, self._tell, self._open_host = jobs, tell, open_host
        self._attempt: Attempt
        self._not_collected = ""

    def pytest_configure(self, config: pytest.Config) -> None:
        # Nobody reads a check's traceback, and every other style takes a look at all its source.
        config.option.tbstyle = "native"

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._not_collected = f"({str(report.longrepr).splitlines()[-1].removeprefix('E').strip()})"

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        curriculum = session.config.stash[CURRICULUM]
        session.config.stash[OPEN_HOST] = lambda unit, function: self._attempt.open_host()
        by_exercise: dict[str, list[pytest.Item]] = {}
        for item in session.items:
            by_exercise.setdefault(".".join(curriculum.exercise_of(item.cls)), []).append(item)  # type: ignore[attr-defined]
        has_imported()
        for job in self._jobs:
            session.config.stash[SEED] = job.seed
            curriculum.new_seed(job.seed)
            try:
                if job.exercise not in by_exercise:
                    raise Broken(f"no se han podido cargar las comprobaciones de {job.exercise} {self._not_collected}")
                self._tell(self._graded(job, curriculum, by_exercise[job.exercise]))
            except Broken as error:
                self._tell(GraderFailed(job.exercise, str(error)))
            self._forget()
        return True

    def _forget(self) -> None:
        """Leave nothing of an exercise to the next: what failed holds its frames, and those all values of its calls.

        They hold each other, and the collector, which counts objects and not bytes, would not come soon.
        """
        vars(self).pop("_attempt", None)
        for name in ("last_type", "last_value", "last_traceback", "last_exc"):  # pytest's, until the next check
            vars(sys).pop(name, None)
        gc.collect()
        gc.freeze()  # what is left was loaded on the way, and stays

    def _graded(self, job: Job, curriculum: Curriculum, items: list[pytest.Item]) -> Graded:
        """The verdict of an exercise, and whether it is wrong for what it calls.

        Raises:
            Broken: a check failed for a reason of its own.
        """
        first = self._attempt = Attempt(job, curriculum, self._tell, self._open_host)
        first.run(items)
        return first.graded(self._tried_again(first))

    def _tried_again(self, first: Attempt) -> Attempt | None:
        """What becomes of the checks that failed where the student's other functions are right; None if that is alike.

        It costs the diagnosis and never the verdict when one of them fails for a reason of its own, or when they take
        all together more than the exercise's time.
        """
        stand_ins, until = first.stand_ins_for(), time.monotonic() + first.limit
        with contextlib.suppress(Broken):
            while stand_ins and (left := until - time.monotonic()) > 0:
                stand_ins.left = left
                again = self._attempt = first.with_stand_ins(stand_ins)
                again.run(first.failed[:1])
                if not stand_ins.halted:
                    again.run(first.failed[1:])
                    return again if time.monotonic() < until else None
                stand_ins.go_on()
        return None

    def pytest_runtest_setup(self) -> None:
        self._attempt.begin_check()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        if nextitem is None:
            self._attempt.end_checks(item)

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        self._attempt.end_phase(item, call)


def session(checks: list[str], checker: Checker) -> None:
    """Run a pytest session of the given check files, or classes in them, whose loop is ``checker``'s."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    options = ["-c", str(_CHECKS / "pytest.ini"), "--rootdir", str(_CHECKS), "-p", "_hypothesis_pytestplugin",
               "-p", "no:terminal", "-p", "no:faulthandler", "--capture=no"]  # fmt: skip
    pytest.main([*options, *(str(_CHECKS / name) for name in checks)], plugins=[checker])


def _limit_memory() -> None:
    """Let no submission's values take the machine's memory: where they would, there is a MemoryError."""
    if sys.platform == "linux":  # macOS refuses to limit it, and Windows has no such limit
        import resource

        try:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        except OSError:  # a system without /proc does not tell how much it begins with
            return
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = pages * resource.getpagesize() + _MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))


def main() -> None:
    from grader.boundary import sandbox  # here: in the browser there are no processes to close in
    from grader.verdict.worker_host import Limits, WorkerHost
    from grader.verdict.worker_processes import Launchers

    sandbox.keep_to_itself()
    _limit_memory()
    rest = sys.argv[1:]
    split = rest.index("--")
    controls = {
        name: socket.socket(fileno=int(number)) for name, _, number in (item.partition("=") for item in rest[:split])
    }
    launchers = Launchers(controls)
    graded: tuple[int, Modules] | None = None
    endless: dict[tuple[str, float], TimedOut] = {}
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever pytest prints is no event

    def tell(event: CheckerEvent) -> None:
        events.write(event_to_json(event) + "\n")
        events.flush()

    def open_worker(job: Job, exercise: catalog.Exercise, on_epoch: OnEpoch, stand_ins: StandIns) -> Host:
        nonlocal graded, endless
        if graded != (job.seed, job.modules):
            graded, endless = (job.seed, job.modules), {}
        limits = Limits(min(exercise.call_limit, stand_ins.seconds), min(exercise.exercise_limit, stand_ins.left))
        preload = catalog.unit(exercise.unit).preload
        return WorkerHost(
            job.modules, exercise.unit, limits, launchers, preload, on_epoch, job.needed, endless, stand_ins
        )

    jobs = map(Job.from_json, sys.stdin)
    session([f"{unit}/checks.py" for unit in rest[split + 1 :]], Checker(jobs, tell, open_worker))


if __name__ == "__main__":
    main()
