"""A submission's files: found, and read without trust, once: from then on its modules are bytes, no files."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from grader.boundary.source import absent, not_read, resembles
from grader.curriculum import catalog
from grader.errors import RnaError, UsageError, reason

MAX_SOURCE = 1_000_000
"""Bytes of one module."""

MAX_MODULES = 200

Modules = Mapping[str, bytes]
"""A submission: the source of each of its modules, by the name of its file."""

UNITS = frozenset(f"{unit.id}.py" for unit in catalog.units())
"""The names of the course's own modules."""

_MOST_OF_A_NAME = 60
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")

_MODULE = re.compile(r"[A-Za-z_]\w{0,60}\.py", re.ASCII)


def find(folder: Path) -> Path:
    """The folder that holds the modules: ``folder`` itself, or its ``exercises``.

    Raises:
        UsageError: there is no such folder, or ``exercises`` in it is a link.
    """
    if folder.is_file():
        packed = folder.name.lower().endswith(_ARCHIVES)
        todo = "descomprímelo e indica la carpeta que sale" if packed else f"indica su carpeta: «{folder.parent}»"
        raise UsageError(f"«{folder}» es un fichero, y --submission pide una carpeta; {todo}")
    if not folder.is_dir():
        raise UsageError(f"no existe la carpeta «{folder}»; indica con --submission dónde están tus ejercicios")
    inner = folder / "exercises"
    if inner.is_symlink() and not holds_modules(folder):
        raise UsageError(
            f"«{inner}» es un enlace, y no se sigue: pon ahí la carpeta misma, o indícala con --submission"
        )
    if inner.is_dir() and not inner.is_symlink() and (holds_modules(inner) or not holds_modules(folder)):
        return inner.resolve()
    return folder.resolve()


def holds_modules(folder: Path) -> bool:
    """Whether any unit's module lies directly in a folder, or something by its name."""
    return any(os.path.lexists(folder / name) for name in UNITS)


def modules(folder: Path) -> dict[str, bytes]:
    """The modules of ``folder``, and nothing else of it; see ``source`` for what is there and is none.

    Raises:
        RnaError: one is there and whoever grades may not read it.
    """
    found = ((name, source(folder / name)) for name in admitted(entry.name for entry in os.scandir(folder)))
    return {name: content for name, content in found if content is not None}


def whole(folder: Path) -> dict[str, bytes]:
    """The modules of ``folder`` and, in place of each of the course's that is not there, what can be told of it.

    Raises:
        RnaError: see ``modules``.
    """
    found, entries = modules(folder), sorted(os.scandir(folder), key=lambda entry: entry.name)
    names = [entry.name for entry in entries]
    files = (entry.name for entry in entries if entry.is_file(follow_symlinks=False) or entry.name in UNITS)
    instead = misnamed(files)
    if instead or UNITS & found.keys():
        return found | instead
    return found | dict.fromkeys(sorted(UNITS), absent(_nothing_in(folder, names)))


def misnamed(names: Iterable[str]) -> dict[str, bytes]:
    """For each of the course's modules that is not among a folder's files what by its name may be meant for it."""
    names = list(names)
    lost = ((file, [name for name in names if resembles(name, file)]) for file in sorted(UNITS.difference(names)))
    return {file: absent(_told(file, found[0])) for file, found in lost if found}


def _told(file: str, found: str) -> str:
    name = " ".join(found.split())[:_MOST_OF_A_NAME]
    if found.lower().endswith(".ipynb"):
        what = f"el cuaderno `{name}`: corrígelo en él, o copia sus funciones en {file}"
    elif found.lower().endswith(".py.txt"):
        what = f"`{name}`: quítale el `.txt` del nombre, que tu sistema quizá no enseña"
    else:
        what = f"`{name}`: si es ese, cámbiale el nombre"
    return f"No encuentro {file}; hay {what}."


