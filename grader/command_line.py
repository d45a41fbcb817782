"""The command line of ``rna``: its options, and what is said of a wrong one, in Spanish."""

from __future__ import annotations

import argparse
import contextlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from grader import __version__
from grader.errors import UsageError
from grader.reporters import FORMATS

if TYPE_CHECKING:
    from datetime import datetime

MINUTES = 30.0
"""For each submission of a class: a dozen times what the solutions take, both trainings included, on a machine that is
busy with other things; and enough for two trainings that take all that a single one may (docs/classroom.md)."""

Command = Callable[[argparse.Namespace], int]
"""Does what the options ask and gives the exit status."""


def parse(arguments: Sequence[str] | None, commands: Mapping[str, Command]) -> argparse.Namespace:
    """The options of a command line, with the command chosen among ``commands`` as ``run``.

    Raises:
        UsageError: it asks for what there is not.
        SystemExit: it asks for help, or for nothing.
    """
    with _in_spanish():
        parser = _parser(commands)
        options = parser.parse_args(arguments)
        if options.run is None:  # nothing was asked for: what there is
            parser.print_help()
            parser.exit(2)
        return options


def _parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    top = _Parser(
        prog="rna", description="Corrige tus ejercicios de redes neuronales y te explica qué falla y por qué."
    )
    top.add_argument("--version", action="version", version=f"rna {__version__}", help="muestra la versión y termina")
    top.set_defaults(run=None)
    chosen = top.add_subparsers(title="órdenes", metavar="ORDEN", parser_class=_Parser)
    for name, (text, add_options) in _COMMANDS.items():
        command = chosen.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        command.set_defaults(run=commands[name])
        add_options(command)
    return top


# -- the options of each command ---------------------------------------------------------------


def _grade(command: argparse.ArgumentParser) -> None:
    command.add_argument("ids", nargs="*", metavar="ID", help="ejercicio, unidad o prefijo (por omisión, todo)")
    command.add_argument(
        "--submission", type=_path, metavar="CARPETA", help="carpeta con los módulos (por omisión, exercises)"
    )
    command.add_argument("--json", type=_path, metavar="FICHERO", help="guarda también el informe en JSON")
    command.add_argument(
        "--pictures", action="store_true", help="guarda en el JSON los dibujos de tus funciones, para rna report"
    )
    command.add_argument("--seed", type=_seed, metavar="N", help="semilla, para repetir exactamente una corrección")
    command.add_argument(
        "--fresh", action="store_true", help="corrige también lo que no ha cambiado desde la última vez"
    )
    _add_format(command)
    command.add_argument(
        "--time-limit", type=_minutes, metavar="MINUTOS", help="minutos para todo (por omisión, sin límite)"
    )
    command.add_argument(
        "--due", type=_due, metavar="FECHA", help="plazo de la plataforma, si el plan del curso no tiene ninguno"
    )
    command.add_argument(
        "--submitted", type=_moment, default="now", metavar="FECHA",
        help="cuándo se entregó (por omisión, ahora; `unknown`, si no se sabe y nada llega tarde)",
    )  # fmt: skip
    _add_terms(command)


def _watch(command: argparse.ArgumentParser) -> None:
    command.add_argument("ids", nargs="*", metavar="ID", help="ejercicio, unidad o prefijo (por omisión, todo)")


def _hint(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="el ejercicio, por ejemplo activations.softmax")
    command.add_argument("--step", type=int, choices=(1, 2, 3), help="una pista concreta: %(choices)s")


def _progress(command: argparse.ArgumentParser) -> None:
    command.add_argument("unit", nargs="?", metavar="UNIDAD", help="una unidad, ejercicio a ejercicio")


def _try(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="el ejercicio, por ejemplo activations.softmax")


def _report(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=_path, metavar="FICHERO", help="informe en JSON")
    command.add_argument(
        "--submission", type=_path, metavar="CARPETA", help="carpeta con los módulos que se corrigieron"
    )
    _add_format(command)


def _class(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "directory", type=_path, metavar="CARPETA", help="carpeta que contiene las entregas, o su .zip"
    )
    command.add_argument(
        "--output", type=_path, metavar="CARPETA", help="dónde dejar notas e informes (CARPETA-grades)"
    )
    command.add_argument(
        "--only", nargs="+", default=[], metavar="ID", help="solo estos ejercicios, unidades o prefijos"
    )
    command.add_argument("--jobs", type=_count, metavar="N", help="entregas a la vez (por omisión, una por núcleo)")
    command.add_argument("--scheduler", metavar="DIRECCIÓN", help="planificador de Dask, como tcp://10.0.0.5:8786")
    command.add_argument("--roster", type=_path, metavar="FICHERO", help="lista de la clase, en CSV")
    command.add_argument(
        "--moodle-worksheet", type=_path, metavar="FICHERO", help="hoja de calificaciones de Moodle, para rellenarla"
    )
    command.add_argument(
        "--notes", type=_path, metavar="FICHERO",
        help="tus notas y puntos por estudiante, en TOML (por omisión, notes.toml de la salida, si está)",
    )  # fmt: skip
    command.add_argument("--pictures", action="store_true", help="pon en los informes los dibujos de sus funciones")
    command.add_argument(
        "--csv", choices=("comma", "semicolon"),
        help="separador de grades.csv: semicolon pone también coma decimal (por omisión, según tu sistema)",
    )  # fmt: skip
    command.add_argument(
        "--minutes", type=_minutes, metavar="N", help=f"minutos para cada entrega (por omisión, {MINUTES:g})"
    )
    command.add_argument(
        "--seed", type=_seed, metavar="N",
        help="la misma semilla para todas, para repetir una clase ya corregida; sin esto, cada entrega tiene la suya, "
        "que nadie puede saber de antemano",
    )  # fmt: skip
    _add_terms(command)


