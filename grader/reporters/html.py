"""The report as one page: Spanish, self-contained, no scripts; for a browser, a phone or paper.

It is built as a tree (elements.py): nothing that a submission says can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element

from grader import __version__
from grader.curriculum import catalog
from grader.curriculum.catalog import Unit
from grader.report import BY_TEACHER, ExerciseResult, Report
from grader.reporters import figures
from grader.reporters.elements import Node, code, element, page, written
from grader.reporters.text import (
    DIFFERENCE,
    STATUS,
    Failure,
    astray,
    completed,
    distinct,
    done,
    given,
    harmless_lines,
    lacking,
    lateness,
    law,
    points,
    said,
    share,
    story,
    theory,
    told_before,
    worth,
)

_STYLE = Path(__file__).with_name("html.css")
_MOST_OUTPUT = 2000


@dataclass(frozen=True)
class About:
    """What a page tells besides the report.

    Attributes:
        name: whose report it is, "" where nobody knows.
        date: of when it is.
        folder: where the student's modules are; a page of theory beside it is named where none is published.
    """

    name: str = ""
    date: datetime | None = None
    folder: Path | None = None


_NOTHING = About()


def render(report: Report, title: str = "Informe de tus ejercicios", about: About = _NOTHING) -> str:
    """The whole page."""
    units = [unit for unit in catalog.units() if any(each.unit == unit.id for each in report.exercises)]
    sections = [_section(unit, [each for each in report.exercises if each.unit == unit.id], about) for unit in units]
    head = [
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "generator", "content": f"rna {__version__}"}),
        element("title", {}, ": ".join(filter(None, (title, about.name, _score(report))))),
        element("style", {}, _style()),
    ]
    body = [
        element("a", {"href": "#units", "class": "skip"}, "Ir a los ejercicios"),
        _header(report, title, about),
        _overview(units, report),
        element("main", {"id": "units"}, *sections),
        element("footer", {}, _how(report)),
    ]
    return harmless_lines(page(head, *body))


def fragment(report: Report) -> str:
    """Only the exercises, to put inside another page: with their style, which touches nothing else there."""
    style = "@scope {\n" + _style().replace(":root", ":scope").replace("body {", ":scope {") + "}"
    articles = [_article(exercise, _NOTHING) for exercise in report.exercises]
    whole = element("div", {"lang": "es", "class": "rna"}, element("style", {}, style), *articles)
    return harmless_lines(written(whole))


def _style() -> str:
    """The style sheet: the colours and what figures are drawn with, and the rest of the page."""
    return "".join(file.read_text(encoding="utf-8") for file in (figures.STYLE, _STYLE))


# -- the top -----------------------------------------------------------------------------------


def _score(report: Report) -> str:
    return share(report.score, report.max_score, "punto")


def _header(report: Report, title: str, about: About) -> Element:
    parts: list[Node] = [element("h1", {}, title)]
    if told := " · ".join(filter(None, (about.name, day(about.date) if about.date else ""))):
        parts.append(element("p", {"class": "about"}, told))
    parts.append(element("p", {"class": "score"}, element("strong", {}, _score(report)), f", {done(report)}"))
    if told := lateness(report):
        parts.append(element("p", {}, told))
    parts += _paragraphs(said(report))
    todo = next((exercise for exercise in report.exercises if not exercise.passed), None)
    if todo is None:
        parts.append(element("p", {}, completed(report)))
    else:
        link = element("a", {"href": f"#{todo.id}"}, f"{todo.title} ({todo.id})")
        parts.append(element("p", {}, "Siguiente paso: ", link, "."))
    return element("header", {}, *parts)


_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip


def day(date: datetime) -> str:
    """A moment as one writes it, whatever the machine's language."""
    return f"{date.day} de {_MONTHS[date.month - 1]} de {date.year}, {date:%H:%M}"


def _overview(units: Iterable[Unit], report: Report) -> Element:
    rows = [_overview_row(unit, [each for each in report.exercises if each.unit == unit.id]) for unit in units]
    return element("nav", {"aria-label": "Unidades"}, element("ol", {"class": "units"}, *rows))


def _overview_row(unit: Unit, mine: list[ExerciseResult]) -> Element:
    score, most = sum(each.score for each in mine), sum(each.points for each in mine)
    full = element("span", {"style": f"width:{100 * score / most:.0f}%"})
    return element(
        "li", {},
        element("a", {"href": f"#{unit.id}"}, f"{unit.number}. {unit.title}"),
        element("span", {"class": "bar", "aria-hidden": "true"}, full),
        element("span", {"class": "points"}, f"{points(score)}/{points(most)}"),
    )  # fmt: skip


def _how(report: Report) -> Element:
    return element("p", {}, f"Corregido con rna {__version__}, semilla {report.seed}: ",
                   element("code", {}, f"rna grade --seed {report.seed}"), " repite esta corrección.")  # fmt: skip


# -- units and exercises -----------------------------------------------------------------------


def _section(unit: Unit, mine: list[ExerciseResult], about: About) -> Element:
    heading = element("h2", {"id": f"{unit.id}"}, f"{unit.number}. {unit.title}")
    pending = [each for each in mine if each.status == "not_implemented" and not given(each)]
    repeated = told_before(mine)
    articles = [_article(each, about, repeated.get(each.id, "")) for each in mine if each not in pending]
    if pending:
        articles.append(_pending(pending, about))
    return element("section", {"aria-labelledby": unit.id}, heading, *articles)


