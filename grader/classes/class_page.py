"""report.html: a class at a glance, for its teacher. Names and messages are hostile: the tree escapes them all."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote
from xml.etree.ElementTree import Element

from grader.classes.course import Plan
from grader.classes.gradebook import Row, doubts, unknown
from grader.classes.similarity import Group
from grader.report import ExerciseResult, Report
from grader.reporters.elements import Node, code, element, page
from grader.reporters.text import STATUS, harmless_lines, printable

_STYLE = Path(__file__).with_suffix(".css")
_NO_SCRIPTS = "default-src 'none'; style-src 'unsafe-inline'"
_MOST_MISTAKES = 25
_MOST_NAMES = 40
_ATTEMPTED = ("failed", "error", "timeout", "crashed", "rejected")

Cell = Node | list[Node]


def render(
    rows: list[Row],
    plan: Plan,
    groups: list[Group],
    ending: str,
    left_out: Mapping[str, str] = MappingProxyType({}),
    not_compared: str = "",
) -> str:
    """The page.

    Args:
        ending: that of the reports that it links to (".html" or ".json").
        left_out: what lies beside the submissions and is none, and why.
        not_compared: why it is not known which are alike, or not of all.
    """
    reports = [row.report for row in rows if row.report]
    title = plan.title or "La clase"
    handed_in = sum(row.entry is not None for row in rows)
    lead = f"{handed_in} entregas · {len(plan.exercises)} ejercicios"
    head = [
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _NO_SCRIPTS}),
        element("title", {}, title),
        element("style", {}, _STYLE.read_text(encoding="utf-8")),
    ]
    sections = [
        *_marks(rows, reports, plan),
        *_exercises(reports, plan),
        *_mistakes(reports),
        *_stuck(rows, plan),
        *_not_gradable(rows),
        *_odd(rows),
        *_passed_over(rows, left_out),
        *_alike(rows, groups, not_compared),
        *_submissions(rows, plan, ending),
    ]
    return harmless_lines(
        page(head, element("main", {}, element("h1", {}, title), _paragraph(lead, "lead"), *sections))
    )


# -- parts of a page ---------------------------------------------------------------------------


def _heading(text: str) -> Element:
    return element("h2", {}, text)


def _paragraph(text: str, kind: str = "") -> Element:
    return element("p", _class(kind), text)


def _class(kind: str) -> dict[str, str]:
    return {"class": kind} if kind else {}


def _table(columns: Mapping[str, str], rows: Iterable[Iterable[Cell]]) -> Element:
    """A table.

    Args:
        columns: the heading of each, and its class: "n" for numbers.
        rows: what is in the cells of each.
    """
    heads = [element("th" if text else "td", _class(kind), text) for text, kind in columns.items()]
    body = [element("tr", {}, *map(_cell, columns.values(), row)) for row in rows]
    return element("table", {}, element("thead", {}, element("tr", {}, *heads)), element("tbody", {}, *body))


def _cell(kind: str, content: Cell) -> Element:
    return element("td", _class(kind), *(content if isinstance(content, list) else [content]))


def _code(text: str) -> Element:
    return element("code", {}, text)


def _soft(text: str) -> Element:
    return element("span", {"class": "soft"}, text)


def _bar(percent: float) -> Element:
    return element("div", {"class": "track"}, element("div", {"style": f"width: {percent:.1f}%"}))


def _percent(number: float) -> str:
    return f"{number:.0f}\u00a0%"


def _decimal(number: float) -> str:
    return f"{round(number, 1):g}"


def _names(rows: Iterable[Row]) -> list[str]:
    return [row.name for row in rows]


# -- the class ---------------------------------------------------------------------------------


def _marks(rows: list[Row], reports: list[Report], plan: Plan) -> list[Element]:
    marks = [_mark(report) for report in reports]
    mean, median = (of(marks) if marks else 0 for of in (statistics.fmean, statistics.median))
    statuses = Counter(row.status for row in rows)
    cards = [
        (str(len(reports)), "corregidas"),
        (f"{_decimal(mean)}\u00a0%", "nota media"),
        (f"{_decimal(median)}\u00a0%", "mediana"),
        (str(sum(map(plan.passes, reports))), f"aprobadas (mínimo {_decimal(plan.pass_mark)}\u00a0%)"),
        (str(statuses["not_gradable"]), "sin corregir"),
        *([(str(statuses["missing"]), "sin entregar")] if statuses["missing"] else []),
    ]
    items = [element("li", {}, element("b", {}, number), words) for number, words in cards]
    return [element("ul", {"class": "cards"}, *items), _heading("Reparto de las notas"), _bins(marks, plan.pass_mark)]


def _mark(report: Report) -> float:
    return 100 * report.score / report.max_score if report.max_score else 0.0


def _bins(marks: list[float], pass_mark: float) -> Element:
    counts = Counter(min(int(mark // 10), 9) for mark in marks)
    most = max(counts.values(), default=1)
    bins = []
    for index in range(10):
        low, high, count = 10 * index, 10 * index + 10, counts[index]
        bar = element("span", {"style": f"height: {80 * count / most:.1f}%"})
        bins.append(element("div", _class("off" if high <= pass_mark else ""), str(count), bar, f"{low}–{high}"))
    every = ", ".join(str(counts[index]) for index in range(10))
    about = f"Número de entregas en cada decena de nota: {every}"
    return element("div", {"class": "bins", "role": "img", "aria-label": about}, *bins)


def _exercises(reports: list[Report], plan: Plan) -> list[Element]:
    statuses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for result in report.exercises:
            statuses[result.id][result.status] += 1
    rows: list[list[Cell]] = []
    for exercise in plan.exercises:
        mine = statuses[exercise.id]
        percent = 100 * mine["passed"] / max(1, len(reports))
        wrong = sum(mine[status] for status in _ATTEMPTED)
        name: list[Node] = [_code(exercise.id), " ", _soft(exercise.title)]
        rows.append([name, _percent(percent), _bar(percent), str(mine["not_implemented"]), str(wrong)])
    columns = {"ejercicio": "", "bien": "n", "": "", "sin hacer": "n", "mal": "n"}
    return [_heading("Ejercicios"), _table(columns, rows)]


def _mistakes(reports: list[Report]) -> list[Element]:
    """What most go wrong by: a known misconception, or else the law that is broken."""
    attempted = (each for report in reports for each in report.exercises if each.status in _ATTEMPTED)
    counts = Counter((each.id, _mistake(each)) for each in attempted)
    common = [(about, count) for about, count in counts.most_common(_MOST_MISTAKES) if count > 1]
    rows: list[list[Cell]] = [[str(count), _code(exercise), code(message)] for (exercise, message), count in common]
    table = _table({"entregas": "n", "ejercicio": "", "qué pasa": ""}, rows)
    return [_heading("Los errores más frecuentes"), table if rows else _paragraph("Ninguno que se repita.", "soft")]


def _mistake(result: ExerciseResult) -> str:
    if result.diagnosis:
        return printable(result.diagnosis["message"], 600)
    failed = (check for check in result.checks if check.status not in ("passed", "skipped"))
    worst = next(iter(sorted(failed, key=lambda check: check.kind != "core")), None)
    law = printable(worst.message.partition("\n")[0], 300) if worst else ""
    return f"{STATUS[result.status].words.capitalize()}. {law}".strip()


def _stuck(rows: list[Row], plan: Plan) -> list[Element]:
    found = _grouped((_first_problem(row.report), row) for row in rows if row.report)
    ordered = ((exercise.id, found.get(exercise.id, [])) for exercise in plan.exercises)
    cells: list[list[Cell]] = [[_code(id), str(len(names)), _first_of(names)] for id, names in ordered if names]
    return [
        _heading("Dónde se ha quedado cada cual"),
        _table({"ejercicio": "", "entregas": "n", "quiénes": ""}, cells),
        _paragraph(
            "El primer ejercicio, en el orden del curso, que se ha intentado y no está bien; "
            "si no hay ninguno, el primero sin hacer.",
            "soft",
        ),
    ]


def _first_problem(report: Report) -> str:
    """The first exercise that was attempted and is not right, or else the first not begun; "" if there is none."""
    begun = (each.id for each in report.exercises if each.status in _ATTEMPTED)
    not_begun = (each.id for each in report.exercises if each.status == "not_implemented")
    return next(begun, None) or next(not_begun, "")


def _first_of(names: list[str]) -> str:
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" y {rest} más" if rest > 0 else "")


def _grouped(pairs: Iterable[tuple[Hashable, Row]]) -> dict[Hashable, list[str]]:
    """The names of the rows that go together, in the order of their first."""
    found: defaultdict[Hashable, list[str]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row.name)
    return found


# -- what a teacher has to look at -------------------------------------------------------------


def _not_gradable(rows: list[Row]) -> list[Element]:
    found = [row for row in rows if row.status == "not_gradable"]
    if not found:
        return []
    table = _table({"entrega": "", "por qué": ""}, [[row.name, row.reason] for row in found])
    again = _paragraph("Se intentan de nuevo cada vez que repites la orden.", "soft")
    return [_heading("Entregas sin corregir"), table, again]


def _odd(rows: list[Row]) -> Iterator[Element]:
    """Submissions without modules, of one person, of nobody on the list; and who has none."""
    if empty := _names(row for row in rows if row.report and not row.has_modules):
        yield from _named("Entregas sin ningún módulo del curso", ", ".join(empty))
        yield _paragraph("Cuentan como no hechas. Mira si los ficheros tienen otros nombres.", "soft")
    if twice := doubts(rows):
        yield from _named("Entregas que pueden ser de la misma persona", *twice)
        yield _paragraph("Su nota no es de nadie: deja solo la que cuente y repite la orden.", "soft")
    if missing := _names(row for row in rows if row.status == "missing"):
        yield from _named("Sin entregar", ", ".join(missing))
    if strangers := _names(unknown(rows)):
        yield from _named("Entregas que no están en la lista de la clase", ", ".join(strangers))


def _passed_over(rows: list[Row], left_out: Mapping[str, str]) -> list[Element]:
    """What nobody has looked at: parts of submissions, and what lies beside them."""
    parts = [[row.name, "; ".join(row.passed_over)] for row in rows if row.passed_over]
    others = [[name, f"{why}: no cuenta como entrega"] for name, why in left_out.items()]
    if not parts and not others:
        return []
    return [_heading("Lo que no se ha mirado"), _table({"dónde": "", "qué y por qué": ""}, [*parts, *others])]


def _named(heading: str, *lines: str) -> Iterator[Element]:
    yield _heading(heading)
    yield from map(_paragraph, lines)


def _alike(rows: list[Row], groups: list[Group], not_compared: str) -> list[Element]:
    same = [["idénticas", ", ".join(names)] for names in _identical(rows)]
    alike = [[_percent(100 * group.likeness), ", ".join(group.names)] for group in groups]
    heads = [_heading("Respuestas parecidas"), *([_paragraph(f"{not_compared}.")] if not_compared else [])]
    if not same and not alike:
        return [*heads, *([] if not_compared else [_paragraph("Ninguna.", "soft")])]
    words = (
        "Comparten mucho código que casi nadie más escribe así. Es un indicio, no una prueba: "
        "míralas antes de hablar con nadie."
    )
    return [*heads, _paragraph(words, "soft"), _table({"parecido": "n", "entregas": ""}, [*same, *alike])]


def _identical(rows: list[Row]) -> list[list[str]]:
    # Those who changed nothing are all alike, and nobody has copied anything.
    copies = ((row.same_as, row) for row in rows if row.same_as and row.report and row.report.score > 0)
    return [[str(first), *others] for first, others in _grouped(copies).items()]


def _submissions(rows: list[Row], plan: Plan, ending: str) -> list[Element]:
    cells = [_submission(row, row.report, plan, ending) for row in rows if row.report]
    columns = {"entrega": "", "puntos": "n", "%": "n", "": ""}
    return [_heading("Todas las entregas"), _table(columns, cells)]


def _submission(row: Row, report: Report, plan: Plan, ending: str) -> list[Cell]:
    address = quote(f"reports/{row.name}{ending}", errors="surrogateescape")
    name: list[Node] = [element("a", {"href": address}, row.name)]
    if plan.late(row.submitted):
        name += [" ", _soft("fuera de plazo")]
    mark = _mark(report)
    return [name, _decimal(report.score), f"{mark:.0f}", _bar(mark)]