def _nothing_in(folder: Path, names: list[str]) -> str:
    """What to tell of a folder that holds none of the course's modules."""
    shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    first, second, *_ = catalog.units()
    lost = f"No encuentro ningún fichero del curso en «{shown}» ({first.id}.py, {second.id}.py…)"
    below = [name for name in names if not name.startswith(".") and _deeper(folder / name)]
    if below:
        return f"{lost}; sí en «{shown / below[0]}»: indícala con --submission, o trae aquí sus ficheros."
    archives = [name for name in names if name.lower().endswith(_ARCHIVES)]
    if archives:
        return f"{lost}; hay un fichero comprimido, «{archives[0][:_MOST_OF_A_NAME]}»: descomprímelo."
    return f"{lost}: indica con --submission la carpeta que los contiene."


def _deeper(folder: Path) -> bool:
    """Whether a folder, which is no link, holds modules, itself or in its ``exercises``."""
    inside = folder.is_dir() and not folder.is_symlink()
    return inside and (holds_modules(folder) or holds_modules(folder / "exercises"))


def admitted(names: Iterable[str]) -> list[str]:
    """Those of a folder's file names that may be modules, the course's own first, and not too many."""
    return sorted(filter(may_be_module, names), key=lambda name: (name not in UNITS, name))[:MAX_MODULES]


def may_be_module(name: str) -> bool:
    """Whether a file of this name can be imported."""
    return _MODULE.fullmatch(name) is not None


def source(file: Path) -> bytes | None:
    """A module's bytes, None where there is none; of what lies there and is no module, what says so when it is loaded.

    Raises:
        RnaError: see ``ordinary``.
    """
    content = ordinary(file)
    return not_read(f"{file.name} {why}") if content is None and (why := _why_none(file)) else content


def unusable(folder: Path) -> dict[str, str]:
    """What lies in the place of the course's modules and cannot be read as one, and why, in Spanish."""
    found = {name: _why_none(folder / name) for name in sorted(UNITS)}
    return {name: why for name, why in found.items() if why}


def ordinary(file: Path) -> bytes | None:
    """A module's bytes; None if it is no ordinary file, or is too large.

    Raises:
        RnaError: it is an ordinary file, and whoever grades may not read it: nobody's answer is missing for that.
    """
    try:
        return _content(file, MAX_SOURCE)
    except OSError as error:
        if _may_be_ordinary(file):
            why = f"no se puede leer «{file}»: {reason(error)}; cambia sus permisos y repite la orden"
            raise RnaError(why) from None
        return None


def _why_none(file: Path) -> str:
    """Why what lies there is no module, in Spanish; "" if it is one, or if there is nothing."""
    try:
        about = file.lstat()
    except OSError:
        return ""
    if stat.S_ISLNK(about.st_mode):
        return "es un enlace, y no se sigue: pon en su lugar el fichero mismo"
    if stat.S_ISDIR(about.st_mode):
        return "es una carpeta, y debe ser un fichero"
    if not stat.S_ISREG(about.st_mode):
        return "no es un fichero normal: es una tubería o un dispositivo"
    if about.st_size > MAX_SOURCE:
        return f"ocupa más de {MAX_SOURCE // 10**6} MB: quita de él lo que no sea código"
    return "" if os.access(file, os.R_OK) else "no se puede leer: no hay permiso"


def read(file: Path, most: int = MAX_SOURCE) -> bytes | None:
    """A file's bytes; None if it is no ordinary file (a link, a pipe, a folder), is too large or may not be read."""
    with contextlib.suppress(OSError, ValueError):  # a null byte is a ValueError
        return _content(file, most)
    return None


def _content(file: Path, most: int) -> bytes | None:
    # Without O_NONBLOCK a pipe would keep us waiting for a writer.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(file, flags)
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_size > most or file.is_symlink():
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            return opened.read(most)
    finally:
        os.close(descriptor)


def _may_be_ordinary(file: Path) -> bool:
    """Whether an ordinary file lies there, or who knows what where not even that can be seen."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def mentions_tensorflow(modules: Modules, unit: str) -> bool:
    """Whether a unit's module names TensorFlow or Keras; only speed hangs on it."""
    return re.search(rb"\b(tensorflow|keras)\b", modules.get(f"{unit}.py", b"")) is not None
