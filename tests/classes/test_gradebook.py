"""Tables, rosters, courses and pages of a class, from reports that are given."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
import random
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from grader.classes import class_page, course, gradebook, similarity
from grader.classes.course import Plan
from grader.classes.gradebook import Row
from grader.classes.handed_in import Entry
from grader.errors import UsageError
from grader.report import Report
from tests.support import SOLUTIONS
from tests.support.reports import HOSTILE, REPORTS

PLAN = Plan()
NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)


def row(name: str, report: Report | None = REPORTS["mixed"], reason: str = "") -> Row:
    return Row(Entry(name, Path(name)), report, reason, NOON)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# -- tables ----------------------------------------------------------------------------------------

FORMULAS = [
    '=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "|calc", "%0A=1",
    "＝1+1", "＋1", "－1", "＠A1", "﹦1", "﹢1", "﹣1", "﹫A1", "⁼1", "⁺1", "₌1", "−1", "–1", "｜x", "％x", "≠1",  # noqa: RUF001 - which they are meant to be
    "\u200b=1", "\ufeff=1", "\u2060+1", "\u00a0=1", "\u3000@A1", "\u202e=1", "\u00ad-1", "\u2800=1", "\u3164=1",
    "\u0301=1", "\x00=1", "\x1b[0m=1", "\ufe0f=1", "\U000e0020=1", "\u2028=1", "\u200b\u200d \uff1d1", ";=1", "{=1}",
]  # fmt: skip


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_is_a_formula(name: str) -> None:
    odd = row(name)
    odd.person = {name: name, "username": name}
    bad = row(f"{name}2", None, name)
    for text in (gradebook.grades([odd, bad], PLAN), gradebook.moodle([odd, bad])):
        for line in csv.reader(io.StringIO(text)):
            for cell in line:
                begun = unicodedata.normalize("NFKC", cell)
                assert not cell or begun[0] in "'_\N{REPLACEMENT CHARACTER}" or begun[0].isalnum(), cell


@pytest.mark.parametrize("name", ["Ana", "ñandú", "李娜", "«x»", "(grupo 2)", "3", "_x", "¿quién?", "e\u0301l", ""])
def test_a_name_stays_as_it_is(name: str) -> None:
    assert table(gradebook.grades([row("x", None, name)], PLAN))[0]["reason"] == name


@pytest.mark.parametrize("name", [";=HYPERLINK(0x1);", "a;=1", "a;\t@A1;+1", "\u037e=1;=2", "a\t=1;-1"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_no_cell_is_a_formula_for_whatever_a_spreadsheet_goes_by(name: str, separator: str) -> None:
    odd = row(name)
    odd.person = {name: name, "username": name}
    odd.same_as, odd.passed_over = name, (f"{name}: es un enlace",)
    for text in (gradebook.grades([odd, row("x", None, name)], PLAN), gradebook.moodle([odd, row("x", None, name)])):
        for line in csv.reader(io.StringIO(text), delimiter=separator):
            assert not [cell for cell in line if cell.strip().startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_grades_have_a_line_each_and_a_column_for_each_exercise() -> None:
    lines = table(gradebook.grades([row("ana"), row("eva", None, "no es un zip")], PLAN))
    assert [line["name"] for line in lines] == ["ana", "eva"]
    assert float(lines[0]["score"]) == REPORTS["mixed"].score
    assert float(lines[0]["activations.softmax"]) == pytest.approx(7 / 3, abs=1e-3)
    assert (lines[1]["status"], lines[1]["score"], lines[1]["reason"]) == ("not_gradable", "", "no es un zip")


def test_a_name_with_commas_quotes_and_lines_is_one_cell() -> None:
    lines = table(gradebook.grades([row('a,"b"\nc\x00')], PLAN))
    assert len(lines) == 1
    assert lines[0]["name"] == 'a,"b" c\ufffd'


# -- rosters ---------------------------------------------------------------------------------------

ROSTERS = {
    "classroom": "identifier,github_username,github_id,name\nAna N,ana,1,\nEva,eva-g,2,\n",
    "classroom 50": "username,first_name,last_name,email,github_id\nana,Ana,Núñez,a@x.org,1\neva-g,Eva,Gil,e@x,2\n",
    "moodle": "Nombre;Apellido(s);Dirección de correo\nAna;Núñez;ana@x.org\nEva;Gil;eva-g@x.org\n",
}
HANDED_IN = {
    "classroom": ("redes-ana", "redes-neuronales-eva-g-main"),
    "classroom 50": ("aula-todo-ana", "eva-g"),
    "moodle": ("Ana Nuñez_12_assignsubmission_file_", "GIL, Eva_13_assignsubmission_file_"),
}


@pytest.mark.parametrize("kind", ROSTERS)
def test_submissions_meet_their_people(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(ROSTERS[kind], encoding="utf-8-sig")
    rows = gradebook.join([row(name) for name in HANDED_IN[kind]], gradebook.read_roster(file))
    assert len(rows) == 2, rows[-1].person
    assert all(each.person for each in rows)
    assert rows[0].person != rows[1].person


def joined(tmp_path: Path, roster: str, *names: str) -> dict[str, str]:
    """Who of a roster with the columns id and name each submission was taken for."""
    (tmp_path / "roster.csv").write_text(f"Identificador,Nombre completo\n{roster}", encoding="utf-8")
    rows = gradebook.join([row(name) for name in names], gradebook.read_roster(tmp_path / "roster.csv"))
    return {each.name: each.person["Identificador"] for each in rows if each.entry and each.person}


def test_nobody_is_taken_for_another(tmp_path: Path) -> None:
    moodle = "_444_assignsubmission_file_"
    assert joined(tmp_path, "Participante 445,王伟\n", f"李娜{moodle}") == {}
    assert joined(tmp_path, "Participante 444,李娜\n", f"李娜{moodle}") == {f"李娜{moodle}": "Participante 444"}
    same = [f"Ana García_{number}_assignsubmission_file_" for number in (222, 333)]
    found = joined(tmp_path, "Participante 222,Ana Garcia\nParticipante 333,Ana Garcia\n", *same)
    assert list(found.values()) == ["Participante 222", "Participante 333"]
    assert joined(tmp_path, "ana,Ana\nana,Ana\n", "ana") == {"ana": "ana"}
    assert joined(tmp_path, "luis,L\n", "luis", "jose-luis") == {"luis": "luis"}


SAME: dict[str, tuple[list[str], dict[str, str], list[str]]] = {
    "the same name": (["ana", "ana.zip"], {}, ["ana", "ana.zip"]),
    "the same to look at": (["ana", "Ana"], {}, ["ana", "Ana"]),
    "an end": (["hw1-ana", "hw1-a-ana"], {}, ["hw1-ana", "hw1-a-ana"]),
    "a name of each kind": (["ana", "Ana Gil"], {}, ["ana", "Ana Gil"]),
    "a number of Moodle": (
        ["Ana_7_assignsubmission_file_", "Mala_7_assignsubmission_file_"], {},
        ["Ana_7_assignsubmission_file_", "Mala_7_assignsubmission_file_"],
    ),
    "called as a number": (
        ["Ana_7_assignsubmission_file_", "participante 7"], {}, ["Ana_7_assignsubmission_file_", "participante 7"],
    ),
    "an accent": (["ana", "aná"], {"ana": "ana"}, []),
    "a branch": (["ana-main", "ana"], {"ana": "ana"}, []),
    "the end of another": (["hw1-ana", "ana"], {"ana": "ana"}, []),
    "somebody's number": (["Luis Paz_445_assignsubmission_file_"], {"Luis Paz_445_assignsubmission_file_": "luis"}, []),
}  # fmt: skip
"""By what two submissions have in common: their names, whose they are, and which of them are nobody's."""


