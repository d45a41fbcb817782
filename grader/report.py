"""What grading brings: a Report of exercises and their checks, and its JSON."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA = "rna/report/v1"

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
    """What the units' samples.py made, where it was asked for; never part of the JSON."""

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

    @property
    def score(self) -> float:
        return round(sum(exercise.score for exercise in self.exercises), 2)

    @property
    def max_score(self) -> float:
        return round(sum(exercise.points for exercise in self.graded), 2)

    @property
    def graded(self) -> tuple[ExerciseResult, ...]:
        return tuple(exercise for exercise in self.exercises if exercise.status != "not_graded")

    @property
    def passed(self) -> bool:
        return all(exercise.passed for exercise in self.exercises)

    @property
    def ran(self) -> bool:
        """Whether it tells of code of the submission that can have run."""
        return any(exercise.duration and exercise.status != "not_implemented" for exercise in self.graded)

    def to_json(self) -> str:
        """The report as the contract's schema (report.schema.json)."""
        tree = {
            "schema": SCHEMA,
            "seed": self.seed,
            "sandbox": list(self.sandbox),
            "score": self.score,
            "max_score": self.max_score,
            "exercises": [_tree(exercise) for exercise in self.exercises],
        }
        # "##[" begins a command in a GitHub Actions log, wherever it stands; escaped it is the same JSON.
        return json.dumps(tree, ensure_ascii=False, indent=1).replace("##[", "\\u0023#[") + "\n"

    @classmethod
    def from_json(cls, text: str) -> Report:
        """The report that ``to_json`` wrote.

        Raises:
            ValueError: it is no such report.
        """
        try:
            tree = json.loads(text)
            seed, layers = tree["seed"], tuple(map(str, tree["sandbox"]))
            if tree["schema"] != SCHEMA or type(seed) is not int:
                raise ValueError(tree["schema"])
            return cls(seed, tuple(map(result_of, tree["exercises"])), layers)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no report: {error!r}") from error


_CHECK_STATUSES = ("passed", "failed", "error", "timeout", "crashed", "skipped")


def _is_result(tree: Any) -> bool:
    """Whether JSON has what a result needs to be shown."""
    match tree:
        case {
            "id": str() as id,
            "unit": str(),
            "title": str(),
            "points": int() | float() as points,
            "score": int() | float() as score,
            "status": str() as status,
            "duration": int() | float() as duration,
            "checks": list() as checks,
            "diagnosis": None | {"id": str(), "message": str()},
        }:
            numbers = all(math.isfinite(number) for number in (points, score, duration))
            known = status in EXERCISE_STATUSES and re.fullmatch(r"\w+\.\w+", id)
            return bool(numbers and known and points > 0 and all(map(_is_check, checks)))
    return False


def _is_check(tree: Any) -> bool:
    match tree:
        case {
            "name": str(),
            "kind": "core" | "extra",
            "status": str() as status,
            "weight": int() | float() as weight,
            "message": str(),
        }:
            return status in _CHECK_STATUSES and math.isfinite(weight)
    return False


def result_of(tree: dict[str, Any]) -> ExerciseResult:
    """An exercise's result as JSON, back again.

    Raises:
        ValueError: it is no such result.
    """
    if not _is_result(tree):
        raise ValueError("no result")
    parts = {"checks": tuple(Check(**check) for check in tree["checks"]), "figures": tuple(tree.get("figures", ()))}
    return ExerciseResult(**{**tree, **parts})


def _tree(exercise: ExerciseResult) -> dict[str, Any]:
    tree = asdict(exercise)
    del tree["output"], tree["figures"]
    return {**tree, "duration": round(exercise.duration, 3)}


def score(points: float, checks: Iterable[Check]) -> float:
    """Points earned: 0 if a core check failed, else the weight passed over all weight."""
    checks = list(checks)
    if not checks or any(check.kind == "core" and check.status != "passed" for check in checks):
        return 0.0
    passed = sum(check.weight for check in checks if check.status == "passed")
    return round(points * passed / sum(check.weight for check in checks), 4)
