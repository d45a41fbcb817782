"""Fixtures of the checks. By hand:

``pytest -c grader/curriculum/pytest.ini grader/curriculum --submission DIR``
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader import submission
from grader.boundary.outcomes import Halted
from grader.curriculum import catalog, laws
from grader.curriculum.library import figures, known
from grader.curriculum.siblings import right_siblings
from grader.verdict.in_process import InProcessHost
from grader.verdict.stash import CURRICULUM, OPEN_HOST, SEED, Curriculum
from grader.verdict.student import Host, Student

if TYPE_CHECKING:
    from grader.verdict.worker_processes import Launchers

_STARTED = pytest.StashKey[dict[str, Any]]()
"""The sockets of the launchers of a session started by hand, by what the launcher has imported."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("rna")
    group.addoption("--submission", default="exercises", help="folder with the student's modules")
    group.addoption(
        "--in-process", action="store_true", help="no worker process, so that --pdb reaches the student's code"
    )


def pytest_configure(config: pytest.Config) -> None:
    laws.new_seed(_seed_by_hand(config))
    config.stash[CURRICULUM] = Curriculum(exercise_of, laws.new_seed, known, right_siblings, figures)


def exercise_of(checks: type) -> tuple[str, str]:
    """Unit and function that a check class grades: ``losses/checks.py``'s ``TestMse`` is for ``losses.mse``."""
    unit = checks.__module__.split(".")[-2]
    return unit, re.sub(r"(?<!^)(?=[A-Z])", "_", checks.__name__.removeprefix("Test")).lower()


def _seed_by_hand(config: pytest.Config) -> int:
    return int(config.getoption("--hypothesis-seed", None) or 0)


def _open_by_hand(config: pytest.Config, unit: str, function: str) -> Host:
    folder = submission.find(Path(config.getoption("--submission")))
    if config.getoption("--in-process"):
        return InProcessHost(submission.whole(folder), unit, folder)
    from grader.verdict.worker_host import Limits, WorkerHost  # here: the browser has no processes

    exercise = catalog.select([f"{unit}.{function}"])[0]
    limits, preload = Limits(exercise.call_limit, exercise.exercise_limit), catalog.unit(unit).preload
    return WorkerHost(submission.whole(folder), unit, limits, _launchers(config, preload), preload)


def _launchers(config: pytest.Config, preload: str) -> Launchers:
    """What forks the workers of a session started by hand."""
    from grader.verdict.grading import CAN_FORK
    from grader.verdict.processes import Launcher
    from grader.verdict.worker_processes import Launchers

    started = config.stash.setdefault(_STARTED, {})
    if CAN_FORK and preload not in started:
        launcher = Launcher(preload, users=1)
        config.add_cleanup(launcher.close)
        started[preload] = launcher.ends[0]
    return Launchers(started)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: Any) -> Any:
    """A fixture in which the worker dies is not set up again: all checks that use it fail alike.

    pytest remembers what became of a fixture if that is a value or an Exception, and Halted is neither. It would set
    the fixture up once more for each check, and tear it down never: the next submission would find what is left of it.
    """
    try:
        return (yield)
    except Halted as error:
        fixturedef.cached_result = (None, fixturedef.cache_key(request), (error, error.__traceback__))
        raise


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Any:
    """A check that holds, whatever it compares, holds of finite results only."""
    outcome = yield
    student = pyfuncitem.funcargs.get("student")
    if isinstance(student, Student):
        student.assert_finite()
    return outcome


@pytest.fixture(scope="class")
def _host(request: pytest.FixtureRequest) -> Iterator[Host]:
    """One fresh host for each exercise."""
    unit, function = exercise_of(request.cls)
    graded = request.config.stash.get(OPEN_HOST, None)
    host = graded(unit, function) if graded else _open_by_hand(request.config, unit, function)
    yield host
    host.close()


@pytest.fixture
def student(request: pytest.FixtureRequest, _host: Host) -> Iterator[Student]:
    """The student's functions, as a proxy."""
    with np.errstate(all="ignore"):
        yield Student(_host, exercise_of(request.cls)[1], request.cls.returns)


@pytest.fixture(scope="class")
def run_seed(request: pytest.FixtureRequest) -> int:
    """The seed of this grading; of a session started by hand the option's."""
    return request.config.stash.get(SEED, None) or _seed_by_hand(request.config)


@pytest.fixture
def rng(request: pytest.FixtureRequest, run_seed: int) -> np.random.Generator:
    """Random numbers that follow from the run's seed and the exercise, and that no worker knows."""
    return np.random.default_rng([run_seed, zlib.crc32(".".join(exercise_of(request.cls)).encode())])
