"""Spot checks of what docs/mutation.md says: domain mutants are refused, through real processes."""

from __future__ import annotations

import random

import pytest

from grader.curriculum import catalog
from tools.prove import domain, mutate

pytestmark = pytest.mark.proof


def one_of_each_decorator() -> list[mutate.Mutant]:
    """Drawn among the mutants of the NumPy units, where those have any; no training."""
    found: dict[str, list[mutate.Mutant]] = {}
    chosen = [exercise for exercise in catalog.exercises() if exercise.id not in domain.TRAINED]
    for mutant in mutate.domain_mutants(chosen):
        several = found.setdefault(mutant.change.partition("(")[0], [])
        if catalog.unit(mutant.unit).preload == "numpy" or not several:
            several.append(mutant)
    return [random.Random(name).choice(several) for name, several in found.items()]


def test_one_of_each_is_refused() -> None:
    mutants = one_of_each_decorator()
    assert len(mutants) >= 30
    assert mutate.summary("domain", mutants, mutate.surviving(mutants), complete=False) == 0
