"""The cells of a notebook as modules: what each function of the course uses of them, in the order of the cells.

What no answer needs, such as an experiment or a plot, stays behind: it would be run again. A notebook that was handed
in is read in a process of its own, ``python -m grader.cells``: to parse what somebody else has written may take all
that a process has, or end it.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import re
import shlex
import subprocess
import symtable
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from grader.boundary.blocks import does_nothing
from grader.boundary.interpreter import command, environment, has_imported
from grader.boundary.source import bound, lines_of
from grader.curriculum import catalog
from grader.report import Check, ExerciseResult, Report

MAX_NOTEBOOK = 30_000_000
"""Bytes of a notebook, with the pictures that it shows."""

ELSEWHERE = {
    "bash", "cmd", "file", "html", "javascript", "js", "latex", "markdown", "perl", "powershell", "pypy", "python",
    "python2", "python3", "ruby", "script", "sh", "svg", "sx", "system", "timeit", "writefile",
}  # fmt: skip
"""Magics whose cell defines nothing here: it is no Python, runs in another process, or is only timed."""

_ONLY_SHOW = {"check", "dir", "display", "get_ipython", "help", "id", "len", "print", "repr", "type"}
_ANYTHING = {"__import__", "eval", "exec", "globals", "locals", "vars"}
"""Who uses these may need names that stand in texts."""

_MAX_CODE, _MOST_PIECES = 400_000, 4000
_SECONDS = 20.0
_MOST_KNOWN = 1000
_KNOWN: dict[bytes, bytes] = {}
"""What was made of notebooks, by their hash, compressed: a class's are asked for more than once."""
_MEMORY = 2**30


# -- a notebook that was handed in ----------------------------------------------------------------


class Kept(NamedTuple):
    """Some lines of a cell that a function needs."""

    text: str
    cell: int
    line: int
    binds: dict[str, str]
    """By each name that they give a meaning to, which; as text that is the same where the meaning is."""

    def is_in(self, known: Mapping[str, set[str]], texts: set[str]) -> bool:
        """Whether some lines with these meanings and texts do the same already."""
        all_known = self.binds and all(means in known.get(name, ()) for name, means in self.binds.items())
        return self.text in texts or bool(all_known)

    def clashes(self, known: Mapping[str, set[str]]) -> bool:
        """Whether one of its names means something else there."""
        return any(name in known and means not in known[name] for name, means in self.binds.items())


class Part(NamedTuple):
    """What a notebook has of one of the course's modules: in a file that it writes, or in its cells."""

    pieces: list[Kept]
    needs: dict[str, list[int]]
    """By each function of the course that it defines the pieces that this needs."""
    stubs: list[str]
    """The functions that nobody has begun."""

    @property
    def begun(self) -> set[str]:
        return self.needs.keys() - set(self.stubs)


def parts(notebook: bytes) -> dict[str, list[Part]]:
    """What a notebook has of the course's modules; a file that it writes comes before what is in its cells.

    Raises:
        ValueError: it is none, or cannot be read; the text says why, in Spanish.
    """
    digest = hashlib.sha256(notebook).digest()
    packed = _KNOWN.get(digest) or zlib.compress(_apart(notebook), 1)
    if len(_KNOWN) < _MOST_KNOWN:
        _KNOWN[digest] = packed
    made = json.loads(zlib.decompress(packed))
    if isinstance(made, str):
        raise ValueError(made)
    return {
        name: [Part([Kept(*each) for each in pieces], needs, stubs) for pieces, needs, stubs in found]
        for name, found in made.items()
    }


