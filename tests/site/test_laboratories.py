"""The widgets that calculate much: formulas, and every figure that they show, are those of the solutions, in NumPy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from solutions import activations, gradient_descent, losses, network
from tests.support import ROOT
from tests.support.browser import LOADED, needed

pytestmark = [pytest.mark.proof, pytest.mark.browser, needed]

Layers = list[tuple[np.ndarray, np.ndarray, str]]
Open = Callable[..., Page]
The = Callable[..., Locator]


@pytest.fixture
def the(opened: Open) -> The:
    """A widget, alone on its page."""

    def find(name: str, **options: Any) -> Locator:
        box = opened(f"{name}/", **options).locator(f'[data-widget="{name}"]')
        expect(box).to_have_attribute("data-state", "ready", timeout=LOADED)
        return box

    return find


def status(box: Locator) -> Locator:
    return box.locator("p[role=status]")


def swiped(page: Page, element: Locator) -> float:
    """How far the page scrolls when a finger begins on an element and moves 150 pixels up."""
    element.scroll_into_view_if_needed()
    place, top = element.bounding_box(), page.evaluate("scrollY")
    assert place
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    finger = page.context.new_cdp_session(page)
    for kind, moved in [("touchStart", 0), *(("touchMove", way) for way in range(15, 151, 15))]:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y - moved}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)  # it rolls on for a moment
    return float(page.evaluate("scrollY")) - float(top)


# -- formulas ------------------------------------------------------------------------------------


@pytest.fixture
def formulas(opened: Open) -> Callable[..., Any]:
    page = opened("softmax/")

    def call(expression: str, **values: Any) -> Any:
        told = {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in values.items()}
        names = ", ".join(told)
        source = f"async ([path, {names}]) => {{ const f = await import(path); return {expression}; }}"
        address = page.evaluate("new URL('../javascripts/formulas.js', location).href")
        return page.evaluate(source, [address, *told.values()])

    return call


def parameters(sizes: list[int], rng: np.random.Generator, activations: list[str]) -> Layers:
    pairs = zip(sizes, sizes[1:], activations, strict=False)
    return [(rng.normal(size=(inputs, units)), rng.normal(size=units), name) for inputs, units, name in pairs]


def in_javascript(layers: Layers) -> list[dict[str, Any]]:
    return [{"W": W.tolist(), "b": b.tolist(), "activation": name} for W, b, name in layers]


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "linear"])
def test_layers_and_losses(activation: str, formulas: Callable[..., Any]) -> None:
    rng = np.random.default_rng(1)
    layers = parameters([3, 5, 4, 1], rng, [activation, activation, "sigmoid"])
    X, y = rng.normal(size=(7, 3)) * 3, rng.integers(0, 2, 7)
    outputs = formulas("f.forward(X, layers)", X=X, layers=in_javascript(layers))
    for depth in range(4):
        np.testing.assert_allclose(outputs[depth], network.forward(X, layers[:depth]), rtol=1e-12)
    found = formulas("f.binaryCrossEntropy(y, p)", y=y, p=outputs[-1])
    assert found == pytest.approx(losses.binary_cross_entropy(y, np.ravel(outputs[-1])), rel=1e-12)


def test_a_sigmoid_that_does_not_overflow(formulas: Callable[..., Any]) -> None:
    z = np.array([[-1000.0, -30.0, 0.0, 30.0, 1000.0]])
    found = formulas("z.map((row) => row.map(f.sigmoid))", z=z)
    np.testing.assert_allclose(found, network.dense(z, np.eye(5), np.zeros(5), "sigmoid"), rtol=1e-12)


def test_a_softmax_that_does_not_overflow(formulas: Callable[..., Any]) -> None:
    Z = np.array([[-800.0, 0.0, 900.0], [1.0, 2.0, 3.0]])
    np.testing.assert_allclose(formulas("Z.map(f.softmax)", Z=Z), activations.softmax(Z), rtol=1e-12)


def test_backpropagation(formulas: Callable[..., Any]) -> None:
    rng = np.random.default_rng(2)
    (W1, b1, _), (W2, b2, _) = layers = parameters([3, 4, 1], rng, ["sigmoid", "sigmoid"])
    X, y = rng.normal(size=(5, 3)), rng.integers(0, 2, 5)
    first, second = formulas("f.backpropagation(X, y, layers)", X=X, y=y, layers=in_javascript(layers))
    wanted = network.backpropagation(X, y[:, None], W1, b1, W2, b2)
    for found, exact in zip((first["W"], first["b"], second["W"], second["b"]), wanted, strict=True):
        np.testing.assert_allclose(found, exact, rtol=1e-10)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "linear"])
def test_gradients_of_deep_networks_with_regularisation(activation: str, formulas: Callable[..., Any]) -> None:
    """One step of rate 1 moves each parameter by the slope that is measured."""
    rng = np.random.default_rng(3)
    layers = parameters([2, 4, 3, 1], rng, [activation, activation, "sigmoid"])
    X, y, penalty = rng.normal(size=(9, 2)), rng.integers(0, 2, 9), 0.03
    expression = "f.descend(layers, f.backpropagation(X, y, layers), 1, penalty)"
    moved = formulas(expression, X=X, y=y, layers=in_javascript(layers), penalty=penalty)
    shapes = [each.shape for W, b, _ in layers for each in (W, b)]
    start = np.concatenate([each.ravel() for W, b, _ in layers for each in (W, b)])
    after = np.concatenate([np.ravel(layer[kind]) for layer in moved for kind in "Wb"])

    def loss(flat: np.ndarray) -> float:
        cuts = np.cumsum([np.prod(shape) for shape in shapes])[:-1]
        parts = [part.reshape(shape) for part, shape in zip(np.split(flat, cuts), shapes, strict=True)]
        built = [(W, b, name) for W, b, (_, _, name) in zip(parts[::2], parts[1::2], layers, strict=True)]
        weights = penalty * sum(np.sum(W**2) for W, _, _ in built)
        return float(losses.binary_cross_entropy(y, network.forward(X, built).ravel()) + weights)

    np.testing.assert_allclose(start - after, gradient_descent.numerical_gradient(loss, start), rtol=1e-5, atol=1e-8)


def test_weights_to_begin_with(formulas: Callable[..., Any]) -> None:
    layers = formulas("f.initialize([40, 30, 10], f.random(5))")
    for layer, (inputs, units) in zip(layers, [(40, 30), (30, 10)], strict=True):
        W, r = np.array(layer["W"]), np.sqrt(6 / (inputs + units))
        assert W.shape == (inputs, units)
        assert layer["b"] == [0] * units
        assert -r <= W.min() < -0.9 * r < 0.9 * r < W.max() <= r
        assert W.std() == pytest.approx(r / np.sqrt(3), rel=0.1)
    assert formulas("f.initialize([40, 30, 10], f.random(5))") == layers
    assert formulas("f.initialize([40, 30, 10], f.random(6))") != layers


def test_batches(formulas: Callable[..., Any]) -> None:
    parts = formulas("f.minibatches(23, 5, f.random(1))")
    assert [len(part) for part in parts] == [5, 5, 5, 5, 3]
    together = [each for part in parts for each in part]
    assert sorted(together) == list(range(23)) != together


@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (3, 3), (6, 7)])
def test_convolution(shape: tuple[int, int], formulas: Callable[..., Any]) -> None:
    from solutions import convolution  # it brings Keras

    rng = np.random.default_rng(4)
    image, kernel = rng.integers(-9, 10, (6, 7)), rng.normal(size=shape)
    found = formulas("f.convolve(image, kernel)", image=image, kernel=kernel)
    np.testing.assert_allclose(found, convolution.convolve(image, kernel), atol=1e-12)
    for size in (1, 2, 3, 4):
        assert formulas("f.maxPool(image, size)", image=image, size=size) == convolution.max_pool(image, size).tolist()


# -- the network of the page, there and back ------------------------------------------------------

NAMES = ("w11", "w21", "b1", "w12", "w22", "b2", "v1", "v2", "c")
"""In the order of the page's table."""
INPUT, LABEL = np.array([[1.0, 2.0]]), np.array([[1.0]])
START = (np.array([[0.5, -1.0], [-0.5, 1.0]]), np.array([0.5, 0.0]), np.array([[1.0], [-2.0]]), np.array([0.0]))


