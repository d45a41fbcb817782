"""Whose answers are alike: copies are found in classes of any size, and honest answers are left alone."""

from __future__ import annotations

import csv
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from grader.classes import class_page, similarity
from grader.classes.course import Plan
from grader.classes.gradebook import Row
from grader.classes.handed_in import Entry
from tests.support import ROOT, SOLUTIONS, with_proof
from tests.support.classes import UNITS, Modules, a_class, honest
from tests.support.command import rna
from tests.support.reports import REPORTS


def grouped(modules: dict[str, Modules]) -> list[set[str]]:
    """Who is found to be alike."""
    every = {name: similarity.written(each) for name, each in modules.items()}
    return [{*group.names} for group in similarity.groups(every)]


# -- copies and honest answers ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_four_near_copies_among_fifteen_are_found_and_nobody_else(seed: int) -> None:
    modules, groups = a_class(UNITS, 15, (4,), random.Random(seed))
    assert grouped(modules) == groups


@pytest.mark.proof
@pytest.mark.parametrize(("people", "sizes"), [(15, (4,)), (40, (4, 2)), (200, (6, 4, 3, 2, 2))])
def test_every_group_of_a_class_is_found_and_no_other(people: int, sizes: Sequence[int]) -> None:
    """Recall and false groups for smaller courses: ``python -m tools.measure.likeness``."""
    for seed in range(3):
        modules, groups = a_class(UNITS, people, sizes, random.Random(100 + seed))
        assert sorted(map(sorted, grouped(modules))) == sorted(map(sorted, groups))


@pytest.mark.parametrize("units", [("tensors", "neuron", "activations"), ("losses",), ("network",)])
@pytest.mark.parametrize("people", [15, 40])
def test_a_class_without_copies_has_no_groups(people: int, units: Sequence[str]) -> None:
    modules, _ = a_class(units, people, (), random.Random(3))
    assert grouped(modules) == []


def test_what_leaves_no_choice_is_no_sign() -> None:
    """Four of fifteen have the same in all that is short and natural, and the rest as their own."""
    chance = random.Random(5)
    modules, _ = a_class(UNITS, 15, (), chance)
    obvious = (SOLUTIONS / "tensors.py").read_bytes()
    for name in list(modules)[:4]:
        modules[name] = {**modules[name], "tensors.py": obvious, "neuron.py": (SOLUTIONS / "neuron.py").read_bytes()}
    assert grouped(modules) == []


def test_stubs_are_no_sign() -> None:
    """Neither untouched ones, nor those beside what somebody has done."""
    stubs = {f"{unit}.py": (ROOT / "exercises" / f"{unit}.py").read_bytes() for unit in UNITS}
    assert similarity.written(stubs).prints == frozenset()
    chance = random.Random(6)
    modules = {f"s{number}": stubs | honest(("losses",), chance) for number in range(15)}
    assert grouped(modules) == []


def test_a_pair_is_shown_side_by_side() -> None:
    """The function as each has written it, and which of its lines the other has too; the docstring is nobody's own."""
    chance = random.Random(7)
    modules, ((*names,),) = a_class(UNITS, 15, (2,), chance)
    ((group,), _) = similarity.compare(modules.items(), len(modules))
    (pair,) = group.pairs
    assert sorted(pair.names) == sorted(names)
    assert len(pair.functions) == 4
    assert pair.more > 10
    for function in pair.functions:
        assert function.names[0] == function.names[1]
        for lines in function.lines:
            text = "\n".join(line for line, _ in lines)
            assert f"def {function.names[0].partition('.')[2]}(" in text
            assert sum(same for _, same in lines) > len(lines) / 2


