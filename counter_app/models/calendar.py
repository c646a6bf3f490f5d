"""What the office changed in its calendar, read from the journal, where an index finds it at once."""

import json
from collections.abc import Iterable
from datetime import date

from counter_app.core.events import CalendarChanged
from counter_app.core.plain import from_plain
from counter_app.core.states import BINDING
from counter_app.models import base

#: The condition on the kind is written out: only so SQLite sees that the index holds them all.
_CHANGES = (
    "SELECT epoch, seq, data FROM journal WHERE kind = 'calendar_changed' "
    "AND node = (SELECT node FROM chain WHERE own = 1) ORDER BY epoch, seq"
)
_VERSION = (
    "SELECT epoch, seq FROM journal WHERE kind = 'calendar_changed' "
    "AND node = (SELECT node FROM chain WHERE own = 1) ORDER BY epoch DESC, seq DESC LIMIT 1"
)
#: From the few open dossiers into their events: sums and joined texts keep SQLite off the index of the whole
#: journal.
_BROUGHT_BACK = (
    "SELECT DISTINCT d.scan_number FROM dossier AS d CROSS JOIN journal AS j "
    "WHERE j.dossier = d.scan_number AND j.dossier <> '' AND j.kind IN ('undone', 'reworked') "
    "AND j.node || '' = d.node AND (j.epoch + 0, j.seq + 0) > (?, ?) "
    "AND d.status <> 10 AND d.status IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) "
    "AND d.node = (SELECT node FROM chain WHERE own = 1)"
)
_DUE_ON = (
    "SELECT d.scan_number FROM dossier AS d "
    "WHERE d.status <> 10 AND d.status IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) "
    "AND d.node = (SELECT node FROM chain WHERE own = 1) "
    "AND substr(d.due_at, 1, 10) IN (SELECT value FROM json_each(?)) ORDER BY d.due_at, d.id"
)
_BOUND = json.dumps(sorted(int(one) for one in BINDING))

#: Where an event stands in the own journal: its epoch and its number.
Place = tuple[int, int]

#: Before the first event.
START: Place = (0, 0)


def changes() -> tuple[tuple[Place, CalendarChanged], ...]:
    """The changes of this office, in their order, and where each stands."""
    return tuple(
        ((epoch, seq), from_plain(CalendarChanged, json.loads(data)))
        for epoch, seq, data in base.fetch(_CHANGES)
    )


def version() -> Place:
    """Where the last change stands; :data:`START` before the first."""
    found = base.fetch(_VERSION)
    return found[0] if found else START


def brought_back(since: Place) -> tuple[str, ...]:
    """Dossiers whose promise binds the office, perhaps again: after ``since`` a step was undone or redone."""
    return tuple(row[0] for row in base.fetch(_BROUGHT_BACK, (*since, _BOUND)))


def due_on(days: Iterable[date]) -> tuple[str, ...]:
    """Dossiers whose promise binds the office, promised for one of ``days``; those due first in front."""
    wanted = json.dumps([day.isoformat() for day in days])
    return tuple(row[0] for row in base.fetch(_DUE_ON, (_BOUND, wanted)))
