"""Readers of what platforms are told, by the rules of their own code."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from typing import Any, NamedTuple

LINE_ENDS = {
    "as its code is shipped": rb"\n",
    "as a library may be built": rb"\r\n|[\n\x0b\x0c\r\x85]|\xe2\x80[\xa8\xa9]",
}
"""Where the regular expressions that VPL reads a grade with may see the end of a line, in bytes."""


class Evaluation(NamedTuple):
    """What VPL for Moodle takes from an output: the last grade, None where there is none, and the lines of comments."""

    grade: str | None
    comments: list[str]


def evaluated(output: str | bytes, line_end: bytes = LINE_ENDS["as its code is shipped"]) -> Evaluation:
    """What VPL takes from the output of an evaluation."""
    sent = output.encode() if isinstance(output, str) else output
    lines = [line.decode() for line in re.split(rb"\r?\n", sent)]
    grades = [line for line in re.split(line_end, sent) if line.startswith(b"Grade :=>>")]
    grade = grades[-1].removeprefix(b"Grade :=>>").decode().strip() if grades else None
    return Evaluation(grade, [*_comments(lines)])


def _comments(lines: list[str]) -> list[str]:
    found: list[str] = []
    inside = False
    for line in lines:
        bare = line.strip(" \t")
        if inside:
            inside = bare != "--|>"
            found += [line] if inside else []
        elif bare == "<|--":
            inside = True
        elif bare.startswith("Comment :=>>"):
            found.append(bare.removeprefix("Comment :=>>"))
    return found


def imported_by_canvas(text: str) -> dict[str, str]:
    """The last column's grade by the number of each person, as Canvas's importer takes its gradebook apart."""
    heading, *lines = csv.reader(io.StringIO(text))
    assert "Student" in heading[0]
    assert "ID" in heading[1]
    assert heading[2:5] == ["SIS User ID", "SIS Login ID", "Section"]
    hidden = re.compile(r"\s*(Muted|Manual Posting.*)?\s*", re.IGNORECASE)
    people = [line for line in lines if "Points Possible" not in line[0] and not all(map(hidden.fullmatch, line))]
    return {line[1]: line[-1] for line in people}


def recorded(text: str) -> dict[str, Any]:
    """The results that PrairieLearn takes: whole, small enough, with a score and with tests that its page can show."""
    assert len(text.encode()) <= 1024 * 1024
    tree: dict[str, Any] = json.loads(text)
    assert type(tree["gradable"]) is bool
    if tree["gradable"]:
        assert type(tree["score"]) in (int, float)
        assert math.isfinite(tree["score"])
        assert 0 <= tree["score"] <= 1
    assert "succeeded" not in tree, "false there makes the score 0"
    for test in tree.get("tests", []):
        assert {type(test["points"]), type(test["max_points"])} <= {int, float}, "else no points of any test are shown"
        assert {type(test["name"]), type(test["message"])} == {str}
        for image in test.get("images", []):
            assert image["url"].startswith("data:image/")
    return tree
