"""The known mistakes of each exercise, from the folders of the units."""

from __future__ import annotations

import importlib
from functools import cache

from grader.feedback.misconception import REGISTERED, Misconception


def library(exercise: str) -> tuple[Misconception, ...]:
    """The entries of an exercise, in the order in which they are tried."""
    return tuple(entry for entry in _unit(exercise.partition(".")[0]) if entry.exercise == exercise)


@cache
def _unit(unit: str) -> tuple[Misconception, ...]:
    importlib.import_module(f"grader.misconceptions.{unit}")
    return tuple(entry for entry in REGISTERED if entry.exercise.partition(".")[0] == unit)
