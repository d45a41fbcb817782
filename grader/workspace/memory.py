"""What a student's folder remembers between commands: hints seen, best and last result of each exercise.

One small file, ``.rna.json``, beside the modules. Nothing depends on it: deleted, damaged or not
writable, everything works without memory.
"""

from __future__ import annotations

import json
import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from grader import submission
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise, Unit
from grader.files import write_whole
from grader.report import EXERCISE_STATUSES, Check, ExerciseResult, Report, Standing

FILE = ".rna.json"
SCHEMA = "rna/state/v1"
NO_MEMORY = "no se puede escribir en «{folder}»: todo funciona, pero sin memoria de pistas ni de progreso"


@dataclass(frozen=True)
class Record:
    """What is remembered of one exercise."""

    status: str = ""
    """Of the last grading; "" if it was never graded."""
    last: float = 0.0
    best: float = 0.0
    hints: int = 0
    """How many of its hints have been read."""
    code: str = ""
    """The fingerprint (changes.py) of what was graded last."""


class Memory:
    """The file of one folder. Each change reads it again first, so that two commands may run at once."""

    def __init__(self, folder: Path):
        self._file = folder / FILE
        self.lost = False
        """Whether something could not be written."""

    def records(self) -> dict[str, Record]:
        """What is remembered, by exercise; only what makes sense of what the file says."""
        try:
            tree = json.loads(submission.read(self._file) or b"{}")
        except (ValueError, RecursionError):
            return {}
        entries = tree.get("exercises") if isinstance(tree, dict) and tree.get("schema") == SCHEMA else None
        if not isinstance(entries, dict):
            return {}
        return {each.id: _record(each, entries[each.id]) for each in catalog.exercises() if each.id in entries}

    def remember(self, results: Sequence[ExerciseResult], codes: Mapping[str, str]) -> Standing:
        """Keep the verdicts, and tell where they lead; ``codes`` are the fingerprints of what was graded."""
        before = self.records()
        records = dict(before)
        for result in results:
            if result.status != "not_graded":
                known = records.get(result.id, Record())
                records[result.id] = replace(
                    known, status=result.status, last=result.score, best=max(known.best, result.score),
                    code=codes.get(result.id, ""),
                )  # fmt: skip
        self._write(records)
        last = max((_ORDER[result.id] for result in results), default=-1)
        return Standing(self.next(records, last), *(() if self.lost else self._reached(before, records)))

    def next(self, records: Mapping[str, Record], after: int = -1) -> Exercise | None:
        """The first exercise here that is not done, of those after a place in the course and then of those before it.

        A teacher may have left out some units: what is not here is nothing to do.
        """
        here = [each for each in catalog.exercises() if (self._file.parent / f"{each.unit}.py").exists()]
        todo = [each for each in here if records.get(each.id, Record()).status != "passed"]
        return next((each for each in todo if _ORDER[each.id] > after), todo[0] if todo else None)

    def _reached(
        self, before: Mapping[str, Record], now: Mapping[str, Record]
    ) -> tuple[tuple[Unit, ...], tuple[Exercise, ...]]:
        """What is finished for the first time: units, and all exercises of the course or none."""
        every = catalog.exercises()
        finished = tuple(
            unit for unit in catalog.units() if _done(unit.exercises, now) and not _done(unit.exercises, before)
        )
        return finished, every if finished and _done(every, now) else ()

    def read_hint(self, exercise: Exercise, step: int | None = None) -> int:
        """One more hint has been read (or those up to ``step``): how many that makes."""
        records = self.records()
        known = records.get(exercise.id, Record())
        read = min(len(exercise.hints), step or known.hints + 1)
        records[exercise.id] = replace(known, hints=max(read, known.hints))
        self._write(records)
        return read

    def _write(self, records: dict[str, Record]) -> None:
        tree = {"schema": SCHEMA, "exercises": {name: asdict(record) for name, record in records.items()}}
        try:
            write_whole(self._file, json.dumps(tree, indent=1) + "\n")
        except OSError:
            self.lost = True


_ORDER = {exercise.id: place for place, exercise in enumerate(catalog.exercises())}


def _done(exercises: Iterable[Exercise], records: Mapping[str, Record]) -> bool:
    """Whether each of them has once earned all its points."""
    return all(records.get(each.id, Record()).best >= each.points for each in exercises)


def _record(exercise: Exercise, entry: Any) -> Record:
    """An entry of the file, which anybody may have edited: what is not as it should be is as if it were not there."""
    if not isinstance(entry, dict):
        return Record()
    status, hints, code = entry.get("status"), entry.get("hints"), entry.get("code")
    return Record(
        status if status in EXERCISE_STATUSES else "",
        _points(exercise, entry.get("last")),
        _points(exercise, entry.get("best")),
        min(max(hints, 0), len(exercise.hints)) if type(hints) is int else 0,
        code if isinstance(code, str) else "",
    )


def _points(exercise: Exercise, value: Any) -> float:
    if type(value) not in (int, float) or not 0 <= value < math.inf:  # which NaN is not
        return 0.0
    return float(min(value, exercise.points))


def report(
    records: Mapping[str, Record], unusable: Container[str] = (), lost: Mapping[str, str] | None = None
) -> Report:
    """The last verdict on every exercise, those never graded as not done.

    Args:
        unusable: the modules in whose place lies what cannot be read: nobody knows what is done there.
        lost: of the functions that are not where they are looked for, what is there instead.
    """
    known = ((exercise, records.get(exercise.id, Record())) for exercise in catalog.exercises())
    return Report(0, tuple(_result(each, record, unusable, lost or {}) for each, record in known))


def _result(exercise: Exercise, record: Record, unusable: Container[str], lost: Mapping[str, str]) -> ExerciseResult:
    status = record.status or ("error" if f"{exercise.unit}.py" in unusable else "not_implemented")
    told = lost.get(exercise.id, "") if status != "passed" else ""
    checks = (Check("found", "core", "skipped", 1.0, told),) if told else ()
    return ExerciseResult(
        exercise.id, exercise.unit, exercise.title, exercise.points, record.last,
        "not_implemented" if told else status, 0.0, checks,
    )  # fmt: skip
