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
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from grader.boundary.sandbox import LAYERS, keep_to_itself
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.errors import GraderError
from grader.report import Check, ExerciseResult, Report
from grader.submission import mentions_tensorflow
from grader.verdict.events import (
    CheckerEvent,
    Event,
    Graded,
    GraderFailed,
    Job,
    Listener,
    Started,
    event_from_json,
)
from grader.verdict.processes import START_LIMIT, Launcher, wake

CAN_FORK = sys.platform == "linux"

_PLACES = ("TMPDIR", "TEMP", "TMP", "HYPOTHESIS_STORAGE_DIRECTORY")
"""Variables that say where a checker may leave things."""

_CHECKS_LIMIT = 120.0
"""Seconds for the checks' own work in one exercise; a checker that takes longer has been interfered with."""


def new_seed() -> int:
    """A seed that nobody can have prepared for."""
    return secrets.randbelow(2**31)


def unheard(event: Event) -> None:
    """A listener for whom the report is enough."""


def grade(
    folder: Path,
    exercises: Iterable[Exercise],
    seed: int,
    jobs: int | None = None,
    listener: Listener = unheard,
    pictures: bool = False,
    untouched: Mapping[str, str] = MappingProxyType({}),
    minutes: float | None = None,
) -> Report:
    """Grade the submission whose modules are in ``folder`` (see submission.find).

    Args:
        pictures: whether the results bring figures too.
        untouched: exercises known to be not begun, and what to say of each; nothing is run for them.
        minutes: for all of it; an exercise without a verdict by then has the status "timeout".
    """
    exercises = tuple(exercises)
    units = {exercise.unit for exercise in exercises}
    begun = {exercise.unit for exercise in exercises if exercise.id not in untouched}
    preloads = {"tensorflow" if mentions_tensorflow(folder, unit) else catalog.unit(unit).preload for unit in begun}
    with Grading(seed, units, jobs or default_jobs(exercises), preloads or {"numpy"}) as grading:
        return grading.grade(folder, exercises, listener, pictures, untouched, minutes)


def default_jobs(exercises: tuple[Exercise, ...]) -> int:
    """Checker processes worth starting: no more than cores, or than exercises."""
    return max(1, min(os.cpu_count() or 1, 4, len(exercises)))


