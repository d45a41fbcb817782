"""The statement of each exercise as its page shows it: all that its docstring says, each part in its place."""

from __future__ import annotations

import builtins
import inspect
import re

import pytest

from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from tests.support import SOLUTIONS
from tools.write import pages


def docstring(exercise: Exercise) -> str:
    return pages.docstring((SOLUTIONS / f"{exercise.unit}.py").read_text(encoding="utf-8"), exercise.name)


def names(statement: str, heading: str) -> list[str]:
    """What is listed under a heading, by name."""
    _, _, rest = statement.partition(f"\n### {heading}\n")
    return re.findall(r"^- `([^`]+)`: \S", rest.partition("\n### ")[0], re.MULTILINE)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"&#(\d+);", lambda sign: chr(int(sign[1])), text))


def plain(statement: str) -> str:
    """With its formulas in plain letters again."""
    for text, tex in pages.FORMULAS.items():
        statement = statement.replace(f"${tex}$", text).replace(f"& {tex}", text)
    return re.sub(r"\\(begin|end)\{aligned\}", "", statement)


@pytest.mark.parametrize("exercise", catalog.exercises(), ids=lambda exercise: exercise.id)
def test_a_statement_is_whole(exercise: Exercise) -> None:
    text = docstring(exercise)
    statement = pages.statement(text)
    assert names(statement, "Recibe") == list(exercise.parameters)
    raised = names(statement, "Lanza")
    assert all(issubclass(getattr(builtins, name), Exception) for name in raised)
    assert len(raised) == text.count("Error:") - text.count("`ValueError:")
    shown = re.sub(r"^(## Enunciado|### \w+|```\w*)$", "", plain(statement), flags=re.MULTILINE)
    said = re.sub(r"^(Args|Returns|Raises|Ejemplo):$", "", inspect.cleandoc(text), flags=re.MULTILINE)
    assert words(shown) == words(said), "nothing is lost, doubled or moved"


def test_the_formulas_of_statements_are_typeset() -> None:
    """Each of the table stands in a statement, and no statement has another."""
    statements = [pages.statement(docstring(exercise)) for exercise in catalog.exercises()]
    unused = [text for text, tex in pages.FORMULAS.items() if not any(tex in each for each in statements)]
    assert unused == []
    prose = [re.sub(r"`[^`]*`|\$\$.*?\$\$|\$.*?\$|```.*?```", "", each, flags=re.DOTALL) for each in statements]
    assert [found for each in prose for found in re.findall(r".*[Σ∂√←ᵀᵢⱼᵗ₁₂²].*", each)] == []


def test_what_has_no_place_on_a_page_is_refused() -> None:
    with pytest.raises(ValueError, match="no place on a page for the section"):
        pages.statement("Una función.\n\nYields:\n    int: un número tras otro.\n")
