"""Unchanged answers are graded once: a verdict is kept in the user's cache, and never believed where it counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.boundary import sandbox
from grader.curriculum import catalog
from grader.report import Check, ExerciseResult, Report
from grader.reporters import terminal
from grader.verdict.grading import CAN_FORK
from grader.workspace.cache import Cache

pytestmark = pytest.mark.skipif(
    not CAN_FORK or not {"landlock", "seccomp"} <= set(sandbox.offered()),
    reason="workers are not closed in",
)

RIGHT = "import numpy as np\n\ndef relu(z):\n    return np.maximum(z, 0)\n"
WRONG = "import numpy as np\n\ndef relu(z):\n    return np.abs(z) + float(z.sum() < -1e9)\n"


class Student:
    """A person with a home and a folder of answers, who runs ``rna grade``."""

    def __init__(self, place: Path):
        self.home, self.folder, self.report = place / "home", place / "exercises", place / "report.json"
        self.home.mkdir()
        self.folder.mkdir()

    def write(self, source: str) -> None:
        (self.folder / "activations.py").write_text(source, encoding="utf-8")

    def grade(self, *options: str, **environment: str) -> dict[str, Any]:
        """The report on relu."""
        around = {name: text for name, text in os.environ.items() if name not in ("CI", "XDG_CACHE_HOME")}
        command = [sys.executable, "-m", "grader", "grade", "activations.relu", "--json", str(self.report), *options]
        done = subprocess.run(
            [*command, "--submission", str(self.folder)], cwd=self.home, timeout=120, check=False,
            env=around | {"HOME": str(self.home), **environment}, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        tree: dict[str, Any] = json.loads(self.report.read_text(encoding="utf-8"))
        return tree

    @property
    def kept(self) -> Path:
        (file,) = (self.home / ".cache" / "rna").glob("*.json")
        return file


@pytest.fixture
def student(tmp_path: Path) -> Student:
    return Student(tmp_path)


def test_an_unchanged_answer_has_the_same_verdict_at_once(student: Student) -> None:
    student.write(WRONG)
    first = student.grade()
    assert first["exercises"][0]["status"] == "failed"
    assert student.grade() == first, "durations included: nothing was graded again"


def test_a_changed_answer_is_graded_again_with_the_same_seed(student: Student) -> None:
    student.write(WRONG)
    first = student.grade()
    student.write(RIGHT)
    second = student.grade()
    assert second["exercises"][0]["status"] == "passed"
    assert second["seed"] == first["seed"], "all verdicts of a report are of one seed"
    student.write(WRONG)
    assert student.grade()["exercises"][0]["status"] == "failed"


def test_lines_that_a_message_quotes_are_those_of_now(student: Student) -> None:
    student.write("def relu(z):\n    return z / nothing\n")
    assert ":2: " in student.grade()["exercises"][0]["checks"][0]["message"]
    student.write("# a comment changes no verdict\ndef relu(z):\n    return z / nothing\n")
    assert ":3: " in student.grade()["exercises"][0]["checks"][0]["message"]


@pytest.mark.proof
def test_where_a_grade_counts_nothing_is_believed(student: Student) -> None:
    student.write(WRONG)
    student.grade()
    tree = json.loads(student.kept.read_text(encoding="utf-8"))
    entry = tree["exercises"]["activations.relu"]["result"]
    tree["exercises"]["activations.relu"]["result"] = entry | {
        "status": "passed", "score": 1.0, "checks": [], "diagnosis": None,
    }  # fmt: skip
    student.kept.write_text(json.dumps(tree), encoding="utf-8")
    assert student.grade()["score"] == 1, "the test forges what is kept"
    assert student.grade("--require-sandbox")["score"] == 0
    assert student.grade(CI="true")["score"] == 0
    assert student.grade("--fresh")["score"] == 0


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"kit": 1}', '{"kit": null, "exercises": 3}', "\0" * 100])
def test_a_damaged_file_is_no_memory(student: Student, damage: str) -> None:
    student.write(RIGHT)
    first = student.grade()
    student.kept.write_text(damage, encoding="utf-8")
    second = student.grade()
    assert second["score"] == first["score"] == 1
    assert json.loads(student.kept.read_text(encoding="utf-8"))["seed"] == second["seed"]


ODD: dict[str, str] = {
    "a huge number": "9" * 400, "too many figures": "9" * 5000, "infinite": "Infinity", "no number": "NaN",
    "less": "-1", "nothing": "null", "true": "true", "a text": '"\\ud800"', "a list": "[3]", "a table": "{}",
    "deep": "[" * 900 + "]" * 900, "an entry": '{"code": 1, "text": [], "result": {}}',
}  # fmt: skip


def places(tree: Any) -> list[tuple[Any, ...]]:
    """Where there is anything in JSON, by the names and numbers that lead to it."""
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [(), *((name, *place) for name, each in below for place in places(each))]


def damaged(tree: Any, place: tuple[Any, ...]) -> str:
    """A copy as JSON in which something is «odd»."""
    copy = {"": json.loads(json.dumps(tree))}
    at: Any = copy
    for name in ("", *place)[:-1]:
        at = at[name]
    at[("", *place)[-1]] = "odd"
    return json.dumps(copy[""])


@pytest.mark.parametrize("kind", ODD)
def test_whatever_is_damaged_nothing_is_remembered(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each value of the file in turn: all that is said makes a report, which can be kept again."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    exercises = catalog.select(["activations.relu", "activations.sign"])
    codes = dict.fromkeys((exercise.id for exercise in exercises), "code")
    check = Check("test_values", "core", "failed", 1.0, "no")
    results = (
        ExerciseResult(each.id, each.unit, each.title, each.points, 0.0, "failed", 0.1, (check,), output="hola")
        for each in exercises
    )
    report = Report(7, tuple(results), ("landlock", "seccomp"))
    Cache(tmp_path, exercises, None, codes).keep(report)
    assert Cache(tmp_path, exercises, None, codes).complete(Report(7, ()), exercises) == report
    (file,) = (tmp_path / "cache" / "rna").glob("*.json")
    whole = json.loads(file.read_text(encoding="utf-8"))
    for place in places(whole):
        file.write_text(damaged(whole, place).replace('"odd"', ODD[kind]), encoding="utf-8")
        cache = Cache(tmp_path, exercises, None, codes)
        assert cache.known.keys() <= codes.keys(), place
        assert terminal.render(Report(cache.seed or 0, tuple(cache.known.values()), cache.layers), tmp_path)
        cache.keep(report)
        assert Cache(tmp_path, exercises, 7, codes).known.keys() == codes.keys(), place


def test_a_seed_that_is_asked_for_is_used(student: Student) -> None:
    student.write(RIGHT)
    student.grade()
    assert student.grade("--seed", "12345")["seed"] == 12345
    assert student.grade()["seed"] == 12345
