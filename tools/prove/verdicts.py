"""The verdict on every answer of the corpus, and its diagnosis, to see that a change to the kit changes none.

``python -m tools.prove.verdicts write FILE [UNIT ...]`` (every unit unless told) grades, all with one seed, the known
right and wrong answers, those held out and garbage, what shows a symptom, each misconception as an answer of its own,
and the solutions. ``compare OLD NEW`` tells what two such files disagree on, with exit status 1 if they do. Other
messages of the checks are told too, but are no disagreement: some show random numbers.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from grader.curriculum import catalog
from grader.curriculum.library import library
from grader.verdict.grading import Grading
from tests.support import CORPUS, SOLUTIONS
from tests.support.answers import submissions
from tests.support.library import source

PLACES = (
    ("", "answers/{unit}.py"),
    ("heldout", "heldout/{unit}.py"),
    ("garbage", "heldout/garbage.py"),
    ("", "misconceptions/{unit}.py"),
)
"""Modules of answers below ``CORPUS``, and what their answers are called where it is not the mark."""

SEED = 7
Verdicts = dict[str, dict[str, Any]]
"""By an answer's id: status, score, checks and diagnosis, as in a report."""


@dataclass(frozen=True)
class Answer:
    """An answer to an exercise, as the source of a student's module."""

    exercise: str
    kind: str
    name: str
    source: str

    @property
    def id(self) -> str:
        return f"{self.exercise}-{self.kind}-{self.name}"


def main() -> int:
    match sys.argv[1:]:
        case ["write", file, *units]:
            write(Path(file), units or [unit.id for unit in catalog.units()])
            return 0
        case ["compare", old, new]:
            return 1 if compare(read(Path(old)), read(Path(new))) else 0
    print(__doc__, file=sys.stderr)
    return 2


# -- the corpus


def corpus(unit: str) -> Iterator[Answer]:
    """Every answer to the exercises of a unit."""
    for called, place in PLACES:
        path = CORPUS / place.format(unit=unit)
        for mark, argument, name, text in submissions(path, ("right", "wrong", "shows")) if path.exists() else ():
            exercise = ".".join(argument.split(".")[:2])  # a symptom has a third part
            if exercise.startswith(f"{unit}."):
                yield Answer(exercise, called or mark, name, text)
    for entry in (entry for exercise in catalog.unit(unit).exercises for entry in library(exercise.id)):
        if not entry.is_symptom:
            yield Answer(entry.exercise, "misconception", entry.function.__name__, source(entry))
    solutions = (SOLUTIONS / f"{unit}.py").read_text(encoding="utf-8")
    for each in catalog.unit(unit).exercises:
        yield Answer(each.id, "solution", each.name, solutions)


# -- what becomes of it


def write(file: Path, units: list[str]) -> None:
    found: Verdicts = {}
    with ThreadPoolExecutor(2) as pool:
        for verdicts in pool.map(graded, reversed(units)):  # the last units train: they take longest
            found |= verdicts
    # Sorted: two such files can be compared with diff too.
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def graded(unit: str) -> Verdicts:
    began = time.monotonic()
    answers = list(corpus(unit))
    with Grading({unit}, jobs=1) as grading:
        verdicts = {answer.id: verdict(grading, answer) for answer in answers}
    assert len(verdicts) == len(answers), "an id twice"
    print(f"{unit:18}{len(verdicts):6} answers {time.monotonic() - began:8.0f} s", flush=True)
    return verdicts


def verdict(grading: Grading, answer: Answer, seed: int = SEED) -> dict[str, Any]:
    modules = {f"{answer.exercise.partition('.')[0]}.py": answer.source.encode()}
    (result,) = grading.grade(modules, catalog.select([answer.exercise]), seed).exercises
    checks = [asdict(check) for check in result.checks]
    return {"status": result.status, "score": result.score, "checks": checks, "diagnosis": result.diagnosis}


def read(file: Path) -> Verdicts:
    verdicts: Verdicts = json.loads(file.read_text(encoding="utf-8"))
    return verdicts


# -- comparing


SHIFTING = re.compile(r"/\S*?rna-\w{8}/rna-\w{8}/scratch/tmp\w{8}|línea \d+")
"""What a message may say otherwise each time: temporary folders, and lines of an answer that stands elsewhere now."""


def compare(old: Verdicts, new: Verdicts) -> int:
    """Tell how two runs differ; gives the number of answers on which they disagree."""
    both = sorted(old.keys() & new.keys())
    differing = {id: found for id in both if (found := list(differences(old[id], new[id])))}
    reworded = {id: [line] for id in both if id not in differing and (line := other_words(old[id], new[id]))}
    only = {"old": old.keys() - new.keys(), "new": new.keys() - old.keys()}
    for id, found in [*reworded.items(), *differing.items()]:
        print("\n  ".join([id, *found]))
    for name, ids in only.items():
        print("\n  ".join([f"{len(ids)} answers only in the {name} file", *sorted(ids)]))
    print(f"{len(both)} in both: {len(both) - len(differing)} with the same verdict ({len(reworded)} in other words)")
    print(f"{len(differing)} with another verdict or diagnosis")
    return len(differing)


def differences(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """What two verdicts disagree on, but for what their checks say."""
    for part in "status", "score", "diagnosis":
        if one[part] != other[part]:
            yield f"{part}: {one[part]} -> {other[part]}"
    was, now = ([silent(check) for check in each["checks"]] for each in (one, other))
    if was != now:
        gone, come = [check for check in was if check not in now], [check for check in now if check not in was]
        yield f"checks: {gone} -> {come}"


def silent(check: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in check.items() if name != "message"}


def other_words(one: dict[str, Any], other: dict[str, Any]) -> str:
    """The first line that the checks of two verdicts do not share."""
    was, now = ("\n".join(SHIFTING.sub("…", check["message"]) for check in each["checks"]) for each in (one, other))
    pairs = zip_longest(was.splitlines(), now.splitlines())
    return next((f"says: {first} -> {second}" for first, second in pairs if first != second), "")


if __name__ == "__main__":
    sys.exit(main())
