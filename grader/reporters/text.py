"""Text that a submission wrote, on its way into a report: made harmless, cut, and found in its files."""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from grader import submission
from grader.boundary.source import lines_of
from grader.feedback import plurals
from grader.report import BY_TEACHER, Check, ExerciseResult, Report, listed

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    r"\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""What shows nothing: it turns a line around, hides a word from whoever looks for it, or hides a cell's first sign."""
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What shows nothing too, and is by its category a letter, a mark or a sign."""
PLACE = re.compile(r"(\w{1,61}\.py)(?::|, línea )(\d{1,6}):(?: |$)", re.ASCII)
"""How a line of a message begins that says where the code raised; with words in reports of earlier versions."""
_WORST_FIRST = ("crashed", "timeout", "error", "failed", "skipped")

_LACKING = ("Falta el fichero ", "Falta la función ")
"""How what is told of an exercise begins where there is nothing in place of its file or its function."""

_TO_DO = "está sin hacer."
"""How what is told of a function ends that is there, and nothing but to do."""

GIVEN = "Puntos puestos por tu profesor o profesora"
"""What is told where points are not those of the checks."""

DIFFERENCE = re.compile("«[^«»\n]*»")
"""What literals.comparison marks, on lines that begin with a blank."""


class Status(NamedTuple):
    """What a person reads for the status of an exercise or a check."""

    mark: str
    words: str


STATUS = {
    "passed": Status("✓", "bien"),
    "failed": Status("✗", "no cumple"),
    "error": Status("✗", "error"),
    "timeout": Status("✗", "tiempo agotado"),
    "crashed": Status("✗", "el proceso murió"),
    "rejected": Status("✗", "rechazado"),
    "not_implemented": Status("·", "sin hacer"),
    "not_graded": Status("?", "sin corregir"),
}


def printable(text: str, most: int = 4000) -> str:
    """``text`` cut to ``most`` characters, without those that no format admits or that do what nobody sees."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _INVISIBLE.sub("", _UNPRINTABLE.sub("\ufffd", text))
    return text if len(text) <= most else f"{text[:most]} …"


def one_line(text: str) -> str:
    """``text`` as one line for a terminal or a log, of which it is not the beginning of a command."""
    return harmless(" ".join(printable(text).split()))


def as_seen(text: str) -> str:
    """What somebody sees of a name: two that look alike have the same, whatever their case, width and blanks."""
    plain = unicodedata.normalize("NFKC", one_line(text)).casefold()
    return " ".join("".join(mark for mark in plain if mark == " " or not _shows_nothing(mark)).split())


def _shows_nothing(mark: str) -> bool:
    return unicodedata.category(mark)[0] in "CZ" or bool(_BLANK.match(mark))


def guarded(exercise: ExerciseResult) -> ExerciseResult:
    """A result whose texts may be shown anywhere."""
    known = exercise.diagnosis and {name: printable(text) for name, text in exercise.diagnosis.items()}
    checks = tuple(replace(each, name=one_line(each.name), message=printable(each.message)) for each in exercise.checks)
    return replace(
        exercise, title=one_line(exercise.title), checks=checks, diagnosis=known, output=printable(exercise.output)
    )


def guarded_report(report: Report) -> Report:
    """A report whose texts may be shown anywhere."""
    note = printable(report.note, len(report.note))
    return replace(report, late=one_line(report.late), note=note, exercises=tuple(map(guarded, report.exercises)))


def harmless(line: str) -> str:
    """The line, never a command: logs of CI services obey what begins with ``::`` or holds ``##[`` or ``##name[``."""
    if line.lstrip().startswith("::"):
        line = line.replace("::", ": :", 1)
    return re.sub(r"##(?=\w*\[)", "## ", line)


def harmless_lines(text: str) -> str:
    """Every line of ``text`` made harmless."""
    return "\n".join(map(harmless, text.split("\n")))


def failures(exercise: ExerciseResult) -> list[Check]:
    """The checks that did not pass, the gravest of the core first."""
    failed = (check for check in exercise.checks if check.status != "passed")
    return sorted(failed, key=lambda check: (check.kind != "core", _WORST_FIRST.index(check.status)))


def published() -> str:
    """Where the site is, ending in "/"; "" where it is nowhere: SITE_URL, or Documentation among the project's URLs."""
    address = os.environ.get("SITE_URL", "") or _documentation()
    return address.rstrip("/") + "/" if re.match(r"https?://[\w.-]", address) else ""


