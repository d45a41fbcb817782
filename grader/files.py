"""Files written whole or not at all, folders that go for good, the kit's own files as a fingerprint of its verdicts."""

from __future__ import annotations

import atexit
import codecs
import contextlib
import errno
import hashlib
import itertools
import os
import secrets
import shutil
import stat
import sys
import tempfile
import time
import weakref
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from grader import __version__
from grader.boundary.interpreter import holds_packages
from grader.errors import GraderError, reason, remedy
from grader.shell import ending

_KIT = Path(__file__).parent

_ASIDE = ("__pycache__", "template")
"""What decides no verdict: compiled modules, and what is written for others, which a wheel has more of."""


def write_whole(file: Path, content: str | bytes, errors: str = "strict", newline: str | None = None) -> None:
    """Write a file whole or not at all, whenever this process dies: one beside it takes its name once it is complete.

    Args:
        errors: what becomes of text that is no UTF-8, as `open` has it.
        newline: what becomes of the ends of lines of a text, as `open` has it.

    Raises:
        OSError: it cannot be written; nothing of the attempt is left.
    """
    draft = file.with_name(f".{secrets.token_hex(8)}.draft")
    _passing.add(draft)
    try:
        if isinstance(content, str):
            draft.write_text(content, encoding="utf-8", errors=errors, newline=newline)
        else:
            draft.write_bytes(content)
        with contextlib.suppress(OSError):  # who may read it stays as it was
            draft.chmod(stat.S_IMODE(file.stat().st_mode))
        draft.replace(file)
    finally:
        with contextlib.suppress(OSError):  # as a rule it is gone: it has taken the name
            draft.unlink()
        _passing.discard(draft)


def deliver(file: Path, text: str) -> None:
    """Write a file that somebody has named: whole or not at all, or into what is there where it is a device or a pipe.

    Raises:
        OSError: it cannot be written; what was there before is there.
    """
    if is_special(file):
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)
        return
    file = Path(os.path.realpath(file))  # a link stays one
    try:
        write_whole(file, text)
    except OSError as error:
        if error.errno not in _NOTHING_BESIDE or not file.exists():
            raise
        _overwrite(file, text)


_NOTHING_BESIDE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY)
"""Why a file may be written, and yet not replaced by one beside it: its folder is closed, or it is mounted alone."""


def is_special(file: Path) -> bool:
    """Whether a file is none to be replaced: a device, a pipe, or one that this process has already open."""
    open_already = str(file).startswith(("/dev/std", "/dev/fd/", "/proc/self/fd/"))  # POSIX: named so
    return open_already or (file.exists() and not file.is_file())


def _overwrite(file: Path, text: str) -> None:
    before = file.read_bytes()
    try:
        file.write_text(text, encoding="utf-8")
    except OSError:
        with contextlib.suppress(OSError):
            file.write_bytes(before)
        raise


_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decoded(content: bytes) -> str:
    """A file's text in any Unicode that an editor, a spreadsheet or the ``>`` of a shell on Windows writes.

    Raises:
        UnicodeDecodeError: it is none.
    """
    known = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    if not known and 0 in content[:2]:  # of a mark-less UTF-16, whatever it begins with is of ASCII
        known = "utf-16-be" if content[0] == 0 else "utf-16-le"
    return content.decode(known or "utf-8").replace("\r\n", "\n").replace("\r", "\n")


def digest(*parts: bytes) -> str:
    """One text for several parts, each where it is."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


@cache
def kit_by_content() -> str:
    """Changes with the kit's version and files, and is the same on every machine that has the same kit."""
    return digest(__version__.encode(), *_parts((name, Path(file).read_bytes()) for name, file in _kit()))


@cache
def kit_by_times() -> str:
    """Changes with the kit's files, Python and the packages installed; of this machine, and read in no time."""
    packages = [(path, Path(path).stat().st_mtime_ns) for path in sys.path if holds_packages(path)]
    abouts = ((name, os.stat(file)) for name, file in _kit())  # noqa: PTH116 - the quicker of two ways
    files = _parts((name, f"{about.st_size} {about.st_mtime_ns}".encode()) for name, about in abouts)
    return digest(sys.version.encode(), str(packages).encode(), *files)


