"""The journal in the database: appending to it, reading it, and the heads of its chains."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from counter_app.core.fold import apply, fold
from counter_app.core.journal import (
    BEGINNINGS,
    GENESIS,
    WEIGHING,
    Event,
    NewEvent,
    canonical_json,
    hash_over,
)
from counter_app.core.records import DossierState
from counter_app.core.times import in_vietnam, iso
from counter_app.errors import Duplicate
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, projection

_INSERT = (
    "INSERT INTO journal (node, epoch, seq, kind, dossier, happened_at, recorded_at, login, data, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
#: In the order of :func:`effect_order`; the second condition opens the index of dossiers.
_OF_DOSSIER = (
    "SELECT node, epoch, seq, kind, dossier, happened_at, recorded_at, login, data, hash FROM journal "
    "WHERE dossier = ? AND dossier <> '' ORDER BY kind NOT IN ('registered', 'received'), "
    "happened_at, node, epoch, seq"
)
_COUNT_OF_DOSSIER = "SELECT count(*) FROM journal WHERE dossier = ? AND dossier <> ''"
_BETWEEN = (
    "SELECT node, epoch, seq, kind, dossier, happened_at, recorded_at, login, data, hash FROM journal "
    "WHERE node = ? AND epoch = ? AND seq BETWEEN ? AND ? ORDER BY seq"
)
#: Through nullif: a condition on the dossier would lead to its index, and so through the whole journal.
_TOUCHED_BETWEEN = (
    "SELECT count(DISTINCT nullif(dossier, '')) FROM journal "
    "WHERE node = ? AND epoch = ? AND seq BETWEEN ? AND ?"
)
_TOUCHED_AFTER = (
    "SELECT DISTINCT dossier FROM journal WHERE node = ? AND epoch = ? AND seq > ? "
    "AND nullif(dossier, '') IS NOT NULL"
)
_ADVANCE = "UPDATE chain SET seq = ?, hash = ? WHERE node = ? AND epoch = ?"
_HEADS = "SELECT node, epoch, seq, hash, own FROM chain"

Row = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last event known of one node and epoch; ``seq`` 0 with the genesis hash where there is none yet.

    ``own`` marks the one chain that this installation writes.
    """

    node: str
    epoch: int
    seq: int
    hash: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """The events as they stand in the journal now, and the dossiers they touched, by scan number."""

    events: tuple[Event, ...]
    states: dict[str, DossierState]


def begin_chain(node: str, epoch: int = 1) -> None:
    """From now on append as ``node`` in ``epoch``; an earlier own chain is closed for good."""
    with base.transaction():
        base.execute("UPDATE chain SET own = 0 WHERE own = 1")
        base.execute(
            "INSERT INTO chain (node, epoch, seq, hash, own) VALUES (?, ?, 0, ?, 1)", (node, epoch, GENESIS)
        )


def opened_on() -> date:
    """The day of the first event that this installation's node recorded."""
    found = base.fetch(
        "SELECT min(recorded_at) FROM journal WHERE node = (SELECT node FROM chain WHERE own = 1) AND seq = 1"
    )
    return datetime.fromisoformat(found[0][0]).date()


def head(node: str = "") -> Head:
    """The head of the chain that this installation writes, or the latest known of another ``node``."""
    if node:
        return _heads(" WHERE node = ? ORDER BY epoch DESC LIMIT 1", (node,))[0]
    return _heads(" WHERE own = 1")[0]


def head_of(node: str, epoch: int) -> Head | None:
    """The head of the chain of ``node`` in ``epoch``, if anything of it is here."""
    found = _heads(" WHERE node = ? AND epoch = ?", (node, epoch))
    return found[0] if found else None


def latest_epoch(node: str) -> int:
    """The latest epoch of which events of ``node`` are here; 0 where there are none."""
    found = base.fetch("SELECT max(epoch) FROM chain WHERE node = ?", (node,))
    return int(found[0][0] or 0)


def chains() -> list[Head]:
    """The heads of all chains, by node and epoch."""
    return _heads(" ORDER BY node, epoch")


def _heads(which: str, parameters: Sequence[Any] = ()) -> list[Head]:
    return [
        Head(node=node, epoch=epoch, seq=seq, hash=last, own=bool(own))
        for node, epoch, seq, last, own in base.fetch(_HEADS + which, parameters)
    ]


