"""A student's module as source: parsed block by block, and what its statements bind."""

from __future__ import annotations

import ast
import importlib.util
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

PACKAGE = "exercises"
"""Modules of a submission are importable as ``exercises.<name>``."""

_MOST_JOINED, _MOST_JOINS, _MOST_CUTS = 100, 3000, 500
"""Blocks that may be one, how often some are tried, and how many may be broken: far more than in an honest module."""
_BEGINS_BLOCK = re.compile(r"(?!(?:else|elif|except|finally)\b)[\w\"'(\[{@*+~\\-]")
"""A line that begins a top-level statement (or goes on with a string, which joining the blocks mends)."""
_UNFINISHED = re.compile(r"never closed|unterminated triple|unexpected EOF")
"""What is said of a block that may go on in the next one."""
_PROMPT = r"(?:>>> ?|In ?\[\d*\]: ?)?"
_HEADER = re.compile(rf"\s*{_PROMPT}(?:@|(?:async\s+)?def\b|class\b)")
_OURS, _THEIRS = "<" * 7, ">" * 7

_DEFINES = re.compile(r"\b(?:def|class)\s+(\w+)")
_LOOKS_LIKE_A_DEF = re.compile(r"\W*(?:\w+\s+)?(\w+)\s*\(.*[:{]\s*(?:#.*)?")
_ASSIGNS = re.compile(rf"\s*{_PROMPT}(\w+)\s*(?::[^=]*)?=(?!=)")
_IMPORTS = re.compile(rf"\s*{_PROMPT}((?:from\s+\S+\s+)?import\b.*)")
_COMPOUND = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.If | ast.For | ast.While | ast.With | ast.Try


class NotRead(Exception):
    """A module that lies in its place and is none: the text says why, in Spanish."""


_NOT_READ = b"\0rna: "
"""How the content begins of a module that could not be read as one; what follows says why."""


def not_read(why: str) -> bytes:
    """What stands in place of a module's content where it could not be read: to load it raises NotRead."""
    return _NOT_READ + why.encode("utf-8", "replace")


@dataclass(frozen=True)
class Cut:
    """What of a module does not parse: the names that it would have bound, why, and where."""

    names: tuple[str, ...]
    error: SyntaxError
    line: int


def parse(source: bytes, filename: str) -> tuple[ast.Module, list[Cut]]:
    """The module's tree, and what of it had to be cut out, or is in a place where it defines nothing.

    Raises:
        NotRead: it is no module.
        SyntaxError: nothing could be read (encoding, null bytes, too large).
    """
    if source.startswith(_NOT_READ):
        raise NotRead(source.removeprefix(_NOT_READ).decode("utf-8", "replace"))
    lines = _decoded(source, filename).split("\n")
    try:
        try:
            tree, cuts = ast.parse("\n".join(lines), filename), []
        except SyntaxError:
            blocks = _Blocks(lines, filename)
            tree, cuts = blocks.tree, blocks.cuts
        return tree, [*cuts, *_misplaced(tree, lines, filename)]
    except (RecursionError, MemoryError):
        raise SyntaxError("el fichero es demasiado enrevesado") from None


def _decoded(source: bytes, filename: str) -> str:
    """The module's text.

    Raises:
        SyntaxError: it has none.
    """
    if b"\0" in source:
        raise SyntaxError("el fichero contiene bytes nulos: guárdalo de nuevo como texto UTF-8")
    try:
        return importlib.util.decode_source(source)
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        text = source.split(b"\n")[line - 1].decode("cp1252", "replace").strip()
        why = "esta línea no está en UTF-8: en tu editor, guarda el fichero con la codificación UTF-8"
        raise SyntaxError(why, (filename, line, 1, text)) from None
    except (LookupError, UnicodeError, SyntaxError):  # it says that it is in what is no encoding of text
        line = next((n for n, text in enumerate(source.split(b"\n")[:2], 1) if b"coding" in text), 1)
        text = source.split(b"\n")[line - 1].decode("utf-8", "replace").strip()
        why = "esa codificación no existe, o no es la del fichero: quita esta línea y guárdalo en UTF-8"
        raise SyntaxError(why, (filename, line, 1, text)) from None


