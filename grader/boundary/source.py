"""A student's module as source: parsed block by block, and what its statements bind."""

from __future__ import annotations

import ast
import codecs
import importlib.util
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from grader.boundary.blocks import Blocks, Cut, NotRead, astray

PACKAGE = "exercises"
"""Modules of a submission are importable as ``exercises.<name>``."""


_SAVE = "«Guardar con codificación» y «UTF-8»"
_IN_VS_CODE = "En VS Code, pulsa la codificación que se ve abajo, en la barra de estado:"
_FROM_LATIN = f"{_IN_VS_CODE} «Volver a abrir con codificación» y «Western (Windows 1252)»; después, {_SAVE}"
_WIDE = [
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
]
"""How a text begins in encodings that Python reads no module in: whoever wrote it could not run it either."""


_NOT_READ = b"\0rna: "
"""How the content begins of a module that could not be read as one; what follows says why."""


def not_read(why: str) -> bytes:
    """What stands in place of a module's content where it could not be read: to load it raises NotRead."""
    return _NOT_READ + why.encode("utf-8", "replace")


_ABSENT = b"\0rna? "
"""How what stands for a module begins that is not there; what follows says what is there instead."""


def absent(why: str) -> bytes:
    """What stands in place of a module that is not there, where something can be told of it."""
    return _ABSENT + why.encode("utf-8", "replace")


def present(modules: Mapping[str, bytes]) -> dict[str, bytes]:
    """The modules that are there."""
    return {name: content for name, content in modules.items() if not content.startswith(_ABSENT)}


def lines_of(text: str) -> list[str]:
    """The lines of a text as Python counts them, without their ends: a form feed or Unicode's separators end none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def located(file: str, line: int, text: str | None = None) -> str:
    """A line of a module with where it is, as messages show it, or only where."""
    return f"{file}:{line}:" + ("" if text is None else f" `{text}`")


def parse(source: bytes, filename: str) -> tuple[ast.Module, list[Cut]]:
    """The module's tree, and what of it had to be cut out, or is in a place where it defines nothing.

    Raises:
        NotRead: nothing of it could be read (no module, encoding, null bytes, too large).
        SyntaxError: Python compiles nothing of it.
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
        raise NotRead("el fichero es demasiado enrevesado") from None


def _decoded(source: bytes, filename: str) -> str:
    """The module's text.

    Raises:
        NotRead: it has none.
    """
    if b"\0" in source:
        wide = next((name for mark, name in _WIDE if source.startswith(mark)), "")
        what = f"está en {wide}" if wide else "contiene bytes nulos, como si estuviera en UTF-16"
        raise NotRead(f"el fichero {what}, y Python no lo lee así. {_IN_VS_CODE} {_SAVE}", (filename, None, None, None))
    try:
        return importlib.util.decode_source(source)
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        text = source.split(b"\n")[line - 1].decode("cp1252", "replace").strip()
        why = f"el fichero no está en UTF-8, sino quizá en Latin-1 o Windows-1252. {_FROM_LATIN}"
        raise NotRead(why, (filename, line, 0, text)) from None
    except (LookupError, UnicodeError, SyntaxError):  # it says that it is in what is no encoding of text
        line = next((n for n, text in enumerate(source.split(b"\n")[:2], 1) if b"coding" in text), 1)
        text = source.split(b"\n")[line - 1].decode("utf-8", "replace").strip()
        why = f"esa codificación no existe, o no es la del fichero: quita esta línea. {_IN_VS_CODE} {_SAVE}"
        raise NotRead(why, (filename, line, 0, text)) from None


def _misplaced(tree: ast.Module, lines: list[str], filename: str) -> Iterator[Cut]:
    """The functions that are defined inside something else, which tells why nobody finds them at the top."""
    for place in tree.body:
        where = f"`{place.name}`" if isinstance(place, ast.FunctionDef | ast.ClassDef) else "otro bloque"
        where = f"la clase {where}" if isinstance(place, ast.ClassDef) else where
        for node in ast.walk(place):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node is not place:
                why = f"la función `{node.name}` queda dentro de {where}: quita la sangría de su `def`"
                error = NotRead(why, (filename, node.lineno, 1, lines[node.lineno - 1]))
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


def likely(name: str, others: Iterable[str]) -> str:
    """What somebody who wrote a name that nothing has may have meant among some that are there; "" if nothing."""
    known = [each for each in dict.fromkeys(others) if not each.startswith("_") and each != name]
    alike = [each for each in (f"{name}s", name.removesuffix("s")) if each in known]
    alike += [each for each in known if _letters(each) == _letters(name)]
    alike += [each for each in known if "_" in name and sorted(each.split("_")) == sorted(name.split("_"))]
    near = [each for each in known if abs(len(each) - len(name)) <= 1]  # what differs more is a word of something else
    return next(iter(alike or (get_close_matches(name, near, 1, 0.8) if len(name) > 2 else [])), "")


def _letters(name: str) -> str:
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower().replace("_", "")


def _is_near(name: str, other: str) -> bool:
    """Whether one may be a slip for the other: two exercises never are, not even or_gate and xor_gate."""
    alike = sorted(name) == sorted(other) or SequenceMatcher(None, name, other).ratio() > 0.85
    return name[:1] == other[:1] and alike


# -- what is there in place of what is not ---------------------------------------------------------

Signatures = Mapping[str, tuple[str, ...]]
"""The parameters of the functions that a unit asks for, by name."""

_MOST_NAMED = 3


@dataclass(frozen=True)
class _Function:
    """A function at the top of a module."""

    name: str
    parameters: tuple[str, ...]
    reads: frozenset[str]
    """The names in its code."""
    gives: bool
    """Whether it returns something."""


