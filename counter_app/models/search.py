"""Full-text search over dossiers: Vietnamese without marks, any word as far as it is typed."""

import re
import unicodedata
from typing import NamedTuple

from counter_app.core.folding import folded
from counter_app.models import base

#: A word as typed: letters and digits, with the marks that codes and numbers have inside.
_WORD = re.compile(r"[^\W_]+(?:[-./_][^\W_]+)*")

#: A number in groups, as scan numbers and telephone numbers are written: 0117 261123 0042 35.
_GROUPED_NUMBER = re.compile(r"\d+(?:[ .\-]+\d+)+")

_HITS = (
    "SELECT d.id, d.status, d.due_at, d.applicant "
    "FROM dossier_search AS s JOIN dossier AS d ON d.id = s.rowid "
    "WHERE s.search MATCH ? ORDER BY s.rowid DESC LIMIT ?"
)


class Hit(NamedTuple):
    """One dossier found, with what the filters look at."""

    id: int
    status: int
    due_at: str
    applicant: str


def hits(text: str, limit: int) -> list[Hit]:
    """The newest dossiers that ``text`` finds, at most ``limit``; exact names before others.

    Whatever was typed is looked for as words, never read as a query.
    """
    expression = match_expression(text)
    if not expression:
        return []
    found = [Hit(*row) for row in base.fetch(_HITS, (expression, limit))]
    typed = _spoken(text)
    if typed == folded(typed):
        return found  # typed without marks: no name is more exact than another
    return sorted(found, key=lambda hit: typed not in _spoken(hit.applicant))


def match_expression(text: str) -> str:
    """``text`` as an FTS5 query: each word quoted and open at its end, all of them wanted; "" for no word."""
    plain = folded(text)
    words = " ".join(f'"{word}"*' for word in _WORD.findall(plain))
    if words and _GROUPED_NUMBER.fullmatch(plain.strip()):
        number = re.sub(r"\D", "", plain)
        return f'"{number}"* OR ({words})'
    return words


def _spoken(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split())
