"""exercises/ is what tools/write/stubs.py makes of solutions/, and gives no answer away."""

import ast
import builtins
from pathlib import Path

import pytest

from grader.curriculum import catalog
from tests.support import ROOT
from tools.write import stubs

MODULES = [path.stem for path in stubs.solutions(ROOT)]


@pytest.fixture(params=MODULES)
def module(request: pytest.FixtureRequest) -> str:
    """The name of each module of exercises."""
    return str(request.param)


def parse(folder: str, module: str) -> ast.Module:
    """A module of exercises or solutions."""
    return ast.parse((ROOT / folder / f"{module}.py").read_text(encoding="utf-8"))


def public_functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """The functions that are exercises, by name and in order."""
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"}


def imported_names(tree: ast.Module) -> set[str]:
    """What the imports at the top of a module bind."""
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return {(alias.asname or alias.name).partition(".")[0] for node in imports for alias in node.names}


class TestRepository:
    """The files as they are."""

    def test_no_stub_has_drifted(self) -> None:
        assert [path.name for path, _ in stubs.drifted(ROOT)] == [], "run `nox -s stubs`"

    def test_the_catalog_has_each_signature(self, module: str) -> None:
        functions = public_functions(parse("solutions", module))
        found = {name: tuple(each.arg for each in node.args.args) for name, node in functions.items()}
        assert catalog.signatures(module) == found

    def test_modules_are_found(self) -> None:
        assert MODULES

    def test_no_stub_is_orphaned(self) -> None:
        assert sorted(path.stem for path in (ROOT / "exercises").glob("[!_]*.py")) == MODULES

    def test_functions_are_those_of_the_solution(self, module: str) -> None:
        stub, solution = (public_functions(parse(folder, module)) for folder in ("exercises", "solutions"))
        assert list(stub) == list(solution)
        for name, function in stub.items():
            assert ast.unparse(function.args) == ast.unparse(solution[name].args)
            assert ast.get_docstring(function, clean=False) == ast.get_docstring(solution[name], clean=False)

    def test_a_stub_says_what_to_complete_and_nothing_more(self, module: str) -> None:
        tree = parse("exercises", module)
        for statement in tree.body[1:]:
            assert isinstance(statement, ast.Import | ast.ImportFrom | ast.FunctionDef)
        for name, function in public_functions(tree).items():
            _docstring, body = function.body
            assert ast.unparse(body) == f"raise NotImplementedError('Completa {name}')"

    def test_signatures_need_nothing_that_was_dropped(self, module: str) -> None:
        tree = parse("exercises", module)
        known = imported_names(tree) | set(dir(builtins))
        for function in public_functions(tree).values():
            used = {node.id for node in ast.walk(function.args) if isinstance(node, ast.Name)}
            assert used <= known


SOLUTION = '''"""Unidad de prueba."""

import math  # de la biblioteca estándar
import os

import numpy as np
from numpy.linalg import (
    norm,
)

from exercises.neuron import perceptron
from . import losses
import solutions.tensors as tensors

THE_ANSWER = 42


def _secret(x):
    """Ayuda privada."""
    return x * THE_ANSWER


def first(
    x,  # el primero
    y=2,
):
    """Suma.

    Con barras: \\\\alpha, y σ² − 1.
    """
    def inner():
        return _secret(x)
    return inner() + norm(y)


def second(z) -> float:
    """Una línea."""
    return np.sum(z) + perceptron(z)


if __name__ == "__main__":
    print(first(1))
'''

STUB = '''"""Unidad de prueba."""

import math  # de la biblioteca estándar
import os

import numpy as np
from numpy.linalg import (
    norm,
)


def first(
    x,  # el primero
    y=2,
):
    """Suma.

    Con barras: \\\\alpha, y σ² − 1.
    """
    raise NotImplementedError("Completa first")


def second(z) -> float:
    """Una línea."""
    raise NotImplementedError("Completa second")
'''


class TestGenerator:
    """What a solution turns into."""

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        """A repository with one solution and no stub."""
        (tmp_path / "solutions").mkdir()
        (tmp_path / "solutions" / "unit.py").write_text(SOLUTION, encoding="utf-8")
        (tmp_path / "solutions" / "__init__.py").touch()
        return tmp_path

    def test_whole_text(self) -> None:
        assert stubs.stub(SOLUTION) == STUB

    def test_a_stub_is_its_own_stub(self) -> None:
        assert stubs.stub(STUB) == STUB

    def test_module_without_imports(self) -> None:
        assert stubs.stub('"""Unidad."""\n\n\ndef f():\n    """Uno."""\n    return 1\n') == (
            '"""Unidad."""\n\n\ndef f():\n    """Uno."""\n    raise NotImplementedError("Completa f")\n'
        )

    @pytest.mark.parametrize(
        ("source", "name"),
        [("import os\n", "the module"), ('"""Unidad."""\n\ndef f():\n    return 1\n', "f")],
        ids=["module", "function"],
    )
    def test_a_missing_docstring_is_refused(self, source: str, name: str) -> None:
        with pytest.raises(SystemExit, match=f"^{name} has no docstring"):
            stubs.stub(source)

    def test_check_names_each_drifted_file(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert stubs.main(["--check", "--root", str(root)]) == 1
        (line,) = capsys.readouterr().out.splitlines()
        assert line.startswith("exercises/unit.py: ")
        assert not (root / "exercises").exists()

    def test_writes_only_what_changed(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert stubs.main(["--root", str(root)]) == 0
        assert (root / "exercises" / "unit.py").read_bytes() == STUB.encode()
        assert capsys.readouterr().out == "exercises/unit.py: written\n"
        assert stubs.main(["--root", str(root)]) == 0
        assert stubs.main(["--check", "--root", str(root)]) == 0
        assert capsys.readouterr().out == ""

    def test_other_line_endings_are_no_drift(self, root: Path) -> None:
        stubs.main(["--root", str(root)])
        (root / "exercises" / "unit.py").write_bytes(STUB.replace("\n", "\r\n").encode())
        assert stubs.main(["--check", "--root", str(root)]) == 0