def append(events: Sequence[NewEvent], recorded_at: datetime) -> Appended:
    """Append ``events`` to the own chain and bring the dossiers they touch up to date.

    Belongs inside the caller's transaction, which makes both or neither.

    Raises:
        Duplicate: a dossier with this scan number was received before.
    """
    last = head()
    seq, before = last.seq, last.hash
    appended: list[Event] = []
    rows = []
    for seq, new in enumerate(events, last.seq + 1):
        event = Event(
            node=last.node,
            epoch=last.epoch,
            seq=seq,
            kind=str(new.kind),
            dossier=new.dossier,
            happened_at=in_vietnam(new.happened_at),
            recorded_at=in_vietnam(recorded_at),
            by=new.by,
            data=new.data,
        )
        data = canonical_json(new.data)
        before = hash_over(before, event, data)
        appended.append(replace(event, hash=before))
        rows.append(_row(appended[-1], data))
    states = {
        scan_number: _apply(scan_number, of_one) for scan_number, of_one in by_dossier(appended).items()
    }
    base.execute_each(_INSERT, rows)
    base.execute(_ADVANCE, (seq, before, last.node, last.epoch))
    return Appended(events=tuple(appended), states=states)


def insert(events: Iterable[Event]) -> None:
    """Put ``events``, their chain verified, into the table."""
    base.execute_each(_INSERT, map(row_of, events))


def by_dossier(events: Iterable[Event]) -> dict[str, list[Event]]:
    """``events`` of dossiers, by scan number; events of the office are left out."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        if event.dossier:
            groups.setdefault(event.dossier, []).append(event)
    return groups


def _apply(scan_number: str, new: Sequence[Event]) -> DossierState:
    """The state of a dossier after ``new`` events that are not in the table yet; it is written, too."""
    state = dossiers.state_of(scan_number)
    if state is not None and any(event.kind in BEGINNINGS for event in new):
        raise Duplicate(
            _("The number {number} was given to a dossier before; nothing was changed.").format(
                number=scan_number
            )
        )
    later = state is not None and state.last_event_at and new[0].happened_at > state.last_event_at
    if later and not any(event.kind in WEIGHING for event in new):
        after: DossierState | None = state
        for event in new:
            after = apply(after, event)
    else:
        # In the same second, or with events of other nodes: their order decides, not their arrival.
        after = fold(sorted([*events_of(scan_number), *new], key=effect_order))
    if after is None:
        raise ValueError(f"an event of {scan_number}, which was never received")
    projection.write(after)
    return after


def effect_order(event: Event) -> tuple[Any, ...]:
    """The order in which events of one dossier take effect, whichever way they came here."""
    return (event.kind not in BEGINNINGS, event.happened_at, event.node, event.epoch, event.seq)


def refold(scan_number: str, fresh: Sequence[Event] = ()) -> None:
    """Fold a dossier anew from all its events, and write what it is.

    Where the ``fresh`` ones, just put into the table, are all of them, they are not read again.
    """
    count = base.fetch(_COUNT_OF_DOSSIER, (scan_number,))[0][0] if fresh else -1
    whole = sorted(fresh, key=effect_order) if count == len(fresh) else events_of(scan_number)
    state = fold(whole)
    if state is not None:
        projection.write(state)


def events_of(scan_number: str) -> tuple[Event, ...]:
    """Everything that happened to a dossier, in the order in which it takes effect."""
    return tuple(event_of(row) for row in base.fetch(_OF_DOSSIER, (scan_number,)))


def events_between(node: str, epoch: int, first: int, last: int) -> tuple[Event, ...]:
    """The events ``first`` to ``last`` of a chain, in their order, as far as they are here."""
    return tuple(event_of(row) for row in base.fetch(_BETWEEN, (node, epoch, first, last)))


def dossiers_between(node: str, epoch: int, first: int, last: int) -> int:
    """How many dossiers the events ``first`` to ``last`` of a chain touch."""
    return int(base.fetch(_TOUCHED_BETWEEN, (node, epoch, first, last))[0][0])


def touched_since(heads: Iterable[Head]) -> frozenset[str]:
    """Dossiers of which anything came into the journal since its chains had these ``heads``."""
    seen = {(one.node, one.epoch): one.seq for one in heads}
    found: set[str] = set()
    for one in chains():
        last = seen.get((one.node, one.epoch), 0)
        if one.seq > last:
            rows = base.fetch(_TOUCHED_AFTER, (one.node, one.epoch, last))
            found.update(row[0] for row in rows)
    return frozenset(found)


def row_of(event: Event) -> Row:
    """``event`` as a row of the table."""
    return _row(event, canonical_json(event.data))


def _row(event: Event, data: str) -> Row:
    return (
        event.node,
        event.epoch,
        event.seq,
        event.kind,
        event.dossier,
        iso(event.happened_at),
        iso(event.recorded_at),
        event.by,
        data,
        event.hash,
    )


def event_of(row: Sequence[Any]) -> Event:
    """The event that a row of the table holds."""
    node, epoch, seq, kind, dossier, happened_at, recorded_at, login, data, own_hash = row
    return Event(
        node=node,
        epoch=epoch,
        seq=seq,
        kind=kind,
        dossier=dossier,
        happened_at=datetime.fromisoformat(happened_at),
        recorded_at=datetime.fromisoformat(recorded_at),
        by=login,
        data=json.loads(data),
        hash=own_hash,
    )
