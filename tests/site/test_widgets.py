"""The widgets of the page in a real browser, by mouse, finger and keyboard; their numbers are those of solutions/."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from solutions import activations, gradient_descent, losses, network
from tests.support.browser import SCHEMES, needed, stroke, violations
from tests.support.web import WIDGETS
from tools.write import export_digits, export_pima, figures

pytestmark = [pytest.mark.proof, pytest.mark.browser, needed]

HERE = ("neuron", "bias", "activations", "softmax", "descent", "xor", "digits", "threshold", "optimisers")
"""The others have a module of tests to themselves, test_laboratories.py."""
PHONE = {"has_touch": True, "viewport": {"width": 360, "height": 740}}
STILL = {"reduced_motion": "reduce"}
PAD = 30
"""Between the edge of a plane and its axes, in its own pixels."""

Point = tuple[float, float]


@pytest.fixture
def widget(opened: Callable[..., Page]) -> Callable[..., Locator]:
    def find(name: str, **options: Any) -> Locator:
        box = opened(**options).locator(f'[data-widget="{name}"]')
        ready(box)
        return box

    return find


def ready(box: Locator) -> None:
    expect(box).to_have_attribute("data-state", "ready", timeout=60_000)  # on a busy machine


# -- hands -------------------------------------------------------------------------------------


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


class Picture:
    """The first plane of a widget, where places are told by the values on its axes."""

    def __init__(self, box: Locator, x: Point, y: Point):
        self.svg, self.x, self.y = box.locator("svg.rna-plane").first, x, y
        self.svg.evaluate("svg => svg.scrollIntoView({block: 'center', behavior: 'instant'})")

    def at(self, x: float, y: float) -> Point:
        """A place on the screen."""
        box = self.svg.bounding_box()
        assert box
        width, height = map(float, self.svg.get_attribute("viewBox").split()[2:])  # type: ignore[union-attr]
        across = PAD + (x - self.x[0]) / (self.x[1] - self.x[0]) * (width - 2 * PAD)
        down = height - PAD - (y - self.y[0]) / (self.y[1] - self.y[0]) * (height - 2 * PAD)
        return box["x"] + across * box["width"] / width, box["y"] + down * box["height"] / height

    def drag(self, start: Point, end: Point) -> None:
        mouse = self.svg.page.mouse
        mouse.move(*self.at(*start))
        mouse.down()
        mouse.move(*self.at(*end), steps=6)
        mouse.up()

    def drag_by_finger(self, start: Point, end: Point) -> None:
        finger(self.svg.page, self.at(*start), self.at(*end))

    def value_of(self, place: Point) -> Point:
        """What a place in the picture's own pixels is on its axes."""
        width, height = map(float, self.svg.get_attribute("viewBox").split()[2:])  # type: ignore[union-attr]
        across = self.x[0] + (place[0] - PAD) / (width - 2 * PAD) * (self.x[1] - self.x[0])
        return across, self.y[0] + (height - PAD - place[1]) / (height - 2 * PAD) * (self.y[1] - self.y[0])


def finger(page: Page, start: Point, end: Point) -> None:
    """A finger that goes down at one place of the screen and up at another."""
    hand = page.context.new_cdp_session(page)
    places = [np.add(start, np.subtract(end, start) * share) for share in np.linspace(0, 1, 9)]
    for index, (x, y) in enumerate(places):
        kind = "touchMove" if index else "touchStart"
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": float(x), "y": float(y)}]})
        page.wait_for_timeout(16)
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(50)


def status(box: Locator) -> Locator:
    return box.locator("p[role=status]")


def values(box: Locator) -> list[str]:
    """What the sliders show."""
    return box.locator("div.rna-slider:has(input) .rna-slider__value").all_inner_texts()


def numbers(text: str) -> list[float]:
    return [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text.replace("−", "-"))]


def pieces(path: Locator) -> list[list[Point]]:
    """The lines of an SVG path, each as its points."""
    return [
        [(x, y) for x, y in np.reshape(numbers(piece.replace("L", " ")), (-1, 2)).tolist()]
        for piece in (path.get_attribute("d") or "").split("M")[1:]
    ]


# -- neuron and bias ---------------------------------------------------------------------------


def test_neuron(widget: Callable[..., Locator]) -> None:
    box = widget("neuron")
    expect(status(box)).to_have_text("Acierta 1 de 4.")
    press(box.get_by_label("b", exact=True), "ArrowLeft", 7)  # 0.5, 0.5, -0.7
    expect(status(box)).to_have_text("La neurona calcula AND.")
    box.get_by_text("OR", exact=True).click()
    expect(status(box)).to_have_text("Acierta 2 de 4.")
    press(box.get_by_label("b", exact=True), "ArrowRight", 3)  # 0.5, 0.5, -0.4
    expect(status(box)).to_have_text("La neurona calcula OR.")
    assert box.locator("tbody tr").nth(1).inner_text().split() == ["0", "1", "0.10", "1", "1", "✓", "bien"]
    box.get_by_label("OR", exact=True).focus()
    box.page.keyboard.press("ArrowRight")
    expect(status(box)).to_have_text("Acierta 3 de 4. Con una sola recta, en XOR nunca pasan de 3.")
    drag(box.get_by_label("w₁"), 0.0)
    assert values(box)[0] == "−3.00"


