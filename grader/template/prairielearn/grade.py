"""PrairieLearn's grader: grades /grade/student and leaves /grade/results/results.json.

Its plan is the question's tests/course.toml, or the course.toml beside this file, or none. Where there is no grade, and
that is no fault of the student's, the result says so and is not gradable: that costs neither points nor an attempt.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

GRADE = Path(os.environ.get("RNA_GRADE", "/grade"))
MINUTES = os.environ.get("RNA_MINUTES", "9")
"""For grading; the question's ``timeout``, which is 600 seconds at the most, has to be longer."""


def main() -> int:
    """Grade and write the results, whatever happens: without them a student would read of a broken job."""
    results = GRADE / "results" / "results.json"
    results.parent.mkdir(parents=True, exist_ok=True)
    try:
        text = graded()
    except (OSError, subprocess.SubprocessError) as error:
        text = failed(str(error))
    results.write_text(text, encoding="utf-8")
    return 0


def graded() -> str:
    """The results of a submission."""
    with tempfile.TemporaryDirectory() as place:
        report = str(Path(place) / "report.json")
        terms = ["--submission", str(GRADE / "student"), "--json", report, "--pictures", "--time-limit", MINUTES]
        done = rna("grade", *terms, "--submitted", "unknown", *course())
        if done.returncode not in (0, 1):
            return failed(done.stderr)
        shown = rna("report", report, "--format", "prairielearn", "--submission", str(GRADE / "student"))
        return shown.stdout if shown.returncode == 0 else failed(shown.stderr)


def course() -> list[str]:
    """The plan that counts."""
    for file in (GRADE / "tests" / "course.toml", Path(__file__).with_name("course.toml")):
        if file.is_file():
            return ["--course", str(file)]
    return []


def rna(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The kit's command, from a folder in which a submission has nothing."""
    command = [sys.executable, "-I", "-m", "grader", *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd="/", env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def failed(told: str) -> str:
    """The results where nobody could be graded, with the last line of what was told."""
    *_, last = ["el corrector no ha dicho por qué", *filter(None, map(str.strip, told.splitlines()))]
    last = "".join(filter(str.isprintable, last)).removeprefix("rna: ").rstrip(".")
    message = f"No se ha podido corregir, y no es culpa de la entrega: {last}. Avisa a tu profesor."
    return json.dumps({"gradable": False, "message": message})


if __name__ == "__main__":
    sys.exit(main())
