"""What ``rna watch`` shows: on a terminal one screen that is drawn again, in a log one verdict after another."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.curriculum.catalog import Exercise
from grader.report import ExerciseResult, Report
from grader.reporters import terminal
from grader.reporters.text import astray
from grader.shell import ending
from grader.workspace import memory
from grader.workspace.memory import Record

_CLEAR = "\x1b[H\x1b[2J"
_AROUND = 5
"""Lines of the screen that are not the verdict: the heading, the score, the state, blank ones."""


class Screen:
    """The verdict of the last save, the points and what is going on; ``watch.Watch`` tells it.

    Args:
        redraw: whether the screen can be cleared and drawn again.
    """

    def __init__(self, folder: Path, exercises: Sequence[Exercise], redraw: bool):
        self._folder, self._exercises, self._redraw = folder, exercises, redraw
        self._results: dict[str, ExerciseResult] = {}
        self._verdict: dict[str, ExerciseResult] = {}
        self._working: dict[str, str] = {}
        self._note = "Esperando a que guardes."
        self._fresh = self._complained = self._missing = False
        if redraw:
            ending.clearing = "\n"  # what is said at the end goes below the screen

    # -- what happens

    def begin(self, records: Mapping[str, Record], lost: Mapping[str, str]) -> None:
        """``records``: what is known from before; ``lost``: see memory.report."""
        wanted = {exercise.id for exercise in self._exercises}
        self._results = {each.id: each for each in memory.report(records, lost=lost).exercises if each.id in wanted}
        self._say(f"Vigilando {terminal.relative(self._folder)}: guarda un fichero y se corrige lo que cambie.")
        for text in (lines := astray(self._results.values())):
            self._say(text)
        self._note = lines[0] if lines else self._note
        self._draw()

    def saved(self, changed: Sequence[Exercise], lost: Mapping[str, str]) -> None:
        self._fresh = True
        at = time.strftime("%H:%M:%S")
        names = ", ".join(each.name for each in changed[:6]) + (" …" if len(changed) > 6 else "")
        self._note = f"Guardado a las {at}: " + (f"cambia {names}." if changed else "nada que haya que corregir.")
        if not changed:
            self._note = next(iter(astray(memory.report({}, lost=lost).exercises)), self._note)
            self._say(self._note)
        self._draw()

    def folder_is_there(self, there: bool) -> None:
        if there == self._missing:
            self._missing = not there
            name = terminal.relative(self._folder)
            self._note = (
                f"La carpeta {name} ha vuelto." if there else f"La carpeta {name} ya no está; espero a que vuelva."
            )
            self._say(self._note)
            self._draw()

    def working(self, exercise: str, what: str) -> None:
        self._working[exercise] = f"{exercise.partition('.')[2]}{what and f' ({what})'}"
        self._draw()

    def resting(self, exercise: str) -> None:
        self._working.pop(exercise, None)
        self._draw()

    def result(self, result: ExerciseResult, memory_lost: bool) -> None:
        if self._fresh:  # the old verdict stays until the first of the new ones is here
            self._fresh, self._verdict = False, {}
        self._results[result.id] = self._verdict[result.id] = result
        self._working.pop(result.id, None)
        if memory_lost and not self._complained:
            self._complained = True
            self._note = memory.NO_MEMORY.format(folder=terminal.relative(self._folder))
            self._say(self._note)
        width, color = terminal.screen(self._redraw)
        self._say(terminal.verdicts([result], width, color).rstrip())
        self._draw()

    def broken(self, exercise: str, text: str) -> None:
        self._working.pop(exercise, None)
        self._note = f"El corrector ha fallado en {exercise}, y no es culpa de tu código: {text}"
        self._say(self._note)
        self._draw()

    # -- how it looks

    def _say(self, text: str) -> None:
        """One more thing in a log; a screen is drawn whole."""
        if not self._redraw:
            print(text, flush=True)

    def _draw(self) -> None:
        if self._redraw:
            sys.stdout.write(_CLEAR + self._whole())
            sys.stdout.flush()

    def _whole(self) -> str:
        width, color = terminal.screen(True)
        height = shutil.get_terminal_size((80, 24)).lines
        verdict = terminal.verdicts(self._ordered(), width, color).splitlines()
        room = max(height - _AROUND, 5)
        if len(verdict) > room:
            verdict = [*verdict[: room - 1], "    … (entero con rna grade)"]
        units = terminal.unit_table(Report(0, tuple(self._results.values())), width, color).splitlines()
        if len(verdict) + len(units) + 1 <= room:
            verdict = [*units, "", *verdict]
        heading = f"rna watch · {terminal.relative(self._folder)} · Ctrl-C para salir"
        return "\n".join([heading[:width], "", *verdict, "", self._score(), self._status()[: width - 1]])

    def _ordered(self) -> list[ExerciseResult]:
        """What fails first: the rest may not fit."""
        return sorted(self._verdict.values(), key=lambda each: each.passed)

    def _score(self) -> str:
        report = Report(0, tuple(self._results.values()))
        done = sum(exercise.passed for exercise in report.exercises)
        return f"{report.score:g} de {report.max_score:g} puntos, {done} de {len(report.exercises)} ejercicios"

    def _status(self) -> str:
        return f"Corrigiendo {', '.join(sorted(self._working.values()))} …" if self._working else self._note
