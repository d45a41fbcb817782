"""How the known wrong answers fare: refused, diagnosed, and diagnosed as a teacher would.

``python -m tools.prove.diagnoses [-v] [UNIT ...]`` (every unit unless told) grades ``tests/corpus/answers`` and
compares each diagnosis with ``tests/corpus/diagnoses/<unit>.toml``, which gives the acceptable ones of each wrong
answer: none where the mistake has no name, and then any diagnosis is a wrong one. ``-v`` names what is not as it should
be. Exit status 1 if an answer had a wrong diagnosis. ``--heldout`` takes ``tests/corpus/heldout`` instead, answers by
somebody who had not read the library, and ``garbage``, which follows no idea. ``--raised`` takes the tables of
``tests/corpus/raised`` instead, answers of which Python, NumPy or Keras raises: how many get an idea.
"""

from __future__ import annotations

import sys
from collections import Counter

from grader.curriculum import catalog
from grader.report import ExerciseResult
from grader.verdict.grading import Grading
from tests.support.answers import ANSWERS, DIAGNOSES, HELDOUT, Answer, acceptable, answers
from tests.support.raised import RAISED, RaisedAnswer, raised_answers

COLUMNS = "wrong answers", "refused", "diagnosed", "specific", "nameable", "rightly", "wrongly"
SEED = 7


def main() -> int:
    options = [word for word in sys.argv[1:] if word.startswith("-")]
    if "--raised" in options:
        return raised("-v" in options)
    heldout = "--heldout" in options
    known = [unit.id for unit in catalog.units()] + ["garbage"] * heldout
    units = [word for word in sys.argv[1:] if not word.startswith("-")] or known
    print(f"{'unit':18}" + "".join(f"{name:>15}" for name in COLUMNS))
    totals: Counter[str] = Counter()
    for unit in units:
        counts, remarks = count(unit, heldout)
        totals += counts
        print(row(unit, counts))
        if "-v" in options:
            print("".join(remarks), end="")
    print(row("all", totals))
    share = totals["rightly"] / max(totals["nameable"], 1)
    print(f"{share:.1%} of the wrong answers whose mistake has a name were diagnosed rightly")
    return 1 if totals["wrongly"] else 0


def row(name: str, counts: Counter[str]) -> str:
    return f"{name:18}" + "".join(f"{counts[column]:15}" for column in COLUMNS)


def count(unit: str, heldout: bool) -> tuple[Counter[str], list[str]]:
    """What became of a unit's wrong answers, and those whose diagnosis is none of the acceptable ones."""
    counts: Counter[str] = Counter()
    remarks = []
    found_in, named_in = (HELDOUT, HELDOUT) if heldout else (ANSWERS, DIAGNOSES)
    wrong = [answer for answer in answers(unit, found_in) if not answer.is_right]
    with Grading({answer.unit for answer in wrong}, jobs=1) as grading:
        for answer in wrong:
            wanted = acceptable(answer, named_in) if unit != "garbage" else []
            result = graded(grading, answer)
            found = (result.diagnosis or {}).get("id", "")
            counts.update(
                {
                    "wrong answers": 1,
                    "refused": not result.passed,
                    "diagnosed": bool(found),
                    "specific": found.startswith(answer.unit),
                    "nameable": bool(wanted),
                    "rightly": found in wanted,
                    "wrongly": bool(found) and found not in wanted,
                }
            )
            if found not in wanted and (found or wanted):
                remarks.append(f"  {answer.exercise} {answer.name}: {found or '-'}, not {' or '.join(wanted) or '-'}\n")
    return counts, remarks


def raised(names: bool) -> int:
    """Print the share of the answers of each table that got an idea; 1 if an idea was none of the acceptable ones."""
    totals: Counter[str] = Counter()
    with Grading({unit.id for unit in catalog.units()}, jobs=1) as grading:
        for path in sorted(RAISED.glob("*.toml")):
            counts: Counter[str] = Counter()
            for answer in raised_answers(path.stem):
                result = graded(grading, answer)
                found = (result.diagnosis or {}).get("id", "")
                rightly = found in answer.ideas
                counts.update({"raised": 1, "with an idea": bool(found), "wrongly": bool(found) and not rightly})
                if names and not rightly:
                    print(f"  {answer}: {found or '-'}, not {' or '.join(answer.ideas)}")
            totals += counts
            print(_share(path.stem, counts))
    print(_share("all", totals))
    return 1 if totals["wrongly"] else 0


def _share(name: str, counts: Counter[str]) -> str:
    told, of, wrong = counts["with an idea"], counts["raised"], counts["wrongly"]
    return f"{name:10} {told:4} of {of:4} with an idea ({told / of:.1%}), {wrong} wrong"


def graded(grading: Grading, answer: Answer | RaisedAnswer) -> ExerciseResult:
    modules = {f"{answer.unit}.py": answer.content}
    return grading.grade(modules, catalog.select([answer.exercise]), SEED).exercises[0]


if __name__ == "__main__":
    sys.exit(main())
