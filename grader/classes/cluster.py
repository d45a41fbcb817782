"""Submissions graded by Dask workers, each of which keeps its checkers warm.

What goes to a worker are the bytes of a submission's modules, never a path; what comes back is a report
as JSON. A worker that dies costs what it was doing, which Dask gives to another.
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import queue
import re
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from functools import cache
from typing import TYPE_CHECKING

from grader.boundary import sandbox
from grader.classes.pool import Answer, Grader, Job, Terms
from grader.errors import RnaError, UsageError
from grader.files import kit_by_content

if TYPE_CHECKING:
    from distributed import Client, Future

_PATIENCE = 30
"""Seconds without any worker before the run gives up."""

# What matters is said in one line, by us.
_QUIET = {"logging": dict.fromkeys(("distributed", "distributed.client", "tornado", "tornado.application"), "critical")}

_CLOSE_NETWORK = {"namespaces", "seccomp"}
"""Of the sandbox's layers those that leave a submission no way to a port, not even to one of its own machine."""

_ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d{1,5}/?")


# -- on a worker ---------------------------------------------------------------------------------

_idle: dict[Terms, queue.SimpleQueue[Grader]] = {}

_offered = cache(sandbox.offered)


def grade(modules: dict[str, bytes], seed: int, terms: Terms, kit: str) -> Answer:
    """Grade one submission in this process, with checkers that are already warm."""
    if kit != kit_by_content():
        raise RnaError("los procesos de Dask tienen otra versión del kit: instala la misma en todas las máquinas")
    _check(_offered(), terms)  # here too: this process may have joined after the others were asked
    idle = _idle.setdefault(terms, queue.SimpleQueue())
    try:
        grader = idle.get_nowait()
    except queue.Empty:
        grader = Grader(terms)
    try:
        return grader.grade(modules, seed)
    finally:
        idle.put(grader)


def _check(offered: Iterable[str], terms: Terms) -> None:
    """Refuse a machine where a submission's code could reach Dask, with whose protocol it could answer for all.

    Certificates would not help: their keys lie where the code of a submission that is not closed in can read them.

    Raises:
        RnaError: nothing there closes the network, or it offers less than the terms ask for.
    """
    if not _CLOSE_NETWORK & set(offered):
        raise RnaError(
            "en una máquina de Dask nada cierra la red a las entregas (ni `seccomp` ni `namespaces`), y podrían "
            "falsear las notas de todos; mira allí `rna doctor`, o corrige sin --scheduler"
        )
    terms.check(offered)


# -- where the class is --------------------------------------------------------------------------


class Cluster:
    """The workers of the scheduler that has the given address; in all that is public, a Pool."""

    def __init__(self, address: str, terms: Terms):
        if not _ADDRESS.fullmatch(address):
            raise UsageError(
                f"«{address}» no es la dirección de un planificador de Dask: se espera tcp://NOMBRE:PUERTO"
            )
        if importlib.util.find_spec("distributed") is None:
            raise UsageError('para --scheduler hace falta Dask: instálalo con `pip install "redes-neuronales[class]"`')
        self._address, self._terms = address, terms
        self._closing = contextlib.ExitStack()

    def __enter__(self) -> Cluster:
        import dask

        if self._address.startswith("tls:") and not dask.config.get("distributed.comm.tls.ca-file", None):
            raise UsageError("con TLS hacen falta los certificados, en la configuración de Dask")
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
        self._closing.enter_context(dask.config.set(_QUIET))
        self._client = self._connect()
        return self

    def _connect(self) -> Client:
        from distributed import Client

        try:
            client = self._closing.enter_context(Client(self._address, timeout=10, set_as_default=False))
            client.wait_for_workers(1, timeout=120)
        except Exception as error:  # whatever Dask makes of it
            self.__exit__()
            raise RnaError(
                f"no hay ningún planificador de Dask con procesos en «{self._address}» ({type(error).__name__}); "
                "comprueba la dirección y que `dask worker` está en marcha"
            ) from None
        return client

    def __exit__(self, *error: object) -> None:
        with contextlib.suppress(Exception):
            self._closing.close()

    @property
    def size(self) -> int:
        """Submissions graded at the same time."""
        return max(1, sum(map(int, self._client.ncores().values())))

    def check(self) -> None:
        """Refuse to grade with less than is needed, before any code of a submission runs.

        Raises:
            RnaError: a machine offers less, or has no kit.
        """
        try:
            offers = self._client.run(sandbox.offered)
        except Exception as error:  # whatever Dask makes of it
            raise RnaError(
                f"los procesos de Dask no dicen qué aislamiento tienen ({type(error).__name__}); "
                "instala el mismo kit en todas las máquinas"
            ) from None
        for offered in offers.values():
            _check(offered, self._terms)

    def grade(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Answer]]:
        """Grade every job; yields answers as they come. Only a few jobs are in memory at once.

        Raises:
            RnaError: the scheduler or every worker is gone, or a worker has another kit.
        """
        from distributed import as_completed

        running: dict[str, tuple[Job, Future]] = {}
        finished = as_completed(loop=self._client.loop)

        def start() -> None:
            for job in jobs:
                arguments = job.modules, job.seed, self._terms, kit_by_content()
                future = self._client.submit(grade, *arguments, key=f"rna-{job.key}", pure=False)
                running[future.key] = job, future
                finished.add(future)
                return

        for _ in range(2 * self.size + 2):
            start()
        with self._watched(running):
            for future in finished:
                job, _ = running[future.key]
                # It is given up like the rest until its result is here: that may die with a worker.
                answer = _answer(future)
                del running[future.key]
                yield job, answer
                future.release()
                start()

    @contextlib.contextmanager
    def _watched(self, running: dict[str, tuple[Job, Future]]) -> Iterator[None]:
        """Give up what is running once no worker has been there for a while: Dask would wait for ever.

        It goes on giving up until all of that has come to its end, whatever Dask makes of being asked meanwhile.
        """
        over = threading.Event()

        def watch() -> None:
            alone = 0
            while not over.wait(1):
                alone += 1
                with contextlib.suppress(Exception):
                    if self._client.scheduler_info().get("workers"):
                        alone = 0
                    elif alone >= _PATIENCE:
                        self._client.cancel([future for _, future in list(running.values())], force=True)

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join(5)


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
