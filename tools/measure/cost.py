"""What isolation costs, as ratios of medians measured in turn in one run: ``python -m tools.measure.cost``."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from grader.boundary.outcomes import Call
from grader.verdict.processes import Launcher
from grader.verdict.worker_host import Limits, WorkerHost
from grader.verdict.worker_processes import Launchers

ROUNDS, CALLS = 15, 400
LIMITS = Limits(call=60, exercise=600)


def first_call(folder: Path, launchers: Launchers, preload: str = "numpy", closed: bool = True) -> float:
    """Seconds from nothing to the first answer of a fresh worker."""
    began = time.perf_counter()
    host = WorkerHost(folder, "unit", LIMITS, launchers, preload, closed=closed)
    host.call(Call("f", (1.0,)))
    took = time.perf_counter() - began
    host.close()
    return took


def each_call(folder: Path, launchers: Launchers, closed: bool) -> float:
    """Seconds of one more call."""
    host = WorkerHost(folder, "unit", LIMITS, launchers, closed=closed)
    host.call(Call("f", (1.0,)))
    began = time.perf_counter()
    for _ in range(CALLS):
        host.call(Call("f", (1.0,)))
    took = (time.perf_counter() - began) / CALLS
    host.close()
    return took


def compare(what: str, first: Callable[[], float], second: Callable[[], float], rounds: int = ROUNDS) -> None:
    """Print the medians of both, taken in turn, and their ratio."""
    pairs = [(first(), second()) for _ in range(rounds)]
    one, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"| {what} | {one * 1000:.2f} ms | {other * 1000:.2f} ms | {one / other:.2f} |", flush=True)


def main() -> None:
    launchers = {name: Launcher(name, users=1) for name in ("numpy", "tensorflow")}
    forked = Launchers({name: launcher.ends[0] for name, launcher in launchers.items()})
    plain = Launchers()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "unit.py").write_text("def f(x):\n    return x\n", encoding="utf-8")
        first_call(folder, forked, "tensorflow")  # waits for the import
        print("| what | first | second | ratio |\n| --- | --- | --- | --- |")
        compare(
            "start: closed in / open",
            lambda: first_call(folder, forked),
            lambda: first_call(folder, forked, closed=False),
        )
        compare(
            "one call: closed in / open",
            lambda: each_call(folder, forked, closed=True),
            lambda: each_call(folder, forked, closed=False),
        )
        compare("start, NumPy: forked / plain", lambda: first_call(folder, forked), lambda: first_call(folder, plain))
        compare(
            "start, TensorFlow: forked / plain",
            lambda: first_call(folder, forked, "tensorflow"),
            lambda: first_call(folder, plain, "tensorflow"),
            rounds=3,
        )
    for launcher in launchers.values():
        launcher.close()


if __name__ == "__main__":
    main()
