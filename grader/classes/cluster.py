"""Submissions graded by Dask workers, each of which keeps its checkers warm.

What goes to a worker are the bytes of a submission's modules, never a path; what comes back is a report
as JSON. A worker that dies costs what it was doing, which Dask gives to another.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import re
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.curriculum import catalog
from grader.errors import RnaError, UsageError
from grader.verdict.events import Event, GraderFailed
from grader.files import kit_by_content
from grader.verdict.grading import Grading

if TYPE_CHECKING:
    from distributed import Client, Future

_ALLOWED_DEATHS = 10
"""Workers that may die while they grade one submission, before it is taken for the cause."""


_PATIENCE = 30
"""Seconds without any worker before the run gives up."""

_SETTINGS = {
    # A worker starts checkers and launchers: a daemonic process may not have children.
    "distributed.worker.daemon": False,
    "distributed.scheduler.allowed-failures": _ALLOWED_DEATHS,
    # What matters is said in one line, by us.
    "logging": dict.fromkeys(("distributed", "distributed.client", "tornado", "tornado.application"), "critical"),
    "distributed.nanny.pre-spawn-environ.DASK_LOGGING__DISTRIBUTED": "critical",
}

_ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d{1,5}/?")


@dataclass(frozen=True)
class Job:
    """A submission to grade."""

    key: str
    modules: dict[str, bytes]


@dataclass(frozen=True)
class Answer:
    """What became of a job: a report, or the reason why there is none."""

    report: str | None
    reason: str = ""


# -- on a worker ---------------------------------------------------------------------------------

_idle: dict[tuple[int, tuple[str, ...]], queue.SimpleQueue[Grading]] = {}


def grade(modules: dict[str, bytes], exercises: list[str], seed: int, kit: str) -> Answer:
    """Grade one submission in this process, with checkers that are already warm."""
    if kit != kit_by_content():
        raise RnaError("los procesos de Dask tienen otra versión del kit: instala la misma en todas las máquinas")
    answer = Answer(None)
    for _ in range(2):  # once more if a checker died, with new ones
        answer = _grade(modules, exercises, seed)
        if answer.report:
            break
    return answer


def _grade(modules: dict[str, bytes], ids: list[str], seed: int) -> Answer:
    exercises = catalog.select(ids)
    units = tuple(sorted({exercise.unit for exercise in exercises}))
    idle = _idle.setdefault((seed, units), queue.SimpleQueue())
    try:
        grading = idle.get_nowait()
    except queue.Empty:
        grading = Grading(seed, set(units), jobs=1)
    broken: list[str] = []

    def listen(event: Event) -> None:
        if isinstance(event, GraderFailed):
            broken.append(f"{event.exercise}: {event.reason}")

    with tempfile.TemporaryDirectory(prefix="rna-", ignore_cleanup_errors=True) as place:
        for name, source in modules.items():
            (Path(place) / name).write_bytes(source)
        report = grading.grade(Path(place), exercises, listen)
    if broken:
        grading.close()
        return Answer(None, f"el corrector ha fallado en {broken[0]}")
    idle.put(grading)
    return Answer(report.to_json())


# -- where the class is --------------------------------------------------------------------------


class Cluster:
    """A local cluster of ``jobs`` workers, or the one whose scheduler has the given address."""

    def __init__(self, jobs: int, scheduler: str | None):
        if scheduler is not None and not _ADDRESS.fullmatch(scheduler):
            raise UsageError(
                f"«{scheduler}» no es la dirección de un planificador de Dask: se espera tcp://NOMBRE:PUERTO"
            )
        self._jobs, self._scheduler = jobs, scheduler
        self._closing = contextlib.ExitStack()

    def __enter__(self) -> Cluster:
        import dask

        if (self._scheduler or "").startswith("tls:") and not dask.config.get("distributed.comm.tls.ca-file", None):
            raise UsageError("con TLS hacen falta los certificados, en la configuración de Dask")
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
        self._closing.enter_context(dask.config.set(_SETTINGS))
        self._client = self._connect(self._scheduler or self._start())
        return self

    def _start(self) -> Any:
        import dask
        from distributed import LocalCluster

        place = self._closing.enter_context(tempfile.TemporaryDirectory(prefix="rna-", ignore_cleanup_errors=True))
        # What they leave behind when they are killed goes with the folder.
        self._closing.enter_context(dask.config.set({"distributed.nanny.pre-spawn-environ.TMPDIR": place}))
        with _interrupts_ignored():  # which its processes inherit: Ctrl-C is this one's affair
            # No limit of memory: the heavy work is done in processes that have their own.
            local = LocalCluster(
                n_workers=self._jobs, threads_per_worker=1, processes=True, memory_limit=0, local_directory=place,
                protocol="tcp", host="127.0.0.1", dashboard_address="127.0.0.1:0",
            )  # fmt: skip
        return self._closing.enter_context(local)

    def _connect(self, cluster: Any) -> Client:
        from distributed import Client

        try:
            client = self._closing.enter_context(Client(cluster, timeout=10, set_as_default=False))
            client.wait_for_workers(1, timeout=120)
        except Exception as error:  # whatever Dask makes of it
            self.__exit__()
            where = f"en «{self._scheduler}»" if self._scheduler else "en esta máquina"
            raise RnaError(
                f"no hay ningún planificador de Dask con procesos {where} ({type(error).__name__}); "
                "comprueba la dirección y que `dask worker` está en marcha"
            ) from None
        return client

    def __exit__(self, *error: object) -> None:
        with _interrupts_ignored(), contextlib.suppress(Exception):
            self._closing.close()

    @property
    def size(self) -> int:
        """Submissions graded at the same time."""
        return max(1, sum(map(int, self._client.ncores().values())))

    def everywhere(self, function: Callable[[], Any]) -> list[Any]:
        """What a function says in each worker."""
        return list(self._client.run(function).values())

    def grade(self, jobs: Iterator[Job], exercises: list[str], seed: int) -> Iterator[tuple[Job, Answer]]:
        """Grade every job; yields answers as they come. Only a few jobs are in memory at once.

        Raises:
            RnaError: the scheduler or every worker is gone, or a worker has another kit.
        """
        from distributed import as_completed

        running: dict[str, tuple[Job, Future]] = {}
        finished = as_completed(loop=self._client.loop)

        def start() -> None:
            for job in jobs:
                arguments = job.modules, exercises, seed, kit_by_content()
                future = self._client.submit(grade, *arguments, key=f"rna-{job.key}", pure=False)
                running[future.key] = job, future
                finished.add(future)
                return

        for _ in range(2 * self.size + 2):
            start()
        with self._watched(running):
            for future in finished:
                job, _ = running.pop(future.key)
                yield job, _answer(future)
                future.release()
                start()

    @contextlib.contextmanager
    def _watched(self, running: dict[str, tuple[Job, Future]]) -> Iterator[None]:
        """Give up what is running once no worker has been there for a while: Dask would wait for ever."""
        over = threading.Event()

        def watch() -> None:
            alone = 0
            while not over.wait(1):
                alone = 0 if self._client.scheduler_info().get("workers") else alone + 1
                if alone >= _PATIENCE:
                    self._client.cancel([future for _, future in list(running.values())], force=True)
                    return

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join(5)


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # only that one may set handlers
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _answer(future: Future) -> Answer:
    from distributed.comm import CommClosedError

    try:
        return future.result()  # type: ignore[no-any-return]
    except RnaError:
        raise
    except (CancelledError, CommClosedError, OSError, TimeoutError):
        raise RnaError(
            "Dask se ha quedado sin planificador o sin procesos; lo corregido está guardado: repite la misma orden"
        ) from None
    except Exception as error:  # of Dask: workers died again and again
        return Answer(None, f"los procesos que la corregían murieron ({type(error).__name__})")
