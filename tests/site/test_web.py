"""The exercises of the page, in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import ast
import json
import re
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from grader.boundary.source import bound
from grader.curriculum import catalog, laws
from grader.reporters.text import distinct
from tests.support import ROOT, SOLUTIONS, GradeSource
from tests.support.answers import answers
from tests.support.browser import LOADED, SCHEMES, OnPage, Watch, needed, violations
from tests.support.web import in_browser

pytestmark = [pytest.mark.proof, pytest.mark.browser, needed]

EXERCISES = in_browser()


@pytest.fixture(scope="module")
def workbook(browser: Browser, small_site: str) -> Iterator[Page]:
    """One page, with one Python, for all exercises. Every answer is there already, as a student's who did them all."""
    page = browser.new_context(locale="es").new_page()
    watch = Watch(page, small_site)
    page.goto(small_site)
    kept = {exercise.id: json.dumps({"text": reference(exercise)}) for exercise in EXERCISES}
    page.evaluate(
        "kept => Object.entries(kept).forEach(([id, text]) => localStorage['redes-neuronales:' + id] = text)", kept
    )
    page.goto(small_site + "exercises/")
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


def wrong(exercise: catalog.Exercise) -> str:
    """The source of a wrong answer that runs on the page as anywhere.

    It imports nothing that the page lacks, and defines no other exercise of its unit: those stand beside it there.
    """
    others = {each.name for each in EXERCISES if each.unit == exercise.unit} - {exercise.name}
    sources = (
        lean(each.source, exercise.name)
        for each in answers(exercise.unit)
        if each.exercise == exercise.id and not each.is_right
    )
    return next(
        source
        for source in sources
        if not others & defined(source) and imported(source) <= {"numpy", *sys.stdlib_module_names}
    )


def lean(source: str, name: str) -> str:
    """A function with what it uses of its module: not with what answers to other exercises import."""
    body, wanted, before = ast.parse(source).body, {name}, set[str]()
    while wanted != before:
        before = set(wanted)
        kept = [node for node in body if bound(node) & wanted]
        wanted |= {each.id for node in kept for each in ast.walk(node) if isinstance(each, ast.Name)}
    return ast.unparse(ast.Module(kept, []))


