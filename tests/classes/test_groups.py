"""Whose a submission is, through the command: every member of a group has its mark in all that is written, nobody else
has, and what was guessed is told."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shutil
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support import SOLUTIONS
from tests.support.command import rna

RIGHT = "import numpy as np\ndef rank(tensor):\n    return np.ndim(tensor)\n"
HALF = f"{RIGHT}def flatten_images(images):\n    return images\n"
BOTH = f"{RIGHT}def flatten_images(images):\n    return np.reshape(images, (len(images), -1))\n"
PLAN = 'exercises = ["tensors.rank", "tensors.flatten_images"]\nscale = 10\ntime_zone = "UTC"\n'
POINTS = '[points]\n"tensors.rank" = 6\n"tensors.flatten_images" = 4\n'
TEAM = '[groups]\nequipo1 = ["ana", "luis"]\n'
LIST = "username,email\nana,ana@x\nluis,luis@x\nzoe,zoe@x\n"
SHEET = (
    "Identificador,Nombre completo,Nombre de usuario,Calificación,Calificación máxima,"
    "Comentarios de retroalimentación\n"
)
PEOPLE = SHEET + 'Participante 1,Ana Gil,ana,,"10,00",\nParticipante 2,Luis Paz,luis,,"10,00",\n'
CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section\nAna Gil,1,ana,ana,A\nLuis Paz,2,luis,luis,A\n"


class Class:
    """A folder with what a class handed in, and what the command makes of it.

    Args:
        known: a journal of what was graded for tests before: here it matters whose it is.
    """

    def __init__(self, folder: Path, known: Path):
        self.folder, self.output, self.known = folder, folder / "out", known
        self.said = ""

    def hands_in(self, name: str, text: str, day: int = 10) -> None:
        place = self.folder / "c" / name
        place.mkdir(parents=True)
        (place / "tensors.py").write_text(text, encoding="utf-8")
        moment = datetime(2027, 1, day, 12, tzinfo=UTC).timestamp()
        os.utime(place / "tensors.py", (moment, moment))

    def grade(self, plan: str, what: str = "c", **files: str) -> None:
        """Grade it, with such a plan, and options that are files (roster="…" for --roster)."""
        (self.folder / "course.toml").write_text(plan, encoding="utf-8")
        arguments: list[str | Path] = ["class", self.folder / what, "--output", self.output, "--jobs", "1"]
        arguments += ["--course", self.folder / "course.toml"]
        for name, text in files.items():
            (self.folder / name).write_text(text, encoding="utf-8")
            arguments += [f"--{name.replace('_', '-')}", self.folder / name]
        journal = self.output / "journal.sqlite"
        if self.known.exists() and not journal.exists():
            self.output.mkdir(exist_ok=True)
            shutil.copy(self.known, journal)
        done = rna(*arguments)
        assert done.returncode in (0, 1), done.stderr
        self.said = done.stdout
        shutil.copy(journal, self.known)
        with contextlib.closing(sqlite3.connect(self.known, isolation_level=None)) as known:
            known.execute("delete from setting where name <> 'secret'")

    def table(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO((self.output / name).read_text(encoding="utf-8"))))

    def marks(self, name: str = "grades.csv", who: str = "username") -> dict[str, str]:
        """By person, the mark that counts in a table."""
        lines = [line for line in self.table(name) if line.get("status", "graded") == "graded" and line[who]]
        found = {line[who]: next(line[each] for each in line if each == "mark" or "Calif" in each) for line in lines}
        assert len(found) == len(lines), "nobody twice"
        return found

    def packed(self, name: str) -> list[str]:
        with zipfile.ZipFile(self.output / name) as archive:
            return sorted(archive.namelist())

    def reason(self, name: str) -> str:
        return next(line["reason"] for line in self.table("grades.csv") if line["name"] == name)


@pytest.fixture
def course(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Class:
    return Class(tmp_path, tmp_path_factory.getbasetemp() / "known.sqlite")


MOODLE_GROUPS = """\
[groups]
"Equipo 1" = ["Ana Gil", "Luis Paz"]
"Equipo 2" = ["Eva Sol", "Zoe R"]
"""


def of_moodle(course: Class) -> str:
    """The archive of a task that groups hand in, whose numbers are those of groups; its worksheet."""
    with zipfile.ZipFile(course.folder / "equipos.zip", "w") as archive:
        archive.writestr("Equipo 1_1003_assignsubmission_file_/tensors.py", BOTH)
        archive.writestr("Equipo 2_57_assignsubmission_file_/tensors.py", HALF)
        archive.writestr("Grupo por defecto_assignsubmission_file_/tensors.py", RIGHT)
    people = enumerate(("Ana Gil", "Luis Paz", "Eva Sol", "Zoe R"), 1001)
    return SHEET + "".join(f'Participante {number},{name},,,"10,00",\n' for number, name in people)


def test_a_group_of_moodle_is_found_by_its_name(course: Class) -> None:
    """Its number may be a participant's of another group."""
    sheet = of_moodle(course)
    course.grade(PLAN + MOODLE_GROUPS, "equipos.zip", moodle_worksheet=sheet)
    marks = course.marks("moodle-worksheet.csv", "Nombre completo")
    assert marks == {"Ana Gil": "10,00", "Luis Paz": "10,00", "Eva Sol": "5,00", "Zoe R": "5,00"}
    folders = [f"{name}_{number}_assignsubmission_file_/informe.html" for name, number in
               (("Ana Gil", 1001), ("Eva Sol", 1003), ("Luis Paz", 1002), ("Zoe R", 1004))]  # fmt: skip
    assert course.packed("moodle-feedback.zip") == folders, "no group's number is taken for a participant's"
    assert "Canvas" not in course.said
    default = "Grupo por defecto_assignsubmission_file_"
    assert [line["status"] for line in course.table("grades.csv") if line["name"] == default] == ["graded"]
    assert f"{default}: no está en la lista" in course.said
    assert "Equipo 1_1003_assignsubmission_file_: no está en la lista" not in course.said, "it is no person"


def test_the_default_group_of_moodle_may_be_in_the_plan(course: Class) -> None:
    sheet = of_moodle(course)
    course.grade(PLAN + '[groups]\n"Grupo por defecto" = ["Ana Gil"]\n', "equipos.zip", moodle_worksheet=sheet)
    assert course.marks("moodle-worksheet.csv", "Nombre completo")["Ana Gil"] == "5,00"


def test_a_participants_number_with_another_name_is_nobodys(course: Class) -> None:
    """Where the plan does not tell the groups."""
    course.grade(PLAN, "equipos.zip", moodle_worksheet=of_moodle(course))
    assert not any(course.marks("moodle-worksheet.csv", "Nombre completo").values())
    folder = "Equipo 1_1003_assignsubmission_file_"
    assert f"{folder}: tiene el número de Eva Sol, y otro nombre" in course.said
    assert "tiene el número de Eva Sol" in course.reason(folder)
    assert {line["name"]: line["status"] for line in course.table("grades.csv")}["Participante 1003"] == "doubtful"
    assert not [name for name in course.packed("moodle-feedback.zip") if "1003" in name]


@pytest.mark.parametrize("name", ["GIL, Ana", "Grupo A-Ana Gil", "ANA  GÍL", "Participante"])
def test_moodle_writes_a_name_in_several_ways(name: str, course: Class) -> None:
    course.hands_in(f"{name}_1_assignsubmission_file_", BOTH)
    course.grade(PLAN, moodle_worksheet=PEOPLE)
    assert course.marks("moodle-worksheet.csv", "Nombre completo")["Ana Gil"] == "10,00"


