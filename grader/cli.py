"""The ``rna`` command: a table of contents of what it can do."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from grader import __version__
from grader.errors import RnaError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from grader.plan import Plan
    from grader.result import Report

PASSED, NOT_PASSED, ERROR = 0, 1, 2

FORMATS = ("terminal", "json", "junit", "markdown", "gradescope", "classroom", "classroom50", "annotations")
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
    except OSError as error:
        return _complain(f"{error.strerror or error}: {error.filename or ''}; comprueba la ruta y los permisos")


def _complain(text: str) -> int:
    print(f"rna: {' '.join(text.split())}", file=sys.stderr)
    return ERROR


# -- commands ----------------------------------------------------------------------------------


def grade(options: argparse.Namespace) -> int:
    """Grade a submission and report on it."""
    from datetime import datetime

    from grader import run, submission
    from grader.progress import Progress

    plan = _plan(options, options.ids)
    exercises = plan.exercises
    folder = submission.find(options.submission or _here())
    for file in filter(None, (options.json, options.output)):
        _check_writable(file)
    if options.require_sandbox:
        _require_sandbox()
    with Progress(exercises) as progress:
        report = run.grade(folder, exercises, run.new_seed() if options.seed is None else options.seed, None, progress)
    submitted = options.submitted or datetime.now().astimezone()
    report = plan.applied(report, submitted)
    if options.json:
        options.json.write_text(report.to_json(), encoding="utf-8")
    _show(_rendered(report, folder, options), options.output)
    if options.course:
        print(plan.told(report, submitted), file=sys.stderr)
    if progress.broken:
        return _complain(f"el corrector ha fallado, y no es culpa de tu código: {progress.broken}")
    return PASSED if report.passed else NOT_PASSED


def grade_class(options: argparse.Namespace) -> int:
    """Grade every submission below a folder."""
    from grader import course
    from grader.progress import ClassProgress

    directory = options.directory
    output = options.output or directory.resolve().parent / f"{directory.resolve().name}-grades"
    asked = course.Options(
        directory, output, _plan(options, options.only), options.seed, options.jobs or os.cpu_count() or 1,
        options.scheduler, options.roster, options.require_sandbox,
    )  # fmt: skip
    try:
        with ClassProgress() as progress:
            tally = course.grade(asked, progress)
    except KeyboardInterrupt:
        return _complain("interrumpido; lo corregido está guardado: repite la misma orden para seguir")
    print(tally.told(output))
    if tally.broken:
        return _complain(f"el corrector ha fallado y se intentará de nuevo si repites la orden; {tally.broken}")
    return PASSED if tally.passed else NOT_PASSED


def template(options: argparse.Namespace) -> int:
    """Write the student's repository, or what a teacher uploads to a platform."""
    from grader import template

    written = template.write(options.directory, options.kit or template.KIT, _plan(options, []), options.platform)
    print(f"{len(written)} ficheros en «{options.directory}», con el corrector {options.kit or template.KIT}")
    return PASSED


def report(options: argparse.Namespace) -> int:
    """Show a report again, in any format: one grading serves them all."""
    from grader import submission
    from grader.result import Report

    try:
        kept = Report.from_json(options.file.read_text(encoding="utf-8"))
    except ValueError:
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


def _require_sandbox() -> None:
    from grader import sandbox

    missing = set(sandbox.LAYERS) - set(sandbox.offered())
    if missing or len(sandbox.LAYERS) < 2:
        what = ", ".join(sorted(missing)) or "un sistema Linux"
        raise RnaError(
            f"no se corrige sin aislamiento completo: falta {what}; mira qué ofrece esta máquina con `rna doctor`"
        )


def _plan(options: argparse.Namespace, ids: list[str]) -> Plan:
    """What the course counts, or of that only what ``ids`` name."""
    from dataclasses import replace

    from grader import catalog, plan

    course = plan.read(options.course) if options.course else plan.Plan()
    chosen = tuple(exercise for exercise in catalog.select(ids) if exercise in course.exercises)
    if not chosen:
        raise UsageError(f"ninguno de esos ejercicios está en «{options.course}»: mira su lista «exercises»")
    return replace(course, exercises=chosen)


def _here() -> Path:
    """The exercises folder here: ./exercises, or the present folder if it holds the modules itself."""
    from grader import catalog

    here = Path.cwd()
    if (here / "exercises").is_dir() or any((here / f"{unit.id}.py").is_file() for unit in catalog.units()):
        return here
    raise UsageError("aquí no hay ninguna carpeta «exercises»; entra en la de tu proyecto o usa --submission CARPETA")


