"""`rna class` as a teacher runs it: processes, a real scheduler, deaths."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import psutil
import pytest
from distributed import Client

from grader.boundary import sandbox
from grader.classes import cluster
from grader.classes.journal import Journal
from grader.classes.pool import Job, Terms
from grader.errors import RnaError
from grader.report import Report
from grader.verdict.grading import CAN_FORK
from tests.support import ROOT, SOLUTIONS
from tests.support.command import read, rna
from tools.measure import synthetic
from tools.prove.class_faults import Services, begin, graded, processes

RANK = "def rank(tensor):\n    import numpy as np\n    return np.ndim(tensor)\n"
SUBMISSIONS = {
    "ana": RANK,
    "eva": "def rank(tensor):\n    return 1\n",
    "luis": "def rank(tensor:\n",
    "copia de ana": RANK,
    "=cmd()": "import os\nos._exit(0)\n",
    "óscar": "",
    "rara": "# coding: undefined\nx = 1\n",
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for name, source in SUBMISSIONS.items():
        folder = tmp_path / "class" / name / "exercises"
        folder.mkdir(parents=True)
        (folder / "tensors.py").write_text(source, encoding="utf-8")
    (tmp_path / "class" / "roto.zip").write_bytes(b"PK")
    return tmp_path / "class"


def grade(directory: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    output = directory.parent / "out"
    return rna("class", directory, "--only", "tensors.rank", "--output", output, *arguments)


def grades(directory: Path) -> dict[str, dict[str, str]]:
    with (directory.parent / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


@pytest.mark.proof
def test_a_class_from_beginning_to_end(directory: Path) -> None:
    done = grade(directory)
    assert done.returncode == 1, done.stderr
    assert "8 entregas: 6 corregidas, 1 de antes o repetidas, 1 sin corregir" in done.stdout
    assert "roto: no es un fichero zip" in done.stdout
    table = grades(directory)
    scores = {name: row["score"] for name, row in table.items()}
    right, wrong = ("ana", "copia de ana"), ("'=cmd()", "eva", "luis", "rara", "óscar")
    assert scores == {**dict.fromkeys(right, "1.0"), **dict.fromkeys(wrong, "0.0"), "roto": ""}
    assert table["copia de ana"]["same_as"] == "ana"
    reports = directory.parent / "out" / "reports"
    seeds = {name: read(reports / f"{name}.json")["seed"] for name in SUBMISSIONS}
    assert seeds["copia de ana"] == seeds["ana"], "what is the same is graded alike"
    assert len(set(seeds.values())) == len(SUBMISSIONS) - 1, "and of what is not nobody knows the seed beforehand"
    assert not (reports / "roto.json").exists()
    page = (directory.parent / "out" / "report.html").read_text(encoding="utf-8")
    assert "roto" in page
    assert "copia de ana" in page

    # Again: nothing to do. A change is graded, a broken file that was mended too, what is gone is not in the table.
    before = (reports / "ana.json").read_text(encoding="utf-8")
    assert "8 entregas: 0 corregidas" in grade(directory).stdout
    assert (reports / "ana.json").read_text(encoding="utf-8") == before
    (directory / "eva" / "exercises" / "tensors.py").write_text(RANK + "# mía\n", encoding="utf-8")
    shutil.make_archive(str(directory / "roto"), "zip", directory / "ana")
    shutil.rmtree(directory / "luis")
    done = grade(directory)
    assert not (reports / "luis.json").exists()
    assert "7 entregas: 1 corregida, 6 de antes o repetidas, 0 sin corregir" in done.stdout
    assert grades(directory)["eva"]["score"] == "1.0"
    assert (grades(directory)["roto"]["score"], grades(directory)["roto"]["same_as"]) == ("1.0", "ana")
    assert "luis" not in grades(directory)
    assert read(reports / "eva.json")["seed"] not in seeds.values()
    assert read(reports / "ana.json")["seed"] == seeds["ana"]


@pytest.mark.proof
def test_a_course_and_a_roster(directory: Path) -> None:
    (directory.parent / "course.toml").write_text('title = "Grupo A"\n[points]\n"tensors.rank" = 8\n', encoding="utf-8")
    (directory.parent / "roster.csv").write_text("username,grupo\nana,A\nzoe,B\n", encoding="utf-8")
    terms = ("--course", directory.parent / "course.toml", "--roster", directory.parent / "roster.csv")
    assert grade(directory, *terms).returncode == 1
    table = grades(directory)
    assert (table["ana"]["score"], table["ana"]["passed"], table["ana"]["grupo"]) == ("8.0", "yes", "A")
    assert table["zoe"]["status"] == "missing"
    assert "Grupo A" in (directory.parent / "out" / "report.html").read_text(encoding="utf-8")


@pytest.mark.proof
def test_schedulers_and_workers_may_be_elsewhere(directory: Path, tmp_path: Path) -> None:
    """Three other processes; the submissions go to them as bytes, and each says what protection it has."""
    closed = ["--require-sandbox"] if set(sandbox.NEEDED) <= set(sandbox.offered()) else []
    with Services() as services:
        done = grade(directory, "--scheduler", services.address, "--seed", "4", *closed)
    assert done.returncode == 1, done.stderr
    assert "6 corregidas" in done.stdout
    assert grades(directory)["ana"]["score"] == "1.0"
    report = Report.from_json((tmp_path / "out" / "reports" / "ana.json").read_text(encoding="utf-8"))
    assert report.seed == 4


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="no process groups to interrupt")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after", [0, 2], ids=["while it starts", "while it grades"])
def test_an_interruption_gets_one_line_and_loses_nothing(number: signal.Signals, after: int, tmp_path: Path) -> None:
    synthetic.make(tmp_path / "class", 60)
    command = [sys.executable, "-m", "grader", "class", tmp_path / "class", "--only", "tensors.rank", "--output"]
    with subprocess.Popen(
        [*map(str, command), str(tmp_path / "out")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True, env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as process:  # fmt: skip
        while len(graded(tmp_path / "out")) < after or not processes(process.pid, "checker"):
            assert process.poll() is None
            time.sleep(0.02)
        started = psutil.Process(process.pid).children(recursive=True)
        if number == signal.SIGINT:
            os.killpg(process.pid, number)  # as a terminal does: to the workers too
        else:
            process.send_signal(number)
        words, _ = process.communicate(timeout=60)
    told = [line for line in words.splitlines() if "entregas" not in line]
    assert told == ["rna: interrumpido; lo corregido está guardado: repite la misma orden para seguir"]
    assert process.returncode == 128 + number
    assert len(graded(tmp_path / "out")) >= after
    assert list(tmp_path.glob("rna-*")) == [], "no student's module is left behind"
    assert not psutil.wait_procs(started, timeout=5)[1], "nor a process"


def one_submission(directory: Path, source: str) -> Path:
    (directory / "lenta").mkdir(parents=True)
    (directory / "lenta" / "tensors.py").write_text(source, encoding="utf-8")
    return directory


@pytest.mark.skipif(not CAN_FORK, reason="no launchers here")
@pytest.mark.parametrize("kind", ["checker", "launcher"])
def test_a_death_among_the_graders_changes_no_grade(kind: str, tmp_path: Path) -> None:
    """A launcher takes the student's worker with it: that is no crash of the student's."""
    one_submission(tmp_path / "class", f"import time\ntime.sleep(2)\n{RANK}")
    with begin(tmp_path / "class", tmp_path / "out", None) as run:
        while not (found := [worker for each in processes(run.pid, "launcher") for worker in each.children()]):
            assert run.poll() is None
            time.sleep(0.05)
        (victim,) = processes(run.pid, kind)
        victim.kill()
        words, _ = run.communicate(timeout=120)
    assert "1 entrega: 1 corregida" in words
    assert grades(tmp_path / "class")["lenta"]["tensors.rank"] == "1.0"
    assert not psutil.wait_procs(found, timeout=5)[1]


DYING = """
import functools, sys
from grader import cli
from grader.verdict import grading
grading.Grading = functools.partial(grading.Grading, checker=("-c", "import sys; sys.exit('ay')"))
sys.exit(cli.main(sys.argv[1:]))
"""
"""The ``rna`` command where every checker dies."""


def test_a_failure_of_the_grader_is_no_grade(tmp_path: Path) -> None:
    """Told in a row and in a line; nothing is kept, and the next run tries again."""
    one_submission(tmp_path / "class", RANK)
    terms = ["class", str(tmp_path / "class"), "--output", str(tmp_path / "out"), "--only", "tensors.rank"]
    done = subprocess.run(
        [sys.executable, "-P", "-c", DYING, *terms], capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 2
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("rna: "))
    assert "lenta: el corrector ha fallado en tensors.rank: un proceso del corrector ha muerto" in line
    assert "Traceback" not in done.stdout + done.stderr
    assert (grades(tmp_path / "class")["lenta"]["status"], graded(tmp_path / "out")) == ("not_gradable", {})
    assert rna(*terms).returncode == 0


def test_one_run_at_a_time_and_a_journal_of_another_kind(directory: Path) -> None:
    (directory.parent / "out").mkdir()
    with Journal(directory.parent / "out" / "journal.sqlite") as journal:
        done = grade(directory)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
        assert "ya hay otra corrección en marcha" in done.stderr
        journal._database.execute("drop table setting")
        journal._database.execute("create table setting (x text)")
    done = grade(directory)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "diario" in done.stderr


@pytest.mark.proof
def test_without_workers_it_does_not_wait_for_ever(tmp_path: Path) -> None:
    synthetic.make(tmp_path / "class", 40)
    with Services() as services:
        run = begin(tmp_path / "class", tmp_path / "out", services.address)
        while len(graded(tmp_path / "out")) < 1:
            assert run.poll() is None
            time.sleep(0.1)
        services.kill("worker1")
        services.kill("worker2")
        words, _ = run.communicate(timeout=240)
    assert run.returncode == 2
    assert words.splitlines()[-1].startswith("rna: Dask se ha quedado sin planificador o sin procesos")
    assert "Traceback" not in words


@pytest.mark.proof
def test_a_result_that_dies_with_its_worker_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was finished, but the run had not fetched it."""
    monkeypatch.setattr(cluster, "_PATIENCE", 3)
    modules = {"tensors.py": RANK.encode()}
    jobs = [Job(str(number), modules, number) for number in range(4)]
    with (
        Services() as services,
        cluster.Cluster(services.address, Terms(("tensors.rank",), 1.0)) as graders,
        Client(services.address, set_as_default=False) as onlooker,
    ):
        answers = graders.grade(iter(jobs))
        next(answers)
        while sum(map(len, onlooker.has_what().values())) < len(jobs):
            time.sleep(0.1)
        services.kill("worker1")
        services.kill("worker2")
        too_late = threading.Timer(60, graders.__exit__)
        too_late.start()
        since = time.monotonic()
        with pytest.raises(RnaError, match="Dask se ha quedado sin planificador o sin procesos"):
            next(answers)
        assert time.monotonic() - since < 50
        too_late.cancel()