@pytest.mark.parametrize("attempt", ["", 'attempt = "best"\n'])
def test_who_handed_in_too_has_the_groups_mark(attempt: str, course: Class) -> None:
    """In every table and archive; without being asked one counts that is the only one that can be graded."""
    course.hands_in("ana", BOTH)
    course.hands_in("luis", HALF if attempt else "")
    if not attempt:
        (course.folder / "c" / "luis" / "tensors.py").rename(course.folder / "c" / "luis" / "trabajo.docx")
    course.hands_in("zoe", HALF)
    course.grade(PLAN + attempt + TEAM, roster=LIST, moodle_worksheet=PEOPLE)
    assert course.marks() == {"ana": "10.0", "luis": "10.0", "zoe": "5.0"}
    assert course.marks("moodle.csv") == course.marks()
    assert course.marks("moodle-worksheet.csv", "Nombre de usuario") == {"ana": "10,00", "luis": "10,00"}
    assert course.packed("feedback.zip") == ["ana.html", "luis.html", "zoe.html"]
    assert course.packed("moodle-feedback.zip")[1] == "Luis Paz_2_assignsubmission_file_/informe.html"
    assert "luis: cuenta ana" in course.said


def test_canvas_gets_the_groups_mark_too(course: Class) -> None:
    course.hands_in("ana", BOTH)
    course.hands_in("luis", HALF)
    course.grade(PLAN + 'title = "T"\nattempt = "best"\n' + TEAM, roster=CANVAS)
    lines = {line["Student"]: line["T"] for line in course.table("canvas.csv")}
    assert (lines["Ana Gil"], lines["Luis Paz"]) == ("10.0", "10.0")


@pytest.mark.parametrize("sheet", [True, False])
def test_the_same_work_of_a_whole_group_counts(sheet: bool, course: Class) -> None:
    """Handed in by each, nobody has to say which; with no list too each has a page of their own."""
    for name in ("Ana Gil_1", "Luis Paz_2"):
        course.hands_in(f"{name}_assignsubmission_file_", BOTH)
    course.grade(PLAN + '[groups]\ne = ["Ana Gil", "Luis Paz"]\n', **{"moodle_worksheet": PEOPLE} if sheet else {})
    if sheet:
        marks = course.marks("moodle-worksheet.csv", "Nombre completo")
        assert marks == {"Ana Gil": "10,00", "Luis Paz": "10,00"}
    assert course.packed("feedback.zip") == ["Ana Gil.html", "Luis Paz.html"]
    folders = [f"{name}_assignsubmission_file_/informe.html" for name in ("Ana Gil_1", "Luis Paz_2")]
    assert course.packed("moodle-feedback.zip") == folders


def test_a_group_that_hands_in_two_things_has_no_mark_and_all_are_told(course: Class) -> None:
    course.hands_in("ana", BOTH)
    course.hands_in("luis", HALF)
    course.grade(PLAN + '[groups]\nequipo1 = ["ana", "luis", "zoe"]\n', roster=LIST)
    assert not (course.output / "moodle.csv").exists()
    assert "pueden ser" in course.said
    assert "varias entregas de su grupo" in course.reason("zoe")


LATE = "deadline = 2027-01-15\nlate_penalty = 20\n"


def test_the_best_of_a_group_loses_once_for_being_late(course: Class) -> None:
    course.hands_in("ana", HALF)
    course.hands_in("luis", BOTH, day=16)
    course.grade(f'{PLAN}{LATE}attempt = "best"\n{POINTS}{TEAM}', roster=LIST)
    assert course.marks() == {"ana": "8.0", "luis": "8.0"}


@pytest.mark.parametrize("where", ["equipo1", "ana"])
@pytest.mark.parametrize(
    ("whose", "marks"), [("ana", ("10.0", "8.0")), ("luis", ("8.0", "10.0")), ("equipo1", ("10.0", "10.0"))]
)
def test_an_extension_holds_for_whom_it_names(whose: str, marks: tuple[str, str], where: str, course: Class) -> None:
    """A member's for that member alone, a group's for all of it, whoever handed in."""
    course.hands_in(where, BOTH, day=16)
    course.grade(f"{PLAN}{LATE}{TEAM}[extensions]\n{whose} = 2027-01-20\n", roster=LIST)
    assert course.marks() == {"ana": marks[0], "luis": marks[1]}
    late = {line["username"]: bool(line["late"]) for line in course.table("grades.csv") if line["username"]}
    assert (late["ana"], late["luis"]) == tuple(mark == "8.0" for mark in marks)


@pytest.mark.parametrize(
    ("whose", "marks"), [("ana", ("10.0", "5.0")), ("luis", ("5.0", "10.0")), ("zoe", ("5.0", "5.0"))]
)
def test_the_best_is_that_of_each_who_has_a_time_of_their_own(
    whose: str, marks: tuple[str, str], course: Class
) -> None:
    """What one may still hand in counts for nobody else who may not."""
    course.hands_in("luis", HALF)
    course.hands_in("ana", BOTH, day=16)
    plan = f'{PLAN}deadline = 2027-01-15\nattempt = "best"\n{TEAM}[extensions]\n{whose} = 2027-01-20\n'
    course.grade(plan, roster=LIST, moodle_worksheet=PEOPLE)
    assert course.marks() == {"ana": marks[0], "luis": marks[1]}
    sheet = course.marks("moodle-worksheet.csv", "Nombre de usuario")
    assert tuple(sheet[name].replace(",", ".") for name in ("ana", "luis")) == tuple(
        f"{float(each):.2f}" for each in marks
    )
    assert len(course.packed("feedback.zip")) == 2


@pytest.mark.parametrize("attempt", ["", 'attempt = "last"\n'])
@pytest.mark.parametrize("roster", [LIST, ""])
def test_of_a_member_in_doubt_no_other_members_counts(attempt: str, roster: str, course: Class) -> None:
    course.hands_in("ana", BOTH)
    course.hands_in("Ana", HALF)
    course.hands_in("luis", RIGHT)
    (course.folder / "c" / "Ana" / ".git").mkdir()  # a clone that does not tell its commit
    course.grade(PLAN + attempt + TEAM, **({"roster": roster} if roster else {}))
    lines = course.table("grades.csv")
    graded = [line for line in lines if line["status"] == "graded"]
    assert sorted(line["name"] for line in graded) == ["Ana", "ana (2)", "luis"]
    assert all("puede ser de la misma persona" in line["reason"] for line in graded)
    assert not any(line.get("username") for line in graded), "they are told, and nobody's"
    assert {line["username"] for line in lines if line["status"] == "doubtful"} == (
        {"ana", "luis"} if roster else set()
    )
    assert course.packed("feedback.zip") == []


def test_who_handed_in_nothing_is_told_of_no_groups(course: Class) -> None:
    course.hands_in("zoe", BOTH)
    course.grade(PLAN + TEAM, roster=LIST)
    assert [line["reason"] for line in course.table("grades.csv") if line["username"] in ("ana", "luis")] == [
        "no ha entregado",
        "no ha entregado",
    ]


def test_what_is_named_after_several_and_has_ones_number_is_told(course: Class) -> None:
    course.hands_in("Ana Gil, Luis Paz_1_assignsubmission_file_", BOTH)
    course.hands_in("Luis Paz_2_assignsubmission_file_", HALF)
    course.grade(PLAN, moodle_worksheet=PEOPLE)
    assert "por su número, y su nombre dice más: si es de un grupo" in course.said
    told = [line["reason"] for line in course.table("grades.csv")]
    assert ["su nombre dice más" in each for each in told] == [True, False]


