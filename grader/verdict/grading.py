"""From a submission to a Report: trusted checker processes share the exercises out among them."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import queue
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.boundary.interpreter import command, environment
from grader.boundary.sandbox import LAYERS, keep_to_itself
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.errors import GraderError
from grader.files import TemporaryFolder
from grader.report import OUT_OF_TIME, Check, ExerciseResult, Report
from grader.submission import Modules, mentions_tensorflow
from grader.verdict.events import (
    CheckerEvent,
    EpochEnded,
    Event,
    Graded,
    GraderFailed,
    Job,
    Listener,
    Started,
    event_from_json,
)
from grader.verdict.limits import in_the_way, most_at_once, told_of_limits
from grader.verdict.processes import APART, PATIENCE, START_LIMIT, Child, Launcher, wake

CAN_FORK = sys.platform == "linux"

CHECKER = ("-m", "grader.verdict.checker")
"""The program of a checker: what Python is told to run."""

_PLACES = ("TMPDIR", "TEMP", "TMP", "HYPOTHESIS_STORAGE_DIRECTORY")
"""Variables that say where a checker may leave things."""

_CHECKS_LIMIT = 120.0
"""Seconds for the checks' own work in one exercise; a checker that takes longer has been interfered with."""

_LOOK_EVERY = 0.2
"""Seconds between two looks at the processes while nothing happens."""


def new_seed() -> int:
    """A seed that nobody can have prepared for."""
    return secrets.randbelow(2**31)


@dataclass(frozen=True)
class Wishes:
    """What is wanted of a grading, the same for all exercises of the submission.

    Args:
        pictures: whether the results bring figures too.
        untouched: exercises known to be not begun, and what to say of each; nothing is run for them.
        minutes: for all of it; an exercise without a verdict by then has the status "timeout".
        needed: the layers of the sandbox without which none of its code is run.
        trial: the lines of an example, to be tried together with the call that failed; None to try nothing.
    """

    pictures: bool = False
    untouched: Mapping[str, str] = field(default_factory=dict)
    minutes: float | None = None
    needed: tuple[str, ...] = ()
    trial: str | None = None


_VERDICTS = Wishes()


def _unheard(event: Event) -> None:
    """Does nothing: for whom the report is enough."""


def grade(
    modules: Modules,
    exercises: Iterable[Exercise],
    seed: int,
    listener: Listener = _unheard,
    wishes: Wishes = _VERDICTS,
) -> Report:
    """Grade one submission."""
    exercises = tuple(exercises)
    units = {exercise.unit for exercise in exercises}
    begun = {exercise.unit for exercise in exercises if exercise.id not in wishes.untouched}
    preloads = {"tensorflow" if mentions_tensorflow(modules, unit) else catalog.unit(unit).preload for unit in begun}
    # No more processes than cores or exercises, or than the system has room for.
    jobs = max(1, min(os.cpu_count() or 1, 4, len(exercises), most_at_once()))
    with Grading(units, jobs, preloads or {"numpy"}) as grading:
        return grading.grade(modules, exercises, seed, listener, wishes)