def together(found: Sequence[Part]) -> tuple[bytes, list[tuple[set[str], set[str]]]]:
    """The module that some parts make, with a last line that tells where the others come from.

    The first part that has begun a function gives it, if nothing that this needs has a name that is taken.

    Returns:
        Besides, of each part the functions that are taken of it, and those that are not and are written otherwise.
    """
    owners: dict[str, int] = {}
    for index, part in enumerate(found):
        for name in part.needs:
            if name not in owners or (name in part.begun and name not in found[owners[name]].begun):
                owners[name] = index
    kept: dict[tuple[int, int], Kept] = {}
    taken: list[set[str]] = []
    for index, part in enumerate(found):
        known, texts = _meanings(kept.values())
        given_way = {name for name in part.stubs if owners[name] != index}
        pieces = {
            n: piece
            for n, piece in enumerate(part.pieces)
            if not piece.is_in(known, texts) and not (piece.binds and piece.binds.keys() <= given_way)
        }
        mine = {name: needed for name, needed in part.needs.items() if owners[name] == index}
        more = {name: [n for n in needed if n in pieces] for name, needed in mine.items()}
        free = {name for name, new in more.items() if not any(pieces[n].clashes(known) for n in new)}
        kept |= {(index, n): pieces[n] for name in free for n in more[name]}
        taken.append(free)
    module = [kept[place] for place in sorted(kept)]
    known, texts = _meanings(module)
    lost = [
        {name for name in part.begun - mine if not all(part.pieces[n].is_in(known, texts) for n in part.needs[name])}
        for part, mine in zip(found, taken, strict=True)
    ]
    told = json.dumps(lines(module), separators=(",", ":"))
    return f"{joined(module)}{_MARK}{told}\n".encode("utf-8", "surrogatepass"), list(zip(taken, lost, strict=True))


def _meanings(pieces: Iterable[Kept]) -> tuple[dict[str, set[str]], set[str]]:
    """What names mean in some lines, and the texts of these."""
    known: dict[str, set[str]] = {}
    texts = set()
    for piece in pieces:
        texts.add(piece.text)
        for name, means in piece.binds.items():
            known.setdefault(name, set()).add(means)
    return known, texts


def _apart(notebook: bytes) -> bytes:
    """The same as JSON, made in a process of its own; or a text that says why not."""
    try:
        done = subprocess.run(
            command("-m", "grader.cells"),
            input=notebook, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(), timeout=_SECONDS,
            check=True,
        )  # fmt: skip
        json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return json.dumps("es demasiado enrevesado").encode()
    return done.stdout


def _made(notebook: bytes) -> dict[str, list[Part]]:
    """The same, where it does no harm."""
    try:
        cells = list(map(_unprompted, _code(json.loads(notebook))))
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        raise ValueError("no es un cuaderno de Jupyter, o está dañado") from None
    if sum(map(len, cells)) > _MAX_CODE:
        raise ValueError("tiene demasiado código")
    written: dict[PurePosixPath, list[Piece]] = {}
    for number, cell in enumerate(cells, 1):
        for path, appended, piece in _written_by(cell, number):
            written[path] = [*(written.get(path, []) if appended else []), piece]
    run = [Piece(_without_magics(cell), (), number, 1) for number, cell in enumerate(cells, 1)]
    source = Source(piece for each in run for piece in _apart_from(each))
    if len(source.pieces) > _MOST_PIECES:
        raise ValueError("tiene demasiado código")
    found: dict[str, list[Part]] = {}
    for unit in catalog.units():
        file, names = f"{unit.id}.py", {exercise.name for exercise in unit.exercises}
        files = [whole for path, whole in written.items() if path.name == file]
        ways = [
            _part(Source(piece for each in whole for piece in _apart_from(each)), whole, names, whole=True)
            for whole in files
        ]
        ways.append(_part(source, run, names, whole=False))
        if any(part.needs for part in ways):
            found[file] = [part for part in ways if part.needs]
    return found


def _apart_from(text: Piece) -> Iterator[Piece]:
    """The pieces of some lines of a cell."""
    return (replace(each, line=each.line + text.line - 1) for each in pieces(text.text, text.cell))


def _part(source: Source, run: Iterable[Piece], names: set[str], whole: bool) -> Part:
    """What some cells, or a file that they write, have of the module with these functions.

    Args:
        source: what of them parses.
        run: all of them; what does not parse and seems to define one of the functions is part of it.
        whole: whether each of the functions needs all.
    """
    broken = [each for each in run if not parsed(each.text) and _defined(each.text)]
    every = [*source.pieces, *broken]
    binds = [*(piece.binds for piece in source.pieces), *(_defined(each.text) for each in broken)]
    last = {name: each for piece in source.pieces for each in piece.statements for name in bound(each)}
    needs: dict[str, list[int]] = {}
    stubs: list[str] = []
    for name in sorted(names):
        defined = any(name in piece.binds and not piece.imports for piece in source.pieces)
        seems = [index for index in range(len(source.pieces), len(every)) if name in binds[index]]
        if defined or seems:
            needed = set(map(id, source.needed({name}))) if defined else set()
            mine = [index for index, piece in enumerate(every) if whole or id(piece) in needed]
            needs[name] = sorted({*mine, *seems})
        if not seems and isinstance(statement := last.get(name), ast.FunctionDef) and does_nothing(statement):
            stubs.append(name)
    used = sorted({index for needed in needs.values() for index in needed})
    places = {index: place for place, index in enumerate(used)}
    return Part(
        [
            Kept(each.text, each.cell, each.line, {name: each.means.get(name, each.text) for name in sorted(named)})
            for each, named in ((every[index], binds[index]) for index in used)
        ],
        {name: [places[index] for index in needed] for name, needed in needs.items()},
        stubs,
    )


