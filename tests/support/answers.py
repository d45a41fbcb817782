"""The corpus: known right and wrong answers to every exercise, and what shows a symptom, one module per unit.

A module is read as text, never imported by the tests: each decorated function becomes a submission
of its own, under the exercise's name, together with the module's undecorated code.
"""

from __future__ import annotations

import ast
import random
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from tests.support import CORPUS

ANSWERS = CORPUS / "answers"
HELDOUT = CORPUS / "heldout"
DIAGNOSES = CORPUS / "diagnoses"

TRAININGS = ("training.train_pima", "training.train_mnist")
"""Exercises of which each answer trains a network for seconds."""

SAMPLE_SEED = 1


def right(exercise: str) -> Callable[[object], object]:
    """Mark a right answer to ``unit.function``."""
    return lambda answer: answer


def wrong(exercise: str) -> Callable[[object], object]:
    """Mark a wrong answer to ``unit.function``; its name says what is wrong."""
    return lambda answer: answer


def shows(diagnosis: str) -> Callable[[object], object]:
    """Mark a wrong answer that must get the diagnosis ``unit.function.name``."""
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

    @property
    def content(self) -> bytes:
        """The module, as it lies on the disk."""
        return self.source.encode()

    def __str__(self) -> str:
        return f"{self.exercise}-{'right' if self.is_right else 'wrong'}-{self.name}"


def answers(unit: str, folder: Path = ANSWERS) -> Iterator[Answer]:
    """Every answer in ``tests/corpus/answers/<unit>.py``, or in that module of another folder."""
    for mark, exercise, name, source in submissions(folder / f"{unit}.py", ("right", "wrong")):
        yield Answer(exercise, name, mark == "right", source)


def acceptable(answer: Answer, folder: Path = DIAGNOSES) -> list[str]:
    """The diagnoses that a teacher would give a wrong answer; none where its mistake has no name."""
    return list(_table(folder / f"{answer.unit}.toml").get(answer.exercise, {}).get(answer.name, []))


@cache
def _table(file: Path) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


class Graded(Protocol):
    """What a test grades: the source of a module, for one exercise."""

    exercise: str
    source: str


A = TypeVar("A", bound=Graded)


def sample(candidates: Iterable[A], count: int) -> list[A]:
    """So many of each exercise, the same ones each time; none that trains for long or that needs TensorFlow for it."""
    found: dict[str, list[A]] = {}
    for each in candidates:
        if each.exercise not in TRAININGS and "tensorflow" not in each.source:
            found.setdefault(each.exercise, []).append(each)
    chance = {exercise: random.Random(f"{SAMPLE_SEED} {exercise}") for exercise in found}
    return [each for exercise, some in found.items() for each in chance[exercise].sample(some, min(count, len(some)))]


def submissions(path: Path, marks: tuple[str, ...]) -> Iterator[tuple[str, str, str, str]]:
    """Mark, its argument, name and source of each function of a module that has one of the marks.

    The argument begins with ``unit.function``: the source defines that function.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    marked = [(found, node) for node in tree.body if (found := _mark(node, marks))]
    rest = [node for node in tree.body if not _mark(node, marks) and not _imports_marks(node)]
    shared = ast.unparse(ast.Module(rest, []))
    for (mark, argument), node in marked:
        assert isinstance(node, ast.FunctionDef)
        name, node.name, node.decorator_list = node.name, argument.split(".")[1], []
        yield mark, argument, name, f"{shared}\n\n{ast.unparse(node)}"


def _mark(node: ast.stmt, marks: tuple[str, ...]) -> tuple[str, str] | None:
    for decorator in getattr(node, "decorator_list", []):
        match decorator:
            case ast.Call(func=ast.Name(id=mark), args=[ast.Constant(value=str(argument))]) if mark in marks:
                return mark, argument
    return None


def _imports_marks(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests.")
