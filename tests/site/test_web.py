"""The exercises and widgets of the page, in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from grader.curriculum import catalog
from tests.support import ROOT, SOLUTIONS, GradeSource
from tests.support.answers import Answer, answers
from tests.support.browser import LOADED, SCHEMES, OnPage, Watch, needed, violations
from tests.support.web import WIDGETS, assemble, build, numpy_units, serve

pytestmark = [pytest.mark.proof, pytest.mark.browser, needed]

EXERCISES = [exercise for unit in numpy_units() for exercise in unit.exercises]


# -- the site and the browser ------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The test site, served under a sub-path."""
    assemble(tmp_path_factory)
    with serve(build(tmp_path_factory.mktemp("site"))) as url:
        yield url


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a path of the site in a browser with an empty memory; at the end nothing may have gone wrong."""
    contexts, watches = [], []

    def open_page(path: str = "", **options: Any) -> Page:
        contexts.append(browser.new_context(accept_downloads=True, locale="es", **options))
        page = contexts[-1].new_page()
        watches.append(Watch(page, address))
        page.watch = watches[-1]  # type: ignore[attr-defined]
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.faults] == []


@pytest.fixture(scope="module")
def workbook(browser: Browser, address: str) -> Iterator[Page]:
    """One page, with one Python, for all exercises. Every answer is there already, as a student's who did them all."""
    page = browser.new_context(locale="es").new_page()
    watch = Watch(page, address)
    page.goto(address)
    kept = {exercise.id: json.dumps({"text": reference(exercise)}) for exercise in EXERCISES}
    page.evaluate(
        "kept => Object.entries(kept).forEach(([id, text]) => localStorage['redes-neuronales:' + id] = text)", kept
    )
    page.goto(address + "exercises/")
    yield page
    page.context.close()
    assert watch.faults == []


# -- exercises ---------------------------------------------------------------------------------


def reference(exercise: catalog.Exercise) -> str:
    """The answer in solutions/: the function, without its docstring."""
    tree = ast.parse((SOLUTIONS / f"{exercise.unit}.py").read_text(encoding="utf-8"))
    (function,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == exercise.name)
    function.body = function.body[1:]
    return ast.unparse(function)


def wrong(exercise: catalog.Exercise) -> Answer:
    """A wrong answer that runs on the page as anywhere.

    It imports nothing that the page lacks, and defines no other exercise of its unit: those stand beside it there.
    """
    others = {each.name for each in EXERCISES if each.unit == exercise.unit} - {exercise.name}
    return next(
        each
        for each in answers(exercise.unit)
        if each.exercise == exercise.id
        and not each.is_right
        and not others & defined(each.source)
        and imported(each.source) <= {"numpy", *sys.stdlib_module_names}
    )


