"""Put in place what the site serves beside its pages: Pyodide, the checks, the editor, the exercises' texts.

Everything goes to ``site/runtime/`` (ignored by git), from pinned packages: npm's by ``package-lock.json``, Python's by
``requirements/web.txt``, and the NumPy of Pyodide from ``requirements/pyodide/``, since no registry has it. The page
then asks no other host for anything. ``nox -s site`` calls this before it builds; ``python -m tools.write.web`` does it
by hand.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.curriculum import catalog
from tools import ROOT
from tools.write import stubs

RUNTIME = ROOT / "site" / "runtime"
WORK = ROOT / "build" / "web"
MODULES = ROOT / "node_modules"
WHEELS = ROOT / "requirements" / "pyodide"

PYODIDE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
# Parts of the packages that checking an exercise never imports: a third of the bytes.
UNUSED = (
    "bin/*",
    "pygments/lexers/*",
    "pygments/styles/*",
    "hypothesis/extra/*",
    "hypothesis/vendor/*.txt",
    "**/RECORD",
)
USED = ("__init__.py", "_mapping.py", "python.py", "diff.py", "default.py", "_array_helpers.py", "_patching.py")
# Packages of npm that build or test, and are not served.
TOOLS = ("esbuild", "axe-core", "@types")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive, so that the same files give the same bytes."""


def main() -> None:
    """Assemble everything and print what a first visit to an exercise downloads."""
    parser = argparse.ArgumentParser(description="Assemble site/runtime/ from pinned packages.")
    parser.parse_args()
    if not shutil.which("npm"):
        raise SystemExit("npm is missing: install Node.js 20 or later, which brings it, and run this again")
    shutil.rmtree(RUNTIME, ignore_errors=True)
    RUNTIME.mkdir(parents=True)
    install_npm()
    copy_pyodide()
    pack_python()
    bundle_editor()
    write_exercises()
    write_notices()
    print_sizes()


def install_npm() -> None:
    """node_modules/ as the lock file says; nothing to do when it already is."""
    done, lock = MODULES / ".package-lock.json", ROOT / "package-lock.json"
    stamp = MODULES / ".rna-lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not (done.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
        stamp.write_text(wanted, encoding="utf-8")


def copy_pyodide() -> None:
    """Pyodide's own files, and NumPy's wheel if it is the one that this Pyodide was released with."""
    source, target = MODULES / "pyodide", RUNTIME / "pyodide"
    target.mkdir()
    for name in PYODIDE:
        shutil.copyfile(source / name, target / name)
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    numpy = lock["packages"]["numpy"]
    wheel = WHEELS / numpy["file_name"]
    if not wheel.exists() or hashlib.sha256(wheel.read_bytes()).hexdigest() != numpy["sha256"]:
        raise SystemExit(
            f"{wheel.relative_to(ROOT)} is not the file with sha256 {numpy['sha256']} of pyodide-lock.json"
        )
    shutil.copyfile(wheel, target / wheel.name)
    lock["packages"] = {"numpy": numpy}  # the other 300 are not served
    (target / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def pack_python() -> None:
    """python.zip: the packages compiled, the grader's modules that the page needs, the checks, the catalog."""
    packages = WORK / "packages"
    shutil.rmtree(packages, ignore_errors=True)
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    run(uv, "pip", "install", "--quiet", "--no-config", "--python", sys.executable, "--target", str(packages),
        "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", "requirements/web.txt")  # fmt: skip
    for pattern in UNUSED:
        for path in packages.glob(pattern):
            if path.is_file() and path.name not in USED:
                path.unlink()
    for path in grader_files():
        copy = packages / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    source, target = WORK / "python.zip", RUNTIME / "python.zip"
    with zipfile.ZipFile(source, "w") as archive:
        for path in sorted(packages.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                archive.writestr(zipfile.ZipInfo(path.relative_to(packages).as_posix(), EPOCH), path.read_bytes())
    run("node", "tools/write/compile.mjs", str(source), str(target))


def grader_files() -> list[Path]:
    """The modules of the grader that the page imports, and what they read. No answer and nothing trained."""
    units = [f"curriculum.{unit.id}.checks" for unit in numpy_units()]
    units += [f"curriculum.{unit.id}.misconceptions.{each.name}" for unit in numpy_units() for each in unit.exercises]
    found: set[str] = set()
    pending = [
        "grader.browser.grade",
        "grader.curriculum.conftest",
        "grader.feedback.diagnose",
        *(f"grader.{name}" for name in units),
    ]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += imports(name)
    data = [f"grader/curriculum/{name}" for name in ("catalog.toml", "pytest.ini", "data/pima.csv")]
    return [*map(source_of, sorted(found)), *(ROOT / name for name in data)]


def imports(module: str) -> Iterator[str]:
    """The grader's modules that a module imports when it is loaded; what a function imports is not for the page."""
    yield from (module.rpartition(".")[0],) if "." in module else ()
    for node in ast.parse(source_of(module).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "grader":
            children = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (str(node.module), *(child for child in children if source_of(child).exists()))


def source_of(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def numpy_units() -> list[catalog.Unit]:
    return [unit for unit in catalog.units() if unit.preload == "numpy"]


def bundle_editor() -> None:
    """editor.js: CodeMirror in one module."""
    esbuild = MODULES / ".bin" / "esbuild"
    run(str(esbuild), "tools/write/editor.mjs", "--bundle", "--minify", "--format=esm", "--target=es2022",
        "--legal-comments=eof", "--log-level=warning", f"--outfile={RUNTIME / 'editor.js'}")  # fmt: skip


def write_exercises() -> None:
    """exercises.json: what the page shows of each exercise, and the pieces that a student's file is made of."""
    units = {unit.id: unit_tree(unit) for unit in numpy_units()}
    text = json.dumps(units, ensure_ascii=False, separators=(",", ":"))
    (RUNTIME / "exercises.json").write_text(text, encoding="utf-8")


def unit_tree(unit: catalog.Unit) -> dict[str, Any]:
    head, functions = stubs.pieces((ROOT / "solutions" / f"{unit.id}.py").read_text(encoding="utf-8"))
    exercises = {exercise.name: exercise for exercise in unit.exercises}
    return {
        "head": head,
        "exercises": [
            {
                "name": name,
                "stub": stub,
                "title": exercises[name].title,
                "points": exercises[name].points,
                "hints": exercises[name].hints,
                "callLimit": exercises[name].call_limit,
                "limit": exercises[name].exercise_limit,
            }
            for name, stub in functions.items()
        ],
    }


def write_notices() -> None:
    """LICENSES.txt: the terms of what comes from npm; those of the Python packages are in python.zip beside them."""
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    served = [name for name in sorted(packages) if name and not any(tool in name for tool in TOOLS)]
    notices = "\n\n".join(notice(ROOT / name) for name in served)
    (RUNTIME / "LICENSES.txt").write_text(notices + "\n", encoding="utf-8")


def notice(package: Path) -> str:
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    texts = [path.read_text(encoding="utf-8") for path in sorted(package.glob("LICENSE*"))]
    return "\n\n".join([f"{about['name']} {about['version']}: {about['license']}", *texts]).rstrip()


def print_sizes() -> None:
    print(f"{'served':<24}{'bytes':>12}{'gzipped':>12}")
    total = 0
    for path in sorted(RUNTIME.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            small = len(gzip.compress(content, 9, mtime=0))
            total += small
            print(f"{path.relative_to(RUNTIME).as_posix()[-23:]:<24}{len(content):>12,}{small:>12,}")
    print(f"{'all':<24}{'':>12}{total:>12,}")


def run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
