"""Events of other nodes: taken in once, in any order, and waiting visibly while earlier ones are missing."""

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import cast

import peewee

from counter_app.core import progress
from counter_app.core.fold import STEP_ACTIONS, Place, impossible_steps
from counter_app.core.journal import GENESIS, Entry, Event, EventKind, Row, event_of, follows
from counter_app.core.states import Action, action_name
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, journal
from counter_app.models.journal import Head

_STORED = (
    "SELECT seq, hash, 0 FROM journal WHERE node = ? AND epoch = ? AND seq BETWEEN ? AND ? "
    "UNION ALL SELECT seq, hash, 1 FROM waiting WHERE node = ? AND epoch = ? AND seq BETWEEN ? AND ?"
)
_WAITING = (
    "SELECT node, epoch, seq, kind, dossier, happened_at, recorded_at, login, data, hash FROM waiting "
    "WHERE node = ? AND epoch = ? AND seq > ? AND seq <= ? ORDER BY seq"
)
_WAIT = (
    "INSERT INTO waiting (node, epoch, seq, kind, dossier, happened_at, recorded_at, login, data, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
#: Dossiers of which several nodes tell, or another one tells of an own one; in the order asked.
_OF_SEVERAL = (
    "SELECT wanted.value FROM json_each(?) AS wanted JOIN journal AS j ON j.dossier = wanted.value "
    "AND j.dossier <> '' GROUP BY wanted.key, wanted.value HAVING count(DISTINCT j.node) > 1 "
    "OR (substr(wanted.value, 1, 4) = ? AND max(CASE WHEN j.node <> ? THEN 1 ELSE 0 END) = 1) "
    "ORDER BY wanted.key"
)
_NO_LONGER = "DELETE FROM waiting WHERE node = ? AND epoch = ? AND seq <= ?"
_KEEP_HEAD = (
    "INSERT INTO chain (node, epoch, seq, hash, own) VALUES (?, ?, ?, ?, 0) "
    "ON CONFLICT (node, epoch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
)


#: Events that are taken in at a time.
_PART = 10_000

#: Events of a dossier that a sentence tells, the last ones.
_TOLD = 8


def _recorded_at(entry: Entry) -> str:
    """As it is written, always with +07:00 (``event_v1``): what is later comes later as a text, too."""
    *_before, recorded_at, _by, _data, _hash = entry.row
    return recorded_at


_ACTIONS = STEP_ACTIONS | {
    EventKind.NOTED: Action.NOTE,
    EventKind.PRINTED: Action.REPRINT,
    EventKind.CORRECTED: Action.CORRECT,
    EventKind.UNDONE: Action.UNDO,
    EventKind.REFUNDED: Action.REFUND,
    EventKind.PROMISE_REVIEWED: Action.REVIEW,
    EventKind.CODE_ADDED: Action.ADD_CODE,
    EventKind.PLACED: Action.PLACE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of events of other nodes: put into the journal, there before, or waiting for earlier ones.

    ``applied`` also counts events that had waited, ``waiting`` those that wait still; ``dossiers`` are
    the scan numbers touched.
    ``recorded_until`` is the latest moment at which the sender says to have recorded one.
    """

    applied: int
    already: int
    waiting: int
    dossiers: tuple[str, ...]
    recorded_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Events ``first`` to ``last`` of a chain that are missing while later ones or epochs are here.

    ``waits`` says whether later events of the chain are here and wait for them; after the end of an
    epoch none does.
    """

    node: str
    epoch: int
    first: int
    last: int
    waits: bool


def add_foreign(entries: Iterable[Entry], total: int) -> Taken:
    """Take in events of other nodes, whose signature is verified; all of them or none.

    The same events give the same dossiers, whatever the order and however often they
    come. What lies beyond a gap waits until the gap is closed. There are ``total`` of them;
    they are read and taken in a part at a time.

    Raises:
        BadFile: an event contradicts the one known under its number, or does not follow from
            the one before it, or claims to be of this very installation; or ``entries`` say so.
    """
    applied = already = 0
    waits: dict[tuple[str, int], list[int]] = {}
    touched: dict[str, None] = {}
    latest = ""
    with base.transaction(), _few_collections():
        for part in progress.batches(entries, total, _PART):
            ready, known, later = _take(part)
            for events in chain((ready,), _released_by(ready)):
                fresh = journal.by_dossier(events)
                _refold(fresh)
                touched |= dict.fromkeys(fresh)
                applied += len(events)
            already += known
            for node, epoch, seq in later:
                waits.setdefault((node, epoch), []).append(seq)
            latest = max(latest, *map(_recorded_at, part))
        waiting = sum(_beyond(node, epoch, seqs) for (node, epoch), seqs in waits.items())
    return Taken(
        applied=applied,
        already=already,
        waiting=waiting,
        dossiers=tuple(touched),
        recorded_until=datetime.fromisoformat(latest) if latest else None,
    )


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let Python look for cycles rarely: events have none, and looking among so many takes a tenth."""
    often = gc.get_threshold()
    gc.set_threshold(200_000, *often[1:])
    try:
        yield
    finally:
        gc.set_threshold(*often)


def _released_by(ready: Sequence[Event]) -> Iterator[list[Event]]:
    """What waited for ``ready`` events, which are in the journal now."""
    for node, epoch in dict.fromkeys((event.node, event.epoch) for event in ready):
        yield from _released(node, epoch)


def _beyond(node: str, epoch: int, seqs: Sequence[int]) -> int:
    """How many of these numbers lie beyond what is known of the chain without a gap."""
    head = journal.head_of(node, epoch)
    return sum(head is None or seq > head.seq for seq in seqs)


def _take(part: Sequence[Entry]) -> tuple[list[Event], int, list[Place]]:
    """Put into the journal what follows: the events that do, how many were there, and which must wait."""
    chains: dict[tuple[str, int], dict[int, Entry]] = {}
    for entry in part:
        event = entry.event
        chains.setdefault((event.node, event.epoch), {})[event.seq] = entry
    applied: list[Event] = []
    already = 0
    waiting: list[Place] = []
    for (node, epoch), by_seq in chains.items():
        known, still = _known(node, epoch, by_seq)
        fresh = {seq: entry for seq, entry in by_seq.items() if seq not in known and seq not in still}
        now, later = _extend(node, epoch, fresh)
        applied += now
        waiting += later
        waiting += [(node, epoch, seq) for seq in still]
        already += len(known)
    return applied, already, waiting


def conflicts(scan_numbers: Iterable[str]) -> tuple[str, ...]:
    """For each of these dossiers of which two offices tell different stories, a sentence with both.

    That is an own dossier to which another office did something, and any dossier of several
    offices whose events, put in their order, make a step that the table of transitions lacks.
    """
    own = journal.head().node
    found = []
    for (scan_number,) in base.fetch(_OF_SEVERAL, (json.dumps(list(scan_numbers)), own, own)):
        events = journal.events_of(scan_number)
        nodes = {event.node for event in events}
        # The number begins with the node that received the dossier, even where that event is not here yet.
        at_odds = scan_number.startswith(own) and bool(nodes - {own})
        if at_odds or (len(nodes) > 1 and impossible_steps(events)):
            found.append(_conflict(scan_number, events))
    return tuple(found)


def _conflict(scan_number: str, events: Sequence[Event]) -> str:
    state = dossiers.state_of(scan_number)
    return _(
        "Two offices tell different stories of dossier {code}: {stories}. Ask both which one is true."
    ).format(code=state.code if state else scan_number, stories="; ".join(map(_told, events[-_TOLD:])))


def _told(event: Event) -> str:
    action = _ACTIONS.get(event.kind)
    settled = _("conflict settled") if event.kind == EventKind.CONFLICT_SETTLED else event.kind
    return _("node {node}, {moment}: {act}").format(
        node=event.node,
        moment=f"{event.happened_at:%H:%M %d/%m/%Y}",
        act=action_name(action) if action else settled,
    )


def gaps() -> tuple[Gap, ...]:
    """What is missing: for each chain the events before and between those that wait, and its end.

    The end is known where the node was brought back from a copy: the epoch that begins then tells
    how far the copy went. What was recorded after that copy, and epochs that were given up without
    one, may be lost to the node itself; they are not missed.
    """
    chains = journal.chains()
    heads = {(one.node, one.epoch): one.seq for one in chains}
    found = []
    for node, epoch, seq in base.fetch("SELECT node, epoch, seq FROM waiting ORDER BY node, epoch, seq"):
        reached = heads.get((node, epoch), 0)
        if seq > reached + 1:
            found.append(Gap(node=node, epoch=epoch, first=reached + 1, last=seq - 1, waits=True))
        heads[node, epoch] = seq
    for (node, epoch), end in _told_ends(chains).items():
        reached = heads.get((node, epoch), 0)
        if end > reached:
            found.append(Gap(node=node, epoch=epoch, first=reached + 1, last=end, waits=False))
    return tuple(sorted(found, key=lambda gap: (gap.node, gap.epoch, gap.first)))


def _told_ends(chains: Iterable[Head]) -> dict[tuple[str, int], int]:
    """How far an earlier epoch of other nodes went at least, as the event tells that begins a later one.

    An event that tells of its own epoch or of a later one tells nothing: that one has not ended.
    """
    ends: dict[tuple[str, int], int] = {}
    for one in chains:
        if one.own or one.epoch == 1:
            continue
        for event in journal.events_between(one.node, one.epoch, 1, 1):
            if event.kind == EventKind.RESTORED and int(event.data["epoch"]) < one.epoch:
                before = one.node, int(event.data["epoch"])
                ends[before] = max(int(event.data["seq"]), ends.get(before, 0))
    return ends


def _known(node: str, epoch: int, by_seq: Mapping[int, Entry]) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers among ``by_seq`` that are in the journal and those that wait, each with the same hash."""
    known: tuple[list[int], list[int]] = [], []
    for seq, value, waits in base.fetch(_STORED, (node, epoch, min(by_seq), max(by_seq)) * 2):
        entry = by_seq.get(seq)
        if entry is None:
            continue
        if entry.event.hash != value:
            raise BadFile(
                _(
                    "Two installations claim to be node {node}: event {seq} here is another than in the "
                    "file. Nothing was taken in; ask that node which of its computers is the right one."
                ).format(node=node, seq=seq)
            )
        known[waits].append(seq)
    return frozenset(known[0]), frozenset(known[1])


def _extend(node: str, epoch: int, fresh: dict[int, Entry]) -> tuple[list[Event], list[Place]]:
    """Put what follows without a gap into the journal and the rest among the waiting."""
    if not fresh:
        return [], []
    head = journal.head_of(node, epoch) or Head(node=node, epoch=epoch, seq=0, hash=GENESIS, own=False)
    if head.own:
        raise BadFile(
            _(
                "The file holds events of this node ({node}) that are not in its own journal. Was this "
                "database brought back from a backup? Nothing was taken in."
            ).format(node=node)
        )
    ready = _gapless(head, fresh)
    _keep(node, epoch, ready)
    reached = ready[-1].event.seq if ready else head.seq
    later = [entry.row for seq, entry in fresh.items() if seq > reached]
    base.execute_each(_WAIT, later)
    return [entry.event for entry in ready], [(node, epoch, row[2]) for row in later]


def _released(node: str, epoch: int) -> Iterator[list[Event]]:
    """Put into the journal what waited and now follows, a part at a time."""
    while (head := journal.head_of(node, epoch)) is not None:
        rows = base.fetch(_WAITING, (node, epoch, head.seq, head.seq + _PART))
        ready = _gapless(head, {row[2]: Entry(event_of(row), cast("Row", row)) for row in rows})
        if not ready:
            return
        _keep(node, epoch, ready)
        yield [entry.event for entry in ready]


def _keep(node: str, epoch: int, ready: Sequence[Entry]) -> None:
    if ready:
        last = ready[-1].event
        journal.insert(entry.row for entry in ready)
        base.execute(_NO_LONGER, (node, epoch, last.seq))
        base.execute(_KEEP_HEAD, (node, epoch, last.seq, last.hash))


def _gapless(head: Head, by_seq: Mapping[int, Entry]) -> list[Entry]:
    """Those that follow ``head`` one by one."""
    ready: list[Entry] = []
    seq, before = head.seq, head.hash
    while (entry := by_seq.get(seq + 1)) is not None:
        # Proved when it was read, or to be proved now: it waited, or comes after one that did.
        if entry.before != before and not follows(before, entry.row):
            raise BadFile(
                _(
                    "Event {seq} of node {node} does not follow from the one before it; it was altered on "
                    "the way. Nothing was taken in; ask for the file again."
                ).format(seq=entry.event.seq, node=entry.event.node)
            )
        ready.append(entry)
        seq, before = entry.event.seq, entry.event.hash
    return ready


def _refold(fresh: Mapping[str, Sequence[Event]]) -> None:
    """Bring the dossiers up to date; where one has the code of another, say which."""
    try:
        with base.attempt():
            journal.refold_with(fresh)
    except peewee.IntegrityError:
        for scan_number in fresh:
            _refold_alone(scan_number)
        raise


def _refold_alone(scan_number: str) -> None:
    try:
        journal.refold(scan_number)
    except peewee.IntegrityError as error:
        raise BadFile(
            _(
                "Dossier {number} has the code of another dossier of the same node. Nothing was taken in; "
                "ask that node to check its numbers."
            ).format(number=scan_number)
        ) from error