def _template(command: argparse.ArgumentParser) -> None:
    command.add_argument("directory", type=_path, metavar="CARPETA", help="carpeta nueva")
    command.add_argument(
        "--kit", metavar="REQUISITO", help="la versión fija del kit que se instala, como la quiere pip"
    )
    command.add_argument("--course", type=_path, metavar="FICHERO", help="plan del curso (TOML): solo sus unidades")
    platforms = ("student", "classroom50", "gradescope", "vpl", "prairielearn")
    command.add_argument("--platform", choices=platforms, default="student", help="para quién: %(choices)s")


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "directory", nargs="?", type=_path, default=Path(), metavar="CARPETA", help="dónde (por omisión, aquí)"
    )


def _nothing(command: argparse.ArgumentParser) -> None:
    """No options."""


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=FORMATS, default="terminal", help="formato del informe: %(choices)s")
    command.add_argument("--output", type=_path, metavar="FICHERO", help="guarda el informe en un fichero")


def _add_terms(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--course", type=_path, metavar="FICHERO", help="plan del curso (TOML): ejercicios, puntos, plazos"
    )
    command.add_argument("--require-sandbox", action="store_true", help="no corrige si falta algún aislamiento")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "grade": ("corrige una entrega", _grade),
    "watch": ("corrige lo que cambia cada vez que guardas", _watch),
    "hint": ("da la siguiente pista de un ejercicio", _hint),
    "try": ("ejecuta con tu código el ejemplo del enunciado y la última llamada que falla", _try),
    "progress": ("muestra el mapa de unidades y qué hacer ahora", _progress),
    "report": ("muestra en otro formato un informe guardado con --json", _report),
    "class": ("corrige las entregas de una clase: una carpeta o un .zip por estudiante", _class),
    "template": ("escribe el repositorio del estudiante, o lo que se sube a una plataforma", _template),
    "data": ("copia los datos de la teoría, pima.csv y mnist.npz, para tus programas", _data),
    "doctor": ("dice qué ofrece esta máquina y cómo conseguir más", _nothing),
}
"""By name, what a command does, and what adds its options."""


# -- the values of options ---------------------------------------------------------------------


def _path(text: str) -> Path:
    if not text:
        raise _refused("la ruta está vacía")
    return Path(text)


def _seed(text: str) -> int:
    if not re.fullmatch(r"\d{1,18}", text):
        raise _refused("la semilla es un número entero, 0 o mayor")
    return int(text)


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise _refused("es un número entero, 1 o mayor")
    return int(text)


def _minutes(text: str) -> float:
    if not re.fullmatch(r"\d{1,4}(\.\d+)?", text) or not float(text):
        raise _refused("son minutos, como 10 o 0.5")
    return float(text)


def _due(text: str) -> datetime | None:
    """Until when; a day alone lasts until its end."""
    return _moment(f"{text}T23:59:59.999999" if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text)


def _moment(text: str) -> datetime | None:
    """A moment; None where nobody knows it."""
    from datetime import datetime

    if text == "unknown":
        return None
    if text == "now":
        return datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(text)
        if not 1970 <= moment.year < 9999:
            raise ValueError
        return moment.astimezone()
    except (ValueError, OverflowError):
        raise _refused("es una fecha con hora, como 2027-01-31T23:59:00+01:00") from None


def _refused(why: str) -> argparse.ArgumentTypeError:
    """What argparse writes right after the option's name."""
    return argparse.ArgumentTypeError(f": {why}")


# -- argparse in Spanish -----------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; mira `{self.prog} --help`")


SPANISH = {
    "usage: ": "uso: ",
    "positional arguments": "argumentos",
    "options": "opciones",
    "show this help message and exit": "muestra esta ayuda y termina",
    "unrecognized arguments: %s": "no conozco «%s»",
    "the following arguments are required: %s": "falta %s",
    "one of the arguments %s is required": "falta uno de %s",
    "not allowed with argument %s": ": no se puede usar con %s",
    "ambiguous option: %(option)s could match %(matches)s": "«%(option)s» es ambiguo: puede ser %(matches)s",
    # What follows is written after the name of an argument, with nothing between.
    "argument %(argument_name)s: %(message)s": "%(argument_name)s%(message)s",
    "expected one argument": " necesita un valor",
    "expected at most one argument": " no admite más de un valor",
    "expected at least one argument": " necesita al menos un valor",
    "expected %s argument": " necesita %s valor",
    "expected %s arguments": " necesita %s valores",
    "ignored explicit argument %r": " no lleva ningún valor, y tiene %r",
    "invalid choice: %(value)r (choose from %(choices)s)": " no admite «%(value)s»; elige entre %(choices)s",
    "invalid %(type)s value: %(value)r": " no admite «%(value)s»",
    "unknown parser %(parser_name)r (choices: %(choices)s)": " no admite «%(parser_name)s»; elige entre %(choices)s",
}
"""argparse's own words that a command line can bring about, by the English ones; the rest are for programmers."""


@contextlib.contextmanager
def _in_spanish() -> Iterator[None]:
    """argparse asks gettext for its words, which would go by the machine's language and needs a catalogue on disk."""
    names = vars(argparse)
    before = {name: names[name] for name in ("_", "ngettext")}
    names["_"] = lambda text: SPANISH.get(text, text)
    names["ngettext"] = lambda one, many, count: SPANISH.get(one if count == 1 else many, many)
    try:
        yield
    finally:
        names.update(before)
