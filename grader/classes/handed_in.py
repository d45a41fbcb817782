"""What a class handed in: folders and zip files directly below one folder, and what of each are its modules.

Nothing is left out in silence: what might be a submission, or a part of one, is graded or told of.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import chain
from pathlib import Path, PurePosixPath

from grader import cells, submission
from grader.boundary.source import not_read
from grader.classes.files import (
    DAMAGED,
    NOT_ENTERED,
    WITH_MODULES,
    File,
    Files,
    Unreadable,
    clone_around,
    committed,
    in_archive,
    in_folder,
    on_disk,
)
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
    "parece lo que Moodle o Canvas descargan de toda una clase, y hay otras entregas a su lado: corrígelo aparte o "
    "descomprímelo"
)
_A_CLASS_WITHIN = "contiene lo que Moodle o Canvas descargan de toda una clase: corrige esa carpeta"
_FOLDERS_WITHIN = (
    "hay varias carpetas con los mismos módulos ({}): si son las entregas de una clase, corrige «{}»; si no, deja "
    "los que cuenten"
)
_TWO_MARKS = (
    f"su nombre contiene más de una vez «{_MARK}» y no se sabe de quién es: descarga de Moodle las entregas en carpetas"
)
_MANY_NUMBERS = (
    "su nombre tiene más números que los que pone Canvas y no se sabe de quién es: ponlo aparte, en una carpeta con el "
    "nombre de su estudiante"
)
_MORE_NUMBERS = "{}: puede ser suyo, pero su nombre tiene más números que los que pone Canvas"
_LOOSE = (".py", ".ipynb", ".doc", ".docx", ".odt", ".pdf", ".rtf")
"""What somebody may have handed in as a file of its own."""
_WHOLE = (".zip", ".ipynb")
"""A file that is all that somebody handed in, and called after whoever it is."""
_OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_MOODLE = re.compile(rf"(?P<person>.+)_(?P<number>[1-9][0-9]*){_MARK}(?:(?:file|onlinetext)_?)?(?P<file>.*)", re.DOTALL)
"""A person's folder as Moodle names it, or a file of theirs where the teacher asked for no folders."""
_CANVAS = re.compile(
    r"(?P<person>[^_]+)(?P<late>_LATE)?_(?P<number>[0-9]+)_(?:[0-9]+_(?![0-9]+_)|(?=(?:text|link)\.html$)|$)(?P<file>.*)",
    re.DOTALL,
)
"""A file of somebody's as Canvas names it, or how the names of all of theirs begin."""
_MAYBE_CANVAS = re.compile(r"(?P<person>[^_]+)(?:_LATE)?_(?P<number>[0-9]+)(?:_[0-9]+){2,}_.*", re.DOTALL)
"""What Canvas may have named where a person's name, or a file's, has a number of its own: nobody knows which."""


