"""What a class hands in, as Moodle, GitHub and people with bad intentions pack it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import runpy
import stat
import struct
import subprocess
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from grader import cells as cells_of
from grader import submission
from grader.boundary.source import not_read
from grader.classes import handed_in
from grader.classes.handed_in import Unreadable
from grader.curriculum import catalog
from grader.errors import UsageError
from grader.verdict import grading
from tests.support import ROOT

RELU = b"def relu(z):\n    return z\n"


def zipped(file: Path, *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file


def read(path: Path) -> dict[str, bytes]:
    (entry,) = handed_in.find(path.parent)
    return entry.read().modules


COPIES = ["Activations.py", "activations (1).py", "activations(2).py", "activations-3.py", "activations - copia.py"]


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("beside", [[], ["losses.py"]], ids=["alone", "beside another"])
def test_a_module_that_was_renamed_on_its_way_is_taken(name: str, beside: list[str], tmp_path: Path) -> None:
    zipped(tmp_path / "ana.zip", *((f"tarea/{each}", RELU) for each in (name, *beside)))
    (entry,) = handed_in.find(tmp_path)
    content = entry.read()
    assert content.whole["activations.py"] == RELU
    assert content.taken == (f"{name} como activations.py",)


def test_of_several_copies_the_latest_is_taken_and_the_module_itself_before_any(tmp_path: Path) -> None:
    for name in ("tensors (2).py", "tensors (10).py", "losses.py", "losses (1).py"):
        (tmp_path / "ana").mkdir(exist_ok=True)
        (tmp_path / "ana" / name).write_bytes(f"# {name}\n".encode())
    (entry,) = handed_in.find(tmp_path)
    content = entry.read()
    assert (content.modules["tensors.py"], content.modules["losses.py"]) == (b"# tensors (10).py\n", b"# losses.py\n")
    assert {
        "tensors (2).py: es otra copia, y cuenta tensors (10).py",
        "losses (1).py: es otra copia, y cuenta losses.py",
    } == set(content.passed_over)


NOTHING = {
    "empty": ([], "no contiene ningún fichero"),
    "documents": (["informe.docx", "foto.png"], "no hay ningún módulo del curso; hay foto.png, informe.docx"),
    "another name": (["activations.py.txt"], "no hay ningún módulo del curso; hay activations.py.txt"),
    "archives": (["a.rar"], "ficheros comprimidos (a.rar)"),
    "a helper": (["ana.py"], "no hay ningún módulo del curso; hay ana.py"),
}


@pytest.mark.parametrize("kind", NOTHING)
def test_without_any_module_nothing_is_graded(kind: str, tmp_path: Path) -> None:
    """It is no 0 of anybody's: whoever reads the grades is told what there is."""
    names, words = NOTHING[kind]
    (tmp_path / "ana").mkdir()
    for name in names:
        (tmp_path / "ana" / name).write_bytes(RELU)
    (entry,) = handed_in.find(tmp_path)
    with pytest.raises(handed_in.Unreadable) as error:
        entry.read()
    assert words in str(error.value)


def test_loose_files_are_somebodys_or_told(tmp_path: Path) -> None:
    """As Canvas downloads them, one person's are one submission; nothing else is passed over in silence."""
    for name in ("gilana_12_34_tensors-1.py", "gilana_12_35_losses.py", "pazluis_LATE_13_36_tensors.py", "eva.ipynb",
                 "trabajo.docx", "tensors.py", "lista.csv"):  # fmt: skip
        (tmp_path / name).write_bytes(RELU)
    found = {entry.name: entry for entry in handed_in.find(tmp_path)}
    assert set(found) == {"gilana_12", "pazluis_13", "eva", "trabajo.docx"}
    assert set(found["gilana_12"].read().modules) == {"tensors.py", "losses.py"}
    assert set(found["pazluis_13"].read().modules) == {"tensors.py"}
    with pytest.raises(handed_in.Unreadable, match=r"hay trabajo\.docx"):
        found["trabajo.docx"].read()
    told = handed_in.left_out(tmp_path)
    assert "no se sabe de quién" in told["tensors.py"]
    assert "lista.csv" in told


def test_the_folder_of_one_submission_is_no_class(tmp_path: Path) -> None:
    (tmp_path / "tensors.py").write_bytes(RELU)
    with pytest.raises(UsageError, match="rna grade --submission"):
        handed_in.find(tmp_path)


# -- when it was handed in ---------------------------------------------------------------------------


@pytest.mark.parametrize("zone", [None, ZoneInfo("America/Bogota"), ZoneInfo("Asia/Tokyo")])
def test_universal_time_in_an_archive_is_the_same_everywhere(zone: ZoneInfo | None, tmp_path: Path) -> None:
    member = zipfile.ZipInfo("tensors.py", (2030, 1, 1, 1, 1, 2))
    member.extra = struct.pack("<HHBi", 0x5455, 5, 1, 1_790_000_000)
    zipped(tmp_path / "ana.zip", (member, RELU))
    (entry,) = handed_in.find(tmp_path, zone=zone)
    assert entry.read().modified == datetime.fromtimestamp(1_790_000_000, UTC)


@pytest.mark.parametrize("extra", [b"", b"UT\x01\0\x01", b"UT\x05\0\0\0\0\0\0"])
def test_without_it_the_clock_is_that_of_the_course(extra: bytes, tmp_path: Path) -> None:
    member = zipfile.ZipInfo("tensors.py", (2027, 3, 1, 12, 0, 0))
    member.extra = extra
    zipped(tmp_path / "ana.zip", (member, RELU))
    (entry,) = handed_in.find(tmp_path, zone=ZoneInfo("America/Bogota"))
    assert entry.read().modified == datetime(2027, 3, 1, 17, tzinfo=UTC)


