"""The grader inside a notebook: ``check(softmax)`` sends the cell's source to the real grader and shows its verdict.

The function is graded exactly as from a file: its module is written to a folder of its own (with what it
uses of the notebook's cells, so that helpers and imports come along) and graded by ``verdict.grading``.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from grader.boundary.source import bound
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.errors import UsageError
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


def check(function: Callable[..., Any], unit: str = "") -> Verdict:
    """Grade the function just defined.

    Args:
        function: one of the exercises, defined in a cell.
        unit: the unit it belongs to, where its name is not enough.

    Raises:
        UsageError: it is no exercise, or its source cannot be found.
    """
    exercise = _exercise(function, unit)
    modules = {f"{exercise.unit}.py": _module(function, exercise.name).encode()}
    return Verdict(grading.grade(modules, [exercise], grading.new_seed(), wishes=grading.Wishes(pictures=True)))


def _exercise(function: Callable[..., Any], unit: str) -> Exercise:
    name = getattr(function, "__name__", "?")
    found = [each for each in catalog.exercises() if each.name == name and unit in ("", each.unit)]
    if not found:
        raise UsageError(f"`{name}` no es el nombre de ningún ejercicio: define la función con el nombre del enunciado")
    return found[0]


def _module(function: Callable[..., Any], name: str) -> str:
    """The source of the function and of what it uses of the notebook, each as defined last."""
    statements = [statement for cell in _cells(function) for statement in _definitions(cell)]
    latest = {name: index for index, (_, node) in enumerate(statements) for name in bound(node)}
    if name not in latest:
        raise UsageError("no encuentro el código de esa función: ejecuta de nuevo la celda que la define")
    needed, waiting = set(), {name}
    while waiting:
        index = latest.get(waiting.pop())
        if index is not None and index not in needed:
            needed.add(index)
            waiting |= {node.id for node in ast.walk(statements[index][1]) if isinstance(node, ast.Name)}
    return "\n\n".join(statements[index][0] for index in sorted(needed)) + "\n"


def _cells(function: Callable[..., Any]) -> Iterator[str]:
    """The cells run so far, oldest first; outside a notebook, the file that defines the function."""
    try:
        cells = list(get_ipython().history_manager.input_hist_parsed)  # type: ignore[name-defined]
    except NameError:
        cells = []
    if cells:
        yield from cells
        return
    try:
        yield inspect.getsource(inspect.getmodule(function) or function)
    except (OSError, TypeError):
        return


def _definitions(cell: str) -> Iterator[tuple[str, ast.stmt]]:
    """What a cell defines, with its source; magics, experiments and what does not parse stay behind."""
    try:
        statements = ast.parse(cell).body
    except SyntaxError:
        return
    kinds = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
    for statement in statements:
        if isinstance(statement, kinds):
            lines = cell.splitlines(keepends=True)
            decorators = getattr(statement, "decorator_list", [])
            first = min([statement.lineno, *(each.lineno for each in decorators)])
            yield "".join(lines[first - 1 : statement.end_lineno]), statement
