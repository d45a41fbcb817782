"""Cases that take turns: each runs until it calls, so that one request holds the next call of every case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import greenlet

from grader.boundary.outcomes import Answer, Call, Outcome


class Mixer:
    """Runs cases in greenlets, all in the thread that asks for it.

    Args:
        answer: what becomes of some calls, in their order.
    """

    def __init__(self, answer: Callable[[list[Call]], list[Answer]]):
        self._answer = answer
        self._main: greenlet.greenlet | None = None

    @property
    def is_running(self) -> bool:
        return self._main is not None

    def call(self, call: Call) -> Outcome:
        """From within a case: the other cases run until they call too, then this one goes on with its answer."""
        assert self._main
        return self._main.switch(call)  # type: ignore[no-any-return]

    def run(self, cases: Sequence[Callable[[], None]]) -> None:
        """Run all cases to their ends. What one raises is raised here, and the others are given up."""
        self._main = greenlet.getcurrent()
        begun = [greenlet.greenlet(case) for case in cases]
        try:
            waiting = _calling((case, case.switch()) for case in begun)
            while waiting:
                answered = zip(waiting, self._answer([call for _, call in waiting]), strict=True)
                waiting = _calling((case, _go_on(case, answer)) for (case, _), answer in answered)
        finally:
            for case in filter(None, begun):  # those that have not come to their ends
                case.throw()  # nobody would see what they hold: the collector of garbage looks into none that waits
            self._main = None


def _calling(cases: Iterable[tuple[greenlet.greenlet, Any]]) -> list[tuple[greenlet.greenlet, Call]]:
    """Those of the cases that have called, each with its call; the others have come to their ends."""
    return [(case, call) for case, call in cases if isinstance(call, Call)]


def _go_on(case: greenlet.greenlet, answer: Answer) -> Any:
    """Let a case go on with what became of its call; gives its next call, if there is one."""
    return case.throw(answer) if isinstance(answer, Exception) else case.switch(answer)
