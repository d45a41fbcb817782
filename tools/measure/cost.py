"""What isolation costs, as ratios of medians measured in turn in one run: ``python -m tools.measure.cost``."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from grader.boundary.outcomes import Call
from grader.boundary.sandbox import ALWAYS, LAYERS
from grader.verdict.processes import Launcher
from grader.verdict.worker_host import Limits, WorkerHost
from grader.verdict.worker_processes import Launchers

ROUNDS, CALLS = 15, 400
LIMITS = Limits(call=60, exercise=600)
MODULES = {"unit.py": b"def f(x):\n    return x\n"}


def first_call(launchers: Launchers, preload: str = "numpy") -> float:
    """Seconds from nothing to the first answer of a fresh worker."""
    began = time.perf_counter()
    host = WorkerHost(MODULES, "unit", LIMITS, launchers, preload)
    host.call(Call("f", (1.0,)))
    took = time.perf_counter() - began
    host.close()
    return took


def each_call(launchers: Launchers) -> float:
    """Seconds of one more call."""
    host = WorkerHost(MODULES, "unit", LIMITS, launchers)
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
    closed, ajar = ([Launcher(name, 1, layers) for name in ("numpy", "tensorflow")] for layers in (LAYERS, ALWAYS))
    forked, opened = (
        Launchers({"numpy": first.ends[0], "tensorflow": second.ends[0]}) for first, second in (closed, ajar)
    )
    plain = Launchers()
    for launchers in (forked, opened):
        first_call(launchers, "tensorflow")  # waits for the import
    print("| what | first | second | ratio |\n| --- | --- | --- | --- |")
    compare("start: closed in / open", lambda: first_call(forked), lambda: first_call(opened))
    compare("one call: closed in / open", lambda: each_call(forked), lambda: each_call(opened))
    compare("start, NumPy: forked / plain", lambda: first_call(forked), lambda: first_call(plain))
    compare(
        "start, TensorFlow: forked / plain",
        lambda: first_call(forked, "tensorflow"),
        lambda: first_call(plain, "tensorflow"),
        rounds=3,
    )
    for launcher in (*closed, *ajar):
        launcher.close()


if __name__ == "__main__":
    main()
