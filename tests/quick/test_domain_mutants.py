"""Domain mutants: every exercise has its line, every decorator is used, and each mutant is what it says."""

from __future__ import annotations

import ast
import sys
import types
from typing import Any

import numpy as np
import pytest

from grader.curriculum import catalog
from tools.prove import domain, mutate, ordinary, partly

ITERATES = ("neuron.train_perceptron",)
"""Exercises that take seconds to be tried at full length."""

COMPUTED = [
    exercise.id
    for exercise in catalog.exercises()
    if catalog.unit(exercise.unit).preload == "numpy"
    and domain.signatures()[exercise.id].arguments
    and exercise.id not in (*domain.TRAINED, *ITERATES)
]
"""Exercises whose mutants can be tried right here."""

OF_SIZE_OR_CALLS = (
    "result_up_to", "cut", "blank", "mean_of_at_most", "last_batch_cut", "last_batch_zeros", "layers_up_to",
    "first_calls", "remembered", "leaking", "first_seen", "at_most", "normalised_by_first", "learned_from_first",
)  # fmt: skip
"""What is right whatever the values are, while they are few."""
LARGE_IN_SMALL_DATA = ("at_most('seed'", "at_most('epsilon'")
"""Of parameters whose size is not that of the data."""


def test_every_exercise_has_its_line() -> None:
    assert list(domain.signatures()) == [exercise.id for exercise in catalog.exercises()]


@pytest.mark.parametrize("exercise", catalog.exercises(), ids=lambda exercise: exercise.id)
def test_lines_name_the_arguments(exercise: catalog.Exercise) -> None:
    tree = ast.parse(mutate.solved(exercise.unit))
    named = {
        node.name: ([each.arg for each in node.args.args], len(node.args.defaults))
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    signature = domain.signatures()[exercise.id]
    if signature.arguments:
        told, (names, defaults) = [each.name for each in signature.arguments], named[exercise.name]
        assert told == names[: len(told)]
        assert len(told) >= len(names) - defaults, "what is left out has a value of its own"
        assert {each.kind for each in signature.arguments} <= {*ordinary.KINDS, "model", "directory"}


def test_every_decorator_is_used() -> None:
    public = {
        name
        for name, value in vars(partly).items()
        if isinstance(value, types.FunctionType) and value.__module__ == partly.__name__ and not name.startswith("_")
    }
    used = {each.partition("(")[0] for line in domain.signatures().values() for each in domain.decorators(line)}
    assert used == public - {"around"}


@pytest.mark.parametrize("exercise", COMPUTED)
def test_right_where_small(exercise: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unit, _, name = exercise.partition(".")
    signature, made = domain.signatures()[exercise], list(domain.mutants(exercise, mutate.solved(unit)))
    small = [domain.arguments_of(signature, ordinary.SMALL, np.random.default_rng(seed)) for seed in range(3)]
    assert made
    monkeypatch.setitem(sys.modules, "exercises", types.ModuleType("exercises"))
    monkeypatch.setitem(sys.modules, "exercises.partly", partly)
    for decorator, source in made:
        if decorator.startswith(OF_SIZE_OR_CALLS) and not decorator.startswith(LARGE_IN_SMALL_DATA):
            for arguments in small:
                mutated = _loaded(source, name)
                assert domain.agrees(mutated, arguments, domain.solution(exercise)(*arguments)), decorator


def _loaded(source: str, name: str) -> Any:
    namespace: dict[str, Any] = {}
    exec(source, namespace)  # noqa: S102 - a solution, mutated by us
    return namespace[name]


def test_what_makes_no_difference_is_left_out() -> None:
    made = [decorator for decorator, _ in domain.mutants("activations.sigmoid", mutate.solved("activations"))]
    assert "clipped(8, 'z')" in made
    assert "clipped(20, 'z')" not in made  # σ(20) is 1 within the tolerance
    assert "result_up_to(128, 0, 'zeros')" in made


def test_a_survivor_wants_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    exercise = catalog.select(["activations.step"])[0]
    mutants = list(mutate.domain_mutants([exercise]))
    assert mutate.summary("domain", mutants, [], complete=False) == 0
    unexplained = mutate.Mutant("activations", "step", "not_explained()", "")
    assert mutate.summary("domain", [*mutants, unexplained], [unexplained], complete=False) == 1
    assert f"| all | {len(mutants) + 1} | {len(mutants)} | 0 | 1 |" in capsys.readouterr().out