SQUARE = (-0.5, 1.5)


def test_the_line_of_a_neuron_is_dragged(widget: Callable[..., Locator]) -> None:
    """By the mouse anywhere, along and across: only the bias follows."""
    box = widget("neuron")
    picture = Picture(box, SQUARE, SQUARE)
    picture.drag((0.3, -0.3), (1.0, 0.4))
    assert values(box)[:2] == ["0.50", "0.50"]
    assert numbers(values(box)[2]) == pytest.approx([-0.7], abs=0.03)
    expect(status(box)).to_have_text("La neurona calcula AND.")


def test_the_weights_of_a_neuron_are_dragged(widget: Callable[..., Locator]) -> None:
    """By the tip of their arrow, half as long as they are; they stay at right angles to the line."""
    box = widget("neuron")
    picture = Picture(box, SQUARE, SQUARE)
    picture.drag((0.25, 0.25), (0.5, 0.1))
    w1, w2, b = map(float, numbers(" ".join(values(box))))
    assert (w1, w2, b) == pytest.approx((1, 0.2, 0), abs=0.03)
    (arrow,) = pieces(box.locator(".rna-weights"))
    (line,) = pieces(box.locator(".rna-boundary"))
    along, across = (np.subtract(*ends) / np.linalg.norm(np.subtract(*ends)) for ends in (arrow, line))
    assert along @ across == pytest.approx(0, abs=0.01)


def test_a_finger_drags_the_grip_of_the_line(widget: Callable[..., Locator]) -> None:
    box = widget("neuron", **PHONE)
    picture = Picture(box, SQUARE, SQUARE)
    picture.drag_by_finger((-0.2, 0.2), (0.5, 0.9))
    assert numbers(values(box)[2]) == pytest.approx([-0.7], abs=0.04)
    expect(status(box)).to_have_text("La neurona calcula AND.")


def test_the_marks_say_what_the_neuron_should_answer(widget: Callable[..., Locator]) -> None:
    """A circle with a 1, a square with a 0; those that it gets wrong wear a ring."""
    box = widget("neuron")
    for gate, wanted in {"AND": "0001", "OR": "0111", "XOR": "0110"}.items():
        box.get_by_label(gate, exact=True).check()
        shown = [mark for mark in box.locator(".rna-plane .rna-point").all() if mark.is_visible()]
        places = [(x, y) for x in (0, 1) for y in (0, 1)]
        picture = Picture(box, SQUARE, SQUARE)
        found = {}
        for mark in shown:
            at = picture.value_of(tuple(numbers(mark.get_attribute("transform") or "")))  # type: ignore[arg-type]
            shape = "circle" if mark.locator("circle:not(.rna-point__ring)").count() else "square"
            found[round(at[0]), round(at[1])] = (mark.text_content(), shape)
        assert found == {
            place: (label, "circle" if label == "1" else "square") for place, label in zip(places, wanted, strict=True)
        }
        wrong = box.locator(".rna-plane .rna-point--wrong:visible").count()
        assert wrong == box.get_by_text("✗ mal").count() > 0


PLAIN = (-1.0, 4.0)


def test_bias(widget: Callable[..., Locator]) -> None:
    box = widget("bias")
    expect(status(box)).to_have_text("La recta pasa por el origen. Bien separados: 4 de 8.")
    press(box.get_by_label("sesgo b"), "ArrowLeft", 28)
    expect(status(box)).to_have_text("La recta está a 2.80 del origen. Bien separados: 8 de 8.")
    drag(box.get_by_label("sesgo b"), 1.0)
    expect(status(box)).to_have_text("La recta está a 5.00 del origen. Bien separados: 4 de 8.")
    press(box.get_by_label("giro de los pesos"), "Home", 1)
    assert values(box)[1] == "−180°"


def test_no_line_through_the_origin_separates(widget: Callable[..., Locator]) -> None:
    box = widget("bias")
    press(box.get_by_label("giro de los pesos"), "Home", 1)
    for _ in range(72):
        box.page.keyboard.press("ArrowRight")
        expect(status(box)).not_to_contain_text("8 de 8")


