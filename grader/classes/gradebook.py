"""Grades as tables: grades.csv, Moodle's import, and the join with a roster. No cell is ever a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from grader.classes.course import Plan
from grader.classes.handed_in import Entry
from grader.errors import UsageError
from grader.report import Report
from grader.reporters.text import one_line

_KEYS = {
    "identifier", "identificador", "id", "idnumber", "id_number", "numero de id", "github", "github_username",
    "username", "user", "usuario", "login", "nombre de usuario", "email", "e-mail", "correo", "correo electronico",
    "direccion de correo", "email address", "name", "full name", "nombre completo", "nombre y apellidos", "folder",
    "carpeta",
}  # fmt: skip
_FIRST = ("first_name", "first name", "nombre")
_LAST = ("last_name", "last name", "surname", "apellidos", "apellido(s)", "apellido")
_EMAIL = ("email", "e-mail", "correo", "direccion de correo", "email address", "correo electronico")
_FULL = ("nombre completo", "full name", "name")
_HEAD = ["name", "status", "score", "max_score", "percent", "passed", "done", "submitted", "late", "same_as", "reason"]
_MOODLE = [
    "Identificador", "Nombre completo", "Dirección de correo", "Calificación", "Calificación máxima", "Comentarios",
]  # fmt: skip
_UNSEEN = ("C", "M", "Z")
"""Categories of characters that a spreadsheet may pass over on its way to a formula: controls, marks, spaces."""
_HARMLESS = frozenset('«»¿¡("_')
"""What a cell of text may begin with, besides letters and figures."""


@dataclass
class Row:
    """A submission, or somebody of the roster without one."""

    entry: Entry | None
    report: Report | None = None
    reason: str = ""
    """Why there is no report, in Spanish."""
    our_fault: bool = False
    """Whether there is none because the grader failed."""
    submitted: datetime | None = None
    same_as: str = ""
    """The name of an identical submission before it."""
    has_modules: bool = True
    """Whether any module of the course was found in it."""
    passed_over: tuple[str, ...] = ()
    """What of it was not looked at, and why, in Spanish."""
    person: dict[str, str] = field(default_factory=dict)
    """The roster's columns."""

    @property
    def name(self) -> str:
        return self.entry.name if self.entry else next((value for value in self.person.values() if value), "")

    @property
    def status(self) -> str:
        return "graded" if self.report else "missing" if self.entry is None else "not_gradable"


# -- roster --------------------------------------------------------------------------------------


def read_roster(file: Path) -> list[dict[str, str]]:
    """The rows of a roster, a CSV with a line of headings.

    Raises:
        UsageError: it is no such file, or no column tells who is who.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"no existe el fichero «{file}»; indica con --roster la lista de la clase, en CSV") from None
    except UnicodeDecodeError:
        text = file.read_text(encoding="cp1252", errors="replace")  # what spreadsheets write
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = [
            {str(name): str(value or "").strip() for name, value in row.items() if name is not None}
            for row in csv.DictReader(io.StringIO(text), delimiter=separator)
        ]
    except csv.Error as error:
        raise UsageError(f"«{file.name}» no es un CSV correcto ({error}): vuelve a exportar la lista") from None
    names = {_folded(name) for row in rows[:1] for name in row}
    if not names & (_KEYS | set(_FIRST)):
        raise UsageError(
            f"«{file.name}» no tiene ninguna columna que diga quién es quién: pon una que se llame "
            "username, identifier, email o nombre completo"
        )
    return list({tuple(row.items()): row for row in rows}.values())  # a row twice is one person


def join(rows: list[Row], roster: list[dict[str, str]]) -> list[Row]:
    """Give each row its person; people without a submission become rows of their own, at the end."""
    people: dict[str, set[int]] = {}
    for index, person in enumerate(roster):
        for handle in _handles(person):
            people.setdefault(handle, set()).add(index)
    taken: set[int] = set()
    for row in rows:
        taken |= _give(row, roster, _whose(people, row, _names))
    for row in rows:
        # The end of a name alone says less: it means nobody who has been found by the whole of another's.
        if not row.person:
            taken |= _give(row, roster, _whose(people, row, _ends) - taken)
    rest = [person for index, person in enumerate(roster) if index not in taken]
    return rows + [Row(None, reason="no ha entregado", person=person) for person in rest]


def _whose(people: dict[str, set[int]], row: Row, names: Callable[[Entry], Iterable[str]]) -> set[int]:
    """The one person that a submission's names mean; nobody where none is one person's alone."""
    assert row.entry
    found = (people.get(_folded(name), set()) for name in names(row.entry))
    return next((each for each in found if len(each) == 1), set())


def _give(row: Row, roster: list[dict[str, str]], found: set[int]) -> set[int]:
    for index in found:
        row.person = roster[index]
    return found


def _handles(person: dict[str, str]) -> Iterable[str]:
    """The names by which somebody of the roster may have handed in."""
    columns = _columns(person)
    names = [value for name, value in columns.items() if name in _KEYS]
    names += [value.partition("@")[0] for value in names]
    first, last = _name(columns)
    return filter(None, map(_folded, (*names, f"{first} {last}", f"{last} {first}")))


def _columns(person: dict[str, str]) -> dict[str, str]:
    """Somebody's row of the roster, by headings without case and accents."""
    return {_folded(name): value for name, value in person.items()}


