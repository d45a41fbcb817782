"""The grader inside a notebook: ``check(softmax)`` sends the cells' source to the real grader and shows its verdict.

The function is graded exactly as from a file: its module is made of what it uses of the notebook's cells, in the order
in which they were run, and graded by ``verdict.grading``. What no answer needs, such as an experiment or a plot, stays
behind: it would be run again.
"""

from __future__ import annotations

import ast
import inspect
import re
import symtable
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from grader import submission
from grader.boundary.source import PACKAGE, bound, lines_of
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.errors import RnaError, UsageError, reason
from grader.report import Check, Report
from grader.reporters import html, terminal
from grader.verdict import grading

_ELSEWHERE = {
    "bash", "cmd", "file", "html", "javascript", "js", "latex", "markdown", "perl", "powershell", "pypy", "python",
    "python2", "python3", "ruby", "script", "sh", "svg", "sx", "system", "timeit", "writefile",
}  # fmt: skip
"""Magics whose cell defines nothing here: it is no Python, runs in another process, or is only timed."""

_ONLY_SHOW = {"check", "dir", "display", "get_ipython", "help", "id", "len", "print", "repr", "type"}
_ANYTHING = {"__import__", "eval", "exec", "globals", "locals", "vars"}
"""Who uses these may need names that stand in texts."""


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
    source = _Source(piece for number, cell in enumerate(cells) for piece in _pieces(cell, number))
    if not any(exercise.name in piece.binds for piece in source.pieces):
        todo = (
            "ejecuta de nuevo la celda que la define" if shell else "escríbela en un fichero, fuera de otras funciones"
        )
        raise UsageError(f"no encuentro el código de esa función: {todo}")
    needed = source.needed(exercise.name)
    modules = {**_beside(source), f"{exercise.unit}.py": _text(needed).encode()}
    try:
        report = grading.grade(modules, [exercise], grading.new_seed(), wishes=grading.Wishes(pictures=True))
    except OSError as error:
        raise RnaError(f"no se ha podido corregir: {reason(error)}") from None
    return Verdict(_in_cells(report, f"{exercise.unit}.py", needed) if shell else report)


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


# -- lines of cells ------------------------------------------------------------------------------


def _text(pieces: Sequence[_Piece]) -> str:
    """The module that is made of these."""
    return "\n\n".join(piece.text for piece in pieces) + "\n"


def _in_cells(report: Report, file: str, pieces: Sequence[_Piece]) -> Report:
    """A report that tells cells and their lines, where it told lines of the module that was made of them."""
    lines = [(each.cell, each.line + line) for each in pieces for line in range(each.text.count("\n") + 2)]
    words = {
        rf"(?m)^{file}:(\d{{1,6}})(?=:(?: |$))": "celda {}, línea {}",
        rf"\bLa línea (\d{{1,6}}) de {file}": "La línea {1} de la celda {0}",
        r"\ben la(?: línea)? (\d{1,6})\b": "en la línea {1} de la celda {0}",
    }

    def told(check: Check) -> Check:
        message = check.message.replace(f"{file} no se puede cargar.", "Tu código no se puede cargar.")
        for pattern, text in words.items():
            message = re.sub(pattern, partial(_placed, lines, text), message)
        return replace(check, message=message)

    exercises = tuple(replace(each, checks=tuple(map(told, each.checks))) for each in report.exercises)
    return replace(report, exercises=exercises)


def _placed(lines: Sequence[tuple[int, int]], text: str, found: re.Match[str]) -> str:
    """A cell and its line in words, for the number of a line; what a student's own text says is left alone."""
    return text.format(*lines[int(found[1]) - 1]) if 0 < int(found[1]) <= len(lines) else found[0]


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
    inner = (node for statement in _parsed(cell) for node in ast.walk(statement) if isinstance(node, ast.stmt))
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
            if kind == "run_cell_magic" and len(words) == 3 and words[0] not in _ELSEWHERE:
                return "pass\n" + _leading(words[2]) + _unwrapped(shell.transform_cell(words[2]), shell)
            return words[1] if kind == "run_line_magic" and words[0] == "time" else ""
    return None


