"""Search on SQLite: two full-text indexes, in whose rowids status and promised day stand.

So no dossier is looked up for an answer: they lie all over the disk.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from counter_app.core.states import Status

INDEXES = ("closed_search", "open_search")

#: Both indexes say in their rowids which dossier in which status, id << 4 | status; the open one also
#: for which Julian day it is promised, id << 26 | day << 4 | status. So they are in the order of the ids.
_CLOSED = (
    "SELECT rowid FROM closed_search WHERE search MATCH ? AND rowid >= ? << 4 AND {} "
    "ORDER BY rowid DESC LIMIT ?"
)
_OPEN = (
    "SELECT rowid >> 26 FROM open_search WHERE search MATCH ? AND rowid >= ? << 26 AND {} "
    "ORDER BY rowid DESC LIMIT ?"
)
_COUNT_OPEN = (
    "SELECT rowid & 15, count(*), sum((rowid & 67108863) < ? << 4) FROM open_search WHERE search MATCH ? "
    "GROUP BY 1"
)
#: Pages of an index that are merged in one transaction: a few milliseconds.
_PAGES = 500
#: A day's number in the rowids is so much more than its ordinal.
_JULIAN = 1_721_424

Alternatives = tuple[tuple[str, ...], ...]


def closed(
    database: Any, wanted: Alternatives, oldest: int, among: Collection[Status] | None, limit: int
) -> list[int]:
    """Closed dossiers from the id ``oldest`` on, as id << 4 | status, the newest first."""
    sql = _CLOSED.format(_condition(among))
    return [row[0] for row in database.fetched(sql, (_expression(wanted), oldest, limit))]


def still_open(
    database: Any,
    wanted: Alternatives,
    oldest: int,
    among: Collection[Status] | None,
    due_before: date | None,
    limit: int,
) -> list[int]:
    """Ids of open dossiers from ``oldest`` on, the newest first."""
    condition = _condition(among)
    if due_before is not None:
        condition += f" AND (rowid & 67108863) < {_julian(due_before)} << 4"
    sql = _OPEN.format(condition)
    return [row[0] for row in database.fetched(sql, (_expression(wanted), oldest, limit))]


def count_open(database: Any, wanted: Alternatives, on: date) -> list[tuple[int, int, int]]:
    """For each status how many open dossiers, and how many of them promised for a day before ``on``."""
    found: list[tuple[int, int, int]] = database.fetched(_COUNT_OPEN, (_julian(on), _expression(wanted)))
    return found


def verify(database: Any) -> None:
    """Hold both indexes against the dossiers.

    Raises:
        BadFile: they do not know exactly their words.
    """
    for index in INDEXES:
        database.execute_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608


def rebuild(database: Any) -> None:
    """Make both indexes anew from the dossiers."""
    for index in INDEXES:
        database.execute_sql(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608


def settle(database: Any) -> None:
    """Merge the pieces of the indexes, a little at a time, so that others can write between."""
    for index in INDEXES:
        changed = 2
        while changed > 1:  # one row is the order itself
            before = database.connection().total_changes
            with database.writing():
                database.execute_sql(
                    f"INSERT INTO {index} ({index}, rank) VALUES ('merge', {_PAGES})"  # noqa: S608
                )
            changed = database.connection().total_changes - before


def _condition(among: Collection[Status] | None) -> str:
    if among is None:
        return "1"
    return f"(rowid & 15) IN ({', '.join(map(str, sorted(map(int, among))))})"


def _expression(wanted: Alternatives) -> str:
    """``wanted`` as an FTS5 query: each word quoted and open at its end, so never read as a query."""
    return " OR ".join(f"({_words(one)})" for one in wanted)


def _words(words: Collection[str]) -> str:
    return " ".join(f'"{word}"*' for word in words)


def _julian(day: date) -> int:
    return day.toordinal() + _JULIAN