class _Blocks:
    """A module that does not parse, taken apart: each top-level block by itself, or with those that it goes on in.

    A block that does not parse may hold what is whole before the place where it goes wrong. That is kept, so that an
    import or a function costs nothing for what follows it.
    """

    def __init__(self, lines: list[str], filename: str):
        self._lines, self._filename = lines, filename
        self._begins = [*_begins(lines), len(lines)]
        self.tree = ast.Module([], [])
        self.cuts: list[Cut] = []
        self._joins = first = 0
        while first < len(self._begins) - 1:
            first = self._take(first)

    def _parse(self, start: int, end: int) -> list[ast.stmt]:
        text = "\n".join(self._lines[start:end]) + "\n"
        try:
            tree = ast.parse(text, self._filename)
        except SyntaxError:  # once more in its place, so that what Python says has the lines of the file
            return ast.parse("\n" * start + text, self._filename).body
        return ast.increment_lineno(tree, start).body

    def _parses(self, start: int, end: int) -> bool:
        return is_code("\n".join(self._lines[start:end]) + "\n")

    def _take(self, first: int) -> int:
        """Take a block, and those that it goes on in; the number of the next one."""
        start, end = self._begins[first : first + 2]
        try:
            self.tree.body += self._parse(start, end)
        except SyntaxError as error:
            if _UNFINISHED.search(str(error.msg)) and (last := self._joined(first)):
                self.tree.body += self._parse(start, self._begins[last])
                return last
            self._take_apart(start, end)
        return first + 1

    def _joined(self, first: int) -> int | None:
        """The block before which the one that begins here ends; None if it ends nowhere, or takes its neighbours in."""
        for last in range(first + 2, min(first + _MOST_JOINED, len(self._begins) - 1) + 1):
            self._joins += 1
            if self._joins < _MOST_JOINS and self._parses(self._begins[first], self._begins[last]):
                inside = [at for at in range(first + 1, last) if _HEADER.match(self._lines[self._begins[at]])]
                whole = bool(inside) and all(self._parses(*self._begins[at : at + 2]) for at in inside)
                return None if whole else last
        return None

    def _take_apart(self, start: int, end: int) -> None:
        """Keep what is whole of some lines, and cut out the rest."""
        while start < end:
            stop = self._end_of_piece(start, end)
            try:
                self.tree.body += self._parse(start, stop)
            except SyntaxError as error:
                at = (error.lineno or 0) - 1
                if start < at < stop and self._is_whole(start, at, stop):
                    self.tree.body += self._parse(start, at)
                    stop = at
                else:
                    self._cut(start, stop, error)
            start = stop

    def _end_of_piece(self, start: int, end: int) -> int:
        if self._lines[start].startswith(_OURS):
            return end
        deep = _indentation(self._lines[start])
        decorated = self._lines[start].lstrip().startswith("@")
        for at in range(start + 1, end):
            line = self._lines[at]
            if _HEADER.match(line) and _indentation(line) <= deep:
                if not decorated:
                    return at
                decorated = line.lstrip().startswith("@")
        return end

    def _is_whole(self, start: int, at: int, stop: int) -> bool:
        """Whether nothing is missing of the lines before the one ``at`` which Python stumbles."""
        if not self._parses(start, at):
            return False
        before = self._parse(start, at)
        if not before or not isinstance(before[-1], _COMPOUND):
            return bool(before)
        begins = _HEADER.match(self._lines[at]) or not self._lines[at][:1].isspace()
        return bool(begins) and not _goes_on(self._lines[at:stop])

    def _cut(self, start: int, stop: int, error: SyntaxError) -> None:
        if len(self.cuts) == _MOST_CUTS:
            raise RecursionError("not worth taking apart")
        piece = self._lines[start:stop]
        line = min(error.lineno or start + 1, stop)
        if line <= start or not self._lines[line - 1].strip():
            line = start + 1
        text = self._lines[line - 1]
        told = _why(piece, text) or error.msg
        self.cuts.append(Cut(_names(piece), type(error)(told, (self._filename, line, error.offset, text)), line))
        for number, imported in _imports(piece):
            if is_code(imported):
                self.tree.body += ast.parse("\n" * (start + number) + imported, self._filename).body


