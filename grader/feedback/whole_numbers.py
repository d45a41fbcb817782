"""Whole numbers of few bits: which operations of a student's code wrap around with what they were given."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.boundary.outcomes import Call
from grader.feedback.written import Function, in_short, own

_OPERATIONS: dict[type[ast.operator], tuple[str, Callable[[Any, Any], Any]]] = {
    ast.Add: ("+", operator.add),
    ast.Sub: ("-", operator.sub),
    ast.Mult: ("*", operator.mul),
    ast.Pow: ("**", operator.pow),
}
_DEEPEST = 4
"""Loops within loops, the innermost of which may stand first: as often is the source read."""
_SAME_NUMBERS = {"copy", "flatten", "ravel", "reshape", "squeeze", "transpose"}
"""Methods of an array that give its own numbers."""


@dataclass(frozen=True)
class Wrapped:
    """An operation whose results do not fit in the kind of its numbers.

    Attributes:
        code: the operation, as it may stand in a sentence.
        example: one of its results, «0 - 1 da 255».
        results: all that it gives.
        kind: of its numbers.
    """

    code: str
    example: str
    results: np.ndarray
    kind: np.dtype[Any]

    @property
    def told(self) -> dict[str, str]:
        """What a fact's text says of it."""
        return {"code": self.code, "example": self.example, **limits(str(self.kind))}


def limits(kind: str) -> dict[str, str]:
    """The name of a kind of whole numbers, and the least and the largest."""
    of = np.iinfo(kind)
    return {"kind": kind, "least": str(of.min), "most": str(of.max)}


def wrapped(written: Function | None, call: Call | None) -> Iterator[Wrapped]:
    """The operations of a function that wrap around with the arguments of a call."""
    if written is None or call is None:
        return
    names = [each.arg for each in written.args.args]
    given = dict(zip(names, call.arguments, strict=False))
    arrays = {name: each for name, each in given.items() if isinstance(each, np.ndarray) and each.dtype.kind in "iu"}
    of = _named_after(written, set(arrays))
    for node in own(written):
        match node:
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
                sides = [_value(each, of, arrays) for each in (left, right)]
                known = all(each is not None for each in sides)
                if known and any(isinstance(each, np.ndarray) for each in sides):
                    yield from _compared(node, *_OPERATIONS[type(op)], *sides)
            case ast.UnaryOp(op=ast.USub(), operand=only) if isinstance(_value(only, of, arrays), np.ndarray):
                yield from _compared(node, "-", operator.sub, 0, _value(only, of, arrays))


def _compared(node: ast.expr, mark: str, operate: Callable[[Any, Any], Any], *sides: Any) -> Iterator[Wrapped]:
    exactly = [each.astype(np.int64) if isinstance(each, np.ndarray) else each for each in sides]
    try:
        with np.errstate(all="ignore"):
            got, wanted = operate(*sides), operate(*exactly)
    except (OverflowError, ValueError):  # a number of another kind, which raises; shapes that do not fit
        return
    wrong = np.flatnonzero(np.ravel(got) != np.ravel(wanted))
    if got.dtype.kind in "iu" and wrong.size:
        first, second = (np.ravel(np.broadcast_to(each, got.shape))[wrong[0]] for each in sides)
        yield Wrapped(
            in_short(ast.unparse(node)), f"{first} {mark} {second} da {np.ravel(got)[wrong[0]]}", got, got.dtype
        )


def _value(node: ast.expr, of: dict[str, str], arrays: dict[str, np.ndarray]) -> Any:
    """The array that an operand is, or is of; a whole number; None for anything else."""
    match node:
        case ast.Constant(value=int() as value) if not isinstance(value, bool):
            return value
    name = _base(node, of)
    return arrays[name] if name else None


def _base(node: ast.expr, of: dict[str, str]) -> str:
    """The argument whose numbers an expression has; "" if none."""
    match node:
        case ast.Name(id=name):
            return of.get(name, "")
        case ast.Subscript(value=value) | ast.Attribute(value=value, attr="T"):
            return _base(value, of)
        case ast.Call(func=ast.Attribute(value=value, attr=name)) if name in _SAME_NUMBERS:
            return _base(value, of)
    return ""


def _named_after(written: Function, names: set[str]) -> dict[str, str]:
    """What has the numbers of which argument: itself, what is given them, and the elements that a loop goes through."""
    of = {name: name for name in names}
    for node in [*own(written)] * _DEEPEST:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                of[name] = _base(value, of) if of.get(name) in (None, _base(value, of)) else ""
            case ast.For(target=target, iter=through) | ast.comprehension(target=target, iter=through):
                of |= {name: base for name, base in _elements(target, through, of) if base}
    return of


def _elements(target: ast.expr, through: ast.expr, of: dict[str, str]) -> Iterator[tuple[str, str]]:
    match target, through:
        case ast.Name(id=name), _:
            yield name, _base(through, of)
        case ast.Tuple(elts=[_, inner]), ast.Call(func=ast.Name(id="enumerate"), args=[only, *_]):
            yield from _elements(inner, only, of)
        case ast.Tuple(elts=targets), ast.Call(func=ast.Name(id="zip"), args=args):
            for each, iterated in zip(targets, args, strict=False):
                yield from _elements(each, iterated, of)
