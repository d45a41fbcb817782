"""Grade the solutions of the NumPy units with many seeds: no right answer may be refused by bad luck.

``python tools/seeds.py [SEEDS]`` (30 unless told); exit status 1 if anything was refused.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from queue import Empty, Queue

from grader import catalog
from grader.run import Grading

SOLUTIONS = Path(__file__).parent.parent / "solutions"


def main() -> int:
    seeds: Queue[int] = Queue()
    count = int(sys.argv[1]) if sys.argv[1:] else 30
    for seed in range(count):
        seeds.put(seed)
    units = {unit.id for unit in catalog.units() if unit.preload == "numpy"}
    exercises = [exercise for exercise in catalog.exercises() if exercise.unit in units]
    refused: list[str] = []

    def run() -> None:
        while True:
            try:
                seed = seeds.get_nowait()
            except Empty:
                return
            with Grading(seed, units, jobs=1) as grading:
                results = grading.grade(SOLUTIONS, exercises).exercises
            for result in results:
                if not result.passed:
                    refused.append(f"seed {seed}: {result.id} is {result.status}")

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("\n".join([*refused, f"{count} seeds x {len(exercises)} exercises: {len(refused)} false refusals"]))
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
