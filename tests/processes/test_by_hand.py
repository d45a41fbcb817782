"""The checks under a plain pytest, as the author of an exercise runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, SOLUTIONS


def by_hand(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    checks = ROOT / "grader" / "curriculum"
    command = [sys.executable, "-m", "pytest", "-c", checks / "pytest.ini", "-q", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        list(map(str, command)), cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("host", [[], ["--in-process"]], ids=["worker", "in process"])
def test_right_and_wrong_answers(host: list[str], tmp_path: Path) -> None:
    checks = ROOT / "grader" / "curriculum" / "activations" / "checks.py"
    good = by_hand(checks, "-k", "Relu", "--submission", SOLUTIONS, *host)
    assert good.returncode == 0, good.stdout
    assert "passed" in good.stdout
    (tmp_path / "activations.py").write_text("def relu(z):\n    return abs(z)\n", encoding="utf-8")
    bad = by_hand(checks, "-k", "Relu", "--submission", tmp_path, *host)
    assert bad.returncode == 1
    assert "se esperaba" in bad.stdout


NUMPY_UNITS = ("tensors", "neuron", "activations", "losses", "gradient_descent", "network")


def test_the_numpy_units_checks_import_nothing_heavy() -> None:
    """They run where only NumPy, pytest and Hypothesis are: importing them brings in nothing else that is installed."""
    script = (
        "import sys\n"
        + "".join(f"import grader.curriculum.{unit}.checks\n" for unit in NUMPY_UNITS)
        + "heavy = {'tensorflow', 'keras', 'pandas', 'scipy', 'sklearn', 'rich', 'jsonschema'} & set(sys.modules)\n"
        + "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_a_command_imports_no_numpy() -> None:
    """Nor what takes longer: the processes that grade are on their way before it has imported more than it needs."""
    script = (
        "import sys\n"
        "from grader import cli\n"
        "from grader.reporters import terminal\n"
        "from grader.workspace import own_folder, progress, watch\n"
        "heavy = {'numpy', 'pytest', 'hypothesis', 'tensorflow', 'rich.progress'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
