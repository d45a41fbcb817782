"""Zip files made to mislead: what each is worth, read as a submission is."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.classes.files import Unreadable
from grader.classes.handed_in import Entry
from tests.support import with_proof

MINE, OTHER = b"x = 1\n", b"x = 2\n"
CENTRAL, END = b"PK\x01\x02", b"PK\x05\x06"


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    with zipfile.ZipFile(made := io.BytesIO(), "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name twice
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


HONEST = packed(("tensors.py", MINE))


def listed(place: int, content: bytes, archive: bytes = HONEST) -> bytes:
    """The archive with other bytes at a place of the first entry of its list."""
    start = archive.index(CENTRAL) + place
    return archive[:start] + content + archive[start + len(content) :]


def far_away(offset: int) -> bytes:
    """A member that lies at a place of 64 bits."""
    start, end = HONEST.index(CENTRAL), HONEST.index(END)
    extra = struct.pack("<HHQ", 1, 8, offset)
    entry = listed(42, b"\xff" * 4, listed(30, struct.pack("<H", len(extra))))[start:end] + extra
    return HONEST[:start] + entry + HONEST[end : end + 12] + struct.pack("<I", len(entry)) + HONEST[end + 16 :]


ARCHIVES: dict[str, tuple[Callable[[], bytes], bytes | None]] = {
    "a letter before": (lambda: packed(("C:tensors.py", OTHER), ("tensors.py", MINE)), MINE),
    "absolute": (lambda: packed(("/tensors.py", OTHER)), None),
    "backslashes": (lambda: packed(("a\\tensors.py", MINE)), MINE),
    "another case": (lambda: packed(("Tensors.py", OTHER)), OTHER),
    "of macOS": (lambda: packed(("__MACOSX/tensors.py", OTHER), ("a/tensors.py", MINE)), MINE),
    "a climbing neighbour": (lambda: packed(("../ana/tensors.py", OTHER), ("tensors.py", MINE)), MINE),
    "a bomb": (lambda: packed(("tensors.py", b"#" * 50_000_000), method=zipfile.ZIP_DEFLATED), None),
    "another method": (lambda: packed(("tensors.py", MINE), method=zipfile.ZIP_LZMA), None),
    "one inside": (lambda: packed(("x.zip", HONEST)), MINE),
    "two inside": (lambda: packed(("x.zip", HONEST), ("y.zip", HONEST)), None),
    "one inside one inside": (lambda: packed(("y.zip", packed(("x.zip", HONEST)))), None),
    "cut": (lambda: HONEST[:-10], None),
    "behind a program": (lambda: b"MZ" * 1000 + HONEST, MINE),
    "an end within the end": (lambda: HONEST[:-2] + b"\x16\0" + END + b"\0" * 18, None),
    "empty": (lambda: END + b"\0" * 18, None),
    "two names": (lambda: HONEST.replace(b"tensors.py", b"../ana/x.p", 1), None),
    "encrypted": (lambda: listed(8, b"\x01"), None),
    "a lie of its size": (lambda: listed(24, b"\xff\xff\xff\x7f"), MINE),
    "beyond the end": (lambda: listed(42, b"\xf0\xff\xff\x7f"), None),
    "beyond 63 bits": (lambda: far_away(2**63), None),
    "at the end of 63 bits": (lambda: far_away(2**63 - 1), None),
    "at the end of 64 bits": (lambda: far_away(2**64 - 1), None),
    "no text": (lambda: listed(9, b"\x08").replace(b"tensors.py", b"tensor\xff.py"), None),
    "forty thousand": (lambda: packed(*((f"f{number}", b"") for number in range(40_000)), ("tensors.py", MINE)), MINE),
}
"""By what is tried: the archive, and the module that is found in it; None if it is refused."""


@pytest.mark.parametrize("way", with_proof(ARCHIVES, ARCHIVES.keys() - {"forty thousand"}))
def test_an_archive_is_what_it_holds(way: str, tmp_path: Path) -> None:
    make, module = ARCHIVES[way]
    (tmp_path / "ana.zip").write_bytes(make())
    entry = Entry("ana", tmp_path / "ana.zip")
    if module is None:
        with pytest.raises(Unreadable):
            entry.read()
        return
    assert entry.read().modules.get("tensors.py", b"") == module


def test_a_name_twice_is_told(tmp_path: Path) -> None:
    """Who opens the archive by hand may see the other one."""
    (tmp_path / "ana.zip").write_bytes(packed(("tensors.py", OTHER), ("tensors.py", MINE)))
    assert Entry("ana", tmp_path / "ana.zip").read().passed_over
