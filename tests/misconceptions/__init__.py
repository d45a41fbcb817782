"""Submissions that show the symptoms of the library of misconceptions, one module per unit.

Read as ``tests/answers`` are: each decorated function becomes a submission of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.answers import submissions


def shows(diagnosis: str) -> Callable[[object], object]:
    """Mark a wrong answer that must get the diagnosis ``unit.function.name``."""
    return lambda answer: answer


@dataclass(frozen=True)
class Example:
    """A submission, and the diagnosis that it must get."""

    diagnosis: str
    name: str
    source: str

    @property
    def exercise(self) -> str:
        return self.diagnosis.rpartition(".")[0]

    def __str__(self) -> str:
        return f"{self.diagnosis}-{self.name}"


def examples(unit: str) -> Iterator[Example]:
    """Every example in ``tests/misconceptions/<unit>.py``; none where there is no such module."""
    path = Path(__file__).parent / f"{unit}.py"
    if path.exists():
        for _, diagnosis, name, source in submissions(path, ("shows",)):
            yield Example(diagnosis, name, source)
