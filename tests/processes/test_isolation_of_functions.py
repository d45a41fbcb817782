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