def _begins(lines: list[str]) -> list[int]:
    """The lines that begin a block. A function begins with its decorators; what git could not merge is one block."""
    found, merged, decorated = {0}, 0, False
    ends = [index for index, text in enumerate(lines) if text.startswith(_THEIRS)]
    for index, text in enumerate(lines):
        if index < merged:
            continue
        if text.startswith(_OURS) and ends and index < ends[-1]:
            merged = ends[bisect_right(ends, index)] + 1
            inside = next((each for each in lines[index + 1 : merged] if each.strip()), "")
            found |= set() if inside[:1].isspace() else {index}
        elif _BEGINS_BLOCK.match(text):
            found |= set() if decorated else {index}
            decorated = text.startswith("@")
    return sorted(found)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _goes_on(lines: list[str]) -> bool:
    """Whether some lines hold more of the function before them, and not only something new."""
    header: int | None = None
    for line in lines:
        deep = _indentation(line)
        if not line.strip() or line.lstrip().startswith("#") or line.startswith("..."):
            continue
        if _HEADER.match(line):
            header = deep
        elif deep == 0:
            header = None
        elif header is None or deep <= header:
            return True
    return False


def _names(piece: list[str]) -> tuple[str, ...]:
    """The names that some lines would have bound, as far as can be seen."""
    names = _DEFINES.findall("\n".join(piece))
    if found := _LOOKS_LIKE_A_DEF.fullmatch(piece[0]):
        names.append(found[1])
    for line in piece:
        if _indentation(line) <= _indentation(piece[0]) and (found := _ASSIGNS.match(line)):
            names.append(found[1])
    if found := _IMPORTS.match(piece[0]):
        imported = found[1].partition("import")[2].split(",")
        names += [words[-1].partition(".")[0] for words in (re.findall(r"[\w.]+", each) for each in imported) if words]
    return tuple(dict.fromkeys(names))


def _imports(piece: list[str]) -> Iterator[tuple[int, str]]:
    """The imports among some lines, and the line of each: they would do no harm where they stand."""
    for number, line in enumerate(piece):
        if _indentation(line) <= _indentation(piece[0]) and (found := _IMPORTS.match(line)):
            yield number, found[1]


def is_code(text: str) -> bool:
    """Whether Python can parse a text."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _why(piece: list[str], text: str) -> str:
    """What is to be said of lines that no Python holds; "" where Python's own words will do."""
    if any(line.startswith((_OURS, _THEIRS)) for line in piece):
        return "aquí quedan las marcas de un conflicto de git: quédate con una de las dos versiones y borra las marcas"
    if re.match(r"\s*(>>>|In ?\[)", text):
        return "has pegado también el `>>>` de la consola: borra esa marca, y la `...`, al principio de cada línea"
    return ""


def _misplaced(tree: ast.Module, lines: list[str], filename: str) -> Iterator[Cut]:
    """The functions that are defined inside something else, which tells why nobody finds them at the top."""
    for place in tree.body:
        where = f"`{place.name}`" if isinstance(place, ast.FunctionDef | ast.ClassDef) else "otro bloque"
        for node in ast.walk(place):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node is not place:
                why = f"la función `{node.name}` queda dentro de {where}: quita la sangría de su `def`"
                error = IndentationError(why, (filename, node.lineno, 1, lines[node.lineno - 1]))
                yield Cut((node.name,), error, node.lineno)


def bound(statement: ast.stmt) -> set[str]:
    """The names of its module that a top-level statement binds; "*" for whatever another module holds."""
    names = _Bound()
    names.visit(statement)
    return names.found


class _Bound(ast.NodeVisitor):
    """Collects names, but for those of a function, a class or a comprehension, which are theirs alone."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        self.found.add(node.name)

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef  # noqa: N815 - the names that ast asks for

    def visit_Lambda(self, node: ast.expr) -> None:
        pass

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_Lambda  # noqa: N815 - as above

    def visit_alias(self, node: ast.alias) -> None:
        self.found.add((node.asname or node.name).partition(".")[0])

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.found.add(node.id)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        self.found |= {node.name} if node.name else set()
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs  # noqa: N815 - as above

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.found |= {node.name} if node.name else set()
        self.generic_visit(node)


# -- names ---------------------------------------------------------------------------------------


def nearest(name: str, others: Iterable[str]) -> str:
    """The first of some names that may be a slip for ``name``; "" if none is."""
    return next((other for other in others if other != name and _is_near(_letters(other), _letters(name))), "")


def _letters(name: str) -> str:
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower().replace("_", "")


def _is_near(name: str, other: str) -> bool:
    """Whether one may be a slip for the other: two exercises never are, not even or_gate and xor_gate."""
    alike = sorted(name) == sorted(other) or SequenceMatcher(None, name, other).ratio() > 0.85
    return name[:1] == other[:1] and alike
