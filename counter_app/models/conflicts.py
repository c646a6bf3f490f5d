"""Dossiers on which several offices may not agree."""

from counter_app.models import base

_TOUCHED = (
    "SELECT dossier FROM journal WHERE dossier <> '' AND kind IN ('handed_over', 'corrected') "
    "GROUP BY dossier HAVING COUNT(DISTINCT node) > 1 ORDER BY dossier"
)
_OTHERS = "SELECT COUNT(DISTINCT node) FROM chain"


def touched_by_several() -> tuple[str, ...]:
    """Scan numbers of dossiers that more than one office handed over or put right.

    It reads the journal of the office; where no other office's is here it reads nothing.
    """
    if int(base.fetch(_OTHERS)[0][0]) < 2:
        return ()
    return tuple(row[0] for row in base.fetch(_TOUCHED))
