"""A class of Canvas: what it gives of all that was handed in, its gradebook as the roster, and what goes back."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest

from grader.classes import gradebook, handed_in
from grader.errors import UsageError
from tests.support.command import rna
from tests.support.platforms import imported_by_canvas

RANK = b"import numpy as np\ndef rank(tensor):\n    return np.ndim(tensor)\n"
SIX = b"def rank(tensor):\n    return 6\n"
WITH_NAMES = """\
Student,ID,SIS User ID,SIS Login ID,Section,Tarea 1 (33)
,,,,,Manual Posting
    Points Possible,,,,,10.00
"Gil, Ana",12,A1,ana@x.es,1,
"Paz Núñez, Luis",13,L1,luis@x.es,1,
"Sol, Eva",14,E1,eva@x.es,1,
,,,,,
"Student, Test",99,,0a1b2c,1,
"prueba, Estudiante de",98,,3d4e5f,1,
"""
COURSE = """\
exercises = ["tensors.rank"]
time_zone = "Europe/Madrid"
deadline = 2027-01-10
"""


def packed(file: Path, **more: bytes) -> Path:
    """What Canvas gives of a class, downloaded a month after the deadline."""
    nested = io.BytesIO()
    with zipfile.ZipFile(nested, "w") as archive:
        archive.writestr(zipfile.ZipInfo("tarea/tensors.py", (2027, 1, 9, 10, 0, 0)), RANK)
    members = {
        "gilana_12_501_tensors-1.py": RANK, "gilana_12_502_losses.py": b"", "paznúñezluis_LATE_13_503_tensors.py": SIX,
        "soleva_14_504_tarea.zip": nested.getvalue(), "soleva_14_text.html": b"<p>hola</p>", **more,
    }  # fmt: skip
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2027, 2, 10, 10, 0, 0)), content)
    return file


def grades(output: Path) -> dict[str, dict[str, str]]:
    with (output / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {line["Student"] or line["name"]: line for line in csv.DictReader(file)}


@pytest.mark.parametrize("way", ["the file", "a folder with it alone"])
def test_a_whole_class_of_canvas(way: str, tmp_path: Path) -> None:
    folder = tmp_path / "entregas"
    folder.mkdir()
    file = packed(folder / "submissions.zip")
    (tmp_path / "lista.csv").write_text(WITH_NAMES, encoding="utf-8-sig")
    (tmp_path / "course.toml").write_text(COURSE, encoding="utf-8")
    done = rna(
        "class", file if way == "the file" else folder, "--roster", tmp_path / "lista.csv", "--course",
        tmp_path / "course.toml", "--csv", "comma",
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    output = folder / "submissions-grades" if way == "the file" else tmp_path / "entregas-grades"
    found = grades(output)
    assert found.keys() == {"Gil, Ana", "Paz Núñez, Luis", "Sol, Eva"}, "points and a test student are nobody"
    assert {line["status"] for line in found.values()} == {"graded"}
    assert [line["mark"] for line in found.values()] == ["10.0", "0.0", "10.0"]
    late = {name: line["late"] for name, line in found.items()}
    unknown = "unknown"  # the files of Canvas are as old as the download, but for what came in an archive
    assert late == {"Gil, Ana": unknown, "Paz Núñez, Luis": unknown, "Sol, Eva": ""}
    assert [name for name, line in found.items() if line["submitted"] != unknown] == ["Sol, Eva"]
    assert [name for name, line in found.items() if "según Canvas, llegó tarde" in line["reason"]] == [
        "Paz Núñez, Luis"
    ]
    assert "paznúñezluis_13: según Canvas, llegó tarde" in done.stdout
    assert "Moodle" not in done.stdout
    assert imported_by_canvas((output / "canvas.csv").read_text(encoding="utf-8")) == {
        "12": "10.0", "13": "0.0", "14": "10.0",
    }  # fmt: skip


def test_the_other_kind_of_its_gradebook(tmp_path: Path) -> None:
    """With a column for each name."""
    lines = ["LastName,FirstName,ID,SIS User ID,SIS Login ID,Section,Tarea (3)", "    Points Possible,,,,,,10"]
    lines += ["Gil,Ana,12,A1,ana,1,", "Student,Test,99,,0a1b,1,", "prueba,Estudiante de,98,,0a1b,1,"]
    (tmp_path / "lista.csv").write_text("\n".join(lines), encoding="utf-8")
    (person,) = gradebook.read_roster(tmp_path / "lista.csv")
    (entry, *_) = handed_in.find(packed(tmp_path / "submissions.zip"))
    (row,) = gradebook.join([gradebook.Row(entry)], [person])
    assert row.person == person


def test_a_whole_class_of_moodle_is_taken_packed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "Redes-Tarea 1-99.zip", "w") as archive:
        archive.writestr("Ana Gil_7_assignsubmission_file_/tensors.py", RANK)
        archive.writestr("Luis Paz_8_assignsubmission_file_/tensors.py", SIX)
    done = rna("class", tmp_path / "Redes-Tarea 1-99.zip", "--only", "tensors.rank", "--csv", "comma")
    assert done.returncode == 1, done.stderr
    with (tmp_path / "Redes-Tarea 1-99-grades" / "grades.csv").open(encoding="utf-8", newline="") as file:
        assert [(line["student"], line["mark"]) for line in csv.DictReader(file)] == [
            ("Ana Gil", "10.0"),
            ("Luis Paz", "0.0"),
        ]


NO_CLASSES = {
    "folders of a teacher's own": {"ana/tensors.py": RANK, "luis/tensors.py": RANK},
    "a submission": {"tensors.py": RANK, "losses.py": RANK},
    "numbered files": {"tema_1_tensors.py": RANK, "tema_2_losses.py": RANK},
    "Canvas's names one folder deeper": {"x/gilana_12_501_tensors.py": RANK},
}


@pytest.mark.parametrize("kind", NO_CLASSES)
def test_what_is_no_class_is_told_in_a_line(kind: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "todo.zip", "w") as archive:
        for name, content in NO_CLASSES[kind].items():
            archive.writestr(name, content)
    done = rna("class", tmp_path / "todo.zip")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "descomprímelo e indica su carpeta" in done.stderr
    assert not (tmp_path / "todo-grades").exists()


def test_a_number_in_a_name_makes_nobody_of_its_author(tmp_path: Path) -> None:
    """Who is called «gilana_12» in Canvas, and has the number 77, hands in nothing for who has the number 12."""
    found = handed_in.find(packed(tmp_path / "submissions.zip", **{"gilana_12_77_505_tensors.py": SIX}))
    read = {entry.name: entry for entry in found}
    assert read["gilana_12"].read().modules["tensors.py"] == RANK
    (other,) = read.keys() - {"gilana_12", "paznúñezluis_13", "soleva_14"}
    assert read[other].canvas is None
    with pytest.raises(handed_in.Unreadable, match="más números"):
        read[other].read()
    told = "gilana_12_77_505_tensors.py: puede ser suyo, pero su nombre tiene más números que los que pone Canvas"
    assert told in read["gilana_12"].read().passed_over, "nor is it passed over, if it is hers after all"
    assert not any("puede ser suyo" in each for each in read["soleva_14"].read().passed_over)


def test_whoever_is_in_canvas_packs_nobody_elses(tmp_path: Path) -> None:
    """An archive that is itself a person's holds no class, even where it is all that there is."""
    packed(tmp_path / "malaeva_66_900_tarea.zip")
    assert [entry.name for entry in handed_in.find(tmp_path)] == ["malaeva_66"]


