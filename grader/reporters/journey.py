"""What a student reads between gradings: the map of the course, one unit of it, where an exercise is, its hints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console, ConsoleOptions
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise, Unit
from grader.report import ExerciseResult, Report
from grader.reporters.terminal import (
    ROOM_FOR_BARS,
    ROOM_FOR_COLUMNS,
    STYLE,
    new_console,
    print_astray,
    print_next,
    relative,
    text_of,
    unit_row,
    where,
)
from grader.reporters.text import STATUS, counted, done, points, share, theory


def journey(report: Report, best: Mapping[str, float], folder: Path, width: int = 80, color: bool = False) -> str:
    """The map of the course: each unit, its exercises with what became of each, and where to go on.

    Args:
        best: the most points that each exercise has ever earned.
    """
    console = new_console(width, color)
    console.print(f"{share(report.score, report.max_score, 'punto')}, {done(report)}\n")
    longest = max(len(unit.title) for unit in catalog.units()) if width >= ROOM_FOR_BARS else 0
    for unit in catalog.units():
        mine = [exercise for exercise in report.exercises if exercise.unit == unit.id]
        number, title, bar, score, _ = unit_row(unit, mine)
        space = Text.assemble(bar, " ") if longest else ""
        console.print(Text.assemble(number, (f" {title:{longest}} ", "bold"), space, score))
        console.print(Padding(_Flow([_station(exercise, best) for exercise in mine]), (0, 0, 0, 3)))
    console.print()
    print_astray(console, report.exercises)
    print_next(console, report, folder)
    return text_of(console)


def stage(
    report: Report, unit: Unit, best: Mapping[str, float], folder: Path, width: int = 80, color: bool = False
) -> str:
    """One unit of the map: each exercise, what became of it, and where to go on; see ``journey``."""
    console = new_console(width, color)
    mine = Report(report.seed, tuple(exercise for exercise in report.exercises if exercise.unit == unit.id))
    console.print(Text(f"{unit.number}. {unit.title}", "bold"))
    console.print(relative(folder / f"{unit.id}.py"), soft_wrap=True)
    console.print(f"{share(mine.score, mine.max_score, 'punto')}, {done(mine)}\n")
    table = Table.grid(padding=(0, 1))
    for _ in range(2 if width < ROOM_FOR_COLUMNS else 4):
        table.add_column()
    for exercise in mine.exercises:
        table.add_row(*_stop(exercise, best, width))
    console.print(table)
    console.print()
    print_next(console, mine if not mine.passed else report, folder)
    return text_of(console)


def _stop(exercise: ExerciseResult, best: Mapping[str, float], width: int) -> list[Text]:
    mark, words = STATUS[exercise.status]
    style = STYLE.get(exercise.status, "red")
    earned = f"{points(exercise.score)}/{points(exercise.points)}"
    most = best.get(exercise.id, 0.0)
    fallen = f"; llegó a {points(most)}" if most > exercise.score else ""
    name, state = Text(exercise.id.partition(".")[2]), Text(f"{earned} {words}{fallen}")
    if width < ROOM_FOR_COLUMNS:
        return [Text(mark, style), Text.assemble(name, f"\n{exercise.title}\n", state)]
    return [Text(mark, style), name, Text(exercise.title, "dim"), state]


def _station(exercise: ExerciseResult, best: Mapping[str, float]) -> Text:
    mark, style = STATUS[exercise.status].mark, STYLE.get(exercise.status, "red")
    most = best.get(exercise.id, 0.0)
    fallen = f" (llegó a {counted(most, 'punto')})" if most > exercise.score else ""
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


def hints(exercise: Exercise, read: int, folder: Path, width: int = 80, color: bool = False, further: str = "") -> str:
    """The hints read so far, the newest in bold.

    Args:
        folder: where the student's modules are.
        further: what to do for the next one; the command, if that is not said.
    """
    console = new_console(width, color)
    console.print(Text(f"{exercise.id}  {exercise.title}", "bold"))
    for number, hint in enumerate(exercise.hints[:read], 1):
        newest = number == read
        heading = f"Pista {number} de {len(exercise.hints)}. "
        console.print(Padding(Text.assemble((heading, "cyan"), (hint, "bold" if newest else "dim")), (1, 0, 0, 4)))
    console.print()
    if read < len(exercise.hints):
        console.print(f"¿Sigues sin verlo? La siguiente: {further or f'rna hint {exercise.id}'}", soft_wrap=True)
    else:
        page = theory(exercise.theory, folder)
        console.print("No quedan más pistas." + (f" Teoría: {page}" if page else ""), soft_wrap=True)
    return text_of(console)


def signpost(exercise: Exercise, folder: Path, width: int = 80, color: bool = False) -> str:
    """Where one exercise is to be written."""
    console = new_console(width, color)
    console.print(Text(f"{exercise.id}  {exercise.title}", "bold"))
    console.print(
        Padding(Text(f"Está en {where(exercise, folder)}, y vale {counted(exercise.points, 'punto')}."), (1, 0, 0, 4))
    )
    if page := theory(exercise.theory, folder):
        console.print(Padding(Text(f"Teoría: {page}"), (0, 0, 0, 4)))
    return text_of(console)