def by_name(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray) -> dict[str, float]:
    return dict(zip(NAMES, [*W1[:, 0], b1[0], *W1[:, 1], b1[1], *W2[:, 0], b2[0]], strict=True))


def piece(box: Locator, name: str) -> Locator:
    return box.locator(f'[data-piece="{name}"]')


def value(box: Locator, name: str, kind: str = "value") -> float:
    return float(piece(box, name).get_attribute(f"data-{kind}") or "nan")


def said(box: Locator) -> str:
    return "\n".join(box.locator(".rna-panel__text p").all_inner_texts())


def rows(box: Locator) -> np.ndarray:
    """What the table tells of each parameter: before, gradient, after."""
    cells = box.locator("tbody td").evaluate_all("cells => cells.map(cell => Number(cell.dataset.value))")
    return np.array(cells).reshape(9, 3)


def forth(box: Locator, steps: int) -> None:
    for _ in range(steps):
        box.get_by_role("button", name="Siguiente").click()


def test_the_numbers_of_the_page(the: The) -> None:
    box = the("backpropagation")
    assert (value(box, "h1"), value(box, "L")) == pytest.approx((float("nan"),) * 2, nan_ok=True), "not before its step"
    forth(box, 9)
    hidden = network.dense(INPUT, *START[:2], "sigmoid")
    p = network.dense(hidden, *START[2:], "sigmoid")
    gradients = network.backpropagation(INPUT, LABEL, *START)
    found = [value(box, name) for name in ("h1", "h2", "p", "L", "delta-p", "delta-h1", "delta-h2")]
    # With one example, the gradient of a bias is the error of its neuron.
    wanted = [*hidden[0], p[0, 0], losses.binary_cross_entropy(LABEL, p), gradients[3][0], *gradients[1]]
    assert found == pytest.approx(wanted, rel=1e-10)
    assert {name: value(box, name, "gradient") for name in NAMES} == pytest.approx(by_name(*gradients), rel=1e-10)
    after = [each - 0.5 * gradient for each, gradient in zip(START, gradients, strict=True)]
    told = rows(box)
    assert told[:, 2] == pytest.approx(list(by_name(*after).values()), rel=1e-10)
    assert told == pytest.approx(table_of_the_page(), abs=5.1e-4), "as it is printed"
    forth(box, 2)
    moved = network.dense(network.dense(INPUT, *after[:2], "sigmoid"), *after[2:], "sigmoid")
    assert value(box, "p") == pytest.approx(moved[0, 0], rel=1e-10)
    assert said(box).splitlines()[1:] == [
        "p pasa de 0.276 a 0.544",
        "L pasa de 1.286 a 0.608",
        "Un solo paso, y la red se equivoca menos.",
    ]


