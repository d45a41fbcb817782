"""A class: every submission below a folder, graded once and for all, and what a teacher wants to know of them."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from grader import cells, submission
from grader.classes import class_page, gradebook, handed_in, moodle, notes, similarity
from grader.classes.cluster import Cluster
from grader.classes.course import Plan, named
from grader.classes.files import Unreadable
from grader.classes.gradebook import Row, doubts, unknown
from grader.classes.handed_in import Entry
from grader.classes.journal import Journal, Seeds
from grader.classes.pool import Answer, Job, Pool, Terms
from grader.errors import RnaError, reason
from grader.feedback.plurals import counted
from grader.files import write_whole
from grader.report import Report
from grader.reporters import html
from grader.reporters.text import one_line, printable
from grader.verdict.processes import require_sandbox

_DOWNLOADED_WITHIN = timedelta(minutes=2)
"""From one submission to the next, where Moodle packs one after another and gives each the time of that."""
_MOST_LINES = 20
"""Of the summary, on each thing that is not told of everybody: the page has them all."""


@dataclass(frozen=True)
class Options:
    """What `rna class` was asked."""

    directory: Path
    output: Path
    plan: Plan
    minutes: float
    """For each submission."""
    seed: int | None = None
    """Of all submissions; by default each has its own."""
    jobs: int = 1
    scheduler: str | None = None
    roster: Path | None = None
    require_sandbox: bool = False
    worksheet: Path | None = None
    """Moodle's, to be filled in."""
    notes: Path | None = None
    """What the teacher says of submissions; notes.toml in ``output``, if there is one."""
    style: gradebook.Style = gradebook.STYLES["comma"]
    pictures: bool = False
    """Whether reports show what functions do, for which they are graded a little longer."""


@dataclass
class Tally:
    """How a run went."""

    plan: Plan
    rows: list[Row] = field(default_factory=list)
    graded: int = 0
    """Graded now; the others were already, or are the same as another."""
    left_out: dict[str, str] = field(default_factory=dict)
    """What lies beside the submissions and is none, and why."""
    not_compared: str = ""
    """Why it is not known which are alike, or not of all."""
    unwritten: str = ""
    """The first file that could not be written, and why."""
    doubts: list[str] = field(default_factory=list)
    """What may be wrong with all of it, in Spanish."""
    more: list[str] = field(default_factory=list)
    """What else was written, in Spanish."""
    unheard: list[str] = field(default_factory=list)
    """What a teacher has said of nobody, or in vain, in Spanish."""

    @property
    def passed(self) -> bool:
        """Whether every submission was graded and passed everything."""
        return all(row.report is not None and row.report.passed for row in self.rows)

    def summary(self, output: Path) -> str:
        """What was done, in a few lines."""
        handed = [row for row in self.rows if row.entry]
        failed = sum(row.report is None for row in handed)
        told = f"{len(handed) - failed - self.graded} de antes o repetidas, {failed} sin corregir"
        lines = [
            f"{counted(len(handed), 'entrega')}: {counted(self.graded, 'corregida')}, {told}.",
            *(f"  ✗ {row.name}: {row.reason}" for row in handed if row.report is None),
            *_first(f"  · pueden ser de la misma persona, y no tienen nota: {names}" for names in doubts(handed)),
            *_first(f"  · {row.name}: no está en la lista de la clase" for row in unknown(self.rows)),
            *_first(f"  · {row.name}: cuenta {row.replaced_by}" for row in handed if row.replaced_by),
            *_first(f"  ⚠ {row.name}: {row.of_namesakes}" for row in handed if row.namesakes),
            *_first(f"  · {line}" for line in gradebook.guesses(handed)),
            *_first(f"  ⚠ {row.name}: {row.anothers}" for row in handed if row.anothers),
            *_first(f"  ⚠ {row.name}: {row.instead}" for row in handed if row.instead),
            *_first(f"  · {row.name}: {told}" for row in handed if (told := self.plan.told_early(row.submitted))),
            *_first(f"  · {row.name}: {row.report.late}" for row in handed if row.report and row.report.late),
            *_first(f"  · {row.name}: {gradebook.LATE_IN_CANVAS}" for row in handed if row.entry and row.entry.late),
            *_first(f"  ⚠ {row.name}: {row.undated}" for row in handed if row.undated),
            *_first(f"  · {row.name}: se ha corregido {what}" for row in handed for what in row.taken),
            *_first(f"  · {row.name}: no se ha mirado {why}" for row in handed for why in row.passed_over),
            *_first(f"  · {name} no es una entrega: {why}" for name, why in self.left_out.items()),
            *([f"  · {self.not_compared}"] if self.not_compared else []),
            *_first(f"  ⚠ {line}" for line in self.unheard),
            *_first(f"  ⚠ {line}" for line in self.doubts),
            f"Informe de la clase: {output / 'report.html'}",
            f"Notas: {output / 'grades.csv'}",
            *self.more,
        ]
        return "\n".join(f"{'  ' if line.startswith(' ') else ''}{one_line(line)}" for line in lines)

    @property
    def broken(self) -> str:
        """A submission that could not be graded through no fault of its own, and why."""
        found = (f"{row.name}: {row.reason}" for row in self.rows if row.status == "not_gradable" and row.our_fault)
        return next(found, "")


