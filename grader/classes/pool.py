"""Submissions graded on this machine: a pool of graders with warm checkers, each driven by a thread of its own.

What a thread costs is little: all that grades is done in the checkers' processes and in the workers behind them.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from grader.boundary import sandbox
from grader.curriculum import catalog
from grader.shell import ending
from grader.verdict.events import Event, GraderFailed
from grader.verdict.grading import Grading, Wishes
from grader.verdict.processes import require_sandbox


@dataclass(frozen=True)
class Terms:
    """What holds for every submission of a run."""

    exercises: tuple[str, ...]
    minutes: float
    """For all of a submission."""
    require_sandbox: bool = False
    pictures: bool = False

    @property
    def wishes(self) -> Wishes:
        """The same as wishes of each grading."""
        needed = sandbox.NEEDED if self.require_sandbox else ()
        return Wishes(pictures=self.pictures, minutes=self.minutes, needed=needed)

    def check(self, offered: Iterable[str]) -> None:
        """Refuse a machine whose workers would be closed in with less than what is asked for.

        Raises:
            RnaError: it offers less.
        """
        if self.require_sandbox:
            require_sandbox(offered)


@dataclass(frozen=True)
class Job:
    """A submission to grade."""

    key: str
    modules: dict[str, bytes]
    seed: int


@dataclass(frozen=True)
class Answer:
    """What became of a job: a report as JSON, or the reason why there is none. Nothing but text: it travels."""

    report: str | None
    reason: str = ""


class Abandoned(Exception):
    """The grader has been told to end."""


class Grader:
    """Grades one submission at a time with checkers that are kept warm; once one has died, with new ones."""

    def __init__(self, terms: Terms):
        self._exercises, self._wishes = catalog.select(list(terms.exercises)), terms.wishes
        self._grading: Grading | None = None
        self._over = False

    def grade(self, modules: dict[str, bytes], seed: int) -> Answer:
        """Grade a submission; if the grader fails, once more.

        Raises:
            Abandoned: it has been.
        """
        answer = self._grade(modules, seed)
        return answer if answer.report else self._grade(modules, seed)

    def _grade(self, modules: dict[str, bytes], seed: int) -> Answer:
        broken: list[str] = []

        def listen(event: Event) -> None:
            if isinstance(event, GraderFailed):
                broken.append(f"{event.exercise}: {event.reason}")

        grading = self._warm()
        report = grading.grade(modules, self._exercises, seed, listen, self._wishes)
        if self._over:
            raise Abandoned
        if not broken and grading.whole:
            if report.out_of_time:  # its checkers have been given up
                self.close()
            return Answer(report.to_json())
        self.close()
        where = f"en {broken[0]}" if broken else "porque ha muerto uno de sus procesos"
        return Answer(None, f"el corrector ha fallado {where}")

    def _warm(self) -> Grading:
        if self._grading and not self._grading.whole:  # something died since
            self.close()
        grading = self._grading
        if not grading and not self._over:
            self._grading = grading = Grading({each.unit for each in self._exercises}, jobs=1)
        if self._over or not grading:  # looked at last: who abandons says so before looking for checkers to end
            raise Abandoned
        return grading

    def abandon(self) -> None:
        """End it from another thread: what it grades comes to its end without a report."""
        self._over = True
        if grading := self._grading:
            grading.abandon()

    def close(self) -> None:
        """End its processes."""
        grading, self._grading = self._grading, None
        if grading:
            grading.close()


class Pool:
    """``size`` graders; a context manager, which ends them."""

    def __init__(self, size: int, terms: Terms):
        self.size, self._terms = size, terms
        self._graders = [Grader(terms) for _ in range(size)]
        self._threads = [threading.Thread(target=self._serve, args=(each,), daemon=True) for each in self._graders]
        self._todo: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        # A SimpleQueue waits for ever once a signal has outlasted the time of its get: Ctrl-Z, and fg later.
        self._done: queue.Queue[tuple[Job, Answer | Exception]] = queue.Queue()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        for grader in self._graders:
            grader.abandon()
            self._todo.put(None)
        for thread in self._threads:
            if thread.ident:
                thread.join()

    def check(self) -> None:
        """Refuse to grade with less than the terms ask for, before any code of a submission runs.

        Raises:
            RnaError: this machine offers less.
        """
        with ending.held():
            offered = sandbox.offered() if self._terms.require_sandbox else ()
        self._terms.check(offered)

    def grade(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Answer]]:
        """Grade every job; yields answers as they come. Only a few jobs are in memory at once.

        Raises:
            OSError: this machine can no longer grade.
        """
        for thread in self._threads:
            thread.start()
        under_way = self._begin(jobs, 2 * self.size)
        while under_way:
            job, answer = self._next()
            under_way += self._begin(jobs, 1) - 1
            if isinstance(answer, Exception):
                raise answer
            yield job, answer

    def _begin(self, jobs: Iterator[Job], most: int) -> int:
        """Put up to so many jobs where a grader finds them; how many there were."""
        begun = list(islice(jobs, most))
        for job in begun:
            self._todo.put(job)
        return len(begun)

    def _next(self) -> tuple[Job, Answer | Exception]:
        while True:
            with contextlib.suppress(queue.Empty):
                return self._done.get(timeout=0.5)  # to wait without limit would not let Ctrl-C through everywhere

    def _serve(self, grader: Grader) -> None:
        """Grade until there is nothing more. A launcher lives as long as the thread that started it: this one."""
        with contextlib.closing(grader), contextlib.suppress(Abandoned):
            while job := self._todo.get():
                self._done.put((job, _answer(grader, job)))


def _answer(grader: Grader, job: Job) -> Answer | Exception:
    try:
        return grader.grade(job.modules, job.seed)
    except Abandoned:
        raise
    except Exception as error:  # to be raised where somebody listens
        return error