def table_of_the_page() -> np.ndarray:
    text = (ROOT / "site" / "network.md").read_text(encoding="utf-8").partition("{ #paper_step }")[2]
    lines = re.findall(r"^\| [^|]+((?:\| \$-?[\d.]+\$ ){3})\|$", text, re.MULTILINE)[:9]
    return np.array([[float(each) for each in re.findall(r"-?[\d.]+", line)] for line in lines])


def test_each_error_is_explained_when_pointed_at(the: The) -> None:
    box = the("backpropagation")
    box.get_by_role("button", name="Todos los gradientes").click()
    before = said(box)
    piece(box, "delta-h2").hover()
    assert "= −0.724 · (−2) · 0.197 = 0.285" in said(box)
    piece(box, "delta-p").hover()
    assert "δ = p − y = 0.276 − 1 = −0.724" in said(box)
    box.get_by_text("Etiqueta y").hover()
    assert said(box) == before
    piece(box, "v2").click()
    assert "∂L/∂v₂ = δ · h₂ = −0.724 · 0.731 = −0.529" in said(box)
    box.get_by_text("Etiqueta y").hover()
    assert "∂L/∂v₂" in said(box), "what was chosen stays"


def test_the_network_by_keyboard(the: The) -> None:
    box = the("backpropagation")
    page = box.page
    box.get_by_role("button", name="Siguiente").focus()
    for _ in range(9):
        page.keyboard.press("Enter")
    piece(box, "x1").focus()
    assert said(box).startswith("Entrada x₁ = 1")
    page.keyboard.press("ArrowLeft")
    expect(piece(box, "delta-h2")).to_be_focused()
    expect(piece(box, "delta-h2")).to_have_attribute("aria-label", "El error δ de la oculta 2: 0.285")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(piece(box, "x2")).to_be_focused()
    page.keyboard.press("Escape")
    assert said(box).startswith("Los gradientes de la capa oculta")


