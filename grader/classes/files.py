"""The files of one submission, in a folder or a zip file, read without trust.

Nothing is ever unpacked to the disk: what is read of an archive goes into memory, up to a size. A name that climbs,
a link or a bomb in it has nowhere to go.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import struct
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
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
WITH_MODULES = "tiene módulos del curso, y en esa carpeta no se mira"
"""The same of a folder in which there was something to look at."""

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
                    files[path] = _not_looked_at(_why_not_entered(folder / entry.name))
            elif entry.is_file(follow_symlinks=False):
                files[path] = on_disk(folder / entry.name, entry.stat(follow_symlinks=False).st_mtime)
            else:
                files[path] = _not_looked_at("es un enlace" if entry.is_symlink() else "no es un fichero normal")
            if len(files) + len(pending) > _MOST_FILES:
                raise Unreadable(f"contiene más de {_MOST_FILES} ficheros")
    return files


def _why_not_entered(folder: Path) -> str:
    with contextlib.suppress(OSError):
        return WITH_MODULES if submission.UNITS & set(os.listdir(folder)) else NOT_ENTERED  # noqa: PTH208 - names
    return NOT_ENTERED


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


def in_archive(opened: IO[bytes], zone: tzinfo | None = None) -> Files:
    """All that is in a zip file, by its place there.

    Args:
        zone: of the clock that its files' times were read from, where it does not tell them in universal time.

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
            files[path] = _not_looked_at(odd) if odd else replace(_packed(archive, member, zone), twice=twice)
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
    name = _named(member).replace("\\", "/")
    kind = stat.S_IFMT(member.external_attr >> 16)
    path = PurePosixPath(name)
    if member.is_dir() or name.endswith("/"):
        return None, ""
    if path.is_absolute() or ".." in path.parts or re.match("[A-Za-z]:", name):
        return path, "su nombre sale del fichero zip"
    if len(path.parts) > _DEEPEST + 2 or any(map(_IGNORED.fullmatch, path.parent.parts)):
        return path, NOT_ENTERED
    return path, "" if kind in (0, stat.S_IFREG) else "es un enlace" if kind == stat.S_IFLNK else "no es un fichero"


def _named(member: zipfile.ZipInfo) -> str:
    """A member's name; Info-ZIP on Linux writes UTF-8 and does not say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _packed(archive: zipfile.ZipFile, member: zipfile.ZipInfo, zone: tzinfo | None) -> File:
    def read(most: int) -> bytes:
        # Other methods may ask for gigabytes of memory by themselves.
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("el fichero zip usa una compresión que no se admite: vuelve a crearlo como zip normal")
        with archive.open(member) as opened:
            return opened.read(most + 1)

    seconds = _universal(member.extra)
    if seconds is not None:
        return File(read, _moment(lambda: datetime.fromtimestamp(seconds, UTC)))
    return File(read, _moment(lambda: datetime(*member.date_time, tzinfo=zone)))


def _universal(extra: bytes) -> int | None:
    """When a member was changed, in seconds of Unix, where its extra fields say so (0x5455, of Info-ZIP)."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == 0x5455 and size >= 5 and len(extra) >= 9 and extra[4] & 1:
            return int(struct.unpack_from("<i", extra, 5)[0])
        extra = extra[4 + size :]
    return None


# -- clones of Git --------------------------------------------------------------------------------

_LONGEST_COMMIT = 1_000_000
_LONGEST_LIST = 30_000_000
"""Bytes of the packed branches and tags of a clone."""
_MOST_SECONDS = 10
_MOST_NAMES = 5
"""That stand for one another, until one stands for a commit."""
_COMMITTER = re.compile(rb"^committer [^\n]*> (\d{1,11}) [+-]\d{4}$", re.MULTILINE)
_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_BRANCH = re.compile(r"ref: (refs/[^\x00-\x20\x7f~^:?*\[\\]{1,1000})")


