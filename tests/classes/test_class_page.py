"""The teacher's page of a class of 200, in a browser; and the names on it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from grader.classes.course import Plan
from grader.classes.gradebook import Row, shown_names
from grader.classes.handed_in import Entry
from grader.curriculum import catalog
from tests.support.browser import needed, started, violations
from tests.support.class_pages import a_page
from tests.support.web import assemble

ENDS = datetime(2027, 1, 31, 23, 59, tzinfo=UTC)
PLAN = Plan("Grupo A", deadlines={each.id: ENDS for each in catalog.exercises()}, late_factor=0.5)
WIDTHS = (360, 1280)


# -- names -----------------------------------------------------------------------------------------


def handed_in(name: str, **person: str) -> Row:
    return Row(Entry(name, Path(name)), person=person)


def test_a_name_is_written_as_people_write_it() -> None:
    rows = [
        handed_in("Ana Pérez_123_assignsubmission_file_"),
        handed_in("hw1-eva", nombre="Eva", apellidos="Gil Paz"),
        handed_in("luis-main"),
        Row(None, person={"username": "zoe", "Nombre completo": "Zoë Núñez"}),
    ]
    assert shown_names(rows) == ["Ana Pérez", "Eva Gil Paz", "luis-main", "Zoë Núñez"]


def test_two_of_the_same_name_are_told_apart() -> None:
    rows = [
        handed_in("Ana Gil_7_assignsubmission_file_"),
        handed_in("Ana Gil_8_assignsubmission_file_"),
        handed_in("\uff21na  gil"),
        handed_in("Ana Gil (participante 8)"),
        Row(None, person={"username": "ana", "name": "Ana Gil"}),
        Row(None, person={"username": "ana2", "name": "Ana Gil"}),
    ]
    assert shown_names(rows) == [
        "Ana Gil (participante 7)", "Ana Gil_8_assignsubmission_file_", "\uff21na  gil", "Ana Gil (participante 8)",
        "Ana Gil (ana, Ana Gil)", "Ana Gil (ana2, Ana Gil)",
    ]  # fmt: skip


# -- in a browser ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def of_200(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(a_page(200, random.Random(1), PLAN), encoding="utf-8")
    return file


def opened(browser: Browser, file: Path, **options: Any) -> Page:
    page = browser.new_context(locale="es", **options).new_page()
    page.faults = []
    page.on("console", lambda said: page.faults.append(said.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(file.as_uri())
    return page


def shown(page: Page, column: int = 0) -> list[str]:
    """What a column says in the rows that are seen, from above."""
    cells = f"rows => rows.filter(row => !row.hidden).map(row => row.cells[{column}].firstChild.textContent)"
    return list(page.locator("#students tbody tr").evaluate_all(cells))


@needed
@pytest.mark.proof
@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_of_200_fits_its_screen(width: int, browser: Browser, of_200: Path) -> None:
    """The table scrolls inside its box, by keyboard too; no exercise's name is broken within a word."""
    assert of_200.stat().st_size < 2_000_000
    page = opened(browser, of_200, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wider = "all => all.filter(each => each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML)"
    assert page.locator("main :not(.scroll *)").evaluate_all(wider) == []
    box = page.locator(".scroll")
    box.focus()
    before = box.evaluate("box => box.scrollLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.scroll').scrollLeft > before", arg=before)
    lines = """codes => codes.filter(code => [...code.childNodes].some(
        node => node.nodeType === 3 && (range => (range.selectNode(node), range.getClientRects().length > 1))(
            document.createRange()))).map(code => code.textContent)"""
    assert page.locator(".told code, section > table code").evaluate_all(lines) == []
    came = page.locator("#students td:nth-child(6)").first.evaluate("cell => cell.offsetWidth")
    assert came < 250, "how late something came stands below when it came"
    assert page.faults == []


@needed
@pytest.mark.proof
def test_the_table_is_sorted_searched_and_filtered(browser: Browser, of_200: Path) -> None:
    page = opened(browser, of_200)
    told = page.locator("#told")
    expect(told).to_have_text("Se ven 200 de 200, por nombre, de menor a mayor.")
    page.get_by_role("button", name="Nota").click()
    marks = [float(each) for each in shown(page, 2) if each != "–"]
    assert marks == sorted(marks, reverse=True)
    assert len(marks) == 185
    assert shown(page, 2)[185:] == ["–"] * 15, "who has no mark comes last"
    head = page.locator("th[aria-sort]")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(told).to_have_text("Se ven 200 de 200, por nota, de mayor a menor.")
    page.get_by_role("button", name="Nota").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert [float(each) for each in shown(page, 2)[:185]] == sorted(marks)
    page.get_by_role("button", name="Entregado").click()
    moments = [datetime.strptime(each.strip(), "%d/%m/%Y %H:%M") for each in shown(page, 5) if each != "–"]
    assert moments == sorted(moments, reverse=True)

    page.get_by_label("Mostrar").select_option("fail")
    failing = shown(page, 2)
    assert failing
    assert all(float(each) < 5 for each in failing)
    expect(told).to_contain_text(f"Se ven {len(failing)} de 200")
    page.get_by_label("Mostrar").select_option("alike")
    assert len(shown(page)) >= 10
    page.get_by_label("Mostrar").select_option("")
    page.get_by_label("Buscar").fill("nuñez maria")
    found = shown(page)
    assert 0 < len(found) < 20
    assert all("María José Núñez" in each for each in found)
    assert page.faults == []


@needed
@pytest.mark.proof
def test_without_scripts_all_is_there(browser: Browser, of_200: Path) -> None:
    page = opened(browser, of_200, java_script_enabled=False)
    assert page.locator("#students tbody tr").count() == 200
    expect(page.locator("#choose")).to_be_hidden()
    assert page.locator("#students button").count() == 0


@needed
@pytest.mark.proof
@pytest.mark.parametrize(("width", "scheme"), [*zip(WIDTHS, ("light", "dark"), strict=True)])
def test_axe_finds_nothing(
    width: int, scheme: Any, browser: Browser, of_200: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Sorted, and with all that is folded opened; each width in each scheme is looked at in a small class's page."""
    assemble(tmp_path_factory)  # which brings axe-core
    page = opened(browser, of_200, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page.get_by_role("button", name="Nota").click()
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(page, "", settled=0) == []
    assert page.faults == []
