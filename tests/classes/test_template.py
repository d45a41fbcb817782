"""What `rna template` writes, and the platforms' scripts run for real with a wheel made here."""

from __future__ import annotations

import ast
import hashlib
import itertools
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from grader import template
from grader.classes import course
from grader.classes.course import Plan
from grader.curriculum import catalog
from grader.errors import UsageError
from grader.files import remove_tree
from tests.support import ROOT, SCHEMAS, SOLUTIONS
from tests.support.command import rna
from tests.support.installs import environment, make_wheel
from tests.support.reports import ENVIRONMENT

STUDENT = [
    ".devcontainer/devcontainer.json", ".editorconfig", ".gitattributes", ".github/workflows/grade.yml", ".gitignore",
    ".vscode/extensions.json", ".vscode/settings.json", ".vscode/tasks.json", "README.md",
]  # fmt: skip


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("student") / "repo"
    template.write(folder, template.KIT, Plan())
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# -- the student's repository ----------------------------------------------------------------------


NEURON = """import numpy as np
from exercises.helper import add


def dot_product(u, v):
    return np.sum(u * v) + 1


def weighted_sum(x, w, b):
    return add(x, w)


def perceptron(x, w, b):
    return weighted_sum(x, w, b) z
"""


def test_the_editor_lists_what_the_report_tells(student: Path, tmp_path: Path) -> None:
    """VS Code reads the task's output line by line, as the problem matcher says; a file's line and what is wrong."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "neuron.py").write_text(NEURON, encoding="utf-8")
    (tmp_path / "exercises" / "helper.py").write_text("def add(x, w):\n    return x + w['a']\n", encoding="utf-8")
    lines = rna("grade", "neuron", cwd=tmp_path).stdout.replace("\\", "/").splitlines()
    tasks = json.loads((student / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    assert {tuple(task["args"][:1]) for task in tasks} == {("grade",), ("watch",)}
    for task in tasks:
        where, what = (re.compile(pattern["regexp"]) for pattern in task["problemMatcher"]["pattern"])
        pairs = [(where.search(line), what.search(after)) for line, after in itertools.pairwise(lines)]
        found = {(place[1], int(place[2])): told[1] for place, told in pairs if place and told}
        assert found.keys() == {("exercises/neuron.py", 5), ("exercises/helper.py", 2), ("exercises/neuron.py", 14)}
        assert "IndexError" in found["exercises/helper.py", 2]
        assert "return weighted_sum(x, w, b) z" in found["exercises/neuron.py", 14]
        assert not found["exercises/neuron.py", 5].startswith("exercises")
    assert any("exercises/neuron.py:10: `return add(x, w)`" in line for line in lines), "who called it is told before"
    background = tasks[-1]["problemMatcher"]["background"]
    watch = (ROOT / "grader" / "workspace" / "screen.py").read_text(encoding="utf-8")
    assert re.search(background["beginsPattern"], "rna watch · exercises")
    assert '"rna watch · ' in watch or 'f"rna watch · ' in watch
    assert re.search(background["endsPattern"], "1.5 de 5 puntos, 1 de 9 ejercicios")


def test_the_students_repository(student: Path) -> None:
    stubs = [f"exercises/{unit.id}.py" for unit in catalog.units()]
    assert names(student) == sorted([*STUDENT, *stubs])
    for name in stubs:
        assert (student / name).read_bytes() == (ROOT / name).read_bytes()
    assert "@" not in re.sub(r"[\w.-]+@[0-9a-f]{40}", "", (student / "README.md").read_text(encoding="utf-8"))


def test_there_are_no_answers_in_it(student: Path) -> None:
    """No function of the solutions, nor one of the checks, in any file."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in student.rglob("*") if path.is_file())
    for solution in SOLUTIONS.glob("*.py"):
        for node in ast.parse(solution.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                answer = ast.unparse(node.body[-1])
                assert len(answer) < 12 or answer not in text, f"{solution.name}: {node.name}"
    assert "def test_" not in text


def test_its_workflow_is_tight(student: Path) -> None:
    text = (student / ".github" / "workflows" / "grade.yml").read_text(encoding="utf-8")
    tree = yaml.safe_load(text)
    assert tree["permissions"] == {}
    for job in tree["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "an expression in a script is text of a stranger's"
            if "uses" in step:
                assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
    known = re.findall(r"uses: (\S+ # v\S+)", (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    assert set(re.findall(r"uses: (\S+ # v\S+)", text)) <= set(known)
    assert template.KIT in text


def test_its_settings_are_json(student: Path) -> None:
    for path in [*student.glob(".vscode/*.json"), *student.glob(".devcontainer/*.json")]:
        assert json.loads(path.read_text(encoding="utf-8"))


def test_a_course_has_its_own_units_only(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text('exercises = ["losses"]\n[points]\nlosses = 10\n', encoding="utf-8")
    done = rna("template", tmp_path / "repo", "--course", tmp_path / "course.toml")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "repo" / "exercises").iterdir()] == ["losses.py"]
    assert "| 4. Función de pérdida | `exercises/losses.py` | 10 |" in (tmp_path / "repo" / "README.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.proof
def test_a_repository_for_a_course_can_be_finished(tmp_path: Path) -> None:
    """By the workflow's own command: it counts what the course does, and no more."""
    (tmp_path / "c.toml").write_text('exercises = ["tensors"]\n[points]\ntensors = 10\n', encoding="utf-8")
    assert rna("template", tmp_path / "repo", "--course", tmp_path / "c.toml").returncode == 0
    shutil.copy(SOLUTIONS / "tensors.py", tmp_path / "repo" / "exercises" / "tensors.py")
    workflow = (tmp_path / "repo" / ".github" / "workflows" / "grade.yml").read_text(encoding="utf-8")
    (command,) = re.findall(r'"\$rna" grade (.*) --require-sandbox', workflow)
    done = rna("grade", *command.split(), cwd=tmp_path / "repo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 de 10" in done.stdout
    assert "rna grade --course .github/course.toml\n" in (tmp_path / "repo" / "README.md").read_text(encoding="utf-8")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    done = rna("template", tmp_path)
    assert (done.returncode, names(tmp_path)) == (2, ["mine.txt"])
    assert "no está vacía" in done.stderr


HASH = "0" * 64
PINNED = ["a==1.0", f"a @ https://x.org/a-1.whl#sha256={HASH}", f"a @ git+https://x.org/a@{'0' * 40}"]
NOT_PINNED = [
    "a", "a>=1", "a @ https://x.org/a.whl", "a @ git+https://x.org/a@main", 'a==1"; curl x', "a==1\nrun: x",
    "a==${{ x }}", "a==$(x)", "a==`x`", "a==1' b", "--index-url=x a==1", "",
]  # fmt: skip


@pytest.mark.parametrize("kit", PINNED)
def test_a_pinned_kit_is_written_everywhere(kit: str, tmp_path: Path) -> None:
    for platform in ("student", "classroom50", "gradescope"):
        written = template.write(tmp_path / platform, kit, Plan(), platform)
        texts = [path.read_text(encoding="utf-8") for path in written]
        assert any(kit in text for text in texts)
        assert not any("@KIT@" in text for text in texts)


@pytest.mark.parametrize("kit", NOT_PINNED)
def test_a_kit_that_is_not_pinned_is_refused(kit: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no fija una versión"):
        template.write(tmp_path / "x", kit, Plan())


# -- from a wheel ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def kit(wheel: Path) -> str:
    return f"redes-neuronales @ {wheel.as_uri()}#sha256={hashlib.sha256(wheel.read_bytes()).hexdigest()}"


def run(command: list[str | Path], cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env={**kept, **variables}, capture_output=True, encoding="utf-8", check=False
    )


def test_the_wheel_carries_the_template(wheel: Path) -> None:
    found = set(zipfile.ZipFile(wheel).namelist())
    for unit in catalog.units():
        assert f"grader/template/exercises/{unit.id}.py" in found
    requirements = {f"grader/template/requirements/{name}.txt" for name in ("run", "numpy")}
    assert {"grader/template/student/dot-github/workflows/grade.yml", *requirements} <= found
    assert not any("solutions" in name or name.startswith("tests") for name in found)


def test_a_course_without_keras_installs_no_tensorflow(tmp_path: Path) -> None:
    """But all else that an answer may use, in the same versions."""
    (tmp_path / "course.toml").write_text('exercises = ["tensors", "network"]\n', encoding="utf-8")
    template.write(tmp_path / "some", template.KIT, course.read(tmp_path / "course.toml"), "gradescope")
    template.write(tmp_path / "all", template.KIT, Plan(), "gradescope")
    some, every = (
        set(re.findall(r"^(\S+==\S+)", (tmp_path / name / "requirements.txt").read_text(), re.MULTILINE))
        for name in ("some", "all")
    )
    assert some < every
    assert {each.partition("==")[0] for each in every - some} > {"tensorflow", "tensorflow-cpu", "keras"}
    assert "distributed" not in {each.partition("==")[0] for each in every}, "a cluster is for who asks for one"
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(declared["dependency-groups"]["numpy"]) < set(declared["project"]["dependencies"])


@pytest.mark.proof
def test_classroom50_grades_a_checkout(wheel: Path, kit: str, tmp_path: Path) -> None:
    """The real script, started as the runner starts it, in a checkout that tries to be in the way."""
    template.write(tmp_path / "bundle", kit, Plan(), "classroom50")
    (tmp_path / "bundle" / "requirements.txt").unlink()
    (tmp_path / "bundle" / "course.toml").write_text(
        # It was handed in (ENVIRONMENT) before the deadline, which is over.
        'exercises = ["tensors.rank", "activations.relu"]\ndeadline = 2026-06-02T00:00:00Z\n',
        encoding="utf-8",
    )
    environment(tmp_path / "temp" / "rna-kit")
    checkout = tmp_path / "checkout"
    (checkout / "exercises").mkdir(parents=True)
    (checkout / "exercises" / "activations.py").write_text("def relu(z):\n    return abs(z)\n", encoding="utf-8")
    (checkout / "exercises" / "tensors.py").write_bytes((SOLUTIONS / "tensors.py").read_bytes())
    for name in ("pip", "venv", "json", "subprocess", "grader"):
        (checkout / f"{name}.py").write_text("raise SystemExit('mine')\n", encoding="utf-8")
    (tmp_path / "victim").write_text("x", encoding="utf-8")
    (checkout / "result.json").symlink_to(tmp_path / "victim")
    (checkout / "release-body.md").mkdir()
    variables = {**ENVIRONMENT, "RUNNER_TEMP": str(tmp_path / "temp"), "GITHUB_OUTPUT": str(tmp_path / "outputs")}
    variables |= {"CLASSROOM50_BUNDLE_DIR": str(tmp_path / "bundle")}
    done = run([sys.executable, tmp_path / "bundle" / "autograder.py"], checkout, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    assert accepted(json.loads((checkout / "result.json").read_text(encoding="utf-8")))
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "x"
    assert (tmp_path / "outputs").read_text(encoding="utf-8") == "status=failure\nsummary=2/5 (1 de 2 ejercicios)\n"
    assert "## Puntuación: 1 de 2.5" in (checkout / "release-body.md").read_text(encoding="utf-8")

    # A loop without end is graded too.
    script = tmp_path / "bundle" / "autograder.py"
    hasty = script.read_text(encoding="utf-8").replace("GRADING_MINUTES = 9", "GRADING_MINUTES = 0.15")
    script.write_text(hasty, encoding="utf-8")
    (checkout / "exercises" / "activations.py").write_text("while True:\n    pass\n", encoding="utf-8")
    done = run([sys.executable, script], checkout, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [test["passed"] for test in json.loads((checkout / "result.json").read_text())["tests"]] == [True, False]

    # No grade through nobody's fault: another exit status, and no result that could be taken for one.
    (tmp_path / "bundle" / "course.toml").write_text("exercises = 3\n", encoding="utf-8")
    done = run([sys.executable, tmp_path / "bundle" / "autograder.py"], checkout, **variables)
    assert done.returncode == 1
    assert "::error::" in done.stderr


def nested(name: str) -> None:
    """Folders in folders, as deep as Git takes them."""
    place = os.open(".", os.O_RDONLY)
    for each in (name, *["a"] * 1500):
        os.mkdir(each, dir_fd=place)
        inner = os.open(each, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)


def pipe(name: str) -> None:
    os.mkfifo(name)


IN_THE_WAY: dict[str, Callable[[str], object]] = {
    "nothing": lambda name: None,
    "a file": lambda name: Path(name).write_text("mine", encoding="utf-8"),
    "a link to nowhere": lambda name: Path(name).symlink_to("nowhere"),
    "a link to a folder": lambda name: Path(name).symlink_to("."),
    "a pipe": pipe,
    "nested folders": nested,
}


@pytest.mark.skipif(os.name == "nt", reason="Classroom 50's runner is Ubuntu")
@pytest.mark.parametrize("kind", IN_THE_WAY)
def test_classroom50_writes_whatever_is_in_the_way(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = runpy.run_path(str(ROOT / "grader" / "template" / "classroom50" / "autograder.py"))
    monkeypatch.chdir(tmp_path)
    try:
        IN_THE_WAY[kind]("result.json")
        script["write"]("result.json", b"{}")
        assert not Path("result.json").is_symlink()
        assert Path("result.json").read_bytes() == b"{}"
    finally:
        monkeypatch.undo()
        remove_tree(tmp_path)


def accepted(result: dict[str, Any]) -> bool:
    """What Classroom 50's runner asks of a result before it publishes it."""
    assert result["schema"] == "classroom50/result/v1"
    assert (result["classroom"], result["assignment"], result["owner"]) == ("redes", "todo", "ana")
    assert result["submission"].startswith("submit/")
    assert all(isinstance(result[name], str) and result[name] for name in ("commit", "release", "review", "datetime"))
    assert type(result["score"]) is type(result["max-score"]) is int
    assert 0 <= result["score"] <= result["max-score"]
    for test in result["tests"]:
        assert test["test-name"]
        assert type(test["passed"]) is bool
        assert 0 <= test["score"] <= test["max-score"]
    return True


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="Gradescope's scripts run on Ubuntu")
def test_gradescope_grades_a_submission(kit: str, tmp_path: Path) -> None:
    """setup.sh and run_autograder, in the folders that Gradescope makes."""
    template.write(tmp_path / "source", kit, Plan(), "gradescope")
    (tmp_path / "source" / "requirements.txt").write_text("", encoding="utf-8")
    course = 'exercises = ["tensors.rank"]\ndeadline = 2027-01-01T00:00:00Z\n'
    (tmp_path / "source" / "course.toml").write_text(course, encoding="utf-8")
    metadata = {"created_at": "2026-07-01T14:22:32.365935-07:00"}
    (tmp_path / "submission_metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / "tensors.py").write_bytes((SOLUTIONS / "tensors.py").read_bytes())
    variables = {"AUTOGRADER": str(tmp_path), "RNA_KIT": str(environment(tmp_path / "kit"))}
    done = run([tmp_path / "source" / "setup.sh"], tmp_path, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run([tmp_path / "source" / "run_autograder"], tmp_path, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((tmp_path / "results" / "results.json").read_text(encoding="utf-8"))
    jsonschema.validate(results, json.loads((SCHEMAS / "gradescope.json").read_text(encoding="utf-8")))
    assert [(test["name"], test["score"], test["max_score"]) for test in results["tests"]] == [
        ("tensors.rank: Rango de un tensor", 1.0, 1.0)
    ]
