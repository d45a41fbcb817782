"""A class: every submission below a folder, graded once and for all, and what a teacher wants to know of them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.classes import class_page, gradebook, handed_in, similarity
from grader.classes.cluster import Cluster
from grader.classes.course import Plan
from grader.classes.files import Unreadable
from grader.classes.gradebook import Row, doubts, unknown
from grader.classes.handed_in import Content, Entry
from grader.classes.journal import Journal, Seeds
from grader.classes.pool import Answer, Job, Pool, Terms
from grader.errors import RnaError, reason
from grader.files import write_whole
from grader.report import Report
from grader.reporters import html
from grader.reporters.text import one_line, printable
from grader.verdict.processes import require_sandbox

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


@dataclass
class Tally:
    """How a run went."""

    rows: list[Row] = field(default_factory=list)
    graded: int = 0
    """Graded now; the others were already, or are the same as another."""
    left_out: dict[str, str] = field(default_factory=dict)
    """What lies beside the submissions and is none, and why."""
    not_compared: str = ""
    """Why it is not known which are alike, or not of all."""
    unwritten: str = ""
    """The first file that could not be written, and why."""

    @property
    def passed(self) -> bool:
        """Whether every submission was graded and passed everything."""
        return all(row.report is not None and row.report.passed for row in self.rows)

    def summary(self, output: Path) -> str:
        """What was done, in a few lines."""
        handed = [row for row in self.rows if row.entry]
        failed = sum(row.report is None for row in handed)
        before = len(handed) - failed - self.graded
        lines = [
            f"{len(handed)} entregas: {self.graded} corregidas, {before} de antes o repetidas, {failed} sin corregir.",
            *(f"  ✗ {row.name}: {row.reason}" for row in handed if row.report is None),
            *_first(f"  · pueden ser de la misma persona, y no tienen nota: {names}" for names in doubts(handed)),
            *_first(f"  · {row.name}: no está en la lista de la clase" for row in unknown(self.rows)),
            *_first(f"  · {row.name}: no se ha mirado {why}" for row in handed for why in row.passed_over),
            *_first(f"  · {name} no es una entrega: {why}" for name, why in self.left_out.items()),
            *([f"  · {self.not_compared}"] if self.not_compared else []),
            f"Informe de la clase: {output / 'report.html'}",
            f"Notas: {output / 'grades.csv'}",
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
    found = handed_in.find(options.directory, without=options.output)
    left_out = handed_in.left_out(options.directory, without=options.output)
    (options.output / "reports").mkdir(parents=True, exist_ok=True)
    with Journal(options.output / "journal.sqlite") as kept:
        run = _Class(options, kept)
        run.collect(found)
        run.grade(progress)
        return run.write(roster, left_out)


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
        self.unwritten = ""

    def collect(self, found: list[Entry]) -> None:
        """Read every submission once, to know which are alike, and forget what it says."""
        for entry in found:
            row = Row(entry)
            self.rows.append(row)
            with self._reading(row):
                content = entry.read()
                row.submitted, row.has_modules = content.modified, bool(content.modules)
                row.passed_over = (*content.passed_over, *self._undated(content))
                same = self.by_key.setdefault(self.seeds.key(content.whole, self.ids), [])
                row.same_as = same[0].name if same else ""
                same.append(row)

    def _undated(self, content: Content) -> list[str]:
        """What is to be told of a submission that does not say when it was written, where that counts."""
        counts = self.options.plan.deadlines and content.modules and not content.modified
        return ["si ha llegado a tiempo: sus módulos no tienen una fecha que valga"] if counts else []

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
        terms = Terms(tuple(self.ids), self.options.minutes, self.options.require_sandbox)
        if self.options.scheduler is None:
            return Pool(min(self.options.jobs, most), terms)
        return Cluster(self.options.scheduler, terms)

    def _jobs(self, keys: list[str]) -> Iterator[Job]:
        for key in keys:
            for row in self.by_key[key]:
                assert row.entry
                with self._reading(row):
                    modules = row.entry.read().whole
                    if self.seeds.key(modules, self.ids) == key:
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
        self.kept.put(self._late(job.key) if report.out_of_time else job.key, answer.report)
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

    def write(self, roster: list[dict[str, str]], left_out: dict[str, str]) -> Tally:
        """Every report, table and page."""
        output, plan = self.options.output, self.options.plan
        for key, same in self.by_key.items():
            if report := self._report(key):
                for row in same:
                    row.report, row.reason = plan.applied(report, row.submitted), ""
        self._write_reports(output / "reports")
        rows = gradebook.join(self.rows, roster)
        self._write(output / "grades.csv", gradebook.grades(rows, plan))
        self._write(output / "moodle.csv", gradebook.moodle(rows))
        groups, not_compared = self._alike()
        page = class_page.render(rows, plan, groups, ".html", left_out, not_compared)
        self._write(output / "report.html", page)
        return Tally(rows, self.graded, left_out, not_compared, self.unwritten)

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
        self._write(folder / f"{row.name}.json", row.report.to_json())
        self._write(folder / f"{row.name}.html", html.render(row.report, f"Informe de {printable(row.name, 100)}"))

    def _write(self, file: Path, text: str) -> None:
        """Write a file whole; what cannot be written is told once all that can be is there."""
        try:
            write_whole(file, text, errors="replace", newline="")
        except OSError as error:
            self.unwritten = self.unwritten or f"no se ha podido escribir «{file}»: {reason(error)}"

    def _alike(self) -> tuple[list[similarity.Group], str]:
        """Groups of submissions that are alike and not the same, or why they are not known."""
        rows = [same[0] for same in self.by_key.values() if same[0].report]
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


def _remove_report(folder: Path, name: str) -> None:
    for ending in (".json", ".html"):
        (folder / f"{name}{ending}").unlink(missing_ok=True)
