"""Full-text search over dossiers: Vietnamese without marks, any word as far as it is typed.

There are two indexes. The large one holds the closed dossiers (returned, refused, withdrawn)
and is read only so far as an answer goes. The small one holds the open ones and is read
whole: none of them is ever beyond an answer, and their counts are exact.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from counter_app.core.folding import folded
from counter_app.core.states import FINAL, OPEN, Status
from counter_app.models import base

#: A word as typed: letters and digits, with the marks that codes and numbers have inside.
_WORD = re.compile(r"[^\W_]+(?:[-./_][^\W_]+)*")

#: A number in groups, as scan numbers and telephone numbers are written: 0117 261123 0042 35.
_GROUPED_NUMBER = re.compile(r"\d+(?:[ .\-]+\d+)+")

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
_ALL = "1"
#: Pages of an index that are merged in one transaction: a few milliseconds.
_PAGES = 500
#: A day's number in the rowids is so much more than its ordinal.
_JULIAN = 1_721_424


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Which of the dossiers found are asked for: those in ``statuses`` (None: all of them).

    With ``due_before`` only those promised for an earlier day, none of which is closed.
    """

    statuses: Collection[Status] | None = None
    due_before: date | None = None

    def closed(self) -> str:
        """The group as a condition on the rowids of closed dossiers; "" where none belongs to it."""
        return "" if self.due_before is not None else self._among(FINAL)

    def open(self) -> str:
        """The group as a condition on the rowids of open dossiers; "" where none belongs to it."""
        among = self._among(OPEN)
        if self.due_before is None or not among:
            return among
        return f"{among} AND (rowid & 67108863) < {_julian(self.due_before)} << 4"

    def _among(self, held: frozenset[Status]) -> str:
        if self.statuses is None or held <= frozenset(self.statuses):
            return _ALL
        wanted = sorted(int(one) for one in held.intersection(self.statuses))
        return f"(rowid & 15) IN ({', '.join(map(str, wanted))})" if wanted else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What :func:`find` found: ``ids`` of the group, newest first, and how many in each status.

    ``counts`` are of all open dossiers found, however old, and of closed ones up to the limit;
    ``cut`` says that there are more of these. ``late`` counts, for each status, the open ones
    promised for an earlier day. ``marked`` says that names with the marks typed came first.
    """

    ids: list[int]
    counts: Mapping[int, int]
    late: Mapping[int, int]
    cut: bool
    marked: bool


def find(text: str, group: Group, limit: int, *, on: date, oldest: int = 0) -> Answer | None:
    """The newest dossiers of ``group`` that ``text`` finds, at most ``limit`` and one; None for no word.

    Closed ones are looked for from the id ``oldest`` on, open ones all. Whatever was typed is
    looked for as words, never read as a query. Only the indexes are read, not the dossiers:
    these lie all over the disk.
    """
    plain, exact = _expressions(text)
    if not plain:
        return None
    with base.snapshot():  # a dossier handed over meanwhile would be in neither index, or in both
        closed = _closed(plain, oldest, _ALL, limit)
        counts = Counter(one & 15 for one in closed[:limit])
        late = {}
        for status, number, before in base.fetch(_COUNT_OPEN, (_julian(on), plain)):
            counts[status], late[status] = number, before
        among = closed if group.closed() == _ALL else _closed(plain, oldest, group.closed(), limit)
        ids = _together(plain, among, group, limit)
        if exact is not None:
            first = _together(exact, _closed(exact, oldest, group.closed(), limit), group, limit)
            known = frozenset(first)
            ids = [*first, *(one for one in ids if one not in known)][: limit + 1]
    return Answer(ids=ids, counts=counts, late=late, cut=len(closed) > limit, marked=exact is not None)


def _closed(expression: str, oldest: int, condition: str, limit: int) -> list[int]:
    """Rowids of closed dossiers, the newest first, at most ``limit`` and one."""
    if not condition:
        return []
    return [row[0] for row in base.fetch(_CLOSED.format(condition), (expression, oldest, limit + 1))]


def _together(expression: str, closed: list[int], group: Group, limit: int) -> list[int]:
    """The ids of ``closed`` and of the open dossiers of ``group``, the newest of both."""
    ids = [one >> 4 for one in closed]
    condition = group.open()
    if not condition:
        return ids
    # An open one that is older than so many others is not among the newest.
    since = ids[limit] if len(ids) > limit else 0
    found = base.fetch(_OPEN.format(condition), (expression, since, limit + 1))
    if not found:
        return ids
    return sorted((*ids, *(row[0] for row in found)), reverse=True)[: limit + 1]


def _julian(day: date) -> int:
    return day.toordinal() + _JULIAN


def _expressions(text: str) -> tuple[str, str | None]:
    """What to look for, and what to put first; None where it is typed without marks."""
    plain = match_expression(text)
    exact = _words(spoken(text))
    return plain, None if exact in (plain, _words(folded(text))) else exact


def settle() -> None:
    """Merge the pieces that the acts of many days leave in the indexes: each is looked at for each word.

    A little at a time, so that others can write between.
    """
    for index in INDEXES:
        changed = 2
        while changed > 1:  # one row is the order itself
            before = base.connection().total_changes
            with base.transaction():
                base.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', {_PAGES})")  # noqa: S608
            changed = base.connection().total_changes - before


def match_expression(text: str) -> str:
    """``text`` as an FTS5 query: each word quoted and open at its end, all of them wanted; "" for no word."""
    plain = folded(text)
    words = _words(plain)
    if words and _GROUPED_NUMBER.fullmatch(plain.strip()):
        number = re.sub(r"\D", "", plain)
        return f'"{number}"* OR ({words})'
    return words


def searched(name: str, *others: str) -> str:
    """What the index holds of a dossier: every word folded, and those of the name also with their marks."""
    marked = (word for word in spoken(name).split() if word != folded(word))
    return " ".join((folded(" ".join((*others, name))), *marked))


def spoken(text: str) -> str:
    """``text`` in lower case with its marks, composed."""
    return unicodedata.normalize("NFC", text).lower()


def _words(text: str) -> str:
    return " ".join(f'"{word}"*' for word in _WORD.findall(text))
