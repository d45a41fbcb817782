"""The student's repository, and what a teacher uploads to a platform: files with the pinned kit written in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from grader import __version__
from grader.classes.course import Plan, without_people
from grader.curriculum import catalog
from grader.errors import UsageError
from grader.files import decoded

KIT = f"redes-neuronales=={__version__}"

COURSE = Path(".github", "course.toml")
"""Where the student's repository has the plan of the course."""

TELL_NO_TIME = ("vpl", "prairielearn")
"""The platforms that do not tell when a submission was handed in: nothing is late there."""

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]

# What pip takes, and neither YAML, JSON, a shell's double quotes nor Python could read as anything else.
_PINNED = re.compile(
    r"[\w.-]+==[\w.+!-]+"
    r"|[\w.-]+ @ (?:https|file)://[\w./~%@:+-]+#sha256=[0-9a-f]{64}"
    r"|[\w.-]+ @ git\+https://[\w./~%:+-]+@[0-9a-f]{40}",
    re.ASCII,
)


def write(target: Path, kit: str, plan: Plan, platform: str = "student", course: Path | None = None) -> list[Path]:
    """Write a platform's files below ``target``; returns them. ``course`` is the file of the plan, where it has one:
    whom it names is left out, for students read it.

    Raises:
        UsageError: ``target`` is not empty, or ``kit`` is not pinned.
    """
    if not _PINNED.fullmatch(kit):
        raise UsageError(
            f"«{kit}» no fija una versión del kit: usa redes-neuronales==VERSIÓN, "
            "redes-neuronales @ https://…whl#sha256=HASH o redes-neuronales @ git+https://…@COMMIT"
        )
    if target.exists() and not target.is_dir():
        raise UsageError(f"«{target}» no es una carpeta: indica una nueva")
    if target.exists() and any(target.iterdir()):
        raise UsageError(f"«{target}» ya existe y no está vacía: elige otra carpeta para no perder nada")
    place = COURSE if platform == "student" else Path(COURSE.name)
    words = _words(kit, plan, place if course else None)
    written = [_copy(source, target / name, words) for source, name in _files(platform, plan)]
    if course:
        written.append(_written(without_people(decoded(course.read_bytes())), target / place))
    return sorted(written)


def _files(platform: str, plan: Plan) -> Iterator[tuple[Path, Path]]:
    """Each file, and its place below the target."""
    base = _HERE / platform
    for source in sorted(base.rglob("*")):
        if source.is_file() and "__pycache__" not in source.parts:
            parts = (re.sub(r"^dot-", ".", part) for part in source.relative_to(base).parts)
            yield source, Path(*parts)
    if platform == "student":
        for unit in dict.fromkeys(exercise.unit for exercise in plan.exercises):
            yield _stub(unit), Path("exercises", f"{unit}.py")
    else:
        keras = any(catalog.unit(exercise.unit).preload == "tensorflow" for exercise in plan.exercises)
        needed = f"requirements/{'run' if keras else 'numpy'}.txt"
        yield _packaged(needed), Path("requirements.txt")


def _packaged(name: str) -> Path:
    """A file that the wheel carries, and a checkout of the kit has at its top."""
    carried = _HERE / name
    return carried if carried.exists() else _ROOT / name


def _stub(unit: str) -> Path:
    """A unit's stub.

    Raises:
        UsageError: it is one of a checkout in which somebody has begun to answer.
    """
    file = _packaged(f"exercises/{unit}.py")
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not (len(node.body) == 2 and isinstance(node.body[1], ast.Raise)):
            raise UsageError(f"{file.name} ya tiene respuestas ({node.name}): escríbelo de nuevo con `nox -s stubs`")
    return file


def _words(kit: str, plan: Plan, course: Path | None) -> dict[str, str]:
    ids = {exercise.id for exercise in plan.exercises}
    rows = []
    for unit in catalog.units():
        mine = [exercise for exercise in unit.exercises if exercise.id in ids]
        if mine:
            points = sum(plan.points.get(exercise.id, exercise.points) for exercise in mine)
            rows.append(f"| {unit.number}. {unit.title} | `exercises/{unit.id}.py` | {points:g} |")
    first = plan.exercises[0]
    return {
        "@KIT@": kit,
        "@UNITS@": "\n".join(rows),
        "@FIRST@": first.unit,
        "@EXERCISE@": first.id,
        " @COURSE@": f" --course {course.as_posix()}" if course else "",
        ', "@COURSE@"': f', "--course", "{course.as_posix()}"' if course else "",
    }


def _copy(source: Path, target: Path, words: dict[str, str]) -> Path:
    text = source.read_text(encoding="utf-8-sig")
    for word, value in words.items():
        text = text.replace(word, value)
    return _written(text, target)


def _written(text: str, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
    if text.startswith("#!"):
        target.chmod(0o755)
    return target
