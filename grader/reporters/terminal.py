"""The report that a student reads in a terminal or a log."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console, ConsoleOptions
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise, Unit
from grader.report import EXPECTED, Check, ExerciseResult, Report
from grader.reporters.text import (
    DIFFERENCE,
    STATUS,
    astray,
    failures,
    guarded,
    guarded_report,
    harmless,
    is_there,
    lacking,
    one_line,
    told_before,
)
from grader.shell import draws

_BAR = 20
_NARROWEST, _WIDEST = 20, 100
_ROOM_FOR_BARS = 64
"""Columns from which on a unit's title, its points and a bar fit beside each other; with fewer there is no bar."""
_ROOM_FOR_COLUMNS = 48
"""The same of title and points; with fewer the points go below the title."""

_STYLE = {"passed": "green", "not_implemented": "dim", "not_graded": "yellow"}
"""Of a status; red where it is not here."""


def screen(on_terminal: bool) -> tuple[int, bool]:
    """Width and colour for the present standard output, or for a file."""
    tty = on_terminal and sys.stdout.isatty()
    width = shutil.get_terminal_size((80, 24)).columns if tty else 80
    color = tty and draws(sys.stdout) and not os.environ.get("NO_COLOR")
    return max(_NARROWEST, min(width, _WIDEST)), color


def render(report: Report, folder: Path, width: int = 80, color: bool = False) -> str:
    """The report as text; ``folder`` is where the student's modules are."""
    report, console = guarded_report(report), _console(width, color)
    console.print()
    console.print(_units(report, width))
    repeated = told_before(report.exercises)
    for exercise in report.exercises:
        if exercise.status not in ("passed", "not_implemented") and exercise.id not in repeated:
            console.print()
            _print_exercise(console, exercise)
            _print_same(console, [name for name, before in repeated.items() if before == exercise.id])
    begun = not report.exercises or any(exercise.status != "not_implemented" for exercise in report.exercises)
    if begun:
        _print_pending(console, report)
    _print_score(console, report)
    if begun:
        _print_next(console, report, folder)
    else:
        _print_welcome(console, report, folder)
    return _text(console)


def verdicts(results: Sequence[ExerciseResult], width: int = 80, color: bool = False) -> str:
    """Just what became of each of these."""
    console = _console(width, color)
    for result in results:
        _print_exercise(console, guarded(result))
    return _text(console)


def unit_table(report: Report, width: int = 80, color: bool = False) -> str:
    """Just the units with their points."""
    console = _console(width, color)
    console.print(_units(report, width))
    return _text(console)


def journey(report: Report, best: Mapping[str, float], folder: Path, width: int = 80, color: bool = False) -> str:
    """The map of the course: each unit, its exercises with what became of each, and where to go on.

    Args:
        best: the most points that each exercise has ever earned.
    """
    console = _console(width, color)
    console.print(f"{report.score:g} de {report.max_score:g} puntos, {_done(report)}\n")
    longest = max(len(unit.title) for unit in catalog.units()) if width >= _ROOM_FOR_BARS else 0
    for unit in catalog.units():
        mine = [exercise for exercise in report.exercises if exercise.unit == unit.id]
        number, title, bar, points, _ = _unit_row(unit, mine)
        space = Text.assemble(bar, " ") if longest else ""
        console.print(Text.assemble(number, (f" {title:{longest}} ", "bold"), space, points))
        console.print(Padding(_Flow([_station(exercise, best) for exercise in mine]), (0, 0, 0, 3)))
    console.print()
    _print_astray(console, report.exercises)
    _print_next(console, report, folder)
    return _text(console)


def _station(exercise: ExerciseResult, best: Mapping[str, float]) -> Text:
    mark, style = STATUS[exercise.status].mark, _STYLE.get(exercise.status, "red")
    most = best.get(exercise.id, 0.0)
    fallen = f" (llegó a {most:g} puntos)" if most > exercise.score else ""
    return Text.assemble((f"{mark} ", style), exercise.id.partition(".")[2], (fallen, "yellow"))


