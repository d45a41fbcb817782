"""Grades as tables: grades.csv, Moodle's import, and the join with a roster. No cell is ever a formula."""

from __future__ import annotations

import csv
import io
import locale
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from grader.classes.course import Plan, cut, named
from grader.classes.handed_in import Entry
from grader.errors import UsageError
from grader.feedback.plurals import counted
from grader.files import decoded
from grader.report import Report
from grader.reporters.text import as_seen, one_line
from grader.submission import some_of

IN_MOODLE = {
    "userid": "id", "id de usuario": "id", "user id": "id",
    "idnumber": "idnumber", "id number": "idnumber", "id_number": "idnumber", "numero de id": "idnumber",
    "username": "username", "nombre de usuario": "username", "usuario": "username",
    "email": "email", "email address": "email", "correo": "email", "correo electronico": "email",
    "direccion de correo": "email", "e-mail": "email", "direccion email": "email", "mail": "email",
    "direccion de correo electronico": "email", "correo institucional": "email", "email institucional": "email",
}  # fmt: skip
"""What Moodle's grade import can find somebody by, by the headings of rosters."""
_FULL = (
    "nombre completo", "full name", "name", "student", "nombre y apellidos", "apellidos y nombre", "apellidos nombre",
    "nombres y apellidos", "apellidos y nombres", "nombre y apellido", "nombre del alumno", "nombre del estudiante",
    "nombre del alumno/a", "estudiante", "estudiantes", "alumno", "alumna", "alumnos", "alumno/a",
)  # fmt: skip
"""Headings of somebody's whole name."""
_KEYS = {
    *IN_MOODLE, *_FULL, "identifier", "identificador", "id", "github", "github_username", "user", "login", "folder",
    "carpeta", "sis login id", "sis user id", "roster_name", "tambien", "matricula", "codigo", "dni", "cedula", "rut",
}  # fmt: skip
_LONG = 5
"""Characters of an identifier that no two people have by chance, each in a column of its own."""
_OTHERWISE = "también"
"""The heading of what another list calls somebody."""
_FIRST = ("first_name", "first name", "firstname", "nombre", "nombres", "nombre(s)", "primer nombre")
_LAST = ("last_name", "last name", "lastname", "surname", "apellidos", "apellido(s)", "apellido", "primer apellido",
         "apellido 1", "apellido1", "apellido paterno", "1er apellido", "1º apellido", "a. paterno")  # fmt: skip
