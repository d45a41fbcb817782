"""Reports of every kind, with text that tries to leave what shows it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import xmlschema

from grader.curriculum import catalog
from grader.report import Check, ExerciseResult, Report
from grader.reporters import junit
from tests.support import SCHEMAS

HOSTILE = (
    "La ley.\nactivations.py:7: `x`\n::error file=a::boo\n##[error]boo\n]]>\x00\x1b[31m\u202e\ud800\n```\n"
    "<script>alert(1)</script> | a | [x](javascript:1) @nadie #1 %0A"
)
ENVIRONMENT = {
    "CLASSROOM": "redes", "ASSIGNMENT": "todo", "ASSIGNMENT_TYPE": "individual", "OWNER": "ana", "USERNAME": "ana",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d", "COMMIT_URL": "https://example.org/c",
    "RELEASE_URL": "https://example.org/r", "REVIEW_URL": "https://example.org/d",
}  # fmt: skip


def result(id: str, status: str = "passed", share: float = 1.0, message: str = "La ley.") -> ExerciseResult:
    exercise = catalog.select([id])[0]
    worst = status if status in ("passed", "failed", "error", "timeout", "crashed") else "failed"
    checks = (
        Check("core_law", "core", "passed", 2.0, "Otra ley."),
        Check("law", "extra", "skipped" if status == "not_implemented" else worst, 1.0, message),
    )
    diagnosis = {"id": "axis", "message": message} if status == "failed" else None
    points = exercise.points
    return ExerciseResult(
        id, exercise.unit, exercise.title, points, points * share, status, 0.25,
        () if status == "not_graded" else checks, diagnosis,
    )  # fmt: skip


PASSED = [result(exercise.id) for exercise in catalog.exercises()]
REPORTS = {
    "passed": Report(3, tuple(PASSED)),
    "empty": Report(3, ()),
    "nothing": Report(3, tuple(result(exercise.id, "not_implemented", 0) for exercise in catalog.exercises())),
    "mixed": Report(
        3,
        (
            result("tensors.rank"),
            result("activations.softmax", "failed", 2 / 3, HOSTILE),
            result("activations.relu", "error", 0, HOSTILE),
            result("losses.mse", "timeout", 0, HOSTILE),
            result("losses.accuracy", "rejected", 0, HOSTILE),
            result("network.dense", "crashed", 0, HOSTILE),
            result("network.forward", "not_implemented", 0, HOSTILE),
            result("network.one_hot", "failed", 1 / 3),
        ),
    ),
    "broken": Report(3, (result("tensors.rank"), result("losses.mse", "not_graded", 0))),
}


def assert_survives_its_json(report: Report) -> None:
    back = Report.from_json(report.to_json())
    assert back.to_json() == report.to_json()
    assert (back.score, back.max_score, back.seed) == (report.score, report.max_score, report.seed)


def assert_junit_adds_up(report: Report) -> None:
    """Against the schema, and each count with what is there."""
    text = junit.render(report)
    xmlschema.XMLSchema(str(SCHEMAS / "junit.xsd")).validate(text)
    root = ET.fromstring(text)  # noqa: S314 - what junit.render has just written
    for part in (root, *root.findall("testsuite")):
        cases = list(part.iter("testcase"))
        assert int(part.get("tests", -1)) == len(cases)
        for tag, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(part.get(attribute, -1)) == sum(case.find(tag) is not None for case in cases)
    assert len(list(root.iter("testcase"))) == sum(max(1, len(exercise.checks)) for exercise in report.exercises)
    passed = [case for case in root.iter("testcase") if len(case) == 0]
    assert len(passed) == sum(check.status == "passed" for exercise in report.exercises for check in exercise.checks)
