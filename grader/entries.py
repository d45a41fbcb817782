"""What a class handed in: folders and zip files directly below one folder, read without trust.

Nothing is ever unpacked to the disk: of an archive, only the modules of a submission are read, into
memory and up to a size. A name that climbs, a link or a bomb in it has nowhere to go.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from grader import catalog, submission
from grader.errors import UsageError

MAX_TOTAL = 5_000_000
"""Bytes of all modules of a submission."""

MAX_ARCHIVE = 300_000_000
"""Bytes of a zip file."""

_MAX_DIRECTORY = 3_000_000
"""Bytes of a zip file's list of members, which has to be read whole: some thirty thousand members."""

_MAX_NESTED = 30_000_000
_MOST_FILES = 20_000
_DEEPEST = 6
_OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_IGNORED = re.compile(r"\..*|__.*__|__MACOSX|node_modules|s?venv|env|site-packages|solutions", re.IGNORECASE)
_MOODLE = re.compile(r"(?P<person>.+)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?")


class Unreadable(Exception):
    """A submission that cannot be graded; the text says why, in Spanish."""


@dataclass(frozen=True)
class File:
    """A file of a submission, wherever it lies."""

    read: Callable[[int], bytes]
    """Its content, up to so many bytes; raises Unreadable."""
    modified: datetime | None


Files = dict[PurePosixPath, File]


@dataclass(frozen=True)
class Entry:
    """One submission; ``within`` is its folder inside an archive of many."""

    name: str
    path: Path
    within: str = ""

    @property
    def moodle(self) -> tuple[str, str] | None:
        """Full name and participant number, where Moodle named the folder."""
        found = _MOODLE.fullmatch(self.name)
        return (found["person"], found["number"]) if found else None

    def read(self) -> Content:
        """Its modules.

        Raises:
            Unreadable: it is no submission, or a harmful one.
        """
        try:
            with contextlib.ExitStack() as opened:
                return _content(self._files(opened))
        except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, EOFError) as error:
            raise Unreadable(f"no se puede leer: {error}") from None
        except (RuntimeError, NotImplementedError, ValueError, struct.error, UnicodeError) as error:
            raise Unreadable(f"el fichero zip está dañado o cifrado: {error}") from None

    def _files(self, opened: contextlib.ExitStack) -> Files:
        if self.path.is_symlink():
            raise Unreadable("es un enlace, no una carpeta ni un fichero zip")
        if self.path.is_dir():
            return _in_folder(self.path)
        if self.path.suffix.lower() != ".zip":
            raise Unreadable(f"un fichero {self.path.suffix} no se puede corregir: pide una carpeta o un .zip")
        if self.path.stat().st_size > MAX_ARCHIVE:
            raise Unreadable("el fichero zip es demasiado grande")
        return _in_archive(opened.enter_context(self.path.open("rb")), self.within)


@dataclass(frozen=True)
class Content:
    """The modules of a submission, and when the last of them was written."""

    modules: dict[str, bytes]
    modified: datetime | None


def find(directory: Path, without: Path | None = None) -> list[Entry]:
    """The submissions directly below ``directory``, in the order of their names.

    Raises:
        UsageError: there is no such folder, or nothing in it.
    """
    if not directory.is_dir():
        raise UsageError(f"no existe la carpeta «{directory}»; indica la que contiene las entregas")
    found = [entry for path in sorted(directory.iterdir()) if path.resolve() != without for entry in _entries(path)]
    if not found:
        raise UsageError(f"en «{directory}» no hay entregas: se espera una carpeta o un .zip por estudiante")
    return _with_own_names(found)


def _entries(path: Path) -> Iterator[Entry]:
    if path.name.startswith(".") or path.name == "__MACOSX":
        return
    if path.is_dir():
        yield Entry(path.name, path)
    elif path.suffix.lower() == ".zip":
        people = _people(path)
        yield from (Entry(person, path, person) for person in people)
        if not people:
            yield Entry(path.stem, path)
    elif path.suffix.lower() in _OTHER_ARCHIVES:
        yield Entry(path.name, path)


def _people(path: Path) -> list[str]:
    """The top folders of an archive that holds what a whole class handed in to Moodle."""
    try:
        with path.open("rb") as opened:
            tops = {name.parts[0] for name in _in_archive(opened, "")}
    except (Unreadable, OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, struct.error):
        return []
    return sorted(tops) if tops and all(map(_MOODLE.fullmatch, tops)) else []


def _with_own_names(found: list[Entry]) -> list[Entry]:
    """``ana/`` and ``ana.zip`` would write the same report: whoever comes second keeps its whole name."""
    taken: set[str] = set()
    named = []
    for entry in found:
        name = next(name for name in _names(entry) if name.casefold() not in taken)
        taken.add(name.casefold())
        named.append(Entry(name, entry.path, entry.within))
    return named


