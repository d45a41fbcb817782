"""The kit's promises about itself, proved: prints each, and every breach; exit status 1 if there is one.

Each promise is a function that yields its breaches.
"""

from __future__ import annotations

import ast
import importlib
import os
import posixpath
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from grader import submission
from grader.boundary import sandbox
from grader.boundary.blocks import is_code
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.curriculum.conftest import exercise_of
from grader.verdict.grading import grade
from tools import ROOT
from tools.prove import layers
from tools.write import pages

SITE = ROOT / "site"

Promise = Callable[[], Iterator[str]]
PROMISES: list[Promise] = []


def promise(breaches: Promise) -> Promise:
    PROMISES.append(breaches)
    return breaches


def functions(folder: str, unit: str) -> dict[str, ast.FunctionDef]:
    """The public functions of a unit's module."""
    tree = ast.parse((ROOT / folder / f"{unit}.py").read_text(encoding="utf-8"))
    return {
        node.name: node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def check_classes(unit: str) -> dict[str, Any]:
    module = importlib.import_module(f"grader.curriculum.{unit}.checks")
    classes = [
        value
        for name, value in vars(module).items()
        if name.startswith("Test") and value.__module__.startswith(f"{module.__package__}.")  # or of a file beside it
    ]
    return {exercise_of(checks)[1]: checks for checks in classes}


def checks_of(checks: Any) -> dict[str, Any]:
    return {name: check for name, check in vars(checks).items() if name.startswith("test_")}


@promise
def imports_point_down() -> Iterator[str]:
    """The parts of the kit stand on each other as tools/prove/layers.py has them, and in no circle."""
    yield from layers.breaches(layers.read(ROOT / "grader"))


@promise
def a_worker_reads_what_both_sides_know_and_its_own() -> Iterator[str]:
    """Of the kit, nothing else: neither the checks nor what makes the verdict."""
    allowed = [str(ROOT / "grader" / part) for part in ("boundary", "untrusted")]
    if sorted(sandbox.READABLE) != allowed:
        yield f"sandbox.READABLE is {sandbox.READABLE}"


@promise
def every_exercise_is_everywhere() -> Iterator[str]:
    """The catalog, the solutions, the stubs (all three in the same order) and the checks name the same exercises."""
    for unit in catalog.units():
        names = [exercise.name for exercise in unit.exercises]
        for place, found in {
            "solutions": list(functions("solutions", unit.id)),
            "exercises": list(functions("exercises", unit.id)),
            "checks": sorted(check_classes(unit.id), key=names.index),
        }.items():
            if found != names:
                yield f"{unit.id}: {place} has {found}, the catalog {names}"


@promise
def points_add_up_to_100() -> Iterator[str]:
    total = sum(exercise.points for exercise in catalog.exercises())
    if total != 100:
        yield f"they add up to {total}"


@promise
def checks_are_read_by_students() -> Iterator[str]:
    """Each exercise has a core check, and each check one Spanish sentence."""
    for unit in catalog.units():
        for name, checks in check_classes(unit.id).items():
            found = checks_of(checks)
            if not any(getattr(check, "kind", "core") == "core" for check in found.values()):
                yield f"{unit.id}.{name} has no core check"
            for check in found.values():
                law = (check.__doc__ or "").strip()
                if not re.fullmatch(r"[\w¿¡«|].*[.?!»]", law):
                    yield f"{unit.id}.{name}.{check.__name__}: no sentence: {law!r}"


@promise
def hints_help_without_solving() -> Iterator[str]:
    """Three different hints for each exercise, and none contains a line of the answer."""
    for exercise in catalog.exercises():
        if len(set(exercise.hints)) != 3:
            yield f"{exercise.id} has {len(set(exercise.hints))} different hints"
        for line in _answer_lines(exercise):
            if any(line in re.sub(r"\s+", "", hint) for hint in exercise.hints):
                yield f"{exercise.id}: a hint contains the answer's {line}"


def _answer_lines(exercise: Exercise) -> Iterator[str]:
    """What the solution returns, without spaces, where that is an expression and not a name."""
    for node in ast.walk(functions("solutions", exercise.unit)[exercise.name]):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Call | ast.BinOp | ast.UnaryOp):
            yield re.sub(r"\s+", "", ast.unparse(node.value))


