"""The report that a student reads in a terminal or a log."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader import catalog
from grader.catalog import Unit
from grader.reporters.text import harmless
from grader.result import Check, ExerciseResult, Report

_BAR = 20
_WIDEST = 100

_STATUS = {
    "passed": ("✓", "green", "bien"),
    "failed": ("✗", "red", "no cumple"),
    "error": ("✗", "red", "error"),
    "timeout": ("✗", "red", "tiempo agotado"),
    "crashed": ("✗", "red", "el proceso murió"),
    "rejected": ("✗", "red", "rechazado"),
    "not_implemented": ("·", "dim", "sin hacer"),
    "not_graded": ("?", "yellow", "sin corregir"),
}

_WORST_FIRST = ("crashed", "timeout", "error", "failed")


def screen(on_terminal: bool) -> tuple[int, bool]:
    """Width and colour for the present standard output, or for a file."""
    tty = on_terminal and sys.stdout.isatty()
    width = shutil.get_terminal_size((80, 24)).columns if tty else 80
    return min(width, _WIDEST), tty and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def render(report: Report, folder: Path, width: int = 80, color: bool = False) -> str:
    """The report as text; ``folder`` is where the student's modules are."""
    console = Console(
        file=io.StringIO(), width=width, force_terminal=color, no_color=not color, legacy_windows=False,
        color_system="standard" if color else None, highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    console.print()
    console.print(_units(report, width))
    for exercise in report.exercises:
        if exercise.status not in ("passed", "not_implemented"):
            _print_exercise(console, exercise)
    _print_pending(console, report)
    _print_score(console, report)
    _print_next(console, report, folder)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(harmless(line.rstrip()) for line in text.splitlines()) + "\n"


def _units(report: Report, width: int) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    table.add_column(max_width=width - _BAR - 26)
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", style="dim", no_wrap=True)
    for unit in catalog.units():
        mine = [exercise for exercise in report.exercises if exercise.unit == unit.id]
        if mine:
            table.add_row(*_unit_row(unit, mine))
    return table


def _unit_row(unit: Unit, mine: list[ExerciseResult]) -> tuple[str | Text, ...]:
    points, most = sum(exercise.score for exercise in mine), sum(exercise.points for exercise in mine)
    done = sum(exercise.passed for exercise in mine)
    style = "green" if done == len(mine) else "yellow" if points else "dim"
    return (
        f"{unit.number}.",
        unit.title,
        _bar(points / most, style),
        f"{points:g}/{most:g} puntos",
        f"{done}/{len(mine)}",
    )


def _bar(share: float, style: str) -> Text:
    full = round(share * _BAR)
    return Text("█" * full, style) + Text("░" * (_BAR - full), "dim")


def _print_exercise(console: Console, exercise: ExerciseResult) -> None:
    mark, style, words = _STATUS[exercise.status]
    title = Text.assemble(
        (f"{mark} {exercise.id}", f"bold {style}"),
        f"  {exercise.title}: {words}, ",
        f"{exercise.score:g}/{exercise.points:g}",
    )
    console.print()
    console.print(title)
    failed = sorted(
        (check for check in exercise.checks if check.status in _WORST_FIRST),
        key=lambda check: (check.kind != "core", _WORST_FIRST.index(check.status)),
    )
    if not failed:
        return
    console.print(Padding(_check_text(failed[0]), (0, 0, 0, 4)))
    if exercise.diagnosis:
        console.print(Padding(Text(exercise.diagnosis["message"], "bold"), (0, 0, 0, 4)))
    others = [check for check in failed[1:] if check.message.splitlines()[1:] != failed[0].message.splitlines()[1:]]
    for check in others:
        console.print(Padding(Text(f"{_STATUS[check.status][0]} {_law(check)}", "dim"), (0, 0, 0, 4)))
    if exercise.output:
        console.print(Padding(Text(f"Tu código imprimió: {_first_line(exercise.output)}", "dim"), (0, 0, 0, 4)))


def _law(check: Check) -> str:
    return check.message.partition("\n")[0]


def _first_line(text: str) -> str:
    first, _, more = text.strip().partition("\n")
    return first[:120] + (" …" if more or len(first) > 120 else "")


def _check_text(check: Check) -> Text:
    law, _, story = check.message.partition("\n")
    return Text.assemble((law, "bold"), *([f"\n{story}"] if story else []))


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


def _print_score(console: Console, report: Report) -> None:
    done = sum(exercise.passed for exercise in report.exercises)
    style = "green" if report.passed else "yellow" if report.score else "red"
    console.print()
    console.print(
        Text.assemble(
            "Puntuación: ",
            (f"{report.score:g} de {report.max_score:g}", f"bold {style}"),
            f"  ({done} de {len(report.exercises)} ejercicios; semilla {report.seed})",
        )
    )


def _print_next(console: Console, report: Report, folder: Path) -> None:
    todo = next((exercise for exercise in report.exercises if not exercise.passed), None)
    if todo is None:
        console.print(Text("¡Todo bien! Has completado lo que se ha corregido.", "green"))
        return
    known = catalog.select([todo.id])[0]
    console.print(f"Siguiente paso: {_relative(folder / f'{known.unit}.py')}, función {known.name} ({known.title}).")
    console.print(f"Teoría: site/{known.theory}. Para corregir solo eso:")
    console.print(f"    {_command()} {known.id}", soft_wrap=True)


def _relative(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _command() -> str:
    """How the person started this: inside a nox session or by hand."""
    return "nox -s grade --" if "NOX_CURRENT_SESSION" in os.environ else "rna grade"
