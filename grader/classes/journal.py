"""What has been graded of a class, in SQLite: whatever dies, nothing finished is graded again."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import re
import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import UsageError
from grader.files import kit_by_content
from grader.verdict.limits import suspects

_TABLES = """
create table if not exists setting (name text primary key, value text not null);
create table if not exists graded (
  key text primary key, report text not null, at text not null default current_timestamp
);
"""
_ALL = "select type, name, sql from sqlite_master"


@dataclass(frozen=True)
class Seeds:
    """Where the seed of each submission of a class comes from.

    Args:
        secret: of the class, never shown: a seed tells nothing of that of any other submission, nor of the next one
            of the same student.
        fixed: the seed of all, where somebody has asked for one.
    """

    secret: bytes
    fixed: int | None = None

    def seed(self, modules: Mapping[str, bytes]) -> int:
        """A submission's seed: the same as long as it stays as it is."""
        if self.fixed is not None:
            return self.fixed
        return int.from_bytes(hmac.digest(self.secret, _content(modules), "sha256")[:4]) >> 1

    def key(self, modules: Mapping[str, bytes], exercises: Iterable[str]) -> str:
        """The same for whatever must get the same report."""
        drawn = self.secret.hex() if self.fixed is None else self.fixed
        about = json.dumps([kit_by_content(), drawn, sorted(exercises)]).encode()
        return hashlib.sha256(about + _content(modules)).hexdigest()


def _content(modules: Mapping[str, bytes]) -> bytes:
    """A submission's modules as one text, the same for the same modules alone."""
    return json.dumps([[name, hashlib.sha256(source).hexdigest()] for name, source in sorted(modules.items())]).encode()


def _locked(file: Path) -> sqlite3.Connection:
    """What keeps a second run off: a lock that the system takes back from whoever dies."""
    lock = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        lock.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        lock.close()
        if error.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        raise UsageError(
            f"ya hay otra corrección en marcha en «{file.parent}»: espera a que termine, o usa otro --output"
        ) from None
    return lock


def _no_use(error: sqlite3.Error) -> UsageError:
    limits = suspects() if isinstance(error, sqlite3.OperationalError) else ""
    what = "; ".join(filter(None, ("mira si queda sitio en el disco, o usa otro --output", limits)))
    return UsageError(f"el diario de la clase no se puede leer o escribir ({error}); {what}")


class Journal:
    """One class's journal; a context manager."""

    def __init__(self, file: Path):
        try:
            with contextlib.suppress(FileExistsError):
                file.touch(mode=0o600, exist_ok=False)  # it holds the secret
            self._lock = _locked(file.with_name("journal.lock"))
            self._database = sqlite3.connect(file, timeout=30, isolation_level=None)
            # A write is whole or absent after a kill -9, and on the disk when it returns.
            self._database.executescript("pragma journal_mode=wal; pragma synchronous=full;" + _TABLES)
            self._check()
        except sqlite3.OperationalError as error:
            raise _no_use(error) from None
        except sqlite3.Error as error:
            raise UsageError(
                f"«{file}» no sirve como diario de una clase ({error}); bórralo o usa otro --output"
            ) from None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *error: object) -> None:
        self._database.close()
        self._lock.close()

    def _check(self) -> None:
        """Refuse what has more than our tables: a trigger or a view in another's file would do what it likes."""
        with contextlib.closing(sqlite3.connect(":memory:")) as fresh:
            fresh.executescript(_TABLES)
            ours, found = (set(each.execute(_ALL)) for each in (fresh, self._database))
        if ours != found:
            raise sqlite3.DatabaseError("tiene otras tablas")

    def _do(self, statement: str, values: list[str]) -> list[Any]:
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise _no_use(error) from None

    def secret(self) -> bytes:
        """The secret of this class, drawn the first time."""
        if not re.fullmatch("[0-9a-f]{64}", self.setting("secret")):
            self.set("secret", secrets.token_hex(32))
        return bytes.fromhex(self.setting("secret"))

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
