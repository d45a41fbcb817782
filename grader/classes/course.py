"""A course as its teacher sets it up in one TOML file: which exercises count, for how much, until when.

Points and deadlines are applied to a report that exists: nothing is graded again for a change in them.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.errors import UsageError
from grader.feedback.plurals import counted
from grader.files import decoded
from grader.report import DIGITS, ExerciseResult, Report
from grader.reporters.text import points

_MOMENT = "fecha y hora, como 2027-01-31T23:59:00, con time_zone o con su zona: 2027-01-31T23:59:00+01:00"
_SCALE = 10.0
_DAY = timedelta(days=1)

_KINDS: dict[str, tuple[type | tuple[type, ...], str]] = {
    "title": (str, "un texto entre comillas"),
    "exercises": (list, 'una lista de ejercicios o unidades, como ["tensors", "neuron.perceptron"]'),
    "scale": ((int, float), "un número mayor que 0 y hasta 1000, sobre el que se da la nota, como 10"),
    "pass_mark": ((int, float, str), 'la nota que aprueba, como 5 si scale es 10, o un tanto por ciento, como "50 %"'),
    "time_zone": (str, 'el nombre de una zona horaria, como "Europe/Madrid" o "America/Bogota"'),
    "opens": (date, _MOMENT),
    "deadline": (date, _MOMENT),
    "grace_minutes": ((int, float), "un número de minutos que se perdonan tras el plazo, de 0 a 10080"),
    "late_factor": ((int, float), "un número de 0 a 1, la parte que conserva lo entregado tarde"),
    "late_penalty": ((int, float), "un número de 0 a 100, el tanto por ciento que se pierde por día de retraso"),
    "attempt": (str, '"last" o "best", la entrega que cuenta de quien tiene varias'),
    "minutes": ((int, float), "un número de minutos para cada entrega, como 20 o 0.5"),
    "points": (dict, "una tabla de ejercicio o unidad y sus puntos"),
    "deadlines": (dict, "una tabla de ejercicio o unidad y su plazo"),
    "extensions": (dict, "una tabla de estudiante, como en la lista o en su entrega, y su propio plazo"),
    "groups": (dict, "una tabla de grupo y la lista de sus miembros"),
}


_OF_PEOPLE = {"extensions", "groups"}
"""The keys with names of people, which count where a whole class is graded and nowhere else."""


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
    """The least that an exercise keeps which came late: all that it keeps, if there is no penalty for each day."""
    late_penalty: float = 0.0
    """The part that it loses for each day begun, 0 to 1."""
    has_late_rule: bool = False
    """Whether the plan itself says what is kept of what comes late."""
    grace: timedelta = timedelta()
    """After a deadline nothing is late for so long."""
    opens: datetime | None = None
    zone: tzinfo | None = None
    """Of moments that do not tell theirs; None for this machine's."""
    extensions: dict[str, datetime] = field(default_factory=dict)
    """Somebody's own deadline, by a name of theirs."""
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Who hands in together and gets one mark, by names of theirs."""
    attempt: str = ""
    """Which counts of several submissions of one person: "last", "best", or "" for none without being asked."""
    scale: float = _SCALE
    """What the highest mark is."""
    pass_mark: float = 50.0
    """Per cent."""
    minutes: float | None = None
    """That grading a submission may take; None where the course says nothing of it."""

    def late(self, submitted: datetime | None) -> tuple[str, ...]:
        """The exercises that came after their deadline."""
        if submitted is None:
            return ()
        due = ((each.id, self.deadlines.get(each.id)) for each in self.exercises)
        return tuple(name for name, deadline in due if deadline and submitted > deadline + self.grace)

    def kept(self, exercise: str, submitted: datetime | None) -> float:
        """The part of its points that an exercise keeps, 0 to 1."""
        if submitted is None or exercise not in self.late(submitted):
            return 1.0
        days = self._days(exercise, submitted)
        return max(self.late_factor, 1 - self.late_penalty * days) if self.late_penalty else self.late_factor

    def _days(self, exercise: str, submitted: datetime) -> int:
        """How many days have begun since a deadline, by its clock: one on which it is changed has 23 or 25 hours."""
        told, deadline = (
            each.astimezone(self.zone).replace(tzinfo=None) for each in (submitted, self.deadlines[exercise])
        )
        return max(1, math.ceil((told - deadline) / _DAY))

    def lateness(self, submitted: datetime | None) -> str:
        """What a line says of what came late, in Spanish; "" if nothing did."""
        late = self.late(submitted)
        if submitted is None or not late:
            return ""
        by_how_much: dict[str, list[str]] = {}
        for name in late:
            days = self._days(name, submitted)
            each_day = self.late_penalty and days > 1
            delay = counted(days, "día empezado") if each_day else _told(submitted - self.deadlines[name])
            words = f"{delay} fuera de plazo: vale el {points(100 * self.kept(name, submitted))} %"
            by_how_much.setdefault(words, []).append(name)
        if len(late) == len(self.exercises) and len(by_how_much) == 1:
            return f"entregado {next(iter(by_how_much))}"
        return "; ".join(f"{', '.join(self._shortly(names))}, {words}" for words, names in by_how_much.items())

    def _shortly(self, names: list[str]) -> list[str]:
        """A unit for its exercises, where all of those that count are among them."""
        units = dict.fromkeys(each.unit for each in self.exercises if each.id in names)
        whole = {unit for unit in units if all(each.id in names for each in self.exercises if each.unit == unit)}
        return list(dict.fromkeys(unit if (unit := name.partition(".")[0]) in whole else name for name in names))

    def applied(self, report: Report, submitted: datetime | None = None) -> Report:
        """The report in this course's points, with what came late counted as the plan says, and that said."""
        exercises = tuple(self._applied(each, self.kept(each.id, submitted)) for each in report.exercises)
        return dataclasses.replace(report, exercises=exercises, late=self.lateness(submitted))

    def _applied(self, result: ExerciseResult, kept: float) -> ExerciseResult:
        points = self.points.get(result.id, result.points)
        score = min(round(result.score / result.points * points * kept, DIGITS), points)
        return dataclasses.replace(result, points=points, score=score)

    def due(self, deadline: datetime | None) -> Plan:
        """The plan with a platform's deadline, if it has none; what comes late loses what the plan says, or nothing."""
        if deadline is None or self.deadlines:
            return self
        deadlines = dict.fromkeys((exercise.id for exercise in self.exercises), deadline)
        return dataclasses.replace(
            self, deadlines=deadlines, late_factor=self.late_factor if self.has_late_rule else 1.0
        )

    def of(self, names: Iterable[str]) -> Plan:
        """The plan for somebody to whom these names of the extensions belong: with a deadline that is theirs alone."""
        own = [self.extensions[name] for name in names if name in self.extensions]
        if not own:
            return self
        moved = {name: max(deadline, *own) for name, deadline in self.deadlines.items()}
        return dataclasses.replace(self, deadlines=moved)

    def mark(self, report: Report) -> float:
        """The mark on the course's scale, to two decimals."""
        return cut(self.scale * report.score / report.max_score, 2) if report.max_score else 0.0

    def passes(self, report: Report) -> bool:
        """Whether a report reaches the pass mark."""
        return report.max_score > 0 and 100 * report.score / report.max_score >= self.pass_mark - 1e-9

    def summary(self, report: Report, submitted: datetime | None) -> str:
        """One line on a report in this course."""
        verdict = "aprobado" if self.passes(report) else "todavía sin aprobar"
        after = f"; {report.late}" if report.late else ""
        doubt = self.told_early(submitted) or self.told_undated(submitted)
        name = f"{self.title}: " if self.title else ""
        earned = f"{points(report.score)} de {points(report.max_score)}"
        mark = f"nota {points(self.mark(report))} de {points(self.scale)}"
        least = f"mínimo {points(self.pass_mark * self.scale / 100)}"
        return f"{name}{earned}, {mark}, {verdict} ({least}){after}{f'; {doubt}' if doubt else ''}"

    def told_early(self, submitted: datetime | None) -> str:
        """What is said of what came before the course was open; "" of anything else."""
        if not (submitted and self.opens and submitted < self.opens):
            return ""
        return f"entregado antes de que se abriera, el {self.opens.astimezone(self.zone):%d/%m/%Y}"

    def told_undated(self, submitted: datetime | None) -> str:
        """What is said of what nobody knows the time of; "" where it is known, or counts for nothing."""
        counts = self.opens or any(each.id in self.deadlines for each in self.exercises)
        return "no se sabe cuándo se entregó: cuenta como a tiempo" if counts and submitted is None else ""


