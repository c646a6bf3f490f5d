"""All rows of a database into another one, of whichever engine, and the proof that both hold the same."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from counter_app.models import backup, faults, migrations
from counter_app.models.sqlite import SqliteFile
from counter_app.models.tables import TABLES

#: Rows that are written at a time.
_PART = 1000


def copy_to_file(source: Any, target: Path, before_name: Callable[[], object] | None = None) -> None:
    """Write everything of ``source``, as of one moment, into a SQLite file ``target`` of the same form.

    ``before_name`` is as in :func:`counter_app.models.backup.write_whole`.

    Raises:
        DeviceProblem: the disk of ``target`` is full or cannot be written.
        BadFile: what was written is not what was read.
    """
    backup.write_whole(target, lambda draft: _fill(source, draft), before_name)


def _fill(source: Any, draft: Path) -> None:
    file = SqliteFile(draft)
    file.connect()
    try:
        with source.reading():
            with file.writing():
                version = source.user_version
                for number, step in enumerate(migrations.STEPS[:version], 1):
                    step(file)
                    file.user_version = number
                file.mark()
                copy_rows(source, file)
            require_equal(source, file, draft)
    finally:
        file.close()


def move(source: Any, place: Path | str) -> int:
    """Put every row of ``source`` into a new database at ``place``; how many.

    Until all of them are there and compared, nothing is: neither rows nor tables.

    Raises:
        BadFile: they are not the same there; nothing is kept of them.
        DeviceProblem: ``place`` cannot be written.
        Duplicate: somebody has set up an office there meanwhile.
    """
    if isinstance(place, Path):
        copy_to_file(source, place)
        return sum(count for count, _digest in digests(source, source).values())
    from counter_app.models import postgres_opening  # noqa: PLC0415

    with postgres_opening.in_one_go(place) as target:
        if not is_empty(target):
            raise faults.taken(target.path)
        count = copy_rows(source, target)
        require_equal(source, target, target.path)
    return count


def copy_rows(source: Any, target: Any) -> int:
    """Put every row of ``source`` into the empty tables of ``target``; how many.

    Belongs inside a transaction of either.
    """
    count = 0
    for table, columns, key in _tables(target):
        names = ", ".join(columns)
        sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
        for part in _parts(source.streamed(f"SELECT {names} FROM {table} ORDER BY {key}")):  # noqa: S608
            target.execute_each(sql, part)
            count += len(part)
    return count


def require_equal(source: Any, target: Any, place: Path | str) -> None:
    """Read both through and compare them, row by row of every table.

    Raises:
        BadFile: they differ; ``place`` is the one that cannot be trusted.
    """
    if digests(source, target) != digests(target, target):
        raise faults.damaged(place)


def digests(database: Any, like: Any) -> dict[str, tuple[int, str]]:
    """For each table the number of its rows and SHA-256 over them in the order of their key.

    ``like`` says which tables and columns there are: an older form has fewer.
    """
    found = {}
    for table, columns, key in _tables(like):
        digest, count = hashlib.sha256(), 0
        sql = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {key}"  # noqa: S608
        for row in database.streamed(sql):
            digest.update(repr(tuple(row)).encode())
            count += 1
        found[table] = count, digest.hexdigest()
    return found


def is_empty(database: Any) -> bool:
    """Whether the tables hold nothing at all."""
    return not any(
        database.fetched(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608
        for table, _columns, _key in _tables(database)
    )


def _tables(like: Any) -> Iterator[tuple[str, list[str], str]]:
    """Name, columns and key of each table that ``like`` has, those first that others point to."""
    for model in TABLES:
        meta: Any = model._meta
        there = _columns_of(like, meta.table_name)
        columns = [field.column_name for field in meta.sorted_fields if field.column_name in there]
        if columns:
            keys = getattr(meta.primary_key, "field_names", None) or (meta.primary_key.column_name,)
            yield meta.table_name, columns, ", ".join(map(str, keys))


def _columns_of(database: Any, table: str) -> frozenset[str]:
    if database.engine == "sqlite":
        rows = database.fetched(f"SELECT name FROM pragma_table_info('{table}')")  # noqa: S608
    else:
        rows = database.fetched(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0", (table,)
        )
    return frozenset(row[0] for row in rows)


def _parts(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    part = []
    for row in rows:
        part.append(row)
        if len(part) == _PART:
            yield part
            part = []
    if part:
        yield part