def test_what_is_shown_has_room_and_an_end() -> None:
    """However much is alike, and of however many."""
    lines = [b"    a.x%d = '<&>' * %d\n" % (number, number) for number in range(9000)]
    source = b"".join(b"def f%d(a):\n" % n + b"".join(lines[300 * n : 300 * n + 300]) for n in range(30))
    alike = similarity.written({"losses.py": source})
    every = {f"s{number}": alike if number < 24 else similarity.written({}) for number in range(50)}
    groups = similarity.groups(every)
    shown = [len(line) for each in groups[0].pairs for f in each.functions for lines in f.lines for line, _ in lines]
    assert len(groups[0].pairs) == 24 * 23 / 2
    assert 100_000 < sum(shown) < 1_000_000
    rows = [Row(Entry(name, Path(name)), REPORTS["passed"]) for name in every]
    assert len(class_page.render(rows, Plan(), groups, ".html").encode()) < 2_000_000


@pytest.mark.proof
def test_a_class_of_fifteen_as_its_teacher_grades_it(tmp_path: Path) -> None:
    """Who has copied is on the page, and not who has handed in untouched stubs, or stubs alike."""
    modules, ((*names,),) = a_class(("tensors", "neuron", "activations"), 15, (4,), random.Random(2))
    stubs = {f"{unit}.py": (ROOT / "exercises" / f"{unit}.py").read_bytes() for unit in ("tensors", "neuron")}
    modules |= {f"stub{number}": {**stubs, "neuron.py": stubs["neuron.py"] + b"#" * number} for number in (1, 1, 2, 3)}
    modules["stub4"] = modules["stub3"]
    for name, files in modules.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        for file, source in files.items():
            (tmp_path / "class" / name / file).write_bytes(source)
    only = ("tensors.rank", "neuron.perceptron", "activations.relu")
    done = rna("class", "class", "--output", "out", "--only", *only, cwd=tmp_path)
    assert "Traceback" not in done.stderr
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    _, _, alike = page.partition(">Respuestas parecidas</h2>")
    article = alike.partition("</section>")[0]
    assert article.count("<article>") == 1
    assert "idénticas" not in article
    found = {row["name"] for row in _table(tmp_path / "out" / "grades.csv") if f"reports/{row['name']}.html" in article}
    assert found == {*names}


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


# -- what is compared ------------------------------------------------------------------------------


def own_code(seed: int) -> bytes:
    """Code whose structure depends on the seed."""
    ops = ["+", "-", "*", "/", "//", "%", "**", "@", "&", "|"]
    lines = []
    for number in range(14):
        digit = (seed * 7919 + number * 104729) // (number + 1)
        names = [
            f"({ops[digit % 10]}1)" if digit % 10 < 2 else "v",
            "w" * (1 + digit % 3),
            f"f(v, {'k=1' if digit % 2 else '2'})",
        ]
        body = f" {ops[(digit // 10) % 10]} ".join(names[digit % 3 :] + names[: digit % 3])
        lines.append(
            f"def part_{number}(v, w):\n    {'if v: return w' if digit % 5 == 0 else 'w = v'}\n    return {body}\n"
        )
    return "\n".join(lines).encode()


def test_copies_with_other_names_are_found_and_common_code_is_not() -> None:
    common = (SOLUTIONS / "activations.py").read_bytes()
    every = {
        f"student{number}": similarity.written({"activations.py": common, "losses.py": own_code(number)})
        for number in range(30)
    }
    assert similarity.groups(every) == []
    copied = own_code(7).decode().replace("part_", "trozo_").replace("w", "zeta").replace("\n\n", "\n\n# mío\n\n")
    every["copier"] = similarity.written({"activations.py": common, "losses.py": copied.encode()})
    (group,) = similarity.groups(every)
    assert group.names == ("copier", "student7")
    assert group.likeness > 0.9


def test_every_pair_that_is_alike_is_found() -> None:
    """All are compared with all here, and nowhere else."""
    chance = random.Random(0)
    rare: dict[str, set[int]] = {}
    for number in range(60):
        own = set(chance.sample(range(2000), 100))
        if rare and number % 3 == 0:  # two thirds of another's to nearly all of it
            kept = chance.choice(sorted(rare))
            own = {each for each in rare[kept] if chance.random() < 0.95} | set(list(own)[: chance.randint(0, 30)])
        rare[f"s{number}"] = own
    weights = {each: chance.choice((1.0, 3.0, 5.0)) for each in range(2000)}

    def weight(some: set[int]) -> float:
        return sum(weights[each] for each in some)

    alike = {
        pair for pair in itertools.combinations(rare, 2)
        if weight(rare[pair[0]] & rare[pair[1]]) >= 0.65 * weight(rare[pair[0]] | rare[pair[1]])
    }  # fmt: skip
    assert len(alike) > 5
    assert set(similarity.likenesses(rare, weights, 9.0)) == alike
    assert similarity.likenesses(rare, weights, 500.0) == {}, "what they share is not enough"