def test_names_of_info_zip_are_read_as_it_wrote_them(tmp_path: Path) -> None:
    name = "Ana María_7_assignsubmission_file_/tensors.py"
    file = tmp_path / "clase.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("x" * len(name.encode())), RELU)
    file.write_bytes(file.read_bytes().replace(b"x" * len(name.encode()), name.encode()))
    (entry,) = handed_in.find(tmp_path)
    assert entry.moodle == ("Ana María", "7")
    assert entry.read().modules == {"tensors.py": RELU}


def git(folder: Path, *arguments: str, **environment: str) -> None:
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@x", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, **environment})


def cloned(folder: Path, *init: str) -> Path:
    """A repository with one commit of 10 January, in a folder whose files are of today."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", *init)
    (folder / "tensors.py").write_bytes(RELU)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "x", GIT_COMMITTER_DATE="2027-01-10T10:00:00+0000")
    return folder


def packed(clone: Path) -> None:
    git(clone, "gc", "-q")
    git(clone, "pack-refs", "--all")


def with_traps(clone: Path) -> None:
    for name in ("core.fsmonitor", "core.pager", "gpg.program", "core.sshCommand"):
        git(clone, "config", name, f"touch {clone.parent.parent / 'trap'}; false")
    (clone / ".git" / "hooks" / "post-checkout").write_text(f"#!/bin/sh\ntouch {clone.parent.parent / 'trap'}\n")


def deep(clone: Path) -> None:
    """With the clone one folder down, and that in a folder of whoever collected it."""
    clone.rename(clone.parent / "x")
    clone.mkdir()
    (clone.parent / "x").rename(clone / "practica")


def worktree(clone: Path) -> None:
    """The modules lie in a worktree of the repository beside them."""
    git(clone, "worktree", "add", "-q", "../x")
    inner = clone.parent / "x"
    clone.rename(inner / "source")
    inner.rename(clone)
    (clone / "source" / "tensors.py").unlink()
    (clone / ".git").write_text("gitdir: source/.git/worktrees/x\n")


def submodule(clone: Path) -> None:
    """The modules lie in a submodule of a repository without any commit."""
    inner = clone.parent / "x"
    clone.rename(inner)
    clone.mkdir()
    git(clone, "init", "-q")
    (clone / ".git" / "modules").mkdir()
    (inner / ".git").rename(clone / ".git" / "modules" / "practica")
    inner.rename(clone / "practica")
    (clone / "practica" / ".git").write_text("gitdir: ../.git/modules/practica\n")


def branch(name: str) -> Callable[[Path], None]:
    return lambda clone: git(clone, "checkout", "-q", "-b", name)


CLONES: dict[str, tuple[tuple[str, ...], Callable[[Path], object]]] = {
    "plain": ((), lambda clone: None),
    "settings that run programs": ((), with_traps),
    "packed": ((), packed),
    "packed odd branch": ((), lambda clone: (branch("a#b")(clone), packed(clone))),
    "detached": ((), lambda clone: git(clone, "checkout", "-q", "--detach")),
    "SHA-256": (("--object-format=sha256",), lambda clone: None),
    "SHA-256, packed": (("--object-format=sha256",), packed),
    "a name for a name": ((), lambda clone: git(clone, "symbolic-ref", "refs/heads/alias", "refs/heads/otra")),
    "one folder down": ((), deep),
    "a worktree": ((), worktree),
    "a submodule": ((), submodule),
    **{name: ((), branch(name)) for name in ("fix+1", "v@2", "a#b", "entrega/última,v2", "100%")},
}


@pytest.mark.parametrize("kind", CLONES)
def test_a_clone_is_as_old_as_its_commit(kind: str, tmp_path: Path) -> None:
    """Its files are as old as the cloning, and its settings may name programs, which must not run."""
    init, change = CLONES[kind]
    clone = cloned(tmp_path / "class" / "ana", "-b", "otra", *init)
    change(clone)
    if kind == "a name for a name":
        (clone / ".git" / "HEAD").write_text("ref: refs/heads/alias\n")
    (entry,) = handed_in.find(tmp_path / "class")
    assert entry.read().modified == datetime(2027, 1, 10, 10, tzinfo=UTC)
    assert not (tmp_path / "trap").exists()


def elsewhere(git: Path) -> None:
    """The repository is not part of the submission, which only points to it."""
    git.rename(git.parent.parent.parent / "luis")
    git.write_text("gitdir: ../../luis\n")


def linked(git: Path) -> None:
    git.rename(git.parent.parent.parent / "luis")
    git.symlink_to("../../luis")


def objects_elsewhere(git: Path) -> None:
    (git / "objects").rename(git.parent.parent.parent / "luis")
    (git / "objects").symlink_to("../../../luis")


BROKEN: dict[str, Callable[[Path], object]] = {
    "no commit": lambda git: (git / "HEAD").write_text("ref: refs/heads/nada\n"),
    "no hash": lambda git: (git / "HEAD").write_text("../../etc/passwd\n"),
    "out of it": lambda git: (git / "HEAD").write_text("ref: refs/../../x\n"),
    "round and round": lambda git: (
        (git / "HEAD").write_text("ref: refs/heads/a\n")
        and (git / "refs" / "heads" / "a").write_text("ref: refs/heads/a\n")
    ),
    "no objects": lambda git: (git / "objects").rename(git / "gone"),
    "objects elsewhere": objects_elsewhere,
    "a pipe": lambda git: ((git / "HEAD").unlink(), os.mkfifo(git / "HEAD")),
    "elsewhere": elsewhere,
    "a link": linked,
    "a file of nothing": lambda git: (git.rename(git.parent / "x"), git.write_bytes(b"\0\xff")),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_clone_that_does_not_tell_has_no_time(kind: str, tmp_path: Path) -> None:
    clone = cloned(tmp_path / "class" / "ana")
    BROKEN[kind](clone / ".git")
    (entry,) = handed_in.find(tmp_path / "class")
    assert entry.read().modified is None


@pytest.mark.parametrize("told", [True, False])
def test_an_archive_inside_is_as_old_as_the_one_around_it_says(told: bool, tmp_path: Path) -> None:
    """What is written inside is of its author's choosing."""
    member = zipfile.ZipInfo("tensors.py", (2020, 1, 1, 1, 1, 2))
    inner = zipped(tmp_path / "inner.zip", (member, RELU)).read_bytes()
    outer = zipfile.ZipInfo(
        "Ana_7_assignsubmission_file_/tarea.zip", (2027, 3, 1, 12, 0, 0) if told else (1980, 0, 0, 0, 0, 0)
    )
    (tmp_path / "class").mkdir()
    zipped(tmp_path / "class" / "clase.zip", (outer, inner))
    (entry,) = handed_in.find(tmp_path / "class", zone=ZoneInfo("UTC"))
    expected = datetime(2027, 3, 1, 12, tzinfo=UTC) if told else datetime(2020, 1, 1, 1, 1, 2, tzinfo=UTC)
    assert entry.read().modified == expected


