"""``rna watch`` in a terminal of its own: real saves, of every kind that editors do, and how it ends."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.workspace.watch import Saves
from tests.support import SOLUTIONS
from tests.support.processes import alive, descendants

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
termios = pytest.importorskip("termios")

STUBS = 'import numpy as np\n\n\ndef relu(z):\n    raise NotImplementedError("Completa relu")\n'
RIGHT = "import numpy as np\n\n\ndef relu(z):\n    return np.maximum(z, 0)\n"
WRONG = "import numpy as np\n\n\ndef relu(z):\n    return np.abs(z)\n"
CLEAR = "\x1b[H\x1b[2J"


class Terminal:
    """A process under a pseudo-terminal, and what its screen shows."""

    def __init__(self, *arguments: str, cwd: Path, program: str = "", keyboard: bool = True, **environment: str):
        self.process, self._screen = pty.fork()
        if not self.process:
            os.chdir(cwd)
            if not keyboard:
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.environ |= {"PYTHONUTF8": "1", "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "80", "LINES": "40"}
            os.environ |= environment
            what = ["-c", program] if program else ["-m", "grader"]
            os.execv(sys.executable, [sys.executable, *what, *arguments])  # noqa: S606
        self.text = ""
        self.status: int | None = None

    @property
    def shown(self) -> str:
        return self.text.rpartition(CLEAR)[2]

    def wait_for(self, words: str, seconds: float = 30) -> str:
        """Until the screen shows these words."""
        return self._until(lambda: words in self.shown, f"{words!r} never came", seconds)

    def _until(self, happened: Callable[[], bool], complaint: str, seconds: float) -> str:
        deadline = time.monotonic() + seconds
        while not happened():
            if time.monotonic() > deadline:
                raise AssertionError(f"{complaint}; the screen: {self.shown}")
            self._read(0.1)
        while self._read(0.05):  # a screen comes in pieces
            pass
        return self.shown

    def _read(self, seconds: float) -> bool:
        """Whether something came."""
        came = b""
        if select.select([self._screen], [], [], seconds)[0]:
            with contextlib.suppress(OSError):  # how a pseudo-terminal says that nobody is left
                came = os.read(self._screen, 65536)
        self.text += came.decode(errors="replace")
        return bool(came)

    def press(self, keys: str) -> None:
        os.write(self._screen, keys.encode())

    def press_ctrl_c(self) -> None:
        self.press("\x03")

    @property
    def is_as_it_was(self) -> bool:
        """Whether what is typed is shown, and comes line by line."""
        both = termios.ICANON | termios.ECHO
        return bool(termios.tcgetattr(self._screen)[3] & both == both)

    def end(self, seconds: float = 10) -> int:
        """Its exit status, once it has ended."""

        def ended() -> bool:
            if self.status is None:
                pid, status = os.waitpid(self.process, os.WNOHANG)
                self.status = os.waitstatus_to_exitcode(status) if pid else None
            return self.status is not None

        self._until(ended, "it does not end", seconds)
        assert self.status is not None
        return self.status

    def close(self) -> None:
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self._screen)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "activations.py").write_text(STUBS, encoding="utf-8")
    return tmp_path / "exercises"


@pytest.fixture
def module(folder: Path) -> Path:
    return folder / "activations.py"


@pytest.fixture
def watch(folder: Path) -> Iterator[Terminal]:
    terminal = Terminal("watch", "activations", "losses", cwd=folder.parent)
    terminal.wait_for("Esperando a que guardes")
    yield terminal
    terminal.close()


@pytest.mark.parametrize("make", [lambda file: file.symlink_to("other.py"), os.mkfifo], ids=["a link", "a pipe"])
def test_what_is_no_module_is_named(make: Callable[[Path], object], module: Path) -> None:
    make(module.with_name("losses.py"))
    terminal = Terminal("watch", "losses.mse", cwd=module.parent.parent)
    try:
        terminal.wait_for("losses.py es un enlace" if module.with_name("losses.py").is_symlink() else "es una tubería")
        assert "por hacer" not in terminal.text
    finally:
        terminal.close()


def test_what_is_not_in_its_place_is_told(module: Path) -> None:
    """A file by another name when it begins, and a function by another name as soon as it is saved."""
    module.rename(module.with_name("Activations.py"))
    terminal = Terminal("watch", "activations", cwd=module.parent.parent)
    try:
        terminal.wait_for("No encuentro activations.py; hay `Activations.py`")
        module.with_name("Activations.py").rename(module)
        terminal.wait_for("Guardado a las")
        module.write_text(RIGHT.replace("relu", "ReLu"), encoding="utf-8")
        terminal.wait_for("No encuentro `relu` en activations.py; hay `ReLu`")
        module.write_text(RIGHT, encoding="utf-8")
        terminal.wait_for("✓ activations.relu")
    finally:
        terminal.close()


def in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def in_pieces(file: Path, text: str) -> None:
    """Truncated, then written bit by bit."""
    with file.open("w", encoding="utf-8") as opened:
        for start in range(0, len(text), 20):
            opened.write(text[start : start + 20])
            opened.flush()
            time.sleep(0.03)


def moved_over(file: Path, text: str) -> None:
    """A new file takes the old one's name."""
    draft = file.with_name(".activations.py.swp~")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def old_one_moved_away(file: Path, text: str) -> None:
    """The old file becomes a backup; the new one is written a moment later."""
    file.rename(file.with_name("activations.py~"))
    time.sleep(0.4)
    file.write_text(text, encoding="utf-8")


