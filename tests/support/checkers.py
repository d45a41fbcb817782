"""Checkers and hosts that are not as they are shipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.boundary.outcomes import Call, Outcome
from grader.boundary.sandbox import ALWAYS
from grader.feedback.record import History


class FunctionHost:
    """A host whose function is at hand, and whose cases are run one by one."""

    def __init__(self, function: Callable[..., Any]):
        self._function, self.history = function, History()

    def run_mixed(self, cases: Any) -> bool:
        return False

    def call(self, call: Call) -> Outcome:
        return Outcome(self._function(*call.arguments))


_PASTING = """
import sys
from pathlib import Path
import grader
from grader.feedback import messages
sys.path.insert(0, str(Path(grader.__file__).parents[1]))
from tests.support.pasted import assert_can_be_pasted
del sys.path[0]
told = messages.message
def message(law, error, every=()):
    if error is not None:
        for call in every[-3:]:
            assert_can_be_pasted(call)
    return told(law, error, every)
messages.message = message
"""
"""Makes a checker break over a message whose calls cannot be pasted."""

PASTING = ("-c", _PASTING + """
from grader.verdict import checker
checker.main()
""")  # fmt: skip

IN_PROCESS = ("-c", _PASTING + """
from grader.verdict import checker, worker_host
from grader.verdict.in_process import InProcessHost
class Here(InProcessHost):
    sandbox = None
    def __init__(self, modules, unit, *others):
        super().__init__(modules, unit, stand_ins=others[-1])
worker_host.WorkerHost = Here
checker.main()
""")  # fmt: skip
"""The program of a checker with the answers in its own process, for the units that need no Keras."""


def command(layers: tuple[str, ...]) -> tuple[str, ...]:
    """Arguments for Python: ``rna`` with workers of these layers. ``-m grader`` follows: attacks know it by that."""
    return ("-P", "-c", f"""
import functools, sys
from grader import cli
from grader.verdict import grading
grading.Grading = functools.partial(grading.Grading, layers={layers!r})
sys.exit(cli.main(sys.argv[3:]))
""")  # fmt: skip


OPEN_COMMAND = command(ALWAYS)
"""The ``rna`` command whose workers are not closed in."""

UNPRIVILEGED = ("-P", "-c", """
import sys
from grader import cli
from grader.boundary import sandbox
sandbox.give_up_privileges()
sys.exit(cli.main(sys.argv[1:]))
""")  # fmt: skip
"""Arguments for Python: ``rna`` as one who may not read everything, be it root's."""
