"""A small site with every widget and exercise, built with the real theme and served under a sub-path."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest

from grader.curriculum import catalog
from tests.support import ROOT

SITE = ROOT / "build" / "site"
"""Where `nox -s site` leaves the whole one."""

WIDGETS = ("neuron", "bias", "activations", "softmax", "descent", "xor", "digits", "threshold", "optimisers",
           "backpropagation", "laboratory", "convolution")  # fmt: skip

_CONFIG = """
site_name: Prueba
site_url: http://127.0.0.1/curso/
theme:
  name: material
  language: es
  font: false
  palette:
    - scheme: default
    - scheme: slate
extra_javascript:
  - path: javascripts/rna.js
    type: module
extra_css: [stylesheets/rna.css, stylesheets/exercise.css]
markdown_extensions: [attr_list, md_in_html]
validation: {nav: {omitted_files: ignore}}
"""


def in_browser() -> list[catalog.Exercise]:
    return [exercise for exercise in catalog.exercises() if exercise.in_browser]


def assemble(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Put site/runtime/ in place, once for all test processes of a run."""
    import fcntl  # Windows has none

    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    with (shared / "web.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "web.done").exists():
            subprocess.run([sys.executable, "-m", "tools.write.web"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            (shared / "web.done").touch()


def build(folder: Path) -> Path:
    """Build the site in ``folder``; ``assemble`` must have run."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    for name in ("javascripts", "stylesheets", "runtime", "data"):
        shutil.copytree(ROOT / "site" / name, docs / name)
    shutil.copy(ROOT / "site" / "sw.js", docs)
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    widgets = [f'## {name}\n\n<div class="rna-widget" data-widget="{name}"></div>\n' for name in WIDGETS]
    (docs / "index.md").write_text("# Widgets\n\n" + "\n".join(widgets), encoding="utf-8")
    for name, widget in zip(WIDGETS, widgets, strict=True):
        (docs / f"{name}.md").write_text(f"# Widget\n\n{widget}", encoding="utf-8")
    exercises = [
        f'## {each.id}\n\n<div class="rna-exercise" data-exercise="{each.id}"></div>\n' for each in in_browser()
    ]
    (docs / "exercises.md").write_text("# Ejercicios\n\n" + "\n".join(exercises), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", "public/curso"], cwd=folder, check=True)
    return folder / "public"


class Handler(http.server.SimpleHTTPRequestHandler):
    sent: ClassVar[int] = 0
    """Bytes of everything served so far."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        Handler.sent += os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)

    def log_message(self, *arguments: object) -> None:
        """Nothing: failed requests are the browser's to tell."""


@contextmanager
def serve(folder: Path, kind: type[Handler] = Handler) -> Iterator[str]:
    """The address of ``folder``'s sub-path ``curso/``, while it is served."""
    Handler.extensions_map |= {".mjs": "text/javascript", ".wasm": "application/wasm"}
    handler = functools.partial(kind, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/curso/"
        server.shutdown()
        thread.join()


@contextmanager
def serve_built(kind: type[Handler] = Handler) -> Iterator[str]:
    """The address of the site that was built last; without one the program ends."""
    if not SITE.is_dir():
        sys.exit("there is no build/site: make it with `nox -s site`")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "curso").symlink_to(SITE)
        with serve(Path(folder), kind) as address:
            yield address
