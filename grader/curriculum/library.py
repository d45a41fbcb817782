"""The known wrong ideas of each exercise, from the folders of the units."""

from __future__ import annotations

import importlib
import importlib.util
from functools import partial
from types import SimpleNamespace
from typing import Any

from grader.boundary.keras_models import Model
from grader.feedback.misconception import Misconception, entries, given
from grader.verdict import numpy_keras


def library(exercise: str) -> tuple[Misconception, ...]:
    """The entries of an exercise, in the order in which they are tried; none before somebody writes its module."""
    unit, _, name = exercise.partition(".")
    module = f"grader.curriculum.{unit}.misconceptions.{name}"
    return entries(importlib.import_module(module), exercise) if importlib.util.find_spec(module) else ()


@given.register(Model)
def _with_predict(model: Model) -> Any:
    """What a wrong answer asks of a living model, computed from its description."""
    return SimpleNamespace(predict=partial(numpy_keras.predict, model))
