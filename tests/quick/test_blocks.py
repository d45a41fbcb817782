"""Whatever is done to a function of a module, or between two, the others are what they were."""

from __future__ import annotations

import ast
import contextlib
import random
import time
from collections.abc import Iterator

import pytest

from grader.boundary import source
from grader.boundary.blocks import is_code
from tests.support import SOLUTIONS

INTO_A_LINE = [
    *"()[]{}'\"\\:$?@=#,§\u200b\u00a0\ufeff\u3000\u2028\u201c\u2013\t \f\x1a\r",
    '"""', "'''", "...", "  ", "return ", "else:", "def ",
]  # fmt: skip
LINES = [
    "return x", "return", "yield 3", "else:", "elif x:", "except ValueError:", "finally:", "try:", "break", "raise",
    "}", ")", "(", "[", '"""', "'''", "x = (", "x = [1,", "x = 'a", "a = 1 2", "$", "? §", ": x", ">>> relu(3)", "...",
    "@", "def f(x):", "def f(x)", "class A", "<<<<<<< HEAD", "=======", ">>>>>>> b", "\u200b", "\u00a0", "if x:", "for",
    "print 'a'", "import", "from x import (", "\\", "async", "lambda", "Hola, esto es (una prueba", "it's",
]  # fmt: skip


def damaged(lines: list[str], at: int, rng: random.Random) -> list[str]:
    """A module with some slip at a line."""
    line = lines[at]
    column = rng.randrange(len(line) + 1)
    put, new = rng.choice(INTO_A_LINE), rng.choice(LINES)
    there = rng.choice(
        [
            [line[:column] + line[column + 1 :]],
            [line[:column] + put + line[column:]],
            [put + line],
            [new, line],
            [line.lstrip()],
            [" " * rng.randrange(1, 6) + line],
            [],
        ]
    )
    return [*lines[:at], *there, *lines[at + 1 :]]


def damages(seed: int, count: int) -> Iterator[tuple[str, str, str]]:
    """Modules that Python refuses, what each was before, and the function that is damaged ("" between two)."""
    rng = random.Random(seed)
    modules = [file.read_text(encoding="utf-8") for file in sorted(SOLUTIONS.glob("*.py"))]
    while count:
        text = rng.choice(modules)
        functions = [each for each in ast.parse(text).body if isinstance(each, ast.FunctionDef)]
        chosen, within = rng.choice(functions), rng.random() < 0.75
        at = rng.randrange(chosen.lineno - 1, chosen.end_lineno or 0) if within else chosen.end_lineno or 0
        if at < len(lines := text.split("\n")):
            spoilt = "\n".join(damaged(lines, at, rng) if within else [*lines[:at], rng.choice(LINES), *lines[at:]])
            if not is_code(spoilt):
                count -= 1
                yield spoilt, text, chosen.name if within else ""


def functions(tree: ast.Module) -> dict[str, str]:
    return {each.name: ast.dump(each) for each in tree.body if isinstance(each, ast.FunctionDef)}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", [*range(5), *(pytest.param(seed, marks=pytest.mark.proof) for seed in range(5, 50))])
def test_damage_costs_no_neighbour(seed: int) -> None:
    for spoilt, text, name in damages(seed, 40):
        tree, _ = source.parse(spoilt.encode(), "module.py")
        wanted, got = functions(ast.parse(text)), functions(tree)
        wanted.pop(name, "")
        assert {each: got.get(each) for each in wanted} == wanted, spoilt


ENDLESS = {
    "brackets": "(\n" * 50_000,
    "calls": "x(\n" * 50_000,
    "texts": '"""\n' * 50_001,
    "texts of two kinds": '"""\n' * 20_001 + "'''\n" * 20_001,
    "functions in texts": '"""\ndef f():\n' * 20_000 + "x y\n",
    "decorators": "@x\n" * 50_000 + "x y\n",
    "lines that go on": "x \\\n" * 50_000 + "y y\n",
    "conflicts": "<<<<<<< a\n>>>>>>> b\n" * 20_000,
    "nothing to be seen": "\u200b\n" * 50_000,
    "functions within": "def f():\n    return 1\n" + "  def g(): 1 1\n" * 20_000,
    "a bracket within": "x = (\n" + "import a\n" * 50_000 + "y y\n",
    "brackets in brackets": "(" * 50_000,
}


@pytest.mark.proof
@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_no_module_takes_longer_than_its_size(text: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(SyntaxError):
        source.parse(text.encode(), "module.py")
    assert time.monotonic() - began < 15


@pytest.mark.parametrize("behind", [";;", "; x = (", ")", ":", " -", ", §"])
def test_what_goes_wrong_behind_an_import_costs_no_import(behind: str) -> None:
    tree, cuts = source.parse(f"import numpy as np{behind}\ndef f(x):\n    return x\n".encode(), "unit.py")
    assert [type(each) for each in tree.body] == [ast.Import, ast.FunctionDef]
    assert [cut.line for cut in cuts] == [1]
