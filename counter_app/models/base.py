"""The one open database: opening it, transactions on it, and connections for other threads."""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import peewee

from counter_app import disk
from counter_app.models import faults, migrations, places

#: Seconds that a writer waits for another one.
BUSY_TIMEOUT = 10

_HEADER = b"SQLite format 3\0"


class SqliteFile(peewee.SqliteDatabase):
    """A database file with the promises this program needs: full synchronisation, foreign keys."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            str(path),
            pragmas={"synchronous": "full", "foreign_keys": 1, "cache_size": -16_000},
            timeout=BUSY_TIMEOUT,
            autoconnect=False,
        )
        self.path = path

    def rollback(self) -> None:
        """Roll back, unless SQLite has done so itself, as it does on a full disk."""
        if self.connection().in_transaction:
            super().rollback()


#: Stands for the open database in every model and query.
database = peewee.DatabaseProxy()


def open_database(path: Path, backups: Path | None = None, mounts: Path = places.MOUNTS) -> None:
    """Open the database at ``path`` for this thread, creating it or bringing it up to date first.

    A database that has to be brought up to date is copied into ``backups`` (default:
    the folder ``backups`` beside it) before anything is changed. Whatever was open is closed.
    ``mounts`` is the table that tells network shares from disks.

    Raises:
        BadFile: damaged, of another program, or of a later version.
        DeviceProblem: on a network share, read-only, full disk, held by another program.
    """
    close_database()
    if places.on_network_share(path, mounts):
        raise faults.network_share(path)
    _refuse_unwritable(path)
    backups = backups or path.parent / "backups"
    if not path.exists():
        _create(path, backups)
    database.initialize(_opened(path, backups))


def _create(path: Path, backups: Path) -> None:
    """Make the database aside and put it in place whole.

    Another program that comes meanwhile finds none or all of it, and an empty file is always
    a database that was lost.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            _opened(draft, backups).close()
            with suppress(FileExistsError):  # another program was first
                disk.give_name(draft, path)
    except OSError as error:
        raise faults.of_disk(error, path) from error


def _opened(path: Path, backups: Path) -> SqliteFile:
    opened = SqliteFile(path)
    with faults.translated(path):
        try:
            opened.connect()
            migrations.bring_up_to_date(opened, path, backups)
            opened.journal_mode = "wal"  # a backup that was put here has another
        except BaseException:
            opened.close()
            raise
    return opened


def close_database() -> None:
    """Close this thread's connection to the open database, if there is one."""
    if database.obj is not None and not database.is_closed():
        database.close()


@contextmanager
def transaction() -> Iterator[None]:
    """All or nothing: BEGIN IMMEDIATE, and COMMIT with the disk's word for it. Inside another it joins it.

    Raises:
        DeviceProblem, BadFile: what SQLite said about disk and file; nothing is changed.
    """
    if database.in_transaction():
        yield
        return
    with faults.translated(database.path), database.atomic("IMMEDIATE"):
        yield


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything as of one moment, whatever others write meanwhile."""
    with database.atomic():
        yield


@contextmanager
def thread_connection() -> Iterator[None]:
    """A connection of its own for the thread that enters; closed when it leaves."""
    with faults.translated(database.path):
        opened = database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened:
            database.close()


def connection() -> sqlite3.Connection:
    """This thread's own connection, for what only SQLite itself can do."""
    own: sqlite3.Connection = database.connection()
    return own


def fetch(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows that ``sql`` yields."""
    with faults.translated(database.path):
        rows: list[tuple[Any, ...]] = database.execute_sql(sql, parameters).fetchall()
        return rows


def stream(sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows that ``sql`` yields, one after the other, for answers too large for memory."""
    with faults.translated(database.path):
        yield from database.execute_sql(sql, parameters)


def execute(sql: str, parameters: Sequence[Any] = ()) -> None:
    """Carry out ``sql``, inside the caller's transaction."""
    database.execute_sql(sql, parameters)


def execute_each(sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Carry out ``sql`` for each of ``rows``, inside the caller's transaction."""
    connection().executemany(sql, rows)


def _refuse_unwritable(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except FileNotFoundError:
        target = path.parent
    except OSError as error:
        raise faults.read_only(path) from error
    else:
        if start != _HEADER:  # an empty file too: a database was here, and is lost
            raise faults.damaged(path)
        target = path
    if not (os.access(target, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise faults.read_only(path)
