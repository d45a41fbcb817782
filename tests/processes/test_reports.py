"""The report of a real grading, and one grading for every format."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader import submission
from grader.curriculum import catalog
from grader.report import Report
from grader.reporters import classroom
from grader.verdict.grading import Grading
from tests.support import SOLUTIONS
from tests.support.checkers import UNPRIVILEGED
from tests.support.command import read, rna
from tests.support.reports import ENVIRONMENT, assert_junit_adds_up, assert_survives_its_json


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A real report: right, wrong, broken and missing answers."""
    folder = tmp_path_factory.mktemp("graded")
    source = (SOLUTIONS / "activations.py").read_text(encoding="utf-8")
    source = re.sub(r"def relu\(z\):", "def relu(z):\n    return abs(z)\n\n\ndef old_relu(z):", source)
    source = re.sub(r"def tanh\(z\):", "def tanh(z):\n    return 1 / 0\n\n\ndef old_tanh(z):", source)
    (folder / "activations.py").write_text(source, encoding="utf-8")
    with Grading({"activations", "tensors"}, 1) as grading:
        return grading.grade(submission.modules(folder), catalog.select(["activations", "tensors.rank"]), 3)


def test_it_is_what_reports_are(graded: Report) -> None:
    assert_survives_its_json(graded)
    assert_junit_adds_up(graded)


def test_classroom_points_at_the_function(graded: Report, tmp_path: Path) -> None:
    (tmp_path / "activations.py").write_text("\n\ndef relu(z):\n    return z\n", encoding="utf-8")
    tests = {test["name"]: test for test in classroom.payload(graded, tmp_path)["tests"]}
    assert (tests["activations.relu"]["filename"], tests["activations.relu"]["line_no"]) == ("activations.py", 3)
    assert tests["activations.tanh"]["line_no"] > 10, "where it raised"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student's, with the report of a grading."""
    place = tmp_path_factory.mktemp("student")
    (place / "exercises").mkdir()
    (place / "exercises" / "activations.py").write_text("def relu(z):\n    return abs(z)\n", encoding="utf-8")
    assert rna("grade", "activations.relu", "--json", "report.json", cwd=place).returncode == 1
    read(place / "report.json")
    return place


@pytest.mark.parametrize(
    "name", ["terminal", "junit", "markdown", "gradescope", "classroom", "classroom50", "vpl", "prairielearn"]
)
def test_one_grading_serves_every_format(name: str, folder: Path) -> None:
    environment = {name: str(value) for name, value in ENVIRONMENT.items()}
    done = rna("report", "report.json", "--format", name, "--output", "out", cwd=folder, **environment)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0] == "Informe en out"
    assert (folder / "out").stat().st_size > 100


def test_a_report_keeps_its_pictures(tmp_path: Path) -> None:
    (tmp_path / "activations.py").write_text("import numpy as np\n\n\ndef relu(z):\n    return z * np.nan\n", "utf-8")
    terms = ("grade", "activations.relu", "--submission", tmp_path)
    rna(*terms, "--json", "r.json", "--pictures", cwd=tmp_path)
    (exercise,) = read(tmp_path / "r.json")["exercises"]
    assert {figure["kind"] for figure in exercise["figures"]} == {"lines"}
    json.loads((tmp_path / "r.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert "NaN" not in json.dumps(exercise["figures"])
    seed = str(read(tmp_path / "r.json")["seed"])
    one = rna("report", "r.json", "--format", "html", "--submission", tmp_path, cwd=tmp_path)
    other = rna(*terms, "--format", "html", "--seed", seed, cwd=tmp_path)
    drawn = [re.findall("<figure>.*?</figure>", each.stdout) for each in (one, other)]
    assert drawn[0]
    assert drawn[0] == drawn[1]
    assert one.stderr == ""
    again = rna("report", "r.json", "--format", "json", cwd=tmp_path).stdout
    assert again == (tmp_path / "r.json").read_text(encoding="utf-8")


def test_a_report_says_that_it_has_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "activations.py").write_text("def relu(z):\n    return z\n", "utf-8")
    rna("grade", "activations.relu", "--submission", tmp_path, "--json", "r.json", "--format", "html", cwd=tmp_path)
    assert "figures" not in (tmp_path / "r.json").read_text(encoding="utf-8")
    done = rna("report", "r.json", "--format", "html", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert "«r.json» no hay dibujos" in done.stderr
    assert "--pictures" in done.stderr
    assert rna("report", "r.json", cwd=tmp_path).stderr == ""


def test_a_report_has_a_name_and_a_date(tmp_path: Path) -> None:
    (tmp_path / "ana" / "exercises").mkdir(parents=True)
    (tmp_path / "ana" / "exercises" / "activations.py").write_text("def relu(z):\n    return z\n", "utf-8")
    rna("grade", "activations.relu", "--submission", "ana", "--json", "r.json", cwd=tmp_path)
    os.utime(tmp_path / "r.json", (1_700_000_000, 1_700_000_000))
    page = rna("report", "r.json", "--format", "html", "--submission", "ana", cwd=tmp_path, TZ="UTC").stdout
    assert '<p class="about">ana · 14 de noviembre de 2023, 22:13</p>' in page


def test_a_report_is_shown(folder: Path) -> None:
    shown = rna("report", "report.json", "--format", "annotations", cwd=folder).stdout
    assert shown.startswith("::error file=exercises/activations.py,line=1,title=activations.relu%3A no cumple::")
    written = (folder / "report.json").read_text(encoding="utf-8")
    assert rna("report", "report.json", "--format", "json", cwd=folder).stdout == written


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"schema": "rna/report/v1", "exercises": [3]}', b" " * 30_000_000,
        b'{"schema": "rna/report/v1", "seed": NaN, "sandbox": [], "score": 0, "max_score": 0, "exercises": []}',
    ],
    ids=range(7),
)  # fmt: skip
def test_what_is_no_report_gets_one_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes(content)
    done = rna("report", "r.json", cwd=tmp_path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "no es un informe" in done.stderr


def test_a_forged_report_does_nothing_to_a_terminal(folder: Path) -> None:
    """The message is shown; what a terminal or a log would obey in it is not."""
    tree = read(folder / "report.json")
    for check in tree["exercises"][0]["checks"]:
        check["message"] = "\x1b]0;hola\x07\x9b31m\u202e##[error]x\n::error::x"
    (folder / "forged.json").write_text(json.dumps(tree), encoding="utf-8")
    for name in ("terminal", "json", "junit", "markdown", "gradescope", "vpl", "prairielearn", "annotations"):
        shown = rna("report", "forged.json", "--format", name, cwd=folder)
        assert (shown.returncode, shown.stderr) == (0, "")
        assert "hola" in shown.stdout
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]|##\[", shown.stdout)


