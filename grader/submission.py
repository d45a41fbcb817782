"""A submission's files: found, and read without trust, once: from then on its modules are bytes, no files."""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from grader import cells
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
_MOST_NOTEBOOKS = 30
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")

_MODULE = re.compile(r"[A-Za-z_]\w{0,60}\.py", re.ASCII)


def find(folder: Path) -> Path:
    """The folder that holds the modules: ``folder`` itself, or its ``exercises``; or a notebook, which is all of them.

    Raises:
        UsageError: there is no such folder, or ``exercises`` in it is a link.
    """
    if folder.is_file() and is_notebook(folder.name):
        return folder.resolve()
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
        RnaError: see ``modules``; or it is a notebook that cannot be read.
    """
    if is_notebook(folder.name) and folder.is_file():
        return _of_one(folder)
    found, entries = modules(folder), sorted(os.scandir(folder), key=lambda entry: entry.name)
    names = [entry.name for entry in entries]
    files = [entry.name for entry in entries if entry.is_file(follow_symlinks=False) or entry.name in UNITS]
    notebooks = notebooks_in(folder)
    found |= notebooks.counting(found)
    instead = misnamed([*files, *found], notebooks.unread)
    if instead or UNITS & found.keys():
        return found | instead
    return found | dict.fromkeys(sorted(UNITS), absent(_nothing_in(folder, names)))


def written_in(folder: Path, unit: str) -> Path:
    """The file in which somebody writes a unit's functions: its module, or the notebook that there is instead."""
    file = folder / f"{unit}.py"
    if is_notebook(folder.name) and folder.is_file():
        return folder
    if not folder.is_dir() or os.path.lexists(file):
        return file
    notebooks = sorted(entry.name for entry in folder.iterdir() if is_notebook(entry.name))
    written = notebooks_in(folder).writers.get(file.name, []) if notebooks else []
    like = [name for name in notebooks if resembles(name, file.name)]
    return folder / next(iter((*written, *like, *notebooks)), file.name)


def is_notebook(name: str) -> bool:
    return name.lower().endswith(".ipynb")


@dataclass(frozen=True)
class Notebooks:
    """What some notebooks are taken for."""

    made: dict[str, bytes]
    """The course's modules that can be made of them."""
    writers: dict[str, list[str]]
    """By such a module the notebooks that write functions of it, those before that count before others."""
    taken: dict[str, dict[str, set[str]]]
    """By such a module, of each of these the functions that are taken of it."""
    lost: dict[str, dict[str, set[str]]]
    """The same, those that are begun and not taken, since another has them."""
    unread: dict[str, str]
    """Those that cannot be read, and why, in Spanish."""
    begun: set[str]
    """The modules of which they have more than functions that nobody has begun."""

    def counting(self, modules: Mapping[str, bytes]) -> dict[str, bytes]:
        """Those of the modules made of them that count beside others: what is there as a file does, if it is begun."""
        return {unit: made for unit, made in self.made.items() if unit not in modules or self._before(unit, modules)}

    def _before(self, unit: str, modules: Mapping[str, bytes]) -> bool:
        return unit in self.begun and untouched(unit, modules[unit])

    def unheard(self, modules: Mapping[str, str]) -> Iterator[tuple[list[str], str]]:
        """Of each module, the notebooks of whose functions others count, and what is graded instead, in Spanish.

        Args:
            modules: those that are there as files of their own, and how these are called.
        """
        for unit, names in self.writers.items():
            heard = [] if unit in modules else [name for name in names if self.taken[unit][name]]
            others = [name for name in names if name not in heard]
            if others:
                have = "tiene" if len(others) == 1 else "tienen"
                first = modules[unit] if unit in modules else heard[0]
                yield others, f"{first}, y no {some_of(others)}, que también {have} funciones de {unit}"
            for name in heard:
                if lost := self.lost[unit][name]:
                    yield [], f"{unit} sin otro código de {some_of(lost)} que hay en {name}"


