"""The library of misconceptions as answers: each of its wrong answers is the source of a student's module."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from grader.feedback.misconception import Misconception


def source(entry: Misconception) -> str:
    """A wrong answer under the exercise's name, with the undecorated code of its module."""
    functions, shared = _module(inspect.getfile(entry.function))
    node = functions[entry.function.__name__]
    node.name, node.decorator_list = entry.exercise.partition(".")[2], []
    return f"{shared}\n\n{ast.unparse(node)}"


@cache
def _module(file: str) -> tuple[dict[str, ast.FunctionDef], str]:
    """The functions of a module of the library, and the text of what they share."""
    module = ast.parse(Path(file).read_text(encoding="utf-8"))
    future = ast.parse("from __future__ import annotations").body
    shared = ast.unparse(ast.Module([*future, *_helpers(module)], []))
    return {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}, shared


def _helpers(module: ast.Module) -> Iterator[ast.stmt]:
    """The undecorated code of a module of the library, with that of the modules beside it that it imports from."""
    for node in module.body:
        match node:
            case ast.ImportFrom(module=str(name)) if ".misconceptions." in name:
                yield from _helpers(ast.parse(inspect.getsource(importlib.import_module(name))))
            case ast.ImportFrom(module=str(name)) if name.startswith(("grader.", "__future__")):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Attribute(attr=found)) if name == found:
                pass  # the place of an entry of several exercises
            case _ if not getattr(node, "decorator_list", []):
                yield node
