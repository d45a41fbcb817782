#!/usr/bin/env -S uv run --script

# /// script
# dependencies = ["nox[uv]>=2025.2.9"]
# ///

"""What there is to do with the kit: ``nox -l`` lists it; plain ``nox`` lints and tests."""

import sys

# Before anything else, in words that any Python 3 understands: both ends of the range are set by
# TensorFlow's wheels, and without this line the error would be pages of a resolver's reasoning.
if not (3, 11) <= sys.version_info < (3, 14):
    version = sys.version.split()[0]
    sys.exit(f"Hace falta Python 3.11, 3.12 o 3.13, y este es {version}: instala uno de los tres y repite con él.")

import subprocess
from pathlib import Path

import nox
import nox.virtualenv

# Old enough for the nox that an old Python gets, so that it reads the message above.
nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv"
nox.options.reuse_venv = "yes"

# uv compiles only when told to. Not compiled, TensorFlow takes 12 s to import instead of 5.
INSTALL = {"UV_COMPILE_BYTECODE": "1"}
INSTALL_ONLY = {"UV_COMPILE_BYTECODE": "0"}
# Tests start hundreds of processes that import the work tree: let them keep what they compile.
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}

WORKFLOWS = [
    ".github/workflows/ci.yml",
    ".github/workflows/pages.yml",
    "grader/template/student/dot-github/workflows/grade.yml",
]

LINTERS = {
    "ruff": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "--diff", "."],
    "mypy": ["mypy"],
    "validate-pyproject": ["validate-pyproject", "pyproject.toml"],
    "sp-repo-review": ["sp-repo-review", "."],
    "spelling": ["python", "-m", "tools.prove.spelling"],
    "portable": ["python", "-m", "tools.prove.portable"],
    "zizmor": ["zizmor", "--offline", "--quiet", ".github", *WORKFLOWS],
    "actionlint": ["actionlint", *WORKFLOWS],
}


COMPILE = """
import compileall, contextlib, os, sysconfig
with contextlib.suppress(AttributeError):  # Windows
    os.nice(10)
for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
    compileall.compile_dir(folder, quiet=2)
"""


def install(session: nox.Session, packages: str, kit: str = "", env: dict[str, str] = INSTALL) -> None:
    """Install pinned packages, and the kit as "wheel" or "editable"; no work when nothing changed.

    Not silent: the first time half a gigabyte comes in, and a still screen would look like a fault.
    """
    session.install("--require-hashes", "-r", f"requirements/{packages}.txt", silent=False, env=env)
    if kit:
        # A folder has no hash, so the kit is a step of its own. Its build stays isolated, so that
        # nothing of it is left among what is run, and uv holds the backend to the constraints'
        # versions and hashes.
        constraints = ["--build-constraints", "requirements/build.txt"]
        session.install("--no-deps", *constraints, "-r", f"requirements/{kit}.txt", silent=False, env=env)


def compile_meanwhile(session: nox.Session) -> None:
    """Have all that is installed compiled by a process that outlives the session and ends by itself.

    A first verdict need not wait for that. If it is interrupted, the rest is compiled as it is imported.
    """
    # Isolated: no module of the work tree takes the place of one of Python's.
    command, quiet = [str(Path(session.bin, "python")), "-I", "-c", COMPILE], subprocess.DEVNULL
    apart: dict[str, bool] = {} if sys.platform == "win32" else {"start_new_session": True}
    subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, **apart)  # type: ignore[call-overload]


@nox.session(default=False)
def grade(session: nox.Session) -> None:
    """Grade ./exercises; what follows -- goes to `rna grade`."""
    # A wheel is compiled once, where the work tree would be compiled by each process that it starts.
    begun = Path(session.virtualenv.location, "compiling-has-begun")
    install(session, "run", "wheel", INSTALL if begun.exists() else INSTALL_ONLY)
    if not begun.exists():
        begun.touch()
        compile_meanwhile(session)
    # 1 says that something is still to be done, which is a result and not an error.
    session.run("rna", "grade", *session.posargs, success_codes=[0, 1])


