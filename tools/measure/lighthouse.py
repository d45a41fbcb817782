"""What Lighthouse says of each kind of page, on a desktop's settings: ``python -m tools.measure.lighthouse``.

After ``nox -s site``, for it looks at build/site, served compressed as a host would. Of several runs of a page the
middle one counts: on a machine that does other things besides, all figures are worse than they are. Exits with 1 where
a page has less than it should.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.support import web
from tests.support.browser import OPTIONS
from tools import ROOT

FOLDER = ROOT / "tools" / "measure" / "browsers"
PAGES = {
    "index.html": 95,
    "neuron.html": 90,
    "network.html": 90,
    "training.html": 90,
    "ejercicios/activations/relu.html": 90,
    "ejercicios/keras_models/build_pima_model.html": 90,
}
"""A page of each kind, the heaviest of the theory among them, and the least performance."""
ACCESSIBILITY = 100


def main() -> None:
    parser = argparse.ArgumentParser(description="Print what Lighthouse says of the pages of build/site.")
    parser.add_argument("--runs", type=int, default=3, help="of each page; the middle one counts (3)")
    parser.add_argument("pages", nargs="*", help="paths within the site, instead of one of each kind")
    arguments = parser.parse_args()
    install()
    pages = {page: PAGES.get(page, 90) for page in arguments.pages} or PAGES
    print("| page | performance | accessibility | first content | largest content | blocked | shift | KB | requests |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    short = False
    with web.serve_built(Compressed) as address:
        for page, least in pages.items():
            runs = sorted((audit(address + page) for _ in range(arguments.runs)), key=performance)
            middle = runs[len(runs) // 2]
            print(row(page, middle), flush=True)
            short |= performance(middle) < least or score(middle, "accessibility") < ACCESSIBILITY
    sys.exit(short)


def install() -> None:
    """Lighthouse, as the lock file of its folder has it."""
    if not (FOLDER / "node_modules" / ".package-lock.json").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=FOLDER, check=True)


class Compressed(web.Handler):
    """Texts are sent compressed, as any host does."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        if path.suffix not in {".html", ".css", ".js", ".mjs", ".json", ".svg", ".wasm"} or not path.is_file():
            return super().send_head()
        file = tempfile.TemporaryFile()  # noqa: SIM115
        file.write(gzip.compress(path.read_bytes(), 6))
        file.seek(0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(os.fstat(file.fileno()).st_size))
        self.end_headers()
        return file


def audit(address: str) -> dict[str, Any]:
    flags = " ".join(["--headless=new", *OPTIONS])
    command = [
        *["node_modules/.bin/lighthouse", address, "--preset=desktop", "--output=json", "--quiet"],
        *["--only-categories=performance,accessibility", f"--chrome-flags={flags}", "--no-enable-error-reporting"],
    ]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, cwd=FOLDER, env=environment, check=True, capture_output=True, encoding="utf-8")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def score(told: dict[str, Any], category: str) -> int:
    return round(100 * float(told["categories"][category]["score"]))


def performance(told: dict[str, Any]) -> int:
    return score(told, "performance")


def row(page: str, told: dict[str, Any]) -> str:
    def value(name: str) -> float:
        return float(told["audits"][name]["numericValue"])

    requests = told["audits"]["network-requests"]["details"]["items"]
    cells = [
        page,
        str(performance(told)),
        str(score(told, "accessibility")),
        *(f"{value(name) / 1000:.1f} s" for name in ("first-contentful-paint", "largest-contentful-paint")),
        f"{value('total-blocking-time'):.0f} ms",
        f"{value('cumulative-layout-shift'):.3f}",
        f"{value('total-byte-weight') / 1000:.0f}",
        str(len(requests)),
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
