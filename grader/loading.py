"""Load a student's modules so that one broken piece costs only what needs it.

Runs beside the student's code. A module is executed statement by statement: a statement that fails
is noted and skipped, and a function that cannot be parsed is cut out, so its neighbours can still be
graded. Modules of the submission are importable as ``exercises.<name>``.
"""

from __future__ import annotations
import __future__

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import re
import sys
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PACKAGE = "exercises"
_MOST_JOINED = 100
_BEGINS_BLOCK = re.compile(r"(?!(?:else|elif|except|finally)\b)[^\s#)\]}]")
"""A line that begins a top-level statement (or goes on with a string, which joining the blocks mends)."""


@dataclass(frozen=True)
class Raised:
    """An exception of the student's code: what a message needs, and nothing alive."""

    type_name: str
    bases: tuple[str, ...]
    text: str
    trace: tuple[tuple[str, int, str, str], ...] = ()
    """(file, line, function, source line), outermost first, only in the student's own files."""
    name: str | None = None
    """The name that a NameError or ImportError could not find."""


@dataclass(frozen=True)
class Problem:
    """A statement that could not be loaded, and the names that it would have defined."""

    names: tuple[str, ...]
    raised: Raised
    line: int
    fatal: bool = False


@dataclass
class Submission:
    """The importable side of one folder of student modules."""

    folder: Path
    problems: dict[str, list[Problem]] = field(default_factory=dict)

    def modules(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.py"))

    def load(self, unit: str) -> types.ModuleType | None:
        """The unit's module, or None where its file is missing. What failed stands in ``problems``."""
        if not (self.folder / f"{unit}.py").is_file():
            return None
        return importlib.import_module(f"{PACKAGE}.{unit}")

    def describe(self, error: BaseException) -> Raised:
        """What a message needs of ``error``; the submission's own frames only."""
        kinds = [kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins"]
        try:
            text = str(error)
        except BaseException as broken:  # a student's own __str__ may raise
            text = f"({type(broken).__name__} al mostrar el error)"
        name = getattr(error, "name", None) if isinstance(error, NameError | ImportError | AttributeError) else None
        trace = self._syntax(error) if isinstance(error, SyntaxError) and error.lineno else tuple(self._frames(error))
        if isinstance(error, SyntaxError):
            text = error.msg or text
        return Raised(
            type(error).__name__, tuple(kinds), text[:2000], trace[-6:], name if isinstance(name, str) else None
        )

    def _syntax(self, error: SyntaxError) -> tuple[tuple[str, int, str, str], ...]:
        return ((Path(error.filename or "?").name, error.lineno or 0, "<module>", (error.text or "").strip()[:200]),)

    def _frames(self, error: BaseException) -> Iterator[tuple[str, int, str, str]]:
        trace, seen = error.__traceback__, 0
        while trace is not None and seen < 5000:
            path = Path(trace.tb_frame.f_code.co_filename)
            if path.parent == self.folder:
                yield path.name, trace.tb_lineno, trace.tb_frame.f_code.co_name, _source_line(path, trace.tb_lineno)
            trace, seen = trace.tb_next, seen + 1


def _source_line(path: Path, line: int) -> str:
    try:
        return importlib.util.decode_source(path.read_bytes()).splitlines()[line - 1].strip()[:200]
    except (OSError, SyntaxError, UnicodeDecodeError, IndexError):
        return ""


class _Finder(importlib.abc.MetaPathFinder):
    """Finds ``exercises.<name>`` in the submission, and ``<name>`` too where nothing else has it."""

    def __init__(self, submission: Submission, prefix: str):
        self.submission, self.prefix = submission, prefix

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        name = fullname.removeprefix(self.prefix)
        if not fullname.startswith(self.prefix) or "." in name:
            return None
        file = self.submission.folder / f"{name}.py"
        if not file.is_file():
            return None
        return importlib.util.spec_from_file_location(fullname, file, loader=_Loader(self.submission, file))


class _Loader(importlib.abc.Loader):
    def __init__(self, submission: Submission, file: Path):
        self.submission, self.file = submission, file

    def exec_module(self, module: types.ModuleType) -> None:
        problems = self.submission.problems.setdefault(self.file.stem, [])
        try:
            tree, cut = parse(self.file.read_bytes(), str(self.file))
        except (SyntaxError, ValueError) as error:
            problems.append(Problem((), self.submission.describe(error), getattr(error, "lineno", 0) or 0, fatal=True))
            raise
        problems += [Problem(names, self.submission.describe(error), line) for names, error, line in cut]
        module.__doc__ = ast.get_docstring(tree)
        self._execute(tree, module.__dict__, problems)

    def _execute(self, tree: ast.Module, namespace: dict[str, Any], problems: list[Problem]) -> None:
        flags = _future_flags(tree)
        for statement in tree.body:
            code = compile(ast.Module([statement], []), str(self.file), "exec", flags=flags, dont_inherit=True)
            try:
                exec(code, namespace)  # noqa: S102 - running the student's module is the purpose of this process
            except BaseException as error:
                # A statement that was meant to raise or to leave refuses the whole module.
                fatal = isinstance(statement, ast.Raise) or not isinstance(error, Exception)
                raised = self.submission.describe(error)
                problems.append(Problem(_bound(statement), raised, statement.lineno, fatal))
                if fatal:
                    raise


def _future_flags(tree: ast.Module) -> int:
    names = [
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
        for alias in node.names
    ]
    flags = 0
    for name in names:
        flags |= getattr(getattr(__future__, name, None), "compiler_flag", 0)
    return flags


def _bound(statement: ast.stmt) -> tuple[str, ...]:
    """Names that a top-level statement would have defined."""
    names: set[str] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return tuple(sorted(names))


Cut = tuple[tuple[str, ...], SyntaxError, int]


def parse(source: bytes, filename: str) -> tuple[ast.Module, list[Cut]]:
    """The module's tree, with the top-level blocks that do not parse cut out and listed.

    Raises:
        SyntaxError: nothing could be read (encoding, null bytes, too large).
    """
    if b"\0" in source:
        raise SyntaxError("el fichero contiene bytes nulos: guárdalo de nuevo como texto UTF-8")
    try:
        lines = importlib.util.decode_source(source).split("\n")
    except UnicodeDecodeError as error:
        raise SyntaxError(f"el fichero no está en UTF-8 (byte {error.start})") from None
    try:
        return ast.parse("\n".join(lines), filename), []
    except SyntaxError:
        return _parse_blocks(lines, filename)
    except (RecursionError, MemoryError):
        raise SyntaxError("el fichero es demasiado enrevesado") from None


def _parse_blocks(lines: list[str], filename: str) -> tuple[ast.Module, list[Cut]]:
    """Parse each top-level block by itself, or together with those after it where it goes on in them."""
    begins = [index for index, text in enumerate(lines) if _BEGINS_BLOCK.match(text)] + [len(lines)]
    body: list[ast.stmt] = []
    cuts: list[Cut] = []
    first = 0
    while first < len(begins) - 1:
        alone: SyntaxError | None = None
        for last in range(first + 1, min(first + _MOST_JOINED, len(begins) - 1) + 1):
            try:
                body += _parse_lines(lines, begins[first], begins[last], filename)
                first = last
                break
            except SyntaxError as error:
                alone = alone or error
        else:
            assert alone is not None
            block = "\n".join(lines[begins[first] : begins[first + 1]])
            names = tuple(re.findall(r"^(?:async +)?(?:def|class) +(\w+)", block, re.MULTILINE))
            cuts.append((names, alone, alone.lineno or 0))
            first += 1
    return ast.Module(body, []), cuts


def _parse_lines(lines: list[str], start: int, end: int, filename: str) -> list[ast.stmt]:
    return ast.parse("\n" * start + "\n".join(lines[start:end]) + "\n", filename).body


def install(folder: Path) -> Submission:
    """Make the submission in ``folder`` importable as ``exercises``, in place of any before it."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _Finder)]
    for name in [name for name in sys.modules if name == PACKAGE or name.startswith(f"{PACKAGE}.")]:
        del sys.modules[name]
    submission = Submission(folder)
    package = types.ModuleType(PACKAGE)
    package.__path__ = [str(folder)]
    sys.modules[PACKAGE] = package
    sys.meta_path.insert(0, _Finder(submission, f"{PACKAGE}."))
    sys.meta_path.append(_Finder(submission, ""))
    return submission