def grade(options: Options, progress: Any) -> Tally:
    """Grade what is missing or changed and write every table and page again.

    Args:
        progress: told ``start(total, done)`` and ``advance()``.
    """
    roster = gradebook.read_roster(options.roster) if options.roster else []
    worksheet = moodle.Worksheet(options.worksheet) if options.worksheet else None
    said = options.notes or options.output / "notes.toml"
    of_teacher = notes.read(said) if options.notes or said.is_file() else {}
    found = handed_in.find(options.directory, options.output, options.plan.zone)
    left_out = handed_in.left_out(options.directory, without=options.output)
    (options.output / "reports").mkdir(parents=True, exist_ok=True)
    with Journal(options.output / "journal.sqlite") as kept:
        run = _Class(options, kept)
        run.collect(found)
        run.date(worksheet, roster)
        run.grade(progress)
        return run.write(roster, left_out, worksheet, of_teacher)


def _first(lines: Iterable[str]) -> list[str]:
    every = list(lines)
    more = len(every) - _MOST_LINES
    return every if more <= 0 else [*every[:_MOST_LINES], f"  · … y {more} más, en el informe de la clase"]


class _Class:
    """One run over a class."""

    def __init__(self, options: Options, kept: Journal):
        self.options, self.kept, self.seeds = options, kept, Seeds(kept.secret(), options.seed)
        self.ids = [exercise.id for exercise in options.plan.exercises]
        self.rows: list[Row] = []
        self.by_key: dict[str, list[Row]] = {}
        self.graded = 0
        self.downloaded = False
        """Whether what Moodle gave is as old as the download, and no worksheet says more."""
        self.unwritten = ""

    def collect(self, found: list[Entry]) -> None:
        """Read every submission once, to know which are alike, and forget what it says."""
        for entry in found:
            row = Row(entry)
            self.rows.append(row)
            with self._reading(row):
                content = entry.read()
                row.submitted = content.modified.astimezone(self.options.plan.zone) if content.modified else None
                row.passed_over, row.taken = content.passed_over, content.taken
                same = self.by_key.setdefault(self._key(content.whole), [])
                row.same_as = same[0].name if same else ""
                same.append(row)
        gradebook.mark_groups(self.rows, self.options.plan.groups)

    def date(self, worksheet: moodle.Worksheet | None, roster: list[dict[str, str]]) -> None:
        """What Moodle gives is as old as the download: when it was handed in is what its worksheet says, or unknown.

        What a group handed in is as late as the worksheet says of any of its members.
        """
        plan = self.options.plan
        of_moodle = [row for row in self.rows if row.entry and row.entry.by_moodle]
        moments = sorted(row.submitted for row in of_moodle if row.submitted)
        downloaded = all(after - before <= _DOWNLOADED_WITHIN for before, after in pairwise(moments))
        told = moodle.submitted(worksheet, plan.zone) if worksheet else []
        people = gradebook.known(worksheet.roster, roster) if worksheet and told else []
        gradebook.recognise(self.rows, worksheet.roster if worksheet else [])
        for row, mine in zip(of_moodle, gradebook.owners(of_moodle, people, plan.groups), strict=True):
            if mine or downloaded:
                row.submitted = max(filter(None, (told[each] for each in mine)), default=None)
        self.downloaded = bool(of_moodle) and downloaded and not told

    def _key(self, modules: Mapping[str, bytes]) -> str:
        """Under what a report on these modules is kept; one without pictures will not do for one that has some."""
        return self.seeds.key(modules, self.ids) + (" with pictures" if self.options.pictures else "")

    def grade(self, progress: Any) -> None:
        """Grade the keys that the journal does not have."""
        missing = [key for key in self.by_key if self._report(key) is None]
        progress.start(len(self.by_key), len(self.by_key) - len(missing))
        if not missing:
            return
        with self._graders(len(missing)) as graders:
            graders.check()
            for job, answer in graders.grade(self._jobs(missing)):
                self._keep(job, answer)
                progress.advance()

    def _graders(self, most: int) -> Pool | Cluster:
        """What grades up to so many submissions, on this machine or on others."""
        terms = Terms(tuple(self.ids), self.options.minutes, self.options.require_sandbox, self.options.pictures)
        if self.options.scheduler is None:
            return Pool(min(self.options.jobs, most), terms)
        return Cluster(self.options.scheduler, terms)

    def _jobs(self, keys: list[str]) -> Iterator[Job]:
        for key in keys:
            for row in self.by_key[key]:
                assert row.entry
                with self._reading(row):
                    modules = row.entry.read().whole
                    if self._key(modules) == key:
                        yield Job(key, modules, self.seeds.seed(modules))
                        break
                    row.reason = "ha cambiado mientras se corregía: repite la orden"

    def _keep(self, job: Job, answer: Answer) -> None:
        report = _report_of(answer.report)
        reason = answer.reason or self._objection(report)
        if answer.report is None or report is None or reason:
            for row in self.by_key[job.key]:
                row.reason, row.our_fault = reason, True
            return
        told = cells.told_in_cells(report, job.modules).to_json()
        self.kept.put(self._late(job.key) if report.out_of_time else job.key, told)
        self.graded += 1

    def _late(self, key: str) -> str:
        """Where the report is kept of what was not graded in time; with another time it is graded again."""
        return f"{key} in {self.options.minutes:g} minutes"

    def _objection(self, report: Report | None) -> str:
        """Why a report does not count; "" if it does."""
        if report is None or [exercise.id for exercise in report.exercises] != self.ids:
            return "el corrector ha fallado: no ha hecho un informe de estos ejercicios"
        if self.options.require_sandbox and report.ran:
            try:
                require_sandbox(report.sandbox)
            except RnaError as error:
                return str(error)
        return ""

    def _report(self, key: str) -> Report | None:
        """What is kept under a key, if it counts."""
        report = _report_of(self.kept.get(key) or self.kept.get(self._late(key)))
        return None if self._objection(report) else report

    @contextlib.contextmanager
    def _reading(self, row: Row) -> Iterator[None]:
        try:
            yield
        except Unreadable as error:
            row.reason = str(error)

    # -- what it leaves

    def write(
        self,
        roster: list[dict[str, str]],
        left_out: dict[str, str],
        worksheet: moodle.Worksheet | None,
        of_teacher: notes.Notes,
    ) -> Tally:
        """Every report, table and page."""
        output, plan = self.options.output, self.options.plan
        for key, same in self.by_key.items():
            for row in same:
                row.report = self._report(key)
                row.reason = "" if row.report else row.reason
        given = self.rows
        between: list[str] = []
        if worksheet and self.options.roster:  # each of which says something of whoever handed in
            in_sheet = worksheet.roster
            only_there, only_here = gradebook.unlisted(roster, in_sheet), gradebook.unlisted(in_sheet, roster)
            rows, of_roster = self._judged(given, gradebook.numbered(roster, in_sheet), of_teacher, only_there)
            in_moodle, of_worksheet = self._judged(given, gradebook.known(in_sheet, roster), of_teacher, only_here)
            unheard = [line for line in of_roster if line in of_worksheet]
            for name, mine in ((self.options.roster.name, of_roster), (worksheet.name, of_worksheet)):
                unheard += [f"{name}: {line}" for line in mine if line not in unheard]
            differing = gradebook.differing(roster, in_sheet)
            between = list(_between(worksheet.name, differing, only_there, only_here, rows))
        else:
            rows, unheard = self._judged(given, roster or (worksheet.roster if worksheet else []), of_teacher)
            in_moodle = rows
        filled = worksheet.filled(in_moodle, plan) if worksheet else ""
        self.rows = [row for row in rows if row.entry]
        self._write_reports(output / "reports")
        self._write(output / "grades.csv", gradebook.grades(rows, plan, self.options.style))
        self._pack(output / "feedback.zip", _to_send(rows))
        more = [f"Informes para enviar: {output / 'feedback.zip'}", *self._write_for_moodle(rows, in_moodle, filled)]
        (output / "canvas.csv").unlink(missing_ok=True)
        if canvas := gradebook.canvas(rows, plan):
            self._write(output / "canvas.csv", canvas)
            more.append(f"Para Canvas: {output / 'canvas.csv'}")
        groups, not_compared = self._alike()
        page = class_page.render(rows, plan, groups, ".html", left_out, not_compared)
        self._write(output / "report.html", page)
        doubts = [*self._doubts(rows), *between]
        return Tally(plan, rows, self.graded, left_out, not_compared, self.unwritten, doubts, more, unheard)

    def _judged(
        self,
        given: list[Row],
        people: list[dict[str, str]],
        of_teacher: notes.Notes,
        strangers: Sequence[dict[str, str]] = (),
    ) -> tuple[list[Row], list[str]]:
        """What was handed in, joined with people and shared by groups, as the plan and the teacher's notes count it;
        and what of these is of nobody. The rows given stay as they are."""
        plan = self.options.plan
        rows = [dataclasses.replace(row) for row in given]
        joined = gradebook.join(rows, people, self._chosen, strangers)
        rows = gradebook.share(joined, plan.groups, self._chosen)
        known = joined if people else rows  # sharing makes a row of whoever is named, on the list or not
        twice = _in_two_groups(known, plan.groups)
        lost = [
            f"groups.{group}: «{each}» no está en la clase, o son varias personas"
            for group, members in plan.groups.items()
            for each in members
            if not gradebook.meant(known, each)
        ]
        return rows, [*self._apply(rows), *lost, *twice, *_note(rows, of_teacher)]

    def _chosen(self, rows: list[Row], called: set[str]) -> Row | None:
        """Of several submissions the one that counts for whoever is called so, if the plan says which."""
        graded, attempt, plan = [row for row in rows if row.report], self.options.plan.attempt, self.options.plan
        if not graded or not attempt:
            return None
        if attempt == "last" and (undated := [row.name for row in graded if not row.submitted]):
            why = f"no se sabe cuál es la última, porque no se sabe cuándo se entregó {', '.join(undated)}"
            for row in rows:
                row.undecided = why
            return None
        if attempt == "best":  # with what the person's group has, who may not be known yet to be of it
            groups = {named(group) for group, members in plan.groups.items() if not called.isdisjoint(members)}
            own = plan.of(called | groups)
            return max(graded, key=lambda row: own.applied(row.report, row.submitted).score if row.report else 0)
        return max(graded, key=lambda row: row.submitted.timestamp() if row.submitted else 0)

    def _apply(self, rows: list[Row]) -> list[str]:
        """The plan, with what is somebody's alone, to every report; what of the plan was of nobody."""
        plan = self.options.plan
        unheard = []
        for name in plan.extensions:
            found, _ = gradebook.addressed(rows, name)
            for row in found:
                row.extended = (*row.extended, name)
            if not found:
                unheard.append(f"extensions: «{name}» no es nadie de la clase, o son varias personas")
        for row in rows:
            if row.report:
                row.report = plan.of(row.extended).applied(row.report, row.submitted)
                row.undated = plan.told_undated(row.submitted)
        return unheard

    def _doubts(self, rows: list[Row]) -> Iterator[str]:
        """What a teacher is asked to look at: what was taken for a whole class, and that all of it came late."""
        packed = (row.entry.path for row in self.rows if row.entry and row.entry.within)
        for file in dict.fromkeys(path for path in packed if path != self.options.directory):
            many = counted(sum(bool(row.entry and row.entry.path == file) for row in self.rows), "entrega")
            yield f"{file.name} se ha tomado por toda una clase ({many}): si es de una persona, ponlo en su carpeta"
        if self.downloaded and any(row.undated for row in rows):
            yield (
                "lo que da Moodle lleva la hora de la descarga: cuándo entregó cada cual lo dice su hoja de "
                "calificaciones, con --moodle-worksheet"
            )
        graded = [row for row in rows if row.entry and row.report]
        late = any(row.report and row.report.late for row in graded)
        if (
            len(graded) > 1 and late and all(self.options.plan.late(row.submitted) for row in graded)
        ):  # or had more time
            yield "todas las entregas llegan fuera de plazo: mira si ese es el plazo, y si son esas sus fechas"

    def _write_for_moodle(self, rows: list[Row], in_moodle: list[Row], filled: str) -> list[str]:
        """What Moodle takes back, and what is to be said of it.

        Args:
            in_moodle: the rows with the people of the worksheet, if there is one.
            filled: that worksheet.
        """
        output, plan = self.options.output, self.options.plan
        told = []
        for name, text in (("moodle.csv", moodle.grades(rows, plan)), ("moodle-worksheet.csv", filled)):
            if text:
                self._write(output / name, text)
                told.append(f"Para Moodle: {output / name}")
                if name == "moodle.csv" and (lacking := moodle.unaddressed(rows)):
                    why = "les falta en la lista el dato que otros tienen, o lo comparten"
                    told.append(f"  ⚠ no están en moodle.csv, pues {why}: {lacking}")
            else:
                (output / name).unlink(missing_ok=True)  # of an earlier run, and no longer true
        (output / "moodle-feedback.zip").unlink(missing_ok=True)
        if places := moodle.feedback(in_moodle):
            self._pack(output / "moodle-feedback.zip", places)
            told.append(f"Informes para Moodle: {output / 'moodle-feedback.zip'}")
        return told

    def _pack(self, file: Path, places: Mapping[str, Row]) -> None:
        """The pages of some students in one file, by where they lie in it."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, row in places.items():
                member = zipfile.ZipInfo(name.encode("utf-8", "replace").decode(), (1980, 1, 1, 0, 0, 0))
                archive.writestr(member, self._page(row).encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
        self._write(file, packed.getvalue())

    def _write_reports(self, folder: Path) -> None:
        """Every report, and none that an earlier run wrote of a submission which is no longer there."""
        names = [row.name for row in self.rows]
        with contextlib.suppress(ValueError, TypeError, RecursionError):  # nothing is kept, or nothing that makes sense
            for name in set(json.loads(self.kept.setting("reports"))) - set(names):
                if Path(name).name == name:
                    _remove_report(folder, name)
        self.kept.set("reports", json.dumps(names))
        for row in self.rows:
            self._write_report(folder, row)

    def _write_report(self, folder: Path, row: Row) -> None:
        if row.report is None:  # an older report would tell of another submission
            _remove_report(folder, row.name)
            return
        self._write(folder / f"{row.name}.json", row.report.without_figures.to_json())
        self._write(folder / f"{row.name}.html", self._page(row))

    def _page(self, row: Row) -> str:
        """What a student reads of their submission."""
        assert row.report
        return html.render(row.report, f"Informe de {printable(row.full_name or row.name, 100)}")

    def _write(self, file: Path, content: str | bytes) -> None:
        """Write a file whole; what cannot be written is told once all that can be is there."""
        try:
            write_whole(file, content, errors="replace", newline="")
        except OSError as error:
            self.unwritten = self.unwritten or f"no se ha podido escribir «{file}»: {reason(error)}"

    def _alike(self) -> tuple[list[similarity.Group], str]:
        """Groups of submissions that are alike and not the same, or why they are not known."""
        rows = [same[0] for same in self.by_key.values() if same[0].begun]
        try:
            groups, partly = similarity.compare(map(self._compared, rows), len(rows))
            words = f"Tienen tanto código que solo se ha comparado una parte: {', '.join(partly)}"
            return groups, words if partly else ""
        except similarity.GivenUp as error:
            return [], str(error)

    def _compared(self, row: Row) -> tuple[str, dict[str, bytes]]:
        """What of a submission is compared: its modules of the units that count."""
        assert row.entry
        units = {f"{exercise.unit}.py" for exercise in self.options.plan.exercises}
        with contextlib.suppress(Unreadable):
            return row.name, {name: source for name, source in row.entry.read().modules.items() if name in units}
        return row.name, {}


def _report_of(text: str | None) -> Report | None:
    """A report that was kept or has arrived; None if there is none, or one that is none."""
    with contextlib.suppress(ValueError):
        return Report.from_json(text) if text else None
    return None


def _note(rows: list[Row], of_teacher: notes.Notes) -> list[str]:
    """What the teacher says, to each whom it is said of; what was said of nobody, or in vain.

    What is said of a group is said to all whom its mark is given to, before what is said of one of them alone.

    Raises:
        UsageError: of somebody two different things are said.
    """
    unheard: list[str] = []
    of_all: dict[int, notes.Notes] = {}
    alone: dict[int, notes.Notes] = {}
    for name, note in of_teacher.items():
        mine, is_group = gradebook.addressed(rows, name)
        found = [row for row in mine if row.report and not (is_group and row.replaced_by)]
        for row in found:
            (of_all if is_group else alone).setdefault(id(row), {})[name] = note
        if not found:
            unheard.append(f"notas: «{name}» no es nadie con una entrega corregida, o son varias personas")
    for row in rows:
        for said in (of_all.get(id(row), {}), alone.get(id(row), {})):
            if row.report and said:
                note = notes.together(said)
                unheard += [f"notas: «{' y '.join(said)}», {why}" for why in note.in_vain(row.report)]
                row.report = note.applied(row.report)
    return list(dict.fromkeys(unheard))


def _in_two_groups(rows: list[Row], groups: Mapping[str, Sequence[str]]) -> list[str]:
    """Who is of two groups under two names, in Spanish."""
    of: dict[int, str] = {}
    lines = []
    for group, members in groups.items():
        for member in members:
            for person in {id(row.person) for row in gradebook.meant(rows, member) if row.person}:
                if (first := of.setdefault(person, group)) != group:
                    lines.append(f"groups.{group}: «{member}» está ya en {first}: déjalo en uno")
    return lines


def _between(
    name: str, differing: str, there: list[dict[str, str]], here: list[dict[str, str]], rows: list[Row]
) -> Iterator[str]:
    """What the list of the class and Moodle's worksheet, of such a name, do not say alike."""
    if differing:
        yield f"se toma por una persona a quien la lista y {name} solo llaman igual: {differing}"
    if there:
        yield f"hay en {name} quien no está en la lista: {submission.some_of(map(gradebook.called, there))}"
    marked = {gradebook.called(row.person) for row in gradebook.counting(rows)}
    if missing := marked & {gradebook.called(person) for person in here}:
        yield f"no está en {name} quien tiene nota y está en la lista: {submission.some_of(missing)}"


def _to_send(rows: list[Row]) -> dict[str, Row]:
    """Those who have a report, by the file that it is sent as: a name as people write it, which every system takes."""
    found: dict[str, Row] = {}
    taken: set[str] = set()
    sent = [row for row in rows if row.report and not (row.replaced_by or row.rivals or row.namesakes)]
    for shown, row in zip(gradebook.shown_names(sent), sent, strict=True):
        name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", one_line(shown)).strip(" .")[:100] or "_"
        ways = (name, *(f"{name} ({number})" for number in range(2, 9999)))
        own = next(each for each in ways if each.casefold() not in taken)
        taken.add(own.casefold())
        found[f"{own}.html"] = row
    return found


def _remove_report(folder: Path, name: str) -> None:
    for ending in (".json", ".html"):
        (folder / f"{name}{ending}").unlink(missing_ok=True)
