"""The report that a student reads in a terminal or a log."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader import submission
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise, Unit
from grader.report import EXPECTED, Check, ExerciseResult, Report, Standing
from grader.reporters.text import (
    DIFFERENCE,
    PLACE,
    STATUS,
    astray,
    begins,
    completed,
    counted,
    distinct,
    done,
    failures,
    given,
    guarded,
    guarded_report,
    harmless,
    is_there,
    lacking,
    lateness,
    law,
    one_line,
    points,
    printable,
    raised_at,
    said,
    theory,
    told_before,
    what_failed,
    worth,
)
from grader.shell import draws
from grader.verdict.events import Trial

_BAR = 20
_NARROWEST, _WIDEST = 20, 100
ROOM_FOR_BARS = 64
"""Columns from which on a unit's title, its points and a bar fit beside each other; with fewer there is no bar."""
ROOM_FOR_COLUMNS = 48
"""The same of title and points; with fewer the points go below the title."""

STYLE = {"passed": "green", "not_implemented": "dim", "not_graded": "yellow"}
"""Of a status; red where it is not here."""


def screen(on_terminal: bool) -> tuple[int, bool]:
    """Width and colour for the present standard output, or for a file."""
    tty = on_terminal and sys.stdout.isatty()
    width = shutil.get_terminal_size((80, 24)).columns if tty else 80
    color = tty and draws(sys.stdout) and not os.environ.get("NO_COLOR")
    return max(_NARROWEST, min(width, _WIDEST)), color


def render(report: Report, folder: Path, width: int = 80, color: bool = False, standing: Standing | None = None) -> str:
    """The report as text.

    Args:
        folder: where the student's modules are.
        standing: where it leaves a student whose own folder this is.
    """
    report, console = guarded_report(report), new_console(width, color)
    console.print()
    console.print(_units(report, width))
    repeated = told_before(report.exercises)
    for exercise in report.exercises:
        silent = exercise.status in ("passed", "not_implemented") and not given(exercise)
        if not silent and exercise.id not in repeated:
            console.print()
            _print_exercise(console, exercise, folder)
            _print_same(console, [name for name, before in repeated.items() if before == exercise.id])
    begun = not report.exercises or any(exercise.status != "not_implemented" for exercise in report.exercises)
    if begun:
        _print_pending(console, report)
    _print_score(console, report)
    if begun:
        _print_finished(console, standing)
        print_next(console, report, folder, standing)
    else:
        _print_welcome(console, report, folder)
    return text_of(console)


def verdicts(
    results: Sequence[ExerciseResult], width: int = 80, color: bool = False, folder: Path | None = None
) -> str:
    """Just what became of each of these; ``folder`` is where the student's modules are, if that is a place."""
    console = new_console(width, color)
    for result in results:
        _print_exercise(console, guarded(result), folder)
    return text_of(console)


def unit_table(report: Report, width: int = 80, color: bool = False) -> str:
    """Just the units with their points."""
    console = new_console(width, color)
    console.print(_units(report, width))
    return text_of(console)


def trials(result: ExerciseResult, several: Sequence[Trial], folder: Path, width: int = 80, color: bool = False) -> str:
    """What came of an exercise's example and of the call that fails, run with the student's code."""
    console = new_console(width, color)
    mark, words = STATUS[result.status]
    console.print(Text(f"{mark} {result.id}  {result.title}: {words}", f"bold {STYLE.get(result.status, 'red')}"))
    for trial in several:
        console.print(Text(f"\n{f'Falla: {trial.law}' if trial.law else 'El ejemplo del enunciado:'}", "bold"))
        _print_trial(console, trial, folder)
    if result.passed:
        console.print("\nTodas las comprobaciones pasan: ninguna llamada falla.")
    elif not any(trial.law for trial in several):
        for check in failures(result)[:1]:
            console.print()
            console.print(_check_text(result, _located(check, folder, width)))
    return text_of(console)


