"""What a class handed in: folders and zip files directly below one folder, and what of each are its modules.

Nothing is left out in silence: what might be a submission, or a part of one, is graded or told of.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from grader import submission
from grader.boundary.source import not_read
from grader.classes.files import DAMAGED, NOT_ENTERED, File, Files, Unreadable, in_archive, in_folder, on_disk
from grader.errors import RnaError, UsageError, reason
from grader.reporters.text import as_seen

MAX_TOTAL = 5_000_000
"""Bytes of all modules of a submission."""

MAX_ARCHIVE = 300_000_000
"""Bytes of a zip file."""

_MAX_NESTED = 30_000_000
_MOST_TOLD = 10
_MARK = "_assignsubmission_"
_A_CLASS = (
    "parece lo que descarga Moodle de toda una clase, y hay otras entregas a su lado: corrígelo aparte o descomprímelo"
)
_TWO_MARKS = (
    f"su nombre contiene más de una vez «{_MARK}» y no se sabe de quién es: descarga de Moodle las entregas en carpetas"
)
_OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_MOODLE = re.compile(rf"(?P<person>.+)_(?P<number>[1-9][0-9]*){_MARK}(?:(?:file|onlinetext)_?)?(?P<file>.*)", re.DOTALL)
"""A person's folder as Moodle names it, or a file of theirs where the teacher asked for no folders."""


@dataclass(frozen=True)
class Entry:
    """One submission."""

    name: str
    """As it is shown, and no other's."""
    path: Path
    within: str = ""
    """In an archive of many: how the names of its files begin there."""
    others: tuple[Entry, ...] = ()
    """What else the same person handed in: Moodle makes a folder or file for each kind."""

    refused: str = ""
    """Why it is not looked into, in Spanish."""

    @property
    def given(self) -> str:
        """What it is called where it lies, whoever else is called so."""
        return self.within or (self.path.stem if self.path.suffix.lower() == ".zip" else self.path.name)

    @property
    def moodle(self) -> tuple[str, str] | None:
        """Full name and participant number, where Moodle named it."""
        found = _by_moodle(self.within or self.path.name)
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
                content = _content(files)
                # What gives no date of its own is as old as the folder or archive that a teacher has of it.
                when = content.modified or on_disk(self.path, self.path.stat().st_mtime).modified
                return dataclasses.replace(content, modified=when)
        except OSError as error:
            raise Unreadable(f"no se puede leer «{Path(error.filename or self.path).name}»: {reason(error)}") from None
        except RnaError as error:
            raise Unreadable(str(error)) from None
        except DAMAGED:
            raise Unreadable("el fichero zip está dañado o cifrado: pide otra copia") from None

    def _files(self, opened: contextlib.ExitStack) -> Files:
        if self.refused:
            raise Unreadable(self.refused)
        if self.path.is_symlink():
            raise Unreadable("es un enlace, no una carpeta ni un fichero zip")
        if self.path.is_dir():
            return in_folder(self.path)
        if not self.path.is_file():
            raise Unreadable("no es una carpeta ni un fichero normal")
        if (alone := _by_moodle(self.path.name)) and self.path.suffix.lower() not in (".zip", *_OTHER_ARCHIVES):
            return {PurePosixPath(alone["file"]): on_disk(self.path, self.path.stat().st_mtime)}
        if self.path.suffix.lower() != ".zip":
            raise Unreadable(f"un fichero {self.path.suffix} no se puede corregir: pide una carpeta o un .zip")
        if self.path.stat().st_size > MAX_ARCHIVE:
            raise Unreadable("el fichero zip es demasiado grande")
        files = in_archive(opened.enter_context(self.path.open("rb")))
        return _of_person(files, self.within) if self.within else files


@dataclass(frozen=True)
class Content:
    """The modules of a submission, and when the last of them was written."""

    modules: dict[str, bytes]
    modified: datetime | None
    """None where any does not say."""
    passed_over: tuple[str, ...] = ()
    """What of it was not looked at and might have been meant to be, and why; in Spanish."""
    misnamed: dict[str, bytes] = dataclasses.field(default_factory=dict)
    """In place of modules that are not there what may have been meant for them."""

    @property
    def whole(self) -> dict[str, bytes]:
        """What is graded."""
        return self.modules | self.misnamed


def find(directory: Path, without: Path | None = None) -> list[Entry]:
    """The submissions directly below ``directory``, in the order of their names.

    Raises:
        UsageError: there is no such folder, or nothing in it.
    """
    if not directory.is_dir():
        raise UsageError(f"no existe la carpeta «{directory}»; indica la que contiene las entregas")
    if without and _real(without) == _real(directory):
        raise UsageError("las notas no pueden quedar en la carpeta de las entregas: indica otra con --output")
    others = left_out(directory, without)
    paths = [path for path in _all_but(directory, without) if path.name not in others]
    classes = {path: people for path in paths if (people := _people(path))}
    if len(classes) == len(paths):
        every = [_entry(path, within) for path, people in classes.items() for within in people]
    else:
        # What lies beside others is one person's, who may have called what is in it as anybody.
        every = [_entry(path, refused=_A_CLASS if path in classes else "") for path in paths]
    found = _one_for_each_person(every)
    if not found:
        known = f" (no lo son: {', '.join(others)})" if others else ""
        raise UsageError(f"en «{directory}» no hay entregas: se espera una carpeta o un .zip por estudiante{known}")
    return _with_own_names(found)


