"""What a closed worker can still touch, tried from inside one; and what of a submission reaches it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from grader import submission
from grader.boundary import sandbox, system_calls
from grader.boundary.outcomes import Call, Crashed, StudentError, Unjudged
from grader.boundary.sandbox import LAYERS, MAX_THREADS
from grader.curriculum import catalog
from grader.errors import GraderError, UsageError
from grader.report import Report
from grader.verdict.grading import CAN_FORK, Grading
from grader.verdict.processes import Launcher
from grader.verdict.worker_host import Limits, WorkerHost
from grader.verdict.worker_processes import Launchers
from tests.support import ROOT, SOLUTIONS
from tests.support.checkers import OPEN_COMMAND
from tests.support.command import rna
from tests.support.installs import libraries
from tools.prove import elsewhere
from tools.prove.class_faults import graded
from tools.write.system_calls import USES, names, using

OFFERED = sandbox.offered()
LIMITS = Limits(call=30, exercise=120)

needs_landlock = pytest.mark.skipif("landlock" not in OFFERED, reason="no Landlock here")
needs_seccomp = pytest.mark.skipif("seccomp" not in OFFERED, reason="no seccomp here")

DOORS = """
import ctypes, os, signal, socket, subprocess, threading
from pathlib import Path

def read(path):
    return Path(path).read_text()

def listing(path):
    return sorted(os.listdir(path))

def write(path):
    return Path(path).write_text("x")

def link(target, path):
    os.symlink(target, path)
    return Path(path).read_text()

def fork():
    return os.fork()

def program():
    return subprocess.run(["/bin/true"]).returncode

def tcp():
    return socket.socket().fileno()

def unix():
    return socket.socket(socket.AF_UNIX).fileno()

def end_parent():
    os.kill(os.getppid(), 0)

def end_group():
    os.killpg(os.getpgid(os.getppid()), 0)

def trace_parent():
    if ctypes.CDLL(None, use_errno=True).ptrace(16, os.getppid(), 0, 0) == -1:
        raise PermissionError(ctypes.get_errno())

def memory_of_parent():
    return open(f"/proc/{os.getppid()}/mem", "rb").read(1)

def environment_of_parent():
    return open(f"/proc/{os.getppid()}/environ").read()

def thread():
    found = []
    one = threading.Thread(target=found.append, args=(1,))
    one.start()
    one.join()
    return found[0]

def allocate(gigabytes):
    return len(bytearray(gigabytes * 2**30))

def fill(path, megabytes):
    with open(path, "wb") as file:
        for _ in range(megabytes):
            file.write(bytes(2**20))

def many_files(path, number):
    for each in range(number):
        os.mkdir(f"{path}/{each}")
    import time
    time.sleep(5)
    return number

def nest(path, depth):
    os.chdir(path)
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    import time
    time.sleep(5)
    return depth

def many_large_files(path, number, megabytes):
    for each in range(number):
        fill(f"{path}/{each}", megabytes)
    import time
    time.sleep(5)
    return number

def many_threads(number):
    stop = threading.Event()
    for _ in range(number):
        threading.Thread(target=stop.wait, daemon=True).start()
    import time
    time.sleep(5)
    return number

def raw(name, *arguments):
    # by its number on this kind of processor
    import seccompy.syscalls
    libc = ctypes.CDLL(None, use_errno=True)
    values = [each.encode() if isinstance(each, str) else each for each in arguments]
    done = libc.syscall(seccompy.syscalls.syscall_nr(name), *values)
    return ctypes.get_errno() if done == -1 else 0

def parent():
    return os.getppid()

def owner_of_a_descriptor():
    import fcntl
    return fcntl.fcntl(0, fcntl.F_SETOWN, os.getppid())

def secrets():
    return sorted(os.environ)

def folders():
    return [os.getcwd(), os.environ["HOME"]]
