"""``result.json`` of Classroom 50, version 1 (schema ``classroom50/result/v1``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from grader.errors import UsageError
from grader.report import Report, visible_json
from grader.reporters import whole
from grader.reporters.text import printable

SCHEMA = "classroom50/result/v1"

_REQUIRED = ("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL")
_TAG = re.compile(r"submit/(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d)Z-")


def render(report: Report, environ: Mapping[str, str]) -> str:
    """The result of the submission that ``environ`` names, as Classroom 50's runner sets it.

    Raises:
        UsageError: a variable is missing.
    """
    missing = [name for name in _REQUIRED if not environ.get(name)]
    owner = environ.get("OWNER") or environ.get("USERNAME") or ""
    if missing or not owner:
        names = ", ".join(missing or ["OWNER"])
        raise UsageError(f"para classroom50 falta en el entorno {names}; lo pone el «runner» de Classroom 50")
    shares = whole.points(report)
    tests = [
        {"test-name": printable(each.id, 200), "passed": each.passed, "score": score, "max-score": most}
        for each, (score, most) in zip(report.exercises, shares, strict=True)
        if each.status != "not_graded"
    ]
    return visible_json({**_identity(environ, owner), **_totals(tests), "tests": tests})


def _identity(environ: Mapping[str, str], owner: str) -> dict[str, str]:
    return {
        "schema": SCHEMA,
        "classroom": environ["CLASSROOM"],
        "assignment": environ["ASSIGNMENT"],
        "assignment_type": environ.get("ASSIGNMENT_TYPE") or "individual",
        "owner": owner,
        "submission": environ["SUBMISSION_TAG"],
        "commit": environ["COMMIT_URL"],
        "release": environ["RELEASE_URL"],
        "review": environ.get("REVIEW_URL") or environ["COMMIT_URL"],
        "datetime": _submitted(environ["SUBMISSION_TAG"]),
    }


def _totals(tests: list[dict[str, Any]]) -> dict[str, int]:
    return {key: sum(test[key] for test in tests) for key in ("score", "max-score")}


def _submitted(tag: str) -> str:
    """The instant in the submission's tag, so that grading again makes nobody late; else the present one."""
    if found := _TAG.match(tag):
        return f"{found[1]}{found[2]}:{found[3]}:{found[4]}Z"
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