def _pending(pending: list[ExerciseResult], about: About) -> Element:
    items = [
        element("li", {"id": each.id}, f"{each.title} ", element("code", {}, each.id), *_short(_theory(each, about)))
        for each in pending
    ]
    told = [element("p", {}, *code(text)) for text in (*astray(pending), *lacking(pending))]
    return element("article", {"class": "pending"}, element("h3", {}, "Sin hacer"), *told, element("ul", {}, *items))


def _short(theory: list[Node]) -> list[Node]:
    """Only the link: what it leads to is said before it."""
    return [" ", *(element("a", each.attrib, "teoría") for each in theory if isinstance(each, Element) and each.attrib)]


def _article(exercise: ExerciseResult, about: About, told: str = "") -> Element:
    """An exercise; ``told`` is another one that says the same before."""
    mark, words = STATUS[exercise.status]
    badge = element("span", {"class": "badge"}, f"{mark} {words}")
    earned = element("span", {"class": "points"}, f" {points(exercise.score)}/{points(exercise.points)}")
    heading = element("h3", {}, f"{exercise.title} ", element("code", {}, exercise.id), " ", badge, earned)
    named = {"id": exercise.id, "class": "passed" if exercise.passed else "failed"}
    by_teacher = _paragraphs(given(exercise))
    if exercise.passed:
        body = [*_figures(exercise), *_laws(exercise), *_printed(exercise)]
        return element("article", named, _folded(heading, body) if body else heading, *by_teacher)
    if exercise.status == "not_graded":  # nothing in the code is to be mended
        return element("article", named, heading, *_paragraphs(story(exercise)))
    if told:
        link = element("a", {"href": f"#{told}"}, element("code", {}, told))
        return element("article", named, heading, element("p", {}, "Lo mismo que en ", link, "."))
    failed, drawn = _failures(exercise), _figures(exercise)
    body = [
        *by_teacher,
        *_diagnosis(exercise),
        *failed[:1],
        *([_folded(_more(exercise), failed[1:])] if failed[1:] else []),
        *([_folded("Ver lo que hace", drawn)] if drawn else []),
        *_printed(exercise),
        _hints(exercise),
        *([element("p", {}, *told_of)] if (told_of := _theory(exercise, about)) else []),
    ]
    return element("article", named, heading, *body)


def _more(exercise: ExerciseResult) -> str:
    number = sum(1 + len(failure.others) for failure in distinct(exercise)[1:])
    return "Otra comprobación que falla" if number == 1 else f"Otras {number} comprobaciones que fallan"


def _laws(exercise: ExerciseResult) -> list[Element]:
    """What holds of a function that is right."""
    held = (check for check in exercise.checks if check.status == "passed" and check.name != BY_TEACHER)
    items = [element("li", {}, law(check)) for check in held]
    return [element("ul", {"class": "laws"}, *items)] if items else []


def _figures(exercise: ExerciseResult) -> list[Element]:
    drawn = figures.draw(exercise.figures)
    return [element("div", {"class": "figures"}, *drawn)] if drawn else []


def _folded(summary: Node, body: Iterable[Element]) -> Element:
    return element("details", {}, element("summary", {}, summary), *body)


def _diagnosis(exercise: ExerciseResult) -> list[Element]:
    if not exercise.diagnosis:
        return []
    return [element("div", {"class": "diagnosis"}, *_paragraphs(exercise.diagnosis["message"]))]


def _paragraphs(text: str) -> list[Element]:
    return [element("p", {}, *code(part)) for part in text.splitlines() if part.strip()]


def _failures(exercise: ExerciseResult) -> list[Element]:
    """Each failed check with its story, the gravest first; those that tell the same are folded in it."""
    return [_failure(exercise, failure) for failure in distinct(exercise)]


def _failure(exercise: ExerciseResult, failure: Failure) -> Element:
    mark = element("span", {"class": "mark", "aria-hidden": "true"}, "✗ ")
    check, cost = failure.check, worth(exercise, failure.check)
    _, _, story = check.message.partition("\n")
    parts = [element("p", {"class": "law"}, mark, law(check), *([element("small", {}, f" ({cost})")] if cost else []))]
    if story:
        parts.append(element("pre", {}, *_marked(story)))
    if laws := dict.fromkeys(law(each) for each in failure.others if law(each) != law(check)):
        parts.append(_folded(failure.told_again, [element("p", {"class": "law"}, each) for each in laws]))
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
    shown = element("pre", {}, text[:_MOST_OUTPUT] + more)
    return [element("div", {"class": "printed"}, _folded("Lo que tu código imprimió", [shown]))]


def _hints(exercise: ExerciseResult) -> Element:
    hints = catalog.select([exercise.id])[0].hints
    return element("div", {"class": "hints"}, *(
        _folded(f"Pista {number}", [element("p", {}, *code(hint))]) for number, hint in enumerate(hints, 1)
    ))  # fmt: skip


def _theory(exercise: ExerciseResult, about: About) -> list[Node]:
    page = theory(catalog.select([exercise.id])[0].theory, about.folder)
    if not page.startswith("http"):
        return ["Teoría: ", element("code", {}, page)] if page else []
    name = next(unit.title for unit in catalog.units() if unit.id == exercise.unit)
    return ["Teoría: ", element("a", {"href": page}, f"{name}, {exercise.title}")]
