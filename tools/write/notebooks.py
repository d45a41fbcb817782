"""Generate notebooks/*.ipynb, one for each unit, from solutions/ and the catalog: the exercises as cells, each with
its own check by the same grader. ``--check`` writes nothing and fails when one has drifted.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.curriculum import catalog
from grader.curriculum.catalog import Unit
from tools import ROOT
from tools.write import stubs

SETUP = """\
#@title Ejecuta esta celda la primera: prepara el corrector y, si falta, lo instala
import subprocess
import sys
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

# De dónde se instala, como se lo dirías a pip; vacío, del fichero .whl que subas junto a este cuaderno.
KIT = @KIT@  #@param {type: "string"}
NEEDED = @NEEDED@


def install_grader():
    kit = KIT or next(map(str, Path().glob("redes_neuronales-*.whl")), "")
    if not kit:
        return (
            "Falta el corrector: sube junto a este cuaderno su fichero redes_neuronales-….whl (en Colab, al panel "
            "Archivos), o escribe en KIT de dónde se instala, y ejecuta otra vez esta celda."
        )
    # El TensorFlow que ya esté instalado se queda como está.
    for packages in [NEEDED, ["--no-deps", kit]] if find_spec("tensorflow") else [[kit]]:
        command = [sys.executable, "-m", "pip", "install", "--quiet", *packages]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            why = [line for line in done.stderr.splitlines() if line.strip()][-1:]
            return f"No se ha podido instalar el corrector ({kit}). Lo que dice pip: {''.join(why)}"
    invalidate_caches()
    return ""


if problem := "" if find_spec("grader") else install_grader():
    print(problem)

    def check(function):
        print(problem)

else:
    from grader.notebook import check"""

_SUITED = {
    "network": (
        "puedes copiarlas o importarlas (`from exercises.activations import softmax`).",
        "para usar las tuyas, copia antes sus celdas de aquel cuaderno en este.",
    ),
    "training": (
        """El nombre es el de `model_filename` (unidad 7): keras_CAPAS_SEMILLA.keras, con los tamaños de las
    capas separados por guiones.""",
        """El nombre es el de `model_filename` (unidad 7; para usar la tuya, copia antes su celda en este cuaderno):
    keras_CAPAS_SEMILLA.keras, con los tamaños de las capas separados por guiones.""",
    ),
}
"""What a unit's statements say of its siblings' files, and what a notebook says instead."""


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


def notebooks(root: Path, kit: str | None = None) -> Iterator[tuple[Path, str]]:
    """Each notebook's path and text.

    Args:
        kit: where its first cell installs the kit from, if not from where pyproject.toml says.
    """
    declared = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    setup = SETUP.replace("@KIT@", json.dumps(declared["tool"]["notebooks"]["kit"] if kit is None else kit))
    setup = setup.replace("@NEEDED@", _as_list(declared["dependency-groups"]["numpy"]))
    for unit in catalog.units():
        source = (root / "solutions" / f"{unit.id}.py").read_text(encoding="utf-8")
        text = json.dumps(notebook(unit, source, setup), ensure_ascii=False, indent=1)
        yield root / "notebooks" / f"{unit.number}_{unit.id}.ipynb", text + "\n"


def _as_list(packages: list[str]) -> str:
    """A list as the source of a cell, an item a line."""
    return "[\n" + "".join(f"    {json.dumps(package)},\n" for package in packages) + "]"


def notebook(unit: Unit, solution: str, setup: str) -> dict[str, Any]:
    """The notebook of one unit (nbformat 4.5), which begins with a cell that makes the kit ready."""
    stub = _suited(unit, stubs.stub(solution))
    tree, lines = ast.parse(stub), stub.splitlines()
    imports: list[ast.stmt] = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    title = f"# Unidad {unit.number}. {unit.title}"
    cells = [
        ("markdown", f"{title}\n\n{_introduction(tree)}\n\nTeoría: `site/{unit.theory}`."),
        ("code", setup),
        ("code", stubs.import_block(lines, imports)),
    ]
    for exercise in unit.exercises:
        code = stubs.text_of(lines, functions[exercise.name])
        points = f"{exercise.points:g} {'punto' if exercise.points == 1 else 'puntos'}"
        cells += [
            ("markdown", f"## {exercise.title}\n\n`{exercise.id}`, {points}"),
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
    metadata = {"cellView": "form"} if source.startswith("#@title") else {}  # Colab shows a form in its place
    lines = source.splitlines(keepends=True)
    return {"id": identifier, "cell_type": kind, "metadata": metadata, "source": lines, **own}


def _suited(unit: Unit, stub: str) -> str:
    """A stub without what is only true of files."""
    for_a_file, for_a_notebook = _SUITED.get(unit.id, ("", ""))
    if for_a_file not in stub:
        raise SystemExit(f"{unit.id}: {for_a_file!r} is gone, see _SUITED")
    return stub.replace(for_a_file, for_a_notebook) if for_a_file else stub


def _introduction(tree: ast.Module) -> str:
    """The module's docstring without its first line, which is the title."""
    return (ast.get_docstring(tree) or "").partition("\n")[2].strip()


if __name__ == "__main__":
    sys.exit(main())
