"""Submissions that would spoil the grading of a class: of others, of their teacher's tables, of themselves."""

from __future__ import annotations

import csv
import dataclasses
import os
import re
import socket
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.boundary import sandbox
from grader.classes import cluster, pool
from grader.classes.journal import Journal, Seeds
from grader.classes.pool import Terms
from grader.errors import RnaError
from tests.support import SOLUTIONS
from tests.support.checkers import UNPRIVILEGED
from tests.support.command import read, rna
from tools.prove.class_faults import Services, graded

RANK = "def rank(tensor):\n    import numpy as np\n    return np.ndim(tensor)\n"
DOES_SOMETHING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|##\[|^ *::", re.MULTILINE
)

Hand = Callable[[Path], None]
"""Writes what somebody hands in below the folder of a class."""


def write(folder: Path, source: str | bytes = RANK, name: str = "tensors.py") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(source.encode() if isinstance(source, str) else source)


def an_output(directory: Path) -> None:
    write(directory / "journal")
    write(directory / "journal", b"", "journal.sqlite")


def an_output_without_modules(directory: Path) -> None:
    write(directory / "output", b"", "journal.sqlite")


def a_hidden_folder(directory: Path) -> None:
    write(directory / ".hidden")


def named_as_rubbish(directory: Path) -> None:
    write(directory / "__MACOSX")


def behind_helpers(directory: Path) -> None:
    for number in range(250):
        write(directory / "helpers", "x = 1\n", f"a{number:03}.py")
    write(directory / "helpers")


def a_link(directory: Path) -> None:
    (directory / "link").mkdir()
    (directory / "link" / "tensors.py").symlink_to(SOLUTIONS / "tensors.py")


def a_pipe(directory: Path) -> None:
    (directory / "pipe").mkdir()
    os.mkfifo(directory / "pipe" / "tensors.py")


def a_folder(directory: Path) -> None:
    write(directory / "folder" / "tensors.py", "", "x")


def a_socket(directory: Path) -> None:
    (directory / "socket").mkdir()
    here = Path.cwd()
    os.chdir(directory / "socket")  # the path of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("tensors.py")
    finally:
        os.chdir(here)


def nested(directory: Path) -> None:
    place = os.open(directory, os.O_RDONLY)
    for name in ("nested", *["d"] * 900):
        os.mkdir(name, dir_fd=place)
        inner = os.open(name, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    write(directory / "nested")


def tangled(kind: str, source: bytes) -> Hand:
    return lambda directory: write(directory / kind, RANK.encode() + source)


def named(name: str) -> Hand:
    return lambda directory: write(directory / name)


def a_name_that_begins_with_bytes(directory: Path) -> None:
    write(directory / os.fsdecode(b"\xffbytes"))


def a_name_of_bytes(directory: Path) -> None:
    write(directory / os.fsdecode(b"bytes\xff\x1b"))


def for_another(directory: Path) -> None:
    """An archive that says that it is what Moodle has of somebody else."""
    with zipfile.ZipFile(directory / "0.zip", "w") as archive:
        archive.writestr("Ana Gil_7_assignsubmission_file_/tensors.py", "def rank(tensor):\n    return -1\n")
    write(directory / "Ana Gil_7_assignsubmission_file_")


def a_coding(directory: Path) -> None:
    write(directory / "coding", b"# coding: punycode\n" + b"a-\xc3" * 60_000)


def climbing(directory: Path) -> None:
    with zipfile.ZipFile(directory / "climbing.zip", "w") as archive:
        archive.writestr("../ana/tensors.py", "def rank(tensor):\n    return -1\n")
        member = zipfile.ZipInfo("tensors.py")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, str(SOLUTIONS / "tensors.py"))


def raises(name: str, text: str) -> Hand:
    return lambda directory: write(
        directory / name, f"def rank(tensor):\n    print({text!r})\n    raise ValueError({text!r})\n"
    )


SAYS = "\x1b]0;x\x07\x9b31m\u202e\n::error::x\n##[error]x"

