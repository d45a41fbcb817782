"""What the tests share; no test module is imported by another."""

from collections.abc import Callable, Container, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import pytest

from grader.report import ExerciseResult

ROOT = Path(__file__).parents[2]
SOLUTIONS = ROOT / "solutions"
CORPUS = ROOT / "tests" / "corpus"
SCHEMAS = Path(__file__).parent / "schemas"

GradeSource = Callable[[str, str | bytes], ExerciseResult]
"""What the fixtures ``grade_source`` and ``grade_quickly`` are: grades an exercise of a module with this source."""

Case = TypeVar("Case")


def with_proof(cases: Iterable[Case], quick: Container[Case]) -> list[Any]:
    """Parameters of a test of which all but the quick ones are proof."""
    return [pytest.param(case, marks=[] if case in quick else [pytest.mark.proof]) for case in cases]


_AT_LEAST = 4
"""So many of the cases of a test are in every share."""


def in_share(tests: Iterable[str], share: str) -> set[str]:
    """Of the cases of each test the share that "WORD/PARTS" draws, and not less than a few."""
    _, _, parts = share.rpartition("/")
    alike: dict[str, list[str]] = {}
    for test in tests:
        alike.setdefault(test.partition("[")[0], []).append(test)
    found: set[str] = set()
    for cases in alike.values():
        cases.sort(key=lambda case: sha256(f"{share} {case}".encode()).digest())
        found |= {*cases[: max(_AT_LEAST, -(-len(cases) // int(parts)))]}
    return found
