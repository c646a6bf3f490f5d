"""Full-text search over dossiers: Vietnamese without marks, any word as far as it is typed.

There are two parts. The large one holds the closed dossiers (returned, refused, withdrawn)
and is read only so far as an answer goes. The small one holds the open ones and is read
whole: none of them is ever beyond an answer, and their counts are exact. How either is
looked through is the engine's (``search_fts``, ``search_trigrams``); the answers are equal.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from counter_app.core.folding import folded
from counter_app.core.states import FINAL, OPEN, Status
from counter_app.errors import BadFile
from counter_app.models import base

#: A word as typed: letters and digits, with the marks that codes and numbers have inside.
_WORD = re.compile(r"[^\W_]+(?:[-./_][^\W_]+)*")

#: A number in groups, as scan numbers and telephone numbers are written: 0117 261123 0042 35.
_GROUPED_NUMBER = re.compile(r"\d+(?:[ .\-]+\d+)+")

#: Words that are all wanted; any one of several such groups is enough.
Alternatives = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Which of the dossiers found are asked for: those in ``statuses`` (None: all of them).

    With ``due_before`` only those promised for an earlier day, none of which is closed.
    """

    statuses: Collection[Status] | None = None
    due_before: date | None = None

    def closed(self) -> frozenset[Status]:
        """Which closed dossiers belong to the group."""
        return frozenset() if self.due_before is not None else self._among(FINAL)

    def open(self) -> frozenset[Status]:
        """Which open dossiers belong to the group."""
        return self._among(OPEN)

    def _among(self, held: frozenset[Status]) -> frozenset[Status]:
        return held if self.statuses is None else held.intersection(self.statuses)


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
    plain, exact = _asked(text)
    if not plain:
        return None
    engine, database = base.database.search, base.database.obj
    with base.snapshot():  # a dossier handed over meanwhile would be in neither part, or in both
        closed = _closed(plain, oldest, FINAL, limit)
        counts = Counter(one & 15 for one in closed[:limit])
        late = {}
        for status, number, before in engine.count_open(database, plain, on):
            counts[status], late[status] = number, before
        among = closed if group.closed() == FINAL else _closed(plain, oldest, group.closed(), limit)
        ids = _together(plain, among, group, limit)
        if exact is not None:
            first = _together(exact, _closed(exact, oldest, group.closed(), limit), group, limit)
            known = frozenset(first)
            ids = [*first, *(one for one in ids if one not in known)][: limit + 1]
    return Answer(ids=ids, counts=counts, late=late, cut=len(closed) > limit, marked=exact is not None)


def _closed(wanted: Alternatives, oldest: int, among: frozenset[Status], limit: int) -> list[int]:
    """Closed dossiers with their status (id << 4 | status), the newest first, at most ``limit`` and one."""
    if not among:
        return []
    chosen = None if among == FINAL else among
    found: list[int] = base.database.search.closed(base.database.obj, wanted, oldest, chosen, limit + 1)
    return found


def _together(wanted: Alternatives, closed: list[int], group: Group, limit: int) -> list[int]:
    """The ids of ``closed`` and of the open dossiers of ``group``, the newest of both."""
    ids = [one >> 4 for one in closed]
    among = group.open()
    if not among:
        return ids
    # An open one that is older than so many others is not among the newest.
    since = ids[limit] if len(ids) > limit else 0
    chosen = None if among == OPEN else among
    found: list[int] = base.database.search.still_open(
        base.database.obj, wanted, since, chosen, group.due_before, limit + 1
    )
    if not found:
        return ids
    return sorted((*ids, *found), reverse=True)[: limit + 1]


def _asked(text: str) -> tuple[Alternatives, Alternatives | None]:
    """What to look for, and what to put first; None where it is typed without marks."""
    plain = folded(text)
    wanted, marked = words_of(plain), words_of(spoken(text))
    exact = None if not marked or marked == wanted else (marked,)
    if wanted and _GROUPED_NUMBER.fullmatch(plain.strip()):
        return ((re.sub(r"\D", "", plain),), wanted), exact
    return ((wanted,) if wanted else ()), exact


def settle() -> None:
    """Put in order what the acts of many days leave in the index; others can write meanwhile."""
    base.database.search.settle(base.database.obj)


def is_whole() -> bool:
    """Whether the index holds exactly the words of the dossiers."""
    try:
        with base.transaction():
            base.database.search.verify(base.database.obj)
    except BadFile:
        return False
    return True


def rebuild() -> None:
    """Make the index anew, inside the caller's transaction."""
    base.database.search.rebuild(base.database.obj)


def searched(name: str, *others: str) -> str:
    """What the index holds of a dossier: every word folded, and those of the name also with their marks."""
    marked = (word for word in spoken(name).split() if word != folded(word))
    return " ".join((folded(" ".join((*others, name))), *marked))


def spoken(text: str) -> str:
    """``text`` in lower case with its marks, composed."""
    return unicodedata.normalize("NFC", text).lower()


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` as typed; nothing else of it is ever asked for."""
    return tuple(_WORD.findall(text))
