"""The files of one submission, in a folder or a zip file, read without trust.

Nothing is ever unpacked to the disk: what is read of an archive goes into memory, up to a size. A name that climbs,
a link or a bomb in it has nowhere to go.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from grader import submission

_MAX_DIRECTORY = 3_000_000
"""Bytes of a zip file's list of members, which has to be read whole: some thirty thousand members."""

_MOST_FILES = 20_000
_DEEPEST = 6
_IGNORED = re.compile(r"\..*|__.*__|__MACOSX|node_modules|s?venv|env|site-packages|solutions", re.IGNORECASE)
NOT_ENTERED = "en esa carpeta no se mira"
"""Why a file below a folder of _IGNORED, or too deep, is not looked at; or the folder itself."""

DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError,
    struct.error, UnicodeError,
)  # fmt: skip
"""What zipfile raises for an archive that is damaged, encrypted or made to do harm."""


class Unreadable(Exception):
    """A submission that cannot be graded; the text says why, in Spanish."""


@dataclass(frozen=True)
class File:
    """A file of a submission, wherever it lies."""

    read: Callable[[int], bytes]
    """Its content, up to so many bytes; raises Unreadable."""
    modified: datetime | None
    odd: str = ""
    """Why it is not looked at, in Spanish; "" for an ordinary file."""
    twice: bool = False
    """Whether there is another in the same place, which is not looked at."""


Files = dict[PurePosixPath, File]
"""By their places, all that there is: also what is not looked at."""


def in_folder(root: Path) -> Files:
    """All that is in a folder, by its place there."""
    files: Files = {}
    pending = [(root, PurePosixPath())]
    while pending:
        folder, within = pending.pop()
        for entry in os.scandir(folder):
            path = within / entry.name
            if entry.is_dir(follow_symlinks=False):
                if len(path.parts) <= _DEEPEST and not _IGNORED.fullmatch(entry.name):
                    pending.append((folder / entry.name, path))
                    if entry.name in submission.UNITS:
                        files[path] = _not_looked_at("es una carpeta")
                else:
                    files[path] = _not_looked_at(NOT_ENTERED)
            elif entry.is_file(follow_symlinks=False):
                files[path] = on_disk(folder / entry.name, entry.stat(follow_symlinks=False).st_mtime)
            else:
                files[path] = _not_looked_at("es un enlace" if entry.is_symlink() else "no es un fichero normal")
            if len(files) + len(pending) > _MOST_FILES:
                raise Unreadable(f"contiene más de {_MOST_FILES} ficheros")
    return files


def _not_looked_at(why: str) -> File:
    return File(lambda most: b"", None, why)


def on_disk(file: Path, modified: float) -> File:
    """An ordinary file."""

    def read(most: int) -> bytes:
        if file.suffix.lower() == ".py":
            source = submission.ordinary(file)
            return b" " * (most + 1) if source is None else source  # it is too large, or has just changed
        with file.open("rb") as opened:
            return opened.read(most + 1)

    return File(read, _moment(lambda: datetime.fromtimestamp(modified)))


def _moment(told: Callable[[], datetime]) -> datetime | None:
    """When a file was changed; None where it says what no calendar has, in this zone or in any."""
    try:
        return told().astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def in_archive(opened: IO[bytes]) -> Files:
    """All that is in a zip file, by its place there.

    Raises:
        Unreadable: it is none, or one that nobody should open.
    """
    _check_directory(opened)
    archive = zipfile.ZipFile(opened)
    if len(archive.infolist()) > _MOST_FILES * 5:
        raise Unreadable("el fichero zip contiene demasiados ficheros")
    files: Files = {}
    for member in archive.infolist():
        path, odd = _inside(member)
        if path and path.parts and (path not in files or files[path].odd or not odd):
            twice = path in files and not files[path].odd
            files[path] = _not_looked_at(odd) if odd else replace(_packed(archive, member), twice=twice)
    return files


def _check_directory(opened: IO[bytes]) -> None:
    """Refuse a list of members too long to be read: zipfile would try."""
    size = opened.seek(0, os.SEEK_END)
    opened.seek(max(0, size - 66_000))
    end = opened.read()
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) < at + 22:
        raise Unreadable("no es un fichero zip, o está cortado")
    directory = struct.unpack_from("<I", end, at + 12)[0]
    if directory > _MAX_DIRECTORY or end[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        raise Unreadable("el fichero zip contiene demasiados ficheros")
    opened.seek(0)


def _inside(member: zipfile.ZipInfo) -> tuple[PurePosixPath | None, str]:
    """The place of a file in the archive, None for a folder; and why it is not looked at, "" for an ordinary one."""
    name = member.filename.replace("\\", "/")
    kind = stat.S_IFMT(member.external_attr >> 16)
    path = PurePosixPath(name)
    if member.is_dir() or name.endswith("/"):
        return None, ""
    if path.is_absolute() or ".." in path.parts or ":" in name:
        return path, "su nombre sale del fichero zip"
    if len(path.parts) > _DEEPEST + 2 or any(map(_IGNORED.fullmatch, path.parts)):
        return path, NOT_ENTERED
    return path, "" if kind in (0, stat.S_IFREG) else "es un enlace" if kind == stat.S_IFLNK else "no es un fichero"


def _packed(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> File:
    def read(most: int) -> bytes:
        # Other methods may ask for gigabytes of memory by themselves.
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("el fichero zip usa una compresión que no se admite: vuelve a crearlo como zip normal")
        with archive.open(member) as opened:
            return opened.read(most + 1)

    return File(read, _moment(lambda: datetime(*member.date_time)))
