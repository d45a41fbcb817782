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
