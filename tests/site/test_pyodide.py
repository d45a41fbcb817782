"""The answers pass under what the page has: Pyodide's NumPy, and the last Hypothesis in pure Python."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.support import ROOT, SOLUTIONS
from tests.support.web import assemble, numpy_units

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(shutil.which("npm") is None, reason="no npm here: install Node.js 20 or later"),
]


def test_every_answer_passes_with_the_packages_of_the_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    assemble(tmp_path_factory)
    command = ["node", "tests/site/grade.mjs", str(SOLUTIONS)]
    told = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout)
    assert (told["numpy"], told["hypothesis"]) == ("2.0.2", "6.155.7")
    failed = {each["id"]: each["checks"] for each in told["results"] if each["status"] != "passed"}
    assert failed == {}
    assert {each["id"] for each in told["results"]} == {each.id for unit in numpy_units() for each in unit.exercises}
    assert all(each["score"] == each["points"] for each in told["results"])
