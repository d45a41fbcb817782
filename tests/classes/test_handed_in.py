"""What a class hands in, as Moodle, GitHub and people with bad intentions pack it."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader import submission
from grader.boundary.source import not_read
from grader.classes import handed_in
from grader.classes.handed_in import Unreadable
from grader.curriculum import catalog
from grader.errors import UsageError
from grader.verdict import grading

RELU = b"def relu(z):\n    return z\n"


def zipped(file: Path, *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file


def read(path: Path) -> dict[str, bytes]:
    (entry,) = handed_in.find(path.parent)
    return entry.read().modules


@pytest.mark.parametrize("name", ["Activations.py", "activations (1).py", "activations.py.txt", "activations.ipynb"])
@pytest.mark.parametrize("beside", [[], ["losses.py"]], ids=["alone", "beside another"])
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


def test_an_empty_submission_is_one(tmp_path: Path) -> None:
    (tmp_path / "ana").mkdir()
    assert read(tmp_path / "ana") == {}


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
    ana, eva = (entry.read() for entry in handed_in.find(tmp_path))
    assert ana.modules == {}
    assert list(eva.modules) == ["neuron.py"], "there is one, and it tells why it is none"
    assert b"es un enlace" in eva.modules["neuron.py"]
    assert ana.passed_over == (".hidden: en esa carpeta no se mira",)
    assert eva.passed_over == (
        ".hidden/activations.py: en esa carpeta no se mira", "../losses.py: su nombre sale del fichero zip",
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
