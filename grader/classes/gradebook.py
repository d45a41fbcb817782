"""Grades as tables: grades.csv, Moodle's import, and the join with a roster. No cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from grader.classes.course import Plan
from grader.classes.handed_in import Entry
from grader.errors import UsageError
from grader.files import decoded
from grader.report import Report
from grader.reporters.text import as_seen, one_line

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
_HARMLESS = frozenset('«»¿¡("_\N{REPLACEMENT CHARACTER}')
"""What a cell of text may begin with, besides letters and figures; the last stands for bytes that are no letter."""


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
    rivals: tuple[str, ...] = ()
    """Other submissions that may be the same person's: then nobody knows which counts, and no mark is anybody's."""

    @property
    def name(self) -> str:
        return self.entry.name if self.entry else next((value for value in self.person.values() if value), "")

    @property
    def status(self) -> str:
        if self.entry is None:
            return "doubtful" if self.rivals else "missing"
        return "graded" if self.report else "not_gradable"

    @property
    def told(self) -> str:
        """What a teacher has to know beside the mark, or instead of it, in Spanish."""
        doubt = f"puede ser de la misma persona que {', '.join(self.rivals)}" if self.rivals and self.entry else ""
        return ", ".join(filter(None, (self.reason, doubt, *(f"no se ha mirado {why}" for why in self.passed_over))))


# -- roster --------------------------------------------------------------------------------------


def read_roster(file: Path) -> list[dict[str, str]]:
    """The rows of a roster, a CSV with a line of headings.

    Raises:
        UsageError: it is no such file, or no column tells who is who.
    """
    table, separator = _table(file)
    try:
        reader = csv.DictReader(io.StringIO(table), delimiter=separator)
        names = {_folded(name) for name in reader.fieldnames or ()}
        rows = [
            {str(name): str(value or "").strip() for name, value in row.items() if name is not None} for row in reader
        ]
    except csv.Error as error:
        raise UsageError(f"«{file.name}» no es un CSV correcto ({error}): vuelve a exportar la lista") from None
    if not names & (_KEYS | set(_FIRST)):
        raise UsageError(
            f"«{file.name}» no tiene ninguna columna que diga quién es quién: pon una que se llame "
            "username, identifier, email o nombre completo"
        )
    if not rows:
        raise UsageError(
            f"«{file.name}» solo tiene los encabezados: vuelve a exportar la lista, con quienes están en ella"
        )
    return list({tuple(row.items()): row for row in rows}.values())  # a row twice is one person


def _table(file: Path) -> tuple[str, str]:
    """The text of a roster from its headings on, and what separates its cells."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"no existe el fichero «{file}»; indica con --roster la lista de la clase, en CSV") from None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UsageError(f"«{file.name}» es una hoja de cálculo: guárdala como CSV e indica ese fichero")
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        text = decoded(content.decode("cp1252", errors="replace").encode())  # what spreadsheets write
    text = text.lstrip()
    first, _, rest = text.partition("\n")
    if said := re.fullmatch(r"\W?sep=(.)\W*", first, re.IGNORECASE):  # what Excel reads, and no other
        return rest.lstrip("\n"), said[1]
    return text, max(",;\t", key=first.count)


def join(rows: list[Row], roster: list[dict[str, str]]) -> list[Row]:
    """Give each row its person; people without a submission become rows of their own, at the end.

    Where more than one submission may be somebody's, none is: a mark never goes to another in silence.
    """
    found = _found(rows, roster)
    claims = [{*mine, *_shown(row)} for row, mine in zip(rows, found, strict=True)]
    holders: defaultdict[Hashable, list[str]] = defaultdict(list)
    for row, claimed in zip(rows, claims, strict=True):
        for each in claimed:
            holders[each].append(row.name)
    given: set[int] = set()
    for row, mine, claimed in zip(rows, found, claims, strict=True):
        row.rivals = tuple(sorted({name for each in claimed for name in holders[each]} - {row.name}))
        if mine and not row.rivals:
            row.person = roster[min(mine)]
            given |= mine
    return rows + [_without(person, holders[index]) for index, person in enumerate(roster) if index not in given]


def _without(person: dict[str, str], names: list[str]) -> Row:
    """Somebody of the roster to whom no submission is given, for want of one or because of too many."""
    reason = f"hay varias entregas que pueden ser suyas: {', '.join(names)}" if names else "no ha entregado"
    return Row(None, reason=reason, person=person, rivals=tuple(names))


def doubts(rows: list[Row]) -> list[str]:
    """The submissions that may be the same person's, in Spanish, a line for all that go together."""
    together = (tuple(sorted((row.name, *row.rivals))) for row in rows if row.entry and row.rivals)
    return [", ".join(names) for names in dict.fromkeys(together)]


