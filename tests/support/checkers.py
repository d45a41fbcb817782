"""Checkers that are not as they are shipped."""

from __future__ import annotations

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
    "-P", "-c", """
import functools, sys
from grader import cli
from grader.boundary import sandbox
from grader.verdict import grading
grading.Grading = functools.partial(grading.Grading, layers=sandbox.ALWAYS)
sys.exit(cli.main(sys.argv[3:]))
""",
)  # fmt: skip
"""Arguments for Python: the ``rna`` command, its workers open. ``-m grader``, which attacks know it by, follows."""
