"""Markdown for a job summary or the text of a release. Whatever came from a submission stands in code fences."""

from __future__ import annotations

import html
import re

from grader.curriculum import catalog
from grader.report import ExerciseResult, Report
from grader.reporters.text import (
    STATUS,
    astray,
    completed,
    done,
    given,
    harmless,
    harmless_lines,
    lacking,
    lateness,
    points,
    printable,
    said,
    story,
    told_before,
)

_LONGEST = 100_000
"""Characters; a GitHub release takes 125,000 and a job summary 1 MiB."""

_MARKS = {"passed": "✅", "not_implemented": "⬜", "not_graded": "⚠️"}


def render(report: Report) -> str:
    """The report as a page: the score, a table of units and what to mend in each exercise."""
    head = [
        f"## Puntuación: {points(report.score)} de {points(report.max_score)}",
        f"{done(report)}. Semilla {report.seed}.",
        _units(report),
    ]
    if told := lateness(report):
        head.append(_plain(told))
    if told := said(report):
        head.append("> " + "\\\n> ".join(_plain(line, len(line)) for line in told.split("\n")))
    pending = [exercise for exercise in report.exercises if exercise.status == "not_implemented"]
    if pending:
        head.append(f"**Sin hacer:** {', '.join(_plain(exercise.id) for exercise in pending)}")
        head += [f"- {_plain(text)}" for text in (*astray(pending), *lacking(pending))]
    if report.passed:
        head.append(completed(report))
    return "\n\n".join([*head, *_details(report, _LONGEST - sum(map(len, head)))]) + "\n"


def _units(report: Report) -> str:
    rows = ["| | unidad | puntos | ejercicios |", "| --- | --- | ---: | ---: |"]
    for unit in catalog.units():
        mine = [exercise for exercise in report.exercises if exercise.unit == unit.id]
        if mine:
            passed = sum(exercise.passed for exercise in mine)
            score, most = sum(each.score for each in mine), sum(each.points for each in mine)
            mark = "✅" if passed == len(mine) else "⬜" if score == 0 else "🟨"
            earned = f"{points(score)} / {points(most)}"
            rows.append(f"| {mark} | {unit.number}. {unit.title} | {earned} | {passed} / {len(mine)} |")
    return "\n".join(rows)


def _details(report: Report, room: int) -> list[str]:
    parts: list[str] = []
    repeated = told_before(report.exercises)
    for exercise in report.exercises:
        if exercise.status in ("passed", "not_implemented") and not given(exercise):
            continue
        part = _exercise(exercise, repeated.get(exercise.id, ""))
        room -= len(part) + 2
        if room < 0:
            return [*parts, "…y más: el informe completo está en el JSON."]
        parts.append(part)
    return parts


def _exercise(exercise: ExerciseResult, told: str) -> str:
    """An exercise; ``told`` is another one that says the same before."""
    title = f"{_MARKS.get(exercise.status, '❌')} {_plain(exercise.id)} · {_plain(exercise.title)}"
    verdict = f"{STATUS[exercise.status].words}, {points(exercise.score)} de {points(exercise.points)}"
    body = f"Lo mismo que en {_plain(told)}\\." if told else _fenced(story(exercise))
    return f"### {title} ({verdict})\n\n{body}"


def _plain(text: str, most: int = 200) -> str:
    """Text that Markdown and HTML take for nothing but text, on one line."""
    line = harmless(" ".join(printable(text, most).split()))
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~@:])", r"\\\1", html.escape(line, quote=False))


def _fenced(text: str) -> str:
    """A code block that its own text cannot leave."""
    text = harmless_lines(printable(text))
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"