# -- notebooks ---------------------------------------------------------------------------------------


def notebook(*cells: str) -> bytes:
    made = [{"cell_type": "code", "source": cell.splitlines(keepends=True), "outputs": [{"x": 1}]} for cell in cells]
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "def tanh(): x"}, *made]}).encode()


def test_a_notebook_is_a_submission(tmp_path: Path) -> None:
    """Its functions count, with what they use; its experiments, magics and outputs do not. Lines are told by cells."""
    cells = (
        "%matplotlib inline\n!pip install x\nimport numpy as np\nraise SystemExit",
        "%%time\nK = 2\ndef relu(z):\n    return np.maximum(z, 0)\nprint(relu(3))\ninput()",
        "x = !ls\ndef rank(t):\n    return K[t]",
        "def step(z):\n    return (z",
        "%%bash\nexit 1",
    )
    zipped(tmp_path / "ana.zip", ("tarea/curso.ipynb", notebook(*cells)))
    (tmp_path / "luis.ipynb").write_bytes(notebook(*cells))
    contents = [entry.read() for entry in handed_in.find(tmp_path)]
    assert contents[0].modules == contents[1].modules
    assert contents[0].taken == ("curso.ipynb como activations.py, tensors.py",)
    exercises = catalog.select(["activations.relu", "activations.step", "tensors.rank", "activations.tanh"])
    report = cells_of.told_in_cells(grading.grade(contents[0].whole, exercises, 1), contents[0].whole)
    told = {each.id: each for each in report.exercises}
    assert told["activations.relu"].passed
    assert "celda 3, línea 3: `return K[t]`" in told["tensors.rank"].checks[0].message
    assert "celda 4, línea 2" in told["activations.step"].checks[0].message
    assert told["activations.tanh"].status == "not_implemented"


def test_many_notebooks_are_told_in_short(tmp_path: Path) -> None:
    (tmp_path / "ana").mkdir()
    for number in range(40):
        (tmp_path / "ana" / f"{number:02}.ipynb").write_bytes(notebook("def rank(tensor):\n    return 1"))
    (entry,) = handed_in.find(tmp_path)
    content = entry.read()
    others = "01.ipynb, 02.ipynb, 03.ipynb y 26 más"
    assert content.taken == (
        "00.ipynb como tensors.py",
        f"00.ipynb, y no {others}, que también tienen funciones de tensors.py",
    )
    assert len(content.passed_over) <= 11, "the ten that are not even read"


def test_a_cell_that_writes_a_module_is_one(tmp_path: Path) -> None:
    cells = ("%%writefile exercises/tensors.py\ndef rank(t):\n    return t[0]\n", "def relu(z):\n    return z")
    (tmp_path / "ana.ipynb").write_bytes(notebook(*cells))
    (entry,) = handed_in.find(tmp_path)
    whole = entry.read().whole
    report = cells_of.told_in_cells(grading.grade(whole, catalog.select(["tensors.rank"]), 1), whole)
    assert "celda 1, línea 3: `return t[0]`" in report.exercises[0].checks[0].message


HEAD = "import numpy as np\n"
RANK, RELU_OF, STEP = (f"def {name}(z):\n    return 'good'\n" for name in ("rank", "relu", "step"))
STUBS = [f"def {name}(z):\n    raise NotImplementedError\n" for name in ("rank", "standardize")]
TYPED = {
    "all of it a step in": [HEAD, "    " + RANK.replace("\n", "\n    ")],
    "with prompts": ["".join(f"{'...' if number else '>>>'} {line}\n" for number, line in enumerate(RANK.split("\n")))],
    "with IPython's": ["In [3]: def rank(z):\n   ...:     return 'good'\n   ...: "],
    "a sign of a magic within brackets": ["%precision 3\ndef rank(z):\n    return ('good'\n% ())\n"],
    "within a text": ["!ls \\\n  -l\ndef rank(z):\n    '''\n%x\n'''\n    return 'good'\n"],
    "a file": [f"%%file tensors.py\n{RANK}"],
    "a file by parts": [f"%%writefile tensors.py\n{HEAD}", f"%%writefile -a 'tensors.py'\n{RANK}"],
    "a file, and then scratch": [f"%%writefile tensors.py\n{RANK}", "def rank(z):\n    return 'bad'\n"],
    "a file of stubs": ["%%writefile tensors.py\ndef rank(z):\n    raise NotImplementedError\n", RANK],
    "a file of stubs, some of which stay": [
        f"%%writefile tensors.py\n{HEAD}{''.join(STUBS)}",
        f"import numpy as np\n{RANK}",
    ],
    "a flag after the name": [f"%%writefile tensors.py\n{RANK}", "%%writefile tensors.py -a\n# the end\n"],
    "two folders": [f"%%writefile tensors.py\n{RANK}", "%%writefile other/tensors.py\nx = 1\n"],
    "a folder with a space": [f'%%writefile "my things/tensors.py"\n{RANK}'],
}


