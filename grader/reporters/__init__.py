"""Reports as text: one format a module, each a pure function of the Report."""

import importlib
import os
from datetime import datetime
from pathlib import Path

from grader.report import Report, Standing
from grader.reporters.text import one_line

FORMATS = (
    "terminal", "json", "junit", "html", "markdown", "gradescope", "classroom", "classroom_earned", "classroom_missing",
    "classroom50", "vpl", "prairielearn", "annotations",
)  # fmt: skip
"""Each but ``json`` is a module of this package; ``classroom`` has parts."""


def render(
    report: Report,
    format: str,
    folder: Path,
    on_screen: bool,
    standing: Standing | None = None,
    date: datetime | None = None,
) -> str:
    """The report in one of the FORMATS.

    Args:
        folder: where the student's modules are, for formats that point into them.
        on_screen: whether it is for the present standard output, and not for a file.
        standing: where it leaves a student whose own folder this is.
        date: when it was made; now, if that is not said.
    """
    if format == "json":
        return report.to_json()
    format, _, part = format.partition("_")
    reporter = importlib.import_module(f"{__name__}.{format}")  # only the one: Rich takes a while
    match format:
        case "terminal":
            return str(reporter.render(report, folder, *reporter.screen(on_screen), standing))
        case "classroom":
            return str(reporter.render(report, folder, part))
        case "annotations":
            return str(reporter.render(report, folder))
        case "classroom50" | "vpl":
            return str(reporter.render(report, os.environ))
        case "html":
            return str(reporter.render(report, about=reporter.About(_name(folder), date or datetime.now(), folder)))
    return str(reporter.render(report))


def _name(folder: Path) -> str:
    """What the folder of a submission is called."""
    folder = folder.resolve()
    return one_line((folder.parent if folder.name == "exercises" else folder).name)
