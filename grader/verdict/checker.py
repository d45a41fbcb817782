"""A trusted process that runs the checks of one exercise after another.

``-m grader.verdict.checker NAME=FD... -- UNIT...``, by boundary/interpreter.py, reads jobs on standard input (a command
line is everybody's to read) and writes events (events.py) on standard output, a line each.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.boundary.outcomes import (
    Halted,
    Inconstant,
    LawBroken,
    NotImplementedYet,
    Rejected,
    StudentError,
    TimedOut,
    Unjudged,
)
from grader.curriculum import catalog
from grader.errors import RnaError
from grader.feedback import messages
from grader.feedback.record import Evidence
from grader.report import MAX_MESSAGE, Check, ExerciseResult, score
from grader.submission import Modules
from grader.verdict.events import CheckerEvent, EpochEnded, Graded, GraderFailed, Job, OnEpoch, event_to_json
from grader.verdict.stash import CURRICULUM, OPEN_HOST, SEED, Curriculum
from grader.verdict.student import ROBBED, Host, Student

_MOST_EPOCHS = 2000
"""Epochs whose losses are kept, for a figure."""

_MEMORY = 2 * 2**30
"""Bytes of address space that a checker may take besides what it begins with: to grade all solutions, the trainings
too, takes it a sixth of that. All it has depends on the cores, for each of which NumPy keeps a thread."""

_CHECKS = Path(catalog.__file__).parent

CORE_WEIGHT, EXTRA_WEIGHT = 2.0, 1.0
_WEIGHTS = {"core": CORE_WEIGHT, "extra": EXTRA_WEIGHT}

Tell = Callable[[CheckerEvent], None]
"""Called with each event."""

OpenHost = Callable[[Job, catalog.Exercise, OnEpoch], Host]
"""Opens the host of a job's exercise."""


