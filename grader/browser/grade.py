"""One exercise graded in this very process: what the page's web worker calls (site/javascripts/checker-worker.js).

There is no isolation, and none is needed: the code belongs to whoever reads the verdict. What is missed is an end to a
call that never returns. The page hears of each call; when one takes too long it ends the whole worker, starts another
and asks for the same grading with that call's number in ``halted``: there the call is not made, and counts as ended.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from itertools import count
from typing import Any

from grader.boundary.outcomes import Call, Crashed, Outcome, TimedOut, Unjudged
from grader.browser.warnings import heard
from grader.curriculum import catalog
from grader.errors import GraderError
from grader.submission import Modules
from grader.verdict.checker import Checker, session
from grader.verdict.events import CheckerEvent, Graded, GraderFailed, Job, OnEpoch
from grader.verdict.in_process import InProcessHost
from grader.verdict.stand_ins import StandIns
from grader.verdict.student import Host

OnCall = Callable[[int], object]
"""Told the number of each call before it is made. Number 1 is the loading of the module."""


def grade(
    exercise_id: str, modules: Mapping[str, str], seed: int, halted: Mapping[int, str], on_call: OnCall
) -> dict[str, Any]:
    """The ExerciseResult, as a tree, of a submission given as the source of each of its modules.

    Args:
        halted: "timeout" or "crashed" for each call that had to be ended before, by its number.

    Raises:
        GraderError: the checks themselves failed.
    """
    exercise = catalog.select([exercise_id])[0]
    events: list[CheckerEvent] = []

    numbers = count(1)

    def open_host(job: Job, exercise: catalog.Exercise, on_epoch: OnEpoch, stand_ins: StandIns) -> Host:
        if stand_ins and halted:
            raise Unjudged("whoever has waited for a call that does not end shall not wait again for a diagnosis")
        return _CountedHost(job.modules, exercise, halted, on_call, numbers, stand_ins)

    sources = {f"{name}.py": source.encode() for name, source in modules.items()}
    jobs = iter([Job(exercise.id, sources, seed)])
    session([f"{exercise.unit}/checks.py"], Checker(jobs, events.append, open_host))
    match events:
        case [*_, Graded(result)]:
            return asdict(result)
        case [*_, GraderFailed(_, reason)]:
            raise GraderError(reason)
    raise GraderError("las comprobaciones no llegaron a empezar")


def grade_json(request: str, on_call: OnCall) -> str:
    """``grade`` for a caller across the border between Python and JavaScript; keys as in its parameters."""
    fields = json.loads(request)
    halted = {int(number): how for number, how in fields["halted"].items()}
    result = grade(fields["exercise"], fields["modules"], fields["seed"], halted, on_call)
    return json.dumps(result, ensure_ascii=False)


class _CountedHost(InProcessHost):
    def __init__(
        self,
        modules: Modules,
        exercise: catalog.Exercise,
        halted: Mapping[int, str],
        on_call: OnCall,
        numbers: Iterator[int],
        stand_ins: StandIns,
    ):
        self._limit, self._halted, self._on_call, self._numbers = exercise.call_limit, halted, on_call, numbers
        self._begin(loads=f"{exercise.unit}.py")
        super().__init__(modules, exercise.unit, stand_ins=stand_ins)

    def call(self, call: Call) -> Outcome:
        self._begin()
        return super().call(call)

    def _given(self, argument: Any) -> Any:
        return heard(super()._given(argument))

    def _begin(self, loads: str = "") -> None:
        """Announce a call, or the loading of a file.

        Raises:
            Halted: it is one that had to be ended.
        """
        number = next(self._numbers)
        match self._halted.get(number):
            case "timeout":
                raise TimedOut.loading(self._limit, loads) if loads else TimedOut.after(self._limit)
            case "crashed":
                raise Crashed("Python se quedó sin memoria al ejecutar tu código y hubo que arrancarlo de nuevo.")
        self._on_call(number)