def _written_by(cell: str, number: int) -> Iterator[tuple[PurePosixPath, bool, Piece]]:
    """The module that a cell writes to a file, whether at its end, and what."""
    begins = re.match(r"\s*%%(?:writefile|file)[ \t]+([^\n]+)\n", cell)
    try:
        words = shlex.split(begins[1].replace("\\", "/")) if begins else []
    except ValueError:  # a quote that is not closed
        words = []
    flags = {word for word in words if word in ("-a", "--append")}
    path = PurePosixPath(next((word for word in words if word not in flags), ""))
    if begins and path.name in {f"{unit.id}.py" for unit in catalog.units()}:
        first = cell[: begins.end()].count("\n") + 1
        yield path, bool(flags), Piece(cell[begins.end() :].rstrip("\n") + "\n", (), number, first)


def _code(tree: Any) -> Iterator[str]:
    """The code cells of a notebook, of formats 3 and 4."""
    sheets = tree.get("worksheets", [tree])
    for cell in (cell for sheet in sheets for cell in sheet["cells"]):
        if cell["cell_type"] == "code":
            text = cell["source"] if "source" in cell else cell["input"]
            yield text if isinstance(text, str) else "".join(map(str, text))


_PROMPTS = (
    (re.compile(r">>>(?: |$)"), re.compile(r"(?:>>>|\.\.\.)(?: |$)")),
    (re.compile(r"\s*In ?\[\d*\]:(?: |$)"), re.compile(r"\s*(?:In ?\[\d*\]|\.{3,}):(?: |$)")),
)
"""Of Python and of IPython: what a cell that was copied with its prompts begins with, and what each line may."""


def _unprompted(cell: str) -> str:
    """A cell without prompts and without the indentation of its first line, as IPython reads it."""
    if parsed(cell) or not cell.strip():
        return cell
    text = lines_of(cell)
    first = next(line for line in text if line.strip())
    text = [line.removeprefix(first[: len(first) - len(first.lstrip())]) for line in text]
    for begins, prompt in _PROMPTS:
        if begins.match(first.lstrip()):
            text = [prompt.sub("", line, count=1) if prompt.match(line) else line for line in text]
    return "\n".join(text) + "\n"


def _without_magics(cell: str) -> str:
    """A cell as Python, each line where it was; what runs elsewhere, or asks for help, is left out."""
    if parsed(cell) or not cell.strip():
        return cell
    text = lines_of(cell)
    first = next(index for index, line in enumerate(text) if line.strip())
    if text[first].startswith("%%"):
        kind = text[first][2:].split()
        if not kind or kind[0] in ELSEWHERE:
            return ""
        text[first] = ""
    return "\n".join(_without_line_magics(text)) + "\n"


_SIGN = re.compile(
    r"""(?P<text>\"{3}|'{3})|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#.*|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<on>\\$)"""
)
"""What decides whether a line goes on in the next one."""


def _without_line_magics(text: Iterable[str]) -> Iterator[str]:
    """Lines as Python: one of IPython's own stands where a statement begins, not within a bracket or a text."""
    ending, depth, goes_on, magic = "", 0, False, False
    for line in text:
        if magic and goes_on:
            goes_on = line.endswith("\\")
            yield ""
            continue
        pattern, into = ("^", "") if ending or depth or goes_on else _magic(line)
        done = re.sub(pattern, into, line)
        magic, goes_on = done != line, done != line and line.endswith("\\")
        yield done
        at = 0
        while True:
            if ending:
                place = done.find(ending, at)
                if place < 0:
                    break
                at, ending = place + 3, ""
            found = _SIGN.search(done, at)
            if not found:
                break
            at, ending = found.end(), found["text"] or ""
            depth = max(0, depth + bool(found["open"]) - bool(found["close"]))
            goes_on = goes_on or bool(found["on"])


