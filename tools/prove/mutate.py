"""Mutation score of the checks: every small change to a solution should be refused.

``python -m tools.prove.mutate [ID ...]`` changes one operator, constant, argument or statement of
``solutions/`` at a time, grades the exercises that the change can reach, and prints how many mutants
were refused for each unit. A surviving mutant must be explained in equivalent_mutants.toml, by the line
as mutated; the exit status is 1 where one is not. Explanations that match no survivor are told.
"""

from __future__ import annotations

import ast
import sys
import threading
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from grader.curriculum import catalog
from grader.verdict.grading import Grading
from tools import ROOT

EXPLAINED = Path(__file__).parent / "equivalent_mutants.toml"

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
    line: str
    """The changed statement, as mutated."""
    source: str


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


def survives(mutant: Mutant, grading: Grading) -> bool:
    """Whether every exercise that the mutant reaches still gets full marks."""
    known = {exercise.name: exercise for exercise in catalog.unit(mutant.unit).exercises}
    names = reached(mutant.source, mutant.function, set(known))
    modules = {f"{mutant.unit}.py": (mutant.source + SAME).encode()}
    report = grading.grade(modules, [known[name] for name in names], seed=1)
    if any(result.status == "not_graded" for result in report.exercises):
        raise SystemExit(f"the grader broke on {mutant.unit}.{mutant.function}: {mutant.line}")
    return report.passed


def main() -> int:
    chosen = catalog.select(sys.argv[1:])
    units = {exercise.unit for exercise in chosen}
    work: Queue[Mutant] = Queue()
    for unit in sorted(units):
        for mutant in mutants(unit, (ROOT / "solutions" / f"{unit}.py").read_text(encoding="utf-8")):
            if mutant.function.startswith("_") or f"{unit}.{mutant.function}" in {exercise.id for exercise in chosen}:
                work.put(mutant)
    total, survivors = Counter(mutant.unit for mutant in work.queue), []

    def hunt() -> None:
        with Grading(units=units, jobs=1) as grading:
            while True:
                try:
                    mutant = work.get_nowait()
                except Empty:
                    return
                if survives(mutant, grading):
                    survivors.append(mutant)
                    print(f"  survives: {mutant.unit}.{mutant.function}: {mutant.line}", flush=True)

    threads = [threading.Thread(target=hunt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return summary(total, survivors, complete=not sys.argv[1:])


def summary(total: Counter[str], survivors: list[Mutant], complete: bool) -> int:
    """Print the table; 1 if a survivor is not explained."""
    explained = {(entry["exercise"], entry["line"]) for entry in tomllib.loads(EXPLAINED.read_text("utf-8"))["mutant"]}
    found = {(f"{mutant.unit}.{mutant.function}", mutant.line) for mutant in survivors}
    print("| unit | mutants | refused | equivalent, explained | surviving |\n|---|---|---|---|---|")
    for unit in [*total, "all"]:
        mine = [m for m in survivors if unit in (m.unit, "all")]
        known = sum((f"{m.unit}.{m.function}", m.line) in explained for m in mine)
        count = sum(total.values()) if unit == "all" else total[unit]
        print(f"| {unit} | {count} | {count - len(mine)} | {known} | {len(mine) - known} |")
    stale = explained - found if complete else set()
    for exercise, line in sorted(stale):
        print(f"explained, but refused: {exercise}: {line}")
    return 1 if found - explained else 0


if __name__ == "__main__":
    sys.exit(main())