MISTAKES = {
    "no folder": (["nowhere"], "no existe la carpeta «nowhere»"),
    "no submissions": (["empty"], "no hay entregas"),
    "no scheduler": (["class", "--scheduler", "tcp://127.0.0.1:1"], "no hay ningún planificador"),
    "a scheduler that is no address": (["class", "--scheduler", "::::"], "no es la dirección"),
    "no such exercise": (["class", "--only", "tensor.rank"], "¿querías decir"),
    "no workers": (["class", "--jobs", "0"], "1 o mayor"),
    "no roster": (["class", "--roster", "r.csv"], "no existe el fichero «r.csv»"),
    "no directory": ([""], "la ruta está vacía"),
    "the submissions' own folder": (["class", "--output", "class"], "--output"),
    "another protocol": (["class", "--scheduler", "ucx://127.0.0.1:1"], "no es la dirección"),
    "no certificates": (["class", "--scheduler", "tls://127.0.0.1:1"], "hacen falta los certificados"),
    "no course": (["class", "--course", "c.toml"], "no existe el fichero «c.toml»"),
    "a bad course": (["class", "--course", "bad.toml"], "bad.toml, «points»: debe ser"),
    "not of the course": (["class", "--course", "good.toml", "--only", "losses"], "ninguno de esos ejercicios"),
    "a journal that is none": (["class", "--output", "out", "--only", "tensors.rank"], "no sirve como diario"),
}