class Grading:
    """Checker processes, warm: they grade one submission after another.

    Args:
        units: whose checks to load.
        preloads: which launchers to start; by default, those that the units always need.
    """

    def __init__(self, seed: int, units: set[str], jobs: int, preloads: set[str] | None = None):
        keep_to_itself()  # whoever grades holds the seed and the verdicts
        self._seed = seed
        self._units = sorted(units)
        self._scratch = tempfile.TemporaryDirectory(prefix="rna-", ignore_cleanup_errors=True)
        started = sorted(preloads or {catalog.unit(unit).preload for unit in units}) if CAN_FORK else []
        self._launchers = {preload: Launcher(preload, jobs) for preload in started}
        self._checkers = [
            _Checker(
                seed,
                self._units,
                {preload: each.ends[index] for preload, each in self._launchers.items()},
                self._scratch.name,
            )
            for index in range(jobs)
        ]

        self._processes: list[subprocess.Popen[Any]] = [checker.process for checker in self._checkers]
        self._processes += [launcher.process for launcher in self._launchers.values()]

    def __enter__(self) -> Grading:
        return self

    def __exit__(self, *error: object) -> None:
        for checker in self._checkers:
            checker.close()
        for launcher in self._launchers.values():
            launcher.close()
        self._scratch.cleanup()

    def abandon(self) -> None:
        """End the checkers: a grade under way in another thread comes to its end, its exercises not graded."""
        for checker in self._checkers:
            checker.terminate()

    def grade(
        self,
        folder: Path,
        exercises: Iterable[Exercise],
        listener: Listener = unheard,
        pictures: bool = False,
        untouched: Mapping[str, str] = MappingProxyType({}),
        minutes: float | None = None,
    ) -> Report:
        """Grade one submission; the checkers share its exercises. For the arguments see ``grade``.

        Once the minutes are over, the checkers are given up.
        """
        exercises = tuple(exercises)
        work = _Work(exercises, len(self._checkers), time.monotonic() + 60 * minutes if minutes else float("inf"))

        def job(exercise: Exercise) -> Job:
            return Job(exercise.id, folder, pictures, untouched.get(exercise.id, ""))

        results: dict[str, ExerciseResult] = {}
        sandboxes: list[tuple[str, ...]] = []
        threads = [
            threading.Thread(target=checker.serve, args=(job, work, index, results, sandboxes, listener), daemon=True)
            for index, checker in enumerate(self._checkers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():  # a join without limit would not let Ctrl-C through
                thread.join(0.2)
                for process in self._processes:
                    wake(process)
                if work.over:
                    self.abandon()
        without = _out_of_time(minutes) if minutes and work.over else _not_graded
        graded = tuple(results.get(exercise.id) or without(exercise) for exercise in exercises)
        in_force = [name for name in LAYERS if sandboxes and all(name in each for each in sandboxes)]
        return Report(self._seed, graded, tuple(in_force))


class _Work:
    """Exercises to hand out until a deadline: the quick ones first, but for one checker of several the slow ones."""

    def __init__(self, exercises: tuple[Exercise, ...], checkers: int, deadline: float):
        self._lock = threading.Lock()
        self._slow_first = 0 if checkers > 1 else None
        self._deadline = deadline
        self._quick = [exercise for exercise in exercises if catalog.unit(exercise.unit).preload == "numpy"]
        slow = [exercise for exercise in exercises if exercise not in self._quick]
        self._slow = sorted(slow, key=lambda exercise: -exercise.call_limit)

    @property
    def over(self) -> bool:
        """Whether the deadline has passed."""
        return time.monotonic() > self._deadline

    def next(self, checker: int) -> Exercise | None:
        with self._lock:
            first, second = (self._slow, self._quick) if checker == self._slow_first else (self._quick, self._slow)
            mine = first or second
            return mine.pop(0) if mine and not self.over else None


class _Checker:
    """A checker process, seen from here."""

    def __init__(self, seed: int, units: list[str], controls: dict[str, socket.socket], scratch: str):
        numbers = [f"{preload}={control.fileno()}" for preload, control in controls.items()]
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-m", "grader.verdict.checker", *numbers, "--", *units],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            pass_fds=[control.fileno() for control in controls.values()],
            env={**os.environ, **dict.fromkeys(_PLACES, scratch)}, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdin
        self.process.stdin.write(f"{seed}\n")
        self._complaints: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def serve(
        self,
        job: Callable[[Exercise], Job],
        work: _Work,
        index: int,
        results: dict[str, ExerciseResult],
        sandboxes: list[tuple[str, ...]],
        listener: Listener,
    ) -> None:
        """Grade exercises until none is left."""
        while exercise := work.next(index):
            listener(Started(exercise.id))
            try:
                graded = self._grade(job(exercise), exercise, listener)
                results[exercise.id] = graded.result
                if graded.sandbox is not None:
                    sandboxes.append(graded.sandbox)
            except (OSError, GraderError) as error:
                if work.over:
                    return
                listener(GraderFailed(exercise.id, str(error)))

    def _grade(self, job: Job, exercise: Exercise, listener: Listener) -> Graded:
        watchdog = threading.Timer(START_LIMIT + exercise.exercise_limit + _CHECKS_LIMIT, self.process.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            return self._answer(job, listener)
        finally:
            watchdog.cancel()

    def _answer(self, job: Job, listener: Listener) -> Graded:
        assert self.process.stdin
        self.process.stdin.write(job.to_json() + "\n")
        self.process.stdin.flush()
        while (event := self._event()) is not None:
            match event:
                case GraderFailed():
                    raise GraderError(event.reason)
                case Graded():
                    listener(event)
                    return event
            listener(event)
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
        words = "sin decir nada"
        while not self._complaints.empty():
            words = self._complaints.get() or words
        return words

    def terminate(self) -> None:
        self.process.terminate()

    def close(self) -> None:
        self.terminate()
        self.process.wait()
        self._listener.join(1)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def _not_graded(exercise: Exercise) -> ExerciseResult:
    return ExerciseResult(exercise.id, exercise.unit, exercise.title, exercise.points, 0.0, "not_graded", 0.0, ())


def _out_of_time(minutes: float) -> Callable[[Exercise], ExerciseResult]:
    text = (
        f"No dio tiempo: toda la corrección tenía {minutes:g} minutos y se acabaron antes. "
        "¿Hay un bucle que no termina en alguna de tus funciones?"
    )

    def result(exercise: Exercise) -> ExerciseResult:
        check = Check("time_limit", "core", "timeout", 1.0, text)
        return dataclasses.replace(_not_graded(exercise), status="timeout", checks=(check,))

    return result
