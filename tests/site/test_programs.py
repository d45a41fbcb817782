"""The theory's programs print what its pages say; it asks, says enough, and stands where docs/theory.md has it."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.curriculum import catalog, data
from tests.support import ROOT
from tools.measure import theory

SITE = ROOT / "site"
PAGES = [page for page in theory.PAGES if (SITE / f"{page}.md").exists()]
PIECE = "Pruébalo"
NO_QUESTION = {"Resumen", "Para seguir", "Fuentes"}
NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?(?:e[-+]\d+)?")


@dataclass
class Pair:
    """A piece of code of a page, and what the page says that it prints; nothing where the page does not say."""

    page: str
    title: str
    code: str
    said: str | None


def pairs(page: str) -> Iterator[Pair]:
    text = (SITE / f"{page}.md").read_text(encoding="utf-8")
    block = re.compile(
        r'^(?P<indent> *)```python title="(?P<title>[^"]+)"[^\n]*\n(?P<code>.*?)^(?P=indent)```\n'
        r'(?:\s*^(?P=indent)```text title="Imprime"\n(?P<said>.*?)^(?P=indent)```$)?',
        re.MULTILINE | re.DOTALL,
    )
    for found in block.finditer(text):
        indent = found["indent"]
        code, said = (
            None if part is None else re.sub(rf"^{indent}", "", part, flags=re.MULTILINE)
            for part in (found["code"], found["said"])
        )
        yield Pair(page, found["title"], code or "", said)


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def programs() -> list[Pair]:
    return [pair for page in PAGES for pair in pairs(page) if pair.title.endswith(".py")]


@pytest.mark.parametrize("page", PAGES)
def test_each_piece_of_code_says_what_it_prints(page: str) -> None:
    for pair in pairs(page):
        assert pair.title == PIECE or re.fullmatch(r"\w+\.py", pair.title), pair.title
        assert pair.said is not None, f"{page}: a program without its «Imprime»:\n{pair.code}"


@pytest.mark.parametrize("page", PAGES)
def test_a_piece_prints_what_its_page_says(page: str) -> None:
    for pair in pairs(page):
        if pair.title == PIECE:
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(pair.code, f"{page}.md", "exec"), {"__name__": "__main__"})  # noqa: S102
            assert lines(printed.getvalue()) == lines(pair.said or ""), pair.code


@pytest.mark.proof
@pytest.mark.parametrize("program", programs(), ids=lambda pair: f"{pair.page}-{pair.title}")
def test_a_whole_program_of_the_theory_prints_what_its_page_says(program: Pair, tmp_path: Path) -> None:
    """In a folder with the course's data, as `rna data` leaves it; numbers may differ by some hundredths."""
    for name in data.SHA256:
        shutil.copy(data.FOLDER / name, tmp_path / name)
    (tmp_path / program.title).write_text(program.code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, program.title], cwd=tmp_path, env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    print(done.stdout)
    printed, said = "\n".join(lines(done.stdout)), "\n".join(lines(program.said or ""))
    assert words(printed) == words(said)
    assert numbers(printed) == [pytest.approx(number, abs=0.04, rel=0.04) for number in numbers(said)]


def words(text: str) -> list[str]:
    """What is printed, but for its numbers and how far they stand apart."""
    return NUMBER.sub("#", text).split()


def numbers(text: str) -> list[float]:
    return [float(number.replace("−", "-")) for number in NUMBER.findall(text)]


def test_the_theory_asks() -> None:
    assert sum(section.questions for page in PAGES for section in theory.sections(page)) >= 40


@pytest.mark.parametrize("unit", catalog.units(), ids=lambda unit: unit.id)
def test_a_unit_is_explained_at_length(unit: catalog.Unit) -> None:
    assert sum(section.words for section in theory.sections(unit.theory.removesuffix(".md"))) >= 1600


@dataclass
class Part:
    """A section of second level, with those that it holds."""

    anchors: list[str]
    title: str
    text: str


def parts(page: str) -> list[Part]:
    text = (SITE / f"{page}.md").read_text(encoding="utf-8")
    text = re.sub(r"^( *)```.*?^\1```$", "", text, flags=re.MULTILINE | re.DOTALL)
    found = []
    for piece in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title = re.sub(r" \{ #[\w-]+ \}$", "", piece.partition("\n")[0])
        found.append(Part(re.findall(r"^[^\n{]*\{ #([\w-]+) \}$", piece, re.MULTILINE), title, piece))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_each_section_asks(page: str) -> None:
    silent = [
        part.title
        for part in parts(page)
        if part.title not in NO_QUESTION and (page, part.anchors[:1]) not in EXEMPT and "???" not in part.text
    ]
    assert silent == []


def coverage() -> Iterator[tuple[str, str, str, str]]:
    """The rows of the table of docs/theory.md."""
    for line in (ROOT / "docs" / "theory.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[1].endswith(".md"):
            yield cells[0], cells[1], cells[2], cells[3]


TABLE = list(coverage())
EXEMPT = [(page.removesuffix(".md"), [heading]) for _, page, heading, practised in TABLE if practised == "-"]
"""Sections that teach nothing to be asked about."""


@pytest.mark.parametrize("page", sorted({page for _, page, _, _ in TABLE}))
def test_what_is_taught_stands_where_the_table_says(page: str) -> None:
    sections = parts(page.removesuffix(".md"))
    exercises = {exercise.id: exercise for exercise in catalog.exercises()}
    for taught, where, heading, practised in TABLE:
        if where == page:
            holding = [part for part in sections if heading in part.anchors]
            assert len(holding) == 1, f"{taught}: no heading {heading}"
            if practised == "question":
                assert "???" in holding[0].text, f"{taught}: no question under {heading}"
            elif practised != "-":
                exercise = exercises[practised]
                assert f"](ejercicios/{exercise.unit}/{exercise.name}.md)" in holding[0].text, taught


@pytest.mark.parametrize("page", PAGES)
def test_the_table_names_every_heading_of_the_theory(page: str) -> None:
    """So that a new section is entered in it, and none is forgotten."""
    named = {heading for _, where, heading, _ in TABLE if where == f"{page}.md"}
    assert {anchor for part in parts(page) for anchor in part.anchors} <= named | {"summary"}


def test_each_exercise_is_in_the_table() -> None:
    assert {exercise.id for exercise in catalog.exercises()} <= {practised for *_, practised in TABLE}
