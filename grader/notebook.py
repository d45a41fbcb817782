"""The grader inside a notebook: ``check(softmax)`` sends the cells' source to the real grader and shows its verdict.

The function is graded exactly as from a file: its module is made of what it uses of the notebook's cells, in the order
in which they were run, and graded by ``verdict.grading``. What no answer needs, such as an experiment or a plot, stays
behind: it would be run again.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from grader import submission
from grader.boundary.source import PACKAGE, lines_of
from grader.cells import ELSEWHERE, Source, in_cells, joined, lines, parsed, pieces
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.errors import RnaError, UsageError, reason
from grader.report import Report
from grader.reporters import html, terminal
from grader.verdict import grading


class Verdict:
    """What became of a function: Jupyter and Colab show the page, a plain prompt the text."""

    def __init__(self, report: Report):
        self.report = report

    @property
    def passed(self) -> bool:
        return self.report.passed

    def __repr__(self) -> str:
        return terminal.verdicts(self.report.exercises).rstrip()

    def _repr_html_(self) -> str:
        return html.fragment(self.report)


def check(function: Callable[..., Any] | None = None, unit: str = "") -> Verdict:
    """Grade the function just defined.

    Args:
        function: one of the exercises, defined in a cell.
        unit: the unit it belongs to, where its name is not enough.

    Raises:
        UsageError: it is no exercise, or its source cannot be found.
    """
    shell = _shell()
    namespace = shell.user_ns if shell else sys._getframe(1).f_globals
    exercise = _exercise(function, unit, namespace)
    cells = _cells(shell) if shell else [_file(function, exercise.name, namespace)]
    source = Source(piece for number, cell in enumerate(cells) for piece in pieces(cell, number))
    if not any(exercise.name in piece.binds for piece in source.pieces):
        todo = (
            "ejecuta de nuevo la celda que la define" if shell else "escríbela en un fichero, fuera de otras funciones"
        )
        raise UsageError(f"no encuentro el código de esa función: {todo}")
    needed = source.needed({exercise.name})
    modules = {**_beside(source), f"{exercise.unit}.py": joined(needed).encode()}
    try:
        report = grading.grade(modules, [exercise], grading.new_seed(), wishes=grading.Wishes(pictures=True))
    except OSError as error:
        raise RnaError(f"no se ha podido corregir: {reason(error)}") from None
    return Verdict(in_cells(report, {f"{exercise.unit}.py": lines(needed)}) if shell else report)


def _exercise(function: Any, unit: str, namespace: Mapping[str, Any]) -> Exercise:
    """The exercise that a function answers, by its own name or by that of the variable that holds it."""
    own = getattr(function, "__name__", None)
    names = [own, *(name for name, value in list(namespace.items()) if function is not None and value is function)]
    found = [each for name in names for each in catalog.exercises() if each.name == name and unit in ("", each.unit)]
    if not found:
        shown = own if isinstance(own, str) else repr(function)[:60]
        near = catalog.nearest(shown).rpartition(".")[2] if isinstance(own, str) else ""
        asks = f" (¿querías decir «{near}»?)" if near else ""
        raise UsageError(
            f"«{shown}» no es el nombre de ningún ejercicio{asks}: define la función con el nombre del enunciado, y "
            "escribe entre los paréntesis de `check` ese nombre"
        )
    return found[0]


def _tell_in_one_line(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """What plain Python shows of an error that ends the program; of those for whoever reads it, one line."""
    if isinstance(error, RnaError):
        print(error, file=sys.stderr)
    else:
        _told_before(kind, error, trace)


_told_before, sys.excepthook = sys.excepthook, _tell_in_one_line


# -- cells ---------------------------------------------------------------------------------------


def _shell() -> Any:
    """IPython, where this is a notebook."""
    try:
        return get_ipython()  # type: ignore[name-defined]
    except NameError:
        return None


def _file(function: Any, name: str, namespace: Mapping[str, Any]) -> str:
    """Outside a notebook: the file that defines the function, "" where there is none."""
    mine = namespace.get(name) is function
    module = sys.modules.get(str(namespace.get("__name__"))) if mine else inspect.getmodule(function)
    try:
        return inspect.getsource(module or function)
    except (OSError, TypeError):
        return ""


def _cells(shell: Any) -> list[str]:
    """The cells run so far as Python, by their numbers; each line where it stands in its cell."""
    history = shell.history_manager
    typed = zip(history.input_hist_raw, history.input_hist_parsed, strict=True)
    return [_leading(raw) + _unwrapped(cell, shell) for raw, cell in typed]


def _leading(text: str) -> str:
    """The empty lines that a text begins with, which IPython takes away."""
    return "\n" * text[: len(text) - len(text.lstrip())].count("\n")


def _unwrapped(cell: str, shell: Any) -> str:
    """What a cell runs, without the magics that run it."""
    lines = lines_of(cell)
    inner = (node for statement in parsed(cell) for node in ast.walk(statement) if isinstance(node, ast.stmt))
    for statement in sorted(inner, key=lambda each: each.lineno, reverse=True):
        if (inside := _of_magic(statement, shell)) is not None:
            indentation = lines[statement.lineno - 1][: statement.col_offset]
            more = "\n" * ((statement.end_lineno or 0) - statement.lineno)
            lines[statement.lineno - 1 : statement.end_lineno] = [indentation + (inside or "pass") + more]
    return "\n".join(lines) + "\n"


def _of_magic(statement: ast.stmt, shell: Any) -> str | None:
    """The Python that a magic runs here; "" where it runs none, None where there is no magic."""
    match statement:
        case ast.Expr(ast.Call(ast.Attribute(ast.Call(ast.Name("get_ipython")), kind), arguments)):
            words = [str(each.value) for each in arguments if isinstance(each, ast.Constant)]
            if kind == "run_cell_magic" and len(words) == 3 and words[0] not in ELSEWHERE:
                return "pass\n" + _leading(words[2]) + _unwrapped(shell.transform_cell(words[2]), shell)
            return words[1] if kind == "run_line_magic" and words[0] == "time" else ""
    return None


def _beside(source: Source) -> dict[str, bytes]:
    """The modules that lie beside the notebook, where it imports one of them."""
    nodes = [node for piece in source.pieces for each in piece.statements for node in ast.walk(each)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    roots = {name.partition(".")[0] for name in names}
    places = [*map(Path, getattr(sys.modules.get(PACKAGE), "__path__", ())), Path(PACKAGE)]  # as Python found it first
    folder = next((place for place in places if PACKAGE in roots and place.is_dir()), Path())
    known = any((folder / f"{root}.py").is_file() for root in roots) or folder != Path()
    return submission.modules(folder) if known else {}
