"""Errors that end a command with one Spanish line and exit status 2."""

from __future__ import annotations

import errno
import os


class RnaError(Exception):
    """Something the person at the keyboard can mend, or must hear of."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows of it: one line, as a command does."""
        return [str(self)]


class UsageError(RnaError):
    """The command was not given what it needs."""


class GraderError(RnaError):
    """The grader itself is broken: never a student's fault, never a verdict."""


TRY_AGAIN = "cierra otros programas y repite la orden"
"""What to do where the machine has no more to give."""

_NO_MORE_PROCESSES = "no se pueden abrir más procesos ni hilos"


def reason(error: OSError | RuntimeError | MemoryError) -> str:
    """Why the system refused, in Spanish where that is known; where it is no OSError, no thread could be started."""
    if not isinstance(error, OSError):
        return _NO_MORE_PROCESSES
    known = {
        errno.EACCES: "no hay permiso",
        errno.EFBIG: "ocuparía más de lo que el sistema te deja (`ulimit -f`)",
        errno.EDQUOT: "has agotado tu cuota de disco",
        errno.EIO: "fallan el disco o la red",
        errno.ENOMEM: "no queda memoria",
        errno.EPERM: "no hay permiso",
        errno.EROFS: "ahí no se puede escribir",
        errno.ENOSPC: "no queda sitio en el disco",
        errno.ENOENT: "no existe",
        errno.EMFILE: "hay demasiados ficheros abiertos",
        errno.EEXIST: "ya existe",
        errno.ENOTDIR: "no es una carpeta",
        errno.EISDIR: "es una carpeta",
        errno.ENAMETOOLONG: "el nombre es demasiado largo",
        errno.ELOOP: "los enlaces dan vueltas",
        errno.EAGAIN: _NO_MORE_PROCESSES,
        errno.ENFILE: "hay demasiados ficheros abiertos en todo el sistema",
    }
    return known.get(error.errno or 0, str(error.strerror or error))


def remedy(error: OSError, limits: str = "") -> str:
    """What has stopped a command, and what to do, in Spanish.

    Args:
        limits: which of the system's may be behind it, in Spanish.
    """
    file = error.filename2 or error.filename
    if not _is_somewhere():
        return "la carpeta en la que estás ya no existe: entra en otra con `cd`"
    if "temporary directory" in str(error):  # tempfile has tried all that there are
        if _no_file_may_grow():
            return "este sistema no te deja escribir ni un byte en un fichero: sube ese límite (`ulimit -f`)"
        return "no hay ninguna carpeta temporal en la que se pueda escribir: haz sitio, o di otra en la variable TMPDIR"
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return f"{reason(error)}: {limits or TRY_AGAIN}"
    if file is None:
        return f"{reason(error)}; {limits or TRY_AGAIN}"
    return f"{reason(error)}: {os.fsdecode(file)}; comprueba la ruta y los permisos"


def _no_file_may_grow() -> bool:
    try:
        import resource  # Windows has none
    except ImportError:
        return False
    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] == 0


def _is_somewhere() -> bool:
    """Whether the present folder is still there."""
    try:
        os.getcwd()  # noqa: PTH109 - the same
    except OSError:
        return False
    return True
