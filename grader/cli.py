"""The ``rna`` command: a table of contents of what it can do."""

from __future__ import annotations

import argparse
import contextlib
import errno
import importlib
import importlib.util
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from grader import command_line, shell
from grader.errors import TRY_AGAIN, RnaError, UsageError, reason, remedy
from grader.files import decoded, deliver, is_special
from grader.shell import ending

if TYPE_CHECKING:
    from datetime import datetime

    from grader.classes.course import Plan
    from grader.curriculum.catalog import Exercise
    from grader.report import Report, Standing
    from grader.verdict.events import Listener

PASSED, NOT_PASSED, ERROR = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``rna``; the exit status is the contract's (0 all passed, 1 something did not, 2 error)."""
    try:
        options = command_line.parse(arguments, COMMANDS)
        return _with_all_said(int(options.run(options)))
    except SystemExit as done:  # argparse has helped
        return _with_all_said(int(done.code or PASSED))
    except RnaError as error:
        return _complain(str(error))
    except ModuleNotFoundError as error:
        if (error.name or "grader").startswith("grader"):
            raise
        return _complain(f"a este Python le falta el paquete {error.name}: instala el corrector entero con pip")
    except (OSError, MemoryError) as error:
        from grader.verdict.limits import in_the_way

        if isinstance(error, OSError):
            return _complain(remedy(error, in_the_way()))
        return _complain(f"no queda memoria; {in_the_way() or TRY_AGAIN}")


def _with_all_said(status: int) -> int:
    """The exit status of a command that has come to its end; whoever no longer reads what it says changes nothing."""
    sys.stdout.flush()
    error = shell.lost(sys.stdout)
    if error is None or shell.reader_is_gone(sys.stdout) or status == ERROR:
        return status
    return _complain(f"no se ha podido escribir todo en la salida: {reason(error)}")


def _complain(text: str) -> int:
    _warn(text)
    return ERROR


def _warn(text: str) -> None:
    _say(f"rna: {text}", sys.stderr)


def _say(line: str, where: TextIO) -> None:
    """One line for a person; it may quote file names, which do nothing to a terminal or a log."""
    from grader.reporters.text import one_line

    print(one_line(line), file=where)


# -- commands ----------------------------------------------------------------------------------


def grade(options: argparse.Namespace) -> int:
    """Grade a submission and report on it."""
    from grader import submission
    from grader.boundary import sandbox
    from grader.verdict.grading import Wishes
    from grader.verdict.processes import require_sandbox
    from grader.workspace.memory import NO_MEMORY
    from grader.workspace.own_folder import Answers, here
    from grader.workspace.progress import Progress

    plan = _plan(options, options.ids).due(options.due)
    exercises, complaint = _without_tensorflow(plan.exercises)
    if not exercises:
        raise UsageError(complaint)
    folder = submission.find(options.submission) if options.submission else here()
    for file in filter(None, (options.json, options.output)):
        _check_writable(file)
    if options.require_sandbox:
        with ending.held():
            offered = sandbox.offered()
        require_sandbox(offered)
    answers = Answers(folder, exercises, own=options.submission is None)
    needed = sandbox.NEEDED if options.require_sandbox else ()
    pictures = options.pictures or options.format == "html"
    wishes = Wishes(pictures, minutes=options.time_limit or plan.minutes, needed=needed)
    ending.last_words = "interrumpido; no se ha guardado ningún informe"
    with Progress(exercises) as progress:
        report = answers.grade(options.seed, progress, wishes, options.fresh, cached=not options.require_sandbox)
    if options.require_sandbox and report.ran:
        require_sandbox(report.sandbox)
    standing, forgotten = answers.remember(report)
    if forgotten:
        _warn(NO_MEMORY.format(folder=folder))
    report = plan.applied(report, options.submitted)
    ending.last_words = "interrumpido"
    unwritten = _show(report, folder, options, standing, options.pictures)
    for told in submission.unheard(folder):
        _warn(f"se ha corregido {told}")
    if options.course:
        _say(plan.summary(report, options.submitted), sys.stderr)
    if unwritten:
        return _complain(unwritten)
    if progress.broken:
        return _complain(f"el corrector ha fallado, y no es culpa de tu código: {progress.broken}")
    if complaint:
        return _complain(complaint)
    return PASSED if report.passed else NOT_PASSED


def watch(options: argparse.Namespace) -> int:
    """Grade again what each save changes."""
    from grader.curriculum import catalog
    from grader.workspace.own_folder import here
    from grader.workspace.screen import Screen
    from grader.workspace.watch import Watch

    ending.last_words = "fin de la vigilancia; lo corregido está guardado: míralo con `rna progress`"
    (exercises, complaint), folder = _without_tensorflow(catalog.select(options.ids)), here()
    if complaint:
        _warn(complaint)
    if not exercises:
        return ERROR
    screen = Screen(folder, exercises, redraw=shell.draws(sys.stdout))
    with shell.Keyboard() as keyboard:
        Watch(folder, exercises, screen, keyboard, lambda exercise: _tried(folder, exercise)).run()
    if shell.lost(sys.stdout) is None:
        _write(ending.clearing)
        _warn(ending.last_words)
    return PASSED


