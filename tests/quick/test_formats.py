"""Each format against its own schema or reader, with text that tries to leave it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader.boundary.sandbox import LAYERS
from grader.curriculum import catalog
from grader.errors import UsageError
from grader.report import _KEYWORDS, MAX_MESSAGE, Check, Report, fits
from grader.reporters import (
    annotations,
    classroom,
    classroom50,
    gradescope,
    html,
    junit,
    markdown,
    prairielearn,
    terminal,
    vpl,
    whole,
)
from tests.support import ROOT, SCHEMAS, SOLUTIONS
from tests.support.platforms import LINE_ENDS, evaluated, recorded
from tests.support.reports import ENVIRONMENT, PASSED, REPORTS, assert_junit_adds_up, assert_survives_its_json, result

DOES_SOMETHING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""What a terminal obeys, what turns a line around, and what nobody sees."""


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


SCHEMA = json.loads((ROOT / "grader" / "report.schema.json").read_text(encoding="utf-8"))

ODD: list[Any] = [
    None, True, False, 0, -1, 1, 2.5, 1e308, 10**400, "", "x", "x" * 100_000, "activations.relu", "passed", [], {},
    [[]], [{}], {"id": "a"}, ["landlock", "landlock"], "\x1b[31m", "\ud800", "tensors.rank\n", "not_graded",
]  # fmt: skip


def spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in JSON: what holds it, and where."""
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ():
        yield tree, key
        yield from spots(tree[key])


def changed(report: Report) -> Iterator[tuple[Any, str]]:
    """A report's JSON with one thing in it that is another, is missing, or is one too many; and as text."""
    whole = report.to_json()
    for number in range(sum(1 for _ in spots(json.loads(whole)))):
        for value in (*ODD, "missing", "more"):
            tree = json.loads(whole)
            holder, key = next(islice(spots(tree), number, None))
            if value == "missing":
                del holder[key]
            elif value == "more" and isinstance(holder, dict):
                holder["more"] = 1
            else:
                holder[key] = value
            yield tree, json.dumps(tree)


FEW = Report(3, REPORTS["mixed"].exercises[:2], ("landlock",))
"""With a place of every kind."""


DRAWN: dict[str, Any] = {
    "kind": "lines", "title": "relu(z)", "text": "Aquí coinciden.", "axes": ["z", "relu(z)"],
    "series": [{"name": "tu función", "role": "mine", "x": [0.0, 1.0], "y": [0.5, float("nan")]}],
}  # fmt: skip


def test_a_report_survives_its_json_with_pictures() -> None:
    report = replace(FEW, exercises=(replace(FEW.exercises[0], figures=(DRAWN,)),))
    assert_survives_its_json(report)
    (back,) = Report.from_json(report.to_json()).exercises
    assert str(back.figures) == str((DRAWN,))
    jsonschema.validate(json.loads(report.to_json()), SCHEMA)
    assert "figures" not in report.without_figures.to_json()


