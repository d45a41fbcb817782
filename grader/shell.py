"""What the system does to a command: its standard streams, and the signals that tell it to end."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import select
import signal
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, TextIO

if sys.platform != "win32":
    with contextlib.suppress(ImportError):  # a browser has no keyboard of this kind
        import termios

# -- streams -------------------------------------------------------------------------------------

_GONE = (errno.EPIPE, errno.ECONNRESET, errno.EIO)
"""How the system says that whoever read what we write, or their terminal, is no more."""


def open_streams() -> None:
    """Give this process standard streams that are there, that outlive whoever reads them, and that take any text."""
    for number in range(3):
        _open_where_closed(number)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for all of the process
    sys.stdout, sys.stderr = _lasting(sys.stdout, 1), _lasting(sys.stderr, 2)


def _open_where_closed(number: int) -> None:
    """What is opened next would be taken for the stream of this number."""
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, os.O_RDWR)
        os.dup2(opened, number)
        if opened != number:
            os.close(opened)


class _Output(io.FileIO):
    """A stream that takes no more once writing has failed: whoever writes need not know, and the verdict stays.

    Attributes:
        lost: how it failed.
    """

    lost: OSError | None = None

    def write(self, data: Any) -> int:
        while self.lost is None:
            try:
                written = super().write(data)
            except OSError as error:
                self.lost = error
                break
            if written is not None:
                return written
            select.select([], [self], [])  # POSIX: there somebody may have made it one that does not wait
        return len(data)


def _lasting(stream: TextIO | None, number: int) -> TextIO:
    if isinstance(stream, io.TextIOWrapper) and os.name == "nt" and stream.isatty():
        stream.reconfigure(errors="rna")  # a console of Windows is no file
        return stream
    encoding = stream.encoding if stream else "utf-8"
    raw = _Output(number, "w", closefd=False)
    lines = raw.isatty() or number == 2
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, errors="rna", line_buffering=lines)


def lost(stream: TextIO) -> OSError | None:
    """How writing there has failed, if it has."""
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    return raw.lost if isinstance(raw, _Output) else None


def reader_is_gone(stream: TextIO) -> bool:
    """Whether nobody reads any more what is written there."""
    error = lost(stream)
    return error is not None and error.errno in _GONE


def draws(stream: TextIO) -> bool:
    """Whether a terminal shows what is written there, one that understands more than text."""
    kind = os.environ.get("TERM", "" if os.name != "nt" else "windows")
    return stream.isatty() and kind not in ("", "dumb", "unknown")


_STAND_INS = {
    "✓": "+", "✗": "x", "·": "-", "█": "#", "░": "-", "→": "->", "↓": "v", "«": '"', "»": '"', "“": '"', "”": '"',
    "\u2018": "'", "\u2019": "'", "¿": "", "¡": "", "×": "x", "\u2212": "-", "\u2013": "-", "—": "-", "√": "raiz",
    "≤": "<=", "≥": ">=", "≠": "!=", "⌈": "[", "⌉": "]", "∞": "inf",
}  # fmt: skip
"""What is written for a sign that an encoding does not have; letters lose their accents, Greek ones say their names."""


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(mark: str) -> str:
    name = unicodedata.name(mark, "")
    if mark not in _STAND_INS and name.startswith("GREEK") and " LETTER " in name:
        return name.rpartition(" LETTER ")[2].partition(" ")[0].lower()
    plain = "".join(_STAND_INS.get(each, each) for each in unicodedata.normalize("NFKD", mark))
    return plain.encode("ascii", "ignore").decode() or _STAND_INS.get(mark, "?")


codecs.register_error("rna", _stand_in)


# -- signals -------------------------------------------------------------------------------------

_NAMES = (
    "SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGXCPU",
)  # fmt: skip
"""Those that a person, a terminal or a batch system ends a command with."""

_NUMBERS = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]


class Ending:
    """How a signal ends this process, at any moment: one line, exit status 128 and its number, nothing left behind.

    Nothing is raised for it. An exception may come up within an import, a destructor or another's tidying, where it is
    lost, leaves a traceback or cuts the tidying short. So all is done where the signal is heard, and then the process
    is no more. What it has interrupted does not go on and may hold any lock: whatever tidies takes none.

    Attributes:
        last_words: what is told to whoever ends the command.
        clearing: what a terminal is sent before that, where something is drawn on it.
        tidying: what is done before the end, the last first.
    """

    def __init__(self) -> None:
        self.last_words, self.clearing = "interrumpido", ""
        self.tidying: list[Callable[[], None]] = []
        self._holders: set[object] = set()
        self._signal = 0
        self._has_begun = False

    def listen(self) -> None:
        """From now on signals are heard."""
        for number in _NUMBERS:
            if signal.getsignal(number) != signal.SIG_IGN:  # nohup, or in the background of a script
                signal.signal(number, self._hear)

    def listen_no_more(self) -> None:
        """From now on no signal changes what has been decided: the process is about to end by itself."""
        for number in _NUMBERS:
            signal.signal(number, signal.SIG_IGN)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Have a signal wait for what is done inside: what is made there is known once it is there."""
        while self._has_begun:  # in a thread, for which there is no other way on
            time.sleep(1)
        holder = object()
        self._holders.add(holder)
        try:
            yield
        finally:
            self._holders.discard(holder)
            if self._signal:
                signal.raise_signal(self._signal)

    def _hear(self, number: int, _: object) -> None:
        self._signal = self._signal or number
        if self._holders or self._has_begun:
            return
        self._has_begun = True
        self.listen_no_more()
        threading.excepthook = lambda _: None  # what threads stumble over now is our doing
        for tidy in reversed(self.tidying):
            with contextlib.suppress(Exception):
                tidy()
        clearing = self.clearing if sys.stderr.isatty() else ""
        with contextlib.suppress(OSError):  # at once, since a thread may still draw
            os.write(2, f"{clearing}rna: {self.last_words}\n".encode(sys.stderr.encoding or "utf-8", "rna"))
        os._exit(128 + self._signal)


