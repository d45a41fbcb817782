"""Generate exercises/*.py, what a student completes, from solutions/*.py, where exercises are written.

A stub is its solution less the answers: module docstring, imports, and each public function with its
signature and docstring, copied from the source to the letter. ``--check`` writes nothing and fails
when a stub has drifted from its solution.
"""

import argparse
import ast
import inspect
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.boundary.blocks import is_code
from tools import ROOT

# Modules of a submission import each other under the first name; the second is where answers lie.
SIBLINGS = {"exercises", "solutions"}


def main(argv: list[str] | None = None) -> int:
    """Write every stub that changed, or name it when only checking."""
    parser = argparse.ArgumentParser(description="Write exercises/*.py again from solutions/*.py.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a stub has drifted")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder of exercises/ and solutions/")
    arguments = parser.parse_args(argv)
    changed = list(drifted(arguments.root))
    for path, text in changed:
        shown = path.relative_to(arguments.root).as_posix()
        if arguments.check:
            print(f"{shown}: differs from what its solution gives; run `nox -s stubs`")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{shown}: written")
    return int(arguments.check and bool(changed))


def drifted(root: Path) -> Iterator[tuple[Path, str]]:
    """Each stub that is not what its solution gives, with the text it should have."""
    for solution in solutions(root):
        path = root / "exercises" / solution.name
        text = stub(solution.read_text(encoding="utf-8"))
        # Compared as text: a checkout with CRLF has not drifted.
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield path, text


def solutions(root: Path) -> list[Path]:
    """The modules with answers, in order."""
    return sorted((root / "solutions").glob("[!_]*.py"))


def stub(source: str) -> str:
    """The stub of one solution."""
    head, functions = pieces(source)
    return "\n\n\n".join([head, *functions.values()]) + "\n"


def pieces(source: str) -> tuple[str, dict[str, str]]:
    """What a stub is made of: docstring with imports, and each function by its name."""
    tree, lines = ast.parse(source), source.splitlines()
    imports = [node for node in tree.body if is_kept_import(node)]
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    blocks = [text_of(lines, docstring(tree)), import_block(lines, imports)]
    head = "\n\n".join(block for block in blocks if block)
    return head, {node.name: function_stub(lines, node) for node in functions}


def is_kept_import(node: ast.stmt) -> bool:
    """Whether a statement imports something from outside the submission."""
    match node:
        case ast.Import(names=names):
            modules = [alias.name for alias in names]
        case ast.ImportFrom(module=module, level=0):
            modules = [module or ""]
        case _:
            return False
    return not any(module.partition(".")[0] in SIBLINGS for module in modules)


def import_block(lines: list[str], imports: Sequence[ast.stmt]) -> str:
    """The imports as they stand, with a blank line wherever something stood between two of them."""
    block, end = "", 0
    for node in imports:
        if block:
            block += "\n" if node.lineno == end + 1 else "\n\n"
        block += text_of(lines, node)
        end = node.end_lineno or 0
    return block


def imports_but(source: str, lacking: set[str]) -> str:
    """The imports of a stub but those of some packages, a line each."""
    kept = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = ((node, node.module if isinstance(node, ast.ImportFrom) else node.names[0].name) for node in kept)
    told = [node for node, name in names if is_kept_import(node) and (name or "").partition(".")[0] not in lacking]
    return "\n".join(map(ast.unparse, told))


def example(stub: str) -> str:
    """The lines of Python that the example of a stub's docstring shows."""
    text = ast.get_docstring(ast.parse(stub).body[0]) or ""  # type: ignore[arg-type]
    lines = inspect.cleandoc(text.partition("Ejemplo:\n")[2]).partition("->")[0].strip()
    return lines if is_code(lines) else lines.partition("\n")[0]


def function_stub(lines: list[str], node: ast.FunctionDef) -> str:
    """A function from `def` to the end of its docstring, and what a student replaces."""
    head = "\n".join(lines[node.lineno - 1 : docstring(node).end_lineno])
    return f'{head}\n    raise NotImplementedError("Completa {node.name}")'


def docstring(node: ast.Module | ast.FunctionDef) -> ast.stmt:
    """The statement that is the docstring of a module or function."""
    if ast.get_docstring(node, clean=False) is None:
        raise SystemExit(f"{getattr(node, 'name', 'the module')} has no docstring: it is what a student reads")
    return node.body[0]


def text_of(lines: list[str], node: ast.stmt) -> str:
    """The whole source lines of a statement, comments at their ends included."""
    return "\n".join(lines[node.lineno - 1 : node.end_lineno])


if __name__ == "__main__":
    sys.exit(main())
