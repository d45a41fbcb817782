"""What a teacher says and the points that a teacher gives, in all that a student reads, through the command."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from tests.support.command import rna
from tests.support.platforms import evaluated
from tests.support.reports import ENVIRONMENT

MODULE = """\
import numpy as np
def rank(tensor):
    return 7
def flatten_images(images):
    images = np.asarray(images)
    return images.reshape(len(images), -1)
"""
NOTES = """\
["ana gil"]
note = '''Muy bien explicado.
::error::x
Si x<y, *repasa*.'''
[ "ana gil".points ]
"tensors.rank" = 100
"tensors.flatten_images" = 0
"tensors.scale_pixels" = 0.5
"""
GIVEN = "Puntos puestos por tu profesor o profesora"
SHEET = (
    "Identificador,Nombre completo,Dirección de correo,Calificación,Calificación máxima,"
    "Comentarios de retroalimentación"
)


def graded(folder: Path, notes: str, only: str) -> subprocess.CompletedProcess[str]:
    """``rna class`` of Ana alone, with what the teacher says and Moodle's worksheet."""
    handed = folder / "c" / "Ana Gil_7_assignsubmission_file_"
    handed.mkdir(parents=True)
    (handed / "tensors.py").write_text(MODULE, encoding="utf-8")
    (folder / "notes.toml").write_text(notes, encoding="utf-8")
    (folder / "hoja.csv").write_text(f"{SHEET}\nParticipante 7,Ana Gil,ana@x.es,,10,\n", encoding="utf-8")
    return rna(
        "class", folder / "c", "--output", folder / "out", "--only", only, "--notes", folder / "notes.toml",
        "--moodle-worksheet", folder / "hoja.csv",
    )  # fmt: skip


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a class of one, of whom the teacher says something: all points for what is wrong, none for what is
    right, and some for what is not done."""
    folder = tmp_path_factory.mktemp("noted")
    done = graded(folder, NOTES, "tensors")
    assert done.returncode == 1, done.stderr
    return folder / "out"


def shown(noted: Path, form: str) -> str:
    """What a reader of a format takes for text, in its order."""
    (report,) = (noted / "reports").glob("*.json")
    done = rna("report", report, "--format", form, **ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    text = done.stdout
    assert form == "annotations" or not re.search("^::", text, re.MULTILINE), "a note is no command"
    match form:
        case "classroom":
            tests = json.loads(base64.b64decode(text))["tests"]
            return "\n".join(f"{test['name']}\n{test['message']}" for test in tests)
        case "vpl":
            return "\n".join(line.lstrip(">") for line in evaluated(text).comments)
        case "junit":
            return "\n".join(value for each in ET.fromstring(text).iter() for value in each.attrib.values())  # noqa: S314
        case "html":
            return words(text)
        case "markdown":
            return words(MarkdownIt("commonmark").enable("table").render(text))
    return text.replace("%0A", "\n")


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def assert_told(text: str, why: str) -> None:
    text = " ".join(text.split())
    assert "Tu profesor o profesora dice: Muy bien explicado." in text, why
    assert "Si x<y, *repasa*." in text, why
    assert text.count(f"{GIVEN}: ") == 3, why
    for name, points in (("rank", r"(\S+) de \1 punto"), ("flatten_images", "0 de "), ("scale_pixels", r"0\.5 de ")):
        assert re.search(rf"tensors\.{name}((?!{GIVEN}).)*{GIVEN}: {points}".replace("\\1", "\\2"), text), (
            f"{why}: {name}"
        )


@pytest.mark.parametrize("form", ["terminal", "junit", "html", "markdown", "gradescope", "classroom", "vpl",
                                  "prairielearn", "annotations"])  # fmt: skip
def test_every_format_tells_what_the_teacher_says(form: str, noted: Path) -> None:
    """But that of Classroom 50, which has no place for it; its release is in Markdown."""
    assert_told(shown(noted, form), form)


def test_moodle_is_told_what_the_teacher_says(noted: Path) -> None:
    for name, column in (("moodle-worksheet.csv", "Comentarios de retroalimentación"), ("moodle.csv", "Comentarios")):
        (line,) = csv.DictReader(io.StringIO((noted / name).read_text(encoding="utf-8")))
        assert "Si x< y, *repasa*." in line[column], "Moodle takes it for HTML"
        assert_told(line[column].replace("< ", "<"), name)
    for name in ("moodle-feedback.zip", "feedback.zip"):
        with zipfile.ZipFile(noted / name) as archive:
            (page,) = archive.namelist()
            assert_told(words(archive.read(page).decode()), name)


GROUP = """\
exercises = ["tensors.rank", "tensors.flatten_images"]
[groups]
equipo = ["ana gil", "luis paz"]
"""


@pytest.mark.parametrize(("whose", "other"), [("Luis Paz", "Ana Gil"), ("Ana Gil", "Luis Paz")])
def test_a_note_for_one_of_a_group_is_no_other_members(whose: str, other: str, tmp_path: Path) -> None:
    """Whoever handed in for both, and with the worksheet for a roster."""
    handed = tmp_path / "c" / "Ana Gil_7_assignsubmission_file_"
    handed.mkdir(parents=True)
    (handed / "tensors.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "notes.toml").write_text(
        f'["{whose}"]\nnote = "Solo para ti."\npoints = {{"tensors.rank" = 1}}\n', encoding="utf-8"
    )
    people = "".join(
        f"Participante {number},{name},,,10,\n" for number, name in ((7, "Ana Gil"), (8, "Luis Paz"), (9, "Eva Sol"))
    )
    (tmp_path / "hoja.csv").write_text(f"{SHEET}\n{people}", encoding="utf-8")
    (tmp_path / "course.toml").write_text(GROUP, encoding="utf-8")
    done = rna(
        "class", tmp_path / "c", "--output", tmp_path / "out", "--course", tmp_path / "course.toml", "--notes",
        tmp_path / "notes.toml", "--moodle-worksheet", tmp_path / "hoja.csv",
    )  # fmt: skip
    assert (done.returncode, "⚠" in done.stdout) == (1, False), done.stderr
    with (tmp_path / "out" / "moodle-worksheet.csv").open(encoding="utf-8", newline="") as file:
        found = {line["Nombre completo"]: line for line in csv.DictReader(file)}
    comments = {name: line["Comentarios de retroalimentación"] for name, line in found.items()}
    assert [name for name, told in comments.items() if "Solo para ti." in told and f"{GIVEN}: 1 de " in told] == [whose]
    assert comments[other]
    assert "Solo para ti." not in comments[other]
    assert GIVEN not in comments[other]
    assert float(found[whose]["Calificación"]) > float(found[other]["Calificación"])
    assert not comments["Eva Sol"]
    with zipfile.ZipFile(tmp_path / "out" / "feedback.zip") as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist()}
    assert [name for name, page in pages.items() if "Solo para ti." in page] == [f"{whose}.html"]


SAID_TWICE = {
    "the same name": ('["Ana Gil"]\nnote = "Una."\n["ana gíl"]\nnote = "Otra."\n', "«Ana Gil» y «ana gíl»"),
    "other points": (
        '["Ana Gil"]\npoints = {"tensors.rank" = 1}\n["ana@x.es"]\npoints = {"tensors.rank" = 0}\n',
        "«ana gil», «ana@x.es» son la misma persona, con puntos distintos en tensors.rank",
    ),
    "both": (
        """["Ana Gil"]\nnote = "Una."\npoints = {"tensors.rank" = 1}\n["ana@x.es"]\nnote = "Otra."\n""", "",
    ),
}  # fmt: skip
"""Of one person, by what is said: the notes, and the error; "" where all of it counts."""


@pytest.mark.parametrize("kind", SAID_TWICE)
def test_two_notes_on_one_person_are_never_one_alone(kind: str, tmp_path: Path) -> None:
    said, error = SAID_TWICE[kind]
    done = graded(tmp_path, said, "tensors.rank")
    if error:
        assert (done.returncode, error in done.stderr.splitlines()[-1]) == (2, True), done.stderr
        assert "Traceback" not in done.stderr
        return
    (line,) = csv.DictReader(io.StringIO((tmp_path / "out" / "moodle-worksheet.csv").read_text(encoding="utf-8")))
    comment = line["Comentarios de retroalimentación"]
    assert "Una. Otra." in comment
    assert line["Calificación"] == "10.00"
