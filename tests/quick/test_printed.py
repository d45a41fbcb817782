"""What is printed is kept as a terminal would show it in the end: bars and codes never reach a report."""

from __future__ import annotations

import io

import pytest

from grader.boundary import wire
from grader.boundary.outcomes import MAX_OUTPUT
from grader.verdict.printed import Seen

GREEN, GREY, BOLD, OFF = "\x1b[32m", "\x1b[37m", "\x1b[1m", "\x1b[0m"


def bar(done: int, of: int, measured: str = "", end: str = "") -> str:
    """As keras.utils.Progbar writes it."""
    width = 20 * done // of
    full = f"{GREEN}{'━' * width}{OFF}" if width else ""
    return f"{BOLD}{done}/{of}{OFF} {full}{GREY}{'━' * (20 - width)}{OFF} {BOLD}0s{OFF} 45ms/step{measured}{end}"


LOSS = " - accuracy: 0.7450 - loss: 5.9100e-05"
ON_THE_SPOT = "\b" * 43 + "\r"
"""Before each drawing, where Keras takes what it writes on for a terminal; elsewhere it begins a line."""

LOG = """
[mutex.cc : 955] RAW: pthread_getschedparam failed: 1
I0000 00:00:1795718522.928908  318 port.cc:153] oneDNN custom operations are on.
WARNING:tensorflow:5 out of the last 5 calls to <f at 0x7> triggered tf.function retracing.
"""

CASES = {
    "as it is": ("  a\n\n[1. 2.]  \n", "  a\n\n[1. 2.]  \n"),
    "predict": ("a\n\r" + bar(1, 2) + ON_THE_SPOT + bar(2, 2) + ON_THE_SPOT + bar(2, 2, end="\n") + "b\n", "a\nb\n"),
    "predict, line by line": (f"a\n\n{bar(1, 2)}\n{bar(2, 2)}\n{bar(2, 2)}\nb\n", "a\nb\n"),
    "after the beginning of a line": (f"pred: \r{bar(1, 1)}\r{bar(1, 1)}\n[0.1]\n", "pred: [0.1]\n"),
    "a blank line of one's own": (f"a\n\n\r{bar(1, 1)}\nb\n", "a\n\nb\n"),
    "fit": (f"Epoch 1/2\n\r{bar(1, 1, LOSS)}\nEpoch 2/2\n\r{bar(1, 1, LOSS)}\nb\n", "b\n"),
    "fit, of no known length": (f"\r      7/Unknown {BOLD}0s{OFF} 9us/step - loss: nan\nb\n", "b\n"),
    "one's own count": ("Epoch 1/2\nloss: 3\nEpoch 2/2\n1/2 ━━\n", "Epoch 1/2\nloss: 3\nEpoch 2/2\n1/2 ━━\n"),
    "a print within": (f"\r{bar(1, 2, LOSS)}lote 1\n{ON_THE_SPOT}{bar(2, 2, LOSS)}\nb", "lote 1\nb"),
    "a bar without end": (f"a\n\r{bar(1, 9)}{ON_THE_SPOT}{bar(2, 9)}", "a\n"),
    "what TensorFlow logs": (LOG.join("ab"), "a\nb"),
    "tqdm": ("\r  0%|     | 0/2\r 50%|██   | 1/2\r100%|█████| 2/2\nb\n", "100%|█████| 2/2\nb\n"),
    "wiped away": ("\r100%|█████| 2/2\r" + " " * 16 + "\rb\n", "b\n"),
    "two bars": ("a: 0%\nb: 0%\x1b[A\ra: 9%\n\rb: 7%\n", "a: 9%\nb: 7%\n"),
    "rich": ("\x1b[?25l\x1b[32mcargando\x1b[0m\r\x1b[2Klisto\x1b[?25h\n", "listo\n"),
    "colours": ("\x1b[1;31mrojo\x1b[0m y \x1b[38;5;12mazul\x1b[m\n", "rojo y azul\n"),
    "a title and a link": ("\x1b]0;rna\x07\x1b]8;;http://a\x1b\\aquí\x1b]8;;\x1b\\\n", "aquí\n"),
    "backspaces": ("abc\b\bX\n|\b/\b-\b \bfin\n", "aXc\nfin\n"),
    "ends of Windows": ("a\r\nb\r\n", "a\nb\n"),
    "tabs": ("a\tb\n\tc\n", "a       b\n        c\n"),
    "cleared": ("a\nb\n\x1b[2J\x1b[Hc\n", "c\n"),
    "codes of no end": ("a\x1b[999999999Cb\x1b[99999B\x1b[999999999;9Hc", None),
    "cut": ("a\x1b[", "a"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("size", [1, 7, 10**6])
def test_what_is_seen(name: str, size: int) -> None:
    """However it comes in pieces."""
    printed, wanted = CASES[name]
    seen = Seen()
    for start in range(0, len(printed), size):
        seen.write(printed[start : start + size])
    text = seen.text()
    assert text == wanted or (wanted is None and len(text) < 3000)
    assert not set("\x1b\r\b\ufffd") & set(text)


def test_bars_leave_room_for_what_comes_after_them() -> None:
    seen = Seen()
    for _ in range(4000):
        seen.write(ON_THE_SPOT + bar(1, 62, LOSS))
    seen.write("\n" + "".join(f"\r{done:7}%|" for done in range(10_000)) + "\nal fin\n")
    assert seen.text() == "   9999%|\nal fin\n"


def test_what_is_endless_is_not_kept() -> None:
    seen = Seen()
    while not seen.full:
        seen.write("\r123456789" * 1000)
    seen.write("no cabe\n" * 10**6)
    assert seen.text() == "123456789"
    seen = Seen()
    print("x" * 10**6, file=seen)
    assert seen.text() == "x" * MAX_OUTPUT + "…"


def test_an_error_of_keras_has_no_colours() -> None:
    assert wire.clean("Dense.call().\n\n\x1b[1mIncompatible\x1b[0m", 99) == "Dense.call().\n\nIncompatible"


def test_it_is_a_stream() -> None:
    assert isinstance(Seen(), io.TextIOBase)
