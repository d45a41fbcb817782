"""``rna watch``: what a save changed is graded again at once, and the last verdict stays in sight.

The folder is looked at many times a second. For one folder that costs next to nothing, and unlike the
system's notifications it works on network folders, in containers and in WSL, and does not care how an
editor saves.
"""

from __future__ import annotations

import contextlib
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from grader import shell, submission
from grader.boundary import source
from grader.curriculum import catalog
from grader.curriculum.catalog import Exercise
from grader.errors import RnaError
from grader.shell import Keyboard
from grader.verdict import grading
from grader.verdict.events import EpochEnded, Event, Graded, GraderFailed, Started
from grader.workspace import changes
from grader.workspace.memory import Memory
from grader.workspace.screen import Screen

LOOK_EVERY = 0.01
"""Seconds between two looks at the folder."""

SETTLED = 0.01
"""Seconds without a change after which a save is complete."""

UNFINISHED = 0.05
"""The same where a module is no whole program, or the beginning of what it was: it may still be written."""

GONE = 1.0
"""The same where a file has vanished or is empty: many editors write a new one a moment later."""


class Saves:
    """The modules of a folder, seen once they have settled."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._signature = changes.signature(folder)
        self._seen = self._pending = changes.sources(folder)
        self._since, self._patience = 0.0, SETTLED

    @property
    def modules(self) -> dict[str, bytes]:
        return self._seen

    def look(self, now: float) -> bool:
        """Whether a complete save has changed something; that the whole folder is gone is no save."""
        signature = changes.signature(self._folder)
        if signature is None:
            return False
        if signature != self._signature:
            self._signature, self._since = signature, now
            with contextlib.suppress(RnaError):  # an editor keeps it to itself for a moment: there is a next look
                self._pending = changes.sources(self._folder)
                self._patience = self._wait()
        if self._pending == self._seen or now - self._since < self._patience:
            return False
        self._seen = self._pending
        return True

    def _wait(self) -> float:
        """Seconds without a change after which what is there now counts."""
        there = source.present(self._pending)
        if any(not there.get(name) for name, content in self._seen.items() if content):
            return GONE
        written = ((each, self._seen.get(name, b"")) for name, each in there.items() if each != self._seen.get(name))
        return UNFINISHED if any(before.startswith(now) or not _is_whole(now) for now, before in written) else SETTLED


def _is_whole(module: bytes) -> bool:
    """Whether it is a program that Python understands."""
    try:
        return not source.parse(module, "")[1]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


@dataclass(frozen=True)
class Dropped:
    """An exercise has no verdict, since its code has changed meanwhile: it will be graded again."""

    exercise: str


@dataclass(frozen=True)
class Tried:
    """What came of trying an exercise out, as it is to be shown."""

    exercise: str
    text: str


LaneEvent = Event | Dropped | Tried

Try = Callable[[Exercise], str]
"""Calls the student's function and gives what there is to read of it: harmless, and no wider than the screen."""