class NoModules(Unreadable):
    """There is nothing of the course in it."""


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
    maybe: tuple[str, ...] = ()
    """What may be the same person's too, which nobody can tell from its name."""
    zone: tzinfo | None = None
    """Of times that do not tell theirs; None for this machine's."""

    @property
    def given(self) -> str:
        """What it is called where it lies, whoever else is called so."""
        name = self.path.name
        while not self.within and not self.path.is_dir() and name.lower().endswith((*_LOOSE, ".zip", *_OTHER_ARCHIVES)):
            name = name.rpartition(".")[0]
        return self.within or name

    @property
    def by_moodle(self) -> bool:
        """Whether Moodle named it, with a number or, what those in no group handed in together, without."""
        return _MARK in self.given

    @property
    def moodle(self) -> tuple[str, str] | None:
        """Full name and participant number, where Moodle named it."""
        found = _by_moodle(self.within or self.path.name)
        return (found["person"], found["number"]) if found else None

    @property
    def group(self) -> str:
        """What it is called if a group handed it in; Moodle gives that of those in none no number."""
        return self.moodle[0] if self.moodle else self.given.partition(_MARK)[0]

    @property
    def canvas(self) -> tuple[str, str] | None:
        """Name, as Canvas writes it in one word, and number, where Canvas named it."""
        found = self._by_canvas
        return (found["person"], found["number"]) if found else None

    @property
    def late(self) -> bool:
        """Whether Canvas says that it came late."""
        return any(bool(part._by_canvas and part._by_canvas["late"]) for part in (self, *self.others))

    @property
    def _by_canvas(self) -> re.Match[str] | None:
        return _by_canvas(self.within or self.path.name) if self.within or not self.path.is_dir() else None

    def read(self) -> Content:
        """Its modules.

        Raises:
            Unreadable: it is no submission, or a harmful one.
        """
        try:
            with contextlib.ExitStack() as opened:
                files: Files = {}
                for part in (*reversed(self.others), self):
                    files = _together(files, part._files(opened, self.zone))
                content = _content(files, self.zone)
                passed_over = (*content.passed_over, *map(_MORE_NUMBERS.format, self.maybe))
                return dataclasses.replace(content, modified=self._when(content), passed_over=passed_over)
        except OSError as error:
            raise Unreadable(f"no se puede leer «{Path(error.filename or self.path).name}»: {reason(error)}") from None
        except RnaError as error:
            raise Unreadable(str(error)) from None
        except DAMAGED:
            raise Unreadable("el fichero zip está dañado o cifrado: pide otra copia") from None

    def _when(self, content: Content) -> datetime | None:
        """When it was handed in, as far as it says so itself; None where it does not."""
        for part in (self, *self.others):
            if part.path.is_dir() and (clone := clone_around(part.path, content.place)):
                return committed(clone, part.path)
        if self.canvas:  # whose files are as old as the download
            return content.modified
        # What gives no date of its own is as old as the folder or archive that a teacher has of it.
        return content.modified or on_disk(self.path, self.path.stat().st_mtime).modified

    def _files(self, opened: contextlib.ExitStack, zone: tzinfo | None) -> Files:
        if self.refused:
            raise Unreadable(self.refused)
        if self.path.is_symlink():
            raise Unreadable("es un enlace, no una carpeta ni un fichero zip")
        if self.path.is_dir():
            return in_folder(self.path)
        if not self.path.is_file():
            raise Unreadable("no es una carpeta ni un fichero normal")
        alone = _by_moodle(self.path.name) or _by_canvas(self.path.name)
        if self.path.suffix.lower() not in (".zip", *_OTHER_ARCHIVES) and (alone or self.path.suffix.lower() in _LOOSE):
            name = alone["file"] if alone else self.path.name
            file = on_disk(self.path, self.path.stat().st_mtime)
            return {PurePosixPath(name): _undated(file) if self.canvas else file}
        if self.path.suffix.lower() != ".zip":
            raise Unreadable(f"un fichero {self.path.suffix} no se puede corregir: pide una carpeta o un .zip")
        if self.path.stat().st_size > MAX_ARCHIVE:
            raise Unreadable("el fichero zip es demasiado grande")
        files = in_archive(opened.enter_context(self.path.open("rb")), zone)
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
    taken: tuple[str, ...] = ()
    """What was taken for modules under another name, in Spanish."""
    place: PurePosixPath = dataclasses.field(default_factory=PurePosixPath)
    """Where in the submission the modules lie, or the archive that they lie in."""

    @property
    def whole(self) -> dict[str, bytes]:
        """What is graded."""
        return self.modules | self.misnamed


