"""The one open database, whichever engine keeps it: opening, transactions, connections of other threads."""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee

from counter_app.models import faults, places, sqlite
from counter_app.models.sqlite import SqliteFile

__all__ = ["SqliteFile"]

#: As a LIMIT: as many as there are.
ALL = 2**62

#: Where a database is: a file of SQLite, or the URL of a PostgreSQL database.
Place = Path | str

#: Stands for the open database in every model and query.
database = peewee.DatabaseProxy()


def open_database(place: Place, backups: Path | None = None, mounts: Path = places.MOUNTS) -> None:
    """Open the database at ``place`` for this thread, creating it or bringing it up to date first.

    A database that has to be brought up to date is copied into ``backups`` (default: the
    folder ``backups`` beside the file) before anything is changed. Whatever was open is closed.
    ``mounts`` is the table that tells network shares from disks.

    Raises:
        BadFile: damaged, of another program, or of a later version.
        DeviceProblem: on a network share, read-only, full disk, held by another program; a
            server that does not answer.
        BadInput: the URL names no database.
    """
    close_database()
    if isinstance(place, Path):
        database.initialize(sqlite.opened(place, backups, mounts))
    else:
        from counter_app.models import postgres_opening  # noqa: PLC0415 - its driver takes longer than our start

        database.initialize(postgres_opening.opened(place, backups))


def is_there(place: Place) -> bool:
    """Whether there is a database of this program, or anything else, at ``place``.

    Raises:
        DeviceProblem: the server does not answer.
        BadInput: the URL names no database.
    """
    if isinstance(place, Path):
        return place.exists()
    from counter_app.models import postgres_opening  # noqa: PLC0415

    return postgres_opening.is_there(place)


def is_taken(place: Place) -> bool:
    """Whether anything is at ``place`` that an office that moves there would have to share it with.

    The empty tables that a set-up on a server left when it was cut short are nothing.

    Raises:
        DeviceProblem: the server does not answer.
        BadInput: the URL names no database.
    """
    if isinstance(place, Path):
        return place.exists()
    from counter_app.models import postgres_opening  # noqa: PLC0415

    return postgres_opening.is_taken(place)


def close_database() -> None:
    """Close this thread's connection to the open database, if there is one."""
    if database.obj is not None and not database.is_closed():
        database.close()


@contextmanager
def transaction() -> Iterator[None]:
    """All or nothing, one writer at a time, kept on the disk when it is over. Inside another it joins it.

    Raises:
        DeviceProblem, BadFile: what was said about disk, file or server; nothing is changed.
    """
    if database.in_transaction():
        yield
        return
    with database.writing():
        yield


@contextmanager
def attempt() -> Iterator[None]:
    """Inside the caller's transaction: where a statement fails, others may follow, but none is kept."""
    with database.attempt():
        yield


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything as of one moment, whatever others write meanwhile."""
    with database.reading():
        yield


@contextmanager
def thread_connection() -> Iterator[None]:
    """A connection of its own for the thread that enters; closed when it leaves."""
    with database.faults():
        opened = database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened and not database.is_closed():
            database.close()


def connection() -> sqlite3.Connection:
    """This thread's own connection, for what only SQLite itself can do."""
    return sqlite.connection_of(database)


def fetch(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows that ``sql`` yields."""
    rows: list[tuple[Any, ...]] = database.fetched(sql, parameters)
    return rows


def stream(sql: str, parameters: Sequence[Any] = ()) -> Generator[tuple[Any, ...]]:
    """The rows that ``sql`` yields, one after the other, for answers too large for memory."""
    yield from database.streamed(sql, parameters)


def execute(sql: str, parameters: Sequence[Any] = ()) -> None:
    """Carry out ``sql``, inside the caller's transaction."""
    database.execute_sql(sql, parameters)


def execute_each(sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Carry out ``sql`` for each of ``rows``, inside the caller's transaction."""
    database.execute_each(sql, rows)


def insert_each(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Put new ``rows`` into ``table``, inside the caller's transaction."""
    database.insert_each(table, columns, rows)


def copy_to(target: Path, before_name: Callable[[], object] | None = None) -> None:
    """Write everything into a SQLite file ``target``, as of one moment and while others write.

    ``before_name`` is called when the copy is read back and has no name yet; what it raises leaves none.

    Raises:
        DeviceProblem: the disk of ``target`` is full or cannot be written.
        BadFile: what was written cannot be read back whole.
    """
    database.copy_to(target, before_name)


def refusal() -> str:
    """The sentence with which the open database refuses every event, as its office was moved; "" for none."""
    return str(database.refusal() or database.refusal(faults.UNFINISHED))


def move_to(place: Place, sentence: str) -> int:
    """Write every row into a new database at ``place`` and compare it there; how many rows.

    Every event is refused there with ``sentence``, until :func:`counter_app.models.transfer.finish`.
    Belongs inside the caller's transaction, so that nothing comes in between.

    Raises:
        Duplicate: something is there that is no unfinished copy of this office.
        BadFile: what was written is not what was read; nothing is kept of it.
        DeviceProblem: ``place`` cannot be written.
    """
    from counter_app.models import transfer  # noqa: PLC0415 - few ever move

    return transfer.move(database.obj, place, sentence)


def at_most(limit: int) -> int:
    """``limit`` as SQL has it, where a negative one means all."""
    return limit if limit >= 0 else ALL