@pytest.mark.parametrize("kind", TYPED)
def test_a_cell_is_read_as_ipython_reads_it(kind: str, tmp_path: Path) -> None:
    (tmp_path / "ana.ipynb").write_bytes(notebook(*TYPED[kind]))
    (entry,) = handed_in.find(tmp_path)
    content = entry.read()
    (tmp_path / "made.py").write_bytes(content.modules["tensors.py"])
    found = runpy.run_path(str(tmp_path / "made.py"))
    assert found["rank"](1) == "good"
    other = "tensors.py sin otro código de rank que hay en ana.ipynb"
    assert (other in content.taken) == (kind == "a file, and then scratch")


@pytest.mark.parametrize("nothing", ["raise NotImplementedError", "pass", "...", '"""Todo."""', "return None"])
def test_functions_that_only_another_notebook_has_are_taken_of_it(nothing: str, tmp_path: Path) -> None:
    """As long as what they need is called like nothing in the first."""
    (tmp_path / "ana").mkdir()
    first = (HEAD, "K = 1\ndef relu(z):\n    return K\n", f"def step(z):\n    {nothing}\n")
    second = (HEAD, "def relu(z):\n    return 0\n", STEP, "K = 2\ndef tanh(z):\n    return K\n")
    (tmp_path / "ana" / "a.ipynb").write_bytes(notebook(*first))
    (tmp_path / "ana" / "b.ipynb").write_bytes(notebook(*second))
    (entry,) = handed_in.find(tmp_path)
    content = entry.read()
    (tmp_path / "made.py").write_bytes(content.modules["activations.py"])
    found = runpy.run_path(str(tmp_path / "made.py"))
    assert (found["relu"](1), found["step"](1), "tanh" in found) == (1, "good", False)
    assert content.taken == (
        "a.ipynb como activations.py",
        "b.ipynb como activations.py",
        "activations.py sin otro código de relu, tanh que hay en b.ipynb",
    )


@pytest.mark.parametrize(
    "head",
    ["import numpy as np  # NumPy\n", "import numpy as np \n", "import math, numpy as np\n",
     "import numpy as np; import math\n", "from math import pi, e\nimport numpy as np\n"],
)  # fmt: skip
def test_what_is_imported_alike_is_no_clash(head: str, tmp_path: Path) -> None:
    (tmp_path / "ana").mkdir()
    helper = "def _good():\n    return str(np.array('good'))\n"
    first = (f"from math import pi\n{HEAD}", helper, "def relu(z):\n    return _good()\n")
    second = (head, helper.replace("():", "():  # as above"), "def step(z):\n    return _good()\n")
    (tmp_path / "ana" / "a.ipynb").write_bytes(notebook(*first))
    (tmp_path / "ana" / "b.ipynb").write_bytes(notebook(*second))
    (entry,) = handed_in.find(tmp_path)
    content = entry.read()
    (tmp_path / "made.py").write_bytes(content.modules["activations.py"])
    found = runpy.run_path(str(tmp_path / "made.py"))
    assert (found["relu"](1), found["step"](1)) == ("good", "good")
    assert content.taken == ("a.ipynb como activations.py", "b.ipynb como activations.py")


@pytest.mark.parametrize("begun", [False, True])
def test_a_module_that_nobody_has_begun_gives_way_to_a_notebook(begun: bool, tmp_path: Path) -> None:
    (tmp_path / "ana").mkdir()
    for file in (ROOT / "exercises").glob("[!_]*.py"):
        (tmp_path / "ana" / file.name).write_bytes(file.read_bytes())
    if begun:
        (tmp_path / "ana" / "tensors.py").write_text("def rank(z):\n    return 'bad'\n", encoding="utf-8")
    (tmp_path / "ana" / "libreta.ipynb").write_bytes(notebook(HEAD, RANK))
    (entry,) = handed_in.find(tmp_path)
    content = entry.read()
    assert (b"'good'" in content.modules["tensors.py"]) is not begun
    assert submission.whole(tmp_path / "ana")["tensors.py"] == content.modules["tensors.py"]
    told = {
        True: ("tensors.py, y no libreta.ipynb, que también tiene funciones de tensors.py",),
        False: ("libreta.ipynb como tensors.py", "el cuaderno, y no tensors.py, que está sin hacer"),
    }
    assert content.taken == told[begun]
    assert submission.unheard(tmp_path / "ana") == list(told[begun][-1:])


NOTEBOOKS = {
    "the first by name": (["b.ipynb", "a.ipynb"], "a.ipynb"),
    "the kit's own name first": (["1_tensors.ipynb", "0_borrador.ipynb"], "1_tensors.ipynb"),
    "a module before any": (["tensors.py", "a.ipynb"], "tensors.py"),
}


