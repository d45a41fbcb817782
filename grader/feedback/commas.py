"""Decimals that are written with a comma, as in Spanish: for Python that is two numbers."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from itertools import pairwise

from grader.feedback.case import Case, Holds
from grader.feedback.exceptions.syntax import code_only, reads
from grader.feedback.written import Function, own


def decimal_comma(case: Case) -> Holds:
    """En `{number}` la coma no marca los decimales: separa dos números. Los decimales llevan punto: `{mended}`."""
    if case.raised("SyntaxError"):
        found = _unread(case.line)
    elif case.raised("TypeError ValueError IndexError"):
        found = _given(case) or _pair(case.written)
    else:
        found = (_pair(case.written) or _among_results(case)) if case.is_wrong_result else ""
    return {"number": found, "mended": found.replace(",", ".")} if found else None


def _unread(line: str) -> str:
    """A number with a comma of a line that Python would read with a point in its place; "" if there is none."""
    comma = re.compile(r"(?<![\w.])(\d+),(\d+)(?![\w.])")
    code = code_only(line)
    found = comma.search(code)
    return found[0] if found and not reads(code) and reads(comma.sub(r"\1.\2", code)) else ""


def _given(case: Case) -> str:
    """One among the arguments of a call that refuses them; "" if there is none."""
    given = case.node.args if isinstance(case.node, ast.Call) else []
    refused = case.raised("TypeError", "argument|data type|must be an array|must be of ArrayType")
    return _first_comma(given) if refused and _are_spaced(given) else ""


def _pair(written: Function | None) -> str:
    """One that a name is given, and with which the function then calculates; "" if there is none."""
    pairs: dict[str, str] = {}
    for node in own(written) if written else ():
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Tuple(elts=[_, _] as both)) if _first_comma(both):
                pairs[name] = _first_comma(both)
    used = (each for node in own(written) for each in _operands(node)) if written and pairs else ()
    return next((pairs[each.id] for each in used if isinstance(each, ast.Name) and each.id in pairs), "")


def _operands(node: ast.AST) -> list[ast.expr]:
    """What is calculated, compared or returned as one number would be."""
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.AugAssign(target=target, value=value):
            return [target, value]
        case ast.Compare(left=left, comparators=others):
            return [left, *others]
        case ast.Return(value=ast.Tuple(elts=several)):
            return several
    return []


def _among_results(case: Case) -> str:
    """One for which there are more results, numbers or arguments than are asked for; "" if there is none."""
    for node in own(case.written) if case.written else ():
        match node:
            case ast.Return(value=ast.Tuple(elts=items)) if _are_the_results(case, items):
                return _first_comma(items)
            case ast.List(elts=items) if case.shapes and _are_spaced(items) and _first_comma(items):
                return _first_comma(items)
            case ast.Call(args=[_, _, _] as items) if ast.unparse(node.func) in _OF_TWO and _are_spaced(items):
                return _first_comma(items)
    return ""


_OF_TWO = {f"np.{name}" for name in ("add", "divide", "dot", "matmul", "maximum", "minimum", "multiply", "power")}
"""Functions of two arguments: the third is the array that is to keep the result."""


def _are_the_results(case: Case, items: Sequence[ast.expr]) -> bool:
    """Whether these came back, and would be as many as are asked for if each comma of a number were a point."""
    came = isinstance(case.value, tuple) and len(case.value) == len(items)
    return came and bool(_commas(items)) and len(items) - len(_commas(items)) == case.results_asked


def _first_comma(items: Sequence[ast.expr]) -> str:
    return next(iter(_commas(items)), "")


def _commas(items: Sequence[ast.expr]) -> list[str]:
    """Numbers like ``1,5`` among what commas separate: two whole ones with nothing but the comma between them."""
    pairs = ((_last(one), _first(other)) for one, other in pairwise(items))
    return [f"{one.value!s},{other.value!s}" for one, other in pairs if one and other and _touch(one, other)]


def _touch(one: ast.expr, other: ast.expr) -> bool:
    return (one.end_lineno, (one.end_col_offset or 0) + 1) == (other.lineno, other.col_offset)


def _are_spaced(items: Sequence[ast.expr]) -> bool:
    """Whether a space follows some comma between them, so that one without it is of a number."""
    return any(
        one.end_lineno == other.lineno and other.col_offset > (one.end_col_offset or 0) + 1
        for one, other in pairwise(items)
    )


def _last(node: ast.expr) -> ast.Constant | None:
    """The whole number with which an expression ends."""
    match node:
        case ast.Constant(value=int()):
            return node
        case ast.BinOp(right=last) | ast.UnaryOp(operand=last) | ast.Compare(comparators=[*_, last]):
            return _last(last)
    return None


def _first(node: ast.expr) -> ast.Constant | None:
    """The whole number with which an expression begins."""
    match node:
        case ast.Constant(value=int()):
            return node
        case ast.BinOp(left=first) | ast.Compare(left=first):
            return _first(first)
    return None