@pytest.mark.parametrize("kind", SAME)
def test_a_mark_never_goes_to_another_in_silence(kind: str, tmp_path: Path) -> None:
    names, whose, doubtful = SAME[kind]
    (tmp_path / "roster.csv").write_text(
        "username,idnumber,nombre completo,email\nana,445,Ana Gil,ana@x.es\nluis,2,Luis Paz,luis@x.es\n",
        encoding="utf-8",
    )
    rows = gradebook.join([row(name) for name in names], gradebook.read_roster(tmp_path / "roster.csv"))
    assert {each.name: each.person["username"] for each in rows if each.entry and each.person} == whose
    assert sorted(each.name for each in rows if each.entry and each.rivals) == sorted(doubtful)
    for table_of in (table(gradebook.grades(rows, PLAN)), table(gradebook.moodle(rows))):
        mails = [line for line in table_of if line.get("email") or line.get("Dirección de correo")]
        assert all(not line.get("score") and not line.get("Calificación") for line in mails) == (not whose)
    marks = {line["Nombre completo"]: line["Calificación"] for line in table(gradebook.moodle(rows))}
    assert len([mark for mark in marks.values() if mark]) == len(names) - len(doubtful)
    assert gradebook.doubts(rows) == ([", ".join(sorted(doubtful))] if doubtful else [])
    reasons = {line["name"]: line["reason"] for line in table(gradebook.grades(rows, PLAN)) if line["score"]}
    assert all("misma persona" in reasons[name] for name in doubtful)
    page = Page(class_page.render(rows, PLAN, [], ".json")).words
    assert ("pueden ser de la misma persona" in page) == bool(doubtful)