class Lane:
    """A warm Grading with a thread of its own, which grades what waits, newest code only.

    Args:
        preload: "numpy" or "tensorflow", what its exercises need. There is one lane for each, so that
            nobody waits for somebody else's training.
        tell: called from the thread with each event.
    """

    def __init__(self, folder: Path, preload: str, tell: Callable[[LaneEvent], None]):
        self._folder, self._preload, self._tell = folder, preload, tell
        self._seed = grading.new_seed()  # one for all: a mistake is shown by the same cases until it is mended
        self._lock = threading.Condition()
        self._waiting: dict[str, Exercise] = {}
        self._current: str | None = None
        self._grading: grading.Grading | None = None
        self._stale = self._closed = False
        self._began = 0.0
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def grade(self, exercises: Iterable[Exercise]) -> None:
        """Grade these, as soon as may be; one that is being graded is begun again."""
        with self._lock:
            self._waiting |= {exercise.id: exercise for exercise in exercises}
            if self._current in self._waiting:
                self._abandon()
            self._lock.notify()
        if self._waiting:
            self.start()

    def start(self) -> None:
        """Get ready, so that the first save need not wait for it."""
        if not self._thread.is_alive() and not self._closed:
            self._thread.start()

    def close(self) -> None:
        """End it with all its processes."""
        with self._lock:
            self._closed = True
            self._abandon()
            self._lock.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _abandon(self) -> None:
        """What is being graded is of no use any more. What takes long is ended; the rest ends by itself sooner."""
        self._stale = True
        if self._grading and self._current and (self._closed or time.monotonic() - self._began > 1):
            self._grading.abandon()

    def _serve(self) -> None:
        try:
            with contextlib.suppress(OSError):  # tried again, and told, with the first exercise
                self._warm()
            while exercise := self._next():
                self._grade(exercise)
        finally:
            self._cool()

    def _next(self) -> Exercise | None:
        with self._lock:
            self._current = None
            self._lock.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return None
            self._current = next(iter(self._waiting))
            self._stale, self._began = False, time.monotonic()
            return self._waiting.pop(self._current)

    def _grade(self, exercise: Exercise) -> None:
        ends: list[LaneEvent] = []

        def listen(event: Event) -> None:
            match event:
                case Started() | EpochEnded():
                    self._tell(event)
                case Graded() | GraderFailed():
                    ends.append(event)

        try:
            self._warm().grade(submission.whole(self._folder), [exercise], self._seed, listen)
        except (OSError, RnaError) as error:
            ends.append(GraderFailed(exercise.id, str(error)))
        with self._lock:
            end = ends[0] if ends and not self._stale else Dropped(exercise.id)
            if not isinstance(end, Graded):  # its processes may be gone: the next one begins with new ones
                self._cool()
        self._tell(end)

    def _warm(self) -> grading.Grading:
        if self._grading is None:
            units = {unit.id for unit in catalog.units() if unit.preload == self._preload}
            warm = grading.Grading(units, 1, {self._preload}, ahead=True)
            with self._lock:
                self._grading = warm
                if self._closed:
                    warm.abandon()
        return self._grading

    def _cool(self) -> None:
        if self._grading:
            self._grading.close()
        self._grading = None


