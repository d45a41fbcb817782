"""The ``rna`` command: a table of contents of what it can do."""

from __future__ import annotations

import argparse
import contextlib
import errno
import importlib
import importlib.util
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from grader import __version__
from grader.errors import RnaError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from grader.classes.course import Plan
    from grader.curriculum.catalog import Exercise
    from grader.report import Report
    from grader.workspace.progress import Progress

PASSED, NOT_PASSED, ERROR = 0, 1, 2

FORMATS = ("terminal", "json", "junit", "html", "markdown", "gradescope", "classroom", "classroom50", "annotations")
"""Each but the first two is a module of grader.reporters."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``rna``; the exit status is the contract's (0 all passed, 1 something did not, 2 error)."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        options = parser().parse_args(arguments)
        return int(options.run(options))
    except RnaError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return _complain("interrumpido; no se ha guardado ningún informe")
    except BrokenPipeError:
        return ERROR
    except ModuleNotFoundError as error:
        if (error.name or "grader").startswith("grader"):
            raise
        return _complain(f"a este Python le falta el paquete {error.name}: instala el corrector entero con pip")
    except OSError as error:
        return _complain(f"{_reason(error)}: {error.filename or ''}; comprueba la ruta y los permisos")


def _reason(error: OSError) -> str:
    known = {
        errno.EACCES: "no hay permiso",
        errno.EPERM: "no hay permiso",
        errno.EROFS: "ahí no se puede escribir",
        errno.ENOSPC: "no queda sitio en el disco",
        errno.ENOENT: "no existe",
        errno.EMFILE: "hay demasiados ficheros abiertos",
        errno.EEXIST: "ya existe",
        errno.ENOTDIR: "no es una carpeta",
        errno.EISDIR: "es una carpeta",
        errno.ENAMETOOLONG: "el nombre es demasiado largo",
        errno.ELOOP: "los enlaces dan vueltas",
    }
    return known.get(error.errno or 0, str(error.strerror or error))


def _complain(text: str) -> int:
    _warn(text)
    return ERROR


def _warn(text: str) -> None:
    print(f"rna: {' '.join(text.split())}", file=sys.stderr)


# -- commands ----------------------------------------------------------------------------------


def grade(options: argparse.Namespace) -> int:
    """Grade a submission and report on it."""
    from datetime import datetime

    from grader import submission
    from grader.boundary import sandbox
    from grader.workspace import changes
    from grader.workspace.progress import Progress

    plan = _plan(options, options.ids)
    exercises, complaint = _without_tensorflow(plan.exercises)
    if not exercises:
        raise UsageError(complaint)
    folder = submission.find(options.submission or _here())
    # Of one's own folder only: somebody else's modules are read where they cannot do harm.
    modules = changes.sources(folder) if options.submission is None else None
    codes = changes.fingerprints(modules, exercises) if modules is not None else None
    for file in filter(None, (options.json, options.output)):
        _check_writable(file)
    if options.require_sandbox:
        _require_sandbox(sandbox.offered())
    with Progress(exercises) as progress:
        report = _graded(folder, modules, codes, exercises, options, progress)
    if options.require_sandbox and report.ran:
        _require_sandbox(report.sandbox)
    if codes is not None:
        _remember(folder, report, codes)
    submitted = options.submitted or datetime.now().astimezone()
    report = plan.applied(report, submitted)
    if options.json:
        options.json.write_text(report.to_json(), encoding="utf-8")
    _show(_rendered(report, folder, options), options.output)
    if options.course:
        print(plan.told(report, submitted), file=sys.stderr)
    if progress.broken:
        return _complain(f"el corrector ha fallado, y no es culpa de tu código: {progress.broken}")
    if complaint:
        return _complain(complaint)
    return PASSED if report.passed else NOT_PASSED


def watch(options: argparse.Namespace) -> int:
    """Grade again what each save changes."""
    with contextlib.suppress(KeyboardInterrupt):
        from grader import submission
        from grader.curriculum import catalog
        from grader.workspace.screen import Screen
        from grader.workspace.watch import Watch

        (exercises, complaint), folder = _without_tensorflow(catalog.select(options.ids)), submission.find(_here())
        if complaint:
            _warn(complaint)
        if not exercises:
            return ERROR
        Watch(folder, exercises, Screen(folder, exercises, redraw=sys.stdout.isatty())).run()
    print()
    return PASSED


def hint(options: argparse.Namespace) -> int:
    """Show the next hint for an exercise."""
    from grader import submission
    from grader.curriculum import catalog
    from grader.reporters import terminal
    from grader.workspace.memory import Memory

    chosen = catalog.select([options.id])
    if len(chosen) > 1:
        raise UsageError(f"«{options.id}» son {len(chosen)} ejercicios; di cuál, por ejemplo {chosen[0].id}")
    memory = Memory(folder := submission.find(_here()))
    read = memory.read_hint(chosen[0], options.step)
    sys.stdout.write(terminal.hints(chosen[0], read, *terminal.screen(True)))
    if memory.lost:
        _warn(
            f"no se puede escribir en «{folder}»: no recordaré qué pistas has visto; pide otra con --step 2 o --step 3"
        )
    return PASSED


def progress(options: argparse.Namespace) -> int:
    """Show the map of units with what is done."""
    from grader import submission
    from grader.reporters import terminal
    from grader.workspace import memory

    folder = submission.find(_here())
    records = memory.Memory(folder).records()
    best = {name: record.best for name, record in records.items()}
    sys.stdout.write(terminal.journey(memory.report(records), best, folder, *terminal.screen(True)))
    return PASSED


def grade_class(options: argparse.Namespace) -> int:
    """Grade every submission below a folder."""
    import signal

    from grader.classes import class_run
    from grader.workspace.progress import ClassProgress

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever asks for an end gets one in order
    directory = options.directory
    output = options.output or directory.resolve().parent / f"{directory.resolve().name}-grades"
    asked = class_run.Options(
        directory, output, _plan(options, options.only), options.seed, options.jobs or os.cpu_count() or 1,
        options.scheduler, options.roster, options.require_sandbox,
    )  # fmt: skip
    try:
        with ClassProgress() as progress:
            tally = class_run.grade(asked, progress)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one would only cut the tidying up short
        return _complain("interrumpido; lo corregido está guardado: repite la misma orden para seguir")
    print(tally.told(output))
    if tally.broken:
        return _complain(f"el corrector ha fallado y se intentará de nuevo si repites la orden; {tally.broken}")
    return PASSED if tally.passed else NOT_PASSED


def template(options: argparse.Namespace) -> int:
    """Write the student's repository, or what a teacher uploads to a platform."""
    from grader import template

    kit = template.KIT if options.kit is None else options.kit
    written = template.write(options.directory, kit, _plan(options, []), options.platform, options.course)
    print(f"{len(written)} ficheros en «{options.directory}», con el corrector {kit}")
    return PASSED


