"""Lists and counts over the dossiers of many nodes, for an office above others."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from counter_app.core.plain import from_plain
from counter_app.core.records import DossierState
from counter_app.core.times import iso
from counter_app.models import base

_IDS = (
    "SELECT id FROM dossier WHERE received_at >= ? AND received_at < ? AND ledger_number > 0 "
    "ORDER BY node, ledger_year, ledger_number, id LIMIT ?"
)
_IDS_OF = (
    "SELECT id FROM dossier WHERE received_at >= ? AND received_at < ? AND ledger_number > 0 AND node = ? "
    "ORDER BY node, ledger_year, ledger_number, id LIMIT ?"
)
#: Late are those of :data:`counter_app.core.states.COUNTED`, by their days.
_COUNTS = (
    "SELECT node, procedure_code, COUNT(*), "
    "SUM(CASE WHEN finished_at IS NOT NULL THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN returned_at IS NOT NULL THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN status IN (2, 4, 9, 10) AND substr(coalesce(finished_at, ?), 1, 10) > "
    "substr(due_at, 1, 10) THEN 1 ELSE 0 END), MAX(id) "
    "FROM dossier WHERE received_at >= ? AND received_at < ? AND ledger_number > 0 "
    "GROUP BY node, procedure_code ORDER BY node, procedure_code"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureCount:
    """What one node did under one procedure: received, finished, returned, late; ``id`` is one of them."""

    node: str
    procedure_code: str
    received: int
    finished: int
    returned: int
    late: int
    id: int


def ids_between(first: date, last: date, node: str = "", limit: int = 0) -> tuple[int, ...]:
    """Dossiers received from ``first`` to ``last`` by ``node``, or by any, in the order of their ledgers."""
    days = _days(first, last)
    found = base.fetch(_IDS_OF, (*days, node, limit)) if node else base.fetch(_IDS, (*days, limit))
    return tuple(row[0] for row in found)


def counts_between(first: date, last: date, at: datetime) -> tuple[ProcedureCount, ...]:
    """For each node and procedure what was received from ``first`` to ``last``, as it stands ``at``."""
    found: Sequence[tuple[str, str, int, int, int, int, int]]
    found = base.fetch(_COUNTS, (iso(at), *_days(first, last)))
    return tuple(
        ProcedureCount(
            node=node,
            procedure_code=code,
            received=received,
            finished=finished,
            returned=returned,
            late=late,
            id=one,
        )
        for node, code, received, finished, returned, late, one in found
    )


def field_of(dossier: int) -> str:
    """The field (lĩnh vực) under which the dossier with this id was received."""
    (found,) = base.fetch("SELECT body FROM state WHERE id = ?", (dossier,))
    return from_plain(DossierState, json.loads(found[0])).procedure_field


def _days(first: date, last: date) -> tuple[str, str]:
    until = last + timedelta(days=1) if last < date.max else last  # there is no later day
    return first.isoformat(), until.isoformat()
