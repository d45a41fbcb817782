"""Whose row, report and place on the roster a submission gets, where somebody would like another's."""

from __future__ import annotations

import csv
import io
import os
import re
import sqlite3
import subprocess
import sys
import time
import types
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.classes import gradebook, handed_in, moodle, similarity
from grader.classes.course import Plan
from grader.classes.files import Unreadable
from grader.classes.gradebook import Row
from grader.report import Report
from grader.reporters.text import harmless_lines, one_line
from tests.support import SOLUTIONS
from tests.support.command import rna
from tests.support.reports import REPORTS

RANK = "def rank(tensor):\n    import numpy as np\n    return np.ndim(tensor)\n"
MINE, THEIRS = f"{RANK}# of Ana\n", "def rank(tensor):\n    return -1\n"
ROSTER = (
    "Identificador,username,idnumber,Nombre completo\n"
    "Participante 7,ana,4,Ana Gil\nParticipante 8,mala,7,Mala Fe\nParticipante 9,luis,1234,Luis Paz\n"
)

Hand = Callable[[Path], None]
"""Writes what somebody hands in below the folder of a class."""


def folder(name: str, source: str) -> Hand:
    def hand(directory: Path) -> None:
        (directory / name).mkdir(parents=True)
        (directory / name / "tensors.py").write_text(source, encoding="utf-8")

    return hand


def file(name: str, source: str) -> Hand:
    return lambda directory: (directory / name).write_text(source, encoding="utf-8") and None


def archive(name: str, *tops: str, source: str = THEIRS) -> Hand:
    def hand(directory: Path) -> None:
        with zipfile.ZipFile(directory / name, "w") as opened:
            for number, top in enumerate(tops):
                opened.writestr(f"{top}/tensors.py", f"{source}# {number}\n")

    return hand


MOODLE = "Ana Gil_7_assignsubmission_file_"
MALA = "Mala Fe_8_assignsubmission_file_"
IMPOSTORS: dict[str, tuple[Hand, Hand]] = {
    "a file's name": (file(f"{MOODLE}tensors.py", MINE), file(f"{MALA}x_7_assignsubmission_file_tensors.py", THEIRS)),
    "a file's whole name": (file(f"{MOODLE}tensors.py", MINE), file(f"{MALA}{MOODLE}tensors.py", THEIRS)),
    "a text's name": (
        file(f"{MOODLE}tensors.py", MINE), file(f"{MALA}x_7_assignsubmission_onlinetext_tensors.py", THEIRS)
    ),
    "a person's name": (folder(MOODLE, MINE), folder(f"{MOODLE}_8_assignsubmission_file_", THEIRS)),
    "an archive before": (folder(MOODLE, MINE), archive("0.zip", MOODLE)),
    "an archive after": (folder(MOODLE, MINE), archive("z.zip", MOODLE)),
    "an archive of two": (folder("ana", MINE), archive("0.zip", MOODLE.replace("7", "1"), MALA)),
    "her number as a folder": (folder(MOODLE, MINE), folder("Participante 7", THEIRS)),
    "a number that is her id": (folder("ana", MINE), folder("Luis Paz_4_assignsubmission_file_", THEIRS)),
    "capitals": (folder("ana", MINE), folder("Ana", THEIRS)),
    "a blank before": (folder("ana", MINE), folder(" ana", THEIRS)),
    "a blank after": (folder("ana", MINE), folder("ana ", THEIRS)),
    "a line's end": (folder("ana", MINE), folder("ana\n", THEIRS)),
    "an accent": (folder("ana", MINE), folder("aná", THEIRS)),
    "a branch": (folder("ana", MINE), folder("ana-main", THEIRS)),
    "full width": (folder("ana", MINE), folder("\uff41\uff4e\uff41", THEIRS)),
    "her full name": (folder("ana", MINE), folder("Gil, Ana", THEIRS)),
    "her user's end": (folder("hw1-ana", MINE), folder("hw1-a-ana", THEIRS)),
    "her user's end, later": (folder("hw1-ana", MINE), folder("hw1-z-ana", THEIRS)),
}  # fmt: skip
"""What Ana hands in, and what somebody else does who would like to be her."""


