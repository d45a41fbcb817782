"""Generate notebooks/*.ipynb, one for each unit, from solutions/ and the catalog: the exercises as cells, each with
its own check by the same grader. ``--check`` writes nothing and fails when one has drifted.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.curriculum import catalog
from grader.curriculum.catalog import Unit
from tools import ROOT
from tools.write import stubs

SETUP = """\
# En Colab instala el corrector; en tu ordenador ya lo tienes.
import sys

if "google.colab" in sys.modules:
    %pip install --quiet "redes-neuronales"

from grader.notebook import check"""


def main(argv: list[str] | None = None) -> int:
    """Write every notebook that changed, or name it when only checking."""
    parser = argparse.ArgumentParser(description="Write notebooks/*.ipynb again from solutions/*.py.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when one has drifted")
    arguments = parser.parse_args(argv)
    changed = [(path, text) for path, text in notebooks(ROOT) if not path.exists() or path.read_text("utf-8") != text]
    for path, text in changed:
        if arguments.check:
            print(f"{path.relative_to(ROOT).as_posix()}: differs from its unit; run `nox -s notebooks`")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return int(arguments.check and bool(changed))


def notebooks(root: Path) -> Iterator[tuple[Path, str]]:
    """Each notebook's path and text."""
    for unit in catalog.units():
        source = (root / "solutions" / f"{unit.id}.py").read_text(encoding="utf-8")
        text = json.dumps(notebook(unit, source), ensure_ascii=False, indent=1)
        yield root / "notebooks" / f"{unit.number}_{unit.id}.ipynb", text + "\n"


def notebook(unit: Unit, solution: str) -> dict[str, Any]:
    """The notebook of one unit (nbformat 4.5)."""
    stub = stubs.stub(solution)
    tree, lines = ast.parse(stub), stub.splitlines()
    imports: list[ast.stmt] = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    title = f"# Unidad {unit.number}. {unit.title}"
    cells = [
        ("markdown", f"{title}\n\n{_introduction(tree)}\n\nTeoría: `site/{unit.theory}`."),
        ("code", SETUP),
        ("code", stubs.import_block(lines, imports)),
    ]
    for exercise in unit.exercises:
        code = stubs.text_of(lines, functions[exercise.name])
        cells += [
            ("markdown", f"## {exercise.title}\n\n`{exercise.id}`, {exercise.points:g} puntos"),
            ("code", f"{code}\n\n\ncheck({exercise.name})"),
        ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [_cell(f"{unit.id}-{number}", *cell) for number, cell in enumerate(cells) if cell[1]],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(identifier: str, kind: str, source: str) -> dict[str, Any]:
    own: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    lines = source.splitlines(keepends=True)
    return {"id": identifier, "cell_type": kind, "metadata": {}, "source": lines, **own}


def _introduction(tree: ast.Module) -> str:
    """The module's docstring without its first line, which is the title."""
    return (ast.get_docstring(tree) or "").partition("\n")[2].strip()


if __name__ == "__main__":
    sys.exit(main())
