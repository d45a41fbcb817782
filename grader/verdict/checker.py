"""A trusted process that runs the checks of one exercise after another.

``python -I -m grader.verdict.checker NAME=FD... -- UNIT...`` reads the seed on standard input (a command line is
everybody's to read), then a job a line, and writes events (events.py) a line on standard output.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis.errors import Flaky

from grader.boundary.outcomes import Halted, LawBroken, NotImplementedYet, Rejected, StudentError
from grader.curriculum import catalog
from grader.errors import RnaError
from grader.feedback import messages
from grader.feedback.record import Evidence
from grader.report import Check, ExerciseResult, score
from grader.verdict.events import CheckerEvent, EpochEnded, Graded, GraderFailed, Job, event_to_json
from grader.verdict.plugin import COURSE, OPEN_HOST, Course
from grader.verdict.student import Host, Student

_MOST_EPOCHS = 2000
_CHECKS = Path(catalog.__file__).parent

CORE_WEIGHT, EXTRA_WEIGHT = 2.0, 1.0

Tell = Callable[[CheckerEvent], None]
"""Called with each event."""

OnEpoch = Callable[[int, int, dict[str, float]], None]
"""Called with the epoch that has ended, how many there will be, and what Keras measured."""

OpenHost = Callable[[Path, catalog.Exercise, OnEpoch], Host]
"""Opens the host of one exercise for the submission in a folder."""


class Broken(Exception):
    """A check failed for a reason of its own."""


class Checker:
    """A pytest plugin: the loop over jobs, and the verdict on each check."""

    def __init__(self, jobs: Iterator[Job], tell: Tell, open_host: OpenHost):
        self.jobs, self.tell, self.open_host = jobs, tell, open_host
        self.verdicts: list[Check] = []
        self.statuses: set[str] = set()
        self.host: Host | None = None
        self.folder = Path()
        self.core_died = False
        self.broken: Broken | None = None
        self.printed = ""
        self.sketch = _Sketch(False)
        self.evidence: list[Evidence] = []

    # -- the loop

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.course = session.config.stash[COURSE]
        session.config.stash[OPEN_HOST] = self._open_host
        by_exercise: dict[str, list[pytest.Item]] = {}
        for item in session.items:
            by_exercise.setdefault(".".join(self.course.exercise_of(item.cls)), []).append(item)  # type: ignore[attr-defined]
        for job in self.jobs:
            try:
                result = self._grade(job, by_exercise[job.exercise])
                self.tell(Graded(result, getattr(self.host, "sandbox", None)))
            except Broken as error:
                self.tell(GraderFailed(job.exercise, str(error)))
        return True

    def _grade(self, job: Job, items: list[pytest.Item]) -> ExerciseResult:
        self.verdicts, self.statuses, self.host = [], set(), None
        self.folder, self.core_died, self.broken, self.printed = job.folder, False, None, ""
        self.evidence, self.sketch = [], _Sketch(job.pictures)
        exercise = catalog.select([job.exercise])[0]
        began = time.monotonic()
        ordered = sorted(items, key=_kind)  # core before extra; the sort keeps the order of the file
        if job.untouched:
            self._skip(ordered, job.untouched)
            ordered = []
        for item, following in zip(ordered, [*ordered[1:], None], strict=False):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if self.broken:
            raise self.broken
        checks, status = tuple(self.verdicts), _status(self.statuses)
        return ExerciseResult(
            exercise.id, exercise.unit, exercise.title, exercise.points, score(exercise.points, checks),
            status, time.monotonic() - began, checks, self._diagnosis(exercise.id, status), self.printed,
            tuple(self.sketch.figures),
        )  # fmt: skip

    def _skip(self, items: list[pytest.Item], text: str) -> None:
        """What the checks would say of a function that is not there, without a worker."""
        self.statuses = {"not_implemented"}
        for item in items:
            kind = _kind(item)
            weight = CORE_WEIGHT if kind == "core" else EXTRA_WEIGHT
            self.verdicts.append(Check(item.name.removeprefix("test_"), kind, "skipped", weight, text))

    def _diagnosis(self, exercise: str, status: str) -> dict[str, str] | None:
        """What is known of the mistake. Only on paper: nothing of the submission runs for it."""
        if status in ("passed", "not_implemented"):
            return None
        from grader.feedback.diagnose import diagnose

        return diagnose(self.course.misconceptions(exercise), self.evidence, self.printed)

    def _open_host(self, unit: str, function: str) -> Host:
        exercise = catalog.select([f"{unit}.{function}"])[0]

        def on_epoch(epoch: int, epochs: int, logs: dict[str, float]) -> None:
            self.sketch.note(logs)
            self.tell(EpochEnded(exercise.id, epoch, epochs))

        self.host = self.open_host(self.folder, exercise, on_epoch)
        return self.host

    # -- verdicts

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        if self.core_died:
            pytest.skip("core died")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        """After the last check, and before its host is closed: what a report may show of the function."""
        if nextitem is None and self.host and self.statuses <= {"passed", "failed", "error", "rejected"}:
            self.sketch.draw(item, self.host, self.course)

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        if self.host and call.when != "teardown":
            self.printed = self.host.output()
        error = call.excinfo.value if call.excinfo else None
        if call.when == "call" or error is not None:
            self._judge(item, error)

    def _judge(self, item: pytest.Item, error: BaseException | None) -> None:
        law = (item.function.__doc__ or "").strip()  # type: ignore[attr-defined]
        student = getattr(item, "funcargs", {}).get("student")
        try:
            status, exercise_status = _statuses(error)
            message = messages.message(law, error, student.calls if isinstance(student, Student) else ())
        except Exception as broken:  # told once pytest has torn everything down
            self.broken = broken if isinstance(broken, Broken) else Broken(f"{type(broken).__name__}: {broken}")
            return
        kind = _kind(item)
        if isinstance(error, Halted) and kind == "core":
            self.core_died = True
        weight = CORE_WEIGHT if kind == "core" else EXTRA_WEIGHT
        self.verdicts.append(Check(item.name.removeprefix("test_"), kind, status, weight, message))
        self._note(kind, error, student)
        self.statuses.add(exercise_status)

    def _note(self, kind: str, error: BaseException | None, student: object) -> None:
        """Keep what a diagnosis may need of a check."""
        if self.host:
            last = student.calls[-1] if isinstance(student, Student) and student.calls else None
            self.evidence.append(Evidence(kind, error, last, self.host.history.take()))


class _Sketch:
    """The figures of one exercise, if they are wanted."""

    def __init__(self, wanted: bool):
        self.wanted = wanted
        self.epochs: list[dict[str, float]] = []
        self.figures: list[dict[str, Any]] = []

    def note(self, epoch: dict[str, float]) -> None:
        if len(self.epochs) < _MOST_EPOCHS:
            self.epochs.append(epoch)

    def draw(self, item: pytest.Item, host: Host, course: Course) -> None:
        if not self.wanted:
            return
        checks = item.cls  # type: ignore[attr-defined]
        unit, function = course.exercise_of(checks)
        fixtures = getattr(item, "funcargs", {})
        trained = fixtures.get("pima_trained") or fixtures.get("mnist_trained")
        student = Student(host, function, checks.returns)
        self.figures = course.figures(f"{unit}.{function}", student, trained, self.epochs)


def _kind(item: pytest.Item) -> str:
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
        case Halted():
            return error.status, error.status
        case StudentError():
            return "error", "error"
        case LawBroken() | Flaky():
            return "failed", "failed"
    raise Broken(str(error) if isinstance(error, RnaError) else f"{type(error).__name__}: {error}") from error


def _status(found: set[str]) -> str:
    """The exercise's status: the gravest of its checks'."""
    gravest = ("rejected", "crashed", "timeout", "not_implemented", "error", "failed")
    return next((status for status in gravest if status in found), "passed")


def session(seed: int | str, checks: list[str], checker: Checker) -> None:
    """Run a pytest session of the given check files, or classes in them, whose loop is ``checker``'s."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    options = ["-c", str(_CHECKS / "pytest.ini"), "--rootdir", str(_CHECKS), "-p", "_hypothesis_pytestplugin",
               "-p", "no:terminal", "-p", "no:faulthandler", "--capture=no", f"--hypothesis-seed={seed}"]  # fmt: skip
    pytest.main([*options, *(str(_CHECKS / name) for name in checks)], plugins=[checker])


def main() -> None:
    from grader.boundary import sandbox  # here: in the browser there are no processes to close in
    from grader.verdict.worker_host import Limits, WorkerHost
    from grader.verdict.worker_processes import Launchers

    sandbox.keep_to_itself()
    rest = sys.argv[1:]
    split = rest.index("--")
    controls = {
        name: socket.socket(fileno=int(number)) for name, _, number in (item.partition("=") for item in rest[:split])
    }
    launchers = Launchers(controls)
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever pytest prints is no event
    seed = int(sys.stdin.readline())

    def tell(event: CheckerEvent) -> None:
        events.write(event_to_json(event) + "\n")
        events.flush()

    def open_worker(folder: Path, exercise: catalog.Exercise, on_epoch: OnEpoch) -> Host:
        limits = Limits(exercise.call_limit, exercise.exercise_limit)
        preload = catalog.unit(exercise.unit).preload
        return WorkerHost(folder, exercise.unit, limits, launchers, preload, on_epoch)

    jobs = map(Job.from_json, sys.stdin)
    session(seed, [f"{unit}/checks.py" for unit in rest[split + 1 :]], Checker(jobs, tell, open_worker))


if __name__ == "__main__":
    main()
