"""The journal in the database: appending to it, reading it, and the heads of its chains."""

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast

from counter_app.core.fold import apply, fold
from counter_app.core.journal import (
    BEGINNINGS,
    GENESIS,
    WEIGHING,
    Event,
    NewEvent,
    Row,
    event_of,
    hash_of_row,
    row_of,
)
from counter_app.core.records import DossierState
from counter_app.core.times import in_vietnam
from counter_app.errors import Duplicate
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, projection

_COLUMNS = (
    "node", "epoch", "seq", "kind", "dossier", "happened_at", "recorded_at", "login", "data", "hash",
)  # fmt: skip
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
_COUNTS = (
    "SELECT dossier, count(*), max(CASE WHEN kind IN ('undone', 'conflict_settled') THEN 1 ELSE 0 END) "
    "FROM journal WHERE dossier IN (SELECT value FROM json_each(?)) "
    "AND dossier <> '' GROUP BY dossier"
)
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
        row = row_of(event)
        before = hash_of_row(before, row)
        appended.append(replace(event, hash=before))
        rows.append((*row[:-1], before))
    states = {
        scan_number: _apply(scan_number, of_one) for scan_number, of_one in by_dossier(appended).items()
    }
    base.execute_each(_INSERT, rows)
    base.execute(_ADVANCE, (seq, before, last.node, last.epoch))
    return Appended(events=tuple(appended), states=states)


def insert(rows: Iterable[Row]) -> None:
    """Put events, their chain verified, into the table."""
    base.insert_each("journal", _COLUMNS, rows)


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
    after = _continued(state, new) or fold(sorted([*events_of(scan_number), *new], key=effect_order))
    if after is None:
        raise ValueError(f"an event of {scan_number}, which was never received")
    projection.write(after)
    return after


def effect_order(event: Event) -> tuple[Any, ...]:
    """The order in which events of one dossier take effect, whichever way they came here."""
    return (event.kind not in BEGINNINGS, event.happened_at, event.node, event.epoch, event.seq)


def refold(scan_number: str) -> None:
    """Fold a dossier anew from all its events, and write what it is."""
    state = fold(events_of(scan_number))
    if state is not None:
        projection.write(state)


def refold_with(fresh: Mapping[str, Sequence[Event]]) -> None:
    """Bring dossiers up to date with ``fresh`` events, by scan number, that were just put into the table.

    Where they are all that there is of a dossier, or come after all else, nothing is read again.
    """
    found = base.fetch(_COUNTS, (json.dumps(list(fresh)),))
    begun = {one for one, count, _weighed in found if count > len(fresh[one])}
    # A decision may have come before what it decides on.
    weighed = {one for one, _count, weighed in found if weighed}
    here = {state.scan_number: state for state in dossiers.states_of(sorted(begun))}
    known = [
        fold(events_of(one)) if one in weighed else _after(state, fresh[one]) for one, state in here.items()
    ]
    new = [
        fold(events_of(one) if one in begun else sorted(events, key=effect_order))
        for one, events in fresh.items()
        if one not in here
    ]
    projection.write_each(
        [state for state in new if state is not None], [state for state in known if state is not None]
    )


def _after(state: DossierState, fresh: Sequence[Event]) -> DossierState | None:
    return _continued(state, sorted(fresh, key=effect_order)) or fold(events_of(state.scan_number))


def _continued(state: DossierState | None, new: Sequence[Event]) -> DossierState | None:
    """``state`` after ``new`` events, or None where only all events together say what it is.

    In the same second, or among others, the order of the events decides, not that of their arrival.
    """
    if state is None or state.last_event_at is None or new[0].happened_at <= state.last_event_at:
        return None
    if any(event.kind in WEIGHING or event.kind in BEGINNINGS for event in new):
        return None
    after: DossierState | None = state
    for event in new:
        after = apply(after, event)
    return after


def events_of(scan_number: str) -> tuple[Event, ...]:
    """Everything that happened to a dossier, in the order in which it takes effect."""
    return tuple(event_of(row) for row in base.fetch(_OF_DOSSIER, (scan_number,)))


def events_between(node: str, epoch: int, first: int, last: int) -> tuple[Event, ...]:
    """The events ``first`` to ``last`` of a chain, in their order, as far as they are here."""
    return tuple(event_of(row) for row in base.fetch(_BETWEEN, (node, epoch, first, last)))


def rows_between(node: str, epoch: int, first: int, last: int) -> Generator[Row]:
    """As :func:`events_between`, but as they are written, and one by one; to be closed."""
    return cast("Generator[Row]", base.stream(_BETWEEN, (node, epoch, first, last)))


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
