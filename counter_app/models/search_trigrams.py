"""Search on PostgreSQL: the words of a dossier as one text, found by any beginning of them through trigrams.

The column ``words`` is made of ``search`` by the server: a blank before every word, whatever
stood between. A word, or several in a row, begin so where the text has a blank and then they;
an index of trigrams finds that for one letter as well.
"""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from counter_app.core.states import Status

_CLOSED = (
    "SELECT (CAST(id AS BIGINT) << 4) | status FROM dossier WHERE ({}) AND id >= ? "
    "AND status IN (3, 7, 10) AND {} ORDER BY id DESC LIMIT ?"
)
_OPEN = (
    "SELECT id FROM dossier WHERE ({}) AND id >= ? AND NOT status IN (3, 7, 10) AND {} "
    "ORDER BY id DESC LIMIT ?"
)
_COUNT_OPEN = (
    "SELECT status, count(*), sum(CASE WHEN due_at < ? THEN 1 ELSE 0 END) FROM dossier "
    "WHERE ({}) AND NOT status IN (3, 7, 10) GROUP BY 1"
)
#: What is inside a word as typed and separates it in the index.
_INSIDE = re.compile(r"[-./_]")

Alternatives = tuple[tuple[str, ...], ...]


def closed(
    database: Any, wanted: Alternatives, oldest: int, among: Collection[Status] | None, limit: int
) -> list[int]:
    """Closed dossiers from the id ``oldest`` on, as id << 4 | status, the newest first."""
    condition, patterns = _likes(wanted)
    sql = _CLOSED.format(condition, _among(among))
    return [row[0] for row in database.fetched(sql, (*patterns, oldest, limit))]


def still_open(
    database: Any,
    wanted: Alternatives,
    oldest: int,
    among: Collection[Status] | None,
    due_before: date | None,
    limit: int,
) -> list[int]:
    """Ids of open dossiers from ``oldest`` on, the newest first."""
    condition, patterns = _likes(wanted)
    more = _among(among)
    if due_before is not None:
        more += f" AND due_at < '{due_before.isoformat()}'"
    return [row[0] for row in database.fetched(_OPEN.format(condition, more), (*patterns, oldest, limit))]


def count_open(database: Any, wanted: Alternatives, on: date) -> list[tuple[int, int, int]]:
    """For each status how many open dossiers, and how many of them promised for a day before ``on``."""
    condition, patterns = _likes(wanted)
    found: list[tuple[int, int, int]] = database.fetched(
        _COUNT_OPEN.format(condition), (on.isoformat(), *patterns)
    )
    return found


def verify(database: Any) -> None:
    """Nothing to hold against each other: the server makes the words with the row."""


def rebuild(database: Any) -> None:
    """Nothing to make anew, for the same reason."""


def settle(database: Any) -> None:
    """The server tidies its indexes by itself."""


def _among(among: Collection[Status] | None) -> str:
    if among is None:
        return "TRUE"
    return f"status IN ({', '.join(map(str, sorted(map(int, among))))})"


def _likes(wanted: Alternatives) -> tuple[str, list[str]]:
    """The condition that the alternatives make, and its patterns: only letters and digits are in them."""
    patterns = [[f"% {_INSIDE.sub(' ', word)}%" for word in words] for words in wanted]
    condition = " OR ".join(" AND ".join("words LIKE ?" for _one in of_one) for of_one in patterns)
    return condition, [one for of_one in patterns for one in of_one]
