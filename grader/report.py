"""What grading brings: a Report of exercises and their checks, and its JSON."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise, Unit

SCHEMA = "rna/report/v1"

MAX_REPORT = 20_000_000
"""Bytes of a report as JSON: more than the longest messages that all checks may have."""

DIGITS, _DIGITS_OF_ALL = 12, 9
"""Decimals of points, and of their sum: so many that a mark is the same whether a course counts in ones or in hundreds,
and that seven sevenths are all of it."""

MAX_MESSAGE = 20_000
"""Characters of a check's message."""

OUT_OF_TIME = "time_limit"
"""The name of the only check of an exercise that had no verdict when the time for all of them was over."""


def listed(words: Sequence[str]) -> str:
    """«a, b y c»."""
    return " y ".join(filter(None, (", ".join(words[:-1]), words[-1])))


BY_TEACHER = "teacher"
"""The name of the check that says that a teacher has given the points of an exercise."""

EXPECTED = "se esperaba"
"""How the line of a check's message begins that shows what should have come back."""

EXERCISE_STATUSES = ("passed", "failed", "error", "timeout", "crashed", "not_implemented", "rejected", "not_graded")


@dataclass(frozen=True)
class Check:
    """One law, and what became of it. ``message`` is Spanish: the law, and how it was broken."""

    name: str
    kind: str
    status: str
    weight: float
    message: str


@dataclass(frozen=True)
class ExerciseResult:
    """The verdict on one function."""

    id: str
    unit: str
    title: str
    points: float
    score: float
    status: str
    duration: float
    checks: tuple[Check, ...]
    diagnosis: dict[str, str] | None = None
    output: str = field(default="", compare=False)
    """What the student's code printed; shown, never part of the JSON."""
    figures: tuple[dict[str, Any], ...] = field(default=(), compare=False)
    """What the units' samples.py made, where it was asked for."""

    @property
    def passed(self) -> bool:
        return self.status == "passed"


@dataclass(frozen=True)
class Report:
    """The verdict on a submission."""

    seed: int
    exercises: tuple[ExerciseResult, ...]
    sandbox: tuple[str, ...] = ()
    """The layers (sandbox.LAYERS) that closed in every worker."""
    late: str = ""
    """One line in Spanish on what was handed in late and what it is worth; "" if nothing was."""
    note: str = ""
    """What the teacher says of it."""

    @property
    def score(self) -> float:
        return round(sum(exercise.score for exercise in self.exercises), _DIGITS_OF_ALL)

    @property
    def max_score(self) -> float:
        return round(sum(exercise.points for exercise in self.graded), _DIGITS_OF_ALL)

    @property
    def graded(self) -> tuple[ExerciseResult, ...]:
        return tuple(exercise for exercise in self.exercises if exercise.status != "not_graded")

    @property
    def passed(self) -> bool:
        return all(exercise.passed for exercise in self.exercises)

    @property
    def without_figures(self) -> Report:
        return replace(self, exercises=tuple(replace(each, figures=()) for each in self.exercises))

    @property
    def out_of_time(self) -> bool:
        """Whether the time for all of it was over before everything had a verdict."""
        return any(check.name == OUT_OF_TIME for exercise in self.exercises for check in exercise.checks)

    @property
    def ran(self) -> bool:
        """Whether it tells of code of the submission that can have run."""
        return any(exercise.duration and exercise.status != "not_implemented" for exercise in self.graded)

    def to_json(self) -> str:
        """The report as the contract's schema (report.schema.json), with what figures it has."""
        tree = {
            "schema": SCHEMA,
            "seed": self.seed,
            "sandbox": list(self.sandbox),
            "score": self.score,
            "max_score": self.max_score,
            **{name: said for name, said in (("late", self.late), ("note", self.note)) if said},
            "exercises": [_tree(exercise) for exercise in self.exercises],
        }
        return visible_json(tree)

    @classmethod
    def from_json(cls, text: str) -> Report:
        """The report that ``to_json`` wrote.

        Raises:
            ValueError: it is no such report.
        """
        try:
            tree = json.loads(text, parse_constant=_refused, object_pairs_hook=_each_once)
        except RecursionError:
            raise ValueError("too deep") from None
        if not fits(tree, _schema()):
            raise ValueError("not as the schema says")
        report = cls(
            tree["seed"],
            tuple(map(_drawable, map(result_of, tree["exercises"]))),
            tuple(tree["sandbox"]),
            tree.get("late", ""),
            tree.get("note", ""),
        )
        ids = {exercise.id for exercise in report.exercises}
        totals = abs(report.score - tree["score"]), abs(report.max_score - tree["max_score"])
        if len(ids) < len(report.exercises) or max(totals) > _ROUNDING:
            raise ValueError("an exercise twice, or a total of something else")
        return report


@dataclass(frozen=True)
class Standing:
    """Where a grading has left a student on the way through the course."""

    next: Exercise | None = None
    """The first exercise after those graded that is still to be done; None where nothing is."""
    finished: tuple[Unit, ...] = ()
    """The units in which nothing is left to do since now, and was before."""
    course: tuple[Exercise, ...] = ()
    """All exercises, if the last of them was done now, for the first time."""


