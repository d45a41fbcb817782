"""A submission's attempt at one exercise: its checks are run, and what becomes of each makes the verdict."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import pytest

from grader.boundary.outcomes import (
    EXAMPLE,
    Call,
    Halted,
    Inconstant,
    LawBroken,
    NotImplementedYet,
    NotRaised,
    Outcome,
    Rejected,
    StudentError,
    Unjudged,
)
from grader.curriculum import catalog
from grader.errors import RnaError
from grader.feedback import literals, messages
from grader.feedback.record import Evidence
from grader.report import MAX_MESSAGE, Check, ExerciseResult, score
from grader.verdict.events import CheckerEvent, EpochEnded, Graded, Job, OnEpoch, Trial
from grader.verdict.stand_ins import PATIENT, StandIns, mentioned
from grader.verdict.stash import Curriculum
from grader.verdict.student import ROBBED, Host, Student

_MOST_EPOCHS = 2000
"""Epochs whose losses are kept, for a figure."""

CORE_WEIGHT, EXTRA_WEIGHT = 2.0, 1.0
_WEIGHTS = {"core": CORE_WEIGHT, "extra": EXTRA_WEIGHT}

Tell = Callable[[CheckerEvent], None]
"""Called with each event."""

OpenHost = Callable[[Job, catalog.Exercise, OnEpoch, StandIns], Host]
"""Opens the host of a job's exercise, with what stands in for the student's other functions."""

_STUMBLES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""How a check ends that meets a value it is not made for."""


class Broken(Exception):
    """A check failed for a reason of its own."""


