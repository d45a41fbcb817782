"""How well alike answers are found: ``python -m tools.measure.likeness [SEEDS]``.

Classes are made of the corpus (tests/support/classes.py): honest answers, and groups who have copied from the first of
them and changed names, order, comments and some functions. For each kind of class it prints how many of the groups and
of the copies were found, and how many groups were found that are none, there and in as many classes without copies.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence

from grader.classes import similarity
from tests.support.classes import UNITS, a_class

KINDS: dict[str, Sequence[str]] = {
    "whole course": UNITS,
    "three units": ("tensors", "neuron", "activations"),
    "losses": ("losses",),
    "network": ("network",),
    "tensors": ("tensors",),
}
SIZES: dict[int, Sequence[int]] = {15: (4,), 40: (4, 2), 200: (6, 4, 3, 2, 2)}
"""People of a class, and of each group of copies in it."""


def main() -> None:
    seeds = int(sys.argv[1]) if sys.argv[1:] else 5
    print("| exercises | people | groups | found | copies | found | false groups | seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for kind, units in KINDS.items():
        for people, sizes in SIZES.items():
            print(f"| {kind} | {people} | {_measured(units, people, sizes, seeds)} |", flush=True)


def _measured(units: Sequence[str], people: int, sizes: Sequence[int], seeds: int) -> str:
    groups = whole = copies = found_copies = false = 0
    took = 0.0
    for seed in range(seeds):
        modules, planted = a_class(units, people, sizes, random.Random(seed))
        began = time.perf_counter()
        found, _ = similarity.compare(modules.items(), len(modules))
        took = max(took, time.perf_counter() - began)
        for group in planted:
            most = max((len(group & {*each.names}) for each in found), default=0)
            groups, whole = groups + 1, whole + (most == len(group))
            copies, found_copies = copies + len(group), found_copies + most
        false += sum(not any({*each.names} <= group for group in planted) for each in found)
        nobody, _ = a_class(units, people, (), random.Random(1000 + seed))
        false += len(similarity.compare(nobody.items(), people)[0])
    return f"{groups} | {whole} | {copies} | {found_copies} | {false} | {took:.1f}"


if __name__ == "__main__":
    main()