def of_moodle(file: Path, members: dict[str, bytes]) -> Path:
    """What Moodle gives of a class: what each has handed in, by their names."""
    with zipfile.ZipFile(file, "w") as archive:
        for number, (name, content) in enumerate(members.items(), 1):
            person, _, place = name.partition("/")
            archive.writestr(f"{person}_{number}_assignsubmission_file_/{place}", content)
    return file


def test_nobody_of_a_packed_class_is_passed_over(tmp_path: Path) -> None:
    """Whoever has nothing that is looked at has a row that says so, as where the same is unpacked."""
    members = {
        "Ana/tensors.py": RANK, "Eva/solutions/tensors.py": RANK, "Hugo/env/tensors.py": RANK,
        "Luis/tarea: tensors.py": RANK, "Zoe/.tensors.py": RANK,
    }  # fmt: skip
    file = of_moodle(tmp_path / "moodle.zip", members)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("__MACOSX/._x", b"")
        archive.writestr(".DS_Store", b"")
        archive.extractall(tmp_path / "unpacked")
    reasons: list[dict[str, str]] = []
    for place in (file, tmp_path / "unpacked"):
        found: dict[str, str] = {}
        for entry in handed_in.find(place):
            try:
                assert entry.read().modules["tensors.py"] == RANK
            except handed_in.Unreadable as error:
                found[entry.moodle[0] if entry.moodle else ""] = re.sub(
                    r"(solutions|env)/tensors.py", r"\1", str(error)
                )
        reasons.append(found)
    assert reasons[0] == reasons[1]
    assert reasons[0].keys() == {"Eva", "Hugo", "Luis", "Zoe"}
    file = tmp_path / "canvas.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("gilana_1_90_tensors.py", RANK)
        archive.writestr("soleva_2_91_tarea: tensors.py", RANK)
        archive.writestr("pazluis_3_92_.tensors.py", RANK)
    assert [entry.name for entry in handed_in.find(file)] == ["gilana_1", "pazluis_3", "soleva_2"]


def test_a_packed_class_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    """Moodle calls it after the course, whose name may look like one that Canvas gives."""
    file = of_moodle(tmp_path / "IA_2026_1_Redes-Tarea 1-77.zip", {"Ana/tensors.py": RANK, "Eva/tensors.py": SIX})
    assert [entry.moodle for entry in handed_in.find(file)] == [("Ana", "1"), ("Eva", "2")]


def test_what_is_taken_for_a_class_in_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    of_moodle(tmp_path / "c" / "mallory.zip", {"Ana/tensors.py": RANK, "Eva/tensors.py": SIX})
    done = rna("class", tmp_path / "c", "--only", "tensors.rank")
    assert "mallory.zip se ha tomado por toda una clase (2 entregas)" in done.stdout


def test_a_packed_class_that_is_too_large_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = of_moodle(tmp_path / "todo.zip", {"Ana/tensors.py": RANK, "Eva/tensors.py": SIX})
    monkeypatch.setattr(handed_in, "MAX_ARCHIVE", 100)
    with pytest.raises(UsageError, match="descomprímelo e indica la carpeta que sale"):
        handed_in.find(file)
