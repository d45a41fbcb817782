"""Errors that end a command with one Spanish line and exit status 2."""

from __future__ import annotations

import errno


class RnaError(Exception):
    """Something the person at the keyboard can mend, or must hear of."""


class UsageError(RnaError):
    """The command was not given what it needs."""


class GraderError(RnaError):
    """The grader itself is broken: never a student's fault, never a verdict."""


def reason(error: OSError) -> str:
    """Why the system refused, in Spanish where that is known."""
    known = {
        errno.EACCES: "no hay permiso",
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
    }
    return known.get(error.errno or 0, str(error.strerror or error))