def find(directory: Path, without: Path | None = None, zone: tzinfo | None = None) -> list[Entry]:
    """The submissions directly below ``directory``, in the order of their names.

    Args:
        directory: or what Moodle or Canvas gives of a whole class, a zip file.
        without: a folder that is none.
        zone: of times that do not tell theirs; None for this machine's.

    Raises:
        UsageError: there is no such folder, or nothing in it.
    """
    packed = directory.is_file() and directory.suffix.lower() == ".zip"
    if not directory.is_dir() and not packed:
        raise UsageError(f"no existe la carpeta «{directory}»; indica la que contiene las entregas")
    if without and _real(without) == _real(directory):
        raise UsageError("las notas no pueden quedar en la carpeta de las entregas: indica otra con --output")
    others = left_out(directory, without)
    paths = [path for path in _all_but(directory, without) if path.name not in others]
    # A file in a folder may be a student's, who is told by its name; one that a teacher names is what there is in it.
    classes = {path: people for path in paths if (packed or not _is_somebodys(path.name)) and (people := _people(path))}
    if packed and not classes:
        raise UsageError(
            f"«{directory}» no es el .zip de toda una clase que dan Moodle o Canvas: descomprímelo e indica su carpeta"
        )
    if len(classes) == len(paths):
        if large := [path for path in classes if path.stat().st_size > MAX_ARCHIVE]:
            most = f"ocupa más de {MAX_ARCHIVE // 10**6} MB"
            raise UsageError(f"«{large[0]}», de toda una clase, {most}: descomprímelo e indica la carpeta que sale")
        every = [_entry(path, within) for path, people in classes.items() for within in people]
    else:
        # What lies beside others is one person's, who may have called what is in it as anybody.
        within: dict[Path, str] = {}
        for path in paths:  # all of them, or one may be somebody's who has several attempts in it
            if not (told := _folders_within(path)):
                within = {}
                break
            within[path] = told
        every = [_entry(path, refused=_A_CLASS if path in classes else within.get(path, "")) for path in paths]
    found = _one_for_each_person(every)
    if not found:
        if submission.UNITS & others.keys():
            raise UsageError(f"«{directory}» es la carpeta de una sola entrega: corrígela con rna grade --submission")
        known = f" (no lo son: {', '.join(others)})" if others else ""
        raise UsageError(f"en «{directory}» no hay entregas: se espera una carpeta o un .zip por estudiante{known}")
    return _with_own_names([dataclasses.replace(entry, zone=zone) for entry in found])


def left_out(directory: Path, without: Path | None = None) -> dict[str, str]:
    """What lies below ``directory`` and is no submission, and why, in Spanish. Of ``without`` nothing is said."""
    reasons = {path.name: _why_not(path, without) for path in _all_but(directory, without)}
    return {name: why for name, why in reasons.items() if why}


def _real(path: Path) -> Path:
    """The path without links; a loop of them is no reason to raise."""
    return Path(os.path.realpath(path))


def _all_but(directory: Path, output: Path | None) -> list[Path]:
    """What is in a folder, in the order of the names, without the one that the grades are written to; a file is all."""
    if directory.is_file():
        return [directory]
    return [path for path in sorted(directory.iterdir()) if output is None or _real(path) != _real(output)]


def _why_not(path: Path, output: Path | None) -> str:
    """Why something is no submission, in Spanish; "" if it is one: whoever may be a student is graded or has a row."""
    hidden = path.name.startswith(".") or path.name == "__MACOSX"
    if not path.is_dir():
        if path.name.startswith("._"):
            return "son datos de macOS"
        if path.name in submission.UNITS:
            return "es un módulo suelto, y no se sabe de quién: ponlo en la carpeta de su estudiante"
        packed = path.suffix.lower() in (".zip", *_OTHER_ARCHIVES, *_LOOSE)
        mine = packed or path.is_symlink() or _MARK in path.name or _by_canvas(path.name)
        return "" if mine and not path.name.startswith(".") else "no es una carpeta ni un .zip"
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
    except NoModules:
        return False
    except Unreadable:
        return unreadable


def _one_for_each_person(every: Iterable[Entry]) -> list[Entry]:
    """The entries, with all that Moodle says somebody handed in as one."""
    found: dict[object, Entry] = {}
    for entry in every:
        # Of the same archive or folder only: the names in an archive may be of its author's choosing.
        given = entry.moodle or entry.canvas
        key = (given, entry.within and entry.path) if given else (entry.path, entry.within)
        first = found.get(key)
        found[key] = dataclasses.replace(first, others=(*first.others, entry)) if first else entry
    unsure: dict[object, list[str]] = {}
    for entry in found.values():
        if entry.canvas is None and (maybe := _MAYBE_CANVAS.fullmatch(entry.within or entry.path.name)):
            unsure.setdefault((maybe["person"], maybe["number"]), []).append(maybe[0])
    return [dataclasses.replace(entry, maybe=tuple(unsure.get(entry.canvas, ()))) for entry in found.values()]


