"""The share of a test's cases that a change is tried with: as large as it says, and another for each word."""

from __future__ import annotations

from tests.support import in_share

ALIKE = [f"tests/corpus/test_answers.py::test_verdict[answer-{number}]" for number in range(3000)]


def drawn(word: str) -> set[str]:
    return in_share(ALIKE, f"{word}/3")


def test_a_share_has_its_size() -> None:
    assert len(drawn("4f0c2b1")) == 1000


def test_another_word_draws_another_share() -> None:
    assert 200 < len(drawn("4f0c2b1") & drawn("d81aa90")) < 500


def test_every_answer_has_its_turn() -> None:
    assert set().union(*(drawn(str(number)) for number in range(40))) == set(ALIKE)


def test_what_has_few_cases_is_never_left_out() -> None:
    few = {"tests/site/test_web.py::test_home", *(f"tests/site/test_pages.py::test_every_page[{n}]" for n in range(4))}
    assert in_share([*few, *ALIKE], "4f0c2b1/1000000") > few