def left_out(directory: Path, without: Path | None = None) -> dict[str, str]:
    """What lies below ``directory`` and is no submission, and why, in Spanish. Of ``without`` nothing is said."""
    reasons = {path.name: _why_not(path, without) for path in _all_but(directory, without)}
    return {name: why for name, why in reasons.items() if why}


def _real(path: Path) -> Path:
    """The path without links; a loop of them is no reason to raise."""
    return Path(os.path.realpath(path))


def _all_but(directory: Path, output: Path | None) -> list[Path]:
    """What is in a folder, in the order of the names, without the one that the grades are written to."""
    return [path for path in sorted(directory.iterdir()) if output is None or _real(path) != _real(output)]


def _why_not(path: Path, output: Path | None) -> str:
    """Why something is no submission, in Spanish; "" if it is one: whoever may be a student is graded or has a row."""
    hidden = path.name.startswith(".") or path.name == "__MACOSX"
    if not path.is_dir():
        if path.name.startswith("._"):
            return "son datos de macOS"
        packed = path.suffix.lower() in (".zip", *_OTHER_ARCHIVES)
        return "" if packed or path.is_symlink() or _MARK in path.name else "no es una carpeta ni un .zip"
    why = "es una carpeta oculta" if hidden else _grades_in(path, output)
    return f"{why}, sin módulos del curso" if why and not _may_hold_modules(path, unreadable=not hidden) else ""


def _grades_in(path: Path, output: Path | None) -> str:
    """What is to be said of a folder that holds grades, of this run or of an earlier one; "" of any other."""
    if output and _real(output).is_relative_to(_real(path)):
        return "contiene la salida de esta corrección"
    with contextlib.suppress(OSError):
        if (path / "journal.sqlite").is_file():
            return "parece la salida de otra corrección"
    return ""


def _may_hold_modules(path: Path, unreadable: bool) -> bool:
    """Whether a folder holds modules of the course.

    Args:
        unreadable: what to say of one that cannot be read.
    """
    try:
        return bool(Entry(path.name, path).read().modules)
    except Unreadable:
        return unreadable


def _one_for_each_person(every: Iterable[Entry]) -> list[Entry]:
    """The entries, with all that Moodle says somebody handed in as one."""
    found: dict[object, Entry] = {}
    for entry in every:
        # Of the same archive or folder only: the names in an archive may be of its author's choosing.
        key = (entry.moodle, entry.within and entry.path) if entry.moodle else (entry.path, entry.within)
        first = found.get(key)
        found[key] = dataclasses.replace(first, others=(*first.others, entry)) if first else entry
    return list(found.values())


def _entry(path: Path, within: str = "", refused: str = "") -> Entry:
    called = within or path.name
    if called.count(_MARK) > 1:
        refused = _TWO_MARKS
    if found := _by_moodle(called):
        return Entry(called if path.is_dir() else _whose(found) + "file_", path, within, refused=refused)
    packed = not within and path.suffix.lower() == ".zip" and not path.is_dir()
    return Entry(path.stem if packed else called, path, within, refused=refused)


def _by_moodle(name: str) -> re.Match[str] | None:
    """A name taken apart, if Moodle made it of a person's. Of one with two marks nobody knows which is Moodle's: what
    follows the first may be the name of the file, what goes before the last that of the person."""
    return _MOODLE.fullmatch(name) if name.count(_MARK) == 1 else None


def _whose(named: re.Match[str]) -> str:
    """How the names of all that a person handed in begin."""
    return f"{named['person']}_{named['number']}{_MARK}"


def _people(path: Path) -> list[str]:
    """How the names of each one's files begin, in an archive of what a whole class handed in to Moodle."""
    try:
        if _MARK in path.name or path.suffix.lower() != ".zip" or not path.is_file():
            return []
        with path.open("rb") as opened:
            tops = {name.parts[0] for name, file in in_archive(opened).items() if not file.odd}
    except (Unreadable, OSError, *DAMAGED):
        return []
    named = {top: _by_moodle(top) for top in tops if _MARK in top}
    return sorted({_whose(found) if found else top for top, found in named.items()}) if len(named) == len(tops) else []


def _of_person(files: Files, beginning: str) -> Files:
    """What one person handed in, of an archive of many."""
    mine: Files = {}
    for path, file in files.items():
        top, *rest = path.parts
        if top.startswith(beginning) and (named := _by_moodle(top)):
            mine[PurePosixPath(*rest or [named["file"]])] = file
    return mine