def _names(entry: Entry) -> Iterator[str]:
    short = entry.name.encode("utf-8", "surrogateescape")[:200].decode("utf-8", "ignore") or "_"
    yield short
    yield entry.path.name[:200]
    yield from (f"{short} ({number})" for number in range(2, 100_000))


# -- files ---------------------------------------------------------------------------------------


def _in_folder(root: Path) -> Files:
    files: Files = {}
    pending = [(root, PurePosixPath())]
    while pending:
        folder, within = pending.pop()
        for entry in os.scandir(folder):
            path = within / entry.name
            if entry.is_dir(follow_symlinks=False):
                if len(path.parts) <= _DEEPEST and not _IGNORED.fullmatch(entry.name):
                    pending.append((folder / entry.name, path))
            elif entry.is_file(follow_symlinks=False):
                files[path] = _on_disk(folder / entry.name, entry.stat(follow_symlinks=False).st_mtime)
            if len(files) + len(pending) > _MOST_FILES:
                raise Unreadable(f"contiene más de {_MOST_FILES} ficheros")
    return files


def _on_disk(file: Path, modified: float) -> File:
    def read(most: int) -> bytes:
        if file.suffix.lower() == ".py":
            return submission.read(file) or b""
        with file.open("rb") as opened:
            return opened.read(most + 1)

    return File(read, datetime.fromtimestamp(modified).astimezone())


def _in_archive(opened: IO[bytes], within: str) -> Files:
    _check_directory(opened)
    archive = zipfile.ZipFile(opened)
    if len(archive.infolist()) > _MOST_FILES * 5:
        raise Unreadable("el fichero zip contiene demasiados ficheros")
    files: Files = {}
    for member in archive.infolist():
        path = _inside(member)
        if path and within:
            path = path.relative_to(within) if path.is_relative_to(within) else None
        if path and path.parts:
            files[path] = _packed(archive, member)
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


def _inside(member: zipfile.ZipInfo) -> PurePosixPath | None:
    """The place of an ordinary file in the archive; None for a link, a folder or a name that leaves it."""
    name = member.filename.replace("\\", "/")
    kind = stat.S_IFMT(member.external_attr >> 16)
    path = PurePosixPath(name)
    if member.is_dir() or name.endswith("/") or kind not in (0, stat.S_IFREG) or path.is_absolute():
        return None
    if ".." in path.parts or ":" in name or len(path.parts) > _DEEPEST + 2 or any(map(_IGNORED.fullmatch, path.parts)):
        return None
    return path


def _packed(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> File:
    def read(most: int) -> bytes:
        # Other methods may ask for gigabytes of memory by themselves.
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("el fichero zip usa una compresión que no se admite: vuelve a crearlo como zip normal")
        with archive.open(member) as opened:
            return opened.read(most + 1)

    try:
        modified = datetime(*member.date_time).astimezone()
    except (ValueError, OverflowError, OSError):
        modified = None
    return File(read, modified)


# -- modules -------------------------------------------------------------------------------------


def _content(files: Files, nested: bool = True) -> Content:
    home = _home(files)
    archives = [path for path in files if path.suffix.lower() == ".zip"]
    if home is None and nested and len(archives) == 1:
        return _content(_unnested(files[archives[0]]), nested=False)
    mine = {path.name: file for path, file in files.items() if path.parent == home}
    modules: dict[str, bytes] = {}
    for name in submission.admitted(mine):
        source = mine[name].read(submission.MAX_SOURCE)
        if len(source) <= submission.MAX_SOURCE:
            modules[name] = source
        if sum(map(len, modules.values())) > MAX_TOTAL:
            raise Unreadable("sus módulos ocupan demasiado")
    dates = [mine[name].modified for name in modules]
    return Content(modules, max((date for date in dates if date), default=None))


def _unnested(file: File) -> Files:
    packed = file.read(_MAX_NESTED)
    if len(packed) > _MAX_NESTED:
        raise Unreadable("el fichero zip es demasiado grande")
    return _in_archive(io.BytesIO(packed), "")


def _home(files: Files) -> PurePosixPath | None:
    """The folder with the modules: the least deep one, and of a folder and its ``exercises`` the latter."""
    known = {f"{unit.id}.py" for unit in catalog.units()}
    found: dict[PurePosixPath, int] = {}
    for path in files:
        if path.name in known:
            found[path.parent] = found.get(path.parent, 0) + 1

    def rank(folder: PurePosixPath) -> tuple[int, bool, int, str]:
        inner = folder.name == "exercises"
        return len(folder.parts) - inner, not inner, -found[folder], str(folder)

    return min(found, key=rank, default=None)
