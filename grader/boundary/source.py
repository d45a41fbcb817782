"""A student's module as source: parsed block by block, and what its statements bind."""

from __future__ import annotations

import ast
import importlib.util
import re

PACKAGE = "exercises"
"""Modules of a submission are importable as ``exercises.<name>``."""

_MOST_JOINED = 100
_BEGINS_BLOCK = re.compile(r"(?!(?:else|elif|except|finally)\b)[^\s#)\]}]")
"""A line that begins a top-level statement (or goes on with a string, which joining the blocks mends)."""

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
    except (LookupError, UnicodeError):  # it says that it is in what is no encoding of text, or decodes nothing
        raise SyntaxError("el fichero no está en UTF-8: quita de él la línea «coding»") from None
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