def clone_around(root: Path, place: PurePosixPath) -> Path | None:
    """The innermost clone of Git in a submission that a folder of it lies in; its files are as old as the cloning."""
    return next((root / each for each in (place, *place.parents) if os.path.lexists(root / each / ".git")), None)


def committed(clone: Path, root: Path) -> datetime | None:
    """When the commit was made that a clone stands at, as it says itself; None where nobody can tell.

    Args:
        root: the submission; no clone is followed out of it.
    """
    found = _repository(clone / ".git", root)
    commit = _head(*found) if found else None
    objects = _inside_of(root, found[1] / "objects") if found else None
    if commit is None or objects is None:
        return None
    with tempfile.TemporaryDirectory() as own:
        # In a repository of our own, which only borrows the objects: the clone's settings may name programs to run.
        environment = {
            "PATH": os.environ.get("PATH", ""), "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""), "HOME": own,
            "GIT_DIR": own, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_NO_LAZY_FETCH": "1",
        }  # fmt: skip

        def run(*arguments: str) -> bytes:
            command = ["git", *arguments]
            return subprocess.run(
                command, cwd=own, env=environment, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, timeout=_MOST_SECONDS,
            ).stdout  # fmt: skip

        try:
            hashes = "sha256" if len(commit) == 64 else "sha1"
            run("init", "--quiet", "--bare", "--template=", f"--object-format={hashes}", own)
            environment["GIT_OBJECT_DIRECTORY"] = str(objects)
            if int(run("cat-file", "-s", commit)) > _LONGEST_COMMIT:
                return None
            head = run("cat-file", "commit", commit).partition(b"\n\n")[0]
        except (OSError, subprocess.SubprocessError, ValueError):
            return None
    stamp = _COMMITTER.search(head)
    return _moment(lambda: datetime.fromtimestamp(int(stamp[1]), UTC)) if stamp else None


def _repository(git: Path, root: Path) -> tuple[Path, Path] | None:
    """Where a clone keeps its HEAD, and where its branches and objects: of a worktree or submodule they lie elsewhere.

    None where that is not in the submission.
    """
    if git.is_file():
        named = re.fullmatch(r"gitdir: (\S.*)", _line(git))
        pointed = _inside_of(root, git.parent / named[1]) if named else None
    else:
        pointed = _inside_of(root, git)
    if pointed is None:
        return None
    common = _inside_of(root, pointed / (_line(pointed / "commondir") or "."))
    return (pointed, common) if common else None


def _inside_of(root: Path, path: Path) -> Path | None:
    """The folder that a path leads to, if it lies in the submission."""
    with contextlib.suppress(OSError, ValueError):  # a null byte is a ValueError
        real = path.resolve()
        return real if real.is_dir() and real.is_relative_to(root.resolve()) else None
    return None


def _head(git: Path, common: Path) -> str | None:
    """The commit that a clone stands at, by its hash."""
    told = _line(git / "HEAD")
    for _ in range(_MOST_NAMES):
        if not (name := _BRANCH.fullmatch(told)) or {"", ".", ".."} & set(name[1].split("/")):
            break
        told = _loose(git, name[1]) or _loose(common, name[1]) or _packed_away(common, name[1])
    return told if _COMMIT.fullmatch(told) else None


def _loose(git: Path, name: str) -> str:
    """What a branch's file says; "" where there is none."""
    file = git / name
    return _line(file) if _inside_of(git, file.parent) else ""


def _packed_away(common: Path, name: str) -> str:
    """The commit of a branch that has no file of its own any more; "" where there is none."""
    lines = _text(common / "packed-refs", _LONGEST_LIST).split("\n")
    return next((commit for commit, _, called in (line.partition(" ") for line in lines) if called == name), "")


def _line(file: Path) -> str:
    return _text(file, 4000).strip()


def _text(file: Path, most: int) -> str:
    return os.fsdecode(submission.read(file, most) or b"")