_SECOND_LAST = ("segundo apellido", "apellido 2", "apellido2", "apellido materno", "2º apellido", "a. materno")
_HEAD = [
    "name", "student", "status", "score", "max_score", "percent", "mark", "passed", "done", "submitted", "late",
    "same_as", "reason",
]  # fmt: skip
_UNSEEN = ("C", "M", "Z")
"""Categories of characters that a spreadsheet may pass over on its way to a formula: controls, marks, spaces."""
_PARTICIPANT = re.compile(r"\s*Participant(?:e)?\s+([1-9][0-9]*)\s*", re.IGNORECASE)
"""What Moodle calls somebody by their number, with which alone the name of a submission may begin too."""
_ANOTHERS_NUMBER = "tiene el número de {}, y otro nombre: si es de un grupo, di en tu plan quiénes son sus miembros"
LATE_IN_CANVAS = "según Canvas, llegó tarde"
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
    undated: str = ""
    """What is said where nobody knows when it was handed in and that counts, in Spanish."""
    same_as: str = ""
    """The name of an identical submission before it."""
    passed_over: tuple[str, ...] = ()
    """What of it was not looked at, and why, in Spanish."""
    person: dict[str, str] = field(default_factory=dict)
    """The roster's columns."""
    on_roster: bool = False
    rivals: tuple[str, ...] = ()
    """Other submissions that may be the same person's: then nobody knows which counts, and no mark is anybody's."""
    taken: tuple[str, ...] = ()
    """What of it was taken for modules under another name, in Spanish."""
    undecided: str = ""
    """Why the plan chooses none of them, in Spanish."""
    replaced_by: str = ""
    """The submission of the same person, or group, that counts in its place."""
    in_place_of: tuple[str, ...] = ()
    """Submissions of the same person, or group, that it counts for since they could not be graded."""
    of_group: str = ""
    """The name of the group whose submission it is."""
    extended: tuple[str, ...] = ()
    """The names in the plan's extensions that mean its person or group."""
    misnumbered: str = ""
    """Whose number on the roster Moodle's name of it has, with another's name: that of a group, it may be."""
    in_worksheet: bool = False
    """Whether Moodle's worksheet calls somebody by the same number and the same name."""
    namesakes: tuple[str, ...] = ()
    """Several on the roster whose it may be, and nobody knows of which."""

    @property
    def name(self) -> str:
        return self.entry.name if self.entry else next((value for value in self.person.values() if value), "")

    @property
    def called(self) -> set[str]:
        """The names of whoever handed it in, as ``course.named`` writes them."""
        given = [*_names(self), self.entry.name] if self.entry else []
        return set(filter(None, map(named, (*given, *_handles(self.person, guessed=False)))))

    @property
    def nearly_called(self) -> set[str]:
        """What may be a name of theirs too, if it is nobody else's: the end of a submission's, an address's begin."""
        given = [] if self.person else list(_ends(self))
        return set(filter(None, map(named, (*given, *_handles(self.person)))))

    @property
    def full_name(self) -> str:
        """The person's, as people write it; "" where neither Moodle nor the roster tells it."""
        moodle = self.entry.moodle[0] if self.entry and self.entry.moodle else ""
        return moodle or _whole_name(self.person)

    @property
    def participant(self) -> tuple[str, str] | None:
        """The person's full name and number in Moodle, where it is known; a group's number is nobody's."""
        if number := _number(self.person):
            return self.full_name or self.name, number
        return self.entry.moodle if self.entry and not self.is_groups_own else None

    @property
    def is_groups_own(self) -> bool:
        """Whether a group is called so, or may be, and no person: then Moodle's number is the group's."""
        return bool(self.misnumbered or (self.of_group and not self.person))

    @property
    def begun(self) -> bool:
        """Whether it was graded, and is more than untouched stubs."""
        statuses = {each.status for each in self.report.exercises} if self.report else set()
        return not statuses <= {"not_implemented", "not_graded"}

    @property
    def status(self) -> str:
        if self.entry is None:
            return "graded" if self.report else "doubtful" if self.rivals else "missing"
        if self.replaced_by:
            return "replaced"
        return "graded" if self.report else "not_gradable"

    @property
    def told(self) -> str:
        """What a teacher has to know beside the mark, or instead of it, in Spanish."""
        return ", ".join(filter(None, (self.report.late if self.report else "", self.besides)))

    @property
    def besides(self) -> str:
        """The same without what came late."""
        doubt = f"puede ser de la misma persona que {', '.join(self.rivals)}" if self.rivals and self.entry else ""
        guess = f"es {self.owner} {self.guess}" if self.guess else ""
        whose = "de su grupo" if self.of_group else "suya"
        other = f"cuenta otra entrega {whose}, {self.replaced_by}" if self.replaced_by else ""
        handed = self.of_group and (self.entry or self.report) and not (guess and self.is_groups_own)
        group = f"entrega del grupo {self.of_group}" if handed else ""
        late = LATE_IN_CANVAS if self.entry and self.entry.late else ""
        looked_at = [f"se ha corregido {what}" for what in self.taken]
        looked_at += [f"no se ha mirado {why}" for why in self.passed_over]
        doubt += f", y {self.undecided}" if doubt and self.undecided else ""
        told = (
            self.reason,
            doubt,
            self.of_namesakes,
            guess,
            self.anothers,
            self.undated,
            other,
            self.instead,
            group,
            late,
            *looked_at,
        )
        return ", ".join(filter(None, told))

    @property
    def anothers(self) -> str:
        """What is said of one with somebody's number and another name, in Spanish; "" of any other."""
        return _ANOTHERS_NUMBER.format(self.misnumbered) if self.misnumbered else ""

    @property
    def of_namesakes(self) -> str:
        """What is said of one that several may have handed in, in Spanish; "" of any other."""
        names = tuple(dict.fromkeys(self.namesakes))
        whose = " o de ".join(names) if len(names) > 1 else f"cualquiera de quienes se llaman {' '.join(names)}"
        return f"puede ser de {whose}, y su nota no es de nadie de la lista" if names else ""

    @property
    def names_more(self) -> bool:
        """Whether Moodle's name of it is that of the person whose number it has, and more: of several, it may be."""
        moodle = self.entry.moodle if self.entry and not (self.of_group or self.in_worksheet) else None
        whole = _letters(_whole_name(self.person))
        return bool(
            moodle
            and whole
            and moodle[1] == _number(self.person)
            and not _is_unnamed(moodle[0])
            and len(_letters(moodle[0])) > len(whole)
        )

    @property
    def guess(self) -> str:
        """By what less than a name it was found whose it is, in Spanish; "" where nothing was guessed."""
        if not self.entry or not (self.on_roster or (self.of_group and not self.person)):
            return ""
        if self.names_more:
            return "por su número, y su nombre dice más: si es de un grupo, di en tu plan quiénes son sus miembros"
        names = set(map(_letters, _as_group(self.entry) if self.is_groups_own else _names(self)))
        sure, all_of_them = (set(map(_letters, self._owners_names(guessed))) for guessed in (False, True))
        if names & sure:
            return ""
        if names & all_of_them:
            return "por el comienzo de su correo"
        end = next((end for end in _ends(self) if _letters(end) in all_of_them), "")
        before = next(iter(_ends(self))).removesuffix(end)
        return f"por el final de su nombre (tras «{before}»)" if end and before else ""

    def _owners_names(self, guessed: bool) -> Iterable[str]:
        return [self.of_group] if self.is_groups_own else filter(None, _handles(self.person, guessed))

    @property
    def owner(self) -> str:
        """Whose it is, in Spanish."""
        whose = next((value for value in self.person.values() if value), "")
        return f"del grupo {self.of_group}" if self.is_groups_own else f"de {_whole_name(self.person) or whose}"

    @property
    def instead(self) -> str:
        """What is said of one that counts for others which could not be graded, in Spanish; "" of any other."""
        names = ", ".join(self.in_place_of)
        return f"cuenta esta porque no se ha podido corregir {names}, que puede ser posterior" if names else ""


# -- roster --------------------------------------------------------------------------------------