def test_line_weights_and_points_of_the_bias_are_dragged(widget: Callable[..., Locator]) -> None:
    box = widget("bias")
    picture = Picture(box, PLAIN, PLAIN)
    picture.drag((-0.5, 0.5), (1.5, 2.5))
    assert numbers(values(box)[0]) == pytest.approx([-2 * 2**0.5], abs=0.05)
    expect(status(box)).to_contain_text("8 de 8")
    picture.drag((1, 1), (3, 3))  # a point of class 0 among those of class 1
    expect(status(box)).to_contain_text("7 de 8")
    box.get_by_role("button", name="Puntos en su sitio").click()
    expect(status(box)).to_contain_text("8 de 8")
    picture.drag((0.70, 0.70), (0, 1))
    assert values(box)[1] == "90°"
    assert numbers(values(box)[0]) == pytest.approx([-2 * 2**0.5], abs=0.05)


def test_a_point_is_moved_by_the_keyboard_and_by_a_finger(widget: Callable[..., Locator]) -> None:
    box = widget("bias", **PHONE)
    press(box.get_by_label("sesgo b"), "ArrowLeft", 28)
    point = box.get_by_role("slider", name="Punto 1, de la clase 0")
    press(point, "ArrowRight", 12)
    press(point, "ArrowUp", 12)
    assert point.get_attribute("aria-valuetext") == "2.20, 2.20"
    expect(status(box)).to_contain_text("7 de 8")
    Picture(box, PLAIN, PLAIN).drag_by_finger((2.2, 2.2), (1, 0))
    expect(status(box)).to_contain_text("8 de 8")


# -- activations and softmax -------------------------------------------------------------------

