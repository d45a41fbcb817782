"""The library of misconceptions as answers: each of its wrong answers is the source of a student's module."""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from grader.curriculum import catalog
from grader.curriculum.library import library
from grader.feedback.misconception import Misconception
from tests.support.answers import TRAININGS, Answer, acceptable, answers


def source(entry: Misconception) -> str:
    """A wrong answer under the exercise's name, with the undecorated code of its module and the entries it calls."""
    entries, shared = _module(inspect.getfile(entry.function))
    *called, node = [copy.copy(each) for each in _entries(entry.function.__name__, entries)]
    node.name = entry.exercise.partition(".")[2]
    for each in (*called, node):
        each.decorator_list = []
    return "\n\n".join([shared, *map(ast.unparse, (*called, node))])


def _entries(name: str, entries: dict[str, ast.FunctionDef]) -> Iterator[ast.FunctionDef]:
    """An entry of the library, after those of its module that it calls."""
    for each in ast.walk(entries[name]):
        if isinstance(each, ast.Name) and each.id in entries.keys() - {name}:
            yield from _entries(each.id, entries)
    yield entries[name]


def showing(unit: str) -> Iterator[Answer]:
    """For each symptom, the first known wrong answer that a teacher would diagnose so, where there is one."""
    exercises = [exercise.id for exercise in catalog.exercises() if exercise.unit == unit]
    symptoms = {entry.id for exercise in exercises for entry in library(exercise) if entry.is_symptom}
    for answer in answers(unit):
        wanted = [] if answer.is_right or answer.exercise in TRAININGS else acceptable(answer)
        if symptoms & set(wanted[:1]):
            symptoms.remove(wanted[0])
            yield answer


@cache
def _module(file: str) -> tuple[dict[str, ast.FunctionDef], str]:
    """The entries of a module of the library by function, and the text of what they share."""
    module = ast.parse(Path(file).read_text(encoding="utf-8"))
    future = ast.parse("from __future__ import annotations").body
    shared = ast.unparse(ast.Module([*future, *_helpers(module)], []))
    return {
        node.name: node for node in module.body if isinstance(node, ast.FunctionDef) and node.decorator_list
    }, shared


def _helpers(module: ast.Module) -> Iterator[ast.stmt]:
    """The undecorated code of a module of the library, with that of the modules beside it that it imports from."""
    for node in module.body:
        match node:
            case ast.ImportFrom(module=str(name)) if ".misconceptions." in name:
                yield from _helpers(ast.parse(inspect.getsource(importlib.import_module(name))))
            case ast.ImportFrom(module=str(name)) if name.startswith(("grader.", "__future__")):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Attribute(attr=found)) if name == found:
                pass  # the place of an entry of several exercises
            case _ if not getattr(node, "decorator_list", []):
                yield node