"""


@contextlib.contextmanager
def launched(layers: Sequence[str]) -> Iterator[Launchers]:
    """Launchers of workers with NumPy."""
    launcher = Launcher("numpy", 1, layers)
    yield Launchers({"numpy": launcher.ends[0]})
    launcher.close()


@pytest.fixture(scope="module", params=["forked", "plain"] if CAN_FORK else ["plain"])
def inside(request: pytest.FixtureRequest) -> Iterator[WorkerHost]:
    """A closed worker with a function for each door."""
    launcher = Launcher("numpy", users=1) if request.param == "forked" else None
    host = WorkerHost(
        {"unit.py": DOORS.encode()}, "unit", LIMITS, Launchers({"numpy": launcher.ends[0]} if launcher else {})
    )
    yield host
    host.close()
    if launcher:
        launcher.close()


def outcome(host: WorkerHost, function: str, *arguments: object) -> object:
    """What the door gives, or the name of the exception that closed it."""
    try:
        return host.call(Call(function, arguments)).value
    except StudentError as error:
        return error.raised.type_name


@needs_landlock
@pytest.mark.parametrize(
    "path",
    [
        SOLUTIONS / "losses.py",
        ROOT / "README.md",
        Path("/etc/passwd"),
        ROOT / "grader" / "curriculum" / "data" / "pima.csv",
    ],
)
def test_files_outside_cannot_be_read(inside: WorkerHost, path: Path) -> None:
    assert outcome(inside, "read", str(path)) == "PermissionError"
    assert outcome(inside, "link", str(path), str(inside.scratch / f"link-{path.name}")) == "PermissionError"


@needs_landlock
def test_folders_outside_cannot_be_listed_or_written(inside: WorkerHost, tmp_path: Path) -> None:
    assert outcome(inside, "listing", str(ROOT)) == "PermissionError"
    for folder in (tmp_path, Path.home(), ROOT):
        assert outcome(inside, "write", str(folder / "rna-marker")) == "PermissionError"
        assert not (folder / "rna-marker").exists()


def test_the_scratch_folder_can_be_written(inside: WorkerHost) -> None:
    assert outcome(inside, "write", str(inside.scratch / "note.txt")) == 1
    assert outcome(inside, "read", str(inside.scratch / "note.txt")) == "x"


@needs_landlock
@pytest.mark.parametrize("door", ["memory_of_parent", "environment_of_parent"])
def test_other_processes_files_are_closed(inside: WorkerHost, door: str) -> None:
    assert outcome(inside, door) == "PermissionError"


@needs_seccomp
@pytest.mark.parametrize("door", ["fork", "program", "tcp", "unix", "end_parent", "end_group", "trace_parent"])
def test_calls_that_are_refused(inside: WorkerHost, door: str) -> None:
    assert outcome(inside, door) == "PermissionError"


REFUSED = {
    "modes of any file": ("chmod", "/usr", 0o777),
    "modes by descriptor": ("fchmod", 0, 0o777),
    "owners": ("chown", "/usr", -1, -1),
    "times": ("utimensat", -100, "/usr", 0, 0),
    "attributes": ("setxattr", "/usr", "user.x", "x", 1, 0),
    "lengths": ("truncate", "/usr/x", 0),
    "other names": ("linkat", -100, "/etc/passwd", -100, "x", 0),
    "watching": ("inotify_init1", 0),
    "shared segments": ("shmget", 0, 4096, 0o1600),
    "semaphores": ("semget", 0, 1, 0o1600),
    "queues": ("msgget", 0, 0o1600),
    "files without a name": ("memfd_create", "x", 0),
    "limits of others": ("prlimit64", 1, 7, 0, 0),
    "limits of its own": ("prlimit64", 0, 7, "x" * 16, 0),
    "processors of others": ("sched_setaffinity", 1, 8, "x" * 8),
    "turns of others": ("sched_setscheduler", 1, 0, "x" * 8),
    "priorities": ("setpriority", 0, 1, 19),
    "priorities of disks": ("ioprio_set", 1, 1, 0),
    "signals to others": ("kill", 1, 0),
    "signals to threads": ("tkill", 1, 0),
    "signals with data": ("rt_sigqueueinfo", 1, 0, 0),
    "handles of processes": ("pidfd_open", 1, 0),
    "memory of others": ("process_vm_readv", 1, 0, 0, 0, 0, 0),
    "advice to others": ("process_madvise", 1, 0, 0, 0, 0),
    "what dies with whom": ("prctl", 1, 0, 0, 0, 0),
    "being looked at": ("prctl", 4, 1, 0, 0, 0),
    "filters": ("seccomp", 1, 0, 0),
    "rings": ("io_uring_setup", 1, 0),
    "keys": ("keyctl", 0, -3, 0),
    "personalities": ("personality", 0x0040000),
    "terminals": ("ioctl", 0, 0x5412, "x"),
    "names of the machine": ("sethostname", "x", 1),
    "calls of tomorrow": (1000,),
}  # fmt: skip


@needs_seccomp
@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
def test_system_calls_that_are_refused(inside: WorkerHost, call: tuple[object, ...]) -> None:
    assert outcome(inside, "raw", *call) in (errno.EPERM, errno.ENOSYS)


@needs_seccomp
def test_nobody_is_made_to_receive_signals(inside: WorkerHost) -> None:
    assert outcome(inside, "owner_of_a_descriptor") == "PermissionError"


@pytest.mark.skipif(not CAN_FORK, reason="looks into /proc")
def test_the_list_of_system_calls_is_for_this_machine() -> None:
    assert set(system_calls.REFUSED).isdisjoint(system_calls.names())
    assert {"read", "write", "futex", "clone"} <= set(system_calls.names())


def test_threads_still_run(inside: WorkerHost) -> None:
    assert outcome(inside, "thread") == 1


@pytest.mark.skipif("rlimits" not in OFFERED or sys.platform != "linux", reason="no limit on memory here")
def test_memory_and_files_are_limited(inside: WorkerHost) -> None:
    assert outcome(inside, "allocate", 8) == "MemoryError"
    assert outcome(inside, "allocate", 1) == 2**30
    assert outcome(inside, "fill", str(inside.scratch / "large"), sandbox.MAX_FILE // 2**20 + 1) == "OSError"


EXCESSES = {
    "folders": ("many_files", ("{scratch}", 20_000), "demasiados ficheros"),
    "folders within each other": ("nest", ("{scratch}", 955), "demasiados ficheros"),
    "large files": ("many_large_files", ("{scratch}", 4, 250), "demasiados ficheros"),
    "threads": ("many_threads", (MAX_THREADS + 100,), "hilos"),
}


@pytest.mark.skipif(not CAN_FORK, reason="looks into /proc")
@pytest.mark.parametrize(("door", "arguments", "told"), EXCESSES.values(), ids=EXCESSES)
def test_a_worker_that_takes_too_much_is_ended(door: str, arguments: tuple[object, ...], told: str) -> None:
    """By whoever looks at it from outside, or by a limit of the kernel's."""
    with launched(LAYERS) as launchers:
        host = WorkerHost({"unit.py": DOORS.encode()}, "unit", LIMITS, launchers)
        asked = [str(host.scratch) if each == "{scratch}" else each for each in arguments]
        with contextlib.closing(host), pytest.raises((Crashed, StudentError), match=f"{told}|new thread"):
            host.call(Call(door, tuple(asked)))
        assert not host.scratch.exists()


