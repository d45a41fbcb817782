"""What a teacher says of submissions, in a TOML file that stays when they are graded again.

```toml
[ana]                            # as in the roster, or as her submission is called
note = "Muy bien explicado."
[ana.points]
"neuron.perceptron" = 1          # instead of the points that the checks gave
```
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from grader.classes.course import named, same_name
from grader.curriculum import catalog
from grader.errors import UsageError
from grader.files import decoded
from grader.report import BY_TEACHER, Check, ExerciseResult, Report
from grader.reporters.text import GIVEN


@dataclass(frozen=True)
class Note:
    """What is said of one submission."""

    words: str = ""
    points: dict[str, float] = field(default_factory=dict)
    """By exercise, in the points of the course."""

    def applied(self, report: Report) -> Report:
        """The report with the teacher's words, after earlier ones, and points, never more than an exercise has."""
        words = "\n\n".join(filter(None, (report.note, self.words)))
        return replace(report, note=words, exercises=tuple(map(self._applied, report.exercises)))

    def in_vain(self, report: Report) -> list[str]:
        """What of it changes nothing, or not as much as it says, in Spanish."""
        there = {each.id: each.points for each in report.exercises}
        lost = [f"{id} no está entre los ejercicios de este curso" for id in self.points if id not in there]
        return lost + [
            f"{id} vale {there[id]:g}, y pones {value:g}: cuenta {there[id]:g}"
            for id, value in self.points.items()
            if id in there and value > there[id]
        ]

    def _applied(self, result: ExerciseResult) -> ExerciseResult:
        if result.id not in self.points or result.status == "not_graded":
            return result
        told = Check(BY_TEACHER, "extra", "passed", 0.0001, f"{GIVEN}.")
        checks = tuple(check for check in result.checks if check.name != BY_TEACHER)
        return replace(result, score=min(self.points[result.id], result.points), checks=(*checks, told))


Notes = dict[str, Note]
"""By the names of people, as ``course.named`` writes them."""


def read(file: Path) -> Notes:
    """The notes in a file.

    Raises:
        UsageError: there is none, or it says something that a note does not.
    """
    try:
        tree = tomllib.loads(decoded(file.read_bytes()))
    except FileNotFoundError:
        raise UsageError(f"no existe el fichero «{file}»; indica con --notes tus notas, en TOML") from None
    except (ValueError, RecursionError, OverflowError) as error:
        raise UsageError(f"«{file.name}» no es TOML correcto ({error})") from None
    if twice := same_name(tree):
        raise UsageError(f"{file.name}: {twice} son el mismo nombre: deja uno")
    return {named(name): _note(file.name, name, said) for name, said in tree.items()}


def together(said: Notes) -> Note:
    """What is said of one person under several names.

    Raises:
        UsageError: the points are not the same.
    """
    points: dict[str, float] = {}
    for note in said.values():
        for id, value in note.points.items():
            if points.setdefault(id, value) != value:
                others = "», «".join(said)
                raise UsageError(f"notas: «{others}» son la misma persona, con puntos distintos en {id}: deja unos")
    return Note("\n\n".join(note.words for note in said.values() if note.words), points)


def _note(file: str, name: str, said: Any) -> Note:
    if not isinstance(said, dict) or said.keys() - {"note", "points"}:
        raise UsageError(f"{file}, «{name}»: se admite note, un texto, y points, una tabla de ejercicio y puntos")
    words, given = said.get("note", ""), said.get("points", {})
    if not isinstance(words, str) or len(words) > 10_000:
        raise UsageError(f"{file}, «{name}.note»: debe ser un texto, de menos de 10 000 caracteres")
    if not isinstance(given, dict):
        raise UsageError(f"{file}, «{name}.points»: debe ser una tabla de ejercicio y puntos")
    known = {exercise.id for exercise in catalog.exercises()}
    for exercise, value in given.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if exercise not in known or not is_number or not 0 <= value <= 1000:
            raise UsageError(f"{file}, «{name}.points.{exercise}»: debe ser un ejercicio, entre comillas, y sus puntos")
    return Note(words, {exercise: float(value) for exercise, value in given.items()})
