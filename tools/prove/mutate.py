"""Mutation score of the checks: every small change to a solution should be refused.

``python -m tools.prove.mutate [--only KIND] [--seed N] [ID ...]`` makes mutants of two kinds. "syntax" changes one
operator, constant, argument or statement of ``solutions/`` at a time; "domain" leaves a solution right in a part of its
domain only (domain.py). The exercises that a change can reach are graded, and it is printed how many mutants were
refused, for each unit or exercise. A surviving mutant must be explained, by its change, in the kind's table; the exit
status is 1 where one is not. Explanations that match no survivor are told.
"""

from __future__ import annotations

import argparse
import ast
import sys
import threading
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.verdict.grading import Grading
from tools import ROOT
from tools.prove import domain

EXPLAINED = {
    "syntax": Path(__file__).parent / "equivalent_mutants.toml",
    "domain": Path(__file__).parent / "equivalent_domain_mutants.toml",
}
"""For each kind of mutants, those that survive because they are no mistake."""

OPERATORS: dict[type, list[Any]] = {
    ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.Div, ast.Add], ast.Div: [ast.Mult], ast.Pow: [ast.Mult],
    ast.FloorDiv: [ast.Div], ast.Mod: [ast.Mult],
    ast.Lt: [ast.LtE, ast.Gt], ast.LtE: [ast.Lt, ast.GtE], ast.Gt: [ast.GtE, ast.Lt], ast.GtE: [ast.Gt, ast.LtE],
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq], ast.And: [ast.Or], ast.Or: [ast.And],
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One changed solution."""

    unit: str
    function: str
    change: str
    """The changed statement, as mutated, or what stands above the function."""
    source: str

    @property
    def exercise(self) -> str:
        return f"{self.unit}.{self.function}"

    @property
    def modules(self) -> dict[str, bytes]:
        """What is handed in."""
        return {f"{self.unit}.py": (self.source + SAME).encode(), **domain.HELPER}


def mutants(unit: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module, each source once."""
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            for line in _changes(function):
                mutated = ast.unparse(tree)
                if mutated not in seen:
                    seen.add(mutated)
                    yield Mutant(unit, function.name, line, mutated)


def _changes(function: ast.FunctionDef) -> Iterator[str]:
    """Change ``function`` in place, one change at a time, undoing each after the caller has looked."""
    for statement in list(_statements(function)):
        for node in list(_expressions(statement)):
            for changed in _mutations(node):
                kept = dict(vars(node))
                vars(node).update(changed)
                try:
                    yield ast.unparse(statement).partition("\n")[0]
                finally:
                    vars(node).clear()
                    vars(node).update(kept)
    yield from _removals(function)


def _statements(function: ast.FunctionDef) -> Iterator[ast.stmt]:
    docstring = function.body[0] if ast.get_docstring(function) else None
    for node in ast.walk(function):
        # What an error says is not graded, so a raise is only ever removed.
        if isinstance(node, ast.stmt) and node not in (function, docstring) and not isinstance(node, ast.Raise):
            yield node


def _expressions(statement: ast.stmt) -> Iterator[ast.AST]:
    """The expressions of a statement without those of the statements inside it."""
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        if node is not statement or isinstance(node, ast.AugAssign):
            yield node
        pending += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]


def _mutations(node: ast.AST) -> Iterator[dict[str, Any]]:
    """Changes of one node's fields."""
    match node:
        case ast.BinOp() | ast.AugAssign() | ast.BoolOp():
            yield from ({"op": other()} for other in OPERATORS.get(type(node.op), []))
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.MatMult | ast.Div):
                yield {"left": node.right, "right": node.left}
        case ast.Compare():
            yield from ({"ops": [other(), *node.ops[1:]]} for other in OPERATORS.get(type(node.ops[0]), []))
        case ast.UnaryOp(op=ast.USub()):
            yield {"op": ast.UAdd()}
        case ast.UnaryOp(op=ast.Not()):
            yield {"operand": ast.UnaryOp(ast.Not(), node.operand)}
        case ast.Constant(value=bool() as value):
            yield {"value": not value}
        case ast.Constant(value=int() | float() as value):
            yield {"value": value + 1}
            yield {"value": -value if value else -1}
        case ast.Constant(value=str() as value) if value:
            yield {"value": value + "x"}
        case ast.Call():
            yield from _call_mutations(node)
        case ast.Tuple() | ast.List() if len(node.elts) > 1 and isinstance(getattr(node, "ctx", None), ast.Load):
            yield {"elts": node.elts[::-1]}
        case ast.Slice() if node.lower or node.upper:
            yield {"lower": None, "upper": None}


def _call_mutations(node: ast.Call) -> Iterator[dict[str, Any]]:
    for index in range(len(node.keywords)):
        yield {"keywords": node.keywords[:index] + node.keywords[index + 1 :]}
    if len(node.args) > 1:
        yield {"args": [node.args[1], node.args[0], *node.args[2:]]}
    if len(node.args) == 1 and not node.keywords:
        yield {"func": ast.Name("_same", ast.Load())}