def read_roster(file: Path) -> list[dict[str, str]]:
    """The rows of a roster, a CSV with a line of headings.

    Raises:
        UsageError: it is no such file, or no column tells who is who.
    """
    text, separator = table(file)
    try:
        reader = csv.DictReader(io.StringIO(text), delimiter=separator)
        names = {named(name) for name in reader.fieldnames or ()}
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
    rows = list(filter(is_somebody, rows))
    if not rows:
        raise UsageError(
            f"«{file.name}» solo tiene los encabezados: vuelve a exportar la lista, con quienes están en ella"
        )
    of: defaultdict[tuple[str, str], list[set[str]]] = defaultdict(list)
    for row in rows:
        for name, value in _columns(row).items():
            of[name, named(value)].append(_words(row))
    common = {each for each, names in of.items() if any(other != names[0] for other in names)}
    people: dict[Hashable, dict[str, str]] = {}
    for index, row in enumerate(rows):
        identity = _identity(row, common)
        people.setdefault(index if identity is None else identity, row)
    return list(people.values())


_OF_NAMES = {*_FULL, *_FIRST, *_LAST, "folder", "carpeta"}


def _identity(person: dict[str, str], common: Container[tuple[str, str]]) -> Hashable:
    """What two rows have in common that are one person's, who may be in several groups; None where nothing tells.

    Args:
        common: what people of several names have in a column, which tells nothing of any.
    """
    columns = {name: named(value) for name, value in _columns(person).items() if value}
    own = {name: value for name, value in columns.items() if name in _KEYS and (name, value) not in common}
    if sure := next(((IN_MOODLE[name], value) for name, value in own.items() if name in IN_MOODLE), None):
        return sure
    told = {name: value for name, value in columns.items() if name in _KEYS or "@" in value}
    return None if own.keys() <= _OF_NAMES else (*told.items(), _letters(_whole_name(person)))


_OF_CANVAS = {"points possible", "student test", "prueba estudiante de"}
"""What Canvas's gradebook has in place of people: points, always in English, and a test student, who has a name."""


def is_somebody(person: dict[str, str]) -> bool:
    """Whether a row of a roster is a person's."""
    columns, handles = _columns(person), set(filter(None, map(named, _handles(person, guessed=False))))
    canvas = {"id", "section"} <= columns.keys() and bool({"student", "lastname"} & columns.keys())
    return bool(handles) and not (canvas and handles & _OF_CANVAS)


def table(file: Path, option: str = "--roster la lista de la clase") -> tuple[str, str]:
    """The text of a roster from its headings on, and what separates its cells."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"no existe el fichero «{file}»; indica con {option}, en CSV") from None
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


def known(people: list[dict[str, str]], others: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """People of a roster, with what another one says of each whom both call by a name that nobody else there has."""
    return [
        {**other, **person, _OTHERWISE: _whole_name(other)} if other else person
        for person, other in zip(people, _same(people, others), strict=True)
    ]


def _same(people: list[dict[str, str]], others: Sequence[dict[str, str]]) -> list[dict[str, str] | None]:
    """For each of a roster who that is on another one, where both call the same one by a name of nobody else there; by
    what says less only those whom nothing else tells."""
    pairs = set()
    for alike in (named, _turned):
        here, there = (_by_handle(each, alike, guessed=False) for each in (people, others))
        pairs |= {
            (min(mine), min(there[name])) for name, mine in here.items() if len(mine) == len(there.get(name, ())) == 1
        }
    found: dict[int, int] = {}
    for likely in (_says_the_same, _is_called_the_same, _may_be_called_the_same):
        now = [
            (one, other)
            for one, other in pairs
            if one not in found and other not in found.values() and likely(people[one], others[other])
        ]
        times = [Counter(pair[side] for pair in now) for side in (0, 1)]
        found |= {one: other for one, other in now if times[0][one] == times[1][other] == 1}
    return [others[found[index]] if index in found else None for index in range(len(people))]


def _says_the_same(person: dict[str, str], other: dict[str, str]) -> bool:
    """Whether rows of two rosters say the same in a column of one meaning, or something long: a short number in columns
    of two meanings may be two numbers."""
    mine, theirs = map(_in_moodle, (person, other))
    return any(mine[of] & theirs[of] for of in mine if of in theirs) or bool(_long(person) & _long(other))


def _is_called_the_same(person: dict[str, str], other: dict[str, str]) -> bool:
    mine, theirs = ({_turned(name) for name in _full_names(each)} for each in (person, other))
    return bool(mine & theirs)


def _full_names(person: dict[str, str]) -> list[str]:
    """Somebody's name on a roster, or what may be, of several words in a column of another kind."""
    whole = _whole_name(person)
    return [whole] if whole else [name for name in _handles(person, guessed=False) if " " in name]


def _may_be_called_the_same(person: dict[str, str], other: dict[str, str]) -> bool:
    """Whether one has a name of several words, and the other the same and more; two addresses are two people's."""
    mine, theirs = (_in_moodle(each).get("email", set()) for each in (person, other))
    fewer = min(_words(person), _words(other), key=len)
    return len(fewer) > 1 and _agree(_words(person), _words(other)) and not (mine and theirs)


def _words(person: dict[str, str]) -> set[str]:
    return set(re.findall(r"\w+", named(_whole_name(person))))


def _agree(one: set[str], other: set[str]) -> bool:
    """Whether one has all words of a name that another has, or the other way round."""
    return one <= other or other <= one


def _long(person: dict[str, str]) -> set[str]:
    """What identifies somebody and is too long to be anybody else's by chance."""
    columns = ((name, named(value)) for name, value in _columns(person).items() if name not in _OF_NAMES)
    return {value for name, value in columns if len(_letters(value)) >= _LONG and (name in _KEYS or "@" in value)}


