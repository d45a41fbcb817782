"""A class: every submission below a folder, graded once and for all, and what a teacher wants to know of them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.boundary import sandbox
from grader.classes import class_page, gradebook, handed_in, journal, similarity
from grader.classes.cluster import Cluster
from grader.classes.course import Plan
from grader.classes.gradebook import Row
from grader.classes.handed_in import Entry, Unreadable
from grader.classes.journal import Journal
from grader.classes.pool import Answer, Job, Pool
from grader.errors import RnaError
from grader.files import write_whole
from grader.report import Report
from grader.reporters import html
from grader.reporters.text import harmless, printable
from grader.verdict.grading import new_seed
from grader.verdict.processes import require_sandbox


@dataclass(frozen=True)
class Options:
    """What `rna class` was asked."""

    directory: Path
    output: Path
    plan: Plan
    seed: int | None = None
    jobs: int = 1
    scheduler: str | None = None
    roster: Path | None = None
    require_sandbox: bool = False


@dataclass
class Tally:
    """How a run went."""

    rows: list[Row] = field(default_factory=list)
    seed: int = 0
    graded: int = 0
    """Graded now; the others were already, or are the same as another."""

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
            *(f"  ✗ {printable(row.name)}: {printable(row.reason)}" for row in handed if row.report is None),
            f"Informe de la clase: {output / 'report.html'}",
            f"Notas: {output / 'grades.csv'}",
        ]
        return "\n".join(harmless(line.replace("\n", " ")) for line in lines)

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
    (options.output / "reports").mkdir(parents=True, exist_ok=True)
    with Journal(options.output / "journal.sqlite") as kept:
        seed = kept.seed(options.seed, new_seed())
        run = _Class(options, kept, seed)
        run.collect(found)
        run.grade(progress)
        return run.write(roster)


class _Class:
    """One run over a class."""

    def __init__(self, options: Options, kept: Journal, seed: int):
        self.options, self.kept, self.seed = options, kept, seed
        self.ids = [exercise.id for exercise in options.plan.exercises]
        self.rows: list[Row] = []
        self.by_key: dict[str, list[Row]] = {}
        self.graded = 0

    def collect(self, found: list[Entry]) -> None:
        """Read every submission once, to know which are alike, and forget what it says."""
        for entry in found:
            row = Row(entry)
            self.rows.append(row)
            with self._reading(row):
                content = entry.read()
                row.submitted, row.has_modules = content.modified, bool(content.modules)
                same = self.by_key.setdefault(journal.key(content.modules, self.ids, self.seed), [])
                row.same_as = same[0].name if same else ""
                same.append(row)

    def grade(self, progress: Any) -> None:
        """Grade the keys that the journal does not have."""
        missing = [key for key in self.by_key if self._report(key) is None]
        progress.start(len(self.by_key), len(self.by_key) - len(missing))
        if not missing:
            return
        with self._graders(len(missing)) as graders:
            if self.options.require_sandbox:
                for offered in graders.everywhere(sandbox.offered):
                    require_sandbox(offered)
            for job, answer in graders.grade(self._jobs(missing)):
                self._keep(job, answer)
                progress.advance()

    def _graders(self, most: int) -> Pool | Cluster:
        """What grades up to so many submissions, on this machine or on others."""
        if self.options.scheduler is None:
            return Pool(min(self.options.jobs, most), self.ids, self.seed)
        return Cluster(self.options.scheduler, self.ids, self.seed)

    def _jobs(self, keys: list[str]) -> Iterator[Job]:
        for key in keys:
            for row in self.by_key[key]:
                assert row.entry
                with self._reading(row):
                    modules = row.entry.read().modules
                    if journal.key(modules, self.ids, self.seed) == key:
                        yield Job(key, modules)
                        break
                    row.reason = "ha cambiado mientras se corregía: repite la orden"

    def _keep(self, job: Job, answer: Answer) -> None:
        reason = answer.reason if answer.report is None else self._objection(Report.from_json(answer.report))
        if answer.report is None or reason:
            for row in self.by_key[job.key]:
                row.reason, row.our_fault = reason, True
            return
        self.kept.put(job.key, answer.report)
        self.graded += 1

    def _objection(self, report: Report) -> str:
        """Why a report does not count; "" if it does."""
        if self.options.require_sandbox and report.ran:
            try:
                require_sandbox(report.sandbox)
            except RnaError as error:
                return str(error)
        return ""

    def _report(self, key: str) -> Report | None:
        """What is kept under a key, if it counts."""
        kept = self.kept.get(key)
        report = Report.from_json(kept) if kept is not None else None
        return None if report is None or self._objection(report) else report

    @contextlib.contextmanager
    def _reading(self, row: Row) -> Iterator[None]:
        try:
            yield
        except Unreadable as error:
            row.reason = str(error)

    # -- what it leaves

    def write(self, roster: list[dict[str, str]]) -> Tally:
        """Every report, table and page."""
        output, plan = self.options.output, self.options.plan
        for key, same in self.by_key.items():
            if report := self._report(key):
                for row in same:
                    row.report, row.reason = plan.applied(report, row.submitted), ""
        self._write_reports(output / "reports")
        rows = gradebook.join(self.rows, roster) if roster else self.rows
        _write(output / "grades.csv", gradebook.grades(rows, plan))
        _write(output / "moodle.csv", gradebook.moodle(rows))
        _write(output / "report.html", class_page.render(rows, plan, self.seed, self._alike(), ".html"))
        return Tally(rows, self.seed, self.graded)

    def _write_reports(self, folder: Path) -> None:
        """Every report, and none that an earlier run wrote of a submission which is no longer there."""
        names = [row.name for row in self.rows]
        with contextlib.suppress(ValueError):  # nothing is kept
            for name in set(json.loads(self.kept.setting("reports"))) - set(names):
                _remove_report(folder, name)
        self.kept.set("reports", json.dumps(names))
        for row in self.rows:
            _write_report(folder, row)

    def _alike(self) -> list[similarity.Group]:
        """Groups of submissions that are alike and not the same."""
        units = list(dict.fromkeys(exercise.unit for exercise in self.options.plan.exercises))
        prints = {}
        for row in (same[0] for same in self.by_key.values() if same[0].report):
            assert row.entry
            with contextlib.suppress(Unreadable):
                prints[row.name] = similarity.fingerprints(row.entry.read().modules, units)
        return similarity.groups(prints)


def _write_report(folder: Path, row: Row) -> None:
    if row.report is None:  # an older report would tell of another submission
        _remove_report(folder, row.name)
        return
    _write(folder / f"{row.name}.json", row.report.to_json())
    _write(folder / f"{row.name}.html", html.render(row.report, f"Informe de {printable(row.name, 100)}"))


def _remove_report(folder: Path, name: str) -> None:
    for ending in (".json", ".html"):
        (folder / f"{name}{ending}").unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    write_whole(file, text, errors="replace", newline="")
