"""What VPL for Moodle reads in an evaluation's output: comments between its tags, and a grade in its last line.

VPL takes the last grade that it finds, and where a line ends is for its libraries to say. So none of its tags is left
in any text, wherever it stands, and every line of text begins with ``>``, which VPL shows as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from grader.report import ExerciseResult, Report
from grader.reporters.text import (
    STATUS,
    counted,
    done,
    harmless_lines,
    lateness,
    one_line,
    printable,
    said,
    share,
    story,
    told_before,
)

_ROOM = 40_000
"""Bytes of what is told of exercises: the jail cuts what is longer than some 50 kB in the middle."""

_NO_ROOM = [">No cabe aquí: corrígelo en tu ordenador para verlo."]
"""What stands for what is left out; there is always room for it, as for all titles."""

_GRADES = (0.0, 10.0)
"""VPL's own, where it says nothing."""

_INSIDE_TAGS = re.compile(r"(?<=:)(?=[^ -~]*=[^ -~]*>)|(?<=<)(?=[^ -~]*\|)|(?<=\|)(?=[^ -~]*>)")
"""Where a blank makes an end of ``:=>>``, ``<|--`` and ``--|>``; they may hold what is dropped on the way to Moodle."""


def render(report: Report, environ: Mapping[str, str]) -> str:
    """What ``vpl_execution`` prints; without a grade where the kit could not grade everything.

    Args:
        environ: VPL's variables, with the least grade and the greatest one.
    """
    broken = len(report.exercises) - len(report.graded)
    lines = [f"Comment :=>>{share(report.score, report.max_score, 'punto')}, {done(report)}. Semilla {report.seed}."]
    lines += [f"Comment :=>>{_defused(lateness(report))}"] if report.late else []
    lines += ["<|--", *_quoted(_defused(said(report))), *_exercises(report), "--|>"]
    if broken:
        lines.append(
            f"Comment :=>>No hay nota: el corrector ha fallado en {counted(broken, 'ejercicio')}, y no es culpa de la "
            "entrega. Avisa a tu profesor."
        )
    elif report.max_score:
        lines.append(f"Grade :=>>{_grade(report.score / report.max_score, environ)}")
    return "\n".join(lines) + "\n"


def _exercises(report: Report) -> Iterator[str]:
    """A title for each exercise, and below it what to mend, while there is room for it."""
    repeated = told_before(report.exercises)
    titles = [f"-{_title(exercise)}" for exercise in report.exercises]
    room = _ROOM - _size(_quoted(said(report))) - _size(titles) - _size(_NO_ROOM) * len(titles)
    for title, exercise in zip(titles, report.exercises, strict=True):
        before = repeated.get(exercise.id)
        told = _quoted(f"Lo mismo que en {before}." if before else _story(exercise))
        fits = not told or _size(told) <= room
        room -= _size(told) if fits else 0
        yield from (title, *(told if fits else _NO_ROOM))


def _title(exercise: ExerciseResult) -> str:
    mark, words = STATUS[exercise.status]
    earned = share(exercise.score, exercise.points, "punto")
    return f"{mark} {_defused(one_line(f'{exercise.id}: {exercise.title}'[:200]))}: {words}, {earned}"


def _story(exercise: ExerciseResult) -> str:
    return _defused(harmless_lines(printable(story(exercise))))


def _quoted(text: str) -> list[str]:
    """Lines that VPL shows as they are."""
    return [f">{line}" for line in text.split("\n")] if text else []


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _defused(text: str) -> str:
    """Text in which there is none of VPL's tags."""
    return _INSIDE_TAGS.sub(" ", text)


def _grade(part: float, environ: Mapping[str, str]) -> str:
    """A part of the whole on the activity's scale, with as many decimals as Moodle keeps."""
    names = ("VPL_GRADEMIN", "VPL_GRADEMAX")
    least, most = (_number(environ.get(name, ""), usual) for name, usual in zip(names, _GRADES, strict=True))
    if least >= most:
        least, most = _GRADES
    return f"{least + part * (most - least):.5f}".rstrip("0").rstrip(".")


def _number(text: str, usual: float) -> float:
    return float(text) if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text.strip()) else usual
