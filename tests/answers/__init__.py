"""Known right and wrong answers to every exercise, one module per unit.

A module is read as text, never imported by the tests: each decorated function becomes a submission
of its own, under the exercise's name, together with the module's undecorated code.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

UNITS = Path(__file__).parent


def right(exercise: str) -> Callable[[object], object]:
    """Mark a right answer to ``unit.function``."""
    return lambda answer: answer


def wrong(exercise: str) -> Callable[[object], object]:
    """Mark a wrong answer to ``unit.function``; its name says what is wrong."""
    return lambda answer: answer


@dataclass(frozen=True)
class Answer:
    """One right or wrong answer, as the source of a student's module."""

    exercise: str
    name: str
    is_right: bool
    source: str

    @property
    def unit(self) -> str:
        return self.exercise.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.exercise}-{'right' if self.is_right else 'wrong'}-{self.name}"


def answers(unit: str) -> Iterator[Answer]:
    """Every answer in ``tests/answers/<unit>.py``."""
    tree = ast.parse((UNITS / f"{unit}.py").read_text(encoding="utf-8"))
    shared = [node for node in tree.body if not _mark(node) and not _imports_marks(node)]
    for node in tree.body:
        mark = _mark(node)
        if mark is not None and isinstance(node, ast.FunctionDef):
            exercise, is_right = mark
            name, node.name, node.decorator_list = node.name, exercise.partition(".")[2], []
            yield Answer(exercise, name, is_right, ast.unparse(ast.Module([*shared, node], [])))


def _mark(node: ast.stmt) -> tuple[str, bool] | None:
    for decorator in getattr(node, "decorator_list", []):
        match decorator:
            case ast.Call(func=ast.Name(id="right" | "wrong" as mark), args=[ast.Constant(value=str(exercise))]):
                return exercise, mark == "right"
    return None


def _imports_marks(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "tests.answers"