def report(options: argparse.Namespace) -> int:
    """Show a report again, in any format: one grading serves them all."""
    from grader import submission
    from grader.report import Report

    try:
        kept = Report.from_json(options.file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise UsageError(f"«{options.file}» no es un informe; hazlo con `rna grade --json FILE`") from None
    if options.output:
        _check_writable(options.output)
    folder = submission.find(options.submission or (Path("exercises") if Path("exercises").is_dir() else Path()))
    _show(_rendered(kept, folder, options), options.output)
    return PASSED


def doctor(options: argparse.Namespace) -> int:
    """Say what this machine offers and how to get more."""
    from grader import doctor

    print(doctor.report())
    return PASSED


def _graded(
    folder: Path,
    modules: dict[str, bytes] | None,
    codes: dict[str, str] | None,
    exercises: tuple[Exercise, ...],
    options: argparse.Namespace,
    progress: Progress,
) -> Report:
    """The report on a submission; on a person's own machine only what has changed is graded again."""
    from grader.report import Report
    from grader.workspace import changes
    from grader.workspace.cache import Cache, allowed

    pictures = options.format == "html"
    cache = Cache(folder, exercises, options.seed, codes) if allowed() and not options.require_sandbox else None
    known = cache.known if cache and not options.fresh and not pictures else {}
    seed = cache.seed if cache and not options.fresh else options.seed
    report = Report(seed or 0, ())
    if todo := [exercise for exercise in exercises if exercise.id not in known]:
        from grader.verdict import grading

        untouched = changes.untouched(modules, todo) if modules is not None else {}
        seed = grading.new_seed() if seed is None else seed
        report = grading.grade(folder, todo, seed, None, progress, pictures, untouched, options.time_limit)
    if cache:
        report = cache.complete(report, exercises)
        if todo:
            cache.keep(report)
    return report


def _remember(folder: Path, report: Report, codes: dict[str, str]) -> None:
    from grader.workspace.memory import NO_MEMORY, Memory

    memory = Memory(folder)
    memory.remember(report.exercises, codes)
    if memory.lost:
        _warn(NO_MEMORY.format(folder=folder))


def _require_sandbox(layers: Sequence[str]) -> None:
    from grader.boundary import sandbox

    missing = set(sandbox.NEEDED) - set(layers)
    if missing or len(sandbox.NEEDED) < 2:
        what = ", ".join(sorted(missing)) or "un sistema Linux"
        raise RnaError(
            f"no se corrige sin aislamiento completo: falta {what}; mira qué ofrece esta máquina con `rna doctor`"
        )


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


def _here() -> Path:
    """The exercises folder here: ./exercises, or the present folder if it holds the modules itself."""
    here = Path.cwd()
    if _holds_exercises(here):
        return here
    above, below = (list(filter(_holds_exercises, places)) for places in (here.parents, _folders(here)))
    if above or len(below) == 1:
        near = (above or below)[0]
        raise UsageError(f"aquí no hay ninguna carpeta «exercises», pero sí en «{near}»: entra con `cd {near}`")
    raise UsageError("aquí no hay ninguna carpeta «exercises»; entra en la de tu proyecto o usa --submission CARPETA")


def _holds_exercises(folder: Path) -> bool:
    from grader import submission

    inner = folder / "exercises"
    return any(map(submission.holds_modules, (folder, inner))) or (inner.is_dir() and folder == Path.cwd())


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if entry.is_dir())
    except OSError:
        return []