WAITS = [MISTAKES["no scheduler"]]
"""For an answer that never comes."""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [pytest.param(*each, marks=[pytest.mark.proof] if each in WAITS else []) for each in MISTAKES.values()],
    ids=MISTAKES,
)
def test_mistakes_get_one_line(arguments: list[str], words: str, directory: Path) -> None:
    place = directory.parent
    (place / "empty").mkdir()
    (place / "bad.toml").write_text("title = 'x'\npoints = 3\n", encoding="utf-8")
    (place / "good.toml").write_text("exercises = ['tensors']\n", encoding="utf-8")
    (place / "out").mkdir()
    (place / "out" / "journal.sqlite").write_text("no soy SQLite, y ocupo más de cien bytes" * 5, encoding="utf-8")
    done = rna("class", *arguments, cwd=place)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("rna: ")
    assert words in line


def test_grading_for_a_course(tmp_path: Path) -> None:
    course = 'title = "B"\nexercises = ["tensors.rank"]\ndeadline = 2020-01-01T00:00:00Z\nlate_factor = 0.25\n'
    (tmp_path / "course.toml").write_text(course, encoding="utf-8")
    terms = ("--submission", SOLUTIONS, "--course", tmp_path / "course.toml", "--json", tmp_path / "r.json")
    done = rna("grade", *terms)
    assert done.returncode == 0
    assert read(tmp_path / "r.json")["score"] == 0.25
    assert "B: 0.25 de 1, nota 2.5 de 10, todavía sin aprobar (mínimo 5); entregado " in done.stderr
    assert "fuera de plazo: vale el 25 %" in done.stderr
    rna("grade", *terms, "--submitted", "2019-12-31T23:00:00Z")
    assert read(tmp_path / "r.json")["score"] == 1


