"""A unit of a submission in a worker process: the host of a grading, where there are processes."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader import submission
from grader.boundary.answers import Assignment
from grader.boundary.outcomes import (
    Answer,
    Call,
    Crashed,
    Halted,
    LawBroken,
    Outcome,
    Rejected,
    StudentError,
    TimedOut,
    Unjudged,
)
from grader.curriculum import catalog
from grader.errors import reason
from grader.feedback.record import History
from grader.files import TemporaryFolder
from grader.submission import Modules, mentions_tensorflow
from grader.verdict import bounds
from grader.verdict.events import OnEpoch
from grader.verdict.limits import require_room
from grader.verdict.mixing import Mixer
from grader.verdict.processes import PATIENCE, require_sandbox
from grader.verdict.stand_ins import StandIns
from grader.verdict.student import FOLDER, ROBBED
from grader.verdict.worker_processes import Launchers
from grader.verdict.workers import Printed, Worker

_READBACK = submission.modules(Path(__file__).parents[1] / "untrusted" / "readback")
"""What a worker loads in place of a submission, to read a file that one has saved."""

_SPOILED = "Tu código ha estropeado la carpeta en la que debía escribir."

_PAUSES = (0.05, 0.2, 1.0)
"""Seconds between two tries to make a folder."""

_MUCH = 2**24
"""Bytes with which a worker has its part in a disk that is full."""

_MAX_SAVED = 128 * 2**20
"""Bytes of a saved model: the largest that is admitted, in float32, with what an optimiser keeps of it, twice over."""


@dataclass(frozen=True)
class Limits:
    """Seconds of the parent's clock."""

    call: float
    """For one call of a student's function."""
    exercise: float
    """For all calls of one exercise, restarts included."""
    restarts: int = 3
    """How often a worker that an extra check killed is replaced."""


class WorkerHost:
    """Calls the functions of a unit in a worker, which is started again (within limits) when it has died.

    Args:
        preload: "numpy" or "tensorflow", what the unit always needs; TensorFlow comes too if its module names it.
        needed: those without which nothing is run.
        endless: what became of units of the same submission that did not end to load; nobody waits for one again.
        stand_ins: what other functions of the student's should give, where those do not count.

    Attributes:
        sandbox: the layers that closed the worker in; None before it has said so.
        scratch: the folder that the student's code may write to.
    """

    def __init__(
        self,
        modules: Modules,
        unit: str,
        limits: Limits,
        launchers: Launchers,
        preload: str = "numpy",
        on_epoch: OnEpoch = lambda epoch, epochs, logs: None,
        needed: tuple[str, ...] = (),
        endless: dict[tuple[str, float], TimedOut] | None = None,
        stand_ins: StandIns | None = None,
    ):
        preload = "tensorflow" if mentions_tensorflow(modules, unit) else preload
        require_room(preload)
        layers = launchers.layers(preload)
        require_sandbox(layers, needed)
        self.history = History()
        self.sandbox: tuple[str, ...] | None = None
        self._limits, self._launchers, self._on_epoch = limits, launchers, on_epoch
        self._folders = _Folders(out_of_reach={"landlock", "seccomp"} <= set(layers))
        self.scratch = self._folders.scratch
        about = stand_ins.functions() if stand_ins else {}
        self._about = tuple(about.values())
        self._assignment = Assignment(
            modules, str(self.scratch), unit, preload, layers, tuple(about), catalog.signatures(unit)
        )
        self._time = _Time(limits)
        self._printed = Printed()
        self._mixer = Mixer(self._answers)
        self._must_run_one_by_one = self._was_killed = False
        self._endless = {} if endless is None else endless
        self._failed_load: Halted | None = self._endless.get((unit, limits.call))
        self._starts = 0
        self._worker = self._start()  # so that it is there when the first cases are

    def call(self, call: Call) -> Outcome:
        """See student.Host. The time limit covers loading the student's module too."""
        if self._mixer.is_running:
            return self._mixer.call(call)
        (answer,) = self._answers([call])
        if isinstance(answer, Exception):
            raise answer
        return answer

    def run_mixed(self, cases: Sequence[Callable[[], None]]) -> bool:
        """See student.Host. The time limit of one call holds for the next calls of all cases."""
        if self._must_run_one_by_one:
            return False
        try:
            self._mixer.run(cases)
        except Halted:
            self._must_run_one_by_one = True
        return not self._must_run_one_by_one

    def read_model(self, path: Path) -> Any:
        """See student.Host: read by a worker of its own, without the student's code."""
        saved = submission.read(path, _MAX_SAVED)
        if saved is None:
            raise Rejected(f"Lo guardado en {path.name} no es un fichero ordinario, o es enorme.")
        reader = WorkerHost(_READBACK, "model_file", self._limits, self._launchers, "tensorflow")
        with contextlib.closing(reader):
            (copy := reader.scratch / "model.keras").write_bytes(saved)
            try:
                return reader.call(Call("load", (str(copy),))).value
            except StudentError as error:
                if reader.robbed:
                    raise Unjudged(ROBBED) from None
                raise LawBroken(f"Keras no puede leer el fichero guardado ({error.raised.type_name}).") from None

    @property
    def robbed(self) -> bool:
        """Whether somebody else has taken away the folder that the student's code may write to."""
        return self._folders.out_of_reach and self._folders.gone

    def new_folder(self) -> Path:
        """See student.Host."""
        return self._folders.new()

    def output(self) -> str:
        """See student.Host."""
        return self._printed.text()

    def close(self) -> None:
        """See student.Host."""
        self._worker.drop()
        self._folders.close()

    def _answers(self, calls: list[Call]) -> list[Answer]:
        """What becomes of some calls, in their order."""
        seconds = self._time.for_a_call()
        worker = self._loaded_worker()
        try:
            with self._time.taken_by(worker):
                return worker.ask(calls, seconds)
        except TimedOut:
            if seconds < self._limits.call:
                raise self._time.used_up() from None
            raise
        except Crashed as died:
            if not self._once_more(died):
                raise
            return self._answers(calls)

    def _loaded_worker(self) -> Worker:
        """The worker, or another where it has died, with the student's module."""
        if self._failed_load:
            raise self._failed_load.with_traceback(None)
        if self._worker.ended:
            self._worker = self._start()
        if not self._worker.loaded:
            try:
                self._load()
            except Halted as failure:
                self._failed_load = failure
                raise
        return self._worker

    def _load(self) -> None:
        """Have the worker load the module. One that takes too long is tried again: by then its libraries are at hand.

        Raises:
            Halted: it cannot be loaded.
        """
        unit, seconds = self._assignment.unit, self._limits.call
        for again in (True, False):
            self.sandbox = self._worker.close_in()
            try:
                with self._time.taken_by(self._worker):
                    return self._worker.load(seconds)
            except TimedOut as late:
                if not again or self._time.left < seconds:
                    self._endless[unit, seconds] = late
                    raise
            except Crashed as died:
                if not self._once_more(died):
                    raise
                self._worker = self._start()
                return self._load()
            self._worker = self._start()
        raise AssertionError

    def _once_more(self, died: Crashed) -> bool:
        """Whether what a worker died of is tried again: of one that was killed nobody knows by whom, once."""
        if not died.killed or self._was_killed:
            return False
        self._was_killed = True
        return True

    def _start(self) -> Worker:
        if self._starts > self._limits.restarts:
            raise Crashed("El proceso murió demasiadas veces.")
        if self._folders.gone and not self.robbed:
            raise Rejected(_SPOILED)
        self._starts += 1
        try:
            process = self._launchers.start(self._assignment.preload)
            self._printed.drain(process.output)
            return Worker(process, self._assignment, self._on_epoch, self._about)
        except (OSError, RuntimeError) as error:
            raise Unjudged(f"no se ha podido empezar un proceso para tu código: {reason(error)}") from None


