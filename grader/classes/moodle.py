"""What goes back to Moodle: its grade import, a teacher's own offline grading worksheet, and files of feedback.

What Moodle asks of them is in its code, in ``grade/import`` and in ``offline`` and ``file`` of ``mod/assign/feedback``.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from grader.classes import gradebook
from grader.classes.course import Plan, named
from grader.classes.gradebook import Row
from grader.errors import UsageError
from grader.reporters.text import given, lateness, points, said

_IDENTIFIER = ("identificador", "identifier")
_GRADE = ("calificacion", "grade")
_MOST = ("calificacion maxima", "maximum grade", "calificacion de escala maxima")
_SUBMITTED = ("ultima modificacion (entrega)", "ultima modificacion (envio)", "last modified (submission)")
_COMMENTS = ("comentarios de retroalimentacion", "feedback comments", "comentarios")


def grades(rows: list[Row], plan: Plan) -> str:
    """moodle.csv: what Moodle's grade import can read, of those on the roster alone: for one more it refuses all.

    "" where the roster has no column that Moodle knows somebody by.
    """
    columns, found, _ = _addressed(rows)
    if not (columns and found):
        return ""
    lines: list[list[Any]] = [[*columns, f"Calificación (sobre {points(plan.scale)})", "Comentarios"]]
    for row in found:
        assert row.report
        who = [row.person.get(name, "") for name in columns.values()]
        lines.append([*who, plan.mark(row.report), comment(row)])
    return gradebook.written(lines)


def unaddressed(rows: list[Row]) -> str:
    """Who has a mark and is not in moodle.csv, since by the column that most have Moodle would find nobody, or two."""
    *_, lacking = _addressed(rows)
    return ", ".join(gradebook.shown_names(lacking))


def _addressed(rows: list[Row]) -> tuple[dict[str, str], list[Row], list[Row]]:
    """The columns of a roster by which Moodle finds somebody, and the rows that have all of them, and that have not.

    A row that lacks one would be of nobody, and Moodle refuse all: so only a column that all have, or most.
    """
    found = gradebook.counting(rows)
    columns: dict[str, str] = {}
    for name in (name for row in found for name in row.person):
        if named(name) in gradebook.IN_MOODLE:
            columns.setdefault(gradebook.IN_MOODLE[named(name)], name)
    having = {name: sum(bool(row.person.get(of)) for row in found) for name, of in columns.items()}
    whole = {name: of for name, of in columns.items() if having[name] == len(found)}
    columns = whole or dict(sorted(columns.items(), key=lambda each: -having[each[0]])[:1])
    times = Counter(tuple(row.person.get(of, "") for of in columns.values()) for row in found)
    alone = {values for values, number in times.items() if all(values) and number == 1}
    those = [row for row in found if tuple(row.person.get(of, "") for of in columns.values()) in alone]
    return columns, those, [row for row in found if not any(row is each for each in those)]


def comment(row: Row) -> str:
    """What a student is told in a line, which Moodle takes for HTML and a spreadsheet for text: no tag begins in it."""
    assert row.report
    by_teacher = [f"{each.id}: {told}" for each in row.report.exercises if (told := given(each))]
    parts = (gradebook.comment(row.report), lateness(row.report), *by_teacher, said(row.report))
    return re.sub(r"<(?=\S)", "< ", " ".join(" ".join(parts).split()))


# -- the offline grading worksheet ---------------------------------------------------------------


class Worksheet:
    """A teacher's worksheet as Moodle gave it: it is given back with grades and comments, all else as it was.

    Raises:
        UsageError: it is none.
    """

    def __init__(self, file: Path):
        self.name = file.name
        text, separator = gradebook.table(file, "--moodle-worksheet la hoja de calificaciones")
        try:
            lines = [line for line in csv.reader(io.StringIO(text), delimiter=separator) if line]
        except csv.Error as error:
            raise UsageError(f"«{file.name}» no es un CSV correcto ({error}): vuelve a descargar la hoja") from None
        self._lines = [[*line, *[""] * (len(lines[0]) - len(line))] for line in lines]
        self._separator = separator
        headings = [named(name) for name in self._lines[0]] if self._lines else []
        self._grade, self._identifier = _place(headings, _GRADE), _place(headings, _IDENTIFIER)
        self._most, self._comments = _place(headings, _MOST), _place(headings, _COMMENTS)
        if self._grade is None or self._identifier is None:
            raise UsageError(
                f"«{file.name}» no es una hoja de calificaciones de Moodle: faltan las columnas Identificador y "
                "Calificación; descárgala de la tarea, en «Descargar hoja de calificaciones»"
            )

    @property
    def roster(self) -> list[dict[str, str]]:
        """Its people, as a roster's."""
        every = (dict(zip(self._lines[0], line, strict=False)) for line in self._lines[1:])
        return list(filter(gradebook.is_somebody, every))

    def filled(self, rows: Iterable[Row], plan: Plan) -> str:
        """The worksheet with the marks of those rows whose person is one of its own."""
        counting = gradebook.counting(list(rows))
        by_identifier = {row.person.get(self._lines[0][self._identifier or 0], ""): row for row in counting}
        lines = [self._filled(line, by_identifier.get(line[self._identifier or 0]), plan) for line in self._lines[1:]]
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self._separator, lineterminator="\r\n")
        writer.writerows([self._lines[0], *lines])
        return text.getvalue()

    def _filled(self, line: list[str], row: Row | None, plan: Plan) -> list[str]:
        if row is None or row.report is None:
            return line
        most = line[self._most] if self._most is not None else ""
        scale = _number(most) or plan.scale
        mark = f"{dataclasses.replace(plan, scale=scale).mark(row.report):.2f}"
        done = list(line)
        done[self._grade or 0] = mark.replace(".", ",") if "," in most else mark
        if self._comments is not None:
            done[self._comments] = comment(row)
        return done