def defined(source: str) -> set[str]:
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def imported(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


def anywhere(message: str) -> str:
    """A message less the line: on the page it is the editor's, and elsewhere that of a file."""
    message = re.sub(r"línea \d+ de \w+(\.py)?", "línea", message)
    return re.sub(r"(?m)^(Línea |\w+\.py:)\d+( de \w+)?:", "Línea:", message)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_verdicts_are_those_of_the_command(
    exercise: catalog.Exercise, workbook: Page, grade_source: GradeSource
) -> None:
    on_page = OnPage(workbook, exercise.id).begin()
    on_page.write(wrong(exercise))
    began = time.monotonic()
    told = on_page.check()
    whole = time.monotonic() - began < laws.SEARCH  # or a busy machine has ended the search before its smallest case
    native = grade_source(exercise.id, wrong(exercise))
    assert on_page.box.get_attribute("data-result") == native.status != "passed"
    assert f"{round(native.score, 2):g} de {native.points:g} punto" in told
    broken = [each.check.message for each in distinct(native)]
    stories = [[anywhere(each) for each in side] for side in (on_page.stories(), broken)]
    here, there = stories if whole else ([each.partition("\n")[0] for each in side] for side in stories)
    assert here == there
    on_page.write(reference(exercise))
    assert (
        on_page.check() == f"Correcto: {exercise.points:g} de {exercise.points:g} punto{'s' * (exercise.points != 1)}."
    )


def test_a_loop_without_end_is_stopped_and_the_page_lives_on(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").begin()
    on_page.write("def relu(z):\n    print('dentro')\n    while True:\n        pass\n")
    assert on_page.check() == "Todavía no: tiempo agotado, 0 de 1 punto."
    assert "Llamada: relu(np.array(" in on_page.stories()[0]
    assert "No respondió en 10 s: ¿un bucle que no termina?" in on_page.stories()[0]
    assert on_page.box.locator(".rna-verdict__details > details").count() == 1  # the checks that were not made
    on_page.write("def relu(z):\n    return np.maximum(z, 0)\n")
    assert on_page.check().startswith("Correcto")


def test_python_brought_down_is_told_and_the_page_lives_on(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").begin()
    on_page.write("import os\n\n\ndef relu(z):\n    os._exit(0)\n")
    assert on_page.check() == "Todavía no: Python se cayó, 0 de 1 punto."
    on_page.write("def relu(z):\n    return np.maximum(z, 0)\n")
    assert on_page.check().startswith("Correcto")


def test_a_function_by_another_name_is_missed(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").begin()
    on_page.write("def rellu(z):\n    return np.maximum(z, 0)\n")
    assert on_page.check() == "Está sin hacer: aquí no hay ninguna función con su nombre."


def test_a_check_can_be_stopped(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").begin()
    on_page.write("while True:\n    pass\n")
    on_page.page.keyboard.press("Control+Enter")
    on_page.box.get_by_role("button", name="Detener").click()
    expect(on_page.box.locator(".rna-verdict__line")).to_have_text("Comprobación detenida.")
    expect(on_page.box.get_by_role("button", name="Comprobar")).to_be_visible()


def test_errors_name_the_line_of_the_editor(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").begin()
    on_page.write("# mía\n\ndef relu(z):\n    return np.maximum(z, cero)\n")
    assert on_page.check().startswith("Todavía no: tu código dio un error")
    assert on_page.box.locator(".rna-imports").inner_text().split("\n") == ["1", "import numpy as np"]
    assert on_page.shown_lines() == ["2", "3", "4", "5", "6"]
    assert "Línea 5: `return np.maximum(z, cero)`" in on_page.stories()[0]
    on_page.write(
        "import torch\n\n\ndef relu(z):\n    return torch.relu(z)\n\n\ndef relu(z):\n    raise NotImplementedError\n"
    )
    assert on_page.check().startswith("Está sin hacer")
    expect(on_page.box.locator(".rna-verdict__details")).to_contain_text(
        "se define en la línea 5 y otra vez, sin hacer, en la 9"
    )


def test_a_line_of_another_exercise_is_told_with_its_name(workbook: Page) -> None:
    other = OnPage(workbook, "activations.sigmoid").begin()
    other.write("def sigmoid(z):\n    return 1 / (1 + np.exp(-nada))\n")
    on_page = OnPage(workbook, "activations.sigmoid_derivative").begin()
    on_page.write("def sigmoid_derivative(z):\n    s = sigmoid(z)\n    return s * (1 - s)\n")
    on_page.check()
    assert "Línea 3: `s = sigmoid(z)`" in on_page.stories()[0]
    assert "Línea 3 de sigmoid: `return 1 / (1 + np.exp(-nada))`" in on_page.stories()[0]
    other.write(reference(next(each for each in EXERCISES if each.id == "activations.sigmoid")))


def test_the_same_error_is_told_once_and_in_spanish(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").begin()
    on_page.write("def relu(z)\n    return np.maximum(z, 0)\n")
    on_page.check()
    (story,) = on_page.stories()
    assert "Línea 2:" in story
    assert "Faltan los dos puntos" in story
    expect(on_page.box.locator(".rna-checks .rna-note")).to_have_text(
        re.compile(r"^Y lo mismo en \d+ comprobaciones más\.$")
    )
    on_page.write("def relu(z):\n    return input()\n")
    on_page.check()
    (story,) = on_page.stories()
    assert "espera que alguien escriba algo" in story


@pytest.mark.parametrize("where", ["{}", "def relu(z):\n    {}\n    return z"])
def test_what_a_browser_lacks_is_named_once(where: str, workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").begin()
    inside = where.format("import pandas as pd")
    on_page.write(inside if "def" in where else f"{inside}\n\n\ndef relu(z):\n    return pd.Series(z)\n")
    on_page.check()
    told = on_page.box.locator(".rna-verdict").inner_text()
    assert told.count("pandas") == 1
    assert "pandas no está en el navegador" in told
    assert on_page.stories() == []


# -- the student's own call --------------------------------------------------------------------


def trial(on_page: OnPage, lines: str | None = None) -> str:
    """Run a call, or the one that is there; what is told of it."""
    call, button = (
        on_page.box.get_by_label("Pruébalo con tus datos"),
        on_page.box.get_by_role("button", name="Probar", exact=True),
    )
    if lines is not None:
        call.fill(lines)
    button.click()
    expect(on_page.box.get_by_role("button", name="Comprobar")).to_be_enabled(timeout=LOADED)
    return on_page.box.locator(".rna-tried").inner_text()


def test_the_example_of_a_statement_is_the_call_that_is_there(workbook: Page) -> None:
    on_page = OnPage(workbook, "tensors.rank").begin()
    on_page.write("def rank(tensor):\n    print('miro', tensor)\n    return np.ndim(tensor)\n")
    assert (
        on_page.box.get_by_label("Pruébalo con tus datos").input_value() == "rank([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])"
    )
    told = trial(on_page)
    assert "miro [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]" in told
    assert told.endswith("devuelve    2")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("rank(7)", "devuelve    0"),
        ("for each in (1, [1]):\n    print('rango', rank(each))", "rango 0\nrango 1"),
        ("rank([1,", "Se abre un `[` y no se cierra"),
        ("rank(1, 2)", "la función debe aceptar"),
        ("import torch", "`torch` no está en el navegador"),
        ("", "No hay nada que mostrar"),
        ("while True: pass", "No respondió en 10 s"),
    ],
)
def test_a_call_of_the_students_own(lines: str, told: str, workbook: Page) -> None:
    on_page = OnPage(workbook, "tensors.rank").begin()
    on_page.write(RIGHT)
    assert told.casefold() in trial(on_page, lines).casefold()


def test_a_call_is_run_by_keyboard_and_kept(opened: Callable[..., Page]) -> None:
    page = opened("exercises/")
    on_page = OnPage(page, "tensors.rank").begin()
    on_page.write(RIGHT)
    call = on_page.box.get_by_label("Pruébalo con tus datos")
    call.fill("rank([[[3]]])")
    page.keyboard.press("Control+Enter")
    expect(on_page.box.locator(".rna-tried")).to_contain_text("devuelve 3", timeout=LOADED)
    page.reload()
    on_page.begin()
    assert call.input_value() == "rank([[[3]]])"


def test_what_was_printed_and_hostile_text_are_shown_as_they_are(workbook: Page) -> None:
    on_page = OnPage(workbook, "activations.relu").begin()
    on_page.write("def relu(z):\n    print('<img src=x onerror=alert(1)>')\n    raise ValueError('<b>no</b>')\n")
    on_page.check()
    assert "ValueError: <b>no</b>" in on_page.stories()[0]
    on_page.box.get_by_text("Lo que imprimió tu código").click()
    expect(on_page.box.locator("details pre").last).to_contain_text("<img src=x onerror=alert(1)>")
    assert on_page.box.locator("img").count() == 0


def test_work_is_kept_and_makes_the_exercise_file(opened: Callable[..., Page]) -> None:
    page = opened("exercises/")
    on_page = OnPage(page, "activations.relu").begin()
    on_page.write("def relu(z):\n    return z  # a medias")
    on_page.box.get_by_role("button", name="Pista 1 de 3").click()
    page.wait_for_timeout(400)  # it is kept a moment after the last key
    page.reload()
    box = on_page.box
    expect(box.get_by_role("button")).to_have_text("Seguir donde lo dejaste")
    on_page.begin()
    expect(on_page.editor).to_contain_text("return z # a medias")
    expect(box.get_by_role("button", name="Pista 2 de 3")).to_be_visible()
    assert box.locator(".rna-hints li").count() == 1
    with page.expect_download() as download:
        on_page.files().get_by_role("button", name="Descargar activations.py").click()
    assert download.value.suggested_filename == "activations.py"
    stub = (ROOT / "exercises" / "activations.py").read_text(encoding="utf-8")
    begin, end = stub.index("def relu("), stub.index("def relu_derivative(")
    wanted = f"{stub[:begin]}def relu(z):\n    return z  # a medias\n\n\n{stub[end:]}"
    assert Path(download.value.path()).read_text(encoding="utf-8") == wanted
    on_page.files().get_by_role("button", name="Empezar de nuevo").click()
    page.reload()
    expect(box.get_by_role("button")).to_have_text("Resolver aquí")


RIGHT = "def rank(tensor):\n    return np.ndim(tensor)\n"
BLOCKED = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('storage', 'SecurityError') } })"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


@pytest.mark.parametrize("storage", [BLOCKED, FULL], ids=["blocked", "full"])
def test_without_storage_what_the_editor_shows_is_what_counts(storage: str, opened: Callable[..., Page]) -> None:
    page = opened()
    page.context.add_init_script(storage)
    page.goto(page.url + "exercises/")
    on_page = OnPage(page, "tensors.rank").begin()
    on_page.write(RIGHT)
    assert on_page.check() == "Correcto: 1 de 1 punto."
    expect(on_page.box.locator(".rna-warning")).to_contain_text("no deja guardar nada")
    assert "np.ndim(tensor)" in downloaded(on_page)
    faults = page.watch.faults  # type: ignore[attr-defined]
    faults[:] = [each for each in faults if each != "storage"]  # the theme's own script says so


def downloaded(on_page: OnPage) -> str:
    with on_page.page.expect_download() as download:
        on_page.files().get_by_role("button", name="Descargar").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_whoever_leaves_at_once_loses_nothing(opened: Callable[..., Page]) -> None:
    page = opened("exercises/")
    on_page = OnPage(page, "tensors.rank").begin()
    on_page.write(RIGHT)
    page.reload()
    expect(on_page.begin().editor).to_contain_text("np.ndim(tensor)")


def test_tabs_of_one_exercise_agree(opened: Callable[..., Page]) -> None:
    one = OnPage(opened("exercises/"), "tensors.rank").begin()
    other = OnPage(one.page.context.new_page(), "tensors.rank")
    other.page.goto(one.page.url)
    other.begin().write(RIGHT)
    other.page.keyboard.press("Control+Home")  # the focus stays
    expect(one.editor).to_contain_text("np.ndim(tensor)")
    expect(one.box.locator(".rna-verdict__line")).to_contain_text("en otra pestaña")
    expect(one.box.locator(".rna-which")).to_be_hidden()


@pytest.mark.parametrize(("button", "kept"), [("Seguir con la del editor", "# una"), ("Traer la otra", "# otra")])
def test_of_two_tabs_neither_overwrites_the_other(button: str, kept: str, opened: Callable[..., Page]) -> None:
    one = OnPage(opened("exercises/"), "tensors.rank").begin()
    other = OnPage(one.page.context.new_page(), "tensors.rank")
    other.page.goto(one.page.url)
    other.begin()
    # Both are written in before either hears of the other, as where a browser puts a tab to sleep.
    one.page.evaluate("addEventListener('storage', event => event.stopImmediatePropagation(), true)")
    one.page.bring_to_front()
    one.write("def rank(tensor):  # una\n    pass\n")
    other.page.evaluate(
        "text => localStorage.setItem('redes-neuronales:tensors.rank', JSON.stringify({ text }))",
        "def rank(tensor):  # otra\n    pass\n",
    )
    which = one.box.locator(".rna-which")
    expect(which).to_contain_text("# otra")
    assert "# otra" in other.page.evaluate("localStorage.getItem('redes-neuronales:tensors.rank')"), "not overwritten"
    one.page.reload()
    one.begin()
    expect(which).to_contain_text("dos versiones")
    which.get_by_role("button", name="Traer la otra" if kept == "# una" else "Seguir con la del editor").click()
    expect(which).to_be_hidden()
    one.page.reload()
    expect(one.begin().editor).to_contain_text(kept)
    expect(which).to_be_hidden()


def test_files_are_read_back(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened("exercises/")
    on_page = OnPage(page, "tensors.rank").begin()
    module = (ROOT / "exercises" / "tensors.py").read_text(encoding="utf-8")
    before, _, after = module.partition("def rank(")
    _, _, after = after.partition('raise NotImplementedError("Completa rank")\n')
    mine = f'{before}import math\n\nTWO = 2\n\n\n{RIGHT}{after}\n\ndef helper():\n    return "def rank("\n'
    archive = tmp_path / "redes.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("exercises/tensors.py", mine)
        made.writestr("exercises/notas.py", "x = 1\n")
        made.writestr("exercises/losses.py", "año".encode("latin-1"))
    on_page.box.locator("input[type=file]").set_input_files(archive)
    line = on_page.box.locator(".rna-verdict__line")
    expect(line).to_contain_text("notas.py no es un fichero del curso.")
    expect(line).to_contain_text("losses.py no está en UTF-8")
    expect(on_page.editor).to_contain_text("import math")
    got = downloaded(on_page)
    assert [node.name for node in ast.parse(got).body if isinstance(node, ast.FunctionDef)] == [
        node.name for node in ast.parse(mine).body if isinstance(node, ast.FunctionDef)
    ]
    assert ast.dump(ast.parse(got)) == ast.dump(ast.parse(mine)), "all that was written is in what is downloaded"
    on_page.write("def rank(tensor):\n    return 3\n")
    on_page.box.locator("input[type=file]").set_input_files(archive)
    which = on_page.box.locator(".rna-which")
    expect(which).to_contain_text("sustituye a lo que ya tienes en rank")
    which.get_by_role("button", name="Dejarlo como está").click()
    expect(on_page.editor).to_contain_text("return 3")


def test_what_stands_below_a_function_stays_with_it(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened("exercises/")
    on_page = OnPage(page, "tensors.rank").begin()
    mine = f"{RIGHT}    # con ndim\n\nprint(rank([1]))\nassert rank(3) == 0\n"
    on_page.write(mine)
    module = tmp_path / "tensors.py"
    module.write_text(downloaded(on_page), encoding="utf-8")
    on_page.write("def rank(tensor):\n    return 3\n")
    on_page.box.locator("input[type=file]").set_input_files(module)
    on_page.box.locator(".rna-which").get_by_role("button", name="Sustituir").click()
    expect(on_page.box.locator(".rna-verdict__line")).to_have_text("Cargado: rank.")  # of seven, the others stubs
    assert on_page.box.evaluate("() => JSON.parse(localStorage['redes-neuronales:tensors.rank']).text") == mine.strip()
    assert page.evaluate("'redes-neuronales:tensors.flatten_images' in localStorage") is False


def test_what_follows_a_right_function_and_is_no_python_is_told(workbook: Page) -> None:
    on_page = OnPage(workbook, "tensors.rank").begin()
    on_page.write(f"{RIGHT}\nrank([1\n")
    assert on_page.check() == "Correcto: 1 de 1 punto."
    expect(on_page.box.locator(".rna-diagnosis")).to_contain_text(
        "Desde la línea 5, rank([1, hay algo que no es Python"
    )


def test_a_sibling_unit_can_be_imported(workbook: Page) -> None:
    on_page = OnPage(workbook, "network.one_hot").begin()
    on_page.write(
        "from exercises import activations\n\n\ndef one_hot(labels, n_classes):\n    return activations.step(0)\n"
    )
    on_page.check()
    assert "debería tener forma" in on_page.stories()[0]


def test_nothing_is_loaded_until_the_student_begins(opened: Callable[..., Page]) -> None:
    page = opened("exercises/")
    page.locator('[data-exercise="network.train_network"][data-state="ready"]').wait_for()
    page.wait_for_load_state("networkidle")
    loaded = [url.partition("/runtime/")[2] for url in page.watch.requests if "/runtime/" in url]  # type: ignore[attr-defined]
    assert loaded in ([], ["course.json"])


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


# -- for everyone ------------------------------------------------------------------------------


def test_axe_finds_nothing_in_an_exercise(workbook: Page) -> None:
    failed = OnPage(workbook, "activations.relu").begin()
    failed.write("# Cada elemento\ndef relu(z):\n    print('hola')\n    return abs(z) + 1.5\n")
    failed.check()
    failed.box.get_by_role("button", name="Pista 1").click()
    for folded in failed.box.locator("summary").all():
        folded.click()
    passed = OnPage(workbook, "tensors.rank").begin()
    passed.write("def rank(tensor):\n    return np.ndim(tensor)\n")
    passed.check()
    for scheme in SCHEMES:
        for id in ("activations.relu", "tensors.rank", "tensors.scale_pixels"):
            assert violations(workbook, scheme, f'[data-exercise="{id}"]') == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(width: int, opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": width, "height": 800})
    page.goto(page.url + "exercises/")
    box = OnPage(page, "activations.softmax").begin().box
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