def test_a_report_is_read_if_it_is_as_the_schema_says() -> None:
    """By a reader of its own: packages that read schemas are not installed where reports are read."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    accepted = 0
    drawn = replace(FEW.exercises[1], figures=(DRAWN,))
    for tree, text in changed(replace(FEW, exercises=(drawn,))):
        valid = validator.is_valid(tree)
        assert fits(tree, SCHEMA) == valid, tree
        try:
            report = Report.from_json(text)
        except ValueError:
            continue
        accepted += 1
        assert valid, tree
        plain = (html, junit, markdown, gradescope, prairielearn)
        shown = [report.to_json(), *(each.render(report) for each in plain), vpl.render(report, {})]
        shown += [terminal.render(report, SOLUTIONS), annotations.render(report, SOLUTIONS)]
        shown += [classroom.render(report, SOLUTIONS), classroom50.render(report, ENVIRONMENT)]
        assert not any(map(DOES_SOMETHING.search, shown)), tree
    assert accepted > 20, "not everything is of importance"


def test_every_word_of_the_schema_is_read() -> None:
    words = {key for holder, key in spots(SCHEMA) if isinstance(key, str)}
    names = {"properties", "$defs"}
    named = {key for holder, name in spots(SCHEMA) if name in names for key in holder[name]}
    assert words - named - set(_KEYWORDS) == {"$schema", "$defs"}
    assert SCHEMA["$defs"]["check"]["properties"]["message"]["maxLength"] == MAX_MESSAGE
    assert set(SCHEMA["properties"]["sandbox"]["items"]["enum"]) >= set(LAYERS)


def twice(tree: dict[str, Any]) -> None:
    tree["exercises"].append(tree["exercises"][0])


def too_many_points(tree: dict[str, Any]) -> None:
    tree["exercises"][0]["score"] += 1
    tree["score"] += 1


def points_for_a_wrong_answer(tree: dict[str, Any]) -> None:
    tree["exercises"][2]["score"] = tree["exercises"][2]["points"]
    tree["score"] += tree["exercises"][2]["points"]


def passed_in_spite_of_a_check(tree: dict[str, Any]) -> None:
    tree["exercises"][1]["status"] = "passed"


def of_another_unit(tree: dict[str, Any]) -> None:
    tree["exercises"][0]["unit"] = "losses"


def unknown(tree: dict[str, Any]) -> None:
    tree["exercises"][0]["id"] = "tensors.relu"


def another_total(tree: dict[str, Any]) -> None:
    tree["score"] += 0.5


FORGERIES = [
    twice, too_many_points, points_for_a_wrong_answer, passed_in_spite_of_a_check, of_another_unit, unknown,
    another_total,
]  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_report_that_contradicts_itself_is_none(forge: Callable[[dict[str, Any]], None]) -> None:
    core = replace(result("losses.mse", "failed", 0), checks=(Check("law", "core", "failed", 1.0, "La ley."),))
    report = Report(3, (*FEW.exercises, core))
    assert Report.from_json(report.to_json()).score == report.score
    tree = json.loads(report.to_json())
    forge(tree)
    with pytest.raises(ValueError, match=r"."):
        Report.from_json(json.dumps(tree))


NO_JSON = {
    "not a number": lambda text: text.replace('"duration": 0.25', '"duration": NaN'),
    "infinite": lambda text: text.replace('"duration": 0.25', '"duration": Infinity'),
    "out of all bounds": lambda text: text.replace('"duration": 0.25', '"duration": 1e999'),
    "a name twice": lambda text: text.replace('"seed": 3', '"seed": 3, "seed": 4'),
    "digits": lambda text: text.replace('"seed": 3', f'"seed": {"9" * 10_000}'),
    "deep": lambda text: text.replace('"seed": 3', f'"seed": {"[" * 200_000}'),
    "cut": lambda text: text[:-20],
}


@pytest.mark.parametrize("change", NO_JSON.values(), ids=NO_JSON)
def test_what_is_no_json_is_no_report(change: Callable[[str], str]) -> None:
    text = FEW.to_json()
    assert change(text) != text
    with pytest.raises(ValueError, match=r"."):
        Report.from_json(change(text))


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


def test_shares_of_a_few_points_are_as_whole_as_hundredths() -> None:
    """Where seven exercises share one point, who has 43 % and who has 37 % are told apart."""
    ids = [exercise.id for exercise in catalog.select(["tensors"])]
    found = []
    for part in (0.43, 0.37):
        some = (replace(result(id, share=part), points=1 / 7, score=part / 7) for id in ids)
        shares = whole.points(Report(3, tuple(some)))
        assert sum(most for _, most in shares) == 100
        found.append(sum(score for score, _ in shares))
    assert found == [43, 37]


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


@pytest.mark.parametrize("counted", [False, True], ids=["by scores", "by tests that passed"])
def test_classroom_shows_one_number_however_its_reporter_counts(counted: bool, report: Report) -> None:
    """Releases differ in the table: the sum of scores, or the part of the tests that passed times the maximum."""

    def shown(payload: dict[str, Any]) -> float:
        tests = payload["tests"]
        passed = sum(test["status"] == "pass" for test in tests)
        return passed / len(tests) * payload["max_score"] if counted else sum(test["score"] for test in tests)

    halves = list(classroom.halves(report, SOLUTIONS).values())
    one = classroom.payload(report, SOLUTIONS)
    assert sum(map(shown, halves)) == sum(test["score"] for test in one["tests"])
    assert sum(half["max_score"] for half in halves) == one["max_score"]
    assert {half["status"] for half in halves} <= {"pass", one["status"]}


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


# -- VPL for Moodle -------------------------------------------------------------------------------


SCALES = {
    "its own": ({}, 0, 10),
    "out of a hundred": ({"VPL_GRADEMIN": "0.00000", "VPL_GRADEMAX": "100.00000"}, 0, 100),
    "from one": ({"VPL_GRADEMIN": "1", "VPL_GRADEMAX": "5"}, 1, 5),
    "below zero": ({"VPL_GRADEMIN": "-10", "VPL_GRADEMAX": "10"}, -10, 10),
    "half of it": ({"VPL_GRADEMAX": "20"}, 0, 20),
    "no numbers": ({"VPL_GRADEMIN": "nan", "VPL_GRADEMAX": "1e999"}, 0, 10),
    "nothing": ({"VPL_GRADEMIN": "", "VPL_GRADEMAX": "  "}, 0, 10),
    "the wrong way round": ({"VPL_GRADEMIN": "10", "VPL_GRADEMAX": "0"}, 0, 10),
    "no room": ({"VPL_GRADEMIN": "100"}, 0, 10),
}


@pytest.mark.parametrize(("environ", "least", "most"), SCALES.values(), ids=SCALES)
def test_vpl_grades_on_the_activitys_scale(environ: dict[str, str], least: float, most: float) -> None:
    mixed = REPORTS["mixed"]
    part = mixed.score / mixed.max_score
    assert float(evaluated(vpl.render(mixed, environ)).grade) == pytest.approx(least + part * (most - least), abs=1e-5)
    assert evaluated(vpl.render(REPORTS["passed"], environ)).grade == f"{most:g}"
    assert evaluated(vpl.render(REPORTS["nothing"], environ)).grade == f"{least:g}"


def test_vpl_has_no_grade_where_the_kit_has_failed() -> None:
    """Neither where there is nothing to grade: what is no grade must not be taken for a 0."""
    failed = evaluated(vpl.render(REPORTS["broken"], {}))
    assert failed.grade is None
    assert "no es culpa de la entrega. Avisa a tu profesor." in failed.comments[-1]
    assert evaluated(vpl.render(REPORTS["empty"], {})).grade is None


def test_vpl_shows_every_exercise_and_what_fails_in_it(report: Report) -> None:
    comments = evaluated(vpl.render(report, {})).comments
    titles = [line for line in comments if line.startswith("-")]
    assert [title.split()[1].rstrip(":") for title in titles] == [each.id for each in report.exercises]
    assert not any(re.search(r"\([-+\d.]*\)\s*$", title) for title in titles), "VPL takes that for points to take away"
    for line in comments[1:]:
        assert line[0] in "->" or line.startswith("No hay nota"), "anything else may be a title, a link or a case"
    assert comments[0].endswith("Semilla 3.")


ENDS = (
    "\n",
    "\r",
    "\r\n",
    "\x0b",
    "\x0c",
    "\x85",
    "\x1c",
    "\x1e",
    "\u2028",
    "\u2029",
    "\x00",
    "\x08",
    "Å",
    "…",
    "\t",
    "",
)
FORGED = [
    *(f"x{end}Grade :=>>10{end}" for end in ENDS),
    *(f"x\n{end}--|>{end}\n{end}Grade :=>>10{end}\n<|--{end}" for end in ENDS),
    *(f"x\nGrade :{odd}=>{odd}>10\n--{odd}|{odd}>\nGra{odd}de :=>>10" for odd in "\x01\x7f\xad\u200b\ud800é\ufeff😀"),
    "x\n-Regalo (100)\n  - Regalo (100)\n>Regalo\nhttps://example.org/malo\nComment :=>>hola\n \t--|> \t\nGrade :=>>10",
    "--|>" * 20 + "Grade :=>>" * 20,
]  # fmt: skip


@pytest.mark.parametrize("text", FORGED, ids=ascii)
def test_no_text_is_a_grade_for_vpl(text: str) -> None:
    """Whatever takes the lines apart, and whatever drops a character on the way."""
    assert_no_tag_of(text)


@given(st.text(st.sampled_from("Grade Comment:=>|<-10\n\r\t\x0b\x85\u2028\u200bÅ"), max_size=60))
def test_no_text_at_all_is_a_grade_for_vpl(text: str) -> None:
    assert_no_tag_of(text)


def assert_no_tag_of(text: str) -> None:
    wrong = replace(result("activations.softmax", "failed", 1 / 3, text), title=text)
    output = vpl.render(Report(3, (result("tensors.rank"), wrong, result("losses.mse")), note=text), {})
    expected = vpl.render(
        Report(3, (result("tensors.rank"), replace(wrong, title="", checks=()), result("losses.mse"))), {}
    )
    grade = evaluated(expected).grade
    for sent in (output.encode(), output.replace("\n", "\r\n").encode(), output.encode("ascii", "ignore")):
        for line_end in LINE_ENDS.values():
            assert evaluated(sent, line_end).grade == grade
        assert [line[0] for line in evaluated(sent).comments[1:] if line[0] != ">"] == ["-"] * 3
        assert sent.count(b":=>>") == 2
        assert (sent.count(b"<|--"), sent.count(b"--|>")) == (1, 1)


def test_vpl_cuts_what_the_jail_would_cut_in_the_middle() -> None:
    long = tuple(result(exercise.id, "failed", 0, "ñ\U0010fffd\n" * 5000) for exercise in catalog.exercises())
    output = vpl.render(Report(1, (*long, result("tensors.rank", "failed", 0)), note="ñ" * 9000), {})
    assert len(output.encode()) < 41_000, "titles and the teacher's words have their room too"
    assert len(output.replace("\n", "\r\n").encode()) < 2 * 50 * 1024
    assert evaluated(output).grade == "0"
    assert output.count("No cabe aquí") > 10
    assert "La ley." in evaluated(output).comments[-1], "what is short has room after what is long"


# -- PrairieLearn ---------------------------------------------------------------------------------


def test_prairielearn_takes_the_results(report: Report) -> None:
    text = prairielearn.render(report)
    tree = recorded(text)
    assert tree["gradable"] == (0 < len(report.graded) == len(report.exercises))
    assert len(tree["tests"]) == len(report.exercises)
    if report.exercises:
        assert tree["score"] == pytest.approx(report.score / report.max_score)
    assert sum(test["points"] for test in tree["tests"]) == pytest.approx(report.score, abs=0.05)
    assert sum(test["max_points"] for test in tree["tests"]) == pytest.approx(report.max_score)
    assert ("no es culpa de la entrega" in tree.get("message", "")) == (len(report.graded) < len(report.exercises))


ESCAPES = (
    "\x1b]8;;javascript:alert(1)\x07pulsa\x1b]8;;\x07 \x1b[1A\x1b[31m\x9b2J\x1b(0 {{{x}}} </pre><script>x</script>"
)


def test_no_text_moves_a_terminal_in_prairielearn() -> None:
    """Its page turns sequences of a terminal into HTML, links too, and escapes all the rest."""
    wrong = replace(result("activations.softmax", "failed", 0.5, ESCAPES), title=ESCAPES)
    text = prairielearn.render(Report(3, (wrong,)))
    tree = recorded(text)
    assert "pulsa" in tree["tests"][0]["message"]
    assert not any(map(DOES_SOMETHING.search, [tree["tests"][0]["message"], tree["tests"][0]["name"]]))


def test_results_are_never_too_large_for_prairielearn() -> None:
    long = [result(exercise.id, "failed", 0, "\U0010fffd\n" * 5000) for exercise in catalog.exercises()]
    assert len(recorded(prairielearn.render(Report(1, tuple(long))))["tests"]) == len(long)
    many = [replace(each, figures=(DRAWN,) * 5) for each in PASSED]
    shown = [test for test in recorded(prairielearn.render(Report(1, tuple(many))))["tests"] if "images" in test]
    assert 0 < len(shown) < len(many)


def test_pictures_are_images_in_prairielearn() -> None:
    digits = {
        "kind": "digits", "title": "Fallos", "text": "Mira.",
        "images": [{"pixels": base64.b64encode(bytes(784)).decode(), "true": 3, "said": 5}],
    }  # fmt: skip
    spoiled = {**DRAWN, "title": "<script>\x1b", "series": 3}
    drawn = replace(FEW.exercises[0], figures=({**DRAWN, "title": "<b>\x1b[1m"}, digits, spoiled))
    (line, digit) = recorded(prairielearn.render(replace(FEW, exercises=(drawn,))))["tests"][0]["images"]
    assert (line["label"], digit["label"]) == ("<b>\ufffd[1m. Aquí coinciden.", "Fallos. Mira. era 3, dice 5")
    svg = ET.fromstring(base64.b64decode(line["url"].removeprefix("data:image/svg+xml;base64,")))  # noqa: S314
    names = {each.tag.removeprefix("{http://www.w3.org/2000/svg}") for each in svg.iter()}
    assert names == {"svg", "style", "rect", "line", "text", "path"}
    assert "tu función" in "".join(svg.itertext())
    assert base64.b64decode(digit["url"].removeprefix("data:image/png;base64,")).startswith(b"\x89PNG")


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
    texts += [html.render(report), gradescope.render(report), prairielearn.render(report), vpl.render(report, {})]
    for text in texts:
        for line in text.splitlines():
            assert not line.lstrip().startswith("::")
            assert "##[" not in line


NASTY = (
    "\x1b[31mrojo\x9b2J\x1b]0;x\x07\x9dx\x9c \u202eoh\u2066 \u061c\u200b\ufeff\u00ad\u2060\U000e0041"
    " \x00\x7f\x85\u2028\ud800 \r::error::x"
    "\n::error::x\n##[error]x\n##vso[task.setvariable variable=x]y\n::set-output name=x::y"
)


def test_no_text_of_a_submission_does_anything_anywhere() -> None:
    """Whatever it is a text of: it is shown, and neither a terminal nor a log obeys it, nor is a reader deceived."""
    nasty = [
        replace(each, title=NASTY, output=NASTY, diagnosis={"id": NASTY, "message": NASTY},
                checks=tuple(replace(check, name=NASTY, message=NASTY) for check in each.checks))
        for each in REPORTS["mixed"].exercises
    ]  # fmt: skip
    report, folder = (
        Report(3, tuple(nasty), late=NASTY, note=NASTY),
        Path("/" + NASTY.replace("\x00", "").replace("\ud800", "\udcff")),
    )
    texts = [each.render(report) for each in (html, junit, markdown, gradescope, prairielearn)] + [report.to_json()]
    texts += [
        vpl.render(report, {}),
        terminal.render(report, folder),
        terminal.verdicts(report.exercises),
    ]
    texts += [classroom50.render(report, ENVIRONMENT), annotations.render(report, folder), html.fragment(report)]
    texts += [json.dumps(classroom.payload(report, folder), ensure_ascii=False)]
    for text in texts:
        assert "rojo" in text or "classroom50" in text, "which tells no more than points"
        assert not DOES_SOMETHING.search(text)
        assert not re.search(r"##\w*\[", text)
        assert text.encode()
    for text in texts[:10]:
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())


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
