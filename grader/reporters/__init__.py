"""Reports as text: one format a module, each a pure function of the Report."""

import importlib
import os
from pathlib import Path

from grader.report import Report

FORMATS = ("terminal", "json", "junit", "html", "markdown", "gradescope", "classroom", "classroom50", "annotations")
"""Each but ``json`` is a module of this package."""


def render(report: Report, format: str, folder: Path, on_screen: bool) -> str:
    """The report in one of the FORMATS.

    Args:
        folder: where the student's modules are, for formats that point into them.
        on_screen: whether it is for the present standard output, and not for a file.
    """
    if format == "json":
        return report.to_json()
    reporter = importlib.import_module(f"{__name__}.{format}")  # only the one: Rich takes a while
    match format:
        case "terminal":
            return str(reporter.render(report, folder, *reporter.screen(on_screen)))
        case "classroom" | "annotations":
            return str(reporter.render(report, folder))
        case "classroom50":
            return str(reporter.render(report, os.environ))
    return str(reporter.render(report))
