"""The ``rna`` command as a person runs it: a process, its exit status, its screen and its files."""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import os
import re
import shutil
import subprocess
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from grader import cli, command_line
from grader.boundary import sandbox
from grader.curriculum import catalog, data
from tests.support import ROOT, SOLUTIONS, installs
from tests.support.command import SCHEMA, read, rna


@pytest.mark.proof
def test_solutions_earn_everything(tmp_path: Path) -> None:
    done = rna("grade", "--submission", SOLUTIONS, "--json", tmp_path / "report.json")
    assert done.returncode == 0, done.stdout + done.stderr
    tree = read(tmp_path / "report.json")
    assert (tree["score"], tree["max_score"], len(tree["exercises"])) == (100, 100, 66)
    assert {exercise["status"] for exercise in tree["exercises"]} == {"passed"}
    assert "100 de 100" in done.stdout
    assert "training.train_mnist: época 5 de 5" in done.stderr, "progress in a log"


def test_stubs_earn_nothing(tmp_path: Path) -> None:
    done = rna("grade", "--json", tmp_path / "report.json")
    assert done.returncode == 1, done.stdout + done.stderr
    tree = read(tmp_path / "report.json")
    assert (tree["score"], len(tree["exercises"])) == (0, 66)
    assert {exercise["status"] for exercise in tree["exercises"]} == {"not_implemented"}
    text = done.stdout.replace("\\", "/")
    assert "Todo está por hacer" in text
    assert "1. Abre exercises/tensors.py y busca la función rank (Rango de un tensor)." in text
    assert "corrige solo eso: rna grade tensors.rank" in text
    assert "site/tensors.md#rank" in text
    assert "rna hint tensors.rank" in text
    assert max(map(len, text.splitlines())) <= 80
    assert len(text.splitlines()) <= 24, "all of it on the smallest screen"