class _Folders:
    """A worker's scratch folder, and those in it.

    Args:
        out_of_reach: whether the worker is closed in so that it cannot take the folder away or change its rights.
    """

    def __init__(self, out_of_reach: bool) -> None:
        self.out_of_reach = out_of_reach
        self._place = TemporaryFolder()
        self.scratch = self._place.path / "scratch"
        self.scratch.mkdir()
        self._was = self.scratch.stat()

    @property
    def gone(self) -> bool:
        """Whether the scratch folder is no longer there, or is another."""
        try:
            return not os.path.samestat(self.scratch.stat(), self._was)
        except OSError:
            return True

    def new(self) -> Path:
        """An empty folder that the worker may write to.

        Raises:
            Rejected: the student's code has made it impossible.
            Unjudged: the machine does not let us, several times.
        """
        for pause in (*_PAUSES, None):
            try:
                return Path(tempfile.mkdtemp(prefix=FOLDER, dir=self.scratch))
            except OSError as error:
                if pause is None:
                    raise self._whose(error) from None
                time.sleep(pause)
        raise AssertionError

    def _whose(self, error: OSError) -> BaseException:
        """The failure that says who is to blame for an error."""
        full = error.errno in (errno.ENOSPC, errno.EDQUOT) and bounds.overfull(self.scratch, _MUCH)
        if full or not self.out_of_reach:
            return Rejected(_SPOILED)
        return Unjudged(f"no se puede hacer una carpeta para tu código: {reason(error)}; repite la orden")

    def close(self) -> None:
        self._place.close()


_BRIEF = 0.1
"""Seconds of what counts whole, without a look at how the machine has treated it."""


class _Time:
    """What an exercise has taken of its time."""

    def __init__(self, limits: Limits):
        self._limits, self._taken = limits, 0.0

    def for_a_call(self) -> float:
        """The seconds that the next call may take; raises TimedOut where none are left."""
        seconds = min(self._limits.call, self.left)
        if seconds <= 0:
            raise self.used_up()
        return seconds

    @property
    def left(self) -> float:
        """The seconds that are left of it."""
        return self._limits.exercise - self._taken

    def used_up(self) -> TimedOut:
        return TimedOut(f"El ejercicio agotó sus {self._limits.exercise:g} s en total.")

    @contextlib.contextmanager
    def taken_by(self, worker: Worker) -> Iterator[None]:
        """What the worker does inside counts, as far as the machine has not kept it waiting."""
        began = time.monotonic()
        try:
            yield
        finally:
            took = time.monotonic() - began
            waited = worker.waited() if took > _BRIEF else 0.0
            self._taken += max(took / PATIENCE, took - waited)