@cache
def _documentation() -> str:
    from importlib.metadata import PackageNotFoundError, metadata  # here: it takes longer than all the rest

    try:
        urls = metadata("redes-neuronales").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    return next((url for name, _, url in (each.partition(", ") for each in urls) if name == "Documentation"), "")


def theory(page: str, folder: Path | None) -> str:
    """Where a page of theory can be read: on the site, in a checkout's folder ``site``, or nowhere that is known.

    Args:
        page: as the catalog has it, ``activations.md#relu``.
        folder: where the student's modules are.
    """
    file, _, anchor = page.partition("#")
    if address := published():
        return f"{address}{file.removesuffix('.md')}/#{anchor}"
    here = folder is not None and (folder.parent / "site" / file).is_file()
    return f"site/{page}" if here else ""


def points(value: float) -> str:
    """Points as a person reads them: two decimals at the most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def counted(number: float, noun: str) -> str:
    """So many of something, to two decimals where it has any."""
    return plurals.counted(points(number), noun)


def share(part: float, whole: float, noun: str) -> str:
    """So many of all that there are."""
    return f"{points(part)} de {counted(whole, noun)}"


def completed(report: Report) -> str:
    """What is said of a report where all is right; what is late, or a teacher gives less for, is not all well."""
    less = report.late or any(given(each) and each.score < each.points for each in report.exercises)
    return f"{'' if less else '¡Todo bien! '}Has completado lo que se ha corregido."


def lateness(report: Report) -> str:
    """What came late and what it is worth, as a sentence; "" if nothing did."""
    line = one_line(printable(report.late))
    return f"{line[0].upper()}{line[1:]}." if line else ""


def said(report: Report) -> str:
    """What the teacher says of it, in as many lines as they wrote; "" if nothing."""
    words = harmless_lines(printable(report.note, len(report.note)).strip())
    return f"Tu profesor o profesora dice: {words}" if words else ""


def given(exercise: ExerciseResult) -> str:
    """That a teacher has given an exercise's points, whatever the checks say, as a sentence; "" if nobody has."""
    if all(check.name != BY_TEACHER for check in exercise.checks):
        return ""
    return f"{GIVEN}: {share(exercise.score, exercise.points, 'punto')}."


def in_short(report: Report) -> str:
    """The score, what came late, and the seed, in a line; below it what the teacher says."""
    parts = (f"{share(report.score, report.max_score, 'punto')}.", lateness(report), f"Semilla {report.seed}.")
    return "\n".join(filter(None, (" ".join(filter(None, parts)), said(report))))


def done(report: Report) -> str:
    """How many exercises are done."""
    return share(sum(exercise.passed for exercise in report.exercises), len(report.exercises), "ejercicio")


def law(check: Check) -> str:
    """What a check asks for: the first line of its message."""
    return check.message.partition("\n")[0]


def worth(exercise: ExerciseResult, check: Check) -> str:
    """What it costs that a check failed, in a few words; "" where all of them say the same, which is no law's fault,
    and where it costs what a teacher says."""
    if given(exercise):
        return ""
    if len(exercise.checks) > 1 and len(set(map(law, exercise.checks))) == 1:
        return ""
    if check.kind == "core":
        return "esencial: sin esto, 0 puntos" if check == failures(exercise)[0] else "esencial"
    if any(each.kind == "core" and each.status != "passed" for each in exercise.checks):
        return "extra"
    cost = exercise.points * check.weight / sum(each.weight for each in exercise.checks)
    return f"extra: cuesta {counted(round(cost, 2), 'punto')}"


def told(exercise: ExerciseResult, check: Check) -> str:
    """A check's message, with what it costs beside its law."""
    first, *rest = check.message.split("\n")
    cost = worth(exercise, check)
    return "\n".join([f"{first} ({cost})" if cost else first, *rest])


class Failure(NamedTuple):
    """A check that did not pass, and those that tell the same: the same error in the same line, or the same call."""

    check: Check
    others: tuple[Check, ...]

    @property
    def told_again(self) -> str:
        """How many those are, in a sentence; "" where there are none."""
        several = "comprobación" if len(self.others) == 1 else "comprobaciones"
        return f"Y lo mismo en {len(self.others)} {several} más." if self.others else ""


def distinct(exercise: ExerciseResult) -> list[Failure]:
    """The failures that tell something of their own, the gravest of the core first, each with those like it."""
    alike: dict[str, list[Check]] = {}
    for check in failures(exercise):
        if check.status != "skipped":
            alike.setdefault(what_failed(check), []).append(check)
    return [Failure(first, tuple(others)) for first, *others in alike.values()]