class Attempt:
    """A submission's attempt at one exercise: its checks are run, and what becomes of each makes the verdict.

    Attributes:
        stand_ins: what the student's other functions should give; none where the verdict is made.
        failed: the checks that do not hold, and those that were not reached.
    """

    def __init__(
        self, job: Job, curriculum: Curriculum, tell: Tell, open_host: OpenHost, stand_ins: StandIns | None = None
    ):
        self._job, self._curriculum, self._tell, self._open_host = job, curriculum, tell, open_host
        self.stand_ins = stand_ins or StandIns({})
        self._exercise = catalog.select([job.exercise])[0]
        self._began = time.monotonic()
        self._host: Host | None = None
        self._epochs: list[dict[str, float]] = []
        self._figures: list[dict[str, Any]] = []
        self._printed = ""
        self._trials: list[Trial] = []
        self._core_died = False
        self._statuses: set[str] = set()
        self._evidence: list[Evidence] = []
        self.checks: list[Check] = []
        self.failed: list[pytest.Item] = []
        self.broken: Broken | None = None
        """Why there is no verdict: told once pytest has torn everything down."""

    def run(self, items: list[pytest.Item]) -> None:
        """Run these checks.

        Raises:
            Broken: one failed for a reason of its own.
        """
        ordered = sorted(items, key=_kind)  # core before extra; the sort keeps the order of the file
        if self._job.untouched:
            self._skip(ordered)
        else:
            for item, following in zip(ordered, [*ordered[1:], None][: len(ordered)], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if self.broken:
            raise self.broken

    @property
    def status(self) -> str:
        return _status(self._statuses)

    @property
    def limit(self) -> float:
        """Seconds for all calls of the exercise."""
        return self._exercise.exercise_limit

    def stand_ins_for(self) -> StandIns:
        """What may stand in for other functions of the student's that this one may use; nothing where it has passed."""
        not_loaded = any(getattr(each.error, "at_load", False) for each in self._evidence)
        if not_loaded or self.status not in ("failed", "error", "timeout", "crashed"):
            return StandIns({})
        right = self._curriculum.right(self._exercise.id)
        stand_ins = StandIns(mentioned(self._job.modules, self._exercise.unit, right))
        stand_ins.seconds = PATIENT if self.status == "timeout" else float("inf")
        return stand_ins

    def with_stand_ins(self, stand_ins: StandIns) -> Attempt:
        """Another one, of which nobody is told, in which other functions of the student's are right."""
        job = replace(self._job, pictures=False, trial=None)
        return Attempt(job, self._curriculum, lambda event: None, self._open_host, stand_ins)

    def graded(self, again: Attempt | None) -> Graded:
        """The verdict of all that was run.

        Args:
            again: what became of the checks that failed where other functions of the student's are right.
        """
        exercise, checks = self._exercise, tuple(self.checks)
        result = ExerciseResult(
            exercise.id, exercise.unit, exercise.title, exercise.points, score(exercise.points, checks),
            self.status, time.monotonic() - self._began, checks, self._diagnosis(again), self._printed,
            tuple(self._figures),
        )  # fmt: skip
        return Graded(result, getattr(self._host, "sandbox", None), tuple(self._trials))

    def _skip(self, items: list[pytest.Item]) -> None:
        """What the checks would say of a function that is not there, without a worker."""
        self._statuses = {"not_implemented"}
        self.checks = [_check(item, "skipped", self._job.untouched) for item in items]

    def _diagnosis(self, again: Attempt | None) -> dict[str, str] | None:
        """What is known of the mistake, from what was recorded: nothing of the submission runs for it."""
        if self.status in ("passed", "not_implemented"):
            return None
        from grader.feedback.diagnose import because_of, diagnose
        from grader.feedback.written import function

        failing = again.stand_ins.failing if again else {}
        with contextlib.suppress(Exception, Halted):  # it costs the diagnosis, never the verdict
            known = self._curriculum.misconceptions(self._exercise.id)
            written = function(self._job.modules, self._exercise.id)
            if again is None or not failing:
                refusing = again.stand_ins.refusing if again else set()
                return diagnose(known, self._evidence, self._printed, refusing, written)
            own = None
            if again.status != "passed":
                own = diagnose(known, again._evidence, again._printed, written=written)
            return because_of(self._exercise.id, failing, again.status == "passed", own)
        return None

    # -- while the checks run

    def open_host(self) -> Host:
        """Where the submission's module lives, for the checks of this exercise."""
        self._host = self._open_host(self._job, self._exercise, self._on_epoch, self.stand_ins)
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
        if self._job.trial is not None and self._host and self.broken is None:
            self._try_out(self._job.trial)

    def _try_out(self, example: str) -> None:
        """Run an example and the call that failed, in a host of their own: it has printed nothing yet."""
        with contextlib.closing(self._open_host(self._job, self._exercise, self._on_epoch, self.stand_ins)) as host:
            if example:
                call = Call(EXAMPLE, (self._exercise.name, example))
                self._trials.append(Trial(example, *tried(host, call)))
            for law, call, error in self._first_failure():
                told = messages.expected(error)
                shown = literals.call(call.function, call.arguments, call.options, call.names)
                shown = shown.removesuffix(literals.AGAIN.format(call.function)).rstrip()
                lent = replace(call, arguments=tuple(_lent(host, each) for each in call.arguments))
                printed, became = tried(host, lent)
                self._trials.append(Trial(shown, printed, "\n".join(filter(None, (became, told))), law))

    def _first_failure(self) -> list[tuple[str, Call, BaseException]]:
        """The first check that did not hold, of the essential ones if any: its law, its last call, and why; or none."""
        failed = [
            (each.law, each.last, each.error)
            for each in sorted(self._evidence, key=lambda each: each.kind != "core")
            if each.last and each.error and not isinstance(each.error, NotImplementedYet)
        ]
        return failed[:1]

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
        if self._is_out_of_reach(item, error):
            status, message = "skipped", f"{law}\nNo comprobado: antes falla lo esencial."
        check = _check(item, status, message)
        if isinstance(error, Halted):
            self.stand_ins.halt(error)
            self._core_died = self._core_died or check.kind == "core"
        if status != "passed" and item not in self.failed:
            self.failed.append(item)
        self.checks.append(check)
        self._statuses.add(exercise_status)
        if self._host:
            last = calls[-1] if calls else None
            self._evidence.append(Evidence(check.kind, error, last, self._host.history.take(), law))

    def _is_out_of_reach(self, item: pytest.Item, error: BaseException | None) -> bool:
        """Whether an extra check never got as far as its question: the function fails before, as for a core check."""
        core_failed = any(check.kind == "core" and check.status != "passed" for check in self.checks)
        failed_alike = {each.error.raised.type_name for each in self._evidence if isinstance(each.error, StudentError)}
        before = isinstance(error, StudentError) or getattr(error, "unusable", False)
        before = before or (isinstance(error, NotRaised) and error.instead in failed_alike)
        return _kind(item) == "extra" and core_failed and before

    def _its_own(self, error: BaseException | None) -> BaseException | None:
        """The error; Rejected where a check stumbled over something of the submission's.

        That is a model, a folder or a file that it made, or whatever takes more memory than a checker has. What is
        wrong with the code of a check, such as a name that is not there, is never that.
        """
        if isinstance(error, MemoryError):
            return Rejected("Lo que devolvió tu código no cabe en la memoria que hay para corregirlo.")
        if isinstance(error, _STUMBLES) and self._host and self._host.history.rich:
            return Rejected(
                "Con lo que hizo tu código no se puede seguir: no es un modelo o un fichero como el que se pide."
            )
        return error


def tried(host: Host, call: Call) -> tuple[str, str]:
    """What is printed by a call, and what becomes of it, in a student's words."""
    before = len(host.output())
    try:
        outcome: Outcome | BaseException = host.call(call)
    except (Exception, Halted) as error:
        outcome = error
    return host.output()[before:], messages.became(outcome)


def _lent(host: Host, argument: Any) -> Any:
    """An argument as it was, but for a folder: each host lends its own."""
    if isinstance(argument, str | PurePath) and PurePath(argument).is_absolute():
        return type(argument)(host.new_folder())
    return argument


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