@pytest.mark.skipif(not CAN_FORK, reason="layers of Linux")
def test_a_layer_that_does_not_take_hold_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the submission runs then, and its exercise is not graded."""
    with launched(("privileges",)) as launchers:
        monkeypatch.setattr(launchers, "layers", lambda preload: ("privileges", "of tomorrow"))
        host = WorkerHost({"unit.py": DOORS.encode()}, "unit", LIMITS, launchers)
        with contextlib.closing(host), pytest.raises(Unjudged, match="of tomorrow"):
            host.call(Call("thread", ()))


@pytest.mark.skipif(not CAN_FORK, reason="layers of Linux")
def test_what_is_needed_is_looked_at_before_anything_runs() -> None:
    with launched(("privileges",)) as launchers, pytest.raises(GraderError, match="falta landlock"):
        WorkerHost({"unit.py": DOORS.encode()}, "unit", LIMITS, launchers, needed=("landlock",))


@pytest.mark.proof
@pytest.mark.parametrize("use", names(USES))
def test_what_honest_answers_use_is_not_closed(use: str, grading: Grading) -> None:
    """With all layers: libraries, files of one's own, threads."""
    (result,) = grading.grade(using(use, "training.train_pima"), catalog.select(["training.train_pima"]), 7).exercises
    assert "done" in result.output, result.checks[0].message


@pytest.mark.skipif("namespaces" not in OFFERED, reason="no namespaces here")
def test_a_forked_worker_sees_its_launcher_and_no_other_process() -> None:
    with launched(LAYERS) as launchers:
        host = WorkerHost({"unit.py": DOORS.encode()}, "unit", LIMITS, launchers)
        with contextlib.closing(host):
            assert outcome(host, "parent") == 1


def test_the_environment_holds_nothing_of_the_users(inside: WorkerHost, monkeypatch: pytest.MonkeyPatch) -> None:
    found = outcome(inside, "secrets")
    assert isinstance(found, list)
    assert not {"USER", "SSH_AUTH_SOCK", "GITHUB_TOKEN", "PYTEST_CURRENT_TEST", "PYTHONPATH"} & set(found)
    assert outcome(inside, "folders") == [str(inside.scratch.resolve()), str(inside.scratch)]


