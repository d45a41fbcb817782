"""Where the checker and a course's conftest meet: what each leaves for the other in a pytest session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from grader.feedback.misconception import Misconception
from grader.verdict.student import Host, Student

OPEN_HOST = pytest.StashKey[Callable[[str, str], Host]]()
"""Set by the checker: opens the host of (unit, function) for the submission being graded."""


@dataclass(frozen=True)
class Course:
    """What the checker asks of the course whose checks it runs."""

    exercise_of: Callable[[type], tuple[str, str]]
    """Unit and function that a check class grades."""
    misconceptions: Callable[[str], Sequence[Misconception]]
    """The known mistakes of an exercise, in the order in which they are tried."""
    figures: Callable[[str, Student, Any, list[dict[str, float]]], list[dict[str, Any]]]
    """The figures of an exercise: its id, the student's functions, what was trained, and what its epochs told."""


COURSE = pytest.StashKey[Course]()
"""Set by the course's conftest."""
