"""What a save changed: a fingerprint of each exercise's code and of all it depends on.

Comments, layout and docstrings do not count. Where in doubt something counts as changed: to grade
once too often costs a moment, to show an old verdict would be wrong.
"""

from __future__ import annotations

import ast
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grader import submission
from grader.boundary import source
from grader.boundary.blocks import NAMELESS, is_stub
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise

_ANYTHING = {"__import__", "eval", "exec", "globals", "importlib"}
"""Who uses these may depend on any code of the folder."""


def sources(folder: Path) -> dict[str, bytes]:
    """The modules of a submission, by name; none where there is no folder."""
    try:
        found = submission.whole(folder)
    except OSError:
        return {}
    return {name.removesuffix(".py"): content for name, content in found.items()}


def signature(folder: Path) -> frozenset[tuple[str, int, int, int, int]] | None:
    """What differs as soon as a module has been written to, without reading any; None where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            stats = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries if entry.name.endswith(".py")]
    except OSError:
        return None
    # With the time of the last change of any kind: a tool may set the time of writing back.
    return frozenset((name, each.st_mtime_ns, each.st_ctime_ns, each.st_size, each.st_ino) for name, each in stats)


def fingerprints(modules: dict[str, bytes], exercises: Iterable[Exercise]) -> dict[str, str]:
    """By exercise, what changes when its verdict may; "" where there is nothing yet to grade."""
    parsed = _parsed(modules)
    return {each.id: _fingerprint(parsed, each) or _digest(_instead(parsed, modules, each)) for each in exercises}


def untouched(modules: dict[str, bytes], exercises: Iterable[Exercise]) -> dict[str, str]:
    """The exercises that nobody has begun, with what a student reads of each: nothing of them need be run.

    Only where nothing else in the file could define them: it holds plain functions, constants and
    imports from outside the submission.
    """
    parsed, files = _parsed(modules), _files(modules)
    found: dict[str, str] = {}
    for exercise in exercises:
        module = parsed.get(exercise.unit, _Module())
        if exercise.name not in module.bound and source.nearest(exercise.name, module.bound):
            continue
        if module.plain and not module.imported & parsed.keys() and not module.attempted(exercise.name):
            is_missing = exercise.name not in module.bound
            signatures = catalog.signatures(exercise.unit)
            found[exercise.id] = (
                source.missing(exercise.name, exercise.unit, files, signatures)
                if is_missing
                else f"`{exercise.name}` está sin hacer."
            )
    return found


def lost(modules: dict[str, bytes], exercises: Iterable[Exercise]) -> dict[str, str]:
    """The exercises whose function is not where it is looked for, and what is there instead."""
    parsed, files = _parsed(modules), _files(modules)
    gone = (each for each in exercises if not parsed.get(each.unit, _Module()).may_hold(each.name))
    return {each.id: source.missing(each.name, each.unit, files, catalog.signatures(each.unit)) for each in gone}


def _parsed(modules: dict[str, bytes]) -> dict[str, _Module]:
    return {name: _Module.parse(content) for name, content in source.present(modules).items()}


def _files(modules: dict[str, bytes]) -> dict[str, bytes]:
    return {f"{name}.py": content for name, content in modules.items()}


def _fingerprint(parsed: dict[str, _Module], exercise: Exercise) -> str:
    module = parsed.get(exercise.unit)
    if module is None or not module.attempted(exercise.name):
        return ""
    return _digest("\0".join(sorted(_reach(parsed, exercise.unit, exercise.name))))


def _instead(parsed: dict[str, _Module], modules: dict[str, bytes], exercise: Exercise) -> str:
    """What stands in place of a function that its module does not hold; "" where nothing does."""
    if exercise.unit not in parsed or exercise.name in parsed[exercise.unit].bound:
        return ""
    return source.misplaced(exercise.name, exercise.unit, _files(modules), catalog.signatures(exercise.unit))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20] if text else ""


def _reach(parsed: dict[str, _Module], unit: str, name: str) -> Iterator[str]:
    """The text of all that a name depends on: a walk over names, through imports of sibling modules."""
    waiting, seen = [(unit, name)], set()
    while waiting:
        place = waiting.pop()
        if place in seen or place[0] not in parsed:
            continue
        seen.add(place)
        for text, names, imports in parsed[place[0]].about(place[1]):
            yield f"{place[0]}: {text}"
            if names & _ANYTHING:
                waiting += [(other, "*") for other in parsed]
            waiting += [(place[0], each) for each in names]
            waiting += imports


Piece = tuple[str, set[str], list[tuple[str, str]]]
"""A statement's text, the names in it, and what it imports as (module, name or "*")."""


