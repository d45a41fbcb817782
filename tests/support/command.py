"""The ``rna`` command as a person runs it, and the report that it writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema

import grader
from tests.support import ROOT

SCHEMA = json.loads((Path(grader.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))


def rna(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m grader`` as it is installed."""
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    scrubbed = {name: value for name, value in os.environ.items() if not name.startswith(("NOX_", "PYTEST"))}
    return subprocess.run(
        command,
        cwd=cwd,
        env={**scrubbed, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def read(report: Path) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    jsonschema.validate(tree, SCHEMA)
    return tree
