"""What a visit to an exercise costs, in bytes and seconds, first and again: ``python tools/visit.py``.

Chromium opens a page of exercises of the test site, begins one and has its answer checked; then it comes back. The
seconds are of this machine and an instant network; the bytes are those served, before any compression.
"""

from __future__ import annotations

import ast
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # started as a script
    sys.path.insert(0, str(ROOT))

from tests import web as test_site  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPTIONS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-sandbox"]
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def main() -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = test_site.build(Path(folder) / "site")
        context = playwright.chromium.launch_persistent_context(
            f"{folder}/profile", executable_path=shutil.which("chromium"), args=OPTIONS
        )
        print("| visit | bytes | first content | editor | first verdict | next verdict |")
        print("| --- | --- | --- | --- | --- | --- |")
        with test_site.serve(site) as address:
            for name in ("first", "next"):
                print(f"| {name} | {' | '.join(visit(context.new_page(), address + 'exercises/'))} |")
        context.close()


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