def _magic(line: str) -> tuple[str, str]:
    """What a line of IPython's own is to become."""
    if re.match(r"\s*%time\s+\S", line):
        return r"^(\s*)%time\s+", r"\1"
    if re.match(r"\s*[\w., ]+=\s*[%!]", line):
        return r"=\s*[%!].*$", "= None"
    if re.match(r"\s*(?:[%!]|\?|[\w.]+\?{1,2}\s*$)", line):
        return r"^(\s*).*$", r"\1pass"
    return "^", ""


def _defined(text: str) -> set[str]:
    """What code that does not parse seems to define."""
    return set(re.findall(r"^def +(\w+)", text, re.MULTILINE))


# -- lines of cells ------------------------------------------------------------------------------

_MARK = "# rna: líneas de las celdas "

Lines = Sequence[Sequence[int]]
"""Of each line of a module the number of its cell, and that of the line there."""


def joined(pieces: Sequence[Piece | Kept]) -> str:
    """The module that is made of these."""
    return "\n\n".join(piece.text for piece in pieces) + "\n"


def lines(pieces: Sequence[Piece | Kept]) -> Lines:
    """Where the lines of that module come from."""
    return [(each.cell, each.line + line) for each in pieces for line in range(each.text.count("\n") + 2)]


def told_in_cells(report: Report, modules: Mapping[str, bytes]) -> Report:
    """A report that tells cells and their lines where a module was made of a notebook."""
    found: dict[str, Lines] = {}
    for name, source in modules.items():
        mark = source.rpartition(b"\n" + _MARK.encode())
        if mark[1]:
            with contextlib.suppress(ValueError, RecursionError):
                listed = json.loads(mark[2])
                if _are_lines(listed, mark[0].count(b"\n") + 1):
                    found[name] = listed
    return in_cells(report, found) if found else report


def _are_lines(listed: Any, most: int) -> bool:
    """Whether that is what ``lines`` gives; a module that somebody has written may end as one of ours does."""
    if not isinstance(listed, list) or len(listed) > most + 2:
        return False
    pairs = (pair for pair in listed if isinstance(pair, list) and len(pair) == 2)
    good = (all(type(number) is int and 0 < number < 10**6 for number in pair) for pair in pairs)
    return sum(good) == len(listed)


def in_cells(report: Report, modules: Mapping[str, Lines]) -> Report:
    """A report that tells cells and their lines, where it told lines of the modules that were made of them."""

    def told(each: ExerciseResult) -> ExerciseResult:
        file = f"{each.unit}.py"
        known = modules.get(file)
        return replace(each, checks=tuple(_told(check, file, known) for check in each.checks)) if known else each

    return replace(report, exercises=tuple(map(told, report.exercises)))


def _told(check: Check, file: str, lines: Lines) -> Check:
    words = {
        rf"(?m)^{file}:(\d{{1,6}})(?=:(?: |$))": "celda {}, línea {}",
        rf"\bLa línea (\d{{1,6}}) de {file}": "La línea {1} de la celda {0}",
        r"\ben la(?: línea)? (\d{1,6})\b": "en la línea {1} de la celda {0}",
    }
    message = check.message.replace(f"{file} no se puede cargar.", "Tu código no se puede cargar.")
    for pattern, text in words.items():
        message = re.sub(pattern, partial(_placed, lines, text), message)
    return replace(check, message=message)


def _placed(lines: Lines, text: str, found: re.Match[str]) -> str:
    """A cell and its line in words, for the number of a line; what a student's own text says is left alone."""
    return text.format(*lines[int(found[1]) - 1]) if 0 < int(found[1]) <= len(lines) else found[0]


def parsed(text: str) -> list[ast.stmt]:
    try:
        return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


