"""What goes back to Moodle and Canvas, read by the rules of their own code; tables for spreadsheets in Spanish."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from grader.classes import course, gradebook, moodle
from grader.classes.course import Plan
from grader.classes.gradebook import Row
from grader.classes.handed_in import Entry
from grader.errors import UsageError
from tests.support.command import rna
from tests.support.reports import REPORTS

SPANISH = (
    "Identificador,Nombre completo,Dirección de correo,Estado,Calificación,Calificación máxima,"
    "La calificación puede ser cambiada,Última modificación (entrega),Última modificación (calificación),"
    "Comentarios de retroalimentación"
)
ENGLISH = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments"
)


def sheet(language: str, most: str) -> str:
    word = "Participante" if language == SPANISH else "Participant"
    people = [("7", "Ana Gil", "ana@x.es"), ("8", "Luis Paz", "luis@x.es"), ("9", "Eva Sol", "eva@x.es")]
    lines = [f'{word} {number},{name},{mail},Enviado,,"{most}",Sí,hoy,"-",' for number, name, mail in people]
    return "\ufeff" + "\n".join([language, *lines]) + "\n"


def rows() -> list[Row]:
    names = ("Ana Gil_7_assignsubmission_file_", "Luis Paz_8_assignsubmission_file_", "Nadie_44_assignsubmission_file_")
    reports = (REPORTS["passed"], REPORTS["mixed"], REPORTS["mixed"])
    return [Row(Entry(name, Path(name)), report) for name, report in zip(names, reports, strict=True)]


@pytest.mark.parametrize("language", [SPANISH, ENGLISH])
@pytest.mark.parametrize(("most", "marks"), [("100,00", ("100,00", "MIXED", "")), ("10.00", ("10.00", "MIXED", ""))])
def test_the_worksheet_comes_back_with_marks(language: str, most: str, marks: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "hoja.csv"
    file.write_text(sheet(language, most), encoding="utf-8")
    given = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    worksheet = moodle.Worksheet(file)
    filled = worksheet.filled(gradebook.join(rows(), worksheet.roster), Plan())
    found = list(csv.DictReader(io.StringIO(filled)))
    grade, comments = list(given[0])[4], list(given[0])[-1]
    assert list(found[0]) == list(given[0]), "its columns, in their order and by their names"
    mixed = course.cut(float(most.replace(",", ".")) * REPORTS["mixed"].score / REPORTS["mixed"].max_score, 2)
    wanted = [f"{mixed:.2f}".replace(".", "," if "," in most else ".") if mark == "MIXED" else mark for mark in marks]
    assert [line[grade] for line in found] == wanted
    assert [bool(line[comments]) for line in found] == [True, True, False]
    for before, after in zip(given, found, strict=True):
        assert {name for name in before if before[name] != after[name]} <= {grade, comments}


MADRID = ZoneInfo("Europe/Madrid")
TEN = datetime(2026, 11, 24, 10, 5, tzinfo=MADRID)


@pytest.mark.parametrize(
    ("told", "moment"),
    [("martes, 24 de noviembre de 2026, 10:05", TEN), ("Tuesday, 24 November 2026, 10:05 AM", TEN),
     ("Tuesday, November 24, 2026, 10:05 PM", TEN.replace(hour=22)), ("24 de nov. de 2026, 10:05", None),
     ("jueves, 1 de enero de 2026, 12:05 a. m.", datetime(2026, 1, 1, 0, 5, tzinfo=MADRID)), ("-", None), ("", None),
     ("miércoles, 31 de junio de 2026, 10:05", None), ("24/11/2026 10:05", None), ("hoy", None)],
)  # fmt: skip
@pytest.mark.parametrize("heading", [SPANISH, ENGLISH])
def test_a_worksheet_tells_when_each_handed_in(
    heading: str, told: str, moment: datetime | None, tmp_path: Path
) -> None:
    (tmp_path / "hoja.csv").write_text(sheet(heading, "10").replace("hoy", f'"{told}"'), encoding="utf-8")
    found = moodle.submitted(moodle.Worksheet(tmp_path / "hoja.csv"), MADRID)
    assert found == [moment] * 3


DOWNLOADED = [(2026, 11, 26, 9, 0, 0), (2026, 11, 26, 9, 1, 10), (2026, 11, 26, 9, 2, 50)]


@pytest.mark.parametrize("with_worksheet", [False, True])
def test_what_moodle_packs_is_as_old_as_the_download(with_worksheet: bool, tmp_path: Path) -> None:
    """Nobody is late for that, whoever else has more time; the worksheet knows when each handed in."""
    with zipfile.ZipFile(tmp_path / "entregas.zip", "w") as archive:
        for person, moment in zip(("Ana Gil_7", "Luis Paz_8", "Eva Sol_9"), DOWNLOADED, strict=True):
            name = f"{person}_assignsubmission_file_/tensors.py"
            archive.writestr(zipfile.ZipInfo(name, moment), f"def rank(tensor):\n    return '{person}'\n")
    plan = 'exercises = ["tensors.rank"]\ntime_zone = "Europe/Madrid"\ndeadline = 2026-11-24T10:00:00\n'
    (tmp_path / "course.toml").write_text(plan + '[extensions]\n"Participante 9" = 2027-01-01\n', encoding="utf-8")
    text = sheet(SPANISH, "10").replace("hoy", '"martes, 24 de noviembre de 2026, 09:00"', 1)
    text = text.replace("hoy", '"martes, 24 de noviembre de 2026, 11:00"', 1)
    (tmp_path / "hoja.csv").write_text(text, encoding="utf-8")
    more = ["--moodle-worksheet", tmp_path / "hoja.csv"] if with_worksheet else []
    arguments = ["--course", tmp_path / "course.toml", "--output", tmp_path / "out", *more]
    done = rna("class", tmp_path / "entregas.zip", *arguments)
    lines = list(csv.DictReader(io.StringIO((tmp_path / "out" / "grades.csv").read_text(encoding="utf-8-sig"))))
    late = {line["student"].partition("_")[0]: line["late"] for line in lines}
    known = {"Ana Gil": "", "Luis Paz": "tensors.rank", "Eva Sol": "unknown"}
    assert late == (known if with_worksheet else dict.fromkeys(known, "unknown"))
    assert ("lleva la hora de la descarga" in done.stdout) is not with_worksheet
    assert "no se sabe cuándo se entregó: cuenta como a tiempo" in done.stdout


def test_two_of_one_name_are_told_by_the_worksheets_numbers(tmp_path: Path) -> None:
    """Though the list that a teacher has beside it knows neither number."""
    for number, text in (("1003", WRONG_RANK), ("1004", RIGHT_RANK)):
        place = tmp_path / "c" / f"José Núñez_{number}_assignsubmission_file_"
        place.mkdir(parents=True)
        (place / "tensors.py").write_text(text, encoding="utf-8")
    (tmp_path / "lista.csv").write_text("nombre completo,email\nJosé Núñez,a@x\nJosé Núñez,b@x\n", encoding="utf-8")
    heading = "Identificador,Nombre completo,Dirección de correo,Calificación,Calificación máxima"
    rows = 'Participante 1003,José Núñez,a@x,,"10,00"\nParticipante 1004,José Núñez,b@x,,"10,00"\n'
    (tmp_path / "hoja.csv").write_text(f"{heading}\n{rows}", encoding="utf-8")
    lists = ("--roster", "lista.csv", "--moodle-worksheet", "hoja.csv", "--csv", "comma")
    done = rna("class", "c", "--only", "tensors.rank", "--output", "out", *lists, cwd=tmp_path)
    assert "no está en la lista" not in done.stdout
    with (tmp_path / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        assert {line["email"]: line["mark"] for line in csv.DictReader(file)} == {"a@x": "0.0", "b@x": "10.0"}
    with (tmp_path / "out" / "moodle-worksheet.csv").open(encoding="utf-8", newline="") as file:
        assert [line["Calificación"] for line in csv.DictReader(file)] == ["0,00", "10,00"]


@pytest.mark.parametrize("email", ["Dirección de correo", "Estado"])
@pytest.mark.parametrize("lists", ["both", "a worksheet of others"])
def test_a_namesake_gets_nothing_of_anothers(lists: str, email: str, tmp_path: Path) -> None:
    """The number in the folder's name says whose it is, and no list gives it to somebody of another number."""
    place = tmp_path / "c" / "Ana Gil_1001_assignsubmission_file_"
    place.mkdir(parents=True)
    (place / "tensors.py").write_text(RIGHT_RANK, encoding="utf-8")
    heading = f"Identificador,Nombre completo,{email},Calificación,Calificación máxima"
    rows = ['Participante 1001,Ana Gil,a1@x,,"10,00"', 'Participante 1002,Ana Gil,a2@x,,"10,00"']
    rows = rows if lists == "both" else rows[1:]
    (tmp_path / "hoja.csv").write_text("\n".join([heading, *rows, ""]), encoding="utf-8")
    (tmp_path / "lista.csv").write_text("nombre,apellidos,correo\nAna,Gil,a2@x\n", encoding="utf-8")
    roster = ("--roster", "lista.csv") if lists == "both" else ()
    done = rna("class", "c", "--only", "tensors.rank", "--output", "out", "--moodle-worksheet", "hoja.csv", *roster,
               "--csv", "comma", cwd=tmp_path)  # fmt: skip
    told = "no está en la lista de la clase" if email != "Estado" else "puede ser de cualquiera de quienes se llaman"
    assert f"Ana Gil_1001_assignsubmission_file_: {told}" in done.stdout or lists != "both"
    with (tmp_path / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    unsure = lists == "both" and email == "Estado"  # with no address nobody knows which of the two is on the list
    assert [line["status"] for line in lines] == ["graded", "doubtful" if unsure else "missing"]
    assert not any(line.get("correo") or line.get("Identificador") for line in lines if line["status"] == "graded")
    assert not (tmp_path / "out" / "moodle.csv").exists()
    with (tmp_path / "out" / "moodle-worksheet.csv").open(encoding="utf-8", newline="") as file:
        marks = {line["Identificador"][-4:]: line["Calificación"] for line in csv.DictReader(file)}
    assert marks == ({"1001": "10,00", "1002": ""} if lists == "both" else {"1002": ""})


RIGHT_RANK = "import numpy as np\ndef rank(tensor):\n    return np.ndim(tensor)\n"
WRONG_RANK = "def rank(tensor):\n    return -1\n"


def test_who_has_more_time_does_not_silence_that_all_came_late(tmp_path: Path) -> None:
    for name in ("ana", "luis"):
        (tmp_path / "c" / name).mkdir(parents=True)
        (tmp_path / "c" / name / "tensors.py").write_text(f"def rank({name}):\n    return 0\n", encoding="utf-8")
    plan = 'exercises = ["tensors.rank"]\ntime_zone = "Europe/Madrid"\ndeadline = 2020-01-01\n'
    (tmp_path / "course.toml").write_text(plan + "[extensions]\nana = 2100-01-01\n", encoding="utf-8")
    done = rna("class", tmp_path / "c", "--course", tmp_path / "course.toml")
    assert "todas las entregas llegan fuera de plazo" in done.stdout


def test_what_is_no_worksheet_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Nombre,Nota\nAna,3\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no es una hoja de calificaciones de Moodle"):
        moodle.Worksheet(tmp_path / "x.csv")


def test_the_import_has_nobody_whom_moodle_would_not_find(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(
        "Nombre,Apellido(s),Dirección de correo,Número de ID\nAna,Gil,ana@x.es,A1\nEva,Sol,eva@x.es,E1\n",
        encoding="utf-8",
    )
    joined = gradebook.join(rows(), gradebook.read_roster(tmp_path / "roster.csv"))
    (line,) = csv.DictReader(io.StringIO(moodle.grades(joined, Plan(scale=20))))
    assert (line["email"], line["idnumber"], line["Calificación (sobre 20)"]) == ("ana@x.es", "A1", "20.0")
    assert moodle.grades(gradebook.join(rows(), []), Plan()) == "", "without a roster there is nothing to find them by"


def test_a_column_that_somebody_lacks_finds_nobody(tmp_path: Path) -> None:
    """Moodle would refuse the whole file for the one row that it cannot find."""
    people = "username,id,email,nombre completo\nana,1,ana@x.es,Ana Gil\nluis,2,,Luis Paz\n"
    (tmp_path / "roster.csv").write_text(people, encoding="utf-8")
    joined = gradebook.join(rows(), gradebook.read_roster(tmp_path / "roster.csv"))
    lines = list(csv.DictReader(io.StringIO(moodle.grades(joined, Plan()))))
    assert [line["username"] for line in lines] == ["ana", "luis"]
    assert not {"email", "id"} & lines[0].keys(), "nor is a number in a list one of Moodle's"


@pytest.mark.parametrize("more", ["Participante 7\n", "\n\n", '"' + "x" * 200_000 + '"\n'])
def test_a_worksheet_with_odd_lines_ends_in_no_traceback(more: str, tmp_path: Path) -> None:
    (tmp_path / "hoja.csv").write_text(sheet(SPANISH, "10,00") + more, encoding="utf-8")
    if len(more) > 100_000:
        with pytest.raises(UsageError, match="no es un CSV correcto"):
            moodle.Worksheet(tmp_path / "hoja.csv")
        return
    worksheet = moodle.Worksheet(tmp_path / "hoja.csv")
    assert "Ana Gil" in worksheet.filled(gradebook.join(rows(), worksheet.roster), Plan())


def imported(name: str) -> tuple[str, str] | None:
    """Participant and file, as Moodle's importer of feedback takes a path apart (mod/assign/feedback/file)."""
    parts = name.split("/")
    while parts:
        words = parts.pop(0).split("_", 4)
        if len(words) >= 4 and words[1].isdigit() and (words[2], words[3]) == ("assignsubmission", "file"):
            return words[1], "/".join([*words[4:], *parts]).lstrip("/")
    return None


@pytest.mark.parametrize("person", ["Ana Gil", "Ana_María Gil", "Núñez/Gil"])
def test_moodle_finds_whose_feedback_is_whose(person: str) -> None:
    entry = Entry("x", Path(f"{person.replace('/', '-')}_7_assignsubmission_file_"))
    (name,) = moodle.feedback([Row(entry, REPORTS["mixed"])])
    assert imported(name) == ("7", "informe.html")


def test_canvas_gets_back_its_own_columns(tmp_path: Path) -> None:
    (tmp_path / "canvas.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Tarea (33)\n    Points Possible,,,,,10\n,,,,,Manual Posting\n"
        '"Gil, Ana",12,A1,ana,1,\n',
        encoding="utf-8",
    )
    rows = [Row(Entry("gilana_12", Path("gilana_12_34_tensors.py")), REPORTS["passed"])]
    joined = gradebook.join(rows, gradebook.read_roster(tmp_path / "canvas.csv"))
    assert gradebook.shown_names(joined) == ["Gil, Ana"], (
        "the lines on what a task is worth and how it is told are nobody"
    )
    found = gradebook.canvas(joined, Plan(title="Redes"))
    lines = list(csv.reader(io.StringIO(found)))
    assert lines[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Redes"]
    assert lines[-1] == ["Gil, Ana", "12", "A1", "ana", "1", "10.0"]


def test_a_spreadsheet_in_spanish_reads_numbers() -> None:
    text = gradebook.grades(rows(), Plan(), gradebook.STYLES["semicolon"])
    assert text.startswith("\ufeff")
    (line, *_) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";", quoting=csv.QUOTE_MINIMAL)
    assert line["percent"] == "100"
    mixed = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))[1]
    assert "," in mixed["percent"]
    assert float(mixed["percent"].replace(",", ".")) == pytest.approx(
        100 * REPORTS["mixed"].score / REPORTS["mixed"].max_score, abs=0.01
    )