def test_own_numbers_follow_the_same_formulas(the: The) -> None:
    box = the("backpropagation")
    box.get_by_role("button", name="Todos los gradientes").click()
    piece(box, "v2").click()
    box.get_by_label("cambia v₂").fill("1.5")
    piece(box, "x2").click()
    box.get_by_label("cambia x₂").fill("-3")
    box.get_by_label("0", exact=True).check()
    box.get_by_label("tasa η").fill("2")
    W1, b1, _, b2 = START
    own = (W1, b1, np.array([[1.0], [1.5]]), b2)
    gradients = network.backpropagation(np.array([[1.0, -3.0]]), np.array([[0.0]]), *own)
    after = [each - 2 * gradient for each, gradient in zip(own, gradients, strict=True)]
    wanted = np.transpose([list(by_name(*each).values()) for each in (own, gradients, after)])
    assert rows(box) == pytest.approx(wanted, rel=1e-10)
    forth(box, 2)
    box.get_by_role("button", name="Otra vuelta").click()
    assert rows(box)[:, 0] == pytest.approx(wanted[:, 2], rel=1e-10), "one goes on with the moved weights"
    box.get_by_role("button", name="Los números de la página").click()
    assert rows(box)[:, 0].tolist() == list(by_name(*START).values())


def test_a_finger_on_the_network(the: The) -> None:
    box = the("backpropagation", has_touch=True, viewport={"width": 360, "height": 740})
    page = box.page
    box.get_by_role("button", name="Todos los gradientes").tap()
    piece(box, "delta-h1").tap()
    assert said(box).startswith("El error de la oculta 1")
    assert swiped(page, piece(box, "x2")) > 100
    assert said(box).startswith("El error de la oculta 1"), "a finger that passes by chooses nothing"


# -- a network of one's own -----------------------------------------------------------------------


def in_python(box: Locator) -> dict[str, Any]:
    """What the page gives to run with one's own functions, run with the solutions."""
    fold = box.locator("details.rna-fold")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    expect(fold.locator("pre")).to_contain_text("from exercises.network import forward")
    source = fold.locator("pre").inner_text()
    given: dict[str, Any] = {"print": lambda *words: None}
    exec(source.replace("from exercises.", "from solutions."), given)  # noqa: S102
    return given


def shown(box: Locator) -> list[float]:
    """Loss and accuracy of training, then of validation."""
    return [float(cell.get_attribute("data-value") or "nan") for cell in box.locator("[data-half] td").all()]


def measured(given: dict[str, Any]) -> list[float]:
    pairs = [(given[f"X_{half}"], given[f"y_{half}"]) for half in ("train", "val")]
    p = [network.forward(X, given["layers"]).ravel() for X, _ in pairs]
    return [
        figure
        for (_, y), each in zip(pairs, p, strict=True)
        for figure in (losses.binary_cross_entropy(y, each), losses.accuracy(y, losses.predict_classes(each)))
    ]


@pytest.mark.parametrize("shape", ["nubes", "lunas", "anillo", "espiral"])
def test_the_figures_are_those_of_the_solutions(shape: str, the: The) -> None:
    box = the("laboratory")
    box.get_by_label(shape).check()
    for activation in ("tanh", "sigmoide", "ReLU", "lineal"):
        box.get_by_label(activation).check()
        given = in_python(box)
        assert given["X_train"].shape == given["X_val"].shape == (100, 2)
        assert given["y_train"].sum() == given["y_val"].sum() == 50
        assert shown(box) == pytest.approx(measured(given), rel=1e-5)
        for _ in range(2):
            box.get_by_role("button", name="Una época").click()
        expect(status(box)).to_contain_text("Época 2: pérdida ")
        assert shown(box) == pytest.approx(measured(in_python(box)), rel=1e-5)


