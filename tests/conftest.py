"""What the tests share: a warm grader in each test process, and submissions made from sources."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.curriculum import catalog
from grader.report import ExerciseResult, Report
from grader.verdict.grading import Grading

os.environ["CI"] = "true"  # so that no process started by a test shows a verdict of an earlier one


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
