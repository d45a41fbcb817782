"""Classes made of the corpus: what honest students hand in, each in their own way, and near copies of it."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterable
from functools import cache

from tests.support import SOLUTIONS
from tests.support.answers import answers

Modules = dict[str, bytes]

UNITS = (
    "tensors", "neuron", "activations", "losses", "gradient_descent", "network", "keras_models", "training",
    "convolution",
)  # fmt: skip

_OTHER_WORDS = ("Lo hago paso a paso.", "Mirado en los apuntes.", "Con NumPy.", "Así sale.", "Funciona.")


def a_class(
    units: Iterable[str], people: int, sizes: Iterable[int], chance: random.Random
) -> tuple[dict[str, Modules], list[set[str]]]:
    """What so many people hand in, by their names, and who are the groups of such sizes of whom one was copied from."""
    names = [f"{number:03d}" for number in range(people)]
    modules = {name: honest(units, chance) for name in names}
    groups = []
    for size in sizes:
        first, *others = (names.pop() for _ in range(size))
        modules |= {other: near_copy(modules[first], chance, modules[other]) for other in others}
        groups.append({first, *others})
    return modules, groups


def honest(units: Iterable[str], chance: random.Random) -> Modules:
    """What somebody hands in who has asked nobody: of each exercise one of the known answers, rather a right one, and
    rather the one that most people think of; some are not begun."""
    return {f"{unit}.py": _module([_answer(ways, chance) for ways in _ways(unit)]) for unit in units}


def near_copy(modules: Modules, chance: random.Random, other: Modules) -> Modules:
    """The same with other names, in another order, with other comments, and one function in twelve as in ``other``."""
    return {name: _near_copy(source.decode(), chance, other[name].decode()) for name, source in modules.items()}


def _module(functions: Iterable[str]) -> bytes:
    return "\n\n\n".join(["import numpy as np", *functions]).encode()


@cache
def _ways(unit: str) -> list[tuple[list[str], list[str]]]:
    """The right and the wrong answers to each exercise of a unit, the solution first."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for node in ast.parse((SOLUTIONS / f"{unit}.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = ([ast.unparse(node)], [])
    for answer in answers(unit):
        right, wrong = found[answer.exercise.partition(".")[2]]
        (right if answer.is_right else wrong).append(ast.unparse(ast.parse(answer.source).body[-1]))
    return list(found.values())


def _answer(ways: tuple[list[str], list[str]], chance: random.Random) -> str:
    right, wrong = ways
    solution = ast.parse(right[0]).body[0]
    assert isinstance(solution, ast.FunctionDef)
    if chance.random() < 0.08:
        solution.body = ast.parse("raise NotImplementedError('Completa la función')").body
        return ast.unparse(solution)
    most = chance.random() < 0.75 or not wrong
    some = right if most else wrong
    return chance.choices(some, [1 / (1 + place) for place in range(len(some))])[0]


def _near_copy(source: str, chance: random.Random, other: str) -> bytes:
    others = {node.name: node for node in ast.parse(other).body if isinstance(node, ast.FunctionDef)}
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    changed = [
        ast.unparse(others[each.name]) if chance.random() < 1 / 12 else _retouched(each, chance) for each in functions
    ]
    chance.shuffle(changed)
    return _module(changed)


def _retouched(function: ast.FunctionDef, chance: random.Random) -> str:
    own = {each.arg for each in ast.walk(function) if isinstance(each, ast.arg)}
    own |= {each.id for each in ast.walk(function) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    for each in ast.walk(function):
        if isinstance(each, ast.arg) and each.arg in own:
            each.arg = f"mi_{each.arg}"
        elif isinstance(each, ast.Name) and each.id in own:
            each.id = f"mi_{each.id}"
    if ast.get_docstring(function) is not None and len(function.body) > 1:
        function.body = function.body[1:]
    function.body.insert(0, ast.Expr(ast.Constant(chance.choice(_OTHER_WORDS))))
    return f"# {chance.choice(_OTHER_WORDS)}\n{ast.unparse(function)}"
