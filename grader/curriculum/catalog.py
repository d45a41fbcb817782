"""Units and exercises: titles, points, theory pages, hints, and what grading them needs."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from grader.errors import UsageError

CATALOG = Path(__file__).parent / "catalog.toml"


@dataclass(frozen=True)
class Exercise:
    """One function to write."""

    unit: str
    name: str
    title: str
    points: float
    theory: str
    """Page and anchor on the site: ``activations.md#softmax``."""
    hints: tuple[str, ...]
    call_limit: float
    """Seconds for one call of the student's function."""
    exercise_limit: float
    """Seconds for the student's code in the whole exercise."""

    @property
    def id(self) -> str:
        return f"{self.unit}.{self.name}"


@dataclass(frozen=True)
class Unit:
    """One module, one page of theory."""

    id: str
    number: int
    title: str
    theory: str
    preload: str
    """What its workers import beforehand: "numpy" or "tensorflow"."""
    exercises: tuple[Exercise, ...]


@cache
def units() -> tuple[Unit, ...]:
    """All units in the order of the course."""
    with CATALOG.open("rb") as file:
        return tuple(_unit(table) for table in tomllib.load(file)["unit"])


def _unit(table: dict[str, Any]) -> Unit:
    limits: dict[str, Any] = {name: table.pop(name) for name in ("call_limit", "exercise_limit") if name in table}
    exercises = tuple(_exercise(table["id"], {**limits, **entry}) for entry in table.pop("exercise"))
    return Unit(exercises=exercises, preload=table.pop("preload", "numpy"), **table)


def _exercise(unit: str, entry: dict[str, Any]) -> Exercise:
    limits: dict[str, Any] = {"call_limit": 10.0, "exercise_limit": 60.0}
    return Exercise(unit=unit, name=entry.pop("id"), hints=tuple(entry.pop("hints")), **{**limits, **entry})


def exercises() -> tuple[Exercise, ...]:
    """All exercises in the order of the course."""
    return tuple(exercise for unit in units() for exercise in unit.exercises)


def unit(unit_id: str) -> Unit:
    return next(unit for unit in units() if unit.id == unit_id)


def select(identifiers: list[str]) -> tuple[Exercise, ...]:
    """The exercises named: each identifier is an exercise, a unit or a prefix; none means all.

    Raises:
        UsageError: an identifier names nothing.
    """
    if not identifiers:
        return exercises()
    chosen = {exercise.id for identifier in identifiers for exercise in _named(identifier)}
    return tuple(exercise for exercise in exercises() if exercise.id in chosen)


def _named(identifier: str) -> list[Exercise]:
    exact = [exercise for exercise in exercises() if identifier in (exercise.id, exercise.unit)]
    found = exact or [exercise for exercise in exercises() if identifier and exercise.id.startswith(identifier)]
    if not found:
        known = [unit.id for unit in units()] + [exercise.id for exercise in exercises()]
        near = difflib.get_close_matches(identifier, known, n=1, cutoff=0.5)
        raise UsageError(
            f"no hay ningún ejercicio ni unidad «{identifier}»; "
            + (f"¿querías decir «{near[0]}»?" if near else f"las unidades son: {', '.join(known[: len(units())])}")
        )
    return found
