"""What a class handed in: folders and zip files directly below one folder, read without trust.

Nothing is ever unpacked to the disk: of an archive, only the modules of a submission are read, into
memory and up to a size. A name that climbs, a link or a bomb in it has nowhere to go.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from grader import submission
from grader.curriculum import catalog
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
_UNITS = frozenset(f"{unit.id}.py" for unit in catalog.units())
_OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_IGNORED = re.compile(r"\..*|__.*__|__MACOSX|node_modules|s?venv|env|site-packages|solutions", re.IGNORECASE)
_MOODLE = re.compile(r"(?P<person>.+)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)", re.DOTALL)
"""A person's folder as Moodle names it, or a file of theirs where the teacher asked for no folders."""

_DAMAGED = (
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


Files = dict[PurePosixPath, File]


@dataclass(frozen=True)
class Entry:
    """One submission."""

    name: str
    path: Path
    within: str = ""
    """In an archive of many: how the names of its files begin there."""
    others: tuple[Entry, ...] = ()
    """What else the same person handed in: Moodle makes a folder or file for each kind."""

    @property
    def moodle(self) -> tuple[str, str] | None:
        """Full name and participant number, where Moodle named it."""
        found = _MOODLE.fullmatch(self.name)
        return (found["person"], found["number"]) if found else None

    def read(self) -> Content:
        """Its modules.

        Raises:
            Unreadable: it is no submission, or a harmful one.
        """
        try:
            with contextlib.ExitStack() as opened:
                files: Files = {}
                for part in (*reversed(self.others), self):
                    files |= part._files(opened)
                return _content(files)
        except OSError as error:
            raise Unreadable(f"no se puede leer: {error}") from None
        except _DAMAGED:
            raise Unreadable("el fichero zip está dañado o cifrado: pide otra copia") from None

    def _files(self, opened: contextlib.ExitStack) -> Files:
        if self.path.is_symlink():
            raise Unreadable("es un enlace, no una carpeta ni un fichero zip")
        if self.path.is_dir():
            return _in_folder(self.path)
        if not self.path.is_file():
            raise Unreadable("no es una carpeta ni un fichero normal")
        if (alone := _MOODLE.fullmatch(self.path.name)) and self.path.suffix.lower() not in (".zip", *_OTHER_ARCHIVES):
            return {PurePosixPath(alone["file"]): _on_disk(self.path, self.path.stat().st_mtime)}
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
    if without and _real(without) == _real(directory):
        raise UsageError("las notas no pueden quedar en la carpeta de las entregas: indica otra con --output")
    paths = [path for path in sorted(directory.iterdir()) if not _holds_grades(path, without)]
    found = _one_for_each_person(entry for path in paths for entry in _entries(path))
    if not found:
        raise UsageError(f"en «{directory}» no hay entregas: se espera una carpeta o un .zip por estudiante")
    return _with_own_names(found)


def _real(path: Path) -> Path:
    """The path without links; a loop of them is no reason to raise."""
    return Path(os.path.realpath(path))


def _holds_grades(path: Path, output: Path | None) -> bool:
    """Whether a folder is where grades are written, or were."""
    real = _real(path)
    return (output is not None and _real(output).is_relative_to(real)) or (path / "journal.sqlite").is_file()


def _one_for_each_person(every: Iterable[Entry]) -> list[Entry]:
    """The entries, with all that Moodle says somebody handed in as one."""
    found: dict[object, Entry] = {}
    for entry in every:
        key = entry.moodle or (entry.path, entry.within)
        first = found.get(key)
        found[key] = dataclasses.replace(first, others=(*first.others, entry)) if first else entry
    return list(found.values())


def _entries(path: Path) -> Iterator[Entry]:
    if path.name.startswith(".") or path.name == "__MACOSX":
        return
    if path.is_dir():
        yield Entry(path.name, path)
    elif moodle := _MOODLE.fullmatch(path.name):
        yield Entry(_whose(moodle) + "file_", path)
    elif path.suffix.lower() == ".zip":
        people = _people(path)
        yield from (Entry(f"{person}file_", path, person) for person in people)
        if not people:
            yield Entry(path.stem, path)
    elif path.suffix.lower() in _OTHER_ARCHIVES or path.is_symlink():
        yield Entry(path.name, path)


def _whose(named: re.Match[str]) -> str:
    """How the names of all that a person handed in begin."""
    return f"{named['person']}_{named['number']}_assignsubmission_"


def _people(path: Path) -> list[str]:
    """How the names of each one's files begin, in an archive of what a whole class handed in to Moodle."""
    try:
        if not path.is_file():
            return []
        with path.open("rb") as opened:
            tops = {name.parts[0] for name in _in_archive(opened, "")}
    except (Unreadable, OSError, *_DAMAGED):
        return []
    named = [_MOODLE.fullmatch(top) for top in tops]
    return sorted({_whose(each) for each in named if each}) if all(named) else []


def _with_own_names(found: list[Entry]) -> list[Entry]:
    """``ana/`` and ``ana.zip`` would write the same report: whoever comes second keeps its whole name."""
    taken: set[str] = set()
    named = []
    for entry in found:
        name = next(name for name in _names(entry) if name.casefold() not in taken)
        taken.add(name.casefold())
        named.append(dataclasses.replace(entry, name=name))
    return named


def _names(entry: Entry) -> Iterator[str]:
    short = _short(entry.name)
    yield short
    yield _short(entry.path.name)
    yield from (f"{short} ({number})" for number in range(2, 100_000))


def _short(name: str) -> str:
    """A name of a file that every system takes, report's ending included."""
    return name.encode("utf-8", "surrogateescape")[:200].decode("utf-8", "ignore") or "_"


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
            source = submission.read(file)
            return b" " * (most + 1) if source is None else source  # it is too large, or has just changed
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
            path = _of_person(path, within)
        if path and path.parts:
            files[path] = _packed(archive, member)
    return files


def _of_person(path: PurePosixPath, beginning: str) -> PurePosixPath | None:
    """The place of a file in what one person handed in; None if it is another's."""
    top, *rest = path.parts
    named = _MOODLE.fullmatch(top) if top.startswith(beginning) else None
    return PurePosixPath(*rest or [named["file"]]) if named else None


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
    if home is None:
        archives = [path for path in files if path.suffix.lower() in (".zip", *_OTHER_ARCHIVES)]
        zips = [path for path in archives if path.suffix.lower() == ".zip"]
        if nested and len(zips) == 1:
            return _content(_unnested(files[zips[0]]), nested=False)
        _refuse(archives)
    mine = {path.name: file for path, file in files.items() if path.parent == home}
    modules = _modules(mine)
    return Content(modules, max(filter(None, (mine[name].modified for name in modules)), default=None))


def _refuse(archives: list[PurePosixPath]) -> None:
    """What has no module but archives is no submission without modules: nobody has looked into them."""
    if archives:
        names = ", ".join(sorted(path.name for path in archives)[:3])
        raise Unreadable(f"no hay módulos del curso, sino ficheros comprimidos ({names}): pide una carpeta o un .zip")


def _modules(files: dict[str, File]) -> dict[str, bytes]:
    """The modules among the files of a folder, the course's own and others."""
    modules: dict[str, bytes] = {}
    room = MAX_TOTAL
    for name in submission.admitted(files):
        source = files[name].read(submission.MAX_SOURCE)
        if len(source) <= submission.MAX_SOURCE:
            modules[name] = source
            room -= len(source)
        elif name in _UNITS:
            raise Unreadable(f"{name} ocupa más de {submission.MAX_SOURCE // 10**6} MB")
        if room < 0:
            raise Unreadable("sus módulos ocupan demasiado")
    return modules


def _unnested(file: File) -> Files:
    packed = file.read(_MAX_NESTED)
    if len(packed) > _MAX_NESTED:
        raise Unreadable("el fichero zip es demasiado grande")
    return _in_archive(io.BytesIO(packed), "")


def _home(files: Files) -> PurePosixPath | None:
    """The folder with the modules: the least deep one, and of a folder and its ``exercises`` the latter."""
    found: dict[PurePosixPath, int] = {}
    for path in files:
        if path.name in _UNITS:
            found[path.parent] = found.get(path.parent, 0) + 1

    def rank(folder: PurePosixPath) -> tuple[int, bool, int, str]:
        inner = folder.name == "exercises"
        return len(folder.parts) - inner, not inner, -found[folder], str(folder)

    return min(found, key=rank, default=None)
