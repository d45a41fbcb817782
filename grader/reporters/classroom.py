"""The step output ``result`` that GitHub Classroom's autograding reporter reads: JSON in base64, on one line.

That reporter adds up ``tests[].score`` (a missing one makes the total NaN), prints a table that counts only what
passed, adds numbers as floats, and fails on a payload without ``tests``. So scores here are whole numbers, every
test has one, and points belong to passed tests alone: a half right exercise is two tests.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from grader.report import ExerciseResult, Report
from grader.reporters import whole
from grader.reporters.text import STATUS, failures, harmless_lines, place, printable, story


def render(report: Report, folder: Path) -> str:
    """The payload, from the modules in ``folder``."""
    return base64.b64encode(json.dumps(payload(report, folder), ensure_ascii=False).encode()).decode() + "\n"


def payload(report: Report, folder: Path) -> dict[str, Any]:
    """What the reporter decodes."""
    shares = whole.points(report)
    graded = [(each, *share) for each, share in zip(report.exercises, shares, strict=True)]
    broken = len(report.graded) < len(report.exercises)
    return {
        "version": 1,
        "status": "error" if broken else "pass" if report.passed else "fail",
        "max_score": sum(most for each, _, most in graded if each.status != "not_graded"),
        "tests": [test for each, score, _ in graded for test in _tests(each, score, folder)],
    }


def _tests(exercise: ExerciseResult, score: int, folder: Path) -> list[dict[str, Any]]:
    if exercise.passed:
        return [_test(exercise, exercise.id, "pass", score, folder)]
    status = "error" if exercise.status in ("error", "timeout", "crashed", "not_graded") else "fail"
    if not score:
        return [_test(exercise, exercise.id, status, 0, folder)]
    earned = _test(exercise, f"{exercise.id} (lo conseguido)", "pass", score, folder)
    return [earned, _test(exercise, f"{exercise.id} (lo que falta)", status, 0, folder)]


def _test(exercise: ExerciseResult, name: str, status: str, score: int, folder: Path) -> dict[str, Any]:
    file, line = place(exercise, folder)
    laws = failures(exercise) if status != "pass" else [check for check in exercise.checks if check.status == "passed"]
    return {
        "name": printable(name, 200),
        "status": status,
        "score": score,
        "message": "" if status == "pass" else _shown(story(exercise) or STATUS[exercise.status].words),
        "test_code": _shown("\n".join(check.message.partition("\n")[0] for check in laws)),
        "filename": file,
        "line_no": line,
        "duration": round(exercise.duration, 3),
    }


def _shown(text: str) -> str:
    """What the reporter prints in its own log."""
    return harmless_lines(printable(text))