def _parsed(text: str) -> list[ast.stmt]:
    try:
        return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


# -- what a function needs of them ----------------------------------------------------------------


@dataclass(frozen=True)
class _Piece:
    """One or more whole lines of a cell, with the statements in them."""

    text: str
    statements: tuple[ast.stmt, ...]
    cell: int
    line: int
    """The number of its cell, and that of its first line there."""

    @cached_property
    def binds(self) -> set[str]:
        gone = {node.id for node in self._nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)}
        return gone.union(*map(bound, self.statements))

    @cached_property
    def uses(self) -> set[str]:
        """The names of the module that its code reads, now or when it is called."""
        try:
            table = symtable.symtable(self.text, "cell", "exec")
        except SyntaxError:
            return {node.id for node in self._nodes if isinstance(node, ast.Name)}
        read = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
        loops = (node.target for node in self._nodes if isinstance(node, ast.For))
        own = {node.id for target in loops for node in ast.walk(target) if isinstance(node, ast.Name)}
        used = (read - own) | set(_globals(table))
        return used | self._words if used & _ANYTHING else used

    @property
    def _words(self) -> set[str]:
        """Those of its texts, which it may run as code or look up as names."""
        texts = (node.value for node in self._nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
        arguments = {node.arg for node in self._nodes if isinstance(node, ast.arg)}
        return {word for text in texts for word in re.findall(r"\w+", text)} - arguments

    @property
    def always(self) -> bool:
        """Whether nobody can tell what it binds, or how what follows is to be read."""
        if any(isinstance(each, ast.ImportFrom) and each.module == "__future__" for each in self.statements):
            return True
        return "*" in self.binds or (not self.defines and bool(self.calls & _ANYTHING))

    @property
    def defines(self) -> bool:
        """Whether it only says what something is, and runs nothing."""
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
        return all(isinstance(statement, kinds) for statement in self.statements)

    @cached_property
    def calls(self) -> set[str]:
        called = (node.func for node in self._nodes if isinstance(node, ast.Call))
        return {each.id for each in called if isinstance(each, ast.Name)}

    @cached_property
    def sets(self) -> set[str]:
        """What it changes a part or a setting of: ``x[0] = 1``, ``np.random.seed(0)``."""
        methods = (call.func for call in self._for_effect if isinstance(call.func, ast.Attribute))
        set_by_name = (call.args[0] for call in self._for_effect if _root(call) in ("setattr", "delattr") and call.args)
        changed = (node for node in self._nodes if _is_changed(node))
        return set(filter(None, map(_root, (*methods, *set_by_name, *changed))))

    @cached_property
    def may_change(self) -> set[str]:
        """What it may change if it is a value: it calls its method, or gives that or the value itself to a function."""
        calls = [node for node in self._nodes if isinstance(node, ast.Call)]
        given: list[ast.expr] = [each for call in self._for_effect for each in call.args if isinstance(each, ast.Name)]
        given += [each.value for call in calls for each in call.keywords if each.arg == "out"]
        methods = (each for call in calls for each in (call.func, *call.args) if isinstance(each, ast.Attribute))
        return set(filter(None, map(_root, (*given, *methods))))

    @cached_property
    def others(self) -> dict[str, str]:
        """Other names that it gives to what has one, or to a view of it: ``b = a``, ``b = a[:]``."""
        given = (node for node in self._nodes if isinstance(node, ast.Assign) and _is_view(node.value))
        named = ((target, _root(node.value)) for node in given for target in node.targets)
        return {target.id: root for target, root in named if isinstance(target, ast.Name) and root}

    @property
    def decorators(self) -> set[str]:
        """The functions that its definitions are given to."""
        given = (each for node in self.statements for each in getattr(node, "decorator_list", []))
        return set(filter(None, map(_root, given)))

    @property
    def declares(self) -> set[str]:
        """The names of the module that its functions give a value."""
        return {name for node in self._nodes if isinstance(node, ast.Global) for name in node.names}

    @property
    def _nodes(self) -> Iterator[ast.AST]:
        return (node for statement in self.statements for node in ast.walk(statement))

    @property
    def _for_effect(self) -> Iterator[ast.Call]:
        """The calls whose result is not used."""
        for node in self._nodes:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _root(node.value) not in _ONLY_SHOW:
                yield node.value


class _Source:
    """All that was run, in its order."""

    def __init__(self, pieces: Iterable[_Piece]):
        self.pieces = [piece for piece in pieces if not _is_of_the_kit(piece)]
        given = (piece.declares if piece.defines else piece.binds for piece in self.pieces)
        self._values: set[str] = set().union(*given)

    def needed(self, name: str) -> list[_Piece]:
        """The pieces that make a function and all that it uses."""
        kept: set[int] = {index for index, piece in enumerate(self.pieces) if piece.always}
        names, before = {name}.union(*(self.pieces[index].uses for index in kept)), (-1, -1)
        while (len(kept), len(names)) > before:
            before = len(kept), len(names)
            for index, piece in enumerate(self.pieces):
                names |= {other for other, name in piece.others.items() if name in names}
                if index not in kept and self._matters(piece, names):
                    kept.add(index)
                    names |= piece.uses
        return [self.pieces[index] for index in sorted(kept)]

    def _matters(self, piece: _Piece, names: set[str]) -> bool:
        """Whether a piece decides what some of these names are."""
        if piece.binds & names:
            return True
        if "get_ipython" in piece.uses:
            return False
        called = self._run_by(piece.decorators if piece.defines else piece.calls)
        inside = {name for each in called for name in (each.sets | each.may_change | each.declares) & each.uses}
        if piece.defines:
            return bool(inside & names & self._values)
        return bool(piece.sets & names or (piece.may_change | inside) & names & self._values)

    def _run_by(self, called: set[str]) -> list[_Piece]:
        """The definitions whose code runs where these are called, and those that they call."""
        found: list[_Piece] = []
        while more := [each for each in self.pieces if each.defines and each.binds & called and each not in found]:
            found += more
            called = called.union(*(each.calls for each in more))
        return found


def _pieces(cell: str, number: int) -> Iterator[_Piece]:
    """A cell's statements, those together that share a line."""
    lines = lines_of(cell)
    together: list[ast.stmt] = []
    first = last = 0
    for statement in _parsed(cell):
        begins = min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", []))])
        if together and begins > last:
            yield _Piece("\n".join(lines[first - 1 : last]) + "\n", tuple(together), number, first)
            together = []
        first = first if together else begins
        last = statement.end_lineno or begins
        together.append(statement)
    if together:
        yield _Piece("\n".join(lines[first - 1 : last]) + "\n", tuple(together), number, first)


def _is_of_the_kit(piece: _Piece) -> bool:
    imported = [each for each in piece.statements if isinstance(each, ast.ImportFrom)]
    return bool(imported) and all((each.module or "").partition(".")[0] == "grader" for each in imported)


def _beside(source: _Source) -> dict[str, bytes]:
    """The modules that lie beside the notebook, where it imports one of them."""
    nodes = [node for piece in source.pieces for each in piece.statements for node in ast.walk(each)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    roots = {name.partition(".")[0] for name in names}
    places = [*map(Path, getattr(sys.modules.get(PACKAGE), "__path__", ())), Path(PACKAGE)]  # as Python found it first
    folder = next((place for place in places if PACKAGE in roots and place.is_dir()), Path())
    known = any((folder / f"{root}.py").is_file() for root in roots) or folder != Path()
    return submission.modules(folder) if known else {}


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    """The names of the module that functions and classes use."""
    for child in table.get_children():
        yield from (symbol.get_name() for symbol in child.get_symbols() if symbol.is_global())
        yield from _globals(child)


def _is_view(node: ast.expr) -> bool:
    """Whether it stands for a value that has a name already, or for a part that changes with it."""
    sliced = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice | ast.Tuple)
    return sliced or isinstance(node, ast.Name | ast.Attribute)


def _is_changed(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load)


def _root(node: ast.AST | None) -> str | None:
    """The name that ``a.b[0].c()`` begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None