@pytest.mark.parametrize("kind", NOTEBOOKS)
def test_which_of_two_counts_is_told(kind: str, tmp_path: Path) -> None:
    names, counts = NOTEBOOKS[kind]
    (tmp_path / "ana").mkdir()
    for name in names:
        code = f"def rank(t):\n    return '{name}'\n"
        (tmp_path / "ana" / name).write_bytes(code.encode() if name.endswith(".py") else notebook(code))
    (entry,) = handed_in.find(tmp_path)
    content = entry.read()
    assert f"return '{counts}'".encode() in content.modules["tensors.py"]
    (other,) = set(names) - {counts}
    made = (f"{counts} como tensors.py",) if counts.endswith(".ipynb") else ()
    assert content.taken == (*made, f"{counts}, y no {other}, que también tiene funciones de tensors.py")
    assert content.passed_over == ()


def test_no_more_than_some_notebooks_are_read(tmp_path: Path) -> None:
    (tmp_path / "ana").mkdir()
    for number in range(33):
        (tmp_path / "ana" / f"{number:02}.ipynb").write_bytes(b"{")
    (entry,) = handed_in.find(tmp_path)
    with pytest.raises(handed_in.NoModules, match=r"00\.ipynb .no es un cuaderno de Jupyter, o está dañado\.?"):
        entry.read()
    assert submission.notebooks_in(tmp_path / "ana").unread["32.ipynb"] == "es uno de más de 30 cuadernos"


def test_a_notebook_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *given, **more: (started.append(given), run(*given, **more))[1])
    for name in ("ana", "luis"):
        (tmp_path / f"{name}.ipynb").write_bytes(notebook(f"def rank(t):\n    return {id(started)}"))
    for entry in handed_in.find(tmp_path) * 3:
        assert entry.read().modules
    assert len(started) == 1, "nor twice what two people have"
    (tmp_path / "ana.ipynb").write_bytes(notebook(f"def rank(t):\n    return {id(started)} + 1"))
    assert all(entry.read().modules for entry in handed_in.find(tmp_path))
    assert len(started) == 2, "what has changed is read again"


def test_to_import_a_function_is_not_to_write_it(tmp_path: Path) -> None:
    (tmp_path / "ana.ipynb").write_bytes(notebook("from exercises.tensors import rank\nrank(3)"))
    (entry,) = handed_in.find(tmp_path)
    with pytest.raises(handed_in.NoModules):
        entry.read()


@pytest.mark.parametrize(
    "end", ["[1]", "null", "[[1]]", "[[1,2,3]]", '[["a",1]]', "[[1," + "9" * 4000 + "]]", "[" * 9000]
)
def test_a_module_that_ends_as_one_made_of_a_notebook_is_a_module(end: str) -> None:
    source = f"def rank(t):\n    return t[0]\n# rna: líneas de las celdas {end}\n".encode()
    report = grading.grade({"tensors.py": source}, catalog.select(["tensors.rank"]), 1)
    assert cells_of.told_in_cells(report, {"tensors.py": source}) == report