def cut(number: float, digits: int) -> float:
    """A number cut and not rounded, so that nobody reads a mark that just passes beside one that does not."""
    parts = 10.0**digits
    return math.floor(number * parts + 1e-6) / parts


def named(text: str) -> str:
    """A name without case, accents, apostrophes (Moodle leaves them out) and odd spaces, as it is compared."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(re.sub("['\u2018\u2019\u02bc`]", "", plain.casefold()).replace(",", " ").split())


def same_name(names: Iterable[str]) -> str:
    """The first two of some names that are the same as they are compared, in Spanish; "" if there are none."""
    found: dict[str, str] = {}
    for name in names:
        if (first := found.setdefault(named(name), name)) != name:
            return f"«{first}» y «{name}»"
    return ""


def _told(delay: timedelta) -> str:
    """How long, in Spanish: the largest unit of time that it has one of."""
    for length, unit in ((_DAY, "día"), (timedelta(hours=1), "hora"), (timedelta(minutes=1), "minuto")):
        if delay >= length:
            return counted(delay // length, unit)
    return "menos de un minuto"


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


def without_people(text: str) -> str:
    """The text of a plan for others to read, anew: what it tells of somebody is left out, and so are its comments."""
    tree = tomllib.loads(text)
    plain = [f"{name} = {_value(value)}" for name, value in tree.items() if not isinstance(value, dict)]
    for table, entries in tree.items():
        if isinstance(entries, dict) and table not in _OF_PEOPLE:
            plain += ["", f"[{table}]", *(f"{_value(name)} = {_value(value)}" for name, value in entries.items())]
    return "\n".join(plain).lstrip() + "\n"


def _value(value: Any) -> str:
    """One of the values that a plan has, in TOML."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


