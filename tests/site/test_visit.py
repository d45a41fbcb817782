"""A visit to the real site: one Python for all its pages, what is kept without a network, and what a page asks for."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import LOADED, OnPage, attend, needed, watched
from tests.support.web import Handler, serve

pytestmark = [pytest.mark.proof, pytest.mark.browser, needed]

EXERCISE = "ejercicios/activations/relu.html"
KEPT = "caches.open((await caches.keys())[0]).then(cache => cache.keys()).then(keys => keys.map(({ url }) => url))"
"""In a page: the addresses that the service worker keeps."""
PIECE = ".highlight:has(> .filename:text-is('Pruébalo'))"
RIGHT = "def relu(z):\n    return np.maximum(z, 0)\n"


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    with watched(browser, address) as open_page:
        yield open_page


def run(page: Page, place: int = 0) -> str:
    """Run a program of the page; what it prints."""
    program = page.locator(".rna-program").nth(place)
    program.get_by_role("button", name="Ejecutar").click()
    expect(program.get_by_role("button", name="Ejecutar")).to_be_visible(timeout=LOADED)
    expect(program.locator(".rna-program__output")).to_be_visible(timeout=LOADED)
    return program.locator(".rna-program__output").inner_text()


def said(page: Page, place: int = 0) -> str:
    """What the page says that the program prints."""
    return page.locator(".highlight:has(> .filename:text-is('Imprime')) code").nth(place).text_content() or ""


def follow(page: Page, path: str) -> None:
    """Go on by a link, wherever on the page one may stand."""
    page.evaluate(
        "url => { const link = document.createElement('a'); link.href = url; document.body.append(link); link.click() }",  # noqa: E501
        re.sub(r"/curso/.*", f"/curso/{path}", page.url),
    )
    page.wait_for_url(f"**/curso/{path}")


# -- one Python --------------------------------------------------------------------------------


def test_one_python_for_the_visit(opened: Callable[..., Page]) -> None:
    page = opened("neuron.html")
    page.evaluate("window.mark = 'the same document'")
    assert run(page).strip() == said(page).strip()
    page.locator(".md-content a[href*='dot_product.html']").first.click()
    expect(page).to_have_title(re.compile("^Producto escalar"))
    expect(page.locator("h1")).to_be_focused()
    follow(page, EXERCISE)
    on_page = OnPage(page, "activations.relu").begin()
    on_page.write(RIGHT)
    assert on_page.check() == "Correcto: 1 de 1 punto."
    assert page.evaluate("window.mark") == "the same document"
    loaded = [url for url in page.watch.requests if "checker-worker.js" in url]  # type: ignore[attr-defined]
    assert len(loaded) == 1, "started once"
    page.go_back()
    page.go_forward()
    expect(on_page.begin().editor).to_contain_text("np.maximum(z, 0)")
    expect(on_page.box.locator(".rna-which")).to_be_hidden()
    assert page.evaluate("window.mark") == "the same document"


def test_what_was_written_before_leaving_is_there_on_coming_back(opened: Callable[..., Page]) -> None:
    """The editor of the page that was left neither loses its last words nor overwrites those of the next one."""
    page = opened(EXERCISE)
    on_page = OnPage(page, "activations.relu").begin()
    on_page.write("def relu(z):\n    return 1\n")
    follow(page, "neuron.html")
    expect(page).to_have_title(re.compile("la neurona"))
    page.go_back()
    expect(on_page.begin().editor).to_contain_text("return 1")
    on_page.write("def relu(z):\n    return 2\n")
    page.reload()
    expect(on_page.begin().editor).to_contain_text("return 2")
    expect(on_page.box.locator(".rna-which")).to_be_hidden()


def test_python_is_prepared_while_one_reads_if_one_says_so(opened: Callable[..., Page]) -> None:
    page = opened("neuron.html")
    page.wait_for_timeout(1000)
    asked = lambda: [url for url in page.watch.requests if "checker-worker.js" in url]  # type: ignore[attr-defined]  # noqa: E731
    assert asked() == []
    page.get_by_label("Preparar Python mientras leo").check()
    expect(page.locator(".rna-progress").first).to_be_visible()
    expect(page.locator(".rna-progress").first).to_be_hidden(timeout=LOADED)
    page.goto(page.url.replace("neuron.html", EXERCISE))
    expect(page.get_by_label("Preparar Python mientras leo")).to_be_checked()
    expect(page.locator(".rna-progress")).to_be_visible()
    assert len(asked()) == 2, "remembered"


class Slow(Handler):
    """A server at 16 Mbit/s, for what is large."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        while chunk := source.read(200_000):
            outputfile.write(chunk)
            time.sleep(len(chunk) / 2_000_000)


