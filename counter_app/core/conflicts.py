"""Different stories of one dossier: results handed over twice, one field put right in two ways."""

from collections.abc import Iterable
from dataclasses import dataclass

from counter_app.core.conflict_events import EventPlace
from counter_app.core.fold import counting
from counter_app.core.journal import Event, EventKind, canonical_json

#: What a correction says of itself, and of no field.
_REASON = "reason"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Acts of different offices that cannot all be true; ``field`` names what they put right, "" else."""

    field: str
    events: tuple[Event, ...]


def conflicts(events: Iterable[Event]) -> tuple[Conflict, ...]:
    """What nobody has decided yet in the ``events`` of one dossier, given in the order in which they count.

    Whether an office knew of the other's correction when it made its own cannot be told from the
    journal: where they differ, a person looks at both.
    """
    counted = counting(events)
    handed = [event for event in counted if event.kind == EventKind.HANDED_OVER]
    found = [Conflict("", tuple(handed))] if len({event.node for event in handed}) > 1 else []
    corrections = [event for event in counted if event.kind == EventKind.CORRECTED]
    fields = dict.fromkeys(name for event in corrections for name in event.data if name != _REASON)
    for field in fields:
        said = [event for event in corrections if field in event.data]
        values = {canonical_json(event.data[field]) for event in said}
        if len(values) > 1 and len({event.node for event in said}) > 1:
            found.append(Conflict(field, tuple(said)))
    return tuple(found)


def place_of(event: Event) -> EventPlace:
    """Where ``event`` stands."""
    return EventPlace(node=event.node, epoch=event.epoch, seq=event.seq)