def _entry(path: Path, within: str = "", refused: str = "") -> Entry:
    called = within or path.name
    if called.count(_MARK) > 1:
        refused = _TWO_MARKS
    if found := _by_moodle(called):
        return Entry(called if path.is_dir() else _whose(found) + "file_", path, within, refused=refused)
    if (within or not path.is_dir()) and (found := _by_canvas(called)):
        return Entry(f"{found['person']}_{found['number']}", path, within, refused=refused)
    if within and not refused and _MARK not in within:
        refused = _MANY_NUMBERS
    if not within and not refused and _holds_a_class(path):
        refused = _A_CLASS_WITHIN
    whole = not within and not path.is_dir() and path.suffix.lower() in _WHOLE
    return Entry(path.stem if whole else called, path, within, refused=refused)


def _holds_a_class(path: Path) -> bool:
    """Whether a folder holds what Moodle or Canvas give of a class, one folder deeper than it should."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            names = [each.name for each in os.scandir(path) if not each.name.startswith(".")]
            people = {found["number"] for found in map(_by_canvas, names) if found}
            return any(map(_by_moodle, names)) or (len(people) > 1 and all(map(_is_somebodys, names)))
    return False


def _folders_within(path: Path) -> str:
    """What is to be said of a folder that is all of a class, and in which several have the same modules; or ""."""
    if not path.is_dir() or path.is_symlink() or _is_somebodys(path.name):
        return ""
    with contextlib.suppress(OSError, Unreadable):
        places = [place for place, file in in_folder(path).items() if not file.odd and _of_unit(place.name)]
        homes = {(place.parent.parent if place.parent.name == "exercises" else place.parent): place for place in places}
        above = {home.parent for home in homes}
        times = Counter(place.name for place in places)
        if len(homes) > 1 and len(above) == 1 and homes.keys().isdisjoint(above) and max(times.values()) > 1:
            folder = path / above.pop()
            return _FOLDERS_WITHIN.format(submission.some_of(sorted(home.name for home in homes)), folder)
    return ""


def _by_canvas(name: str) -> re.Match[str] | None:
    """The name of a file taken apart, if Canvas made it of a person's."""
    return _CANVAS.fullmatch(name)


def _is_somebodys(name: str) -> bool:
    """Whether Moodle or Canvas may have named it after whoever handed it in."""
    return bool(_MARK in name or _by_canvas(name) or _MAYBE_CANVAS.fullmatch(name))


def _undated(file: File) -> File:
    """A file that is as old as it was downloaded."""
    return dataclasses.replace(file, modified=None)


def _by_moodle(name: str) -> re.Match[str] | None:
    """A name taken apart, if Moodle made it of a person's. Of one with two marks nobody knows which is Moodle's: what
    follows the first may be the name of the file, what goes before the last that of the person."""
    return _MOODLE.fullmatch(name) if name.count(_MARK) == 1 else None


def _together(files: Files, more: Files) -> Files:
    """All that somebody handed in one by one; of a module that is there twice what is begun.

    Raises:
        Unreadable: both are, and differ: nobody can tell which counts.
    """
    for path in [path for path, file in more.items() if not file.odd and _is_answer(path)]:
        for other in [other for other, file in files.items() if not file.odd and other.name == path.name]:
            one, two = (file.read(submission.MAX_SOURCE) for file in (files[other], more[path]))
            if one == two or _is_untouched(path.name, one):
                del files[other]
            elif _is_untouched(path.name, two):
                more = {place: file for place, file in more.items() if place != path}
                break
            else:
                raise Unreadable(f"hay dos entregas suyas con {path.name}, y no se sabe cuál cuenta: deja una")
    return files | more


def _is_untouched(name: str, source: bytes) -> bool:
    return name in submission.UNITS and submission.untouched(name, source)


