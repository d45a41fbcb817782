"""The share of the corpus that a change is tried with: as large as it says, and another for each word."""

from __future__ import annotations

from tests.support import in_share

ALIKE = [f"tests/corpus/test_answers.py::test_verdict[answer-{number}]" for number in range(3000)]


def drawn(word: str) -> set[str]:
    return {name for name in ALIKE if in_share(name, f"{word}/3")}


def test_a_share_has_its_size() -> None:
    assert 900 < len(drawn("4f0c2b1")) < 1100


def test_another_word_draws_another_share() -> None:
    assert 200 < len(drawn("4f0c2b1") & drawn("d81aa90")) < 500


def test_every_answer_has_its_turn() -> None:
    assert set().union(*(drawn(str(number)) for number in range(40))) == set(ALIKE)


def test_the_other_tests_are_never_left_out() -> None:
    assert in_share("tests/site/test_web.py::test_home", "4f0c2b1/1000000")
