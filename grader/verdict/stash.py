"""What the checker and the curriculum leave for each other in the configuration of a pytest session.

So the checker imports nothing that it runs, and the checks nothing that runs them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from grader.feedback.misconception import Misconception
from grader.verdict.stand_ins import Right
from grader.verdict.student import Host, Student

OPEN_HOST = pytest.StashKey[Callable[[str, str], Host]]()
"""Left by the checker: opens the host of (unit, function) for the submission being graded."""

SEED = pytest.StashKey[int]()
"""Left by the checker: what all that is drawn for that submission follows from."""


@dataclass(frozen=True)
class Curriculum:
    """What the checker asks of the curriculum whose checks it runs."""

    exercise_of: Callable[[type], tuple[str, str]]
    """Unit and function that a check class grades."""
    new_seed: Callable[[int], None]
    """From now on cases are drawn from this seed."""
    misconceptions: Callable[[str], Sequence[Misconception]]
    """The known mistakes of an exercise, in the order in which they are tried, and its right answer."""
    right: Callable[[str], dict[str, Right]]
    """Right answers that stand in for those of a student when an exercise is tried again: all but its own."""
    figures: Callable[[str, Student, Any, list[dict[str, float]]], list[dict[str, Any]]]
    """The figures of an exercise: its id, the student's functions, what was trained, and what its epochs told."""


CURRICULUM = pytest.StashKey[Curriculum]()
"""Left by the curriculum's conftest."""
