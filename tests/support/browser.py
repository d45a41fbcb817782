"""A page in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect, sync_playwright

from tests.support import ROOT

CHROMIUM = shutil.which("chromium")
needed = pytest.mark.skipif(
    CHROMIUM is None or shutil.which("npm") is None,
    reason="no browser or no npm here: install Debian's packages chromium and npm",
)

# Chromium must not go looking for Google's hosts; as root, as in a container, it has no sandbox of its own.
OPTIONS = ["--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-quic",
           "--disable-sync", "--no-first-run", "--no-sandbox"]  # fmt: skip
SEED = 7
"""That of the fixture ``grading``, so that both sides meet the same examples."""
LOADED = 120_000
"""Milliseconds for Python to be there and a check to be done, on a busy machine."""

SCHEMES = ("default", "slate")


@contextlib.contextmanager
def started() -> Iterator[Browser]:
    """Chromium, until the end of the block."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield chromium
        chromium.close()


class Watch:
    """What a page must not do: complain, fail to load something, or ask another host for anything."""

    def __init__(self, page: Page, address: str):
        self.faults: list[str] = []
        self.requests: list[str] = []
        origin = address.removesuffix("curso/")
        page.on("console", lambda said: self._note(said.text, said.type in ("error", "warning")))
        page.on("pageerror", lambda error: self._note(str(error)))
        # Leaving a page ends what it was still loading: that is no fault.
        page.on("requestfailed", lambda request: self._note(request.url, request.failure != "net::ERR_ABORTED"))
        page.on("response", lambda response: self._note(f"{response.status}: {response.url}", response.status >= 400))
        page.on("request", lambda request: self._asked(request.url, origin))

    def _note(self, text: str, fault: bool = True) -> None:
        self.faults += [text] * fault

    def _asked(self, url: str, origin: str) -> None:
        self.requests.append(url)
        self._note(f"asked for {url}", not url.startswith((origin, "blob:", "data:")))


@contextlib.contextmanager
def watched(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens paths of a site, each in a browser with an empty memory; at the end nothing may have gone wrong."""
    contexts, watches = [], []

    def open_page(path: str = "", wait_until: Any = "load", **options: Any) -> Page:
        contexts.append(browser.new_context(locale="es", **options))
        page = contexts[-1].new_page()
        watches.append(Watch(page, address))
        page.watch = watches[-1]
        page.goto(address + path, wait_until=wait_until)
        page.mouse.move(1, 1)  # somebody is there, before anything is pressed
        return page

    yield open_page
    for context in contexts:
        context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, faults


def attend(page: Page) -> None:
    """Come to a page as somebody does, and let it lay out what it had left for then."""
    page.mouse.move(100, 100)
    page.wait_for_function(
        "[...document.querySelectorAll('.md-content__inner > *')]"
        ".every(each => getComputedStyle(each).contentVisibility === 'visible')"
    )


class OnPage:
    """An exercise as its student sees it."""

    def __init__(self, page: Page, id: str):
        self.page = page
        self.box = page.locator(f'[data-exercise="{id}"]')
        self.editor = self.box.locator(".cm-content")

    def begin(self) -> OnPage:
        self.box.evaluate("(box, seed) => box.dataset.seed = seed", SEED)
        invitation = self.box.locator(".rna-invitation button")
        invitation.or_(self.editor).first.wait_for()
        for _ in range(30):  # the page may still be another's, or open its editor by itself
            if self.editor.count():
                break
            with contextlib.suppress(TimeoutError):
                invitation.click(timeout=1000)
        self.editor.wait_for()
        return self

    def files(self) -> Locator:
        """Where files go out and come in, unfolded."""
        folded = self.box.locator("details", has_text="Teclas y ficheros")
        if folded.get_attribute("open") is None:
            folded.locator("summary").click()
        return folded

    def shown_lines(self) -> list[str]:
        """The numbers beside the lines of the editor."""
        return list(self.box.locator(".cm-lineNumbers .cm-gutterElement:visible").all_inner_texts())

    def write(self, source: str) -> None:
        self.editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)

    def check(self) -> str:
        """Press the button; the line that sums the verdict up."""
        self.box.get_by_role("button", name="Comprobar").click()
        expect(self.box.get_by_role("button", name="Comprobar")).to_be_visible(timeout=LOADED)
        return str(self.box.locator(".rna-verdict__line").inner_text())

    def stories(self) -> list[str]:
        """The broken laws, with their counterexamples."""
        items = self.box.locator(".rna-verdict__details > .rna-checks > li")
        return ["\n".join(item.locator("span, pre").all_text_contents()) for item in items.all()]


def stroke(box: Locator, points: list[tuple[float, float]], lift: bool = True) -> None:
    """Draw with the mouse on the paper of the widget that reads digits, 280 wide; ``lift``: let go at the end."""
    paper = box.locator(".rna-paper")
    paper.scroll_into_view_if_needed()
    place = paper.bounding_box()
    assert place
    scale, mouse = place["width"] / 280, box.page.mouse
    for index, (x, y) in enumerate(points):
        mouse.move(place["x"] + x * scale, place["y"] + y * scale, steps=8)
        if index == 0:
            mouse.down()
    if lift:
        mouse.up()


def violations(page: Page, scheme: str, part: str = "html", settled: int = 400) -> list[str]:
    """What axe-core finds wrong in a part of the page, or in all of it, ``settled`` milliseconds after the change."""
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    page.wait_for_timeout(settled)  # colours change little by little
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=ROOT / "node_modules" / "axe-core" / "axe.min.js")
    found = page.evaluate("part => axe.run({include: [part]}).then(({violations}) => violations)", part)
    return [f"{each['id']}: {[node['html'] + node['failureSummary'] for node in each['nodes']]}" for each in found]
