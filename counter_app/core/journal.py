"""The journal: appended events, the hash chain over them, and the fold that makes a dossier of them.

An event is never changed and never deleted. Its hash covers the hash of the event
before it, so that any change to the past shows.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from counter_app.core.times import iso

#: The hash before the first event of a chain.
GENESIS = "0" * 64


class EventKind(StrEnum):
    """What can happen. A kind that this version does not know is kept and passed on, never dropped."""

    OFFICE_OPENED = "office_opened"
    RESTORED = "restored"
    OFFICER_ADDED = "officer_added"
    CALENDAR_CHANGED = "calendar_changed"
    CATALOGUE_IMPORTED = "catalogue_imported"
    PROCEDURE_CHANGED = "procedure_changed"
    ADVISED = "advised"
    REGISTERED = "registered"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    FORWARDED = "forwarded"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    SUPPLEMENTED = "supplemented"
    REFUSED = "refused"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    PAYMENT_REQUESTED = "payment_requested"
    PAID = "paid"
    REFUNDED = "refunded"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    FINISHED = "finished"
    REWORKED = "reworked"
    HANDED_OVER = "handed_over"
    CORRECTED = "corrected"
    UNDONE = "undone"
    CONFLICT_SETTLED = "conflict_settled"
    PROMISE_REVIEWED = "promise_reviewed"
    CODE_ADDED = "code_added"
    PLACED = "placed"
    NOTED = "noted"
    PRINTED = "printed"


#: Kinds with which a dossier begins; whatever else is told of it comes after.
BEGINNINGS = frozenset({EventKind.REGISTERED, EventKind.RECEIVED})

#: Kinds that give numbers out, and so are never undone.
NUMBERING = BEGINNINGS | {EventKind.ACCEPTED}

#: Kinds that say of others whether they count, so that the whole dossier is folded anew.
WEIGHING = frozenset({EventKind.UNDONE, EventKind.CONFLICT_SETTLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event about to be appended; the journal adds its place, its time of recording and its hash."""

    kind: str
    dossier: str
    happened_at: datetime
    by: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One appended event.

    ``dossier`` is the scan number of the dossier, empty for events of the office.
    ``seq`` counts from 1 within ``node`` and ``epoch``; ``hash`` is SHA-256 in hex.
    """

    node: str
    epoch: int
    seq: int
    kind: str
    dossier: str
    happened_at: datetime
    recorded_at: datetime
    by: str
    data: Mapping[str, Any]
    hash: str = ""


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_PLAIN = frozenset({str, int, bool, type(None)})


def canonical_json(value: object) -> str:
    """``value`` as canonical JSON (RFC 8785 for objects, lists, text, integers, booleans and null).

    Raises:
        TypeError: a float or another type that has no one written form.
    """
    _refuse_floats(value)
    return _ENCODER.encode(value)


def _refuse_floats(value: object) -> None:
    if type(value) in _PLAIN:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"an event's keys are text, not {type(key).__name__}")
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
    elif not isinstance(value, str | int):
        raise TypeError(f"an event cannot carry a {type(value).__name__}")


def event_hash(before: str, event: Event) -> str:
    """SHA-256, in hex, over the hash ``before`` and the canonical JSON of ``event`` without its own hash."""
    return hash_over(before, event, canonical_json(event.data))


def hash_over(before: str, event: Event, data: str) -> str:
    """As :func:`event_hash`, where ``data`` is the event's data already written as canonical JSON."""
    return hash_of_row(
        before,
        event.node,
        event.epoch,
        event.seq,
        event.kind,
        event.dossier,
        iso(event.happened_at),
        iso(event.recorded_at),
        event.by,
        data,
    )


def hash_of_row(
    before: str,
    node: str,
    epoch: int,
    seq: int,
    kind: str,
    dossier: str,
    happened_at: str,
    recorded_at: str,
    by: str,
    data: str,
) -> str:
    """As :func:`event_hash`, for an event whose moments and data stand as they are written."""
    text = _ENCODER.encode
    body = (
        f'{{"by":{text(by)},"data":{data},"dossier":{text(dossier)},"epoch":{epoch},'
        f'"happened_at":{text(happened_at)},"kind":{text(kind)},"node":{text(node)},'
        f'"recorded_at":{text(recorded_at)},"seq":{seq}}}'
    )
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()


def first_break(before: str, events: Iterable[Event]) -> Event | None:
    """The first event whose hash does not follow from the one before it, or None if the chain holds."""
    for event in events:
        if event_hash(before, event) != event.hash:
            return event
        before = event.hash
    return None
