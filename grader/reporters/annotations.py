"""GitHub Actions annotations at the student's lines: workflow commands that student text cannot leave."""

from __future__ import annotations

from pathlib import Path

from grader.report import ExerciseResult, Report
from grader.reporters.text import STATUS, given, harmless, lateness, place, printable, said, story

_SILENT = ("passed", "not_implemented")


def render(report: Report, folder: Path) -> str:
    """A line for each exercise to mend, or of which a teacher says something; ``folder`` holds the modules."""
    shown = [exercise for exercise in report.exercises if exercise.status not in _SILENT or given(exercise)]
    late = [f"::warning::{_data(lateness(report))}"] if report.late else []
    note = [f"::notice::{_data(said(report))}"] if report.note else []
    return "".join(f"{line}\n" for line in (*late, *note, *(_command(exercise, folder) for exercise in shown)))


def _command(exercise: ExerciseResult, folder: Path) -> str:
    file, line = place(exercise, folder)
    within = folder.parent if folder.is_file() else folder
    near = within.relative_to(Path.cwd()) if within.is_relative_to(Path.cwd()) else within
    title = f"{exercise.id}: {STATUS[exercise.status].words}"
    values = {"file": (near / file).as_posix(), **({"line": str(line)} if line else {}), "title": title}
    properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    level = "notice" if exercise.status in _SILENT else "warning" if exercise.status == "not_graded" else "error"
    return f"::{level} {properties}::{_data(story(exercise))}"


def _data(text: str) -> str:
    return harmless(printable(text)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