def _check_writable(file: Path) -> None:
    if file.is_dir() or not file.parent.is_dir():
        raise UsageError(f"no se puede escribir «{file}»: indica un fichero dentro de una carpeta que exista")
    try:  # now, and not when everything has been graded
        if file.exists():
            file.open("ab").close()
        else:
            tempfile.TemporaryFile(dir=file.parent).close()
    except OSError:
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


def _rendered(report: Report, folder: Path, options: argparse.Namespace) -> str:
    if options.format == "json":
        return report.to_json()
    reporter = importlib.import_module(f"grader.reporters.{options.format}")
    needs: dict[str, tuple[object, ...]] = {
        "classroom": (folder,),
        "annotations": (folder,),
        "classroom50": (os.environ,),
    }
    if options.format == "terminal":
        needs["terminal"] = (folder, *reporter.screen(options.output is None))
    return str(reporter.render(report, *needs.get(options.format, ())))


def _show(text: str, file: Path | None) -> None:
    if file is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        file.write_text(text, encoding="utf-8")


# -- the command line, in Spanish --------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """All commands and options."""
    top = _Parser(
        prog="rna", description="Corrige tus ejercicios de redes neuronales y te explica qué falla y por qué."
    )
    top.add_argument("--version", action="version", version=f"rna {__version__}", help="muestra la versión y termina")
    commands = top.add_subparsers(title="órdenes", metavar="ORDEN", required=True, parser_class=_Parser)
    _add_grade(commands)
    _add_watch(commands)
    _add_hint(commands)
    _add(commands, "progress", progress, "muestra el mapa de unidades y qué hacer ahora")
    _add_report(commands)
    _add_class(commands)
    _add_template(commands)
    _add(commands, "doctor", doctor, "dice qué ofrece esta máquina y cómo conseguir más")
    return top


