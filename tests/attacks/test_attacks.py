"""Nothing that a submission does earns it a point, harms its host, or spoils the grading of the next one."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import jsonschema
import pytest

import grader
from grader.boundary import sandbox
from grader.curriculum import catalog
from grader.report import EXERCISE_STATUSES, ExerciseResult
from grader.submission import modules
from grader.verdict.events import Event, GraderFailed
from grader.verdict.grading import CAN_FORK, Grading
from tests.support import ROOT, SOLUTIONS, checkers
from tests.support.attacks import TOOLBOX, Attack, attacks
from tests.support.command import SCHEMA
from tests.support.processes import command_line, descendants, kill, measure_the_peak_anew, memory, survivors

LIMIT = 300.0
"""Seconds that an attack may take: an exercise's code has sixty in all, a single call ten, and others run beside it."""
MEMORY = 2 * 2**30
"""Bytes that an attack may make a trusted process use."""

SECRET = "an-access-token-of-the-teacher"  # noqa: S105 - it gives access to nothing

VERDICTS = {status for status in EXERCISE_STATUSES if status not in ("passed", "not_graded")}
"""What an attack may be told. Not "not_graded", which would take the exercise out of the total."""

ATTACKS = attacks()

SETTINGS = {
    "closed": sandbox.LAYERS,
    "no_namespaces": tuple(name for name in sandbox.LAYERS if name != "namespaces"),
    "open": sandbox.ALWAYS,
}
"""The layers that workers take. Others can be asked for by their names: privileges+seccomp."""
ASKED = os.environ.get("RNA_ATTACKS_IN", "closed open").split()
"""By tools/prove/attacks.py, in all settings and against what people install. As shipped and bare, unless told."""

QUICK = (
    "equals_everything", "exit_in_call", "forged_events", "frame_flood", "patched_ndarray", "pickled_result",
    "replaced_host", "saved_file_runs_code", "segmentation_fault", "solutions_by_path",
    "hooks_in_conftest", "killed_checker", "secrets_of_the_environment",
)  # fmt: skip
"""Some of each kind, none of which waits for a limit; the rest is proof."""


KNOWN_LIMIT = pytest.mark.xfail(reason="SECURITY.md, known limits", raises=AssertionError, strict=True)


def _cases(cases: Iterable[Any], quick: Container[str]) -> list[Any]:
    """Parameters of a test: each case in each setting. What is not as shipped is proof."""

    def case_in(setting: str, case: Any) -> Any:
        marks = [] if setting == "closed" and str(case) in quick else [pytest.mark.proof]
        marks += [KNOWN_LIMIT] if isinstance(case, Attack) and case.is_known_limit else []
        return pytest.param(setting, case, id=f"{setting}-{case}", marks=marks)

    return [case_in(setting, case) for setting in ASKED for case in cases]


def _through(grader: str) -> Any:
    return pytest.mark.parametrize(
        ("setting", "attack"), _cases([attack for attack in ATTACKS if attack.through == grader], QUICK)
    )


LINUX = pytest.mark.skipif(not CAN_FORK, reason="made of what Linux offers")

Result = TypeVar("Result")


GradingIn = Callable[[str], Grading]


@pytest.fixture(scope="module")
def grading_in(request: pytest.FixtureRequest) -> Iterator[GradingIn]:
    """The warm grader of a setting."""
    with contextlib.ExitStack() as opened:

        @functools.cache
        def grading_in(setting: str) -> Grading:
            units = {unit.id for unit in catalog.units()}
            grading: Grading = (
                request.getfixturevalue("grading")
                if setting == "closed"
                else opened.enter_context(Grading(units, jobs=1, layers=_layers(setting)))
            )
            # After this all its processes are there: what comes later is an attack's.
            grading.grade(modules(SOLUTIONS), catalog.select(["tensors.rank", "keras_models.count_parameters"]), 7)
            return grading

        yield grading_in


def _layers(setting: str) -> tuple[str, ...]:
    return SETTINGS.get(setting) or tuple(setting.split("+"))


@functools.cache
def _offered() -> frozenset[str]:
    return frozenset(sandbox.offered())


