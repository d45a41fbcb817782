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
import os
import re
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

PYODIDE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm")
STANDARD_LIBRARY = "python_stdlib.zip"
# Parts of the packages that checking an exercise never imports: a third of the bytes.
UNUSED = (
    "bin/*",
    "pygments/lexers/*",
    "pygments/styles/*",
    "hypothesis/extra/*",
    "hypothesis/vendor/*.txt",
    "**/RECORD",
    "**/*.pyi",
    "numpy/**/*.[ach]",
    "numpy/**/*.pxd",
    "numpy/distutils/**/*",
    "numpy/f2py/**/*",
)
USED = ("__init__.py", "_mapping.py", "python.py", "diff.py", "default.py", "_array_helpers.py", "_patching.py")
# Packages of npm that build or test, and are not served.
TOOLS = ("esbuild", "axe-core", "commander", "@types")
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
    write_manifest()
    bundle_libraries()
    copy_formulas()
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
    """Pyodide's own files, but its standard library, which is compiled with the packages."""
    source = MODULES / "pyodide"
    version = json.loads((source / "package.json").read_text(encoding="utf-8"))["version"]
    target = RUNTIME / f"pyodide-{version}"
    target.mkdir()
    for name in PYODIDE:
        shutil.copyfile(source / name, target / name)
    # It names 300 packages of another host, none of which is served.
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8")) | {"packages": {}}
    (target / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def numpy_wheel() -> Path:
    """NumPy, if it is the one that this Pyodide was released with."""
    lock = json.loads((MODULES / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    numpy = lock["packages"]["numpy"]
    wheel = WHEELS / str(numpy["file_name"])
    if not wheel.exists() or hashlib.sha256(wheel.read_bytes()).hexdigest() != numpy["sha256"]:
        raise SystemExit(
            f"{wheel.relative_to(ROOT)} is not the file with sha256 {numpy['sha256']} of pyodide-lock.json"
        )
    return wheel


def pack_python() -> None:
    """The standard library and python-HASH.zip: the packages compiled, the modules of the grader, the catalog."""
    packages = WORK / "packages"
    shutil.rmtree(packages, ignore_errors=True)
    uv = os.environ.get("UV") or shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    run(uv, "pip", "install", "--quiet", "--no-config", "--python", sys.executable, "--target", str(packages),
        "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", "requirements/web.txt")  # fmt: skip
    with zipfile.ZipFile(numpy_wheel()) as wheel:
        wheel.extractall(packages)
    for pattern in UNUSED:
        for path in packages.glob(pattern):
            if path.is_file() and path.name not in USED:
                path.unlink()
    for path in grader_files():
        copy = packages / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    source, compiled = WORK / "python.zip", WORK / "compiled"
    compiled.mkdir(exist_ok=True)
    with zipfile.ZipFile(source, "w") as archive:
        for path in sorted(packages.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                archive.writestr(zipfile.ZipInfo(path.relative_to(packages).as_posix(), EPOCH), path.read_bytes())
    library = MODULES / "pyodide" / STANDARD_LIBRARY
    run("node", "tools/write/compile.mjs", str(source), str(library), str(compiled))
    digest = hashlib.sha256((compiled / source.name).read_bytes()).hexdigest()[:12]
    shutil.copyfile(compiled / source.name, RUNTIME / f"python-{digest}.zip")
    (pyodide,) = RUNTIME.glob("pyodide-*")
    shutil.copyfile(compiled / library.name, pyodide / library.name)


def write_manifest() -> None:
    """python.json: what the page's Python consists of. By its name a file is known, and a browser may keep it for good.

    Of each file that is fetched its bytes, as they are and as a server compresses them: a page tells how much came.
    """
    (folder,), (archive,) = RUNTIME.glob("pyodide-*"), RUNTIME.glob("python-*.zip")
    fetched = [archive, *(path for path in sorted(folder.iterdir()) if path.suffix in {".wasm", ".zip"})]
    files = {path.relative_to(RUNTIME).as_posix(): sizes(path) for path in fetched}
    manifest = {"pyodide": folder.name, "archive": archive.name, "files": files}
    (RUNTIME / "python.json").write_text(json.dumps(manifest), encoding="utf-8")


def sizes(path: Path) -> tuple[int, int]:
    """The bytes of a file, and of it compressed."""
    content = path.read_bytes()
    return len(content), len(gzip.compress(content, 9, mtime=0))


def grader_files() -> list[Path]:
    """The modules of the grader that the page imports, and what they read. No answer and nothing trained."""
    units = [f"curriculum.{unit.id}.checks" for unit in browser_units()]
    units += [f"curriculum.{each.unit}.misconceptions.{each.name}" for each in catalog.exercises() if each.in_browser]
    found: set[str] = set()
    pending = [
        "grader.browser.grade",
        "grader.browser.program",
        "grader.curriculum.conftest",
        "grader.curriculum.search",
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


def browser_units() -> list[catalog.Unit]:
    """Those of which an exercise can be done on its page."""
    return [unit for unit in catalog.units() if any(each.in_browser for each in unit.exercises)]


def bundle_libraries() -> None:
    """editor.js, CodeMirror in one module; zip.js, what reads and writes archives."""
    esbuild = MODULES / ".bin" / "esbuild"
    for name in ("editor", "zip"):
        run(str(esbuild), f"tools/write/{name}.mjs", "--bundle", "--minify", "--format=esm", "--target=es2022",
            "--legal-comments=eof", "--log-level=warning", f"--outfile={RUNTIME / name}.js")  # fmt: skip


def copy_formulas() -> None:
    """KaTeX's style sheet, with its fonts in WOFF2 alone: formulas are typeset when the site is built."""
    source, target = MODULES / "katex" / "dist", RUNTIME / "katex"
    style = (source / "katex.min.css").read_text(encoding="utf-8")
    fonts = sorted((source / "fonts").glob("*.woff2"))
    (target / "fonts").mkdir(parents=True)
    (target / "katex.min.css").write_text(
        re.sub(r',url\([^)]+\.(woff|ttf)\) format\("\w+"\)', "", style), encoding="utf-8"
    )
    for font in fonts:
        shutil.copyfile(font, target / "fonts" / font.name)


def write_exercises() -> None:
    """course.json, the order of the course, and exercises.json, what its exercises are and their files made of."""
    units = {unit.id: unit_tree(unit) for unit in catalog.units()}
    for name, tree in {"course": [outline(unit) for unit in catalog.units()], "exercises": units}.items():
        text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
        (RUNTIME / f"{name}.json").write_text(text, encoding="utf-8")


def outline(unit: catalog.Unit) -> dict[str, Any]:
    """What every page may want to know of a unit: what it is called, its theory, and what there is to solve."""
    exercises = [{"name": each.name, "title": each.title, "theory": each.theory} for each in unit.exercises]
    return {"id": unit.id, "number": unit.number, "title": unit.title, "theory": unit.theory, "exercises": exercises}


def unit_tree(unit: catalog.Unit) -> dict[str, Any]:
    """The head of a unit's file, of which ``imports`` is what the page has, and what follows it, one by one."""
    source = (ROOT / "solutions" / f"{unit.id}.py").read_text(encoding="utf-8")
    head, functions = stubs.pieces(source)
    exercises = {exercise.name: exercise for exercise in unit.exercises}
    return {
        "head": head,
        "imports": stubs.imports_but(source, LACKING),
        "exercises": [
            {
                "name": name,
                "stub": stub,
                "here": exercises[name].in_browser,
                "example": stubs.example(stub),
                "hints": exercises[name].hints,
                "callLimit": exercises[name].call_limit,
                "limit": exercises[name].exercise_limit,
            }
            for name, stub in functions.items()
        ],
    }


LACKING = {"keras", "pandas", "sklearn", "tensorflow"}
"""Packages of the course that the page has not."""


def write_notices() -> None:
    """LICENSES.txt: the terms of what comes from npm; those of Python packages are in python-HASH.zip beside them."""
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
            whole, small = sizes(path)
            total += small
            print(f"{path.relative_to(RUNTIME).as_posix()[-23:]:<24}{whole:>12,}{small:>12,}")
    print(f"{'all':<24}{'':>12}{total:>12,}")


def run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
