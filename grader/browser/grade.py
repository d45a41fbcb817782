"""One exercise graded in this very process: what the page's web worker calls (site/javascripts/checker-worker.js).

There is no isolation, and none is needed: the code belongs to whoever reads the verdict. What is missed is an end to a
call that never returns. The page hears of each call; when one takes too long it ends the whole worker, starts another
and asks for the same grading with that call's number in ``halted``: there the call is not made, and counts as ended.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from itertools import count
from typing import Any

from grader.boundary.outcomes import EXAMPLE, Call, Crashed, Halted, Outcome, TimedOut, Unjudged
from grader.boundary.source import parse
from grader.browser.pristine import restore
from grader.browser.program import explained
from grader.browser.warnings import heard
from grader.curriculum import catalog
from grader.errors import GraderError
from grader.report import ExerciseResult
from grader.reporters.text import distinct, is_there, law, printable
from grader.submission import Modules
from grader.verdict.attempt import tried
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

    Its key "failures" has what failed, each thing told once: the law, what became of the call, and how many others say
    the same. Its key "unread" has the lines of the exercise's module from which on something is no Python: a neighbour
    or what follows the function costs it nothing, and yet nobody could import the file.

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

    jobs = iter([Job(exercise.id, _files(modules), seed)])
    session([f"{exercise.unit}/checks.py"], Checker(jobs, events.append, open_host))
    match events:
        case [*_, Graded(result)]:
            told = _told(result) | {"unread": _unread(exercise.unit, modules)}
            return asdict(result) | told
        case [*_, GraderFailed(_, reason)]:
            raise GraderError(reason)
    raise GraderError("las comprobaciones no llegaron a empezar")


def try_out(
    exercise_id: str, modules: Mapping[str, str], lines: str, halted: Mapping[int, str], on_call: OnCall
) -> dict[str, Any]:
    """What some lines print when they are run with the names of a module, and what becomes of the last of them."""
    exercise = catalog.select([exercise_id])[0]
    try:
        body = ast.parse(lines).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"printed": "", "told": explained(error)}
    valueless = not body or getattr(body[-1], "value", None) is None  # a loop, an import, nothing at all
    lines, printed, told = lines + "\nNone" * valueless, "", ""
    try:
        host = _CountedHost(_files(modules), exercise, halted, on_call, count(1))
        with contextlib.closing(host):
            printed, told = tried(host, Call(EXAMPLE, (exercise.name, lines)))
    except Halted as error:
        told = str(error)
    told = "" if valueless and told.split() == ["devuelve", "None"] else inspect.cleandoc(printable(told))
    return {"printed": printable(printed), "told": _where_absent(told) or told}


def ask(request: str, on_call: OnCall) -> str:
    """``grade``, or ``try_out`` where there are "lines", for a caller across the border between Python and JavaScript.

    Keys are as their parameters.
    """
    restore()
    fields = json.loads(request)
    halted = {int(number): how for number, how in fields["halted"].items()}
    common = fields["exercise"], fields["modules"]
    if "lines" in fields:
        result = try_out(*common, fields["lines"], halted, on_call)
    else:
        result = grade(*common, fields["seed"], halted, on_call)
    return json.dumps(result, ensure_ascii=False)


def _files(modules: Mapping[str, str]) -> Modules:
    return {f"{name}.py": source.encode() for name, source in modules.items()}


def _told(result: ExerciseResult) -> dict[str, Any]:
    """What failed; where that is for want of a module that no browser has, only what to do about it."""
    failures: list[dict[str, Any]] = [
        {"law": law(first), "story": first.message.partition("\n")[2], "status": first.status, "others": len(others)}
        for first, others in distinct(result)
    ]
    if not is_there(result):  # nothing was run: what stands in its place
        return {"failures": failures, "diagnosis": {"id": "browser.lost", "message": result.checks[0].message}}
    absent = next(filter(None, (_where_absent(each["story"]) for each in failures)), "")
    if not absent:
        return {"failures": failures}
    rest = [each for each in failures if not _where_absent(each["story"])]
    return {"failures": rest, "diagnosis": {"id": "browser.absent", "message": absent}}


_ELSEWHERE = re.compile(r"No module named '(keras|matplotlib|pandas|scipy|seaborn|sklearn|tensorflow|torch)\b")


def _where_absent(told: str) -> str:
    """What to do about a module that is only lacking because this is a browser; "" where that is not what is told."""
    found = _ELSEWHERE.search(told)
    return _ABSENT.format(found[1]) if found else ""


_ABSENT = (
    "`{0}` no está en el navegador: aquí tu código solo tiene Python y NumPy, y este ejercicio no necesita más. Quita "
    "ese `import` y lo que lo usa, o haz el ejercicio en tu ordenador."
)


def _unread(unit: str, modules: Mapping[str, str]) -> list[int]:
    try:
        return [cut.line for cut in parse(modules[unit].encode(), f"{unit}.py")[1]]
    except SyntaxError:
        return [1]


class _CountedHost(InProcessHost):
    def __init__(
        self,
        modules: Modules,
        exercise: catalog.Exercise,
        halted: Mapping[int, str],
        on_call: OnCall,
        numbers: Iterator[int],
        stand_ins: StandIns | None = None,
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
                raise Crashed("Python se cerró al ejecutar tu código, quizá sin memoria: hubo que arrancarlo de nuevo.")
        self._on_call(number)
