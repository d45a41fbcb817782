"""What a folder remembers (`rna hint`, `rna progress`), and that nothing depends on it."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.curriculum import catalog
from tests.support import ROOT, SOLUTIONS
from tests.support.command import rna

RELU = "import numpy as np\n\n\ndef relu(z):\n    return np.maximum(z, 0)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "activations.py").write_text(RELU, encoding="utf-8")
    shutil.copy(ROOT / "exercises" / "tensors.py", tmp_path / "exercises")
    return tmp_path / "exercises"


@pytest.fixture
def here(folder: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``rna`` in the student's folder."""
    return lambda *arguments: rna(*arguments, cwd=folder.parent)


Run = Callable[..., subprocess.CompletedProcess[str]]


def test_hints_come_one_by_one(here: Run, folder: Path) -> None:
    hints = catalog.select(["activations.softmax"])[0].hints
    for step in (1, 2, 3, 3):
        done = here("hint", "activations.softmax")
        assert done.returncode == 0, done.stderr
        shown = " ".join(done.stdout.split())
        assert [" ".join(hint.split()) in shown for hint in hints] == [number < step for number in range(3)]
    assert shown.endswith("No quedan más pistas.")
    (folder.parent / "site").mkdir()
    (folder.parent / "site" / "activations.md").touch()
    shown = here("hint", "activations.softmax").stdout
    assert "No quedan más pistas. Teoría: site/activations.md#softmax" in shown
    shown = rna("hint", "activations.softmax", cwd=folder.parent, SITE_URL="https://ejemplo.org/redes").stdout
    assert "Teoría: https://ejemplo.org/redes/activations/#softmax" in shown


def test_hints_are_remembered_for_each_exercise(here: Run) -> None:
    here("hint", "activations.softmax")
    assert "Pista 1 de 3" in here("hint", "activations.relu").stdout
    assert "Pista 2 de 3" in here("hint", "activations.softmax").stdout


def test_a_hint_needs_one_exercise(here: Run) -> None:
    done = here("hint", "activations")
    assert (done.returncode, done.stdout) == (2, "")
    assert "«activations» son 9 ejercicios; di cuál, por ejemplo activations.step" in done.stderr


def test_progress_is_the_last_grading_of_each(here: Run, folder: Path) -> None:
    assert "0 de 100 puntos, 0 de 66 ejercicios" in here("progress").stdout
    here("grade", "activations.relu")
    shown = here("progress").stdout
    assert "1 de 100 puntos, 1 de 66 ejercicios" in shown
    assert "✓ relu" in shown
    assert "Siguiente paso: exercises/tensors.py, función rank" in shown.replace("\\", "/")
    assert "Teoría" not in shown, "there is no site beside this folder"
    (folder / "activations.py").write_text(RELU.replace("0)", "1)"), encoding="utf-8")
    here("grade", "activations.relu")
    assert "✗ relu (llegó a 1 punto)" in here("progress").stdout


def test_progress_of_one_unit(here: Run, folder: Path) -> None:
    (folder / "activations.py").write_text(RELU + "\n\ndef sign(z):\n    return z\n", encoding="utf-8")
    here("grade", "activations")
    for asked in ("activations", "activations.relu"):
        shown = here("progress", asked).stdout
        lines = [" ".join(line.split()) for line in shown.splitlines()]
        assert "3. Funciones de activación" in lines
        assert "✓ relu ReLU 1/1 bien" in lines
        assert "✗ sign Signo 0/1 no cumple" in lines
        assert "· softmax Softmax 0/2 sin hacer" in lines
        assert "1 de 10.5 puntos, 1 de 9 ejercicios" in lines
        assert "función sign" in shown.partition("Siguiente paso: ")[2], "the first that is there"
        assert "losses" not in shown
    done = here("progress", "nada")
    assert (done.returncode, done.stdout) == (2, "")
    assert "«nada»" in done.stderr


