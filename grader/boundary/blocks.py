"""A module that does not parse, taken apart so that what is whole of it can be kept."""

from __future__ import annotations

import ast
import keyword
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

_MOST_CUTS, _MOST_TOKENS = 500, 1_000_000
"""Pieces that may be broken, and how far is looked for the ends of all: far more than in an honest module."""
_BEGINS_BLOCK = re.compile(r"(?!(?:else|elif|except|finally)\b)[^\s#]")
"""A line that begins a top-level statement, or is astray, unless it lies within a bracket or a text."""
# No group is possessive: up to Python 3.11.4 such a one may match less than it should.
_TOKEN = re.compile(
    r'''(?P<text>"""[^\\"]*+(?:(?:\\.|"(?!""))[^\\"]*+)*"""|'{3}[^\\']*+(?:(?:\\.|'(?!''))[^\\']*+)*'{3}'''
    r"""|"[^\\"\n]*+(?:\\.[^\\"\n]*+)*"|'[^\\'\n]*+(?:\\.[^\\'\n]*+)*')"""
    r"|#[^\n]*|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<line>\\?\n)",
    re.DOTALL,
)
"""What decides whether a line goes on in the next one; of a text that is not closed, nothing."""
_PROMPT = r"(?:>>> ?|In ?\[\d*\]: ?)?"
_HEADER = re.compile(rf"\s*{_PROMPT}(?:@|(?:async\s+)?def\b|class\b)")
_DECORATES = re.compile(r"\s*@\s*[\w.]+\s*(?:\(|#|$)")
_LEAVES = re.compile(r"(?:\.\.\. ?)?\s*(?:return|yield)\b")
"""A line that only a function can hold."""
_OPENED = re.compile(r"expected an indented block after .* on line (\d+)")
_OURS, _THEIRS = "<" * 7, ">" * 7

_DEFINES = re.compile(r"\b(?:def|class)\s+(\w+)")
_LOOKS_LIKE_A_DEF = re.compile(
    r"(?!\s*(?:if|elif|while|for|with|print)\b)\W*+(?:def(?=\w+\())?([^(]*+)\(.*[:{]\s*(?:#.*)?"
)
_ASSIGNS = re.compile(rf"\s*{_PROMPT}(\w+)\s*(?::[^=]*)?=(?!=)")
_IMPORTS = re.compile(rf"\s*{_PROMPT}((?:from\s+\S+\s+)?import\b.*)")
_NAMED = r"[\w.]+(?:[ \t]+as[ \t]+\w+)?"
_AN_IMPORT = re.compile(rf"(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+{_NAMED}(?:[ \t]*,[ \t]*{_NAMED})*")
"""An import whose line goes wrong after it."""
_FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
_COMPOUND = _FUNCTION | ast.ClassDef | ast.If | ast.For | ast.While | ast.With | ast.Try


class NotRead(SyntaxError):
    """What Python cannot read of a module, or all of it: the text says why, in Spanish."""


NAMELESS = "def"
"""Stands for the name of a function that has lost it."""


@dataclass(frozen=True)
class Cut:
    """What of a module does not parse: the names that it would have bound, why, and where."""

    names: tuple[str, ...]
    error: SyntaxError
    line: int


