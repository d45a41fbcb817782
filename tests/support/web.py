"""A small site with every widget and exercise, built with the real theme and served under a sub-path."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest

from grader.curriculum import catalog
from tests.support import ROOT

WIDGETS = ("neuron", "bias", "activations", "softmax", "descent", "xor", "digits")

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
extra_css: [stylesheets/rna.css]
markdown_extensions: [attr_list, md_in_html]
validation: {nav: {omitted_files: ignore}}
"""


def numpy_units() -> list[catalog.Unit]:
    return [unit for unit in catalog.units() if unit.preload == "numpy"]


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
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    widgets = [f'## {name}\n\n<div class="rna-widget" data-widget="{name}"></div>\n' for name in WIDGETS]
    (docs / "index.md").write_text("# Widgets\n\n" + "\n".join(widgets), encoding="utf-8")
    exercises = [
        f'## {each.id}\n\n<div class="rna-exercise" data-exercise="{each.id}"></div>\n'
        for unit in numpy_units()
        for each in unit.exercises
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
def serve(folder: Path) -> Iterator[str]:
    """The address of ``folder``'s sub-path ``curso/``, while it is served."""
    Handler.extensions_map |= {".mjs": "text/javascript", ".wasm": "application/wasm"}
    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/curso/"
        server.shutdown()
        thread.join()
