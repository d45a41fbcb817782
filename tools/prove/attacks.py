"""Run the attacks of tests/attacks against what people install, in six settings (Linux); print how many are withstood.

``python -m tools.prove.attacks``: the wheel, with the pinned packages, in an environment of its own outside the work
tree; as root and as an ordinary user, whose the environment then is; with all layers of the sandbox, without user
namespaces, and without any. Without root's rights, as the user who asks. Exit status 1 if an attack that is promised to
be withstood is not. An attack of which the missing layers are the promise (``needs:``) is counted apart.

All of it takes the better part of an hour; ``--only WORD``, ``--settings`` and ``--users`` ask for less.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from tools import ROOT

SETTINGS = ("closed", "no_namespaces", "open")
"""Of tests/attacks/test_attacks.py, which takes names of layers too: privileges+seccomp."""

NOBODY = 65534

NEEDED = ("tests", "solutions", "pyproject.toml")
"""What the attacks are run from; not the kit, which has to be the installed one."""

INTERPRETERS = ("python3.11", "python3.12", "python3.13")


@dataclass(frozen=True)
class User:
    name: str
    uid: int

    @property
    def identity(self) -> dict[str, object]:
        """How a program is started as this user."""
        return {} if self.uid == ASKING else {"user": self.uid, "group": self.uid, "extra_groups": []}


ASKING = os.getuid() if hasattr(os, "getuid") else NOBODY
ORDINARY = User("ordinary user", ASKING or NOBODY)
USERS = {"ordinary": ORDINARY} if ASKING else {"root": User("root", 0), "ordinary": ORDINARY}


# -- what is attacked --------------------------------------------------------------------------


class Installed:
    """The wheel in an environment below ``place``, and beside it a copy of the tests."""

    def __init__(self, place: Path, borrow: bool):
        self.place, self.tests = place, place / "tests"
        self.python = place / "venv" / "bin" / "python"
        place.chmod(0o755)
        if not self.python.exists():
            run(interpreter(), "-m", "venv", "--without-pip", self.place / "venv")
            if borrow:
                self._borrow()
            else:
                pinned = ROOT / "requirements"
                self._pip("--require-hashes", "-r", pinned / "run.txt", "-r", pinned / "test.txt")
        self._install(self._build(), borrow)
        self._copy_tests()

    def _install(self, wheel: Path, borrow: bool) -> None:
        """The kit, in place of one that was there."""
        if not borrow:
            self._pip("--no-deps", "--reinstall", wheel)
            return
        packages = packages_of(self.python)
        shutil.rmtree(packages / "grader", ignore_errors=True)
        shutil.unpack_archive(wheel, packages, "zip")  # without uv, which a test cannot count on
        run(self.python, "-m", "compileall", "-q", packages / "grader")

    def _borrow(self) -> None:
        """Take the packages of this environment, by links, which is quicker by minutes."""
        packages = packages_of(self.python)
        for each in packages_of(Path(sys.executable)).iterdir():
            if not each.name.startswith(("grader", "redes_neuronales", "_editable", "__pycache__")):
                (packages / each.name).symlink_to(each)

    def _build(self) -> Path:
        shutil.rmtree(self.place / "dist", ignore_errors=True)
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", self.place / "dist", cwd=ROOT)
        (wheel,) = (self.place / "dist").glob("*.whl")
        return wheel

    def _pip(self, *packages: str | Path) -> None:
        # Copies: what an attack does to a file must not reach the cache that it came from.
        quiet: list[str | Path] = ["--quiet", "--python", self.python, "--link-mode", "copy", "--compile-bytecode"]
        run(uv(), "pip", "install", *quiet, *packages)

    def _copy_tests(self) -> None:
        shutil.rmtree(self.tests, ignore_errors=True)
        self.tests.mkdir()
        for name in NEEDED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, self.tests / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(source, self.tests / name)

    def belong_to(self, user: User) -> None:
        """Whoever installs it may change it: an ordinary user too, and so may what they run."""
        if ASKING == 0:
            for folder, _, files in os.walk(self.place):
                for name in (".", *files):
                    os.chown(Path(folder, name), user.uid, -1, follow_symlinks=False)


def packages_of(python: Path) -> Path:
    """The folder of an environment's packages."""
    return Path(output(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"))


def interpreter() -> Path:
    """A Python that the ordinary user can run too; root's own may lie in a closed folder."""
    found = [Path(sys.base_prefix, "bin", "python3"), *(Path("/usr/bin", name) for name in INTERPRETERS)]
    for python in found:
        if python.exists() and succeeds(python, "-c", "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"):
            return python
    sys.exit("No Python that an ordinary user can run: install one in /usr/bin.")


def succeeds(*command: str | Path) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True, **ORDINARY.identity).returncode == 0  # type: ignore[call-overload, no-any-return]
    except PermissionError:
        return False


def uv() -> str:
    return shutil.which("uv") or sys.exit("uv is not on the path: pip install uv")


def run(*command: str | Path, cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=sys.stderr)


def output(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()


# -- the attacks -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What became of the attacks in one setting, by name."""

    withstood: tuple[str, ...]
    not_promised: tuple[str, ...]
    in_vain: tuple[str, ...]
    """Those of them that would show it if they succeeded, and do not even there."""
    others: tuple[str, ...]
    """Attacks that were not withstood, and whatever else failed."""


def attack(installed: Installed, user: User, setting: str, jobs: str, only: str) -> Outcome:
    """Run the tests of the attacks as a user, in a setting."""
    installed.belong_to(user)
    home = Path(tempfile.mkdtemp(prefix="home-", dir=installed.place))
    if ASKING == 0:
        os.chown(home, user.uid, -1)
    report = home / "report.xml"
    inherited = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    places = {"HOME": str(home), "TMPDIR": str(home), "RNA_ATTACKS_IN": setting, "PYTHONUTF8": "1"}
    chosen = ["-m", "", "-k", only, "-n", jobs, "--junit-xml", report, "-p", "no:cacheprovider", "--tb=short"]
    told = subprocess.run(
        [installed.python, "-m", "pytest", "-q", "tests/attacks", *chosen],
        cwd=installed.tests, env=inherited | places, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", check=False, **user.identity,  # type: ignore[call-overload]
    ).stdout  # fmt: skip
    if not report.exists():
        sys.exit(told)
    outcome = read(report, setting)
    run("rm", "-rf", "--", home)  # attacks may have left what Python's own means fail at
    if outcome.others:
        print(told, file=sys.stderr)
    return outcome


def read(report: Path, setting: str) -> Outcome:
    withstood, not_promised, in_vain, others = [], [], [], []
    for test in ET.parse(report).iter("testcase"):  # noqa: S314 - written by pytest
        name = test.get("name", "")
        attack = name.partition(f"[{setting}-")[2].rstrip("]")
        skipped = test.find("skipped")
        if test.find("failure") is not None or test.find("error") is not None:
            others.append(attack or name)
        elif attack and skipped is None:
            withstood.append(attack)
        elif attack and skipped is not None and (skipped.get("message") or "").startswith("not promised"):
            not_promised.append(attack)
            in_vain += [attack] if (skipped.get("message") or "").endswith(": fails") else []
    return Outcome(tuple(withstood), tuple(not_promised), tuple(in_vain), tuple(sorted(set(others))))


def rows(options: argparse.Namespace, place: Path) -> Iterator[Outcome]:
    """Print a line of the table for each setting as it is known."""
    installed = Installed(place, options.borrow)
    print("| user | setting | withstood | not promised there | not withstood |\n| --- | --- | --- | --- | --- |")
    for user in (USERS[name] for name in options.users):
        for setting in options.settings:
            outcome = attack(installed, user, setting, options.jobs, options.only)
            tried = len(outcome.withstood) + len(outcome.others)
            if outcome.in_vain:
                print(f"Succeed not even there: {', '.join(outcome.in_vain)}", file=sys.stderr)
            figures = f"{len(outcome.withstood)} of {tried} | {len(outcome.not_promised)}"
            print(f"| {user.name} | {setting} | {figures} | {', '.join(outcome.others) or '-'} |", flush=True)
            yield outcome
    if len(USERS) == 1:
        print("Not as root, whose rights this user lacks.")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default="", metavar="EXPRESSION", help="as pytest's -k")
    parser.add_argument("--settings", nargs="+", default=SETTINGS, metavar="SETTING")
    parser.add_argument("--users", nargs="+", default=list(USERS), choices=USERS)
    parser.add_argument("--jobs", default="3", help="how many at a time")
    parser.add_argument("--borrow", action="store_true", help="take the packages of this environment: quick")
    parser.add_argument(
        "--place", type=Path, metavar="DIR", help="install there and keep it; packages that are there are used again"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="rna-attacks-") as temporary:
        place = options.place or Path(temporary)
        place.mkdir(exist_ok=True)
        outcomes = list(rows(options, place.resolve()))
    return 1 if any(outcome.others for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
