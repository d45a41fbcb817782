"""The answers pass under what the page has: Pyodide's NumPy, and the last Hypothesis in pure Python."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from tests.support import ROOT, SOLUTIONS
from tests.support.web import assemble, in_browser

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
    assert {each["id"] for each in told["results"]} == {each.id for each in in_browser()}
    assert all(each["score"] == each["points"] for each in told["results"])


def test_what_the_first_visit_is_said_to_download_is_what_it_does(tmp_path_factory: pytest.TempPathFactory) -> None:
    assemble(tmp_path_factory)
    files = json.loads((ROOT / "site" / "runtime" / "python.json").read_text(encoding="utf-8"))["files"]
    said = re.search(r"unos (\d+) MB", (ROOT / "site" / "javascripts" / "exercise.js").read_text(encoding="utf-8"))
    assert said
    assert abs(sum(small for _, small in files.values()) / 1e6 - int(said[1])) < 0.5
