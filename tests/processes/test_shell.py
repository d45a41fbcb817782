"""What the system does to a command: signals at any moment, streams that are closed or full, files on a full disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import SOLUTIONS
from tests.support.command import read, rna
from tests.support.processes import alive, descendants

if sys.platform != "linux":
    pytest.skip("made of what Linux offers", allow_module_level=True)

RNA = [sys.executable, "-m", "grader"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with an answer to a unit, and a class of three."""
    (tmp_path / "exercises").mkdir()
    shutil.copy(SOLUTIONS / "tensors.py", tmp_path / "exercises")
    for number in range(3):
        (tmp_path / "class" / f"s{number}").mkdir(parents=True)
        source = f"import numpy as np\n\n\ndef rank(tensor):\n    return np.ndim(tensor) + {number} * 0\n"
        (tmp_path / "class" / f"s{number}" / "tensors.py").write_text(source, encoding="utf-8")
    return tmp_path


# -- signals -------------------------------------------------------------------------------------

COMMANDS = {
    "grade": (["grade", "tensors", "--fresh"], "rna: interrumpido"),
    "watch": (["watch"], "rna: "),
    "class": (["class", "class", "--only", "tensors.rank", "--output", "out"], "rna: interrumpido"),
}


def interrupted(command: str, number: int, after: float, project: Path) -> str:
    """Send a signal, twice, to a command's process group at some moment; what is wrong with how it ends, "" if nothing.

    The interpreter hears signals before any of the kit's code is there: it is waited for.
    """
    arguments, words = COMMANDS[command]
    (temporary := project / "tmp").mkdir(exist_ok=True)
    code = "import os; os.write(1, b'!'); import runpy; runpy.run_module('grader', run_name='__main__', alter_sys=True)"
    with subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'rna'; " + code, *arguments], cwd=project,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONUTF8": "1"},
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.read(1) == "!"
        time.sleep(0.05 + after)
        started = descendants(process.pid)
        for _ in range(2 if process.poll() is None else 0):
            os.killpg(process.pid, number)
        _, told = process.communicate(timeout=30)
    left = [pid for pid in started if alive(pid)], sorted(temporary.iterdir()), list(project.rglob("*.draft"))
    lines = [line for line in told.splitlines() if line.startswith("rna:") or "entrega" not in line]
    ended = process.returncode == 128 + number and len(lines) == 1 and lines[0].startswith(words)
    done = process.returncode in (0, 1) and not lines
    return "" if (ended or done) and not any(left) else f"{after}: {process.returncode}, {left}, {told}"


SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]
RARE = [signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGVTALRM, signal.SIGXCPU]
"""What batch systems, timers and limits send."""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_signal_ends_a_command_at_once(command: str, project: Path) -> None:
    """While its libraries are loaded, while its processes start, while they grade."""
    assert not list(filter(None, (interrupted(command, signal.SIGINT, after, project) for after in (0, 0.3, 1.2))))


@pytest.mark.parametrize("number", [pytest.param(each, marks=pytest.mark.proof) for each in RARE[1:]] + RARE[:1])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_signal_that_no_terminal_sends_ends_a_command_too(command: str, number: int, project: Path) -> None:
    assert not list(filter(None, (interrupted(command, number, after, project) for after in (0.1, 0.9))))


@pytest.mark.proof
@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_signal_ends_a_command_at_any_moment(command: str, number: int, project: Path) -> None:
    moments = (step * 0.11 for step in range(25))
    assert not list(filter(None, (interrupted(command, number, after, project) for after in moments)))


def test_a_signal_that_is_ignored_stays_so(project: Path) -> None:
    """As with nohup."""
    command = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *RNA, "grade", "tensors.rank"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, encoding="utf-8") as process:
        time.sleep(0.7)
        process.send_signal(signal.SIGHUP)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Puntuación: 1 de 1" in said


# -- streams -------------------------------------------------------------------------------------

CLOSED = ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"]


