"""``python -m grader`` is ``rna``: the process around the command, from its first moment to its last."""

import _signal  # type: ignore[import-not-found]  # the part of signal that is there without an import of other modules
import sys

# Until it is known how to end, no signal is heard: what ends an import leaves a traceback.
_HEARD = _signal.pthread_sigmask(_signal.SIG_BLOCK, _signal.valid_signals()) if sys.platform != "win32" else set()

if sys.platform != "win32":
    import resource

    if resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY:
        # A module that Python compiles and that the limit cuts short would stay so, and break every later command.
        sys.dont_write_bytecode = True

if __name__ == "__main__" and not sys.flags.safe_path:
    # -m puts the present folder first, and that may be a submission with a file named as a library.
    del sys.path[0]

import atexit  # noqa: E402 - after the line above
import os  # noqa: E402

from grader.boundary.interpreter import lift_limits  # noqa: E402
from grader.shell import ending, open_streams  # noqa: E402


def main() -> int:
    """Run ``rna``; the exit status is the contract's, or that of a signal."""
    open_streams()
    lift_limits()
    ending.listen()
    if sys.platform != "win32":
        _signal.pthread_sigmask(_signal.SIG_SETMASK, _HEARD)
    from grader.cli import main as command

    status = command()
    ending.listen_no_more()
    if sys.flags.inspect:  # with PYTHONINSPECT Python would stay, and show the exit status as a traceback
        atexit._run_exitfuncs()
        sys.stdout.flush()
        os._exit(status)
    return status


if __name__ == "__main__":
    sys.exit(main())