class Blocks:
    """A module that does not parse, taken apart: each top-level block by itself.

    A block begins where a line does with all brackets and texts closed. One that does not parse may hold what is whole
    before the place where it goes wrong. That is kept, so that an import or a function costs nothing for what follows
    it. What only a function can hold and lies outside of one belongs to the function above it, if that lacks its end.
    """

    def __init__(self, lines: list[str], filename: str):
        self._lines, self._filename = lines, filename
        self._shapes = [_shape(line) for line in lines]
        self._text = "\n".join(self._shapes)
        self._offsets = [0, *accumulate(len(shape) + 1 for shape in self._shapes)]
        self._begins = _begins(self._shapes)
        self._tokens = 0
        self.tree = ast.Module([], [])
        self.cuts: list[Cut] = []
        self._endless: ast.FunctionDef | ast.AsyncFunctionDef | None = None
        """The function above, if it may go on."""
        self._bodiless: int | None = None
        """Of a function above that was cut without its body: how much of the tree comes before it."""
        start = 0
        while start < len(lines):
            end = self._end(start)
            self._take(start, end)
            start = end

    def _parse(self, start: int, end: int) -> list[ast.stmt]:
        text = "\n".join(self._lines[start:end]) + "\n"
        try:
            tree = ast.parse(text, self._filename)
        except SyntaxError:  # once more in its place, so that what Python says has the lines of the file
            return ast.parse("\n" * start + text, self._filename).body
        return ast.increment_lineno(tree, start).body

    def _parses(self, start: int, end: int) -> bool:
        return is_code("\n".join(self._lines[start:end]) + "\n")

    def _end(self, start: int) -> int:
        """The line before which a block ends: where the next one begins, brackets and texts being closed."""
        closed = self._closed(start)
        return self._next(start) if closed is None else closed

    def _next(self, start: int) -> int:
        index = bisect_right(self._begins, start)
        return self._begins[index] if index < len(self._begins) else len(self._lines)

    def _closed(self, start: int) -> int | None:
        """Where a block ends; None if it never does, or would take a function in that is none of its own."""
        line, deep, takes_in, following = start, 0, False, self._next(start)
        for token in _TOKEN.finditer(self._text, self._offsets[start]):
            line += token[0].count("\n")
            self._tokens += 1
            if self._tokens > _MOST_TOKENS:
                raise RecursionError
            if token.lastgroup == "line" and line == following:
                if not deep and token[0] == "\n":
                    break
                if _HEADER.match(self._shapes[line]):
                    return None
            deep = max(0, deep + (token.lastgroup == "open") - (token.lastgroup == "close"))
            while following <= line < len(self._lines):
                takes_in |= line > following and _HEADER.match(self._shapes[following]) is not None
                following = self._next(following)
        else:
            line = len(self._lines)
        return None if deep or (takes_in and not self._parses(start, line)) else line

    def _take(self, start: int, end: int) -> None:
        """Keep what is whole of some lines, and cut out the rest."""
        while start < end:
            stop = self._end_of_piece(start, end)
            try:
                self._keep(self._parse(start, stop))
            except SyntaxError as error:
                whole = next(self._whole(start, (error.lineno or 0) - 1, stop), None)
                if whole is None:
                    self._cut(start, stop, error)
                else:
                    self._keep(self._parse(start, whole))
                    stop = whole
            start = stop

    def _end_of_piece(self, start: int, end: int) -> int:
        if self._shapes[start].startswith(_OURS):
            return end
        deep = _indentation(self._shapes[start])
        decorated = _DECORATES.match(self._shapes[start])
        for at in range(start + 1, end):
            line = self._shapes[at]
            if deep and _HEADER.match(line) and _indentation(line) <= deep:
                if not decorated:
                    return at
                decorated = _DECORATES.match(line)
        return end

    def _whole(self, start: int, at: int, stop: int) -> Iterator[int]:
        """The lines before which nothing is missing: that ``at`` which Python stumbles, the `def` that it is in."""
        headers = [line for line in range(start + 1, min(at, stop)) if _HEADER.match(self._shapes[line])]
        yield from (line for line in (at, *headers[-1:]) if start < line < stop and self._is_whole(start, line, stop))

    def _is_whole(self, start: int, at: int, stop: int) -> bool:
        if not self._parses(start, at) or not (before := self._parse(start, at)):
            return False
        line, indented = self._shapes[at], self._lines[at][:1] in (" ", "\t")
        if not isinstance(before[-1], _COMPOUND) or line[:1].strip():
            return True
        if indented and line.strip() and not _HEADER.match(line):
            return False
        done = isinstance(before[-1], _FUNCTION) and _ends(before[-1].body)
        return done or not _goes_on(self._shapes[at:stop])

    def _keep(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            if (inner := astray(statement)) and self._belongs_above(self._outside(inner)):
                continue
            if isinstance(statement, ast.Raise) and self._bodiless is not None:
                continue
            self.tree.body.append(statement)
            if isinstance(statement, _FUNCTION | ast.ClassDef):
                self._endless = self._bodiless = None
            if isinstance(statement, _FUNCTION) and not _ends(statement.body):
                self._endless = statement

    def _outside(self, node: ast.stmt | ast.expr) -> Cut:
        """What Python says of it."""
        words = f"'{type(node).__name__.lower()}' outside function"
        text = self._lines[node.lineno - 1]
        return Cut((), SyntaxError(words, (self._filename, node.lineno, node.col_offset + 1, text)), node.lineno)

    def _cut(self, start: int, stop: int, error: SyntaxError) -> None:
        if len(self.cuts) == _MOST_CUTS:
            raise NotRead(
                f"el fichero tiene más de {_MOST_CUTS} trozos que Python no entiende, y por eso no se corrige nada de "
                "él: ¿es tu módulo? Quita lo que no sea código"
            )
        piece = self._shapes[start:stop]
        for number, imported in _imports(piece):
            self.tree.body += ast.parse("\n" * (start + number) + imported, self._filename).body
        line = self._told_at(start, stop, error)
        cut = Cut(_names(piece), self._told(piece, line, error), line)
        of_its_own = _LOOKS_LIKE_A_DEF.fullmatch(piece[0]) or any(map(_HEADER.match, piece))
        if not of_its_own and any(map(_LEAVES.match, piece)) and self._belongs_above(cut):
            return
        self.cuts.append(cut)
        if _HEADER.match(piece[0]):
            lost = _OPENED.match(str(error.msg))
            self._endless, self._bodiless = None, len(self.tree.body) if lost else None

    def _told(self, piece: list[str], line: int, error: SyntaxError) -> SyntaxError:
        """The error, in the line in which it is to be told."""
        text = self._lines[line - 1]
        if why := _why(piece, text):
            return NotRead(why, (self._filename, line, 1, text))
        here = line == error.lineno
        end = error.end_offset if here and error.end_lineno == line else None
        return type(error)(error.msg, (self._filename, line, error.offset if here else None, text, line, end))

    def _told_at(self, start: int, stop: int, error: SyntaxError) -> int:
        """The line of an error: Python's own or, where that is empty, the last one before it that is not."""
        line = min(error.lineno or start + 1, stop)
        if not self._lines[line - 1].strip(" \t\f") and (opened := _OPENED.match(str(error.msg))):
            line = int(opened[1])
        while line > start + 1 and not self._lines[line - 1].strip(" \t\f"):
            line -= 1
        return max(line, start + 1)

    def _belongs_above(self, cut: Cut) -> bool:
        """Whether what only a function can hold is the end of the one above it, which then is cut out with it."""
        if self._bodiless is not None:
            body = self.tree.body[self._bodiless :]
            self.tree.body[self._bodiless :] = [each for each in body if isinstance(each, ast.Import | ast.ImportFrom)]
            return True
        if self._endless is None:
            return False
        self.tree.body.remove(self._endless)
        self.cuts.append(Cut((self._endless.name,), cut.error, cut.line))
        self._endless = None
        return True


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
            decorated = _DECORATES.match(text) is not None
    return sorted(found)


def _shape(line: str) -> str:
    """A line as it looks: what nobody sees is not there, and any white space is a space."""
    if line.isascii() and line.isprintable():
        return line
    kinds = ((char, unicodedata.category(char)) for char in line)
    seen = (" " if kind[0] == "Z" else "" if kind in ("Cc", "Cf") and char != "\t" else char for char, kind in kinds)
    return "".join(seen)


def astray(statement: ast.stmt) -> ast.stmt | ast.expr | None:
    """What in a top-level statement only a function can hold."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom):
            return node
        if not isinstance(node, _FUNCTION | ast.ClassDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return None


def _ends(body: list[ast.stmt]) -> bool:
    """Whether a function is done with these statements, and nothing that follows would ever run."""
    match body[-1:]:
        case [ast.Return() | ast.While(test=ast.Constant(value=True))]:
            return True
        case [ast.Raise() as last]:
            return not _is_reminder(last)
        case [ast.If(body=first, orelse=second)]:
            return _ends(first) and _ends(second)
        case [ast.Try(body=first, orelse=[], handlers=handlers)]:
            return _ends(first) and all(_ends(each.body) for each in handlers)
        case [ast.With(body=inner)]:
            return _ends(inner)
    return False


def is_stub(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function does nothing but raise the `NotImplementedError` that stands for what is still to do."""
    others = function.body[:-1]
    nothing = all(isinstance(each, ast.Pass | ast.Expr) for each in others) and all(
        isinstance(each.value, ast.Constant) for each in others if isinstance(each, ast.Expr)
    )
    return nothing and any(map(_is_reminder, function.body[-1:]))


def does_nothing(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it is a stub, or holds a place for one to write: `pass`, `...`, `return None`, and no more."""
    return is_stub(function) or all(map(_is_empty, function.body))


def _is_empty(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant()) | ast.Return(value=None | ast.Constant(value=None)):
            return True
    return False


def _is_reminder(statement: ast.stmt) -> bool:
    """Whether it is the `raise NotImplementedError` that stands for what is still to do."""
    match statement:
        case ast.Raise(exc=ast.Call(func=ast.Name(id="NotImplementedError")) | ast.Name(id="NotImplementedError")):
            return True
    return False


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
        words = [word for word in re.findall(r"\w+", found[1]) if not keyword.iskeyword(word)]
        names += [*words, "".join(words)] if words else [NAMELESS]
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
            begins = _AN_IMPORT.match(found[1])
            yield from [(number, text) for text in (found[1], begins[0] if begins else "(") if is_code(text)][:1]


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