def _add_grade(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _add(commands, "grade", grade, "corrige una entrega")
    command.add_argument("ids", nargs="*", metavar="ID", help="ejercicio, unidad o prefijo (por omisión, todo)")
    command.add_argument(
        "--submission", type=_path, metavar="DIR", help="carpeta con los módulos (por omisión, exercises)"
    )
    command.add_argument("--json", type=_path, metavar="FILE", help="guarda también el informe en JSON")
    command.add_argument("--seed", type=_seed, metavar="N", help="semilla, para repetir exactamente una corrección")
    command.add_argument(
        "--fresh", action="store_true", help="corrige también lo que no ha cambiado desde la última vez"
    )
    _add_format(command)
    command.add_argument(
        "--time-limit", type=_minutes, metavar="MIN", help="minutos para todo (por omisión, sin límite)"
    )
    command.add_argument("--submitted", type=_moment, metavar="TIME", help="cuándo se entregó (por omisión, ahora)")
    _add_terms(command)
    command.set_defaults(run=grade)


def _add_terms(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--course", type=_path, metavar="FILE", help="plan del curso (TOML): ejercicios, puntos, plazos"
    )
    command.add_argument("--require-sandbox", action="store_true", help="no corrige si falta algún aislamiento")


def _add_class(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _add(
        commands, "class", grade_class, "corrige las entregas de una clase: una carpeta o un .zip por estudiante"
    )
    command.add_argument("directory", type=_path, metavar="DIR", help="carpeta que contiene las entregas")
    command.add_argument("--output", type=_path, metavar="DIR", help="dónde dejar notas e informes (DIR-grades)")
    command.add_argument(
        "--only", nargs="+", default=[], metavar="ID", help="solo estos ejercicios, unidades o prefijos"
    )
    command.add_argument("--jobs", type=_count, metavar="N", help="entregas a la vez (por omisión, una por núcleo)")
    command.add_argument("--scheduler", metavar="ADDRESS", help="planificador de Dask, como tcp://10.0.0.5:8786")
    command.add_argument("--roster", type=_path, metavar="FILE", help="lista de la clase, en CSV")
    command.add_argument("--seed", type=_seed, metavar="N", help="semilla (por omisión, la misma para toda la clase)")
    _add_terms(command)


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=FORMATS, default="terminal", help="formato del informe: %(choices)s")
    command.add_argument("--output", type=_path, metavar="FILE", help="guarda el informe en un fichero")


def _add_report(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _add(commands, "report", report, "muestra en otro formato un informe guardado con --json")
    command.add_argument("file", type=_path, metavar="FILE", help="informe en JSON")
    command.add_argument("--submission", type=_path, metavar="DIR", help="carpeta con los módulos que se corrigieron")
    _add_format(command)


def _add_template(commands: argparse._SubParsersAction[_Parser]) -> None:
    text = "escribe el repositorio del estudiante, o lo que se sube a una plataforma"
    command = _add(commands, "template", template, text)
    command.add_argument("directory", type=_path, metavar="DIR", help="carpeta nueva")
    command.add_argument(
        "--kit", metavar="REQUIREMENT", help="la versión fija del kit que se instala, como la quiere pip"
    )
    command.add_argument("--course", type=_path, metavar="FILE", help="plan del curso (TOML): solo sus unidades")
    platforms = ("student", "classroom50", "gradescope")
    command.add_argument("--platform", choices=platforms, default="student", help="para quién: %(choices)s")


def _add_watch(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _add(commands, "watch", watch, "corrige lo que cambia cada vez que guardas")
    command.add_argument("ids", nargs="*", metavar="ID", help="ejercicio, unidad o prefijo (por omisión, todo)")


def _add_hint(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _add(commands, "hint", hint, "da la siguiente pista de un ejercicio")
    command.add_argument("id", metavar="ID", help="el ejercicio, por ejemplo activations.softmax")
    command.add_argument("--step", type=int, choices=(1, 2, 3), help="una pista concreta: %(choices)s")


def _add(
    commands: argparse._SubParsersAction[_Parser], name: str, run: Callable[[argparse.Namespace], int], text: str
) -> _Parser:
    command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    command.set_defaults(run=run)
    return command


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("la ruta está vacía")
    return Path(text)


def _seed(text: str) -> int:
    if not re.fullmatch(r"\d{1,18}", text):
        raise argparse.ArgumentTypeError("la semilla es un número entero, 0 o mayor")
    return int(text)


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise argparse.ArgumentTypeError("es un número entero, 1 o mayor")
    return int(text)


def _minutes(text: str) -> float:
    if not re.fullmatch(r"\d{1,4}(\.\d+)?", text) or not float(text):
        raise argparse.ArgumentTypeError("son minutos, como 10 o 0.5")
    return float(text)


def _moment(text: str) -> datetime:
    from datetime import datetime

    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise argparse.ArgumentTypeError("es una fecha con hora, como 2027-01-31T23:59:00+01:00") from None


class _Parser(argparse.ArgumentParser):
    """argparse with Spanish messages."""

    def __init__(self, **options: object):
        super().__init__(**options, add_help=False, formatter_class=_Help)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "argumentos", "opciones"
        self.add_argument("-h", "--help", action="help", help="muestra esta ayuda y termina")

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{_translated(message)}; mira `{self.prog} --help`")


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, "uso: " if prefix is None else prefix)


_SPANISH = (
    (r"unrecognized arguments: (.*)", r"no conozco «\1»"),
    (r"the following arguments are required: (.*)", r"falta \1"),
    (r"argument (\S+): expected one argument", r"\1 necesita un valor"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 no admite «\2»; elige entre \3"),
    (r"argument (\S+): (.*)", r"\1: \2"),
    (r"ambiguous option: (\S+) could match (.*)", r"«\1» es ambiguo: puede ser \2"),
)


def _translated(message: str) -> str:
    for english, spanish in _SPANISH:
        if match := re.fullmatch(english, message):
            return match.expand(spanish)
    return message
