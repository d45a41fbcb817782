"""The report that a student reads, compared whole, and what it must never do."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from grader.report import Check, ExerciseResult, Report, score
from grader.reporters import terminal

CHECKS = (
    Check(
        "each_row_sums_one",
        "core",
        "failed",
        2.0,
        "Cada fila suma 1.\nsoftmax(np.array([[0.]])) devolvió [[2.]]\nSe esperaba 1.",
    ),
    Check("ratios", "core", "passed", 2.0, "Los cocientes."),
    Check("stable", "extra", "failed", 1.0, "Es estable.\nNumPy avisó: RuntimeWarning: overflow."),
)

RESULTS = (
    ExerciseResult("activations.relu", "activations", "ReLU", 1.5, 1.5, "passed", 0.1, CHECKS[1:2]),
    ExerciseResult(
        "activations.softmax", "activations", "Softmax", 3.5, 0.0, "failed", 0.1, CHECKS, None, "z = 3\nmás"
    ),
    ExerciseResult("losses.mse", "losses", "Error cuadrático medio", 2.0, 0.0, "not_implemented", 0.1, ()),
    ExerciseResult("losses.accuracy", "losses", "Exactitud", 1.5, 0.0, "not_implemented", 0.1, ()),
)

WHOLE = """
3. Funciones de activación ██████░░░░░░░░░░░░░░ 1.5/5 puntos 1/2
4. Función de pérdida      ░░░░░░░░░░░░░░░░░░░░ 0/3.5 puntos 0/2

✗ activations.softmax  Softmax: no cumple, 0/3.5
    Cada fila suma 1.
    softmax(np.array([[0.]])) devolvió [[2.]]
    Se esperaba 1.
    ✗ Es estable.
    Tu código imprimió: z = 3 …

Sin hacer
    losses: mse, accuracy

Puntuación: 1.5 de 8.5  (1 de 4 ejercicios; semilla 5)
Siguiente paso: exercises/activations.py, función softmax (Softmax).
Teoría: site/activations.md#softmax. Para corregir solo eso:
    rna grade activations.softmax
¿Sin ideas? Una pista: rna hint activations.softmax
"""


@pytest.fixture(autouse=True)
def _outside_nox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOX_CURRENT_SESSION", raising=False)


def test_whole_report() -> None:
    assert terminal.render(Report(5, RESULTS), Path("exercises")).replace("\\", "/") == WHOLE


def test_inside_nox_the_next_command_is_noxs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOX_CURRENT_SESSION", "grade")
    assert "nox -s grade -- activations.softmax" in terminal.render(Report(5, RESULTS), Path("exercises"))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    long = dataclasses.replace(CHECKS[0], message="Una ley. " * 30 + "\n" + "softmax(...) " * 40)
    results = (dataclasses.replace(RESULTS[1], checks=(long,)), *RESULTS)
    assert max(map(len, terminal.render(Report(5, results), Path("exercises"), width).splitlines())) <= width


def test_without_colour_there_is_no_escape_code() -> None:
    assert "\x1b" not in terminal.render(Report(5, RESULTS), Path("exercises"))
    coloured = terminal.render(Report(5, RESULTS), Path("exercises"), color=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == WHOLE.split()


def test_text_of_a_submission_is_only_text() -> None:
    hostile = "Una ley.\n[red]x[/red] [link=http://a]y[/link] :smile:"
    results = (dataclasses.replace(RESULTS[1], checks=(dataclasses.replace(CHECKS[0], message=hostile),)),)
    text = terminal.render(Report(5, results), Path("exercises"), color=True)
    assert "[red]x[/red] [link=http://a]y[/link] :smile:" in text


def test_no_line_is_a_workflow_command() -> None:
    hostile = "Una ley.\n::error file=a::x\n   ::set-output name=b::y\n##[section]z"
    results = (dataclasses.replace(RESULTS[1], checks=(dataclasses.replace(CHECKS[0], message=hostile),)),)
    lines = terminal.render(Report(5, results), Path("exercises")).splitlines()
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line]
    assert any("set-output" in line for line in lines), "told, but not obeyed"


SCORES = {
    "all": ([("core", "passed", 2), ("extra", "passed", 1)], 6.0),
    "an extra failed": ([("core", "passed", 2), ("extra", "failed", 1)], 4.0),
    "a core failed": ([("core", "failed", 2), ("core", "passed", 2), ("extra", "passed", 1)], 0.0),
    "a core was skipped": ([("core", "passed", 2), ("core", "skipped", 2)], 0.0),
    "nothing ran": ([], 0.0),
}


@pytest.mark.parametrize(("checks", "points"), SCORES.values(), ids=SCORES)
def test_score(checks: list[tuple[str, str, float]], points: float) -> None:
    assert score(6.0, [Check("c", kind, status, weight, "") for kind, status, weight in checks]) == points


def test_what_was_not_graded_is_no_step_of_the_students() -> None:
    """No hint, no theory: nothing in the code is to be mended."""
    not_graded = dataclasses.replace(RESULTS[1], status="not_graded", checks=())
    for others in ((), RESULTS[:1]):
        text = terminal.render(Report(5, (not_graded, *others)), Path("exercises"))
        assert "sin corregir" in text
        assert not re.search("Siguiente paso|Teoría|pista|Todo bien", text)
    text = terminal.render(Report(5, (not_graded, RESULTS[2])), Path("exercises"))
    assert "Siguiente paso: exercises/losses.py" in text
