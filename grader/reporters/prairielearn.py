"""PrairieLearn's ``results.json``: a test for each exercise.

Its page escapes texts, and then obeys sequences of a terminal in them, one of which makes links: none is left.
"""

from __future__ import annotations

from typing import Any

from grader.report import ExerciseResult, Report, visible_json
from grader.reporters import figures
from grader.reporters.text import STATUS, counted, harmless_lines, in_short, one_line, printable, story

_ROOM = 900_000
"""Bytes; PrairieLearn refuses what is larger than 1 MiB, and then there is no grade."""
_LONG, _SHORT = 4000, 800
"""Characters of what is told of an exercise, and where all of them together would be too much."""


def render(report: Report) -> str:
    """The results, with the images that there is room for."""
    tree = _tree(report, _LONG)
    if _size(tree) > _ROOM:
        tree = _tree(report, _SHORT)
    room = _ROOM - _size(tree)
    for test, exercise in zip(tree["tests"], report.exercises, strict=True):
        images = [{"label": label, "url": url} for label, url in figures.images(exercise.figures)]
        if images and _size(images) < room:
            test["images"] = images
            room -= _size(images)
    return visible_json(tree)


def _size(tree: Any) -> int:
    return len(visible_json(tree).encode())


def _tree(report: Report, most: int) -> dict[str, Any]:
    """Not gradable where the kit could not grade everything: PrairieLearn then takes neither points nor an attempt."""
    broken = len(report.exercises) - len(report.graded)
    failed = (
        f"No hay nota: el corrector ha fallado en {counted(broken, 'ejercicio')}, y no es culpa de la entrega. "
        "Avisa a tu profesor."
    )
    return {
        "gradable": not broken and report.max_score > 0,
        "score": min(report.score / report.max_score, 1.0) if report.max_score else 0.0,
        "output": in_short(report),
        **({"message": failed} if broken else {}),
        "tests": [_test(exercise, most) for exercise in report.exercises],
        "seed": report.seed,
        "sandbox": list(report.sandbox),
    }


def _test(exercise: ExerciseResult, most: int) -> dict[str, Any]:
    words = harmless_lines(printable(story(exercise), most))
    return {
        "name": one_line(f"{exercise.id}: {exercise.title}"[:200]),
        "points": round(exercise.score, 2),
        "max_points": 0 if exercise.status == "not_graded" else exercise.points,
        "message": words or STATUS[exercise.status].words.capitalize() + ".",
    }
