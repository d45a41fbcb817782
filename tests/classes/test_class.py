"""`rna class` as a teacher runs it: processes, a real scheduler, deaths."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from grader.boundary import sandbox
from grader.classes.journal import Journal
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
    assert "7 entregas: 1 corregidas, 6 de antes o repetidas, 0 sin corregir" in done.stdout
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
    assert "1 entregas: 1 corregidas" in words
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
    assert "B: 0.25 de 1, todavía sin aprobar (mínimo 50 %); fuera de plazo: tensors.rank" in done.stderr
    rna("grade", *terms, "--submitted", "2019-12-31T23:00:00Z")
    assert read(tmp_path / "r.json")["score"] == 1


@pytest.mark.proof
def test_nothing_is_lost_when_something_dies() -> None:
    """All that there is to die, once; `python -m tools.prove.class_faults 20` does it at length."""
    command = [sys.executable, "-m", "tools.prove.class_faults", "6", "20"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.dumps("6 deaths over 20 submissions: 0 things wrong")[1:-1] in done.stdout