@dataclass
class _Flow:
    """Pieces one after another, none broken over two lines."""

    pieces: list[Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        line = Text()
        for piece in self.pieces:
            if line and len(line) + 3 + len(piece) > options.max_width:
                yield line
                line = Text()
            line = Text.assemble(line, "   " if line else "", piece)
        yield line


def hints(exercise: Exercise, read: int, width: int = 80, color: bool = False) -> str:
    """The hints read so far, the newest in bold."""
    console = _console(width, color)
    console.print(Text(f"{exercise.id}  {exercise.title}", "bold"))
    for number, hint in enumerate(exercise.hints[:read], 1):
        newest = number == read
        heading = f"Pista {number} de {len(exercise.hints)}. "
        console.print(Padding(Text.assemble((heading, "cyan"), (hint, "bold" if newest else "dim")), (1, 0, 0, 4)))
    console.print()
    if read < len(exercise.hints):
        console.print(f"¿Sigues sin verlo? La siguiente: rna hint {exercise.id}", soft_wrap=True)
    else:
        console.print(f"No quedan más pistas. Teoría: site/{exercise.theory}")
    return _text(console)


def _console(width: int, color: bool) -> Console:
    return Console(
        file=io.StringIO(), width=width, force_terminal=color, force_jupyter=False, no_color=not color,
        color_system="standard" if color else None, highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip


def _text(console: Console) -> str:
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(harmless(line.rstrip()) for line in text.splitlines()) + "\n"


def _units(report: Report, width: int) -> Table:
    of_units = ((unit, [each for each in report.exercises if each.unit == unit.id]) for unit in catalog.units())
    rows = [_unit_row(unit, mine) for unit, mine in of_units if mine]
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    if width < _ROOM_FOR_COLUMNS:
        for number, title, _, points, _ in rows:
            table.add_row(number, f"{title}\n{points}")
        return table
    with_bars = width >= _ROOM_FOR_BARS
    table.add_column(max_width=width - 26 - (_BAR if with_bars else 0))
    if with_bars:
        table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", style="dim", no_wrap=True)
    for number, title, bar, points, done in rows:
        table.add_row(number, title, *([bar] if with_bars else []), points, done)
    return table


def _unit_row(unit: Unit, mine: list[ExerciseResult]) -> tuple[str, str, Text, str, str]:
    points, most = sum(exercise.score for exercise in mine), sum(exercise.points for exercise in mine)
    done = sum(exercise.passed for exercise in mine)
    style = "green" if done == len(mine) else "yellow" if points else "dim"
    return (
        f"{unit.number}.",
        unit.title,
        _bar(points / most, style),
        f"{round(points, 2):g}/{most:g} puntos",
        f"{done}/{len(mine)}",
    )


def _done(report: Report) -> str:
    done = sum(exercise.passed for exercise in report.exercises)
    return f"{done} de {len(report.exercises)} ejercicios"


def _bar(share: float, style: str) -> Text:
    full = round(share * _BAR)
    return Text("█" * full, style) + Text("░" * (_BAR - full), "dim")


def _print_exercise(console: Console, exercise: ExerciseResult) -> None:
    mark, words = STATUS[exercise.status]
    style = _STYLE.get(exercise.status, "red")
    name = Text(f"{mark} {exercise.id}", f"bold {style}")
    title = f"{exercise.title}: {words}, {exercise.score:g}/{exercise.points:g}"
    if len(name) < console.width:
        console.print(Text.assemble(name, "  ", title))
    else:  # what somebody may want to copy is not broken
        console.print(name, soft_wrap=True)
        console.print(Text(title))
    failed = [check for check in failures(exercise) if check.status != "skipped"]
    _print_astray(console, [exercise])
    if not failed:
        return
    console.print(Padding(_check_text(failed[0]), (0, 0, 0, 4)))
    if exercise.diagnosis:
        console.print(Padding(Text(f"→ {exercise.diagnosis['message']}", "bold"), (0, 0, 0, 4)))
    others = [check for check in failed[1:] if check.message.splitlines()[1:] != failed[0].message.splitlines()[1:]]
    for check in others:
        console.print(Padding(Text(f"{STATUS[check.status].mark} {_law(check)}", "dim"), (0, 0, 0, 4)))
    if exercise.output:
        console.print(Padding(Text(f"Tu código imprimió: {_first_line(exercise.output)}", "dim"), (0, 0, 0, 4)))


def _print_same(console: Console, names: list[str]) -> None:
    """The exercises of which the same is to be told."""
    if names:
        functions = ", ".join(name.partition(".")[2] for name in names)
        console.print(Padding(Text(f"Y por lo mismo no se corrigen: {functions}.", "dim"), (0, 0, 0, 4)))


def _law(check: Check) -> str:
    return check.message.partition("\n")[0]


def _first_line(text: str) -> str:
    first, _, more = text.strip().partition("\n")
    return first[:120] + (" …" if more or len(first) > 120 else "")


def _check_text(check: Check) -> Text:
    law, _, story = check.message.partition("\n")
    text = Text.assemble((law, "bold"), *([f"\n{story}"] if story else []))
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
    _print_astray(console, pending)


def _print_astray(console: Console, exercises: Sequence[ExerciseResult]) -> None:
    for text in (*astray(exercises), *lacking(exercises)):
        console.print(Padding(Text(f"→ {text}", "bold"), (0, 0, 0, 4)))


def _print_score(console: Console, report: Report) -> None:
    style = "green" if report.passed else "yellow" if report.score else "red"
    console.print()
    console.print(
        Text.assemble(
            "Puntuación: ",
            (f"{report.score:g} de {report.max_score:g}", f"bold {style}"),
            f"  ({_done(report)}; semilla {report.seed})",
        )
    )


def _print_next(console: Console, report: Report, folder: Path) -> None:
    undone = [exercise for exercise in report.exercises if exercise.status not in ("passed", "not_graded")]
    todo = next(filter(is_there, undone), None)
    if todo is None and any(not exercise.passed for exercise in report.exercises):
        return  # what has not been graded is no step of the student's, and what is not there has been told
    if todo is None:
        console.print(Text("¡Todo bien! Has completado lo que se ha corregido.", "green"))
        return
    known = catalog.select([todo.id])[0]
    console.print(f"Siguiente paso: {relative(folder / f'{known.unit}.py')}, función {known.name} ({known.title}).")
    console.print(f"Teoría: site/{known.theory}. Para corregir solo eso:")
    console.print(f"    {_command()} {known.id}", soft_wrap=True)
    if not _in_nox():
        console.print(f"¿Sin ideas? Una pista: rna hint {known.id}", soft_wrap=True)


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
        f"3. Guarda el fichero y corrige solo eso: {_command()} {first.id}",
    ):
        console.print(Padding(Text(step), (0, 0, 0, 4)))
    console.print(f"La teoría está en site/{first.theory}.")
    if not _in_nox():
        console.print(f"Si te atascas, rna hint {first.id} da una pista. Con rna watch abierto, cada vez que guardas")
        console.print("se corrige solo.")


def relative(path: Path) -> str:
    """The path as a person here would write it."""
    return one_line(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))


def _command() -> str:
    """How the person started this: inside a nox session or by hand."""
    return "nox -s grade --" if _in_nox() else "rna grade"


def _in_nox() -> bool:
    return "NOX_CURRENT_SESSION" in os.environ
