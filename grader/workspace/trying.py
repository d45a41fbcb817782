"""``rna try``: the example of a statement and the call that failed, run with the student's own code.

It runs where it is graded, in a worker, after the checks have found a call that fails.
"""

from __future__ import annotations

import ast
import builtins
import inspect
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from grader import submission
from grader.boundary import source
from grader.curriculum.catalog import Exercise
from grader.errors import GraderError
from grader.report import EXPECTED, ExerciseResult
from grader.verdict import grading
from grader.verdict.events import Event, Graded, GraderFailed, Listener, Trial
from grader.verdict.grading import Wishes
from grader.workspace import changes
from grader.workspace.cache import Cache, allowed


@dataclass(frozen=True)
class _Example:
    """What a statement shows: some lines of Python, "" where they cannot be run by themselves, and what they give."""

    lines: str
    wanted: str


def attempt(
    folder: Path, exercise: Exercise, listener: Listener = lambda event: None
) -> tuple[ExerciseResult, tuple[Trial, ...]]:
    """Grade an exercise of one's own folder, with the seed of the last time, and run its example and what failed.

    Raises:
        GraderError: that was not possible.
    """
    sources = changes.sources(folder)
    codes, example = changes.fingerprints(sources, [exercise]), _example(sources, exercise)
    seed = Cache(folder, [exercise], None, codes).seed if allowed() else None
    wishes = Wishes(untouched=changes.untouched(sources, [exercise]), trial=example.lines)
    ends: list[Graded] = []
    reasons = ["la corrección no llegó a su fin"]

    def listen(event: Event) -> None:
        match event:
            case Graded():
                ends.append(event)
            case GraderFailed(reason=reason):
                reasons.append(reason)
        listener(event)

    seed = grading.new_seed() if seed is None else seed
    grading.grade(submission.modules(folder), [exercise], seed, listen, wishes)
    if not ends:
        raise GraderError(reasons[-1])
    return ends[0].result, _told(example, ends[0])


def _told(example: _Example, graded: Graded) -> tuple[Trial, ...]:
    """The trials, with what the statement tells of its example."""
    failed = tuple(trial for trial in graded.trials if trial.law)
    if not example.wanted:
        return failed
    tried = next((trial for trial in graded.trials if not trial.law), Trial(example.lines, "", ""))
    wanted = f"  {EXPECTED} {example.wanted}" if example.lines else example.wanted
    return (replace(tried, told="\n".join(filter(None, (tried.told, wanted)))), *failed)


def _example(sources: Mapping[str, bytes], exercise: Exercise) -> _Example:
    """The example in the docstring of a student's function."""
    functions = _functions(sources.get(exercise.unit, b""))
    docstrings = (ast.get_docstring(each) or "" for each in functions if each.name == exercise.name)
    shown = inspect.cleandoc(next(filter(None, docstrings), "").partition("Ejemplo:\n")[2])
    lines, arrow, wanted = map(str.strip, shown.partition("->"))
    if arrow and _can_be_run(lines, {each.name for each in functions}):
        return _Example(lines, wanted.partition("\n(")[0])
    return _Example("", shown)


def _functions(module: bytes) -> list[ast.FunctionDef]:
    return [each for each in source.statements(module) if isinstance(each, ast.FunctionDef)]


def _can_be_run(lines: str, known: set[str]) -> bool:
    """Whether the lines are Python, end with a value, and need no more than NumPy and the functions known."""
    try:
        body = ast.parse(lines).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    names = [node for statement in body for node in ast.walk(statement) if isinstance(node, ast.Name)]
    given = {node.id for node in names if isinstance(node.ctx, ast.Store)} | {"np", *known, *vars(builtins)}
    arguments = {node.arg for statement in body for node in ast.walk(statement) if isinstance(node, ast.arg)}
    return bool(body) and isinstance(body[-1], ast.Expr) and {node.id for node in names} <= given | arguments
