"""A limit of the system leaves a right answer right, or nothing graded and the limit named: never a 0."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from grader.verdict.grading import CAN_FORK
from tests.support import SOLUTIONS, with_proof
from tests.support.command import read, rna

if not CAN_FORK:
    pytest.skip("limits of Linux", allow_module_level=True)

LIMITED = """
import os, resource, sys
from grader.verdict.limits import _threads_of_the_user
name, value, user, soft, *command = sys.argv[1:]
if int(user):
    os.setgroups([])
    os.setresuid(int(user), int(user), int(user))
taken = _threads_of_the_user() if name == "NPROC" else 0
limit = getattr(resource, f"RLIMIT_{name}")
most = resource.getrlimit(limit)[1] if soft else int(value) + taken
resource.setrlimit(limit, (int(value) + taken, most))
os.execv(command[0], command)
"""


def limited(
    name: str, value: int, *arguments: str | Path, user: int = 0, soft: bool = False, **environment: str
) -> subprocess.CompletedProcess[str]:
    """``rna`` under a hard limit, or a soft one alone, of so much (of processes: of so many more than there are)."""
    command = [sys.executable, "-c", LIMITED, name, str(value), str(user), "soft" * soft, sys.executable]
    return subprocess.run(
        [*command, "-P", "-m", "grader", *arguments], capture_output=True, encoding="utf-8", timeout=300, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


def _everybody_may_run_it() -> bool:
    folders = Path(sys.executable).resolve().parents
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in folders)


MB = 2**20

ENOUGH = {
    "CPU": 100, "FSIZE": 20_000 * 1024, "AS": 2000 * MB, "DATA": 600 * MB, "NOFILE": 64, "STACK": MB, "CORE": 0,
    "MEMLOCK": 0, "NPROC": 100,
}  # fmt: skip
"""Hard limits under which a unit of NumPy is graded."""

TOO_LOW = {
    "CPU": (3, "-t"), "AS": (300 * MB, "-v"), "DATA": (100 * MB, "-d"), "NOFILE": (18, "-n"), "STACK": (MB // 2, "-s"),
}  # fmt: skip
"""Those under which nothing is, and what a shell calls them."""

DEADLY = {"AS": (100 * MB, "-v"), "DATA": (50 * MB, "-d"), "NOFILE": (10, "-n"), "STACK": (MB // 16, "-s")}
"""Those under which the grader's own processes do not even start."""

ASKED = ("grade", "tensors.rank", "--fresh", "--submission", SOLUTIONS)


@pytest.mark.parametrize("name", with_proof(ENOUGH, {"CPU", "AS"}))
def test_a_right_answer_is_right_under_a_limit(name: str) -> None:
    done = limited(name, ENOUGH[name], *ASKED)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Puntuación: 1 de 1" in done.stdout


@pytest.mark.parametrize(
    ("name", "value", "flag"),
    [(name, *each) for name, each in TOO_LOW.items()]
    + [pytest.param(name, *each, marks=pytest.mark.proof) for name, each in DEADLY.items()],
)
def test_a_limit_that_is_too_low_is_named(name: str, value: int, flag: str) -> None:
    done = limited(name, value, *ASKED)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "límite demasiado bajo" in line
    assert f"(`ulimit {flag}`)" in line
    assert "Puntuación: 0 de 0" in done.stdout or not done.stdout, "not graded, and so no 0 of something"


SOFT = {"CPU": 1, "FSIZE": 0, "AS": 100 * MB, "DATA": 50 * MB, "NOFILE": 10, "STACK": 100 * 1024}


@pytest.mark.parametrize("name", with_proof(SOFT, {"FSIZE", "NOFILE"}))
def test_a_soft_limit_is_none(name: str) -> None:
    done = limited(name, SOFT[name], *ASKED, soft=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Puntuación: 1 de 1" in done.stdout


@pytest.mark.parametrize("command", [ASKED, ("doctor",)], ids=["grade", "doctor"])
def test_a_system_that_lets_nothing_be_written_is_not_taken_for_one_without_folders(command: tuple[str, ...]) -> None:
    done = limited("FSIZE", 0, *command)
    assert done.returncode == 2
    assert "(`ulimit -f`)" in done.stdout + done.stderr
    assert "TMPDIR" not in done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == (command == ASKED)


def test_a_limit_on_files_breaks_no_later_command(tmp_path: Path) -> None:
    """Python would keep its compiled modules, cut where the limit is."""
    done = limited("FSIZE", 1024, *ASKED, PYTHONPYCACHEPREFIX=str(tmp_path))
    assert done.returncode == 0, done.stderr
    for file in tmp_path.rglob("grader/**/*.pyc"):
        assert file.stat().st_size != 1024, "it is not whole"


def test_too_few_descriptors_for_a_class_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "class" / "ana").mkdir(parents=True)
    (tmp_path / "class" / "ana" / "tensors.py").write_bytes((SOLUTIONS / "tensors.py").read_bytes())
    (place := tmp_path / "tmp").mkdir()
    terms = ("class", tmp_path / "class", "--only", "tensors.rank", "--output", tmp_path / "out")
    done = limited("NOFILE", 10, *terms, TMPDIR=str(place))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "(`ulimit -n`)" in line
    assert list(place.iterdir()) == []