def test_who_may_have_handed_in_twice_has_not_handed_in_nothing(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("username\nana\n", encoding="utf-8")
    rows = gradebook.join([row("x-ana"), row("y-ana")], gradebook.read_roster(tmp_path / "roster.csv"))
    assert [(each.name, each.status) for each in rows] == [
        ("x-ana", "graded"),
        ("y-ana", "graded"),
        ("ana", "doubtful"),
    ]
    assert rows[-1].told == "hay varias entregas que pueden ser suyas: x-ana, y-ana"


def test_a_roster_that_is_no_csv_says_so(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text('username\n"' + "x" * 200_000, encoding="utf-8")
    with pytest.raises(UsageError, match="CSV"):
        gradebook.read_roster(tmp_path / "r.csv")


@pytest.mark.parametrize("text", ["pass_mark = " + "9" * 400, "pass_mark = " + "9" * 5000, "exercises = " + "[" * 3000])
def test_what_no_course_says_is_no_traceback(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        course.read(written(tmp_path, text))


def test_a_course_written_by_windows(tmp_path: Path) -> None:
    assert course.read(written(tmp_path, "\ufefftitle = 'A'\r\n")).title == "A"


def test_who_handed_nothing_in_has_a_row(tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text("username,group\nana,A\nluis,B\n", encoding="utf-8")
    lines = table(gradebook.grades(gradebook.join([row("ana"), row("x")], gradebook.read_roster(file)), PLAN))
    assert [(line["name"], line["status"], line["group"]) for line in lines] == [
        ("ana", "graded", "A"), ("x", "graded", ""), ("luis", "missing", "B"),
    ]  # fmt: skip


def test_two_of_the_same_name_are_joined_to_nobody(tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text("nombre completo,grupo\nAna Gil,A\nAna Gil,B\n", encoding="cp1252")
    rows = gradebook.join([row("Ana Gil")], gradebook.read_roster(file))
    assert [bool(each.person) for each in rows] == [False, True, True]


ROSTER = "username,nombre completo\r\nana,Ana Núñez\r\nluis,Luis Gil\r\n"

WRITTEN = {
    "by Excel, in UTF-8": ROSTER.encode("utf-8-sig"),
    "as Unicode text": ROSTER.replace(",", "\t").encode("utf-16"),
    "in UTF-16, the other way round": b"\xfe\xff" + ROSTER.encode("utf-16-be"),
    "in UTF-16, without a mark": ROSTER.encode("utf-16-le"),
    "by Excel, in the code of Windows": ROSTER.replace(",", ";").encode("cp1252"),
    "with a separator for Excel": b"sep=;\r\n" + ROSTER.replace(",", ";").encode(),
    "with a quoted one": b'\xef\xbb\xbf"sep=|"\r\n' + ROSTER.replace(",", "|").encode(),
    "with old ends of lines": ROSTER.replace("\r\n", "\r").encode("cp1252"),
    "after blank lines": b"\r\n\n" + ROSTER.encode(),
}


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN)
def test_whatever_writes_a_roster(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes(content)
    assert gradebook.read_roster(tmp_path / "roster.csv") == [
        {"username": "ana", "nombre completo": "Ana Núñez"},
        {"username": "luis", "nombre completo": "Luis Gil"},
    ]


NO_ROSTERS = {
    "headings only": (b"username,nombre completo\n", "solo tiene los encabezados"),
    "nothing": (b"", "quién es quién"),
    "a workbook": (b"PK\x03\x04....", "guárdala como CSV"),
}


@pytest.mark.parametrize(("content", "words"), NO_ROSTERS.values(), ids=NO_ROSTERS)
def test_what_is_no_roster_says_so(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(content)
    with pytest.raises(UsageError, match=words):
        gradebook.read_roster(tmp_path / "r.csv")


def test_a_roster_without_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="quién es quién"):
        gradebook.read_roster(tmp_path / "r.csv")
    with pytest.raises(UsageError, match="no existe"):
        gradebook.read_roster(tmp_path / "nowhere.csv")


# -- courses ---------------------------------------------------------------------------------------

COURSE = """\
title = "Grupo A"
exercises = ["tensors", "neuron.and_gate", "losses"]
pass_mark = 60
deadline = 2027-01-31T23:59:00+01:00
late_factor = 0.5

[points]
tensors = 10
"tensors.rank" = 4

[deadlines]
losses = 2027-01-10T00:00:00+01:00
"""


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "course.toml").write_text(text, encoding="utf-8")
    return tmp_path / "course.toml"


def test_a_course_counts_what_it_says(tmp_path: Path) -> None:
    plan = course.read(written(tmp_path, COURSE))
    assert [exercise.id for exercise in plan.exercises][:2] == ["tensors.rank", "tensors.flatten_images"]
    assert len(plan.exercises) == 11
    assert plan.points["tensors.rank"] == 4, "an exercise's own points beat its unit's"
    everything = [each for each in REPORTS["passed"].exercises if each.id in {e.id for e in plan.exercises}]
    report = Report(1, tuple(everything))
    on_time = plan.applied(report, NOON - timedelta(days=30))
    assert on_time.score == pytest.approx(on_time.max_score)
    late = plan.applied(report, NOON)
    assert plan.late(NOON) == tuple(e.id for e in plan.exercises if e.unit == "losses")
    for before, after in zip(on_time.exercises, late.exercises, strict=True):
        assert after.score == pytest.approx(before.score * (0.5 if after.unit == "losses" else 1))
    assert plan.passes(on_time)
    assert not plan.passes(dataclasses.replace(report, exercises=tuple(REPORTS["nothing"].exercises)))
    assert "fuera de plazo: losses.mse" in plan.summary(late, NOON)


MISTAKES = {
    'titel = "x"': ("«titel»", "no conozco esa clave; se admite title"),
    'pass_mark = "60"': ("«pass_mark»", "de 0 a 100"),
    "pass_mark = 130": ("«pass_mark»", "de 0 a 100"),
    "pass_mark = true": ("«pass_mark»", "de 0 a 100"),
    'exercises = ["tensors", "nuron"]': ("«exercises»", "no hay ningún ejercicio ni unidad «nuron»; ¿querías decir"),
    "exercises = []": ("«exercises»", "vacía"),
    "exercises = [3]": ("«exercises»", "3 no es un ejercicio"),
    "deadline = 2027-01-31": ("«deadline»", "fecha, hora y zona"),
    "deadline = 2027-01-31T10:00:00": ("«deadline»", "fecha, hora y zona"),
    "[points]\ntensors = 3\n\nlosses = -1": ("«points.losses»", "de 0.01 a 1000"),
    "[points]\ntensors = 'x'": ("«points.tensors»", "de 0.01 a 1000"),
    "[points]\ntensors = true": ("«points.tensors»", "de 0.01 a 1000"),
    "[points]\nneuron.and_gate = 3": ("«points.neuron»", "entre comillas"),
    '[points]\n"neuron.and_gate" = 0': ("«points.neuron.and_gate»", "de 0.01 a 1000"),
    'exercises = ["tensors"]\n[points]\nlosses = 3': ("«points.losses»", "no está entre"),
    "[deadlines]\nlosses = 3": ("«deadlines.losses»", "fecha, hora y zona"),
    "[points]\nneuron = 10\n[deadlines]\nneuron = 2027-01-01": ("«deadlines.neuron»", "fecha, hora y zona"),
    "[deadlines]\nlose = 2027-01-31T10:00:00Z": ("«deadlines.lose»", "¿querías decir"),
    "[points]\npass_mark = 60": ("«points.pass_mark»", "no hay ningún ejercicio ni unidad"),
    "points = {tensors = 0}": ("«points.tensors»", "de 0.01 a 1000"),
    "[[points]]\ntensors = 3": ("«points»", "una tabla"),
    "late_factor = 1.5": ("«late_factor»", "de 0 a 1"),
    "late_factor = nan": ("«late_factor»", "de 0 a 1"),
    "title = \n": ("línea 1", "no es TOML"),
    "a = 1\nb = = 2\n": ("línea 2", "no es TOML"),
    'title = "x': ("al final", "no es TOML"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_mistakes_in_a_course_name_their_key(text: str, tmp_path: Path) -> None:
    where, words = MISTAKES[text]
    with pytest.raises(UsageError) as error:
        course.read(written(tmp_path, text))
    assert str(error.value).startswith(f"course.toml, {where}: ")
    assert words in str(error.value)


# -- the teacher's page ----------------------------------------------------------------------------


class Page(HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_shows_the_class_and_runs_nothing() -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    rows = [row("ana"), row(hostile), row("eva", REPORTS["passed"]), row("luis", None, f"no se puede: {hostile}")]
    rows += [Row(None, reason="no ha entregado", person={"username": hostile})]
    rows[1].same_as = "ana"
    groups = [similarity.Group((hostile, "ana"), 0.9)]
    text = class_page.render(rows, PLAN, groups, ".json")
    page = Page(text)
    for tag, attributes in page.tags:
        assert tag not in ("script", "img", "iframe", "link", "object")
        assert not any(name.startswith("on") for name in attributes)
        assert all(str(attributes.get("href", "reports/")).startswith("reports/") for _ in "x")
    assert page.words.count("alert(1)") >= 8, "shown as what it is"
    assert HOSTILE.splitlines()[0] in page.words
    assert "default-src 'none'" in text


def test_an_empty_class_has_a_page() -> None:
    assert "sin corregir" in class_page.render([row("x", None, "no")], PLAN, [], ".json")


# -- alike answers ---------------------------------------------------------------------------------


def own_code(seed: int) -> bytes:
    """Code whose structure depends on the seed."""
    ops = ["+", "-", "*", "/", "//", "%", "**", "@", "&", "|"]
    lines = []
    for number in range(14):
        digit = (seed * 7919 + number * 104729) // (number + 1)
        names = [
            f"({ops[digit % 10]}1)" if digit % 10 < 2 else "v",
            "w" * (1 + digit % 3),
            f"f(v, {'k=1' if digit % 2 else '2'})",
        ]
        body = f" {ops[(digit // 10) % 10]} ".join(names[digit % 3 :] + names[: digit % 3])
        lines.append(
            f"def part_{number}(v, w):\n    {'if v: return w' if digit % 5 == 0 else 'w = v'}\n    return {body}\n"
        )
    return "\n".join(lines).encode()


def test_copies_with_other_names_are_found_and_common_code_is_not() -> None:
    common = (SOLUTIONS / "activations.py").read_bytes()
    prints = {
        f"student{number}": similarity.fingerprints({"activations.py": common, "losses.py": own_code(number)})
        for number in range(30)
    }
    assert similarity.groups(prints) == []
    copied = own_code(7).decode().replace("part_", "trozo_").replace("w", "zeta").replace("\n\n", "\n\n# mío\n\n")
    prints["copier"] = similarity.fingerprints({"activations.py": common, "losses.py": copied.encode()})
    (group,) = similarity.groups(prints)
    assert group.names == ("copier", "student7")
    assert group.likeness > 0.9


def test_every_pair_that_is_alike_is_found() -> None:
    """All are compared with all here, and nowhere else."""
    chance = random.Random(0)
    prints: dict[str, frozenset[int]] = {}
    for number in range(60):
        own = set(chance.sample(range(2000), 100))
        if prints and number % 3 == 0:  # two thirds of another's to nearly all of it
            kept = chance.choice(sorted(prints))
            own = {each for each in prints[kept] if chance.random() < 0.95} | set(list(own)[: chance.randint(0, 30)])
        prints[f"s{number}"] = frozenset(own)
    counts = Counter(each for own in prints.values() for each in own)
    rare = {name: {each for each in own if counts[each] <= 9} for name, own in prints.items()}
    alike = {
        pair for pair in itertools.combinations(rare, 2)
        if len(rare[pair[0]] & rare[pair[1]]) >= 0.7 * len(rare[pair[0]] | rare[pair[1]])
    }  # fmt: skip
    assert len(alike) > 5
    assert set(similarity.likenesses(rare)) == alike


TANGLED: dict[str, bytes] = {
    "backslashes": b"\\", "quotes": b"\"'", "open texts": b"x = \'\'\'a\\", "all quotes": b"\'\'\'\"\"\"",
    "brackets": b"(",
    "a name": b"a", "a number": b"1", "the same": b"x = 1\n", "f-strings": b"f'{", "zeros": b"\0", "signs": b"-",
    "spaces": b" ", "lines": b"\n", "ends of lines": b"\\\r", "prefixes": b"rb", "comments": b"#", "escapes": b'"\\',
    "attributes": b".a", "other bytes": b"\xff\xfe", "punycode": b"# coding: punycode\n-\xc3\xa9", "braces": b"{[(",
    "indents": b" x\n  ", "escaped quotes": b'\\"', "texts": b"'a'",
}  # fmt: skip


def seconds(source: bytes) -> float:
    """Of the processor, that fingerprints of a source take at best: others may be at work here."""
    taken = []
    for _ in range(3):
        similarity._runs.cache_clear()
        began = time.process_time()
        assert isinstance(similarity.fingerprints({"losses.py": source}), frozenset)
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize("piece", TANGLED.values(), ids=TANGLED)
def test_fingerprints_take_a_time_that_goes_with_the_size(piece: bytes) -> None:
    """Eight times the code takes about eight times as long, and not 64; the largest there is, some seconds."""
    small, large, huge = (seconds((piece * size)[:size]) for size in (7_500, 60_000, 960_000))
    assert large < 24 * small + 0.02, (small, large)
    assert huge < 48 * large + 0.5, (large, huge)


def hiding(count: int) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Submissions that share 60 kB, and have some lines more in common with a few."""
    shared = b"".join(b"a.v%d += %d\n" % (number, number) for number in range(3000))
    for number in range(count):
        own = b"".join(b"b.w%d_%d -= %d\n" % (number // 3, each, each) for each in range(120))
        yield f"s{number}", {"losses.py": own + shared}


@pytest.mark.proof
def test_a_comparison_takes_a_time_that_goes_with_the_class() -> None:
    taken = []
    for count in (30, 120):
        began = time.perf_counter()
        groups, partly = similarity.compare(hiding(count), count)
        assert (len(groups), len(partly)) == (count // 3, count), "whatever they share with all, and that is told"
        taken.append(time.perf_counter() - began)
    assert taken[1] < 9 * taken[0], taken


def test_a_comparison_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """In time, with its process, and in words."""
    monkeypatch.setattr(similarity, "_SECONDS", 0.0)
    monkeypatch.setattr(similarity, "_SECONDS_EACH", 0.001)
    with pytest.raises(similarity.GivenUp, match="no ha terminado"):
        similarity.compare(hiding(200), 200)
    text = class_page.render([row("ana")], PLAN, [], ".json", {}, "La comparación no ha terminado")
    assert "La comparación no ha terminado." in Page(text).words
    monkeypatch.undo()
    broken = iter([("ana", {"losses.py": b""}), ("eva", {})])
    monkeypatch.setattr(similarity.json, "dumps", lambda tree: "[")
    with pytest.raises(similarity.GivenUp, match="ha fallado"):
        similarity.compare(broken, 2)
