"""The way through the course: what comes next, how far one has come, and the page on which an exercise is worked on."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from grader.curriculum import catalog
from tests.support.browser import OnPage, needed, watched
from tests.support.web import in_browser

pytestmark = [pytest.mark.proof, pytest.mark.browser, needed]

LAPTOP = {"width": 1280, "height": 720}
PHONE = {"width": 360, "height": 740}
RIGHT = "def rank(tensor):\n    return np.ndim(tensor)\n"


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page with some work done already."""
    with watched(browser, address) as open_page:

        def open_with(path: str = "index.html", kept: dict[str, Any] | None = None, **options: Any) -> Page:
            wanted = {"reduced_motion": "reduce", "viewport": LAPTOP} | options
            page = open_page("glosario.html", **wanted)  # where storage can be written to
            for id, work in (kept or {}).items():
                page.evaluate("([id, work]) => localStorage['redes-neuronales:' + id] = work", [id, json.dumps(work)])
            page.goto(address + path)
            return page

        yield open_with


# -- what comes next ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "text", "target"),
    [
        ({}, "Empezar", "redes.html"),
        (
            {"tensors.rank": {"text": "def rank(tensor):", "at": 1}},
            "Rango de un tensor",
            "ejercicios/tensors/rank.html",
        ),
        ({"tensors.rank": {"solved": True, "at": 1}}, "Aplanar imágenes", "ejercicios/tensors/flatten_images.html"),
        (
            {"activations.relu": {"solved": True, "at": 2}, "tensors.rank": {"solved": False, "at": 1}},
            "Derivada de ReLU",
            "ejercicios/activations/relu_derivative.html",
        ),
        ({"tensors.apply_standardizer": {"solved": True, "at": 1}}, "la teoría de la unidad 2", "neuron.html"),
        ({each.id: {"solved": True, "at": 1} for each in catalog.exercises()}, "y ahora qué", "final.html"),
    ],
)
def test_home_has_one_button_to_go_on_with(
    kept: dict[str, Any], text: str, target: str, opened: Callable[..., Page], address: str
) -> None:
    page = opened(kept=kept)
    (button,) = page.locator(".md-content .md-button").all()
    expect(button).to_have_text(f"Seguir por {text}" if kept else text)
    assert button.evaluate("link => link.href") == address + target
    expect(page.locator(".md-footer__link:visible, .md-top")).to_have_count(0)  # no other way on, nothing over the text


def test_after_an_exercise_comes_the_next_and_before_those_of_a_unit_its_theory(opened: Callable[..., Page]) -> None:
    page = opened()
    ids = [exercise.id for exercise in catalog.exercises()]
    told = page.evaluate(
        """async (ids) => {
            const { around, loadOutline } = await import(new URL("javascripts/course.js", document.baseURI));
            const units = await loadOutline();
            return ids.map((id) => around(units, id)).map(({ next, theory }) => [next.href, theory]);
        }""",
        ids,
    )
    base = page.url.removesuffix("index.html")
    for (one, other), (after, theory) in zip(pairwise(catalog.exercises()), told[:-1], strict=True):
        wanted = f"ejercicios/{other.unit}/{other.name}.html"
        if one.unit != other.unit:
            wanted = catalog.unit(other.unit).theory.replace(".md", ".html")
        assert after == base + wanted
        assert theory == base + one.theory.replace(".md", ".html")
    assert told[-1][0] == base + "final.html"


def test_a_solved_exercise_leads_on_and_is_ticked_wherever_it_stands(opened: Callable[..., Page]) -> None:
    page = opened("ejercicios/tensors/rank.html")
    beside = page.locator('.md-nav--primary a[href="rank.html"]')
    on_page = OnPage(page, "tensors.rank").begin()
    on_page.write("def rank(tensor):\n    return 0\n")
    on_page.check()
    assert on_page.box.locator(".rna-next a").all_inner_texts() == ["Vuelve a la teoría"]
    expect(beside.locator(".rna-mark--solved")).to_have_count(0)
    on_page.write(RIGHT)
    assert on_page.check() == "Correcto: 1 de 1 punto."
    expect(beside.locator(".rna-mark--solved")).to_be_visible()
    on_page.box.get_by_role("link", name="Siguiente ejercicio: Aplanar imágenes").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aplanar imágenes")
    expect(page.locator('.md-nav--primary a[href="rank.html"] .rna-mark--solved')).to_be_visible()
    expect(page.locator(".md-nav--primary .rna-mark", has_text="1/7")).to_be_visible()
    for path in ("ejercicios/tensors/index.html", "ejercicios/index.html", "tensors.html"):
        page.goto(page.url.partition("curso/")[0] + "curso/" + path)
        link = page.locator('.md-content a[href$="rank.html"]').first
        expect(link.locator(".rna-mark--solved")).to_have_text("✓ resuelto")
    page.goto(page.url.partition("curso/")[0] + "curso/index.html")
    expect(page.locator(".rna-course li").first.locator(".rna-meter")).to_have_text("1 de 7")
    assert page.locator(".rna-course progress").first.evaluate("bar => bar.value") == 1
    assert page.locator(".rna-course li").count() == len(catalog.units())


def test_the_page_of_an_exercise_has_the_navigation_of_the_others(opened: Callable[..., Page]) -> None:
    page = opened("ejercicios/losses/mse.html")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Curso")
    expect(page.locator(".md-nav--primary .md-nav__link--active:visible")).to_have_text("Error cuadrático medio")
    shown = page.locator(".md-sidebar--primary a.md-nav__link:visible").all_inner_texts()
    for unit in catalog.units():
        assert f"{unit.number}. {unit.title}" in shown
    assert "Teoría: función de pérdida" in shown
    assert len(shown) < 35, "the other units are folded"


