"""Every known wrong answer is refused, every known right one gets full marks; no diagnosis is a wrong one."""

from __future__ import annotations

from collections import Counter

import pytest

from grader.curriculum import catalog
from grader.curriculum.library import library
from tests.support import GradeSource, with_proof
from tests.support.answers import Answer, acceptable, answers, sample
from tests.support.library import showing

ANSWERS = [answer for unit in catalog.units() for answer in answers(unit.id)]
BY_WORKER = sample((answer for answer in ANSWERS if answer.is_right), 1)
"""One of each exercise, graded as a student's."""
SHOWING = {answer for unit in catalog.units() for answer in showing(unit.id)}
TRAINED = {"training.train_pima", "training.train_mnist", "training.fit_with_early_stopping"}
"""What takes long to find out."""
QUICK = [
    each for each in (*BY_WORKER, *sample((each for each in ANSWERS if not each.is_right), 1))
    if each.exercise not in TRAINED
]  # fmt: skip


@pytest.mark.parametrize("answer", with_proof(ANSWERS, QUICK), ids=str)
def test_verdict(answer: Answer, grade_source: GradeSource, grade_quickly: GradeSource) -> None:
    result = (grade_source if answer in BY_WORKER else grade_quickly)(answer.exercise, answer.source)
    assert result.status != "not_graded", "the checks themselves broke"
    told = [check.message for check in result.checks if check.status != "passed"]
    if answer.is_right:
        assert result.status == "passed", told
        assert result.score == result.points
        assert result.diagnosis is None
    else:
        assert result.status != "passed"
        assert result.score < result.points
        assert all(told), "a refusal without a reason"
        assert result.diagnosis is not None or answer not in SHOWING
        assert result.diagnosis is None or result.diagnosis["id"] in acceptable(answer)


def test_enough_of_each() -> None:
    """At least five wrong answers, those of the library counted, and three right ones for every exercise."""
    ids = [exercise.id for exercise in catalog.exercises()]
    own = Counter(answer.exercise for answer in ANSWERS if not answer.is_right)
    known = Counter(entry.exercise for id in ids for entry in library(id) if not entry.is_symptom)
    right = Counter(answer.exercise for answer in ANSWERS if answer.is_right)
    assert {id for id in ids if own[id] + known[id] < 5} == set()
    assert {id for id in ids if right[id] < 3} == set()
    assert set(own) | set(right) == set(ids), "an answer to no exercise"