def test_a_name_in_an_error_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    for command in (["grade", "--submission"], ["report"], ["class"]):
        done = rna(*command, "\x1b[31m\x9b2J##[error]\u202e", cwd=tmp_path)
        assert done.returncode == 2
        assert re.fullmatch(r"rna: [^\x00-\x1f\x7f-\x9f\u202e]+\n", done.stderr)
        assert "##[" not in done.stderr


@pytest.mark.proof
@pytest.mark.skipif(sys.platform != "linux", reason="privileges of Linux")
def test_what_may_not_be_read_is_nobodys_failure(folder: Path, tmp_path: Path) -> None:
    """Neither "sin hacer" nor a traceback; what is no ordinary file, though, is the submission's own failure."""
    (tmp_path / "activations.py").write_text("def relu(z):\n    return z\n", encoding="utf-8")
    (tmp_path / "activations.py").chmod(0)
    command = [sys.executable, *UNPRIVILEGED, "grade", "activations.relu", "--submission", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"rna: no se puede leer «.*activations\.py»: no hay permiso; .*\n", done.stderr)
    (tmp_path / "activations.py").unlink()
    os.mkfifo(tmp_path / "activations.py", 0)
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "Puntuación: 0 de 1" in done.stdout
    report = str(folder / "report.json")
    (tmp_path / "activations.py").unlink()
    (tmp_path / "activations.py").write_bytes(b"")
    (tmp_path / "activations.py").chmod(0)
    shown = [sys.executable, *UNPRIVILEGED, "report", report, "--format", "annotations", "--submission", str(tmp_path)]
    assert "activations.py,line=1" in subprocess.run(shown, capture_output=True, encoding="utf-8", check=True).stdout


BARS = """
import numpy as np


def relu(z):
    for done in range(3):
        print(f"\\r\\x1b[32m{done}/2\\x1b[0m |" + "#" * done, end="")
    print("\\nmío: \\x1b[1mz\\x1b[0m =\\t", 7, "\\b8")
    print("\\r\\x1b[1m1/1\\x1b[0m \\x1b[32m" + "\u2501" * 20 + "\\x1b[0m\\x1b[37m\\x1b[0m \\x1b[1m0s\\x1b[0m 45ms/step")
    return np.abs(z)
"""
"""What tqdm, colours and Keras do to a terminal."""


@pytest.mark.parametrize(
    "name",
    ["terminal", "html", "json", "junit", "markdown", "gradescope", "vpl", "prairielearn", "classroom", "annotations"],
)
def test_what_moves_on_a_screen_reaches_no_report(name: str, tmp_path: Path) -> None:
    (tmp_path / "activations.py").write_text(BARS, encoding="utf-8")
    shown = rna("grade", "activations.relu", "--submission", tmp_path, "--format", name).stdout
    text = base64.b64decode(shown).decode() if name == "classroom" else shown
    assert not set("\x1b\r\b\ufffd") & set(text)
    assert "[1m" not in text
    assert "\u2501" not in text
    assert ("2/2 |##" in text) == (name in ("terminal", "html")), "what is seen in the end is kept"
    assert ("mío: z =" in text) == (name == "html")


@pytest.mark.proof
def test_keras_bars_reach_no_report(tmp_path: Path) -> None:
    wrong = "import numpy as np\n\n\ndef predict_pima(model, X):\n    print('antes', X.shape[0] > 0)\n"
    wrong += "    p = model.predict(X)\n    print('después')\n    return 1 - (p.ravel() > 0.5)\n"
    (tmp_path / "training.py").write_text(wrong, encoding="utf-8")
    done = rna("grade", "training.predict_pima", "--submission", tmp_path, "--format", "html")
    printed = done.stdout.partition("Lo que tu código imprimió")[2].partition("<pre>")[2].partition("</pre>")[0]
    assert printed.startswith("antes True\ndespués\nantes True\ndespués\n")
    assert not set("\u2501\ufffd\x1b") & set(done.stdout)
