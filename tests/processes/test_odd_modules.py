"""What lies in the place of a module and cannot be read as one is named, with the reason, and is never "to do"."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader import submission
from tests.support.command import read, rna

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has neither such links nor pipes")

RANK = "import numpy as np\ndef rank(tensor):\n    return np.ndim(tensor)\n"
TANH = "import numpy as np\ndef tanh(z):\n    return np.tanh(z)\n"


def linked(file: Path) -> None:
    (file.parents[1] / "elsewhere.py").write_text(RANK, encoding="utf-8")
    file.symlink_to(file.parents[1] / "elsewhere.py")


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link": (linked, "es un enlace"),
    "a broken link": (lambda file: file.symlink_to("nowhere.py"), "es un enlace"),
    "a loop of links": (lambda file: file.symlink_to(file.name), "es un enlace"),
    "a folder": (Path.mkdir, "es una carpeta"),
    "a pipe": (os.mkfifo if hasattr(os, "mkfifo") else Path.mkdir, "es una tubería"),
    "a large file": (lambda file: file.write_text(RANK + "#" * submission.MAX_SOURCE), "ocupa más de 1 MB"),
}


@pytest.fixture
def exercises(tmp_path: Path) -> Path:
    folder = tmp_path / "ana" / "exercises"
    folder.mkdir(parents=True)
    (folder / "activations.py").write_text(TANH, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("make", "words"), ODD.values(), ids=ODD)
def test_an_odd_module_is_named(make: Callable[[Path], object], words: str, exercises: Path, tmp_path: Path) -> None:
    make(exercises / "tensors.py")
    done = rna("grade", "tensors.rank", "activations.tanh", "--json", tmp_path / "r.json", cwd=exercises.parent)
    graded = {each["id"]: each for each in read(tmp_path / "r.json")["exercises"]}
    assert done.returncode == 1, done.stderr
    assert graded["activations.tanh"]["status"] == "passed"
    assert (graded["tensors.rank"]["status"], graded["tensors.rank"]["score"]) == ("error", 0)
    assert f"tensors.py {words}" in " ".join(done.stdout.split()).replace("no es un fichero normal: ", "")
    assert "hacer" not in done.stdout
    progress = rna("progress", cwd=exercises.parent)
    assert progress.returncode == 0
    assert "tensors.py" in progress.stderr
    assert words in progress.stderr


@pytest.mark.proof
@pytest.mark.parametrize(("make", "words"), ODD.values(), ids=ODD)
def test_in_a_class(make: Callable[[Path], object], words: str, exercises: Path, tmp_path: Path) -> None:
    make(exercises / "tensors.py")
    asked = ("--only", "tensors.rank", "activations.tanh", "--output", tmp_path / "out")
    (tmp_path / "class").mkdir()
    shutil.move(exercises.parent, tmp_path / "class" / "ana")
    done = rna("class", tmp_path / "class", *asked)
    assert "Traceback" not in done.stderr
    told = (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8")
    told += "".join(report.read_text(encoding="utf-8") for report in (tmp_path / "out" / "reports").glob("*.json"))
    assert "tensors.py" in told
    assert words.removeprefix("es una tubería") in told
    assert "hacer" not in told
    assert "Falta la función" not in told


@pytest.mark.skipif(not shutil.which("setpriv"), reason="it takes root's rights away")
@pytest.mark.parametrize("command", ["grade", "watch", "progress", "class"])
def test_without_permission(command: str, exercises: Path, tmp_path: Path) -> None:
    (exercises / "tensors.py").write_text(RANK, encoding="utf-8")
    (exercises / "tensors.py").chmod(0)
    without = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    asked = [tmp_path, "--only", "tensors.rank", "--output", tmp_path.parent / f"{tmp_path.name}-out"]
    arguments = [*map(str, asked)] if command == "class" else ["tensors.rank"] if command != "progress" else []
    done = subprocess.run(
        [*without, sys.executable, "-m", "grader", command, *arguments],
        cwd=exercises.parent, capture_output=True, encoding="utf-8", check=False, timeout=100,
    )  # fmt: skip
    told = done.stdout + done.stderr
    if command == "class":
        told += (tmp_path.parent / f"{tmp_path.name}-out" / "grades.csv").read_text(encoding="utf-8")
    assert "tensors.py" in told
    assert "no hay permiso" in told
    assert "1 MB" not in told
    assert "sin hacer" not in told
    assert "Traceback" not in told
    assert done.returncode == (0 if command == "progress" else 2 if command != "class" else done.returncode)


def test_a_folder_of_exercises_that_is_a_link(exercises: Path, tmp_path: Path) -> None:
    (tmp_path / "eva").mkdir()
    for target in (exercises, Path("nowhere")):
        (tmp_path / "eva" / "exercises").symlink_to(target)
        done = rna("grade", "tensors.rank", cwd=tmp_path / "eva")
        assert done.returncode == 2
        assert "exercises» es un enlace" in done.stderr
        (tmp_path / "eva" / "exercises").unlink()