def what_failed(check: Check) -> str:
    """What a check tells besides its law; of an error from its line on, whatever the call was."""
    lines = check.message.split("\n")
    from_there = itertools.dropwhile(lambda line: not PLACE.match(line), lines) if check.status == "error" else ()
    return "\n".join(from_there) or "\n".join(lines[1:]) or check.message


def story(exercise: ExerciseResult) -> str:
    """What a student should read of an exercise: whose its points are, the worst check that failed, the diagnosis."""
    if exercise.status == "not_graded":
        return "El corrector ha fallado; no es culpa de tu código."
    if exercise.passed:
        return given(exercise)
    told_first = distinct(exercise)[:1]
    found = [line for each in told_first for line in (told(exercise, each.check), each.told_again) if line]
    found = found or [check.message for check in failures(exercise)[:1]]
    diagnosis = exercise.diagnosis["message"] if exercise.diagnosis else ""
    return "\n".join(filter(None, (given(exercise), *found, diagnosis)))


def is_there(exercise: ExerciseResult) -> bool:
    """Whether a function, done or not, stands where it is looked for, as far as the report knows."""
    told = exercise.checks[0].message if exercise.checks else ""
    return exercise.status != "not_implemented" or not told or told.endswith(_TO_DO)


def astray(exercises: Iterable[ExerciseResult]) -> list[str]:
    """What is to be told of those not done besides that: what there is in place of a file or a function, each once."""
    return list(dict.fromkeys(text for each in exercises if (text := _lost(each)) and not text.startswith(_LACKING)))


def lacking(exercises: Iterable[ExerciseResult]) -> list[str]:
    """The files and functions in place of which there is nothing, in a line or two."""
    files: dict[str, None] = {}
    functions: dict[str, list[str]] = {}
    for each in exercises:
        if _lost(each).startswith(_LACKING[0]):
            files[f"{each.unit}.py"] = None
        elif _lost(each).startswith(_LACKING[1]):
            functions.setdefault(each.unit, []).append(f"`{each.id.partition('.')[2]}`")
    told = [f"En {unit}.py falta{'n' * (len(names) > 1)} {listed(names)}." for unit, names in functions.items()]
    gone = f"Falta{'n los ficheros' if len(files) > 1 else ' el fichero'} {listed([*files])}." if files else ""
    return [*told, *filter(None, [gone])]


def _lost(exercise: ExerciseResult) -> str:
    """What is told of an exercise whose function is not there; "" of any other."""
    return "" if is_there(exercise) else exercise.checks[0].message


def told_before(exercises: Iterable[ExerciseResult]) -> dict[str, str]:
    """The exercises of which nothing can be told but that their file does not load, which another one says before."""
    exercises = [each for each in exercises if not given(each)]
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for each in exercises:
        text = next((check.message for check in failures(each)), "")
        if each.status == "error" and text.partition("\n")[0].endswith("no se puede cargar."):
            found[each.id] = first.setdefault(f"{each.unit} {text}", each.id)
    return {name: before for name, before in found.items() if name != before}


def raised_at(exercise: ExerciseResult) -> tuple[str, int] | None:
    """The file and line where the code raised, the last of those that called each other; None where it did not."""
    for check in failures(exercise):
        found = None
        for line in check.message.split("\n"):
            if match := PLACE.match(line):
                found = match[1], max(1, int(match[2]))
            elif found and line != "…":
                break
        if found:
            return found
    return None


def place(exercise: ExerciseResult, folder: Path) -> tuple[str, int | None]:
    """The file and line to look at: where the code raised, or else where the function begins, or 1.

    A notebook has no lines: messages tell its cells.
    """
    if raised := raised_at(exercise):
        return raised
    file = submission.written_in(folder, exercise.id.partition(".")[0]).name
    return file, None if submission.is_notebook(file) else begins(exercise, folder) or 1


def begins(exercise: ExerciseResult, folder: Path) -> int | None:
    """The line in which its function is defined, or given its name; None where no such line is found."""
    unit, _, name = exercise.id.partition(".")
    lines = lines_of((submission.read(folder / f"{unit}.py") or b"").decode("utf-8", "replace"))
    patterns = (rf"\s*(async )?def {name}\b", rf"{name}\s*=[^=]")
    found = (number for each in patterns for number, line in enumerate(lines, 1) if re.match(each, line))
    return next(found, None)