def graded(directory: Path, roster: str) -> tuple[list[Row], list[Row]]:
    """Rows as they are handed in, and as joined; the right answer is worth a report of its own seed."""
    rows = []
    for entry in handed_in.find(directory):
        try:
            modules = entry.read().modules
            rows.append(Row(entry, Report(1 if modules["tensors.py"].decode() == MINE else 0, ())))
        except Unreadable as error:
            rows.append(Row(entry, reason=str(error)))
    (directory.parent / "roster.csv").write_text(roster, encoding="utf-8")
    return rows, gradebook.join(rows, gradebook.read_roster(directory.parent / "roster.csv"))


@pytest.mark.parametrize("way", IMPOSTORS)
def test_nobody_gets_anothers_row(way: str, tmp_path: Path) -> None:
    """Where two submissions might be hers, Ana's is hers or none is."""
    (directory := tmp_path / "class").mkdir()
    for hand in IMPOSTORS[way]:
        hand(directory)
    _, joined = graded(directory, ROSTER)
    hers = [row for row in joined if row.person.get("username") == "ana" and row.entry]
    assert [row.report.seed for row in hers if row.report] in ([1], []), [row.name for row in hers]
    shown = Counter(one_line(row.name).casefold() for row in joined if row.entry)
    assert max(shown.values()) == 1, "two rows that look the same"


@pytest.mark.parametrize("way", IMPOSTORS)
def test_no_participant_is_twice_in_what_moodle_imports(way: str, tmp_path: Path) -> None:
    (directory := tmp_path / "class").mkdir()
    for hand in IMPOSTORS[way]:
        hand(directory)
    _, joined = graded(directory, ROSTER)
    lines = list(csv.DictReader(io.StringIO(moodle.grades(joined, Plan()))))
    marked = Counter(line["username"] for line in lines)
    assert max(marked.values(), default=0) <= 1, marked


def test_an_archive_is_not_thousands_of_submissions(tmp_path: Path) -> None:
    """Each would have its minutes, and a row, and a part in the mean."""
    folder("ana", MINE)(tmp_path)
    archive("0.zip", *(f"P{number}_{number}_assignsubmission_file_" for number in range(1000)))(tmp_path)
    assert len(handed_in.find(tmp_path)) < 100


# -- tables ----------------------------------------------------------------------------------------

CELLS = [
    "x;=1+1",
    "x;=1+1;",
    "x;@SUM(1)",
    "x; -1",
    "x;\u200b=1",
    "x\t=1",
    "x\n=1",
    "x;+1;y",
    "x;\uff1d1",
    'x";=1;"',
    "x|=1",
    "x,=1",
]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("text", CELLS)
def test_no_cell_is_a_formula_whatever_the_separator(text: str, separator: str, tmp_path: Path) -> None:
    """A spreadsheet goes by its user's list separator: in Spanish a semicolon, for which one cell alone is quoted."""
    name = f"Ana {text}_7_assignsubmission_file_"
    entry = handed_in.Entry(name, tmp_path / "a")
    rows = [Row(entry, reason=f"no: {text}", same_as=text, person={"email": text, "name": text})]
    graded = [Row(entry, REPORTS["mixed"], person={"email": text, "name": text}, on_roster=True)]
    for table in (gradebook.grades(rows, Plan()), moodle.grades(graded, Plan())):
        for line in csv.reader(io.StringIO(table), delimiter=separator):
            assert not [cell for cell in line if cell.lstrip(" \u200b")[:1] in tuple("=+-@\uff1d")], line


@pytest.mark.parametrize(
    "line",
    ["##vso[task.complete result=Succeeded;]DONE", "a ##vso[task.setvariable variable=x]y",
     "##teamcity[buildStatus status='SUCCESS']",
     "##[error]x", "  ::error::x", "\t::set-output name=x::y", "##[[error]x", "#\u200b#[error]x", "##vso\u200b[x]"],
)  # fmt: skip
def test_no_line_is_a_command_of_a_ci_service(line: str) -> None:
    for shown in (harmless_lines(line), one_line(line)):
        assert not re.search(r"##\w*\[|^\s*::", shown), shown


# -- likeness --------------------------------------------------------------------------------------

