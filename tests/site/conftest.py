"""The site, built once, and the browser that it is looked at in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support import ROOT
from tests.support.browser import started, watched
from tests.support.web import assemble, build, serve


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `nox -s site` does, once for all test processes: the first that asks builds it."""
    if shutil.which("npm") is None:
        pytest.skip("no npm here: install Node.js 20 or later")
    together = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        together = together.parent
    assemble(tmp_path_factory)
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
    """Build the site from what is assembled; gives what went wrong. MkDocs is strict: a warning is an error."""
    steps = [
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
def address(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site, under a sub-path and at the root, where the links of the page for a wrong address begin."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "curso").symlink_to(built_site)
    for place in built_site.iterdir():
        (folder / place.name).symlink_to(place)
    with serve(folder) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The test site, served under a sub-path."""
    assemble(tmp_path_factory)
    with serve(build(tmp_path_factory.mktemp("site"))) as url:
        yield url


@pytest.fixture
def opened(browser: Browser, small_site: str) -> Iterator[Callable[..., Page]]:
    with watched(browser, small_site) as open_page:
        yield open_page