FUNCTIONS = {
    "escalón": (activations.step, np.zeros_like),
    "signo": (activations.sign, np.zeros_like),
    "sigmoide": (activations.sigmoid, activations.sigmoid_derivative),
    "tanh": (activations.tanh, activations.tanh_derivative),
    "ReLU": (activations.relu, activations.relu_derivative),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_activations(name: str, widget: Callable[..., Locator]) -> None:
    """What is said, and where the points are, is what solutions/ computes."""
    box = widget("activations")
    box.get_by_label(name).check()
    z = box.get_by_label("z", exact=True)
    picture = Picture(box, (-6, 6), (-1, 6) if name == "ReLU" else (-1.5, 1.5))
    for value in (-6.0, -1.3, 0.4, 2.0, 6.0):
        z.fill(str(value))
        wanted = [float(f(np.array([value]))[0]) for f in FUNCTIONS[name]]
        said, height, slope = numbers(status(box).inner_text())
        assert (said, height, slope) == pytest.approx((value, *wanted), abs=6e-5)
        dot = numbers(box.locator(".rna-plane g.rna-handle").get_attribute("transform") or "")
        assert picture.value_of((dot[0], dot[1])) == pytest.approx((value, wanted[0]), abs=0.01)
        low = box.locator(".rna-dot--dashed")
        place = [float(low.get_attribute(each) or "nan") for each in ("cx", "cy")]
        assert picture.value_of((place[0], place[1])) == pytest.approx((value, wanted[1]), abs=0.01)
        curve = [picture.value_of(each) for piece in pieces(box.locator(".rna-curve").last) for each in piece]
        assert np.interp(value, *np.transpose(sorted(curve))) == pytest.approx(wanted[0], abs=0.03)


def test_a_jump_is_no_line(widget: Callable[..., Locator]) -> None:
    """It has an empty end where the function does not arrive, and a full one where it is: sign's is at 0."""
    box = widget("activations")
    slope, curve = box.locator(".rna-curve").all()
    jumps = {"escalón": (2, 2, [0, 1]), "signo": (2, 2, [-1, 0, 1]), "sigmoide": (1, 1, []), "ReLU": (2, 2, [])}
    full = {"escalón": [1], "signo": [0]}
    for name, (of_curve, of_slope, ends) in jumps.items():
        box.get_by_label(name).check()
        picture = Picture(box, (-6, 6), (-1, 6) if name == "ReLU" else (-1.5, 1.5))
        assert (len(pieces(curve)), len(pieces(slope))) == (of_curve, of_slope)
        for piece in (*pieces(curve), *pieces(slope)):
            assert all(abs(one[1] - other[1]) < 12 for one, other in pairwise(piece)), "a line goes up at once"
        found = box.locator(".rna-end:not(.rna-end--dashed)")
        heights = [round(picture.value_of((0, float(each.get_attribute("cy") or "nan")))[1], 2) for each in found.all()]
        assert heights == ends
        shown = box.locator(".rna-end--full")
        heights = [round(picture.value_of((0, float(each.get_attribute("cy") or "nan")))[1], 2) for each in shown.all()]
        assert heights == full.get(name, [])
    box.get_by_label("z", exact=True).fill("0")
    expect(status(box)).to_have_text("ReLU(0.0) = 0.0000; sin derivada (la función tiene un pico).")


def test_the_point_of_an_activation_is_dragged(widget: Callable[..., Locator]) -> None:
    box = widget("activations", **PHONE)
    picture = Picture(box, (-6, 6), (-1.5, 1.5))
    at = 1 / (1 + np.exp(-1))
    picture.drag((1, at), (-4, 1))
    expect(status(box)).to_have_text("sigmoide(−4.0) = 0.0180; derivada 0.0177.")
    picture.drag_by_finger((-4, 0.018), (3, 0))
    expect(status(box)).to_contain_text("sigmoide(3.0)")
    box.page.mouse.click(*picture.at(-2, -1))
    expect(status(box)).to_contain_text("sigmoide(−2.0)")


def test_softmax(widget: Callable[..., Locator]) -> None:
    box = widget("softmax")
    shares = box.locator(".rna-bar__value")
    for z, temperature in (([2, 1, 0, -1], 1.0), ([-5, 5, 0.5, 0.5], 0.5), ([1, 1, 1, 1], 5.0)):
        for name, each in zip(("gato", "perro", "pájaro", "pez"), z, strict=True):
            box.get_by_label(f"z, {name}").fill(str(each))
        box.get_by_label("temperatura T").fill(str(temperature))
        wanted = activations.softmax(np.array(z) / temperature)
        assert list(map(float, shares.all_inner_texts())) == pytest.approx(wanted, abs=6e-5)
    expect(status(box)).to_have_text("Hay un empate: 25.0 % para cada una de las más probables.")
    drag(box.get_by_label("z, pez"), 1.0)
    expect(status(box)).to_contain_text("Lo más probable: pez")


def test_each_bar_of_softmax_stands_beside_its_slider(widget: Callable[..., Locator]) -> None:
    box = widget("softmax")
    tracks = [each.bounding_box() for each in box.locator(".rna-bar__track").all()]
    sliders = [each.bounding_box() for each in box.locator(".rna-pairs input").all()]
    for track, slider in zip(tracks, sliders, strict=True):
        assert track
        assert slider
        assert track["y"] + track["height"] / 2 == pytest.approx(slider["y"] + slider["height"] / 2, abs=1)
        assert track["width"] == pytest.approx(slider["width"], abs=1)


# -- descent -----------------------------------------------------------------------------------

MAP = ((-3.0, 3.0), (-2.0, 2.0))


def bowl(w: Sequence[float]) -> float:
    return (w[0] ** 2 + 8 * w[1] ** 2) / 2


WORDS = {
    0.01: "Tras 200 pasos aún no ha llegado: avanza, pero la tasa es demasiado baja.",
    0.1: "Ha llegado al mínimo.",
    0.23: "Ha llegado al mínimo, y por el camino rebotaba de un lado a otro.",
    0.25: "Tras 200 pasos aún no ha llegado: rebota de un lado a otro, porque la tasa es demasiado alta.",
    0.26: "Se ha ido: la tasa de aprendizaje es demasiado alta.",
}


@pytest.mark.parametrize("rate", WORDS)
def test_descent(rate: float, widget: Callable[..., Locator]) -> None:
    """It walks as minimize does, and what it says of the way is true."""
    box = widget("descent", **STILL)
    box.get_by_label("tasa de aprendizaje").fill(str(rate))
    box.get_by_role("button", name="Bajar").click()
    expect(status(box)).to_contain_text(re.compile(f"{re.escape(WORDS[rate])}$"))
    said = status(box).inner_text()
    steps = int(numbers(said)[0])
    path = gradient_descent.minimize(lambda w: np.array([1, 8]) * w, np.array([-2.5, 1.2]), rate, steps)
    if rate < 0.25:
        assert numbers(said)[1:4] == pytest.approx([*path[-1], bowl(path[-1])], abs=0.006)
    slopes = np.linalg.norm(path * [1, 8], axis=1)
    arrived, far, turns = slopes[-1] < 1e-3, np.abs(path[-1]).max() >= 50, np.diff(path, axis=0)
    bounced = np.sum((turns[1:] * turns[:-1] < 0).any(axis=1))
    assert (steps == 200) == (not arrived and not far)
    assert ("Ha llegado" in said, "Se ha ido" in said) == (arrived, far)
    assert far or ("rebota" in said) == (bounced > 2)


def test_descent_into_the_wrong_valley(widget: Callable[..., Locator]) -> None:
    box = widget("descent")
    box.get_by_label("dos valles").check()
    box.get_by_label("tasa de aprendizaje").fill("0.1")
    box.get_by_role("button", name="Bajar").focus()
    box.page.keyboard.press("Enter")
    expect(status(box)).to_contain_text("Está en un mínimo, pero no en el más bajo", timeout=20_000)
    press(box.get_by_label("w₁ inicial"), "ArrowLeft", 12)
    box.get_by_role("button", name="Bajar").click()
    expect(status(box)).to_contain_text("Ha llegado al mínimo", timeout=20_000)


def test_where_the_descent_starts_is_dragged_or_touched(widget: Callable[..., Locator]) -> None:
    box = widget("descent", **PHONE)
    picture = Picture(box, *MAP)
    picture.drag((-2.5, 1.2), (1, -1))
    assert numbers(status(box).inner_text())[1:3] == pytest.approx([1, -1], abs=0.03)
    picture.drag_by_finger((1, -1), (2, 1))
    assert numbers(status(box).inner_text())[1:3] == pytest.approx([2, 1], abs=0.03)
    box.page.touchscreen.tap(*picture.at(-1, 0.5))
    assert numbers(status(box).inner_text())[1:3] == pytest.approx([-1, 0.5], abs=0.03)


def test_the_loss_curve_stands_beside_the_descent(widget: Callable[..., Locator]) -> None:
    box = widget("descent")
    for _ in range(3):
        box.get_by_role("button", name="Un paso").click()
    path = gradient_descent.minimize(lambda w: np.array([1, 8]) * w, np.array([-2.5, 1.2]), 0.05, 3)
    (curve,) = pieces(box.locator("svg").last.locator(".rna-curve"))
    heights = np.array([y for _, y in curve])
    wanted = np.array([bowl(w) for w in path])
    assert (heights - heights[0]) / (heights[-1] - heights[0]) == pytest.approx(
        (wanted - wanted[0]) / (wanted[-1] - wanted[0]), abs=0.01
    )
    first, second = (each.bounding_box() for each in box.locator("svg").all())
    assert first
    assert second
    assert first["x"] + first["width"] <= second["x"], "side by side where there is room"


def test_the_trail_ends_where_the_axes_do(widget: Callable[..., Locator]) -> None:
    box = widget("descent", **STILL)
    box.get_by_label("tasa de aprendizaje").fill("0.3")
    box.get_by_role("button", name="Bajar").click()
    expect(status(box)).to_contain_text("Se ha ido")
    seen = box.locator("svg").first.evaluate(
        """svg => {
            svg.scrollIntoView({block: 'center', behavior: 'instant'});
            const {left, top, width, height} = svg.getBoundingClientRect(), found = {in: 0, out: 0};
            for (let x = 0.5; x < width; x += 1) for (let y = 0.5; y < height; y += 2) {
                const pad = 30 * width / 340 - 2, away = x < pad || y < pad || x > width - pad || y > height - pad;
                const here = document.elementsFromPoint(left + x, top + y);
                if (here.some(each => each.matches('.rna-trail, .rna-trail-dots'))) found[away ? 'out' : 'in'] += 1;
            }
            return found;
        }"""
    )
    assert seen["out"] == 0 < seen["in"]


def test_heights_are_drawn_where_they_are(widget: Callable[..., Locator]) -> None:
    """Each line of the map is closed, and every point of it has the height of its level."""
    box = widget("descent")
    picture = Picture(box, *MAP)
    levels = [0.1, 0.3, 0.7, 1.3, 2.2, 3.5, 5.5, 8, 12, 18]
    lines = box.locator(".rna-map path").all()
    assert len(lines) == len(levels)
    for line, level in zip(lines, levels, strict=True):
        assert (line.get_attribute("d") or "").count("M") == (line.get_attribute("d") or "").count("z") > 0
        places = [picture.value_of(each) for piece in pieces(line) for each in piece]
        inside = [bowl(w) for w in places if abs(w[0]) < 3 and abs(w[1]) < 2]
        assert len(inside) > 10
        assert inside == pytest.approx([level] * len(inside), rel=0.06, abs=0.02)


# -- XOR ---------------------------------------------------------------------------------------


def test_xor(widget: Callable[..., Locator]) -> None:
    box = widget("xor")
    expect(status(box)).to_contain_text("Época 0:")
    box.get_by_role("button", name="Una época").focus()
    box.page.keyboard.press("Enter")
    expect(status(box)).to_contain_text("Época 1:")
    box.get_by_role("button", name="Entrenar").click()
    seen = {numbers(box.locator(".rna-outputs").first.inner_text())[0] for _ in range(20)}
    expect(status(box)).to_contain_text("acierta 4 de 4. Ha aprendido XOR.", timeout=60_000)
    assert len(seen) > 2, "the epoch is told while it trains"
    box.get_by_role("button", name="Otros pesos").click()
    expect(status(box)).to_contain_text("Época 0:")


def test_xor_at_once_and_with_one_neuron_never(widget: Callable[..., Locator]) -> None:
    """Without motion the training is there at once; no part of its loss is cut away."""
    box = widget("xor", **STILL)
    press(box.get_by_label("neuronas ocultas"), "Home", 1)
    box.get_by_label("tasa de aprendizaje").fill("5")
    box.get_by_role("button", name="Entrenar").click()
    expect(status(box)).to_contain_text("Época 5000", timeout=3000)
    expect(status(box)).to_contain_text("No lo ha conseguido")
    for _ in range(8):
        box.get_by_role("button", name="Otros pesos").click()
        expect(status(box)).not_to_contain_text("Época 5000")
        box.get_by_role("button", name="Entrenar").click()
        expect(status(box)).to_contain_text("Época 5000", timeout=3000)
        (curve,) = pieces(box.locator(".rna-side .rna-curve"))
        assert min(y for _, y in curve) >= PAD - 0.1


def test_xor_learns_as_the_solution_does(widget: Callable[..., Locator]) -> None:
    box = widget("xor")
    layers = box.page.evaluate(
        """async () => {
            const { initialize, random } = await import(new URL('javascripts/formulas.js', location));
            return initialize([2, 4, 1], random(1));
        }"""
    )
    X, y = figures.CASES, np.array([[0.0], [1.0], [1.0], [0.0]])
    W1, b1, W2, b2 = (np.array(layer[key]) for layer in layers for key in "Wb")
    for epoch in range(12):
        p = network.forward(X, [(W1, b1, "sigmoid"), (W2, b2, "sigmoid")])
        told, loss, right, _ = numbers(status(box).inner_text())
        assert (told, loss, right) == pytest.approx(
            (epoch, losses.binary_cross_entropy(y, p), np.sum((p >= 0.5) == y)), abs=6e-5
        )
        gradients = network.backpropagation(X, y, W1, b1, W2, b2)
        W1, b1, W2, b2 = (each - 2 * gradient for each, gradient in zip((W1, b1, W2, b2), gradients, strict=True))
        box.get_by_role("button", name="Una época").click()


# -- digits ------------------------------------------------------------------------------------


def test_digits_drawn_with_the_mouse(widget: Callable[..., Locator]) -> None:
    box = widget("digits")
    expect(status(box)).to_have_text("Dibuja un dígito del 0 al 9.")
    stroke(box, [(80, 60), (200, 60), (120, 240)], lift=False)
    expect(box.locator(".rna-read")).to_have_text("7")  # it answers while one draws
    expect(status(box)).to_have_text("Dibuja un dígito del 0 al 9.")  # and is not heard until one has drawn
    box.page.mouse.up()
    expect(status(box)).to_contain_text("La red lee un 7")
    box.get_by_role("button", name="Borrar").click()
    expect(status(box)).to_have_text("Dibuja un dígito del 0 al 9.")
    stroke(box, [(140, 40), (140, 240)])
    expect(status(box)).to_contain_text("La red lee un 1")


def test_digits_tell_how_sure_the_network_is(widget: Callable[..., Locator]) -> None:
    box = widget("digits")
    doubt = box.locator(".rna-doubt")
    stroke(box, [(140, 140)])
    expect(doubt).to_contain_text("Casi no hay nada dibujado, y aun así contesta")
    said = {}
    for _ in range(10):
        box.get_by_role("button", name="Un ejemplo").click()
        (digit, percent) = numbers(status(box).inner_text())
        said[percent] = doubt.inner_text()
        best = max(map(float, box.locator(".rna-bar__value").all_inner_texts()))
        assert percent == pytest.approx(100 * best, abs=0.6)
        assert percent <= 99.9
        assert box.locator(".rna-read").inner_text() == f"{digit:g}"
        assert box.locator(".rna-bar__fill--best").count() == 1
    for percent, words in said.items():
        assert ("Está muy segura, y puede equivocarse" in words) == (percent >= 95)
    stroke(box, [(20, 20), (260, 260), (20, 260), (260, 20), (140, 10), (140, 270)])
    expect(doubt).not_to_be_empty()
    assert (box.get_by_role("link", name="la falsa seguridad").get_attribute("href") or "").endswith(
        "/activations.html#confidence"
    )


def test_digits_drawn_with_the_keyboard(widget: Callable[..., Locator]) -> None:
    box = widget("digits")
    box.locator(".rna-paper").focus()
    for key, times in {"Space": 1, "ArrowDown": 18}.items():
        for _ in range(times):
            box.page.keyboard.press(key)
    expect(status(box)).to_contain_text("La red lee un 1")
    box.page.keyboard.press("Delete")
    expect(status(box)).to_have_text("Dibuja un dígito del 0 al 9.")


def test_digits_reads_images_it_was_not_trained_on(widget: Callable[..., Locator]) -> None:
    box = widget("digits")
    read = []
    for _ in range(10):
        box.get_by_role("button", name="Un ejemplo").click()
        read.append(status(box).inner_text().partition(" un ")[2][:1])
    assert sum(each == str(digit) for digit, each in enumerate(read)) >= 9  # its 8 is an odd one


def test_the_weights_of_the_page_are_those_of_a_well_trained_network() -> None:
    assert export_digits.TARGET.stat().st_size < 250_000
    assert export_digits.accuracy(export_digits.unpacked(export_digits.TARGET.read_bytes())) > 0.97


def test_a_finger_draws(widget: Callable[..., Locator]) -> None:
    box = widget("digits", **PHONE)
    box.get_by_role("button", name="Un ejemplo").tap()
    expect(status(box)).to_contain_text("La red lee un 0")
    box.get_by_role("button", name="Borrar").tap()
    box.locator(".rna-paper").tap(position={"x": 100, "y": 100})
    expect(status(box)).to_contain_text("La red lee un")


# -- threshold ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def patients() -> tuple[np.ndarray, np.ndarray]:
    return export_pima.test_patients()


def test_the_patients_of_the_page_are_those_of_the_course(patients: tuple[np.ndarray, np.ndarray]) -> None:
    kept = json.loads(export_pima.TARGET.read_text(encoding="utf-8"))
    p, y = patients
    assert kept["y"] == y.tolist()
    assert kept["p"] == pytest.approx(p, abs=1e-6)


def test_threshold(widget: Callable[..., Locator], patients: tuple[np.ndarray, np.ndarray]) -> None:
    """At every hundredth: the confusion matrix and the measures of solutions/losses.py."""
    box = widget("threshold")
    p, y = patients
    slider = box.get_by_label("umbral", exact=True)
    for hundredth in range(101):
        slider.fill(str(hundredth / 100))
        said = losses.predict_classes(p, hundredth / 100)
        counts = [int(each) for each in box.locator("td strong").all_inner_texts()]
        assert counts == losses.confusion_matrix(y, said, 2).ravel().tolist()
        shown = [numbers(each)[-1] for each in box.locator(".rna-slider--shown .rna-slider__value").all_inner_texts()]
        wanted = [losses.accuracy(y, said), losses.precision(y, said), losses.recall(y, said)]
        assert shown == pytest.approx(wanted, abs=6e-4)
        assert box.locator(".rna-patient--missed").count() == np.sum(said != y)
    expect(status(box)).to_have_text(
        "Umbral 1.00: encuentra a 0 de 55, se le escapan 55, y da 0 falsas alarmas. "
        "No dice sí a nadie: la precisión es 0 por convenio."
    )


def test_the_threshold_is_dragged(widget: Callable[..., Locator]) -> None:
    box = widget("threshold", **PHONE)
    picture = Picture(box, (0, 1), (-110, 60))
    picture.drag((0.5, 60), (0.3, 0))
    assert values(box) == ["0.30"]
    expect(status(box)).to_have_text("Umbral 0.30: encuentra a 42 de 55, se le escapan 13, y da 35 falsas alarmas.")
    picture.drag_by_finger((0.3, 60), (0.6, 20))
    assert values(box) == ["0.60"]
    press(box.get_by_label("umbral", exact=True), "ArrowLeft", 2)
    expect(status(box)).to_contain_text("Umbral 0.50: encuentra a 37 de 55, se le escapan 18, y da 20 falsas alarmas.")


# -- optimisers --------------------------------------------------------------------------------


def course() -> dict[str, np.ndarray]:
    """The ways that the functions of solutions/ go down the bowl of the page."""
    rules = {"descenso": figures.plain, "momento": figures.rolling, "Adam": figures.adam}
    return {name: figures.followed(rule, memory, 100) for memory, (name, rule) in enumerate(rules.items())}


def test_optimisers(widget: Callable[..., Locator]) -> None:
    box = widget("optimisers")
    for _ in range(7):
        box.get_by_role("button", name="Un paso").click()
    heights = {name: (path[:, 0] ** 2 + 50 * path[:, 1] ** 2) / 2 for name, path in course().items()}
    cells = box.locator("tbody tr")
    for row, each in zip(cells.all(), heights.values(), strict=True):
        assert numbers(row.locator("td").first.inner_text()) == pytest.approx([each[7]], abs=1e-6)
    box.get_by_role("button", name="Correr").focus()
    box.page.keyboard.press("Enter")
    expect(status(box)).to_contain_text("Tras 100 pasos", timeout=60_000)
    needed_steps = [1 + int(np.flatnonzero(each >= 0.01).max()) for each in heights.values()]
    told = "; ".join(f"{name} baja de 0.01 en {steps}" for name, steps in zip(heights, needed_steps, strict=True))
    assert status(box).inner_text() == f"Tras 100 pasos: {told}."
    for row, each, steps in zip(cells.all(), heights.values(), needed_steps, strict=True):
        error, arrived = row.locator("td").all_inner_texts()
        assert arrived == f"{steps} pasos"
        assert numbers(error) == pytest.approx([max(each[100], 1e-6)], abs=1e-6)


def test_a_scaled_loss_throws_off_all_but_adam(widget: Callable[..., Locator]) -> None:
    """As the program on the page says."""
    box = widget("optimisers", **STILL)
    box.get_by_label("con la pérdida × 100").check()
    box.get_by_role("button", name="Correr").click()
    expect(status(box)).to_have_text("Tras 100 pasos: descenso se escapa; momento se escapa; Adam baja de 0.01 en 74.")


def test_where_the_race_starts_is_dragged(widget: Callable[..., Locator]) -> None:
    box = widget("optimisers", **PHONE)
    start = box.get_by_role("slider", name="De dónde salen los tres")
    picture = Picture(box, (-5, 2), (-1.5, 1.5))
    picture.drag((-4, 1), (-3, -1))
    assert numbers(start.get_attribute("aria-valuetext") or "") == pytest.approx([-3, -1], abs=0.051)
    picture.drag_by_finger((-3, -1), (1, 1))
    press(start, "ArrowLeft", 2)
    assert numbers(start.get_attribute("aria-valuetext") or "") == pytest.approx([0.8, 1], abs=0.11)
    errors = {numbers(each)[0] for each in box.locator("tbody td:nth-child(2)").all_inner_texts()}
    assert len(errors) == 1
    assert errors.pop() == pytest.approx((0.8**2 + 50) / 2, rel=0.2)


def test_a_saddle_holds_whoever_starts_on_its_ridge(widget: Callable[..., Locator]) -> None:
    box = widget("optimisers", **STILL)
    box.get_by_label("una silla de montar").check()
    box.get_by_role("button", name="Correr").click()
    expect(status(box)).not_to_contain_text("no baja")
    picture = Picture(box, (-5, 2), (-1.5, 1.5))
    box.page.mouse.click(*picture.at(-2, 0))
    box.get_by_role("button", name="Correr").click()
    expect(status(box)).to_contain_text("descenso no baja de 0.01; momento no baja de 0.01; Adam no baja de 0.01")


# -- for everyone ------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """Of two colours, as WCAG counts it."""

    def light(color: str) -> float:
        channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def as_hex(color: str) -> str:
    return "#" + "".join(f"{round(each):02x}" for each in numbers(color)[:3])


@pytest.mark.parametrize("colors", [figures.LIGHT, figures.DARK], ids=lambda colors: colors.name)
def test_each_class_has_one_colour_and_is_seen(colors: figures.Scheme, opened: Callable[..., Page]) -> None:
    """In widgets as in figures: 0 is blue, 1 is orange, and what surrounds a mark is far from its colour."""
    page = opened()
    scheme = "slate" if colors is figures.DARK else "default"
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    marks = page.locator(".rna-point :is(circle, rect):not(.rna-point__ring)")
    for name in HERE:
        ready(page.locator(f'[data-widget="{name}"]'))
    assert marks.count() > 20
    found = marks.evaluate_all(
        """all => all.map(each => {
            const {fill, stroke} = getComputedStyle(each);
            return [each.parentNode.textContent, fill, stroke];
        })"""
    )
    assert {(label, as_hex(fill)) for label, fill, _ in found} == {("0", colors.blue), ("1", colors.orange)}
    assert all(contrast(as_hex(fill), as_hex(ring)) >= 3 for _, fill, ring in found)
    for label in (0, 1):
        drawn = figures.mark(label, colors)
        assert drawn["color"] == (colors.blue, colors.orange)[label]
        assert contrast(drawn["color"], drawn["markeredgecolor"]) >= 3
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert contrast(as_hex(ground), colors.paper) < 1.1


@pytest.mark.parametrize("name", [each for each in HERE if each != "digits"])
def test_a_finger_that_scrolls_past_moves_nothing(name: str, widget: Callable[..., Locator]) -> None:
    """It begins on each slider, and on many places of each picture that are no handle."""
    box = widget(name, **PHONE)
    page = box.page

    def state() -> list[Any]:
        sliders = box.locator("input").evaluate_all("all => all.map(each => each.value)")
        return [sliders, box.locator("p[role=status]").all_inner_texts()]

    before = state()
    for target in (*box.locator("input[type=range]").all(), *box.locator("svg.rna-plane").all()):
        for across, down in ((0.5, 0.5), (0.25, 0.4), (0.7, 0.6)):
            target.evaluate("each => each.scrollIntoView({block: 'center', behavior: 'instant'})")
            area = target.bounding_box()
            assert area
            x, y = area["x"] + across * area["width"], area["y"] + down * area["height"]
            if page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('.rna-handle--finger')", [x, y]):
                continue
            top = page.evaluate("scrollY")
            finger(page, (x, y), (x + 4, y - 160))
            assert page.evaluate("scrollY") > top + 60, "the page has scrolled"
            assert state() == before


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_nothing_of_a_widget_is_wider_than_the_screen(width: int, opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": width, "height": 800})
    for name in WIDGETS:
        ready(page.locator(f'[data-widget="{name}"]'))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.evaluate(
        "[...document.querySelectorAll('.rna-widget')].filter(box => box.scrollWidth > box.clientWidth).length"
    )
    assert wide == 0
    for name in HERE:
        for slider in page.locator(f'[data-widget="{name}"] .rna-slider input').all():
            assert slider.evaluate("each => each.clientWidth") >= min(0.7 * width, 280), "as wide as there is room"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_a_widget(scheme: str, opened: Callable[..., Page]) -> None:
    page = opened()
    for name in WIDGETS:
        ready(page.locator(f'[data-widget="{name}"]'))
    page.get_by_role("button", name="Un ejemplo").click()
    assert violations(page, scheme, ".rna-widget") == []