def test_a_worksheet_beside_a_roster_says_the_same_of_each(course: Class) -> None:
    """What a teacher says of one is no other's, by whichever list's names."""
    course.hands_in("ana", HALF)
    notes = '["ana@x"]\nnote = "Solo para Ana."\n[luis]\nnote = "Solo para Luis."\npoints = {"tensors.rank" = 0}\n'
    course.grade(PLAN + TEAM, roster=LIST, moodle_worksheet=PEOPLE, notes=notes)
    by_name = {line["Nombre de usuario"]: line for line in course.table("moodle-worksheet.csv")}
    comments = {name: line["Comentarios de retroalimentación"] for name, line in by_name.items()}
    assert ("Solo para Ana." in comments["ana"], "Solo para Luis." in comments["ana"]) == (True, False)
    assert ("Solo para Ana." in comments["luis"], "Solo para Luis." in comments["luis"]) == (False, True)
    assert course.marks() == {"ana": "5.0", "luis": "0.0"}
    assert course.marks("moodle-worksheet.csv", "Nombre de usuario") == {"ana": "5,00", "luis": "0,00"}


GROUP_NOTE = """\
[{}]
note = "Para todo el grupo."
points = {{"tensors.rank" = 0, "tensors.flatten_images" = 0.5}}
["Luis"]
note = "Y para Luis."
points = {{"tensors.rank" = 1}}
"""


@pytest.mark.parametrize("called", ["equipo1", '"Equipo1"', '"tarea-ñ-equipo1"'])
def test_what_is_said_of_a_group_is_said_to_all_of_it(called: str, course: Class) -> None:
    """By its name or by its submission's; what is said of a member is added, and that member's own points count."""
    own = called.strip('"') if "tarea" in called else "equipo1"
    course.hands_in(own, HALF)
    course.hands_in("zoe", RIGHT)
    team = TEAM.replace("equipo1", f'"{own}"')
    course.grade(PLAN + team, roster=LIST, moodle_worksheet=PEOPLE, notes=GROUP_NOTE.format(called))
    assert "notas:" not in course.said
    comments = {line["username"]: line["Comentarios"] for line in course.table("moodle.csv")}
    assert {name: "Para todo el grupo." in told for name, told in comments.items()} == {
        "ana": True, "luis": True, "zoe": False,
    }  # fmt: skip
    assert {name: "Y para Luis." in told for name, told in comments.items()} == {
        "ana": False, "luis": True, "zoe": False,
    }  # fmt: skip
    marks = course.marks()
    assert (float(marks["ana"]), float(marks["luis"])) == (2.5, 7.5)
    sheet = course.marks("moodle-worksheet.csv", "Nombre de usuario")
    assert (sheet["ana"], sheet["luis"]) == ("2,50", "7,50")


def test_a_group_called_as_a_member_reads_nothing_that_is_the_members(course: Class) -> None:
    course.hands_in("ana", HALF)
    course.grade(PLAN + '[groups]\nana = ["ana", "luis"]\n', roster=LIST, notes='[ana]\nnote = "Solo para Ana."\n')
    comments = {line["username"]: line["Comentarios"] for line in course.table("moodle.csv")}
    assert ["Solo para Ana." in comments[name] for name in ("ana", "luis")] == [True, False]


def test_a_member_who_is_not_on_the_list_is_told(course: Class) -> None:
    course.hands_in("ana", BOTH)
    course.grade(PLAN + '[groups]\nequipo1 = ["ana", "luiz"]\n', roster=LIST)
    assert "groups.equipo1: «luiz» no está en la clase, o son varias personas" in course.said
    course.grade(PLAN + '[groups]\nequipo1 = ["ana", "luis"]\n')
    assert "no está en la clase" not in course.said, "without a list whoever is named is somebody"


@pytest.mark.parametrize("name", ["ana", "equipo1"])
def test_a_notebook_is_its_names(name: str, course: Class) -> None:
    (course.folder / "c").mkdir()
    cell = {"cell_type": "code", "source": BOTH, "metadata": {}, "outputs": [], "execution_count": None}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (course.folder / "c" / f"{name}.ipynb").write_text(json.dumps(book), encoding="utf-8")
    course.grade(PLAN + TEAM, roster=LIST)
    assert course.marks() == {"ana": "10.0", "luis": "10.0"}
    course.hands_in(name, HALF)
    course.grade(PLAN, roster=LIST)
    assert course.marks() == {}
    assert f"pueden ser de la misma persona, y no tienen nota: {name}, {name}.ipynb" in course.said


def test_points_of_a_few_are_as_exact_as_of_many(course: Class) -> None:
    """A mark is the same whether a unit counts 1 or 100, and who just fails does not pass."""
    course.hands_in("ana", HALF)
    course.hands_in("luis", (SOLUTIONS / "tensors.py").read_text(encoding="utf-8"))
    found = []
    for most in (1, 100):
        plan = f'exercises = ["tensors"]\nscale = 10\npass_mark = 2\n[points]\ntensors = {most}\n'
        course.grade(plan, roster=LIST)
        lines = {line["username"]: line for line in course.table("grades.csv") if line["status"] == "graded"}
        found.append({name: (each["mark"], each["percent"], each["passed"]) for name, each in lines.items()})
    assert found[0] == found[1]
    assert found[0]["luis"] == ("10.0", "100.0", "yes"), "seven sevenths"
    mark, percent, _ = found[0]["ana"]
    assert 0 < float(mark) == pytest.approx(float(percent) / 10, abs=0.01)


ROSTERS = {
    "an English worksheet's number": ("ID number,Full name\nana,Ana Gil\n", "ana"),
    "a person in two groups": ("username,email,grupo\nana,ana@x,A\nana,ANA@x,B\n", "ana"),
    "an apostrophe that Moodle leaves out": ("username,nombre completo\na1,Ana O\u2019Brien\n", "Ana OBrien"),
}


@pytest.mark.parametrize("kind", ROSTERS)
def test_somebody_of_the_list_is_found(kind: str, course: Class) -> None:
    roster, name = ROSTERS[kind]
    course.hands_in(name, BOTH)
    course.grade(PLAN, roster=roster)
    assert [(line["status"], line["mark"]) for line in course.table("grades.csv")] == [("graded", "10.0")]
    assert "no está en la lista" not in course.said


def test_two_of_one_name_in_two_groups_are_two(course: Class) -> None:
    course.hands_in("Ana Gil", BOTH)
    course.grade(PLAN, roster="nombre completo,grupo\nAna Gil,A\nAna Gil,B\n")
    assert [line["status"] for line in course.table("grades.csv")].count("graded") == 1
    assert len(course.table("grades.csv")) == 3


def test_whoever_moodle_would_not_find_is_named(course: Class) -> None:
    course.hands_in("ana", BOTH)
    course.hands_in("Luis Paz", BOTH)
    course.grade(PLAN, roster="nombre completo,email\nAna Gil,ana@x\nLuis Paz,\n")
    assert [line["email"] for line in course.table("moodle.csv")] == ["ana@x"]
    assert "no están en moodle.csv" in course.said
    assert "Luis Paz" in course.said.partition("no están en moodle.csv")[2].splitlines()[0]


