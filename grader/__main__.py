"""``python -m grader`` is ``rna``: the process around the command, from its first moment to its last."""

import _signal  # type: ignore[import-not-found]  # the part of signal that is there without an import of other modules
import gc
import sys

# Until it is known how to end, no signal is heard: what ends an import leaves a traceback.
_HEARD = _signal.pthread_sigmask(_signal.SIG_BLOCK, _signal.valid_signals()) if sys.platform != "win32" else set()

import os  # noqa: E402 - as every Python has done by now

# Folders of somebody's work, a submission perhaps: what is in them may be named as a module of Python's or a library.
_named = set(filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)))
try:  # noqa: SIM105 - contextlib has still to be imported
    _named |= {os.path.abspath(each) for each in _named}  # noqa: PTH100
except OSError:  # the present folder is no more
    pass
if __name__ == "__main__" and not sys.flags.safe_path:
    _named.add(sys.path[0])  # -m puts the present folder first
    del sys.path[0]
_named -= {os.path.dirname(os.__file__)}  # noqa: PTH120
sys.path[:] = sorted(sys.path, key=_named.__contains__)
for _name in sys.stdlib_module_names & sys.modules.keys():
    _file = getattr(sys.modules[_name], "__file__", None) or ""
    if _file and os.path.dirname(_file) in _named:  # noqa: PTH120
        _text = f"rna: «{_file}» tapa un módulo de Python: cámbiale el nombre, o quita su carpeta de PYTHONPATH\n"
        os.write(2, _text.encode(errors="replace"))
        os._exit(2)

import atexit  # noqa: E402 - after the line above

from grader.boundary.interpreter import has_imported, holds_packages, lift_limits  # noqa: E402
from grader.shell import ending, open_streams  # noqa: E402


def main() -> int:
    """Run ``rna``; the exit status is the contract's, or that of a signal."""
    open_streams()
    lift_limits()
    ending.listen()
    if sys.platform != "win32":
        _signal.pthread_sigmask(_signal.SIG_SETMASK, _HEARD)
    sys.path[:] = sorted(sys.path, key=lambda place: not holds_packages(place))
    gc.disable()
    from grader.cli import main as command

    has_imported()
    status = command()
    ending.listen_no_more()
    if sys.flags.inspect:  # with PYTHONINSPECT Python would stay, and show the exit status as a traceback
        atexit._run_exitfuncs()
        sys.stdout.flush()
        os._exit(status)
    return status


if __name__ == "__main__":
    sys.exit(main())