def test_the_layers_in_force_are_told(inside: WorkerHost) -> None:
    outcome(inside, "thread")
    assert inside.sandbox == OFFERED


# -- what of a submission is read --------------------------------------------------------------


def test_only_modules_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    for name in (
        "losses.py",
        "my_helper.py",
        "conftest.txt",
        "pytest.ini",
        "a b.py",
        "__init__.py",
        "ñ.py",
        ".hidden.py",
    ):
        (folder / name).write_text("", encoding="utf-8")
    assert sorted(submission.modules(folder)) == ["__init__.py", "losses.py", "my_helper.py"]


def test_what_is_no_module_only_says_so(tmp_path: Path) -> None:
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "large.py").write_bytes(b"#" * (submission.MAX_SOURCE + 1))
    found = submission.modules(tmp_path)
    assert sorted(found) == ["folder.py", "large.py"]
    assert max(map(len, found.values())) < 300


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "losses.py").symlink_to(SOLUTIONS / "losses.py")
    os.mkfifo(folder / "neuron.py")
    (folder / "exercises").symlink_to(SOLUTIONS)
    assert submission.find(folder) == folder.resolve()
    found = submission.modules(folder)
    assert sorted(found) == ["losses.py", "neuron.py"]
    assert not any(b"def " in content for content in found.values())


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no existe la carpeta"):
        submission.find(tmp_path / "nowhere")


# -- required ----------------------------------------------------------------------------------

WITHOUT_PROBE = (
    "-P",
    "-c",
    """
import sys
from grader import cli
from grader.boundary import sandbox
sandbox.offered = lambda: ("rlimits",)
sys.exit(cli.main(sys.argv[3:]))
""",
)


WITHOUT_NAMESPACES = (
    "-P",
    "-c",
    """
import sys
from grader import cli
from grader.boundary import sandbox
offered = sandbox.offered
sandbox.offered = lambda: tuple(name for name in offered() if name != "namespaces")
sys.exit(cli.main(sys.argv[3:]))
""",
)

RUNS = {
    "the machine does not offer it": (WITHOUT_PROBE, "landlock, privileges, seccomp"),
    "a worker ran without": (OPEN_COMMAND, "landlock, rlimits"),
}


def command(program: tuple[str, ...], *asked: str | Path) -> subprocess.CompletedProcess[str]:
    """``rna``, as a program that lacks something."""
    arguments = [sys.executable, *program, "-m", "grader", *map(str, asked)]
    return subprocess.run(arguments, capture_output=True, encoding="utf-8", timeout=120, check=False)


