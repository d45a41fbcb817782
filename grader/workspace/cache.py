"""Verdicts on answers that have not changed since, so that grading again shows them at once.

One file for each folder of answers, in the user's cache and never beside the answers: a submission cannot
bring its own verdicts. Only what closed workers were graded with is kept, because an open one could have
written here; nothing is read or kept where the grade counts (a CI service, --require-sandbox).
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from grader import submission
from grader.curriculum.catalog import Exercise
from grader.files import digest, kit_by_times, write_whole
from grader.report import MAX_REPORT, ExerciseResult, Report, result_of
from grader.workspace import changes

_LASTING = ("passed", "failed", "error", "not_implemented")
"""What was graded once and would be again; a time limit may have been reached because the machine was busy."""


@dataclass(frozen=True)
class _Entry:
    """A verdict that is kept, without its figures: they are drawn anew each time they are asked for."""

    code: str
    """The fingerprint of what was graded."""
    text: str
    """The hash of all modules as they were."""
    result: ExerciseResult

    @classmethod
    def of(cls, name: str, tree: dict[str, Any]) -> _Entry:
        """What is kept of an exercise.

        Raises:
            Exception: it makes no sense.
        """
        result = result_of(tree["result"])
        if result.id != name:
            raise ValueError("the result of another exercise")
        return cls(str(tree["code"]), str(tree["text"]), replace(result, figures=()))


class Cache:
    """What is known of one folder's answers.

    Attributes:
        seed: the seed to grade the others with, so that all are of one; None where any will do.
        known: the verdicts that still hold, by exercise.
        layers: what closed in the workers that gave them.
    """

    def __init__(
        self, folder: Path, exercises: Iterable[Exercise], seed: int | None, codes: dict[str, str] | None = None
    ):
        """``seed``: the one asked for; verdicts of another do not hold then.

        ``codes``: changes.fingerprints, if the sources may be parsed here; somebody else's are only compared.
        """
        sources = sorted(changes.sources(folder).items())
        self._text = digest(*(part for name, source in sources for part in (os.fsencode(name), source)))
        self._codes = {exercise.id: self._text for exercise in exercises} if codes is None else codes
        self._file = _place() / f"{digest(os.fsencode(folder))}.json"
        self._entries: dict[str, _Entry] = {}
        self.seed = seed
        self.layers: tuple[str, ...] = ()
        self.known: dict[str, ExerciseResult] = {}
        with contextlib.suppress(Exception):  # whatever is in the file: all of it makes sense, or nothing is remembered
            self._read(json.loads(submission.read(self._file, MAX_REPORT) or b""), seed)

    def _read(self, tree: dict[str, Any], seed: int | None) -> None:
        if tree["kit"] != kit_by_times() or seed not in (None, tree["seed"]):
            return
        entries = {name: _Entry.of(name, entry) for name, entry in tree["exercises"].items()}
        report = Report.from_json(Report(tree["seed"], (), tuple(tree["sandbox"])).to_json())  # or it raises
        self._entries, self.seed, self.layers = entries, report.seed, report.sandbox
        self.known = {name: entries[name].result for name in self._codes if self._holds(name)}

    def _holds(self, name: str) -> bool:
        """Messages quote lines by number: only where all passed do comments and layout not matter."""
        entry = self._entries.get(name)
        if entry is None or entry.code != self._codes[name]:
            return False
        return entry.result.passed or entry.text == self._text

    def complete(self, graded: Report, exercises: Iterable[Exercise]) -> Report:
        """The report on ``exercises``, of what was graded now and what is known."""
        fresh = {result.id: result for result in graded.exercises}
        results = tuple({**self.known, **fresh}[exercise.id] for exercise in exercises)
        layers = tuple(name for name in graded.sandbox if name in self.layers) if self.known else graded.sandbox
        return Report(graded.seed, results, layers if fresh else self.layers)

    def keep(self, report: Report) -> None:
        """Remember a report on this folder, if its workers were closed in; where that fails nothing is lost."""
        if not {"landlock", "seccomp"} <= set(report.sandbox):
            return
        others = self._entries if report.seed == self.seed else {}
        entries = {
            result.id: _Entry(self._codes[result.id], self._text, replace(result, figures=()))
            for result in report.exercises
            if result.status in _LASTING
        }
        every = {name: asdict(entry) for name, entry in {**others, **entries}.items()}
        about = {"kit": kit_by_times(), "seed": report.seed, "sandbox": report.sandbox}
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._file, json.dumps({**about, "exercises": every}))


def allowed(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a verdict may be remembered here: not on a machine that others look at for a grade."""
    return not {"CI", "GITHUB_ACTIONS", "CLASSROOM50_BUNDLE_DIR"} & set(environment)


def _place() -> Path:
    """The user's cache folder, as each system has it; where there is none, one that takes nothing."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    match sys.platform:
        case "win32":
            place = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "rna" / "Cache"
        case "darwin":
            place = home / "Library" / "Caches" / "rna"
        case _:
            named = Path(os.environ.get("XDG_CACHE_HOME", ""))
            place = (named if named.is_absolute() else home / ".cache") / "rna"  # a relative one does not count
    return place if place.is_absolute() else Path(os.devnull)
