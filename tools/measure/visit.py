"""What the site holds, and what a visit to an exercise costs, first and again: ``python -m tools.measure.visit``.

After ``nox -s site``, for it looks at build/site. Chromium opens the page of an exercise, begins it and has its answer
checked twice; by a link it goes on to another one, where Python is there already; then it comes back another day. The
seconds are of this machine and an instant network; the bytes are those served, before any compression. Exits with 1
where one waits longer than one should, which says something on a machine that does nothing besides.
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from tests.support.web import SITE, Handler, serve_built
from tools import ROOT
from tools.measure.theory import PAGES

PAGE = "ejercicios/activations/relu.html"
NEXT = "relu_derivative"
MOST = (6.0, 0.5, 0.5)
"""Seconds for the first verdict of a visit, for the same again, and for that on another exercise."""

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPTIONS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-sandbox"]
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def main() -> None:
    from playwright.sync_api import sync_playwright

    with serve_built() as address, tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        print(holdings())
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=shutil.which("chromium"), args=OPTIONS
        )
        print("\n| visit | bytes | first content | editor | first verdict | same again | another exercise |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        slow = False
        for name in ("first", "next"):
            sent, seconds = visit(context.new_page(), f"{address}{PAGE}")
            print(f"| {name} | {sent:,} | {' | '.join(f'{each:.2f} s' for each in seconds)} |", flush=True)
            slow |= any(each > most for each, most in zip(seconds[2:], MOST, strict=True))
        context.close()
    sys.exit(slow)


def holdings() -> str:
    """Pages and words, of which those of the theory, figures and widgets."""
    pages = {file.relative_to(SITE).as_posix(): file.read_text(encoding="utf-8") for file in SITE.rglob("*.html")}
    theory = [f"{page}.html" for page in PAGES]
    words = {name: len(re.sub("<[^>]+>", " ", _article(page)).split()) for name, page in pages.items()}
    figures = {name for page in pages.values() for name in re.findall(r"figures/([\w-]+)\.light\.svg", page)}
    widgets = {name for page in pages.values() for name in re.findall(r'data-widget="(\w+)"', page)}
    exercises = sum('class="rna-exercise"' in page for page in pages.values())
    return (
        f"{len(pages)} pages with {sum(words.values()):,} words, {sum(words[name] for name in theory):,} of them on "
        f"{len(theory)} pages of theory; {len(figures)} figures, {len(widgets)} widgets, {exercises} exercises to solve"
    )


def _article(page: str) -> str:
    """The page's own text, without the navigation and without how KaTeX's formulas are read."""
    found = re.search(r"<article.*?</article>", page, re.DOTALL)
    return re.sub(r"<(script|style|annotation).*?</\1>", " ", found[0], flags=re.DOTALL) if found else ""


def visit(page: Page, address: str) -> tuple[int, list[float]]:
    """Bytes from the network, and seconds: to the first content, to the editor, and then to each verdict."""
    before = Handler.sent
    began = time.perf_counter()
    page.goto(address)
    painted = page.wait_for_function(PAINTED).json_value() / 1000
    page.locator(".cm-content").wait_for()
    seconds = [painted, time.perf_counter() - began]
    seconds += [verdict(page, "relu"), verdict(page, "relu")]
    page.locator(f"a[href$='{NEXT}.html']").first.click()
    page.locator(f"[data-exercise='activations.{NEXT}'] .cm-content").wait_for()
    return Handler.sent - before, [*seconds, verdict(page, NEXT)]


def verdict(page: Page, name: str) -> float:
    """Seconds from the first key to the verdict on a right answer."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    began = time.perf_counter()
    page.keyboard.insert_text(answer(name))
    page.get_by_role("button", name="Comprobar").click()
    page.wait_for_function("document.querySelector('.rna-exercise').dataset.result === 'passed'", timeout=300_000)
    return time.perf_counter() - began


def answer(name: str) -> str:
    tree = ast.parse((ROOT / "solutions" / "activations.py").read_text(encoding="utf-8"))
    return next(ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)


if __name__ == "__main__":
    main()
