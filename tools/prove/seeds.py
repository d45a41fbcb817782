"""Grade the solutions of the NumPy units with many seeds: no right answer may be refused by bad luck.

``python -m tools.prove.seeds [SEEDS]`` (30 unless told); exit status 1 if anything was refused.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from grader.curriculum import catalog
from grader.submission import modules
from grader.verdict.grading import Grading
from tools import ROOT

SOLUTIONS = ROOT / "solutions"
UNITS = {unit.id for unit in catalog.units() if unit.preload == "numpy"}
EXERCISES = [exercise for exercise in catalog.exercises() if exercise.unit in UNITS]


def refused(seed: int) -> list[str]:
    """The right answers that a seed refuses."""
    with Grading(UNITS, jobs=1) as grading:
        results = grading.grade(modules(SOLUTIONS), EXERCISES, seed).exercises
    return [f"seed {seed}: {result.id} is {result.status}" for result in results if not result.passed]


def main() -> int:
    count = int(sys.argv[1]) if sys.argv[1:] else 30
    with ThreadPoolExecutor(2) as pool:
        found = [line for lines in pool.map(refused, range(count)) for line in lines]
    print("\n".join([*found, f"{count} seeds x {len(EXERCISES)} exercises: {len(found)} false refusals"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