def defined(source: str) -> set[str]:
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def imported(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


def anywhere(message: str) -> str:
    """A message less the line of the file: on the page the function stands among others."""
    return re.sub(r"(línea |\.py:)\d+", r"\1", message)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_verdicts_are_those_of_the_command(
    exercise: catalog.Exercise, workbook: Page, grade_source: GradeSource
) -> None:
    on_page = OnPage(workbook, exercise.id).open()
    on_page.write(wrong(exercise).source)
    told = on_page.check()
    native = grade_source(exercise.id, wrong(exercise).source)
    assert on_page.box.get_attribute("data-result") == native.status != "passed"
    assert f"{round(native.score, 2):g} de {native.points:g} punto" in told
    broken = [each.message for each in native.checks if each.status not in ("passed", "skipped")]
    assert list(map(anywhere, on_page.stories())) == list(map(anywhere, broken))
    on_page.write(reference(exercise))
    assert (
        on_page.check() == f"Correcto: {exercise.points:g} de {exercise.points:g} punto{'s' * (exercise.points != 1)}."
    )


def test_a_loop_without_end_is_stopped_and_the_page_lives_on(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").open()
    on_page.write("def relu(z):\n    print('dentro')\n    while True:\n        pass\n")
    assert on_page.check() == "Todavía no: tiempo agotado, 0 de 1.5 puntos."
    assert "Llamada: relu(np.array(" in on_page.stories()[0]
    assert "No respondió en 10 s: ¿un bucle que no termina?" in on_page.stories()[0]
    assert on_page.box.locator(".rna-verdict__details > details").count() == 1  # the checks that were not made
    on_page.write("def relu(z):\n    return np.maximum(z, 0)\n")
    assert on_page.check().startswith("Correcto")


def test_python_brought_down_is_told_and_the_page_lives_on(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").open()
    on_page.write("import os\n\n\ndef relu(z):\n    os._exit(0)\n")
    assert on_page.check() == "Todavía no: Python se cayó, 0 de 1.5 puntos."
    on_page.write("def relu(z):\n    return np.maximum(z, 0)\n")
    assert on_page.check().startswith("Correcto")


def test_a_check_can_be_stopped(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").open()
    on_page.write("while True:\n    pass\n")
    on_page.page.keyboard.press("Control+Enter")
    on_page.box.get_by_role("button", name="Detener").click()
    expect(on_page.box.locator(".rna-verdict__line")).to_have_text("Comprobación detenida.")
    expect(on_page.box.get_by_role("button", name="Comprobar")).to_be_visible()


def test_errors_name_the_line_of_the_file_that_is_downloaded(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").open()
    on_page.write("def relu(z):\n    return np.maximum(z, cero)\n")
    assert on_page.check().startswith("Todavía no: tu código dio un error")
    shown = on_page.box.locator(".cm-lineNumbers .cm-gutterElement").nth(2).inner_text()
    assert f"activations.py:{shown}: `return np.maximum(z, cero)`" in on_page.stories()[0]
    with on_page.page.expect_download() as download:
        on_page.box.get_by_role("button", name="Descargar activations.py").click()
    source = Path(download.value.path()).read_text(encoding="utf-8")
    assert source.splitlines()[int(shown) - 1] == "    return np.maximum(z, cero)"


def test_what_was_printed_and_hostile_text_are_shown_as_they_are(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").open()
    on_page.write("def relu(z):\n    print('<img src=x onerror=alert(1)>')\n    raise ValueError('<b>no</b>')\n")
    on_page.check()
    assert "ValueError: <b>no</b>" in on_page.stories()[0]
    on_page.box.get_by_text("Lo que imprimió tu código").click()
    expect(on_page.box.locator("details pre").last).to_contain_text("<img src=x onerror=alert(1)>")
    assert on_page.box.locator("img").count() == 0


def test_work_is_kept_and_makes_the_exercise_file(opened: Callable[..., Page]) -> None:
    page = opened("exercises/")
    on_page = OnPage(page, "activations.relu").open()
    on_page.write("def relu(z):\n    return z  # a medias")
    on_page.box.get_by_role("button", name="Pista 1 de 3").click()
    page.wait_for_timeout(400)  # it is kept a moment after the last key
    page.reload()
    box = on_page.box
    expect(box.get_by_role("button")).to_have_text("Seguir donde lo dejaste")
    on_page.open()
    expect(on_page.editor).to_contain_text("return z # a medias")
    expect(box.get_by_role("button", name="Pista 2 de 3")).to_be_visible()
    assert box.locator(".rna-hints li").count() == 1
    with page.expect_download() as download:
        box.get_by_role("button", name="Descargar activations.py").click()
    assert download.value.suggested_filename == "activations.py"
    stub = (ROOT / "exercises" / "activations.py").read_text(encoding="utf-8")
    begin, end = stub.index("def relu("), stub.index("def softmax(")
    wanted = f"{stub[:begin]}def relu(z):\n    return z  # a medias\n\n\n{stub[end:]}"
    assert Path(download.value.path()).read_text(encoding="utf-8") == wanted
    box.get_by_role("button", name="Empezar de nuevo").click()
    page.reload()
    expect(box.get_by_role("button")).to_have_text("Resolver aquí")


def test_a_sibling_unit_can_be_imported(workbook: Page) -> None:
    on_page = OnPage(workbook, "network.one_hot").open()
    on_page.write(
        "from exercises import activations\n\n\ndef one_hot(labels, n_classes):\n    return activations.step(0)\n"
    )
    on_page.check()
    assert "debería tener forma" in on_page.stories()[0]


def test_nothing_is_loaded_until_the_student_begins(opened: Callable[..., Page]) -> None:
    page = opened("exercises/")
    page.locator('[data-exercise="network.train_network"][data-state="ready"]').wait_for()
    page.wait_for_load_state("networkidle")
    assert [url for url in page.watch.requests if "/runtime/" in url] == []  # type: ignore[attr-defined]


def test_an_exercise_by_keyboard_alone(workbook: Page) -> None:
    page = workbook
    page.reload()
    on_page = OnPage(page, "tensors.rank")
    on_page.box.get_by_role("button").focus()
    page.keyboard.press("Enter")
    on_page.editor.wait_for()
    expect(on_page.editor).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("def rank(tensor):\n")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("return np.ndim(tensor)")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(on_page.box.get_by_role("button", name="Comprobar")).to_be_focused()
    page.keyboard.press("Enter")
    expect(on_page.box.get_by_text("Correcto: 1 de 1 punto.")).to_be_visible(timeout=LOADED)


# -- widgets -----------------------------------------------------------------------------------


@pytest.fixture
def widget(opened: Callable[..., Page]) -> Callable[[str], Locator]:
    def find(name: str) -> Locator:
        box = opened().locator(f'[data-widget="{name}"]')
        expect(box).to_have_attribute("data-state", "ready")
        return box

    return find


def press(slider: Locator, key: str, times: int) -> None:
    slider.focus()
    for _ in range(times):
        slider.page.keyboard.press(key)


def drag(slider: Locator, share: float) -> None:
    """Drag a slider with the mouse to ``share`` of its way."""
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    mouse, middle = slider.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + box["width"] / 2, middle)
    mouse.down()
    mouse.move(box["x"] + share * box["width"], middle, steps=5)
    mouse.up()


def status(box: Locator) -> Locator:
    return box.locator("p[role=status]")


def test_neuron(widget: Callable[[str], Locator]) -> None:
    box = widget("neuron")
    expect(status(box)).to_have_text("Acierta 1 de 4.")
    press(box.get_by_label("b", exact=True), "ArrowLeft", 7)  # 0.5, 0.5, -0.7
    expect(status(box)).to_have_text("La neurona calcula AND.")
    box.get_by_text("OR", exact=True).click()
    expect(status(box)).to_have_text("Acierta 2 de 4.")
    box.get_by_role("button", name="Ver una solución").click()
    expect(status(box)).to_have_text("La neurona calcula OR.")
    assert box.locator("tbody tr").nth(1).inner_text().split() == ["0", "1", "0.5", "1", "1", "✓", "bien"]
    box.get_by_label("OR", exact=True).focus()
    box.page.keyboard.press("ArrowRight")
    expect(status(box)).to_have_text("Acierta 3 de 4. Con una sola recta, en XOR nunca pasan de 3.")
    drag(box.get_by_label("w₁"), 0.0)
    expect(box.locator(".rna-slider__value").first).to_have_text("−3.0")


def test_bias(widget: Callable[[str], Locator]) -> None:
    box = widget("bias")
    expect(status(box)).to_have_text("La recta pasa por el origen. Bien separados: 4 de 8.")
    press(box.get_by_label("sesgo b"), "ArrowLeft", 28)
    expect(status(box)).to_have_text("La recta está a 2.8 del origen. Bien separados: 8 de 8.")
    drag(box.get_by_label("sesgo b"), 1.0)
    expect(status(box)).to_have_text("La recta está a 5.0 del origen. Bien separados: 4 de 8.")
    press(box.get_by_label("giro de los pesos"), "Home", 1)
    expect(box.locator(".rna-slider__value").nth(1)).to_have_text("−180°")


def test_no_line_through_the_origin_separates(widget: Callable[[str], Locator]) -> None:
    box = widget("bias")
    press(box.get_by_label("giro de los pesos"), "Home", 1)
    for _ in range(72):
        box.page.keyboard.press("ArrowRight")
        expect(status(box)).not_to_contain_text("8 de 8")


def test_activations(widget: Callable[[str], Locator]) -> None:
    box = widget("activations")
    expect(status(box)).to_have_text("sigmoide(1.0) = 0.7311; derivada 0.1966.")
    press(box.get_by_label("z", exact=True), "ArrowLeft", 10)
    expect(status(box)).to_have_text("sigmoide(0.0) = 0.5000; derivada 0.2500.")
    before = box.locator("path.rna-curve").last.get_attribute("d")
    box.get_by_text("ReLU").click()
    expect(status(box)).to_have_text("ReLU(0.0) = 0.0000; sin derivada (la función tiene un pico).")
    assert box.locator("path.rna-curve").last.get_attribute("d") != before
    drag(box.get_by_label("z", exact=True), 0.0)
    expect(status(box)).to_have_text("ReLU(−6.0) = 0.0000; derivada 0.0000.")
    for name, told in {
        "escalón": "escalón(−6.0) = 0.0000",
        "signo": "signo(−6.0) = −1.0000",
        "tanh": "tanh(−6.0) = −1.0000",
    }.items():
        box.get_by_label(name).check()
        expect(status(box)).to_contain_text(told)


def test_softmax(widget: Callable[[str], Locator]) -> None:
    box = widget("softmax")
    shares = box.locator(".rna-bar__value")
    assert shares.all_inner_texts() == ["0.6439", "0.2369", "0.0871", "0.0321"]
    press(box.get_by_label("temperatura T"), "Home", 1)
    expect(status(box)).to_have_text("Lo más probable: gato, con 100.0 %.")
    press(box.get_by_label("temperatura T"), "End", 1)
    expect(status(box)).to_have_text("Lo más probable: gato, con 32.9 %.")
    drag(box.get_by_label("z, pez"), 1.0)
    expect(status(box)).to_contain_text("Lo más probable: pez")
    assert sum(map(float, shares.all_inner_texts())) == pytest.approx(1, abs=2e-4)


def test_descent(widget: Callable[[str], Locator]) -> None:
    box = widget("descent")
    rate = box.get_by_label("tasa de aprendizaje")
    box.get_by_role("button", name="Un paso").click()
    expect(status(box)).to_have_text("Paso 1: w = (−2.38, 0.72), error 4.8939.")
    for value, told in {"0.2": "Ha llegado al mínimo.", "0.26": "Se ha ido", "0.01": "Tras 200 pasos aún no"}.items():
        rate.fill(value)
        box.get_by_role("button", name="Volver a empezar").click()
        box.get_by_role("button", name="Bajar").click()
        expect(status(box)).to_contain_text(told, timeout=20_000)
    box.get_by_label("dos valles").check()
    rate.fill("0.1")
    box.get_by_role("button", name="Bajar").focus()
    box.page.keyboard.press("Enter")
    expect(status(box)).to_contain_text("Está en un mínimo, pero no en el más bajo.", timeout=20_000)
    press(box.get_by_label("w₁ inicial"), "ArrowLeft", 12)
    box.get_by_role("button", name="Bajar").click()
    expect(status(box)).to_contain_text("Ha llegado al mínimo.", timeout=20_000)
    picture = box.locator("svg")
    size = picture.bounding_box()
    assert size
    picture.click(position={"x": size["width"] / 2, "y": size["height"] / 2})
    expect(status(box)).to_contain_text("Paso 0: w = (0.00, 0.00)")


def test_descent_without_motion(opened: Callable[..., Page]) -> None:
    box = opened(reduced_motion="reduce").locator('[data-widget="descent"]')
    box.get_by_role("button", name="Bajar").click()
    expect(status(box)).to_contain_text("Ha llegado al mínimo.", timeout=1000)


def test_xor(widget: Callable[[str], Locator]) -> None:
    box = widget("xor")
    expect(status(box)).to_contain_text("Época 0:")
    box.get_by_role("button", name="Una época").focus()
    box.page.keyboard.press("Enter")
    expect(status(box)).to_contain_text("Época 1:")
    box.get_by_role("button", name="Entrenar").click()
    expect(status(box)).to_contain_text("acierta 4 de 4. Ha aprendido XOR.", timeout=60_000)
    press(box.get_by_label("neuronas ocultas"), "Home", 1)
    box.get_by_label("tasa de aprendizaje").fill("5")
    box.get_by_role("button", name="Entrenar").click()
    expect(status(box)).to_contain_text("Época 5000", timeout=60_000)
    expect(status(box)).to_contain_text("No lo ha conseguido")
    box.get_by_role("button", name="Otros pesos").click()
    expect(status(box)).to_contain_text("Época 0:")


def test_digits_drawn_with_the_mouse(widget: Callable[[str], Locator]) -> None:
    box = widget("digits")
    expect(status(box)).to_have_text("Dibuja una cifra del 0 al 9.")
    stroke(box, [(80, 60), (200, 60), (120, 240)])
    expect(status(box)).to_contain_text("La red lee un 7")
    box.get_by_role("button", name="Borrar").click()
    expect(status(box)).to_have_text("Dibuja una cifra del 0 al 9.")
    stroke(box, [(140, 40), (140, 240)])
    expect(status(box)).to_contain_text("La red lee un 1")


def stroke(box: Locator, points: list[tuple[float, float]]) -> None:
    paper = box.locator(".rna-paper")
    paper.scroll_into_view_if_needed()
    place = paper.bounding_box()
    assert place
    scale, mouse = place["width"] / 280, box.page.mouse
    for index, (x, y) in enumerate(points):
        mouse.move(place["x"] + x * scale, place["y"] + y * scale, steps=8)
        if index == 0:
            mouse.down()
    mouse.up()


def test_digits_drawn_with_the_keyboard(widget: Callable[[str], Locator]) -> None:
    box = widget("digits")
    box.locator(".rna-paper").focus()
    for key, times in {"Space": 1, "ArrowDown": 18}.items():
        for _ in range(times):
            box.page.keyboard.press(key)
    expect(status(box)).to_contain_text("La red lee un 1")
    box.page.keyboard.press("Delete")
    expect(status(box)).to_have_text("Dibuja una cifra del 0 al 9.")


def test_digits_reads_images_it_was_not_trained_on(widget: Callable[[str], Locator]) -> None:
    box = widget("digits")
    read = []
    for _ in range(10):
        box.get_by_role("button", name="Un ejemplo").click()
        read.append(status(box).inner_text().partition(" un ")[2][:1])
    assert sum(each == str(digit) for digit, each in enumerate(read)) >= 9  # its 8 is an odd one


def test_the_weights_of_the_page_are_those_of_a_well_trained_network() -> None:
    from tools.write import export_digits

    assert export_digits.TARGET.stat().st_size < 250_000
    assert export_digits.accuracy(export_digits.unpacked(export_digits.TARGET.read_bytes())) > 0.97


def test_a_finger_draws(opened: Callable[..., Page]) -> None:
    box = opened(has_touch=True, viewport={"width": 360, "height": 740}).locator('[data-widget="digits"]')
    box.get_by_role("button", name="Un ejemplo").tap()
    expect(status(box)).to_contain_text("La red lee un 0")
    box.get_by_role("button", name="Borrar").tap()
    box.locator(".rna-paper").tap(position={"x": 100, "y": 100})
    expect(status(box)).to_contain_text("La red lee un")


# -- for everyone ------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_a_widget(scheme: str, opened: Callable[..., Page]) -> None:
    page = opened()
    for name in WIDGETS:
        expect(page.locator(f'[data-widget="{name}"]')).to_have_attribute("data-state", "ready")
    page.get_by_role("button", name="Un ejemplo").click()
    assert violations(page, scheme, ".rna-widget") == []


def test_axe_finds_nothing_in_an_exercise(workbook: Page) -> None:
    failed = OnPage(workbook, "activations.relu").open()
    failed.write("# Cada elemento\ndef relu(z):\n    print('hola')\n    return abs(z) + 1.5\n")
    failed.check()
    failed.box.get_by_role("button", name="Pista 1").click()
    for folded in failed.box.locator("summary").all():
        folded.click()
    passed = OnPage(workbook, "tensors.rank").open()
    passed.write("def rank(tensor):\n    return np.ndim(tensor)\n")
    passed.check()
    for scheme in SCHEMES:
        for id in ("activations.relu", "tensors.rank", "tensors.scale_pixels"):
            assert violations(workbook, scheme, f'[data-exercise="{id}"]') == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(width: int, opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": width, "height": 800})
    for name in WIDGETS:
        expect(page.locator(f'[data-widget="{name}"]')).to_have_attribute("data-state", "ready")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.evaluate(
        "[...document.querySelectorAll('.rna-widget')].filter(box => box.scrollWidth > box.clientWidth).length"
    )
    assert wide == 0
    page.goto(page.url + "exercises/")
    box = OnPage(page, "activations.softmax").open().box
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