def test_the_whole_of_it_through_the_command(tmp_path: Path) -> None:
    """Notes survive another run; a worksheet is enough for a roster."""
    folder = tmp_path / "c" / "Ana Gil_7_assignsubmission_file_"
    folder.mkdir(parents=True)
    (folder / "tensors.py").write_text("def rank(tensor):\n    return 7\n", encoding="utf-8")
    (tmp_path / "hoja.csv").write_text(sheet(SPANISH, "10,00"), encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.toml").write_text(
        '["ana gil"]\nnote = "Casi <b>está</b>."\npoints = {"tensors.rank" = 0.5}\n', encoding="utf-8"
    )
    arguments: list[Any] = ["class", tmp_path / "c", "--output", out, "--only", "tensors.rank"]
    arguments += ["--moodle-worksheet", tmp_path / "hoja.csv", "--pictures"]
    for _ in range(2):
        done = rna(*arguments)
        assert done.returncode == 1, done.stderr
        (line, *_) = csv.DictReader(io.StringIO((out / "moodle-worksheet.csv").read_text(encoding="utf-8")))
        assert line["Calificación"] == "5,00"
        page = (out / "reports" / "Ana Gil_7_assignsubmission_file_.html").read_text(encoding="utf-8")
        assert "Tu profesor o profesora dice" in page
        assert "Casi &lt;b&gt;está" in page
    report = out / "reports" / "Ana Gil_7_assignsubmission_file_.json"
    assert rna("report", report, "--format", "markdown").returncode == 0, "its own report is read again"
    with zipfile.ZipFile(out / "moodle-feedback.zip") as archive:
        assert [imported(name) for name in archive.namelist()] == [("7", "informe.html")]
    with zipfile.ZipFile(out / "feedback.zip") as archive:
        assert archive.namelist() == ["Ana Gil.html"], "as people write it"


@pytest.mark.parametrize(
    ("text", "words"),
    [("x", "no es TOML"), ("ana = 3", "se admite note"), ("[ana]\nnote = 3", "debe ser un texto"),
     ("[ana]\npoints = 3", "una tabla"), ('[ana.points]\n"tensors.x" = 1', "entre comillas"),
     ('[ana.points]\n"tensors.rank" = -1', "entre comillas")],
)  # fmt: skip
def test_mistakes_in_notes_are_told(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "c" / "ana").mkdir(parents=True)
    (tmp_path / "n.toml").write_text(text, encoding="utf-8")
    done = rna("class", tmp_path / "c", "--notes", tmp_path / "n.toml")
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
