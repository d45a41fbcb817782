"""Write grader/boundary/system_calls.txt: what workers of honest answers call of the system (Linux), and head-room.

``python -m tools.write.system_calls [--only UNIT ...]`` grades the solutions and tests/corpus/uses.py under strace
(which Debian has), with all of the sandbox but seccomp, and keeps what workers called once they had closed themselves
in. The list is for every Linux that the kit runs on, so what was seen is taken with its head-room: calls of the same
effect that other processors, C libraries, kernels and Pythons use in its place. Nothing else is added by hand.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import product
from pathlib import Path

from grader.boundary.sandbox import LAYERS
from grader.boundary.system_calls import REFUSED
from grader.curriculum import catalog
from grader.submission import modules
from grader.verdict.grading import Grading
from tools import ROOT

LIST = ROOT / "grader" / "boundary" / "system_calls.txt"
USES = ROOT / "tests" / "corpus" / "uses.py"
CARRIERS = ("tensors.rank", "training.train_pima")
"""Exercises as whose answers the uses are graded: of a worker that has NumPy, and of one that has TensorFlow."""

ALIKE = (
    "open openat openat2", "stat lstat fstat newfstatat statx", "statfs fstatfs", "access faccessat faccessat2",
    "readlink readlinkat", "rename renameat renameat2", "mkdir mkdirat", "rmdir unlink unlinkat",
    "getdents getdents64", "pipe pipe2", "dup dup2 dup3", "poll ppoll select pselect6",
    "epoll_wait epoll_pwait epoll_pwait2", "read pread64 readv preadv preadv2",
    "write pwrite64 writev pwritev pwritev2", "sendfile copy_file_range", "fsync fdatasync",
    "mmap munmap mremap mprotect madvise brk", "futex futex_wait futex_wake futex_waitv",
    "set_robust_list get_robust_list rseq set_tid_address", "exit exit_group", "nanosleep clock_nanosleep",
    "gettimeofday time times clock_gettime clock_getres getrusage getcpu",
    "rt_sigaction rt_sigprocmask sigaltstack rt_sigpending", "getpid getppid gettid getpgrp getpgid getsid",
    "getuid geteuid getgid getegid getgroups getresuid getresgid", "prlimit64 getrlimit", "sysinfo uname",
    "sched_getaffinity sched_setaffinity sched_getparam sched_getscheduler", "chdir fchdir", "close close_range",
)  # fmt: skip
"""Calls that stand in for each other. Where one of a line was seen, all of it are on the list."""

HEAD_ROOM = {
    "clone": "a thread, for a C library that finds no clone3",
    "kill": "a program may end itself",
    "restart_syscall": "the kernel's own, after a process was stopped and woken",
    "rt_sigreturn": "the kernel's own, after a signal was handled",
    "membarrier": "what compilers of numerical code may use between threads",
    "rseq": "C libraries from glibc 2.35 on, in each thread",
    "exit_group": "the end",
    "tgkill": "abort(): a library that finds itself broken ends by it, and is then told of as crashed",
    "wait4": "subprocess and multiprocessing ask for children that they could not start",
}
"""Calls that no run may show, and why they are on the list all the same."""

_CALL = re.compile(r"^(\w+)\(")
_BEGUN = re.compile(r"^landlock_restrict_self\(")
_THREAD = re.compile(r"^clone3?\(.*CLONE_THREAD.*= (\d+)$|^<\.\.\. clone3? resumed>.*= (\d+)$")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", default=[], metavar="UNIT")
    parser.add_argument("--traced", action="store_true", help=argparse.SUPPRESS)  # this program under strace
    options = parser.parse_args()
    if options.traced:
        return _answers(options.only)
    seen = _traced(options.only)
    if options.only:
        print(*sorted(seen), sep="\n")
        return 0
    LIST.write_text(_text(seen), encoding="ascii")
    print(f"{len(seen)} calls seen, {sum(not line.startswith('#') for line in _text(seen).splitlines())} on the list")
    return 0


def _traced(only: list[str]) -> Counter[str]:
    """The calls that workers made, and how often."""
    with tempfile.TemporaryDirectory() as place:
        command = ["strace", "--follow-forks", "--output-separately", "--quiet=all", f"--output={place}/t"]
        mine = [sys.executable, "-m", "tools.write.system_calls", "--traced", "--only", *only]
        subprocess.run([*command, *mine], cwd=ROOT, check=True)
        seen: Counter[str] = Counter()
        for file in Path(place).iterdir():
            lines = file.read_text(errors="replace").splitlines()
            begun = next((number for number, line in enumerate(lines) if _BEGUN.match(line)), None)
            if begun is not None:
                _gather(Path(place), lines[begun + 1 :], seen)
        return seen


def _gather(place: Path, lines: list[str], seen: Counter[str]) -> None:
    """Count the calls of a worker's thread, and of those that it started."""
    for line in lines:
        if call := _CALL.match(line):
            seen[call[1]] += 1
        if thread := _THREAD.match(line):
            file = place / f"t.{thread[1] or thread[2]}"
            _gather(place, file.read_text(errors="replace").splitlines() if file.exists() else [], seen)


def _answers(only: list[str]) -> int:
    """Grade what is traced: in workers without seccomp, and without namespaces, where they had other numbers."""
    layers = [name for name in LAYERS if name not in ("seccomp", "namespaces")]
    units = [unit.id for unit in catalog.units() if not only or unit.id in only]
    with Grading({*units, *(each.partition(".")[0] for each in CARRIERS)}, jobs=1, layers=layers) as grading:
        solved = grading.grade(modules(ROOT / "solutions"), catalog.select(units), 1)
        print("not passed:", *(result.id for result in solved.exercises if not result.passed), file=sys.stderr)
        for name, carrier in product([] if only else names(USES), CARRIERS):
            (result,) = grading.grade(using(name, carrier), catalog.select([carrier]), 1).exercises
            became = "done" if "done" in result.output else result.checks[0].message
            print(f"{name} in {carrier}: {became}", file=sys.stderr)
    return 0


def names(uses: Path) -> list[str]:
    """The functions of a file."""
    return [node.name for node in ast.parse(uses.read_bytes()).body if isinstance(node, ast.FunctionDef)]


def using(name: str, carrier: str) -> dict[str, bytes]:
    """A submission whose answer to an exercise is one of the uses, and says so when that is done."""
    unit, _, function = carrier.partition(".")
    body = f"    uses.{name}()\n    print('done')\n"
    source = f"from exercises import uses\n\n\ndef {function}(*arguments):\n{body}"
    return {f"{unit}.py": source.encode(), USES.name: USES.read_bytes()}


def _text(seen: Counter[str]) -> str:
    listed = dict.fromkeys(seen, "seen")
    for group in (line.split() for line in ALIKE):
        if found := [name for name in group if name in seen]:
            listed |= {name: f"in place of {found[0]}" for name in group if name not in seen}
    for name, reason in HEAD_ROOM.items():
        listed.setdefault(name, reason)
    lines = [
        "# The system calls that a worker may make; written by python -m tools.write.system_calls",
        *(f"{name:24}# {why}" for name, why in sorted(listed.items()) if name not in REFUSED),
        "# Seen as well, and refused: " + ", ".join(sorted(set(seen) & set(REFUSED))),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
