"""What is being graded right now, on standard error: a live bar on a terminal, a few lines in a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from grader import shell
from grader.curriculum.catalog import Exercise
from grader.feedback.plurals import counted
from grader.shell import ending
from grader.verdict.events import EpochEnded, Event, Graded, GraderFailed, Started

_LOG_EVERY = 10.0
"""Seconds between two lines on a class in a log."""


class Progress:
    """A listener for grading.grade.

    Attributes:
        broken: what the grader itself stumbled over, "" if nothing.
    """

    def __init__(self, exercises: tuple[Exercise, ...]):
        self.broken = ""
        self._view: _Bar | _Log = _Bar(exercises) if shell.draws(sys.stderr) else _Log()

    def __enter__(self) -> Progress:
        self._view.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._view.stop()

    def __call__(self, event: Event) -> None:
        match event:
            case Started(exercise):
                self._view.begin(exercise)
            case EpochEnded(exercise, epoch, epochs):
                self._view.epoch(exercise, epoch, epochs)
            case Graded(result):
                self._view.end(result.id)
            case GraderFailed(exercise, reason):
                self.broken = self.broken or f"{exercise}: {reason}"


_CLEAR = "\r\x1b[2K\x1b[?25h"
"""What a bar needs that is cut short: its line is cleared, and the cursor shown that it hides."""


class _Bar:
    def __init__(self, exercises: tuple[Exercise, ...]):
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as RichProgress

        columns = TextColumn("Corrigiendo"), BarColumn(20), MofNCompleteColumn(), TextColumn("{task.description}")
        self._progress = RichProgress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("", total=len(exercises))
        self._running: dict[str, str] = {}

    def start(self) -> None:
        ending.clearing = _CLEAR
        self._progress.start()

    def stop(self) -> None:
        self._progress.stop()
        ending.clearing = ""

    def begin(self, exercise: str) -> None:
        self._running[exercise] = exercise.partition(".")[2]
        self._describe()

    def epoch(self, exercise: str, epoch: int, epochs: int) -> None:
        self._running[exercise] = f"{exercise.partition('.')[2]} (época {epoch} de {epochs})"
        self._describe()

    def end(self, exercise: str) -> None:
        self._running.pop(exercise, None)
        self._progress.advance(self._task)
        self._describe()

    def _describe(self) -> None:
        # What trains is worth seeing: the longest description goes last, where it may be cut.
        self._progress.update(self._task, description=", ".join(sorted(self._running.values(), key=len)))


class _Log:
    """In a log: when a network begins to train, and each fifth of its way."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def begin(self, exercise: str) -> None: ...

    def epoch(self, exercise: str, epoch: int, epochs: int) -> None:
        if epoch * 5 // max(epochs, 1) != (epoch - 1) * 5 // max(epochs, 1):
            print(f"{exercise}: época {epoch} de {epochs}", file=sys.stderr, flush=True)

    def end(self, exercise: str) -> None: ...


class ClassProgress:
    """Submissions of a class: how many, how fast, how long still."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        columns = (
            *(TextColumn("Corrigiendo"), BarColumn(30), MofNCompleteColumn(), TextColumn("{task.fields[rate]}")),
            *(TextColumn("quedan"), TimeRemainingColumn(compact=True)),
        )
        console = Console(stderr=True)
        self._live = shell.draws(sys.stderr)
        self._progress = RichProgress(*columns, console=console, transient=True, disable=not self._live)
        self._began, self._last_line, self._done, self._todo = time.monotonic(), 0.0, 0, 0

    def __enter__(self) -> ClassProgress:
        ending.clearing = _CLEAR if self._live else ""
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()
        ending.clearing = ""

    def start(self, total: int, done: int) -> None:
        """``done`` of ``total`` were graded before."""
        self._began = self._last_line = time.monotonic()
        self._todo = total - done
        self._task = self._progress.add_task("", total=total, completed=done, rate="")
        self._progress.start()

    def advance(self) -> None:
        """One more is graded."""
        self._done += 1
        rate = self._done / max(time.monotonic() - self._began, 1e-6)
        self._progress.update(self._task, advance=1, rate=_rate(rate))
        if not self._live and (time.monotonic() - self._last_line > _LOG_EVERY or self._done == self._todo):
            self._last_line = time.monotonic()
            left = (self._todo - self._done) / rate
            line = f"{self._done} de {counted(self._todo, 'entrega')}, {_rate(rate)}, quedan {left:.0f} s"
            print(line, file=sys.stderr, flush=True)


def _rate(rate: float) -> str:
    return f"{rate:.1f} por segundo" if rate >= 1 else f"{60 * rate:.1f} por minuto"