def _of_unit(name: str) -> bool:
    """Whether a file is called as a module of the course, or as the notebook of one."""
    unit = re.sub(r"^\d_", "", name.lower().removesuffix(".ipynb"))
    return name in submission.UNITS or (submission.is_notebook(name) and f"{unit}.py" in submission.UNITS)


def _is_answer(path: PurePosixPath) -> bool:
    return _is_unit(path) or submission.is_notebook(path.name)


def _whose(named: re.Match[str]) -> str:
    """How the names of all that a person handed in to Moodle begin."""
    return f"{named['person']}_{named['number']}{_MARK}"


def _people(path: Path) -> list[str]:
    """How the names of each one's files begin, in an archive of what a whole class handed in to Moodle or to Canvas."""
    try:
        if path.suffix.lower() != ".zip" or not path.is_file():
            return []
        with path.open("rb") as opened:
            files = in_archive(opened)
    except (Unreadable, OSError, *DAMAGED):
        return []
    # What is not looked at, or hidden, is somebody's where the platform says so, and else rubbish of a system.
    places = [
        place
        for place, file in files.items()
        if _is_somebodys(place.parts[0]) or not (file.odd or place.parts[0].startswith("."))
    ]
    tops = {place.parts[0] for place in places}
    if all(_MARK in top for top in tops):
        return sorted({_whose(found) if (found := _by_moodle(top)) else top for top in tops})
    if any(map(_by_canvas, tops)) and all(
        _by_canvas(str(each)) or _MAYBE_CANVAS.fullmatch(str(each)) for each in places
    ):
        return sorted({found[0][: found.end("number")] + "_" if (found := _by_canvas(top)) else top for top in tops})
    return []


def _of_person(files: Files, beginning: str) -> Files:
    """What one person handed in, of an archive of many."""
    mine: Files = {}
    for path, file in files.items():
        top, *rest = path.parts
        named = _by_moodle(top) or _by_canvas(top)
        if top == beginning or (named and top.startswith(beginning)):
            mine[PurePosixPath(*rest or [named["file"] if named else top])] = file if _MARK in top else _undated(file)
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


def _content(files: Files, zone: tzinfo | None, nested: bool = True) -> Content:
    ordinary = {path: file for path, file in files.items() if not file.odd}
    home = _home(_begun(ordinary))
    archives = [path for path in ordinary if path.suffix.lower() in (".zip", *_OTHER_ARCHIVES)]
    zips = [path for path in archives if path.suffix.lower() == ".zip"]
    if nested and len(zips) == 1 and not _has_begun(ordinary) and (inner := _within(zips[0], ordinary, zone)):
        return inner
    odd = {path: file for path, file in files.items() if file.odd and file.odd != NOT_ENTERED and _is_unit(path)}
    like = {path: file for path, file in ordinary.items() if submission.misnamed([path.name])}
    books = {path: file for path, file in ordinary.items() if submission.is_notebook(path.name)}
    places = (home, _home(odd), _home(like, bool), _home(books, bool))
    place = next((each for each in places if each is not None), None)
    mine = {path.name: file for path, file in ordinary.items() if path.parent == place}
    copies = dict(_copies(mine))
    modules = _modules(mine | {unit: mine[name] for unit, name in copies.items()})
    given = {name: copies.get(name, name) for name in modules}
    here = {name: _notebook(file) for name, file in mine.items() if submission.is_notebook(name)}
    notebooks = submission.of_notebooks(here)
    made = notebooks.counting(modules)
    instead = {unit: given.pop(unit) for unit in sorted(made.keys() & modules.keys())}
    used: dict[str, list[str]] = {}
    for unit in made:
        for name, functions in notebooks.taken[unit].items():
            if functions:
                used.setdefault(name, []).append(unit)
    unheard = list(notebooks.unheard(given))
    not_heard = chain.from_iterable(names for names, _ in unheard)
    sources = [mine[name] for name in (*given.values(), *used)]
    moments = [moment for file in sources if (moment := file.modified)]
    modified = max(moments) if sources and len(moments) == len(sources) else None
    modules |= made
    modules |= {path.name: not_read(f"{path.name} {file.odd}") for path, file in odd.items() if path.parent == place}
    surplus = sorted({name for name in mine if submission.may_be_module(name)} - modules.keys() - set(copies.values()))
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
        *(f"{name}: {why}" for name, why in notebooks.unread.items()),
        *_not_taken(ordinary, place, given, {*instead.values(), *used, *notebooks.unread, *not_heard}),
    ]
    if not submission.UNITS & modules.keys():
        raise NoModules(_nothing(ordinary, told, notebooks.unread))
    more = [f"y {len(told) - _MOST_TOLD} más"] if len(told) > _MOST_TOLD else []
    taken = [f"{name} como {unit}" for unit, name in copies.items()]
    taken += [f"{name} como {', '.join(units)}" for name, units in used.items()]
    taken += [submission.told_instead(name) for name in instead.values()]
    taken += [told for _, told in unheard]
    misnamed = submission.misnamed([*mine, *modules], notebooks.unread)
    return Content(modules, modified, (*told[:_MOST_TOLD], *more), misnamed, tuple(taken), place or PurePosixPath())