@pytest.mark.proof
def test_a_limit_for_everything_leaves_a_report(tmp_path: Path) -> None:
    """What is done by then counts; the rest is a timeout, and no failure of the grader."""
    for module in ("tensors", "activations"):
        (tmp_path / f"{module}.py").write_bytes((SOLUTIONS / f"{module}.py").read_bytes())
    with (tmp_path / "activations.py").open("a", encoding="utf-8") as file:
        file.write(
            "\n\ndef relu(z):\n    while True:\n        pass\n\n\nsoftmax = relu_derivative = relu\n"
        )  # the last ones
    done = rna(
        "grade", "tensors", "activations", "--submission", ".", "--require-sandbox", "--time-limit", "0.3",
        "--json", "r.json", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    statuses = {exercise["id"]: exercise["status"] for exercise in read(tmp_path / "r.json")["exercises"]}
    assert {name for name, status in statuses.items() if status == "timeout"} == {
        "activations.relu", "activations.relu_derivative", "activations.softmax"
    }  # fmt: skip
    assert set(statuses.values()) == {"passed", "timeout"}
    assert "No dio tiempo: toda la corrección tenía 0.3 minutos" in done.stdout
    assert "corrector ha fallado" not in done.stderr


def test_what_nobody_has_begun_is_told_without_running_it(tmp_path: Path) -> None:
    """And told just as if it had been run."""
    (tmp_path / "exercises").mkdir()
    stub = (ROOT / "exercises" / "activations.py").read_text(encoding="utf-8")
    (tmp_path / "exercises" / "activations.py").write_text(stub.partition("def softmax")[0], encoding="utf-8")
    trees = []
    for arguments in ([], ["--submission", "."]):
        rna("grade", "activations", "neuron.perceptron", *arguments, "--seed", "1", "--json", "r.json", cwd=tmp_path)
        tree = read(tmp_path / "r.json")
        in_force = bool(arguments and sandbox.LAYERS)
        assert bool(tree.pop("sandbox")) is in_force, "the second time workers were started"
        for exercise in tree["exercises"]:
            exercise.pop("duration")
        trees.append(tree)
    assert trees[0] == trees[1]


TRIED = """import numpy as np


def dot_product(u, v):
    \"\"\"Suma de productos.

    Ejemplo:
        dot_product(np.array([1.0, 2.0]), np.array([3.0, 4.0])) -> 11.0
    \"\"\"
    print("u =", u)
    return half(np.sum(u * v))


def half(x):
    return x / 2 if x else {}[x]


def weighted_sum(x, w, b):
    \"\"\"Ejemplo:
        weighted_sum(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5) -> 1.5
    \"\"\"
    return float(x @ w + b)


def perceptron(x, w, b):
    while True:
        input()


def train_perceptron(X, y, learning_rate, epochs):
    \"\"\"Ejemplo:
        train_perceptron(np.array([[1.0]]), np.array([1.0]), 0.5, 1) -> ([0.0], 0.0)
    \"\"\"
    while True:
        pass


def and_gate():
    \"\"\"Ejemplo:
        w, b = and_gate()
        perceptron(np.array([1.0, 1.0]), w, b) -> 1
    \"\"\"
    raise NotImplementedError("Completa and_gate")
"""


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tried")
    (folder / "exercises").mkdir()
    (folder / "exercises" / "neuron.py").write_text(TRIED, encoding="utf-8")
    return folder


def tell(folder: Path, exercise: str) -> str:
    done = rna("try", exercise, cwd=folder)
    assert (done.returncode, "Traceback" in done.stdout + done.stderr) == (0, False), done.stderr
    return done.stdout.replace("\\", "/")


def test_try_runs_the_example_and_the_call_that_fails(tried: Path) -> None:
    """With what they print, give and should give; where one raises, where that is, and who called it."""
    text = tell(tried, "neuron.dot_product")
    example, _, failed = text.partition("Falla: ")
    assert "✗ neuron.dot_product  Producto escalar: " in example
    lines = "dot_product(np.array([1.0, 2.0]), np.array([3.0, 4.0]))\n  imprime:\n    u = [1. 2.]\n  devuelve    5.5"
    assert f"{lines}\n  se esperaba 11.0\n" in example
    assert re.search(r"^dot_product\(", failed, re.MULTILINE)
    assert "imprime:\n    u = [" in failed
    assert "exercises/neuron.py:11: `return half(np.sum(u * v))`\nexercises/neuron.py:15: `return x / 2" in failed
    assert "KeyError" in failed


def test_try_of_what_is_right_says_so(tried: Path) -> None:
    text = tell(tried, "neuron.weighted_sum")
    assert "devuelve    1.5\n  se esperaba 1.5\n" in text
    assert "Todas las comprobaciones pasan: ninguna llamada falla." in text


def test_try_of_what_is_not_there_shows_what_it_should_do(tried: Path) -> None:
    text = tell(tried, "neuron.and_gate")
    assert "w, b = and_gate()\nperceptron(np.array([1.0, 1.0]), w, b)\n  se esperaba 1\n" in text
    assert "está sin hacer" in text
    assert "Falta la función `or_gate` en neuron.py." in tell(tried, "neuron.or_gate")


def test_try_ends_what_waits(tried: Path) -> None:
    text = tell(tried, "neuron.perceptron")
    assert "EOFError" in text
    assert "exercises/neuron.py:27: `input()`" in text


@pytest.mark.proof
def test_try_ends_what_is_endless(tried: Path) -> None:
    assert tell(tried, "neuron.train_perceptron").count("¿un bucle que no termina?") >= 1


def test_try_wants_one_exercise(tried: Path) -> None:
    for arguments, words in ((["neuron"], "son 7 ejercicios; di cuál"), (["nada"], "no hay ningún"), ([], "falta ID")):
        done = rna("try", *arguments, cwd=tried)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert words in done.stderr


def test_a_seed_repeats_a_grading(tmp_path: Path) -> None:
    (tmp_path / "activations.py").write_text("def relu(z):\n    return abs(z)\n", encoding="utf-8")
    trees = []
    for number in (1, 2):
        file = tmp_path / f"{number}.json"
        rna("grade", "activations.relu", "--submission", tmp_path, "--seed", "11", "--json", file)
        trees.append(read(file))
    for tree in trees:
        tree["exercises"][0].pop("duration")
    assert trees[0] == trees[1]
    assert trees[0]["seed"] == 11


def test_seeds_differ_from_run_to_run(tmp_path: Path) -> None:
    files = [tmp_path / "1.json", tmp_path / "2.json"]
    for file in files:
        rna("grade", "tensors.rank", "--submission", SOLUTIONS, "--json", file)
    assert read(files[0])["seed"] != read(files[1])["seed"]


def test_identifiers_choose_exercises(tmp_path: Path) -> None:
    done = rna(
        "grade", "losses.m", "tensors", "neuron.perceptron", "--submission", SOLUTIONS, "--json", tmp_path / "r.json"
    )
    assert done.returncode == 0
    chosen = [exercise["id"] for exercise in read(tmp_path / "r.json")["exercises"]]
    tensors = [exercise.id for exercise in catalog.unit("tensors").exercises]
    assert chosen == [*tensors, "neuron.perceptron", "losses.mse"]


def test_the_command_for_one_exercise_grades_the_same_submission(tmp_path: Path) -> None:
    folder = tmp_path / "de Ana"
    folder.mkdir()
    (folder / "tensors.py").write_text("def rank(tensor):\n    return 7\n", encoding="utf-8")
    done = rna("grade", "tensors.rank", "--submission", folder, cwd=tmp_path)
    assert "Para corregir solo eso: rna grade tensors.rank --submission 'de Ana'\n" in done.stdout
    assert "Para corregir solo eso: rna grade tensors.rank\n" in rna("grade", "tensors.rank", cwd=folder).stdout


def test_an_empty_submission_is_graded(tmp_path: Path) -> None:
    done = rna("grade", "neuron", "--submission", tmp_path, "--json", tmp_path / "r.json")
    assert done.returncode == 1
    assert {exercise["status"] for exercise in read(tmp_path / "r.json")["exercises"]} == {"not_implemented"}


PLACES = {"told": (".", ["--submission", "."]), "above": (".", []), "inside": ("exercises", [])}


@pytest.mark.parametrize(("folder", "arguments"), PLACES.values(), ids=PLACES)
def test_modules_may_be_in_a_folder_exercises(folder: str, arguments: list[str], tmp_path: Path) -> None:
    shutil.copytree(SOLUTIONS, tmp_path / "exercises")
    assert rna("grade", "tensors.rank", *arguments, cwd=tmp_path / folder).returncode == 0


def test_formats_and_output(tmp_path: Path) -> None:
    done = rna("grade", "tensors.rank", "--submission", SOLUTIONS, "--format", "json")
    jsonschema.validate(json.loads(done.stdout), SCHEMA)
    rna("grade", "tensors.rank", "--submission", SOLUTIONS, "--output", tmp_path / "report.txt")
    assert "Puntuación: 1 de 1" in (tmp_path / "report.txt").read_text(encoding="utf-8")


MISTAKES: dict[str, tuple[list[str], str]] = {
    "unknown command": (["grad"], "ORDEN no admite «grad»"),
    "unknown exercise": (["grade", "activatons.relu"], "¿querías decir «activations.relu»?"),
    "unknown option": (["grade", "--sed", "1", "--bad"], "no conozco"),
    "no folder": (["grade", "--submission", "nowhere"], "no existe la carpeta «nowhere»"),
    "no exercises here": (["grade"], "aquí no hay ninguna carpeta «exercises»"),
    "bad seed": (["grade", "--seed", "x"], "la semilla es un número entero"),
    "bad format": (["grade", "--format", "pdf"], "--format no admite «pdf»"),
    "output nowhere": (["grade", "--submission", ".", "--json", "nowhere/r.json"], "no se puede escribir"),
    "missing value": (["grade", "--json"], "--json necesita un valor"),
    "no hint of that number": (["hint", "--step", "a", "losses.mse"], "--step no admite «a»"),
    "a switch with a value": (["grade", "--fresh=3"], "--fresh no lleva ningún valor"),
    "output not allowed": (["grade", "--submission", ".", "--json", "/proc/r.json"], " escribir «"),
    "short for two": (["grade", "--sub", "."], "«--sub» es ambiguo"),
}


FOR_PROGRAMMERS = (
    "not defined", "invalid argument", "mutually exclusive", "not callable", "can't open", "cannot merge", "conflict",
    "must start with", "dest= is required", "multiple subparser", "with mode", "unexpected option", "subcommands",
    "deprecated", "%(prog)s: error", "%(prog)s: warning", "%(heading)s:", "show program's version", "(default:",
)  # fmt: skip
"""What argparse says where the program itself is wrong, or writes a line that ours takes the place of."""


def test_all_that_argparse_says_of_a_command_line_is_spanish() -> None:
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call)]
    asked = [node.args[:2] for node in calls if isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext")]
    words = {text.value for texts in asked for text in texts if isinstance(text, ast.Constant)}
    told = {text for text in words if not any(part in text for part in FOR_PROGRAMMERS)}
    assert len(told) > 15
    assert told <= command_line.SPANISH.keys()


@pytest.mark.parametrize(("arguments", "words"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_get_one_line(arguments: list[str], words: str, tmp_path: Path) -> None:
    done = rna(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("rna: ")
    assert words in done.stderr


def test_in_a_wrong_folder_of_the_project_it_names_the_right_one(tmp_path: Path) -> None:
    project = tmp_path / "curso"
    (project / "exercises").mkdir(parents=True)
    (project / "exercises" / "neuron.py").touch()
    (project / "apuntes").mkdir()
    for command in (["grade"], ["progress"], ["hint", "neuron.perceptron"], ["watch"]):
        done = rna(*command, cwd=project / "apuntes")
        assert (done.returncode, done.stdout.strip()) == (2, "")
        assert f"entra con `cd {project}`" in done.stderr
    assert f"cd {project}" in rna("progress", cwd=tmp_path).stderr


OLDER = [path for path in map(shutil.which, ("python3.10", "python3.9", "python3.8", "python3.7", "python3.6")) if path]


@pytest.mark.parametrize("python", OLDER)
def test_an_old_python_says_which_one_is_needed(python: str, tmp_path: Path) -> None:
    if subprocess.run([python, "--version"], capture_output=True, check=False).returncode:
        pytest.skip("not there after all")
    for command in (["-m", "grader"], ["-c", "from grader.cli import main; main()"]):
        done = subprocess.run(
            [python, *command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env={"PYTHONUTF8": "1"}
        )
        assert done.returncode != 0
        (line,) = done.stderr.splitlines()
        assert "hace falta Python 3.11, 3.12 o 3.13, y este es 3." in line


@pytest.fixture
def python_without(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``rna`` where some packages are not installed."""

    def run(packages: set[str], *arguments: str) -> subprocess.CompletedProcess[str]:
        venv.create(tmp_path / "venv", with_pip=False, symlinks=True)
        libraries = tmp_path / "libraries"
        shutil.rmtree(libraries, ignore_errors=True)
        libraries.mkdir()
        for package in Path(sysconfig.get_path("purelib")).iterdir():
            if package.stem not in packages and package.suffix != ".pth":
                (libraries / package.name).symlink_to(package)
        own = installs.libraries(tmp_path / "venv")
        (own / "kit.pth").write_text(f"{libraries}\n{ROOT}\n", encoding="utf-8")
        command = [tmp_path / "venv" / "bin" / "python", "-P", "-m", "grader", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    return run


@pytest.mark.skipif(os.name == "nt", reason="makes symbolic links")
class TestMissingPackages:
    @pytest.mark.proof
    def test_without_tensorflow_the_rest_is_graded(self, python_without: Any, tmp_path: Path) -> None:
        solutions = ["--submission", str(SOLUTIONS)]
        done = python_without({"tensorflow", "keras"}, "grade", "tensors.rank", "training", *solutions)
        assert done.returncode == 2
        assert "Puntuación: 1 de 1" in done.stdout
        (line,) = done.stderr.splitlines()
        assert "falta TensorFlow, y sin él no se corrige training: instálalo con `pip install tensorflow`" in line

    def test_without_tensorflow_nothing_to_grade(self, python_without: Any) -> None:
        done = python_without({"tensorflow"}, "grade", "keras_models", "--submission", str(SOLUTIONS))
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)

    @pytest.mark.proof
    def test_a_class_needs_nothing_more(self, python_without: Any, tmp_path: Path) -> None:
        """Without Dask, and all that comes with it, a class is graded; only a scheduler asks for it, in one line."""
        (tmp_path / "class" / "ana").mkdir(parents=True)
        (tmp_path / "class" / "ana" / "tensors.py").write_bytes((SOLUTIONS / "tensors.py").read_bytes())
        terms = ["class", "class", "--only", "tensors.rank"]
        missing = {"dask", "distributed", "jinja2", "datasketch", "tornado", "yaml", "psutil"}
        done = python_without(missing, *terms, "--scheduler", "tcp://127.0.0.1:8786")
        assert (done.returncode, done.stdout) == (2, "")
        (line,) = done.stderr.splitlines()
        assert line.endswith('hace falta Dask: instálalo con `pip install "redes-neuronales[class]"`')
        done = python_without(missing, *terms)
        assert done.returncode == 0, done.stderr
        assert "1 entrega: 1 corregida" in done.stdout

    def test_without_something_else(self, python_without: Any) -> None:
        done = python_without({"rich"}, "grade", "tensors.rank", "--submission", str(SOLUTIONS))
        assert done.returncode == 2
        (line,) = done.stderr.splitlines()
        assert "le falta el paquete rich" in line


def test_alone_it_shows_its_help() -> None:
    alone = rna()
    assert (alone.returncode, alone.stderr) == (2, "")
    assert alone.stdout == rna("--help").stdout


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_what_is_read_in_help_is_spanish(command: str) -> None:
    text = rna(command, "--help").stdout
    assert not re.search(r"\b(FILE|DIR|TIME|MIN|ADDRESS|REQUIREMENT|FOLDER|UNIT)\b", text)


def test_the_data_are_copied_for_programs_of_ones_own(tmp_path: Path) -> None:
    done = rna("data", tmp_path / "new")
    assert (done.returncode, done.stderr) == (0, "")
    assert [Path(line) for line in done.stdout.splitlines()] == [tmp_path / "new" / name for name in data.SHA256]
    for name in data.SHA256:
        assert (tmp_path / "new" / name).read_bytes() == data.read(name)
    assert rna("data", tmp_path / "new").returncode == 0, "what is there already stays"
    (tmp_path / "new" / "pima.csv").write_text("mine", encoding="utf-8")
    done = rna("data", tmp_path / "new")
    assert (done.returncode, done.stdout) == (2, "")
    assert "ya existe y es otra cosa" in done.stderr
    assert (tmp_path / "new" / "pima.csv").read_text(encoding="utf-8") == "mine"


def test_it_says_where_a_report_is(tmp_path: Path) -> None:
    """On standard error: standard output may be somebody's input."""
    terms = ("grade", "tensors.rank", "--submission", SOLUTIONS)
    done = rna(*terms, "--format", "html", "--output", tmp_path / "r.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"Informe en {tmp_path / 'r.html'}\n")
    assert json.loads(rna(*terms, "--format", "json").stdout)["score"] == 1
    done = rna(*terms, "--output", "/dev/full" if os.path.exists("/dev/full") else "/nowhere/r")  # noqa: PTH110
    assert "Informe en" not in done.stderr


def test_help_is_spanish() -> None:
    text = rna("--help").stdout + rna("grade", "--help").stdout
    assert "uso: rna" in text
    for english in ("usage", "positional", "options:", "show this"):
        assert english not in text


def test_a_module_where_it_is_started_is_not_imported(tmp_path: Path) -> None:
    """A submission's file named as a library that the command needs would run where the verdict is made."""
    for name in ("tomllib", "json", "typing", "hypothesis"):
        (tmp_path / f"{name}.py").write_text("import os\nos._exit(0)\n", encoding="utf-8")
    (tmp_path / "activations.py").write_text("def relu(z):\n    return z * 0\n", encoding="utf-8")
    done = rna("grade", "activations.relu", "--json", "report.json", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert read(tmp_path / "report.json")["score"] == 0


@pytest.fixture
def copied_kit(tmp_path: Path) -> Path:
    """A Python with a copy of the kit that may be damaged, in an environment of its own; the folder of the copy."""
    venv.create(tmp_path / "venv", with_pip=False, symlinks=os.name != "nt")
    shutil.copytree(ROOT / "grader", tmp_path / "grader", ignore=shutil.ignore_patterns("__pycache__"))
    libraries = installs.libraries(tmp_path / "venv")
    (libraries / "kit.pth").write_text(f"{tmp_path}\n{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.proof
def test_a_damaged_data_file_is_a_broken_grader(copied_kit: Path) -> None:
    """Exit status 2, one line that says what to do; the exercise is not graded, the others are."""
    with (copied_kit / "grader" / "curriculum" / "data" / "pima.csv").open("a") as file:
        file.write("1,2,3\n")
    python = Path(sysconfig.get_path("scripts", vars={"base": str(copied_kit / "venv")}), "python")
    report = copied_kit / "report.json"
    ids = ["training.prepare_pima", "tensors.rank"]
    command = [python, "-m", "grader", "grade", *ids, "--submission", SOLUTIONS, "--json", report]
    done = subprocess.run(command, cwd=copied_kit, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("rna: "))
    assert "pima.csv está dañado" in line
    assert "no es culpa de tu código" in line
    assert "Traceback" not in done.stdout + done.stderr
    statuses = {exercise["id"]: exercise["status"] for exercise in read(report)["exercises"]}
    assert statuses == {"training.prepare_pima": "not_graded", "tensors.rank": "passed"}
    assert "sin corregir" in done.stdout


@pytest.mark.proof
def test_checks_that_cannot_be_loaded_are_told(copied_kit: Path) -> None:
    with (copied_kit / "grader" / "curriculum" / "activations" / "checks.py").open("a", encoding="utf-8") as file:
        file.write("\nunknown\n")
    python = Path(sysconfig.get_path("scripts", vars={"base": str(copied_kit / "venv")}), "python")
    command = [python, "-m", "grader", "grade", "activations.relu", "--submission", SOLUTIONS]
    done = subprocess.run(command, cwd=copied_kit, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "no se han podido cargar las comprobaciones de activations.relu" in done.stderr
    assert "name 'unknown' is not defined" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
