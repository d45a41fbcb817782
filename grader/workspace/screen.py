"""What ``rna watch`` shows: on a terminal one screen that is drawn again, in a log one verdict after another."""

from __future__ import annotations

import shutil
import sys
import textwrap
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.report import ExerciseResult, Report, Standing
from grader.reporters import journey, terminal
from grader.reporters.text import astray, done, share
from grader.shell import ending
from grader.workspace import memory
from grader.workspace.memory import Record

_CLEAR = "\x1b[H\x1b[2J"
_KEYS = {"h": "pista", "n": "siguiente", "t": "probar", "q": "salir"}
"""What each of the keys does, in a word."""
_NOTHING_LEFT = "En esta carpeta no queda ningún ejercicio por hacer."


class Screen:
    """The verdict of the last save, the points and what is going on; ``watch.Watch`` tells it.

    Args:
        redraw: whether the screen can be cleared and drawn again.

    Attributes:
        keys: those that do something; none where nobody sits at a keyboard.
    """

    def __init__(self, folder: Path, exercises: Sequence[Exercise], redraw: bool):
        self._folder, self._exercises, self._redraw = folder, exercises, redraw
        self._results: dict[str, ExerciseResult] = {}
        self._verdict: dict[str, ExerciseResult] = {}
        self._working: dict[str, str] = {}
        self._page = ""
        """What was asked for with a key, in place of the verdict."""
        self._cheers: list[str] = []
        self._last: Exercise | None = None
        self._next: Exercise | None = None
        self.keys: tuple[str, ...] = ()
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
        self.draw()

    def saved(self, changed: Sequence[Exercise], lost: Mapping[str, str]) -> None:
        self._fresh, self._page = True, ""
        at = time.strftime("%H:%M:%S")
        names = ", ".join(each.name for each in changed[:6]) + (" …" if len(changed) > 6 else "")
        self._note = f"Guardado a las {at}: " + (f"cambia {names}." if changed else "nada que haya que corregir.")
        if not changed:
            self._note = next(iter(astray(memory.report({}, lost=lost).exercises)), self._note)
            self._say(self._note)
        self.draw()

    def folder_is_there(self, there: bool) -> None:
        if there == self._missing:
            self._missing = not there
            name = terminal.relative(self._folder)
            self._note = (
                f"La carpeta {name} ha vuelto." if there else f"La carpeta {name} ya no está; espero a que vuelva."
            )
            self._say(self._note)
            self.draw()

    def working(self, exercise: str, what: str, doing: str = "Corrigiendo") -> None:
        self._working[exercise] = f"{doing} {exercise.partition('.')[2]}{what and f' ({what})'}"
        self.draw()

    def resting(self, exercise: str) -> None:
        self._working.pop(exercise, None)
        self.draw()

    def result(self, result: ExerciseResult, standing: Standing, memory_lost: bool) -> None:
        if self._fresh:  # the old verdict stays until the first of the new ones is here
            self._fresh, self._verdict, self._cheers = False, {}, []
        self._results[result.id] = self._verdict[result.id] = result
        self._last, self._next = catalog.select([result.id])[0], standing.next
        self._cheers += terminal.finished(standing)
        self._page = ""
        self._working.pop(result.id, None)
        if memory_lost and not self._complained:
            self._complained = True
            self._note = memory.NO_MEMORY.format(folder=terminal.relative(self._folder))
            self._say(self._note)
        width, color = terminal.screen(self._redraw)
        self._say(terminal.verdicts([result], width, color, self._folder).rstrip())
        if not self._working:
            for line in self._ahead():
                self._say(line)
        self.draw()

    def broken(self, exercise: str, text: str) -> None:
        self._working.pop(exercise, None)
        self._note = f"El corrector ha fallado en {exercise}, y no es culpa de tu código: {text}"
        self._say(self._note)
        self.draw()

    # -- what is asked of it with a key

    def failing(self) -> Exercise | None:
        """The first of what the last save broke or left broken."""
        broken = [each for each in self._ordered() if not each.passed]
        return catalog.select([broken[0].id])[0] if broken else None

    def last(self) -> Exercise | None:
        """What had a verdict last."""
        return self._last

    def is_done(self, exercise: Exercise) -> bool:
        known = self._results.get(exercise.id)
        return known is not None and known.passed

    def hint(self, exercise: Exercise, read: int) -> None:
        width, color = terminal.screen(self._redraw)
        self._show(journey.hints(exercise, read, self._folder, width, color, further="pulsa h"))

    def turn_to(self, exercise: Exercise) -> None:
        """Say where the next exercise is."""
        width, color = terminal.screen(self._redraw)
        self._show(journey.signpost(exercise, self._folder, width, color))

    def tried(self, exercise: str, text: str) -> None:
        self._working.pop(exercise, None)
        self._show(text)

    def nothing_left(self) -> None:
        self._show(_NOTHING_LEFT)

    def _show(self, page: str) -> None:
        self._page = page
        self._say(page.rstrip())
        self.draw()

    # -- how it looks

    def _say(self, text: str) -> None:
        """One more thing in a log; a screen is drawn whole."""
        if not self._redraw:
            print(text, flush=True)

    def draw(self) -> None:
        if self._redraw:
            sys.stdout.write(_CLEAR + self._whole())
            sys.stdout.flush()

    def _whole(self) -> str:
        width, color = terminal.screen(True)
        height = shutil.get_terminal_size((80, 24)).lines
        below = [piece for line in (*self._ahead(), self._score()) for piece in textwrap.wrap(line, width - 1)]
        below = ["", *below, *([self._told_keys(width)] if self.keys else [])]
        room = max(height - len(below) - 3, 5)
        heading = f"rna watch · {terminal.relative(self._folder)}" + ("" if self.keys else " · Ctrl-C para salir")
        body = _cut(self._page.splitlines(), room, "…") if self._page else self._verdicts(width, color, room)
        return "\n".join([heading[:width], "", *body, *below, self._status()[: width - 1]])

    def _verdicts(self, width: int, color: bool, room: int) -> list[str]:
        lines = terminal.verdicts(self._ordered(), width, color, self._folder).splitlines()
        verdict = _cut(lines, room, "    … (entero con rna grade)")
        units = terminal.unit_table(Report(0, tuple(self._results.values())), width, color).splitlines()
        return [*units, "", *verdict] if len(verdict) + len(units) + 1 <= room else verdict

    def _ahead(self) -> list[str]:
        """What there is to celebrate, and what is next, once all that was saved is right."""
        if self._page or not self._verdict or self._working or self.failing():
            return []
        next_ = f"Siguiente: {terminal.where(self._next, self._folder)}." if self._next else ""
        return [*self._cheers, next_ or _NOTHING_LEFT]

    def _told_keys(self, width: int) -> str:
        words = [f"{key} {_KEYS[key]}" for key in _KEYS if key in self.keys]
        lines = " · ".join(words), " ".join(words), " ".join(key for key in _KEYS if key in self.keys)
        return next((line for line in lines if len(line) < width), "")

    def _ordered(self) -> list[ExerciseResult]:
        """What fails first: the rest may not fit."""
        return sorted(self._verdict.values(), key=lambda each: each.passed)

    def _score(self) -> str:
        report = Report(0, tuple(self._results.values()))
        return f"{share(report.score, report.max_score, 'punto')}, {done(report)}"

    def _status(self) -> str:
        return f"{', '.join(sorted(self._working.values()))} …" if self._working else self._note


def _cut(lines: list[str], room: int, more: str) -> list[str]:
    return lines if len(lines) <= room else [*lines[: room - 1], more]