def test_a_class_one_folder_deeper_is_nobodys_work(course: Class) -> None:
    course.hands_in("Curso-Tarea-77/Ana Gil_1001_assignsubmission_file", BOTH)
    course.grade(PLAN)
    (line,) = course.table("grades.csv")
    assert line["status"] == "not_gradable"
    assert "corrige esa carpeta" in line["reason"]
    course.grade(PLAN, "c/Curso-Tarea-77")
    assert [(line["student"], line["mark"]) for line in course.table("grades.csv")] == [("Ana Gil", "10.0")]


def test_what_is_named_as_the_course_and_lies_where_nobody_looks_is_told(course: Class) -> None:
    course.hands_in("ana", BOTH)
    course.hands_in("ana/solutions", BOTH)
    course.hands_in("ana/env", BOTH)
    (course.folder / "c" / "ana" / ".venv").mkdir()
    course.grade(PLAN)
    told = course.reason("ana")
    assert "solutions: tiene módulos del curso" in told
    assert "env: tiene módulos del curso" in told
    assert ".venv" not in told


def test_a_copy_that_is_begun_counts_before_a_stub(course: Class) -> None:
    course.hands_in("ana", "def rank(tensor):\n    raise NotImplementedError\n")
    (course.folder / "c" / "ana" / "tensors (1).py").write_text(BOTH, encoding="utf-8")
    course.grade(PLAN)
    (line,) = course.table("grades.csv")
    assert (line["mark"], "se ha corregido tensors (1).py como tensors.py" in line["reason"]) == ("10.0", True)
    course.hands_in("luis", HALF)
    (course.folder / "c" / "luis" / "tensors (1).py").write_text(BOTH, encoding="utf-8")
    course.grade(PLAN)
    assert course.reason("luis") == "no se ha mirado tensors (1).py: es otra copia, y cuenta tensors.py"


# -- guesses ---------------------------------------------------------------------------------------


def test_a_repository_of_a_group_is_found_by_its_end_and_that_is_told(course: Class) -> None:
    course.hands_in("tarea1-equipo1", BOTH)
    course.hands_in("tarea1-zoe", HALF)
    course.grade(PLAN + TEAM, roster=LIST)
    assert course.marks() == {"ana": "10.0", "luis": "10.0", "zoe": "5.0"}
    guessed = "por el final de su nombre (tras «tarea1-»)"
    assert f"· {guessed}: tarea1-equipo1 es del grupo equipo1, tarea1-zoe es de zoe" in course.said
    assert course.reason("tarea1-equipo1") == f"es del grupo equipo1 {guessed}"
    assert "no está en la lista" not in course.said


def test_two_repositories_that_end_as_a_group_are_doubtful(course: Class) -> None:
    course.hands_in("tarea1-equipo1", BOTH)
    course.hands_in("mal-equipo1", HALF)
    course.grade(PLAN + TEAM, roster=LIST)
    assert course.marks() == {}
    assert "pueden ser de la misma persona, y no tienen nota: mal-equipo1, tarea1-equipo1" in course.said


def test_whoever_is_found_by_less_than_a_name_is_told(course: Class) -> None:
    """The end of somebody else's name may be that of one of the list; a line for each beginning."""
    names = ("tarea1-mal-luis", "tarea1-ana", "tarea1-zoe", "eva", "Rosa")
    for name in names:
        course.hands_in(name, BOTH)
    course.grade(PLAN, roster=LIST + "e1,eva@x\nrosa,r@x\n")
    lines = [line.strip() for line in course.said.splitlines() if line.strip().startswith("· por el")]
    assert sorted(lines) == [
        "· por el comienzo de su correo: eva es de e1",
        "· por el final de su nombre (tras «tarea1-mal-»): tarea1-mal-luis es de luis",
        "· por el final de su nombre (tras «tarea1-»): tarea1-ana es de ana, tarea1-zoe es de zoe",
    ]
    reasons = {name: course.reason(name) for name in names}
    assert reasons["tarea1-mal-luis"] == "es de luis por el final de su nombre (tras «tarea1-mal-»)"
    assert reasons["eva"] == "es de e1 por el comienzo de su correo"
    assert not reasons["Rosa"], "the name itself, but for its case, is no guess"


def test_a_damaged_archive_beside_a_folder_takes_nothing_from_it(course: Class) -> None:
    """Whose name looks the same, whatever the list calls either."""
    course.hands_in("ana", BOTH)
    (course.folder / "c" / "Ana.zip").write_bytes(b"PK\x03\x04 damaged")
    course.grade(PLAN + 'attempt = "last"\n', roster=LIST)
    assert course.marks() == {"ana": "10.0"}
    assert "no se ha podido corregir Ana" in course.said


def test_where_nobody_knows_which_is_the_last_the_row_says_why(course: Class) -> None:
    course.hands_in("ana", HALF)
    course.hands_in("ana@x", BOTH)
    (course.folder / "c" / "ana@x" / ".git").mkdir()  # a clone that does not tell its commit
    course.grade(PLAN + 'attempt = "last"\n', roster=LIST)
    assert not course.marks()
    why = "no se sabe cuál es la última, porque no se sabe cuándo se entregó ana@x"
    assert why in course.said
    assert why in course.reason("ana@x")


DATED = (
    "Identificador,Nombre completo,Calificación,Calificación máxima,Última modificación (entrega),"
    "Comentarios de retroalimentación\n"
)
ON_SUNDAY, ON_MONDAY = '"domingo, 31 de enero de 2027, 10:00"', '"lunes, 1 de febrero de 2027, 10:00"'


@pytest.mark.parametrize("folder", ["Equipo 1_1003_assignsubmission_file_", "Equipo 1_assignsubmission_file_"])
@pytest.mark.parametrize(
    ("groups", "other", "mark"),
    [(ON_SUNDAY, ON_MONDAY, "10.00"), (ON_MONDAY, ON_SUNDAY, "9.00"), ("-", ON_MONDAY, "10.00"), ("", "", "10.00")],
)
def test_a_group_handed_in_when_its_members_rows_say(
    folder: str, groups: str, other: str, mark: str, tmp_path: Path, course: Class
) -> None:
    """And never when a participant did who has the group's number, or when all of it was downloaded."""
    with zipfile.ZipFile(tmp_path / "entregas.zip", "w") as archive:
        for name in (folder, "Eva Sol_1004_assignsubmission_file_"):
            archive.writestr(zipfile.ZipInfo(f"{name}/tensors.py", (2027, 3, 1, 9, 0, 0)), BOTH)
    sheet = DATED if groups else SHEET.replace("Nombre de usuario,", "")
    for number, name, when in ((1001, "Ana Gil", groups), (1002, "Luis Paz", groups), (1003, "Pepe Mora", other)):
        sheet += (
            f'Participante {number},{name},,"10,00",{when},\n'
            if groups
            else f'Participante {number},{name},,"10,00",\n'
        )
    plan = f'{PLAN}deadline = 2027-01-31\nlate_penalty = 10\n[groups]\n"Equipo 1" = ["Ana Gil", "Luis Paz"]\n'
    course.grade(plan, "entregas.zip", moodle_worksheet=sheet)
    found = {line["Nombre completo"]: line["Calificación"] for line in course.table("moodle-worksheet.csv")}
    assert found == {"Ana Gil": mark.replace(".", ","), "Luis Paz": mark.replace(".", ","), "Pepe Mora": ""}
    assert ("con --moodle-worksheet" in course.said) == (not groups)


# -- a list and a worksheet that say it otherwise, and names that fit several ------------------------