def differing(people: list[dict[str, str]], in_moodle: Sequence[dict[str, str]]) -> str:
    """Whom of both a name alone makes one person, while all else by which Moodle finds people differs, in Spanish."""
    found = []
    for person, other in zip(people, _same(people, in_moodle), strict=True):
        mine, theirs = map(_in_moodle, (person, other or {}))
        both = [of for of in mine if of in theirs]
        if other and both and not _says_the_same(person, other):
            found.append(f"{called(person)} ({min(mine[both[-1]])}, {min(theirs[both[-1]])})")
    return some_of(found)


def _number(person: dict[str, str]) -> str:
    """By which Moodle calls somebody, where a list says it."""
    return next((found[1] for found in map(_PARTICIPANT.fullmatch, person.values()) if found), "")


def unlisted(people: list[dict[str, str]], others: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those of another roster who are nobody of a roster, as far as that can be told."""
    return [each for each, mine in zip(others, _same(others, people), strict=True) if mine is None]


def _in_moodle(person: dict[str, str]) -> dict[str, set[str]]:
    """All by which Moodle finds somebody, by its own names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, value in _columns(person).items():
        if name in IN_MOODLE and value:
            found[IN_MOODLE[name]].add(named(value))
    return found


def numbered(people: list[dict[str, str]], in_moodle: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """People of a roster, and then the number by which Moodle's worksheet calls each: no more of what that says."""
    every = zip(people, _same(people, in_moodle), strict=True)
    return [person | _in_a_free_column(person, _number(other or {})) for person, other in every]


def _in_a_free_column(person: dict[str, str], number: str) -> dict[str, str]:
    """Moodle's number of somebody whose list does not say it, under a heading that the list does not have."""
    headings = (each for each in ("Identificador", "Identifier", "Carpeta") if named(each) not in _columns(person))
    return {next(headings, _OTHERWISE): f"Participante {number}"} if number and not _number(person) else {}


Chosen = Callable[[list[Row], set[str]], Row | None]
"""Of several submissions the one that counts for whoever is called so; None where nobody is to choose."""


def join(
    rows: list[Row],
    roster: list[dict[str, str]],
    chosen: Chosen = lambda *_: None,
    strangers: Sequence[dict[str, str]] = (),
) -> list[Row]:
    """Give each row its person; people without a submission become rows of their own, at the end.

    Where more than one submission may be somebody's, none is, unless one is ``chosen``: a mark never goes to another in
    silence.

    Args:
        strangers: people who may have handed in and are not on the roster, where somebody may be called as they are.
    """
    people = [*roster, *strangers]
    for row, mine in zip(rows, _numbered(rows, people), strict=True):
        row.misnumbered = next((_whole_name(people[each]) for each in mine if _is_another(row, people[each])), "")
    _choose(rows, people, chosen)
    counting = [row for row in rows if not row.replaced_by]
    joined = _joined(counting, people, {id(person) for person in strangers})
    for row in rows:
        if row.replaced_by:
            counts = next(each for each in counting if each.name == row.replaced_by)
            row.person, row.on_roster = counts.person, counts.on_roster
    return [*rows, *joined[len(counting) :]]


def recognise(rows: Iterable[Row], in_moodle: Iterable[dict[str, str]]) -> None:
    """Say which submissions Moodle's worksheet knows, by the very name and number."""
    people = {(_letters(_whole_name(person)), _number(person)) for person in in_moodle}
    for row in rows:
        moodle = row.entry.moodle if row.entry else None
        row.in_worksheet = bool(moodle and (_letters(moodle[0]), moodle[1]) in people)


def _numbered(rows: list[Row], roster: list[dict[str, str]]) -> list[set[int]]:
    """Whose number on the roster each name that Moodle has made has; a group of the plan's has a number of its own."""
    people = _by_handle(roster, named, guessed=False)
    moodle = (row.entry if row.entry and row.entry.moodle and not row.of_group else None for row in rows)
    return [_whose(people, map(named, _identifiers(entry))) if entry else set() for entry in moodle]


def owners(rows: list[Row], roster: list[dict[str, str]], groups: Mapping[str, tuple[str, ...]]) -> list[set[int]]:
    """Of whom on Moodle's list each submission is that it has named: one of a group's is of all its members."""
    people = _by_handle(roster, named, guessed=False)
    return [
        set().union(*(_whose(people, [named(member)]) for member in groups[row.of_group]))
        if row.of_group
        else {each for each in mine if not _is_another(row, roster[each])}
        for row, mine in zip(rows, _numbered(rows, roster), strict=True)
    ]


def _is_another(row: Row, person: dict[str, str]) -> bool:
    """Whether Moodle's name of a submission, which may have a group's before it, is not that of a person."""
    assert row.entry
    assert row.entry.moodle
    if row.in_worksheet:
        return False
    given = _letters(row.entry.moodle[0])
    theirs = _words(person)
    return not _is_unnamed(row.entry.moodle[0]) and not all(word in given for word in theirs)


def _is_unnamed(name: str) -> bool:
    """Whether Moodle hides whose it is, as where a teacher marks without knowing."""
    return named(name) in ("participante", "participant")


def _letters(name: str) -> str:
    """What of a name is the same however its words are put together."""
    return "".join(filter(str.isalnum, named(name)))


def _turned(name: str) -> str:
    """What of a name is the same whether first names or last names begin it; García López is not López García."""
    words = re.findall(r"\w+", named(name))
    return min((" ".join(words[at:] + words[:at]) for at in range(len(words))), default="")


def _choose(rows: list[Row], roster: list[dict[str, str]], chosen: Chosen) -> None:
    """Have one submission stand for all those that are, by the same words, one person's."""
    together: list[tuple[set[Hashable], list[Row]]] = []
    for row, mine in zip(rows, _found(rows, roster), strict=True):
        claims: set[Hashable] = {*mine, *_shown(row)}
        same = [each for each in together if each[0] & claims]
        together = [each for each in together if not each[0] & claims]
        together.append((claims.union(*(each for each, _ in same)), [*(old for _, olds in same for old in olds), row]))
    for claims, several in together:
        people = [roster[each] for each in claims if isinstance(each, int)]
        numbers = {row.entry.moodle[1] for row in several if row.entry and row.entry.moodle}
        if len(several) < 2 or len(people) > 1 or len(numbers) > 1:  # Moodle's numbers are of one person each
            continue
        own = filter(None, map(named, _handles(people[0], guessed=False))) if people else ()
        best = chosen(several, {*own, *(name for row in several for name in row.called)})
        for row in several:
            row.replaced_by = best.name if best and best is not row else ""


def meant(rows: Iterable[Row], name: str) -> list[Row]:
    """The rows of the one person whom a teacher calls so; none where it is nobody, or may be several."""
    rows = list(rows)
    for sure in (True, False):
        people = {_whom(row) for row in rows if name in (row.called if sure else row.nearly_called)}
        if people:
            return [row for row in rows if _whom(row) in people] if len(people) == 1 else []
    return []


def _whom(row: Row) -> Hashable:
    """What all rows of one person have in common."""
    return id(row.person) if row.person else row.replaced_by or row.name


def addressed(rows: Iterable[Row], name: str) -> tuple[list[Row], bool]:
    """The rows of the one person, or else of all of the group, whom a teacher calls so; and whether it is a group."""
    rows = list(rows)
    mine = meant(rows, name)
    if any(not row.is_groups_own for row in mine):
        return mine, False
    group = next((named(row.of_group) for row in mine if row.of_group), name)
    shared = [row for row in rows if row.of_group and named(row.of_group) == group]
    return shared or mine, bool(shared)


def mark_groups(rows: list[Row], groups: Iterable[str]) -> None:
    """Say which submissions are called as a group of the plan is: they are no one person's."""
    by_name = {named(group): group for group in groups}
    for row in rows:
        if row.entry:
            row.of_group = next((by_name[name] for name in _as_group(row.entry) if name in by_name), "")


def _as_group(entry: Entry) -> tuple[str, ...]:
    """What may be a group's name, in that of a submission."""
    return named(entry.given), named(entry.group), named(_without_number(entry.given))


def share(rows: list[Row], groups: Mapping[str, tuple[str, ...]], chosen: Chosen) -> list[Row]:
    """Give what one of a group handed in to all of its members, each of whom has one row with it."""
    found = list(rows)
    called = {row.of_group for row in found}
    by_end = {named(group): group for group in groups if group not in called}
    for row in found:
        if row.entry and not (row.of_group or row.person or row.misnumbered):
            row.of_group = next((by_end[end] for end in map(named, _ends(row)) if end in by_end), "")
    for group, members in groups.items():
        _share(found, group, members, chosen)
    replaced: defaultdict[str, list[str]] = defaultdict(list)
    for row in found:
        if row.replaced_by and not row.report:
            replaced[row.replaced_by].append(row.name)
    for row in found:
        row.in_place_of = tuple(replaced[row.name]) if row.entry else ()
    return found


def _share(found: list[Row], group: str, members: tuple[str, ...], chosen: Chosen) -> None:
    """The same for one group, with rows for members who have none."""
    people = {member: meant(found, member) for member in members}
    mine = {id(row): row for row in found if row.of_group == group and not row.on_roster}
    for member, theirs in people.items():
        person = _person(member, theirs)
        for row in theirs:
            row.person, mine[id(row)] = person, row
    # Of somebody whose own submissions are in doubt nobody knows either whether another one's should count.
    missing = {member for member, theirs in people.items() if not theirs}
    doubtful = {id(row): row for row in found if row.rivals and missing & row.called}
    handed = [row for row in mine.values() if row.entry and row.report and not row.rivals]
    best: dict[str, Row] = {}
    for member, theirs in {} if doubtful else people.items():
        called = {member, named(group), *(name for row in theirs for name in row.called)}
        if one := _of_all(handed, chosen, called):
            best[member] = one
    together = {**mine, **doubtful}.values()
    for row in together:
        row.of_group = group
    if not best:
        return _leave_in_doubt(found, together, [*handed, *doubtful.values()])
    owners = {id(row): member for member, theirs in people.items() for row in theirs}
    for row in filter(lambda row: row.entry, mine.values()):
        owner = owners.get(id(row)) or next((each for each, one in best.items() if one is row), members[0])
        row.replaced_by = best[owner].name if row is not best[owner] else ""
    for member, one in best.items():
        theirs = people[member]
        if not any(row is one or (row.entry is None and row.report) for row in theirs):
            _give(found, member, theirs, one)


def _leave_in_doubt(found: list[Row], of_group: Iterable[Row], handed: list[Row]) -> None:
    """Have none of what a group handed in count, if it did; each of its people on the roster has a row that says so."""
    names = sorted({row.name for row in handed if row.entry})
    doubt = f"hay varias entregas de su grupo, y no se sabe cuál cuenta: {', '.join(names)}"
    for row in of_group if names else ():
        row.rivals = tuple(name for name in names if name != row.name)
        if row.entry is None:
            row.reason = doubt
        elif row.on_roster:
            found.append(Row(None, person=row.person, on_roster=True, rivals=tuple(names), reason=doubt))


def _person(member: str, rows: list[Row]) -> dict[str, str]:
    """What is known of a group's member: what the roster says, or else a name, and Moodle's where it gave one."""
    if known := next((row.person for row in rows if row.person), None):
        return known
    moodle = next((row.entry.moodle for row in rows if row.entry and row.entry.moodle), None)
    return {"username": member} | ({"full name": moodle[0], "id": f"Participante {moodle[1]}"} if moodle else {})


def _of_all(handed: list[Row], chosen: Chosen, called: set[str]) -> Row | None:
    """Which counts for one of a group of what its members handed in; of the same work, several times, the first."""
    if len({row.same_as or row.name for row in handed}) == 1:
        return min(handed, key=lambda row: row.submitted.timestamp() if row.submitted else math.inf)
    return chosen(handed, called) if handed else None


def _give(rows: list[Row], member: str, theirs: list[Row], best: Row) -> None:
    """What their group handed in, in the one row of a member that counts: beside what they handed in, if they did."""
    row = next((each for each in theirs if each.entry is None), None)
    if row is None:
        row = Row(None, person=_person(member, theirs), on_roster=any(each.on_roster for each in theirs))
        rows.append(row)
    row.report, row.reason, row.submitted, row.rivals = best.report, "", best.submitted, ()
    row.same_as, row.of_group = best.name, best.of_group


def _joined(rows: list[Row], people: list[dict[str, str]], strangers: set[int]) -> list[Row]:
    found = _found(rows, people)
    claims: list[set[Hashable]] = [
        {*mine, *_shown(row), *(number if row.misnumbered else ())}
        for row, mine, number in zip(rows, found, _numbered(rows, people), strict=True)
    ]
    holders: defaultdict[Hashable, list[str]] = defaultdict(list)
    for row, claimed in zip(rows, claims, strict=True):
        for each in claimed:
            holders[each].append(row.name)
    given: set[int] = set()
    for row, mine, claimed in zip(rows, found, claims, strict=True):
        row.rivals = tuple(sorted({name for each in claimed for name in holders[each]} - {row.name}))
        if mine and not row.rivals:
            given |= mine
            if id(people[min(mine)]) not in strangers:
                row.person, row.on_roster = people[min(mine)], True
    listed = [person for person in people if id(person) not in strangers]
    unsettled = [row for row in rows if not (row.on_roster or row.rivals or row.misnumbered or row.of_group)]
    for row, *may_be in zip(unsettled, _namesakes(unsettled, people), _namesakes(unsettled, listed), strict=True):
        among = set().union(*may_be)
        row.namesakes = tuple(called(people[each]) for each in sorted(among)) if len(among) > 1 else ()
        for each in among:
            holders[each].append(row.name)
    left = (index for index, person in enumerate(people) if index not in given and id(person) not in strangers)
    return rows + [_without(people[index], holders[index]) for index in left]


def called(person: dict[str, str]) -> str:
    """Somebody's name on the roster, or all that it says of them."""
    number = _number(person)
    return _whole_name(person) or (f"Participante {number}" if number else _in_a_line(person))


def _in_a_line(person: dict[str, str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, person.values())))


def _without(person: dict[str, str], names: list[str]) -> Row:
    """Somebody of the roster to whom no submission is given, for want of one or because of too many."""
    several = "hay varias entregas que pueden ser suyas" if len(names) > 1 else "puede ser suya esta entrega"
    reason = f"{several}: {', '.join(names)}" if names else "no ha entregado"
    return Row(None, reason=reason, person=person, on_roster=True, rivals=tuple(names))


def shown_names(rows: list[Row]) -> list[str]:
    """What each row is called where people read of it: a person's name, and more where another would look the same."""
    ways = [list(dict.fromkeys(filter(None, _called(row)))) or ["(sin nombre)"] for row in rows]
    for _ in range(max(map(len, ways), default=1) - 1):
        seen = Counter(as_seen(first) for first, *_ in ways)
        ways = [rest if rest and seen[as_seen(first)] > 1 else [first, *rest] for first, *rest in ways]
    return [first for first, *_ in ways]


def _called(row: Row) -> Iterable[str]:
    """The names of a row, from the shortest on to the one that no other has."""
    yield row.full_name or row.name
    if row.entry is None:
        yield f"{row.full_name or row.name} ({_in_a_line(row.person)})"
        return
    if row.entry.moodle:
        yield f"{row.full_name} (participante {row.entry.moodle[1]})"
    yield row.name


def doubts(rows: list[Row]) -> list[str]:
    """The submissions that may be the same person's, in Spanish, a line for all that go together."""
    doubtful = [row for row in rows if row.entry and row.rivals]
    together = {tuple(sorted((row.name, *row.rivals))): row.undecided for row in doubtful}
    return [f"{', '.join(names)}{f' ({why})' if why else ''}" for names, why in together.items()]


def guesses(rows: list[Row]) -> list[str]:
    """By what less than a name it was found whose submissions are, in Spanish: some of them, a line for each way."""
    together: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.guess:
            together[row.guess].append(row)
    return [f"{guess}: {some_of([f'{row.name} es {row.owner}' for row in found])}" for guess, found in together.items()]


def unknown(rows: list[Row]) -> list[Row]:
    """The submissions of nobody on the roster, if there is one; a group is on none."""
    known = any(row.on_roster for row in rows)
    mine = (row for row in rows if known and row.entry and not row.on_roster and not row.rivals)
    return [row for row in mine if not (row.misnumbered or row.namesakes) and (row.person or not row.of_group)]


def _found(rows: list[Row], roster: list[dict[str, str]]) -> list[set[int]]:
    """Whom of the roster each row means. What says less means nobody who has been found by what says more, and nothing
    where what says more means several."""
    found: list[set[int]] = [set() for _ in rows]
    open_rows = [not row.misnumbered for row in rows]
    for names, alike, guessed in _WAYS:
        people = _by_handle(roster, alike, guessed)
        taken = set().union(*found)
        for index, row in enumerate(rows):
            meant = _meant(people, map(alike, names(row)), row, roster) if open_rows[index] else set()
            open_rows[index] &= not meant
            found[index] |= meant - taken if len(meant) == 1 else set()
    return found


def _meant(people: dict[str, set[int]], names: Iterable[str], row: Row, roster: list[dict[str, str]]) -> set[int]:
    """Those whom the first of a submission's names means that means anybody."""
    every = ({each for each in people.get(name, ()) if not _has_another_number(row, roster[each])} for name in names)
    return next(filter(None, every), set())


def _namesakes(rows: Iterable[Row], roster: list[dict[str, str]]) -> Iterator[set[int]]:
    """For each row all of the roster whom it may mean, by what says most."""
    ways = [(names, alike, _by_handle(roster, alike, guessed)) for names, alike, guessed in _WAYS]
    for row in rows:
        every = (_meant(people, map(alike, names(row)), row, roster) for names, alike, people in ways)
        yield next(filter(None, every), set())


def _has_another_number(row: Row, person: dict[str, str]) -> bool:
    """Whether Moodle calls a submission by another number than a list calls somebody of that name by."""
    moodle = row.entry.moodle if row.entry else None
    return bool(moodle and _number(person) not in ("", moodle[1]))


def _by_handle(roster: Sequence[dict[str, str]], alike: Callable[[str], str], guessed: bool) -> dict[str, set[int]]:
    people: dict[str, set[int]] = {}
    for index, person in enumerate(roster):
        for handle in filter(None, map(alike, _handles(person, guessed))):
            people.setdefault(handle, set()).add(index)
    return people


def _whose(people: dict[str, set[int]], names: Iterable[str]) -> set[int]:
    """The one person that a submission's names mean; nobody where none is one person's alone."""
    return next((each for each in (people.get(name, set()) for name in names) if len(each) == 1), set())


def _shown(row: Row) -> Iterable[str]:
    """By what else than the roster two submissions are seen to be the same person's."""
    if row.entry is None:
        return ()
    return map(as_seen, (row.entry.given,) if row.of_group or row.misnumbered else _identifiers(row.entry))


def _identifiers(entry: Entry) -> tuple[str, ...]:
    """What Moodle may call whoever handed it in."""
    if entry.moodle:
        return f"Participante {entry.moodle[1]}", f"Participant {entry.moodle[1]}"
    return (f"{entry.canvas[0]}_{entry.canvas[1]}" if entry.canvas else entry.given,)


def _handles(person: dict[str, str], guessed: bool = True) -> Iterable[str]:
    """The names by which somebody of the roster may have handed in; if ``guessed``, the begins of addresses too."""
    columns = _columns(person)
    names = [value for name, value in columns.items() if name in _KEYS]
    names += [value.partition("@")[0] for value in names] if guessed else []
    names += [f"{first} {last}" for last, comma, first in (value.partition(",") for value in names) if comma]
    first, last = _name(columns)
    whole = columns.get("student") or (f"{last}{first}" if "lastname" in columns else "")
    if whole:  # Canvas's own list: its files begin with the name in one word and the number
        names.append(f"{''.join(filter(str.isalnum, whole)).lower()}_{columns.get('id', '')}")
    # With one last name many do who have two, and it may be all of another's.
    names += [f"{first} {_first(columns, _LAST)}"] if guessed else []
    return (name.strip() for name in (*names, f"{first} {last}", f"{last} {first}"))


def _columns(person: dict[str, str]) -> dict[str, str]:
    """Somebody's row of the roster, by headings without case and accents."""
    return {named(name): value for name, value in person.items()}


def _first(columns: dict[str, str], names: Iterable[str]) -> str:
    """The first of some columns that says something."""
    return next((columns[name] for name in names if columns.get(name)), "")


def _whole_name(person: dict[str, str]) -> str:
    """Somebody's name on the roster, as people write it; "" where it has none."""
    columns = _columns(person)
    return _first(columns, _FULL) or " ".join(filter(None, _name(columns)))


def _name(columns: dict[str, str]) -> tuple[str, str]:
    """Somebody's first name and last name."""
    return _first(columns, _FIRST), f"{_first(columns, _LAST)} {_first(columns, _SECOND_LAST)}".strip()


def _names(row: Row) -> Iterable[str]:
    """What may be somebody's name, in that of a submission."""
    moodle = row.entry.moodle if row.entry else None
    if row.entry and not (moodle and row.is_groups_own):
        yield from _identifiers(row.entry)
        yield _without_number(row.entry.given)
    if moodle:
        yield moodle[0]


def _ends(row: Row) -> Iterable[str]:
    """The ends of assignment-user, where both may have hyphens, from the longest on; of Moodle's group-name those that
    are names of several words."""
    if row.entry is None:
        return
    moodle = row.entry.moodle
    name = moodle[0] if moodle else _without_branch(_without_number(row.entry.given))
    yield name
    while "-" in name and not row.entry.canvas:
        name = name.partition("-")[2]
        is_count = name.isdigit() and len(name) < _LONG
        if not is_count and (not moodle or " " in name.strip()):
            yield name


_WAYS: tuple[tuple[Callable[[Row], Iterable[str]], Callable[[str], str], bool], ...] = (
    (_names, named, False),
    (_names, named, True),
    (_names, _letters, True),
    (_names, _turned, True),
    (_ends, named, False),
    (_ends, named, True),
)
"""How a submission's name may tell whose it is, from what says most on: but for case and accents the name, the begin of
an address, a name that is put together otherwise, the end of one."""


def _without_number(name: str) -> str:
    """A name without what a browser puts at its end when it downloads another file that is called so."""
    return re.sub(r" ?\(\d{1,3}\)$", "", name)


def _without_branch(name: str) -> str:
    return name.removesuffix("-main").removesuffix("-master")


# -- tables --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How a table is written for whoever opens it."""

    separator: str = ","
    decimal: str = "."
    begins: str = ""
    """What tells a spreadsheet that the text is UTF-8."""


STYLES = {"comma": Style(), "semicolon": Style(";", ",", "\ufeff")}


def usual() -> str:
    """The style that spreadsheets on this machine expect: where numbers have a comma, cells are told by semicolons."""
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        return "semicolon" if locale.localeconv()["decimal_point"] == "," else "comma"
    except locale.Error:
        return "comma"
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)


