"""A Classroom 50 run from an empty machine: ``python -m tools.measure.cold_run [solutions|exercises [IDS]]``.

Builds the wheel, writes the autograder with it for a course of some exercises (all of them without IDS, as in
``tensors,neuron``), and runs it with no cache and no environment on that folder.
Prints minutes and megabytes: what is downloaded (the wheels' sizes) and what is installed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader import template
from grader.classes import course
from tools import ROOT

IDENTITY = {
    "CLASSROOM": "class", "ASSIGNMENT": "all", "ASSIGNMENT_TYPE": "individual", "OWNER": "student",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d", "COMMIT_URL": "c", "RELEASE_URL": "r", "REVIEW_URL": "d",
}  # fmt: skip


def megabytes(folder: Path) -> float:
    """What the files below a folder take."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def main() -> None:
    folder, ids = (*sys.argv[1:], *("solutions", "")[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place / "dist")]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = (place / "dist").glob("*.whl")
        kit = f"redes-neuronales @ {wheel.as_uri()}#sha256={hashlib.sha256(wheel.read_bytes()).hexdigest()}"
        plan = place / "course.toml"
        plan.write_text(f"exercises = {json.dumps(ids.split(','))}\n" if ids else "", encoding="utf-8")
        template.write(place / "bundle", kit, course.read(plan), "classroom50")
        shutil.copy(plan, place / "bundle")
        variables = {
            **os.environ,
            **IDENTITY,
            "RUNNER_TEMP": str(place / "temp"),
            "PIP_CACHE_DIR": str(place / "cache"),
        }
        variables |= {"CLASSROOM50_BUNDLE_DIR": str(place / "bundle"), "GITHUB_OUTPUT": str(place / "outputs")}
        shutil.copytree(ROOT / folder, place / "checkout" / "exercises")
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, place / "bundle" / "autograder.py"], cwd=place / "checkout", env=variables, check=False,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        took = time.monotonic() - began
        size = megabytes(place / "bundle")
        print(
            f"Exit status {done.returncode}; {(place / 'outputs').read_text() if done.returncode == 0 else ''}".strip()
        )
        print(f"Bundle: {size:.2f} MB; the kit's wheel: {wheel.stat().st_size / 2**20:.1f} MB")
        print(f"Downloaded: {downloaded(place):.0f} MB; installed: {megabytes(place / 'temp'):.0f} MB")
        print(f"From an empty machine to result.json: {took / 60:.1f} minutes")
        print("Largest:", ", ".join(largest(place / "temp" / "rna-kit")))


def downloaded(place: Path) -> float:
    """What the pinned packages take as wheels; fetched once more, after the clock has stopped."""
    pip = [str(place / "temp" / "rna-kit" / "bin" / "python"), "-I", "-m", "pip", "download", "--quiet", "--no-deps"]
    command = [*pip, "--require-hashes", "-r", str(place / "bundle" / "requirements.txt"), "-d", str(place / "wheels")]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return megabytes(place / "wheels")


def largest(environment: Path) -> list[str]:
    """The packages that take the most."""
    (libraries,) = environment.glob("lib/python*/site-packages")
    sizes = {
        path.name: megabytes(path)
        for path in libraries.iterdir()
        if path.is_dir() and not re.search("-info$", path.name)
    }
    return [f"{name} {size:.0f} MB" for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:8]]


if __name__ == "__main__":
    main()