def _skip_if_not_promised(attack: Attack, setting: str, tmp_path: Path) -> None:
    """Where a tool asks, it is tried all the same: an attack that succeeds nowhere would prove nothing."""
    missing = attack.needs - (_offered() & set(_layers(setting)))
    if not missing:
        return
    told = f"not promised without {', '.join(sorted(missing))}"
    if "RNA_ATTACKS_IN" in os.environ and attack.shows:
        with Grading({attack.unit}, jobs=1, layers=_layers(setting)) as grading:
            result = _graded(grading, attack.stage(tmp_path / "tried"), attack.target)
            _remove_ipc()
        told += ": succeeds" if result.score else ": fails"
    pytest.skip(told)


# -- the attacks -------------------------------------------------------------------------------


def test_enough_attacks() -> None:
    """Each has a target of the catalog, an intent, and a name of its own."""
    known = {exercise.id for exercise in catalog.exercises()}
    assert {attack.name for attack in ATTACKS if attack.target not in known} == set()
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 310


@pytest.mark.skipif("RNA_ATTACKS_IN" not in os.environ, reason="for what is installed")
def test_what_is_attacked_is_what_is_installed() -> None:
    assert Path(grader.__file__).is_relative_to(sysconfig.get_path("purelib"))


@_through("grader")
def test_attack(setting: str, attack: Attack, grading_in: GradingIn, tmp_path: Path) -> None:
    """Through a warm grader, which must be as good as new for the next submission."""
    _skip_if_not_promised(attack, setting, tmp_path)
    grading = grading_in(setting)
    submission = attack.stage(tmp_path / "submission")
    with _nothing_left(submission), _modest_checkers():
        told: list[Event] = []
        exercises = catalog.select([attack.target])
        report = _within(LIMIT, lambda: grading.grade(modules(submission), exercises, 7, told.append))
        assert not [event for event in told if isinstance(event, GraderFailed)]
        jsonschema.validate(json.loads(report.to_json()), SCHEMA)
        _assert_withstood(json.loads(report.to_json()))
    _assert_alive(grading)


@_through("command")
def test_attack_through_the_command(setting: str, attack: Attack, tmp_path: Path) -> None:
    """Through ``python -m grader grade``, started inside the submission's folder."""
    _skip_if_not_promised(attack, setting, tmp_path)
    submission = attack.stage(tmp_path / "submission")
    with _nothing_left(submission):
        told = _grade_by_command(attack.target, submission, tmp_path / "report.json", _program(setting))
        _assert_withstood(_read(tmp_path / "report.json"))
        assert SECRET not in told + (tmp_path / "report.json").read_text(encoding="utf-8")
        assert "customised" not in told
        _assert_harmless(told)


def _program(setting: str) -> tuple[str, ...]:
    """What Python is told before ``-m grader``, for workers of a setting."""
    if setting == "closed":
        return ()
    if not CAN_FORK:
        pytest.skip("made of what Linux offers")
    return checkers.command(_layers(setting))


HONEST = 4
"""Neighbours of an attack in a class, and more than are graded at a time."""


@LINUX
@_through("class")
def test_attack_in_a_class(setting: str, attack: Attack, tmp_path: Path) -> None:
    """Among honest neighbours, of whom each gets what is due to them, at once with it and after it."""
    _skip_if_not_promised(attack, setting, tmp_path)
    course, report = tmp_path / "class", tmp_path / "out" / "reports"
    submission = attack.stage(course / "a_attack")
    for number in range(HONEST):
        honest = (SOLUTIONS / f"{attack.unit}.py").read_text(encoding="utf-8")
        (course / f"b_honest_{number}").mkdir()
        (course / f"b_honest_{number}" / f"{attack.unit}.py").write_text(f"{honest}# {number}\n", encoding="utf-8")
    with _nothing_left(submission):
        arguments = ("class", str(course), "--output", str(tmp_path / "out"), "--only", attack.target, "--jobs", "2")
        _run(_program(setting), arguments, course, tmp_path, expected=1)
        _assert_withstood(_read(report / "a_attack.json"))
        for number in range(HONEST):
            (exercise,) = _read(report / f"b_honest_{number}.json")["exercises"]
            assert exercise["status"] == "passed", exercise


def _assert_withstood(report: dict[str, Any]) -> None:
    (exercise,) = report["exercises"]
    messages = [f"{check['name']}: {check['message']}"[:300] for check in exercise["checks"]]
    assert exercise["score"] == 0, messages
    assert exercise["status"] in VERDICTS, messages
    assert report["score"] == 0
    assert report["max_score"] == exercise["points"], "the exercise counts"


def _assert_harmless(told: str) -> None:
    """The text is none that a terminal or the log of a CI service obeys."""
    assert not [char for char in told if not char.isprintable() and char != "\n"]
    # GitHub's runner takes a line for a command also where blanks precede it.
    assert not [line for line in told.splitlines() if line.strip().startswith(("::", "##["))]


