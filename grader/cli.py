"""The ``rna`` command: a table of contents of what it can do."""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from grader import __version__
from grader.errors import RnaError, UsageError

if TYPE_CHECKING:
    from grader.result import Report

PASSED, NOT_PASSED, ERROR = 0, 1, 2

FORMATS = ("terminal", "json", "html")


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
    _warn(text)
    return ERROR


def _warn(text: str) -> None:
    print(f"rna: {' '.join(text.split())}", file=sys.stderr)


# -- commands ----------------------------------------------------------------------------------


def grade(options: argparse.Namespace) -> int:
    """Grade a submission and report on it."""
    from grader import catalog, changes, run, sandbox, submission
    from grader.progress import Progress

    exercises = catalog.select(options.ids)
    folder = submission.find(options.submission or _here())
    codes = changes.fingerprints(changes.sources(folder), exercises)
    for file in filter(None, (options.json, options.output)):
        _check_writable(file)
    if options.require_sandbox:
        _require_sandbox(sandbox.offered())
    sandbox.keep_to_itself()
    seed = run.new_seed() if options.seed is None else options.seed
    with Progress(exercises) as progress:
        report = run.grade(folder, exercises, seed, None, progress, pictures=options.format == "html")
    if options.require_sandbox and report.ran:
        _require_sandbox(report.sandbox)
    if options.json:
        options.json.write_text(report.to_json(), encoding="utf-8")
    _show(_rendered(report, folder, options), options.output)
    if options.submission is None:  # somebody else's folder is not written to
        _remember(folder, report, codes)
    if progress.broken:
        return _complain(f"el corrector ha fallado, y no es culpa de tu código: {progress.broken}")
    return PASSED if report.passed else NOT_PASSED


def watch(options: argparse.Namespace) -> int:
    """Grade again what each save changes."""
    with contextlib.suppress(KeyboardInterrupt):
        from grader import catalog, submission
        from grader.screen import Screen
        from grader.watch import Watch

        exercises, folder = catalog.select(options.ids), submission.find(_here())
        Watch(folder, exercises, Screen(folder, exercises, redraw=sys.stdout.isatty())).run()
    print()
    return PASSED


def hint(options: argparse.Namespace) -> int:
    """Show the next hint for an exercise."""
    from grader import catalog, submission
    from grader.reporters import terminal
    from grader.state import Memory

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
    from grader import state, submission
    from grader.reporters import terminal

    folder = submission.find(_here())
    records = state.Memory(folder).records()
    best = {name: record.best for name, record in records.items()}
    sys.stdout.write(terminal.journey(state.report(records), best, folder, *terminal.screen(True)))
    return PASSED


def doctor(options: argparse.Namespace) -> int:
    """Say what this machine offers and how to get more."""
    from grader import doctor

    print(doctor.report())
    return PASSED


def _remember(folder: Path, report: Report, codes: dict[str, str]) -> None:
    from grader.state import NO_MEMORY, Memory

    memory = Memory(folder)
    memory.remember(report.exercises, codes)
    if memory.lost:
        _warn(NO_MEMORY.format(folder=folder))


def _require_sandbox(layers: Sequence[str]) -> None:
    from grader import sandbox

    missing = set(sandbox.NEEDED) - set(layers)
    if missing or len(sandbox.NEEDED) < 2:
        what = ", ".join(sorted(missing)) or "un sistema Linux"
        raise RnaError(
            f"no se corrige sin aislamiento completo: falta {what}; mira qué ofrece esta máquina con `rna doctor`"
        )


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


def _rendered(report: object, folder: Path, options: argparse.Namespace) -> str:
    from grader.reporters import terminal
    from grader.result import Report

    assert isinstance(report, Report)
    match options.format:
        case "json":
            return report.to_json()
        case "html":
            from grader.reporters import html

            return html.render(report)
    return terminal.render(report, folder, *terminal.screen(options.output is None))


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
    _add(commands, "doctor", doctor, "dice qué ofrece esta máquina y cómo conseguir más")
    return top


def _add_grade(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = _add(commands, "grade", grade, "corrige una entrega")
    command.add_argument("ids", nargs="*", metavar="ID", help="ejercicio, unidad o prefijo (por omisión, todo)")
    command.add_argument(
        "--submission", type=Path, metavar="DIR", help="carpeta con los módulos (por omisión, exercises)"
    )
    command.add_argument("--json", type=Path, metavar="FILE", help="guarda también el informe en JSON")
    command.add_argument("--seed", type=_seed, metavar="N", help="semilla, para repetir exactamente una corrección")
    command.add_argument("--format", choices=FORMATS, default="terminal", help="formato del informe: %(choices)s")
    command.add_argument("--output", type=Path, metavar="FILE", help="guarda el informe en un fichero")
    command.add_argument("--require-sandbox", action="store_true", help="no corrige si falta algún aislamiento")


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


def _seed(text: str) -> int:
    if not re.fullmatch(r"\d{1,18}", text):
        raise argparse.ArgumentTypeError("la semilla es un número entero, 0 o mayor")
    return int(text)


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
