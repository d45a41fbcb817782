"""Each function is graded on its own: alone in its file, or beside broken neighbours."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import numpy as np
import pytest

from grader import submission
from grader.browser.grade import grade
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.curriculum.siblings import right_siblings
from grader.report import ExerciseResult
from grader.verdict.grading import Grading
from grader.verdict.stand_ins import StandIns, mentioned
from tests.support import SOLUTIONS, GradeSource, with_proof

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
    "indented into a function": (NUMPY + TANH + "\n    def relu(z):\n        return z\n", 6, "queda dentro de"),
    "within a class": (NUMPY + "class A:\n    def relu(self, z):\n        return z\n" + TANH, 3, "queda dentro de"),
    "prompts": (NUMPY + ">>> def relu(z):\n...     return np.maximum(z, 0)\n...\n" + TANH, 2, "consola"),
    "prompts after a function": (NUMPY + TANH + ">>> def relu(z):\n...     return z\n", 5, "consola"),
    "prompts everywhere": (">>> " + NUMPY + ">>> def relu(z):\n...     return z\n" + TANH, 2, "consola"),
    "a prompt of IPython": (NUMPY + "In [3]: def relu(z):\n    return z\n" + TANH, 2, "consola"),
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
    assert f"activations.py:{line}:" in relu.checks[0].message
    assert words in relu.checks[0].message


POSITIONS = [
    pytest.param(0, id="first", marks=pytest.mark.proof),
    pytest.param(1, id="middle"),
    pytest.param(2, id="last", marks=pytest.mark.proof),
]
SIGN = "\ndef sign(z):\n    return np.sign(z)\n"
THREE = ("activations.sign", "activations.relu", "activations.tanh")

DAMAGES = {
    "no indentation": ("def relu(z):\nreturn np.maximum(z, 0)\n", 1, "expected an indented block"),
    "no indentation of several lines": ("def relu(z):\na = z\nfor b in a:\n    a\nreturn a\n", 1, "indented block"),
    "no indentation of a stub": ("def relu(z):\nraise NotImplementedError\n", 1, "expected an indented block"),
    "a return outside": ("def relu(z):\n    a = z\nb = 1\nreturn a\n", 4, "'return' outside function"),
    "a line outside and broken": ("def relu(z):\n    a = z\nb = a a\n    return b\n", 3, "SyntaxError"),
    "a line outside": ("def relu(z):\n    a = z\nb = a\n    return b\n", 4, "unexpected indent"),
    "an else outside": ("def relu(z):\n    if z:\n        return z\nelse:\n    return 0\n", 4, "SyntaxError"),
    "an elif outside": ("def relu(z):\n    if z:\n        return z\nelif z:\n    return 0\n", 4, "SyntaxError"),
    "an except outside": ("def relu(z):\n    try:\n        return z\nexcept E:\n    return 0\n", 4, "SyntaxError"),
    "a space of no width": ("\u200bdef relu(z):\n    return z\n", 1, "un espacio de ancho cero; es invisible"),
    "a mark of byte order": ("\ufeffdef relu(z):\n    return z\n", 1, "una marca de orden de bytes"),
    "a hard space": ("\u00a0def relu(z):\n    return z\n", 1, "un espacio duro; es invisible"),
    "a separator of lines": ("\u2028def relu(z):\n    return z\n", 1, "un separador de línea; es invisible"),
    "a wide space": ("\u3000def relu(z):\n    return z\n", 1, "un espacio ideográfico; es invisible"),
    "a soft hyphen": ("\u00addef relu(z):\n    return z\n", 1, "un guion de corte; es invisible"),
    "hard spaces in the body": ("def relu(z):\n\u00a0\u00a0\u00a0\u00a0return z\n", 2, "un espacio duro"),
    "a hard space alone in the body": ("def relu(z):\n    a = z\n\u00a0\n    return a\n", 3, "un espacio duro"),
    "quotes of a text": ("def relu(z):\n    a = \u201cz\u201d\n    return z\n", 2, "comilla tipográfica"),
    "a dash": ("def relu(z):\n    return z \u2013 1\n", 2, "en Python el menos"),
    "a mark within": ("def relu(z):\n    a = z\n$\n    return a\n", 3, "SyntaxError"),
    "prompts of the lines that follow": ("def relu(z):\n...     return z\n", 1, "IndentationError"),
    "lines at the margin in a text": ('def relu(z):\n    """a\nb (\n    """\n    return z z\n', 5, "SyntaxError"),
    "lines at the margin in a bracket": ("def relu(z):\n    a = (1,\n2)\n    return z z\n", 4, "SyntaxError"),
    "a bracket": ("def relu(z):\n    return np.maximum(z, 0\n", 2, "never closed"),
    "a text": ('def relu(z):\n    """Rectifica\n    return z\n', 2, "unterminated triple-quoted"),
    "a line that goes on": ("def relu(z):\n    return z + \\\n", 2, "SyntaxError"),
    "tabs and spaces": ("def relu(z):\n    a = z\n\treturn a\n", 3, "TabError"),
    "no name": ("def (z):\n    return z\n", 1, "SyntaxError"),
    "no parentheses": ("def relu:\n    return z\n", 1, "SyntaxError"),
    "no space": ("defrelu(z):\n    return z\n", 1, "SyntaxError"),
    "a name in two": ("def re lu(z):\n    return z\n", 1, "SyntaxError"),
    "a name with a slip": ("def rellu(z)\n    return z\n", 1, "expected ':'"),
    "indented": ("     def relu(z):\n    return z\n", 1, "unexpected indent"),
}
"""What befalls relu: the lines of it, which of these is to be told, and words."""


