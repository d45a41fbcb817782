"""The answers in a folder: found, graded where they have changed, and remembered if the folder is one's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from grader import cells, submission
from grader.curriculum.catalog import Exercise
from grader.errors import UsageError
from grader.report import Report, Standing
from grader.verdict import grading
from grader.verdict.events import Listener
from grader.verdict.grading import Wishes
from grader.workspace import changes
from grader.workspace.cache import Cache, allowed
from grader.workspace.memory import Memory


def here() -> Path:
    """The folder of the modules here: ./exercises, or the present folder if it holds them itself.

    Raises:
        UsageError: there is none; the message names one that is near.
    """
    cwd = Path.cwd()
    if _holds_exercises(cwd):
        return submission.find(cwd)
    above, below = (list(filter(_holds_exercises, places)) for places in (cwd.parents, _folders(cwd)))
    if not above and submission.misnamed(entry.name for entry in cwd.iterdir()):
        return cwd
    if above or len(below) == 1:
        near = (above or below)[0]
        raise UsageError(f"aquí no hay ninguna carpeta «exercises», pero sí en «{near}»: entra con `cd {near}`")
    raise UsageError("aquí no hay ninguna carpeta «exercises»; entra en la de tu proyecto o usa --submission CARPETA")


def _holds_exercises(folder: Path) -> bool:
    inner = folder / "exercises"
    return any(map(submission.holds_modules, (folder, inner))) or (
        (inner.is_dir() or inner.is_symlink()) and folder == Path.cwd()
    )


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if entry.is_dir())
    except OSError:
        return []


class Answers:
    """The answers to some exercises in one folder.

    Args:
        own: whether the folder belongs to whoever runs the command. Somebody else's modules are never parsed here,
            but only where they cannot do harm.
    """

    def __init__(self, folder: Path, exercises: tuple[Exercise, ...], own: bool):
        self.folder, self._exercises = folder, exercises
        self._modules = changes.sources(folder) if own else None
        self._codes = changes.fingerprints(self._modules, exercises) if self._modules is not None else None

    def grade(self, seed: int | None, listener: Listener, wishes: Wishes, fresh: bool, cached: bool) -> Report:
        """The report on them; nothing is run for what is known to be not begun.

        Args:
            seed: the one asked for; without it that of the verdicts that still hold, or else a new one.
            fresh: whether what has not changed is graded again too.
            cached: whether verdicts may be kept, and looked up.
        """
        cache = Cache(self.folder, self._exercises, seed, self._codes) if cached and allowed() else None
        known = cache.known if cache and not fresh and not wishes.pictures else {}
        seed = cache.seed if cache and not fresh else seed
        report = Report(seed or 0, ())
        if todo := [exercise for exercise in self._exercises if exercise.id not in known]:
            untouched = changes.untouched(self._modules, todo) if self._modules is not None else {}
            seed = grading.new_seed() if seed is None else seed
            modules = submission.whole(self.folder)
            report = grading.grade(modules, todo, seed, listener, replace(wishes, untouched=untouched))
            report = cells.told_in_cells(report, modules)
        if cache:
            report = cache.complete(report, self._exercises)
            if todo:
                cache.keep(report)
        return report

    def remember(self, report: Report) -> tuple[Standing | None, bool]:
        """Keep the verdicts in the folder, if it is one's own: where they lead, and whether that has failed."""
        if self._codes is None:
            return None, False
        memory = Memory(self.folder)
        return memory.remember(report.exercises, self._codes), memory.lost