MAILS = SHEET.replace("Nombre de usuario", "Dirección de correo")


def moodle_folder(person: str, number: int) -> str:
    return f"{person}_{number}_assignsubmission_file_"


def test_a_folder_that_fits_namesakes_is_nobodys_and_both_are_in_doubt(course: Class) -> None:
    course.hands_in("Ana Gil", BOTH)
    course.hands_in("Luis Paz", HALF)
    course.grade(PLAN, roster="nombre completo,email\nAna Gil,a1@x\nAna Gil,a2@x\nLuis Paz,l@x\n")
    lines = {line["email"] or line["name"]: (line["status"], line["mark"]) for line in course.table("grades.csv")}
    assert lines == {"Ana Gil": ("graded", "10.0"), "a1@x": ("doubtful", ""), "a2@x": ("doubtful", ""),
                     "l@x": ("graded", "5.0")}  # fmt: skip
    told = "puede ser de cualquiera de quienes se llaman Ana Gil, y su nota no es de nadie de la lista"
    assert f"⚠ Ana Gil: {told}" in course.said
    assert "no está en la lista" not in course.said
    assert course.packed("feedback.zip") == ["Luis Paz.html"]
    assert [line["email"] for line in course.table("moodle.csv")] == ["l@x"]


def test_an_address_of_two_people_is_nobodys(course: Class) -> None:
    course.hands_in("gil", BOTH)
    course.grade(PLAN, roster="nombre completo,email\nAna Gil,gil@x\nLuis Gil,gil@x\nZoe Paz,zoe@x\n")
    assert course.reason("gil") == "puede ser de Ana Gil o de Luis Gil, y su nota no es de nadie de la lista"
    assert [line["status"] for line in course.table("grades.csv")] == ["graded", "doubtful", "doubtful", "missing"]


def test_one_who_is_called_otherwise_in_moodle_is_no_group(course: Class) -> None:
    """The list and the worksheet have the same address, and the worksheet the very name and number of the folder."""
    course.hands_in(moodle_folder("Pepe Gil Paz", 7), BOTH)
    sheet = MAILS + 'Participante 7,Pepe Gil Paz,jose@x,,"10,00",\n'
    course.grade(PLAN, roster="nombre,apellidos,email\nJosé,Gil,jose@x\n", moodle_worksheet=sheet)
    assert course.marks("moodle.csv", "email") == {"jose@x": "10.0"}
    assert course.marks("moodle-worksheet.csv", "Identificador") == {"Participante 7": "10,00"}
    assert "grupo" not in course.said
    course.grade(PLAN, roster="nombre,apellidos,email,id\nJosé,Gil,jose@x,Participante 7\n")
    assert "tiene el número de José Gil, y otro nombre" in course.said, "with nobody who says that it is he"


def test_a_name_alone_that_joins_list_and_worksheet_is_told(course: Class) -> None:
    course.hands_in(moodle_folder("Ana Gil", 1), BOTH)
    sheet = MAILS + 'Participante 1,Ana Gil,ana@moodle,,"10,00",\nParticipante 2,Eva Sol,eva@x,,"10,00",\n'
    course.grade(PLAN, roster="nombre completo,email\nAna Gil,ana@casa\nEva Sol,EVA@x\n", moodle_worksheet=sheet)
    assert "a quien la lista y moodle_worksheet solo llaman igual: Ana Gil (ana@casa, ana@moodle)\n" in course.said
    assert course.marks("moodle-worksheet.csv", "Identificador")["Participante 1"] == "10,00"


def test_a_member_whom_only_the_worksheet_knows_is_of_the_class(course: Class) -> None:
    course.hands_in("equipo1", BOTH)
    sheet = PEOPLE + 'Participante 3,Eva Sol,eva,,"10,00",\n'
    plan = PLAN + '[groups]\nequipo1 = ["ana", "eva", "nadie"]\n'
    course.grade(plan, roster="username\nana\nluis\n", moodle_worksheet=sheet)
    assert course.marks("moodle-worksheet.csv", "Identificador") == {
        "Participante 1": "10,00",
        "Participante 2": "",
        "Participante 3": "10,00",
    }
    assert "hay en moodle_worksheet quien no está en la lista: Eva Sol\n" in course.said
    assert "⚠ roster: groups.equipo1: «eva» no está en la clase, o son varias personas" in course.said
    assert "⚠ groups.equipo1: «nadie» no está en la clase, o son varias personas" in course.said


@pytest.mark.parametrize("name", ["Jean Luc Gil", "jean.luc-gil", "Jean-Luc Gil (2)"])
def test_a_name_put_together_otherwise_is_the_same(name: str, course: Class) -> None:
    course.hands_in(name, BOTH)
    course.grade(PLAN, roster="nombre completo,username\nJean-Luc Gil,jl\nAna Gil,ana\n")
    assert course.marks() == {"jl": "10.0"}
    assert "no está en la lista" not in course.said


def test_a_notebook_downloaded_twice_is_of_whom_it_is_called_after(course: Class) -> None:
    cell = {"cell_type": "code", "metadata": {}, "source": BOTH, "outputs": [], "execution_count": None}
    (course.folder / "c").mkdir()
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (course.folder / "c" / "zoe (1).ipynb").write_text(json.dumps(book), encoding="utf-8")
    course.hands_in("ana", HALF)
    course.grade(PLAN, roster=LIST)
    assert course.marks() == {"zoe": "10.0", "ana": "5.0"}


@pytest.mark.parametrize("within", ["e", "e/entregas"])
def test_a_class_one_folder_deeper_is_no_persons(within: str, course: Class) -> None:
    for name in ("ana", "luis/exercises", "zoe"):
        course.hands_in(f"{within}/{name}", BOTH)
    course.grade(PLAN)
    (line,) = course.table("grades.csv")
    assert (line["status"], line["mark"]) == ("not_gradable", "")
    folder = course.folder / "c" / within
    assert (
        f"los mismos módulos (ana, luis, zoe): si son las entregas de una clase, corrige «{folder}»" in line["reason"]
    )
    course.grade(PLAN, what=f"c/{within}")
    assert [line["mark"] for line in course.table("grades.csv")] == ["10.0"] * 3