def _first(columns: dict[str, str], names: Iterable[str]) -> str:
    """The first of some columns that says something."""
    return next((columns[name] for name in names if columns.get(name)), "")


def _name(columns: dict[str, str]) -> tuple[str, str]:
    """Somebody's first name and last name."""
    return _first(columns, _FIRST), _first(columns, _LAST)


def _names(entry: Entry) -> Iterable[str]:
    """What may be somebody's name, in that of a submission, the surest first."""
    if entry.moodle:
        person, number = entry.moodle
        yield from (f"Participante {number}", f"Participant {number}", number, person)
    yield entry.name
    yield _without_branch(entry.name)


def _ends(entry: Entry) -> Iterable[str]:
    """The ends of assignment-user, where both may have hyphens."""
    name = _without_branch(entry.name)
    while "-" in name:
        name = name.partition("-")[2]
        yield name


def _without_branch(name: str) -> str:
    return name.removesuffix("-main").removesuffix("-master")


def _folded(text: str) -> str:
    """Text without case, accents and odd spaces."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(plain.casefold().replace(",", " ").split())


# -- tables --------------------------------------------------------------------------------------


def grades(rows: list[Row], plan: Plan) -> str:
    """grades.csv: a line for each submission, and for each of the roster who handed none in."""
    columns = list(dict.fromkeys(name for row in rows for name in row.person))
    ids = [exercise.id for exercise in plan.exercises]
    # A roster's column may be called as one of ours.
    named = [f"roster_{name}" if name in {*_HEAD, *ids} else name for name in columns]
    lines = [[*_HEAD, *named, *ids]]
    for row in rows:
        person = [row.person.get(name, "") for name in columns]
        lines.append([*_summary(row, plan), *person, *_scores(row.report, ids)])
    return _csv(lines)


def _summary(row: Row, plan: Plan) -> list[Any]:
    report = row.report
    late = " ".join(plan.late(row.submitted)) if report else ""
    when = row.submitted.isoformat(timespec="seconds") if row.submitted else ""
    if not report:
        return [row.name, row.status, *[""] * 5, when, late, row.same_as, row.reason]
    done = sum(exercise.passed for exercise in report.exercises)
    percent = round(100 * report.score / report.max_score, 2) if report.max_score else 0
    passed = "yes" if plan.passes(report) else "no"
    told = "; ".join(f"no se ha mirado {why}" for why in row.passed_over)
    return [row.name, row.status, report.score, report.max_score, percent, passed, done, when, late, row.same_as, told]


def _scores(report: Report | None, ids: list[str]) -> list[Any]:
    found = {exercise.id: exercise.score for exercise in report.exercises} if report else {}
    return [found.get(name, "") for name in ids]


def moodle(rows: list[Row]) -> str:
    """moodle.csv: what Moodle's grade import reads, with the headings of its Spanish worksheet."""
    return _csv([_MOODLE, *(_moodle(row, row.entry) for row in rows if row.entry)])


def _moodle(row: Row, entry: Entry) -> list[Any]:
    person, number = entry.moodle or ("", "")
    columns = _columns(row.person)
    identifier = f"Participante {number}" if number else entry.name
    full_name = person or _first(columns, _FULL) or " ".join(filter(None, _name(columns))) or entry.name
    report = row.report
    marks = [report.score, report.max_score, _comment(report)] if report else ["", "", row.reason]
    return [identifier, full_name, _first(columns, _EMAIL), *marks]


def _comment(report: Report) -> str:
    done = sum(exercise.passed for exercise in report.exercises)
    todo = [exercise.id for exercise in report.exercises if not exercise.passed]
    return f"{done} de {len(report.exercises)} ejercicios." + (f" Por revisar: {', '.join(todo)}." if todo else "")


def _csv(lines: list[list[Any]]) -> str:
    text = io.StringIO()
    # Quoted, so that a spreadsheet that goes by semicolons cuts no name in two.
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows([list(map(_cell, line)) for line in lines])
    return text.getvalue()


def _cell(value: Any) -> Any:
    """A cell that a spreadsheet takes for text: one that would begin a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = one_line(value)
    seen = (each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each)[0] not in _UNSEEN)
    first = next(seen, "")
    return text if first.isalnum() or first in _HARMLESS or not text else f"'{text}"