def unknown(rows: list[Row]) -> list[Row]:
    """The submissions of nobody on the roster, if there is one."""
    known = any(row.person for row in rows)
    return [row for row in rows if known and row.entry and not row.person and not row.rivals]


def _found(rows: list[Row], roster: list[dict[str, str]]) -> list[set[int]]:
    """Whom of the roster each row means. What says less means nobody who has been found by what says more: the very
    name, one that differs in case and accents, the end of one."""
    found: list[set[int]] = [set() for _ in rows]
    for names, alike in ((_names, str), (_names, _folded), (_ends, _folded)):
        people = _by_handle(roster, alike)
        taken = set().union(*found)
        now = (_whose(people, map(alike, names(row.entry)) if row.entry else ()) - taken for row in rows)
        found = [before or new for before, new in zip(found, now, strict=True)]
    return found


def _by_handle(roster: list[dict[str, str]], alike: Callable[[str], str]) -> dict[str, set[int]]:
    people: dict[str, set[int]] = {}
    for index, person in enumerate(roster):
        for handle in filter(None, map(alike, _handles(person))):
            people.setdefault(handle, set()).add(index)
    return people


def _whose(people: dict[str, set[int]], names: Iterable[str]) -> set[int]:
    """The one person that a submission's names mean; nobody where none is one person's alone."""
    return next((each for each in (people.get(name, set()) for name in names) if len(each) == 1), set())


def _shown(row: Row) -> Iterable[str]:
    """By what else than the roster two submissions are seen to be the same person's."""
    return map(as_seen, _identifiers(row.entry)) if row.entry else ()


def _identifiers(entry: Entry) -> tuple[str, ...]:
    """What Moodle may call whoever handed it in."""
    if entry.moodle:
        return f"Participante {entry.moodle[1]}", f"Participant {entry.moodle[1]}"
    return (entry.given,)


def _handles(person: dict[str, str]) -> Iterable[str]:
    """The names by which somebody of the roster may have handed in."""
    columns = _columns(person)
    names = [value for name, value in columns.items() if name in _KEYS]
    names += [value.partition("@")[0] for value in names]
    first, last = _name(columns)
    return (name.strip() for name in (*names, f"{first} {last}", f"{last} {first}"))


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
    """What may be somebody's name, in that of a submission."""
    yield from _identifiers(entry)
    if entry.moodle:
        yield entry.moodle[0]


def _ends(entry: Entry) -> Iterable[str]:
    """The ends of assignment-user, where both may have hyphens, from the longest on."""
    name = _without_branch(entry.given)
    yield name
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
        return [row.name, row.status, *[""] * 5, when, late, row.same_as, row.told]
    done = sum(exercise.passed for exercise in report.exercises)
    percent = round(100 * report.score / report.max_score, 2) if report.max_score else 0
    passed = "yes" if plan.passes(report) else "no"
    marks = [report.score, report.max_score, percent, passed, done]
    return [row.name, row.status, *marks, when, late, row.same_as, row.told]


def _scores(report: Report | None, ids: list[str]) -> list[Any]:
    found = {exercise.id: exercise.score for exercise in report.exercises} if report else {}
    return [found.get(name, "") for name in ids]


def moodle(rows: list[Row]) -> str:
    """moodle.csv: what Moodle's grade import reads, with the headings of its Spanish worksheet."""
    return _csv([_MOODLE, *(_moodle(row, row.entry) for row in rows if row.entry)])


def _moodle(row: Row, entry: Entry) -> list[Any]:
    person = entry.moodle[0] if entry.moodle else ""
    columns = _columns(row.person)
    full_name = person or _first(columns, _FULL) or " ".join(filter(None, _name(columns))) or entry.given
    return [_identifiers(entry)[0], full_name, _first(columns, _EMAIL), *_marks(row)]


def _marks(row: Row) -> list[Any]:
    if row.rivals:
        return ["", "", "Sin nota: hay más de una entrega que puede ser de esta persona."]
    return [row.report.score, row.report.max_score, _comment(row.report)] if row.report else ["", "", row.reason]


def _comment(report: Report) -> str:
    done = sum(exercise.passed for exercise in report.exercises)
    todo = [exercise.id for exercise in report.exercises if not exercise.passed]
    return f"{done} de {len(report.exercises)} ejercicios." + (f" Por revisar: {', '.join(todo)}." if todo else "")


def _csv(lines: list[list[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows([list(map(_cell, line)) for line in lines])
    return text.getvalue()


def _cell(value: Any) -> Any:
    """A cell that a spreadsheet takes for text: one that would begin a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = one_line(value).replace(";", ",")  # where a spreadsheet goes by semicolons, quotes keep no cell together
    seen = (each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each)[0] not in _UNSEEN)
    first = next(seen, "")
    return text if first.isalnum() or first in _HARMLESS or not text else f"'{text}"
