"""What the journal keeps of a decision between two offices that tell different stories of one dossier."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where an event stands: its node, epoch and number there."""

    node: str
    epoch: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSettled:
    """The head decided which story counts: ``kept`` does, those ``set_aside`` do not; all of them stay.

    ``field`` is the field of which corrections said different things, and then only this field of them
    is set aside; it is "" for whole acts. Of several decisions on one event the latest counts.
    """

    kept: EventPlace
    set_aside: tuple[EventPlace, ...]
    field: str = ""
    reason: str = ""