@nox.session(default=False)
def notebook(session: nox.Session) -> None:
    """Open notebooks/ in JupyterLab, with the kit at hand; what follows -- goes to it."""
    install(session, "notebook", "wheel")
    session.run("jupyter", "lab", "--notebook-dir", "notebooks", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Run the linters and type checker; names after -- choose among them."""
    install(session, "lint")
    for name in session.posargs or LINTERS:
        session.run(*LINTERS[name])


@nox.session
def tests(session: nox.Session) -> None:
    """Test the kit itself, in a few minutes; what follows -- goes to pytest."""
    install(session, "test", "editable")
    session.run("pytest", "-m", "not proof", "--durations=25", *session.posargs, env=COMPILED)


@nox.session(default=False, venv_backend="none")
def proof(session: nox.Session) -> None:
    """All tests that `tests` leaves out, in its environment: the whole corpus, all attacks, the site, platforms."""
    session.run(sys.executable, "-m", "nox", "-s", "tests", "--", "-m", "proof", *session.posargs)


@nox.session(default=False)
def site(session: nox.Session) -> None:
    """Build the site in build/site; `-- serve` shows it and follows changes to its pages."""
    install(session, "docs", "editable")
    # Nox's own uv is on no path where it was started as venv/bin/nox.
    session.run("python", "-m", "tools.write.web", env={"UV": nox.virtualenv.UV})
    session.run("python", "-m", "tools.write.figures")
    session.run("python", "-m", "tools.write.pages")
    # Material tells on each run of MkDocs' next version, which the requirements keep out.
    session.run("python", "-m", "mkdocs", *(session.posargs or ["build"]), env={"NO_MKDOCS_2_WARNING": "1"})


@nox.session(default=False, venv_backend="none")
def stubs(session: nox.Session) -> None:
    """Write exercises/*.py again from solutions/*.py, over what is there."""
    session.run(sys.executable, "-m", "tools.write.stubs", *session.posargs)


@nox.session(default=False, venv_backend="none")
def notebooks(session: nox.Session) -> None:
    """Write notebooks/*.ipynb again from solutions/*.py and the catalog."""
    session.run(sys.executable, "-m", "tools.write.notebooks", *session.posargs)


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Prove what the kit promises: stubs fail, solutions pass, hints exist, links resolve."""
    run_tool(session, "prove.audit")


@nox.session(default=False)
def calibrate(session: nox.Session) -> None:
    """Train honest and wrong networks and print the table that the thresholds follow from."""
    run_tool(session, "measure.calibrate")


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Break the solutions in small ways, and outside a part of their domain, and count what the checks let through."""
    run_tool(session, "prove.mutate")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure what the kit costs, as ratios taken in one run; `-- --only WORD` for a part."""
    run_tool(session, "measure.bench")


@nox.session(default=False)
def seeds(session: nox.Session) -> None:
    """Grade the right answers that need no TensorFlow with 30 seeds: none may be refused."""
    run_tool(session, "prove.seeds")


def run_tool(session: nox.Session, name: str) -> None:
    """Run a module of tools/ where the tests run."""
    install(session, "test", "editable")
    session.run("python", "-m", f"tools.{name}", *session.posargs, env=COMPILED)


@nox.session(default=False)
def attacks(session: nox.Session) -> None:
    """Run every attack against the installed wheel, as two users and in three settings; `-- --only WORD` for a part."""
    run_tool(session, "prove.attacks")


@nox.session(default=False)
def elsewhere(session: nox.Session) -> None:
    """Test the kit as Windows or macOS would run it, on Linux; `-- macos tests/quick` chooses."""
    run_tool(session, "prove.elsewhere")


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Have hostile workers send 5,000 spoiled frames and 1,000 models to the checks, and count what becomes of them."""
    run_tool(session, "prove.fuzz")


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Pin every requirement again; `-- --upgrade` takes the newest versions."""
    # What is run comes first: tests and linters see the same versions of it.
    same = ["--constraints", "requirements/run.txt"]
    whole = ["pyproject.toml", "--extra", "class"]
    pin(session, "run", "pyproject.toml")
    pin(session, "class", *whole, *same)
    pin(session, "notebook", "pyproject.toml", "--extra", "notebook", *same)
    pin(session, "numpy", "--group", "numpy", *same)
    pin(session, "test", *whole, "--group", "test", "--constraints", "requirements/class.txt")
    pin(session, "lint", "--group", "lint", *same)
    pin(session, "docs", "--group", "docs", *same)
    pin(session, "build", "--group", "build")
    # Its Hypothesis is an older one, the last in pure Python.
    pin(session, "web", "--group", "web")


def pin(session: nox.Session, name: str, *sources: str) -> None:
    """Compile requirements/NAME.txt for every system and Python that the kit supports."""
    session.run(
        *["uv", "pip", "compile", *sources, "--output-file", f"requirements/{name}.txt"],
        # One version of each package on every Python ("fewest"): a grade depends on none of them.
        *["--universal", "--python-version", "3.11", "--fork-strategy", "fewest"],
        *["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links"],
        # A configuration file of this machine or user must not leave its mark.
        *["--no-config", "--quiet", *session.posargs],
    )


if __name__ == "__main__":
    nox.main()