def _place(headings: list[str], names: tuple[str, ...]) -> int | None:
    return next((headings.index(name) for name in names if name in headings), None)


def _number(text: str) -> float:
    found = re.fullmatch(r"\s*(\d{1,9})(?:[.,](\d{1,9}))?\s*", text)
    return float(f"{found[1]}.{found[2] or 0}") if found else 0.0


_LONG = re.compile(
    r"(?:[a-z]+ )?(?:(?P<day>\d{1,2}) (?:de )?(?P<month>[a-z]+)|(?P<month_first>[a-z]+) (?P<day_second>\d{1,2}))"
    r" (?:del? )?(?P<year>\d{4}) (?:a las )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?: ?(?P<half>[ap])\.? ?m\.?)?"
)
"""A moment as Moodle writes it in Spanish and in English, without its accents and commas."""
_MONTHS = ("ene jan", "feb", "mar", "abr apr", "may", "jun", "jul", "ago aug", "sep set", "oct", "nov", "dic dec")
"""How their names begin, in both languages."""


def submitted(worksheet: Worksheet, zone: tzinfo | None) -> list[datetime | None]:
    """When each of a worksheet's people handed in, None where that cannot be read; no list where no column says it.

    Args:
        zone: of the clock that it tells; None for this machine's.
    """
    every = ({named(name): value for name, value in person.items()} for person in worksheet.roster)
    told = [next((columns[name] for name in _SUBMITTED if name in columns), None) for columns in every]
    return [] if None in told else [_moment(each or "", zone) for each in told]


def _moment(text: str, zone: tzinfo | None) -> datetime | None:
    said = _LONG.fullmatch(named(text))
    month = said and (said["month"] or said["month_first"])[:3]
    number = next((number for number, names in enumerate(_MONTHS, 1) if month in names.split()), 0)
    if not said or not number:
        return None
    hour = int(said["hour"]) % 12 + 12 * (said["half"] == "p") if said["half"] else int(said["hour"])
    day = int(said["day"] or said["day_second"])
    try:
        return datetime(int(said["year"]), number, day, hour, int(said["minute"]), tzinfo=zone).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return None


# -- files of feedback ---------------------------------------------------------------------------


def feedback(rows: Iterable[Row]) -> dict[str, Row]:
    """Where in a zip file Moodle looks for the feedback to each whose number it told.

    The names of folders end in ``_``, which versions before 4.1 ask for and later ones take.
    """
    places = {}
    for row in rows:
        if row.participant and row.report and not row.rivals and not row.replaced_by:
            person, number = row.participant
            plain = re.sub(r"[_/\\:]", " ", person)  # Moodle looks for the number after the first "_"
            places[f"{plain}_{number}_assignsubmission_file_/informe.html"] = row
    return places
