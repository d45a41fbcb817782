"""The report that a student reads, compared whole, and what it must never do."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from grader.curriculum import catalog
from grader.report import Check, ExerciseResult, Report, Standing, score
from grader.reporters import journey, terminal
from grader.reporters.text import counted, place, points, published, raised_at, theory, told

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
    Cada fila suma 1. (esencial: sin esto, 0 puntos)
    softmax(np.array([[0.]])) devolvió [[2.]]
    Se esperaba 1.
    ✗ Es estable. (extra)
    Tu código imprimió: z = 3 …

Sin hacer
    losses: mse, accuracy

Puntuación: 1.5 de 8.5  (1 de 4 ejercicios; semilla 5)
Siguiente paso: exercises/activations.py, función softmax (Softmax).
Teoría: site/activations.md#softmax
Para corregir solo eso: rna grade activations.softmax
¿Sin ideas? Una pista: rna hint activations.softmax
"""


@pytest.fixture(autouse=True)
def _somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Outside nox, where the theory lies beside, and no modules whose lines could be counted."""
    monkeypatch.delenv("NOX_CURRENT_SESSION", raising=False)
    monkeypatch.delenv("SITE_URL", raising=False)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "activations.md").touch()
    monkeypatch.chdir(tmp_path)


def test_whole_report() -> None:
    assert terminal.render(Report(5, RESULTS), Path("exercises")).replace("\\", "/") == WHOLE


RAISED = """La ley.
Llamada: f(1.)
neuron.py:21: `return g(x)`
…
neuron.py:12: `raise ValueError("the first of two very long lines, and so it goes on and on")`
ValueError: no
otro.py:3: `lo que diga el error`"""


def test_places_can_be_clicked_and_stay_on_a_line() -> None:
    raised = dataclasses.replace(RESULTS[1], checks=(dataclasses.replace(CHECKS[0], message=RAISED),))
    text = terminal.render(Report(5, (raised,)), Path("exercises")).replace("\\", "/")
    assert "    exercises/neuron.py:21: `return g(x)`\n    …\n    exercises/neuron.py:12: `raise ValueError(" in text
    assert "…`\n    ValueError: no\n" in text
    assert raised_at(raised) == ("neuron.py", 12)
    assert "exercises" not in terminal.verdicts([raised]).split("Llamada")[1], "nobody knows where the modules are"


MODULES = {
    "def": (b"\n\ndef softmax(z):\n    return z\n", "activations.py:3\n"),
    "a name": (b"\nsoftmax = abs\n", "activations.py:2\n"),
    "nowhere": (b"from helper import *\n", "activations.py\n"),
    "UTF-16": ("def softmax(z): pass".encode("utf-16"), "activations.py\n"),
    "no file": (None, ""),
}


@pytest.mark.parametrize(("source", "shown"), MODULES.values(), ids=MODULES)
def test_no_line_is_told_that_nobody_has_seen(
    source: bytes | None, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the function begins is told where that can be found: a report may be read far from its modules."""
    if source:
        (tmp_path / "activations.py").write_bytes(source)
    monkeypatch.chdir(tmp_path)
    text = terminal.render(Report(5, RESULTS[1:2]), tmp_path)
    assert (f"0/3.5\n    {shown}" if shown else "0/3.5\n    Cada fila suma 1.") in text
    assert place(RESULTS[1], tmp_path)[0] == "activations.py"


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


def test_points_have_two_decimals_and_a_singular() -> None:
    assert list(map(points, (2.0455, 1.3929, 2.0, 0.0, 100.0, 0.004, 12345.678))) == [
        "2.05", "1.39", "2", "0", "100", "0", "12345.68",
    ]  # fmt: skip
    assert [counted(number, "punto") for number in (1, 1.5, 0)] == ["1 punto", "1.5 puntos", "0 puntos"]
    result = dataclasses.replace(RESULTS[1], score=2.045454)
    text = terminal.render(Report(5, (result,)), Path("exercises"))
    assert text.count("2.05/3.5") == 2
    assert not re.search(r"\d\.\d{3}", text)
    fallen = dataclasses.replace(RESULTS[0], score=0.0, status="failed")
    assert "relu (llegó a 1 punto)" in journey.journey(
        Report(5, (fallen, *(each for each in everything() if each.id != fallen.id))),
        {fallen.id: 1.0},
        Path("exercises"),
    )