class _Reader:
    """Turns a parsed file into a Plan, or says which of its keys is wrong."""

    def __init__(self, name: str, tree: dict[str, Any]):
        self._name, self._tree = name, tree

    def plan(self) -> Plan:
        for name, value in self._tree.items():
            self._check_kind(name, value)
        zone = self._zone()
        chosen = self._exercises()
        deadline = self._moment("deadline", zone)
        whole = {exercise.id: deadline for exercise in chosen} if deadline else {}
        scale = self._number("scale", _SCALE, 1000.0)
        if not scale:
            raise self._error("scale", f"debe ser {_KINDS['scale'][1]}")
        return Plan(
            self._tree.get("title", ""),
            chosen,
            self._points(chosen),
            {**whole, **self._deadlines(chosen, zone)},
            late_factor=self._number("late_factor", 0.0, 1.0),
            late_penalty=self._number("late_penalty", 0.0, 100.0) / 100,
            has_late_rule=bool({"late_factor", "late_penalty"} & self._tree.keys()),
            grace=timedelta(minutes=self._number("grace_minutes", 0.0, 10080.0)),
            opens=self._moment("opens", zone),
            zone=zone,
            extensions={
                named(name): self._as_moment(f"extensions.{name}", value, zone)
                for name, value in self._tree.get("extensions", {}).items()
            },
            groups=self._groups(),
            attempt=self._attempt(),
            scale=scale,
            pass_mark=self._pass_mark(scale),
            minutes=self._minutes(),
        )

    def _check_kind(self, name: str, value: Any) -> None:
        if name in _OF_PEOPLE and isinstance(value, dict) and (twice := same_name(value)):
            raise self._error(name, f"{twice} son el mismo nombre: deja uno")
        if name not in _KINDS:
            raise self._error(name, f"no conozco esa clave; se admite {', '.join(_KINDS)}")
        kind, words = _KINDS[name]
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self._error(name, f"debe ser {words}")

    def _zone(self) -> tzinfo | None:
        name = self._tree.get("time_zone")
        if name is None:
            return None
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
            raise self._error("time_zone", f"no conozco «{name}»; debe ser {_KINDS['time_zone'][1]}") from None

    def _moment(self, key: str, zone: tzinfo | None) -> datetime | None:
        return self._as_moment(key, self._tree[key], zone) if key in self._tree else None

    def _as_moment(self, key: str, value: Any, zone: tzinfo | None) -> datetime:
        """A moment of the file; a day alone lasts until its end, or, for what opens, begins with it."""
        if not isinstance(value, date) or not 1970 <= value.year < 9999:
            raise self._error(key, f"debe ser {_MOMENT}")
        until_next = not isinstance(value, datetime) and key != "opens"
        day = value + _DAY if until_next else value
        told = value if isinstance(value, datetime) else datetime.combine(day, time())
        if told.tzinfo is None and zone is None:
            raise self._error(key, f"debe ser {_MOMENT}")
        # In universal time: two moments of one zone would be compared by its clock, which goes back in autumn.
        moment = (told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(UTC)
        return moment - datetime.resolution if until_next else moment

    def _groups(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, members in self._tree.get("groups", {}).items():
            if not isinstance(members, list) or not members or not all(isinstance(each, str) for each in members):
                raise self._error(f"groups.{name}", 'debe ser la lista de sus miembros, como ["ana", "luis"]')
            found[name] = tuple(map(named, members))
        every = [member for members in found.values() for member in members]
        if twice := next((member for member in every if every.count(member) > 1), ""):
            raise self._error("groups", f"«{twice}» está en más de un grupo, o dos veces en uno")
        return found

    def _attempt(self) -> str:
        attempt = str(self._tree.get("attempt", ""))
        if attempt not in ("", "last", "best"):
            raise self._error("attempt", f"debe ser {_KINDS['attempt'][1]}")
        return attempt

    def _pass_mark(self, scale: float) -> float:
        """Per cent; a number is one of the scale, if the course has one."""
        mark, words = self._tree.get("pass_mark", "50 %"), f"debe ser {_KINDS['pass_mark'][1]}"
        if isinstance(mark, str):
            said = re.fullmatch(r"\s*(\d{1,3}(?:[.,]\d+)?)\s*%\s*", mark)
            percent = float(said[1].replace(",", ".")) if said else -1.0
        elif "scale" in self._tree:
            percent = 100 * mark / scale
        elif 0 < mark <= _SCALE:
            doubt = f"{mark} puede ser sobre {_SCALE:g} o un tanto por ciento"
            raise self._error("pass_mark", f'{doubt}: di también scale, o escribe "{mark} %"')
        else:
            percent = float(mark)
        if not 0 <= percent <= 100:
            raise self._error("pass_mark", words)
        return percent

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

    def _deadlines(self, chosen: tuple[Exercise, ...], zone: tzinfo | None) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        for name, value, mine in self._broadest_first("deadlines", chosen):
            moment = self._as_moment(f"deadlines.{name}", value, zone)
            found |= dict.fromkeys((exercise.id for exercise in mine), moment)
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