HOSTILE_NOTEBOOKS = {
    "no JSON": b"{", "no cells": b"{}", "no text": b'{"cells": [{"cell_type": "code", "source": 3}]}',
    "cells that are none": b'{"cells": [3, null]}', "deep": b"[" * 100_000, "much": notebook("x = 1\n" * 300_000),
    "deep code": notebook("def relu(z):\n    return " + "(" * 5_000 + ")" * 5_000),
    "deep names": notebook("x" + ".a" * 200_000 + "\ndef relu(z): return z"),
    "many": notebook(*(f"a{n} = a{n - 1}; a{n}.b = 1" for n in range(8_000)), "def relu(z): return a7999"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE_NOTEBOOKS)
def test_no_notebook_harms_whoever_reads_it(kind: str, tmp_path: Path) -> None:
    (tmp_path / "activations.ipynb").write_bytes(HOSTILE_NOTEBOOKS[kind])
    (entry,) = handed_in.find(tmp_path)
    begun = time.monotonic()
    with contextlib.suppress(handed_in.Unreadable):
        assert len(entry.read().whole["activations.py"]) < 3_000_000
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize("name", ["activations.py.txt"])
@pytest.mark.parametrize("beside", [["losses.py"]], ids=["beside another"])
def test_a_misnamed_module_is_told(name: str, beside: list[str], tmp_path: Path) -> None:
    """It is no module of the course, and what is graded says so in its place."""
    zipped(tmp_path / "ana.zip", *((f"tarea/{each}", RELU) for each in (name, *beside)))
    (entry,) = handed_in.find(tmp_path)
    content = entry.read()
    assert "activations.py" not in content.modules
    assert f"`{name}`" in content.whole["activations.py"].decode()
    (result,) = grading.grade(content.whole, catalog.select(["activations.relu"]), 1).exercises
    assert result.status == "not_implemented"
    assert f"`{name}`" in result.checks[0].message


LAYOUTS = {
    "modules themselves": ["activations.py"],
    "a folder exercises": ["exercises/activations.py", "README.md"],
    "exercises beats what is beside it": ["exercises/activations.py", "losses.py"],
    "as GitHub packs a branch": ["repo-main/exercises/activations.py", "repo-main/README.md", "repo-main/.git/config"],
    "the folder was packed": ["tarea 1/activations.py"],
    "on a Mac": ["tarea/activations.py", "__MACOSX/tarea/activations.py", "tarea/.DS_Store"],
    "solutions do not count": ["repo/solutions/activations.py", "repo/solutions/losses.py", "repo/mine/activations.py"],
    "a virtual environment does not count": ["venv/lib/site-packages/activations.py", "deep/er/activations.py"],
    "on Windows": ["repo\\exercises\\activations.py"],
}


@pytest.mark.parametrize("names", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("packed", ["folder", "zip", "zip in folder"])
def test_modules_are_found(names: list[str], packed: str, tmp_path: Path) -> None:
    directory = tmp_path / "class"
    directory.mkdir()
    if packed == "folder":
        for name in names:
            file = directory / "ana" / name.replace("\\", "/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(RELU)
    else:
        place = directory if packed == "zip" else directory / "ana"
        place.mkdir(exist_ok=True)
        zipped(place / "ana.zip", *((name, RELU) for name in names))
    (entry,) = handed_in.find(directory)
    assert (entry.name, entry.read().modules) == ("ana", {"activations.py": RELU})


def test_helpers_beside_the_modules_come_too(tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.zip", ("activations.py", RELU), ("tools.py", b"x = 1"), ("notes.txt", b"x"))
    assert set(read(file)) == {"activations.py", "tools.py"}


def test_what_moodle_exports(tmp_path: Path) -> None:
    """A folder for each student, each with a file or a zip; or all of them in one zip, or one for each group."""
    inner = zipped(tmp_path / "inner.zip", ("entrega/activations.py", RELU)).read_bytes()
    for place in ("class", "folders"):
        (tmp_path / place).mkdir()
    members = [
        ("Ana Núñez_123_assignsubmission_file_/activations.py", RELU),
        ("Luis Gil_124_assignsubmission_file_/entrega.zip", inner),
    ]
    zipped(tmp_path / "class" / "Curso-Tarea-9.zip", *members)
    zipped(tmp_path / "class" / "Grupo B.zip", *((name.replace("_12", "_32"), content) for name, content in members))
    for name, content in members:
        (tmp_path / "folders" / name).parent.mkdir()
        (tmp_path / "folders" / name).write_bytes(content)
    people = {("Ana Núñez", "123"), ("Luis Gil", "124")}
    for place, others in (("class", {("Ana Núñez", "323"), ("Luis Gil", "324")}), ("folders", set())):
        found = handed_in.find(tmp_path / place)
        assert {entry.moodle for entry in found} == people | others
        assert len(found) == len(people | others)
        assert all(entry.read().modules == {"activations.py": RELU} for entry in found)


def link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def test_names_that_leave_and_links_are_not_read(tmp_path: Path) -> None:
    members = [
        ("activations.py", RELU), ("../losses.py", RELU), ("/neuron.py", RELU), ("a/../../tensors.py", RELU),
        ("C:/network.py", RELU), ("C:network.py", RELU), (link("keras_models.py"), b"/etc/passwd"),
        ("sub\\..\\..\\training.py", RELU),
    ]  # fmt: skip
    before = sorted(tmp_path.rglob("*"))
    file = zipped(tmp_path / "a.zip", *members)
    assert read(file) == {"activations.py": RELU, "keras_models.py": not_read("keras_models.py es un enlace")}
    assert sorted(tmp_path.rglob("*")) == sorted([*before, file]), "nothing is written"


def bomb(file: Path) -> None:
    zipped(file, ("activations.py", bytes(300 * 2**20)))


def many(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}.txt", b"")


def many_modules(file: Path) -> None:
    zipped(file, ("activations.py", RELU), *((f"m{number}.py", b"#" * 900_000) for number in range(100)))


def encrypted(file: Path) -> None:
    zipped(file, ("activations.py", RELU))
    content = bytearray(file.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    file.write_bytes(content)


def odd_method(file: Path) -> None:
    zipped(file, ("activations.py", RELU), method=zipfile.ZIP_LZMA)


def wrong_sum(file: Path) -> None:
    zipped(file, ("activations.py", RELU), method=zipfile.ZIP_STORED)
    file.write_bytes(file.read_bytes().replace(b"return z", b"return 0"))


def damaged(file: Path) -> None:
    zipped(file, ("activations.py", RELU * 1000))
    content = bytearray(file.read_bytes())
    content[50:56] = b"\xff" * 6
    file.write_bytes(content)


def nested(file: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("activations.py", RELU)
    for _ in range(3):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as archive:
            archive.writestr("more.zip", content.getvalue())
        content = outer
    file.write_bytes(content.getvalue())


def cut(file: Path) -> None:
    zipped(file, ("activations.py", RELU))
    file.write_bytes(file.read_bytes()[:-30])


def wrong_offset(file: Path) -> None:
    zipped(file, ("activations.py", RELU))
    content = file.read_bytes()
    at = content.index(b"PK\x05\x06")
    file.write_bytes(content[: at + 16] + struct.pack("<I", 0x7FFFFFFF) + content[at + 20 :])


def text(file: Path) -> None:
    file.write_text("no soy un zip", encoding="utf-8")


def empty(file: Path) -> None:
    file.write_bytes(b"")


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "too many members": (many, "demasiados ficheros"),
    "too many modules": (many_modules, "ocupan demasiado"),
    "encrypted": (encrypted, "cifrado"),
    "another compression": (odd_method, "compresión"),
    "a wrong checksum": (wrong_sum, "dañado"),
    "damaged data": (damaged, "dañado"),
    "not blown up": (bomb, "más de 1 MB"),
    "too deep": (nested, "comprimidos"),
    "cut": (cut, "cortado"),
    "a wrong offset": (wrong_offset, "no se puede leer|dañado"),
    "text": (text, "no es un fichero zip"),
    "empty": (empty, "no es un fichero zip"),
}


@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_says_why(make: Callable[[Path], None], words: str, tmp_path: Path) -> None:
    make(tmp_path / "a.zip")
    (entry,) = handed_in.find(tmp_path)
    with pytest.raises(Unreadable, match=words):
        entry.read()


def test_other_archives_and_links_are_one_row(tmp_path: Path) -> None:
    (tmp_path / "ana.rar").write_bytes(b"Rar!")
    (tmp_path / "eva").symlink_to(tmp_path.parent)
    (tmp_path / ".DS_Store").write_bytes(b"")
    (tmp_path / "notas.txt").write_bytes(b"")
    for entry, words in zip(handed_in.find(tmp_path), (r"\.rar", "enlace"), strict=True):
        with pytest.raises(Unreadable, match=words):
            entry.read()


def test_odd_files_in_a_folder_are_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "ana"
    folder.mkdir()
    (tmp_path.parent / "secret.py").write_bytes(b"secret")
    (folder / "activations.py").symlink_to(tmp_path.parent / "secret.py")
    os.mkfifo(folder / "losses.py")
    (folder / "tensors.py").mkdir()
    assert read(folder) == {
        "activations.py": not_read("activations.py es un enlace"),
        "losses.py": not_read("losses.py no es un fichero normal"),
        "tensors.py": not_read("tensors.py es una carpeta"),
    }
    (folder / "neuron.py").write_bytes(b"#" * (submission.MAX_SOURCE + 1))
    with pytest.raises(Unreadable, match=r"neuron\.py ocupa más de 1 MB"):
        read(folder)


def test_two_that_would_have_the_same_report(tmp_path: Path) -> None:
    (tmp_path / "ana").mkdir()
    zipped(tmp_path / "ana.zip", ("activations.py", RELU))
    assert [entry.name for entry in handed_in.find(tmp_path)] == ["ana", "ana.zip"]


def test_nothing_to_grade(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no hay entregas"):
        handed_in.find(tmp_path)
    with pytest.raises(UsageError, match="no existe"):
        handed_in.find(tmp_path / "nowhere")


def test_a_loop_of_links_and_a_pipe_are_one_row_each(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe.zip")
    os.mkfifo(tmp_path / "Ana_1_assignsubmission_file_tensors.py")
    for entry in handed_in.find(tmp_path, tmp_path / "loop" / "grades"):
        with pytest.raises(Unreadable, match=r"enlace|normal"):
            entry.read()


PERSON = "Ana Gil_111_assignsubmission_"


def test_what_moodle_keeps_apart_is_one_persons(tmp_path: Path) -> None:
    """A folder for each kind of submission; the text in the other one is no second submission."""
    for kind, name in (("file_", "activations.py"), ("onlinetext_", "onlinetext.html")):
        (tmp_path / f"{PERSON}{kind}").mkdir()
        (tmp_path / f"{PERSON}{kind}" / name).write_bytes(RELU)
    (entry,) = handed_in.find(tmp_path)
    assert (entry.moodle, set(entry.read().modules)) == (("Ana Gil", "111"), {"activations.py"})


@pytest.mark.parametrize("packed", [False, True])
def test_moodle_without_folders(packed: bool, tmp_path: Path) -> None:
    zipped(tmp_path / "inner.zip", ("tarea/losses.py", RELU))
    inner = (tmp_path / "inner.zip").read_bytes()
    (tmp_path / "inner.zip").unlink()
    files = {
        f"{PERSON}file_activations.py": RELU, f"{PERSON}file_tensors.py": RELU, f"{PERSON}onlinetext": b"hola",
        "Eva Paz_112_assignsubmission_file_todo.zip": inner,
    }  # fmt: skip
    if packed:
        zipped(tmp_path / "entregas.zip", *files.items())
    else:
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
    found = {entry.moodle: set(entry.read().modules) for entry in handed_in.find(tmp_path)}
    assert found == {("Ana Gil", "111"): {"activations.py", "tensors.py"}, ("Eva Paz", "112"): {"losses.py"}}


def test_names_as_long_as_a_system_takes(tmp_path: Path) -> None:
    for end in "ab":
        (tmp_path / ("ñ" * 120 + "o" * 11 + end)).mkdir()
    names = [entry.name for entry in handed_in.find(tmp_path)]
    assert len(set(names)) == 2
    assert all(len(name.encode()) < 220 for name in names)


def test_only_the_output_of_this_run_is_passed_over_in_silence(tmp_path: Path) -> None:
    """What looks like it, or hides, is graded if it holds modules, and named if it does not."""
    for name in ("ana", "notas", "antes", ".git", "__MACOSX", "luis", ".eva", "todo"):
        (tmp_path / name).mkdir()
    for name in ("antes", "luis"):
        (tmp_path / name / "journal.sqlite").write_bytes(b"")
    for name in ("luis", ".eva", "todo"):
        (tmp_path / name / "activations.py").write_bytes(RELU)
    for name in ("notas.txt", ".DS_Store", "._ana.zip"):
        (tmp_path / name).write_bytes(b"")
    names = {".eva", "ana", "luis", "todo"}
    assert {entry.name for entry in handed_in.find(tmp_path, tmp_path / "notas")} == names
    assert set(handed_in.left_out(tmp_path, tmp_path / "notas")) == {
        "antes", ".git", "__MACOSX", "notas.txt", ".DS_Store", "._ana.zip",
    }  # fmt: skip
    assert {entry.name for entry in handed_in.find(tmp_path, tmp_path / "todo" / "de hoy")} == {*names, "notas"}
    assert "salida de esta" in handed_in.left_out(tmp_path, tmp_path / "notas" / "de hoy")["notas"]
    with pytest.raises(UsageError, match="--output"):
        handed_in.find(tmp_path, tmp_path)


PASSED_OVER: dict[str, tuple[list[str], str]] = {
    "a link": (["losses.py@"], "losses.py: es un enlace"),
    "a pipe": (["losses.py|"], "losses.py: no es un fichero normal"),
    "a folder": (["losses.py/x"], "losses.py: es una carpeta"),
    "another folder": (
        ["exercises/activations.py", "losses.py"],
        "losses.py: es un módulo del curso, pero está en otra",
    ),
    "a packed one": (["old.zip"], "old.zip: es un fichero comprimido"),
    "a helper that is too large": (["helper.py!"], "helper.py: es demasiado grande"),
    "too many": ([f"a{number:03}.py" for number in range(submission.MAX_MODULES)], "hay demasiados módulos"),
}


@pytest.mark.parametrize("kind", PASSED_OVER)
def test_what_is_not_looked_at_is_told(kind: str, tmp_path: Path) -> None:
    names, words = PASSED_OVER[kind]
    folder = tmp_path / "ana"
    folder.mkdir()
    for name in ("activations.py", *names):
        file = folder / name.rstrip("@|!")
        file.parent.mkdir(exist_ok=True)
        if name.endswith("@"):
            file.symlink_to(tmp_path / "elsewhere.py")
        elif name.endswith("|"):
            os.mkfifo(file)
        else:
            file.write_bytes(RELU + b"#" * submission.MAX_SOURCE * name.endswith("!"))
    (entry,) = handed_in.find(tmp_path)
    content = entry.read()
    assert content.modules["activations.py"] == RELU
    assert any(words in told for told in content.passed_over), content.passed_over
    if kind in ("a link", "a pipe", "a folder"):
        assert words.partition(": ")[2].encode() in content.modules["losses.py"], "and never as if it were not begun"
    assert len(content.passed_over) < 20


def test_where_modules_may_be_that_are_not_found(tmp_path: Path) -> None:
    (tmp_path / "ana" / ".hidden").mkdir(parents=True)
    (tmp_path / "ana" / ".hidden" / "activations.py").write_bytes(RELU)
    zipped(tmp_path / "eva.zip", (".hidden/activations.py", RELU), ("../losses.py", RELU), (link("neuron.py"), b"x"))
    ana, eva = handed_in.find(tmp_path)
    with pytest.raises(handed_in.Unreadable, match=r"\.hidden: tiene módulos del curso, y en esa carpeta no se mira"):
        ana.read()
    eva = eva.read()
    assert list(eva.modules) == ["neuron.py"], "there is one, and it tells why it is none"
    assert b"es un enlace" in eva.modules["neuron.py"]
    assert eva.passed_over == (
        ".hidden: tiene módulos del curso, y en esa carpeta no se mira", "../losses.py: su nombre sale del fichero zip",
        "neuron.py: es un enlace",
    )  # fmt: skip


def test_nobody_hands_in_for_another(tmp_path: Path) -> None:
    """Names in an archive may be of its author's choosing, and as many as they like."""
    for beside in ("0.zip", "z.zip"):
        tops = (
            f"{PERSON}file_/activations.py",
            *(f"P{each}_{each}_assignsubmission_file_/x.py" for each in range(300)),
        )
        zipped(tmp_path / beside, *((name, b"mal = 1\n") for name in tops))
    (tmp_path / f"{PERSON}file_").mkdir()
    (tmp_path / f"{PERSON}file_" / "activations.py").write_bytes(RELU)
    first, ana, last = handed_in.find(tmp_path)
    assert (ana.name, ana.moodle, ana.read().modules) == (
        f"{PERSON}file_",
        ("Ana Gil", "111"),
        {"activations.py": RELU},
    )
    for entry in (first, last):
        assert entry.moodle is None
        with pytest.raises(Unreadable, match="toda una clase"):
            entry.read()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_module_that_is_there_twice_is_told(tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.zip", ("activations.py", b"x = 1\n"), ("activations.py", RELU), ("losses.py", RELU))
    (entry,) = handed_in.find(file.parent)
    content = entry.read()
    assert content.modules["activations.py"] == RELU
    assert content.passed_over == ("activations.py: está más de una vez, y cuenta la última",)


AMBIGUOUS = [
    "Mala_8_assignsubmission_file_x_7_assignsubmission_file_tensors.py",
    "Mala_8_assignsubmission_file_x_7_assignsubmission_file_.zip",
    "Mala_8_assignsubmission_file_7_assignsubmission_file_tensors.py",
    "Ana_7_assignsubmission_file_x_8_assignsubmission_file_tensors.py",
    "Mala_8_assignsubmission_onlinetext_x_7_assignsubmission_comment_tensors.py",
]


@pytest.mark.parametrize("name", AMBIGUOUS)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_name_makes_nobody_of_its_author(name: str, packed: bool, tmp_path: Path) -> None:
    """What Moodle puts before it may be in it once more: then it is not known who it is, and that is said."""
    members = {name: RELU, f"{PERSON}file_activations.py": RELU}
    if packed:
        zipped(tmp_path / "clase.zip", *members.items())
    else:
        for each, content in members.items():
            (tmp_path / each).write_bytes(content)
    found = {entry.moodle: entry for entry in handed_in.find(tmp_path)}
    assert found.keys() == {None, ("Ana Gil", "111")}
    assert found["Ana Gil", "111"].read().modules == {"activations.py": RELU}
    with pytest.raises(Unreadable, match="no se sabe de quién es"):
        found[None].read()


LOOKS = [
    "Ana", " ana", "ana ", "ana\n", "ana\u00a0", "ana\u200c", "ana\u200d", "ana\ufe0f", "ana\U0001d173", "ana\u2800",
    "\uff41na", "a\u0300\u0300na"[:1] + "n\u200ba", "ana\U000e0101", "ana\ufeff",
]  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_no_two_names_look_alike(name: str, tmp_path: Path) -> None:
    (tmp_path / "ana").mkdir()
    (tmp_path / name).mkdir()
    names = [" ".join(entry.name.split()).casefold() for entry in handed_in.find(tmp_path)]
    assert sum("(2)" in each for each in names) == 1, names