@pytest.mark.parametrize(("damaged", "line", "words"), DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("position", POSITIONS)
def test_damage_is_told_with_its_line_wherever_it_is(
    damaged: str, line: int, words: str, position: int, grading: Grading
) -> None:
    pieces = [TANH, SIGN]
    pieces.insert(position, damaged)
    before = (NUMPY + "".join(pieces[:position])).count("\n")
    source = NUMPY + "".join(pieces)
    results = grading.grade({"activations.py": source.encode()}, catalog.select(THREE), 7).exercises
    assert {each.id: each.status for each in results} == {
        "activations.sign": "passed", "activations.relu": "error", "activations.tanh": "passed",
    }  # fmt: skip
    (told,) = (each.checks[0].message for each in results if each.id == "activations.relu")
    text = damaged.split("\n")[line - 1].strip(" \t")
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    assert f"activations.py:{before + line}:" in told
    assert shown in told
    assert words.lower() in told.lower()


STRAYS = [
    "}", ")", "(", "[", "<<<<<<< HEAD", ">>>>>>> other", "=======", ">>>", ">>> relu(3)", "...", "...     x", "break",
    "return", "return 3", "else:", "else:\n    x = 3", "elif z:\n    return 3", "except E:\n    pass", "finally:",
    '"""', "'''", "\u200b", "\u00a0", "\ufeff", "\u3000", "\u2028", "\u00ad", "\x1a", ": x", "$", "?", "§ 3", "“hola”",
    "@", "\\", "x = 'a", "x = [1,", "Esto es (una prueba", "it's", "```python", "print 'a'", "x = 1 1", "\u2013 z",
    "\u3000\u3000x",
]  # fmt: skip


@pytest.mark.parametrize("stray", STRAYS)
@pytest.mark.parametrize("position", POSITIONS)
def test_a_stray_line_costs_nobody(stray: str, position: int, grading_in_process: Grading) -> None:
    pieces = [SIGN, "\n" + RELU, TANH]
    pieces.insert(position + (position > 0), f"{stray}\n")
    source = NUMPY + "".join(pieces)
    results = grading_in_process.grade({"activations.py": source.encode()}, catalog.select(THREE), 7).exercises
    assert [each.status for each in results] == ["passed"] * 3


def test_a_stray_line_that_is_indented_costs_no_neighbour(grading_in_process: Grading) -> None:
    source = NUMPY + SIGN + RELU + "  x = 1\n" + TANH
    results = grading_in_process.grade({"activations.py": source.encode()}, catalog.select(THREE), 7).exercises
    assert {each.id.partition(".")[2]: each.status for each in results} == {
        "sign": "passed", "relu": "error", "tanh": "passed",
    }  # fmt: skip


ADVICE = {
    "invisible_character": "\u200bdef relu(z):\n    return z\n",
    "curly_quotes": "def relu(z):\n    a = \u201cz\u201d\n",
    "character_of_a_text": "def relu(z):\n    return z \u2013 1\n",
    "never_closed": "def relu(z):\n    return np.maximum(z, 0\n",
    "text_without_its_end": "def relu(z):\n    a = 'z\n",
    "colon_is_missing": "def relu(z):\n    if z > 0\n        return z\n",
    "equal_for_a_comparison": "def relu(z):\n    if z = 1:\n        return z\n",
    "else_if": "def relu(z):\n    if z:\n        return z\n    else if not z:\n        return 0\n",
    "print_without_parentheses": "def relu(z):\n    print 'z'\n",
    "def_is_incomplete": "def relu:\n    return z\n",
    "tabs_and_spaces": "def relu(z):\n    a = z\n\treturn a\n",
    "indentation_of_its_own": "def relu(z):\n    a = z\n      return a\n",
    "body_without_indentation": "def relu(z):\nreturn z\n",
    "outside_a_function": "def relu(z):\n    a = z\nreturn a\n",
    "number_with_a_letter": "def relu(z):\n    return 2z\n",
    "nothing_in_between": "def relu(z):\n    return [z 2]\n",
    "from_the_console": ">>> def relu(z):\n...     return z\n",
}


@pytest.mark.parametrize(("fact", "source"), ADVICE.items(), ids=ADVICE)
def test_a_common_slip_is_explained(fact: str, source: str, grade_quickly: GradeSource) -> None:
    diagnosis = grade_quickly("activations.relu", NUMPY + source + TANH).diagnosis
    assert diagnosis
    assert diagnosis["id"] == f"general.{fact}"


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
    assert "neuron.py:2: `return 1 / 0`" in accuracy.checks[0].message
    assert predict.status == "error"
    assert "unfinished" in predict.checks[0].message


FIRST_LINE = "activations.py:1"
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
        "import os\nfrom numba_x import njit\n@njit\ndef h(f):\n    return f\n", "helper.py:2", "numba_x",
    ),
    "in a helper as a module": (
        "import exercises.helper as tools\nrelu = tools.h\n",
        "import os\nfrom numba_x import njit\n@njit\ndef h(f):\n    return f\n", "helper.py:2", "numba_x",
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


# -- functions that call others

ACTIVATIONS = """
import numpy as np
def sigmoid(z):
    {sigmoid}
def sigmoid_derivative(z):
    return sigmoid(z) * sigmoid(-z)
def tanh(z):
    return 2 * sigmoid(2 * z) - 1
def relu(z):
    {relu}
"""
NETWORK = """
import numpy as np
from exercises.activations import relu, sigmoid, tanh
ACTIVATIONS = {{"linear": lambda z: z, "relu": relu, "sigmoid": sigmoid, "tanh": tanh, "softmax": None}}
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
def dense(X, W, b, activation):
    if activation not in ACTIVATIONS:
        raise ValueError(activation)
    z = X @ W {plus} b
    return softmax(z) if activation == "softmax" else ACTIVATIONS[activation](z)
def forward(X, layers):
    {forward}
    for W, b, activation in layers:
        X = dense(X, W, b, activation)
    return X
def backpropagation(X, y, W1, b1, W2, b2):
    hidden = dense(X, W1, b1, "sigmoid")
    delta2 = (dense(hidden, W2, b2, "sigmoid") - y) / len(X)
    delta1 = delta2 @ W2.T * hidden * (1 - hidden)
    return X.T @ delta1, delta1.sum(axis=0), hidden.T @ delta2, delta2.sum(axis=0)
def train_network(X, y, hidden_units, learning_rate, epochs, seed):
    random = np.random.default_rng(seed)
    weights = [random.normal(size=(X.shape[1], hidden_units)), np.zeros(hidden_units),
               random.normal(size=(hidden_units, 1)), np.zeros(1)]
    for _ in range(epochs):
        weights = [w - learning_rate * d for w, d in zip(weights, backpropagation(X, y, *weights))]
    return weights
"""
STABLE = "e = np.exp(-np.abs(z)); return np.where(z >= 0, 1 / (1 + e), e / (1 + e))"
RIGHT = {"sigmoid": STABLE, "relu": "return np.maximum(z, 0)", "plus": "+", "forward": "pass"}
TURNED = "e = np.exp(-np.abs(z)); return np.where(z >= 0, e / (1 + e), 1 / (1 + e))"

BLAMED = {
    "a sign": ({"sigmoid": TURNED}, "activations.tanh", "`tanh` usa tu `sigmoid`, que no cumple: arréglala primero."),
    "a sign, in a table of functions": (
        {"sigmoid": TURNED}, "network.dense", "`dense` usa tu `sigmoid`, que no cumple: arréglala primero.",
    ),
    "two calls away": ({"plus": "-"}, "network.train_network", "`train_network` usa tu `dense`, que no cumple"),
    "only where it is stable": (
        {"sigmoid": "return 1 / (1 + np.exp(-z))"}, "activations.sigmoid_derivative", "usa tu `sigmoid`, que no cumple",
    ),
    "an exception": ({"sigmoid": "return math.exp(z)"}, "network.forward", "usa tu `sigmoid`, que no cumple"),
    "nothing yet": ({"sigmoid": "raise NotImplementedError"}, "activations.tanh", "`sigmoid`, que está sin hacer"),
    "the end of the program": ({"sigmoid": "exit()"}, "activations.tanh", "usa tu `sigmoid`, que no cumple"),
    "the end of the process": ({"sigmoid": "import os; os._exit(3)"}, "activations.tanh", "usa tu `sigmoid`"),
    "an argument written to": ({"relu": "z[z < 0] = 0; return z", "forward": "relu(X)"}, "network.forward", "`relu`"),
    "two of them": (
        {"sigmoid": TURNED, "plus": "-"}, "network.backpropagation", "usa tu `sigmoid` y tu `dense`, que no cumplen",
    ),
    "a sigmoid that never ends": ({"sigmoid": "\n    while True: pass"}, "activations.tanh", "usa tu `sigmoid`"),
}  # fmt: skip
QUICK = {"a sign", "a sign, in a table of functions", "two of them", "an exception"}


def graded(grading: Grading, exercise: str, **changes: str) -> ExerciseResult:
    pieces = {**RIGHT, **changes}
    modules = {"activations.py": ACTIVATIONS, "network.py": NETWORK}
    sources = {name: text.format(**pieces).encode() for name, text in modules.items()}
    return grading.grade(sources, catalog.select([exercise]), 3).exercises[0]


@pytest.mark.parametrize("name", with_proof(BLAMED, QUICK))
def test_what_a_function_calls_is_to_blame(name: str, grading: Grading) -> None:
    """And no other idea is told."""
    changes, exercise, words = BLAMED[name]
    result = graded(grading, exercise, **changes)
    assert result.status not in ("passed", "not_graded")
    assert result.diagnosis is not None
    assert result.diagnosis["id"] == "general.calls_what_fails"
    assert words in result.diagnosis["message"]
    assert result.diagnosis["message"].endswith(f"Lo demás de tu `{exercise.partition('.')[2]}` está bien.")


def test_in_the_same_process_too(grading_in_process: Grading) -> None:
    """As in the browser."""
    result = graded(grading_in_process, "activations.tanh", sigmoid=TURNED)
    assert result.diagnosis is not None
    assert result.diagnosis["id"] == "general.calls_what_fails"


def test_in_the_browser_nobody_waits_twice() -> None:
    """There a call that does not end is ended by hand, and all begins anew."""
    sources = {"activations": ACTIVATIONS.format(**{**RIGHT, "sigmoid": "\n    while True: pass"})}
    made: list[int] = []
    result = grade("activations.tanh", sources, 3, {2: "timeout"}, made.append)
    assert made == [1]
    assert (result["status"], result["score"]) == ("timeout", 0)
    assert grade("activations.tanh", {"activations": ACTIVATIONS.format(**RIGHT)}, 3, {}, made.append)["score"] > 0


OWN = {
    "a mistake of its own": ({"plus": "-"}, "network.dense", "network.dense.bias_subtracted", "Restas el sesgo"),
    "and another's": (
        {"plus": "-", "sigmoid": TURNED}, "network.dense", "network.dense.bias_subtracted",
        "en lugar de sumarlo. Además, usa tu `sigmoid`, que no cumple.",
    ),
    "its own loop that calls": (
        {"forward": "while True: relu(X)"}, "network.forward", "general.endless_loop", "no termina a tiempo",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", with_proof(OWN, {"a mistake of its own", "and another's"}))
def test_nobody_else_is_blamed_for_a_function_s_own_mistake(name: str, grading: Grading) -> None:
    changes, exercise, diagnosis, words = OWN[name]
    result = graded(grading, exercise, **changes)
    assert result.diagnosis is not None
    assert result.diagnosis["id"] == diagnosis
    assert words in result.diagnosis["message"]
    assert ("Además" in result.diagnosis["message"]) == ("Además" in words)


@pytest.mark.parametrize("exercise", ["activations.tanh", "network.dense", "network.train_network"])
def test_right_beside_right(exercise: str, grading: Grading) -> None:
    assert graded(grading, exercise).status == "passed"


def test_what_is_called_wrongly_is_not_to_blame(grading: Grading) -> None:
    """A function that is right, given what it is not made for."""
    source = (SOLUTIONS / "neuron.py").read_text(encoding="utf-8")
    wrong = source + "\n\ndef weighted_sum(x, w, b):\n    return dot_product(x, [w]) + b\n"
    result = grading.grade({"neuron.py": wrong.encode()}, catalog.select(["neuron.weighted_sum"]), 3).exercises[0]
    assert result.status == "error"
    assert "dot_product`, que" not in str(result.diagnosis)


PERCEPTRON = """
import numpy as np
from exercises.activations import step
from concurrent.futures import ThreadPoolExecutor
def dot_product(u, v):
    {dot_product}
def weighted_sum(x, w, b):
    {weighted_sum}
def perceptron(x, w, b):
    return step({sign}weighted_sum(x, w, b))
"""
SUM = {"dot_product": "return np.sum(u * v)", "weighted_sum": "return dot_product(x, w) + b", "sign": "-"}
MINUS = "return dot_product(x, w) - b"
STEP = "import numpy as np\ndef step(z):\n    {step}\n"
UNCOMMON = {
    "arrays only, called with a number": ("perceptron", {"step": "return (z >= 0).astype(int)"}),
    "a mask, called with a number": ("perceptron", {"step": "a = np.zeros(z.shape); a[z >= 0] = 1; return a"}),
    "a warning of something old": (
        "weighted_sum",
        {
            "dot_product": "import warnings; warnings.warn('old', DeprecationWarning); return np.sum(u * v)",
            "weighted_sum": MINUS,
        },
    ),
    "called in threads": (
        "weighted_sum",
        {"weighted_sum": "return sum(ThreadPoolExecutor(4).map(dot_product, [x] * 9, [w] * 9)) / 9 - b"},
    ),
}


@pytest.mark.parametrize("name", UNCOMMON)
def test_what_is_right_for_its_own_exercise_is_not_to_blame(name: str, grading: Grading) -> None:
    """A function that passes, used in a way of which its exercise says nothing."""
    function, changes = UNCOMMON[name]
    pieces = {**SUM, "step": "return np.where(z >= 0, 1, 0)", **changes}
    modules = {"neuron.py": PERCEPTRON.format(**pieces).encode(), "activations.py": STEP.format(**pieces).encode()}
    wanted = catalog.select(["activations.step", "neuron.dot_product", f"neuron.{function}"])
    results = {each.id.partition(".")[2]: each for each in grading.grade(modules, wanted, 3).exercises}
    failed = results.pop(function)
    called = "step" if "step" in changes else "dot_product"
    if "dot_product" not in changes:  # the one that warns raises no ValueError for other lengths: an extra check
        assert results["step"].status == "passed"
    assert results[called].score > 0
    assert failed.status not in ("passed", "not_graded")
    assert f"`{called}`, que" not in str(failed.diagnosis)


HANGS = """
import numpy as np
{helpers}
def tanh(z):
    import os, time
    if not hasattr(sigmoid, "__wrapped__"):
        os._exit(3)
    for function in (step, sign, relu, softmax, sigmoid_derivative, sigmoid):
        for cell in function.__closure__:
            if cell.cell_contents is function.__wrapped__:
                cell.cell_contents = lambda z: time.sleep(1000)
        function(z)
"""
HELPERS = "".join(
    f"def {name}(z):\n    return z\n" for name in ("step", "sign", "relu", "softmax", "sigmoid_derivative", "sigmoid")
)


@pytest.mark.proof
def test_to_be_tried_again_takes_no_more_than_the_exercise_may(grading: Grading) -> None:
    """Whoever knows that it is tried again ends in each function that is asked about."""
    began = time.monotonic()
    chosen = catalog.select(["activations.tanh"])
    (result,) = grading.grade({"activations.py": HANGS.format(helpers=HELPERS).encode()}, chosen, 3).exercises
    assert result.status == "crashed"
    assert time.monotonic() - began < 2 * chosen[0].exercise_limit


def test_what_would_take_long_to_calculate_is_not_calculated() -> None:
    asked = StandIns(right_siblings("neuron.perceptron")).functions()["neuron.train_perceptron"]
    X, y = np.ones((40_000, 1)), np.ones(40_000)
    assert asked("given", [[X[:9], y[:9], 0.1, 10], []])
    for epochs in (10_000, np.array(10_000), np.array(10_000, dtype=np.int32)):
        began = time.monotonic()
        assert asked("given", [[X, y, 0.1, epochs], []]) is None
        assert asked("given", [[X, y, 0.1], [["epochs", epochs]]]) is None
        assert time.monotonic() - began < 1


@pytest.mark.parametrize("bias", [2e7, -3e5, 0.0, 7])
def test_a_bias_may_be_as_large_as_the_products_that_it_is_a_threshold_of(bias: float) -> None:
    right = right_siblings("neuron.perceptron")["neuron.weighted_sum"]
    assert right.gives(np.array([9000.0, 1.0]), np.array([9000.0, 2.0]), bias) == 81_000_002 + bias


@pytest.mark.parametrize("bias", [np.inf, np.nan, 10**400, "1", np.array([1.0, 2.0])])
def test_no_other_bias_is_known(bias: object) -> None:
    right = right_siblings("neuron.perceptron")["neuron.weighted_sum"]
    with pytest.raises(TypeError):
        right.gives(np.array([1.0]), np.array([1.0]), bias)


def test_nobody_looks_through_more_source_than_a_course_has() -> None:
    """Its words are more than a checker has memory for."""
    names = right_siblings("activations.tanh")
    source = b"def tanh(z):\n    return sigmoid(z)  # " + b" ".join(b"m%d" % number for number in range(9))
    assert mentioned({"activations.py": source}, "activations", names).keys() == {"activations.sigmoid"}
    large = {f"m{number}.py": b"ab " * 300_000 for number in range(9)}
    assert mentioned({"activations.py": source, **large}, "activations", names) == {}


def test_what_a_right_function_is_given_is_told(grading: Grading) -> None:
    """All examples at once, to one that is made for a single one: its own line is not what is to be mended."""
    source = (SOLUTIONS / "neuron.py").read_text(encoding="utf-8")
    wrong = source.replace("error = target - perceptron(x, w, b)", "error = target - perceptron(X, w, b)")
    result = grading.grade({"neuron.py": wrong.encode()}, catalog.select(["neuron.train_perceptron"]), 3).exercises[0]
    assert result.diagnosis is not None
    assert result.diagnosis["id"] == "general.given_to_another"
    assert "`error = target - perceptron(X, w, b)`" in result.diagnosis["message"]


SAVED = """from pathlib import Path
from exercises.keras_models import model_filename
def save_model(model, directory, layers, seed):
    path = Path(directory) / model_filename(layers, seed)
    model.save(path)
    return path
"""


@pytest.mark.proof
@pytest.mark.parametrize("joined", ["'_'.join(map(str, layers))", "'-'.join(layers)"])
def test_a_large_seed_is_no_work(joined: str, grading: Grading) -> None:
    """What a number of that size is given for hangs on no array: who calls is told of the name that is wrong."""
    named = f"def model_filename(layers, seed):\n    return 'keras_' + {joined} + f'_{{seed}}.keras'\n"
    modules = {"keras_models.py": named.encode(), "training.py": SAVED.encode()}
    result = grading.grade(modules, catalog.select(["training.save_model"]), 3).exercises[0]
    assert result.diagnosis is not None
    assert result.diagnosis["message"].endswith("arréglala primero. Lo demás de tu `save_model` está bien.")