WORTH: dict[str, tuple[Hand, str, str]] = {
    "an output": (an_output, "journal", "1.0"),
    "a hidden folder": (a_hidden_folder, "'.hidden", "1.0"),
    "named as rubbish": (named_as_rubbish, "__MACOSX", "1.0"),
    "behind helpers": (behind_helpers, "helpers", "1.0"),
    "a link": (a_link, "link", "0.0"),
    "a pipe": (a_pipe, "pipe", "0.0"),
    "a folder": (a_folder, "folder", "0.0"),
    "a socket": (a_socket, "socket", "0.0"),
    "nested": (nested, "nested", "1.0"),
    "backslashes": (tangled("backslashes", b"#" + b"\\" * 60_000), "backslashes", "1.0"),
    "brackets": (tangled("brackets", b"(" * 60_000), "brackets", "1.0"),
    "one name": (tangled("one name", b"x = 1\n" + b"a" * 200_000), "one name", "1.0"),
    "quotes": (tangled("quotes", b"\"'" * 30_000), "quotes", "1.0"),
    "zeros": (tangled("zeros", b"\0" * 60_000), "zeros", "0.0"),
    "a coding": (a_coding, "coding", "0.0"),
    "a full-width formula": (named("\uff1d1+1"), "'\uff1d1+1", "1.0"),
    "a hidden formula": (named("\u200b=2+2"), "'=2+2", "1.0"),
    "an escape": (named("\x1b[31mrojo"), "\ufffd[31mrojo", "1.0"),
    "a command": (named("::error::x"), "': :error::x", "1.0"),
    "another command": (named("##[error]x"), "'## [error]x", "1.0"),
    "turned around": (named("txt.\u202eexe"), "txt.exe", "1.0"),
    "bytes": (a_name_of_bytes, "bytes\ufffd\ufffd", "1.0"),
    "bytes at first": (a_name_that_begins_with_bytes, "\ufffdbytes", "1.0"),
    "for another": (for_another, "Ana Gil_7_assignsubmission_file_", "1.0"),
    "climbing": (climbing, "climbing", "0.0"),
    "says": (raises("says", SAYS), "says", "0.0"),
    "says for a long time": (raises("long", "\x9b" * 100_000), "long", "0.0"),
}  # fmt: skip
"""By what is tried: how it is handed in, its name in the table, and what it is worth."""

TOLD = {
    "an output without modules": (an_output_without_modules, "output no es una entrega: parece la salida de otra"),
    "a file": (lambda directory: write(directory, "", "notas.txt"), "notas.txt no es una entrega: no es una carpeta"),
    "a hidden file": (lambda directory: write(directory, "", ".DS_Store"), ".DS_Store no es una entrega"),
    "a hidden folder of nothing": (lambda directory: write(directory / ".git", "", "HEAD"), ".git no es una entrega"),
}
"""What is no submission, and is named."""


