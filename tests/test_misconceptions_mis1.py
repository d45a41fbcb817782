"""Each known mistake is refused and diagnosed as itself; what is none of them is not diagnosed as one."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable

import pytest

from grader import catalog
from grader.misconceptions import Misconception, library
from grader.result import ExerciseResult
from tests.misconceptions import Example, examples

UNITS = ("tensors", "neuron", "activations", "losses")
EXERCISES = [exercise.id for exercise in catalog.exercises() if exercise.unit in UNITS]
ENTRIES = [entry for exercise in EXERCISES for entry in library(exercise)]
WRONG_ANSWERS = [entry for entry in ENTRIES if not entry.is_symptom]
EXAMPLES = [example for unit in UNITS for example in examples(unit)]

Grade = Callable[[str, str], ExerciseResult]


def submission(entry: Misconception) -> str:
    """A wrong answer of the library as a student's module."""
    definition = ast.parse(textwrap.dedent(inspect.getsource(entry.function))).body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.name, definition.decorator_list = entry.exercise.partition(".")[2], []
    return f"import numpy as np\n{ast.unparse(definition)}"


@pytest.mark.parametrize("entry", WRONG_ANSWERS, ids=lambda entry: entry.id)
def test_diagnosed_as_itself(entry: Misconception, grade_source: Grade) -> None:
    result = grade_source(entry.exercise, submission(entry))
    assert result.status in ("failed", "error")
    assert result.diagnosis is not None
    itself_or_twin = {entry.id, f"{entry.exercise}.{entry.twin_of}"}
    assert result.diagnosis["id"] in itself_or_twin
    assert entry.twin_of or result.diagnosis["message"] == entry.message


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_symptom(example: Example, grade_source: Grade) -> None:
    result = grade_source(example.exercise, example.source)
    assert result.status in ("failed", "error")
    assert result.diagnosis is not None
    assert result.diagnosis["id"] == example.diagnosis


def test_every_symptom_is_shown() -> None:
    symptoms = {entry.id for entry in ENTRIES if entry.is_symptom}
    assert symptoms == {example.diagnosis for example in EXAMPLES}


def test_enough_for_every_exercise() -> None:
    assert {exercise for exercise in EXERCISES if len(library(exercise)) < 4} == set()


def test_no_name_twice() -> None:
    """Names are shared between exercises, never within one; a twin is the name of another entry."""
    ids = [entry.id for entry in ENTRIES]
    assert len(ids) == len(set(ids))
    assert {f"{entry.exercise}.{entry.twin_of}" for entry in ENTRIES if entry.twin_of} <= set(ids)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_message(entry: Misconception) -> None:
    """One to three Spanish sentences, and no code to copy: names and short calls at most."""
    assert entry.message.endswith(".")
    assert 40 < len(entry.message) < 400
    assert not re.search(r"`[^`]*(return|=\s*np\.|\w\(.*\w\(.*\)\))[^`]*`", entry.message)
    assert not re.search(r"\b(usted|su función|sus datos)\b", entry.message), "la voz es tú"


GARBAGE = {
    "a_constant": "42.0",
    "another_constant": "-7.25",
    "random_of_the_same_shape": "rng.normal(size=np.shape(given[0])) if given else rng.normal(size=(5, 2))",
    "random_numbers": "(rng.normal(size=7), rng.normal(size=3), rng.normal(size=(3, 3)))",
    "cosines": "np.cos(np.asarray(given[0])) if given else np.cos(1.0)",
    "random_number": "float(rng.normal())",
}


@pytest.mark.parametrize("kind", GARBAGE)
@pytest.mark.parametrize("exercise", EXERCISES)
def test_garbage(exercise: str, kind: str, grade_source: Grade) -> None:
    """What follows no idea gets no idea's name."""
    name = exercise.partition(".")[2]
    body = f"    rng = np.random.default_rng(12345)\n    return {GARBAGE[kind]}"
    result = grade_source(exercise, f"import numpy as np\ndef {name}(*given, **options):\n{body}\n")
    assert not result.passed
    assert result.diagnosis is None or result.diagnosis["id"].startswith("general.")
