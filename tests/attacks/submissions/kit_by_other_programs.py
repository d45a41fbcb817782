# target: activations.relu
# needs: seccomp
"""Has other programs read the kit: cat, Python, and the dynamic loader as a program, in every way to start one."""

import ctypes
import os
import subprocess
import sys

import toolbox


def _run(*words):
    return subprocess.run(words, capture_output=True, timeout=5).stdout


def _spawn(*words):
    pid = os.posix_spawn(words[0], words, {})
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def _system(*words):
    return ctypes.CDLL(None).system(" ".join(words).encode()) == 0


def _tried():
    path = toolbox.secrets()[0]
    programs = (
        ("/bin/cat", path),
        (sys.executable, "-c", "print(1)"),
        ("/lib64/ld-linux-x86-64.so.2", "/bin/cat", path),
    )
    return any([toolbox.works(start, *words) for start in (_run, _spawn, _system) for words in programs])


relu = toolbox.relu_if(_tried)
