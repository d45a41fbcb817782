"""Nothing that a submission does earns it a point, harms its host, or spoils the grading of the next one."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from tests.support import ROOT, SOLUTIONS, with_proof
from tests.support.attacks import TOOLBOX, Attack, attacks
from tests.support.checkers import OPEN_COMMAND
from tests.support.command import SCHEMA
from tests.support.processes import command_line, descendants, kill, measure_the_peak_anew, memory, survivors

LIMIT = 75.0
"""Seconds that an attack may take: what an exercise's code is given in all, and some more. A single call has ten."""
MEMORY = 2 * 2**30
"""Bytes that an attack may make a trusted process use."""
PATIENCE = 20.0
"""The same where the attack is known to need the sandbox, and there is none."""

SECRET = "an-access-token-of-the-teacher"  # noqa: S105 - it gives access to nothing

VERDICTS = {status for status in EXERCISE_STATUSES if status not in ("passed", "not_graded")}
"""What an attack may be told. Not "not_graded", which would take the exercise out of the total."""

ATTACKS = attacks()
WARM = [attack for attack in ATTACKS if not attack.through_command]
COMMAND = [attack for attack in ATTACKS if attack.through_command]

QUICK = (
    "equals_everything", "exit_in_call", "forged_events", "frame_flood", "patched_ndarray", "pickled_result",
    "replaced_host", "saved_file_runs_code", "segmentation_fault", "solutions_by_path",
    "hooks_in_conftest", "killed_checker", "secrets_of_the_environment",
)  # fmt: skip
"""Some of each kind, none of which waits for a limit; the rest is proof."""


def _with_proof(attacks: Iterable[Attack]) -> list[Any]:
    attacks = list(attacks)
    return with_proof(attacks, [attack for attack in attacks if attack.name in QUICK])


LINUX = pytest.mark.skipif(not CAN_FORK, reason="made of what Linux offers")

Result = TypeVar("Result")


@functools.cache
def sandboxed() -> bool:
    """Whether this machine has the sandbox that some attacks are only withstood by."""
    return {"landlock", "seccomp"} <= set(sandbox.offered())


@pytest.fixture(scope="module")
def open_grading() -> Iterator[Grading]:
    """As ``grading``, without the sandbox."""
    units = {unit.id for unit in catalog.units()}
    with Grading(units=units, jobs=1, layers=sandbox.ALWAYS) as opened:
        yield opened


# -- the attacks -------------------------------------------------------------------------------


def test_enough_attacks() -> None:
    """Each has a target of the catalog, an intent, and a name of its own."""
    known = {exercise.id for exercise in catalog.exercises()}
    assert {attack.name for attack in ATTACKS if attack.target not in known} == set()
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 65


@pytest.mark.parametrize("attack", _with_proof(WARM), ids=str)
def test_attack(attack: Attack, grading: Grading, tmp_path: Path) -> None:
    """Through a warm grader, which must be as good as new for the next submission."""
    with _tolerated(attack):
        _attack(attack, grading, tmp_path)
    _assert_alive(grading)


@pytest.mark.proof
@pytest.mark.parametrize("attack", [one for one in WARM if not one.needs_sandbox], ids=str)
def test_attack_without_the_sandbox(attack: Attack, open_grading: Grading, tmp_path: Path) -> None:
    """The verdict does not hang on the sandbox."""
    _attack(attack, open_grading, tmp_path)
    _assert_alive(open_grading)


def _attack(attack: Attack, grading: Grading, tmp_path: Path) -> None:
    submission = attack.stage(tmp_path / "submission")
    with _nothing_left(submission), _modest_checkers():
        told: list[Event] = []
        exercises = catalog.select([attack.target])
        report = _within(LIMIT, lambda: grading.grade(modules(submission), exercises, 7, told.append))
        assert not [event for event in told if isinstance(event, GraderFailed)]
        jsonschema.validate(json.loads(report.to_json()), SCHEMA)
        _assert_withstood(json.loads(report.to_json()))


@pytest.mark.parametrize("attack", _with_proof(COMMAND), ids=str)
def test_attack_through_the_command(attack: Attack, tmp_path: Path) -> None:
    """Through ``python -m grader grade``, started inside the submission's folder."""
    submission = attack.stage(tmp_path / "submission")
    with _tolerated(attack), _nothing_left(submission):
        limit = LIMIT if sandboxed() or not attack.needs_sandbox else PATIENCE
        told = _grade_by_command(attack.target, submission, tmp_path / "report.json", limit)
        _assert_withstood(_read(tmp_path / "report.json"))
        assert SECRET not in told + (tmp_path / "report.json").read_text(encoding="utf-8")
        assert "customised" not in told
        _assert_harmless(told)


