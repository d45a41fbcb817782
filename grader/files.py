"""Files written whole or not at all, and the kit's own files as a fingerprint of what decides verdicts."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from grader import __version__

_KIT = Path(__file__).parent

_ASIDE = ("__pycache__", "template")
"""What decides no verdict: compiled modules, and what is written for others, which a wheel has more of."""


def write_whole(file: Path, text: str, errors: str = "strict", newline: str | None = None) -> None:
    """Write a file whole or not at all, whenever this process dies: one beside it takes its name once it is complete.

    Args:
        errors: what becomes of text that is no UTF-8, as `open` has it.
        newline: what becomes of the ends of lines, as `open` has it.

    Raises:
        OSError: it cannot be written; nothing of the attempt is left.
    """
    draft = file.with_name(f".{secrets.token_hex(8)}.draft")
    try:
        with draft.open("x", encoding="utf-8", errors=errors, newline=newline) as opened:
            opened.write(text)
        draft.replace(file)
    finally:
        with contextlib.suppress(OSError):  # as a rule it is gone: it has taken the name
            draft.unlink()


def digest(*parts: bytes) -> str:
    """One text for several parts, each where it is."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


@cache
def kit_by_content() -> str:
    """Changes with the kit's version and files, and is the same on every machine that has the same kit."""
    return digest(__version__.encode(), *_parts((name, file.read_bytes()) for name, file in _kit()))


@cache
def kit_by_times() -> str:
    """Changes with the kit's files, Python and the packages installed; of this machine, and read in no time."""
    packages = Path(sysconfig.get_path("purelib")).stat().st_mtime_ns
    abouts = ((name, file.stat()) for name, file in _kit())
    files = _parts((name, f"{about.st_size} {about.st_mtime_ns}".encode()) for name, about in abouts)
    return digest(sys.version.encode(), str(packages).encode(), *files)


def _parts(named: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    for name, part in named:
        yield from (name.encode(), part)


def _kit() -> list[tuple[str, Path]]:
    """The kit's files by their names in it: all there are, since a list of those that matter would forget the next."""
    named = {file.relative_to(_KIT): file for file in _KIT.rglob("[!.]*") if file.is_file()}
    return sorted((name.as_posix(), file) for name, file in named.items() if not set(_ASIDE) & set(name.parts))
