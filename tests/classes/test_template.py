"""What `rna template` writes, and the platforms' scripts run for real with a wheel made here."""

from __future__ import annotations

import ast
import dataclasses
import hashlib
import http.server
import itertools
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import threading
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
from tests.support.platforms import Evaluation, evaluated, recorded
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


NAMES = """\
# Ana estuvo enferma
title = "Grupo \\"A\\" \\u007f de mañana 😀"
exercises = ["tensors.rank", "neuron"]
scale = 20
time_zone = "Europe/Madrid"
deadline = 2027-01-31
opens = 2027-01-15T09:00:00-05:00
late_factor = 0.5
extensions."Ana Gil" = 2027-02-07
points = {"tensors.rank" = 4, neuron = 2.5}
[deadlines]
neuron = 2027-01-20T23:59:00
[groups] # Ana y Luis
equipo1 = ["ana", "luis"]
"""


@pytest.mark.parametrize("platform", ["student", "gradescope", "classroom50", "vpl", "prairielearn"])
def test_nobody_is_named_in_what_others_read(platform: str, tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text(NAMES, encoding="utf-8")
    done = rna("template", tmp_path / "repo", "--platform", platform, "--course", tmp_path / "c.toml")
    assert done.returncode == 0, done.stderr
    assert "las prórrogas y los grupos de" in done.stderr
    (copy,) = (tmp_path / "repo").rglob("course.toml")
    assert not re.search("(?i)ana|luis|equipo", copy.read_text(encoding="utf-8").replace("mañana", ""))
    whole = course.read(tmp_path / "c.toml")
    assert course.read(copy) == dataclasses.replace(whole, extensions={}, groups={}), "all else counts as it did"


def test_what_a_teacher_notes_in_a_plan_stays_there(tmp_path: Path) -> None:
    text = 'exercises = ["losses"]\n'
    (tmp_path / "c.toml").write_text(f"# Ana repite, y # Luis también\n{text}", encoding="utf-8")
    done = rna("template", tmp_path / "repo", "--course", tmp_path / "c.toml")
    assert (tmp_path / "repo" / ".github" / "course.toml").read_text(encoding="utf-8") == text
    assert "prórrogas" not in done.stderr


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
    for platform in ("student", "classroom50", "gradescope", "vpl", "prairielearn"):
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
    assert {"grader/template/vpl/vpl_evaluate.sh", "grader/template/prairielearn/Dockerfile"} <= found
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
    assert (tmp_path / "outputs").read_text(encoding="utf-8") == "status=failure\nsummary=1/2 (1 de 2 ejercicios)\n"
    assert "## Puntuación: 1 de 2" in (checkout / "release-body.md").read_text(encoding="utf-8")

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


class Pages(http.server.BaseHTTPRequestHandler):
    """A classroom's published assignments, as the platform's schema has them."""

    def do_GET(self) -> None:
        listed = [{"slug": "todo", "due": "2026-06-15T23:59:00.500Z"}, {"slug": "otra"}]
        self.send_response(200 if self.path == "/redes/s3cret/assignments.json" else 404)
        self.end_headers()
        self.wfile.write(json.dumps({"schema": "classroom50/assignments/v1", "assignments": listed}).encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.mark.parametrize(
    ("assignment", "secret", "due"),
    [
        ("todo", "s3cret", "2026-06-15T23:59:00.500000+00:00"),
        ("otra", "s3cret", ""),
        ("todo", "", ""),
        ("x", "s3cret", ""),
    ],
)
def test_classroom50_asks_for_the_deadline(
    assignment: str, secret: str, due: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = runpy.run_path(str(ROOT / "grader" / "template" / "classroom50" / "autograder.py"))
    with http.server.HTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, value in {
            "PAGES_BASE_URL": f"http://127.0.0.1:{server.server_port}", "CLASSROOM": "redes", "ASSIGNMENT": assignment,
            "CLASSROOM_SECRET": secret,
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        assert script["due"]() == due
        server.shutdown()
    monkeypatch.setenv("PAGES_BASE_URL", "http://127.0.0.1:1")
    assert script["due"]() == ""


@pytest.mark.skipif(os.name == "nt", reason="Classroom 50's runner is Ubuntu")
def test_classroom50_looks_for_a_python_and_says_so_where_there_is_none(tmp_path: Path) -> None:
    program = tmp_path / "autograder.py"
    text = (ROOT / "grader" / "template" / "classroom50" / "autograder.py").read_text(encoding="utf-8")
    program.write_text(text.replace('PYTHONS = ("3.12", "3.13", "3.11")', 'PYTHONS = ("9.1",)'), encoding="utf-8")
    variables = {**ENVIRONMENT, "RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(tmp_path / "outputs")}
    variables["RUNNER_TOOL_CACHE"] = str(tmp_path / "cache")
    done = run([sys.executable, program], tmp_path, **variables)
    assert done.returncode == 1
    assert "aquí no hay ningún Python" in (tmp_path / "release-body.md").read_text(encoding="utf-8")
    assert (tmp_path / "outputs").read_text(encoding="utf-8").startswith("status=error\nsummary=no se ha corregido: ")
    python = tmp_path / "cache" / "Python" / "9.1.4" / "x64" / "bin" / "python3"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho found >&2\nexit 3\n", encoding="utf-8")
    python.chmod(0o755)
    assert "found" in run([sys.executable, program], tmp_path, **variables).stderr


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


# -- VPL for Moodle --------------------------------------------------------------------------------


FORGING = """import os
import sys

TAGS = "x\\n--|>\\nGrade :=>>10\\n\\rGrade :=>>10\\r\\n\\x85Grade :=>>10\\n<|--\\nComment :=>>Grade :=>>10"


def relu(z):
    for name in ("vpl_execution", "vpl_environment.sh", "/dev/tty"):
        try:
            with open(name, "a") as opened:
                opened.write("\\nGrade :=>>10\\n")
        except OSError:
            pass
    print(TAGS, flush=True)
    print(TAGS, file=sys.stderr, flush=True)
    os.write(1, TAGS.encode())
    raise ValueError(TAGS)
"""


class Jail:
    """A folder as the one in which VPL's jail runs an evaluation, with the teacher's files and one submission's."""

    def __init__(self, folder: Path, files: Path, kit: Path | None = None):
        self.home, self._kit = folder, kit
        shutil.copytree(files, folder)

    def hand_in(self, **modules: bytes) -> None:
        """Files of the submission, and what VPL says of it; none takes the place of one of the teacher's."""
        lines = ["#!/bin/bash"]
        for number, (name, content) in enumerate(modules.items()):
            file = self.home / name.replace("__", ".")
            lines.append(f"export VPL_SUBFILE{number}='{file.name}'")
            if not file.exists():
                file.write_bytes(content)
        lines += [
            'export VPL_SUBFILES="$(touch run)\n"',
            "export MOODLE_USER_NAME='Ana'\\''s'",
            "export VPL_MAXTIME=240",
        ]
        lines += ["export VPL_GRADEMIN='0.00000'", "export VPL_GRADEMAX='20.00000'"]
        (self.home / "vpl_environment.sh").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def evaluate(self, **variables: str) -> tuple[str, Evaluation | None]:
        """What VPL shows of the compilation, and what it reads in the execution; None where there is none."""
        kit = {"RNA_KIT": str(self._kit)} if self._kit else {"RNA_KIT": str(self.home / "no-kit")}
        compiled = run([self.home / "vpl_evaluate.sh"], self.home, **{**kit, **variables})
        assert compiled.returncode == 0, compiled.stderr
        told = compiled.stdout + compiled.stderr
        if not (self.home / "vpl_execution").exists():
            return told, None
        for name in ("vpl_evaluate.sh", "install.sh", "requirements.txt", "course.toml"):  # as the jail does in between
            (self.home / name).unlink(missing_ok=True)
        executed = run([self.home / "vpl_execution"], self.home)
        assert (executed.returncode, executed.stderr) == (0, "")
        return told, evaluated(executed.stdout.replace("\n", "\r\n"))


@pytest.fixture(scope="module")
def on_the_server(kit: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit as install.sh leaves it, but for the packages, which are there already."""
    folder = tmp_path_factory.mktemp("server")
    template.write(folder / "files", kit, Plan(), "vpl")
    (folder / "files" / "requirements.txt").write_text("", encoding="utf-8")
    done = run(["bash", folder / "files" / "install.sh", environment(folder / "rna")], folder)
    assert done.returncode == 0, done.stderr
    return folder / "rna"


def for_vpl(folder: Path, kit: str, plan: str) -> Path:
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    done = rna("template", folder / "files", "--platform", "vpl", "--kit", kit, "--course", folder / "plan.toml")
    assert done.returncode == 0, done.stderr
    (folder / "files" / "plan.toml").unlink(missing_ok=True)
    return folder / "files"


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="VPL's jail is a Linux")
def test_vpl_grades_a_submission(kit: str, on_the_server: Path, tmp_path: Path) -> None:
    """In the jail's folder, by the generated script, with an answer that tries to give itself a grade."""
    files = for_vpl(tmp_path, kit, 'exercises = ["tensors.rank", "activations.relu"]\n')
    jail = Jail(tmp_path / "p10001", files, on_the_server)
    (jail.home / "vpl_execution").write_text("#!/bin/sh\necho 'Grade :=>>20'\n", encoding="utf-8")
    tensors = (SOLUTIONS / "tensors.py").read_bytes()
    jail.hand_in(tensors__py=tensors, activations__py=FORGING.encode(), json__py=b"raise SystemExit('mine')\n")
    told, evaluation = jail.evaluate()
    assert (told, evaluation and evaluation.grade) == ("", "10")
    assert evaluation
    titles = [line for line in evaluation.comments if line.startswith("-")]
    assert [title.rpartition(": ")[2] for title in titles] == ["bien, 1 de 1 punto", "error, 0 de 1 punto"]
    assert ">activations.py:17: `raise ValueError(TAGS)`" in evaluation.comments
    assert not (jail.home / "run").exists(), "the names of a submission's files are not run"


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="VPL's jail is a Linux")
def test_vpl_installs_the_kit_that_the_server_lacks(kit: str, tmp_path: Path) -> None:
    """And without a network says in one line that it cannot; a grade that there was stays as it was."""
    files = for_vpl(tmp_path, kit, 'exercises = ["tensors.rank"]\n')
    jail = Jail(tmp_path / "p10001", files)
    jail.hand_in(tensors__py=(SOLUTIONS / "tensors.py").read_bytes())
    told, evaluation = jail.evaluate(PIP_NO_INDEX="1")
    assert evaluation is None
    assert re.fullmatch(
        r"No se ha podido corregir, y no es culpa de la entrega: .*quizá no tiene red.*profesor\.\n", told
    )


LACKING: dict[str, tuple[Callable[[Jail, Path], dict[str, str] | None], str]] = {
    "a Python": (lambda jail, bare: {"PATH": str(bare)}, "no tiene Python 3.11, 3.12 ni 3.13"),
    "venv": (lambda jail, bare: {"PATH": str(_with_a_python_without_venv(bare))}, "instala python3.11-venv"),
    "time": (lambda jail, bare: _limit(jail, "VPL_MAXTIME=30"), "30 s, no alcanza: auméntalo"),
    "a file": (lambda jail, bare: (jail.home / "requirements.txt").unlink(), "falta requirements.txt"),
    "the plan": (lambda jail, bare: (jail.home / "course.toml").unlink(), "falta course.toml"),
    "a plan that can be read": (lambda jail, bare: _spoil(jail), "course.toml, «exercises»"),
    "what VPL says": (lambda jail, bare: (jail.home / "vpl_environment.sh").unlink(), "la carpeta de una evaluación"),
}  # fmt: skip


def _with_a_python_without_venv(folder: Path) -> Path:
    python = folder / "python3.11"
    python.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    return folder


def _limit(jail: Jail, said: str) -> None:
    file = jail.home / "vpl_environment.sh"
    file.write_text(file.read_text(encoding="utf-8") + f"export {said}\n", encoding="utf-8")


def _spoil(jail: Jail) -> None:
    (jail.home / "course.toml").write_text("exercises = 3\n", encoding="utf-8")


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="VPL's jail is a Linux")
@pytest.mark.parametrize(("take_away", "said"), LACKING.values(), ids=LACKING)
def test_vpl_leaves_the_grade_where_something_is_lacking(
    take_away: Callable[[Jail, Path], dict[str, str] | None], said: str, kit: str, on_the_server: Path, tmp_path: Path
) -> None:
    files = for_vpl(tmp_path, kit, 'exercises = ["tensors.rank"]\n')
    bare = tmp_path / "bin"
    bare.mkdir()
    for name in ("env", "bash", "sh", "sed", "tail", "grep", "mktemp", "rm", "cat", "dirname", "mkdir", "readlink"):
        (bare / name).symlink_to(str(shutil.which(name)))
    jail = Jail(tmp_path / "p10001", files, None if said.startswith(("no tiene", "instala")) else on_the_server)
    jail.hand_in(tensors__py=(SOLUTIONS / "tensors.py").read_bytes())
    told, evaluation = jail.evaluate(**(take_away(jail, bare) or {}))
    assert evaluation is None
    assert re.fullmatch(
        r"No se ha podido corregir, y no es culpa de la entrega: [^\n]*\. Avisa a tu profesor\.\n", told
    )
    assert said in told


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="VPL's jail is a Linux")
@pytest.mark.parametrize("name", ["course__toml", "requirements__txt", "install__sh"])
def test_a_submission_has_no_file_of_the_teachers_in_vpl(
    name: str, kit: str, on_the_server: Path, tmp_path: Path
) -> None:
    """Where the teacher has uploaded none of that name, the submission's would count, or be run."""
    files = for_vpl(tmp_path, kit, 'exercises = ["tensors.rank"]\n')
    jail = Jail(tmp_path / "p10001", files, on_the_server)
    (jail.home / name.replace("__", ".")).unlink()
    jail.hand_in(**{name: b"touch run\n"})
    told, evaluation = jail.evaluate()
    assert evaluation is None
    assert re.fullmatch(r"Tu entrega trae un fichero llamado [\w.]+, .*\n", told)
    assert not (jail.home / "run").exists()


@pytest.mark.parametrize("platform", template.TELL_NO_TIME)
def test_who_plans_for_a_platform_without_a_time_is_told(platform: str, tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text("deadline = 2020-01-01T00:00:00Z\n", encoding="utf-8")
    done = rna("template", tmp_path / "out", "--platform", platform, "--course", tmp_path / "course.toml")
    assert done.returncode == 0
    assert re.fullmatch(rf"rna: {platform} no dice cuándo se entregó, .*\n", done.stderr)


def test_what_was_handed_in_nobody_knows_when_is_not_late(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text("deadline = 2020-01-01T00:00:00Z\n", encoding="utf-8")
    (tmp_path / "tensors.py").write_bytes((SOLUTIONS / "tensors.py").read_bytes())
    terms = ("grade", "tensors.rank", "--submission", tmp_path, "--course", tmp_path / "course.toml")
    assert "1 de 1, nota 10 de 10, aprobado" in rna(*terms, "--submitted", "unknown").stderr
    assert "0 de 1, nota 0 de 10, todavía sin aprobar" in rna(*terms).stderr


# -- PrairieLearn ----------------------------------------------------------------------------------


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="PrairieLearn's graders are Linux containers")
def test_prairielearn_grades_a_submission(wheel: Path, kit: str, tmp_path: Path) -> None:
    """The real entry point, in folders such as PrairieLearn mounts; and what it says where nothing can be graded."""
    (tmp_path / "course.toml").write_text('exercises = ["tensors.rank", "activations.relu"]\n', encoding="utf-8")
    plan = course.read(tmp_path / "course.toml")
    template.write(tmp_path / "image", kit, plan, "prairielearn", tmp_path / "course.toml")
    kit_home = environment(tmp_path / "kit")
    pip = [kit_home / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel]
    assert run(pip, tmp_path).returncode == 0
    for name in ("student", "tests", "data"):
        (tmp_path / "grade" / name).mkdir(parents=True)
    answers = "import numpy as np\n\n\ndef relu(z):\n    raise ValueError('\\x1b]8;;javascript:1\\x07<b>x</b>')\n"
    (tmp_path / "grade" / "student" / "activations.py").write_text(answers, encoding="utf-8")
    (tmp_path / "grade" / "student" / "tensors.py").write_bytes((SOLUTIONS / "tensors.py").read_bytes())
    (tmp_path / "grade" / "student" / "grader.py").write_text("raise SystemExit('mine')\n", encoding="utf-8")

    def results(**variables: str) -> dict[str, Any]:
        command = [kit_home / "bin" / "python", "-I", tmp_path / "image" / "grade.py"]
        done = run(command, tmp_path / "grade" / "student", RNA_GRADE=str(tmp_path / "grade"), **variables)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        return recorded((tmp_path / "grade" / "results" / "results.json").read_text(encoding="utf-8"))

    tree = results()
    assert (tree["gradable"], tree["score"]) == (True, 0.5)
    assert [(test["points"], test["max_points"]) for test in tree["tests"]] == [(1, 1), (0, 1)]
    assert "<b>x</b>" in tree["tests"][1]["message"]
    assert "\x1b" not in tree["tests"][1]["message"]

    # A question's own plan comes first.
    (tmp_path / "grade" / "tests" / "course.toml").write_text('exercises = ["activations.tanh"]\n', encoding="utf-8")
    (tmp_path / "grade" / "student" / "activations.py").write_bytes((SOLUTIONS / "activations.py").read_bytes())
    tree = results()
    assert (tree["gradable"], tree["score"], len(tree["tests"])) == (True, 1, 1)
    assert tree["tests"][0]["images"]

    (tmp_path / "grade" / "tests" / "course.toml").write_text("exercises = 3\n", encoding="utf-8")
    assert not results()["gradable"]
    assert "course.toml, «exercises»" in results()["message"]
    assert results(RNA_MINUTES="mucho")["message"].startswith("No se ha podido corregir, y no es culpa de la entrega: ")
