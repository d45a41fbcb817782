"""The report as one page: Spanish, self-contained, no scripts; for a browser, a phone or paper.

It is built as a tree (elements.py): nothing that a submission says can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element

from grader import __version__
from grader.curriculum import catalog
from grader.curriculum.catalog import Unit
from grader.report import Check, ExerciseResult, Report
from grader.reporters import figures
from grader.reporters.elements import Node, code, element, page, written
from grader.reporters.text import DIFFERENCE, STATUS, astray, harmless_lines, lacking, story, told_before

_STYLE = Path(__file__).with_name("html.css")
_MOST_OUTPUT = 2000


def render(report: Report, title: str = "Informe de tus ejercicios", theory: str = "") -> str:
    """The whole page.

    Args:
        theory: where the pages of theory are, as a link ending in "/"; "" where there is no such place.
    """
    units = [unit for unit in catalog.units() if any(each.unit == unit.id for each in report.exercises)]
    sections = [_section(unit, [each for each in report.exercises if each.unit == unit.id], theory) for unit in units]
    head = [
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "generator", "content": f"rna {__version__}"}),
        element("title", {}, f"{title}: {_score(report)}"),
        element("style", {}, _STYLE.read_text(encoding="utf-8")),
    ]
    body = [
        element("a", {"href": "#units", "class": "skip"}, "Ir a los ejercicios"),
        _header(report, title),
        _overview(units, report),
        element("main", {"id": "units"}, *sections),
        element("footer", {}, _about(report)),
    ]
    return harmless_lines(page(head, *body))


def fragment(report: Report) -> str:
    """Only the exercises, to put inside another page: with their style, which touches nothing else there."""
    style = (
        "@scope {\n" + _STYLE.read_text(encoding="utf-8").replace(":root", ":scope").replace("body {", ":scope {") + "}"
    )
    articles = [_article(exercise, "") for exercise in report.exercises]
    whole = element("div", {"lang": "es", "class": "rna"}, element("style", {}, style), *articles)
    return harmless_lines(written(whole))


# -- the top -----------------------------------------------------------------------------------


def _score(report: Report) -> str:
    return f"{_points(report.score)} de {_points(report.max_score)} puntos"


def _points(value: float) -> str:
    return f"{round(value, 2):g}"


def _header(report: Report, title: str) -> Element:
    done = sum(exercise.passed for exercise in report.exercises)
    parts: list[Node] = [
        element("h1", {}, title),
        element("p", {"class": "score"}, element("strong", {}, _score(report)),
                f", {done} de {len(report.exercises)} ejercicios"),
    ]  # fmt: skip
    todo = next((exercise for exercise in report.exercises if not exercise.passed), None)
    if todo is None:
        parts.append(element("p", {}, "¡Todo bien! Has completado lo que se ha corregido."))
    else:
        link = element("a", {"href": f"#{todo.id}"}, f"{todo.title} ({todo.id})")
        parts.append(element("p", {}, "Siguiente paso: ", link, "."))
    return element("header", {}, *parts)


def _overview(units: Iterable[Unit], report: Report) -> Element:
    rows = [_overview_row(unit, [each for each in report.exercises if each.unit == unit.id]) for unit in units]
    return element("nav", {"aria-label": "Unidades"}, element("ol", {"class": "units"}, *rows))


def _overview_row(unit: Unit, mine: list[ExerciseResult]) -> Element:
    points, most = sum(each.score for each in mine), sum(each.points for each in mine)
    share = element("span", {"style": f"width:{100 * points / most:.0f}%"})
    return element(
        "li", {},
        element("a", {"href": f"#{unit.id}"}, f"{unit.number}. {unit.title}"),
        element("span", {"class": "bar", "aria-hidden": "true"}, share),
        element("span", {"class": "points"}, f"{_points(points)}/{_points(most)}"),
    )  # fmt: skip


def _about(report: Report) -> Element:
    return element("p", {}, f"Corregido con rna {__version__}, semilla {report.seed}: ",
                   element("code", {}, f"rna grade --seed {report.seed}"), " repite esta corrección.")  # fmt: skip


# -- units and exercises -----------------------------------------------------------------------


def _section(unit: Unit, mine: list[ExerciseResult], theory: str) -> Element:
    heading = element("h2", {"id": f"{unit.id}"}, f"{unit.number}. {unit.title}")
    pending = [each for each in mine if each.status == "not_implemented"]
    repeated = told_before(mine)
    articles = [_article(each, theory, repeated.get(each.id, "")) for each in mine if each not in pending]
    if pending:
        articles.append(_pending(pending, theory))
    return element("section", {"aria-labelledby": unit.id}, heading, *articles)


def _pending(pending: list[ExerciseResult], theory: str) -> Element:
    items = [
        element("li", {"id": each.id}, f"{each.title} ", element("code", {}, each.id), " ", *_theory(each, theory))
        for each in pending
    ]
    told = [element("p", {}, *code(text)) for text in (*astray(pending), *lacking(pending))]
    return element("article", {"class": "pending"}, element("h3", {}, "Sin hacer"), *told, element("ul", {}, *items))


def _article(exercise: ExerciseResult, theory: str, told: str = "") -> Element:
    """An exercise; ``told`` is another one that says the same before."""
    mark, words = STATUS[exercise.status]
    badge = element("span", {"class": "badge"}, f"{mark} {words}")
    points = element("span", {"class": "points"}, f" {_points(exercise.score)}/{_points(exercise.points)}")
    heading = element("h3", {}, f"{exercise.title} ", element("code", {}, exercise.id), " ", badge, points)
    drawn = _figures(exercise)
    if exercise.passed:
        body = [_folded("Ver lo que hace", drawn)] if drawn else []
    elif exercise.status == "not_graded":  # nothing in the code is to be mended
        body = _paragraphs(story(exercise))
    elif told:
        link = element("a", {"href": f"#{told}"}, element("code", {}, told))
        body = [element("p", {}, "Lo mismo que en ", link, ".")]
    else:
        body = [*_diagnosis(exercise), *_failures(exercise), *drawn, *_printed(exercise), _hints(exercise),
                element("p", {}, *_theory(exercise, theory))]  # fmt: skip
    kind = "passed" if exercise.passed else "failed"
    return element("article", {"id": exercise.id, "class": kind}, heading, *body)


def _figures(exercise: ExerciseResult) -> list[Element]:
    drawn = [figures.draw(figure) for figure in exercise.figures]
    return [element("div", {"class": "figures"}, *drawn)] if drawn else []


def _folded(summary: str, body: Iterable[Element]) -> Element:
    return element("details", {}, element("summary", {}, summary), *body)


def _diagnosis(exercise: ExerciseResult) -> list[Element]:
    if not exercise.diagnosis:
        return []
    return [element("div", {"class": "diagnosis"}, *_paragraphs(exercise.diagnosis["message"]))]


def _paragraphs(text: str) -> list[Element]:
    return [element("p", {}, *code(part)) for part in text.splitlines() if part.strip()]


def _failures(exercise: ExerciseResult) -> list[Element]:
    """Each failed check with its story; those with a story already told only by name."""
    failed = [check for check in exercise.checks if check.status not in ("passed", "skipped")]
    ordered = sorted(failed, key=lambda check: check.kind != "core")
    shown: list[Element] = []
    shown_stories, told = set[str](), set[str]()
    for check in ordered:
        if check.message in told:
            continue
        told.add(check.message)
        law, _, story = check.message.partition("\n")
        shown.append(_check(check, law, "" if story in shown_stories else story))
        shown_stories.add(story)
    return shown


def _check(check: Check, law: str, story: str) -> Element:
    mark = element("span", {"class": "mark", "aria-hidden": "true"}, "✗ ")
    extra = [element("small", {}, " (extra)")] if check.kind == "extra" else []
    parts = [element("p", {"class": "law"}, mark, law, *extra)]
    if story:
        parts.append(element("pre", {}, *_marked(story)))
    return element("div", {"class": "check"}, *parts)


def _marked(story: str) -> list[Node]:
    """The story with the differences that literals.comparison marked."""
    nodes: list[Node] = []
    for line in story.splitlines(keepends=True):
        end = 0
        for difference in DIFFERENCE.finditer(line) if line.startswith(" ") else ():
            nodes += [line[end : difference.start()], element("mark", {}, difference[0])]
            end = difference.end()
        nodes.append(line[end:])
    return nodes


def _printed(exercise: ExerciseResult) -> list[Element]:
    text = exercise.output.strip()
    if not text:
        return []
    more = " …" if len(text) > _MOST_OUTPUT else ""
    return [_folded("Lo que tu código imprimió", [element("pre", {}, text[:_MOST_OUTPUT] + more)])]


def _hints(exercise: ExerciseResult) -> Element:
    hints = catalog.select([exercise.id])[0].hints
    return element("div", {"class": "hints"}, *(
        _folded(f"Pista {number}", [element("p", {}, *code(hint))]) for number, hint in enumerate(hints, 1)
    ))  # fmt: skip


def _theory(exercise: ExerciseResult, theory: str) -> list[Node]:
    file, _, anchor = catalog.select([exercise.id])[0].theory.partition("#")
    name = next(unit.title for unit in catalog.units() if unit.theory == file)
    if not theory:
        return ["Teoría: ", element("code", {}, f"site/{file}#{anchor}")]
    address = f"{theory}{file.removesuffix('.md')}/#{anchor}"
    return ["Teoría: ", element("a", {"href": address}, f"{name}, {exercise.title}")]
