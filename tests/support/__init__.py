"""What the tests share; no test module is imported by another."""

import zlib
from collections.abc import Callable, Container, Iterable
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


MANY = ("tests/corpus/", "tests/attacks/")
"""Where a test is one of hundreds that are alike."""


def in_share(test: str, share: str) -> bool:
    """Whether a test is in the share of those in MANY that "WORD/PARTS" draws; any other test always is."""
    _, _, parts = share.rpartition("/")
    return not test.startswith(MANY) or zlib.crc32(f"{share} {test}".encode()) % int(parts) == 0