class Watch:
    """The loop: saves go to the lanes, verdicts to the screen and to memory, and keys to whoever they ask for.

    Args:
        keyboard: open; where nobody sits at it, nothing is ever pressed.
        try_out: what the key t does; without it there is no such key.
    """

    def __init__(
        self,
        folder: Path,
        exercises: tuple[Exercise, ...],
        screen: Screen,
        keyboard: Keyboard,
        try_out: Try | None = None,
    ):
        self._folder, self._exercises, self._screen, self._keyboard = folder, exercises, screen, keyboard
        self._memory = Memory(folder)
        # A SimpleQueue waits for ever once a signal has outlasted the time of its get: Ctrl-Z, and fg later.
        self._events: queue.Queue[LaneEvent] = queue.Queue()
        self._saves = Saves(folder)
        self._codes = changes.fingerprints(self._saves.modules, exercises)
        self._lanes = {preload: Lane(folder, preload, self._events.put) for preload in ("numpy", "tensorflow")}
        self._keys: dict[str, Callable[[], None]] = {"h": self._hint, "n": self._go_to_next, "q": self._quit}
        if try_out:
            self._keys["t"] = self._try
        self._try_out = try_out
        self._trying: tuple[str, str | None] | None = None  # an exercise, and its code as it was then
        self._hand: Exercise | None = None
        self._ended = False
        if keyboard.is_there:
            screen.keys = tuple(self._keys)

    def run(self) -> None:
        """Until somebody wants no more, or nobody reads what it writes; a signal ends the whole process before."""
        try:
            self._begin()
            while shell.lost(sys.stdout) is None and not self._ended:
                self._turn()
        finally:
            for lane in self._lanes.values():
                lane.close()

    def _begin(self) -> None:
        """Grade what has been written since it was last graded."""
        records = self._memory.records()
        known = {name: record.code for name, record in records.items()}
        self._screen.begin(records, self._lost)
        if any(catalog.unit(each.unit).preload == "numpy" for each in self._exercises):
            self._lanes["numpy"].start()
        self._grade([each for each in self._exercises if self._codes[each.id] not in ("", known.get(each.id))])

    def _turn(self) -> None:
        try:
            self._hear(self._events.get(timeout=LOOK_EVERY))
            while not self._events.empty():
                self._hear(self._events.get())
        except queue.Empty:
            pass
        for key in self._keyboard.pressed().lower():
            self._keys.get(key, lambda: None)()
        if self._keyboard.was_away:
            self._keyboard.was_away = False
            self._screen.draw()
        self._screen.folder_is_there(self._folder.is_dir())
        if self._saves.look(time.monotonic()):
            codes = changes.fingerprints(self._saves.modules, self._exercises)
            changed = [each for each in self._exercises if codes[each.id] != self._codes[each.id]]
            self._codes, self._hand = codes, None
            self._screen.saved(changed, self._lost)
            self._grade(changed)

    @property
    def _lost(self) -> dict[str, str]:
        return changes.lost(self._saves.modules, self._exercises)

    def _grade(self, exercises: list[Exercise]) -> None:
        for preload, lane in self._lanes.items():
            lane.grade([each for each in exercises if catalog.unit(each.unit).preload == preload])

    def _hear(self, event: LaneEvent) -> None:
        match event:
            case Started(exercise):
                self._screen.working(exercise, "")
            case EpochEnded(exercise, epoch, epochs):
                self._screen.working(exercise, f"época {epoch} de {epochs}")
            case Graded(result):
                standing = self._memory.remember([result], self._codes)
                self._screen.result(result, standing, self._memory.lost)
            case GraderFailed(exercise, reason):
                self._screen.broken(exercise, reason)
            case Dropped(exercise):
                self._screen.resting(exercise)
            case Tried(exercise, text):
                if self._trying == (exercise, self._codes.get(exercise)):
                    self._screen.tried(exercise, text)
                else:  # saved in the meantime: its verdict is newer
                    self._screen.resting(exercise)
                self._trying = None

    # -- keys

    def _in_hand(self) -> Exercise | None:
        """What somebody is at: what they chose, what of the last save failed, or else what is next."""
        return self._hand or self._screen.failing() or self._next(self._screen.last())

    def _next(self, after: Exercise | None) -> Exercise | None:
        """The next of these exercises that is not done, and then that of the whole course."""
        todo = [each for each in self._exercises if not self._screen.is_done(each)]
        places = {each.id: place for place, each in enumerate(self._exercises)}
        here = places.get(after.id, -1) if after else -1
        later = (each for each in todo if places[each.id] > here)
        return next(later, todo[0] if todo else self._memory.next(self._memory.records()))

    def _hint(self) -> None:
        if exercise := self._in_hand():
            self._screen.hint(exercise, self._memory.read_hint(exercise))
        else:
            self._screen.nothing_left()

    def _go_to_next(self) -> None:
        self._hand = self._next(self._in_hand() if self._hand or self._screen.failing() else self._screen.last())
        if self._hand:
            self._screen.turn_to(self._hand)
        else:
            self._screen.nothing_left()

    def _try(self) -> None:
        exercise = self._in_hand()
        if exercise is None:
            self._screen.nothing_left()
        elif self._trying is None:
            self._trying = exercise.id, self._codes.get(exercise.id)
            self._screen.working(exercise.id, "", "Probando")
            threading.Thread(target=self._try_in_peace, args=(exercise,), daemon=True).start()

    def _try_in_peace(self, exercise: Exercise) -> None:
        """Beside the loop, which goes on looking for saves."""
        try:
            text = self._try_out(exercise) if self._try_out else ""
        except (OSError, RnaError) as error:
            text = f"No se ha podido probar: {error}"
        self._events.put(Tried(exercise.id, text))

    def _quit(self) -> None:
        self._ended = True
