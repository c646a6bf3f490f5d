"""All rows of a database into another one, of whichever engine, and the proof that both hold the same."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from counter_app.models import backup, faults, migrations
from counter_app.models.sqlite import SqliteFile, is_file
from counter_app.models.tables import TABLES

#: Rows that are written at a time.
_PART = 1000


def copy_to_file(
    source: Any, target: Path, before_name: Callable[[], object] | None = None, *, sentence: str = ""
) -> None:
    """Write everything of ``source``, as of one moment, into a SQLite file ``target`` of the same form.

    ``before_name`` is as in :func:`counter_app.models.backup.write_whole`. With a ``sentence`` it refuses
    every event with it, from the first moment on.

    Raises:
        DeviceProblem: the disk of ``target`` is full or cannot be written.
        BadFile: what was written is not what was read.
    """
    backup.write_whole(target, lambda draft: _fill(source, draft, sentence), before_name)


def _fill(source: Any, draft: Path, sentence: str) -> None:
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
                if sentence:
                    file.refuse_more(sentence, faults.UNFINISHED)
            require_equal(source, file, draft)
    finally:
        file.close()


def move(source: Any, place: Path | str, sentence: str) -> int:
    """Put every row of ``source`` into a new database at ``place``; how many.

    Until all of them are there and compared, nothing is: neither rows nor tables. Then every
    event is refused there with ``sentence``, until :func:`finish`; what an earlier move left there
    in this condition is replaced.

    Raises:
        BadFile: they are not the same there; nothing is kept of them.
        DeviceProblem: ``place`` cannot be written.
        Duplicate: there is something else, or somebody has set up an office there meanwhile.
    """
    if isinstance(place, Path):
        if place.exists():
            _remove_unfinished(source, place)
        copy_to_file(source, place, sentence=sentence)
        return count_rows(source)
    from counter_app.models import postgres_opening  # noqa: PLC0415

    with postgres_opening.in_one_go(place) as target:
        if not is_empty(target):
            if not _is_unfinished(source, target):
                raise faults.taken(target.path)
            target.empty([table for table, _columns, _key in _tables(target)])
        target.accept_again()
        count = copy_rows(source, target)
        require_equal(source, target, target.path)
        target.refuse_more(sentence, faults.UNFINISHED)
    return count


def finish(place: Path | str) -> None:
    """Let the database at ``place``, which an office was moved to, accept what comes.

    Raises:
        DeviceProblem: it cannot be written.
    """
    with _looked_at(place) as target, target.writing():
        target.accept_again()


def is_unfinished(source: Any, place: Path | str) -> bool:
    """Whether a move of ``source`` to ``place`` was cut short, so that nothing is there that it has not.

    Raises:
        BadFile, DeviceProblem: what is at ``place`` cannot be read.
    """
    if isinstance(place, Path) and not is_file(place):
        return False
    with _looked_at(place) as target:
        return _is_unfinished(source, target)


def is_successor(source: Any, place: Path | str) -> bool:
    """Whether the database at ``place`` holds the journals of ``source`` and was not moved on itself.

    Raises:
        BadFile, DeviceProblem: what is at ``place`` cannot be read.
    """
    if isinstance(place, Path) and not is_file(place):
        return False
    with _looked_at(place) as target:
        made = bool(_columns_of(target, "journal"))
        return made and not target.refusal() and _holds_journals_of(source, target)


def _is_unfinished(source: Any, target: Any) -> bool:
    return bool(target.refusal(faults.UNFINISHED)) and _holds_journals_of(target, source)


def _holds_journals_of(one: Any, other: Any) -> bool:
    """Whether ``other`` has the last event of every chain that ``one`` has, hence all of them."""
    heads = one.fetched("SELECT node, epoch, seq, hash FROM chain WHERE seq > 0")
    sql = "SELECT 1 FROM journal WHERE node = ? AND epoch = ? AND seq = ? AND hash = ?"
    return bool(heads) and all(other.fetched(sql, head) for head in heads)


def _remove_unfinished(source: Any, place: Path) -> None:
    if not is_unfinished(source, place):
        raise faults.taken(place)
    try:
        backup.remove(place)
    except OSError as error:
        raise faults.of_disk(error, place) from error


@contextmanager
def _looked_at(place: Path | str) -> Iterator[Any]:
    if isinstance(place, Path):
        file = SqliteFile(place)
        with file.faults():
            file.connect()
            try:
                yield file
            finally:
                file.close()
        return
    from counter_app.models import postgres_opening  # noqa: PLC0415

    with postgres_opening.only_looked_at(place) as found:
        yield found


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


def count_rows(database: Any) -> int:
    """How many rows all tables hold together."""
    return sum(
        int(database.fetched(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608
        for table, _columns, _key in _tables(database)
    )


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
