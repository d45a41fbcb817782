"""What a student reads where a file or a function is not where it is looked for: what is there, and once."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.curriculum import catalog
from tests.support import ROOT
from tests.support.command import read, rna

STUBS = ROOT / "exercises"
SOLVED = "    return np.ndim(tensor)\n"
REMINDER = '    raise NotImplementedError("Completa rank")\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A student's folder with all stubs."""
    shutil.copytree(STUBS, tmp_path / "exercises", ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return tmp_path / "exercises"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def without(file: Path, first: str, following: str) -> None:
    """Cut what is between two texts."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index(first)] + text[text.index(following) :], encoding="utf-8")


def flat(text: str) -> str:
    """A screen's words, however its lines are broken."""
    return " ".join(text.split())


def told(folder: Path, *ids: str) -> str:
    """All that is said of a folder of one's own; it is said once, and nothing points to what is not there."""
    done = rna("grade", *ids, cwd=folder.parent)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return flat(done.stdout)


def renamed(name: str) -> Callable[[Path], None]:
    def rename(folder: Path) -> None:
        edit(folder / "tensors.py", REMINDER, SOLVED)
        edit(folder / "tensors.py", "def rank(", f"def {name}(")

    return rename


def moved(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "tensors.py").rename(folder / name)  # type: ignore[return-value]


def written_elsewhere(folder: Path) -> None:
    without(folder / "tensors.py", "def rank(", "def flatten_images")
    with (folder / "neuron.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\ndef rank(tensor):\n{SOLVED}")


def emptied(folder: Path) -> None:
    (folder / "tensors.py").write_bytes(b"")


def all_but_imports_deleted(folder: Path) -> None:
    (folder / "tensors.py").write_text("# mis apuntes\nimport numpy as np\n", encoding="utf-8")


def packed(folder: Path) -> None:
    shutil.make_archive(str(folder.parent / "entrega"), "zip", folder)
    for file in folder.iterdir():
        file.unlink()
    (folder.parent / "entrega.zip").rename(folder / "entrega.zip")


def one_deeper(folder: Path) -> None:
    (folder / "mios").mkdir()
    for file in folder.glob("*.py"):
        file.rename(folder / "mios" / file.name)


ASK = "No encuentro `rank` en tensors.py; hay `{}`: ¿es esa, con otro nombre?"
FILE = "No encuentro tensors.py; hay `{}`: si es ese, cámbiale el nombre."

LOST: dict[str, tuple[Callable[[Path], None], str]] = {
    "another case": (renamed("Rank"), ASK.format("Rank")),
    "a slip": (renamed("rankk"), ASK.format("rankk")),
    "in Spanish": (renamed("rango"), ASK.format("rango")),
    "in another module": (written_elsewhere, "No encuentro `rank` en tensors.py; está en neuron.py: llévala a"),
    "a file in another case": (moved("Tensors.py"), FILE.format("Tensors.py")),
    "a second download": (moved("tensors (1).py"), FILE.format("tensors (1).py")),
    "a copy": (moved("tensors - copia.py"), FILE.format("tensors - copia.py")),
    "a slip in a file's name": (moved("tensor.py"), FILE.format("tensor.py")),
    "a text": (moved("tensors.py.txt"), "hay `tensors.py.txt`: quítale el `.txt`"),
    "a notebook": (
        moved("1_tensors.ipynb"),
        "El cuaderno 1_tensors.ipynb no es un cuaderno de Jupyter, o está dañado.",
    ),
    "another name": (moved("unidad1.py"), "pero en unidad1.py hay funciones suyas (`rank`, `flatten_images`"),
    "an empty file": (emptied, "No encuentro ninguna función en tensors.py: está vacío."),
    "an emptied file": (all_but_imports_deleted, "No encuentro ninguna función en tensors.py: no define nada."),
    "a file deleted": (lambda folder: (folder / "tensors.py").unlink(), "Falta el fichero tensors.py."),
    "an archive": (packed, "hay un fichero comprimido, «entrega.zip»: descomprímelo."),
    "one folder deeper": (one_deeper, "sí en «exercises/mios»: indícala con --submission, o trae aquí"),
}


@pytest.mark.parametrize(("spoil", "words"), LOST.values(), ids=LOST)
def test_what_is_there_is_told_once(spoil: Callable[[Path], None], words: str, folder: Path) -> None:
    spoil(folder)
    shown = told(folder, "tensors").replace("\\", "/")
    assert shown.count(words) == 1, shown
    assert "función rank" not in shown, "it is not there to be looked for"


@pytest.mark.proof
@pytest.mark.parametrize(("spoil", "words"), LOST.values(), ids=LOST)
def test_it_is_told_everywhere(spoil: Callable[[Path], None], words: str, folder: Path) -> None:
    spoil(folder)
    assert told(folder, "tensors.rank").replace("\\", "/").count(words) == 1
    shown = flat(rna("progress", cwd=folder.parent).stdout).replace("\\", "/")
    assert shown.count(words) == 1, shown
    assert "exercises/tensors.py, función rank" not in shown
    page = rna("grade", "tensors", "--format", "html", cwd=folder.parent).stdout
    assert sum(page.count(f"<p>{first}") for first in ("No encuentro", "Falta el fichero", "El cuaderno")) == 1
    done = rna("grade", "tensors", "--format", "markdown", "--submission", folder, cwd=folder.parent)
    assert done.stdout.count("\n- ") == 1, "as told of somebody else's, which only a worker reads"


def test_somebody_elses_is_told_alike(folder: Path) -> None:
    """A submission is read by a worker alone, one's own folder by the command."""
    renamed("rango")(folder)
    messages = []
    for arguments in ([], ["--submission", folder]):
        rna("grade", "tensors.rank", *arguments, "--json", folder.parent / "r.json", cwd=folder.parent)
        (exercise,) = read(folder.parent / "r.json")["exercises"]
        assert exercise["status"] == "not_implemented"
        messages.append({check["message"] for check in exercise["checks"]})
    assert messages == [{ASK.format("rango")}] * 2


ELSEWHERE = {
    ("neuron", "and_gate", "puerta_and"), ("losses", "binary_cross_entropy", "entropia_cruzada"),
    ("activations", "tanh", "tangente_hiperbolica"), ("gradient_descent", "minimize", "minimizar"),
}  # fmt: skip


@pytest.mark.parametrize(("unit", "name", "other"), sorted(ELSEWHERE))
def test_a_name_of_ones_own_is_found_by_its_parameters(unit: str, name: str, other: str, folder: Path) -> None:
    edit(folder / f"{unit}.py", f"def {name}(", f"def {other}(")
    edit(folder / f"{unit}.py", f'raise NotImplementedError("Completa {name}")', "return 3")
    assert f"No encuentro `{name}` en {unit}.py; hay `{other}`: ¿es esa, con otro nombre?" in told(folder, unit)


NO_GUESS = {
    "a helper of others": f"def niveles(tensor):\n{SOLVED}\n\ndef otra(x, y):\n    return niveles(x)\n",
    "a program": "def main(tensor):\n    pass\n",
    "other parameters": "def media(a, b):\n    pass\n",
    "two that might be": "def a(x):\n    pass\n\n\ndef b(y):\n    pass\n",
    "without arguments": "def demo():\n    print(3)\n",
    "nothing": "",
}


@pytest.mark.parametrize("more", NO_GUESS.values(), ids=NO_GUESS)
def test_nothing_is_guessed(more: str, folder: Path) -> None:
    without(folder / "tensors.py", "def rank(", "def flatten_images")
    with (folder / "tensors.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\n{more}")
    (folder / "network.py").unlink()
    (folder / "test_network.py").touch()
    shown = told(folder)
    assert "otro nombre" not in shown
    assert "si es ese" not in shown
    assert "En tensors.py falta `rank`." in shown
    assert "Falta el fichero network.py." in shown


REMINDERS = {
    "at the end": f"    r = np.ndim(tensor)\n{REMINDER}",
    "at the start": REMINDER + SOLVED,
    "in a branch": f"    if np.ndim(tensor) > 0:\n    {SOLVED}{REMINDER}",
}


@pytest.mark.parametrize("body", REMINDERS.values(), ids=REMINDERS)
def test_a_reminder_that_is_left_is_told(body: str, folder: Path) -> None:
    edit(folder / "tensors.py", REMINDER, body)
    shown = told(folder, "tensors.rank")
    assert "Has escrito código, pero aún queda un `raise NotImplementedError`" in shown
    assert "por hacer" not in shown
    assert shown.count("bórralo") == 1


def test_the_course_goes_on_where_something_is(folder: Path) -> None:
    """The first step that is told can be taken."""
    (folder / "tensors.py").unlink()
    shown = told(folder).replace("\\", "/")
    assert "Falta el fichero tensors.py." in shown
    assert (
        "Lo demás está por hacer. Se empieza así: 1. Abre exercises/neuron.py y busca la función dot_product" in shown
    )


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_an_unreadable_file_is_told_once(encoding: str, folder: Path) -> None:
    text = (folder / "tensors.py").read_text(encoding="utf-8") + "\n# año\n"
    (folder / "tensors.py").write_bytes(text.encode(encoding, "replace"))
    shown = told(folder, "tensors")
    assert shown.count("no se puede cargar") == 1
    assert "UTF-8" in shown
    assert "Y por lo mismo no se corrigen: flatten_images," in shown
    for format_ in ("html", "markdown"):
        done = rna("grade", "tensors", "--format", format_, cwd=folder.parent)
        assert done.stdout.count("no se puede cargar") == 1
        assert done.stdout.count("Lo mismo que en ") == len(catalog.select(["tensors"])) - 1


def test_a_misnamed_module_alone_is_found_where_it_lies(tmp_path: Path) -> None:
    shutil.copy(STUBS / "tensors.py", tmp_path / "Tensors.py")
    assert FILE.format("Tensors.py") in flat(rna("grade", "tensors", cwd=tmp_path).stdout)


@pytest.mark.parametrize("name", ["entrega.zip", "tensors.py"])
def test_a_file_is_no_submission(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    done = rna("grade", "--submission", name, cwd=tmp_path)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert f"«{name}» es un fichero, y --submission pide una carpeta" in line
    assert ("descomprímelo" in line) == name.endswith(".zip")


NAMES = {
    **{name: f"tensors.{name}" for name in ("rank", "min_max_scale")},
    **{name: f"activations.{name}" for name in ("tanh", "step", "sign", "relu")},
    "mse": "losses.mse", "minimize": "gradient_descent.minimize", "rank()": "tensors.rank",
    "rank(tensor)": "tensors.rank", "tensors/rank": "tensors.rank", "exercises/tensors.py::rank": "tensors.rank",
    "Softmax": "activations.softmax", "Tangente hiperbólica": "activations.tanh",
}  # fmt: skip
UNITS = ("3", "unidad 3", "Unidad 3", "activations.py", "exercises/activations.py", "Funciones de activacion")


def test_a_bare_name_names_an_exercise(folder: Path) -> None:
    for name, exercise in NAMES.items():
        assert [each.id for each in catalog.select([name])] == [exercise], name
    for name in UNITS:
        assert {each.unit for each in catalog.select([name])} == {"activations"}, name
    assert rna("hint", "tanh", cwd=folder.parent).stdout.startswith("activations.tanh")
    assert "Corrige solo eso" not in told(folder, "rank()")
    assert rna("grade", "tensors/rank", "--json", "r.json", cwd=folder.parent).returncode == 1
    assert [each["id"] for each in read(folder.parent / "r.json")["exercises"]] == ["tensors.rank"]


SLIPS = {
    "rnk": "tensors.rank", "rnak": "tensors.rank", "softmx": "activations.softmax", "losses.rank": "tensors.rank",
    "backprop": "network.backpropagation", "Neurona": "neuron", "tensor.rank": "tensors.rank", "xor": "neuron.xor_gate",
    "mae": "", "zzz": "", "softmax_derivative": "", "99": "", "unidad": "", "": "", "()": "",
}  # fmt: skip


@pytest.mark.parametrize(("name", "near"), SLIPS.items())
def test_a_wrong_name_gets_the_nearest_or_none(name: str, near: str, tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    done = rna("hint", name, cwd=tmp_path)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert line.endswith(f"¿querías decir «{near}»?" if near else catalog.exercises()[-1].unit), line


@pytest.mark.parametrize("given", ["folder", "file"])
def test_a_notebook_is_graded_where_modules_would_be(given: str, tmp_path: Path) -> None:
    """Its cells are told, and the next step is in it."""
    cells = [
        "%matplotlib inline\nimport numpy as np",
        "def rank(t):\n    return np.ndim(t)",
        "def relu(z):\n    return no(z)",
    ]
    made = {"cells": [{"cell_type": "code", "source": text} for text in cells], "nbformat": 4}
    folder = tmp_path / "una-carpeta-de-nombre-largo" / "y-otra-dentro-de-ella"  # longer than a line of the terminal
    folder.mkdir(parents=True)
    file = folder / "curso.ipynb"
    file.write_text(json.dumps(made), encoding="utf-8")
    done = rna(
        "grade", "tensors.rank", "activations.relu", "--submission", folder if given == "folder" else file,
        "--json", tmp_path / "report.json",
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert [each["status"] for each in read(tmp_path / "report.json")["exercises"]] == ["passed", "error"]
    told = " ".join(done.stdout.split())
    assert "celda 3, línea 2: `return no(z)`" in told
    assert f"Siguiente paso: {file}, función relu" in told
    assert "activations.py" not in told


def test_a_damaged_notebook_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "tarea.ipynb"
    file.write_text('{"cells": [{"cell_type": "code", "source": "def rank(t): ret', encoding="utf-8")
    done = rna("grade", "tensors.rank", "--submission", file)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert line.startswith(f"rna: «{file}» no es un cuaderno de Jupyter, o está dañado: guárdalo de nuevo")
    done = rna("grade", "--submission", tmp_path)
    assert done.stdout.count("El cuaderno tarea.ipynb no es un cuaderno de Jupyter, o está dañado.") == 1
    assert "Falta" not in done.stdout


@pytest.mark.parametrize("given", ["folder", "file"])
def test_annotations_point_to_the_notebook(given: str, tmp_path: Path) -> None:
    """And to no line of it, which would be one of its JSON."""
    for name in ("a,%0A::error::x.ipynb", "3_activations.ipynb"):
        cell = {"cell_type": "code", "source": "def relu(z):\n    return no(z)"}
        (tmp_path / name).write_text(json.dumps({"cells": [cell], "nbformat": 4}), encoding="utf-8")
    place = tmp_path if given == "folder" else tmp_path / "a,%0A::error::x.ipynb"
    done = rna(
        "grade", "activations.relu", "--submission", place, "--json", tmp_path / "r.json", "--format", "annotations"
    )
    (line,) = done.stdout.splitlines()
    near = tmp_path.as_posix()
    name = "3_activations.ipynb" if given == "folder" else "a%2C%250A%3A%3Aerror%3A%3Ax.ipynb"
    assert line.startswith(f"::error file={near}/{name},title=activations.relu%3A error::")
    assert "celda 1, línea 2" in line
    shown = rna("report", tmp_path / "r.json", "--submission", place, "--format", "classroom").stdout
    (test,) = json.loads(base64.b64decode(shown))["tests"]
    assert (test["filename"].rpartition(".")[2], test["line_no"]) == ("ipynb", 0)
    told = [line for line in done.stderr.splitlines() if "se ha corregido" in line]
    assert len(told) == (given == "folder")
    assert all("se ha corregido 3_activations.ipynb, y no a," in line for line in told)