def _print_trial(console: Console, trial: Trial, folder: Path) -> None:
    """The lines as they can be copied, what they print, and what becomes of them."""
    if trial.lines:
        console.print(printable(trial.lines), soft_wrap=True)
    if trial.printed.strip():
        console.print(Padding(Text("imprime:", "cyan"), (0, 0, 0, 2)))
        console.print(Padding(Text(printable(trial.printed.rstrip("\n"))), (0, 0, 0, 4)))
    told = Check("", "core", "failed", 0.0, printable(trial.told))
    console.print(_colored(Text(_located(told, folder, console.width).message)))


def new_console(width: int, color: bool) -> Console:
    return Console(
        file=io.StringIO(), width=width, force_terminal=color, force_jupyter=False, no_color=not color,
        color_system="standard" if color else None, highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip


def text_of(console: Console) -> str:
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(harmless(line.rstrip()) for line in text.splitlines()) + "\n"


def _units(report: Report, width: int) -> Table:
    of_units = ((unit, [each for each in report.exercises if each.unit == unit.id]) for unit in catalog.units())
    rows = [unit_row(unit, mine) for unit, mine in of_units if mine]
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    if width < ROOM_FOR_COLUMNS:
        for number, title, _, score, _ in rows:
            table.add_row(number, f"{title}\n{score}")
        return table
    with_bars = width >= ROOM_FOR_BARS
    table.add_column(max_width=width - 26 - (_BAR if with_bars else 0))
    if with_bars:
        table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", style="dim", no_wrap=True)
    for number, title, bar, score, passed in rows:
        table.add_row(number, title, *([bar] if with_bars else []), score, passed)
    return table


def unit_row(unit: Unit, mine: list[ExerciseResult]) -> tuple[str, str, Text, str, str]:
    score, most = sum(exercise.score for exercise in mine), sum(exercise.points for exercise in mine)
    passed = sum(exercise.passed for exercise in mine)
    style = "green" if passed == len(mine) else "yellow" if score else "dim"
    return (
        f"{unit.number}.",
        unit.title,
        _bar(score / most, style),
        f"{points(score)}/{counted(most, 'punto')}",
        f"{passed}/{len(mine)}",
    )


def _bar(share: float, style: str) -> Text:
    full = round(share * _BAR)
    return Text("█" * full, style) + Text("░" * (_BAR - full), "dim")


def _print_exercise(console: Console, exercise: ExerciseResult, folder: Path | None) -> None:
    mark, words = STATUS[exercise.status]
    style = STYLE.get(exercise.status, "red")
    name = Text(f"{mark} {exercise.id}", f"bold {style}")
    title = f"{exercise.title}: {words}, {points(exercise.score)}/{points(exercise.points)}"
    if len(name) < console.width:
        console.print(Text.assemble(name, "  ", title))
    else:  # what somebody may want to copy is not broken
        console.print(name, soft_wrap=True)
        console.print(Text(title))
    if by_teacher := given(exercise):
        console.print(Padding(Text(by_teacher, "bold"), (0, 0, 0, 4)))
    failed = [check for check in failures(exercise) if check.status != "skipped"]
    print_astray(console, [exercise])
    if not failed:
        return
    if folder and not raised_at(exercise) and (module := folder / f"{exercise.unit}.py").is_file():
        line = begins(exercise, folder)
        where = f"{relative(module)}:{line}" if line else str(relative(module))
        console.print(Text(_by_words(where, console.width, "    "), "dim"), soft_wrap=True)
    first = distinct(exercise)[0]
    shown = _located(first.check, folder, console.width - 4) if folder else first.check
    console.print(Padding(_check_text(exercise, shown), (0, 0, 0, 4)))
    if first.others:
        console.print(Padding(Text(first.told_again, "dim"), (0, 0, 0, 4)))
    if exercise.diagnosis:
        console.print(Padding(Text(f"→ {exercise.diagnosis['message']}", "bold"), (0, 0, 0, 4)))
    others = [check for check in failed if what_failed(check) != what_failed(first.check)]
    for check in others:
        cost = worth(exercise, check)
        named = f"{STATUS[check.status].mark} {law(check)}" + (f" ({cost})" if cost else "")
        console.print(Padding(Text(named, "dim"), (0, 0, 0, 4)))
    if exercise.output:
        console.print(Padding(Text(f"Tu código imprimió: {_first_line(exercise.output)}", "dim"), (0, 0, 0, 4)))


def _print_same(console: Console, names: list[str]) -> None:
    """The exercises of which the same is to be told."""
    if names:
        functions = ", ".join(name.partition(".")[2] for name in names)
        console.print(Padding(Text(f"Y por lo mismo no se corrigen: {functions}.", "dim"), (0, 0, 0, 4)))


def _located(check: Check, folder: Path, width: int) -> Check:
    """A check whose places can be clicked: each with its folder, as from here, and on one line of so many columns."""

    def line_of(line: str) -> str:
        if not (found := PLACE.match(line)):
            return line
        begin, source = f"{relative(folder / found[1])}:{found[2]}: ", line[found.end() :]
        room = width - len(begin)
        if room < 10:
            return line  # a place in two halves is no place
        return begin + (source if len(source) <= room else f"{source[: room - 2]}…`")

    return replace(check, message="\n".join(map(line_of, check.message.split("\n"))))


def _first_line(text: str) -> str:
    first, _, more = text.strip().partition("\n")
    return first[:120] + (" …" if more or len(first) > 120 else "")


def _check_text(exercise: ExerciseResult, check: Check) -> Text:
    cost, (_, _, story) = worth(exercise, check), check.message.partition("\n")
    heading = (law(check), "bold"), (f" ({cost})" if cost else "", "yellow")
    return _colored(Text.assemble(*heading, *([f"\n{story}"] if story else [])))


def _colored(text: Text) -> Text:
    """The text with what differs in it in colour."""
    for line in re.finditer("(?m)^ +.*", text.plain):
        style = "green" if EXPECTED in line[0] else "red"
        for difference in DIFFERENCE.finditer(line[0]):
            text.stylize(f"bold {style}", *(line.start() + end for end in difference.span()))
    return text


def _print_pending(console: Console, report: Report) -> None:
    pending = [exercise for exercise in report.exercises if exercise.status == "not_implemented"]
    if not pending:
        return
    console.print()
    console.print(Text("Sin hacer", "bold"))
    for unit in catalog.units():
        names = [exercise.id.partition(".")[2] for exercise in pending if exercise.unit == unit.id]
        if names:
            console.print(Padding(Text(f"{unit.id}: {', '.join(names)}"), (0, 0, 0, 4)))
    print_astray(console, pending)


def print_astray(console: Console, exercises: Sequence[ExerciseResult]) -> None:
    for text in (*astray(exercises), *lacking(exercises)):
        console.print(Padding(Text(f"→ {text}", "bold"), (0, 0, 0, 4)))


def _print_score(console: Console, report: Report) -> None:
    style = "green" if report.passed else "yellow" if report.score else "red"
    console.print()
    console.print(
        Text.assemble(
            "Puntuación: ",
            (f"{points(report.score)} de {points(report.max_score)}", f"bold {style}"),
            f"  ({done(report)}; semilla {report.seed})",
        )
    )
    if told := lateness(report):
        console.print(Text(told, "yellow"))
    if told := said(report):
        console.print(Text(told, "bold"))


def finished(standing: Standing | None) -> list[str]:
    """What there is to celebrate, each in a line."""
    if standing is None:
        return []
    if standing.course:
        total = sum(exercise.points for exercise in standing.course)
        every = f"{counted(len(standing.course), 'ejercicio')}, {counted(total, 'punto')}"
        return [f"¡Enhorabuena! Has completado el curso: {every}."]
    return [
        f"¡Unidad {unit.number} completa! {unit.title}: {counted(len(unit.exercises), 'ejercicio')}, todo bien."
        for unit in standing.finished
    ]


def _print_finished(console: Console, standing: Standing | None) -> None:
    for line in finished(standing):
        console.print(Text(line, "bold green"))


def print_next(console: Console, report: Report, folder: Path, standing: Standing | None = None) -> None:
    undone = [exercise for exercise in report.exercises if exercise.status not in ("passed", "not_graded")]
    todo = next(filter(is_there, undone), None)
    if todo is None and any(not exercise.passed for exercise in report.exercises):
        return  # what has not been graded is no step of the student's, and what is not there has been told
    known = catalog.select([todo.id])[0] if todo else standing and standing.next
    if not todo and not finished(standing):
        console.print(Text(completed(report), "green"))
    if not known:
        if standing:
            console.print("En esta carpeta no queda ningún ejercicio por hacer.")
        return
    console.print(_by_words(f"Siguiente paso: {where(known, folder)}.", console.width), soft_wrap=True)
    if page := theory(known.theory, folder):
        console.print(f"Teoría: {page}", soft_wrap=True)
    console.print(f"Para corregir solo eso: {_command(known, folder)}", soft_wrap=True)
    if not _in_nox():
        console.print(f"¿Sin ideas? Una pista: rna hint {known.id}", soft_wrap=True)


def where(exercise: Exercise, folder: Path) -> str:
    """Where an exercise is to be written, and what it is."""
    file = relative(submission.written_in(folder, exercise.unit))
    return f"{file}, función {exercise.name} ({exercise.title})"


def _print_welcome(console: Console, report: Report, folder: Path) -> None:
    """Where to begin, for whoever has not."""
    there = next(filter(is_there, report.exercises), None)
    lost = [*astray(report.exercises), *lacking(report.exercises)]
    if lost:
        console.print()
    for text in lost:
        console.print(Text(text, "bold"))
    if there is None:
        return
    first = catalog.select([there.id])[0]
    console.print()
    console.print(Text(f"{'Lo demás' if lost else 'Todo'} está por hacer. Se empieza así:", "bold"))
    for step in (
        f"1. Abre {relative(folder / f'{first.unit}.py')} y busca la función {first.name} ({first.title}).",
        "2. Lee su enunciado y pon tu respuesta donde dice raise NotImplementedError(...).",
        f"3. Guarda el fichero y corrige solo eso: {_command(first, folder)}",
    ):
        console.print(Text(_by_words(step, console.width, "    ")), soft_wrap=True)
    if page := theory(first.theory, folder):
        console.print(f"La teoría está en {page}", soft_wrap=True)
    if not _in_nox():
        console.print(f"Si te atascas, una pista: rna hint {first.id}", soft_wrap=True)
        console.print("Con rna watch abierto se corrige solo, cada vez que guardas.")


def _by_words(text: str, width: int, indent: str = "") -> str:
    """The text on lines of that width, but for a path that is longer: in two halves it could not be copied.

    On a screen of a few columns nothing else would be seen for it.
    """
    narrow = width < 40
    return textwrap.fill(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=narrow, break_on_hyphens=False
    )


def relative(path: Path) -> str:
    """The path as a person here would write it."""
    return one_line(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))


def _command(exercise: Exercise, folder: Path) -> str:
    """What grades one exercise, as the person started this: inside a nox session or by hand, here or elsewhere."""
    own = folder.resolve() in (Path.cwd(), Path.cwd() / "exercises")
    place = "" if own else f" --submission {shlex.quote(relative(folder))}"
    return f"{'nox -s grade --' if _in_nox() else 'rna grade'} {exercise.id}{place}"


def _in_nox() -> bool:
    return "NOX_CURRENT_SESSION" in os.environ
