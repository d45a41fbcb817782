"""A student's module as source: parsed block by block, and what its statements bind."""

from __future__ import annotations

import ast
import codecs
import importlib.util
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from grader.boundary.blocks import Blocks, Cut, astray

PACKAGE = "exercises"
"""Modules of a submission are importable as ``exercises.<name>``."""


_SAVE = "guarda el fichero con la codificación UTF-8"
_WIDE = [
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
]
"""How a text begins in encodings that Python reads no module in: whoever wrote it could not run it either."""


class NotRead(Exception):
    """A module that lies in its place and is none: the text says why, in Spanish."""


_NOT_READ = b"\0rna: "
"""How the content begins of a module that could not be read as one; what follows says why."""


def not_read(why: str) -> bytes:
    """What stands in place of a module's content where it could not be read: to load it raises NotRead."""
    return _NOT_READ + why.encode("utf-8", "replace")


def lines_of(text: str) -> list[str]:
    """The lines of a text as Python counts them, without their ends: a form feed or Unicode's separators end none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


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
            tree = None
        if tree is None or any(map(astray, tree.body)):
            blocks = Blocks(lines, filename)
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
        wide = next((name for mark, name in _WIDE if source.startswith(mark)), "")
        what = f"está en {wide}" if wide else "contiene bytes nulos, como si estuviera en UTF-16"
        raise SyntaxError(f"el fichero {what}, y Python no lo lee así: en tu editor, {_SAVE}")
    try:
        return importlib.util.decode_source(source)
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        text = source.split(b"\n")[line - 1].decode("cp1252", "replace").strip()
        why = f"esta línea no está en UTF-8, sino quizá en Latin-1 o Windows-1252: en tu editor, {_SAVE}"
        raise SyntaxError(why, (filename, line, 1, text)) from None
    except (LookupError, UnicodeError, SyntaxError):  # it says that it is in what is no encoding of text
        line = next((n for n, text in enumerate(source.split(b"\n")[:2], 1) if b"coding" in text), 1)
        text = source.split(b"\n")[line - 1].decode("utf-8", "replace").strip()
        why = "esa codificación no existe, o no es la del fichero: quita esta línea y guárdalo en UTF-8"
        raise SyntaxError(why, (filename, line, 1, text)) from None


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
