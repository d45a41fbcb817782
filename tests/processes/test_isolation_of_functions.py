"""Each function is graded on its own: alone in its file, or beside broken neighbours."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader import submission
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.verdict.grading import Grading
from tests.support import SOLUTIONS, GradeSource

# Two trainings take as long as everything else together, and load their module like their neighbours.
EXERCISES = [exercise for exercise in catalog.exercises() if exercise.name not in ("train_pima", "train_mnist")]


def alone(exercise: Exercise) -> str:
    """The module's source with nothing but the imports, the function and what it uses."""
    tree = ast.parse((SOLUTIONS / f"{exercise.unit}.py").read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    needed, pending = set(), [exercise.name]
    while pending:
        name = pending.pop()
        needed.add(name)
        used = {node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name)}
        pending += sorted((used & set(functions)) - needed)
    kept = [node for node in tree.body if not isinstance(node, ast.FunctionDef) or node.name in needed]
    return ast.unparse(ast.Module(kept, []))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_alone_in_its_file(exercise: Exercise, grade_quickly: GradeSource) -> None:
    result = grade_quickly(exercise.id, alone(exercise))
    assert result.status == "passed"


BROKEN = {
    "syntax error": "def relu(z:\n    return z\n",
    "no body": "def relu(z):\n\n",
    "unclosed string": 'def relu(z):\n    """Sin cerrar\n    return z\n',
    "bad default": "def relu(z, slope=undefined_name):\n    return z\n",
    "failing call": "print(relu_of_my_dreams(3))\n",
    "failing import": "from nowhere import nothing\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_beside_a_broken_neighbour(broken: str, before: bool, grade_quickly: GradeSource) -> None:
    softmax = alone(catalog.select(["activations.softmax"])[0])
    source = f"{broken}\n{softmax}\n" if before else f"{softmax}\n\n{broken}\n"
    assert grade_quickly("activations.softmax", source).status == "passed"
    if "relu(z" in broken:
        neighbour = grade_quickly("activations.relu", source)
        assert (neighbour.status, neighbour.score) == ("error", 0)


NUMPY, RELU = "import numpy as np\n", "def relu(z):\n    return np.maximum(z, 0)\n"
TANH = "\ndef tanh(z):\n    return np.tanh(z)\n"
OPEN_TEXT = 'def relu(z):\n    """Sin cerrar\n    return np.maximum(z, 0)\n'

SLIPS = {
    "indented after an import": (NUMPY + "\n  def relu(z):\n    return z\n" + TANH, 3, "IndentationError"),
    "indented deeply": (NUMPY + "\n    def relu(z):\n        return np.maximum(z, 0)\n" + TANH, 3, "IndentationError"),
    "indented after a function": (NUMPY + TANH + "  def relu(z):\n    return z\n", 5, "IndentationError"),
    "indented into a function": (NUMPY + TANH + "\n    def relu(z):\n        return z\n", 6, "IndentationError"),
    "within a class": (NUMPY + "class A:\n    def relu(self, z):\n        return z\n" + TANH, 3, "IndentationError"),
    "prompts": (NUMPY + ">>> def relu(z):\n...     return np.maximum(z, 0)\n...\n" + TANH, 2, "SyntaxError"),
    "prompts after a function": (NUMPY + TANH + ">>> def relu(z):\n...     return z\n", 5, "SyntaxError"),
    "prompts everywhere": (">>> " + NUMPY + ">>> def relu(z):\n...     return z\n" + TANH, 2, "SyntaxError"),
    "a prompt of IPython": (NUMPY + "In [3]: def relu(z):\n    return z\n" + TANH, 2, "SyntaxError"),
    "an open parenthesis": (NUMPY + "def relu(z):\n    return np.maximum(z, 0\n" + TANH, 3, "SyntaxError"),
    "an open decorator": (NUMPY + "@np.vectorize(\ndef relu(z):\n    return z\n" + TANH, 2, "SyntaxError"),
    "an open lambda": (NUMPY + "relu = lambda z: np.maximum(z, 0\n" + TANH, 2, "SyntaxError"),
    "an open text": (NUMPY + OPEN_TEXT + TANH, 3, "SyntaxError"),
    "an open text, another below": (
        NUMPY + OPEN_TEXT + TANH.replace("    ret", '    """\n    Tangente\n    """\n    ret'), 3, "SyntaxError",
    ),
    "an open line": (NUMPY + "def relu(z):\n    a = 'z\n    return z\n" + TANH, 3, "SyntaxError"),
    "a conflict of git": (
        NUMPY + f"<<<<<<< HEAD\n{RELU}=======\ndef relu(z):\n    return z\n>>>>>>> other\n" + TANH, 2, "git",
    ),
    "a conflict in a function": (
        NUMPY + "def relu(z):\n    a = 1\n<<<<<<< HEAD\n    return z\n=======\n    return 1\n>>>>>>> b\n" + TANH,
        4, "git",
    ),
    "the end of a conflict": (NUMPY + "def relu(z):\n    a = z\n>>>>>>> other\n    return a\n" + TANH, 4, "git"),
    "tabs and spaces": (NUMPY + "def relu(z):\n    a = z\n\treturn a\n" + TANH, 4, "TabError"),
    "a brace in a function": (NUMPY + "def relu(z):\n    a = z\n}\n    return a\n" + TANH, 4, "SyntaxError"),
    "written like C": (NUMPY + "def relu(z) {\n    return z\n}\n" + TANH, 2, "SyntaxError"),
    "no colon": (NUMPY + "def relu(z)\n    return z\n" + TANH, 2, "SyntaxError"),
    "no def": (NUMPY + "df relu(z):\n    return z\n" + TANH, 2, "SyntaxError"),
    "no indentation": (NUMPY + "def relu(z):\nreturn z\n" + TANH, 2, "IndentationError"),
    "a return outside": (NUMPY + "def relu(z):\n    a = z\nreturn a\n" + TANH, 4, "SyntaxError"),
    "a line too far in": (NUMPY + "def relu(z):\n    a = z\n      a = 2\n    return a\n" + TANH, 4, "IndentationError"),
    "a helper too far in": (
        NUMPY + "def relu(z):\n    a = z\n      def h():\n        pass\n    return a\n" + TANH, 4, "IndentationError",
    ),
    "twice the same argument": (NUMPY + "def relu(z, z):\n    return z\n" + TANH, 2, "SyntaxError"),
    "below its stub": (
        NUMPY + "def relu(z):\n    raise NotImplementedError\n" + RELU[:-2] + "\n" + TANH, 5, "SyntaxError",
    ),
}  # fmt: skip
"""A slip in relu: the module, the line that is to be told, and words."""


@pytest.mark.parametrize(("source", "line", "words"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_with_its_line_and_costs_no_neighbour(
    source: str, line: int, words: str, grading: Grading
) -> None:
    chosen = catalog.select(["activations.relu", "activations.tanh"])
    results = grading.grade({"activations.py": source.encode()}, chosen, 7).exercises
    tanh, relu = results
    assert tanh.status == "passed"
    assert (relu.status, relu.score) == ("error", 0)
    assert f"activations.py, línea {line}: `" in relu.checks[0].message
    assert words in relu.checks[0].message


STRAYS = ["}", ")", "<<<<<<< HEAD", ">>>>>>> other", "=======", ">>>", "...", "break", "  x = 1", "return", "(", '"""']


@pytest.mark.parametrize("stray", STRAYS)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_stray_line_costs_nobody(stray: str, before: bool, grade_quickly: GradeSource) -> None:
    source = f"{NUMPY}{stray}\n{RELU}{TANH}" if before else f"{NUMPY}{TANH}\n{RELU}\n{stray}\n"
    assert grade_quickly("activations.tanh", source).status == "passed"


def write(folder: Path, **modules: str) -> Path:
    for name, source in modules.items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
    return folder


def test_imports_of_siblings_and_helpers(grading: Grading, tmp_path: Path) -> None:
    """A sibling or a helper beside it can be imported, and a broken one costs only what depends on it."""
    write(
        tmp_path,
        neuron="def dot_product(u, v):\n    return 1 / 0\n\ndef unfinished(\n",
        my_tools="import numpy as np\n\ndef product(u, v):\n    return float(np.dot(u, v))\n",
        losses=(
            "import numpy as np\n"
            "from exercises.neuron import dot_product\n"
            "from exercises.neuron import unfinished\n"
            "from exercises.my_tools import product\n"
            "def mse(y_true, y_pred):\n"
            "    d = np.ravel(y_true) - np.ravel(y_pred)\n"
            "    if np.shape(y_true) != np.shape(y_pred):\n        raise ValueError\n"
            "    return product(d, d) / d.size\n"
            "def accuracy(y_true, y_pred):\n    return dot_product(y_true, y_pred)\n"
            "def predict_classes(probabilities, threshold=0.5):\n    return unfinished(probabilities)\n"
        ),
    )
    wanted = catalog.select(["losses.mse", "losses.accuracy", "losses.predict_classes"])
    mse, accuracy, predict = grading.grade(submission.modules(tmp_path), wanted, 7).exercises
    assert mse.status == "passed"
    assert accuracy.status == "error"
    assert "neuron.dot_product" in accuracy.checks[0].message
    assert "neuron.py, línea 2: `return 1 / 0`" in accuracy.checks[0].message
    assert predict.status == "error"
    assert "unfinished" in predict.checks[0].message


FIRST_LINE = "activations.py, línea 1"
FIRST_CAUSES = {
    "an import": ("from numba_x import njit\n@njit\ndef relu(z):\n    return z\n", "", FIRST_LINE, "numba_x"),
    "an attribute": ("import torch_x\nrelu = torch_x.relu\n", "", FIRST_LINE, "torch_x"),
    "a class and its object": (
        "import torch_x\nclass Net(torch_x.Module):\n    pass\nnet = Net()\nrelu = net.relu\n",
        "", FIRST_LINE, "torch_x",
    ),
    "a subfolder": ("from util.helper import h\n@h\ndef relu(z):\n    return z\n", "", FIRST_LINE, "util"),
    "in a call": (
        "from numba_x import njit\ndef relu(z):\n    return njit(z)\n", "", "La línea 1 de activations.py", "numba_x",
    ),
    "an import of everything": ("from numba_x import *\nrelu = njit(abs)\n", "", FIRST_LINE, "numba_x"),
    "in a helper": (
        "from exercises.helper import h\n@h\ndef relu(z):\n    return z\n",
        "import os\nfrom numba_x import njit\n@njit\ndef h(f):\n    return f\n", "helper.py, línea 2", "numba_x",
    ),
    "in a helper as a module": (
        "import exercises.helper as tools\nrelu = tools.h\n",
        "import os\nfrom numba_x import njit\n@njit\ndef h(f):\n    return f\n", "helper.py, línea 2", "numba_x",
    ),
    "in a call of a helper": (
        "from helper import h\ndef relu(z):\n    return h(z)\n",
        "import os\nfrom numba_x import njit\ndef h(f):\n    return njit(f)\n", "La línea 2 de helper.py", "numba_x",
    ),
    "below a stub": (
        "import torch_x\ndef relu(z):\n    raise NotImplementedError\nrelu = torch_x.relu\n",
        "", FIRST_LINE, "torch_x",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "helper", "where", "what"), FIRST_CAUSES.values(), ids=FIRST_CAUSES)
def test_the_import_that_failed_is_told(source: str, helper: str, where: str, what: str, grading: Grading) -> None:
    modules = {"activations.py": source.encode(), "helper.py": helper.encode()}
    (result,) = grading.grade(modules, catalog.select(["activations.relu"]), 7).exercises
    assert result.status == "error"
    assert where in result.checks[0].message
    assert f"ModuleNotFoundError: No module named '{what}'" in result.checks[0].message
    assert result.diagnosis
    assert result.diagnosis["id"] == "general.import_fails"
