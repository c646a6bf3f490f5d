"""The journal: appended events, the hash chain over them, and the fold that makes a dossier of them.

An event is never changed and never deleted. Its hash covers the hash of the event
before it, so that any change to the past shows.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Any, NamedTuple

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


#: An event as it is written: in the table, in a file of exchange, under its hash. The columns are those
#: of :class:`Event` in their order, moments in ISO 8601 and the data as canonical JSON.
Row = tuple[str, int, int, str, str, str, str, str, str, str]


class Entry(NamedTuple):
    """An event that was read, as it is written too; ``before`` is the hash it was found to follow, or ""."""

    event: Event
    row: Row
    before: str = ""


#: How canonical JSON is written; what is written so holds nothing that holds itself.
CANONICAL: dict[str, Any] = {
    "ensure_ascii": False,
    "check_circular": False,
    "sort_keys": True,
    "separators": (",", ":"),
}
_ENCODER = json.JSONEncoder(**CANONICAL)
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


def read_canonical(text: str) -> Any:
    """What the canonical JSON ``text`` says.

    Raises:
        ValueError: it is not JSON, or not in its one written form; it holds a float.
    """
    value, end = _DECODER.raw_decode(text)
    if end != len(text) or _ENCODER.encode(value) != text:
        raise ValueError("not canonical")
    return value


def _refuse_number(text: str) -> float:
    raise ValueError(f"{text} has no one written form")


_DECODER = json.JSONDecoder(parse_float=_refuse_number, parse_constant=_refuse_number)


def event_hash(before: str, event: Event) -> str:
    """SHA-256, in hex, over the hash ``before`` and the canonical JSON of ``event`` without its own hash."""
    return hash_of_row(before, row_of(event))


def hash_of_row(before: str, row: Row) -> str:
    """As :func:`event_hash`, for an event as it is written; the hash in ``row`` itself does not count."""
    node, epoch, seq, kind, dossier, happened_at, recorded_at, by, data, _own = row
    text = encode_basestring
    body = (
        f'{{"by":{text(by)},"data":{data},"dossier":{text(dossier)},"epoch":{epoch},'
        f'"happened_at":{text(happened_at)},"kind":{text(kind)},"node":{text(node)},'
        f'"recorded_at":{text(recorded_at)},"seq":{seq}}}'
    )
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()


def row_of(event: Event) -> Row:
    """``event`` as it is written."""
    return (
        event.node,
        event.epoch,
        event.seq,
        event.kind,
        event.dossier,
        iso(event.happened_at),
        iso(event.recorded_at),
        event.by,
        canonical_json(event.data),
        event.hash,
    )


def event_of(row: Sequence[Any]) -> Event:
    """The event that was written as ``row``."""
    node, epoch, seq, kind, dossier, happened_at, recorded_at, by, data, own_hash = row
    return Event(
        node=node,
        epoch=epoch,
        seq=seq,
        kind=kind,
        dossier=dossier,
        happened_at=datetime.fromisoformat(happened_at),
        recorded_at=datetime.fromisoformat(recorded_at),
        by=by,
        data=json.loads(data),
        hash=own_hash,
    )


def follows(before: str, row: Row) -> bool:
    """Whether the event written as ``row`` is the one that was appended after the hash ``before``."""
    return hash_of_row(before, row) == row[-1]
