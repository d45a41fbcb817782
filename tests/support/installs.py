"""The kit installed as its users do, from a wheel made here."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support import ROOT

LEFT_OUT = re.compile(r"(tensorflow|keras|matplotlib|redes_neuronales.*|.*editable.*|.*\.pth|pip(-.*)?|__pycache__)")
"""What an environment for NumPy does without, and the kit itself."""


def make_wheel(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def environment(place: Path) -> Path:
    """A virtual environment with what the kit needs for NumPy and without the kit: as on a runner that keeps its own.

    Linked and not found by a path: a sandboxed worker reads its own environment and nothing else.
    """
    venv.create(place, with_pip=True)
    add_packages(libraries(place))
    return place


def libraries(place: Path) -> Path:
    """Where an environment or a user's folder has its packages."""
    return Path(sysconfig.get_path("purelib", vars={"base": str(place)}))


def add_packages(
    folder: Path, link: Callable[[str, str], object] | None = None, besides: re.Pattern[str] = LEFT_OUT
) -> None:
    """Put all that the kit needs for NumPy, or all ``besides`` some, into a folder of packages, file by file."""
    link = link or _link
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if path.is_dir() and not besides.fullmatch(path.name):
            shutil.copytree(path, folder / path.name, copy_function=link, dirs_exist_ok=True)
        elif path.is_file() and not besides.fullmatch(path.name):
            folder.mkdir(parents=True, exist_ok=True)
            link(str(path), str(folder / path.name))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@dataclass(frozen=True)
class Kit:
    """An installed kit: the command, or where there is none the interpreter, and the variables that it is found by."""

    python: Path
    rna: Path | None
    variables: dict[str, str] = field(default_factory=dict)


class Installs:
    """The kit installed in every way, below a folder; each is made when it is first asked for."""

    def __init__(self, place: Path):
        self._place, self._made = place, dict[str, Kit]()
        everybodys = next((each for each in (BASE, Path("/usr/bin/python3")) if _is_everybodys(each)), None)
        self._is_everybodys, self._base = everybodys is not None, everybodys or BASE

    def kit(self, install: str, other_user: bool = False) -> Kit:
        """The kit installed that way.

        Args:
            other_user: whether somebody else runs it.
        """
        if other_user and not self._is_everybodys:
            pytest.skip("no Python of this version here that another user may run")
        if install not in self._made:
            self._made[install] = getattr(self, "_" + install.replace("-", "_"))()
        return self._made[install]

    @functools.cached_property
    def _pip(self) -> list[str | Path]:
        venv.create(self._place / "pip", with_pip=True)
        return [self._place / "pip" / "bin" / "python", "-m", "pip", "--quiet", "--no-input", "--no-cache-dir"]

    @functools.cached_property
    def _wheel_file(self) -> Path:
        folder = self._place / "wheel-file"
        folder.mkdir()
        return make_wheel(folder)

    def _install(self, python: Path, *options: str | Path, **variables: str) -> None:
        command = [*self._pip, "--python", python, "install", "--no-deps", "--no-index", *options, self._wheel_file]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **variables})

    def _bare_venv(self, name: str) -> Path:
        subprocess.run([self._base, "-m", "venv", "--without-pip", self._place / name], check=True)
        return self._place / name

    def _venv(self, name: str, link: Callable[[str, str], object] | None = None) -> Kit:
        place = self._bare_venv(name)
        add_packages(libraries(place), link)
        self._install(place / "bin" / "python")
        return Kit(place / "bin" / "python", place / "bin" / "rna")

    def _checkout(self) -> Kit:
        return Kit(Path(sys.executable), Path(sys.executable).with_name("rna"))

    def _wheel(self) -> Kit:
        return self._venv("wheel")

    def _spaces(self) -> Kit:
        return self._venv("mi año/curso de IA")

    def _symlinks(self) -> Kit:
        return self._venv("symlinks", os.symlink)

    def _user(self) -> Kit:
        place = self._place / "user"
        add_packages(libraries(place))
        self._install(self._base, "--user", "--break-system-packages", PYTHONUSERBASE=str(place))
        return Kit(self._base, place / "bin" / "rna", {"PYTHONUSERBASE": str(place)})

    def _pythonpath(self) -> Kit:
        return Kit(self._base, None, {"PYTHONPATH": str(self._apart)})

    def _pth(self) -> Kit:
        place = self._bare_venv("pth")
        (libraries(place) / "apart.pth").write_text(f"{self._apart}\n", encoding="utf-8")
        return Kit(place / "bin" / "python", None)

    @functools.cached_property
    def _apart(self) -> Path:
        """A folder of packages that is no interpreter's own."""
        place = self._place / "apart"
        add_packages(place)
        self._install(self._base, "--target", place)
        return place


BASE = Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}")
"""The interpreter that the tests' environment was made with."""


def _is_everybodys(python: Path) -> bool:
    """Whether a Python of this version is there that every user may run."""
    same = ["-c", f"import sys, venv; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"]
    # What setpriv itself starts is still looked up with root's rights.
    other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env"] if os.geteuid() == 0 else []
    try:
        return subprocess.run([*other, python, *same], check=False, capture_output=True, cwd="/").returncode == 0
    except OSError:
        return False
