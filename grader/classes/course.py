"""A course as its teacher sets it up in one TOML file: which exercises count, for how much, until when.

Points and deadlines are applied to a report that exists: nothing is graded again for a change in them.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.errors import UsageError
from grader.files import decoded
from grader.report import ExerciseResult, Report
from grader.reporters.text import points

_KINDS: dict[str, tuple[type | tuple[type, ...], str]] = {
    "title": (str, "un texto entre comillas"),
    "exercises": (list, 'una lista de ejercicios o unidades, como ["tensors", "neuron.perceptron"]'),
    "pass_mark": ((int, float), "un número de 0 a 100, el tanto por ciento que aprueba"),
    "deadline": (datetime, "fecha, hora y zona, como 2027-01-31T23:59:00+01:00"),
    "late_factor": ((int, float), "un número de 0 a 1, la parte que conserva lo entregado tarde"),
    "points": (dict, "una tabla de ejercicio o unidad y sus puntos"),
    "minutes": ((int, float), "un número de minutos para cada entrega, como 20 o 0.5"),
    "deadlines": (dict, "una tabla de ejercicio o unidad y su plazo"),
}


@dataclass(frozen=True)
class Plan:
    """What a course counts; the default is the whole catalog, with no deadline."""

    title: str = ""
    exercises: tuple[Exercise, ...] = field(default_factory=catalog.exercises)
    points: dict[str, float] = field(default_factory=dict)
    """By exercise; the others keep the catalog's."""
    deadlines: dict[str, datetime] = field(default_factory=dict)
    """By exercise."""
    late_factor: float = 0.0
    pass_mark: float = 50.0
    minutes: float | None = None
    """That grading a submission may take; None where the course says nothing of it."""

    def late(self, submitted: datetime | None) -> tuple[str, ...]:
        """The exercises that came after their deadline."""
        if submitted is None:
            return ()
        return tuple(name for name, deadline in self.deadlines.items() if submitted > deadline)

    def applied(self, report: Report, submitted: datetime | None = None) -> Report:
        """The report in this course's points, with what came late counted as the plan says."""
        late = self.late(submitted)
        return dataclasses.replace(
            report, exercises=tuple(self._applied(exercise, exercise.id in late) for exercise in report.exercises)
        )

    def _applied(self, result: ExerciseResult, late: bool) -> ExerciseResult:
        points = self.points.get(result.id, result.points)
        kept = self.late_factor if late else 1.0
        return dataclasses.replace(result, points=points, score=round(result.score / result.points * points * kept, 4))

    def passes(self, report: Report) -> bool:
        """Whether a report reaches the pass mark."""
        return report.max_score > 0 and 100 * report.score / report.max_score >= self.pass_mark - 1e-9

    def summary(self, report: Report, submitted: datetime | None) -> str:
        """One line on a report in this course."""
        verdict = "aprobado" if self.passes(report) else "todavía sin aprobar"
        late = self.late(submitted)
        after = f"; fuera de plazo: {', '.join(late)}" if late else ""
        name = f"{self.title}: " if self.title else ""
        earned = f"{points(report.score)} de {points(report.max_score)}"
        return f"{name}{earned}, {verdict} (mínimo {self.pass_mark:g} %){after}"