@promise
def theory_links_resolve() -> Iterator[str]:
    """Each exercise and unit leads to a heading of a page, and the pages' own links lead somewhere."""
    for unit in catalog.units():
        for target in [unit.theory, *(exercise.theory for exercise in unit.exercises)]:
            if not _resolves(target):
                yield f"{unit.id}: {target}"
    for page, text in _site().items():
        for target in re.findall(r"\]\(([^)#\s]*\.md(?:#[\w-]+)?)\)", text):
            if not _resolves(target, posixpath.dirname(page)):
                yield f"{page}: {target}"


def _resolves(target: str, folder: str = "") -> bool:
    name, _, anchor = target.partition("#")
    text = _site().get(posixpath.normpath(posixpath.join(folder, name)))
    return text is not None and (not anchor or f"{{ #{anchor} }}" in text)


@cache
def _site() -> dict[str, str]:
    """The pages of the site by their path in it: those written by hand, and those that the catalog and docs/ give."""
    written = {page.relative_to(SITE).as_posix(): page.read_text(encoding="utf-8") for page in SITE.rglob("*.md")}
    given = {**dict(pages.exercise_pages(ROOT)), **dict(pages.developer_pages(ROOT))}
    return written | {path.removeprefix("site/"): text for path, text in given.items()}


@promise
def worked_examples_are_true() -> Iterator[str]:
    """What each docstring says that a call gives is what the solution gives."""
    for unit in catalog.units():
        module = importlib.import_module(f"solutions.{unit.id}")
        for exercise in unit.exercises:
            example = (getattr(module, exercise.name).__doc__ or "").partition("Ejemplo:")[2]
            if not example.strip():
                yield f"{exercise.id} has no example"
            elif breach := _untrue(example, vars(module)):
                yield f"{exercise.id}: {breach}"


def _untrue(example: str, module: dict[str, Any]) -> str:
    names = {"np": np, "model": _Model(), **module}
    # A result may stand on the line after its call; a line that is no Python is prose.
    for line in filter(None, map(str.strip, re.sub(r"\n\s*-> ", " -> ", example).splitlines())):
        call, arrow, wanted = line.partition(" -> ")
        try:
            if not arrow:
                if is_code(line):
                    exec(line, names)  # noqa: S102 - our own docstrings
            elif not _equal(eval(call, names), eval(wanted.partition(", porque")[0], names)):  # noqa: S307
                return f"{call} gives {eval(call, names)!r}"  # noqa: S307
        except Exception as error:
            return f"{line!r} raises {type(error).__name__}: {error}"
    return ""


class _Model:
    """Stands for the trained model of an example, where only its path matters."""

    def save(self, path: object) -> None: ...


def _equal(got: Any, wanted: Any) -> bool:
    """Equal to the four decimals that the examples show."""
    if isinstance(wanted, tuple):
        return len(got) == len(wanted) and all(map(_equal, got, wanted))
    if isinstance(wanted, str):
        return str(got) == wanted  # a path is as good
    return np.shape(got) == np.shape(wanted) and np.allclose(got, wanted, rtol=0, atol=6e-5)


@promise
def stubs_earn_nothing() -> Iterator[str]:
    report = grade(submission.modules(ROOT / "exercises"), catalog.exercises(), seed=1)
    for result in report.exercises:
        if result.status != "not_implemented":
            yield f"{result.id} is {result.status}"


@promise
def solutions_earn_everything() -> Iterator[str]:
    report = grade(submission.modules(ROOT / "solutions"), catalog.exercises(), seed=1)
    for result in report.exercises:
        if not result.passed:
            yield f"{result.id} is {result.status}"


def main() -> int:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    breached = 0
    for breaches in PROMISES:
        try:
            found = list(breaches())
        except Exception as error:  # what cannot even be looked at is a breach, and no reason to keep the rest
            found = [f"{type(error).__name__}: {error}"]
        breached += len(found)
        print("✗" if found else "✓", breaches.__name__.replace("_", " "), flush=True)
        for breach in found:
            print(f"    {breach}")
    return 1 if breached else 0


if __name__ == "__main__":
    sys.exit(main())
