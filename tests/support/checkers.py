"""Checkers that are not as they are shipped."""

from __future__ import annotations

OPEN_CHECKER = (
    "import functools, grader.verdict.checker as c, grader.verdict.worker_host as h; "
    "h.WorkerHost = functools.partial(h.WorkerHost, closed=False); c.main()"
)
"""The checker with workers that are not closed in."""

OPEN_COMMAND = (
    "-P", "-c", f"""
import subprocess, sys
from grader import cli
start = subprocess.Popen
def popen(command, **options):
    place = command.index("-m")
    if command[place + 1] == "grader.verdict.checker":
        command = [*command[:place], "-c", {OPEN_CHECKER!r}, *command[place + 2:]]
    return start(command, **options)
subprocess.Popen = popen
sys.exit(cli.main(sys.argv[3:]))
""",
)  # fmt: skip
"""Arguments for Python: the ``rna`` command with such checkers. ``-m grader``, which attacks know it by, goes after."""