def of_notebooks(notebooks: Mapping[str, bytes | None]) -> Notebooks:
    """The course's modules that can be made of some notebooks, by their names.

    Where several write one function, what the one that is called like its module writes counts, else the first's.
    So a mark does not hang on dates, which change whenever files are copied.

    Args:
        notebooks: None in place of the content of one that is too large, or may not be read.
    """
    of_each: dict[str, dict[str, list[cells.Part]]] = {}
    unread: dict[str, str] = {}
    for index, (name, content) in enumerate(sorted(notebooks.items())):
        if content is None:
            unread[name] = f"ocupa más de {cells.MAX_NOTEBOOK // 10**6} MB, o no se puede leer"
        elif index >= _MOST_NOTEBOOKS:
            unread[name] = f"es uno de más de {_MOST_NOTEBOOKS} cuadernos"
        else:
            try:
                of_each[name] = cells.parts(content)
            except ValueError as error:
                unread[name] = str(error)
    writers: dict[str, list[str]] = {}
    for unit in sorted(UNITS):
        names = [name for name in of_each if unit in of_each[name]]
        if names:
            writers[unit] = list(dict.fromkeys((*(name for name in names if resembles(name, unit)), *names)))
    found = Notebooks({}, writers, {}, {}, unread, set())
    for unit, names in writers.items():
        every = [(name, part) for name in names for part in of_each[name][unit]]
        found.made[unit], functions = cells.together([part for _, part in every])
        found.taken[unit] = {name: set() for name in names}
        found.lost[unit] = {name: set() for name in names}
        for (name, part), (taken, lost) in zip(every, functions, strict=True):
            found.taken[unit][name] |= taken
            found.lost[unit][name] |= lost
            found.begun.update({unit} if part.begun else ())
    return found


def untouched(unit: str, source: bytes) -> bool:
    """Whether nothing of a module is begun; it is read where a notebook is, since anybody may have written it."""
    cell = {"cell_type": "code", "source": source.decode("utf-8", "replace")}
    try:
        found = cells.parts(json.dumps({"cells": [cell]}).encode()).get(unit, [])
    except ValueError:
        return False
    return not source.strip() or (bool(found) and not any(part.begun for part in found))


def notebooks_in(folder: Path) -> Notebooks:
    """What the notebooks of a folder are taken for."""
    entries = (entry for entry in os.scandir(folder) if is_notebook(entry.name))
    names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    return of_notebooks({name: read(folder / name, cells.MAX_NOTEBOOK) for name in names})


def unheard(folder: Path) -> list[str]:
    """What has been graded of a submission where a notebook of it might have been, in Spanish."""
    if not folder.is_dir():
        return []
    there, notebooks = modules(folder), notebooks_in(folder)
    instead = notebooks.counting(there).keys() & there.keys()
    files = {name: name for name in UNITS - instead if os.path.lexists(folder / name)}
    return [*map(told_instead, sorted(instead)), *(told for _, told in notebooks.unheard(files))]


def told_instead(name: str) -> str:
    """What is said of a module in whose place a notebook counts, in Spanish."""
    return f"el cuaderno, y no {name}, que está sin hacer"


def _of_one(file: Path) -> dict[str, bytes]:
    """The modules of a submission that is one notebook.

    Raises:
        UsageError: it cannot be read.
    """
    found = of_notebooks({file.name: read(file, cells.MAX_NOTEBOOK)})
    if why := found.unread.get(file.name):
        raise UsageError(f"«{file}» {why}: guárdalo de nuevo en Jupyter o Colab, solo con lo que haga falta")
    nothing = absent(f"El cuaderno {_shortly(file.name)} no define ninguna función del curso.")
    return found.made or dict.fromkeys(sorted(UNITS), nothing)


def some_of(names: Iterable[str]) -> str:
    """The first few of some names, and how many more there are, in Spanish."""
    every = sorted(names)
    more = f" y {len(every) - 3} más" if len(every) > 3 else ""
    return ", ".join(every[:3]) + more


def misnamed(names: Iterable[str], unread: Mapping[str, str] = MappingProxyType({})) -> dict[str, bytes]:
    """For each of the course's modules that is not among a folder's files what by its name may be meant for it.

    Args:
        unread: notebooks of the folder that cannot be read, and why. One that is called like no module may have been
            meant for any.
    """
    names = list(names)
    for_any = [name for name in unread if not any(resembles(name, file) for file in UNITS)]
    lost = ((file, [name for name in names if resembles(name, file)]) for file in sorted(UNITS.difference(names)))
    found = ((file, like or for_any) for file, like in lost)
    return {file: absent(_told(file, meant[0], unread.get(meant[0], ""))) for file, meant in found if meant}


def _shortly(name: str) -> str:
    return " ".join(name.split())[:_MOST_OF_A_NAME]


def _told(file: str, found: str, unread: str) -> str:
    name = _shortly(found)
    if unread:
        return f"El cuaderno {name} {unread}."
    if found.lower().endswith(".ipynb"):
        what = f"el cuaderno `{name}`, que no define ninguna función de esa unidad"
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
    notebook = next(filter(is_notebook, names), "")
    if notebook:
        return f"{lost}; hay un cuaderno, «{_shortly(notebook)}», que no define ninguna función del curso."
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