# -- what a function needs of them ----------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """One or more whole lines of a cell, with the statements in them."""

    text: str
    statements: tuple[ast.stmt, ...]
    cell: int
    line: int
    """The number of its cell, and that of its first line there."""

    @cached_property
    def binds(self) -> set[str]:
        gone = {node.id for node in self._nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)}
        return gone.union(*map(bound, self.statements))

    @cached_property
    def means(self) -> dict[str, str]:
        """By each name that its statements bind to what: to what is imported, or to a statement without comments."""
        found: dict[str, str] = {}
        for statement in self.statements:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                of = (
                    f"{'.' * statement.level}{statement.module or ''}:" if isinstance(statement, ast.ImportFrom) else ""
                )
                found |= {each.asname or each.name.partition(".")[0]: f"{of}{each.name}" for each in statement.names}
            else:
                digest = hashlib.sha256(ast.dump(statement).encode("utf-8", "surrogatepass")).hexdigest()[:32]
                found |= dict.fromkeys(bound(statement), digest)
        return found

    @cached_property
    def uses(self) -> set[str]:
        """The names of the module that its code reads, now or when it is called."""
        try:
            table = symtable.symtable(self.text, "cell", "exec")
        except SyntaxError:
            return {node.id for node in self._nodes if isinstance(node, ast.Name)}
        read = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
        loops = (node.target for node in self._nodes if isinstance(node, ast.For))
        own = {node.id for target in loops for node in ast.walk(target) if isinstance(node, ast.Name)}
        used = (read - own) | set(_globals(table))
        return used | self._words if used & _ANYTHING else used

    @property
    def _words(self) -> set[str]:
        """Those of its texts, which it may run as code or look up as names."""
        texts = (node.value for node in self._nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
        arguments = {node.arg for node in self._nodes if isinstance(node, ast.arg)}
        return {word for text in texts for word in re.findall(r"\w+", text)} - arguments

    @cached_property
    def always(self) -> bool:
        """Whether nobody can tell what it binds, or how what follows is to be read."""
        if any(isinstance(each, ast.ImportFrom) and each.module == "__future__" for each in self.statements):
            return True
        return "*" in self.binds or (not self.defines and bool(self.calls & _ANYTHING))

    @cached_property
    def defines(self) -> bool:
        """Whether it only says what something is, and runs nothing."""
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
        return all(isinstance(statement, kinds) for statement in self.statements)

    @property
    def imports(self) -> bool:
        """Whether all that it has a name for is somebody else's."""
        return all(isinstance(statement, ast.Import | ast.ImportFrom) for statement in self.statements)

    @cached_property
    def calls(self) -> set[str]:
        called = (node.func for node in self._nodes if isinstance(node, ast.Call))
        return {each.id for each in called if isinstance(each, ast.Name)}

    @cached_property
    def sets(self) -> set[str]:
        """What it changes a part or a setting of: ``x[0] = 1``, ``np.random.seed(0)``."""
        methods = (call.func for call in self._for_effect if isinstance(call.func, ast.Attribute))
        set_by_name = (call.args[0] for call in self._for_effect if _root(call) in ("setattr", "delattr") and call.args)
        changed = (node for node in self._nodes if _is_changed(node))
        return set(filter(None, map(_root, (*methods, *set_by_name, *changed))))

    @cached_property
    def may_change(self) -> set[str]:
        """What it may change if it is a value: it calls its method, or gives that or the value itself to a function."""
        calls = [node for node in self._nodes if isinstance(node, ast.Call)]
        given: list[ast.expr] = [each for call in self._for_effect for each in call.args if isinstance(each, ast.Name)]
        given += [each.value for call in calls for each in call.keywords if each.arg == "out"]
        methods = (each for call in calls for each in (call.func, *call.args) if isinstance(each, ast.Attribute))
        return set(filter(None, map(_root, (*given, *methods))))

    @cached_property
    def others(self) -> dict[str, str]:
        """Other names that it gives to what has one, or to a view of it: ``b = a``, ``b = a[:]``."""
        given = (node for node in self._nodes if isinstance(node, ast.Assign) and _is_view(node.value))
        named = ((target, _root(node.value)) for node in given for target in node.targets)
        return {target.id: root for target, root in named if isinstance(target, ast.Name) and root}

    @property
    def decorators(self) -> set[str]:
        """The functions that its definitions are given to."""
        given = (each for node in self.statements for each in getattr(node, "decorator_list", []))
        return set(filter(None, map(_root, given)))

    @property
    def declares(self) -> set[str]:
        """The names of the module that its functions give a value."""
        return {name for node in self._nodes if isinstance(node, ast.Global) for name in node.names}

    @property
    def _nodes(self) -> Iterator[ast.AST]:
        return (node for statement in self.statements for node in ast.walk(statement))

    @property
    def _for_effect(self) -> Iterator[ast.Call]:
        """The calls whose result is not used."""
        for node in self._nodes:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _root(node.value) not in _ONLY_SHOW:
                yield node.value


class Source:
    """All that was run, in its order."""

    def __init__(self, pieces: Iterable[Piece]):
        self.pieces = [piece for piece in pieces if not _is_of_the_kit(piece)]
        given = (piece.declares if piece.defines else piece.binds for piece in self.pieces)
        self._values: set[str] = set().union(*given)
        self._changed: dict[int, set[str]] = {}
        self._definitions = [piece for piece in self.pieces if piece.defines]

    def needed(self, functions: set[str]) -> list[Piece]:
        """The pieces that make some functions and all that they use."""
        kept: set[int] = {index for index, piece in enumerate(self.pieces) if piece.always}
        names, before = functions.union(*(self.pieces[index].uses for index in kept)), (-1, -1)
        while (len(kept), len(names)) > before:
            before = len(kept), len(names)
            for index, piece in enumerate(self.pieces):
                names |= {other for other, name in piece.others.items() if name in names}
                if index not in kept and self._matters(piece, names):
                    kept.add(index)
                    names |= piece.uses
        return [self.pieces[index] for index in sorted(kept)]

    def _matters(self, piece: Piece, names: set[str]) -> bool:
        """Whether a piece decides what some of these names are."""
        if piece.binds & names:
            return True
        if "get_ipython" in piece.uses:
            return False
        inside = self._inside(piece)
        if piece.defines:
            return bool(inside & names & self._values)
        return bool(piece.sets & names or (piece.may_change | inside) & names & self._values)

    def _inside(self, piece: Piece) -> set[str]:
        """What the definitions whose code runs there may change."""
        if id(piece) not in self._changed:
            called = self._run_by(piece.decorators if piece.defines else piece.calls)
            found = ((each.sets | each.may_change | each.declares) & each.uses for each in called)
            self._changed[id(piece)] = set().union(*found)
        return self._changed[id(piece)]

    def _run_by(self, called: set[str]) -> list[Piece]:
        """The definitions whose code runs where these are called, and those that they call."""
        found: list[Piece] = []
        while more := [each for each in self._definitions if each.binds & called and each not in found]:
            found += more
            called = called.union(*(each.calls for each in more))
        return found


def pieces(cell: str, number: int) -> Iterator[Piece]:
    """A cell's statements, those together that share a line."""
    lines = lines_of(cell)
    together: list[ast.stmt] = []
    first = last = 0
    for statement in parsed(cell):
        begins = min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", []))])
        if together and begins > last:
            yield Piece("\n".join(lines[first - 1 : last]) + "\n", tuple(together), number, first)
            together = []
        first = first if together else begins
        last = statement.end_lineno or begins
        together.append(statement)
    if together:
        yield Piece("\n".join(lines[first - 1 : last]) + "\n", tuple(together), number, first)


def _is_of_the_kit(piece: Piece) -> bool:
    imported = [each for each in piece.statements if isinstance(each, ast.ImportFrom)]
    return bool(imported) and all((each.module or "").partition(".")[0] == "grader" for each in imported)


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    """The names of the module that functions and classes use."""
    for child in table.get_children():
        yield from (symbol.get_name() for symbol in child.get_symbols() if symbol.is_global())
        yield from _globals(child)


def _is_view(node: ast.expr) -> bool:
    """Whether it stands for a value that has a name already, or for a part that changes with it."""
    sliced = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice | ast.Tuple)
    return sliced or isinstance(node, ast.Name | ast.Attribute)


def _is_changed(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load)


def _root(node: ast.AST | None) -> str | None:
    """The name that ``a.b[0].c()`` begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _main() -> None:
    has_imported()
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has none
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(_SECONDS), int(_SECONDS)))
    try:
        made: object = _made(sys.stdin.buffer.read(MAX_NOTEBOOK + 1))
    except ValueError as error:
        made = str(error)
    print(json.dumps(made))


if __name__ == "__main__":
    _main()
