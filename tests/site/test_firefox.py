"""The main path in Firefox: a program of the theory, its exercise, the right verdict."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.support import ROOT
from tools.measure import lighthouse

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")

pytestmark = [
    pytest.mark.proof,
    pytest.mark.browser,
    pytest.mark.skipif(
        FIREFOX is None or shutil.which("npm") is None,
        reason="no Firefox or no npm here: install Debian's packages firefox-esr and npm",
    ),
]


def test_from_the_theory_to_a_right_verdict(address: str) -> None:
    lighthouse.install()  # what drives it comes with that
    command = ["node", "tests/site/firefox.mjs", str(FIREFOX), address]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=500, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["faults"] == []
    assert seen["printed"].strip()
    assert seen["url"].endswith("/ejercicios/activations/relu.html")
    assert seen["verdict"] == "Correcto: 1 de 1 punto."
    # One Python for both, but in a Firefox of before 147, which has no Navigation API: each page is loaded as ever.
    assert seen["mark"] == ("the same document" if seen["canStay"] else "")
