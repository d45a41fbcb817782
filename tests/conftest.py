"""What the tests share: warm graders in each test process, and submissions made from sources."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import submission
from grader.curriculum import catalog
from grader.report import ExerciseResult, Report
from grader.verdict.grading import Grading
from tests.support import GradeSource, in_share
from tests.support.checkers import IN_PROCESS

os.environ["CI"] = "true"  # so that no process started by a test shows a verdict of an earlier one
# What a shell starts in the background is deaf to Ctrl-C and Ctrl-\, what nohup starts to SIGHUP; and so is all that it
# starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
for name in ("SIGHUP", "SIGQUIT"):
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), signal.SIG_DFL)

SEED = 7
NUMPY = {unit.id for unit in catalog.units() if unit.preload == "numpy"}


LONG = (
    "train_pima", "train_mnist", "fit_with_early_stopping", "work_from_zero",
    "own_number_of_epochs", "tests/classes/", "test_course_notebook", "test_calibration",
    "solutions_earn_everything", "whole_program_of_the_theory", "wide_nested_result", "[5000]", "test_mutation",
    "try_ends_what_is_endless", "signal_ends_a_command", "no_more_than_the_exercise_may", "test_firefox",
    "cells_are_judged_like_a_file", "test_every_page", "hostile_workers",
)  # fmt: skip
"""Parts of the names of tests that take ten seconds or more: they begin first, so that none is left for the end."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--share", metavar="WORD/PARTS", help="of the many cases of a test one part; the word draws which")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if share := config.getoption("--share"):
        proofs = {each.nodeid: each for each in items if each.get_closest_marker("proof")}
        left_out = {proofs[name] for name in proofs.keys() - in_share(proofs, share)}
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [each for each in items if each not in left_out]
    first = [item for item in items if any(part in item.nodeid for part in LONG)]
    begun = {*first}
    then = [item for item in items if item not in begun]
    # Each process has one part of what is collected, and takes from others once it has come to its end.
    parts = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    ends = [len(then) * part // parts for part in range(parts + 1)]
    items[:] = [item for part in range(parts) for item in (*first[part::parts], *then[ends[part] : ends[part + 1]])]


@pytest.fixture(scope="session")
def grading() -> Iterator[Grading]:
    """One warm checker with every unit's checks: TensorFlow is imported once for all tests of a process."""
    with Grading({unit.id for unit in catalog.units()}, jobs=1) as grading:
        yield grading


@pytest.fixture(scope="session")
def grading_in_process() -> Iterator[Grading]:
    """One warm checker of the NumPy units that runs the answers in its own process: twice as fast, and for our own."""
    with Grading(NUMPY, jobs=1, checker=IN_PROCESS) as grading:
        yield grading


@pytest.fixture
def grade_source(request: pytest.FixtureRequest, tmp_path: Path) -> GradeSource:
    """Grade one exercise of a unit whose module has the given source."""
    return lambda exercise, source: _graded(request, "grading", tmp_path, exercise, source)


@pytest.fixture
def grade_quickly(request: pytest.FixtureRequest, tmp_path: Path) -> GradeSource:
    """The same, with no worker but where Keras is needed."""

    def grade(exercise: str, source: str | bytes) -> ExerciseResult:
        needs_keras = exercise.partition(".")[0] not in NUMPY or "tensorflow" in str(source)
        return _graded(request, "grading" if needs_keras else "grading_in_process", tmp_path, exercise, source)

    return grade


def _graded(
    request: pytest.FixtureRequest, grader: str, folder: Path, exercise: str, source: str | bytes
) -> ExerciseResult:
    grading: Grading = request.getfixturevalue(grader)
    content = source.encode() if isinstance(source, str) else source
    (folder / f"{exercise.partition('.')[0]}.py").write_bytes(content)
    report: Report = grading.grade(submission.modules(folder), catalog.select([exercise]), SEED)
    return report.exercises[0]
