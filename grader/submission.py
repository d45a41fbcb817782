"""A submission's files: found, and read without trust, once: from then on its modules are bytes, no files."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from grader.curriculum import catalog
from grader.errors import RnaError, UsageError, reason

MAX_SOURCE = 1_000_000
"""Bytes of one module."""

MAX_MODULES = 200

Modules = Mapping[str, bytes]
"""A submission: the source of each of its modules, by the name of its file."""

UNITS = frozenset(f"{unit.id}.py" for unit in catalog.units())
"""The names of the course's own modules."""

_MODULE = re.compile(r"[A-Za-z_]\w{0,60}\.py", re.ASCII)


def find(folder: Path) -> Path:
    """The folder that holds the modules: ``folder`` itself, or its ``exercises``.

    Raises:
        UsageError: there is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(f"no existe la carpeta «{folder}»; indica con --submission dónde están tus ejercicios")
    inner = folder / "exercises"
    if inner.is_dir() and not inner.is_symlink() and (holds_modules(inner) or not holds_modules(folder)):
        return inner.resolve()
    return folder.resolve()


def holds_modules(folder: Path) -> bool:
    """Whether any unit's module lies directly in a folder."""
    return any((folder / f"{unit.id}.py").is_file() for unit in catalog.units())


def modules(folder: Path) -> dict[str, bytes]:
    """The modules of ``folder``, and nothing else of it.

    Raises:
        RnaError: one is there and cannot be read.
    """
    found = ((name, source(folder / name)) for name in admitted(entry.name for entry in os.scandir(folder)))
    return {name: content for name, content in found if content is not None}


def admitted(names: Iterable[str]) -> list[str]:
    """Those of a folder's file names that may be modules, the course's own first, and not too many."""
    return sorted(filter(may_be_module, names), key=lambda name: (name not in UNITS, name))[:MAX_MODULES]


def may_be_module(name: str) -> bool:
    """Whether a file of this name can be imported."""
    return _MODULE.fullmatch(name) is not None


def source(file: Path) -> bytes | None:
    """A module's bytes; None if it is no ordinary file, or is too large: then it is as if it were not there.

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
