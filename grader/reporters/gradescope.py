"""Gradescope's ``results.json``: a test for each exercise, its text plain so that nothing in it is markup."""

from __future__ import annotations

from typing import Any

from grader.curriculum import catalog
from grader.report import ExerciseResult, Report, visible_json
from grader.reporters.text import STATUS, in_short, printable, story


def render(report: Report) -> str:
    """The results; the whole score stands beside those of the tests, which are rounded for whoever reads them."""
    numbers = {
        exercise.id: f"{unit.number}.{index}"
        for unit in catalog.units()
        for index, exercise in enumerate(unit.exercises, 1)
    }
    tree = {
        "score": report.score,
        "output": _overall(report),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(sum(exercise.duration for exercise in report.exercises)),
        "extra_data": {"seed": report.seed, "sandbox": list(report.sandbox)},
        "tests": [_test(exercise, numbers.get(exercise.id, "")) for exercise in report.exercises],
    }
    return visible_json(tree)


def _overall(report: Report) -> str:
    text = in_short(report)
    broken = len(report.exercises) - len(report.graded)
    return f"{text}\nHay {broken} sin corregir por un fallo del corrector: avisa a tu profesor." if broken else text


def _test(exercise: ExerciseResult, number: str) -> dict[str, Any]:
    words = printable(story(exercise))
    return {
        "number": number,
        "name": printable(f"{exercise.id}: {exercise.title}", 200),
        "score": round(exercise.score, 2),
        "max_score": exercise.points,
        "status": "passed" if exercise.passed else "failed",
        "output": words or STATUS[exercise.status].words.capitalize() + ".",
        "visibility": "visible",
        "tags": [exercise.unit],
        "extra_data": {"status": exercise.status, "diagnosis": _diagnosis(exercise)},
    }


def _diagnosis(exercise: ExerciseResult) -> str | None:
    return printable(exercise.diagnosis["id"], 200) if exercise.diagnosis else None
