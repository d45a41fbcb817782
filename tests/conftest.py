"""What the tests share: a warm grader in each test process, and submissions made from sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.curriculum import catalog
from grader.report import ExerciseResult, Report
from grader.verdict.grading import Grading

os.environ["CI"] = "true"  # so that no process started by a test shows a verdict of an earlier one
ROOT = Path(__file__).parent.parent
SOLUTIONS = ROOT / "solutions"

OPEN_CHECKER = (
    "import functools, grader.verdict.checker as c, grader.verdict.worker_host as h; "
    "h.WorkerHost = functools.partial(h.WorkerHost, closed=False); c.main()"
)
"""The checker with workers that are not closed in."""

OPEN_COMMAND = (
    "-P", "-c", f"""
import subprocess, sys
from grader import cli
start = subprocess.Popen
def popen(command, **options):
    place = command.index("-m")
    if command[place + 1] == "grader.verdict.checker":
        command = [*command[:place], "-c", {OPEN_CHECKER!r}, *command[place + 2:]]
    return start(command, **options)
subprocess.Popen = popen
sys.exit(cli.main(sys.argv[3:]))
""",
)  # fmt: skip
"""Arguments for Python: the ``rna`` command with such checkers. ``-m grader``, which attacks know it by, goes after."""


@pytest.fixture(scope="session")
def grading() -> Iterator[Grading]:
    """One warm checker with every unit's checks: TensorFlow is imported once for all tests of a process."""
    with Grading(seed=7, units={unit.id for unit in catalog.units()}, jobs=1) as grading:
        yield grading


@pytest.fixture
def grade_source(grading: Grading, tmp_path: Path) -> Callable[[str, str], ExerciseResult]:
    """Grade one exercise of a unit whose module has the given source."""

    def grade(exercise: str, source: str | bytes) -> ExerciseResult:
        content = source.encode() if isinstance(source, str) else source
        (tmp_path / f"{exercise.partition('.')[0]}.py").write_bytes(content)
        report: Report = grading.grade(tmp_path, catalog.select([exercise]))
        return report.exercises[0]

    return grade


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