def deleted_first(file: Path, text: str) -> None:
    file.unlink()
    time.sleep(0.3)
    file.write_text(text, encoding="utf-8")


def same_size_and_time(file: Path, text: str) -> None:
    """A tool that restores the time of the file: only its content tells."""
    about = file.stat()
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))


def test_what_may_still_be_written_waits(module: Path) -> None:
    """The beginning of what was there, and what is no program yet; a whole one counts at once."""
    module.write_text(f"{RIGHT}\n\ndef more():\n    return 1\n", encoding="utf-8")
    saves, times = Saves(module.parent), iter(n / 50 for n in range(1, 100))
    for part in (RIGHT, f"{RIGHT}\n\ndef less(:"):
        in_place(module, part)
        assert [saves.look(next(times)) for _ in range(4)] == [False, False, False, True], part
    in_place(module, WRONG)
    assert [saves.look(next(times)) for _ in range(2)] == [False, True]


SAVES = [in_place, in_pieces, moved_over, old_one_moved_away, deleted_first, same_size_and_time]


@pytest.mark.parametrize("save", SAVES, ids=[save.__name__ for save in SAVES])
def test_every_way_of_saving(save: Callable[[Path, str], None], watch: Terminal, module: Path) -> None:
    save(module, RIGHT)
    screen = watch.wait_for("✓ activations.relu")
    assert "1 de 21.5 puntos, 1 de 17 ejercicios" in screen
    save(module, WRONG)
    screen = watch.wait_for("✗ activations.relu")
    assert "0 de 21.5 puntos" in screen
    assert "sin hacer" not in watch.text, "no verdict on a half-written file"


def test_only_what_changed_is_graded(watch: Terminal, module: Path) -> None:
    both = RIGHT + "\n\ndef sign(z):\n    return helper(z)\n\n\ndef helper(z):\n    return z\n"
    in_place(module, both)
    watch.wait_for("✓ activations.relu")
    watch.wait_for("✗ activations.sign")
    in_place(module, both.replace("return z\n", "return np.sign(z)\n"))
    screen = watch.wait_for("✓ activations.sign")
    assert "cambia sign." in screen
    assert "relu" not in screen
    in_place(module, "# Un comentario\n" + module.read_text(encoding="utf-8"))
    assert "✓ activations.sign" in watch.wait_for("nada que haya que corregir"), "the last verdict stays"