TANGLED: dict[str, bytes] = {
    "backslashes": b"\\", "quotes": b"\"'", "open texts": b"x = \'\'\'a\\", "all quotes": b"\'\'\'\"\"\"",
    "brackets": b"(",
    "a name": b"a", "a number": b"1", "the same": b"x = 1\n", "f-strings": b"f'{", "zeros": b"\0", "signs": b"-",
    "spaces": b" ", "lines": b"\n", "ends of lines": b"\\\r", "prefixes": b"rb", "comments": b"#", "escapes": b'"\\',
    "attributes": b".a", "other bytes": b"\xff\xfe", "punycode": b"# coding: punycode\n-\xc3\xa9", "braces": b"{[(",
    "indents": b" x\n  ", "escaped quotes": b'\\"', "texts": b"'a'",
}  # fmt: skip


def seconds(source: bytes, times: int = 3) -> float:
    """Of the processor, that fingerprints of a source take at best: others may be at work here."""
    taken = []
    for _ in range(times):
        similarity._module.cache_clear()
        began = time.process_time()
        assert isinstance(similarity.written({"losses.py": source}).prints, frozenset)
        taken.append(time.process_time() - began)
    return min(taken)


QUICK = ("backslashes", "open texts", "brackets", "the same")


@pytest.mark.parametrize("name", with_proof(TANGLED, QUICK))
def test_fingerprints_take_a_time_that_goes_with_the_size(name: str) -> None:
    """Eight times the code takes about eight times as long, and not 64; the largest there is, some seconds."""
    sizes = {7_500: 3, 60_000: 3, 960_000: 1}
    small, large, huge = (seconds((TANGLED[name] * size)[:size], times) for size, times in sizes.items())
    assert large < 24 * small + 0.02, (small, large)
    assert huge < 48 * large + 0.5, (large, huge)


def hiding(count: int) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Submissions that share 30 kB, and have some functions more in common with a few."""
    shared = b"".join(b"def f%d():\n    a.v%d += g.x%d(%d) + 1 - h.z(1)\n" % (n, n, n, n) for n in range(700))
    for number in range(count):
        own = b"".join(b"def w%d():\n    b.w%d_%d -= g.y%d(3) - 1\n" % (n, number // 3, n, n) for n in range(120))
        yield f"s{number}", {"losses.py": own + shared}


@pytest.mark.proof
def test_a_comparison_takes_a_time_that_goes_with_the_class() -> None:
    taken = []
    for count in (30, 120):
        began = time.perf_counter()
        groups, partly = similarity.compare(hiding(count), count)
        assert (len(groups), len(partly)) == (count // 3, count), "whatever they share with all, and that is told"
        taken.append(time.perf_counter() - began)
    assert taken[1] < 9 * taken[0], taken


def test_a_comparison_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """In time, with its process, and in words."""
    monkeypatch.setattr(similarity, "_SECONDS", 0.0)
    monkeypatch.setattr(similarity, "_SECONDS_EACH", 0.001)
    with pytest.raises(similarity.GivenUp, match="no ha terminado"):
        similarity.compare(hiding(200), 200)
    text = class_page.render(
        [Row(Entry("ana", Path("ana")))], Plan(), [], ".json", {}, "La comparación no ha terminado"
    )
    assert "La comparación no ha terminado." in text
    monkeypatch.undo()
    broken = iter([("ana", {"losses.py": b""}), ("eva", {})])
    monkeypatch.setattr(similarity.json, "dumps", lambda tree: "[")
    with pytest.raises(similarity.GivenUp, match="ha fallado"):
        similarity.compare(broken, 2)