def grades(rows: list[Row], plan: Plan, style: Style = STYLES["comma"]) -> str:
    """grades.csv: a line for each submission, and for each of the roster who handed none in."""
    columns = list(dict.fromkeys(name for row in rows for name in row.person))
    ids = [exercise.id for exercise in plan.exercises]
    # A roster's column may be called as one of ours.
    headings = [f"roster_{name}" if name in {*_HEAD, *ids} else name for name in columns]
    lines = [[*_HEAD, *headings, *ids]]
    for row, shown in zip(rows, shown_names(rows), strict=True):
        person = ["" if row.entry and row.rivals else row.person.get(name, "") for name in columns]
        lines.append([row.name, shown, *_summary(row, plan), *person, *_scores(row.report, ids)])
    return written(lines, style)


def _summary(row: Row, plan: Plan) -> list[Any]:
    report = row.report
    unknown = "unknown" if row.undated else ""
    late = " ".join(plan.of(row.extended).late(row.submitted)) if report and not unknown else unknown
    when = row.submitted.isoformat(timespec="seconds") if row.submitted else unknown
    if not report:
        return [row.status, *[""] * 6, when, late, row.same_as, row.told]
    done = sum(exercise.passed for exercise in report.exercises)
    percent = cut(100 * report.score / report.max_score, 2) if report.max_score else 0
    passed = "yes" if plan.passes(report) else "no"
    marks = [round(report.score, 4), round(report.max_score, 4), percent, plan.mark(report), passed, done]
    return [row.status, *marks, when, late, row.same_as, row.told]


