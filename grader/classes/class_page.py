"""report.html: a class at a glance, for its teacher. Names and messages are hostile: the tree escapes them all.

The only script is the one beside this module, by its hash: what anybody else writes is never run. Without it all is
there too, but in the order of the names.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote
from xml.etree.ElementTree import Element

from grader.classes.course import Plan, cut
from grader.classes.gradebook import Row, doubts, shown_names, unknown
from grader.classes.handed_in import Entry
from grader.classes.similarity import Function, Group, Pair
from grader.curriculum import catalog
from grader.curriculum.catalog import Unit
from grader.feedback.plurals import counted
from grader.report import ExerciseResult, Report
from grader.reporters.elements import Node, code, element, page
from grader.reporters.text import STATUS, harmless_lines, points, printable

_STYLE = Path(__file__).with_suffix(".css")
_SCRIPT = Path(__file__).with_suffix(".js")
_MOST_MISTAKES = 25
_MOST_NAMES = 8
"""In a row; more are folded, with all of them inside."""
_ATTEMPTED = ("failed", "error", "timeout", "crashed", "rejected")
_NOTHING = "–"

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
    people = _People(rows, ending)
    title = plan.title or "La clase"
    handed_in = sum(row.entry is not None for row in rows)
    lead = f"{counted(handed_in, 'entrega')} · {counted(len(plan.exercises), 'ejercicio')} · {_pass_mark(plan)}"
    script = _SCRIPT.read_text(encoding="utf-8")
    head = [
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _allowed(script)}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("title", {}, title),
        element("style", {}, _STYLE.read_text(encoding="utf-8")),
    ]
    counting = [row for row in rows if not row.replaced_by]
    sections = [
        _section("Notas", *_marks(counting, plan)),
        _section("Estudiantes", *_students(rows, plan, people, _alike_names(rows, groups))),
        _section("Ejercicios", *_exercises(counting, plan)),
        _section("Los errores más frecuentes", *_mistakes(counting, people)),
        _section("Dónde se ha quedado cada cual", *_stuck(counting, plan, people)),
        _section("Respuestas parecidas", *_alike(rows, groups, not_compared, people)),
        *_to_look_at(rows, people),
        *_passed_over(rows, left_out, people),
    ]
    main = element("main", {}, element("h1", {}, title), _paragraph(lead, "lead"), _contents(sections), *sections)
    return harmless_lines(page(head, main, element("script", {}, script)))


def _allowed(script: str) -> str:
    """What a browser may run and load: our own script, and nothing of anybody else's."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; form-action 'none'"


class _People:
    """Who is in a class, as names that lead to each one's own report."""

    def __init__(self, rows: list[Row], ending: str):
        self._ending = ending
        self._shown = dict(zip(map(id, rows), shown_names(rows), strict=True))
        self._rows = {row.name: row for row in rows if row.entry}

    def shown(self, row: Row) -> str:
        return self._shown[id(row)]

    def link(self, row: Row) -> Element:
        """A name; what the submission itself is called, where that is something else, when it is pointed at."""
        shown = self.shown(row)
        about = {"title": row.name} if row.entry and row.name != shown else {}
        if not row.report:
            return element("span", about, shown)
        of = row.name if row.entry else row.same_as  # of a group one handed in, and all have its report
        address = quote(f"reports/{of}{self._ending}", errors="surrogateescape")
        return element("a", {"href": address, **about}, shown)

    def named(self, names: Iterable[str]) -> list[Row]:
        """The rows of submissions of such names."""
        return [self._rows[name] for name in names if name in self._rows]

    def listed(self, rows: list[Row]) -> Element:
        """All of them, folded if they are many."""
        links = [self.link(row) for row in rows]
        apart = (node for place, link in enumerate(links) for node in ((", ", link) if place else (link,)))
        how_many = counted(len(rows), "persona")
        if len(rows) <= _MOST_NAMES:
            return element("p", {"class": "people"}, f"{how_many}: ", *apart)
        return element("details", {"class": "people"}, element("summary", {}, how_many), element("p", {}, *apart))


# -- parts of a page ---------------------------------------------------------------------------


def _section(heading: str, *content: Element) -> Element:
    id = "-".join(heading.lower().split())
    return element("section", {"aria-labelledby": id}, element("h2", {"id": id}, heading), *content)


