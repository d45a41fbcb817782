"""Auto-graded exercises to learn neural networks: the grader behind the ``rna`` command."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one is told
    # In words that any Python 3 understands, before anything that it would not.
    sys.exit(
        "rna: hace falta Python 3.11, 3.12 o 3.13, y este es {}.{}: instala uno de los tres y repite con él".format(
            *sys.version_info[:2]
        )
    )

if sys.platform in ("linux", "darwin"):
    try:
        import resource

        # A module that Python compiles and that a limit cuts short would stay so, and break whatever imports it later.
        if resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY:
            sys.dont_write_bytecode = True
    except Exception:  # noqa: S110 - somebody's own file of that name, which __main__ tells of
        pass

__version__ = "0.2.0"