def in_shell(redirected: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command with a redirection of the shell's."""
    command = ["bash", "-c", f'"$@" {redirected}', "bash", *RNA, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=120)


@pytest.mark.parametrize("redirected", CLOSED)
def test_closed_streams_change_nothing(redirected: str, project: Path) -> None:
    """Neither the verdict nor what is written, of a grading and of what starts no process."""
    done = in_shell(redirected, "grade", "tensors.rank", "--json", "r.json", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert read(project / "r.json")["score"] == 1
    assert ("Puntuación: 1 de 1" in done.stdout) == (">&-" not in redirected.replace("2>&-", ""))
    for command, status in ((["progress"], 0), (["hint", "tensors.rank"], 0), (["--help"], 0), (["grade", "x"], 2)):
        done = in_shell(redirected, *command, cwd=project)
        assert done.returncode == status
        assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.proof
@pytest.mark.parametrize("redirected", CLOSED)
def test_closed_streams_change_no_class(redirected: str, project: Path) -> None:
    done = in_shell(redirected, "class", "class", "--only", "tensors.rank", "--output", "out", cwd=project)
    assert done.returncode == 0, done.stderr
    assert (project / "out" / "grades.csv").read_text(encoding="utf-8").count("graded") == 3


LONG = [["grade", "tensors.rank"], ["progress"], ["--help"], ["grade", "tensors.rank", "--format", "json"]]


@pytest.mark.parametrize("command", LONG, ids=" ".join)
def test_a_reader_that_has_gone_changes_nothing(command: list[str], project: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*RNA, *command], cwd=project, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", LONG, ids=" ".join)
def test_what_cannot_be_shown_is_told(command: list[str], project: Path) -> None:
    done = in_shell(">/dev/full", *command, cwd=project)
    assert done.returncode == 2
    assert done.stderr == "rna: no se ha podido escribir todo en la salida: no queda sitio en el disco\n"
    assert in_shell("2>/dev/full", *command, cwd=project).returncode == 0


def test_a_watch_that_nobody_reads_ends(project: Path) -> None:
    done = in_shell("| head -1", "watch", "tensors", cwd=project)
    assert done.stdout.startswith("Vigilando exercises")
    assert done.stderr == ""


# -- files ---------------------------------------------------------------------------------------


@contextlib.contextmanager
def full(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A small disk at ``folder``, to be filled."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nobody may mount a small disk here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path) -> None:
    with (disk / "fill").open("wb", buffering=0) as opened, contextlib.suppress(OSError):
        while True:
            opened.write(bytes(4096))


@pytest.mark.parametrize("options", [["--json", "disk/r.json"], ["--format", "html", "--output", "disk/r.json"]])
def test_a_full_disk_costs_the_file_alone(options: list[str], project: Path) -> None:
    """The verdict is shown, the earlier report stays, one line tells; nothing else is left."""
    with full(project / "disk", 64) as disk:
        (disk / "r.json").write_text("antes", encoding="utf-8")
        fill(disk)
        done = rna("grade", "tensors.rank", *options, cwd=project)
        assert done.returncode == 2
        assert "Puntuación: 1 de 1" in done.stdout
        assert done.stderr == "rna: no se ha podido escribir «disk/r.json»: no queda sitio en el disco\n"
        assert (disk / "r.json").read_text(encoding="utf-8") == "antes"
        assert {each.name for each in disk.iterdir()} == {"fill", "r.json"}


@pytest.mark.proof
def test_a_full_disk_costs_a_class_nothing_that_was_there(project: Path) -> None:
    terms = ["class", "class", "--only", "tensors.rank", "--output", "disk/out"]
    with full(project / "disk", 400) as disk:
        assert rna(*terms, cwd=project).returncode == 0
        table = (disk / "out" / "grades.csv").read_bytes()
        fill(disk)
        (project / "class" / "s1" / "tensors.py").write_text("def rank(tensor):\n    return 0\n", encoding="utf-8")
        done = rna(*terms, cwd=project)
        assert done.returncode == 2
        (line,) = (line for line in done.stderr.splitlines() if line.startswith("rna: "))
        assert "mira si queda sitio en el disco" in line or "no queda sitio" in line
        assert "Traceback" not in done.stderr
        assert (disk / "out" / "grades.csv").read_bytes() == table
        (disk / "fill").unlink()
        assert rna(*terms, cwd=project).returncode == 1


def test_a_limit_on_files_is_told(project: Path) -> None:
    command = [
        "bash",
        "-c",
        'ulimit -f 1; exec "$@"',
        "bash",
        *RNA,
        "report",
        "r.json",
        "--output",
        "x",
        "--format",
        "html",
    ]
    rna("grade", "tensors.rank", "--json", "r.json", cwd=project)
    done = subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, (project / "x").exists()) == (2, False)
    assert "Puntuación: 1 de 1" in done.stdout
    assert done.stderr.startswith("rna: no se ha podido escribir «x»: ocuparía más de lo que el sistema te deja")


def test_a_file_is_written_where_it_is(project: Path) -> None:
    """A link stays one, a device no file; who may read a file stays as it was."""
    (project / "real.json").write_text("antes", encoding="utf-8")
    (project / "real.json").chmod(0o600)
    (project / "link.json").symlink_to("real.json")
    assert rna("grade", "tensors.rank", "--json", "link.json", cwd=project).returncode == 0
    assert (project / "link.json").is_symlink()
    assert read(project / "real.json")["score"] == 1
    assert (project / "real.json").stat().st_mode & 0o777 == 0o600
    for name in ("/dev/null", "/dev/stdout"):
        done = rna("grade", "tensors.rank", "--json", name, cwd=project)
        assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.index("Puntuación: 1 de 1") < done.stdout.index('"rna/report/v1"')
    assert Path("/dev/null").is_char_device()


# -- places --------------------------------------------------------------------------------------


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    for command in ("grade", "progress", "hint tensors.rank", "watch", "class x", "template x"):
        script = f'mkdir gone; cd gone; rmdir "$PWD"; exec "$@" {command}'
        done = subprocess.run(
            ["bash", "-c", script, "bash", *RNA], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "rna: la carpeta en la que estás ya no existe: entra en otra con `cd`\n"


def at_home(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command where verdicts are remembered, unlike in CI."""
    around = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS")}
    return subprocess.run([*RNA, *arguments], cwd=cwd, env={**around, **environment}, capture_output=True, check=False)


NO_HOMES = [{"HOME": "/nowhere"}, {"HOME": ""}, {"HOME": "x"}, {"XDG_CACHE_HOME": "x"}, {"TMPDIR": "/nowhere"}]


@pytest.mark.parametrize("environment", NO_HOMES, ids=str)
def test_the_users_own_places_may_be_none(environment: dict[str, str], project: Path) -> None:
    """And nothing is made in the present folder instead."""
    before = {each.name for each in project.iterdir()}
    done = at_home("grade", "tensors.rank", cwd=project, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {each.name for each in project.iterdir()} == before


def test_a_file_that_python_has_taken_for_one_of_its_modules_is_named(project: Path) -> None:
    """Before the first line of ours; all others of such names are of no effect."""
    (project / "colorsys.py").touch()
    (project / "json.py").write_text("1/0", encoding="utf-8")
    done = rna("grade", "tensors.rank", cwd=project, PYTHONPATH=str(project))
    assert (done.returncode, done.stderr) == (0, "")
    (project / "sitecustomize.py").write_text("import colorsys", encoding="utf-8")
    done = rna("grade", "tensors.rank", cwd=project, PYTHONPATH=str(project))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert f"«{project / 'colorsys.py'}» tapa un módulo de Python" in line


# -- names and texts -----------------------------------------------------------------------------

LATIN = os.fsdecode(b"a\xf1o")
"""A name that is no UTF-8."""


def test_names_that_are_no_text(project: Path) -> None:
    """Of the folder, of a file beside the modules, of what is written."""
    (folder := project / LATIN).mkdir()
    (project / "exercises").rename(folder / "exercises")
    (folder / "exercises" / f"{LATIN}.py").touch()
    for _ in range(2):  # the second time from the cache
        done = at_home("grade", "tensors.rank", "--json", f"{LATIN}.json", cwd=folder)
        assert (done.returncode, done.stderr) == (0, b"")
    assert read(folder / f"{LATIN}.json")["score"] == 1
    for command in (["progress"], ["hint", "tensors.rank"], ["report", f"{LATIN}.json"]):
        done = rna(*command, cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")
    for command in (
        ["grade", LATIN],
        ["report", LATIN],
        ["class", f"{LATIN}x"],
        ["grade", "--submission", f"{LATIN}x"],
    ):
        done = rna(*command, cwd=project)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert "a\ufffdo" in done.stderr


@pytest.mark.proof
def test_names_of_submissions_that_are_no_text(project: Path) -> None:
    (project / "class" / "s1").rename(project / "class" / LATIN)
    done = rna("class", "class", "--only", "tensors.rank", "--output", LATIN, cwd=project)
    assert done.returncode == 0, done.stderr
    assert '"a\ufffdo","graded",1.0' in (project / LATIN / "grades.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "cp437", "iso8859-15"])
def test_an_output_that_does_not_have_every_sign(encoding: str, project: Path) -> None:
    """Marks, bars and letters have others in their place, and none is a question mark."""
    (project / "exercises" / "activations.py").write_text("def relu(z):\n    return abs(z)\n", encoding="utf-8")
    for command in (["grade", "tensors.rank", "activations"], ["progress"], ["grade", "nada"], ["hint", "losses.mse"]):
        done = subprocess.run(
            [*RNA, *command],
            cwd=project,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
        shown = (done.stdout + done.stderr).decode(encoding)
        assert "?" not in shown.replace("¿Sin ideas?", "").replace("Sin ideas?", "").replace("verlo?", "")
        assert "Traceback" not in shown
        if command[-1] == "activations":
            assert "x activations.relu  ReLU: no cumple, 0/1" in shown
            assert "8/8" in shown or "1/1 punto" in shown
            assert ("####" if encoding != "cp437" else "████") in shown


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_report_that_windows_has_written_again(encoding: str, project: Path) -> None:
    """As PowerShell's `>` does."""
    rna("grade", "tensors.rank", "--json", "r.json", cwd=project)
    text = (project / "r.json").read_text(encoding="utf-8")
    (project / "again.json").write_text(text.replace("\n", "\r\n"), encoding=encoding, newline="")
    done = rna("report", "again.json", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Puntuación: 1 de 1" in done.stdout