def test_an_epoch_of_the_whole_batch_is_a_step_of_the_solutions(the: The) -> None:
    """With one hidden layer of sigmoids, this is what the student's own ``train_network`` does."""
    box = the("laboratory")
    box.get_by_label("sigmoide").check()
    box.get_by_role("button", name="Quitar capa").click()
    box.get_by_label("lote").fill("4")
    box.get_by_label("tasa de aprendizaje").fill("6")
    box.get_by_label("regularización L2, λ").fill("6")
    before = in_python(box)
    (W1, b1, _), (W2, b2, _) = before["layers"]
    box.get_by_role("button", name="Una época").click()
    dW1, db1, dW2, db2 = network.backpropagation(before["X_train"], before["y_train"][:, None], W1, b1, W2, b2)
    shrunk = [(dW1 + 0.06 * W1, db1), (dW2 + 0.06 * W2, db2)]
    for (W, b, _), (new, bias, _), (dW, db) in zip(before["layers"], in_python(box)["layers"], shrunk, strict=True):
        np.testing.assert_allclose(new, W - 3 * dW, atol=1e-6)
        np.testing.assert_allclose(bias, b - 3 * db, atol=1e-6)


def test_it_trains_while_the_page_answers(the: The) -> None:
    box = the("laboratory")
    page = box.page
    curve = box.locator(".rna-lab-curve").first
    drawn = curve.get_attribute("d")
    box.get_by_role("button", name="Entrenar").click()
    expect(status(box)).to_have_text("Entrenando…")
    expect(box.locator(".rna-place-of")).to_have_text(re.compile(r"época \d{2,}"), timeout=60_000)
    assert page.evaluate("new Promise(done => { const begun = performance.now();"
                         "setTimeout(() => done(performance.now() - begun)) })") < 1000  # fmt: skip
    box.get_by_label("tasa de aprendizaje").fill("4")
    box.get_by_role("button", name="Parar").click()
    expect(status(box)).to_contain_text("en validación.")
    assert curve.get_attribute("d") != drawn
    epochs = int(box.locator(".rna-place-of").inner_text().removeprefix("época "))
    assert 10 <= epochs < 2000, "it was stopped on its way"
    page.wait_for_timeout(300)
    assert box.locator(".rna-place-of").inner_text() == f"época {epochs}"
    box.get_by_role("button", name="Volver a empezar").click()
    expect(status(box)).to_contain_text("Época 0:")


def test_what_can_be_learnt(the: The) -> None:
    """The first things that the theory asks to try: a neuron tells clouds apart, and not a ring from its middle."""
    box = the("laboratory", reduced_motion="reduce")
    for _ in range(2):
        box.get_by_role("button", name="Quitar capa").click()
    expect(box.get_by_role("button", name="Quitar capa")).to_be_disabled()
    for shape, low, high in (("nubes", 0.95, 1.0), ("anillo", 0.0, 0.75)):
        box.get_by_label(shape).check()
        for _ in range(40):
            box.get_by_role("button", name="Una época").click()
        assert low <= shown(box)[3] <= high


def test_too_long_steps_are_told(the: The) -> None:
    box = the("laboratory")
    box.get_by_label("lineal").check()
    box.get_by_label("lote").fill("0")
    box.get_by_label("tasa de aprendizaje").fill("6")
    box.get_by_role("button", name="Entrenar").click()
    expect(status(box)).to_contain_text("los pesos se han disparado", timeout=LOADED)
    assert box.locator("[data-half] td").first.inner_text() == "—"
    box.get_by_role("button", name="Volver a empezar").click()
    expect(status(box)).to_contain_text("Época 0: pérdida ")


