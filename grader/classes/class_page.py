"""report.html: a class at a glance, for its teacher. Names and messages are hostile, so Jinja escapes them all."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from grader.classes.course import Plan
from grader.classes.gradebook import Row
from grader.classes.similarity import Group
from grader.report import ExerciseResult, Report
from grader.reporters.text import STATUS, printable

_TEMPLATE = Path(__file__).parent / "overview.html.j2"
_MOST_MISTAKES = 25
_ATTEMPTED = ("failed", "error", "timeout", "crashed", "rejected")


def render(rows: list[Row], plan: Plan, seed: int, groups: list[Group], page: str) -> str:
    """The page; ``page`` is the ending of the reports that it links to (".html" or ".json")."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["decimal"] = lambda number: f"{round(number, 1):g}"
    environment.filters["parts"] = lambda text: re.split("`([^`\n]+)`", text)  # every other one is code
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(_view(rows, plan, seed, groups, page))


def _view(rows: list[Row], plan: Plan, seed: int, groups: list[Group], page: str) -> dict[str, Any]:
    reports = [row.report for row in rows if row.report]
    percents = [_percent(report) for report in reports]
    return {
        "title": printable(plan.title) or "La clase",
        "seed": seed,
        "pass_mark": plan.pass_mark,
        "counts": {
            "all": sum(row.entry is not None for row in rows),
            "graded": len(reports),
            "passed": sum(map(plan.passes, reports)),
            "not_gradable": sum(row.status == "not_gradable" for row in rows),
            "missing": sum(row.status == "missing" for row in rows),
        },
        "mean": statistics.fmean(percents) if percents else 0,
        "median": statistics.median(percents) if percents else 0,
        "bins": _bins(percents),
        "exercises": _success(reports, plan),
        "mistakes": _mistakes(reports),
        "stuck": _stuck(rows, plan),
        "not_gradable": [
            {"name": printable(row.name), "reason": printable(row.reason)}
            for row in rows
            if row.status == "not_gradable"
        ],
        "missing": [printable(row.name) for row in rows if row.status == "missing"],
        "unknown": [printable(row.name) for row in rows if row.entry and not row.person] if _has_roster(rows) else [],
        "empty": [printable(row.name) for row in rows if row.report and not row.has_modules],
        "twice": _twice(rows),
        "identical": _identical(rows),
        "groups": [Group(tuple(map(printable, group.names)), group.likeness) for group in groups],
        "table": [_line(row, row.report, plan, page) for row in rows if row.report],
    }


def _has_roster(rows: list[Row]) -> bool:
    return any(row.person for row in rows)


def _percent(report: Report) -> float:
    return 100 * report.score / report.max_score if report.max_score else 0.0


def _bins(percents: list[float]) -> list[dict[str, Any]]:
    counts = Counter(min(int(percent // 10), 9) for percent in percents)
    most = max(counts.values(), default=1)
    return [
        {"from": 10 * index, "to": 10 * index + 10, "count": counts[index], "share": counts[index] / most}
        for index in range(10)
    ]


def _success(reports: list[Report], plan: Plan) -> list[dict[str, Any]]:
    statuses: dict[str, Counter[str]] = {exercise.id: Counter() for exercise in plan.exercises}
    for report in reports:
        for each in report.exercises:
            statuses[each.id][each.status] += 1
    return [
        {
            "id": exercise.id,
            "title": exercise.title,
            "share": statuses[exercise.id]["passed"] / max(1, len(reports)),
            "not_implemented": statuses[exercise.id]["not_implemented"],
            "wrong": sum(statuses[exercise.id][status] for status in _ATTEMPTED),
        }
        for exercise in plan.exercises
    ]


def _mistakes(reports: list[Report]) -> list[dict[str, Any]]:
    """What most go wrong by: a known misconception, or else the law that is broken."""
    counts = Counter(
        (each.id, told)
        for report in reports
        for each in report.exercises
        if each.status in _ATTEMPTED
        if (told := _told(each))
    )
    common = [(about, count) for about, count in counts.most_common(_MOST_MISTAKES) if count > 1]
    return [{"exercise": id, "message": message, "count": count} for (id, message), count in common]


def _told(result: ExerciseResult) -> str:
    if result.diagnosis:
        return printable(result.diagnosis["message"], 600)
    core = (check for check in result.checks if check.status not in ("passed", "skipped"))
    worst = next(iter(sorted(core, key=lambda check: check.kind != "core")), None)
    law = printable(worst.message.partition("\n")[0], 300) if worst else ""
    return f"{STATUS[result.status].words.capitalize()}. {law}".strip()


def _stuck(rows: list[Row], plan: Plan) -> list[dict[str, Any]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.report and (where := _first_problem(row.report.exercises)):
            found[where].append(printable(row.name))
    order = [exercise.id for exercise in plan.exercises]
    return [{"exercise": id, "names": found[id]} for id in order if id in found]


def _first_problem(exercises: Iterable[ExerciseResult]) -> str | None:
    exercises = list(exercises)
    for wanted in (_ATTEMPTED, ("not_implemented",)):
        for each in exercises:
            if each.status in wanted:
                return each.id
    return None


def _twice(rows: list[Row]) -> list[list[str]]:
    """The submissions of each person of the roster who seems to have several."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.person:
            found[id(row.person)].append(printable(row.name))
    return [names for names in found.values() if len(names) > 1]


def _identical(rows: list[Row]) -> list[list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        # Those who changed nothing are all alike, and nobody has copied anything.
        if row.same_as and row.report and row.report.score > 0:
            found[row.same_as].append(printable(row.name))
    return [[printable(first), *others] for first, others in found.items()]


def _line(row: Row, report: Report, plan: Plan, page: str) -> dict[str, Any]:
    return {
        "name": printable(row.name),
        "link": quote(f"reports/{row.name}{page}", errors="surrogateescape"),
        "score": report.score,
        "percent": _percent(report),
        "late": bool(plan.late(row.submitted)),
    }