_STUMBLES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""How a check ends that meets a value it is not made for."""


class Broken(Exception):
    """A check failed for a reason of its own."""


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
        for job in self._jobs:
            session.config.stash[SEED] = job.seed
            curriculum.new_seed(job.seed)
            self._attempt = Attempt(job, curriculum, self._tell, self._open_host)
            try:
                if job.exercise not in by_exercise:
                    raise Broken(f"no se han podido cargar las comprobaciones de {job.exercise} {self._not_collected}")
                self._tell(self._attempt.graded(by_exercise[job.exercise]))
            except Broken as error:
                self._tell(GraderFailed(job.exercise, str(error)))
        return True

    def pytest_runtest_setup(self) -> None:
        self._attempt.begin_check()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        if nextitem is None:
            self._attempt.end_checks(item)

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        self._attempt.end_phase(item, call)


class Attempt:
    """A submission's attempt at one exercise: its checks are run, and what becomes of each makes the verdict."""

    def __init__(self, job: Job, curriculum: Curriculum, tell: Tell, open_host: OpenHost):
        self._job, self._curriculum, self._tell, self._open_host = job, curriculum, tell, open_host
        self._exercise = catalog.select([job.exercise])[0]
        self._host: Host | None = None
        self._epochs: list[dict[str, float]] = []
        self._figures: list[dict[str, Any]] = []
        self._printed = ""
        self._core_died = False
        self._statuses: set[str] = set()
        self._evidence: list[Evidence] = []
        self.checks: list[Check] = []
        self.broken: Broken | None = None
        """Why there is no verdict: told once pytest has torn everything down."""

    def graded(self, items: list[pytest.Item]) -> Graded:
        """The verdict of these checks.

        Raises:
            Broken: a check failed for a reason of its own.
        """
        began = time.monotonic()
        ordered = sorted(items, key=_kind)  # core before extra; the sort keeps the order of the file
        if self._job.untouched:
            self._skip(ordered)
        else:
            for item, following in zip(ordered, [*ordered[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if self.broken:
            raise self.broken
        exercise, checks, status = self._exercise, tuple(self.checks), _status(self._statuses)
        result = ExerciseResult(
            exercise.id, exercise.unit, exercise.title, exercise.points, score(exercise.points, checks),
            status, time.monotonic() - began, checks, self._diagnosis(status), self._printed, tuple(self._figures),
        )  # fmt: skip
        return Graded(result, getattr(self._host, "sandbox", None))

    def _skip(self, items: list[pytest.Item]) -> None:
        """What the checks would say of a function that is not there, without a worker."""
        self._statuses = {"not_implemented"}
        self.checks = [_check(item, "skipped", self._job.untouched) for item in items]

    def _diagnosis(self, status: str) -> dict[str, str] | None:
        """What is known of the mistake, from what was recorded: nothing of the submission runs for it."""
        if status in ("passed", "not_implemented"):
            return None
        from grader.feedback.diagnose import diagnose

        with contextlib.suppress(Exception, Halted):  # it costs the diagnosis, never the verdict
            return diagnose(self._curriculum.misconceptions(self._exercise.id), self._evidence, self._printed)
        return None

    # -- while the checks run

    def open_host(self) -> Host:
        """Where the submission's module lives, for the checks of this exercise."""
        self._host = self._open_host(self._job, self._exercise, self._on_epoch)
        return self._host

    def _on_epoch(self, epoch: int, epochs: int, logs: dict[str, float]) -> None:
        if len(self._epochs) < _MOST_EPOCHS:
            self._epochs.append(logs)
        self._tell(EpochEnded(self._exercise.id, epoch, epochs))

    def begin_check(self) -> None:
        if self._core_died:
            pytest.skip("core died")

    def end_phase(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """A check has been set up, run or torn down."""
        if self._host and call.when != "teardown":
            # A submission's values may have left no memory: what was read by then stays.
            with contextlib.suppress(MemoryError):
                self._printed = self._host.output()
        error = call.excinfo.value if call.excinfo else None
        if call.when == "call" or error is not None:
            self.judge(item, error)

    def end_checks(self, item: pytest.Item) -> None:
        """After the last check, and before its host is closed: what a report may show of the function."""
        if self._job.pictures and self._host and self._statuses <= {"passed", "failed", "error", "rejected"}:
            fixtures = getattr(item, "funcargs", {})
            trained = fixtures.get("pima_trained") or fixtures.get("mnist_trained")
            student = Student(self._host, self._exercise.name, item.cls.returns)  # type: ignore[attr-defined]
            self._figures = self._curriculum.figures(self._exercise.id, student, trained, self._epochs)

    def judge(self, item: pytest.Item, error: BaseException | None) -> None:
        """The verdict of one check, and for a diagnosis what it leaves behind."""
        law = (item.function.__doc__ or "").strip()  # type: ignore[attr-defined]
        if error is not None and getattr(self._host, "robbed", False):
            self.broken = Broken(ROBBED)
            return
        error = self._its_own(error)
        student = getattr(item, "funcargs", {}).get("student")
        calls = student.calls if isinstance(student, Student) else []
        try:
            status, exercise_status = _statuses(error)
            message = messages.message(law, error, calls)
        except Exception as broken:
            self.broken = broken if isinstance(broken, Broken) else Broken(f"{type(broken).__name__}: {broken}")
            return
        check = _check(item, status, message)
        if isinstance(error, Halted) and check.kind == "core":
            self._core_died = True
        self.checks.append(check)
        self._statuses.add(exercise_status)
        if self._host:
            last = calls[-1] if calls else None
            self._evidence.append(Evidence(check.kind, error, last, self._host.history.take()))

    def _its_own(self, error: BaseException | None) -> BaseException | None:
        """The error; Rejected where a check stumbled over something of the submission's.

        That is a model, a folder or a file that it made, or whatever takes more memory than a checker has. What is
        wrong with the code of a check, such as a name that is not there, is never that.
        """
        if isinstance(error, MemoryError):
            return Rejected("Lo que devolvió tu código no cabe en la memoria que hay para corregirlo.")
        if isinstance(error, _STUMBLES) and self._host and self._host.history.rich:
            return Rejected("Lo que hizo tu código no se puede corregir: no es un modelo o un fichero admisible.")
        return error


def _check(item: pytest.Item, status: str, message: str) -> Check:
    kind = _kind(item)
    return Check(item.name.removeprefix("test_"), kind, status, _WEIGHTS[kind], message[:MAX_MESSAGE])


def _kind(item: pytest.Item) -> str:
    """The kind of a check: "core" or "extra"."""
    return str(getattr(item.function, "kind", "core"))  # type: ignore[attr-defined]


def _statuses(error: BaseException | None) -> tuple[str, str]:
    """The status of a check and what it says of the exercise.

    Raises:
        Broken: the check itself failed.
    """
    match error:
        case None:
            return "passed", "passed"
        case pytest.skip.Exception():
            return "skipped", "passed"
        case NotImplementedYet():
            return "skipped", "not_implemented"
        case Rejected():
            return "failed", "rejected"
        case Unjudged():
            raise Broken(str(error))
        case Halted():
            return error.status, error.status
        case StudentError():
            return "error", "error"
        case LawBroken() | Inconstant():
            return "failed", "failed"
    raise Broken(str(error) if isinstance(error, RnaError) else f"{type(error).__name__}: {error}") from error


def _status(found: set[str]) -> str:
    """The exercise's status: the gravest of its checks'."""
    gravest = ("rejected", "crashed", "timeout", "not_implemented", "error", "failed")
    return next((status for status in gravest if status in found), "passed")


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

    def open_worker(job: Job, exercise: catalog.Exercise, on_epoch: OnEpoch) -> Host:
        nonlocal graded, endless
        if graded != (job.seed, job.modules):
            graded, endless = (job.seed, job.modules), {}
        limits = Limits(exercise.call_limit, exercise.exercise_limit)
        preload = catalog.unit(exercise.unit).preload
        return WorkerHost(job.modules, exercise.unit, limits, launchers, preload, on_epoch, job.needed, endless)

    jobs = map(Job.from_json, sys.stdin)
    session([f"{unit}/checks.py" for unit in rest[split + 1 :]], Checker(jobs, tell, open_worker))


if __name__ == "__main__":
    main()