def test_a_sibling_counts(watch: Terminal, folder: Path, module: Path) -> None:
    in_place(folder / "mine.py", "def positive(z):\n    return abs(z)\n")
    in_place(module, "from exercises.mine import positive\n\n\ndef relu(z):\n    return positive(z)\n")
    watch.wait_for("✗ activations.relu")
    in_place(folder / "mine.py", "def positive(z):\n    return (z + abs(z)) / 2\n")
    watch.wait_for("✓ activations.relu")


def test_a_syntax_error_and_back(watch: Terminal, module: Path) -> None:
    in_place(module, RIGHT.replace("0)", "0"))
    assert ".py:5:" in watch.wait_for("SyntaxError")
    in_place(module, RIGHT)
    watch.wait_for("✓ activations.relu")


def test_the_folder_may_go_and_come_back(watch: Terminal, folder: Path, module: Path) -> None:
    in_place(module, RIGHT)
    watch.wait_for("✓ activations.relu")
    folder.rename(folder.with_name("elsewhere"))
    assert "✓ activations.relu" in watch.wait_for("ya no está")
    in_place(folder.with_name("elsewhere") / "activations.py", WRONG)
    folder.with_name("elsewhere").rename(folder)
    watch.wait_for("✗ activations.relu")


def test_what_was_graded_before_is_known(folder: Path, module: Path) -> None:
    """It begins with what is not graded yet, and shows the points of the rest."""
    in_place(module, RIGHT)
    subprocess.run([sys.executable, "-m", "grader", "grade", "activations"], cwd=folder.parent, check=False)
    in_place(module, RIGHT + "\n\ndef sign(z):\n    return np.sign(z)\n")
    terminal = Terminal("watch", cwd=folder.parent)
    try:
        screen = terminal.wait_for("✓ activations.sign")
        assert "2 de 100 puntos" in screen
        assert "activations.relu" not in terminal.text
    finally:
        terminal.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("how", ["ctrl-c", "ctrl-c while grading", "SIGTERM", "SIGHUP"])
