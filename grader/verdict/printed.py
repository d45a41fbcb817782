"""What a student's code prints, as a terminal would finally show it, and without what Keras adds to it.

A bar (tqdm's, rich's, a bare "\\r") is drawn over and over, and codes for colours or the cursor mean nothing in a
report. All that is printed comes through here, whatever the report.
"""

from __future__ import annotations

import io
import re

from grader.boundary import wire
from grader.boundary.outcomes import MAX_OUTPUT

_MOST_KEPT = 4 * MAX_OUTPUT
"""Characters as they came, of which what is seen is only a part."""
_MOST_READ = 3_000_000
"""Characters that are looked at: a bar comes again thousands of times, and after it what is worth keeping."""
_WIDEST, _TALLEST = 1000, 1000
"""How far a code moves the cursor at the most."""

_START = r"\x1b\[1m *\d+/\d+\x1b\[0m [\x1b━=]| *\d+/Unknown \x1b\[1m"
_BAR = re.compile(
    rf"(?:\x08*\r|\n)(?={_START})[^\n\r\x08]*?\x1b\[1m[\d:]+s?\x1b\[0m(?: \d+[mu]?s/(?:step|epoch))?"
    rf"(?: - \w+: (?:-?\d+\.\d{{4}}(?:e[+-]\d\d)?|nan|-?inf))* *(?:\n(?!{_START}))?"
)
"""One drawing of Keras' bar, with its codes, which tell it from whatever a student would print."""
_EPOCH = re.compile(rf"^Epoch \d+/\d+\n(?=(?:\r|\n)(?:{_START}))", re.MULTILINE)

_LOG = re.compile(
    r"^(?:\[\w+\.cc : \d+\] RAW: "
    r"|WARNING: All log messages before absl::InitializeLog\(\) "
    r"|[IWE]\d{4} \d\d:\d\d:\d+\.\d{6} +\d+ \w+\.cc:\d+\] "
    r"|WARNING:tensorflow:\d+ out of the last \d+ calls to ).*\n",
    re.MULTILINE,
)
"""What TensorFlow tells of the sandbox, of the processor, and of a function that is called as often as ours are."""

_PIECE = re.compile(
    r"\x1b\[(?P<numbers>[0-9;?]*)[ -/]*(?P<code>[@-~])"
    r"|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-Z\\^-~]"  # a title; a code of two signs
    r"|(?P<sign>[\n\r\b])|(?P<text>[^\x1b\n\r\b]+)"
    r"|\x1b(?:\[[0-9;?]*|\][^\x07\x1b\n]*)?"  # one that does not end
)


class Seen(io.TextIOBase):
    """A stream that keeps the beginning of what is printed."""

    def __init__(self) -> None:
        self._came = ""
        self._read = 0

    @property
    def full(self) -> bool:
        """Whether it takes nothing more."""
        return len(self._came) > _MOST_KEPT or self._read > _MOST_READ

    def write(self, text: str) -> int:
        if not self.full:
            self._take(text)
        return len(text)

    def _take(self, text: str) -> None:
        self._read += len(text)
        self._came += text
        if self.full:
            self._came = _folded(self._came)

    def text(self) -> str:
        """What is seen by now."""
        return wire.clean(shown(self._came), MAX_OUTPUT)


def shown(text: str) -> str:
    """What a terminal shows in the end of what was written on it, without Keras' bars."""
    screen = _Screen()
    screen.write(_without_noise(text))
    return screen.text()


def _without_noise(text: str) -> str:
    return _LOG.sub("", _BAR.sub("", _EPOCH.sub("", text)))


def _folded(text: str) -> str:
    """Shorter, and the same to see whatever comes next: what follows the last sign that moves is left as it is."""
    end = max((move.start() for move in re.finditer(r"\n|\x08*\r", text)), default=len(text))
    screen = _Screen()
    screen.write(_without_noise(text[:end]))
    return screen.text() + text[end:] if screen.in_last_row else text


class _Screen:
    """Rows of text with a cursor; as wide as need be, and rolled up without end."""

    def __init__(self) -> None:
        self._rows, self._row, self._column = [""], 0, 0
        self._drawn: set[int] = set()
        """Rows that were written over: blanks at their end only cover what was there before."""

    @property
    def in_last_row(self) -> bool:
        return self._row == len(self._rows) - 1

    def text(self) -> str:
        rows = (row.rstrip(" ") if at in self._drawn else row for at, row in enumerate(self._rows))
        return "\n".join(rows)

    def write(self, text: str) -> None:
        for piece in _PIECE.finditer(text):
            if piece["text"]:
                self._put(piece["text"])
            elif piece["sign"]:
                self._move(piece["sign"])
            elif piece["code"]:
                first = piece["numbers"].partition(";")[0]
                self._obey(piece["code"], int(first) if first.isdecimal() and len(first) < 5 else None)

    def _put(self, text: str) -> None:
        if "\t" in text:
            text = (" " * self._column + text).expandtabs()[self._column :]
        row, column = self._rows[self._row], self._column
        self._column += len(text)
        if column < len(row):
            self._drawn.add(self._row)
        self._rows[self._row] = row[:column].ljust(column) + text + row[self._column :]

    def _move(self, sign: str) -> None:
        match sign:
            case "\r":
                self._column = 0
            case "\b":
                self._column = max(0, self._column - 1)
            case _:
                self._column = 0
                self._down(1)

    def _down(self, rows: int) -> None:
        self._row += rows
        self._rows += [""] * (self._row + 1 - len(self._rows))

    def _obey(self, code: str, number: int | None) -> None:
        """What moves the cursor or takes away; colours and the rest show nothing."""
        many = min(number or 1, _TALLEST)
        match code:
            case "A" | "F":
                self._row = max(0, self._row - many)
            case "B" | "E":
                self._down(min(many, len(self._rows) - 1 - self._row))
            case "C":
                self._column = min(self._column + many, _WIDEST)
            case "D":
                self._column = max(0, self._column - many)
            case "G":
                self._column = min(many, _WIDEST) - 1
            case "K":
                self._clear_row(number or 0)
            case "J" if number in (2, 3):
                self._rows, self._row = [""], 0
            case "J":
                self._clear_row(0)
                del self._rows[self._row + 1 :]
            case "H":
                self._row = self._column = 0
        if code in "EF":
            self._column = 0

    def _clear_row(self, how: int) -> None:
        row = self._rows[self._row]
        kept = {0: row[: self._column], 1: " " * self._column + row[self._column :]}.get(how, "")
        self._rows[self._row] = kept
        self._drawn.add(self._row)
