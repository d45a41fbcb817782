"""The site, built once, and the browser that it is looked at in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support import ROOT
from tests.support.browser import CHROMIUM, OPTIONS


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `nox -s site` does, once for all test processes: the first that asks builds it."""
    if shutil.which("npm") is None:
        pytest.skip("no npm here: install Node.js 20 or later")
    together = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        together = together.parent
    place, log = together / "site", together / "site.log"
    try:
        (together / "site.building").mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 300
        while not log.exists() and time.monotonic() < deadline:
            time.sleep(0.2)
        told = log.read_text(encoding="utf-8") if log.exists() else "the other process is still building"
    else:
        told = build_site(place)
        # Written elsewhere and then put here: who waits finds it whole.
        (together / "site.told").write_text(told, encoding="utf-8")
        (together / "site.told").replace(log)
    assert not told, told
    return place


def build_site(place: Path) -> str:
    """Build the site; gives what went wrong. MkDocs is strict: a warning is an error."""
    steps = [
        ["-m", "tools.write.web"],
        ["-m", "tools.write.figures"],
        ["-m", "tools.write.pages"],
        ["-m", "mkdocs", "build", "--quiet", "--site-dir", str(place)],
    ]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    for step in steps:
        done = subprocess.run(
            [sys.executable, *step], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280, check=False
        )
        if done.returncode:
            return f"{' '.join(step)}\n{done.stdout}{done.stderr}"
    return ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield started
        started.close()