def test_layers_and_what_each_neuron_sees(the: The) -> None:
    box = the("laboratory")
    page = box.page
    tiles = box.locator(".rna-lab-tile")
    assert tiles.count() == 4 + 2 + 1
    box.get_by_label("Una neurona más en la capa 2").click()
    expect(box.get_by_label("Una neurona más en la capa 2")).to_be_focused()
    page.keyboard.press("Enter")
    box.get_by_role("button", name="Añadir capa").click()
    expect(box.get_by_role("button", name="Añadir capa")).to_be_disabled()
    assert tiles.count() == 4 + 4 + 4 + 1
    assert [W.shape for W, _, _ in in_python(box)["layers"]] == [(2, 4), (4, 4), (4, 4), (4, 1)]
    tile = box.get_by_label("Lo que ve la neurona 3 de la capa 2")
    tile.click()
    expect(tile).to_have_attribute("aria-pressed", "true")
    W, b, _ = in_python(box)["layers"][1]
    told = box.locator(".rna-lab-caption").inner_text().replace(" ", "").replace("−", "-")
    numbers = [
        float(each)
        for each in re.findall(r"[-+(]\d+\.\d\d|(?<=\()\d+\.\d\d", told.replace("(", "(+").replace("+-", "-"))
    ]
    assert numbers == pytest.approx([*W[:, 2], b[2]], abs=0.0051)
    tile.click()
    expect(box.locator(".rna-lab-caption")).to_contain_text("Lo que responde la red")


def test_the_pictures_wear_the_colours_of_the_scheme(the: The) -> None:
    box = the("laboratory")
    page = box.page
    picture = "canvas => canvas.toDataURL()"
    light = box.locator(".rna-lab-map").evaluate(picture)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.wait_for_timeout(200)
    assert box.locator(".rna-lab-map").evaluate(picture) != light


# -- a kernel over an image -----------------------------------------------------------------------


def image_of(box: Locator) -> np.ndarray:
    texts = box.locator(".rna-conv-grid").first.locator("text").all_text_contents()
    side = round(len(texts) ** 0.5)
    return np.array(texts, dtype=float).reshape(side, side)


def map_of(box: Locator) -> np.ndarray:
    grid = box.locator(".rna-conv-grid").last
    cells = grid.locator("g > g rect").evaluate_all("cells => cells.map(cell => Number(cell.dataset.value))")
    return np.array(cells).reshape(int(grid.get_attribute("data-rows") or 0), -1)


def kernel_of(box: Locator) -> np.ndarray:
    texts = [field.input_value().replace("−", "-") for field in box.locator(".rna-conv-field").all()]
    return np.array([float(a) / float(b or 1) for a, _, b in (text.partition("/") for text in texts)]).reshape(3, 3)


def test_maps_are_those_of_the_solutions(the: The) -> None:
    from solutions import convolution

    box = the("convolution")
    for image in ("la de la figura", "un siete", "un marco", "un degradado"):
        box.get_by_label(image).check()
        for kernel in ("borde vertical", "borde horizontal", "promedio", "realce", "contorno", "identidad"):
            box.get_by_label(kernel).check()
            wanted = convolution.convolve(image_of(box), kernel_of(box))
            box.get_by_label("nada").check()
            np.testing.assert_allclose(map_of(box), wanted, atol=1e-9)
        wanted = convolution.convolve(image_of(box), kernel_of(box))
        box.get_by_label("ReLU", exact=True).check()
        np.testing.assert_allclose(map_of(box), np.maximum(wanted, 0), atol=1e-9)
        box.get_by_label("ReLU y máximos de 2 × 2").check()
        np.testing.assert_allclose(map_of(box), convolution.max_pool(np.maximum(wanted, 0), 2), atol=1e-9)


def test_the_worked_example_of_the_page(the: The) -> None:
    box = the("convolution")
    page = box.page
    box.get_by_label("la de la figura").check()
    assert map_of(box).tolist() == [[27, 27, 0]] * 3
    box.locator(".rna-conv-grid").first.focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    expect(status(box)).to_have_text("Fila 0, columna 0: 9 + 9 + 9 = 27.")
    assert box.locator(".rna-conv-sums").inner_text().splitlines()[0] == "0 · (−1) + 0 · 0 + 9 · 1 = 9"