def _contents(sections: list[Element]) -> Element:
    """Links to the sections, by their headings."""
    headings = [heading for section in sections if (heading := section.find("h2")) is not None]
    items = [element("li", {}, element("a", {"href": f"#{each.get('id')}"}, each.text or "")) for each in headings]
    return element("nav", {"aria-label": "En esta página"}, element("ul", {}, *items))


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


def _list(kind: str, items: Iterable[list[Node]]) -> Element:
    return element("ul", {"class": kind}, *(element("li", {}, *item) for item in items))


def _code(id: str) -> Element:
    """An exercise's id, which breaks where its words end, if it must."""
    return element("code", {}, *_breakable(id, "._"))


def _breakable(name: str, signs: str) -> Iterator[Node]:
    """A name that breaks after some signs, if it must."""
    for mark in re.split(rf"(?<=[{signs}])(?=[^{signs}])", name):
        yield mark
        yield element("wbr")


def _soft(text: str) -> Element:
    return element("span", {"class": "soft"}, text)


def _bar(percent: float) -> Element:
    return element("div", {"class": "track"}, element("div", {"style": f"width: {percent:.1f}%"}))


def _percent(number: float) -> str:
    return f"{number:.0f}\u00a0%"


def _decimal(number: float) -> str:
    return f"{round(number, 1):g}"


# -- the class ---------------------------------------------------------------------------------


def _pass_mark(plan: Plan) -> str:
    least = points(plan.pass_mark * plan.scale / 100)
    return f"se aprueba con {least} de {points(plan.scale)} ({_decimal(plan.pass_mark)}\u00a0%)"


def _marks(rows: list[Row], plan: Plan) -> list[Element]:
    reports = [row.report for row in rows if row.report]
    marks = [_mark(report) for report in reports]
    mean, median = (of(marks) if marks else 0 for of in (statistics.fmean, statistics.median))
    statuses = Counter(row.status for row in rows)
    late = sum(bool(row.report.late) for row in rows if row.report)
    undated = sum(bool(row.undated) for row in rows)
    cards = [
        (str(len(reports)), "corregidas"),
        (str(sum(map(plan.passes, reports))), f"aprueban (mínimo {_decimal(plan.pass_mark)}\u00a0%)"),
        (f"{mean * plan.scale / 100:.1f}", f"nota media, de {points(plan.scale)}"),
        (f"{median * plan.scale / 100:.1f}", f"mediana, de {points(plan.scale)}"),
        (str(statuses["not_gradable"]), "sin corregir"),
        *([(str(statuses["missing"]), "sin entregar")] if statuses["missing"] else []),
        *([(str(late), "fuera de plazo")] if late else []),
        *([(str(undated), "sin hora de entrega")] if undated else []),
    ]
    items = [element("li", {}, element("b", {}, number), " ", words) for number, words in cards]
    return [element("ul", {"class": "cards"}, *items), _bins(marks, plan.pass_mark)]


def _mark(report: Report) -> float:
    return 100 * report.score / report.max_score if report.max_score else 0.0