def _begun(files: Files) -> Files:
    """The course's modules, without those of folders where none is begun, unless none is anywhere."""
    units = {path: file for path, file in files.items() if path.name in submission.UNITS}
    if len({path.parent for path in units}) < 2:
        return units
    begun = {path.parent for path, file in units.items() if _has_begun({path: file})}
    return {path: file for path, file in units.items() if path.parent in begun} or units


def _has_begun(files: Files) -> bool:
    """Whether a module of the course is there in which something is begun."""
    units = ((path.name, file) for path, file in files.items() if path.name in submission.UNITS)
    return any(not _is_untouched(name, file.read(submission.MAX_SOURCE)) for name, file in units)


def _within(archive: PurePosixPath, files: Files, zone: tzinfo | None) -> Content | None:
    """What is in the one archive of a submission, with nothing begun beside it; None where what is beside it counts.

    Raises:
        Unreadable: both may count, or neither and the archive is no good.
    """
    outer = None
    with contextlib.suppress(NoModules):
        outer = _content({path: file for path, file in files.items() if path != archive}, zone, nested=False)
    beside = bool(outer and _is_begun(outer))
    try:
        inner = _content(_unnested(files[archive], zone), zone, nested=False)
    except (Unreadable, *DAMAGED):
        if outer:
            return None
        raise
    if outer and beside and _is_begun(inner) and outer.whole != inner.whole:
        raise Unreadable(f"hay módulos del curso en {archive.name} y fuera, y no se sabe cuáles cuentan: deja unos")
    if beside and not _is_begun(inner):
        return None
    told = (*inner.passed_over, *_not_taken(files, None, {}, set()))
    return dataclasses.replace(inner, place=archive.parent, passed_over=told)


def _is_begun(content: Content) -> bool:
    return any(not _is_untouched(name, source) for name, source in content.whole.items() if name in submission.UNITS)


_COPY = re.compile(
    r"(?:cop(?:ia de|y of) )?(.+?)(?:[ _-]*\((\d{1,4})\)|[ _-](\d{1,4})|[ _-]+cop(?:ia|y)(?: \(?(\d{1,4})\)?)?)?",
    re.IGNORECASE,
)
"""A module's name as a browser, a platform or a system changes it so that two may lie side by side."""


def _copies(files: dict[str, File]) -> Iterator[tuple[str, str]]:
    """For modules of the course that are not there, or not begun, the file that is one but for its name; of several the
    latest."""
    found: dict[str, tuple[int, str]] = {}
    for name in files:
        unit, number = _copied(name)
        if unit:
            found[unit] = max(found.get(unit, (-1, "")), (number, name))

    def is_begun(unit: str, name: str) -> bool:
        return not submission.untouched(unit, files[name].read(submission.MAX_SOURCE))

    for unit, (_, name) in sorted(found.items()):
        if unit not in files or (not is_begun(unit, unit) and is_begun(unit, name)):
            yield unit, name


