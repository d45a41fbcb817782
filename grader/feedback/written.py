"""What a student's function says of itself: its source as a tree, read and never run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from grader.boundary.source import statements

Function = ast.FunctionDef | ast.AsyncFunctionDef


def function(modules: Mapping[str, bytes], exercise: str) -> Function | None:
    """The function of an exercise, as its module defines it last; None where it is made in another way."""
    unit, _, name = exercise.partition(".")
    found = [each for each in statements(modules.get(f"{unit}.py", b"")) if isinstance(each, Function)]
    return next((each for each in reversed(found) if each.name == name), None)


_SHORT = 40
"""The most characters of code in a sentence."""


def in_short(code: str) -> str:
    """A piece of code, as it may stand in a sentence."""
    plain = " ".join(code.split())
    return plain if len(plain) <= _SHORT else f"{plain[: _SHORT - 1]}…"


def own(node: ast.AST) -> Iterator[ast.AST]:
    """All that is within a function, but for what is within the functions that it defines."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function | ast.Lambda | ast.ClassDef):
            yield child
            yield from own(child)


# -- what it returns ---------------------------------------------------------------------------


def always_returns(body: Sequence[ast.stmt]) -> bool:
    """Whether no way leads through some statements to their end."""
    match body[-1] if body else None:
        case ast.Return() | ast.Raise():
            return True
        case ast.If(body=first, orelse=second):
            return always_returns(first) and always_returns(second)
        case ast.With(body=inside):
            return always_returns(inside)
        case ast.Try(body=first, handlers=handlers, orelse=second, finalbody=last):
            tried = always_returns(first) or always_returns(second)
            return always_returns(last) or (tried and all(always_returns(each.body) for each in handlers))
        case ast.While(test=ast.Constant(value=value), body=inside) if value:
            return not any(isinstance(each, ast.Break) for each in own(ast.Module(inside, [])))
        case ast.Match(cases=[*_, ast.match_case(pattern=ast.MatchAs(pattern=None), guard=None)] as cases):
            return all(always_returns(each.body) for each in cases)
    return False


def call_without_a_result(written: Function) -> ast.Call | None:
    """A call that the function returns, at once or by a name, and that gives None whatever it is given."""
    returned = [each.value for each in own(written) if isinstance(each, ast.Return)]
    names = {each.id for each in returned if isinstance(each, ast.Name)}
    for node in own(written):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in names:
                returned.append(value)
    return next((each for each in returned if isinstance(each, ast.Call) and _gives_nothing(each)), None)


_LIBRARIES = {"np", "numpy", "math", "tf", "keras", "layers"}

_METHODS_WITHOUT_A_RESULT = {
    *("append", "clear", "extend", "fill", "insert", "itemset", "partition", "put", "remove", "resize", "reverse"),
    *("setflags", "shuffle", "sort", "update"),
    *("add", "build", "compile", "load_weights", "save", "save_weights", "set_weights", "summary"),
}
"""Of arrays, lists, sets and dictionaries, of generators of random numbers, and of Keras's models."""

_FUNCTIONS_WITHOUT_A_RESULT = {
    *("np.copyto", "np.fill_diagonal", "np.place", "np.put", "np.put_along_axis", "np.putmask", "np.random.seed"),
    *("np.random.shuffle", "np.save", "np.savetxt", "np.set_printoptions", "print", "random.seed", "random.shuffle"),
    *("keras.utils.set_random_seed", "tf.random.set_seed"),
}


def _gives_nothing(call: ast.Call) -> bool:
    name = ast.unparse(call.func).replace("numpy.", "np.")
    if name in _FUNCTIONS_WITHOUT_A_RESULT:
        return True
    is_method = isinstance(call.func, ast.Attribute) and name.partition(".")[0] not in _LIBRARIES
    return is_method and name.rpartition(".")[2] in _METHODS_WITHOUT_A_RESULT


def excepted(written: Function) -> Iterator[ast.expr]:
    """What the function returns where something within a ``try`` has raised."""
    for node in own(written):
        match node:
            case ast.ExceptHandler(body=[*_, ast.Return(value=ast.expr() as value)]):
                yield value


# -- statements that come to nothing -----------------------------------------------------------

_GIVE_ANOTHER = {
    *("abs", "absolute", "append", "argmax", "argmin", "argsort", "array", "asarray", "astype", "clip", "concatenate"),
    *("copy", "cumsum", "delete", "divide", "dot", "exp", "expand_dims", "flatten", "hstack", "insert", "log"),
    *("matmul", "max", "maximum", "mean", "min", "minimum", "multiply", "nan_to_num", "power", "ravel", "repeat"),
    *("reshape", "round", "sqrt", "squeeze", "stack", "std", "subtract", "sum", "swapaxes", "tile", "transpose"),
    *("vstack", "where"),
}
"""Functions of NumPy that change nothing and give something else."""

_METHODS_THAT_GIVE_ANOTHER = {
    *("argmax", "argmin", "argsort", "astype", "clip", "cumsum", "dot", "flatten", "max", "mean", "min", "ravel"),
    *("repeat", "reshape", "round", "squeeze", "std", "sum", "swapaxes", "transpose"),
}
"""Those of them that arrays have: what else is called so may be there for what it does."""


def thrown_away(written: Function) -> Iterator[ast.expr]:
    """What the function calculates in a line of its own, to no effect."""
    tried = {id(each) for node in own(written) if isinstance(node, ast.Try) for each in node.body}
    for node in own(written):
        if isinstance(node, ast.Expr) and id(node) not in tried and _has_no_effect(node.value):
            yield node.value