def _assert_alive(grading: Grading) -> None:
    """A right answer still gets its points."""
    (result,) = _within(LIMIT, lambda: grading.grade(modules(SOLUTIONS), catalog.select(["tensors.rank"]), 7)).exercises
    assert result.passed, result


# -- what attacks are made of ------------------------------------------------------------------

_IN_THE_WORKER = "import sys\nimport numpy as np\nhost = sys.modules['grader.untrusted.module_host']\n"
_FALSE_RELU = "def relu(z):\n    z += 1\n    return z\n"
_NO_CHANGES = "host._changed = lambda before, after: {}\n"

MEANS = {
    "frames of the toolbox": (
        "tensors.rank",
        """
import toolbox

def levels(value):
    kind, *rest = value if isinstance(value, list) else ["number"]
    return len(rest[1]) if kind == "array" else 1 + levels(rest[0][0]) if kind == "list" else 0

def reply(message):
    right = [toolbox.outcome(levels(arguments[1][0])) for _, arguments, _ in toolbox.calls(message)]
    return toolbox.answers(message["id"], right)

toolbox.serve(reply)
""",
    ),
    "ModuleHost.call": (
        "activations.relu",
        f"""{_IN_THE_WORKER}
from grader.boundary.outcomes import Outcome
host.ModuleHost.call = lambda self, call: Outcome(np.maximum(call.arguments[0], 0))
{_FALSE_RELU}""",
    ),
    "plain": (
        "activations.relu",
        f"""{_IN_THE_WORKER}
def plain(value, *rest):
    around = sys._getframe(1).f_locals
    return np.maximum(around["arguments"][0], 0) if "given" in around else value
host.plain = plain
{_NO_CHANGES}{_FALSE_RELU}""",
    ),
    "_changed": (
        "activations.relu",
        f"{_IN_THE_WORKER}{_NO_CHANGES}def relu(z):\n    z[z < 0] = 0\n    return z\n",
    ),
    "_same": (
        "activations.relu",
        f"{_IN_THE_WORKER}host._same = lambda old, new: True\ndef relu(z):\n    z[z < 0] = 0\n    return z\n",
    ),
}


@LINUX
@pytest.mark.parametrize(("exercise", "source"), MEANS.values(), ids=MEANS)
def test_means_reach_what_attacks_aim_at(exercise: str, source: str, grading: Grading, tmp_path: Path) -> None:
    """With a right answer put in by the means of some attacks a submission passes: they are refused for their answers,
    and not because the worker has changed and they no longer do anything."""
    (tmp_path / f"{exercise.partition('.')[0]}.py").write_text(source, encoding="utf-8")
    shutil.copyfile(TOOLBOX, tmp_path / TOOLBOX.name)
    result = _graded(grading, tmp_path, exercise)
    assert result.passed, result


# -- submissions that no repository can hold ---------------------------------------------------


def _fifo(folder: Path) -> None:
    os.mkfifo(folder / "activations.py")


def _link_to_the_solution(folder: Path) -> None:
    (folder / "activations.py").symlink_to(SOLUTIONS / "activations.py")


def _helper_that_is_a_link(folder: Path) -> None:
    (folder / "helper.py").symlink_to(SOLUTIONS / "activations.py")
    (folder / "activations.py").write_text("from exercises.helper import relu\n", encoding="utf-8")


def _endless_file(folder: Path) -> None:
    (folder / "activations.py").symlink_to("/dev/zero")


def _standard_input(folder: Path) -> None:
    (folder / "activations.py").symlink_to("/dev/stdin")


def _links_in_a_circle(folder: Path) -> None:
    (folder / "activations.py").symlink_to("activations.py")
    (folder / "losses.py").symlink_to("nowhere")


def _folder_of_that_name(folder: Path) -> None:
    (folder / "activations.py").mkdir()
    (folder / "exercises.py").mkdir()


def _names_that_are_no_text(folder: Path) -> None:
    for name in (b"\xff\xfe.py", b"new\nline.py", b"-c.py", b"activations.py ", b"\x1b[2J.py", b"a" * 250 + b".py"):
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_bytes(b"raise SystemExit(0)\n")
    (folder / "activations.py").write_bytes(b"import a\ndef relu(z):\n    return z * 0\n")


