"""Grade the right answers to the NumPy exercises with many seeds: none may be refused by bad luck.

``python -m tools.prove.seeds [SEEDS]`` (30 unless told) grades the solutions and every right answer of the corpus; exit
status 1 if anything was refused.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from grader.curriculum import catalog
from grader.verdict.grading import Grading
from tools.prove.verdicts import corpus, verdict

UNITS = [unit.id for unit in catalog.units() if unit.preload == "numpy"]
RIGHT = [answer for unit in UNITS for answer in corpus(unit) if answer.kind in ("right", "solution")]


def refused(seed: int) -> list[str]:
    """The right answers that a seed refuses."""
    with Grading(set(UNITS), jobs=1) as grading:
        statuses = ((answer.id, verdict(grading, answer, seed)["status"]) for answer in RIGHT)
        return [f"seed {seed}: {id} is {status}" for id, status in statuses if status != "passed"]


def main() -> int:
    count = int(sys.argv[1]) if sys.argv[1:] else 30
    with ThreadPoolExecutor(2) as pool:
        found = [line for lines in pool.map(refused, range(count)) for line in lines]
    print("\n".join([*found, f"{count} seeds x {len(RIGHT)} right answers: {len(found)} false refusals"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
