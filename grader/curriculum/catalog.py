"""Units and exercises: titles, points, theory pages, hints, and what grading them needs."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
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
    parameters: tuple[str, ...]
    title: str
    points: float
    theory: str
    """Page and anchor on the site: ``activations.md#softmax``."""
    hints: tuple[str, ...]
    call_limit: float
    """Seconds for one call of the student's function."""
    exercise_limit: float
    """Seconds for the student's code in the whole exercise."""
    in_browser: bool
    """Whether it can be done on its page, where there is NumPy and no Keras."""

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
    preload = table.pop("preload", "numpy")
    common = {"in_browser": preload == "numpy", **limits}
    exercises = tuple(_exercise(table["id"], {**common, **entry}) for entry in table.pop("exercise"))
    return Unit(exercises=exercises, preload=preload, **table)


def _exercise(unit: str, entry: dict[str, Any]) -> Exercise:
    limits: dict[str, Any] = {"call_limit": 10.0, "exercise_limit": 60.0}
    several: dict[str, Any] = {name: tuple(entry.pop(name)) for name in ("parameters", "hints")}
    return Exercise(unit=unit, name=entry.pop("id"), **several, **{**limits, **entry})


def exercises() -> tuple[Exercise, ...]:
    """All exercises in the order of the course."""
    return tuple(exercise for unit in units() for exercise in unit.exercises)


def unit(unit_id: str) -> Unit:
    return next(unit for unit in units() if unit.id == unit_id)


def signatures(unit_id: str) -> dict[str, tuple[str, ...]]:
    """The parameters of each function of a unit, by name; none where there is no such unit."""
    return {exercise.name: exercise.parameters for exercise in exercises() if exercise.unit == unit_id}


def select(identifiers: list[str]) -> tuple[Exercise, ...]:
    """The exercises named: each identifier is an exercise, a unit or a prefix; none means all.

    What is none of these may be a function's bare name, a file, or a unit's number or title.

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
    if found := found or [exercise for exercise in exercises() if _bare(identifier) in _also_called(exercise)]:
        return found
    near = nearest(identifier)
    known = ", ".join(unit.id for unit in units())
    raise UsageError(
        f"no hay ningún ejercicio ni unidad «{identifier}»; "
        + (f"¿querías decir «{near}»?" if near else f"las unidades son: {known}")
    )


_AROUND = re.compile(r"^(?:exercises\.|unidad\s+(?=\d))|(?:\(.*\)|\.py)$", re.DOTALL)
"""What may stand around a name that is copied from a file or a line of code."""


def _bare(identifier: str) -> str:
    """A name without what stands around it, its case and its accents."""
    plain = unicodedata.normalize("NFD", " ".join(identifier.split())).encode("ascii", "ignore").decode().casefold()
    inner = re.sub(r"(?:\.py)?::?(?=\w)|[/\\]", ".", plain).lstrip(".")
    return _AROUND.sub("", inner)


def _also_called(exercise: Exercise) -> set[str]:
    """All that an exercise or the whole of its unit may be called, plain."""
    whole = unit(exercise.unit)
    numbers = {f"{whole.number}", f"{whole.number}. {_bare(whole.title)}"}
    return {exercise.id, exercise.name, _bare(exercise.title), whole.id, _bare(whole.title), *numbers}


def nearest(identifier: str) -> str:
    """The exercise or unit that a name may be a slip for; "" if none is."""
    name = _bare(identifier)
    unit_or_name, _, function = name.rpartition(".")
    by_name = {exercise.name: exercise.id for exercise in exercises()}
    if unit_or_name and function in by_name:
        return by_name[function]
    known = {unit.id: unit.id for unit in units()} | by_name if not unit_or_name else {x: x for x in by_name.values()}
    longer = [known[each] for each in known if len(name) > 2 and each.startswith(name)]
    alike = difflib.get_close_matches(name, [each for each in known if each[:1] == name[:1]], n=1, cutoff=0.75)
    return longer[0] if len(longer) == 1 else known[alike[0]] if alike else ""
