"""Submissions that try to earn points without the answer, to harm their host, or to spoil the grading.

One file, or one folder, is one attack. Its main module begins with header lines and a docstring that
tells the intent::

    # target: activations.relu      the exercise it is graded on; its own answer there is wrong
    # needs: landlock,seccomp       optional: layers without which nobody promises that this is withstood
    # through: command              optional: graded by the ``rna`` command, in a process tree of its own;
                                    "class": by ``rna class``, among honest neighbours
    # known: limit                  optional: it earns its points, as SECURITY.md says under "Known limits"

Every attack is bounded in time, memory and number, and touches only what it or its own grading made.
``toolbox.py`` and ``elsewhere.py`` go along with those that import them. What no grader of values can tell from
an answer is no attack: computing the right values in another way, or describing the right network.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import ROOT

FOLDER = ROOT / "tests" / "attacks" / "submissions"
TOOLBOX = FOLDER / "toolbox.py"
SHARED = (TOOLBOX, FOLDER / "elsewhere.py")
_NO_ATTACKS = ("conftest.py", *(file.name for file in SHARED))
_HEADER = re.compile(rb"^# (target|needs|through|known): (\S+)\r?\n")


@dataclass(frozen=True)
class Attack:
    """One malicious submission: a file that stands for the target's module, or a folder with it and others."""

    path: Path
    target: str
    headers: dict[str, str] = field(compare=False, hash=False)

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def unit(self) -> str:
        return self.target.partition(".")[0]

    @property
    def needs(self) -> frozenset[str]:
        """The layers (sandbox.LAYERS) that keep it from working, all of which it takes."""
        return frozenset(filter(None, self.headers.get("needs", "").split(",")))

    @property
    def through(self) -> str:
        """What grades it: a warm "grader", a "command", or a "class"."""
        return self.headers.get("through", "grader")

    @property
    def shows(self) -> bool:
        """Whether it earns points just where it succeeds (toolbox.right_if), and then does no more harm than that."""
        return b"toolbox.relu_if(" in (source := _main(self.path).read_bytes()) or b"toolbox.right_if(" in source

    @property
    def is_known_limit(self) -> bool:
        return self.headers.get("known") == "limit"

    def stage(self, folder: Path) -> Path:
        """Write the submission into ``folder``."""
        if self.path.is_dir():
            shutil.copytree(self.path, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.path, folder / f"{self.unit}.py")
        for shared in SHARED:
            if f"import {shared.stem}\n".encode() in _main(self.path).read_bytes():
                shutil.copyfile(shared, folder / shared.name)
        return folder

    def __str__(self) -> str:
        return self.name


def attacks() -> list[Attack]:
    """All of them, by name."""
    paths = sorted(path for path in FOLDER.iterdir() if path.is_dir() or path.suffix == ".py")
    return [_read(path) for path in paths if path.name not in (*_NO_ATTACKS, "__pycache__")]


def _read(path: Path) -> Attack:
    rest, headers = _main(path).read_bytes(), {}
    while match := _HEADER.match(rest):
        headers[match[1].decode()] = match[2].decode()
        rest = rest[match.end() :]
    return Attack(path, headers.pop("target"), headers)


def _main(path: Path) -> Path:
    """The module with the header: the file itself, or the one in the folder that has it."""
    if path.is_file():
        return path
    return next(file for file in sorted(path.glob("*.py")) if file.read_bytes().startswith(b"# target: "))
