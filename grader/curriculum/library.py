"""What is known of each exercise besides its checks, from the folders of the units: wrong ideas and figures."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from grader.boundary.keras_models import Model
from grader.boundary.outcomes import Halted
from grader.curriculum.figures import DRAWN, Figure, Samples
from grader.feedback.misconception import Misconception, entries, given
from grader.verdict import numpy_keras
from grader.verdict.student import Student


def library(exercise: str) -> tuple[Misconception, ...]:
    """The entries of an exercise, in the order in which they are tried; none before somebody writes its module."""
    written = _misconceptions(exercise)
    return entries(written, exercise) if written else ()


def known(exercise: str) -> tuple[Misconception, ...]:
    """The entries of an exercise and, where its module has one, the right answer, of which slips make wrong ones."""
    right = right_answer(exercise)
    return (*library(exercise), *([Misconception(exercise, right, False, is_right=True)] if right else []))


@cache
def right_answer(exercise: str) -> Callable[..., Any] | None:
    """The right answer to an exercise, if its module of misconceptions has one."""
    return getattr(_misconceptions(exercise), "right", None)


def _misconceptions(exercise: str) -> ModuleType | None:
    unit, _, name = exercise.partition(".")
    module = f"grader.curriculum.{unit}.misconceptions.{name}"
    try:
        written = importlib.util.find_spec(module)
    except ModuleNotFoundError:  # not all units are where there is no Keras, as in the browser
        return None
    return importlib.import_module(module) if written else None


def figures(exercise: str, student: Student, trained: Any, epochs: list[dict[str, float]]) -> list[Figure]:
    """The figures of an exercise; none where it has none or its function does not play along. See ``Samples``."""
    samples = f"grader.curriculum.{exercise.partition('.')[0]}.samples"
    if importlib.util.find_spec(samples):
        importlib.import_module(samples)
    if draw := DRAWN.get(exercise):
        with suppress(Exception, Halted), np.errstate(all="ignore"):
            return draw(Samples(student, trained, epochs))
    return []


@given.register(Model)
def _with_predict(model: Model) -> Any:
    """What a wrong answer asks of a living model, computed from its description."""
    return SimpleNamespace(predict=partial(numpy_keras.predict, model))
