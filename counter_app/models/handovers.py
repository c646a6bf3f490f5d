"""Dossiers that went from hand to hand on one day, for the lists that are signed for them."""

from collections.abc import Sequence
from datetime import date

from counter_app.core.journal import EventKind
from counter_app.models import base

#: Reads the whole journal: a list is printed once a day, and an index would cost every act.
_FORWARDED = (
    "SELECT dossier FROM journal WHERE kind = ? AND happened_at BETWEEN ? AND ? "
    "AND node = (SELECT node FROM chain WHERE own = 1) GROUP BY dossier ORDER BY max(happened_at), dossier"
)
_FINISHED = (
    "SELECT scan_number FROM dossier WHERE finished_at BETWEEN ? AND ? "
    "AND node = (SELECT node FROM chain WHERE own = 1) ORDER BY finished_at, id"
)


def forwarded_on(day: date) -> tuple[str, ...]:
    """Scan numbers of the dossiers that this office handed on that day, in the order of their last step."""
    return _numbers(_FORWARDED, (EventKind.FORWARDED.value, *_during(day)))


def finished_on(day: date) -> tuple[str, ...]:
    """Scan numbers of this office's dossiers whose result was there that day, in order."""
    return _numbers(_FINISHED, _during(day))


def _numbers(sql: str, parameters: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[0] for row in base.fetch(sql, parameters))


def _during(day: date) -> tuple[str, str]:
    """Texts between which every moment of ``day`` sorts."""
    return day.isoformat(), f"{day.isoformat()}~"
