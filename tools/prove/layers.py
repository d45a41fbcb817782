"""Which part of the kit may import which: an import points down, or stays where it is and makes no circle.

Read from the sources, all of them: an import counts wherever in a module it stands, in a function or for types alone.
So does a call of ``import_module`` or ``__import__``: of a text, of a name that stands for texts, and of an f-string,
whose holes stand for anything where it is not known what they hold. What cannot be read may be any module. Other ways
to run code by its name (exec, runpy, pkgutil) are not looked for.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

LAYERS = (
    "boundary",
    "__init__ errors shell files report submission cells curriculum.catalog curriculum.data curriculum.thresholds",
    "feedback",
    "untrusted",
    "verdict",
    "curriculum",
    "reporters",
    "workspace classes browser notebook doctor template",
    "command_line cli __main__",
)
"""The parts of ``grader``, the lowest first. A part is a module or a folder; of several names the longest counts."""

ONLY = {
    "untrusted": {"boundary"},
    "feedback": {"boundary", "report"},
}
"""What a part may import besides itself, where that is less than all that is below it."""

RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts.split()}

CALLS = ("import_module", "__import__")

BESIDE = ("tools", "tests", "solutions", "exercises")

Modules = dict[str, ast.Module]
"""By their names below ``grader``; that of a package is its ``__init__``."""


def read(kit: Path) -> Modules:
    files = {".".join(file.relative_to(kit).with_suffix("").parts): file for file in sorted(kit.rglob("*.py"))}
    return {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in files.items()}


def breaches(modules: Modules) -> Iterator[str]:
    """What is wrong with their imports."""
    imported = {name: set(imports(name, modules)) for name in modules}
    for name, others in sorted(imported.items()):
        for other in sorted(others):
            if not may(part_of(name), part_of(other)):
                yield f"{name} imports {other}"
        if part_of(name) not in RANK:
            yield f"{name} has no layer"
        yield from (f"{name} imports {other}, which no wheel has" for other in beside_the_kit(modules[name]))
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        yield "a circle: " + " imports ".join(reversed(error.args[1]))


def beside_the_kit(tree: ast.Module) -> Iterator[str]:
    """What a module imports of the repository that is not installed with the kit."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                yield from (alias.name for alias in aliases if alias.name.partition(".")[0] in BESIDE)
            case ast.ImportFrom(module=str(module), level=0) if module.partition(".")[0] in BESIDE:
                yield module


def may(part: str, other: str) -> bool:
    allowed = ONLY.get(part)
    return part == other or (RANK.get(other, 0) <= RANK.get(part, 0) if allowed is None else other in allowed)


def part_of(module: str) -> str:
    """The longest name of LAYERS that the module's begins with, or its own."""
    names = module.removesuffix(".__init__").split(".")
    longer = (".".join(names[:length]) for length in range(len(names), 0, -1))
    return next((name for name in longer if name in RANK), module)


def imports(name: str, modules: Modules) -> Iterator[str]:
    """The modules of the kit that a module imports; what is imported with them, their packages, is not counted."""
    understood: set[ast.AST] = set()
    for node in ast.walk(modules[name]):  # a call comes before what is in it
        match node:
            case ast.Import(names=aliases):
                for alias in aliases:
                    yield from found(alias.name, modules)
            case ast.ImportFrom(module=module, names=aliases, level=level):
                package = ["grader", *name.split(".")][:-level] if level else []
                base = ".".join([*package, *([module] if module else [])])
                for alias in aliases:
                    yield from found(f"{base}.{alias.name}", modules) or found(base, modules)
            case ast.Call(func=ast.Name(id=what) | ast.Attribute(attr=what) as function) if what in CALLS:
                understood.add(function)
                texts = known_texts(modules[name], modules) | {"__name__": re.escape(full(name))}
                pattern = as_pattern(node.args[0], texts) if node.args and not node.keywords else ".*"
                # A text that begins with a dot is of a package that is told elsewhere.
                pattern = ".*" if pattern.startswith(r"\.") else pattern
                yield from (other for other in modules if re.fullmatch(pattern, full(other)))
            case ast.Name(id=what) | ast.Attribute(attr=what) | ast.alias(name=what, asname=str()) if what in CALLS:
                if node not in understood:  # called by another name, or by somebody else
                    yield from modules


def full(name: str) -> str:
    """The name that the module is imported by."""
    return f"grader.{name}".removesuffix(".__init__")


def found(imported: str, modules: Modules) -> list[str]:
    """The module of the kit that is imported by this name, if it is one."""
    return [name for name in modules if full(name) == imported]


def known_texts(tree: ast.Module, modules: Modules | None = None) -> dict[str, str]:
    """Names of a module that stand for texts, its own or imported ones, each with a pattern of what it stands for."""
    texts: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str()) | ast.JoinedStr() as value):
                texts[name] = as_pattern(value, texts)
            case ast.For(target=ast.Name(id=name), iter=ast.Tuple(elts=elements)):
                texts[name] = f"({'|'.join(as_pattern(each, texts) for each in elements)})"
            case ast.ImportFrom(module=str(module), names=aliases) if modules:
                for other in found(module, modules):
                    theirs = known_texts(modules[other])
                    texts |= {a.asname or a.name: theirs[a.name] for a in aliases if a.name in theirs}
    stored = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    bound = Counter([*stored, *(node.arg for node in ast.walk(tree) if isinstance(node, ast.arg))])
    return {name: text for name, text in texts.items() if bound[name] <= 1}  # else it is not known which of them


def as_pattern(node: ast.expr, texts: dict[str, str]) -> str:
    """The names of modules that an expression may give, as a regular expression."""
    match node:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.Name(id=name) if name in texts:
            return texts[name]
        case ast.JoinedStr(values=parts):
            return "".join(as_pattern(part, texts) for part in parts)
        case ast.FormattedValue(value=value):
            return as_pattern(value, texts)
    return ".*"