def hint(options: argparse.Namespace) -> int:
    """Show the next hint for an exercise."""
    from grader.reporters import journey, terminal
    from grader.workspace.memory import Memory
    from grader.workspace.own_folder import here

    exercise = _one_exercise(options.id)
    memory = Memory(folder := here())
    read = memory.read_hint(exercise, options.step)
    sys.stdout.write(journey.hints(exercise, read, folder, *terminal.screen(True)))
    if memory.lost:
        _warn(
            f"no se puede escribir en «{folder}»: no recordaré qué pistas has visto; pide otra con --step 2 o --step 3"
        )
    return PASSED


def try_out(options: argparse.Namespace) -> int:
    """Run an exercise's example, and the call that failed last, with the student's own code."""
    from grader.workspace.own_folder import here
    from grader.workspace.progress import Progress

    possible, complaint = _without_tensorflow((_one_exercise(options.id),))
    if not possible:
        raise UsageError(complaint)
    folder = here()
    with Progress(possible) as progress:
        _write(_tried(folder, possible[0], progress))
    return PASSED


def _tried(folder: Path, exercise: Exercise, listener: Listener = lambda _: None) -> str:
    """What ``rna try`` shows, and the key t of ``rna watch``."""
    from grader.reporters import terminal
    from grader.workspace import trying

    result, trials = trying.attempt(folder, exercise, listener)
    return terminal.trials(result, trials, folder, *terminal.screen(True))


def progress(options: argparse.Namespace) -> int:
    """Show the map of units with what is done, or one of them exercise by exercise."""
    from grader import submission
    from grader.curriculum import catalog
    from grader.reporters import journey, terminal
    from grader.workspace import changes, memory
    from grader.workspace.own_folder import here

    unit, folder = catalog.select([options.unit])[0].unit if options.unit else "", here()
    records = memory.Memory(folder).records()
    best = {name: record.best for name, record in records.items()}
    unusable = submission.unusable(folder)
    lost: dict[str, str] = {}
    with contextlib.suppress(RnaError):  # what may not be read is told below
        lost = changes.lost(changes.sources(folder), catalog.exercises())
    known = memory.report(records, unusable, lost)
    if unit:
        shown = journey.stage(known, catalog.unit(unit), best, folder, *terminal.screen(True))
    else:
        shown = journey.journey(known, best, folder, *terminal.screen(True))
    sys.stdout.write(shown)
    for name, why in unusable.items():
        _warn(f"{name} {why}")
    return PASSED


def grade_class(options: argparse.Namespace) -> int:
    """Grade every submission below a folder."""
    from grader.classes import class_run, gradebook
    from grader.workspace.progress import ClassProgress

    ending.last_words = "interrumpido; lo corregido está guardado: repite la misma orden para seguir"
    directory = options.directory
    whole = directory.resolve()
    output = options.output or whole.parent / f"{whole.stem if whole.is_file() else whole.name}-grades"
    plan = _plan(options, options.only)
    asked = class_run.Options(
        directory, output, plan, options.minutes or plan.minutes or command_line.MINUTES, options.seed,
        options.jobs or os.cpu_count() or 1, options.scheduler, options.roster, options.require_sandbox,
        options.moodle_worksheet, options.notes, gradebook.STYLES[options.csv or gradebook.usual()], options.pictures,
    )  # fmt: skip
    with ClassProgress() as progress:
        tally = class_run.grade(asked, progress)
    print(tally.summary(output), flush=True)
    if tally.unwritten:
        return _complain(f"{tally.unwritten}; haz sitio y repite la orden: lo corregido está guardado")
    if tally.broken:
        return _complain(f"hay entregas sin corregir, y no por culpa suya; repite la orden. {tally.broken}")
    return PASSED if tally.passed else NOT_PASSED


def template(options: argparse.Namespace) -> int:
    """Write the student's repository, or what a teacher uploads to a platform."""
    from grader import template

    kit = template.KIT if options.kit is None else options.kit
    plan = _plan(options, [])
    written = template.write(options.directory, kit, plan, options.platform, options.course)
    if plan.deadlines and options.platform in template.TELL_NO_TIME:
        _warn(
            f"{options.platform} no dice cuándo se entregó, y los plazos de «{options.course}» no cuentan ahí: pon el "
            "plazo en la plataforma"
        )
    if plan.extensions or plan.groups:
        _warn(
            f"las prórrogas y los grupos de «{options.course}» no van en su copia, que pueden leer otros: solo cuentan "
            "con rna class, en tu máquina"
        )
    _say(f"{len(written)} ficheros en «{options.directory}», con el corrector {kit}", sys.stdout)
    return PASSED


def copy_data(options: argparse.Namespace) -> int:
    """Copy the data sets to where a student's own programs find them."""
    from grader.curriculum import data

    for file in data.copy(options.directory):
        _say(str(file), sys.stdout)
    return PASSED


