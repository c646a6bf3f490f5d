"""What the office changed in its calendar, read from the journal, where an index finds it at once."""

import json

from counter_app.core.events import CalendarChanged
from counter_app.core.plain import from_plain
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
