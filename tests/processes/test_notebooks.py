"""The notebooks: generated, valid, and graded by the same grader when they run."""

from __future__ import annotations

import ast
import functools
import hashlib
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import venv
from collections.abc import Container, Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from grader.curriculum import catalog
from tests.support import ROOT
from tests.support.installs import add_packages, libraries, make_wheel
from tools.write import notebooks, stubs


def test_no_notebook_has_drifted() -> None:
    for path, text in notebooks.notebooks(ROOT):
        assert path.read_text(encoding="utf-8") == text, "run `nox -s notebooks`"
    assert len(list((ROOT / "notebooks").glob("*.ipynb"))) == len(catalog.units())


@pytest.mark.parametrize("unit", catalog.units(), ids=lambda unit: unit.id)
def test_notebooks_are_valid_and_have_every_exercise(unit: catalog.Unit) -> None:
    path = ROOT / "notebooks" / f"{unit.number}_{unit.id}.ipynb"
    nbformat.validate(nbformat.read(path, as_version=nbformat.NO_CONVERT))
    text = path.read_text(encoding="utf-8")
    for exercise in unit.exercises:
        assert f"check({exercise.name})" in text


def run(tmp_path: Path, *cells: str, allow_errors: bool = False) -> list[nbformat.NotebookNode]:
    """The cells' outputs, run in a kernel of their own in an empty folder."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    where = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(book, timeout=120, kernel_name="python3", allow_errors=allow_errors, resources=where).execute()
    return [cell.outputs for cell in book.cells]


def shown(outputs: list[nbformat.NotebookNode]) -> str:
    """All that a cell shows, as text."""
    texts = (
        output.get("data", {}).get("text/plain") or output.get("text") or "\n".join(output.get("traceback", []))
        for output in outputs
    )
    return "\n".join(texts)


USING_ZERO = "def relu(z):\n    return np.maximum(z, zero)"

RIGHT = {
    "an import of everything": ["from numpy import *", "def relu(z):\n    return maximum(z, 0)"],
    "an import that is tried": ["try:\n    import numpy as np\nexcept ImportError:\n    np = 3\nzero = 0", USING_ZERO],
    "an import under a condition": ["if True:\n    import numpy as np", USING_ZERO],
    "a constant bound twice": ["zero = 1.0", "zero = zero * 0.0", USING_ZERO],
    "a constant changed": ["zero = 5.0; zero -= 5", USING_ZERO],
    "a list filled in a loop": ["zero = []", "for i in range(3):\n    zero.append(i * 0)\nzero = zero[2]", USING_ZERO],
    "a list filled by a function": [
        "t = []\ndef fill():\n    t.append(0)", "fill()", "def relu(z):\n    return np.maximum(z, t[0])",
    ],
    "a name that a function sets": ["def begin():\n    global nought\n    nought = 0", "begin()",
                                    "def relu(z):\n    return np.maximum(z, nought)"],
    "a dictionary": ["d = {}", "d['zero'] = 0", "def relu(z):\n    return np.maximum(z, d['zero'])"],
    "a timed cell": ["%%time\nzero = 0\n!true\n" + USING_ZERO],
    "a captured cell": ["%%capture out\n" + USING_ZERO + "\nprint(3)"],
    "magics and shell": ["%matplotlib inline\nfiles = !ls\n!true\n%time relu = lambda z: np.maximum(z, 0)"],
    "a lambda": ["relu = lambda z: np.maximum(z, 0)"],
    "a partial": ["from functools import partial", "relu = partial(np.maximum, 0)"],
    "a decorator": ["def same(f):\n    def g(*all):\n        return f(*all)\n    return g", "@same\n" + USING_ZERO],
    "an object": ["class Relu:\n    def __call__(self, z):\n        return np.maximum(z, 0)", "relu = Relu()"],
    "functions mended": ["def relu(z):\n    return z", "def relu(z):\n    return more(z)", "def more(z):\n    return z",
                         "def more(z):\n    return np.maximum(z, 0)"],
    "state": ["n = 0", "def relu(z):\n    global n\n    n += 1\n    return np.maximum(z, 0)"],
    "experiments": ["import time\ni = 3\ntime.sleep(12)", "z = [time.sleep(4) for i in range(3)]", USING_ZERO],
    "broken cells": ["def relu(z:\n    return", "%%bash\ntrue", "1 / 0", USING_ZERO],
    "a name given back": ["min = 3", "del min", "def relu(z):\n    return np.maximum(z, min(0, 1))"],
    "a file beside it": [
        "%%writefile tools.py\nimport numpy as np\ndef larger(a, b):\n    return np.maximum(a, b)",
        "from tools import larger\ndef relu(z):\n    return larger(z, 0)",
    ],
    "a list filled by a function's function": [
        "far = []\ndef inner():\n    far.append(0)\ndef outer():\n    inner()", "outer()",
        "def relu(z):\n    return np.maximum(z, far[0])",
    ],
    "functions that a decorator notes": [
        "noted = {}\ndef note(f):\n    noted[f.__name__] = f\n    return f",
        "@note\ndef larger(z):\n    return np.maximum(z, 0)",
        "def relu(z):\n    return noted['larger'](z)",
    ],
    "another name for it": ["one = {}", "two = one\ntwo.update(zero=0)",
                            "def relu(z):\n    return np.maximum(z, one['zero'])"],
    "a view of it": ["row = np.ones(3)", "part = row[:]\npart[:] = 0",
                     "def relu(z):\n    return np.maximum(z, row[1])"],
    "where a result goes": ["sums = np.ones(3)", "_ = np.subtract(sums, 1, out=sums)",
                            "def relu(z):\n    return np.maximum(z, sums[0])"],
    "a method that is given": ["many = []", "_ = list(map(many.append, [0, 1]))",
                               "def relu(z):\n    return np.maximum(z, many[0])"],
    "an attribute set by its name": ["class Named:\n    pass\nsetattr(Named, 'zero', 0)",
                                     "def relu(z):\n    return np.maximum(z, Named.zero)"],
    "a name bound by a text": ["exec('none = 0')", "def relu(z):\n    return np.maximum(z, none)"],
    "a magic under a condition": ["if True:\n    %pwd\n    nil = 0", "def relu(z):\n    return np.maximum(z, nil)"],
    "separators that end no line": ["def relu(z):\n    # a\x0cb \u2028 c \x85\n    return np.maximum(z, 0)",
                                    "blank = '\u2028'"],
    "the name of a variable": ["def relu(z):\n    return eval('np.maximum(z, zero)')"],
}  # fmt: skip


@pytest.mark.proof
def test_cells_are_judged_like_a_file(tmp_path: Path) -> None:
    """Each case after all those before it, as in a notebook that has been worked in for long."""
    cells, checks = ["from grader.notebook import check\nimport numpy as np"], {}
    for name, case in RIGHT.items():
        cells += [*case, "check(relu)"]
        checks[name] = len(cells) - 1
    outputs = run(tmp_path, *cells, allow_errors=True)
    told = {name: shown(outputs[index]) for name, index in checks.items()}
    assert {name: text for name, text in told.items() if not text.startswith("✓ activations.relu")} == {}


def test_places_are_cells_and_their_lines(tmp_path: Path) -> None:
    """As whoever looks at the notebook counts them: with magics, empty lines, and cells run again."""
    outputs = run(
        tmp_path, "from grader.notebook import check\nimport numpy as np",
        "\n\n%%time\n\ndef more(z):\n    return z[10**6]", "n = 0\ndef relu(z):\n    # mía\n    return more(z)",
        "check(relu)", "def tanh(z):\n    return 1", "k = 1\ndef tanh(z):\n    return 2", "check(tanh)",
        "%time x = 3\ndef softmax(z):\n    raise NotImplementedError('no')\n    return z", "check(softmax)",
    )  # fmt: skip
    relu, tanh, softmax = map(shown, (outputs[3], outputs[6], outputs[8]))
    assert "celda 3, línea 4: `return more(z)`\n    celda 2, línea 6: `return z[10**6]`" in relu
    joined = " ".join(tanh.split())
    assert "en la línea 1 de la celda 5 y otra vez en la línea 2 de la celda 6" in joined
    assert "celda 8, línea 3: `raise NotImplementedError('no')`" in softmax
    assert not any(".py" in text for text in (relu, tanh, softmax))


REFUSED = ["check(3)", "check()", "check('relu')", "check(check)", "exec('def relu(z): return z')\ncheck(relu)",
           "def mine(z):\n    return z\ncheck(mine)", "check(relu, unit='losses')"]  # fmt: skip


def test_a_refusal_is_one_line(tmp_path: Path) -> None:
    outputs = run(tmp_path, "from grader.notebook import check", *REFUSED, allow_errors=True)[1:]
    for cell, output in zip(REFUSED, outputs, strict=True):
        text = shown(output)
        assert text, cell
        assert "\n" not in text, cell
        assert "Traceback" not in text, cell
        assert re.search("nombre de ningún ejercicio|no encuentro el código", text), cell


def test_a_function_by_another_name_gets_the_nearest(tmp_path: Path) -> None:
    texts = [shown(each) for each in run(
        tmp_path, "from grader.notebook import check", "def ReLu(z):\n    return z\ncheck(ReLu)",
        "def softmaxx(z):\n    return z\ncheck(softmaxx)", "def mine(z):\n    return z\ncheck(mine)", allow_errors=True,
    )]  # fmt: skip
    assert "(¿querías decir «relu»?)" in texts[1]
    assert "(¿querías decir «softmax»?)" in texts[2]
    assert "querías" not in texts[3]


def test_a_refusal_in_plain_python_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "from grader.notebook import check\ndef main():\n    def relu(z):\n        return z\n    check(relu)\nmain()\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, "mine.py"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "no encuentro el código de esa función: escríbela en un fichero, fuera de otras funciones"
    ]


@pytest.mark.proof
def test_a_unit_is_worked_through(tmp_path: Path) -> None:
    """The generated cells, an answer that uses a helper of another cell, an answer mended, a question asked wrong."""
    book = json.loads((ROOT / "notebooks" / "3_activations.ipynb").read_text(encoding="utf-8"))
    code = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    stub = next(cell for cell in code if "def relu" in cell)
    answer = re.sub(r"raise NotImplementedError\(.*\)", "return larger(z, ZERO)", stub)
    outputs = run(
        tmp_path, *code[:2], stub, "ZERO = 0\ndef larger(a, b):\n    return np.abs(a)",
        answer, "def larger(a, b):\n    return np.maximum(a, b)", answer,
        "from grader.errors import UsageError\ntry:\n    check(larger)\nexcept UsageError as error:\n    print(error)",
    )  # fmt: skip
    texts = list(map(shown, outputs))
    assert "sin hacer" in texts[2]
    assert "✗ activations.relu  ReLU: no cumple" in texts[4]
    assert "✓ activations.relu" in texts[6]
    assert "no es el nombre de ningún ejercicio" in texts[7]
    page = outputs[4][0]["data"]["text/html"]
    assert "no cumple" in page
    assert "<svg" in page
    assert "<script" not in page


# -- from zero: no kit beside it, no repository, an empty home ---------------------------------------

EXECUTE = """
import sys, nbformat
from nbclient import NotebookClient

book = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(book, timeout=600, kernel_name="python3", allow_errors=True).execute()
nbformat.write(book, sys.argv[1])
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_wheel(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def address(wheel: Path) -> Iterator[str]:
    """Where a wheel of the kit is published: a server on this machine."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=wheel.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        yield f"http://127.0.0.1:{server.server_port}/{wheel.name}#sha256={digest}"
        server.shutdown()


@pytest.fixture
def colab(tmp_path: Path) -> Path:
    """A Python with NumPy, TensorFlow and Jupyter, as Colab has them, and without the kit."""
    venv.create(tmp_path / "venv", with_pip=True)
    add_packages(libraries(tmp_path / "venv"), besides=re.compile(r"redes_neuronales.*|.*editable.*|pip(-.*)?|.*\.pth"))
    return tmp_path / "venv"


def filled(unit: str, kit: str, answers: str, to_do: Container[str] = ()) -> nbformat.NotebookNode:
    """A unit's notebook as a student leaves it: each function as the source ``answers`` has it, but for some to do."""
    text = next(text for path, text in notebooks.notebooks(ROOT, kit) if path.stem.endswith(f"_{unit}"))
    book = nbformat.reads(text, as_version=4)
    tree, lines = ast.parse(answers), answers.splitlines()
    for node in tree.body:
        for cell in book.cells:
            if isinstance(node, ast.FunctionDef) and node.name not in to_do and f"def {node.name}(" in cell.source:
                cell.source = f"{stubs.text_of(lines, node)}\n\n\ncheck({node.name})"
    return book


def executed(book: nbformat.NotebookNode, python: Path, place: Path) -> dict[str, str]:
    """What each cell shows that grades a function, by its name, and what the first one does, as "setup"."""
    (place / "google" / "colab").mkdir(parents=True, exist_ok=True)
    (place / "google" / "colab" / "__init__.py").touch()
    (place / "home").mkdir(exist_ok=True)
    nbformat.write(book, place / "book.ipynb")
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    subprocess.run(
        [python / "bin" / "python", "-c", EXECUTE, "book.ipynb"], cwd=place, check=True, capture_output=True,
        env={**kept, "HOME": str(place / "home"), "PIP_NO_CACHE_DIR": "1"},
    )  # fmt: skip
    cells = [cell for cell in nbformat.read(place / "book.ipynb", as_version=4).cells if cell.cell_type == "code"]
    checked = ((re.search(r"(?<=\ncheck\()\w+(?=\)$)", cell.source), shown(cell.outputs)) for cell in cells)
    return {"setup": shown(cells[0].outputs), **{found[0]: text for found, text in checked if found}}


TRAINED = {"train_pima", "predict_pima", "train_mnist", "predict_mnist"}
"""What takes minutes, and is left to do here."""


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="an environment is laid out otherwise there")
def test_notebooks_work_from_zero(colab: Path, address: str, tmp_path: Path) -> None:
    """The first cell installs the kit from its one address, the next notebooks find it there."""
    (tmp_path / "work").mkdir()
    for unit in ("tensors", "activations", "network", "training"):
        source = (ROOT / "solutions" / f"{unit}.py").read_text(encoding="utf-8")
        for mark, answers in (
            ("✓", source),
            ("✗", re.sub(r"(?m)^(def \w+\(.*\):)$", r"\1\n    return None\n", source)),
        ):
            told = executed(filled(unit, address, answers, TRAINED), colab, tmp_path / "work")
            assert told.pop("setup") == ""
            assert len(told) == len(catalog.unit(unit).exercises)
            for name, text in told.items():
                assert text.startswith(f"{'·' if name in TRAINED else mark} {unit}.{name}"), text
                assert "exercises" not in text


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="an environment is laid out otherwise there")
def test_a_notebook_without_the_kit_says_what_to_do(colab: Path, wheel: Path, tmp_path: Path) -> None:
    """In one line, where every cell would raise; and that done, it works."""
    work = tmp_path / "work"
    work.mkdir()
    book = filled("activations", "", "def relu(z):\n    return np.maximum(z, 0)\n")
    told = executed(book, colab, work)
    assert set(told.values()) == {told["setup"]}
    assert told["setup"].startswith("Falta el corrector: sube junto a este cuaderno su fichero redes_neuronales-….whl")
    assert len(told["setup"].strip().splitlines()) == 1
    nowhere = executed(filled("activations", "http://127.0.0.1:1/redes_neuronales-0-py3-none-any.whl", ""), colab, work)
    assert nowhere["setup"].startswith("No se ha podido instalar el corrector (http://127.0.0.1:1/")
    assert len(nowhere["setup"].strip().splitlines()) == 1
    shutil.copy(wheel, work)
    told = executed(book, colab, work)
    assert (told["setup"], told["relu"][:18]) == ("", "✓ activations.relu")


@pytest.mark.parametrize("unit", catalog.units(), ids=lambda unit: unit.id)
def test_a_notebook_speaks_of_no_files(unit: catalog.Unit) -> None:
    text = (ROOT / "notebooks" / f"{unit.number}_{unit.id}.ipynb").read_text(encoding="utf-8")
    assert "exercises" not in text
    assert "copia antes" in text or unit.id not in ("network", "training")