def _names_in_other_letters(folder: Path) -> None:
    right = "import numpy as np\ndef relu(z):\n    return np.maximum(z, 0)\n"
    for name in ("Activations.py", "activations.PY", "\u0430ctivations.py", "activations\u200b.py"):
        (folder / name).write_text(right, encoding="utf-8")
    (folder / "activations.py").write_text("def r\u0435lu(z):\n    return z.clip(0)\n", encoding="utf-8")


def _thousands_of_files(folder: Path) -> None:
    for number in range(3000):
        (folder / f"helper_{number}.py").write_text(f"import exercises.helper_{number + 1}\n", encoding="utf-8")
    (folder / "activations.py").write_text("import exercises.helper_0\n", encoding="utf-8")


def _large_file(folder: Path) -> None:
    (folder / "activations.py").write_bytes(b"# " + b"x" * 30_000_000 + b"\ndef relu(z):\n    return z * 0\n")


def _nested_source(folder: Path) -> None:
    deep = "(" * 50_000 + ")" * 50_000
    (folder / "activations.py").write_text(f"def relu(z):\n    return z * 0\nx = {deep}\n", encoding="utf-8")


def _source_of_many_statements(folder: Path) -> None:
    source = "def relu(z):\n    return z * 0\n" + "x = (\n" * 60_000
    (folder / "activations.py").write_text(source, encoding="utf-8")


def _source_in_utf_16(folder: Path) -> None:
    (folder / "activations.py").write_bytes("def relu(z):\n    return z * 0\n".encode("utf-16"))


def _source_in_no_encoding(folder: Path) -> None:
    (folder / "activations.py").write_bytes(b"# -*- coding: rot13 -*-\nqrs eryh(m):\n    erghea m * 0\n")


SUBMISSIONS: dict[str, Callable[[Path], None]] = {
    build.__name__.strip("_"): build
    for build in (
        _fifo, _link_to_the_solution, _helper_that_is_a_link, _endless_file, _standard_input,
        _links_in_a_circle, _folder_of_that_name, _names_that_are_no_text, _names_in_other_letters,
        _thousands_of_files, _large_file, _nested_source, _source_of_many_statements, _source_in_utf_16,
        _source_in_no_encoding,
    )
}  # fmt: skip


@LINUX
@pytest.mark.parametrize(("setting", "odd"), _cases(SUBMISSIONS, ["link_to_the_solution"]))
def test_odd_submission(setting: str, odd: str, tmp_path: Path) -> None:
    """Links, pipes, names and encodings: none is followed, waited for or stumbled over."""
    submission = tmp_path / "submission"
    submission.mkdir()
    SUBMISSIONS[odd](submission)
    with _nothing_left(submission):
        told = _grade_by_command("activations.relu", submission, tmp_path / "report.json", _program(setting))
        _assert_withstood(_read(tmp_path / "report.json"))
        _assert_harmless(told)


@LINUX
@pytest.mark.parametrize("setting", ASKED)
def test_a_folder_that_is_a_link_is_not_followed(setting: str, tmp_path: Path) -> None:
    submission = tmp_path / "submission"
    submission.mkdir()
    (submission / "exercises").symlink_to(SOLUTIONS)
    arguments = ("grade", "activations.relu", "--submission", ".", "--json", str(tmp_path / "report.json"))
    with _nothing_left(submission):
        told = _run(_program(setting), arguments, submission, tmp_path, expected=2)
    assert told.startswith("rna: «exercises» es un enlace")
    assert not (tmp_path / "report.json").exists()


# -- processes of the grader that die ----------------------------------------------------------


@LINUX
@pytest.mark.parametrize("role", ["launcher", "checker"])
def test_a_process_of_the_grader_is_killed(role: str, tmp_path: Path) -> None:
    """It is replaced, or what it graded is told as not graded; a wrong answer has no points by it."""
    (tmp_path / "activations.py").write_text("def relu(z):\n    return z * 0\n", encoding="utf-8")
    with _nothing_left(tmp_path):
        before = descendants()
        with Grading(units={"activations", "tensors"}, jobs=1) as grading:
            _assert_alive(grading)
            started = descendants() - before
            victims = [pid for pid in started if f"grader.verdict.{role}".encode() in command_line(pid)]
            assert victims, "the test knows whom to kill"
            for pid in victims:
                os.kill(pid, signal.SIGKILL)
            wrong = _graded(grading, tmp_path, "activations.relu")
            assert wrong.score == 0
            assert wrong.status in (*VERDICTS, "not_graded")
            right = _graded(grading, SOLUTIONS, "tensors.rank")
            assert right.status in ("passed", "not_graded")