def _copied(name: str) -> tuple[str, int]:
    """The module of the course that a file is by its name a copy of, and which; "" where it is none."""
    stem, dot, ending = name.rpartition(".")
    named = _COPY.fullmatch(stem.strip())
    unit = f"{named[1].strip().lower()}.py" if named and dot and ending.lower() == "py" else ""
    if not named or unit not in submission.UNITS or unit == name:
        return "", 0
    return unit, int(next(filter(None, named.groups()[1:]), 0))


def _notebook(file: File) -> bytes | None:
    content = file.read(cells.MAX_NOTEBOOK)
    return content if len(content) <= cells.MAX_NOTEBOOK else None


_DOCUMENTS = (
    ".py", ".ipynb", ".doc", ".docx", ".odt", ".pdf", ".rtf", ".txt", ".md", ".html", ".png", ".jpg", ".jpeg", ".heic",
)  # fmt: skip
"""What somebody may have meant to hand in as an answer."""


def _not_taken(files: Files, place: PurePosixPath | None, given: Mapping[str, str], more: set[str]) -> Iterator[str]:
    """What of a submission looks like an answer and is none that can be graded.

    Args:
        given: the files that are graded as modules, by these.
        more: others that were taken or told of already.
    """
    taken = more | set(given.values())
    for path in sorted(files):
        here = path.parent == place
        used = here and (path.name in taken or submission.may_be_module(path.name))
        of_the_kit = path.name.lower() in ("readme.md", "requirements.txt")
        if path.suffix.lower() in _DOCUMENTS and not used and not of_the_kit and not _is_unit(path):
            counts = given.get(_copied(path.name)[0], "") if here else ""
            yield f"{path}: {f'es otra copia, y cuenta {counts}' if counts else 'no es un módulo del curso'}"


def _nothing(files: Files, told: list[str], unread: Mapping[str, str]) -> str:
    """Why a submission cannot be graded in which nothing of the course was found."""
    archives = [path.name for path in files if path.suffix.lower() in (".zip", *_OTHER_ARCHIVES)]
    if archives:
        names = submission.some_of(archives)
        return f"no hay módulos del curso, sino ficheros comprimidos ({names}): pide una carpeta o un .zip"
    if not files and not told:
        return "no contiene ningún fichero"
    every = [f"{path.name} ({unread[path.name]})" if path.name in unread else path.name for path in sorted(files)]
    what = f"hay {submission.some_of(every)}" if every else "; ".join(told[:3])
    return f"no hay ningún módulo del curso; {what}"


def _is_unit(path: PurePosixPath) -> bool:
    return path.name in submission.UNITS and ".." not in path.parts and not path.is_absolute()


def _odd(files: Files, home: PurePosixPath | None) -> Iterator[str]:
    """What has the name of a module and is none; and where modules may be, if there are none to be seen."""
    within = dict.fromkeys(path.parent for path, file in files.items() if file.odd == NOT_ENTERED and _is_unit(path))
    yield from (f"{folder}: {WITH_MODULES}" for folder in within)
    for path, file in files.items():
        entered = file.odd != NOT_ENTERED
        hides = not entered and home is None and path.parent not in within
        if file.odd == WITH_MODULES or hides or (file.odd and entered and path.name in submission.UNITS):
            yield f"{path}: {file.odd}"


def _elsewhere(files: Files, home: PurePosixPath | None) -> list[PurePosixPath]:
    """The course's modules in other folders than the one that is graded."""
    return sorted(path for path in files if path.name in submission.UNITS and path.parent != home)


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


def _unnested(file: File, zone: tzinfo | None) -> Files:
    """What is in an archive within a submission: as old as that is known to be, whatever is written inside."""
    packed = file.read(_MAX_NESTED)
    if len(packed) > _MAX_NESTED:
        raise Unreadable("el fichero zip es demasiado grande")
    inner = in_archive(io.BytesIO(packed), zone)
    return {path: dataclasses.replace(each, modified=file.modified or each.modified) for path, each in inner.items()}


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