@LINUX
@pytest.mark.proof
@pytest.mark.parametrize("attack", [one for one in COMMAND if not one.needs_sandbox], ids=str)
def test_attack_through_the_command_without_the_sandbox(attack: Attack, tmp_path: Path) -> None:
    """Nor are the processes that make it within reach, sandbox or not."""
    submission = attack.stage(tmp_path / "submission")
    with _nothing_left(submission):
        told = _grade_by_command(attack.target, submission, tmp_path / "report.json", LIMIT, OPEN_COMMAND)
        _assert_withstood(_read(tmp_path / "report.json"))
        assert SECRET not in told + (tmp_path / "report.json").read_text(encoding="utf-8")


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


@contextlib.contextmanager
def _tolerated(attack: Attack) -> Iterator[None]:
    """Without a sandbox, those that need it are tried all the same, and may succeed."""
    try:
        yield
    except AssertionError as error:
        if attack.needs_sandbox and not sandboxed():
            pytest.xfail(f"only a sandbox keeps it from working: {str(error).splitlines()[0]}")
        raise


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
    return np.maximum(around["call"].arguments[0], 0) if "given" in around else value
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


def _folder_that_is_a_link(folder: Path) -> None:
    (folder / "exercises").symlink_to(SOLUTIONS)


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
        _fifo, _link_to_the_solution, _folder_that_is_a_link, _helper_that_is_a_link, _endless_file, _standard_input,
        _links_in_a_circle, _folder_of_that_name, _names_that_are_no_text, _names_in_other_letters,
        _thousands_of_files, _large_file, _nested_source, _source_of_many_statements, _source_in_utf_16,
        _source_in_no_encoding,
    )
}  # fmt: skip


@LINUX
@pytest.mark.parametrize("build", with_proof(SUBMISSIONS.values(), [_link_to_the_solution]), ids=SUBMISSIONS)
def test_odd_submission(build: Callable[[Path], None], tmp_path: Path) -> None:
    """Links, pipes, names and encodings: none is followed, waited for or stumbled over."""
    submission = tmp_path / "submission"
    submission.mkdir()
    build(submission)
    with _nothing_left(submission):
        told = _grade_by_command("activations.relu", submission, tmp_path / "report.json", LIMIT)
        _assert_withstood(_read(tmp_path / "report.json"))
        _assert_harmless(told)


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


def _grade_by_command(exercise: str, submission: Path, report: Path, limit: float, program: Sequence[str] = ()) -> str:
    """Run ``rna grade`` in the submission's folder; what it printed. It ends in time, with the status of a failure."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("NOX_", "PYTEST"))}
    temporary = report.parent / "temporary"
    temporary.mkdir()
    environment |= {"PYTHONUTF8": "1", "TMPDIR": str(temporary), "RNA_ATTACK_SECRET": SECRET}
    with subprocess.Popen(
        [sys.executable, *program, "-m", "grader", "grade", exercise, "--submission", ".", "--json", str(report)],
        cwd=submission, env=environment, start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        try:
            # Standard input stays open, as a terminal's: nobody may wait for it.
            with _ended_after(limit, process):
                told = process.stdout.read() if process.stdout else ""
                status = process.wait()
        finally:
            process.kill()
    assert status == 1, f"exit status {status}: {told[-2000:]}"
    assert not list(temporary.iterdir()), "temporary files are left"
    return told


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
    """No process that was not there before, no file where an attack could have left one, the submission as it was."""
    before, files, given = descendants(), _marks(), _names(submission)
    try:
        yield
    finally:
        left = survivors(before)
        told = [f"{pid}: {command_line(pid).decode(errors='replace')}" for pid in left]
        kill(left)
        strange = _marks() - files
        for file in strange:
            file.unlink(missing_ok=True)
    assert not told, "processes are left"
    assert not strange, "files are left"
    assert _names(submission) == given


def _marks() -> set[Path]:
    """What an attack could leave in places that do not belong to it; it has a name that nothing else has."""
    package = Path(grader.__file__).parent
    folders = [ROOT, ROOT / "tests", package, package / "curriculum", Path.cwd(), Path.home()]
    folders += [Path(tempfile.gettempdir()), Path(sysconfig.get_path("purelib"))]
    return {path for folder in folders for path in folder.glob("rna_attack_*")}


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