@dataclasses.dataclass
class Graded:
    """A class with all of these, and some that are honest."""

    place: Path
    words: str
    table: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def a_class(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    place = tmp_path_factory.mktemp("attacked")
    write(place / "class" / "ana", RANK + "# ana\n")
    write(place / "class" / "zoe", RANK + "# zoe\n")
    for hand, *_ in (*WORTH.values(), *TOLD.values()):
        hand(place / "class")
    done = rna("class", "class", "--output", "out", "--only", "tensors.rank", cwd=place)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    with (place / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        return Graded(place, done.stdout, {row["name"]: row for row in csv.DictReader(file)})


@pytest.mark.proof
@pytest.mark.parametrize("kind", WORTH)
def test_a_submission_is_worth_what_it_is(kind: str, a_class: Graded) -> None:
    _, name, score = WORTH[kind]
    assert a_class.table[name]["score"] == score
    assert [a_class.table[honest]["score"] for honest in ("ana", "zoe")] == ["1.0", "1.0"]


@pytest.mark.proof
@pytest.mark.parametrize("kind", TOLD)
def test_what_is_no_submission_is_named(kind: str, a_class: Graded) -> None:
    _, words = TOLD[kind]
    assert words in a_class.words
    page = (a_class.place / "out" / "report.html").read_text(encoding="utf-8")
    assert f"<td>{words.split(' ')[0]}</td>" in page


def written(out: Path) -> list[Path]:
    return [file for file in out.rglob("*") if file.suffix in (".html", ".json", ".csv")]


@pytest.mark.proof
def test_nothing_that_a_class_leaves_does_anything(a_class: Graded) -> None:
    """Neither on a terminal, nor in a log, nor in a spreadsheet."""
    assert not DOES_SOMETHING.search(a_class.words)
    out = a_class.place / "out"
    texts = {
        file: file.read_text(encoding="utf-8") for file in out.rglob("*") if file.suffix in (".html", ".json", ".csv")
    }
    assert len(texts) > 2 * len(WORTH)
    for file, text in texts.items():
        assert not DOES_SOMETHING.search(text.replace("\r\n", "\n") if file.suffix == ".csv" else text), file
    seeds = {str(read(file)["seed"]) for file in (out / "reports").glob("*.json")}
    page = texts[out / "report.html"]
    assert len(seeds) >= len(WORTH) / 2
    assert not any(re.search(rf"\b{seed}\b", page) for seed in seeds)
    assert "parece lo que Moodle o Canvas descargan de toda una clase" in page, "and it has not taken another's place"


@pytest.mark.proof
@pytest.mark.skipif(sys.platform != "linux", reason="privileges of Linux")
def test_what_may_not_be_read_has_a_row_that_says_so(tmp_path: Path) -> None:
    """It is nobody's failure: neither too large nor not begun; and it stops nobody else's grading."""
    for name in ("folder", "inner", "module", "output"):
        write(tmp_path / "class" / name / "exercises", RANK + f"# {name}\n")
    with zipfile.ZipFile(tmp_path / "class" / "packed.zip", "w") as archive:
        archive.writestr("tensors.py", RANK)
    write(tmp_path / "class" / "ana", "")
    write(tmp_path / "class" / "output", b"", "journal.sqlite")
    closed = ["folder", "inner/exercises", "module/exercises/tensors.py", "output", "packed.zip"]
    for name in closed:
        (tmp_path / "class" / name).chmod(0)
    terms = ["class", "class", "--output", "out", "--only", "tensors.rank"]
    started = [sys.executable, *UNPRIVILEGED, *terms]
    done = subprocess.run(started, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120, check=False)
    for name in closed:
        (tmp_path / "class" / name).chmod(0o700)
    assert (done.returncode, done.stderr) == (1, "1 de 1 entrega, " + done.stderr.partition(", ")[2])
    assert "6 entregas: 1 corregida, 0 de antes o repetidas, 5 sin corregir" in done.stdout
    for name in ("folder", "inner", "module", "output", "packed"):
        assert re.search(rf"^  ✗ {name}: no se puede leer «.*»: no hay permiso", done.stdout, re.MULTILINE), done.stdout


# -- time ------------------------------------------------------------------------------------------

HANGS = "\n".join(
    f"def {name}(*arguments):\n    while True:\n        pass\n"
    for name in ("rank", "flatten_images", "scale_pixels", "min_max_scale", "standardize", "fit_standardizer")
)


@pytest.mark.proof
def test_a_submission_has_so_many_minutes(tmp_path: Path) -> None:
    """What is not graded by then is out of time, and nobody else's; with another time it is tried again."""
    for name in ("a", "b"):
        write(tmp_path / "class" / name, HANGS + f"# {name}\n")
    for name in ("c", "d", "e"):
        write(tmp_path / "class" / name, (SOLUTIONS / "tensors.py").read_bytes() + b"# " + name.encode())
    terms = ("class", "class", "--output", "out", "--only", "tensors", "--jobs", "2")
    (tmp_path / "course.toml").write_text("minutes = 0.4\n", encoding="utf-8")
    began = time.monotonic()
    done = rna(*terms, "--course", "course.toml", cwd=tmp_path)
    assert time.monotonic() - began < 100, "six functions of ten seconds each, twice"
    assert (done.returncode, "5 corregidas" in done.stdout) == (1, True), done.stdout + done.stderr
    for name in ("a", "b"):
        report = read(tmp_path / "out" / "reports" / f"{name}.json")
        assert {each["status"] for each in report["exercises"]} <= {"timeout", "not_implemented"}
        assert "toda la corrección tenía 0.4 minutos" in report["exercises"][4]["checks"][0]["message"]
    for name in ("c", "d", "e"):
        assert read(tmp_path / "out" / "reports" / f"{name}.json")["score"] > 5, "neighbours have theirs"
    assert "0 corregidas" in rna(*terms, "--course", "course.toml", cwd=tmp_path).stdout
    assert "2 corregidas" in rna(*terms, "--course", "course.toml", "--minutes", "0.1", cwd=tmp_path).stdout
    assert "toda la corrección tenía 0.1 minutos" in (tmp_path / "out" / "reports" / "a.json").read_text(
        encoding="utf-8"
    )


# -- seeds -----------------------------------------------------------------------------------------


def test_a_seed_follows_from_a_secret_and_the_submission() -> None:
    ana, eva = {"tensors.py": b"a", "losses.py": b"b"}, {"losses.py": b"b", "tensors.py": b"a"}
    seeds = Seeds(b"secret")
    assert seeds.seed(ana) == seeds.seed(eva)
    assert seeds.key(ana, ["tensors.rank"]) == seeds.key(eva, ["tensors.rank"])
    others = [{**ana, "tensors.py": b"a "}, {**ana, "helper.py": b""}, {"tensors.py": b"b", "losses.py": b"a"}]
    found = {seeds.seed(each) for each in (ana, *others)} | {Seeds(b"another").seed(ana)}
    assert len(found) == 5
    assert all(0 <= seed < 2**31 for seed in found)
    assert Seeds(b"secret", 4).seed(ana) == Seeds(b"another", 4).seed(others[0]) == 4
    keys = {each.key(ana, ["x"]) for each in (seeds, Seeds(b"another"), Seeds(b"secret", 4), Seeds(b"secret", 5))}
    assert len(keys) == 4
    assert Seeds(b"another", 4).key(ana, ["x"]) in keys, "asked for, a seed is all that counts"


def test_a_secret_is_drawn_once_and_kept_by_its_owner(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.set("seed", "5")  # as of old
        secret = journal.secret()
    with Journal(tmp_path / "journal.sqlite") as journal:
        assert journal.secret() == secret
    assert len(secret) == 32
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "journal.sqlite").stat().st_mode) == 0o600


@pytest.mark.proof
def test_a_seed_repeats_a_report_and_a_secret_stays_one(tmp_path: Path) -> None:
    """With the seed of its report a submission can be graded again; the next one has another, and nobody knows it."""
    write(tmp_path / "class" / "ana", "def rank(tensor):\n    return 1\n")
    assert rna("class", "class", "--output", "out", "--only", "tensors.rank", cwd=tmp_path).returncode == 1
    report = read(tmp_path / "out" / "reports" / "ana.json")
    with Journal(tmp_path / "out" / "journal.sqlite") as journal:
        secret = journal.secret().hex()
    assert not any(secret in file.read_text(encoding="utf-8") for file in written(tmp_path / "out"))
    seed = str(report["seed"])
    rna("grade", "tensors.rank", "--submission", "class/ana", "--seed", seed, "--json", "again.json", cwd=tmp_path)
    again = read(tmp_path / "again.json")
    for each in (report, again):
        del each["exercises"][0]["duration"]
    assert again == report


@pytest.mark.proof
def test_what_is_no_report_in_a_journal_is_graded_again(tmp_path: Path) -> None:
    """Nor is one of other exercises, whoever has put it there."""
    write(tmp_path / "class" / "ana")
    terms = ("class", "class", "--output", "out", "--only", "tensors.rank")
    assert rna(*terms, cwd=tmp_path).returncode == 0
    for bad in ("{", "[" * 100_000, '"score": 1e999', '"exercises": []'):
        with Journal(tmp_path / "out" / "journal.sqlite") as journal:
            (key,) = graded(tmp_path / "out")
            kept = journal.get(key) or ""
            journal.put(key, bad if bad.startswith(("{", "[")) else kept.replace(bad.partition(":")[0], bad + ', "x"'))
        done = rna(*terms, cwd=tmp_path)
        assert (done.returncode, "1 entrega: 1 corregida" in done.stdout) == (0, True), done.stdout + done.stderr


# -- isolation -------------------------------------------------------------------------------------


def command(offers: tuple[str, ...]) -> tuple[str, ...]:
    """Arguments for Python: ``rna`` on a machine that offers so much, with workers that are not closed in."""
    return ("-P", "-c", f"""
import functools, sys
from grader import cli
from grader.boundary import sandbox
from grader.verdict import grading
grading.Grading = functools.partial(grading.Grading, layers=sandbox.ALWAYS)
sandbox.offered = lambda: {offers!r}
sys.exit(cli.main(sys.argv[1:]))
""")  # fmt: skip


MARKS = "from pathlib import Path\nPath({marker!r}).write_text('was here')\n" + RANK


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox of Linux")
@pytest.mark.proof
def test_without_the_sandbox_no_line_of_a_submission_is_run(tmp_path: Path) -> None:
    """Refused before the first; and what was graded with less does not count afterwards."""
    marker = tmp_path / "marker"
    write(tmp_path / "class" / "ana", MARKS.format(marker=str(marker)))
    terms = ["class", "class", "--output", "out", "--only", "tensors.rank"]

    def run(offers: tuple[str, ...], *more: str) -> subprocess.CompletedProcess[str]:
        started = [sys.executable, *command(offers), *terms, *more]
        return subprocess.run(started, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120, check=False)

    done = run(("privileges", "rlimits"), "--require-sandbox")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"rna: no se corrige sin aislamiento completo: falta landlock, seccomp; .*\n", done.stderr)
    assert not marker.exists()
    assert graded(tmp_path / "out") == {}
    assert run(()).returncode == 0
    assert marker.exists(), "it would have been"
    assert len(graded(tmp_path / "out")) == 1
    done = run(sandbox.NEEDED, "--require-sandbox")  # a machine that offers more than is then in force
    assert done.returncode == 2
    assert "falta landlock" in done.stderr
    assert "1 sin corregir" in done.stdout
    with (tmp_path / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        assert [row["status"] for row in csv.DictReader(file)] == ["not_gradable"]


CLOSED_NETWORK = [("seccomp",), ("namespaces",), ("rlimits", "seccomp", "landlock")]


@pytest.mark.parametrize("offered", [(), ("rlimits",), ("privileges", "rlimits", "landlock")])
def test_a_worker_with_an_open_network_grades_nothing(
    offered: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that has joined after the others were asked."""
    terms = Terms(("tensors.rank",), 1.0)
    monkeypatch.setattr(cluster, "_offered", lambda: offered)
    monkeypatch.setattr(cluster, "Grader", None)
    with pytest.raises(RnaError, match="nada cierra la red"):
        cluster.grade({"tensors.py": RANK.encode()}, 3, terms, cluster.kit_by_content())
    for enough in CLOSED_NETWORK:
        cluster._check(enough, terms)
    with pytest.raises(RnaError, match="aislamiento completo"):
        cluster._check(("seccomp",), dataclasses.replace(terms, require_sandbox=True))


def test_what_comes_back_from_a_machine_is_text() -> None:
    """Nothing of a submission's making travels: its report is JSON that is read again as anybody's."""
    assert {field.type for field in dataclasses.fields(pool.Answer)} == {"str", "str | None"}


@pytest.mark.proof
def test_dask_is_refused_where_a_submission_could_reach_it(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    write(tmp_path / "class" / "ana", MARKS.format(marker=str(marker)))
    (tmp_path / "open.py").write_text("from grader.boundary import sandbox\nsandbox.offered = lambda: ('rlimits',)\n")
    with Services("--preload", str(tmp_path / "open.py")) as services:
        terms = ["--output", "out", "--only", "tensors.rank", "--scheduler", services.address]
        done = rna("class", "class", *terms, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"rna: en una máquina de Dask nada cierra la red a las entregas .*\n", done.stderr)
    assert not marker.exists()
    assert graded(tmp_path / "out") == {}