def test_what_was_done_elsewhere_can_be_ticked(opened: Callable[..., Page]) -> None:
    page = opened("ejercicios/keras_models/build_pima_model.html")
    expect(page.locator(".admonition")).to_contain_text("Usa Keras, que no está en el navegador")
    expect(page.locator(".admonition")).to_contain_text("Contar los parámetros y El nombre del fichero")
    page.get_by_label("Lo he resuelto en mi ordenador").check()
    expect(page.locator('.md-nav--primary a[href="build_pima_model.html"] .rna-mark--solved').first).to_be_visible()
    page.reload()
    expect(page.get_by_label("Lo he resuelto en mi ordenador")).to_be_checked()


# -- what is kept ------------------------------------------------------------------------------


def test_all_of_it_can_be_taken_away_erased_and_brought_back(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened("ejercicios/index.html", {"tensors.rank": {"text": RIGHT, "solved": True, "hints": 2, "at": 1}})
    work = page.locator(".rna-work")
    with page.expect_download() as download:
        work.get_by_role("button", name="Descargar todo lo mío").click()
    download.value.save_as(tmp_path / "mine.zip")
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert {f"exercises/{unit.id}.py" for unit in catalog.units()} | {"progreso.json"} == set(archive.namelist())
        assert RIGHT in archive.read("exercises/tensors.py").decode()
        assert "import keras" in archive.read("exercises/keras_models.py").decode(), "whole, for a computer"
    work.get_by_role("button", name="Borrarlo todo").click()
    work.get_by_role("button", name="No, dejarlo todo como está").click()
    assert "solved" in kept(page, "tensors.rank")
    work.get_by_role("button", name="Borrarlo todo").click()
    work.get_by_role("button", name="Sí, borrar").click()
    expect(work.get_by_role("status")).to_contain_text("ya no queda nada tuyo")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('redes-neuronales:'))") == []
    expect(page.locator(".rna-mark")).to_have_count(0)
    work.locator("input[type=file]").set_input_files(tmp_path / "mine.zip")
    expect(page.locator('.md-content a[href="tensors/rank.html"] .rna-mark--solved')).to_be_visible()
    back = kept(page, "tensors.rank")
    assert (back["text"], back["solved"], back["hints"]) == (RIGHT.strip(), True, 2)


def kept(page: Page, id: str) -> dict[str, Any]:
    return dict(json.loads(page.evaluate("id => localStorage['redes-neuronales:' + id] ?? '{}'", id)))


# -- the page of an exercise -------------------------------------------------------------------


def test_the_line_to_replace_is_seen_at_once_on_every_page(opened: Callable[..., Page], address: str) -> None:
    page = opened("ejercicios/tensors/rank.html")
    for exercise in in_browser():
        page.goto(f"{address}ejercicios/{exercise.unit}/{exercise.name}.html")
        box = OnPage(page, exercise.id).begin().box
        line = box.locator(".cm-activeLine")
        expect(line).to_have_text(f'raise NotImplementedError("Completa {exercise.name}")')
        assert place(line)["y"] + place(line)["height"] < LAPTOP["height"], exercise.id
        assert box.locator(".cm-foldPlaceholder").count() == 1
        assert place(box)["x"] > place(page.get_by_role("heading", name="Enunciado"))["x"] + 300, "beside each other"
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth")


def place(element: Locator) -> Any:
    box = element.bounding_box()
    assert box
    return box


def test_on_a_phone_the_statement_stands_above(opened: Callable[..., Page]) -> None:
    page = opened("ejercicios/activations/softmax.html", viewport=PHONE)
    box = OnPage(page, "activations.softmax").begin().box
    assert place(box)["y"] > place(page.get_by_role("heading", name="Ejemplo"))["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_what_is_typed_takes_the_place_of_the_stub(opened: Callable[..., Page]) -> None:
    page = opened("ejercicios/tensors/rank.html")
    on_page = OnPage(page, "tensors.rank").begin()
    assert page.evaluate("document.activeElement === document.body"), "whoever reads is not drawn to the editor"
    on_page.editor.focus()
    page.keyboard.type("return np.ndim(tensor)")
    page.evaluate("document.activeElement.blur()")
    text = kept(page, "tensors.rank")["text"]
    assert text.endswith('"""\n    return np.ndim(tensor)')
    assert "NotImplementedError" not in text
    assert on_page.shown_lines()[:2] == ["2", "3"]
    on_page.box.locator(".cm-foldPlaceholder").click()
    expect(on_page.editor).to_contain_text("Un entero, 0 o mayor.")


def test_a_verdict_is_seen_and_said_whole(opened: Callable[..., Page]) -> None:
    page = opened("ejercicios/tensors/rank.html", viewport=PHONE)
    on_page = OnPage(page, "tensors.rank").begin()
    on_page.write("def rank(tensor):\n    return len(tensor)\n")
    on_page.check()
    said = on_page.box.locator(".rna-verdict")
    expect(said).to_have_attribute("role", "status")
    expect(said).to_contain_text("Todavía no")
    expect(said).to_contain_text("se esperaba")
    expect(said.locator(".rna-verdict__line")).to_be_in_viewport()
    assert place(on_page.editor)["y"] + place(on_page.editor)["height"] > 0, "and the code above it"