def test_own_numbers_in_the_kernel(the: The) -> None:
    from solutions import convolution

    box = the("convolution")
    fields = box.locator(".rna-conv-field")
    for place, text in enumerate(["-2", "0,5", "1/3", "−1", ".25", "7", "0", "1.5", "-1/9"]):
        fields.nth(place).fill(text)
    own = [[-2, 0.5, 1 / 3], [-1, 0.25, 7], [0, 1.5, -1 / 9]]
    wanted = convolution.convolve(image_of(box), own)
    np.testing.assert_allclose(map_of(box), wanted, atol=1e-9)
    for wrong in ("", "x", "1/0", "1//2", "-", "1e3"):
        fields.nth(4).fill(wrong)
        assert fields.nth(4).get_attribute("aria-invalid") is not None
        np.testing.assert_allclose(map_of(box), wanted, atol=1e-9)
    fields.nth(4).fill("0.25")
    assert fields.nth(4).get_attribute("aria-invalid") is None


def test_the_kernel_follows_the_mouse(the: The) -> None:
    box = the("convolution")
    for grid, row, column, side in ((0, 4, 7, 12), (1, 3, 6, 10)):
        place = box.locator(".rna-conv-grid").nth(grid)
        place.scroll_into_view_if_needed()
        size = place.bounding_box()
        assert size
        place.click(position={"x": (column + 0.5) * size["width"] / side, "y": (row + 0.5) * size["height"] / side})
        expect(status(box)).to_contain_text("Fila 3, columna 6: ")
        assert float(status(box).get_attribute("data-value") or "nan") == map_of(box)[3, 6]
        place.click(position={"x": 1, "y": 1})
        expect(status(box)).to_contain_text("Fila 0, columna 0: ")


def test_an_image_of_ones_own(the: The) -> None:
    box = the("convolution")
    page = box.page
    picture = box.locator(".rna-conv-grid").first
    box.get_by_label("pinto").check()
    picture.scroll_into_view_if_needed()
    size = picture.bounding_box()
    assert size
    cell = size["width"] / 12
    box.get_by_label("tono").fill("6")
    page.mouse.move(size["x"] + 0.5 * cell, size["y"] + 9.5 * cell)
    page.mouse.down()
    page.mouse.move(size["x"] + 3.5 * cell, size["y"] + 9.5 * cell, steps=20)
    page.mouse.up()
    assert image_of(box)[9, :5].tolist() == [6, 6, 6, 6, 0]
    picture.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("4")
    assert image_of(box)[10, 3] == 4


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_kernel_goes_over_the_whole_image(motion: str, the: The) -> None:
    box = the("convolution", reduced_motion=motion)
    box.get_by_label("la de la figura").check()
    later = box.locator(".rna-conv-later")
    box.get_by_role("button", name="Recorrer").click()
    if motion == "no-preference":
        expect(later.first).to_be_attached()
    expect(status(box)).to_have_text(
        "Fila 2, columna 2: 0 + 0 + 0 = 0.", timeout=20_000 if motion != "reduce" else 2000
    )
    expect(later).to_have_count(0)


def test_a_finger_on_the_image(the: The) -> None:
    box = the("convolution", has_touch=True, viewport={"width": 360, "height": 740})
    page = box.page
    picture = box.locator(".rna-conv-grid").first
    picture.tap(position={"x": 1, "y": 1})
    expect(status(box)).to_contain_text("Fila 0, columna 0: ")
    assert swiped(page, picture) > 100
    expect(status(box)).to_contain_text("Fila 0, columna 0: ")


# -- without JavaScript ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "name"),
    [("network.md", "backpropagation"), ("training.md", "laboratory"), ("convolution.md", "convolution")],
)
def test_a_box_says_what_it_would_be(file: str, name: str) -> None:
    text = (Path(ROOT) / "site" / file).read_text(encoding="utf-8")
    (words,) = re.findall(rf'<div class="rna-widget" data-widget="{name}"><p>([^<]+)</p></div>', text)
    assert "Hace falta JavaScript" in words