@pytest.mark.proof
def test_what_is_too_low_for_tensorflow_alone_leaves_the_rest_graded(tmp_path: Path) -> None:
    ids = ("tensors.rank", "keras_models.count_parameters", "keras_models.build_pima_model")
    report = tmp_path / "report.json"
    done = limited("AS", 1500 * MB, "grade", *ids, "--fresh", "--submission", SOLUTIONS, "--json", report)
    assert done.returncode == 2
    assert "(`ulimit -v`), y hacen falta 4096 MB" in done.stderr
    statuses = {each["id"]: each["status"] for each in read(report)["exercises"]}
    assert statuses == {ids[0]: "passed", ids[1]: "not_graded", ids[2]: "not_graded"}


@pytest.mark.proof
@pytest.mark.parametrize(("name", "value"), [("AS", 8_000_000 * 1024), ("CPU", 100), ("FSIZE", 20_000 * 1024)])
def test_keras_is_graded_under_a_limit(name: str, value: int) -> None:
    done = limited(name, value, "grade", "keras_models.build_pima_model", "--fresh", "--submission", SOLUTIONS)
    assert done.returncode == 0, done.stderr


@pytest.mark.proof
@pytest.mark.parametrize(("value", "status"), [(100, 0), (3, 2)])
def test_a_class_under_a_limit(value: int, status: int, tmp_path: Path) -> None:
    (tmp_path / "class" / "ana").mkdir(parents=True)
    (tmp_path / "class" / "ana" / "tensors.py").write_bytes((SOLUTIONS / "tensors.py").read_bytes())
    output = tmp_path / "out"
    done = limited("CPU", value, "class", tmp_path / "class", "--only", "tensors.rank", "--output", output)
    assert done.returncode == status, done.stderr
    grades = (output / "grades.csv").read_text(encoding="utf-8")
    assert ("not_gradable" in grades) == (status == 2)
    assert status == 0 or "(`ulimit -t`)" in done.stderr


BUSY = """
import resource, sys
from grader.boundary.outcomes import Call, Unjudged
from grader.verdict.processes import Launcher
from grader.verdict.worker_host import Limits, WorkerHost
from grader.verdict.worker_processes import Launchers
resource.setrlimit(resource.RLIMIT_CPU, (6, 6))
launcher = Launcher("numpy", 1) if sys.argv[1] == "forked" else None
controls = {"numpy": launcher.ends[0]} if launcher else {}
host = WorkerHost({"unit.py": b"def f():\\n    while True: pass\\n"}, "unit", Limits(120, 240), Launchers(controls))
try:
    host.call(Call("f", ()))
except Unjudged as error:
    print(error)
host.close()
if launcher:
    launcher.close()
"""


@pytest.mark.proof
@pytest.mark.parametrize("process", ["forked", "plain"])
def test_an_answer_that_the_system_ends_has_no_verdict(process: str) -> None:
    """It computes for longer than the system lets it, and not longer than the kit does."""
    command = [sys.executable, "-c", BUSY, process]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert "tiempo de procesador, 6 s (`ulimit -t`)" in done.stdout, done.stderr


@pytest.mark.parametrize(("name", "value", "flag"), [("CPU", 3, "-t"), ("AS", 300 * MB, "-v"), ("AS", 100 * MB, "-v")])
def test_the_doctor_tells_which_limit_is_in_the_way(name: str, value: int, flag: str) -> None:
    done = limited(name, value, "doctor")
    assert done.returncode == 2, done.stderr
    assert "no se puede corregir nada: este sistema pone un límite demasiado bajo" in done.stdout
    assert f"(`ulimit {flag}`)" in done.stdout
    assert "✗ landlock" not in done.stdout


def test_the_doctor_has_a_right_answer_graded() -> None:
    done = rna("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert "✓ una respuesta de prueba se corrige bien" in done.stdout


# -- a system that does not tell of its processes -----------------------------------------------

WITHOUT_PROC = 'umount -l /proc; exec "$@"'


def apart(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """``rna`` where bash has made something of the folders of the system, for this command alone."""
    command = ["unshare", "--mount", "bash", "-c", script, "bash", sys.executable, "-P", "-m", "grader", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)


def _may_mount() -> bool:
    return not os.getuid() and not subprocess.run(["unshare", "--mount", "true"], check=False).returncode


@pytest.mark.skipif(not _may_mount(), reason="only root takes /proc away")
def test_without_proc_numpy_is_graded(tmp_path: Path) -> None:
    """What TensorFlow needs it for is not there: no answer is blamed."""
    ids = ("tensors.rank", "keras_models.build_pima_model")
    report = tmp_path / "report.json"
    done = apart(WITHOUT_PROC, "grade", *ids, "--fresh", "--submission", SOLUTIONS, "--json", report)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "no tiene `/proc`" in line
    assert [each["status"] for each in read(report)["exercises"]] == ["passed", "not_graded"]
    done = apart(WITHOUT_PROC, "doctor")
    assert (done.returncode, done.stderr) == (2, "")
    assert "✗ `/proc`: sin él nadie vigila la memoria" in done.stdout


@pytest.mark.skipif(not os.getuid() and not _everybody_may_run_it(), reason="root has no such limit")
@pytest.mark.parametrize(("more", "status"), [(3, 2), (9, 0)])
def test_few_processes_and_threads(more: int, status: int) -> None:
    """Fewer processes than there are cores, or one line."""
    done = limited("NPROC", more, *ASKED, user=os.getuid() or 65534)
    assert done.returncode == status, done.stderr
    assert len(done.stderr.splitlines()) == (status == 2)
    assert status == 0 or "(`ulimit -u`)" in done.stderr