def everything(status: str = "passed") -> list[ExerciseResult]:
    return [
        ExerciseResult(each.id, each.unit, each.title, each.points, each.points, status, 0.1, ())
        for each in catalog.exercises()
    ]


WORTH = {
    "a core one": (0, "Cada fila suma 1. (esencial: sin esto, 0 puntos)"),
    "an extra beside it": (2, "Es estable. (extra)"),
}


@pytest.mark.parametrize(("check", "line"), WORTH.values(), ids=WORTH)
def test_what_a_failed_check_costs(check: int, line: str) -> None:
    assert told(RESULTS[1], CHECKS[check]).partition("\n")[0] == line


def test_what_a_failed_extra_costs_alone() -> None:
    right = dataclasses.replace(RESULTS[1], checks=CHECKS[1:])
    assert told(right, CHECKS[2]).startswith("Es estable. (extra: cuesta 1.17 puntos)\n")
    assert round(3.5 - score(3.5, CHECKS[1:]), 2) == 1.17
    both = dataclasses.replace(RESULTS[1], checks=(CHECKS[0], dataclasses.replace(CHECKS[1], status="failed")))
    assert told(both, both.checks[1]) == "Los cocientes. (esencial)", "what that means is said once"
    broken = dataclasses.replace(
        RESULTS[1], checks=(dataclasses.replace(CHECKS[0], message="No se puede cargar."),) * 2
    )
    assert told(broken, broken.checks[0]) == "No se puede cargar.", "no law is at fault"


def test_after_success_comes_what_is_next() -> None:
    done, next_ = Report(5, RESULTS[:1]), catalog.select(["activations.softmax"])[0]
    text = terminal.render(done, Path("exercises"), standing=Standing(next_))
    assert "Todo bien" in text
    assert "Siguiente paso: " in text
    assert "función softmax" in text
    text = terminal.render(done, Path("exercises"), standing=Standing(next_, (catalog.unit("activations"),)))
    assert "¡Unidad 3 completa! Funciones de activación: 9 ejercicios, todo bien." in text
    assert "Todo bien" not in text
    course = catalog.exercises()
    text = terminal.render(done, Path("exercises"), standing=Standing(None, (catalog.unit("activations"),), course))
    assert f"¡Enhorabuena! Has completado el curso: {len(course)} ejercicios, 100 puntos." in text
    assert "En esta carpeta no queda ningún ejercicio por hacer." in text
    assert "Siguiente" not in text
    assert "Siguiente" not in terminal.render(done, Path("exercises")), "somebody else's folder"


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_one_unit_of_the_map(width: int) -> None:
    known = Report(0, tuple(dataclasses.replace(each, score=0.0, status="failed") for each in everything()))
    text = journey.stage(known, catalog.unit("activations"), {"activations.relu": 1}, Path("exercises"), width)
    words = " ".join(text.split())
    for word in (
        "3. Funciones de activación",
        "exercises/activations.py",
        "relu",
        "0/1 no cumple; llegó a 1",
        "0 de 9",
    ):
        assert word in words.replace("\\", "/"), word
    assert "losses" not in text
    if width >= 40:
        assert max(len(line) for line in text.splitlines() if not re.search("grade|hint|Teoría", line)) <= width


def test_where_the_theory_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert theory("activations.md#relu", Path("exercises")) == "site/activations.md#relu"
    assert theory("activations.md#relu", tmp_path / "mine" / "exercises") == "", "a student's folder has no site"
    for address in ("https://ejemplo.org/redes", "https://ejemplo.org/redes/"):
        monkeypatch.setenv("SITE_URL", address)
        assert theory("activations.md#relu", tmp_path) == "https://ejemplo.org/redes/activations/#relu"
    monkeypatch.setenv("SITE_URL", "javascript:alert(1)")
    assert published() == ""
