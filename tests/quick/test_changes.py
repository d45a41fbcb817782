"""What a save changes: an edit of the solutions, and the exercises whose code it reaches."""

from __future__ import annotations

import encodings.aliases

import pytest

from grader.curriculum import catalog
from grader.workspace import changes
from tests.support import SOLUTIONS

MODULES = changes.sources(SOLUTIONS)
ACTIVATIONS = [exercise.id for exercise in catalog.unit("activations").exercises]

EDITS = {
    "a body": (
        "activations", "def tanh(z):", "def tanh(z=3):", ["activations.tanh", "activations.tanh_derivative"],
    ),
    "a comment": ("activations", "import numpy as np", "import numpy as np  # NumPy", []),
    "a docstring": ("activations", '"""Función escalón', '"""La función escalón', []),
    "blank lines": ("activations", "def tanh(z):", "\n\n\ndef tanh(z):", []),
    "a function that another one uses": (
        "activations", "def sigmoid(z):", "def sigmoid(z=0):",
        ["activations.sigmoid", "activations.sigmoid_derivative"],
    ),
    "a name that nobody uses": ("activations", "def tanh(z):", "MINE = 3\n\n\ndef tanh(z):", []),
    "a statement with an effect": ("activations", "def tanh(z):", "np.seterr()\n\n\ndef tanh(z):", ACTIVATIONS),
    "an item changed": ("activations", "def tanh(z):", "np.x[0] = 1\n\n\ndef tanh(z):", ACTIVATIONS),
    "what runs only as a program": (
        "activations", "def tanh(z):", "if __name__ == '__main__':\n    print(1)\n\n\ndef tanh(z):", [],
    ),
    "a syntax error in one function": (
        "activations", "def tanh(z):", "def tanh(z:", ["activations.tanh", "activations.tanh_derivative"],
    ),
    "null bytes": ("activations", "def tanh(z):", "\0", ACTIVATIONS),
}  # fmt: skip


@pytest.mark.parametrize(("module", "old", "new", "reached"), EDITS.values(), ids=EDITS)
def test_edits(module: str, old: str, new: str, reached: list[str]) -> None:
    assert edited(MODULES, module, old, new) == reached


def edited(modules: dict[str, bytes], module: str, old: str, new: str) -> list[str]:
    source = modules[module].decode()
    assert old in source
    before = changes.fingerprints(modules, catalog.exercises())
    after = changes.fingerprints({**modules, module: source.replace(old, new, 1).encode()}, catalog.exercises())
    return [exercise for exercise, code in before.items() if after[exercise] != code]


IMPORTS = {
    "a name": "from exercises.mine import positive\ndef relu(z):\n    return positive(z)\n",
    "a module": "import exercises.mine as m\ndef relu(z):\n    return m.positive(z)\n",
    "by its bare name": "import mine\ndef relu(z):\n    return mine.positive(z)\n",
    "from the package": "from exercises import mine\ndef relu(z):\n    return mine.positive(z)\n",
    "from the present package": "from . import mine\ndef relu(z):\n    return mine.positive(z)\n",
    "everything": "from mine import *\ndef relu(z):\n    return positive(z)\n",
    "inside the function": "def relu(z):\n    from mine import positive\n    return positive(z)\n",
    "by a name made up": "def relu(z):\n    return __import__('mi' + 'ne').positive(z)\n",
}


@pytest.mark.parametrize("source", IMPORTS.values(), ids=IMPORTS)
def test_a_sibling_reaches_who_imports_it(source: str) -> None:
    modules = {
        "mine": b"def positive(z):\n    return z\n",
        "activations": source.encode() + b"def sign(z):\n    return z\n",
    }
    reached = edited(modules, "mine", "return z", "return abs(z)")
    assert "activations.relu" in reached
    if "*" not in source:
        assert reached == ["activations.relu"]


def test_stubs_have_nothing_to_grade() -> None:
    stubs = changes.fingerprints(changes.sources(SOLUTIONS.parent / "exercises"), catalog.exercises())
    assert set(stubs.values()) == {""}
    assert all(changes.fingerprints(MODULES, catalog.exercises()).values())


STUB = 'def relu(z):\n    """Enunciado."""\n    raise NotImplementedError("Completa relu")\n'
BEGUN = {
    "a body": "def relu(z):\n    return z\n",
    "defined again": STUB + "relu = abs\n",
    "a decorator": "@wrapped\n" + STUB,
    "on demand": "def __getattr__(name):\n    return abs\n",
    "imported": "from numpy import abs as relu\n",
    "everything imported": "from numpy import *\n",
    "a module of the submission": "import mine\n" + STUB,
    "a call": STUB + "x = setattr\ny = x()\n",
    "a loop": STUB + "for i in range(3):\n    pass\n",
    "a condition": "if True:\n    def relu(z):\n        return z\n",
    "a syntax error": "def relu(z:\n",
}


@pytest.mark.parametrize("source", BEGUN.values(), ids=BEGUN)
def test_whatever_might_define_a_function_is_run(source: str) -> None:
    assert changes.untouched({"activations": source.encode(), "mine": b""}, catalog.select(["activations.relu"])) == {}


def test_stubs_and_missing_functions_need_not_be() -> None:
    found = changes.untouched({"activations": STUB.encode()}, catalog.select(["activations", "neuron.perceptron"]))
    assert found["activations.relu"] == "`relu` está sin hacer."
    assert found["activations.tanh"] == "Falta la función `tanh` en activations.py."
    assert found["neuron.perceptron"] == "Falta el fichero neuron.py."


@pytest.mark.parametrize("codec", sorted({*encodings.aliases.aliases.values(), "undefined", "idna", "punycode", "no"}))
def test_a_module_may_say_that_it_is_in_any_encoding(codec: str) -> None:
    """Those that are none of text raise what no other does."""
    for rest in (b"x = 1\n", b"\xff\xfe=\xe9\n", b"def relu(z):\n    return z\n"):
        text = b"# coding: " + codec.encode() + b"\n" + rest
        assert changes.fingerprints({"activations.py": text}, catalog.select(["activations.relu"])).keys()