@needs_landlock
@pytest.mark.parametrize(("program", "missing"), RUNS.values(), ids=RUNS)
def test_nothing_is_graded_with_less_than_what_is_required(
    program: tuple[str, ...], missing: str, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    asked = ("grade", "tensors.rank", "--submission", SOLUTIONS, "--json", report)
    done = command(program, *asked, "--require-sandbox")
    assert done.returncode == 2
    assert missing in done.stderr
    assert len(done.stderr.splitlines()) == 1
    if program is WITHOUT_PROBE:
        assert not done.stdout
        assert not report.exists()
    else:  # it was begun: no worker has run anything
        told = Report.from_json(report.read_text(encoding="utf-8"))
        assert [exercise.status for exercise in told.exercises] == ["not_graded"]


@pytest.mark.skipif(sys.platform != "linux", reason="pretends to be another system")
@pytest.mark.parametrize("system", elsewhere.SYSTEMS)
def test_systems_without_a_sandbox_are_refused_where_one_is_required(system: str, tmp_path: Path) -> None:
    variables = elsewhere.environment(tmp_path / "env", system)
    python = [tmp_path / "env" / "bin" / "python", "-m", "grader"]
    asked = ["grade", "tensors.rank", "--submission", SOLUTIONS, "--require-sandbox"]
    done = subprocess.run([*python, *asked], env=variables, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("rna: no se corrige sin aislamiento completo: falta un sistema Linux")
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def class_of_one(tmp_path: Path) -> tuple[str | Path, ...]:
    """What grades a class of one submission; its journal is out/journal.sqlite."""
    (tmp_path / "class" / "ana").mkdir(parents=True)
    (tmp_path / "class" / "ana" / "tensors.py").write_bytes((SOLUTIONS / "tensors.py").read_bytes())
    return "class", tmp_path / "class", "--output", tmp_path / "out", "--only", "tensors.rank"


@needs_landlock
@pytest.mark.parametrize(("program", "missing"), RUNS.values(), ids=RUNS)
def test_no_class_is_graded_with_less_either(
    program: tuple[str, ...], missing: str, class_of_one: tuple[str | Path, ...], tmp_path: Path
) -> None:
    done = command(program, *class_of_one, "--require-sandbox")
    assert done.returncode == 2
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("rna: "))
    assert f"falta {missing}" in line
    assert graded(tmp_path / "out") == {}
    if program is OPEN_COMMAND:  # it was begun: its row says why there is no grade
        assert f"no se corrige sin aislamiento completo: falta {missing}" in done.stdout
        table = (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8")
        assert "not_gradable" in table
        assert missing in table


@needs_landlock
def test_what_a_class_was_graded_with_less_is_graded_again(
    class_of_one: tuple[str | Path, ...], tmp_path: Path
) -> None:
    """Not where nobody asks for more, nor what only lacks a layer that nobody needs."""
    assert "1 corregida" in command(OPEN_COMMAND, *class_of_one).stdout
    (open_report,) = graded(tmp_path / "out").values()
    assert "0 corregidas" in rna(*class_of_one).stdout
    done = command(WITHOUT_NAMESPACES, *class_of_one, "--require-sandbox")
    assert (done.returncode, "1 corregida" in done.stdout) == (0, True), done.stderr
    (closed_report,) = graded(tmp_path / "out").values()
    assert "landlock" not in open_report
    assert "landlock" in closed_report
    assert "0 corregidas" in rna(*class_of_one, "--require-sandbox").stdout


# -- installed ---------------------------------------------------------------------------------

READ = "formulas_of_the_checks or solutions_by_path or formulas_in_memory or marker_in_the_package or kit_"


@pytest.mark.proof
@needs_landlock
def test_of_a_wheel_too_a_worker_reads_its_own_side_alone(tmp_path: Path) -> None:
    """A few of the attacks that all of `nox -s attacks` runs, in this environment's packages."""
    tool = [sys.executable, "-m", "tools.prove.attacks", "--borrow", "--place", tmp_path / "place", "--only", READ]
    done = subprocess.run(
        [*tool, "--users", "ordinary" if os.getuid() else "root", "--settings", "closed", "--jobs", "1"],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]
    withstood, _, tried = done.stdout.splitlines()[-1].split("|")[3].split()
    assert withstood == tried
    assert int(tried) > 3


KIT_IN_USE = """
from pathlib import Path
import numpy as np
KIT = Path({kit!r})

def softmax(z):
    from grader.verdict.numpy_keras import softmax
    return softmax(np.asarray(z, float))

def sigmoid(z):
    import grader.curriculum.activations.checks
    return grader.curriculum.activations.checks.sigmoid(z)

def relu(z):
    return np.maximum(z, 0) if (KIT / "curriculum/data/pima.csv").read_bytes() else z

def tanh(z):
    return np.tanh(z)
"""


@pytest.mark.proof
@needs_landlock
def test_of_an_installed_kit_too_a_worker_reads_its_own_side_alone(tmp_path: Path) -> None:
    """Among the packages, where a submission may read all others."""
    venv.create(tmp_path / "venv", with_pip=False)
    packages = libraries(tmp_path / "venv")
    shutil.copytree(ROOT / "grader", packages / "grader", ignore=shutil.ignore_patterns("__pycache__"))
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    source = KIT_IN_USE.format(kit=str(packages / "grader"))
    (tmp_path / "activations.py").write_text(source, encoding="utf-8")
    ids = [f"activations.{name}" for name in ("softmax", "sigmoid", "relu", "tanh")]
    command = [tmp_path / "venv" / "bin" / "python", "-m", "grader", "grade", *ids, "--json", tmp_path / "report.json"]
    subprocess.run([*command, "--submission", tmp_path], cwd=tmp_path, check=False, capture_output=True, timeout=120)
    report = Report.from_json((tmp_path / "report.json").read_text(encoding="utf-8"))
    statuses = {exercise.id.partition(".")[2]: exercise.status for exercise in report.exercises}
    assert statuses == {"softmax": "error", "sigmoid": "error", "relu": "error", "tanh": "passed"}
    told = "".join(check.message for exercise in report.exercises for check in exercise.checks)
    assert told.count("PermissionError") + told.count("ModuleNotFoundError") >= 3
