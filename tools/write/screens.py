"""Take the pictures of docs/screens/: pages of build/site as students meet them, each in the middle of some work.

``python -m tools.write.screens [NAME ...]``, after ``nox -s site``; all of them unless named.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.browser import CHROMIUM, OPTIONS, OnPage, attend, stroke
from tests.support.web import serve_built
from tools import ROOT
from tools.measure.visit import answer

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FOLDER = ROOT / "docs" / "screens"
SOLVED = ["rank", "flatten_images", "scale_pixels"]
COLORS = 96
"""In each picture: pages of text need no more."""


@dataclass(frozen=True)
class Screen:
    name: str
    path: str
    width: int
    height: int
    scheme: str
    work: Callable[[Page], Locator | None]
    """What is done there; what is then brought to the top of the screen."""


def home(page: Page) -> None:
    begun(page)
    stroke(page.locator("[data-widget='digits']"), [(80, 70), (200, 70), (170, 140), (130, 220)])


def begun(page: Page) -> None:
    """With some exercises solved."""
    for name in SOLVED:
        key = f"redes-neuronales:tensors.{name}"
        page.evaluate("key => localStorage.setItem(key, JSON.stringify({solved: true, at: 1}))", key)
    page.reload(wait_until="networkidle")


def checked(source: str) -> Callable[[Page], None]:
    """An answer to an exercise and what is said of it."""

    def work(page: Page) -> None:
        unit, name = page.url.removesuffix(".html").split("/")[-2:]
        on_page = OnPage(page, f"{unit}.{name}").begin()
        on_page.write(source)
        on_page.check()
        page.wait_for_timeout(1000)  # it brings the verdict into view

    return work


def widget(name: str, *buttons: str, wait: int = 600) -> Callable[[Page], Locator]:
    """A widget after some of its buttons were pressed."""

    def work(page: Page) -> Locator:
        box = page.locator(f"[data-widget='{name}']")
        box.scroll_into_view_if_needed()
        for button in buttons:
            box.get_by_role("button", name=button, exact=True).click()
        page.wait_for_timeout(wait)
        return box

    return work


COLUMNS = '''def softmax(z):
    """Softmax sobre el último eje."""
    e = np.exp(z - np.max(z))
    return e / e.sum(axis=0)
'''

SCREENS = [
    Screen("home", "index.html", 1280, 1000, "light", home),
    Screen("wrong", "ejercicios/activations/softmax.html", 1440, 1000, "light", checked(COLUMNS)),
    Screen("right", "ejercicios/activations/relu.html", 390, 844, "dark", checked(answer("relu"))),
    Screen("unit", "ejercicios/tensors/index.html", 1280, 900, "dark", begun),
    Screen("backpropagation", "network.html", 1280, 900, "light", widget("backpropagation", *["Siguiente"] * 7)),
    Screen("laboratory", "training.html", 1280, 960, "dark", widget("laboratory", "Entrenar", wait=1500)),
    Screen("convolution", "convolution.html", 1280, 900, "light", widget("convolution")),
    Screen("threshold", "losses.html", 768, 900, "dark", widget("threshold")),
    Screen("optimisers", "gradient_descent.html", 1280, 900, "light", widget("optimisers", "Correr", wait=4000)),
    Screen("theory", "pendiente.html", 390, 844, "light", lambda page: page.locator("#gradient")),
]


def main() -> None:
    from playwright.sync_api import sync_playwright

    chosen = [screen for screen in SCREENS if not sys.argv[1:] or screen.name in sys.argv[1:]]
    FOLDER.mkdir(exist_ok=True)
    with serve_built() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        for screen in chosen:
            context = browser.new_context(
                locale="es", color_scheme=screen.scheme, viewport={"width": screen.width, "height": screen.height}
            )
            page = context.new_page()
            page.goto(address + screen.path, wait_until="networkidle")
            attend(page)
            if place := screen.work(page):
                place.evaluate("place => scrollTo(0, scrollY + place.getBoundingClientRect().top - 130)")
            page.wait_for_timeout(500)
            save(page.screenshot(), FOLDER / f"{screen.name}.png")
            context.close()
        browser.close()


def save(screenshot: bytes, path: Path) -> None:
    from PIL import Image

    few = Image.open(io.BytesIO(screenshot)).convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(path.relative_to(ROOT), f"{path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
