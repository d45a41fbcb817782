"""Grade the right answers to the exercises that need no TensorFlow with many seeds: none may be refused by bad luck.

``python -m tools.prove.seeds [SEEDS [ID ...]]`` (30 seeds and every exercise unless told; an ID is an exercise, a unit
or a prefix) grades the solutions and every right answer of the corpus; exit status 1 if anything was refused.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from grader.curriculum import catalog
from grader.verdict.grading import Grading
from tools.prove.verdicts import Answer, corpus, verdict


def right_answers(ids: list[str]) -> list[Answer]:
    chosen = {exercise.id: exercise.unit for exercise in catalog.select(ids) if exercise.in_browser}
    known = (answer for unit in dict.fromkeys(chosen.values()) for answer in corpus(unit))
    return [each for each in known if each.exercise in chosen and each.kind in ("right", "solution")]


def refused(answers: list[Answer], seed: int) -> list[str]:
    """The right answers that a seed refuses."""
    with Grading({answer.exercise.partition(".")[0] for answer in answers}, jobs=1) as grading:
        statuses = ((answer.id, verdict(grading, answer, seed)["status"]) for answer in answers)
        return [f"seed {seed}: {id} is {status}" for id, status in statuses if status != "passed"]


def main() -> int:
    count = int(sys.argv[1]) if sys.argv[1:] else 30
    answers = right_answers(sys.argv[2:])
    with ThreadPoolExecutor(2) as pool:
        found = [line for lines in pool.map(lambda seed: refused(answers, seed), range(count)) for line in lines]
    print("\n".join([*found, f"{count} seeds x {len(answers)} right answers: {len(found)} false refusals"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
