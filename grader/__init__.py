"""Auto-graded exercises to learn neural networks: the grader behind the ``rna`` command."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one is told
    # In words that any Python 3 understands, before anything that it would not.
    sys.exit(
        "rna: hace falta Python 3.11, 3.12 o 3.13, y este es {}.{}: instala uno de los tres y repite con él".format(
            *sys.version_info[:2]
        )
    )

__version__ = "0.2.0"
