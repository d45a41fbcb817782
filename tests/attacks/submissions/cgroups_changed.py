# target: activations.relu
# needs: landlock
"""Opens the files by which control groups are made and changed, and what /proc offers for writing, its parent's too."""

import os

import toolbox

NAMES = ("/sys/fs/cgroup/cgroup.procs", "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/cgroup.subtree_control")
PARENTS = ("oom_score_adj", "coredump_filter", "clear_refs", "timerslack_ns", "comm")
SYSTEM = ("/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/sys/vm/drop_caches", "/sys/kernel/mm/ksm/run")


def _paths():
    yield from (*NAMES, *SYSTEM, "/proc/self/oom_score_adj", "/proc/self/uid_map")
    yield from (f"/proc/{os.getppid()}/{name}" for name in PARENTS)


relu = toolbox.relu_if(lambda: toolbox.any_works(lambda path: os.open(path, os.O_WRONLY), _paths()))
