"""What the site holds, and what a visit to an exercise costs, first and again: ``python -m tools.measure.visit``.

After ``nox -s site``, for it looks at build/site. Chromium opens the page of an exercise, begins it and has its answer
checked; then it comes back. The seconds are of this machine and an instant network; the bytes are those served, before
any compression.
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from grader.curriculum import catalog
from tests.support import web as test_site
from tools import ROOT

SITE = ROOT / "build" / "site"
PAGE = "ejercicios/activations/relu.html"

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPTIONS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-sandbox"]
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def main() -> None:
    from playwright.sync_api import sync_playwright

    if not SITE.is_dir():
        sys.exit("there is no build/site: make it with `nox -s site`")
    print(holdings())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / "curso").symlink_to(SITE)
        context = playwright.chromium.launch_persistent_context(
            f"{folder}/profile", executable_path=shutil.which("chromium"), args=OPTIONS
        )
        print("\n| visit | bytes | first content | editor | first verdict | next verdict |")
        print("| --- | --- | --- | --- | --- | --- |")
        with test_site.serve(Path(folder)) as address:
            for name in ("first", "next"):
                print(f"| {name} | {' | '.join(visit(context.new_page(), f'{address}{PAGE}'))} |")
        context.close()


def holdings() -> str:
    """Pages and words, of which those of the theory, figures and widgets."""
    pages = {file.relative_to(SITE).as_posix(): file.read_text(encoding="utf-8") for file in SITE.rglob("*.html")}
    theory = [f"{unit.theory.removesuffix('.md')}.html" for unit in catalog.units()] + ["redes.html"]
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


def visit(page: Page, address: str) -> list[str]:
    """Bytes from the network, then seconds: to the first content, and from the click on to each next step."""
    before = test_site.Handler.sent
    page.goto(address)
    painted = page.wait_for_function(PAINTED).json_value() / 1000
    box = page.locator('[data-exercise="activations.relu"]')
    began = time.perf_counter()
    box.get_by_role("button").click()
    box.get_by_role("textbox").click()
    steps = [time.perf_counter() - began]
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(answer())
    for _ in range(2):
        began_check = began if len(steps) == 1 else time.perf_counter()
        box.get_by_role("button", name="Comprobar").click()
        page.wait_for_function("box => box.dataset.result === 'passed'", arg=box.element_handle(), timeout=300_000)
        steps.append(time.perf_counter() - began_check)
    return [f"{test_site.Handler.sent - before:,}", *(f"{seconds:.1f} s" for seconds in (painted, *steps))]


def answer() -> str:
    tree = ast.parse((ROOT / "solutions" / "activations.py").read_text(encoding="utf-8"))
    return next(ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "relu")


if __name__ == "__main__":
    main()
