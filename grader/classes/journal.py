"""What has been graded of a class, in SQLite: whatever dies, nothing finished is graded again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from grader.errors import UsageError
from grader.files import kit_by_content

_TABLES = """
create table if not exists setting (name text primary key, value text not null);
create table if not exists graded (
  key text primary key, report text not null, at text not null default current_timestamp
);
"""


def key(modules: Mapping[str, bytes], exercises: Iterable[str], seed: int) -> str:
    """The same for whatever must get the same report."""
    about = [kit_by_content(), seed, sorted(exercises)]
    content = [[name, hashlib.sha256(source).hexdigest()] for name, source in sorted(modules.items())]
    return hashlib.sha256(json.dumps([about, content]).encode()).hexdigest()


def _locked(file: Path) -> sqlite3.Connection:
    """What keeps a second run off: a lock that the system takes back from whoever dies."""
    lock = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        lock.execute("begin exclusive")
    except sqlite3.OperationalError:
        lock.close()
        raise UsageError(
            f"ya hay otra corrección en marcha en «{file.parent}»: espera a que termine, o usa otro --output"
        ) from None
    return lock


class Journal:
    """One class's journal; a context manager."""

    def __init__(self, file: Path):
        try:
            self._lock = _locked(file.with_name("journal.lock"))
            self._database = sqlite3.connect(file, timeout=30, isolation_level=None)
            # A write is whole or absent after a kill -9, and on the disk when it returns.
            self._database.executescript("pragma journal_mode=wal; pragma synchronous=full;" + _TABLES)
        except sqlite3.Error as error:
            raise UsageError(
                f"«{file}» no sirve como diario de una clase ({error}); bórralo o usa otro --output"
            ) from None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *error: object) -> None:
        self._database.close()
        self._lock.close()

    def _do(self, statement: str, values: list[str]) -> list[Any]:
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise UsageError(
                f"el diario de la clase no se puede leer o escribir ({error}); "
                "mira si queda sitio en el disco, o usa otro --output"
            ) from None

    def seed(self, wanted: int | None, new: int) -> int:
        """The seed of this class: ``wanted``, or else the one it was last graded with, or else ``new``."""
        kept = self.setting("seed")
        seed = wanted if wanted is not None else int(kept) if kept.isdecimal() else new
        self.set("seed", str(seed))
        return seed

    def setting(self, name: str) -> str:
        """What is kept under a name; "" if nothing is."""
        rows = self._do("select value from setting where name = ?", [name])
        return str(rows[0][0]) if rows else ""

    def set(self, name: str, value: str) -> None:
        """Keep something under a name."""
        self._do("insert or replace into setting values (?, ?)", [name, value])

    def get(self, key: str) -> str | None:
        """The report kept under a key, as JSON."""
        rows = self._do("select report from graded where key = ?", [key])
        return str(rows[0][0]) if rows else None

    def put(self, key: str, report: str) -> None:
        """Keep a report for good."""
        self._do("insert or replace into graded (key, report) values (?, ?)", [key, report])