def of_course(tmp_path: Path, course: str, *arguments: str | Path) -> tuple[str, dict[str, dict[str, str]], str]:
    """What a class is told with a course of its own: the summary, the table, the page."""
    (tmp_path / "course.toml").write_text(f'exercises = ["tensors.rank"]\n{course}', encoding="utf-8")
    done = grade(tmp_path / "class", "--course", tmp_path / "course.toml", "--csv", "comma", *arguments)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout, grades(tmp_path / "class"), (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_who_does_not_tell_when_is_not_late_and_not_on_time_in_silence(tmp_path: Path) -> None:
    """A clone that says nothing of its commit, beside one that does."""
    dated = {**os.environ, "GIT_COMMITTER_DATE": "2027-01-10T10:00:00Z"}
    for name in ("ana", "luis"):
        place = tmp_path / "class" / name / "practica"
        place.mkdir(parents=True)
        (place / "tensors.py").write_text(f"{RANK}# {name}\n", encoding="utf-8")
        for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
            known = ["git", "-c", "user.name=x", "-c", "user.email=x@x", *command]
            subprocess.run(known, cwd=place, check=True, env=dated)
    (tmp_path / "class" / "luis" / "practica" / ".git" / "HEAD").write_text("nada\n", encoding="utf-8")
    course = "deadline = 2027-01-15T00:00:00Z\n"
    told, table, page = of_course(tmp_path, course)
    assert [table[name]["score"] for name in ("ana", "luis")] == ["1.0", "1.0"]
    assert (table["ana"]["late"], table["ana"]["submitted"][:7], table["ana"]["reason"]) == ("", "2027-01", "")
    assert (table["luis"]["late"], table["luis"]["submitted"]) == ("unknown", "unknown")
    assert table["luis"]["reason"] == "no se sabe cuándo se entregó: cuenta como a tiempo"
    assert "⚠ luis: no se sabe cuándo se entregó" in told
    assert "⚠ ana" not in told
    assert page.count("sin hora de entrega") >= 3, "a card, what the table can be filtered by, and the row"
    _, table, _ = of_course(tmp_path, "")
    assert (table["luis"]["late"], table["luis"]["reason"]) == ("", ""), "where no time counts nothing is to be told"
    (tmp_path / "course.toml").write_text(f'exercises = ["tensors.rank"]\n{course}', encoding="utf-8")
    terms = ("--submission", tmp_path / "class" / "luis" / "practica", "--course", tmp_path / "course.toml")
    alone = rna("grade", *terms, "--submitted", "unknown")
    assert "(mínimo 5); no se sabe cuándo se entregó: cuenta como a tiempo" in alone.stderr


def test_an_archive_within_moodles_is_as_late_as_moodle_says(tmp_path: Path) -> None:
    """Whatever its author has written inside."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(zipfile.ZipInfo("tarea/tensors.py", (2027, 1, 1, 0, 0, 0)), RANK)
    (tmp_path / "class").mkdir()
    with zipfile.ZipFile(tmp_path / "class" / "clase.zip", "w") as archive:
        for name, day in (("Ana Gil_1", 14), ("Luis Paz_2", 16)):
            place = f"{name}_assignsubmission_file_/tarea.zip"
            archive.writestr(zipfile.ZipInfo(place, (2027, 1, day, 0, 0, 0)), inner.getvalue())
    course = 'time_zone = "Europe/Madrid"\ndeadline = 2027-01-15\nlate_factor = 0.5\n'
    told, table, _ = of_course(tmp_path, course)
    rows = {row["student"]: row for row in table.values()}
    assert [(rows[name]["score"], rows[name]["late"]) for name in ("Ana Gil", "Luis Paz")] == [
        ("1.0", ""), ("0.5", "tensors.rank"),
    ]  # fmt: skip
    assert rows["Luis Paz"]["submitted"] == "2027-01-16T00:00:00+01:00"
    assert "fuera de plazo" in told


def test_a_damaged_notebook_is_no_zero(tmp_path: Path) -> None:
    """Nor is it passed over where there is something else to grade."""
    damaged = '{"cells": [{"cell_type": "code", "source": "def rank(t): ret'
    sound = json.dumps({"cells": [{"cell_type": "code", "source": RANK}], "nbformat": 4})
    handed = {
        "ana": {"tarea.ipynb": damaged}, "luis": {"tarea.ipynb": damaged, "otra.ipynb": sound},
        "eva": {"tarea.ipynb": json.dumps({"cells": []})}, "óscar": {"losses.py": "", "tensors.ipynb": damaged},
    }  # fmt: skip
    for name, files in handed.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        for file, text in files.items():
            (tmp_path / "class" / name / file).write_text(text, encoding="utf-8")
    told, table, page = of_course(tmp_path, "")
    why = "tarea.ipynb (no es un cuaderno de Jupyter, o está dañado)"
    assert (table["ana"]["status"], table["ana"]["score"]) == ("not_gradable", "")
    assert table["ana"]["reason"] == f"no hay ningún módulo del curso, hay {why}"
    assert why in told
    assert why in page
    assert table["eva"]["status"] == "not_gradable"
    assert table["luis"]["score"] == "1.0"
    assert "no se ha mirado tarea.ipynb: no es un cuaderno de Jupyter, o está dañado" in table["luis"]["reason"]
    lost = read(tmp_path / "out" / "reports" / "óscar.json")["exercises"][0]["checks"][0]["message"]
    assert lost == "El cuaderno tensors.ipynb no es un cuaderno de Jupyter, o está dañado."


@pytest.mark.parametrize("attempt", ["last", "best"])
def test_a_damaged_last_attempt_costs_nothing_and_nobody_is_graded_without_it_in_silence(
    attempt: str, tmp_path: Path
) -> None:
    folder = tmp_path / "class"
    for name in ("ana", "luis"):
        (folder / name).mkdir(parents=True)
        (folder / name / "tensors.py").write_text(f"{RANK}# {name}\n", encoding="utf-8")
    (folder / "ana.zip").write_bytes(b"PK\x03\x04 cortado")
    (tmp_path / "roster.csv").write_text("username,email\nana,ana@x.es\nluis,luis@x.es\n", encoding="utf-8")
    told, table, page = of_course(tmp_path, f'attempt = "{attempt}"\n', "--roster", tmp_path / "roster.csv")
    words = "cuenta esta porque no se ha podido corregir ana.zip, que puede ser posterior"
    assert (table["ana"]["status"], table["ana"]["score"], table["ana"]["reason"]) == ("graded", "1.0", words)
    assert (table["ana.zip"]["status"], table["ana.zip"]["score"]) == ("replaced", "")
    assert "está cortado, cuenta otra entrega suya, ana" in table["ana.zip"]["reason"]
    assert f"⚠ ana: {words}" in told
    assert "✗ ana.zip: no es un fichero zip, o está cortado" in told
    assert words in page
    assert table["luis"]["reason"] == ""
    assert "ana@x.es" in (tmp_path / "out" / "moodle.csv").read_text(encoding="utf-8")


@pytest.mark.proof
def test_nothing_is_lost_when_something_dies() -> None:
    """All that there is to die, once; `python -m tools.prove.class_faults 20` does it at length."""
    command = [sys.executable, "-m", "tools.prove.class_faults", "6", "20"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.dumps("6 deaths over 20 submissions: 0 things wrong")[1:-1] in done.stdout


# -- a class of two hundred -------------------------------------------------------------------------

WAYS = 10
"""Of handing something in; see ``hand_in``."""


def hand_in(folder: Path, number: int) -> tuple[str, str]:
    """One of two hundred, each in another way and with a module of its own; its row's name, and its status."""
    code = f"{RANK}# {number}\n"
    cells = {"cells": [{"cell_type": "code", "source": f"%matplotlib inline\n{code}"}], "nbformat": 4}
    notebook, name = json.dumps(cells), f"Ana {number}"
    place = folder / name

    def put(file: Path, text: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    match number % WAYS:
        case 0:
            put(place / "exercises" / "tensors.py", code)
        case 1:
            with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
                archive.writestr("tarea/tensors.py", code)
        case 2:
            place = folder / f"{name}_{number}_assignsubmission_file_"
            put(place / "tensors.py", code)
            name = place.name
        case 3:
            put(folder / f"ana_{number}_9{number}_tensors-2.py", code)
            name = f"ana_{number}"
        case 4:
            put(folder / f"{name}.ipynb", notebook)
        case 5:
            put(place / "tarea.ipynb", notebook)
        case 6:
            put(place / "tensors (1).py", code)
        case 7:
            put(place / "informe.docx", code)
            return name, "not_gradable"
        case 8:
            place.mkdir()
            return name, "not_gradable"
        case 9:
            put(folder / f"{name}.rar", code)
            return f"{name}.rar", "not_gradable"
    return name, "graded"


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="processes are killed as on Linux")
def test_two_hundred_in_every_way_and_nothing_is_lost_by_a_death(tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    wanted = dict(hand_in(tmp_path / "class", number) for number in range(200))
    assert len(wanted) == 200
    arguments = ["class", tmp_path / "class", "--only", "tensors.rank", "--output", tmp_path / "out", "--jobs", "2"]
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        while not (tmp_path / "out" / "journal.sqlite").exists():
            time.sleep(0.1)
        time.sleep(10)
        os.killpg(run.pid, signal.SIGKILL)
    done = rna(*arguments)
    assert "Traceback" not in done.stderr
    kept = int(done.stdout.partition("corregidas, ")[2].partition(" de antes")[0])
    assert kept > 0, "what was graded before is not graded again"
    found = grades(tmp_path / "class")
    assert {name: line["status"] for name, line in found.items()} == wanted
    assert {line["score"] for line in found.values() if line["status"] == "graded"} == {"1.0"}
    assert all(line["reason"] for line in found.values() if line["status"] == "not_gradable")
    with zipfile.ZipFile(tmp_path / "out" / "feedback.zip") as archive:
        assert len(archive.namelist()) == sum(status == "graded" for status in wanted.values())
