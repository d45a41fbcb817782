"""A submission's files: found, and read without trust, once: from then on its modules are bytes, no files."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from grader.curriculum import catalog
from grader.errors import UsageError

MAX_SOURCE = 1_000_000
"""Bytes of one module."""

MAX_MODULES = 200

Modules = Mapping[str, bytes]
"""A submission: the source of each of its modules, by the name of its file."""

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
    """The modules of ``folder``, and nothing else of it."""
    found = ((name, read(folder / name)) for name in admitted(entry.name for entry in os.scandir(folder)))
    return {name: source for name, source in found if source is not None}


def admitted(names: Iterable[str]) -> list[str]:
    """Those of a folder's file names that may be modules, in order and not too many."""
    return sorted(filter(_MODULE.fullmatch, names))[:MAX_MODULES]


def read(file: Path, most: int = MAX_SOURCE) -> bytes | None:
    """A file's bytes; None if it is no ordinary file (a link, a pipe, a folder) or has more than ``most``."""
    # Without O_NONBLOCK a pipe would keep us waiting for a writer.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(file, flags)
    except (OSError, ValueError):  # a null byte is a ValueError
        return None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_size > most or file.is_symlink():
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            return opened.read(most)
    finally:
        os.close(descriptor)


def mentions_tensorflow(modules: Modules, unit: str) -> bool:
    """Whether a unit's module names TensorFlow or Keras; only speed hangs on it."""
    return re.search(rb"\b(tensorflow|keras)\b", modules.get(f"{unit}.py", b"")) is not None