class Grading:
    """Checker processes, warm: they grade one submission after another.

    Args:
        units: whose checks to load.
        preloads: which launchers to start; by default, those that the units always need.
        checker: the program of the checkers.
        layers: those of the sandbox that close workers in where the machine has them; fewer only to measure and test.
        ahead: whether a worker is kept ready for what is graded next, for whom waits for a single verdict.
    """

    def __init__(
        self,
        units: set[str],
        jobs: int,
        preloads: set[str] | None = None,
        checker: Sequence[str] = CHECKER,
        layers: Sequence[str] = LAYERS,
        ahead: bool = False,
    ):
        keep_to_itself()  # whoever grades holds the seeds and the verdicts
        self._scratch = TemporaryFolder()
        self._launchers: dict[str, Launcher] = {}
        self._checkers: list[_Checker] = []
        imported = sorted(preloads or {catalog.unit(unit).preload for unit in units})
        scratch = str(self._scratch.path)
        with contextlib.ExitStack() as undone, told_of_limits():
            undone.callback(self.close)
            for preload in imported if CAN_FORK else ():
                self._launchers[preload] = launcher = Launcher(preload, jobs, layers, scratch)
                if ahead:
                    launcher.fork_ahead()
            for index in range(jobs):
                ends = {preload: each.ends[index] for preload, each in self._launchers.items()}
                self._checkers.append(_Checker(checker, sorted(units), ends, scratch))
            undone.pop_all()

    @property
    def _processes(self) -> list[subprocess.Popen[Any]]:
        launchers = self._launchers.values()
        return [*(each.process for each in self._checkers), *(each.process for each in launchers)]

    def __enter__(self) -> Grading:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End its processes."""
        for checker in self._checkers:
            checker.close()
        for launcher in self._launchers.values():
            launcher.close()
        self._scratch.close()

    @property
    def whole(self) -> bool:
        """Whether none of its processes has died by itself; what was graded while one did is not to be relied on."""
        given_up = [checker.process for checker in self._checkers if checker.given_up]
        return all(process.poll() is None for process in self._processes if process not in given_up)

    def abandon(self) -> None:
        """End the checkers: a grade under way in another thread comes to its end, its exercises not graded."""
        for checker in self._checkers:
            checker.end()

    def grade(
        self,
        modules: Modules,
        exercises: Iterable[Exercise],
        seed: int,
        listener: Listener = _unheard,
        wishes: Wishes = _VERDICTS,
    ) -> Report:
        """Grade one submission; the checkers share its exercises, and all that they draw follows from the seed.

        Once the minutes are over, the checkers are given up.
        """
        run = _Run(modules, tuple(exercises), seed, wishes, self._checkers)
        try:
            with told_of_limits():
                run.start()
            while run.goes_on:
                for process in self._processes:
                    wake(process)
                for checker in self._checkers:
                    checker.end_if_late()
                if run.over:
                    self.abandon()
                if event := run.event(_LOOK_EVERY):
                    listener(event)
            return run.report()
        finally:
            run.give_up()  # where Ctrl-C or a listener's failure has ended it


class _Run:
    """One submission being graded: a thread for each checker hands out exercises and gathers what is told of them."""

    def __init__(
        self, modules: Modules, exercises: tuple[Exercise, ...], seed: int, wishes: Wishes, checkers: list[_Checker]
    ):
        self._modules, self._exercises, self._seed, self._wishes = modules, exercises, seed, wishes
        self._work = _Work(exercises, len(checkers))
        self._deadline = time.monotonic() + 60 * wishes.minutes if wishes.minutes else float("inf")
        # A SimpleQueue waits for ever once a signal has outlasted the time of its get: Ctrl-Z, and fg later.
        self._events: queue.Queue[Event | None] = queue.Queue()
        self._serving, self._checkers = 0, checkers
        self._graded: dict[str, Graded] = {}

    def start(self) -> None:
        """Begin to hand out exercises.

        Raises:
            RuntimeError: no thread can be started, not even one.
        """
        for index, checker in enumerate(self._checkers):
            try:
                threading.Thread(target=self._serve, args=(index, checker), daemon=True).start()
            except RuntimeError:
                if not self._serving:
                    raise
                return  # those that were started do it all
            self._serving += 1

    @property
    def over(self) -> bool:
        """Whether the time for all of it is over."""
        return time.monotonic() > self._deadline

    def give_up(self) -> None:
        """Hand out no more; what becomes of the exercises under way is of no interest."""
        self._deadline = float("-inf")

    @property
    def goes_on(self) -> bool:
        """Whether a checker may still tell something."""
        return self._serving > 0

    def event(self, seconds: float) -> Event | None:
        """What is told within so many seconds; a wait without limit would not let Ctrl-C through."""
        try:
            event = self._events.get(timeout=seconds)
        except queue.Empty:
            return None
        if event is None:
            self._serving -= 1
        if isinstance(event, Graded):
            self._graded[event.result.id] = event
        return event

    def report(self) -> Report:
        """What has been told."""
        without = _out_of_time(self._wishes.minutes) if self._wishes.minutes and self.over else _not_graded
        results = {each.result.id: each.result for each in self._graded.values()}
        sandboxes = [each.sandbox for each in self._graded.values() if each.sandbox is not None]
        in_force = [name for name in LAYERS if sandboxes and all(name in each for each in sandboxes)]
        found = tuple(results.get(each.id) or without(each) for each in self._exercises)
        return Report(self._seed, found, tuple(in_force))

    def _serve(self, index: int, checker: _Checker) -> None:
        """Have exercises graded until none is left; None is told at the end."""
        try:
            while not self.over and (exercise := self._work.next(index)):
                self._events.put(Started(exercise.id))
                try:
                    self._events.put(checker.grade(self._job(exercise), exercise.exercise_limit, self._events.put))
                except (OSError, ValueError, MemoryError, GraderError) as error:  # ValueError: its pipe has been closed
                    if not self.over:
                        self._events.put(GraderFailed(exercise.id, _with_limits(str(error))))
        finally:
            self._events.put(None)

    def _job(self, exercise: Exercise) -> Job:
        untouched = self._wishes.untouched.get(exercise.id, "")
        wishes = self._wishes
        return Job(exercise.id, self._modules, self._seed, wishes.pictures, untouched, wishes.needed, wishes.trial)


class _Work:
    """Exercises to hand out: those of NumPy first, but for one checker of several those of Keras.

    Of each the slow ones come first: who has none left should not have to wait long for the others.
    """

    def __init__(self, exercises: tuple[Exercise, ...], checkers: int):
        self._lock = threading.Lock()
        self._keras_first = 0 if checkers > 1 else None
        every = sorted(exercises, key=lambda exercise: (-exercise.call_limit, -exercise.exercise_limit))
        self._numpy = [exercise for exercise in every if catalog.unit(exercise.unit).preload == "numpy"]
        self._keras = [exercise for exercise in every if exercise not in self._numpy]

    def next(self, checker: int) -> Exercise | None:
        with self._lock:
            first, second = (self._keras, self._numpy) if checker == self._keras_first else (self._numpy, self._keras)
            mine = first or second
            return mine.pop(0) if mine else None


class _Checker:
    """A checker process, seen from here."""

    def __init__(self, program: Sequence[str], units: list[str], controls: dict[str, socket.socket], scratch: str):
        numbers = [f"{preload}={control.fileno()}" for preload, control in controls.items()]
        self.process = Child(
            command(*program, *numbers, "--", *units),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            pass_fds=[control.fileno() for control in controls.values()],  # POSIX: elsewhere there are none
            env=environment(**dict.fromkeys(_PLACES, scratch)), **APART,
        )  # fmt: skip
        self._complaints: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        try:
            self._listener.start()
        except RuntimeError:
            self.process.kill()
            raise
        self._deadline = float("inf")
        self.given_up = False
        """Whether it was ended from here, and had not died before."""

    def grade(self, job: Job, exercise_limit: float, tell: Listener) -> Graded:
        """Have one exercise graded; what happens meanwhile is told.

        Args:
            exercise_limit: seconds that the student's code has.

        Raises:
            OSError, GraderError: there is no verdict, and the student cannot help it.
        """
        self._deadline = time.monotonic() + START_LIMIT + PATIENCE * exercise_limit + _CHECKS_LIMIT
        try:
            return self._answer(job, tell)
        finally:
            self._deadline = float("inf")

    def end_if_late(self) -> None:
        """End the process if it takes longer than an exercise may."""
        if time.monotonic() > self._deadline:
            self.process.kill()

    def _answer(self, job: Job, tell: Listener) -> Graded:
        assert self.process.stdin
        self.process.stdin.write(job.to_json() + "\n")
        self.process.stdin.flush()
        while event := self._event():
            match event:
                case Graded():
                    return event
                case GraderFailed(_, reason):
                    raise GraderError(reason)
                case EpochEnded():
                    tell(event)
        raise GraderError(f"un proceso del corrector ha muerto: {self._last_words()}")

    def _event(self) -> CheckerEvent | None:
        """What the process tells next; None if it has ended.

        Raises:
            GraderError: it says what is no event; whatever else it may say is not for us to guess, and it is ended.
        """
        assert self.process.stdout
        try:
            line = self.process.stdout.readline()
            return event_from_json(line) if line else None
        except ValueError:  # not even text, or no event
            self.process.kill()
            raise GraderError("un proceso del corrector ha dicho algo que no se entiende") from None

    def _listen(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self._complaints.put(line.rstrip())

    def _last_words(self) -> str:
        self._listener.join(1)  # what it said at its end may still be on its way
        words = "sin decir nada"
        while not self._complaints.empty():
            words = self._complaints.get() or words
        return words

    def end(self) -> None:
        """End the process, by force: signals that the command ignored when it started it are ignored by it too."""
        self.given_up = self.given_up or self.process.poll() is None
        self.process.kill()

    def close(self) -> None:
        self.end()
        self.process.wait()
        self._listener.join(1)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def _with_limits(reason: str) -> str:
    """A reason for a failure of the grader and, where it is not in there, what of the system may be behind it."""
    limits = "" if "ulimit" in reason else in_the_way()
    return f"{reason}; {limits}" if limits else reason


def _not_graded(exercise: Exercise) -> ExerciseResult:
    return ExerciseResult(exercise.id, exercise.unit, exercise.title, exercise.points, 0.0, "not_graded", 0.0, ())


def _out_of_time(minutes: float) -> Callable[[Exercise], ExerciseResult]:
    text = (
        f"No dio tiempo: toda la corrección tenía {minutes:g} minutos y se acabaron antes. "
        "¿Hay un bucle que no termina en alguna de tus funciones?"
    )

    def result(exercise: Exercise) -> ExerciseResult:
        check = Check(OUT_OF_TIME, "core", "timeout", 1.0, text)
        return dataclasses.replace(_not_graded(exercise), status="timeout", checks=(check,))

    return result
