"""The report as a page: valid, self-contained, accessible, and deaf to what a submission says."""

from __future__ import annotations

import base64
import dataclasses
import re
import zlib
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from justhtml import JustHTML

from grader.curriculum import catalog
from grader.report import Check, ExerciseResult, Report
from grader.reporters import figures, html

HOSTILE = "</pre></style><script>alert(1)</script><img src=x onerror=alert(1)> &amp; \x00\x1b[31m \u202e «»"

FIGURES: dict[str, dict[str, Any]] = {
    "lines": {
        "kind": "lines", "title": "relu(z)", "axes": ["z", "relu(z)"], "text": "Aquí coinciden.",
        "series": [
            {"name": "lo que debería ser", "role": "law", "x": [-1.0, 0.0, 1.0], "y": [0.0, 0.0, 1.0]},
            {"name": "tu función", "role": "mine", "x": [-1.0, 0.0, 1.0], "y": [1e300, float("nan"), -float("inf")]},
            {"name": "datos", "role": "ones", "x": [0.0], "y": [0.5]},
        ],
    },
    "one value": {
        "kind": "lines", "title": "pérdida", "axes": ["época", "pérdida"], "text": "",
        "series": [{"name": "entrenamiento", "role": "mine", "x": [1.0, 2.0], "y": [0.5, 0.5]}],
    },
    "regions": {
        "kind": "regions", "title": "AND", "axes": ["x₁", "x₂"], "text": "Bien.", "x": [-0.5, 1.5], "y": [-0.5, 1.5],
        "grid": [[0.0, 1.0], [float("nan"), 0.5]], "points": [[0.0, 0.0, 0, True], [1.0, 1.0, 1, False]],
    },
    "path": {
        "kind": "path", "title": "El camino", "axes": ["w₀", "w₁"], "text": "Llega.", "steepness": [1.0, 6.0],
        "mine": [[4.0, 1.5], [float("nan"), 1.0], [1e300, -1e300]], "law": [[4.0, 1.5], [3.0, -0.75]],
    },
    "matrix": {"kind": "matrix", "title": "Confusión", "labels": ["0", "1"], "counts": [[90, 10], [0, 9]], "text": ""},
    "digits": {
        "kind": "digits", "title": "Errores", "text": "1 de 1.",
        "images": [{"pixels": base64.b64encode(bytes(range(256)) * 3 + bytes(16)).decode(), "true": 3, "said": 8}],
    },
}  # fmt: skip

STORY = f"f(1)\n  vale        [1., «2.»]\n  se esperaba [1., «3.»]\n{HOSTILE}"
CHECKS = (
    Check("law", "core", "failed", 2.0, f"Una ley.\n{STORY}"),
    Check("same", "core", "failed", 2.0, f"Otra ley.\n{STORY}"),
    Check("extra", "extra", "error", 1.0, "Un extra.\nTypeError: " + HOSTILE),
)
DIAGNOSIS = {"id": "x", "message": f"Usas `max`.\n{HOSTILE}"}
RESULTS = (
    ExerciseResult("activations.relu", "activations", "ReLU", 1.5, 0.0, "failed", 0.1, CHECKS, DIAGNOSIS, HOSTILE,
                   tuple(FIGURES.values())),
    ExerciseResult("activations.tanh", "activations", "Tangente hiperbólica", 1.5, 1.5, "passed", 0.1, (),
                   figures=(FIGURES["lines"],)),
    ExerciseResult("losses.mse", "losses", "Error cuadrático medio", 2.0, 0.0, "not_implemented", 0.1, ()),
)  # fmt: skip
ABOUT = html.About("ana", datetime(2026, 1, 5, 9, 3), Path("exercises"))
PAGE = html.render(Report(5, RESULTS), about=ABOUT)


@pytest.fixture(scope="module")
def page() -> JustHTML:
    return JustHTML(PAGE, strict=True, sanitize=False)  # strict: any parse error is raised


def all_text(node: Any) -> str:
    return str(node.to_text(separator=" "))


def test_it_says_what_there_is_to_know(page: JustHTML) -> None:
    (main,) = page.query("main")
    text = all_text(main)
    for words in ("✗ no cumple", "0/1.5", "Una ley.", "se esperaba", "Otra ley.", "Un extra.", "Usas", "Sin hacer"):
        assert words in text, words
    for words in ("Pista 3", catalog.select(["activations.relu"])[0].hints[0][:30], "site/activations.md#relu"):
        assert words in text, words
    assert text.count("[1.,") == 2, "a story is told once"
    assert [mark.to_text() for mark in page.query("pre mark")] == ["«2.»", "«3.»"]
    assert "1.5 de 5 puntos" in all_text(page.query("header")[0])


def test_text_of_a_submission_is_only_text(page: JustHTML) -> None:
    assert not page.query("script")
    assert {image.attrs["src"][:15] for image in page.query("img")} == {"data:image/png;"}
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", PAGE)
    assert PAGE.count("&lt;script&gt;alert(1)&lt;/script&gt;") == PAGE.count("alert(1)&lt;/script")
    assert not [name for node in page.query("*") for name in node.attrs if name.startswith("on")]


def test_it_asks_no_other_host_for_anything(page: JustHTML) -> None:
    addresses = [
        value for node in page.query("*") for name, value in node.attrs.items() if name in ("href", "src", "srcset")
    ]
    assert addresses
    assert all(address.startswith(("#", "data:image/png;base64,")) for address in addresses)
    assert not re.search(r"url\(|@import|https?:", PAGE)