def missing(name: str, unit: str, modules: Mapping[str, bytes], wanted: Signatures) -> str:
    """What to tell of a function that a unit's module does not hold: what is there instead, if anything, in Spanish."""
    return (
        missing_module(unit, modules, wanted)
        or misplaced(name, unit, modules, wanted)
        or f"Falta la función `{name}` en {unit}.py."
    )


def missing_module(unit: str, modules: Mapping[str, bytes], wanted: Signatures) -> str:
    """What to tell of a unit's module that is not there or defines nothing; "" if it does."""
    file, here = f"{unit}.py", present(modules)
    if file in here and not _is_bare(here[file]):
        return ""
    lost = f"No encuentro {'ninguna función en ' if file in here else ''}{file}"
    holding = {name: [each.name for each in _functions(here[name]) if each.name in wanted] for name in here}
    most = max(holding, key=lambda name: len(holding[name]), default="")
    told = modules.get(file, b"").removeprefix(_ABSENT).decode("utf-8", "replace") if file not in here else ""
    if holding.get(most) and not resembles(most, file) and (not told or 2 * len(holding[most]) >= len(wanted)):
        names = ", ".join(f"`{each}`" for each in holding[most][:_MOST_NAMED])
        more = "…" if len(holding[most]) > _MOST_NAMED else ""
        return f"{lost}, pero en {most} hay funciones suyas ({names}{more}): llévalas a {file}."
    if file in here:
        return f"{lost}: {'está vacío' if not here[file].strip() else 'no define nada'}."
    return told or f"Falta el fichero {file}."


def misplaced(name: str, unit: str, modules: Mapping[str, bytes], wanted: Signatures) -> str:
    """What to tell of a function that may stand under another name, or in another module; "" if none does."""
    here = _functions(modules[f"{unit}.py"])
    if found := nearest(name, (each.name for each in here if each.name not in wanted)):
        return f"No encuentro `{name}` en {unit}.py; hay `{found}`: ¿es esa, con otro nombre?"
    others = {file: _functions(content) for file, content in present(modules).items() if file != f"{unit}.py"}
    if place := next((file for file, defined in others.items() if name in {each.name for each in defined}), ""):
        return f"No encuentro `{name}` en {unit}.py; está en {place}: llévala a {unit}.py."
    if found := _renamed(name, here, wanted):
        return f"No encuentro `{name}` en {unit}.py; hay `{found}`: ¿es esa, con otro nombre?"
    return ""


def _renamed(name: str, here: tuple[_Function, ...], wanted: Signatures) -> str:
    """The only function that may be one that is missing, and no other, by its parameters; "" if there is none."""
    defined = {each.name for each in here}
    gone = [each for each in wanted if each not in defined]
    helpers = set[str]().union(*(each.reads - {each.name} for each in here))
    strange = [
        each for each in here if each.name not in {*wanted, *helpers, "main"} and (each.parameters or each.gives)
    ]
    alike = [each.name for each in strange if each.parameters == wanted.get(name)]
    rivals = [each for each in gone if wanted[each] == wanted.get(name)]
    if len(alike) == len(rivals) == 1:
        return alike[0]
    as_many = [each.name for each in strange if len(each.parameters) == len(wanted.get(name, ()))]
    return as_many[0] if gone == [name] and len(strange) == len(as_many) == 1 else ""


@lru_cache(maxsize=64)
def _functions(content: bytes) -> tuple[_Function, ...]:
    """The functions at the top of a module."""
    return tuple(found for each in statements(content) if (found := _function(each)))


def _function(node: ast.stmt) -> _Function | None:
    """The function that a statement defines; None if it is none, or several."""
    match node:
        case ast.FunctionDef(name=name, args=arguments) | ast.AsyncFunctionDef(name=name, args=arguments):
            pass
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda(args=arguments)):
            pass
        case _:
            return None
    reads = frozenset(each.id for each in ast.walk(node) if isinstance(each, ast.Name))
    gives = isinstance(node, ast.Assign) or any(isinstance(each, ast.Return) and each.value for each in ast.walk(node))
    return _Function(name, tuple(each.arg for each in (*arguments.posonlyargs, *arguments.args)), reads, gives)


@lru_cache(maxsize=64)
def _is_bare(content: bytes) -> bool:
    """Whether a module has nothing but imports and comments."""
    kinds = [each for each in statements(content) if not isinstance(each, ast.Import | ast.ImportFrom)]
    return all(isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in kinds)


def statements(content: bytes) -> list[ast.stmt]:
    """What of a module can be read; where nothing can, that."""
    try:
        tree, cuts = parse(content, "")
    except (SyntaxError, ValueError):
        return [ast.Pass()]
    return [*tree.body, *(ast.Pass() for _ in cuts)]


_AROUND = {
    *("a", "copia", "copy", "de", "del", "el", "final", "la", "mi", "mis", "modificado", "my", "new", "nuevo", "of"),
    *("ejercicio", "ejercicios", "exercises", "solution", "solutions", "tema", "u", "unidad", "unit", "v", "version"),
}
"""Words beside a module's own in the name of what is a copy of it."""


def resembles(name: str, file: str) -> bool:
    """Whether a file may have been meant to have a module's name, to go by its own."""
    stem, _, ending = name.strip().partition(".")
    words = [_letters(word) for word in re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem))]
    letters = "".join(word for word in words if word not in _AROUND)
    known = re.fullmatch(r"(?:pyw?(?:\.(?:py|bak|orig))?)?(?:\.?txt)?|ipynb", ending.lower())
    wanted = _letters(file.removesuffix(".py"))
    return (
        name != file and bool(known) and not name.startswith("_") and (letters == wanted or _is_near(letters, wanted))
    )