HIDDEN: dict[str, Callable[[bytes], bytes]] = {
    "a comment": lambda source: b"#" + b"x" * 200_000 + b"\n" + source,
    "lines": lambda source: b"\n" * 200_000 + source,
    "blanks": lambda source: b" " * 200_000 + b"\n" + source,
    "a text": lambda source: b'_ = """' + b"x" * 200_000 + b'"""\n' + source,
    "a docstring": lambda source: b'"""' + b"x" * 200_000 + b'"""\n' + source,
    "a list": lambda source: b"_ = [" + b"0," * 10_000 + b"]\n" + source,
    "names": lambda source: b"; ".join(b"x%d = %d" % (n, n) for n in range(6000)) + b"\n" + source,
    "statements": lambda source: re.sub(rb"(?m)^(    [^\n]*[a-z\])])$", rb"\1;0", source),
    "a string mark": lambda source: b"_ = '''\n'''\n" + source,
    "an open text at the end": lambda source: source + b'\n"""',
    "carriage returns": lambda source: source.replace(b"\n", b"\r\n"),
    "renamed": lambda source: re.sub(rb"\b(X|z|w|b|y_true|y_pred|p)\b", rb"\1_1", source),
    "indented": lambda source: b"if True:\n" + re.sub(rb"(?m)^", b"    ", source),
    "in a class": lambda source: b"class All:\n" + re.sub(rb"(?m)^", b"    ", source),
    "all asynchronous": lambda source: re.sub(rb"(?m)^def ", b"async def ", source),
    "types": lambda source: source.replace(b"np.", b"numpy."),
}


@pytest.mark.parametrize("way", HIDDEN)
def test_a_copy_is_not_made_to_look_unlike_for_nothing(way: str) -> None:
    """With what changes nothing of what it does, in one line or with one replacement."""
    units = ("tensors", "losses", "gradient_descent", "network")
    first = {f"{unit}.py": (SOLUTIONS / f"{unit}.py").read_bytes() for unit in units}
    second = {name: HIDDEN[way](source) for name, source in first.items()}
    (group,) = similarity.groups({"ana": similarity.written(first), "copy": similarity.written(second)})
    assert group.names == ("ana", "copy")


# -- what lies in the folder of whoever starts a command ---------------------------------------------

STATE = '{"schema": "rna/state/v1", "exercises": {"tensors.rank": %s}}'
STATES = {
    "points of 401 digits": STATE % f'{{"status": "passed", "last": {10**400}, "best": 1}}',
    "negative points": STATE % f'{{"last": -{10**400}, "best": -1e400}}',
    "no numbers": STATE % '{"status": ["x"], "last": NaN, "best": Infinity, "hints": 1e99, "code": "\\ud800"}',
    "hints": STATE % f'{{"hints": {10**4000}}}',
    "deep": "[" * 200_000,
    "digits": "9" * 10_000,
    "other kinds": STATE % "[]",
    "a list": "[]",
    "UTF-16": "\ufeff{}",
}


@pytest.mark.proof
@pytest.mark.parametrize("command", [("progress",), ("hint", "tensors.rank"), ("grade", "tensors.rank", "--fresh")])
@pytest.mark.parametrize("state", STATES)
def test_a_memory_that_somebody_wrote(state: str, command: tuple[str, ...], tmp_path: Path) -> None:
    folder("exercises", RANK)(tmp_path)
    (tmp_path / "exercises" / ".rna.json").write_text(STATES[state], encoding="utf-8")
    done = rna(*command, cwd=tmp_path)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)


CODINGS = (
    "rot13",
    "base64",
    "hex",
    "zlib",
    "bz2",
    "quopri",
    "uu",
    "undefined",
    "utf-16",
    "idna",
    "punycode",
    "mbcs",
    "x" * 5000,
)


@pytest.mark.proof
@pytest.mark.parametrize("coding", CODINGS, ids=lambda name: name[:10])
def test_a_coding_that_is_none_of_text(coding: str, tmp_path: Path) -> None:
    folder("exercises", f"# coding: {coding}\n{RANK}")(tmp_path)
    done = rna("grade", "tensors.rank", cwd=tmp_path)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)


# -- a journal that somebody planted ------------------------------------------------------------------

