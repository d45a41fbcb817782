"""The step output ``result`` that GitHub Classroom's autograding reporter reads: JSON in base64, on one line.

That reporter adds up ``tests[].score`` (a missing one makes the total NaN), prints a table that counts only what
passed, adds numbers as floats, and fails on a payload without ``tests``. So scores here are whole numbers, every
test has one, and points belong to passed tests alone: a half right exercise is two tests. Some of its releases print,
beside that sum, the part of the tests that passed: both are one number where what was earned and what is missing come
as payloads of their own, of which all tests pass and none.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from grader.report import ExerciseResult, Report
from grader.reporters import whole
from grader.reporters.text import (
    STATUS,
    failures,
    given,
    harmless_lines,
    lateness,
    one_line,
    place,
    printable,
    said,
    story,
)


def render(report: Report, folder: Path, part: str = "") -> str:
    """The payload, from the modules in ``folder``; or of it what was "earned", or what is "missing"."""
    tree = halves(report, folder)[part] if part else payload(report, folder)
    return base64.b64encode(json.dumps(tree, ensure_ascii=False).encode()).decode() + "\n"


def halves(report: Report, folder: Path) -> dict[str, dict[str, Any]]:
    """The payload as two: in one all tests pass, and what they earn is its maximum; in the other nothing is earned."""
    whole = payload(report, folder)
    passed = [test for test in whole["tests"] if test["status"] == "pass"] or [_worthless("Nada todavía", "pass")]
    earned = sum(test["score"] for test in passed)
    lacking = whole["max_score"] - earned
    others = [test for test in whole["tests"] if test["status"] != "pass"]
    others = others or [_worthless("Lo que falta", "fail" if lacking else "pass")]
    return {
        "earned": {**whole, "status": "pass", "max_score": earned, "tests": passed},
        "missing": {**whole, "max_score": lacking, "tests": others},
    }


def payload(report: Report, folder: Path) -> dict[str, Any]:
    """What the reporter decodes."""
    shares = whole.points(report)
    graded = [(each, *share) for each, share in zip(report.exercises, shares, strict=True)]
    broken = len(report.graded) < len(report.exercises)
    return {
        "version": 1,
        "status": "error" if broken else "pass" if report.passed else "fail",
        "max_score": sum(most for each, _, most in graded if each.status != "not_graded"),
        "tests": [*_told(report), *(test for each, score, _ in graded for test in _tests(each, score, folder))],
    }


def _told(report: Report) -> list[dict[str, Any]]:
    """What is told of all of it, as tests that are worth nothing: the reporter has no other place to say it."""
    return [_worthless(line, "pass") for line in map(one_line, (lateness(report), said(report))) if line]


def _worthless(name: str, status: str) -> dict[str, Any]:
    return {
        "name": name, "status": status, "score": 0, "message": "", "test_code": "", "filename": "", "line_no": 0,
        "duration": 0.0,
    }  # fmt: skip


def _tests(exercise: ExerciseResult, score: int, folder: Path) -> list[dict[str, Any]]:
    if exercise.passed:  # of such a test nothing but its name is printed
        told = given(exercise)
        return [_test(exercise, f"{exercise.id} ({told})" if told else exercise.id, "pass", score, folder)]
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
        "filename": _shown(one_line(file)),
        "line_no": line or 0,
        "duration": round(exercise.duration, 3),
    }


def _shown(text: str) -> str:
    """What the reporter prints in its own log."""
    return harmless_lines(printable(text))
