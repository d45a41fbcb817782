"""How fast `rna class` is and how much memory it takes: ``python -m tools.measure.class_bench COUNTS [JOBS [IDS]]``.

``python -m tools.measure.class_bench 10,100 1,2 activations,losses.mse``: each COUNT is a synthetic class
(tools/measure/synthetic.py), graded from nothing on the exercises of IDS by each number of JOBS. The memory is that
of the whole process tree (proportional set size: shared pages count once).
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tools.measure import synthetic

DEFAULTS = ("10,100", "2", "activations.relu,tensors.rank")


def run(directory: Path, output: Path, jobs: int, ids: list[str]) -> tuple[float, float, str]:
    """Seconds, peak megabytes and the last words of one run."""
    command = [sys.executable, "-m", "grader", "class", str(directory), "--output", str(output), "--jobs", str(jobs)]
    began, peak = time.monotonic(), 0.0
    with (output.parent / "words").open("w+") as words:
        with subprocess.Popen([*command, "--seed", "1", "--only", *ids], stdout=words, stderr=words) as process:
            while process.poll() is None:
                peak = max(peak, memory(process.pid))
                time.sleep(1)
        words.seek(0)
        return time.monotonic() - began, peak, words.read()


def memory(root: int) -> float:
    """Megabytes of a process and all it started."""
    total = 0
    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(root)
        for process in (parent, *parent.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                total += process.memory_full_info().pss
    return total / 2**20


def main() -> None:
    counts, jobs, ids = (given.split(",") for given in (*sys.argv[1:], *DEFAULTS[len(sys.argv) - 1 :]))
    print(f"Exercises: {', '.join(ids)}\n")
    print("| submissions | workers | seconds | submissions/s | peak memory (MB) | again, nothing to do (s) |")
    print("| --- | --- | --- | --- | --- | --- |", flush=True)
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            synthetic.make(Path(place) / "class", int(count))
            for workers in jobs:
                output = Path(place) / f"output{workers}"
                output.mkdir()
                took, peak, words = run(Path(place) / "class", output, int(workers), ids)
                again, *_ = run(Path(place) / "class", output, int(workers), ids)
                rate = int(count) / took
                print(f"| {count} | {workers} | {took:.0f} | {rate:.2f} | {peak:.0f} | {again:.1f} |", flush=True)
                if " 0 sin corregir" not in words:
                    print(words)


if __name__ == "__main__":
    main()