def read(file: Path) -> Plan:
    """The plan in a TOML file.

    Raises:
        UsageError: it says something that a plan does not; the message names the key.
    """
    try:
        text = decoded(file.read_bytes())
        return _Reader(file.name, tomllib.loads(text)).plan()
    except FileNotFoundError:
        raise UsageError(f"no existe el fichero «{file}»; indica con --course el plan del curso, en TOML") from None
    except UnicodeDecodeError:
        raise UsageError(f"«{file}» no está en UTF-8: guárdalo de nuevo como texto UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"línea {line[1]}" if line else "al final"
        raise UsageError(f"{file.name}, {where}: no es TOML correcto ({error})") from None
    except (ValueError, RecursionError, OverflowError):
        raise UsageError(f"«{file}» contiene números o listas desmesurados: no es el plan de un curso") from None


class _Reader:
    """Turns a parsed file into a Plan, or says which of its keys is wrong."""

    def __init__(self, name: str, tree: dict[str, Any]):
        self._name, self._tree = name, tree

    def plan(self) -> Plan:
        for name, value in self._tree.items():
            self._check_kind(name, value)
        chosen = self._exercises()
        whole = {exercise.id: self._tree["deadline"] for exercise in chosen if "deadline" in self._tree}
        return Plan(
            self._tree.get("title", ""),
            chosen,
            self._points(chosen),
            {**whole, **self._deadlines(chosen)},
            self._number("late_factor", 0.0, 1.0),
            self._number("pass_mark", 50.0, 100.0),
            self._minutes(),
        )

    def _check_kind(self, name: str, value: Any) -> None:
        if name not in _KINDS:
            raise self._error(name, f"no conozco esa clave; se admite {', '.join(_KINDS)}")
        kind, words = _KINDS[name]
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self._error(name, f"debe ser {words}")
        if name == "deadline":
            self._check_zone(name, value)

    def _check_zone(self, key: str, moment: Any) -> None:
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            raise self._error(key, f"debe ser {_KINDS['deadline'][1]}")

    def _number(self, name: str, default: float, most: float) -> float:
        value = float(self._tree.get(name, default))
        if not 0 <= value <= most:
            raise self._error(name, f"debe ser {_KINDS[name][1]}")
        return value

    def _minutes(self) -> float | None:
        minutes = self._number("minutes", 0.0, 9999.0)
        if not minutes and "minutes" in self._tree:
            raise self._error("minutes", f"debe ser {_KINDS['minutes'][1]}")
        return minutes or None

    def _exercises(self) -> tuple[Exercise, ...]:
        names = self._tree.get("exercises", [])
        if names == [] and "exercises" in self._tree:
            raise self._error("exercises", "está vacía: quítala para contar todos los ejercicios")
        for name in names:
            if not isinstance(name, str):
                raise self._error("exercises", f"{name} no es un ejercicio; debe ser {_KINDS['exercises'][1]}")
            self._named("exercises", name)
        return catalog.select(names)

    def _named(self, key: str, name: str) -> tuple[Exercise, ...]:
        try:
            return catalog.select([name])
        except UsageError as error:
            raise self._error(key, str(error)) from None

    def _points(self, chosen: tuple[Exercise, ...]) -> dict[str, float]:
        """Points given to a unit are shared out as the catalog's are."""
        found: dict[str, float] = {}
        for name, value, mine in self._broadest_first("points", chosen):
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0.01 <= value <= 1000:
                raise self._error(f"points.{name}", "debe ser un número de puntos, de 0.01 a 1000")
            whole = sum(exercise.points for exercise in mine)
            found |= {exercise.id: value * exercise.points / whole for exercise in mine}
        return found

    def _deadlines(self, chosen: tuple[Exercise, ...]) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        for name, value, mine in self._broadest_first("deadlines", chosen):
            self._check_zone(f"deadlines.{name}", value)
            found |= dict.fromkeys((exercise.id for exercise in mine), value)
        return found

    def _broadest_first(self, table: str, chosen: tuple[Exercise, ...]) -> list[tuple[str, Any, list[Exercise]]]:
        """A table's names, values and exercises; what is said of an exercise comes after what is said of its unit."""
        entries = []
        for name, value in self._tree.get(table, {}).items():
            key = f"{table}.{name}"
            if isinstance(value, dict):  # neuron.perceptron = 3, without its quotes
                raise self._error(key, f"escribe «{name}.…» entre comillas")
            named = self._named(key, name)
            if not set(named) & set(chosen):
                raise self._error(key, "no está entre los ejercicios de este curso")
            entries.append((len(named), name, value, [exercise for exercise in named if exercise in chosen]))
        entries.sort(key=lambda entry: -entry[0])
        return [(name, value, mine) for _, name, value, mine in entries]

    def _error(self, key: str, words: str) -> UsageError:
        return UsageError(f"{self._name}, «{key}»: {words}")
