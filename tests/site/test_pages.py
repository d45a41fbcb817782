"""Every page of the real site in a real browser, light and dark: nothing goes wrong, and axe-core finds no fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from grader.classes import class_page, similarity
from grader.classes.course import Plan
from grader.classes.gradebook import Row
from grader.classes.handed_in import Entry
from grader.curriculum import catalog
from grader.report import Check, Report
from grader.reporters import html
from tests.support.browser import SCHEMES, OnPage, Watch, attend, needed, violations
from tests.support.reports import HOSTILE, REPORTS, result

pytestmark = [pytest.mark.proof, pytest.mark.browser, needed]

PARTS = 4
"""So that several processes share the pages out."""

PHONE = {"width": 360, "height": 740}
SCREEN = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="es", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def addresses(site: Path, address: str) -> Iterator[str]:
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        yield (address.removesuffix("curso/") if path == "404.html" else address) + path


@pytest.mark.parametrize("first", range(PARTS))
def test_every_page(first: int, built_site: Path, address: str, page: Page) -> None:
    """Its own requests alone, no word on the console, nothing wider than a phone, and for everyone in both schemes."""
    watch, faults = Watch(page, address), []
    for url in list(addresses(built_site, address))[first::PARTS]:
        page.set_viewport_size(PHONE)
        page.goto(url, wait_until="load")
        attend(page)
        page.add_style_tag(content="* { transition: none !important; animation: none !important }")
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{url}: {wide} px wide"] * (wide > PHONE["width"])
        page.set_viewport_size(SCREEN)
        faults += [f"{url}, {scheme}: {fault}" for scheme in SCHEMES for fault in violations(page, scheme, settled=20)]
    assert len(faults + watch.faults) == 0, "\n".join(faults + watch.faults)


def test_an_exercise_on_its_own_page(address: str, page: Page) -> None:
    """The editor is there at once, and gives the hints one by one: those of the page are for who has no JavaScript."""
    watch = Watch(page, address)
    page.goto(f"{address}ejercicios/activations/relu.html")
    on_page = OnPage(page, "activations.relu").begin()
    expect(page.get_by_text("Pista 1", exact=True)).to_be_hidden()
    on_page.box.get_by_role("button", name="Pista 1 de 3").click()
    expect(on_page.box.locator(".rna-hints li")).to_be_focused()
    on_page.write("def relu(z):\n    return np.abs(z)\n")
    assert on_page.check().startswith("Todavía no: no cumple")
    on_page.write("def relu(z):\n    return np.maximum(z, 0)\n")
    assert on_page.check() == "Correcto: 1 de 1 punto."
    assert watch.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["student", "class"])
def test_a_report_is_for_everyone(
    kind: str, scheme: Literal["light", "dark"], browser: Browser, tmp_path: Path
) -> None:
    """A student's and a class's, on a phone and on a screen; what they say is hostile, and still nothing runs."""
    rows = [Row(Entry(name, Path(name)), REPORTS["mixed"]) for name in ("ana", "eva-" + "x" * 60, HOSTILE[:70])]
    rows += [Row(None, person={"username": "zoe"}), Row(Entry("roto", Path("roto")), None, HOSTILE)]
    alike = [similarity.Group(("ana", "eva"), 0.9)]
    text = html.render(REPORTS["mixed"]) if kind == "student" else class_page.render(rows, Plan(), alike, ".html")
    (tmp_path / "report.html").write_text(text, encoding="utf-8")
    context = browser.new_context(locale="es", color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    watch = Watch(page, "file:///")
    for size in (PHONE, SCREEN):
        page.set_viewport_size(size)
        page.goto((tmp_path / "report.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert violations(page, "", settled=0) == []
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], "with all of it open"
        assert violations(page, "", settled=0) == []
    assert watch.faults == []
    context.close()


@pytest.fixture
def report(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A student's report, with twelve failures of three checks each."""
    checks = tuple(Check(f"law_{n}", "core", "failed", 1.0, f"Ley {n}.\nf(1)\n" + "  vale 2\n" * 6) for n in range(3))
    failed = [replace(result(each.id), status="failed", score=0.0, checks=checks) for each in catalog.exercises()[:12]]
    right = [result(each.id) for each in catalog.exercises()[12:]]
    (tmp_path / "report.html").write_text(html.render(Report(3, (*failed, *right))), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    yield page
    page.close()


def test_a_report_is_opened_without_a_mouse(report: Page) -> None:
    first = report.locator("article.failed").first
    expect(first.get_by_text("Ley 0.")).to_be_visible()
    expect(first.get_by_text("Ley 1.")).to_be_hidden()
    first.locator("summary").first.focus()
    report.keyboard.press("Enter")
    expect(first.get_by_text("Ley 1.")).to_be_visible()
    right = report.locator("article.passed").first
    expect(right.get_by_text("Otra ley.")).to_be_hidden()
    right.locator("summary").focus()
    report.keyboard.press("Space")
    expect(right.get_by_text("Otra ley.")).to_be_visible()


def test_a_report_on_paper(report: Page) -> None:
    """Nothing that fails stays folded, the units are there, and no page is left half empty."""
    report.set_viewport_size({"width": 680, "height": 1009})  # A4 without its margins
    report.emulate_media(media="print")
    expect(report.get_by_role("navigation")).to_be_visible()
    for law in ("Ley 0.", "Ley 1.", "Ley 2."):
        shown = report.get_by_text(law)
        assert shown.count() == 12
        assert all(each.is_visible() for each in shown.all())
    expect(report.get_by_text("Pista 1").first).to_be_hidden()
    expect(report.get_by_text("Otra ley.").first).to_be_hidden()
    height = report.evaluate("document.documentElement.scrollHeight")
    pages = len(re.findall(rb"/Type /Page\b", report.pdf(format="A4")))
    assert 2 <= pages <= 1.15 * height / 1009 + 1, f"{pages} pages of {height} px"