ending = Ending()
"""That of this process."""


# -- the keyboard --------------------------------------------------------------------------------


class Keyboard:
    """Keys as they are pressed, where somebody sits at a terminal: not shown, and at once. Ctrl-C is still a signal.

    However it ends, the terminal is left as it was found: at the end of the block, by a signal, or while stopped.

    Attributes:
        is_there: whether there are any keys; else nothing is ever pressed.
        was_away: whether the process has gone on after it was stopped: another has written on the screen.
    """

    def __init__(self) -> None:
        self.is_there = sys.stdin.isatty() and os.isatty(0)
        self.was_away = False
        self._before: list[Any] = []
        self._is_ours = False

    def __enter__(self) -> Keyboard:
        if self.is_there and sys.platform != "win32":
            ending.tidying.append(self._give_back)
            signal.signal(signal.SIGTSTP, self._stop)
            signal.signal(signal.SIGCONT, self._go_on)
            self._take()
        return self

    def __exit__(self, *error: object) -> None:
        if self.is_there and sys.platform != "win32":
            self._give_back()
            ending.tidying.remove(self._give_back)
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            signal.signal(signal.SIGCONT, signal.SIG_DFL)

    def pressed(self) -> str:
        """The keys pressed since the last time. What comes by the dozen is pasted, and no key."""
        found = self._read() if self.is_there else ""
        return "" if len(found) > _FASTEST or "\x1b" in found else found

    if sys.platform == "win32":

        def _read(self) -> str:
            import msvcrt

            found = ""
            while msvcrt.kbhit():
                found += msvcrt.getwch()
            return "" if found[:1] in ("\0", "\xe0") else found  # an arrow, a function key

    else:

        def _read(self) -> str:
            if not self._take() or not select.select([0], [], [], 0)[0]:
                return ""
            try:
                found = os.read(0, 1024)
            except OSError:
                found = b""
            self.is_there = bool(found)  # at its end the terminal is no more
            return found.decode(errors="replace")

        def _take(self) -> bool:
            """Have keys come one by one; not while another command is in front, whose keyboard it is."""
            try:
                if os.tcgetpgrp(0) != os.getpgrp():
                    self._is_ours = False
                elif not self._is_ours:
                    mode = termios.tcgetattr(0)
                    if mode[3] & termios.ICANON:
                        self._before = [*mode[:6], [*mode[6]]]
                    local = mode[3] & ~(termios.ICANON | termios.ECHO)
                    mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
                    termios.tcsetattr(0, termios.TCSANOW, [*mode[:3], local, *mode[4:]])
                    self._is_ours = True
            except (OSError, termios.error):
                self._is_ours = False
            return self._is_ours

        def _give_back(self) -> None:
            with contextlib.suppress(OSError, termios.error):
                if self._before and os.tcgetpgrp(0) == os.getpgrp():
                    termios.tcsetattr(0, termios.TCSANOW, self._before)
            self._is_ours = False

        def _stop(self, number: int, _: object) -> None:
            self._give_back()
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            signal.signal(number, self._stop)  # it goes on

        def _go_on(self, *_: object) -> None:
            self._is_ours, self.was_away = False, True


_FASTEST = 4
"""Keys between two looks, which may be some seconds apart."""