def _with_own_names(found: list[Entry]) -> list[Entry]:
    """``ana/`` and ``ana.zip`` would write the same report, ``ana`` and ``Ana `` look like the same row: whoever comes
    second keeps its whole name, or gets a number."""
    taken: set[str] = set()
    named = []
    for entry in found:
        name = next(name for name in _names(entry) if as_seen(name) not in taken)
        taken.add(as_seen(name))
        named.append(dataclasses.replace(entry, name=name))
    return named


def _names(entry: Entry) -> Iterator[str]:
    short = _short(entry.name)
    yield short
    yield _short(entry.path.name)
    yield from (f"{short} ({number})" for number in range(2, 100_000))


def _short(name: str) -> str:
    """A name of a file that every system takes, report's ending included."""
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return readable.encode()[:200].decode("utf-8", "ignore") or "_"


# -- modules -------------------------------------------------------------------------------------


def _content(files: Files, nested: bool = True) -> Content:
    ordinary = {path: file for path, file in files.items() if not file.odd}
    home = _home(ordinary)
    archives = [path for path in ordinary if path.suffix.lower() in (".zip", *_OTHER_ARCHIVES)]
    if home is None:
        zips = [path for path in archives if path.suffix.lower() == ".zip"]
        if nested and len(zips) == 1:
            return _content(_unnested(files[zips[0]]), nested=False)
        _refuse(archives)
    odd = {path: file for path, file in files.items() if file.odd and file.odd != NOT_ENTERED and _is_unit(path)}
    like = {path: file for path, file in ordinary.items() if submission.misnamed([path.name])}
    place = next((each for each in (home, _home(odd), _home(like, bool)) if each is not None), None)
    mine = {path.name: file for path, file in ordinary.items() if path.parent == place}
    modules = _modules(mine)
    moments = [moment for name in modules if (moment := mine[name].modified)]
    modified = max(moments) if modules and len(moments) == len(modules) else None
    modules |= {path.name: not_read(f"{path.name} {file.odd}") for path, file in odd.items() if path.parent == place}
    surplus = sorted({name for name in mine if submission.may_be_module(name)} - modules.keys())
    told = [
        *_odd(files, home),
        *(f"{path}: es un módulo del curso, pero está en otra carpeta" for path in _elsewhere(ordinary, place)),
        *(
            f"{name}: está más de una vez, y cuenta la última"
            for name, file in mine.items()
            if name in modules and file.twice
        ),
        *(f"{name}: es demasiado grande, o hay demasiados módulos" for name in surplus),
        *(f"{path}: es un fichero comprimido" for path in archives),
    ]
    more = [f"y {len(told) - _MOST_TOLD} más"] if len(told) > _MOST_TOLD else []
    misnamed = submission.misnamed([*mine, *modules]) if place is not None else {}
    return Content(modules, modified, (*told[:_MOST_TOLD], *more), misnamed)


def _is_unit(path: PurePosixPath) -> bool:
    return path.name in submission.UNITS and ".." not in path.parts and not path.is_absolute()


def _odd(files: Files, home: PurePosixPath | None) -> Iterator[str]:
    """What has the name of a module and is none; and where modules may be, if there are none to be seen."""
    for path, file in files.items():
        entered = file.odd != NOT_ENTERED
        if file.odd and (path.name in submission.UNITS if entered else home is None):
            yield f"{path}: {file.odd}"


def _elsewhere(files: Files, home: PurePosixPath | None) -> list[PurePosixPath]:
    """The course's modules in other folders than the one that is graded."""
    return sorted(path for path in files if path.name in submission.UNITS and path.parent != home)


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
        elif name in submission.UNITS:
            raise Unreadable(f"{name} ocupa más de {submission.MAX_SOURCE // 10**6} MB")
        if room < 0:
            raise Unreadable("sus módulos ocupan demasiado")
    return modules


def _unnested(file: File) -> Files:
    packed = file.read(_MAX_NESTED)
    if len(packed) > _MAX_NESTED:
        raise Unreadable("el fichero zip es demasiado grande")
    return in_archive(io.BytesIO(packed))


def _home(files: Files, counts: Callable[[str], bool] = submission.UNITS.__contains__) -> PurePosixPath | None:
    """The folder with the modules: the least deep one, and of a folder and its ``exercises`` the latter.

    Args:
        counts: whether a file of some name is one.
    """
    found: dict[PurePosixPath, int] = {}
    for path in files:
        if counts(path.name):
            found[path.parent] = found.get(path.parent, 0) + 1

    def rank(folder: PurePosixPath) -> tuple[int, bool, int, str]:
        inner = folder.name == "exercises"
        return len(folder.parts) - inner, not inner, -found[folder], str(folder)

    return min(found, key=rank, default=None)
