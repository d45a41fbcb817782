"""Each format against its own schema or reader, with text that tries to leave it."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from grader.curriculum import catalog
from grader.errors import UsageError
from grader.report import Report
from grader.reporters import annotations, classroom, classroom50, gradescope, html, junit, markdown, terminal, whole
from tests.support import SCHEMAS, SOLUTIONS
from tests.support.reports import ENVIRONMENT, REPORTS, assert_junit_adds_up, assert_survives_its_json, result


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]


# -- JSON, back again ----------------------------------------------------------------------------


def test_a_report_survives_its_json(report: Report) -> None:
    assert_survives_its_json(report)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "x"}', '{"schema": "rna/report/v1", "seed": 1}', "3"])
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Report.from_json(text)


BAD: dict[str, list[Any]] = {
    "points": [0, -1, "3", None, float("nan")], "score": ["3", None], "status": ["done", 3, None],
    "id": ["rank", 3, ""], "duration": ["x"], "checks": [None, [3], [{"name": "a"}]],
    "diagnosis": [{}, {"id": "a"}, 3], "title": [None], "unit": [3],
}  # fmt: skip


def test_a_report_with_a_field_that_is_wrong_is_none() -> None:
    for field, values in BAD.items():
        for value in values:
            tree = json.loads(REPORTS["mixed"].to_json())
            tree["exercises"][1][field] = value
            with pytest.raises(ValueError, match=r"."):
                Report.from_json(json.dumps(tree))


# -- JUnit ---------------------------------------------------------------------------------------


def test_junit_is_valid_and_adds_up(report: Report) -> None:
    assert_junit_adds_up(report)


# -- Gradescope ----------------------------------------------------------------------------------


def test_gradescope_has_the_documented_fields(report: Report) -> None:
    tree = json.loads(gradescope.render(report))
    jsonschema.validate(tree, json.loads((SCHEMAS / "gradescope.json").read_text(encoding="utf-8")))
    assert sum(test["score"] for test in tree["tests"]) == pytest.approx(report.score, abs=0.01)
    assert len(tree["tests"]) == len(report.exercises)
    assert [test["status"] == "passed" for test in tree["tests"]] == [each.passed for each in report.exercises]
    assert tree["test_output_format"] == "text", "a student's text is never markup"


# -- whole points --------------------------------------------------------------------------------


def test_whole_points_add_up_and_keep_their_order(report: Report) -> None:
    shares = whole.points(report)
    for exercise, (score, most) in zip(report.exercises, shares, strict=True):
        assert 0 <= score <= most
        assert (score == most) == exercise.passed
        assert score or exercise.score < 0.5
    if report.exercises:
        exact = sum(exercise.score for exercise in report.exercises)
        scale = shares[0][1] / report.exercises[0].points
        assert sum(score for score, _ in shares) == pytest.approx(exact * scale, abs=1)
        assert all(
            most == exercise.points * scale for exercise, (_, most) in zip(report.exercises, shares, strict=True)
        )


def test_what_came_late_is_worth_as_much_in_whole_points() -> None:
    late = Report(3, (result("tensors.rank", share=0.5), result("activations.relu", share=0.0), result("losses.mse")))
    exact = [(exercise.score, exercise.points) for exercise in late.exercises]
    assert whole.points(late) == [(2 * score, 2 * points) for score, points in exact]
    assert classroom.payload(late, SOLUTIONS)["tests"][1]["score"] == 0


# -- GitHub Classroom ----------------------------------------------------------------------------


def reporter(payload: dict[str, Any]) -> tuple[str, float, float]:
    """What classroom-resources/autograding-grading-reporter@v1 makes of a payload: total, table, outcome."""
    total = sum(float(test["score"]) for test in payload["tests"]) if payload["max_score"] else 0.0
    table = sum(float(test["score"]) for test in payload["tests"] if test["status"] == "pass")
    return payload["status"], total, table


def test_classroom_adds_up_as_its_reporter_adds(report: Report) -> None:
    text = classroom.render(report, SOLUTIONS)
    assert re.fullmatch(r"[A-Za-z0-9+/=]+\n", text), "nothing that a step output could break on"
    payload = json.loads(base64.b64decode(text))
    assert set(payload) == {"version", "status", "max_score", "tests"}
    for test in payload["tests"]:
        fields = {"name", "status", "score", "message", "test_code", "filename", "line_no", "duration"}
        assert set(test) == fields
        assert isinstance(test["score"], int)
        assert test["status"] in ("pass", "fail", "error")
        assert isinstance(test["line_no"], int)
    outcome, total, table = reporter(payload)
    assert total == table == sum(score for score, _ in whole.points(report))
    assert total <= payload["max_score"]
    assert (total == payload["max_score"]) == all(each.passed for each in report.graded)
    broken = len(report.graded) < len(report.exercises)
    assert outcome == ("error" if broken else "pass" if report.passed else "fail")


# -- Classroom 50 --------------------------------------------------------------------------------


def test_classroom50_field_by_field(report: Report) -> None:
    tree = json.loads(classroom50.render(report, ENVIRONMENT))
    assert list(tree) == [
        "schema", "classroom", "assignment", "assignment_type", "owner", "submission", "commit", "release", "review",
        "datetime", "score", "max-score", "tests",
    ]  # fmt: skip
    assert tree["schema"] == "classroom50/result/v1"
    assert tree["datetime"] == "2026-06-01T14:32:05Z"
    assert (tree["owner"], tree["commit"], tree["review"]) == ("ana", "https://example.org/c", "https://example.org/d")
    for test in tree["tests"]:
        assert set(test) == {"test-name", "passed", "score", "max-score"}
        assert type(test["passed"]) is bool
        assert type(test["score"]) is type(test["max-score"]) is int
        assert 0 <= test["score"] <= test["max-score"]
    for total in ("score", "max-score"):
        assert type(tree[total]) is int
        assert tree[total] == sum(test[total] for test in tree["tests"])
    assert len(tree["tests"]) == len(report.graded)


def test_classroom50_names_what_is_missing() -> None:
    with pytest.raises(UsageError, match="SUBMISSION_TAG"):
        classroom50.render(REPORTS["passed"], {**ENVIRONMENT, "SUBMISSION_TAG": ""})
    with pytest.raises(UsageError, match="OWNER"):
        classroom50.render(REPORTS["passed"], {**ENVIRONMENT, "OWNER": "", "USERNAME": ""})


# -- text that tries to leave ----------------------------------------------------------------------


def test_student_text_cannot_leave_markdown(report: Report) -> None:
    page = MarkdownIt("commonmark").enable("table").render(markdown.render(report))
    outside = re.sub(r"<pre><code.*?</code></pre>", "", page, flags=re.DOTALL)
    for sign in ("script", "javascript", "@nadie", "::error", "boo"):
        assert sign not in outside
    assert "<script" not in page
    assert page.count("<table>") == 1


def test_student_text_cannot_give_workflow_commands(report: Report) -> None:
    texts = [markdown.render(report), terminal.render(report, SOLUTIONS), report.to_json(), junit.render(report)]
    for text in (*texts, html.render(report), gradescope.render(report)):
        for line in text.splitlines():
            assert not line.lstrip().startswith("::")
            assert "##[" not in line


def test_annotations_are_one_command_each(report: Report) -> None:
    lines = annotations.render(report, SOLUTIONS).splitlines()
    wrong = [each for each in report.exercises if each.status not in ("passed", "not_implemented")]
    assert len(lines) == len(wrong)
    for line in lines:
        assert re.fullmatch(r"::(error|warning) file=[^,:%]+,line=\d+,title=[^,:]+::.*", line)
        assert "\r" not in line


def test_markdown_fits_in_a_release() -> None:
    long = tuple(result(exercise.id, "failed", 0, "x" * 50_000) for exercise in catalog.exercises())
    assert len(markdown.render(Report(1, long))) < 125_000
