"""The audit's promise that imports point down holds, and sees an import that does not, however it is written."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from tests.support import ROOT
from tools.prove import layers


@pytest.fixture(scope="module")
def kit() -> layers.Modules:
    return layers.read(ROOT / "grader")


def test_they_do(kit: layers.Modules) -> None:
    assert list(layers.breaches(kit)) == []


PLANTED = {
    "up": ("boundary.wire", "from grader.feedback import record", "boundary.wire imports feedback.record"),
    "up, as a module": ("verdict.checker", "import grader.cli", "verdict.checker imports cli"),
    "from the part's own package": (
        "boundary.wire", "from ..untrusted import worker", "boundary.wire imports untrusted.worker",
    ),
    "in a function": (
        "untrusted.worker", "def f():\n    from grader.verdict.numpy_keras import predict",
        "untrusted.worker imports verdict.numpy_keras",
    ),
    "for types alone": (
        "feedback.record", "if TYPE_CHECKING:\n    from grader.verdict.student import Student",
        "feedback.record imports verdict.student",
    ),
    "by a name": (
        "untrusted.loading", "import importlib\nimportlib.import_module('grader.report')",
        "untrusted.loading imports report",
    ),
    "by a name with a hole": (
        "untrusted.loading", "from importlib import import_module\nimport_module(f'grader.verdict.{name}')",
        "untrusted.loading imports verdict.checker",
    ),
    "by a constant": (
        "boundary.wire", "PLACE = 'grader.report'\nimport importlib\nimportlib.import_module(PLACE)",
        "boundary.wire imports report",
    ),
    "by who knows what": (
        "boundary.wire", "import importlib\nimportlib.import_module(input())", "boundary.wire imports cli",
    ),
    "by a keyword": (
        "boundary.wire", "import importlib\nimportlib.import_module(name='grader.report')",
        "boundary.wire imports report",
    ),
    "by a relative name": (
        "boundary.wire", "import importlib\nimportlib.import_module('..report', __package__)",
        "boundary.wire imports report",
    ),
    "by another name for the call": (
        "boundary.wire", "from importlib import import_module as load\nload('grader.report')",
        "boundary.wire imports report",
    ),
    "by the call as an argument": (
        "boundary.wire", "import importlib\nmap(importlib.import_module, NAMES)", "boundary.wire imports report",
    ),
    "by a text that changes": (
        "boundary.wire", "import importlib\nW = 'grader.report'\nimportlib.import_module(W)\nW = 'json'",
        "boundary.wire imports report",
    ),
    "of what is beside the kit": ("cli", "from tools.prove import audit", "cli imports tools.prove"),
    "of more than is allowed": (
        "untrusted.worker", "from grader.errors import UsageError", "untrusted.worker imports errors",
    ),
    "in a circle": ("boundary.keras_models", "from grader.boundary import values", "a circle: "),
    "by a part that has no layer": ("novelty", "", "novelty has no layer"),
}  # fmt: skip


@pytest.mark.parametrize(("module", "planted", "breach"), PLANTED.values(), ids=PLANTED)
def test_a_planted_import_is_found(module: str, planted: str, breach: str, kit: layers.Modules) -> None:
    source = ast.unparse(kit[module]) if module in kit else ""
    found = layers.breaches({**kit, module: ast.parse(f"{source}\n{planted}")})
    assert [each for each in found if each.startswith(breach)]


def test_it_is_found_in_a_copy_of_the_kit(tmp_path: Path) -> None:
    """Read from the disk, as the audit does."""
    for part in ("boundary", "feedback"):
        shutil.copytree(ROOT / "grader" / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "boundary" / "wire.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef later():\n    from grader.feedback.record import History\n")
    assert "boundary.wire imports feedback.record" in layers.breaches(layers.read(tmp_path))