def zipped(*texts: tuple[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in texts:
            archive.writestr(name, text)
    return content.getvalue()


WRONG = "def rank(tensor):\n    return -1\n"


def test_numbers_of_two_meanings_join_nobody_of_two_names(course: Class) -> None:
    """The list counts its people, and Moodle's ID numbers are others."""
    course.hands_in(moodle_folder("Ana Gil", 1001), BOTH)
    course.hands_in(moodle_folder("Luis Paz", 1002), HALF)
    sheet = SHEET.replace("Nombre de usuario", "Número de ID")
    sheet += 'Participante 1001,Ana Gil,1,,"10,00",\nParticipante 1002,Luis Paz,2,,"10,00",\n'
    people = "código;nombre completo;correo\n1;PAZ, LUIS;luis@x\n2;GIL, ANA;ana@x\n"
    course.grade(PLAN, roster=people, moodle_worksheet=sheet)
    assert course.marks("moodle.csv", "email") == {"ana@x": "10.0", "luis@x": "5.0"}
    assert course.marks("moodle-worksheet.csv", "Identificador") == {
        "Participante 1001": "10,00",
        "Participante 1002": "5,00",
    }


@pytest.mark.parametrize("beside", ["tensors (1).py", "tensors-1.py", "tensors.ipynb"])
@pytest.mark.parametrize("within", ["tensors.py", "datos.csv"])
def test_an_archive_beside_modules_counts_no_more_than_they(beside: str, within: str, course: Class) -> None:
    course.hands_in("ana", BOTH)
    place = course.folder / "c" / "ana" / "tensors.py"
    text = BOTH
    if beside.endswith("ipynb"):
        cell = {"cell_type": "code", "metadata": {}, "source": BOTH, "outputs": [], "execution_count": None}
        text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    place.with_name(beside).write_text(text, encoding="utf-8")
    place.unlink()
    place.with_name("viejo.zip").write_bytes(zipped((within, WRONG)))
    course.grade(PLAN)
    (line,) = course.table("grades.csv")
    both = "hay módulos del curso en viejo.zip y fuera, y no se sabe cuáles cuentan: deja unos"
    assert (line["mark"], line["reason"] == both) == (("", True) if within == "tensors.py" else ("10.0", False))


def test_what_lies_beside_the_one_archive_is_told(course: Class) -> None:
    place = course.folder / "c" / "zoe"
    place.mkdir(parents=True)
    (place / "entrega.zip").write_bytes(zipped(("tensors.py", BOTH)))
    (place / "memoria.pdf").write_bytes(b"%PDF")
    course.grade(PLAN)
    assert course.marks(who="name") == {"zoe": "10.0"}
    assert course.reason("zoe") == "no se ha mirado memoria.pdf: no es un módulo del curso"


@pytest.mark.parametrize("names", [("gilana_1_100_a.zip", "gilana_1_205_b.zip"),
                                   ("gilana_1_100_a.zip", "gilana_1_205_tensors.py"),
                                   (moodle_folder("Ana", 1) + "a.zip", moodle_folder("Ana", 1) + "b.zip")])  # fmt: skip
@pytest.mark.parametrize("second", [BOTH, WRONG])
def test_of_two_submissions_of_one_nobody_knows_which_counts(
    names: tuple[str, str], second: str, course: Class
) -> None:
    (course.folder / "c").mkdir()
    for name, text in zip(names, (WRONG, second), strict=True):
        content = zipped(("tensors.py", text)) if name.endswith(".zip") else text.encode()
        (course.folder / "c" / name).write_bytes(content)
    course.grade(PLAN)
    (line,) = course.table("grades.csv")
    told = "hay dos entregas suyas con tensors.py, y no se sabe cuál cuenta: deja una"
    assert (line["mark"], line["reason"] == told) == (("", True) if second == BOTH else ("0.0", False))


def test_a_namesake_on_the_list_alone_gets_nobody_a_mark_in_moodle(course: Class) -> None:
    course.hands_in("Ana Gil", BOTH)
    sheet = MAILS + 'Participante 1,Ana Gil,a@x,,"10,00",\n'
    course.grade(PLAN, roster="nombre completo,grupo\nAna Gil,A\nAna Gil,B\n", moodle_worksheet=sheet)
    assert course.marks("moodle-worksheet.csv", "Identificador") == {"Participante 1": ""}
    assert not (course.output / "moodle-feedback.zip").exists()


@pytest.mark.parametrize("own", ["ana", "equipo1", "luis"])
def test_the_best_is_chosen_with_the_time_of_the_group(own: str, course: Class) -> None:
    """What is the best of a member's submissions may be late for her, and be in time for another member."""
    course.hands_in("ana", HALF, day=10)
    course.hands_in("Ana Gil", BOTH, day=20)
    plan = (
        f'attempt = "best"\n{PLAN}deadline = 2027-01-15\nlate_penalty = 100\n{TEAM}[extensions]\n{own} = 2027-01-25\n'
    )
    course.grade(plan, roster="username,nombre completo\nana,Ana Gil\nluis,Luis Paz\n")
    marks = course.marks()
    assert marks["luis"] == ("5.0" if own == "ana" else "10.0")
    assert marks["ana"] == ("5.0" if own == "luis" else "10.0")


def test_a_name_of_several_is_not_anothers_whom_its_end_means(course: Class) -> None:
    course.hands_in("Ana Gil-Robles", BOTH)
    people = "nombre completo,email\nAna Gil-Robles,a1@x\nAna Gil-Robles,a2@x\nPedro Robles,robles@x\n"
    course.grade(PLAN, roster=people)
    assert [line["status"] for line in course.table("grades.csv")] == ["graded", "doubtful", "doubtful", "missing"]


@pytest.mark.parametrize("people", ["María López,a1@x", "Maria Lopez,a1@x", "MARIA LOPEZ,a1@x"])
def test_an_accent_tells_nobody_apart(people: str, course: Class) -> None:
    course.hands_in("Maria Lopez", BOTH)
    course.grade(PLAN, roster=f"nombre completo,email\n{people}\nMaria Lopez,a2@x\n")
    assert [line["status"] for line in course.table("grades.csv")] == ["graded", "doubtful", "doubtful"]


@pytest.mark.parametrize("people", ["nombre completo\nAna Gil\nAna Gil\n", ("nombre completo,código,otro correo\n"
                                    "Ana Gil,INF1,a1@x\nAna Gil,INF1,a2@x\nLuis Paz,INF1,l@x\n")])  # fmt: skip
def test_two_rows_with_nothing_of_their_own_are_two_people(people: str, course: Class) -> None:
    course.hands_in("Ana Gil", BOTH)
    course.grade(PLAN, roster=people)
    assert [line["status"] for line in course.table("grades.csv")][:3] == ["graded", "doubtful", "doubtful"]


def test_who_is_on_the_list_alone_has_no_mark_in_the_worksheet_and_that_is_told(course: Class) -> None:
    course.hands_in("ana", BOTH)
    course.hands_in("zoe", HALF)
    course.grade(PLAN, roster=LIST, moodle_worksheet=PEOPLE)
    assert "no está en moodle_worksheet quien tiene nota y está en la lista: zoe, zoe@x\n" in course.said


SHEET_OF_ANOTHER_NAME = 'Participante 1,Mamen Gil,mamen@x,,"10,00",\n'


@pytest.mark.parametrize("folder", ["María del Carmen Gil", moodle_folder("Mamen Gil", 1), "mamen@x"])
@pytest.mark.parametrize("heading", ["Nombre completo", "nombre completo", "Full name"])
def test_one_of_two_names_is_one_in_both_lists(folder: str, heading: str, course: Class) -> None:
    course.hands_in(folder, BOTH)
    people = f"{heading},Dirección de correo,Identificador\nMaría del Carmen Gil,mamen@x,12345678Z\n"
    course.grade(PLAN, roster=people, moodle_worksheet=MAILS + SHEET_OF_ANOTHER_NAME)
    assert course.marks("moodle.csv", "email") == {"mamen@x": "10.0"}
    assert course.marks("moodle-worksheet.csv", "Identificador") == {"Participante 1": "10,00"}
    assert "no está en" not in course.said


def test_another_submission_of_the_same_name_is_seen(course: Class) -> None:
    course.hands_in("ana", WRONG, day=10)
    course.hands_in("ANA GIL", BOTH, day=12)
    people = "username,nombre completo\nana,Ana Gil\nluis,Luis Paz\n"
    course.grade(PLAN, roster=people)
    assert "no tienen nota: ANA GIL, ana" in course.said
    course.grade('attempt = "last"\n' + PLAN, roster=people)
    assert course.marks() == {"ana": "10.0"}


def test_a_repository_downloaded_twice_is_of_one(course: Class) -> None:
    (course.folder / "c").mkdir()
    for name, text in (("hw1-zoe-main (1).zip", BOTH), ("hw1-ana-main.zip", WRONG), ("hw1-ana-main (1).zip", BOTH)):
        (course.folder / "c" / name).write_bytes(zipped(("tensors.py", text)))
    course.grade(PLAN, roster=LIST)
    assert course.marks() == {"zoe": "10.0"}
    assert "no tienen nota: hw1-ana-main, hw1-ana-main (1)" in course.said


def test_one_person_of_two_groups_under_two_names_is_told(course: Class) -> None:
    course.hands_in("e1", BOTH)
    course.hands_in("e2", HALF)
    plan = PLAN + '[groups]\ne1 = ["ana", "luis"]\ne2 = ["Ana Gil", "zoe"]\n'
    course.grade(plan, roster="username,nombre completo\nana,Ana Gil\nluis,Luis Paz\nzoe,Zoe R\n")
    assert "⚠ groups.e2: «ana gil» está ya en e1: déjalo en uno" in course.said


@pytest.mark.parametrize("name", ["ana.rar", "ana.tar.gz", "ana.py", "ana.pdf"])
def test_what_cannot_be_graded_is_its_owners(name: str, course: Class) -> None:
    course.hands_in("luis", BOTH)
    (course.folder / "c" / name).write_bytes(b"x = 1\n")
    course.grade(PLAN, roster=LIST)
    (line,) = (line for line in course.table("grades.csv") if line["username"] == "ana")
    assert (line["status"], line["mark"]) == ("not_gradable", "")
    assert "no está en la lista" not in course.said


LISTS = ("Alumno;Correo electrónico institucional\nGIL GARCÍA, ANA;ana@x\n",
         "Nombre;Primer apellido;Segundo apellido;Correo\nAna;Gil;García;ana@x\n",
         "Nombre completo;Dirección de correo electrónico\nAna Gil García;ana@x\n")  # fmt: skip


@pytest.mark.parametrize("text", LISTS)
@pytest.mark.parametrize("name", ["Ana Gil García", moodle_folder("Ana Gil García", 3)])
def test_lists_of_every_make_find_their_people(text: str, name: str, course: Class) -> None:
    course.hands_in(name, BOTH)
    course.grade(PLAN, roster=text)
    (line,) = course.table("grades.csv")
    assert "ana@x" in line.values()
    assert "no está en la lista" not in course.said


def test_a_done_module_counts_before_the_kits_untouched_ones(course: Class) -> None:
    course.hands_in("ana/exercises", "def rank(tensor):\n    raise NotImplementedError\n")
    (course.folder / "c" / "ana" / "tensors.py").write_text(BOTH, encoding="utf-8")
    course.grade(PLAN)
    assert course.marks(who="name") == {"ana": "10.0"}


def test_every_group_in_a_folder_of_its_own_is_no_person(course: Class) -> None:
    for name in ("A/ana", "A/luis", "B/zoe", "B/eva"):
        course.hands_in(name, BOTH)
    course.grade(PLAN)
    assert [line["status"] for line in course.table("grades.csv")] == ["not_gradable"] * 2


NAMES = ("alumno", "Estudiante", "Nombre y apellidos", "nombre completo")


@pytest.mark.parametrize("heading", NAMES)
@pytest.mark.parametrize("people", ["Gil Ana,Paz Luis", "Ana Gil,Luis Paz"])
def test_short_numbers_of_two_meanings_swap_nobody(heading: str, people: str, course: Class) -> None:
    course.hands_in(moodle_folder("Ana Gil", 1001), BOTH)
    course.hands_in(moodle_folder("Luis Paz", 1002), HALF)
    sheet = SHEET.replace("Nombre de usuario", "Número de ID")
    sheet += 'Participante 1001,Ana Gil,2,,"10,00",\nParticipante 1002,Luis Paz,1,,"10,00",\n'
    one, two = people.split(",")
    course.grade(PLAN, roster=f"id,{heading},correo\n1,{one},ana@x\n2,{two},luis@x\n", moodle_worksheet=sheet)
    assert course.marks("moodle.csv", "email") == {"ana@x": "10.0", "luis@x": "5.0"}


@pytest.mark.parametrize("heading", NAMES)
def test_a_groups_number_is_nobodys_whatever_names_are_headed(heading: str, course: Class) -> None:
    course.hands_in(moodle_folder("Equipo 1", 1), BOTH)
    course.grade(PLAN, roster=f"{heading},correo,identificador\nAna Gil,ana@x,Participante 1\n")
    assert course.reason(moodle_folder("Equipo 1", 1)).startswith("tiene el número de Ana Gil, y otro nombre")
    assert not (course.output / "moodle.csv").exists()


@pytest.mark.parametrize("rows", ["alumno,codigo,grupo\nAna Gil,M1,A\nAna Gil,M1,B\nLuis Paz,M1,A\n",
                                  "nombre completo,grupo,tutor\nAna Gil,A,t@x\nAna Gil,B,t@x\nLuis,C,u\n"])  # fmt: skip
def test_what_several_have_makes_nobody_one(rows: str, course: Class) -> None:
    course.hands_in("Ana Gil", BOTH)
    course.grade(PLAN, roster=rows)
    assert [line["status"] for line in course.table("grades.csv")][:3] == ["graded", "doubtful", "doubtful"]


def test_one_address_and_name_in_two_rows_is_one_person(course: Class) -> None:
    course.hands_in("Ana Gil", BOTH)
    people = "nombre completo,correo,codigo\nAna Gil,ana@x,M-A\nAna Gil,ana@x,M-B\nLuis Paz,luis@x,M-A\n"
    course.grade(PLAN, roster=people)
    assert course.marks(who="correo") == {"ana@x": "10.0"}


def test_one_address_of_two_is_neithers_in_moodle(course: Class) -> None:
    course.hands_in("María Gil Paz", BOTH)
    course.hands_in("María José Gil Paz", HALF)
    course.hands_in("Luis Paz", RIGHT)
    people = "nombre completo,correo\nMaría Gil Paz,gil@x\nMaría José Gil Paz,gil@x\nLuis Paz,luis@x\n"
    course.grade(PLAN, roster=people)
    assert course.marks(who="nombre completo") == {
        "María Gil Paz": "10.0",
        "María José Gil Paz": "5.0",
        "Luis Paz": "5.0",
    }
    assert course.marks("moodle.csv", "email") == {"luis@x": "5.0"}
    assert "o lo comparten: María Gil Paz, María José Gil Paz" in course.said


@pytest.mark.parametrize("attempt", ["best", "last"])
def test_two_numbers_of_moodle_are_two_people_whatever_counts(attempt: str, course: Class) -> None:
    course.hands_in(moodle_folder("Ana Gil", 1), WRONG, day=10)
    course.hands_in(moodle_folder("Ana Gil", 2), BOTH, day=12)
    course.grade(f'attempt = "{attempt}"\n{PLAN}', roster="nombre completo,correo\nAna Gil,ana@x\n")
    assert course.marks(who="correo") == {}
    assert not (course.output / "moodle.csv").exists()


def test_a_declared_groups_number_takes_nothing_from_a_participant(course: Class) -> None:
    course.hands_in(moodle_folder("Equipo 1", 1), BOTH)
    course.hands_in(moodle_folder("Ana Gil", 1), HALF)
    plan = f'attempt = "best"\n{PLAN}[groups]\n"Equipo 1" = ["Luis Paz"]\n'
    people = MAILS + 'Participante 1,Ana Gil,ana@x,,"10,00",\nParticipante 2,Luis Paz,luis@x,,"10,00",\n'
    course.grade(plan, moodle_worksheet=people)
    assert course.marks("moodle-worksheet.csv", "Identificador") == {
        "Participante 1": "5,00",
        "Participante 2": "10,00",
    }


def test_a_member_is_not_found_by_the_end_of_anothers(course: Class) -> None:
    course.hands_in("tarea1-ana", WRONG)
    course.hands_in("tarea1-luis-paz", BOTH)
    people = "github_username,nombre completo\nana,Ana Gil\nluis-paz,Luis Paz\npazr,Paz Ruiz\n"
    course.grade(f'attempt = "best"\n{PLAN}[groups]\ne1 = ["ana", "paz"]\n', roster=people)
    assert course.marks(who="github_username") == {"ana": "0.0", "luis-paz": "10.0"}
    assert "groups.e1: «paz» no está en la clase" in course.said


def test_a_count_at_the_end_of_a_name_is_nobodys(course: Class) -> None:
    course.hands_in("Luis Paz-2", BOTH)
    course.grade(PLAN, roster="id,nombre completo\n2,Eva Ros\n3,Luis Paz\n")
    assert course.marks(who="id") == {}


@pytest.mark.parametrize("heading", ["identifier", "Usuario", "Apellidos y Nombres", "Alumno/a", "Apellidos, Nombre"])
def test_a_name_under_any_heading_is_joined_with_the_worksheet(heading: str, course: Class) -> None:
    course.hands_in(moodle_folder("Ana Gil", 1), BOTH)
    sheet = MAILS + 'Participante 1,Ana Gil,ana@x,,"10,00",\n'
    course.grade(PLAN, roster=f'"{heading}",correo\nAna Gil,ana@x\n', moodle_worksheet=sheet)
    assert course.marks("moodle.csv", "email") == {"ana@x": "10.0"}
    course.grade(PLAN, roster=f'"{heading}",grupo\nAna Gil,A\n', moodle_worksheet=sheet)
    assert course.marks(who="grupo") == {"A": "10.0"}


def test_a_whole_name_is_before_one_of_one_last_name(course: Class) -> None:
    course.hands_in("Ana Gil", BOTH)
    people = "Nombre,Primer apellido,Segundo apellido,correo\nAna,Gil,,a1@x\nAna,Gil,García,a2@x\n"
    course.grade(PLAN, roster=people)
    assert course.marks(who="correo") == {"a1@x": "10.0"}


def test_what_says_most_joins_two_lists_first(course: Class) -> None:
    """A shorter name that somebody of another group has takes nothing from whom an address tells."""
    course.hands_in(moodle_folder("Juan Pérez Gil", 1), BOTH)
    course.hands_in(moodle_folder("Juan Pérez", 2), WRONG)
    sheet = MAILS + 'Participante 1,Juan Pérez Gil,jpg@x,,"10,00",\nParticipante 2,Juan Pérez,jp@x,,"10,00",\n'
    people = "Nombre,Primer apellido,Segundo apellido,Correo\nJuan,Pérez,Gil,jpg@x\n"
    course.grade(PLAN, roster=people, moodle_worksheet=sheet)
    assert course.marks("moodle.csv", "email") == {"jpg@x": "10.0"}
    assert "hay en moodle_worksheet quien no está en la lista: Juan Pérez\n" in course.said


def test_a_long_identifier_is_one_persons_in_any_column(course: Class) -> None:
    course.hands_in(moodle_folder("Ignacio Paz", 2), BOTH)
    sheet = SHEET.replace("Nombre de usuario", "Número de ID") + 'Participante 2,Ignacio Paz,A0012346,,"10,00",\n'
    course.grade(PLAN, roster="Matrícula,Nombre,Apellidos,Correo\nA0012346,Nacho,Paz,n@x\n", moodle_worksheet=sheet)
    assert course.marks("moodle.csv", "email") == {"n@x": "10.0"}


def test_two_addresses_of_one_do_not_differ_from_one_of_them(course: Class) -> None:
    course.hands_in(moodle_folder("Ana Gil", 1), BOTH)
    people = "Nombre,Apellidos,Correo institucional,Correo\nAna,Gil,ana@x,anita@casa\n"
    course.grade(PLAN, roster=people, moodle_worksheet=MAILS + 'Participante 1,Ana Gil,ana@x,,"10,00",\n')
    assert "solo llaman igual" not in course.said


@pytest.mark.parametrize("kit", ["kit.zip", "exercises"])
def test_untouched_stubs_take_nothing_from_what_is_done(kit: str, course: Class) -> None:
    stub = "def rank(tensor):\n    raise NotImplementedError\n"
    place = course.folder / "c"
    place.mkdir()
    (place / "gilana_1_100_tensors.py").write_text(BOTH, encoding="utf-8")
    (place / "gilana_1_101_kit.zip").write_bytes(zipped((f"{kit}/tensors.py", stub)))
    course.hands_in("luis", stub)
    (place / "luis" / "mio.zip").write_bytes(zipped(("tensors.py", BOTH)))
    course.grade(PLAN)
    assert course.marks(who="name") == {"gilana_1": "10.0", "luis": "10.0"}


def test_a_notebook_of_trials_beside_an_archive_takes_nothing_from_it(course: Class) -> None:
    place = course.folder / "c" / "ana"
    place.mkdir(parents=True)
    (place / "entrega.zip").write_bytes(zipped(("tensors.py", BOTH)))
    cell = {"cell_type": "code", "metadata": {}, "source": "x = 1", "outputs": [], "execution_count": None}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (place / "experimentos.ipynb").write_text(json.dumps(book), encoding="utf-8")
    course.grade(PLAN)
    assert course.marks(who="name") == {"ana": "10.0"}


def test_units_in_folders_of_their_own_are_no_class(course: Class) -> None:
    for name in ("ana", "luis"):
        for unit in ("u1/tensors.py", "u2/neuron.py", "u1/pruebas.ipynb", "u2/pruebas.ipynb"):
            (course.folder / "c" / name / unit).parent.mkdir(parents=True, exist_ok=True)
            (course.folder / "c" / name / unit).write_text(BOTH, encoding="utf-8")
    course.grade(PLAN)
    assert course.marks(who="name") == {"ana": "10.0", "luis": "10.0"}


@pytest.mark.parametrize("folder", [moodle_folder("José García López", 5), moodle_folder("María José López", 6),
                                    moodle_folder("Ana Núñez García-Paz", 7),
                                    moodle_folder("Grupo A-Ana Núñez-Paz", 8)])  # fmt: skip
def test_a_name_of_the_same_words_is_anothers(folder: str, course: Class) -> None:
    course.hands_in(folder, BOTH)
    people = "Nombre,Apellido(s),Correo\nJosé María,López,jm@x\nJosé,López García,jlg@x\nLuis,Paz,paz@x\n"
    course.grade(PLAN, roster=people)
    assert course.marks(who="Correo") == {}
    assert f"{folder}: no está en la lista" in course.said


@pytest.mark.parametrize("folder", ["López García José", moodle_folder("Grupo A-José López García", 5)])
def test_last_names_may_begin_and_a_group_may_stand_before(folder: str, course: Class) -> None:
    course.hands_in(folder, BOTH)
    course.grade(PLAN, roster="Nombre,Apellido(s),Correo\nJosé,López García,jlg@x\nLuis,Paz,paz@x\n")
    assert course.marks("moodle.csv", "email") == {"jlg@x": "10.0"}