def test_landmarks_and_headings(page: JustHTML) -> None:
    assert page.query("html")[0].attrs["lang"] == "es"
    assert [len(page.query(name)) for name in ("h1", "main", "body > header", "footer")] == [1, 1, 1, 1]
    levels = [int(node.name[1]) for node in page.query("h1, h2, h3, h4")]
    assert all(below <= above + 1 for above, below in pairwise(levels)), "no level is skipped"
    assert all(node.attrs.get("aria-label") for node in page.query("nav, svg[role=img]"))
    assert all(node.attrs["alt"] for node in page.query("img"))
    assert all(node.query("figcaption")[0].to_text().strip() for node in page.query("figure"))


def test_links_lead_somewhere(page: JustHTML) -> None:
    names = [node.attrs["id"] for node in page.query("[id]")]
    assert len(names) == len(set(names))
    assert {link.attrs["href"][1:] for link in page.query("a")} <= set(names)


def test_theory_is_a_link_where_it_is_published(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nowhere = html.About(folder=tmp_path)
    assert "Teoría" not in html.render(Report(5, RESULTS), about=nowhere), "no dead link"
    monkeypatch.setenv("SITE_URL", "https://ejemplo.org/redes")
    page = JustHTML(html.render(Report(5, RESULTS), about=nowhere), strict=True, sanitize=False)
    links = {link.attrs["href"]: link.to_text() for link in page.query("main a")}
    assert links["https://ejemplo.org/redes/activations/#relu"] == "Funciones de activación, ReLU"
    assert links["https://ejemplo.org/redes/losses/#mse"] == "teoría"


def test_whose_it_is_and_of_when(page: JustHTML) -> None:
    assert page.query(".about")[0].to_text() == "ana · 5 de enero de 2026, 09:03"
    assert page.query("title")[0].to_text() == "Informe de tus ejercicios: ana: 1.5 de 5 puntos"
    assert not JustHTML(html.render(Report(5, RESULTS))).query(".about"), "where nobody knows"


def test_only_the_first_failure_is_open(page: JustHTML) -> None:
    (failed,) = page.query("article.failed")
    assert len(page.query("article.failed > .check")) == 1
    assert not page.query("details[open]")
    folded = [summary.to_text() for summary in page.query("article.failed summary")]
    again = "Y lo mismo en 1 comprobación más."
    assert folded[:4] == [again, "Otra comprobación que falla", "Ver lo que hace", "Lo que tu código imprimió"]
    assert "Una ley. (esencial: sin esto, 0 puntos)" in all_text(failed).replace("  ", " ")
    assert page.query("article.passed > details > summary h3")
    assert not page.query("article.passed > h3")


def test_a_figure_that_somebody_has_spoiled_is_left_out() -> None:
    odd: list[Any] = [None, "x", [], {}, -1, 10**400, [[]], [None] * 3, {"a": 1}]
    for figure in FIGURES.values():
        for name in figure:
            for value in odd:
                spoiled = {**figure, name: value} if name != "kind" else {**figure, "kind": "x"}
                drawn = html.render(Report(5, (dataclasses.replace(RESULTS[1], figures=(spoiled, FIGURES["lines"])),)))
                assert drawn.count("<figure>") in (1, 2)
                JustHTML(drawn, strict=True, sanitize=False)


@pytest.mark.parametrize("kind", FIGURES)
def test_every_kind_of_figure_is_finite(kind: str) -> None:
    drawn = html.render(Report(5, (dataclasses.replace(RESULTS[1], figures=(FIGURES[kind],)),)))
    JustHTML(drawn, strict=True, sanitize=False)
    assert drawn.count("<figure>") == 1
    assert not re.search(r'="[^"]*\b(nan|inf)\b', drawn)
    assert not re.search(r'\d{7,}[ .L"]', drawn.partition("<main")[2].replace("base64", "")) or kind == "digits"


def test_ticks_are_round_and_few() -> None:
    assert figures.ticks(-6, 6) == [-5, 0, 5]
    assert figures.ticks(0, 1) == [0, 0.25, 0.5, 0.75, 1]
    assert figures.ticks(0.98, 2.02, whole=True) == [1, 2]
    for low, high in ((0, 1e-9), (-1e9, 1e9), (0.123, 0.1234)):
        assert 2 <= len(figures.ticks(low, high)) <= 6


def test_a_png_is_what_it_should_be() -> None:
    picture = figures.png(bytes(range(6)), 3)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    data = picture[picture.index(b"IDAT") + 4 : picture.index(b"IEND") - 8]
    assert zlib.decompress(data) == b"\0\0\1\2\0\3\4\5"


def luminance(color: str) -> float:
    digits = color.lstrip("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


TEXT = [(ink, ground) for ink in ("ink", "soft", "link", "good", "bad") for ground in ("ground", "card")]
TEXT += [("ink", "code"), ("bad", "code"), ("tip-ink", "tip")]
LINES = [(line, "card") for line in ("mine", "mine1", "mine2", "one", "zero", "bad")]


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_contrast(theme: str) -> None:
    """WCAG 2 AA: 4.5 for text, 3 for what is drawn."""
    style = html._style()
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colors: dict[str, str] = dict(re.findall(r"--([\w-]+): (#\w+)", roots[0]))
    if theme != "light":
        colors |= dict(re.findall(r"--([\w-]+): (#\w+)", roots[1 if theme == "dark" else 2]))
    for least, pairs in ((4.5, TEXT), (3, LINES)):
        for front, back in pairs:
            low, high = sorted((luminance(colors[front]), luminance(colors[back])))
            assert (high + 0.05) / (low + 0.05) >= least, (theme, front, back)


def test_what_was_not_graded_has_no_hints() -> None:
    result = ExerciseResult("losses.mse", "losses", "Error cuadrático medio", 2.0, 0.0, "not_graded", 0.1, ())
    page = html.render(Report(3, (result,)))
    assert "no es culpa de tu código" in page
    assert "Pista" not in page
    assert "Teoría" not in page
