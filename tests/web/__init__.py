"""A small site with every widget and every exercise of the page, built with the real theme and served under a sub-path."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader import catalog
from tests.conftest import ROOT

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


def build(folder: Path) -> Path:
    """Build the site in ``folder``; tools/web.py must have run."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    for name in ("javascripts", "stylesheets", "vendor", "data"):
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


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}  # fmt: skip

    def log_message(self, *arguments: object) -> None:
        """Nothing: failed requests are the browser's to tell."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of ``folder``'s sub-path ``curso/``, while it is served."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/curso/"
        server.shutdown()
        thread.join()
