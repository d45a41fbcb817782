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
from grader.report import ExerciseResult, Report

_KINDS: dict[str, tuple[type | tuple[type, ...], str]] = {
    "title": (str, "un texto entre comillas"),
    "exercises": (list, 'una lista de ejercicios o unidades, como ["tensors", "neuron.perceptron"]'),
    "pass_mark": ((int, float), "un número de 0 a 100, el tanto por ciento que aprueba"),
    "deadline": (datetime, "fecha, hora y zona, como 2027-01-31T23:59:00+01:00"),
    "late_factor": ((int, float), "un número de 0 a 1, la parte que conserva lo entregado tarde"),
    "points": (dict, "una tabla de ejercicio o unidad y sus puntos"),
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

    def told(self, report: Report, submitted: datetime | None) -> str:
        """One line on a report in this course."""
        verdict = "aprobado" if self.passes(report) else "todavía sin aprobar"
        late = self.late(submitted)
        after = f"; fuera de plazo: {', '.join(late)}" if late else ""
        name = f"{self.title}: " if self.title else ""
        return f"{name}{report.score:g} de {report.max_score:g}, {verdict} (mínimo {self.pass_mark:g} %){after}"


def read(file: Path) -> Plan:
    """The plan in a TOML file.

    Raises:
        UsageError: it says something that a plan does not; the message names the line.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")  # Windows' editor marks its files so
        return _Reader(file.name, text, tomllib.loads(text)).plan()
    except FileNotFoundError:
        raise UsageError(f"no existe el fichero «{file}»; indica con --course el plan del curso, en TOML") from None
    except UnicodeDecodeError:
        raise UsageError(f"«{file}» no está en UTF-8: guárdalo de nuevo como texto UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise UsageError(f"{file.name}, línea {line}: no es TOML correcto ({error})") from None
    except (ValueError, RecursionError, OverflowError):
        raise UsageError(f"«{file}» contiene números o listas desmesurados: no es el plan de un curso") from None


class _Reader:
    """Turns a parsed file into a Plan, and finds the line of whatever is wrong."""

    def __init__(self, name: str, text: str, tree: dict[str, Any]):
        self._name, self._lines, self._tree = name, text.splitlines(), tree

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
        )

    def _check_kind(self, name: str, value: Any) -> None:
        if name not in _KINDS:
            raise self._error(name, f"no conozco «{name}»; se admite {', '.join(_KINDS)}")
        kind, words = _KINDS[name]
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self._error(name, f"«{name}» debe ser {words}")
        if name == "deadline":
            self._check_zone(value, name)

    def _check_zone(self, moment: Any, name: str, table: str = "") -> None:
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            raise self._error(name, f"el plazo de «{name}» debe tener {_KINDS['deadline'][1]}", table)

    def _number(self, name: str, default: float, most: float) -> float:
        value = float(self._tree.get(name, default))
        if not 0 <= value <= most:
            raise self._error(name, f"«{name}» debe ser {_KINDS[name][1]}")
        return value

    def _exercises(self) -> tuple[Exercise, ...]:
        names = self._tree.get("exercises", [])
        if names == [] and "exercises" in self._tree:
            raise self._error("exercises", "«exercises» está vacía: quítala para contar todos los ejercicios")
        for name in names:
            self._named(name, "exercises")
        return catalog.select(names)

    def _named(self, name: Any, table: str = "") -> tuple[Exercise, ...]:
        if not isinstance(name, str):
            raise self._error("exercises", f"{name} no es un ejercicio; «exercises» debe ser {_KINDS['exercises'][1]}")
        try:
            return catalog.select([name])
        except UsageError as error:
            raise self._error(name, str(error), table) from None

    def _points(self, chosen: tuple[Exercise, ...]) -> dict[str, float]:
        """Points given to a unit are shared out as the catalog's are."""
        found: dict[str, float] = {}
        for name, value in self._broadest_first("points", chosen):
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0.01 <= value <= 1000:
                raise self._error(name, f"los puntos de «{name}» deben ser un número de 0.01 a 1000", "points")
            mine = [exercise for exercise in self._named(name) if exercise in chosen]
            whole = sum(exercise.points for exercise in mine)
            found |= {exercise.id: value * exercise.points / whole for exercise in mine}
        return found

    def _deadlines(self, chosen: tuple[Exercise, ...]) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        for name, value in self._broadest_first("deadlines", chosen):
            self._check_zone(value, name, "deadlines")
            found |= {exercise.id: value for exercise in self._named(name) if exercise in chosen}
        return found

    def _broadest_first(self, table: str, chosen: tuple[Exercise, ...]) -> list[tuple[str, Any]]:
        """A table's entries, so that what is said of an exercise beats what is said of its unit."""
        entries = self._tree.get(table, {})
        for name in entries:
            if isinstance(entries[name], dict):  # neuron.perceptron = 3, without its quotes
                raise self._error(name, f"escribe «{name}.…» entre comillas", table)
            if not set(self._named(name, table)) & set(chosen):
                raise self._error(name, f"«{name}» no está entre los ejercicios de este curso", table)
        return sorted(entries.items(), key=lambda entry: -len(self._named(entry[0])))

    def _error(self, name: str, words: str, table: str = "") -> UsageError:
        return UsageError(f"{self._name}, línea {self._line(name, table)}: {words}")

    def _line(self, name: str, table: str) -> int:
        """Where a name stands: as a key if there is one so called, else wherever its table mentions it."""
        quoted = re.escape(name)
        patterns = (
            rf"""\s*(?:{table}\s*\.\s*)?["']?{quoted}["']?\s*[=.]""",
            rf"\s*\[+\s*{quoted}\b",
            rf"""[^#]*["']{quoted}["']""",
            rf"[^#]*\b{quoted}\b",
        )
        mine = self._section(table)
        for lines in (mine, range(len(self._lines))):
            for pattern in patterns:
                for index in lines:
                    if re.match(pattern, self._lines[index]):
                        return index + 1
        return mine[0] + 1 if mine else 1

    def _section(self, table: str) -> list[int]:
        """The lines of a table or, without a name, those before the first; of what has no heading, its value's."""
        heads = [index for index, line in enumerate(self._lines) if re.match(r"\s*\[[\w\s.\"'-]+\]\s*(#.*)?$", line)]
        ends = [*heads[1:], len(self._lines)]
        if not table:
            return list(range(heads[0] if heads else len(self._lines)))
        for head, end in zip(heads, ends, strict=False):
            if re.match(rf"\s*\[\s*{table}\s*\]", self._lines[head]):
                return list(range(head + 1, end))
        section, mine = [], False
        for index, line in enumerate(self._lines):
            if re.match(r"\s*[\w.\"'-]+\s*=", line) or index in heads:
                mine = bool(re.match(rf"\s*{table}\s*[.=]", line))
            section += [index] * mine
        return section
