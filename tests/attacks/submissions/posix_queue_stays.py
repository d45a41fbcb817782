# target: activations.relu
# needs: seccomp
"""Makes a message queue of POSIX, which stays until somebody removes it by its name; it does so itself at once."""

import os

import toolbox

NAME = "rna_attack_queue"


def _made():
    queue = toolbox.call("mq_open", NAME, os.O_CREAT | os.O_RDWR, 0o600, None)
    return queue >= 0 and toolbox.call("mq_unlink", NAME) == 0


relu = toolbox.relu_if(_made)
