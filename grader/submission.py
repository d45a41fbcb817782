"""A submission's files: found, read without trust, and copied to where a worker may read them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from grader.curriculum import catalog
from grader.errors import UsageError

MAX_SOURCE = 1_000_000
"""Bytes of one module."""

MAX_MODULES = 200

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


def stage(folder: Path, target: Path) -> None:
    """Copy the modules of ``folder``, and nothing else, into ``target``."""
    for name in admitted(entry.name for entry in os.scandir(folder)):
        content = read(folder / name)
        if content is not None:
            (target / name).write_bytes(content)


def admitted(names: Iterable[str]) -> list[str]:
    """Those of a folder's file names that may be modules, in order and not too many."""
    return sorted(filter(_MODULE.fullmatch, names))[:MAX_MODULES]


def read(file: Path) -> bytes | None:
    """A module's bytes; None if it is no ordinary file (a link, a pipe, a folder) or is too large."""
    # Without O_NONBLOCK a pipe would keep us waiting for a writer.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(file, flags)
    except OSError:
        return None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_SOURCE or file.is_symlink():
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            return opened.read(MAX_SOURCE)
    finally:
        os.close(descriptor)


def mentions_tensorflow(folder: Path, unit: str) -> bool:
    """Whether a unit's module names TensorFlow or Keras; only speed hangs on it."""
    return re.search(rb"\b(tensorflow|keras)\b", read(folder / f"{unit}.py") or b"") is not None