def test_leaving(how: str, watch: Terminal, module: Path) -> None:
    """One line, the status of the signal, no traceback, no process left."""
    endless = "import time\n\n\ndef relu(z):\n    time.sleep(60)\n"
    in_place(module, endless if "while" in how else RIGHT)
    watch.wait_for("Corrigiendo relu" if "while" in how else "✓ activations.relu")
    started = descendants(watch.process)
    assert started
    if how.startswith("ctrl-c"):
        watch.press_ctrl_c()
    else:
        os.kill(watch.process, getattr(signal, how))
    assert watch.end() == {"SIGTERM": 143, "SIGHUP": 129}.get(how, 130)
    watch.wait_for("rna: fin de la vigilancia")
    assert "Traceback" not in watch.text
    assert watch.is_as_it_was
    assert not [process for process in started if alive(process)]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_killed_leaves_nothing_behind(watch: Terminal, module: Path) -> None:
    in_place(module, RIGHT)
    watch.wait_for("✓ activations.relu")
    started = descendants(watch.process)
    os.kill(watch.process, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while any(map(alive, started)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [process for process in started if alive(process)]


def test_a_newer_save_ends_a_long_grading(watch: Terminal, module: Path) -> None:
    in_place(module, "import time\n\n\ndef relu(z):\n    time.sleep(9)\n")
    watch.wait_for("Corrigiendo relu")
    time.sleep(1.5)
    began = time.monotonic()
    in_place(module, RIGHT)
    watch.wait_for("✓ activations.relu")
    assert time.monotonic() - began < 7, "not the nine seconds that the first version sleeps"
    assert "tiempo agotado" not in watch.text


@pytest.mark.parametrize("kind", ["dumb", "unknown", ""])
def test_a_terminal_that_only_takes_text(kind: str, folder: Path, module: Path) -> None:
    """Nothing is cleared: each verdict follows the other."""
    terminal = Terminal("watch", "activations", cwd=folder.parent, TERM=kind)
    try:
        terminal.wait_for("Vigilando exercises")
        in_place(module, WRONG)
        terminal.wait_for("✗ activations.relu")
        in_place(module, RIGHT)
        terminal.wait_for("✓ activations.relu")
        terminal.press_ctrl_c()
        assert terminal.end() == 130
        assert "✗ activations.relu" in terminal.text
        assert "\x1b" not in terminal.text
    finally:
        terminal.close()


def test_an_interrupted_bar_gives_the_cursor_back(folder: Path, module: Path) -> None:
    in_place(module, "import time\n\n\ndef relu(z):\n    time.sleep(30)\n")
    terminal = Terminal("grade", "activations.relu", cwd=folder.parent, NO_COLOR="")
    try:
        terminal.wait_for("relu")
        terminal.press_ctrl_c()
        assert terminal.end() == 130
        terminal.wait_for("rna: interrumpido")
        assert re.search(r"\r\x1b\[2K\x1b\[\?25hrna: interrumpido; [^\x1b\n]*\r\n$", terminal.text)
    finally:
        terminal.close()


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_narrow_terminal_shows_what_matters(columns: int, folder: Path, module: Path) -> None:
    """Names, points, what became of each; without colour not a code for one."""
    in_place(module, WRONG)
    terminal = Terminal("grade", "activations", cwd=folder.parent, COLUMNS=str(columns), TERM="xterm", NO_COLOR="1")
    try:
        assert terminal.end(60) == 1
        shown = re.sub(r"\x1b\[[^m]*?[A-Zhl]", "\n", terminal.text)  # what moves the cursor begins something else
        assert "\x1b" not in shown
        lines = shown.replace("\r", "\n").splitlines()
        assert {line.strip() for line in lines} >= ({"0/10.5 puntos"} if columns < 48 else set())
        text = " ".join(shown.split())
        for words in ("Funciones de activación", "0/10.5 puntos", "✗ activations.relu", "no cumple, 0/1", "0 de 10.5"):
            assert words in text
        prose = [line for line in lines if " grade " not in line and "rna hint" not in line]
        assert max(map(len, prose)) <= columns  # but a command
        assert ("░" in text) == (columns >= 64)
    finally:
        terminal.close()


def test_in_a_log_each_verdict_follows_the_other(folder: Path, module: Path) -> None:
    command = [sys.executable, "-m", "grader", "watch", "activations.relu"]
    with subprocess.Popen(
        command, cwd=folder.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        assert "Vigilando exercises" in process.stdout.readline()
        for source, verdict in ((RIGHT, "✓ activations.relu"), (WRONG, "✗ activations.relu")):
            time.sleep(0.5)
            in_place(module, source)
            while verdict not in (line := process.stdout.readline()):
                assert line
        process.send_signal(signal.SIGINT)
        said = process.stdout.read() + process.stderr.read()
    assert process.returncode == 130
    assert said.count("rna: ") == 1
    assert not re.search(r"Traceback|\x1b", said)


# -- keys ----------------------------------------------------------------------------------------

KEYS = "h pista · n siguiente · t probar · q salir"


def test_keys_are_told_and_do_what_they_say(watch: Terminal, module: Path) -> None:
    assert KEYS in watch.shown
    assert not watch.is_as_it_was
    in_place(module, WRONG)
    watch.wait_for("✗ activations.relu")
    watch.press("h")
    assert "activations.relu" in watch.wait_for("Pista 1 de 3")
    watch.press("H")
    assert "La siguiente: pulsa h" in watch.wait_for("Pista 2 de 3")
    watch.press("n")
    watch.wait_for("Está en exercises/activations.py, función relu_derivative")
    watch.press("n")
    watch.wait_for("Está en exercises/activations.py, función softmax")
    watch.press("n")
    watch.wait_for("Está en exercises/losses.py, función mse")
    in_place(module, RIGHT)
    watch.wait_for("✓ activations.relu")
    assert "Pista" not in watch.shown, "a verdict takes the place of what was asked for"
    started = descendants(watch.process) if sys.platform == "linux" else []
    watch.press("q")
    assert watch.end() == 0
    watch.wait_for("rna: fin de la vigilancia")
    assert watch.is_as_it_was
    assert "Traceback" not in watch.text
    assert not [process for process in started if alive(process)]


def test_n_goes_round_what_is_to_be_done(watch: Terminal) -> None:
    names = ["step", "sign", "sigmoid"]
    for name in names:
        watch.press("n")
        watch.wait_for(f"función {name} (")
    for _ in range(20):
        watch.press("n")
        time.sleep(0.1)
    watch.wait_for("Está en exercises/")


@pytest.mark.parametrize("keys", ["\x1b[A", "\x1bOP", "pegado: q h n q\n", "x", "\n", "é", "\x00"])
def test_what_is_no_key_does_nothing(keys: str, watch: Terminal, module: Path) -> None:
    watch.press(keys)
    in_place(module, RIGHT)
    screen = watch.wait_for("✓ activations.relu")
    assert "Está en" not in screen
    assert "Pista" not in screen
    assert "pegado" not in watch.text, "nothing that is typed is shown"


def test_without_a_keyboard_there_are_no_keys(folder: Path, module: Path) -> None:
    terminal = Terminal("watch", "activations", cwd=folder.parent, keyboard=False)
    try:
        assert "Ctrl-C para salir" in terminal.wait_for("Esperando a que guardes")
        assert "pista" not in terminal.text
        assert terminal.is_as_it_was
        in_place(module, RIGHT)
        terminal.wait_for("✓ activations.relu")
        os.kill(terminal.process, signal.SIGTERM)
        assert terminal.end() == 143
    finally:
        terminal.close()


SHELL = """
import os, signal, subprocess, sys, termios

def told(when):
    local = termios.tcgetattr(0)[3]
    print(f"\\r\\n{when}: {bool(local & termios.ICANON)} {bool(local & termios.ECHO)}", flush=True)

signal.signal(signal.SIGTTOU, signal.SIG_IGN)
job = os.fork()
if not job:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.executable, [sys.executable, "-m", "grader", *sys.argv[1:]])
while True:
    _, status = os.waitpid(job, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpgrp())
    if not os.WIFSTOPPED(status):
        break
    told("stopped")
    sys.stdin.readline()
    os.tcsetpgrp(0, job)
    os.killpg(job, signal.SIGCONT)
told(f"ended {os.waitstatus_to_exitcode(status)}")
"""
"""What a shell does for a job: it stops, it goes on, it ends."""


def test_stopped_it_gives_the_terminal_back_and_takes_it_again(folder: Path, module: Path) -> None:
    terminal = Terminal("watch", "activations", cwd=folder.parent, program=SHELL)
    try:
        terminal.wait_for("Esperando a que guardes")
        for number in (1, 2):
            terminal.press("\x1a")
            terminal._until(lambda: terminal.text.count("stopped: True True") == number, "not stopped", 10)  # noqa: B023
            terminal.press("fg\n")
            terminal._until(lambda: KEYS in terminal.text.rpartition("stopped")[2], "not drawn again", 10)
            assert not terminal.is_as_it_was
        in_place(module, RIGHT)
        terminal.wait_for("✓ activations.relu")
        terminal.press("q")
        terminal.wait_for("ended 0: True True")
        assert terminal.end() == 0
    finally:
        terminal.close()


BROKEN = """
import sys
from grader.shell import Keyboard, ending, open_streams
open_streams()
ending.listen()
with Keyboard() as keyboard:
    print("ready", flush=True)
    while not keyboard.pressed():
        pass
    raise ZeroDivisionError
"""


def test_an_exception_leaves_the_terminal_as_it_was(folder: Path) -> None:
    terminal = Terminal(cwd=folder.parent, program=BROKEN)
    try:
        terminal.wait_for("ready")
        assert not terminal.is_as_it_was
        terminal.press("x")
        assert terminal.end() == 1
        assert terminal.is_as_it_was
    finally:
        terminal.close()


TRIES = """
import time
from pathlib import Path
from grader.curriculum import catalog
from grader.shell import Keyboard, ending, open_streams
from grader.workspace.screen import Screen
from grader.workspace.watch import Watch
open_streams()
ending.listen()
folder, exercises = Path("exercises"), catalog.select(["activations"])

def try_out(exercise):
    time.sleep(1)
    return f"{exercise.id} da 7\\n"

with Keyboard() as keyboard:
    Watch(folder, exercises, Screen(folder, exercises, redraw=True), keyboard, try_out).run()
"""


def test_t_tries_out_what_is_in_hand(folder: Path, module: Path) -> None:
    """Beside the rest: saves are seen meanwhile."""
    terminal = Terminal(cwd=folder.parent, program=TRIES)
    try:
        terminal.wait_for("h pista · n siguiente · t probar · q salir")
        in_place(module, WRONG)
        terminal.wait_for("✗ activations.relu")
        terminal.press("t")
        terminal.wait_for("Probando relu")
        terminal.wait_for("activations.relu da 7")
        in_place(module, RIGHT)
        assert "da 7" not in terminal.wait_for("✓ activations.relu")
        terminal.press("tq")
        assert terminal.end() == 0
    finally:
        terminal.close()


def test_what_was_tried_gives_way_to_a_newer_verdict(folder: Path, module: Path) -> None:
    terminal = Terminal(cwd=folder.parent, program=TRIES.replace("sleep(1)", "sleep(8)"))
    try:
        terminal.wait_for("h pista · n siguiente · t probar · q salir")
        in_place(module, WRONG)
        terminal.wait_for("✗ activations.relu")
        terminal.press("t")
        terminal.wait_for("Probando relu")
        in_place(module, RIGHT)
        terminal.wait_for("✓ activations.relu")
        terminal.press("t")  # busy: no second one begins
        time.sleep(9)
        terminal.press("h")
        assert "da 7" not in terminal.wait_for("Pista")
    finally:
        terminal.close()


def test_t_is_rna_try(watch: Terminal, module: Path) -> None:
    in_place(module, WRONG)
    watch.wait_for("✗ activations.relu")
    watch.press("t")
    assert "relu(" in watch.wait_for("Falla: Nunca es negativa")
    in_place(module, RIGHT)
    watch.wait_for("✓ activations.relu")
    watch.press("t")
    watch.press("q")
    assert watch.end() == 0
    assert watch.is_as_it_was
    assert "Traceback" not in watch.text


def test_after_success_it_says_what_is_next(folder: Path, module: Path) -> None:
    terminal = Terminal("watch", cwd=folder.parent)
    try:
        terminal.wait_for("Esperando a que guardes")
        in_place(module, RIGHT)
        terminal.wait_for("✓ activations.relu")
        terminal.wait_for("Siguiente: exercises/activations.py, función relu_derivative")
        in_place(module, WRONG)
        terminal.wait_for("✗ activations.relu")
        assert "Siguiente" not in terminal.shown
        solved = (SOLUTIONS / "activations.py").read_text(encoding="utf-8")
        in_place(module, solved)
        terminal.wait_for("¡Unidad 3 completa! Funciones de activación: 9 ejercicios, todo bien.", 90)
        in_place(module, solved.replace("def relu(z):", "def relu(z):\n    return 3\n\n\ndef old(z):"))
        terminal.wait_for("✗ activations.relu")
        in_place(module, solved)
        terminal.wait_for("✓ activations.relu")
        assert "completa" not in terminal.shown, "it is told once"
    finally:
        terminal.close()


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_the_screen_fits(columns: int, folder: Path, module: Path) -> None:
    in_place(module, RIGHT)
    terminal = Terminal("watch", "activations", cwd=folder.parent, COLUMNS=str(columns), LINES="24")
    try:
        lines = terminal.wait_for("Siguiente").replace("\r", "").split("\n")
        assert len(lines) <= 24
        assert max(map(len, lines)) <= columns
        for words in ("1 de 10.5 puntos", "✓ activations.relu", "h n t q" if columns == 20 else KEYS):
            assert words.replace(" · ", " ") in " ".join(" ".join(lines).replace(" · ", " ").split())
    finally:
        terminal.close()