TABLES = (
    "create table setting (name text primary key, value text not null)",
    "create table graded (key text primary key, report text not null, at text not null default current_timestamp)",
)
ENDLESS = "with recursive c(x) as (select 1 union all select x + 1 from c) select x from c"
JOURNALS = {
    "a view": ("create view setting as select 'secret' as name, 'x' as value",),
    "other columns": ("create table setting (a)", "create table graded (b)"),
    "a number": (*TABLES, "insert into setting values ('reports', '7')"),
    "numbers": (*TABLES, "insert into setting values ('reports', '[7, null]')"),
    "deep": (*TABLES, f"insert into setting values ('reports', '{'[' * 100_000}')"),  # noqa: S608 - of our own making
    "climbing": (*TABLES, """insert into setting values ('reports', '["../../class/ana/tensors", "/etc/x"]')"""),
    "a null byte": (*TABLES, """insert into setting values ('reports', '["a\\u0000b"]')"""),
    "bytes": (*TABLES, "insert into setting values ('secret', x'00ff')"),
    "a trigger": (*TABLES, "create trigger t after insert on graded begin delete from graded; end"),
    "an endless trigger": (
        *TABLES,
        f"create trigger t after insert on graded begin insert into graded select x, 1, 1 from ({ENDLESS}); end",  # noqa: S608 - of our own making
    ),
    "an endless view": (TABLES[0], f"create view graded as select x as key, x as report, x as at from ({ENDLESS})"),  # noqa: S608 - of our own making
}  # fmt: skip


@pytest.mark.proof
@pytest.mark.parametrize("planted", JOURNALS)
def test_a_journal_that_somebody_planted(planted: str, tmp_path: Path) -> None:
    """It is used or refused, in one line; it neither hangs nor takes a grade away in silence."""
    folder("class/ana", MINE)(tmp_path)
    (tmp_path / "out").mkdir()
    database = sqlite3.connect(tmp_path / "out" / "journal.sqlite")
    for statement in JOURNALS[planted]:
        database.execute(statement)
    database.commit()
    database.close()
    command = [sys.executable, "-m", "grader", "class", "class", "--output", "out", "--only", "tensors.rank"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 2 or "1 entrega: 1 corregida, 0 de antes" in done.stdout
    assert (tmp_path / "class" / "ana" / "tensors.py").read_text(encoding="utf-8") == MINE


# -- time ------------------------------------------------------------------------------------------

MOMENTS = (253402300799, 253402300800, -62135596800, -62135596801, 10**13, 2**55, -(2**40), 0)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York", "UTC"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_time_that_no_calendar_has(moment: int, zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may bring one along, where the file system keeps it; its submission is read all the same."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        folder("ana", MINE)(tmp_path)
        timed = types.SimpleNamespace(**vars(os))
        timed.scandir = lambda place: [_Timed(each, moment) for each in os.scandir(place)]
        monkeypatch.setattr("grader.classes.files.os", timed)
        content = handed_in.Entry("ana", tmp_path / "ana").read()
        assert content.modules["tensors.py"].decode() == MINE
    finally:
        monkeypatch.undo()
        time.tzset()


class _Timed:
    """An entry of a folder whose file was changed at some moment, on a file system that keeps any."""

    def __init__(self, entry: os.DirEntry[str], moment: int):
        self._entry, self._moment = entry, moment

    def __getattr__(self, name: str) -> object:
        return getattr(self._entry, name)

    def stat(self, *, follow_symlinks: bool = True) -> object:
        return types.SimpleNamespace(st_mtime=float(self._moment))


@pytest.mark.proof
@pytest.mark.parametrize(
    "date", [b"\0\0\0\0", b"\x7d\xbf\x5f\x5c", b"\xff\xff\xff\xff"], ids=["month 0", "February 31", "ones"]
)
def test_what_has_no_date_is_not_in_time_in_silence(date: bytes, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    with zipfile.ZipFile(packed := tmp_path / "class" / "ana.zip", "w") as opened:
        opened.writestr("tensors.py", MINE)
    raw = bytearray(packed.read_bytes())
    raw[(place := raw.index(b"PK\x01\x02") + 12) : place + 4] = date
    packed.write_bytes(raw)
    (tmp_path / "course.toml").write_text("deadline = 2020-01-01T00:00:00Z\nlate_factor = 0.0\n", encoding="utf-8")
    done = rna("class", "class", "--output", "out", "--only", "tensors.rank", "--course", "course.toml", cwd=tmp_path)
    table = (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(table))
    assert row["score"] == "0.0" or "fecha" in row["reason"] + done.stdout, row
