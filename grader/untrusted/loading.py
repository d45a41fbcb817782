"""Load a student's modules so that one broken piece costs only what needs it.

Runs beside the student's code. A module is executed statement by statement: a statement that fails
is noted and skipped, and a function that cannot be parsed is cut out, so its neighbours can still be
graded. Modules of the submission are importable as ``exercises.<name>``: from memory, no file is read.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import re
import sys
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from grader.boundary.blocks import NAMELESS
from grader.boundary.outcomes import Raised
from grader.boundary.source import PACKAGE, bound, likely, located, nearest, parse

_BLANKS = " \t\f"
"""What a line may begin and end with that need not be shown: any other white space is a mistake of its own."""
_FRAMES = 3
"""Lines of a traceback kept from each of its ends."""
_NOT_IN_MODULE = re.compile(r"cannot import name '(\w+)'")
"""How ImportError says what a module does not hold, which it has as an attribute from Python 3.12 on only."""


@dataclass(frozen=True)
class Problem:
    """A statement that could not be loaded, and the names that it would have defined."""

    names: tuple[str, ...]
    raised: Raised
    line: int
    fatal: bool = False


@dataclass
class Submission:
    """The importable side of a student's modules.

    Attributes:
        modules: the source of each, by the name of its file.
        folder: where tracebacks and debuggers say that they are.
        begins: told of each statement before it is run, by its file and line.
        stand_ins: gives what stands in for a function, by ``unit.name``, wherever its module binds that name.
    """

    modules: Mapping[str, bytes]
    folder: Path
    begins: Callable[[str, int], None]
    stand_ins: Mapping[str, Callable[[Any], Any]]
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    trees: dict[str, ast.Module] = field(default_factory=dict)
    """What of each could be parsed."""

    def load(self, unit: str) -> types.ModuleType | None:
        """The unit's module, or None where there is none. What failed stands in ``problems``."""
        if f"{unit}.py" not in self.modules:
            return None
        return importlib.import_module(f"{PACKAGE}.{unit}")

    def cause(self, error: BaseException) -> Problem | None:
        """The statement that could not be loaded and that ``error`` follows from, in whatever module; None if none."""
        match error:
            case NameError(name=str() as name):
                files = [file for file, *_ in self._frames(error)][-1:]
            case AttributeError(name=str() as name, obj=types.ModuleType(__file__=str() as file)):
                files = [Path(file).name]
            case ImportError(path=str() as file) if missing := _NOT_IN_MODULE.search(str(error)):
                name, files = missing[1], [Path(file).name]
            case _:
                return None
        units = [Path(file).stem for file in files]
        return next((cause for unit in units if (cause := self.problem(unit, name) or self._caught(unit, name))), None)

    def _caught(self, unit: str, name: str) -> Problem | None:
        """The import that should have bound a name, and whose failure the module caught and kept to itself."""
        tree = self.trees.get(unit, ast.Module([], []))
        tried = [node for each in tree.body if isinstance(each, ast.Try) for node in ast.walk(each)]
        for node in tried:
            if isinstance(node, ast.Import | ast.ImportFrom) and name in bound(node):
                try:
                    exec(compile(ast.Module([node], []), str(self.folder / f"{unit}.py"), "exec"), {})  # noqa: S102
                except Exception as error:
                    return Problem((name,), self.describe(error), node.lineno)
        return None

    def problem(self, unit: str, name: str) -> Problem | None:
        """The last statement of a module that would have bound a name and could not be loaded."""
        problems = self.problems.get(unit, [])
        exactly = [each for each in problems if name in each.names]
        return next(reversed([*(each for each in problems if "*" in each.names), *exactly]), None)

    def misnamed(self, unit: str, name: str) -> Problem | None:
        """The like of a name that nothing binds: a broken function of nearly that name, or of none."""
        names = [each for problem in self.problems.get(unit, []) for each in problem.names]
        return self.problem(unit, nearest(name, names) or NAMELESS)

    def functions(self, unit: str) -> list[ast.FunctionDef]:
        """The functions that a module defines at its top."""
        body = self.trees[unit].body if unit in self.trees else []
        return [each for each in body if isinstance(each, ast.FunctionDef)]

    def is_own_raise(self, error: BaseException) -> bool:
        """Whether a ``raise`` of the submission itself raised an exception, and nothing that it called."""
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        if trace is None or (path := Path(trace.tb_frame.f_code.co_filename)).parent != self.folder:
            return False
        return re.search(r"\braise\b", self._line(path.name, trace.tb_lineno)) is not None

    def describe(self, error: BaseException) -> Raised:
        """What a message needs of ``error``; the submission's own frames only."""
        kinds = [kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins"]
        try:
            text = str(error)
        except BaseException as broken:  # a student's own __str__ may raise
            text = f"({type(broken).__name__} al mostrar el error)"
        name = getattr(error, "name", None) if isinstance(error, NameError | ImportError | AttributeError) else None
        trace = self._syntax(error) if isinstance(error, SyntaxError) and error.lineno else self._frames(error)
        if isinstance(error, SyntaxError):
            text = error.msg or text
            name = Path(error.filename).name if error.filename and not error.lineno else None
        ends = trace if len(trace) <= 2 * _FRAMES else (*trace[:_FRAMES], *trace[-_FRAMES:])
        frames = [frame for frame, _ in self._own(error)]
        code = self._with_caret(error) if isinstance(error, SyntaxError) else self._part(error)
        return Raised(
            type(error).__name__,
            tuple(kinds),
            _essential(text)[:2000],
            ends,
            name if isinstance(name, str) else None,
            meant=self._meant(error) if isinstance(name, str) else "",
            code=code,
            kinds=tuple(_kinds(code, frames[-1])) if frames else (),
            parameters=_parameters(frames[0]) if frames else (),
        )

    def _meant(self, error: BaseException) -> str:
        """What there is of nearly the name that was not found, or of that name in another module."""
        with contextlib.suppress(BaseException):  # a student's own object may tell its names as it likes
            match error:
                case UnboundLocalError():
                    return ""
                case NameError(name=str() as name):
                    frame = [frame for frame, _ in self._own(error)][-1]
                    here = [*frame.f_locals, *frame.f_globals, *dir(builtins)]
                    return likely(name, here) or self._elsewhere(name)
                case AttributeError(name=str() as name, obj=thing):
                    of_arrays = isinstance(thing, types.ModuleType) and thing is not np and hasattr(np, name)
                    return "" if of_arrays or name in sys.stdlib_module_names else likely(name, dir(thing))
        return ""

    def _elsewhere(self, name: str) -> str:
        """The first other module of the submission that defines a function, with its name; "" if none does."""
        defines = re.compile(rf"^def {re.escape(name)}\b".encode(), re.MULTILINE)
        return next((f"{file[:-3]}.{name}" for file, source in self.modules.items() if defines.search(source)), "")

    def _part(self, error: BaseException) -> str:
        """The part of a line of the student's, the innermost one, that was being done when ``error`` was raised."""
        for frame, last in [*self._own(error)][-1:]:
            line, end, start, stop = next(islice(frame.f_code.co_positions(), last // 2, None))
            if line and end and start is not None and stop is not None and end - line < 20:
                lines = [text.encode() for text in self._lines(Path(frame.f_code.co_filename).name)[line - 1 : end]]
                lines[-1] = lines[-1][:stop]
                lines[0] = lines[0][start:]
                return b"\n".join(lines).decode("utf-8", "replace")[:400]
        return ""

    def _with_caret(self, error: SyntaxError) -> str:
        """The line that Python does not understand, as it is indented, and below it a mark where that begins."""
        if not (text := (error.text or "").rstrip("\r\n")).strip(_BLANKS):
            return ""
        at = max((error.offset or 0) - 1, 0)
        if isinstance(error, IndentationError) or at > len(text):
            at = len(text) - len(text.lstrip())
        last = error.end_offset if error.end_offset and error.end_lineno == error.lineno else 0
        length = max(min((last or 0) - 1, len(text)) - at, 1)
        text, mark = (each.replace("\t", "    ") for each in (text, re.sub(r"[^\t]", " ", text[:at]) + "^" * length))
        cut = max(0, at - 60)
        shown = f"{text[cut : cut + 70].rstrip(_BLANKS)}\n{mark[cut : cut + 70]}"
        return shown.rstrip(_BLANKS) if error.offset else text[:70]

    def _syntax(self, error: SyntaxError) -> tuple[tuple[str, int, str, str], ...]:
        file, line = Path(error.filename or "?").name, error.lineno or 0
        return ((file, line, "<module>", self._line(file, line) or (error.text or "").strip(_BLANKS)[:200]),)

    def _frames(self, error: BaseException) -> tuple[tuple[str, int, str, str], ...]:
        frames = tuple(self._lines_of(error))
        missing = re.search(r"'(\w+)'", str(error)) if isinstance(error, UnboundLocalError) else None
        if frames and missing and not re.search(rf"\b{missing[1]}\b", frames[-1][3]):
            # Once it has made an instruction quicker, Python 3.11 names the line before the one that failed.
            file, number, function, _ = frames[-1]
            lines = ((later, self._line(file, later)) for later in range(number + 1, number + 4))
            named = next((each for each in lines if re.search(rf"\b{missing[1]}\b", each[1])), None)
            return (*frames[:-1], (file, named[0], function, named[1])) if named else frames
        return frames

    def _lines_of(self, error: BaseException) -> Iterator[tuple[str, int, str, str]]:
        trace, seen = error.__traceback__, 0
        while trace is not None and seen < 5000:
            path = Path(trace.tb_frame.f_code.co_filename)
            if path.parent == self.folder:
                yield path.name, trace.tb_lineno, trace.tb_frame.f_code.co_name, self._line(path.name, trace.tb_lineno)
            trace, seen = trace.tb_next, seen + 1

    def _own(self, error: BaseException) -> Iterator[tuple[types.FrameType, int]]:
        """The submission's own frames, outermost first, and the instruction at which each stopped."""
        trace, seen = error.__traceback__, 0
        while trace is not None and seen < 5000:
            if Path(trace.tb_frame.f_code.co_filename).parent == self.folder:
                yield trace.tb_frame, trace.tb_lasti
            trace, seen = trace.tb_next, seen + 1

    def place(self, file: str, number: int) -> str:
        """A line of the submission's with where it is, as messages show it; "" of any other file."""
        path = Path(file)
        return located(path.name, number, self._line(path.name, number)) if path.parent == self.folder else ""

    def _line(self, file: str, number: int) -> str:
        lines = self._lines(file)[number - 1 : number]
        return lines[0].strip(_BLANKS)[:200] if lines else ""

    def _lines(self, file: str) -> list[str]:
        try:
            return importlib.util.decode_source(self.modules[file]).split("\n")
        except (LookupError, SyntaxError, UnicodeDecodeError):
            return []


def _essential(text: str) -> str:
    """The words of an exception without colours and without what Keras puts around them."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    inner = re.match(
        r"Exception encountered when calling [^\n]*\n\n(.*?)(?:\n\nArguments received by|$)", text, re.DOTALL
    )
    return inner[1] if inner else text


def _kinds(code: str, frame: types.FrameType) -> Iterator[tuple[str, str]]:
    """What the names in a piece of code were, of those that the frame it ran in had."""
    for name in list(dict.fromkeys(re.findall(r"[^\W\d]\w*", code)))[:12]:
        for names in (frame.f_locals, frame.f_globals):
            if name in names:
                value = names[name]
                shape = f" {value.shape}" if type(value) is np.ndarray else ""
                yield name, f"{type(value).__name__}{shape}"
                break


def _parameters(frame: types.FrameType) -> tuple[str, ...]:
    code = frame.f_code
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


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
        if file.name not in self.submission.modules:
            return None
        return importlib.util.spec_from_file_location(fullname, file, loader=_Loader(self.submission, file))


class _Loader(importlib.abc.Loader):
    def __init__(self, submission: Submission, file: Path):
        self.submission, self.file = submission, file

    def get_source(self, fullname: str) -> str:
        """The module's text: Keras looks at the functions that it compiles, and Python's tracebacks show lines."""
        return importlib.util.decode_source(self.submission.modules[self.file.name])

    def exec_module(self, module: types.ModuleType) -> None:
        problems = self.submission.problems.setdefault(self.file.stem, [])
        try:
            tree, cut = parse(self.submission.modules[self.file.name], str(self.file))
        except (SyntaxError, ValueError) as error:
            problems.append(Problem((), self.submission.describe(error), getattr(error, "lineno", 0) or 0, fatal=True))
            raise
        self.submission.trees[self.file.stem] = tree
        problems += [Problem(each.names, self.submission.describe(each.error), each.line) for each in cut]
        module.__doc__ = ast.get_docstring(tree)
        self._execute(tree, module.__dict__, problems)

    def _execute(self, tree: ast.Module, namespace: dict[str, Any], problems: list[Problem]) -> None:
        flags = _future_flags(tree)
        for statement in tree.body:
            try:
                code = compile(ast.Module([statement], []), str(self.file), "exec", flags=flags, dont_inherit=True)
            except SyntaxError as error:  # it can be parsed and yet makes no sense, such as a `break` all by itself
                names = tuple(sorted(bound(statement)))
                problems.append(Problem(names, self.submission.describe(error), statement.lineno))
                continue
            self.submission.begins(self.file.name, statement.lineno)
            try:
                exec(code, namespace)  # noqa: S102 - running the student's module is the purpose of this process
            except BaseException as error:
                # A statement that was meant to raise or to leave refuses the whole module.
                fatal = isinstance(statement, ast.Raise) or not isinstance(error, Exception)
                first = self.submission.cause(error)
                raised = first.raised if first else self.submission.describe(error)
                problems.append(Problem(tuple(sorted(bound(statement))), raised, statement.lineno, fatal))
                if fatal:
                    raise
            else:
                self._replace(bound(statement), namespace)

    def _replace(self, names: set[str], namespace: dict[str, Any]) -> None:
        """Put stand-ins in the place of functions that have just been bound, so that nobody has seen them yet."""
        for name in names:
            stand_in = self.submission.stand_ins.get(f"{self.file.stem}.{name}")
            if stand_in and callable(namespace.get(name)):
                namespace[name] = stand_in(namespace[name])


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


def install(
    modules: Mapping[str, bytes],
    folder: Path,
    begins: Callable[[str, int], None],
    stand_ins: Mapping[str, Callable[[Any], Any]],
) -> Submission:
    """Make a submission importable as ``exercises``, in place of any before it."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _Finder)]
    for name in [name for name in sys.modules if name == PACKAGE or name.startswith(f"{PACKAGE}.")]:
        del sys.modules[name]
    submission = Submission(modules, folder, begins, stand_ins)
    package = types.ModuleType(PACKAGE)
    package.__path__ = [str(folder)]
    sys.modules[PACKAGE] = package
    sys.meta_path.insert(0, _Finder(submission, f"{PACKAGE}."))
    sys.meta_path.append(_Finder(submission, ""))
    return submission