def test_what_is_finished_is_celebrated_once(here: Run, folder: Path) -> None:
    solved = (SOLUTIONS / "activations.py").read_text(encoding="utf-8")
    (folder / "losses.py").write_text("", encoding="utf-8")
    cheer = "¡Unidad 3 completa! Funciones de activación: 9 ejercicios, todo bien."
    (folder / "activations.py").write_text(solved.replace("def relu(", "def _relu("), encoding="utf-8")
    assert "completa!" not in here("grade", "activations").stdout
    (folder / "activations.py").write_text(solved, encoding="utf-8")
    shown = here("grade", "activations.relu").stdout
    assert cheer in shown
    assert "Siguiente paso: exercises/losses.py, función mse" in shown.replace("\\", "/")
    again = here("grade", "activations.relu").stdout
    assert "completa!" not in again
    assert "¡Todo bien!" in again
    assert "función mse" in again
    (folder / "activations.py").write_text(solved.replace("def tanh(z):", "def tanh(z):\n    return 3\n"), "utf-8")
    here("grade", "activations")
    (folder / "activations.py").write_text(solved, encoding="utf-8")
    assert "completa!" not in here("grade", "activations", "--fresh").stdout, "mended, it is no news"
    (folder / ".rna.json").unlink()
    assert cheer not in here("grade", "activations", "--submission", folder).stdout, "somebody else's"


def test_the_course_is_celebrated_at_its_end(here: Run, folder: Path) -> None:
    records = {each.id: {"status": "passed", "last": each.points, "best": each.points} for each in catalog.exercises()}
    del records["activations.relu"]
    (folder / ".rna.json").write_text(json.dumps({"schema": "rna/state/v1", "exercises": records}), encoding="utf-8")
    shown = here("grade", "activations.relu").stdout
    total = len(catalog.exercises())
    assert f"¡Enhorabuena! Has completado el curso: {total} ejercicios, 100 puntos." in shown
    assert "no queda ningún ejercicio por hacer" in shown
    assert "Enhorabuena" not in here("grade", "activations.relu").stdout


def test_grading_somebody_else_leaves_nothing_in_their_folder(here: Run, folder: Path) -> None:
    here("grade", "activations.relu", "--submission", folder)
    assert sorted(file.name for file in folder.iterdir()) == ["activations.py", "tensors.py"]


DAMAGE = {
    "empty": b"",
    "no JSON": b"{",
    "not UTF-8": b"\xff\xfe\x00",
    "a list": b"[1]",
    "another schema": b'{"schema": "x", "exercises": {"activations.relu": {"hints": 2}}}',
    "no entries": b'{"schema": "rna/state/v1", "exercises": 3}',
    "nested too deep": b"[" * 100_000,
    "odd values": json.dumps(
        {
            "schema": "rna/state/v1",
            "exercises": {
                "activations.relu": {"status": ["x"], "last": 1e999, "best": "9", "hints": -4, "code": None},
                "activations.sign": {"status": "passed", "last": 1e6, "best": True, "hints": True},
                "activations.tanh": 3,
                "activations.step": {"status": "passed", "last": 10**400, "best": -(10**400), "hints": 10**400},
                "activations.sigmoid": {"status": "passed", "last": float("nan"), "best": float("-inf"), "hints": 1e9},
                "no.such": {"status": "passed", "last": 100.0},
            },
        }
    ).encode(),
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_memory_is_no_obstacle(content: bytes, here: Run, folder: Path) -> None:
    (folder / ".rna.json").write_bytes(content)
    done = here("progress")
    assert (done.returncode, done.stderr) == (0, "")
    assert float(done.stdout.split()[0]) <= 3, "no more than the exercise is worth"
    done = here("hint", "activations.relu")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Pista 1 de 3" in done.stdout
    assert json.loads((folder / ".rna.json").read_bytes())["exercises"]["activations.relu"]["hints"] == 1


def test_memory_is_not_read_through_a_link(here: Run, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text("{}", encoding="utf-8")
    (folder / ".rna.json").symlink_to(outside)
    here("hint", "activations.relu")
    assert outside.read_text(encoding="utf-8") == "{}"
    assert "Pista 2" in here("hint", "activations.relu").stdout, "the link was replaced by a file"


def test_a_folder_in_its_place(here: Run, folder: Path) -> None:
    (folder / ".rna.json").mkdir()
    done = here("hint", "activations.relu")
    assert done.returncode == 0
    assert "Pista 1 de 3" in done.stdout
    assert done.stderr.count("no se puede escribir") == len(done.stderr.splitlines()) == 1
    assert "Pista 3 de 3" in here("hint", "activations.relu", "--step", "3").stdout
    assert sorted(file.name for file in folder.iterdir()) == [".rna.json", "activations.py", "tensors.py"], (
        "no draft is left"
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not stop this user")
def test_a_folder_that_cannot_be_written_to(here: Run, folder: Path) -> None:
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        done = here("grade", "activations.relu")
        assert done.returncode == 0
        assert done.stderr.count("no se puede escribir") == 1
        assert "0 de 100 puntos" in here("progress").stdout
    finally:
        folder.chmod(stat.S_IRWXU)