def _has_no_effect(value: ast.expr) -> bool:
    match value:
        case ast.Compare() | ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() | ast.Pow() | ast.MatMult()):
            return True
        case ast.Call(func=ast.Name(id="sorted" | "abs" | "sum" | "round" | "max" | "min")):
            return True
        case ast.Call(func=ast.Attribute(value=of, attr=name), keywords=keywords) if name in _GIVE_ANOTHER:
            is_numpy = isinstance(of, ast.Name) and of.id in ("np", "numpy", "math")
            elsewhere = {each.arg for each in keywords} & {"out", "copy", None}
            return not elsewhere and (is_numpy or name in _METHODS_THAT_GIVE_ANOTHER)
    return False


def method_not_called(written: Function) -> ast.expr | None:
    """A method that stands in a line of its own without its parentheses."""
    for node in own(written):
        match node:
            case ast.Expr(value=ast.Attribute(attr=name) as value):
                if name in _METHODS_THAT_GIVE_ANOTHER | _METHODS_WITHOUT_A_RESULT:
                    return value
    return None


def exception_not_raised(written: Function) -> ast.expr | None:
    """An exception that the function makes in a line of its own, and does not raise."""
    for node in own(written):
        match node:
            case ast.Expr(value=(ast.Call(func=ast.Name(id=name)) | ast.Name(id=name)) as value):
                if name.endswith(("Error", "Exception")):
                    return value
    return None


def made_whole(written: Function) -> Iterator[tuple[str, ast.expr]]:
    """Where the function makes whole numbers of a variable's: its name, and the code."""
    for node in own(written):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="astype"), args=[kind, *_]):
                if re.fullmatch(r"((np|numpy)\.)?u?int\d*|'u?int\d*'", ast.unparse(kind)):
                    yield name, node
            case ast.Call(func=ast.Name(id="int"), args=[ast.Name(id=name)]):
                yield name, node


# -- lists that are filled ---------------------------------------------------------------------


def added_on_a_condition(written: Function) -> ast.expr | None:
    """What a loop adds to a list where a condition holds, and nothing in its place where it does not."""
    for loop in own(written):
        match loop:
            case ast.For(body=[*_, ast.If(body=[*_, ast.Expr(value=value)], orelse=[])]) if _adds(value):
                adding = [each for each in own(written) if _adds(each) and _list_of(each) == _list_of(value)]
                return value if len(adding) == 1 else None
    return None


def added_after_the_loop(written: Function) -> ast.expr | None:
    """What is added to a list once, behind the loop that makes it anew each time."""
    for before, after in pairwise(written.body):
        match before, after:
            case ast.For(body=body), ast.Expr(value=ast.Call(args=[ast.Name(id=name)]) as value) if _adds(value):
                made = any(isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == name for each in body)
                if made and _list_of(value) not in map(_list_of, filter(_adds, own(before))):
                    return value
    return None


def _adds(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append"


def _list_of(node: ast.AST) -> str:
    return ast.unparse(node.func.value) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""


# -- loops over places -------------------------------------------------------------------------


def counted_through(written: Function, name: str) -> str:
    """What a loop over ``range(len(x))`` or ``range(x.shape[0])`` counts, whose places a name goes through: ``x``."""
    for node in own(written):
        match node:
            case (
                ast.For(target=ast.Name(id=target), iter=ast.Call(func=ast.Name(id="range"), args=[end]))
                | ast.comprehension(target=ast.Name(id=target), iter=ast.Call(func=ast.Name(id="range"), args=[end]))
            ) if target == name:
                return counts_rows_of(end)
    return ""


def counts_rows_of(node: ast.expr) -> str:
    """The ``x`` of ``len(x)`` or ``x.shape[0]``; "" of anything else."""
    match node:
        case ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=name)]):
            return name
        case ast.Subscript(value=ast.Attribute(value=ast.Name(id=name), attr="shape"), slice=ast.Constant(value=0)):
            return name
    return ""


def made_by_rows(written: Function) -> dict[str, tuple[str, str]]:
    """Names that are given an array with a number for each row of ``x``: by each name the code, and ``x``."""
    found = {}
    for node in own(written):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[size, *_]) as value):
                if re.search(r"\.(zeros|ones|rand|randn|random|normal)$", ast.unparse(value.func)):
                    found[name] = (in_short(ast.unparse(value)), counts_rows_of(size))
    return {name: each for name, each in found.items() if each[1]}


# -- what is kept within limits too late -------------------------------------------------------

_LIMITING = {"clip", "maximum", "minimum"}


def clipped_logarithm(written: Function) -> ast.expr | None:
    """Where the function keeps within limits what comes of a logarithm, and nothing of what goes into it."""
    clips = [each for each in own(written) if isinstance(each, ast.Call) and _name(each.func) in _LIMITING]
    names = _logarithms(written)
    late = [each for each in clips if _comes_of_a_logarithm(each, names)]
    return late[0] if late and len(late) == len(clips) else None


def _logarithms(written: Function) -> set[str]:
    """Names of what comes of a logarithm."""
    names: set[str] = set()
    for node in written.body:
        for each in ast.walk(node):
            if isinstance(each, ast.Assign | ast.AugAssign) and _comes_of_a_logarithm(each.value, names):
                targets = each.targets if isinstance(each, ast.Assign) else [each.target]
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def _comes_of_a_logarithm(node: ast.AST, names: set[str]) -> bool:
    return any(
        (isinstance(each, ast.Call) and _name(each.func).startswith("log"))
        or (isinstance(each, ast.Name) and each.id in names)
        for each in ast.walk(node)
    )


def _name(function: ast.expr) -> str:
    return ast.unparse(function).rpartition(".")[2] if isinstance(function, ast.Name | ast.Attribute) else ""
