# target: activations.relu
# needs: seccomp
"""Sets modes, to what they are, through descriptors: open ones, ones for the path alone, and their names in /proc."""

import os
import stat

import toolbox

OPENED, PATH_ALONE, EMPTY_PATH = os.O_RDONLY, os.O_PATH, 0x1000


def _ways(path, flags):
    descriptor = os.open(path, flags)
    mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
    name = f"/proc/self/fd/{descriptor}"
    done = [
        toolbox.call("fchmod", descriptor, mode), toolbox.call("fchmodat2", descriptor, "", mode, EMPTY_PATH),
        toolbox.call("chmod", name, mode), toolbox.call("fchmodat", toolbox.AT_FDCWD, name, mode),
    ]  # fmt: skip
    os.close(descriptor)
    return 0 in done


relu = toolbox.relu_if(
    lambda: any(
        [
            toolbox.any_works(lambda path: _ways(path, flags), toolbox.victims())
            for flags in (OPENED, PATH_ALONE, PATH_ALONE | os.O_NOFOLLOW)
        ]
    )
)