def test_on_a_slow_network_the_page_says_what_it_waits_for(browser: Browser, built_site: Path, tmp_path: Path) -> None:
    (tmp_path / "curso").symlink_to(built_site)
    with serve(tmp_path, Slow) as address:
        page = browser.new_page(locale="es")
        page.goto(address + EXERCISE)
        page.get_by_role("button", name="Comprobar").click()
        line = page.locator(".rna-progress span").first
        shown = re.compile(r"Descargando Python: \d+\.\d de \d\d\.\d MB…")
        expect(line).to_have_text(shown, timeout=LOADED)
        first = line.inner_text()
        expect(line).not_to_have_text(first, timeout=LOADED)
        expect(page.locator(".rna-progress").first).to_be_hidden(timeout=LOADED)
        page.close()


# -- without a network -------------------------------------------------------------------------


def test_what_was_visited_is_there_without_a_network(opened: Callable[..., Page]) -> None:
    page = opened("neuron.html")
    page.wait_for_function("navigator.serviceWorker.controller")
    follow(page, EXERCISE)
    on_page = OnPage(page, "activations.relu").begin()
    on_page.write(RIGHT)
    assert on_page.check() == "Correcto: 1 de 1 punto."
    page.wait_for_function(f"async () => (await {KEPT}).filter(url => /asm\\.wasm|python-/.test(url)).length === 2")
    page.context.set_offline(True)
    page.reload()
    on_page.begin()
    assert on_page.check() == "Correcto: 1 de 1 punto."
    page.goto(page.url.replace(EXERCISE, "neuron.html"))
    expect(page.locator('[data-widget="neuron"]')).to_have_attribute("data-state", "ready")
    faults = page.watch.faults  # type: ignore[attr-defined]
    assert faults == []
    page.goto(page.url.replace("neuron.html", "final.html"))
    expect(page.get_by_role("heading", name="Sin conexión")).to_be_visible()
    faults.clear()  # that page was not kept, and the browser says so


def test_what_is_kept_is_never_older_than_the_site(browser: Browser, built_site: Path, tmp_path: Path) -> None:
    """A page that has changed is seen as it is now, and a Python of another content takes the place of the old one."""
    site = tmp_path / "curso"
    shutil.copytree(built_site, site)
    with serve(tmp_path) as address:
        context = browser.new_context(locale="es")
        page = context.new_page()
        page.goto(address + "final.html")
        page.wait_for_function("navigator.serviceWorker.controller")
        page.evaluate(
            "async () => await fetch('runtime/' + (await (await fetch('runtime/python.json')).json()).archive)"
        )
        names = archives(page)
        assert names == [path.name for path in site.glob("runtime/python-*.zip")]
        (site / "runtime" / names[0]).rename(site / "runtime" / "python-0123.zip")
        text = (site / "final.html").read_text(encoding="utf-8")
        (site / "final.html").write_text(text.replace("</h1>", " de hoy</h1>"), encoding="utf-8")
        page.reload()
        expect(page.locator("h1")).to_contain_text("de hoy")
        page.evaluate("fetch('runtime/python-0123.zip')")
        assert archives(page) == ["python-0123.zip"]
        context.close()


def archives(page: Page) -> list[str]:
    page.wait_for_timeout(3000)  # kept after it was handed over, and what it replaces goes after that
    urls: list[str] = page.evaluate(f"async () => await {KEPT}")
    return [url.rpartition("/")[2] for url in urls if re.search(r"/python-\w+\.zip$", url)]


# -- what a page asks for ----------------------------------------------------------------------


def test_the_search_index_comes_when_the_search_is_opened(opened: Callable[..., Page]) -> None:
    page = opened("neuron.html")
    page.wait_for_timeout(1000)
    indices = lambda: [url for url in page.watch.requests if "search_index" in url]  # type: ignore[attr-defined]  # noqa: E731
    assert indices() == []
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("softmax")
    found = page.locator(".md-search-result__link").first
    expect(found).to_contain_text(re.compile("softmax", re.IGNORECASE), timeout=LOADED)
    assert len(indices()) == 1
    found.click()
    expect(page.locator("article mark:visible").first).to_be_visible()