def _graded(grading: Grading, folder: Path, exercise: str) -> ExerciseResult:
    return _within(LIMIT, lambda: grading.grade(modules(folder), catalog.select([exercise]), 7)).exercises[0]


# -- what is shown of a grading ----------------------------------------------------------------

SHOWN = """
import hashlib

def train_pima(X_train, y_train):
    raise ValueError(hashlib.sha256(X_train.tobytes() + y_train.tobytes()).hexdigest())
# {attempt}
"""


@LINUX
@pytest.mark.proof
def test_what_a_submission_is_shown_is_of_no_use_to_the_next(tmp_path: Path) -> None:
    """Neither its seed, which its report tells, nor its data, which it can tell itself, are those of another submission
    of the class, or of its own next one: weights made in between would fit."""
    seeds, data = [], []
    for attempt in range(2):
        for name in ("ana", "bea"):
            (tmp_path / "class" / name).mkdir(parents=True, exist_ok=True)
            source = SHOWN.format(attempt=f"{name} {attempt}")
            (tmp_path / "class" / name / "training.py").write_text(source, encoding="utf-8")
        arguments = ("class", "class", "--output", "out", "--only", "training.train_pima")
        (tmp_path / str(attempt)).mkdir()
        _run((), arguments, tmp_path, tmp_path / str(attempt), expected=1)
        for name in ("ana", "bea"):
            report = _read(tmp_path / "out" / "reports" / f"{name}.json")
            seeds.append(report["seed"])
            data += set(re.findall(r"\b[0-9a-f]{64}\b", json.dumps(report)))
    assert len(data) == 4, "each was shown data"
    assert len(set(data)) == 4
    assert len(set(seeds)) == 4


# -- running, watching and cleaning up ---------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def _orphans_come_here() -> Iterator[None]:
    """Whatever loses its parent becomes a child of this process (a subreaper), and so is found."""
    if not CAN_FORK:
        yield
        return
    set_child_subreaper = 36
    prctl = ctypes.CDLL(None).prctl
    prctl(set_child_subreaper, 1, 0, 0, 0)
    yield
    prctl(set_child_subreaper, 0, 0, 0, 0)


def _grade_by_command(exercise: str, submission: Path, report: Path, program: Sequence[str] = ()) -> str:
    """Run ``rna grade`` in the submission's folder; what it printed. It ends in time, with the status of a failure."""
    arguments = ("grade", exercise, "--submission", ".", "--json", str(report))
    return _run(program, arguments, submission, report.parent, expected=1)


def _run(program: Sequence[str], arguments: Sequence[str], cwd: Path, place: Path, expected: int) -> str:
    """Run ``rna``; what it printed. It ends in time and leaves no temporary files, which it makes in ``place``."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("NOX_", "PYTEST"))}
    temporary = place / "temporary"
    temporary.mkdir()
    environment |= {"PYTHONUTF8": "1", "TMPDIR": str(temporary), "RNA_ATTACK_SECRET": SECRET}
    with subprocess.Popen(
        [sys.executable, *program, "-m", "grader", *arguments],
        cwd=cwd, env=environment, start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        try:
            # Standard input stays open, as a terminal's: nobody may wait for it.
            with _ended_after(LIMIT, process):
                told = process.stdout.read() if process.stdout else ""
                status = process.wait()
        finally:
            process.kill()
    assert status == expected, f"exit status {status}: {told[-2000:]}"
    left = list(temporary.iterdir())
    _remove(temporary)
    assert not left, "temporary files are left"
    return told


def _remove(folder: Path) -> None:
    """Whatever an attack has made of it: too deep a folder for Python's own means, or one without rights."""
    for command in (["chmod", "-R", "u+rwx"], ["rm", "-rf", "--"]) if os.name == "posix" else ():
        subprocess.run([*command, folder], check=False, stderr=subprocess.DEVNULL)


@contextlib.contextmanager
def _ended_after(limit: float, process: subprocess.Popen[str]) -> Iterator[None]:
    """Kill the process and all below it if the body has not ended by then."""
    overdue = threading.Event()

    def end() -> None:
        overdue.set()
        kill({process.pid, *descendants(process.pid)})

    timer = threading.Timer(limit, end)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
    assert not overdue.is_set(), f"it had not ended after {limit:g} s"


