"""Full-text search over dossiers: Vietnamese without marks, any word as far as it is typed."""

import re
import unicodedata
from collections.abc import Sequence

from counter_app.core.folding import folded
from counter_app.models import base

#: A word as typed: letters and digits, with the marks that codes and numbers have inside.
_WORD = re.compile(r"[^\W_]+(?:[-./_][^\W_]+)*")

#: A number in groups, as scan numbers and telephone numbers are written: 0117 261123 0042 35.
_GROUPED_NUMBER = re.compile(r"\d+(?:[ .\-]+\d+)+")

_NEWEST = "SELECT rowid FROM dossier_search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"

#: A plus keeps FTS5 from looking for one dossier after the other, each time from the start.
_OPEN_BETWEEN = (
    "SELECT rowid FROM dossier_search WHERE search MATCH ? AND rowid >= ? AND rowid <= ? AND +rowid IN "
    "(SELECT id FROM dossier INDEXED BY dossier_open WHERE status <> 10) ORDER BY rowid DESC"
)
_LAST = 2**63 - 1


def ids(text: str, limit: int) -> list[int]:
    """The newest dossiers that ``text`` finds, at most ``limit``; names with the marks typed come first.

    Whatever was typed is looked for as words, never read as a query. Only the index is
    read, not the dossiers: five thousand of these lie all over the disk.
    """
    plain, exact = _expressions(text)
    if not plain:
        return []
    found = _newest(plain, limit)
    return found if exact is None else _first(_newest(exact, limit), found)[:limit]


def beyond(text: str, found: Sequence[int], oldest: int) -> list[int]:
    """Dossiers not returned that ``text`` finds from the id ``oldest`` on, in the order of :func:`ids`.

    ``found`` is what :func:`ids` came to; none of it is named again.
    """
    plain, exact = _expressions(text)
    if exact is None:
        return _open_between(plain, oldest, found[-1] - 1)
    known = frozenset(found)
    both = _first(_open_between(exact, oldest, _LAST), _open_between(plain, oldest, _LAST))
    return [one for one in both if one not in known]


def _expressions(text: str) -> tuple[str, str | None]:
    """What to look for, and what to put first; None where it is typed without marks."""
    plain = match_expression(text)
    exact = _words(spoken(text))
    return plain, None if exact in (plain, _words(folded(text))) else exact


def _first(first: list[int], then: list[int]) -> list[int]:
    known = frozenset(first)
    return [*first, *(one for one in then if one not in known)]


def _open_between(expression: str, oldest: int, newest: int) -> list[int]:
    if oldest > newest:
        return []
    return [row[0] for row in base.fetch(_OPEN_BETWEEN, (expression, oldest, newest))]


def _newest(expression: str, limit: int) -> list[int]:
    return [row[0] for row in base.fetch(_NEWEST, (expression, limit))]


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
