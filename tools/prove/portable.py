"""Find what runs on Linux alone and is reached on Windows or macOS: prints each place; exit status 1 if there is one.

Each module is read as each system would run it. A test of the system (``sys.platform``, ``os.name``, ``hasattr``, a
constant made of those such as CAN_FORK) decides which of its branches are reached; so does what an ``except`` or
``suppress`` catches. Two more things keep a place out:

- A module, or a function or class at the top of one, whose docstring says "(Linux)" or "(POSIX)" is not looked into.
  Who refers to it from elsewhere has to be out of reach in turn.
- A comment ``# Linux: REASON`` or ``# POSIX: REASON`` where a statement begins or on the line itself, for what no test
  there can show.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tools import ROOT
from tools.prove.pretended import MODULES_OF_POSIX, NOT_ON_MACOS, NOT_ON_WINDOWS

READ = ("grader", "exercises", "solutions", "tools/write", "tools/prove", "noxfile.py", "hatch_build.py")

_DECLARED = re.compile(r"\((Linux|POSIX)\b|\b(Linux|POSIX) only\b")
_WAIVED = re.compile(r"#.*\b(Linux|POSIX): \S")
_PLACES = re.compile(r"/(bin|dev|etc|home|lib|lib64|mnt|opt|proc|root|run|sbin|sys|tmp|usr|var)(/|$)")
_OF_LINUX = re.compile(r"/(proc|sys)(/|$)")

_PROGRAMS = frozenset(
    ("bash", "cat", "chmod", "cp", "env", "grep", "kill", "ln", "ls", "mv", "ps", "rm", "sh", "touch")
)
_CALLS_OF_LIBC = frozenset(("capset", "mount", "prctl", "ptrace", "setns", "syscall", "unshare"))
_LINKS = frozenset(("symlink", "symlink_to", "hardlink_to", "readlink"))
_STARTING = frozenset(("Popen", "run", "call", "check_call", "check_output"))
_SPLITTING = frozenset(("split", "rsplit", "partition", "rpartition", "startswith", "endswith", "removeprefix", "join"))
_AS_TEXT = frozenset(("str", "os.fspath", "os.fsencode"))
_FOR_ATTRIBUTES = frozenset(("AttributeError", "Exception", "BaseException"))
_FOR_IMPORTS = frozenset(("ImportError", "ModuleNotFoundError", "Exception", "BaseException"))

_UNKNOWN = object()


@dataclass(frozen=True)
class System:
    """What Python is like there."""

    name: str
    platform: str
    os_name: str
    absent: Mapping[str, Sequence[str]]
    modules: Sequence[str]

    @property
    def is_windows(self) -> bool:
        return self.os_name == "nt"


SYSTEMS = (
    System("Windows", "win32", "nt", NOT_ON_WINDOWS, MODULES_OF_POSIX),
    System("macOS", "darwin", "posix", {**NOT_ON_MACOS, "socket": ("SOCK_SEQPACKET",)}, ()),
)


@dataclass(frozen=True, order=True)
class Breach:
    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class Module:
    """A module's source, and what its names stand for."""

    def __init__(self, name: str, source: str):
        self.name, self.tree = name, ast.parse(source)
        self.waived = {number for number, line in enumerate(source.splitlines(), 1) if _WAIVED.search(line)}
        self.names = dict(self._imported())
        self.own = {node.name for node in self.tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}

    def _imported(self) -> Iterator[tuple[str, str]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for each in node.names:
                    yield (
                        each.asname or each.name.partition(".")[0],
                        each.name if each.asname else each.name.partition(".")[0],
                    )
            elif isinstance(node, ast.ImportFrom) and node.module:
                for each in node.names:
                    yield each.asname or each.name, f"{node.module}.{each.name}"

    def qualified(self, node: ast.AST) -> str:
        """What a name or an attribute stands for, such as "os.fork"; "" for what is no name of a module's."""
        match node:
            case ast.Name(id=name):
                return f"{self.name}.{name}" if name in self.own else self.names.get(name, f"{self.name}.{name}")
            case ast.Attribute(value=value, attr=attr):
                base = self.qualified(value) if isinstance(value, ast.Name | ast.Attribute) else ""
                return f"{base}.{attr}" if base else ""
        return ""

    @property
    def is_declared(self) -> bool:
        return _declared(self.tree)

    @cached_property
    def constants(self) -> dict[str, ast.expr]:
        """What is bound once at the top, by its whole name."""
        found: dict[str, ast.expr] = {}
        for node in self.tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    found[f"{self.name}.{name}"] = value
        return found


def _declared(node: ast.Module | ast.stmt) -> bool:
    if not isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
        return False
    return bool(_DECLARED.search((ast.get_docstring(node) or "").partition("\n")[0]))


def breaches(sources: Mapping[str, str]) -> list[Breach]:
    """What is wrong in some modules, whose sources are given by their files' names."""
    modules = {file: Module(_dotted(file), source) for file, source in sources.items()}
    found: dict[tuple[str, int, str], list[str]] = {}
    for system in SYSTEMS:
        for file, line, what in _on(system, modules):
            systems = found.setdefault((file, line, what), [])
            systems += [system.name] * (system.name not in systems)
    return sorted(Breach(file, line, f"{what} ({', '.join(systems)})") for (file, line, what), systems in found.items())


def _dotted(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _on(system: System, modules: Mapping[str, Module]) -> Iterator[tuple[str, int, str]]:
    constants = {name: (module, value) for module in modules.values() for name, value in module.constants.items()}
    closed: set[str] = set()
    for module in modules.values():  # what may not be referred to: what is declared, and does meet something
        everything = _Reader(system, module, constants, frozenset(), whole=True)
        closed |= {f"{module.name}.{node.name}" for node in everything.declared if everything.read(node)}
    for file, module in modules.items():
        reader = _Reader(system, module, constants, frozenset(closed))
        for line, what in () if module.is_declared else reader.read(module.tree):
            yield file, line, what


class _Reader:
    """Reads a module as a system would run it, and gathers what is not there."""

    def __init__(
        self,
        system: System,
        module: Module,
        constants: Mapping[str, tuple[Module, ast.expr]],
        closed: frozenset[str],
        whole: bool = False,
    ):
        self._system, self._module, self._constants, self._closed, self._whole = (
            system,
            module,
            constants,
            closed,
            whole,
        )
        self._found: list[tuple[int, str]] = []
        self._caught: tuple[str, ...] = ()
        self.declared = [
            node
            for node in module.tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and (_declared(node) or module.is_declared)
        ]

    def read(self, node: ast.Module | ast.FunctionDef | ast.ClassDef) -> list[tuple[int, str]]:
        self._found = []
        self._block(node.body)
        return self._found

    def _tell(self, node: ast.AST, what: str) -> None:
        line = getattr(node, "lineno", 0)
        if line not in self._module.waived:
            self._found.append((line, what))

    # -- statements: each says whether the next is out of reach

    def _block(self, statements: Sequence[ast.stmt]) -> bool:
        return any(self._statement(each) for each in statements)

    def _statement(self, node: ast.stmt) -> bool:
        if node.lineno in self._module.waived or (not self._whole and node in self.declared):
            return False
        match node:
            case ast.Expr(value=ast.Constant()):  # a docstring
                return False
            case ast.If(test=test, body=body, orelse=orelse):
                known = self._truth(test)
                self._expression(test)
                ended = known is False or self._block(body)
                return (known is True or self._block(orelse)) and ended
            case ast.Match():
                return self._match(node)
            case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final):
                with self._catching(name for each in handlers for name in _names(each.type)):
                    ended = self._block(body)
                ended = ended or self._block(orelse)
                ends = [self._block(each.body) for each in handlers]
                return self._block(final) or (ended and all(ends))
            case ast.With(items=items, body=body):
                for item in items:
                    self._expression(item.context_expr)
                with self._catching(name for item in items for name in self._suppressed(item.context_expr)):
                    return self._block(body) and not any(self._suppressed(item.context_expr) for item in items)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                self._parts(node, without=node.body)
                caught, self._caught = self._caught, ()
                self._block(node.body)
                self._caught = caught
                return False
            case ast.Import() | ast.ImportFrom():
                return self._import(node)
            case ast.For() | ast.While():
                self._parts(node, without=[*node.body, *node.orelse])
                if self._truth(node.iter if isinstance(node, ast.For) else node.test) is not False:
                    self._block(node.body)
                self._block(node.orelse)
                return False
            case ast.Assert(test=test):
                self._parts(node)
                return self._truth(test) is False
        self._parts(node)
        return isinstance(node, ast.Return | ast.Raise | ast.Continue | ast.Break)

    def _match(self, node: ast.Match) -> bool:
        self._expression(node.subject)
        subject, ends = self._value(node.subject), []
        for case in node.cases:
            if subject is not _UNKNOWN and isinstance(case.pattern, ast.MatchValue):
                wanted = self._value(case.pattern.value)
                if wanted is not _UNKNOWN and wanted != subject:
                    continue
                return self._block(case.body)
            ends.append(self._block(case.body))
            if isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None:
                return all(ends)
        return False

    def _import(self, node: ast.Import | ast.ImportFrom) -> bool:
        names = [each.name for each in node.names]
        if isinstance(node, ast.ImportFrom):
            whole = node.module or ""
            missing = [f"{whole}.{name}" for name in names if name in self._system.absent.get(whole, ())]
            absent = [whole] if whole in self._system.modules else missing
        else:
            absent = [name for name in names if name in self._system.modules]
        if absent and not _FOR_IMPORTS.intersection(self._caught):
            self._tell(node, f"import of {', '.join(absent)}")
        return bool(absent)

    @contextmanager
    def _catching(self, names: Iterator[str]) -> Iterator[None]:
        before, self._caught = self._caught, (*self._caught, *names)
        yield
        self._caught = before

    def _suppressed(self, node: ast.expr) -> list[str]:
        match node:
            case ast.Call(func=function, args=arguments) if self._module.qualified(function) == "contextlib.suppress":
                return [name for each in arguments for name in _names(each)]
        return []

    # -- expressions

    def _parts(self, node: ast.AST, without: Sequence[ast.AST] = ()) -> None:
        types = [getattr(node, "annotation", None), getattr(node, "returns", None)]  # which nobody evaluates
        for child in ast.iter_child_nodes(node):
            if child not in without and child not in types:
                self._expression(child)

    def _expression(self, node: ast.AST) -> None:
        match node:
            case ast.IfExp() | ast.BoolOp():
                self._branches(node)
                return
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                self._comprehension(node)
                return
            case ast.Attribute() | ast.Name():
                self._name(node)
            case ast.Call():
                self._call(node)
            case ast.Constant(value=str(text)) | ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
                self._place(node, text)
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                self._joined(node, left, right)
        self._parts(node)

    def _branches(self, node: ast.IfExp | ast.BoolOp) -> None:
        if isinstance(node, ast.IfExp):
            self._expression(node.test)
            known = self._truth(node.test)
            for branch in [node.body] * (known is not False) + [node.orelse] * (known is not True):
                self._expression(branch)
            return
        for value in node.values:
            self._expression(value)
            if self._truth(value) is isinstance(node.op, ast.Or):
                return

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        for generator in node.generators:
            self._parts(generator)
            if any(self._truth(each) is False for each in generator.ifs):
                return
        self._parts(node, without=node.generators)

    def _name(self, node: ast.Attribute | ast.Name) -> None:
        name = self._module.qualified(node)
        module, _, attribute = name.rpartition(".")
        if name in self._closed:
            self._tell(node, f"{name.rpartition('.')[2]} is declared for another system")
        if attribute in self._system.absent.get(module, ()) and not _FOR_ATTRIBUTES.intersection(self._caught):
            self._tell(node, name)
        if isinstance(node, ast.Attribute) and node.attr in _CALLS_OF_LIBC and not name:
            self._tell(node, f"the system call {node.attr}")
        if name in ("select.select", "selectors.DefaultSelector") and self._system.is_windows:
            self._tell(node, f"{name} waits for sockets alone")

    def _call(self, node: ast.Call) -> None:
        name = self._module.qualified(node.func)
        attribute = node.func.attr if isinstance(node.func, ast.Attribute) else name.rpartition(".")[2]
        given = {each.arg: each.value for each in node.keywords if each.arg}
        if self._system.is_windows:
            self._call_on_windows(node, name, attribute, given)

    def _call_on_windows(self, node: ast.Call, name: str, attribute: str, given: dict[str, ast.expr]) -> None:
        if name == "os.kill":
            self._tell(node, "os.kill ends a process there, whatever the signal")
        if attribute == "rename" and not given and len(node.args) == 1 + (name == "os.rename"):
            self._tell(node, "rename does not replace what is there: replace")
        if attribute in _LINKS or name == "os.link":
            self._tell(node, f"{attribute}: links are not everybody's")
        if attribute in ("owner", "group") and not node.args and not given and isinstance(node.func, ast.Attribute):
            self._tell(node, f"{attribute} of a file")
        for option in {"preexec_fn", "pass_fds", "start_new_session", "dir_fd", "src_dir_fd", "dst_dir_fd"} & set(
            given
        ):
            self._tell(given[option], f"{option}=")
        if attribute in _STARTING and (program := _program(node)) in _PROGRAMS:
            self._tell(node, f"the program {program}")
        if _decodes(node, name, attribute, given):
            self._tell(node, f"{attribute} of text without encoding=")
        if attribute in _SPLITTING:
            self._separated(node)

    def _separated(self, node: ast.Call) -> None:
        """``str(path).split("/")`` and the like, and lists of paths taken apart or put together with colons."""
        assert isinstance(node.func, ast.Attribute | ast.Name)
        value = node.func.value if isinstance(node.func, ast.Attribute) else node.func
        texts = _texts(*node.args, value)
        made = isinstance(value, ast.Call) and self._module.qualified(value.func) in (
            *_AS_TEXT,
            f"{self._module.name}.str",
        )
        if made and any(text[:1] == "/" for text in texts):
            self._tell(node, 'a path taken apart at "/"')
        if ":" in texts and re.search(r"PATH\b|\bpaths?\b", ast.unparse(node)):
            self._tell(node, 'a list of paths with ":"')

    def _joined(self, node: ast.BinOp, *sides: ast.expr) -> None:
        called = [self._module.qualified(side.func) for side in sides if isinstance(side, ast.Call)]
        made = any(name in _AS_TEXT or name == f"{self._module.name}.str" for name in called)
        slash = any(text[:1] == "/" for text in _texts(*sides))
        if made and slash and self._system.is_windows:
            self._tell(node, 'a path put together with "/"')

    def _place(self, node: ast.AST, text: str) -> None:
        if (_PLACES if self._system.is_windows else _OF_LINUX).match(text):
            self._tell(node, f"the path {text}")

    # -- what is known

    def _truth(self, node: ast.expr) -> bool | None:
        value = self._value(node)
        return None if value is _UNKNOWN else bool(value)

    def _value(self, node: ast.expr, module: Module | None = None) -> Any:
        """What an expression gives on this system, as far as that follows from the system."""
        module = module or self._module
        match node:
            case ast.Constant(value=value):
                return value
            case ast.Tuple(elts=elts):
                values = [self._value(each, module) for each in elts]
                return _UNKNOWN if _UNKNOWN in values else tuple(values)
            case ast.Attribute() | ast.Name():
                return self._named(module.qualified(node))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                value = self._value(operand, module)
                return _UNKNOWN if value is _UNKNOWN else not value
            case ast.BoolOp(op=op, values=parts):
                return self._either([self._value(each, module) for each in parts], isinstance(op, ast.Or))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                known = self._value(test, module)
                return _UNKNOWN if known is _UNKNOWN else self._value(body if known else orelse, module)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return _compared(op, self._value(left, module), self._value(right, module))
            case ast.Call(func=ast.Name(id="hasattr"), args=[holder, ast.Constant(value=str(name))]):
                return False if name in self._system.absent.get(module.qualified(holder), ()) else _UNKNOWN
            case ast.Call(func=ast.Attribute(value=text, attr="startswith"), args=[ast.Constant(value=str(start))]):
                value = self._value(text, module)
                return value.startswith(start) if isinstance(value, str) else _UNKNOWN
        return _UNKNOWN

    def _named(self, name: str) -> Any:
        known = {"sys.platform": self._system.platform, "os.name": self._system.os_name}
        if name in known:
            return known[name]
        module, value = self._constants.get(name, (None, None))
        return self._value(value, module) if value else _UNKNOWN

    @staticmethod
    def _either(values: list[Any], one_is_enough: bool) -> Any:
        if any(value is not _UNKNOWN and bool(value) is one_is_enough for value in values):
            return one_is_enough
        return _UNKNOWN if _UNKNOWN in values else not one_is_enough


def _names(node: ast.expr | None) -> Iterator[str]:
    """The exceptions that are named in an except or a suppress; a bare except catches all."""
    match node:
        case None:
            yield "BaseException"
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.Tuple(elts=elts):
            for each in elts:
                yield from _names(each)


def _compared(op: ast.cmpop, left: Any, right: Any) -> Any:
    if left is _UNKNOWN or right is _UNKNOWN:
        return _UNKNOWN
    match op:
        case ast.Eq():
            return left == right
        case ast.NotEq():
            return left != right
        case ast.In():
            return left in right
        case ast.NotIn():
            return left not in right
    return _UNKNOWN


def _texts(*nodes: ast.expr) -> list[str]:
    """The texts and bytes among some expressions, as texts."""
    values = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return [
        value if isinstance(value, str) else value.decode("latin-1")
        for value in values
        if isinstance(value, str | bytes)
    ]


def _program(node: ast.Call) -> Any:
    match node.args:
        case [ast.List(elts=[ast.Constant(value=program), *_]), *_]:
            return program
    return None


def _decodes(node: ast.Call, name: str, attribute: str, given: dict[str, ast.expr]) -> bool:
    """Whether a call reads or writes text in whatever encoding the system has."""
    if "encoding" in given or any(each.arg is None for each in node.keywords):
        return False
    mode = given.get("mode")
    is_method = isinstance(node.func, ast.Attribute) and not name.startswith(("io.", "os.", "codecs."))
    match attribute, node.args:
        case "read_text", args:
            return not args
        case "write_text", args:
            return len(args) < 2
        case "open", args if is_method and (not name or name.count(".") > 1 or not name.islower()):
            first = args[0] if args else mode
            return first is None or _is_text_mode(first)
        case (("open" | "fdopen"), args) if name in ("io.open", "os.fdopen") or isinstance(node.func, ast.Name):
            second = args[1] if len(args) > 1 else mode
            return len(args) < 4 and (second is None or _is_text_mode(second))
        case (("NamedTemporaryFile" | "TemporaryFile" | "SpooledTemporaryFile"), args):
            first = args[0] if args else mode
            return first is not None and _is_text_mode(first)
        case "TextIOWrapper", args:
            return len(args) < 2
        case starting, _ if starting in _STARTING:
            return any(getattr(given.get(each), "value", False) is True for each in ("text", "universal_newlines"))
    return False


def _is_text_mode(node: ast.expr) -> bool:
    mode = node.value if isinstance(node, ast.Constant) else None
    return isinstance(mode, str) and bool(re.fullmatch(r"[rwaxt+U]+", mode))


def sources(places: Sequence[str] = READ) -> dict[str, str]:
    """The modules that are read, by their files' names in the repository."""
    paths = [ROOT / place for place in places]
    files = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*.py"))]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in sorted(files)}


def main() -> int:
    found = breaches(sources())
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
