# target: activations.relu
# needs: seccomp
"""Leaves a key in the user's keyring of the kernel, and looks for those of others."""

import toolbox

USER, SESSION = -4, -3


def _kept():
    key = toolbox.call("add_key", "user", "rna_attack_key", b"secret", 6, USER)
    if key >= 0:
        toolbox.call("keyctl", 9, key, USER)  # unlinked: a success is told by a point
    return key >= 0 or toolbox.call("keyctl", 0, SESSION, 0) >= 0


relu = toolbox.relu_if(_kept)