def _parts(named: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    for name, part in named:
        yield from (name.encode(), part)


def _kit() -> list[tuple[str, str]]:
    """The kit's files by their names in it: all there are, since a list of those that matter would forget the next."""
    found = []
    for folder, inner, names in os.walk(_KIT):
        inner[:] = [name for name in inner if name not in _ASIDE]
        found += [f"{folder}{os.sep}{name}" for name in names if not name.startswith(".")]
    return sorted((file[len(str(_KIT)) + 1 :].replace(os.sep, "/"), file) for file in found)


# -- folders that a submission writes to --------------------------------------------------------


class TemporaryFolder:
    """A new folder at ``path``, which goes at the latest when Python ends, whatever a submission has made of it."""

    def __init__(self) -> None:
        try:
            with ending.held():
                self.path = Path(tempfile.mkdtemp(prefix="rna-"))
                _passing.add(self.path)
        except OSError as error:
            why = f"{reason(error)}; indica otra con TMPDIR" if error.filename else remedy(error)
            raise GraderError(f"no se puede hacer una carpeta temporal: {why}") from None
        self.close = weakref.finalize(self, _remove, self.path)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *error: object) -> None:
        self.close()


_passing: set[Path] = set()
"""Files and folders that are this process's own, and that no end of it may leave behind."""


def _remove(folder: Path) -> None:
    remove_tree(folder)
    if not folder.exists():
        _passing.discard(folder)


def _remove_what_passes() -> None:
    """Whoever writes there has just been ended, and may take another moment."""
    for path in list(_passing):
        deadline = time.monotonic() + 3
        while os.path.lexists(path) and time.monotonic() < deadline:
            remove_tree(path)
            with contextlib.suppress(OSError):
                path.unlink()
            time.sleep(0.01)


ending.tidying.append(_remove_what_passes)
atexit.register(_remove_what_passes)  # what could not be removed when it was no longer needed


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is below it, as far as that can be done, and never raise.

    Submissions nest folders deeper than a path or a recursion may go, take rights away and leave links. So subfolders
    are moved up beside each other before they are looked into, rights are given back, and no link is followed, not
    even one that takes the place of a folder meanwhile.
    """
    if sys.platform not in ("linux", "darwin"):
        with contextlib.suppress(RecursionError):
            _unprotect(folder)
            shutil.rmtree(folder, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        with _opened(str(folder)) as top:
            _empty(top)
        folder.rmdir()


def _unprotect(folder: Path) -> None:
    """Let the files below a folder be removed: Windows keeps those that may not be written."""
    for place, _, names in os.walk(folder):
        for file in (Path(place, name) for name in names):
            with contextlib.suppress(OSError):
                if not file.is_symlink():
                    file.chmod(stat.S_IWRITE)


def _empty(top: int) -> None:
    """Remove all that is in an open folder (POSIX)."""
    own = secrets.token_hex(8)
    names = (f"{own}-{number}" for number in itertools.count())
    waiting = _moved_up(top, top, names)
    while waiting:
        name = waiting.pop()
        with contextlib.suppress(OSError):
            with _opened(name, top) as folder:
                waiting += _moved_up(folder, top, names)
            os.rmdir(name, dir_fd=top)


def _moved_up(folder: int, top: int, names: Iterator[str]) -> list[str]:
    """Remove an open folder's files and move its subfolders to the top, where they get the names returned (POSIX)."""
    moved = []
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        with contextlib.suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                _give_rights(entry.name, folder)  # to move a folder is to write to it
                os.rename(entry.name, name := next(names), src_dir_fd=folder, dst_dir_fd=top)
                moved.append(name)
            else:
                os.unlink(entry.name, dir_fd=folder)
    return moved


@contextlib.contextmanager
def _opened(folder: str, within: int | None = None) -> Iterator[int]:
    """A descriptor of a folder, which is no link, once its owner may do anything with it (POSIX)."""
    _give_rights(folder, within)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=within)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _give_rights(folder: str, within: int | None) -> None:
    """Let a folder's owner do anything with it (POSIX)."""
    with contextlib.suppress(OSError):
        if sys.platform != "linux":
            os.chmod(folder, 0o700, dir_fd=within, follow_symlinks=False)
            return
        # Python's chmod would follow a link there.
        handle = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=within)
        try:
            Path(f"/proc/self/fd/{handle}").chmod(0o700)
        finally:
            os.close(handle)
