"""Files written whole, and the fingerprints of the kit, on a copy of it that may be changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.files import TemporaryFolder, remove_tree, write_whole
from tests.support import ROOT


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.csv", "ñ\r\n\ud800", errors="replace", newline="")
    assert (tmp_path / "a.csv").read_bytes() == "ñ\r\n?".encode()
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "a.csv", "\ud800")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"."):
        write_whole(tmp_path / "folder", "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "folder"]
    assert (tmp_path / "a.csv").read_bytes() == "ñ\r\n?".encode()


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "grader", tmp_path / "grader", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "grader"


def prints(kit: Path) -> list[str]:
    """What a process says of its kit: by content, and by times."""
    code = "from grader.files import kit_by_content as c, kit_by_times as t; print(c(), t())"
    command = [sys.executable, "-B", "-P", "-c", f"import sys; sys.path.insert(0, {str(kit.parent)!r}); {code}"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.split()


DECIDES = ["report.py", "curriculum/catalog.toml", "curriculum/data/pima.csv", "verdict/new/folder/of/modules.py"]


@pytest.mark.parametrize("name", DECIDES)
def test_what_decides_verdicts_changes_the_kits_prints(name: str, kit: Path) -> None:
    """However deep it lies."""
    before = prints(kit)
    (kit / name).parent.mkdir(parents=True, exist_ok=True)
    with (kit / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    after = prints(kit)
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_what_decides_nothing_does_not(kit: Path) -> None:
    before = prints(kit)
    (kit / "template" / "requirements").mkdir()
    (kit / "template" / "requirements" / "run.txt").write_text("numpy\n", encoding="utf-8")
    (kit / "verdict" / "__pycache__").mkdir(parents=True)
    (kit / "verdict" / "__pycache__" / "checker.pyc").write_bytes(b"x")
    (kit / ".DS_Store").write_bytes(b"x")
    assert prints(kit) == before
    os.utime(kit / "__init__.py", (1, 1))
    after = prints(kit)
    assert (before[0] == after[0], before[1] == after[1]) == (True, False), "the same content at another time"


# -- folders that a submission writes to --------------------------------------------------------

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="made of what Linux offers")


def spoil(folder: Path) -> None:
    """Make of a folder what a submission can: too deep for a path, without rights, of names that are no text."""
    (folder / "locked" / "inside").mkdir(parents=True)
    (folder / "locked" / "inside" / "file").touch()
    os.mkfifo(folder / "pipe")
    (folder / "circle").symlink_to("circle")
    name = os.fsencode(folder) + b"/\xff\xfe\n"
    os.makedirs(name + b"/-rf")  # noqa: PTH103 - a Path holds no bytes
    here = os.open(folder, os.O_RDONLY)
    for _ in range(5000):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    for locked in (folder / "locked" / "inside", folder / "locked", folder):
        locked.chmod(0)


@LINUX
@pytest.mark.proof
def test_a_folder_goes_whatever_it_holds(tmp_path: Path) -> None:
    with TemporaryFolder() as folder:
        spoil(folder)
    assert not os.path.lexists(folder)


AS_NOBODY = """
import os, sys
from pathlib import Path
from grader.files import remove_tree
from tests.processes.test_files import spoil
os.setgroups([])
os.setresuid(65534, 65534, 65534)
folder = Path(sys.argv[1]) / "folder"
folder.mkdir()
spoil(folder)
remove_tree(folder)
"""


@LINUX
@pytest.mark.proof
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may become somebody else")
def test_an_ordinary_user_takes_back_the_rights() -> None:
    with TemporaryFolder() as everybodys:
        everybodys.chmod(0o777)
        subprocess.run([sys.executable, "-c", AS_NOBODY, str(everybodys)], cwd=ROOT, check=True, timeout=120)
        assert not list(everybodys.iterdir())


@LINUX
def test_no_link_is_followed(tmp_path: Path) -> None:
    """Neither from within a folder nor in its place."""
    (kept := tmp_path / "kept").mkdir()
    (kept / "file").touch()
    kept.chmod(0o755)
    (folder := tmp_path / "folder").mkdir()
    (folder / "link").symlink_to(kept)
    remove_tree(folder)
    folder.symlink_to(kept)
    remove_tree(folder)
    assert (kept / "file").exists()
    assert kept.stat().st_mode & 0o777 == 0o755


def test_what_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    remove_tree(tmp_path / "nowhere")
    (tmp_path / "file").touch()
    remove_tree(tmp_path / "file")