def _bins(marks: list[float], pass_mark: float) -> Element:
    counts = Counter(min(int(mark // 10), 9) for mark in marks)
    most = max(counts.values(), default=1)
    bins = []
    for index in range(10):
        low, high, count = 10 * index, 10 * index + 10, counts[index]
        bar = element("span", {"style": f"height: {80 * count / most:.1f}%"})
        tenth = element("i", {}, str(low), element("small", {}, f"–{high}"))
        bins.append(element("div", _class("off" if high <= pass_mark else ""), str(count), bar, tenth))
    every = ", ".join(str(counts[index]) for index in range(10))
    about = f"Número de entregas en cada decena de nota, en tanto por ciento: {every}"
    return element("div", {"class": "bins", "role": "img", "aria-label": about}, *bins)


# -- everybody ---------------------------------------------------------------------------------

_STATES = {
    "pass": "aprueba", "fail": "no aprueba", "not_gradable": "sin corregir", "missing": "sin entregar",
    "doubtful": "de quién es, dudoso", "replaced": "cuenta otra suya", "late": "fuera de plazo",
    "undated": "sin hora de entrega", "alike": "igual o parecida a otra",
}  # fmt: skip
"""What may be said of a row, and what it is called."""


def _students(rows: list[Row], plan: Plan, people: _People, alike: set[str]) -> list[Element]:
    """All of the class, with what is told of each and the points of each unit."""
    ordered = sorted(rows, key=lambda row: people.shown(row).casefold())
    states = {id(row): list(_states(row, plan, alike)) for row in rows}
    counts = Counter(itertools.chain.from_iterable(states.values()))
    units = [unit for unit in catalog.units() if any(each.unit == unit.id for each in plan.exercises)]
    heads = [
        _head("Estudiante", "nombre"), _head("Cómo va", "estado"),
        _head("Nota", "nota", "n", f"de {points(plan.scale)}"),
        _head("%", "tanto por ciento", "n"), _head("Puntos", "puntos", "n", f"de {points(_possible(plan))}"),
        _head("Entregado", "fecha de entrega", "n"),
        *(_head(unit.title, unit.title, "n", f"de {points(_possible(plan, unit))}") for unit in units),
    ]  # fmt: skip
    body = [_student(row, plan, units, states[id(row)], people) for row in ordered]
    table = element(
        "table", {"id": "students"},
        element("thead", {}, element("tr", {}, *heads)), element("tbody", {}, *body),
    )  # fmt: skip
    scrolled = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Tabla de estudiantes"}
    return [_chooser(counts, len(rows)), element("div", scrolled, table)]


def _chooser(counts: Mapping[str, int], all_of_them: int) -> Element:
    """What to look for, for the script; hidden where there is none."""
    options = [("", f"todas ({all_of_them})"), *((name, f"{_STATES[name]} ({counts[name]})") for name in _STATES)]
    there = [element("option", {"value": name}, words) for name, words in options if not name or counts[name]]
    return element(
        "form", {"id": "choose", "hidden": ""},
        element("label", {}, "Buscar ", element("input", {"id": "find", "type": "search", "autocomplete": "off"})),
        element("label", {}, "Mostrar ", element("select", {"id": "which", "autocomplete": "off"}, *there)),
        element("p", {"id": "told", "role": "status", "class": "soft"}),
    )  # fmt: skip


def _head(text: str, name: str, kind: str = "", below: str = "") -> Element:
    """A heading of the table that is sorted.

    Args:
        name: by what it is sorted, in words.
        below: what stands below it.
    """
    more: list[Node] = [" ", _soft(below)] if below else []
    return element("th", {"scope": "col", "data-name": name, **_class(kind)}, text, *more)


def _possible(plan: Plan, unit: Unit | None = None) -> float:
    """The points that there are, of all or of a unit."""
    mine = (each for each in plan.exercises if unit is None or each.unit == unit.id)
    return round(sum(plan.points.get(each.id, each.points) for each in mine), 2)


def _states(row: Row, plan: Plan, alike: set[str]) -> Iterator[str]:
    if row.report and not row.replaced_by:
        yield "pass" if plan.passes(row.report) else "fail"
    elif row.status in _STATES:
        yield row.status
    if row.rivals and row.entry:
        yield "doubtful"
    if row.report and row.report.late:
        yield "late"
    if row.undated:
        yield "undated"
    if row.entry and row.name in alike:
        yield "alike"


def _student(row: Row, plan: Plan, units: list[Unit], states: list[str], people: _People) -> Element:
    name: list[Node] = [people.link(row)]
    if row.entry and (own := _own_name(row.entry)) not in people.shown(row):
        name += [" ", element("small", {"class": "soft"}, *_breakable(own, "_"))]
    words: list[Node] = [
        node for each in states for node in (element("span", _class(f"state {each}"), _STATES[each]), " ")
    ]
    marks, earned = _numbers(row.report, units, plan)
    cells = [
        element("th", {"scope": "row"}, *name),
        element("td", {}, *words, *([_soft(row.besides)] if row.status != "missing" else [])),
        *(_cell("n", number) for number in marks),
        _submitted(row),
        *(_cell("n", number) for number in earned),
    ]
    return element("tr", {"data-is": " ".join(states)}, *cells)


def _own_name(entry: Entry) -> str:
    """How a submission is told from others, without what Moodle adds to all of them."""
    return f"participante {entry.moodle[1]}" if entry.moodle else entry.name


def _numbers(report: Report | None, units: list[Unit], plan: Plan) -> tuple[list[str], list[str]]:
    """Mark, percent and points; the points of each unit."""
    if report is None:
        return [_NOTHING] * 3, [_NOTHING] * len(units)
    mark = _mark(report)
    earned: defaultdict[str, float] = defaultdict(float)
    for each in report.exercises:
        earned[each.unit] += each.score
    marks = [f"{plan.mark(report):.2f}", f"{cut(mark, 1):.1f}", points(report.score)]
    return marks, [points(earned[unit.id]) for unit in units]


def _submitted(row: Row) -> Element:
    """When it came, and how late."""
    if row.submitted is None:
        return element("td", {"class": "n"}, _NOTHING)
    attributes = {"class": "n", "data-value": f"{row.submitted.timestamp():.0f}"}
    late = row.report.late if row.report else ""
    told: list[Node] = [" ", element("span", {"class": "state late"}, late)] if late else []
    return element("td", attributes, f"{row.submitted:%d/%m/%Y %H:%M}", *told)


# -- exercises ---------------------------------------------------------------------------------


def _exercises(rows: list[Row], plan: Plan) -> list[Element]:
    reports = [row.report for row in rows if row.report]
    statuses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for result in report.exercises:
            statuses[result.id][result.status] += 1
    cells: list[list[Cell]] = []
    for exercise in plan.exercises:
        mine = statuses[exercise.id]
        percent = 100 * mine["passed"] / max(1, len(reports))
        wrong = sum(mine[status] for status in _ATTEMPTED)
        name: list[Node] = [_code(exercise.id), " ", _soft(exercise.title)]
        cells.append([name, _percent(percent), _bar(percent), str(mine["not_implemented"]), str(wrong)])
    return [_table({"ejercicio": "", "bien": "n", "": "", "sin hacer": "n", "mal": "n"}, cells)]


def _mistakes(rows: list[Row], people: _People) -> list[Element]:
    """What most go wrong by, and who: a known misconception, or else the law that is broken."""
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for each in row.report.exercises if row.report else ():
            if each.status in _ATTEMPTED:
                found[each.id, _mistake(each)].append(row)
    common = sorted(((about, who) for about, who in found.items() if len(who) > 1), key=lambda each: -len(each[1]))
    if not common:
        return [_paragraph("Ninguno que se repita.", "soft")]
    items = [_told(id, code(message), who, people) for (id, message), who in common]
    first, rest = _list("told", items[:_MOST_MISTAKES]), items[_MOST_MISTAKES:]
    if not rest:
        return [first]
    more = element("summary", {}, f"Otros {counted(len(rest), 'error')} que se repiten" if rest[1:] else "Otro más")
    return [first, element("details", {}, more, _list("told", rest))]


def _told(id: str, what: list[Node], who: list[Row], people: _People) -> list[Node]:
    """Of an exercise, what is true, and of whom."""
    return [element("p", {}, _code(id), " ", *what), people.listed(who)]


def _mistake(result: ExerciseResult) -> str:
    if result.diagnosis:
        return printable(result.diagnosis["message"], 600)
    failed = (check for check in result.checks if check.status not in ("passed", "skipped"))
    worst = next(iter(sorted(failed, key=lambda check: check.kind != "core")), None)
    law = printable(worst.message.partition("\n")[0], 300) if worst else ""
    return f"{STATUS[result.status].words.capitalize()}. {law}".strip()


def _stuck(rows: list[Row], plan: Plan, people: _People) -> list[Element]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.report:
            found[_first_problem(row.report)].append(row)
    items: list[list[Node]] = [
        [
            element("p", {}, element("b", {}, str(len(who))), " ", _code(each.id), " ", _soft(each.title)),
            people.listed(who),
        ]
        for each in plan.exercises
        if (who := found[each.id])
    ]
    words = (
        "El primer ejercicio, en el orden del curso, que se ha intentado y no está bien; "
        "si no hay ninguno, el primero sin hacer."
    )
    return [_paragraph(words, "soft"), _list("told", items)]


def _first_problem(report: Report) -> str:
    """The first exercise that was attempted and is not right, or else the first not begun; "" if there is none."""
    begun = (each.id for each in report.exercises if each.status in _ATTEMPTED)
    not_begun = (each.id for each in report.exercises if each.status == "not_implemented")
    return next(begun, None) or next(not_begun, "")


# -- what is alike -----------------------------------------------------------------------------


def _alike_names(rows: list[Row], groups: list[Group]) -> set[str]:
    """The submissions that are the same as another, or alike."""
    return {name for same in _identical(rows).values() for name in same} | {
        name for group in groups for name in group.names
    }


def _identical(rows: list[Row]) -> dict[str, list[str]]:
    """By the first of them, those that are the same. Who has changed nothing has copied nothing."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.same_as and row.entry and row.begun:
            found[row.same_as] = [*(found[row.same_as] or [row.same_as]), row.name]
    return dict(found)


def _alike(rows: list[Row], groups: list[Group], not_compared: str, people: _People) -> list[Element]:
    identical = _identical(rows)
    told = [_paragraph(f"{not_compared}.")] if not_compared else []
    if not identical and not groups:
        return [*told, *([] if not_compared else [_paragraph("Ninguna.", "soft")])]
    words = (
        "Comparten mucho código que casi nadie más escribe así. Es un indicio, no una prueba: "
        "míralas antes de hablar con nadie."
    )
    same = [
        element("article", {}, element("h3", {}, f"{counted(len(names), 'entrega')} idénticas"), who)
        for names in identical.values()
        for who in [people.listed(people.named(names))]
    ]
    return [*told, _paragraph(words, "soft"), *same, *(_group(group, identical, people) for group in groups)]


def _group(group: Group, identical: Mapping[str, list[str]], people: _People) -> Element:
    """Those of a group, with whoever has the same as one of them, and its pairs side by side."""
    names = [each for name in group.names for each in identical.get(name, [name])]
    heading = f"{counted(len(names), 'entrega')}: {_percent(100 * group.likeness)} parecidas"
    pairs = [_pair(pair, people) for pair in group.pairs]
    return element("article", {}, element("h3", {}, heading), people.listed(people.named(names)), *pairs)


def _pair(pair: Pair, people: _People) -> Element:
    shown = [people.shown(row) for row in people.named(pair.names)]
    alike = len(pair.functions) + pair.more
    summary = f"{' y '.join(shown)}: {_percent(100 * pair.likeness)}"
    if not pair.functions:
        return _paragraph(f"{summary}. Su código no cabe en esta página.")
    about = f"{summary}, {counted(alike, 'función')} en común" + (
        f"; se ven {len(pair.functions)}, las menos corrientes" if pair.more else ""
    )
    sides = [_side(function, place, shown[place]) for function in pair.functions for place in (0, 1)]
    return element("details", {"class": "pair"}, element("summary", {}, about), element("div", {}, *sides))


def _side(function: Function, place: int, name: str) -> Element:
    """A function as one of two has written it, with the lines marked that the other has too."""
    lines = itertools.groupby(function.lines[place], key=lambda line: line[1])
    texts = ((same, "\n".join(text for text, _ in some) + "\n") for same, some in lines)
    marked = [element("mark", {}, text) if same else text for same, text in texts]
    caption = element("figcaption", {}, name, " · ", element("code", {}, function.names[place]))
    return element("figure", {}, caption, element("pre", {}, *marked))


# -- what a teacher has to look at -------------------------------------------------------------


def _to_look_at(rows: list[Row], people: _People) -> Iterator[Element]:
    """Submissions without a mark, without modules, of one person, of nobody on the list; and who has none."""
    if found := [row for row in rows if row.status == "not_gradable"]:
        table = _table({"entrega": "", "por qué": ""}, [[people.link(row), row.reason] for row in found])
        again = _paragraph("Se intentan de nuevo cada vez que repites la orden.", "soft")
        yield _section("Entregas sin corregir", table, again)
    if twice := doubts(rows):
        words = _paragraph("Su nota no es de nadie: deja solo la que cuente y repite la orden.", "soft")
        yield _section("Entregas que pueden ser de la misma persona", *map(_paragraph, twice), words)
    if missing := [row for row in rows if row.status == "missing"]:
        yield _section("Sin entregar", people.listed(missing))
    if strangers := unknown(rows):
        yield _section("Entregas que no están en la lista de la clase", people.listed(strangers))


def _passed_over(rows: list[Row], left_out: Mapping[str, str], people: _People) -> list[Element]:
    """What nobody has looked at: parts of submissions, and what lies beside them."""
    parts: list[list[Cell]] = [[people.link(row), "; ".join(row.passed_over)] for row in rows if row.passed_over]
    others: list[list[Cell]] = [[name, f"{why}: no cuenta como entrega"] for name, why in left_out.items()]
    if not parts and not others:
        return []
    return [_section("Lo que no se ha mirado", _table({"dónde": "", "qué y por qué": ""}, [*parts, *others]))]