def _within(limit: float, work: Callable[[], Result]) -> Result:
    """The result of ``work``; if it takes longer, the processes that it has started are ended."""
    before, results = descendants(), []
    thread = threading.Thread(target=lambda: results.append(work()), daemon=True)
    thread.start()
    thread.join(limit)
    in_time = not thread.is_alive()
    if not in_time:
        kill(descendants() - before)
        thread.join(10)
    assert in_time, f"it had not ended after {limit:g} s"
    return results[0]


@contextlib.contextmanager
def _modest_checkers() -> Iterator[None]:
    """The processes that make the verdict never grow by more than MEMORY."""
    checkers = [pid for pid in descendants() if b"grader.verdict.checker" in command_line(pid)]
    before = {pid: memory(pid, "VmRSS") for pid in checkers}
    for pid in checkers:
        measure_the_peak_anew(pid)
    yield
    for pid, used in before.items():
        grown = memory(pid, "VmHWM") - used
        assert grown < MEMORY, f"a checker needed {grown / 2**30:.1f} GB"


def _read(report: Path) -> dict[str, Any]:
    assert report.is_file(), "no report was written"
    tree: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    jsonschema.validate(tree, SCHEMA)
    return tree


@contextlib.contextmanager
def _nothing_left(submission: Path) -> Iterator[None]:
    """No process that was not there before, nothing where an attack could have left it, the submission and the kit as
    they were."""
    before, things, files, given = descendants(), _things(), _files(), _names(submission)
    try:
        yield
    finally:
        left = survivors(before)
        told = [f"{pid}: {command_line(pid).decode(errors='replace')}" for pid in left]
        kill(left)
        strange = _files() - files
        for file in strange:
            file.unlink(missing_ok=True)
        changed = sorted(map(str, _things() ^ things))
        _remove_ipc()
    assert not told, "processes are left"
    assert not strange, "files are left"
    assert not changed, "something of the kit or of the system is not as it was"
    assert _names(submission) == given


SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - looked at, not written to
"""Where the system keeps that of POSIX."""


def _files() -> set[Path]:
    """What an attack could leave in places that do not belong to it; it has a name that nothing else has."""
    package = Path(grader.__file__).parent
    folders = [ROOT, ROOT / "tests", package, package / "curriculum", Path.cwd(), Path.home(), SHARED_MEMORY]
    folders += [Path(tempfile.gettempdir()), Path(sysconfig.get_path("purelib"))]
    return {path for folder in folders for path in folder.glob("rna_attack_*")}


def _things() -> set[object]:
    """The kit's files as they are, and what else the system keeps that an attack could make."""
    keys = Path("/proc/keys")
    made = (
        [line for line in keys.read_text(errors="replace").splitlines() if "rna_attack" in line]
        if keys.is_file()
        else []
    )
    package = Path(grader.__file__).parent
    files = [path for path in (package, *package.rglob("*")) if "__pycache__" not in path.parts]
    return {*made, *_ipc(), *map(_state, files)}


def _ipc() -> set[tuple[str, int]]:
    """The memory, semaphores and queues of System V that an attack of this process has made (toolbox.ipc_key)."""
    found, ours = set(), {pid & 0xFFFF for pid in descendants()}
    for kind in ("shm", "sem", "msg"):
        with contextlib.suppress(FileNotFoundError):
            for line in (Path("/proc/sysvipc") / kind).read_text(encoding="ascii").splitlines()[1:]:
                key, number = map(int, line.split()[:2])
                if key >> 24 == 0x72 and key & 0xFFFF in ours:
                    found.add((kind, number))
    return found


def _remove_ipc() -> None:
    """What an attack left, so that the next is not blamed for it."""
    for kind, number in _ipc():
        arguments = (number, 0, 0) if kind == "sem" else (number, 0, None)
        getattr(ctypes.CDLL(None), f"{kind}ctl")(*arguments)


def _state(path: Path) -> tuple[object, ...]:
    """What a change of the file would show in; that Python keeps what it compiles in a folder is none."""
    now = path.stat()
    inside = () if path.is_dir() else (now.st_size, now.st_mtime_ns)
    extra = tuple(os.listxattr(path)) if hasattr(os, "listxattr") else ()
    return path, now.st_mode, now.st_uid, now.st_gid, *inside, extra


def _names(folder: Path) -> set[tuple[str, int]]:
    return {(path.relative_to(folder).as_posix(), path.lstat().st_mode) for path in (folder, *folder.rglob("*"))}
