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
from dataclasses import asdict
from pathlib import Path
from typing import Any

from grader.curriculum.catalog import Exercise
from grader.files import digest, kit_by_times, write_whole
from grader.report import ExerciseResult, Report, result_of
from grader.workspace import changes

_LASTING = ("passed", "failed", "error", "not_implemented")
"""What was graded once and would be again; a time limit may have been reached because the machine was busy."""


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
        self._text = digest(*(part for name, source in sources for part in (name.encode(), source)))
        self._codes = {exercise.id: self._text for exercise in exercises} if codes is None else codes
        self._file = _place() / f"{digest(str(folder).encode())}.json"
        self._entries: dict[str, Any] = {}
        self.seed = seed
        self.layers: tuple[str, ...] = ()
        self.known: dict[str, ExerciseResult] = {}
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            self._read(json.loads(self._file.read_text(encoding="utf-8")), seed)

    def _read(self, tree: dict[str, Any], seed: int | None) -> None:
        if tree["kit"] != kit_by_times() or seed not in (None, tree["seed"]):
            return
        self._entries, self.layers = tree["exercises"], tuple(tree["sandbox"])
        self.known = {name: result_of(self._entries[name]["result"]) for name in self._codes if self._holds(name)}
        self.seed = int(tree["seed"])

    def _holds(self, name: str) -> bool:
        """Messages quote lines by number: only where all passed do comments and layout not matter."""
        entry = self._entries.get(name)
        if entry is None or entry["code"] != self._codes[name]:
            return False
        return bool(entry["result"]["status"] == "passed" or entry["text"] == self._text)

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
        entries = {
            result.id: {"code": self._codes[result.id], "text": self._text, "result": asdict(result)}
            for result in report.exercises
            if result.status in _LASTING
        }
        others = self._entries if report.seed == self.seed else {}
        about = {"kit": kit_by_times(), "seed": report.seed, "sandbox": report.sandbox}
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._file, json.dumps({**about, "exercises": {**others, **entries}}))


def allowed(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a verdict may be remembered here: not on a machine that others look at for a grade."""
    return not {"CI", "GITHUB_ACTIONS", "CLASSROOM50_BUNDLE_DIR"} & set(environment)


def _place() -> Path:
    """The user's cache folder, as each system has it."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    match sys.platform:
        case "win32":
            return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "rna" / "Cache"
        case "darwin":
            return home / "Library" / "Caches" / "rna"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "rna"
