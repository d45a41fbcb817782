"""What this machine offers for grading, and how to get more, in a few Spanish lines."""

from __future__ import annotations

import importlib.metadata
import os
import platform

from grader import __version__
from grader.boundary import sandbox
from grader.curriculum import catalog
from grader.errors import GraderError, remedy
from grader.shell import ending
from grader.verdict import limits
from grader.verdict.events import Event, GraderFailed
from grader.verdict.grading import CAN_FORK, grade, new_seed

_ANSWER = {"tensors.py": b"import numpy as np\n\n\ndef rank(tensor):\n    return np.ndim(tensor)\n"}

_HOW = {
    "privileges": "hace falta Linux; algunos contenedores lo impiden",
    "namespaces": "el sistema solo deja a root crear espacios de nombres (unprivileged_userns_clone, AppArmor); "
    "puedes pasar sin ellos",
    "rlimits": "el sistema no admite límites de recursos",
    "landlock": "hace falta Linux 5.13 o posterior con Landlock activado (lsm=landlock,...) y el paquete landlockpy",
    "seccomp": "hace falta Linux con seccomp y el paquete seccompy; algunos contenedores lo impiden",
}
_WHAT = {
    "privileges": "ningún permiso de administrador, ni mirar en otros procesos",
    "namespaces": "una red vacía y propia, y ningún proceso de otros a su alcance",
    "rlimits": "memoria, procesador, ficheros e hilos",
    "landlock": "ficheros, señales y TCP",
    "seccomp": "solo las llamadas al sistema que necesita una respuesta honesta",
}


def report() -> tuple[str, bool]:
    """One line for each thing that grading depends on, and whether all of the course can be graded."""
    needed = [*_versions(), *_limits()]
    if all(line.startswith("✓") for line in needed):  # to read data takes NumPy, and that some memory
        needed += [*_data(), _trial()]
    lines = [
        f"rna {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        *needed,
        *_sandbox(),
    ]
    return "\n".join(lines), all(line.startswith("✓") for line in needed)


def _versions() -> list[str]:
    lines = []
    for package in ("numpy", "pytest", "hypothesis", "keras"):
        try:
            lines.append(f"✓ {package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            lines.append(f"✗ {package}: no está instalado; usa `pip install {package}`")
    return [
        *lines,
        f"✓ {os.cpu_count()} núcleos" + ("" if CAN_FORK else "; sin fork: cada proceso importa por su cuenta"),
    ]


def _data() -> list[str]:
    from grader.curriculum import data

    lines = []
    for name in data.SHA256:
        try:
            data.read(name)
            lines.append(f"✓ {name} está entero")
        except GraderError as error:
            lines.append(f"✗ {error}")
    return lines


def _limits() -> list[str]:
    for preload, what in (("numpy", "no se puede corregir nada"), ("tensorflow", "no se puede corregir Keras")):
        if low := limits.low_limits(preload):
            return [f"✗ {what}: {low}"]
    return ["✓ los límites del sistema dan para todo"]


def _trial() -> str:
    """Whether a right answer is graded."""
    said: list[str] = []

    def listen(event: Event) -> None:
        said.extend([event.reason] if isinstance(event, GraderFailed) else [])

    try:
        done = grade(_ANSWER, catalog.select(["tensors.rank"]), new_seed(), listen)
    except GraderError as error:
        return f"✗ no se puede corregir nada: {error}"
    if done.passed:
        return "✓ una respuesta de prueba se corrige bien"
    return f"✗ una respuesta de prueba no se corrige bien: {'; '.join(said) or done.exercises[0].status}"


def _sandbox() -> list[str]:
    if not limits.has_proc():
        return ["✗ `/proc`: sin él nadie vigila la memoria, los hilos ni los procesos de una entrega", *_layers()]
    return _layers()


def _layers() -> list[str]:
    try:
        with ending.held():
            working = sandbox.offered()
    except OSError as error:
        return [f"✗ no se ha podido comprobar qué aislamiento da la máquina: {remedy(error, limits.suspects())}"]
    if sandbox.LAYERS and not working:
        why = limits.suspects() or "prueba con `rna grade` y mira qué dice"
        return [f"✗ no se ha podido comprobar qué aislamiento da la máquina: {why}"]
    lines = [
        f"✓ {name}: {_WHAT[name]}" if name in working else f"✗ {name} ({_WHAT[name]}): {_HOW[name]}"
        for name in sandbox.LAYERS
    ]
    weaker = "Para un aislamiento completo corrige en Linux: aquí el código de la entrega corre con tus permisos."
    return lines if "landlock" in sandbox.LAYERS else [*lines, f"✗ {weaker}"]