@dataclass
class _Module:
    """A module's top-level statements, by the names that they bind."""

    bound: dict[str, list[Piece]] = field(default_factory=dict)
    loose: list[Piece] = field(default_factory=list)
    """What binds no name, and so may matter to all: a call, a loop, a syntax error."""
    stubs: set[str] = field(default_factory=set)
    plain: bool = True
    """Whether only what can be seen defines names."""
    imported: set[str] = field(default_factory=set)
    """Modules that are imported anywhere."""

    @classmethod
    def parse(cls, content: bytes) -> _Module:
        module = cls()
        try:
            tree, cut = source.parse(content, "")
            for statement in tree.body:
                module._read(statement)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            module.plain = False
            module.loose.append((f"{error} {hashlib.sha256(content).hexdigest()}", set(), []))
            return module
        for each in cut:
            names = () if NAMELESS in each.names else each.names
            module._add(names, (f"{each.error.msg}: {each.error.text}", set(), []))
        return module

    def _read(self, statement: ast.stmt) -> None:
        if _has_no_effect(statement):
            return
        for node in ast.walk(statement):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and ast.get_docstring(node):
                node.body = node.body[1:]
        if isinstance(statement, ast.FunctionDef) and is_stub(statement):
            self.stubs.add(statement.name)
        names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        imports = list(_imports(statement))
        self.imported |= {module for module, _ in imports}
        self.plain = self.plain and _is_plain(statement)
        self._add(_binds(statement), (ast.dump(statement), names, imports))

    def _add(self, names: Iterable[str], piece: Piece) -> None:
        for name in names:
            self.bound.setdefault(name, []).append(piece)
        if not names:
            self.loose.append(piece)

    def attempted(self, name: str) -> bool:
        """Whether somebody has begun to write the function (or the module cannot be read)."""
        return bool(self.loose) or (name in self.bound and not (name in self.stubs and len(self.bound[name]) == 1))

    def may_hold(self, name: str) -> bool:
        """Whether a name is there, or may be as far as can be seen."""
        return bool(self.loose) or not self.plain or name in self.bound or "*" in self.bound

    def about(self, name: str) -> list[Piece]:
        """The statements that decide what a name is; "*" is every name."""
        if name == "*":
            return [*self.loose, *(piece for pieces in self.bound.values() for piece in pieces)]
        return [*self.loose, *self.bound.get(name, []), *self.bound.get("*", [])]


def _has_no_effect(statement: ast.stmt) -> bool:
    """A docstring or a number by itself, or what runs only when the file is started as a program."""
    match statement:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"), ops=[ast.Eq()], comparators=[ast.Constant()])):
            return not statement.orelse
    return False


def _is_plain(statement: ast.stmt) -> bool:
    """Whether it does no more than bind the names that it shows."""
    match statement:
        case ast.FunctionDef(name=name, decorator_list=[], args=ast.arguments(defaults=defaults)):
            return name != "__getattr__" and all(isinstance(default, ast.Constant) for default in defaults)
        case ast.Import():
            return True
        case ast.ImportFrom(names=names):
            return all(alias.name != "*" for alias in names)
        case ast.Assign(targets=[ast.Name()], value=ast.Constant()):
            return True
    return False


def _binds(statement: ast.stmt) -> set[str]:
    """The names that a statement binds, if that is all it does."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Import() | ast.ImportFrom():
            return source.bound(statement)
        case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            nodes = [node for target in targets for node in ast.walk(target)]
            # With anything else than plain names (x[0] = 1, np.pi = 3) it has an effect beyond them.
            plain = all(isinstance(node, ast.Name | ast.Tuple | ast.List | ast.Starred | ast.expr_context)
                        for node in nodes)  # fmt: skip
            return source.bound(statement) if plain else set()
    return set()


def _imports(statement: ast.stmt) -> Iterator[tuple[str, str]]:
    """(module, name) of what a statement, anywhere in it, may import from the folder."""
    for node in ast.walk(statement):
        match node:
            case ast.Import():
                for alias in node.names:
                    yield alias.name.removeprefix(f"{source.PACKAGE}."), "*"
            case ast.ImportFrom(module=source.PACKAGE) | ast.ImportFrom(module=None):
                for alias in node.names:
                    yield alias.name, "*"
            case ast.ImportFrom(module=str() as module):
                for alias in node.names:
                    yield module.removeprefix(f"{source.PACKAGE}."), alias.name
