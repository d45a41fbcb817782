"""Checkers that are not as they are shipped."""

from __future__ import annotations

OPEN_CHECKER = ("-c", """
import functools
from grader.boundary import sandbox
from grader.verdict import checker, worker_host
worker_host.WorkerHost = functools.partial(worker_host.WorkerHost, layers=sandbox.ALWAYS)
checker.main()  # of grader.verdict.checker: by that name the tests find its process
""")  # fmt: skip
"""The program of a checker whose workers are not closed in."""

IN_PROCESS = ("-c", """
from grader.verdict import checker, worker_host
from grader.verdict.in_process import InProcessHost
class Here(InProcessHost):
    sandbox = None
    def __init__(self, modules, unit, *others):
        super().__init__(modules, unit)
worker_host.WorkerHost = Here
checker.main()
""")  # fmt: skip
"""The program of a checker with the answers in its own process, for the units that need no Keras."""

OPEN_COMMAND = (
    "-P", "-c", f"""
import functools, sys
from grader import cli
from grader.verdict import grading
grading.Grading = functools.partial(grading.Grading, checker={OPEN_CHECKER!r})
sys.exit(cli.main(sys.argv[3:]))
""",
)  # fmt: skip
"""Arguments for Python: the ``rna`` command with such checkers. ``-m grader``, which attacks know it by, goes after."""