def _removals(function: ast.FunctionDef) -> Iterator[str]:
    for parent in ast.walk(function):
        body = getattr(parent, "body", None)
        if not isinstance(body, list):
            continue
        for index, statement in enumerate(body):
            is_docstring = parent is function and index == 0 and ast.get_docstring(function)
            if is_docstring or isinstance(statement, ast.Pass | ast.Return):
                continue
            body[index] = ast.Pass()
            try:
                yield f"(sin) {ast.unparse(statement)}".partition("\n")[0]
            finally:
                body[index] = statement


SAME = "\n\ndef _same(value):\n    return value\n"


def reached(source: str, function: str, exercises: set[str]) -> list[str]:
    """The exercises whose verdict a change of ``function`` may alter: itself, or what uses a private helper."""
    if function in exercises:
        return [function]
    users = {
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(n, ast.Name) and n.id == function for n in ast.walk(node))
    }
    return sorted(exercises & users)


def survives(mutant: Mutant, grading: Grading, seed: int) -> bool:
    """Whether every exercise that the mutant reaches still gets full marks."""
    known = {exercise.name: exercise for exercise in catalog.unit(mutant.unit).exercises}
    names = reached(mutant.source, mutant.function, set(known))
    report = grading.grade(mutant.modules, [known[name] for name in names], seed)
    if any(result.status == "not_graded" for result in report.exercises):
        raise SystemExit(f"the grader broke on {mutant.exercise}: {mutant.change}")
    return report.passed


def syntax_mutants(chosen: Sequence[Exercise]) -> Iterator[Mutant]:
    """Those of the exercises, and of the private helpers beside them."""
    ids = {exercise.id for exercise in chosen}
    for unit in sorted({exercise.unit for exercise in chosen}):
        for mutant in mutants(unit, solved(unit)):
            if mutant.function.startswith("_") or mutant.exercise in ids:
                yield mutant


def domain_mutants(chosen: Sequence[Exercise]) -> Iterator[Mutant]:
    for exercise in chosen:
        for decorator, source in domain.mutants(exercise.id, solved(exercise.unit)):
            yield Mutant(exercise.unit, exercise.name, decorator, source)


def solved(unit: str) -> str:
    """The solutions of a unit."""
    return (ROOT / "solutions" / f"{unit}.py").read_text(encoding="utf-8")


def surviving(several: Sequence[Mutant], seed: int = 1) -> list[Mutant]:
    """Those that are not refused, told at once; two are graded at a time."""
    work: Queue[Mutant] = Queue()
    for mutant in several:
        work.put(mutant)
    survivors = []

    def hunt() -> None:
        with Grading(units={mutant.unit for mutant in several}, jobs=1) as grading:
            while True:
                try:
                    mutant = work.get_nowait()
                except Empty:
                    return
                if survives(mutant, grading, seed):
                    survivors.append(mutant)
                    print(f"  survives: {mutant.exercise}: {mutant.change}", flush=True)

    threads = [threading.Thread(target=hunt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return survivors


def summary(kind: str, several: Sequence[Mutant], survivors: Sequence[Mutant], complete: bool) -> int:
    """Print the table; 1 if a survivor is not explained."""
    entries = tomllib.loads(EXPLAINED[kind].read_text("utf-8"))["mutant"]
    explained = {(entry["exercise"], entry["change"]) for entry in entries}
    where = "unit" if kind == "syntax" else "exercise"
    total, lost, known = Counter[str](), Counter[str](), Counter[str]()
    for counter, counted in (
        (total, several),
        (lost, survivors),
        (known, [m for m in survivors if _key(m) in explained]),
    ):
        counter.update(name for mutant in counted for name in (getattr(mutant, where), "all"))
    print(f"| {where} | mutants | refused | equivalent, explained | surviving |\n|---|---|---|---|---|")
    for name in [*(name for name in total if name != "all"), "all"]:
        print(f"| {name} | {total[name]} | {total[name] - lost[name]} | {known[name]} | {lost[name] - known[name]} |")
    for exercise, change in sorted(explained - set(map(_key, survivors))) if complete else ():
        print(f"explained, but refused: {exercise}: {change}")
    return 1 if lost["all"] > known["all"] else 0


def _key(mutant: Mutant) -> tuple[str, str]:
    return mutant.exercise, mutant.change


MAKERS = {"syntax": syntax_mutants, "domain": domain_mutants}


def main() -> int:
    parser = argparse.ArgumentParser(prog="mutate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", choices=MAKERS, help="this kind of mutants alone")
    parser.add_argument("--seed", type=int, default=1, help="what the checks draw from")
    parser.add_argument("ids", nargs="*", metavar="ID", help="an exercise, a unit or a prefix; none means all")
    wanted = parser.parse_args()
    chosen, status = catalog.select(wanted.ids), 0
    for kind in [wanted.only] if wanted.only else MAKERS:
        several = list(MAKERS[kind](chosen))
        status |= summary(kind, several, surviving(several, wanted.seed), complete=not wanted.ids)
    return status


if __name__ == "__main__":
    sys.exit(main())