def report(options: argparse.Namespace) -> int:
    """Show a report again, in any format: one grading serves them all."""
    from datetime import datetime

    from grader import submission
    from grader.report import MAX_REPORT, Report

    with options.file.open("rb") as opened:
        text = opened.read(MAX_REPORT + 1)
    try:
        if len(text) > MAX_REPORT:
            raise ValueError("too large")
        kept = Report.from_json(decoded(text))
    except ValueError:
        raise UsageError(f"«{options.file}» no es un informe; hazlo con `rna grade --json FICHERO`") from None
    if options.output:
        _check_writable(options.output)
    folder = submission.find(options.submission or (Path("exercises") if Path("exercises").is_dir() else Path()))
    date = datetime.fromtimestamp(options.file.stat().st_mtime)
    if unwritten := _show(kept, folder, options, date=date):
        return _complain(unwritten)
    if options.format == "html" and kept.ran and not any(each.figures for each in kept.exercises):
        _warn(f"en «{options.file}» no hay dibujos; para tenerlos, corrige con `rna grade --json FICHERO --pictures`")
    return PASSED


def doctor(options: argparse.Namespace) -> int:
    """Say what this machine offers and how to get more; an error where something cannot be graded on it."""
    from grader import doctor

    told, can_grade = doctor.report()
    print(told)
    return PASSED if can_grade else ERROR


def _plan(options: argparse.Namespace, ids: list[str]) -> Plan:
    """What the course counts, or of that only what ``ids`` name."""
    from dataclasses import replace

    from grader.classes import course
    from grader.curriculum import catalog

    whole = course.read(options.course) if options.course else course.Plan()
    chosen = tuple(exercise for exercise in catalog.select(ids) if exercise in whole.exercises)
    if not chosen:
        raise UsageError(f"ninguno de esos ejercicios está en «{options.course}»: mira su lista «exercises»")
    return replace(whole, exercises=chosen)


def _one_exercise(identifier: str) -> Exercise:
    """The exercise that is named.

    Raises:
        UsageError: it is none, or several.
    """
    from grader.curriculum import catalog

    first, *others = catalog.select([identifier])
    if others:
        raise UsageError(f"«{identifier}» son {len(others) + 1} ejercicios; di cuál, por ejemplo {first.id}")
    return first


def _check_writable(file: Path) -> None:
    if file.is_dir() or not file.parent.is_dir():
        raise UsageError(f"no se puede escribir «{file}»: indica un fichero dentro de una carpeta que exista")
    if is_special(file):  # whoever reads a pipe would take it for the end
        return
    try:  # now, and not when everything has been graded
        if file.exists():
            file.open("ab").close()
        else:
            tempfile.TemporaryFile(dir=file.parent).close()
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):  # there may be room by then
            raise UsageError(f"no hay permiso para escribir «{file}»: indica otro fichero") from None


def _without_tensorflow(exercises: tuple[Exercise, ...]) -> tuple[tuple[Exercise, ...], str]:
    """The exercises that can be graded on this machine, and a complaint about the rest."""
    from grader.curriculum import catalog

    if importlib.util.find_spec("tensorflow") and importlib.util.find_spec("keras"):
        return exercises, ""
    possible = tuple(each for each in exercises if catalog.unit(each.unit).preload != "tensorflow")
    missing = sorted({each.unit for each in exercises} - {each.unit for each in possible})
    complaint = (
        f"falta TensorFlow, y sin él no se corrige {' ni '.join(missing)}: instálalo con `pip install tensorflow`"
    )
    return possible, complaint if missing else ""


def _show(
    report: Report,
    folder: Path,
    options: argparse.Namespace,
    standing: Standing | None = None,
    pictures: bool = True,
    date: datetime | None = None,
) -> str:
    """Show a report, and then write the files that were asked for; gives what could not be written, in Spanish.

    Args:
        pictures: whether the JSON keeps them.
    """
    from grader import reporters

    kept = report if pictures else report.without_figures
    given = kept if options.format == "json" else report
    text = reporters.render(given, options.format, folder, options.output is None, standing, date)
    if options.output is None:
        _write(text)
    files = {options.output: text}
    if json := getattr(options, "json", None):
        files[json] = kept.to_json()
    unwritten = [why for file, content in files.items() if file and (why := _unwritten(file, content))]
    if options.output and unwritten:  # what has been graded is not lost
        _write(reporters.render(report, "terminal", folder, True, standing))
    elif options.output:
        _say(f"Informe en {options.output}", sys.stderr)
    return "; ".join(unwritten)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _unwritten(file: Path, text: str) -> str:
    """Why a file could not be written, in Spanish; "" if it is."""
    try:
        deliver(file, text)
    except OSError as error:
        return f"no se ha podido escribir «{file}»: {reason(error)}"
    return ""


COMMANDS: dict[str, command_line.Command] = {
    "grade": grade,
    "watch": watch,
    "hint": hint,
    "try": try_out,
    "progress": progress,
    "report": report,
    "class": grade_class,
    "template": template,
    "data": copy_data,
    "doctor": doctor,
}
