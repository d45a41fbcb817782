"""JUnit XML, as Jenkins, GitLab and most CI services read it: a suite for each unit, a test case for each check."""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree as ET

from grader.report import BY_TEACHER, Check, ExerciseResult, Report
from grader.reporters.text import STATUS, given, harmless_lines, points, printable, said

_COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped"}
_TAGS = {"failed": "failure", "error": "error", "timeout": "error", "crashed": "error", "skipped": "skipped"}


def render(report: Report) -> str:
    """The report as an XML document."""
    root = ET.Element("testsuites", {"name": f"rna: {printable(report.late)}" if report.late else "rna"})
    for unit, exercises in groupby(report.exercises, key=lambda exercise: exercise.unit):
        root.append(_suite(unit, list(exercises), report))
    _count(root)
    ET.indent(root)
    return harmless_lines(f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n')


def _suite(unit: str, exercises: list[ExerciseResult], report: Report) -> ET.Element:
    suite = ET.Element("testsuite", {"name": printable(unit)})
    properties = ET.SubElement(suite, "properties")
    ET.SubElement(properties, "property", {"name": "seed", "value": str(report.seed)})
    if told := said(report):
        ET.SubElement(properties, "property", {"name": "note", "value": told})
    for exercise in exercises:
        value = f"{points(exercise.score)}/{points(exercise.points)}"
        ET.SubElement(properties, "property", {"name": printable(exercise.id), "value": value})
    for exercise in exercises:
        suite.extend(_cases(exercise))
    _count(suite)
    return suite


def _cases(exercise: ExerciseResult) -> list[ET.Element]:
    if not exercise.checks:
        broken = Check(exercise.id, "core", "error", 1.0, f"{exercise.title}: {STATUS[exercise.status].words}.")
        return [_case(exercise, broken, exercise.duration)]
    share = exercise.duration / len(exercise.checks)
    return [_case(exercise, check, share) for check in exercise.checks]


def _case(exercise: ExerciseResult, check: Check, duration: float) -> ET.Element:
    name = given(exercise) if check.name == BY_TEACHER else printable(check.name)
    named = {"classname": printable(exercise.id), "name": name, "time": f"{duration:.3f}"}
    case = ET.Element("testcase", named)
    if check.status != "passed":
        message = printable(check.message)
        attributes = {"message": message.partition("\n")[0]}
        if check.status != "skipped":
            attributes["type"] = exercise.status
        ET.SubElement(case, _TAGS[check.status], attributes).text = message
    return case


def _count(element: ET.Element) -> None:
    """Write the totals of its test cases on a suite, or on all suites together."""
    every = list(element.iter("testcase"))
    element.set("tests", str(len(every)))
    for tag, attribute in _COUNTED.items():
        element.set(attribute, str(sum(case.find(tag) is not None for case in every)))
    element.set("time", f"{sum(float(case.attrib['time']) for case in every):.3f}")
