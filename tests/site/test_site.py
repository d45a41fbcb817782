"""The site as it is built: nothing missing, nothing from elsewhere, and on its pages what the course teaches."""

from __future__ import annotations

import json
import posixpath
import re
import shlex
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

import pytest

from grader import command_line
from grader.classes import course, notes
from grader.curriculum import catalog, thresholds
from grader.verdict import attempt
from tests.support import ROOT

SITE = ROOT / "site"
FOR_TEACHERS = [SITE / "profesorado.md", *sorted((SITE / "profesorado").glob("*.md"))]


class Reader(HTMLParser):
    """What a page links to, loads, and can be linked at."""

    LOADS: ClassVar = {"script": "src", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src"}

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.exercises: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids.add(found.get("id") or "")
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        if tag == "link" and found.get("rel") in {"stylesheet", "icon", "preload", "preconnect", "modulepreload"}:
            self.loads.append(found.get("href") or "")
        if found.get(self.LOADS.get(tag, "-")):
            self.loads.append(found[self.LOADS[tag]] or "")
        if tag == "img":
            self.images.append(found)
        if found.get("class") == "rna-exercise":
            self.exercises.append(found.get("data-exercise"))


@cache
def read(page: Path) -> Reader:
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def target(site: Path, page: Path, link: str) -> Path | None:
    """The file of the site that a link of a page leads to; nothing where it leads to another host."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page
    # The page for a wrong address may stand anywhere: its links begin at the root.
    folder = site if parts.path.startswith("/") else page.parent
    return Path(posixpath.normpath(folder / unquote(parts.path).lstrip("/")))


@pytest.mark.proof
def test_every_link_leads_somewhere(built_site: Path) -> None:
    broken = [
        f"{page.relative_to(built_site)}: {link}"
        for page in pages(built_site)
        for link in [*read(page).links, *read(page).loads]
        if (file := target(built_site, page, link)) and not reaches(file, unquote(urlsplit(link).fragment))
    ]
    assert not broken


def reaches(file: Path, anchor: str) -> bool:
    if file.is_dir():
        file /= "index.html"
    # Nothing asked for what follows # in an image: the theme's style does.
    return file.is_file() and (not anchor or file.suffix != ".html" or anchor in read(file).ids)


@pytest.mark.proof
def test_nothing_is_loaded_from_another_host(built_site: Path) -> None:
    """In the pages and in the styles; what scripts ask for is seen in the browser's tests."""
    foreign = [
        f"{page.relative_to(built_site)}: {address}"
        for page in pages(built_site)
        for address in read(page).loads
        if urlsplit(address).netloc or urlsplit(address).scheme not in {"", "data"}
    ]
    for style in built_site.rglob("*.css"):
        for address in re.findall(r"url\(([^)]+)\)|@import\s+[\"']([^\"']+)", style.read_text(encoding="utf-8")):
            named = "".join(address).strip("\"'")
            if re.match(r"https?:|//", named):
                foreign.append(f"{style.relative_to(built_site)}: {named}")
            elif not named.startswith(("data:", "#", "var(")) and not (style.parent / named.split("?")[0]).is_file():
                foreign.append(f"{style.relative_to(built_site)}: no {named}")
    assert not foreign


@pytest.mark.proof
def test_every_picture_is_told_in_words_and_drawn_for_both_schemes(built_site: Path) -> None:
    figures = [image for page in pages(built_site) for image in read(page).images if "figures/" in (image["src"] or "")]
    assert len({image["src"] for image in figures}) >= 24
    for image in figures:
        assert len(image.get("alt") or "") > 60, image["src"]
    shown = {posixpath.basename((image["src"] or "").partition("#")[0]) for image in figures}
    assert shown == {path.name for path in (built_site / "figures").iterdir()}, "drawn, and shown on some page"


@pytest.mark.proof
def test_each_exercise_has_its_page(built_site: Path) -> None:
    for unit in catalog.units():
        for exercise in unit.exercises:
            page = built_site / "ejercicios" / unit.id / f"{exercise.name}.html"
            text = page.read_text(encoding="utf-8")
            assert exercise.title in text
            assert f"nox -s grade -- {exercise.id}" in re.sub(r"<[^>]+>", "", text)
            assert text.count('<details class="tip"') == len(exercise.hints) == 3
            # Keras is not to be had in a browser.
            assert read(page).exercises == ([exercise.id] if exercise.in_browser else [])
            theory, _, anchor = exercise.theory.partition("#")
            link = f"../../{theory.replace('.md', '.html')}#{anchor}"
            assert link in read(page).links


def test_the_navigation_is_the_course_in_its_order() -> None:
    """Of each unit its page, its theory and its exercises; `mkdocs build` tells of a page that is missing there."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"^ {6,10}- (?:.*: )?((?:ejercicios/)?\w+(?:/\w+)?\.md)$", text, re.MULTILINE)
    wanted = [
        page
        for unit in catalog.units()
        for page in (
            f"ejercicios/{unit.id}/index.md",
            unit.theory,
            *(f"ejercicios/{unit.id}/{each.name}.md" for each in unit.exercises),
        )
    ]
    assert [page for page in listed if page in wanted] == wanted


def test_students_are_told_one_way_to_grade() -> None:
    """On the site it is nox, which needs nothing activated; `rna` alone is for whoever grades a class."""
    teachers = {"profesorado.md", "evaluacion.md", "autoria.md", "seguridad.md"}
    for page in sorted({*SITE.glob("*.md")} - {SITE / name for name in teachers}):
        assert "rna grade" not in page.read_text(encoding="utf-8"), page.name


def blocks(page: Path, kind: str) -> Iterator[str]:
    """The blocks of code of a page that begin so, in lists too."""
    text = page.read_text(encoding="utf-8")
    for indent, block in re.findall(rf"^( *)```{kind}\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
        yield re.sub(rf"^{indent}", "", block, flags=re.MULTILINE)


@pytest.mark.parametrize("page", FOR_TEACHERS, ids=lambda page: page.stem)
def test_teachers_are_told_what_the_commands_take(page: Path, tmp_path: Path) -> None:
    """Each command with its options, and each file that is shown."""
    lines = [line for block in blocks(page, "bash") for line in block.replace("\\\n", "").splitlines()]
    commands = [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("rna ")]
    for command in commands:
        command_line.parse(command, defaultdict(lambda: lambda _: 0))
    shown = [(course.read, block) for block in blocks(page, 'toml title="course.toml"')]
    shown += [(notes.read, block) for block in blocks(page, 'toml title="notes.toml"')]
    for read_file, block in shown:
        (tmp_path / "shown.toml").write_text(block, encoding="utf-8")
        read_file(tmp_path / "shown.toml")
    assert commands or shown


@pytest.mark.parametrize("exercise", catalog.exercises(), ids=lambda exercise: exercise.id)
def test_theory_leads_to_its_exercise(exercise: catalog.Exercise) -> None:
    section = theory_section(*exercise.theory.split("#"))
    assert f"](ejercicios/{exercise.unit}/{exercise.name}.md)" in section
    assert '!!! failure "Error' in section, "common mistakes"


def theory_section(page: str, anchor: str) -> str:
    text = (SITE / page).read_text(encoding="utf-8")
    found = re.search(rf"^## [^\n]*{{ #{anchor} }}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {anchor} in {page}"
    return found[0]


@pytest.mark.parametrize("unit", catalog.units(), ids=lambda unit: unit.id)
def test_each_unit_has_its_parts(unit: catalog.Unit) -> None:
    text = (SITE / unit.theory).read_text(encoding="utf-8")
    assert re.search(r"sabrás", text)
    assert '--8<-- "' in text, "a picture"
    assert "$$" in text, "a formula"
    assert "**Ejemplo" in text, "a worked example"
    assert "**Fuentes.**" in text
    assert f"(ejercicios/{unit.id}/index.md)" in text


@pytest.mark.proof
def test_figures_are_drawn_the_same_each_time(built_site: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in (SITE / "figures").iterdir()}
    command = [sys.executable, "-m", "tools.write.figures", "--output", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    assert {path.name: path.read_bytes() for path in (tmp_path / "figures").iterdir()} == before


def test_the_page_on_points_says_what_the_grader_does() -> None:
    """Weights, thresholds and outcomes are told in words there; here they are what the code has."""
    text = (SITE / "evaluacion.md").read_text(encoding="utf-8")
    assert re.search(rf"\(`core`\) .* \| {attempt.CORE_WEIGHT:g} \|", text)
    assert re.search(rf"\(`extra`\) .* \| {attempt.EXTRA_WEIGHT:g} \|", text)
    assert f"`training.train_pima` | {thresholds.PIMA_TRAIN:.2f} | {thresholds.PIMA_TEST:.2f} | " in text
    assert (
        f"`training.train_mnist` | {thresholds.MNIST_MEAN} de media con lo no visto | {thresholds.MNIST_TEST:.2f} | "
        in text
    )
    schema = json.loads((ROOT / "grader" / "report.schema.json").read_text(encoding="utf-8"))
    statuses = set(schema["$defs"]["exercise"]["properties"]["status"]["enum"])
    assert statuses == set(re.findall(r"`(\w+)`", text.partition("{ #status }")[2].partition("## ")[0]))