def _check_writable(file: Path) -> None:
    if file.is_dir() or not file.parent.is_dir():
        raise UsageError(f"no se puede escribir «{file}»: indica un fichero dentro de una carpeta que exista")


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
    _add_report(commands)
    _add_class(commands)
    _add_template(commands)
    _add_doctor(commands)
    return top


def _add_grade(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("grade", help="corrige una entrega", description="Corrige una entrega.")
    command.add_argument("ids", nargs="*", metavar="ID", help="ejercicio, unidad o prefijo (por omisión, todo)")
    command.add_argument(
        "--submission", type=Path, metavar="DIR", help="carpeta con los módulos (por omisión, exercises)"
    )
    command.add_argument("--json", type=Path, metavar="FILE", help="guarda también el informe en JSON")
    command.add_argument("--seed", type=_seed, metavar="N", help="semilla, para repetir exactamente una corrección")
    _add_format(command)
    command.add_argument("--submitted", type=_moment, metavar="TIME", help="cuándo se entregó (por omisión, ahora)")
    _add_terms(command)
    command.set_defaults(run=grade)


def _add_terms(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--course", type=Path, metavar="FILE", help="plan del curso (TOML): ejercicios, puntos, plazos"
    )
    command.add_argument("--require-sandbox", action="store_true", help="no corrige si falta algún aislamiento")


def _add_class(commands: argparse._SubParsersAction[_Parser]) -> None:
    text = "corrige las entregas de una clase: una carpeta o un .zip por estudiante"
    command = commands.add_parser("class", help=text, description=f"{text[0].upper()}{text[1:]}.")
    command.add_argument("directory", type=Path, metavar="DIR", help="carpeta que contiene las entregas")
    command.add_argument("--output", type=Path, metavar="DIR", help="dónde dejar notas e informes (DIR-grades)")
    command.add_argument(
        "--only", nargs="+", default=[], metavar="ID", help="solo estos ejercicios, unidades o prefijos"
    )
    command.add_argument("--jobs", type=_count, metavar="N", help="entregas a la vez (por omisión, una por núcleo)")
    command.add_argument("--scheduler", metavar="ADDRESS", help="planificador de Dask, como tcp://10.0.0.5:8786")
    command.add_argument("--roster", type=Path, metavar="FILE", help="lista de la clase, en CSV")
    command.add_argument("--seed", type=_seed, metavar="N", help="semilla (por omisión, la misma para toda la clase)")
    _add_terms(command)
    command.set_defaults(run=grade_class)


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=FORMATS, default="terminal", help="formato del informe: %(choices)s")
    command.add_argument("--output", type=Path, metavar="FILE", help="guarda el informe en un fichero")


def _add_report(commands: argparse._SubParsersAction[_Parser]) -> None:
    text = "muestra en otro formato un informe guardado con --json"
    command = commands.add_parser("report", help=text, description=f"{text[0].upper()}{text[1:]}.")
    command.add_argument("file", type=Path, metavar="FILE", help="informe en JSON")
    command.add_argument("--submission", type=Path, metavar="DIR", help="carpeta con los módulos que se corrigieron")
    _add_format(command)
    command.set_defaults(run=report)


def _add_template(commands: argparse._SubParsersAction[_Parser]) -> None:
    text = "escribe el repositorio del estudiante, o lo que se sube a una plataforma"
    command = commands.add_parser("template", help=text, description=f"{text[0].upper()}{text[1:]}.")
    command.add_argument("directory", type=Path, metavar="DIR", help="carpeta nueva")
    command.add_argument(
        "--kit", metavar="REQUIREMENT", help="la versión fija del kit que se instala, como la quiere pip"
    )
    command.add_argument("--course", type=Path, metavar="FILE", help="plan del curso (TOML): solo sus unidades")
    platforms = ("student", "classroom50", "gradescope")
    command.add_argument("--platform", choices=platforms, default="student", help="para quién: %(choices)s")
    command.set_defaults(run=template)


def _add_doctor(commands: argparse._SubParsersAction[_Parser]) -> None:
    text = "dice qué ofrece esta máquina y cómo conseguir más"
    command = commands.add_parser("doctor", help=text, description=f"{text[0].upper()}{text[1:]}.")
    command.set_defaults(run=doctor)


def _seed(text: str) -> int:
    if not re.fullmatch(r"\d{1,18}", text):
        raise argparse.ArgumentTypeError("la semilla es un número entero, 0 o mayor")
    return int(text)


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise argparse.ArgumentTypeError("es un número entero, 1 o mayor")
    return int(text)


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
