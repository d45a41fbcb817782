"""GitHub Actions annotations at the student's lines: workflow commands that student text cannot leave."""

from __future__ import annotations

from pathlib import Path

from grader.report import ExerciseResult, Report
from grader.reporters.text import STATUS, harmless, place, printable, story

_SILENT = ("passed", "not_implemented")


def render(report: Report, folder: Path) -> str:
    """A line for each exercise to mend; ``folder`` holds the modules."""
    shown = [exercise for exercise in report.exercises if exercise.status not in _SILENT]
    return "".join(f"{_command(exercise, folder)}\n" for exercise in shown)


def _command(exercise: ExerciseResult, folder: Path) -> str:
    file, line = place(exercise, folder)
    near = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    title = f"{exercise.id}: {STATUS[exercise.status].words}"
    values = {"file": (near / file).as_posix(), "line": str(line), "title": title}
    properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    level = "warning" if exercise.status == "not_graded" else "error"
    return f"::{level} {properties}::{_data(story(exercise))}"


def _data(text: str) -> str:
    return harmless(printable(text)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
