"""How Pythons of the kit's own are started: they find what this one has found, and heed nothing else of the user's.

They are told to ignore all variables and folders of the user's (-I), and so would not see an installation that is found
by one of those. So they run this file, which tells them where the kit is and where packages are installed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import json
import math
import os
import runpy
import sys
import sysconfig
from pathlib import Path

_NEEDED = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
"""Variables that a process needs to start, some of them on some machines alone."""

_LIBRARIES = "LD_LIBRARY_PATH"
"""Names folders of libraries; an empty name would be the present folder, which may be a submission."""

_NUMERIC_THREADS = (
    *("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"),
    *("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"),
)

_ENOUGH = {"STACK": 8 * 2**20, "NOFILE": 4096}
"""Of what more would cost: each thread takes so much address space, and each descriptor may have to be closed."""


def lift_limits() -> None:
    """Take no heed of limits that need not be kept: soft ones, up to the hard ones."""
    with contextlib.suppress(ImportError):
        import resource  # Windows has none

        for name in ("AS", "DATA", "CPU", "FSIZE", "NOFILE", "NPROC", "STACK"):
            with contextlib.suppress(AttributeError, ValueError, OSError):  # macOS has not all, and refuses some
                limit = getattr(resource, f"RLIMIT_{name}")
                of_system = resource.getrlimit(limit)
                soft, hard = (math.inf if each == resource.RLIM_INFINITY else each for each in of_system)
                wanted = max(soft, min(hard, _ENOUGH.get(name, math.inf)))
                resource.setrlimit(limit, (int(wanted) if wanted < math.inf else of_system[1], of_system[1]))


def command(*program: str) -> list[str]:
    """The command line of a Python of the kit's own.

    Args:
        program: what Python is told to run, "-m" and a module or "-c" and a text, and its arguments.
    """
    found = [path for path in sys.path if holds_packages(path)]
    # -X utf8 replaces PYTHONUTF8.
    isolated = ["-I", "-X", "utf8", *(["-B"] if sys.dont_write_bytecode else [])]
    return [sys.executable, *isolated, str(Path(__file__).absolute()), json.dumps(found), *program]


def environment(**more: str) -> dict[str, str]:
    """All variables of a process of the kit's own: of the user's, none but what it needs to start."""
    inherited = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    libraries = [path for path in os.environ.get(_LIBRARIES, "").split(os.pathsep) if Path(path).is_absolute()]
    inherited |= {_LIBRARIES: os.pathsep.join(libraries)} if libraries else {}
    # One thread for linear algebra: forking needs it, and small arrays and networks lose by more. Who trains twice
    # trains on two cores: exercises side by side, or the submissions of a class.
    threads = dict.fromkeys(_NUMERIC_THREADS, "1")
    # Keras would read a file of settings in the user's home; this is a place where there is none.
    keras = {"KERAS_BACKEND": "tensorflow", "KERAS_HOME": str(Path(os.devnull, "keras"))}
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    # In a worker nothing else may be started, and joblib, which scikit-learn imports, would warn of it.
    alone = {"JOBLIB_MULTIPROCESSING": "0"}
    return {**inherited, **threads, **keras, **quiet, **alone, "PYTHONHASHSEED": "0", **more}


def holds_packages(path: str) -> bool:
    """Whether packages are installed in a folder, or it is one of Python's own: no folder of somebody's work is."""
    place, own = Path(path), Path(sysconfig.get_path("stdlib"))
    return place.is_absolute() and (own in (place, *place.parents) or any(place.glob("*.dist-info")))


def has_imported() -> None:
    """To be said by each program once it has imported what it needs, and before any of a student's code or values.

    Until then nothing is collected: importing leaves next to no garbage, and to look for it among all that stays takes
    a good part of the time of importing TensorFlow.
    """
    gc.freeze()  # forked processes share these pages as long as no collector touches them
    gc.enable()


def _go_on(found: list[str], kind: str, program: str) -> None:
    """Run a program with the kit that this file is part of, and with the packages found in these folders."""
    sys.path[:] = [*found, *(path for path in sys.path if path not in found)]
    kit = importlib.util.spec_from_file_location("grader", Path(__file__).parents[1] / "__init__.py")
    assert kit
    assert kit.loader
    sys.modules["grader"] = importlib.util.module_from_spec(kit)
    kit.loader.exec_module(sys.modules["grader"])
    if kind == "-m":
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    else:
        exec(program, {"__name__": "__main__"})  # noqa: S102 - as Python's own -c


if __name__ == "__main__":
    gc.disable()
    lift_limits()
    _, folders, kind, program, *arguments = sys.argv
    sys.argv[:] = [kind, *arguments]
    _go_on(json.loads(folders), kind, program)