def _scores(report: Report | None, ids: list[str]) -> list[Any]:
    found = {exercise.id: round(exercise.score, 4) for exercise in report.exercises} if report else {}
    return [found.get(name, "") for name in ids]


def counting(rows: list[Row]) -> list[Row]:
    """Those of the roster who have a mark, once each."""
    return [row for row in rows if row.on_roster and row.report and not row.rivals and not row.replaced_by]


_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def canvas(rows: list[Row], plan: Plan) -> str:
    """canvas.csv: what Canvas's gradebook imports, where the roster is the one that it exported; "" where it is not."""
    found = counting(rows)
    if not any("Student" in row.person and "ID" in row.person for row in found):
        return ""
    title = plan.title or "Redes neuronales"
    lines: list[list[Any]] = [[*_CANVAS, title], ["Points Possible", "", "", "", "", plan.scale]]
    for row in found:
        assert row.report
        lines.append([*(row.person.get(name, "") for name in _CANVAS), plan.mark(row.report)])
    return written(lines)


def comment(report: Report) -> str:
    done = sum(exercise.passed for exercise in report.exercises)
    todo = [exercise.id for exercise in report.exercises if not exercise.passed]
    return f"{done} de {counted(len(report.exercises), 'ejercicio')}." + (
        f" Por revisar: {', '.join(todo)}." if todo else ""
    )


def written(lines: list[list[Any]], style: Style = STYLES["comma"]) -> str:
    """A table as text; none of its cells is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=style.separator, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows([[_in_style(_cell(value), style) for value in line] for line in lines])
    return style.begins + text.getvalue()


def _in_style(value: Any, style: Style) -> Any:
    plain = style.decimal == "." or not isinstance(value, float)
    return value if plain else _Number(f"{value:.10g}".replace(".", style.decimal))


class _Number(float):
    """A number that is written as some style has it."""

    def __new__(cls, text: str) -> _Number:
        return super().__new__(cls, text.replace(",", "."))

    def __init__(self, text: str):
        self._text = text

    def __repr__(self) -> str:
        return self._text

    __str__ = __repr__


def _cell(value: Any) -> Any:
    """A cell that a spreadsheet takes for text: one that would begin a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = one_line(value).replace(";", ",")  # where a spreadsheet goes by semicolons, quotes keep no cell together
    seen = (each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each)[0] not in _UNSEEN)
    first = next(seen, "")
    return text if first.isalnum() or first in _HARMLESS or not text else f"'{text}"
