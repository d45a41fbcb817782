"""What Python, NumPy and Keras raise, or a wrong result shows, is told in Spanish, with the idea of a teacher."""

from __future__ import annotations

import re

import pytest

from grader.feedback import exceptions
from grader.report import ExerciseResult
from grader.reporters.text import failures
from tests.support import GradeSource, with_proof
from tests.support.answers import sample
from tests.support.raised import RAISED, RaisedAnswer, raised_answers

TABLES = {path.stem: list(raised_answers(path.stem)) for path in sorted(RAISED.glob("*.toml"))}
HERE = [*TABLES["syntax"], *TABLES["numpy"], *TABLES["results"]]
"""What may run in the tests' own process: no file, no keyboard, no Keras."""
QUICK = [*sample(HERE, 1), *(each for each in TABLES["syntax"] if each.message)]


@pytest.mark.parametrize("answer", with_proof(HERE, QUICK), ids=str)
def test_python_and_numpy_are_told_with_their_idea(answer: RaisedAnswer, grade_quickly: GradeSource) -> None:
    assert answer.faults(grade_quickly(answer.exercise, answer.content)) == []


@pytest.mark.parametrize("answer", with_proof(TABLES["python"], TABLES["python"][:2]), ids=str)
def test_what_comes_from_outside_is_told_with_its_idea(answer: RaisedAnswer, grade_source: GradeSource) -> None:
    assert answer.faults(grade_source(answer.exercise, answer.content)) == []


@pytest.mark.proof
@pytest.mark.parametrize("answer", TABLES["keras"], ids=str)
def test_keras_is_told_with_its_idea(answer: RaisedAnswer, grade_source: GradeSource) -> None:
    assert answer.faults(grade_source(answer.exercise, answer.content)) == []


@pytest.mark.parametrize("answer", with_proof(TABLES["numpy"], sample(TABLES["numpy"], 1)[:5]), ids=str)
def test_spanish_comes_first_and_pythons_words_last(answer: RaisedAnswer, grade_quickly: GradeSource) -> None:
    told = _line_of_python(grade_quickly(answer.exercise, answer.content))
    assert re.fullmatch(r"\S.* \(Python dice: \w+(: .*)?\)", told), told
    assert not re.match(r"\w*(Error|Exception)\b", told)


def _line_of_python(result: ExerciseResult) -> str:
    (told,) = re.findall(r"(?m)^.*\(Python dice: .*$", failures(result)[0].message)
    return told


@pytest.mark.parametrize("exercise", ["activations.relu", "losses.mse", "tensors.standardize"])
@pytest.mark.parametrize("returned", ["None", "'texto'", "[[1], [2, 3]]", "np", "np.zeros((7, 7))", "{}", "0", "map"])
def test_no_fact_of_an_exception_speaks_of_a_result(exercise: str, returned: str, grade_quickly: GradeSource) -> None:
    name = exercise.partition(".")[2]
    source = f"import numpy as np\n\n\ndef {name}(*given):\n    return {returned}\n"
    diagnosis = grade_quickly(exercise, source).diagnosis or {"id": ""}
    assert diagnosis["id"].removeprefix("general.") not in {fact.__name__ for fact in exceptions.FACTS}


def test_a_table_of_many_subjects() -> None:
    """Each fact of an exception is told of some answer, or is one of a name that several facts share."""
    assert len({idea for answers in TABLES.values() for answer in answers for idea in answer.ideas}) > 100
    assert len({fact.__name__ for fact in exceptions.FACTS}) > 150


def test_every_name_once() -> None:
    names = [str(answer) for answers in TABLES.values() for answer in answers]
    assert len(names) == len(set(names))
