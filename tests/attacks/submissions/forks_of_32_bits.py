# target: activations.relu
# needs: seccomp
"""Starts a process by the numbers that programs of 32 bits use (int 0x80) and by those of x32, in code of its own."""

import os

import toolbox

FORK, EXIT = 2, 1
OLD = bytes.fromhex("b802000000 cd80 85c0 7509 b801000000 31db cd80 4898 c3".replace(" ", ""))
"""eax = fork; int 0x80; in the child: eax = exit, ebx = 0; int 0x80; in the parent: returns eax."""
X32 = bytes.fromhex("b839000040 0f05 85c0 750b b83c000040 31ff 0f05 0f0b 4898 c3".replace(" ", ""))


def _forked(code):
    pid = toolbox.machine_code(code)()
    return pid > 0 and os.waitpid(pid, 0)[0] == pid


relu = toolbox.relu_if(lambda: toolbox.platform.machine() == "x86_64" and toolbox.any_works(_forked, (OLD, X32)))