_ROUNDING = 0.011
"""How far a sum of rounded points may be from the rounded sum."""


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; said twice, a name would mean one thing to us and another to the next reader."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def result_of(tree: dict[str, Any]) -> ExerciseResult:
    """An exercise's result as JSON, back again, with what it printed and its figures if they are there.

    Raises:
        ValueError: it is no such result.
    """
    verdict = {name: value for name, value in tree.items() if name != "output"}
    output = tree.get("output", "")
    if not (fits(verdict, _schema()["$defs"]["exercise"]) and fits(output, _OUTPUT)):
        raise ValueError("no result")
    checks, figures = tuple(Check(**check) for check in verdict.pop("checks")), tuple(verdict.pop("figures", ()))
    result = ExerciseResult(**verdict, checks=checks, output=output, figures=figures)
    if _units().get(result.id) != result.unit or not _adds_up(result):
        raise ValueError("another exercise, or points that it cannot have")
    return result


_OUTPUT: dict[str, Any] = {"type": "string"}
"""What a result has beside what a report tells of it."""


def _drawable(result: ExerciseResult) -> ExerciseResult:
    return replace(result, figures=tuple(map(_from_null, result.figures)))


_DEEPEST = 8
"""How deep a figure is nested at the most."""


def _from_null(value: Any, depth: int = 0) -> Any:
    """What of a figure was no number, or no finite one, and for which JSON has no word."""
    if depth > _DEEPEST:
        raise ValueError("no figure is so deep")
    match value:
        case None:
            return math.nan
        case list():
            return [_from_null(each, depth + 1) for each in value]
        case dict():
            return {name: _from_null(each, depth + 1) for name, each in value.items()}
    return value


def _to_null(value: Any) -> Any:
    match value:
        case float() if not math.isfinite(value):
            return None
        case list() | tuple():
            return list(map(_to_null, value))
        case dict():
            return {name: _to_null(each) for name, each in value.items()}
    return value


@cache
def _units() -> dict[str, str]:
    """The unit of each exercise."""
    return {exercise.id: exercise.unit for exercise in catalog.exercises()}


def _adds_up(result: ExerciseResult) -> bool:
    """Whether status and points are such as the checks can have brought; what came late has kept a part of them."""
    statuses = {check.status for check in result.checks}
    if result.passed and not statuses <= {"passed", "skipped"}:
        return False
    given = any(check.name == BY_TEACHER for check in result.checks)
    nothing = result.status == "not_graded" or (result.checks and not given and not score(result.points, result.checks))
    return result.score <= (0 if nothing else result.points + 1e-6)


# -- JSON ----------------------------------------------------------------------------------------


def visible_json(tree: Any) -> str:
    """JSON in which what a terminal or a log would obey or hide is escaped, which means the same."""
    # "##[" or "##name[" begins a command in the log of a CI service, wherever it stands.
    text = re.sub(r"##(?=\w*\[)", r"\\u0023#", json.dumps(tree, ensure_ascii=False, indent=1)) + "\n"
    odd = {each for each in set(text) if not each.isprintable() and each != "\n"}
    return text.translate({ord(each): json.dumps(each)[1:-1] for each in odd})


@cache
def _schema() -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(Path(__file__).with_name("report.schema.json").read_text(encoding="utf-8"))
    return tree


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether JSON is as a schema says. Each that says more of a value than its type says the type first."""
    return all(_KEYWORDS[word](value, wanted, schema) for word, wanted in schema.items() if word in _KEYWORDS)


_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "null": type(None),
}  # fmt: skip

_KEYWORDS: dict[str, Callable[[Any, Any, dict[str, Any]], bool]] = {
    "$ref": lambda value, name, _: fits(value, _schema()["$defs"][name.removeprefix("#/$defs/")]),
    "type": lambda value, name, _: isinstance(value, _TYPES[name]) and not isinstance(value, bool),
    "const": lambda value, only, _: bool(value == only),
    "enum": lambda value, some, _: value in some,
    "oneOf": lambda value, some, _: sum(fits(value, each) for each in some) == 1,
    "required": lambda value, names, _: value.keys() >= set(names),
    "properties": lambda value, known, _: all(fits(each, known[name]) for name, each in value.items() if name in known),
    "additionalProperties": lambda value, _, schema: value.keys() <= schema["properties"].keys(),
    "items": lambda value, every, _: all(fits(each, every) for each in value),
    "uniqueItems": lambda value, _, __: len(set(value)) == len(value),
    "minLength": lambda value, least, _: len(value) >= least,
    "maxLength": lambda value, most, _: len(value) <= most,
    "pattern": lambda value, pattern, _: re.search(pattern, value) is not None,
    "minimum": lambda value, least, _: bool(value >= least),
    "exclusiveMinimum": lambda value, least, _: bool(value > least),
    "maximum": lambda value, most, _: bool(value <= most),
}
"""What the schema's words ask of a value; a report has no others (tests/quick/test_formats.py)."""


def _tree(exercise: ExerciseResult) -> dict[str, Any]:
    tree = asdict(exercise)
    del tree["output"], tree["figures"]
    drawn = {"figures": _to_null(exercise.figures)} if exercise.figures else {}
    return {**tree, "duration": round(exercise.duration, 3), **drawn}


def score(points: float, checks: Iterable[Check]) -> float:
    """Points earned: 0 if a core check failed, else the weight passed over all weight."""
    checks = list(checks)
    if not checks or any(check.kind == "core" and check.status != "passed" for check in checks):
        return 0.0
    passed = sum(check.weight for check in checks if check.status == "passed")
    return round(points * passed / sum(check.weight for check in checks), DIGITS)