def test_no_script_holds_a_page_up(built_site: Path) -> None:
    for path in ("index.html", "neuron.html", EXERCISE):
        text = (built_site / path).read_text(encoding="utf-8")
        scripts = re.findall(r"<script [^>]*src=[^>]*>", re.sub(r"document\.write\(.*?\)</script>", "", text))
        assert scripts
        assert all("defer" in script or "module" in script for script in scripts)


def test_formulas_are_there_without_a_script(opened: Callable[..., Page], built_site: Path) -> None:
    page = opened("network.html", java_script_enabled=False)
    assert page.locator(".katex").count() > 100
    assert page.locator(".katex-error").count() == 0
    page.screenshot()
    assert not list(built_site.rglob("katex*.js"))
    for path in built_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r'class="arithmatex"[^>]*>\s*\\', text), path
        assert ('class="katex"' in text) == ("katex.min.css" in text), path


def test_students_do_not_find_pages_for_developers(opened: Callable[..., Page], built_site: Path) -> None:
    index = (built_site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert '"desarrollo/architecture' not in index
    assert '"api/checks' not in index
    assert '"neuron.html' in index


# -- programs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["numpy", "pendiente", "network"])
def test_programs_of_the_theory_print_on_the_page_what_it_says(path: str, opened: Callable[..., Page]) -> None:
    page = opened(f"{path}.html")
    pieces = page.locator(PIECE)
    expect(page.locator(".rna-program")).to_have_count(pieces.count(), timeout=LOADED)
    for place, piece in enumerate(pieces.all()):
        wanted = piece.locator("xpath=following::div[contains(@class, 'highlight')][1]//code").text_content()
        assert lines(run(page, place)) == lines(wanted or "")


def test_a_program_that_needs_what_a_browser_lacks_is_only_read(opened: Callable[..., Page]) -> None:
    """NumPy gives no warnings there; the first line of the program imports what catches them."""
    page = opened("activations.html", wait_until="networkidle")
    piece = page.locator(PIECE).filter(has_text="import warnings")
    assert piece.count() == 1
    assert piece.locator("xpath=following-sibling::*[1]").get_attribute("class") != "rna-program"


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def test_a_program_can_be_changed_and_its_errors_are_told(opened: Callable[..., Page]) -> None:
    page = opened("neuron.html")
    program = page.locator(".rna-program").first
    program.get_by_role("button", name="Cambiar").click()
    program.get_by_role("textbox").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("print('hola')\nprint(uno)")
    told = run(page)
    assert told.startswith("hola")
    assert "Línea 2" in told
    assert "uno" in told
    program.get_by_role("textbox").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("while True:\n    pass")
    program.get_by_role("button", name="Ejecutar").click()
    program.get_by_role("button", name="Detener").click()
    expect(program.get_by_role("status")).to_contain_text("detenid", ignore_case=True)
    program.get_by_role("textbox").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("import os\nos._exit(1)")
    assert "Python se ha cerrado" in run(page)
    program.get_by_role("button", name="Como estaba").click()
    assert run(page).strip() == said(page).strip()


def test_nothing_moves_under_who_scrolls(opened: Callable[..., Page]) -> None:
    """What is far below is laid out when somebody is there, and not only when it is come to."""
    page = opened("network.html", wait_until="networkidle")
    attend(page)
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    page.evaluate(f"scrollTo(0, {height})")
    page.wait_for_timeout(500)
    assert page.evaluate(height) == before


def test_what_does_not_end_costs_nobody_else_a_verdict(opened: Callable[..., Page]) -> None:
    """Neither the exercise that one goes on to meanwhile nor another program of the page."""
    page = opened(EXERCISE)
    on_page = OnPage(page, "activations.relu").begin()
    on_page.write("while True:\n    pass\n")
    on_page.box.get_by_role("button", name="Comprobar").click()
    expect(on_page.box.get_by_role("button", name="Detener")).to_be_visible()
    follow(page, "ejercicios/tensors/rank.html")
    other = OnPage(page, "tensors.rank").begin()
    other.write("def rank(tensor):\n    return np.ndim(tensor)\n")
    assert other.check() == "Correcto: 1 de 1 punto."
    follow(page, "numpy.html")
    first, second = page.locator(".rna-program").nth(0), page.locator(".rna-program").nth(1)
    first.get_by_role("button", name="Cambiar").click()
    first.get_by_role("textbox").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("while True:\n    pass")
    first.get_by_role("button", name="Ejecutar").click()
    second.get_by_role("button", name="Ejecutar").click()
    expect(second.get_by_role("status")).to_contain_text("Primero acaba")
    expect(first.locator(".rna-program__output")).to_contain_text("No terminaba", timeout=LOADED)
    expect(second.locator(".rna-program__output")).to_be_visible(timeout=LOADED)
    expect(second.locator(".rna-program__output")).not_to_contain_text("No terminaba")


# -- reading -----------------------------------------------------------------------------------


def test_figures_are_numbered_captioned_and_legible_on_a_telephone(opened: Callable[..., Page], address: str) -> None:
    page = opened("index.html", viewport={"width": 360, "height": 740})
    for path in ("redes", "tensors", "neuron", "training", "keras_models", "gradient_descent"):
        page.goto(f"{address}{path}.html")
        figures = page.locator(".rna-figure")
        assert figures.count() > 0
        assert all(figures.locator("figcaption").all_inner_texts())
        small = figures.evaluate_all(
            "figures => figures.map(each => [each.querySelector('img').getBoundingClientRect().width,"
            " parseFloat(getComputedStyle(each.querySelector('.rna-figure__view')).getPropertyValue('--least'))])"
            ".filter(([width, least]) => width < least - 1)"
        )
        assert small == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_paper_is_light_and_keeps_hints_to_itself(opened: Callable[..., Page], address: str) -> None:
    page = opened("neuron.html", color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print", color_scheme="dark")
    lightness = (
        "element => getComputedStyle(element).color.match(/[\\d.]+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0)"
    )
    for part in ("h1", "article p", ".highlight code", ".highlight .k, .highlight .kn", "figcaption"):
        assert page.locator(part).first.evaluate(lightness) < 450, f"{part} is dark on paper"
    expect(page.locator("details.question p:not(.admonition-title)").first).to_be_visible()
    page.goto(address + EXERCISE)
    expect(page.locator("details.tip > p").first).to_be_hidden()


def test_without_javascript_each_box_says_what_it_would_be(opened: Callable[..., Page], address: str) -> None:
    page = opened("neuron.html", java_script_enabled=False)
    expect(page.locator('[data-widget="neuron"]')).to_contain_text("una neurona con mandos")
    page.goto(address + EXERCISE)
    expect(page.locator(".rna-exercise")).to_contain_text("Aquí hay un editor para resolver el ejercicio")


def test_as_files_too(browser: Browser, built_site: Path) -> None:
    page = browser.new_page()
    page.goto((built_site / "neuron.html").as_uri())
    expect(page.locator('[data-widget="neuron"]')).to_contain_text("en un fichero abierto en el navegador no funciona")
    expect(page.locator(".katex").first).to_be_visible()
    page.close()


def test_without_webassembly_an_exercise_says_so(opened: Callable[..., Page]) -> None:
    page = opened("index.html")
    page.context.add_init_script("delete globalThis.WebAssembly")
    page.goto(page.url.replace("index.html", EXERCISE))
    expect(page.locator(".rna-exercise")).to_contain_text("no tiene WebAssembly")


def test_the_page_for_a_wrong_address_finds_its_style_anywhere(
    browser: Browser, built_site: Path, tmp_path: Path
) -> None:
    """Served under a sub-path that nobody told the build of."""
    (tmp_path / "curso").mkdir()
    for place in built_site.iterdir():
        (tmp_path / "curso" / place.name).symlink_to(place)
    (tmp_path / "curso" / "no").mkdir()
    (tmp_path / "curso" / "no" / "existe.html").symlink_to(built_site / "404.html")
    with serve(tmp_path) as address:
        page = browser.new_page()
        page.goto(address + "no/existe.html")
        expect(page.get_by_role("heading", name="Esta página no existe")).to_be_visible()
        assert page.locator(".md-header").evaluate("header => getComputedStyle(header).position") == "sticky"
        page.get_by_role("link", name="El glosario").click()
        expect(page).to_have_url(address + "glosario.html")
        page.close()
