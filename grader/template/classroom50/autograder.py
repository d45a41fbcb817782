"""Classroom 50's autograder: installs the pinned kit and grades the checkout that it is started in.

Standard library only, any Python 3. What it finds beside itself changes what it does: ``requirements.txt`` (what the
kit needs, pinned with hashes) and ``course.toml`` (exercises, points and deadlines). Exit status 0 for every graded
outcome, 1 when there is no grade through no fault of the student's.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from datetime import datetime
from pathlib import Path
from typing import Any

KIT = "@KIT@"
PYTHONS = ("3.12", "3.13", "3.11")
GRADING_MINUTES = 9
"""Minutes; the job has fifteen, installation included. What is not graded by then counts as a timeout."""

SUBMITTED = re.compile(r"submit/(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d)Z")

BUNDLE = Path(os.environ.get("CLASSROOM50_BUNDLE_DIR") or Path(__file__).resolve().parent)


def main() -> int:
    """Install, grade, report."""
    place = Path(os.environ.get("RUNNER_TEMP") or tempfile.mkdtemp()) / "rna-kit"
    try:
        clear("result.json")  # nobody's own is to be taken for a grade
        rna = install(place)
        report = place / "report.json"
        grade(rna, report)
        write("result.json", shown(rna, report, "classroom50"))
        write("release-body.md", shown(rna, report, "markdown"))
        tell(*(json.loads(file.read_text(encoding="utf-8")) for file in (Path("result.json"), report)))
    except (OSError, subprocess.SubprocessError, LookupError) as error:
        why = " ".join(str(error).split())
        print(f"::error::autograder: {why}", file=sys.stderr)
        # The runner makes a result of its own, without points; this is what the teacher reads beside it.
        with contextlib.suppress(OSError):
            write("release-body.md", f"## No se ha corregido\n\nY no es culpa de la entrega: {why}\n".encode())
        conclude("error", f"no se ha corregido: {why}"[:130])
        return 1
    return 0


def install(place: Path) -> Path:
    """The ``rna`` of an environment of its own, or of the container's image, if that has one there."""
    python = place / "bin" / "python"
    if not python.exists():
        # -I: a file of the student's called venv.py or pip.py must not run here.
        run([supported_python(), "-I", "-m", "venv", place])
    pip: list[str | Path] = [python, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    requirements = BUNDLE / "requirements.txt"
    if requirements.is_file():
        run([*pip, "--require-hashes", "--requirement", requirements], cwd=place)
        run([*pip, "--no-deps", KIT], cwd=place)
    else:
        run([*pip, KIT], cwd=place)
    return place / "bin" / "rna"


def supported_python() -> str:
    """A Python that TensorFlow has wheels for."""
    if f"{sys.version_info[0]}.{sys.version_info[1]}" in PYTHONS:
        return sys.executable
    found = next(filter(None, (shutil.which(f"python{version}") or cached(version) for version in PYTHONS)), None)
    if found is None:
        raise LookupError('aquí no hay ningún Python de 3.11 a 3.13: pon en la tarea "runtime": {"python": "3.12"}')
    return found


def cached(version: str) -> str | None:
    """A Python of the runner's tool cache, where GitHub's machines keep several."""
    cache = Path(os.environ.get("RUNNER_TOOL_CACHE", ""))
    places = sorted(cache.glob(f"Python/{version}.*/*/bin/python3"), reverse=True)
    # Never one of the checkout's, where the student may have put anything.
    return next((str(place) for place in places if cache.is_absolute() and os.access(place, os.X_OK)), None)


def grade(rna: Path, report: Path) -> None:
    """Grade the present folder; the exit status 0 or 1 says whether everything is right."""
    command: list[str | Path] = [rna, "grade", "--submission", ".", "--require-sandbox", "--json", report]
    command += ["--time-limit", str(GRADING_MINUTES)]
    if (BUNDLE / "course.toml").is_file():
        command += ["--course", BUNDLE / "course.toml"]
    if found := SUBMITTED.match(os.environ.get("SUBMISSION_TAG", "")):
        command += ["--submitted", "{}{}:{}:{}+00:00".format(*found.groups())]  # grading again makes nobody late
    if moment := due():
        command += ["--due", moment]
    done = subprocess.run([*map(str, command)], timeout=60 * (GRADING_MINUTES + 1), check=False)
    if done.returncode not in (0, 1):
        raise LookupError(f"rna grade ha terminado con {done.returncode}")


def due() -> str:
    """The assignment's deadline, as the classroom publishes it; "" where it has none, or nobody can tell."""
    place = [os.environ.get(name, "") for name in ("PAGES_BASE_URL", "CLASSROOM", "CLASSROOM_SECRET")]
    try:
        # The runner's own address, from which this file has come too.
        with urllib.request.urlopen("/".join([*filter(None, place), "assignments.json"]), timeout=20) as answer:  # noqa: S310
            listed = json.loads(answer.read(10_000_000))["assignments"]
        entry = next(each for each in listed if each["slug"] == os.environ["ASSIGNMENT"])
        moment = entry["due"].replace("Z", "+00:00")
        return datetime.fromisoformat(moment).isoformat()
    except (OSError, ValueError, LookupError, StopIteration, TypeError, AttributeError):
        return ""


def shown(rna: Path, report: Path, form: str) -> bytes:
    """The report in another format."""
    command = [str(rna), "report", str(report), "--format", form, "--submission", "."]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def write(name: str, content: bytes) -> None:
    """Write a file of the checkout, whatever the student has put in its place."""
    clear(name)
    Path(name).write_bytes(content)


def clear(name: str) -> None:
    """Put aside whatever has a name in the checkout: not every tree of folders can be removed."""
    with contextlib.suppress(FileNotFoundError):
        os.replace(name, f".{secrets.token_hex(8)}")


def tell(result: dict[str, Any], report: dict[str, Any]) -> None:
    """Status and summary, as step outputs; what came late is not all well."""
    passed = sum(test["passed"] for test in result["tests"])
    total = len(result["tests"])
    late = report.get("late", "")
    right = passed == total and not late
    summary = f"{result['score']}/{result['max-score']} ({passed} de {total} ejercicio{'s' * (total != 1)})"
    summary += f"; {late}" if late else ""
    print(summary)
    conclude("success" if right else "failure", summary)


def conclude(status: str, summary: str) -> None:
    """Status and summary, as step outputs."""
    if os.environ.get("GITHUB_OUTPUT"):
        with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as outputs:
            outputs.write(f"status={status}\nsummary={' '.join(summary.split())}\n")


def run(command: list[str | Path], cwd: Path | None = None) -> None:
    """A step of the installation."""
    subprocess.run([*map(str, command)], check=True, cwd=cwd)


if __name__ == "__main__":
    sys.exit(main())
