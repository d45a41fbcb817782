"""The notebooks: generated, valid, and graded by the same grader when they run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from grader.curriculum import catalog
from tests.support import ROOT
from tools.write import notebooks


def test_no_notebook_has_drifted() -> None:
    for path, text in notebooks.notebooks(ROOT):
        assert path.read_text(encoding="utf-8") == text, "run `nox -s notebooks`"
    assert len(list((ROOT / "notebooks").glob("*.ipynb"))) == len(catalog.units())


@pytest.mark.parametrize("unit", catalog.units(), ids=lambda unit: unit.id)
def test_notebooks_are_valid_and_have_every_exercise(unit: catalog.Unit) -> None:
    path = ROOT / "notebooks" / f"{unit.number}_{unit.id}.ipynb"
    nbformat.validate(nbformat.read(path, as_version=nbformat.NO_CONVERT))
    text = path.read_text(encoding="utf-8")
    for exercise in unit.exercises:
        assert f"check({exercise.name})" in text


def run(tmp_path: Path, *cells: str) -> list[nbformat.NotebookNode]:
    """The cells' outputs, run in a kernel of their own in an empty folder."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    return [cell.outputs for cell in book.cells]


@pytest.mark.proof
def test_a_unit_is_worked_through(tmp_path: Path) -> None:
    """The generated cells, an answer that uses a helper of another cell, an answer mended, a question asked wrong."""
    book = json.loads((ROOT / "notebooks" / "3_activations.ipynb").read_text(encoding="utf-8"))
    code = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    stub = next(cell for cell in code if "def relu" in cell)
    answer = re.sub(r"raise NotImplementedError\(.*\)", "return larger(z, ZERO)", stub)
    outputs = run(
        tmp_path, *code[:2], stub, "ZERO = 0\ndef larger(a, b):\n    return np.abs(a)",
        answer, "def larger(a, b):\n    return np.maximum(a, b)", answer,
        "from grader.errors import UsageError\ntry:\n    check(larger)\nexcept UsageError as error:\n    print(error)",
    )  # fmt: skip
    texts = ["".join(str(output.get("data", {}).get("text/plain", output.get("text", ""))) for output in each)
             for each in outputs]  # fmt: skip
    assert "sin hacer" in texts[2]
    assert "✗ activations.relu  ReLU: no cumple" in texts[4]
    assert "✓ activations.relu" in texts[6]
    assert "no es el nombre de ningún ejercicio" in texts[7]
    page = outputs[4][0]["data"]["text/html"]
    assert "no cumple" in page
    assert "<svg" in page
    assert "<script" not in page
