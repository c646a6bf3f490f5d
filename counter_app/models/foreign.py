"""Events of other nodes: taken in once, in any order, and waiting visibly while earlier ones are missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import peewee

from counter_app.core import progress
from counter_app.core.fold import STEP_ACTIONS, impossible_steps
from counter_app.core.journal import GENESIS, Event, EventKind, event_hash
from counter_app.core.states import Action, action_name
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, journal
from counter_app.models.journal import Head

_STORED = (
    "SELECT seq, hash FROM journal WHERE node = ? AND epoch = ? AND seq BETWEEN ? AND ? "
    "UNION ALL SELECT seq, hash FROM waiting WHERE node = ? AND epoch = ? AND seq BETWEEN ? AND ?"
)
_WAITING = (
    "SELECT node, epoch, seq, kind, dossier, happened_at, recorded_at, login, data, hash FROM waiting "
    "WHERE node = ? AND epoch = ? ORDER BY seq"
)
_WAIT = (
    "INSERT INTO waiting (node, epoch, seq, kind, dossier, happened_at, recorded_at, login, data, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_KEEP_HEAD = (
    "INSERT INTO chain (node, epoch, seq, hash, own) VALUES (?, ?, ?, ?, 0) "
    "ON CONFLICT (node, epoch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
)


#: Events of a dossier that a sentence tells, the last ones.
_TOLD = 8

_ACTIONS = STEP_ACTIONS | {EventKind.NOTED: Action.NOTE, EventKind.PRINTED: Action.REPRINT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of events of other nodes: put into the journal, known before, or waiting for earlier ones.

    ``applied`` also counts events that had waited; ``dossiers`` are the scan numbers touched.
    """

    applied: int
    already: int
    waiting: int
    dossiers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Events ``first`` to ``last`` of a chain that are missing while later ones are here."""

    node: str
    epoch: int
    first: int
    last: int


def add_foreign(events: Iterable[Event]) -> Taken:
    """Take in events of other nodes, whose signature is verified; all of them or none.

    The same events give the same dossiers, whatever the order and however often they
    come. What lies beyond a gap waits until the gap is closed.

    Raises:
        BadFile: an event contradicts the one known under its number, or does not follow from
            the one before it, or claims to be of this very installation.
    """
    with base.transaction():
        chains: dict[tuple[str, int], dict[int, Event]] = {}
        for event in events:
            chains.setdefault((event.node, event.epoch), {})[event.seq] = event
        applied: list[Event] = []
        already = waiting = 0
        for (node, epoch), by_seq in chains.items():
            known = _known(node, epoch, by_seq)
            fresh = {seq: event for seq, event in by_seq.items() if seq not in known}
            now, later = _extend(node, epoch, fresh)
            applied += now
            waiting += later
            already += len(known)
        fresh_ones = journal.by_dossier(applied)
        for scan_number in progress.steps(tuple(fresh_ones)):
            _refold(scan_number, fresh_ones[scan_number])
    return Taken(applied=len(applied), already=already, waiting=waiting, dossiers=tuple(fresh_ones))


def conflicts(scan_numbers: Iterable[str]) -> tuple[str, ...]:
    """For each of these dossiers of which two offices tell different stories, a sentence with both.

    That is an own dossier to which another office did something, and any dossier of several
    offices whose events, put in their order, make a step that the table of transitions lacks.
    """
    own = journal.head().node
    found = []
    for scan_number in scan_numbers:
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
    return _("node {node}, {moment}: {act}").format(
        node=event.node,
        moment=f"{event.happened_at:%H:%M %d/%m/%Y}",
        act=action_name(action) if action else event.kind,
    )


def gaps() -> tuple[Gap, ...]:
    """What is missing: for each chain the events before and between those that wait."""
    heads = {(one.node, one.epoch): one.seq for one in journal.chains()}
    found = []
    for node, epoch, seq in base.fetch("SELECT node, epoch, seq FROM waiting ORDER BY node, epoch, seq"):
        reached = heads.get((node, epoch), 0)
        if seq > reached + 1:
            found.append(Gap(node=node, epoch=epoch, first=reached + 1, last=seq - 1))
        heads[node, epoch] = seq
    return tuple(found)


def _known(node: str, epoch: int, by_seq: dict[int, Event]) -> frozenset[int]:
    """The numbers among ``by_seq`` that are here already, each with the same hash."""
    known = []
    for seq, value in base.fetch(_STORED, (node, epoch, min(by_seq), max(by_seq)) * 2):
        event = by_seq.get(seq)
        if event is None:
            continue
        if event.hash != value:
            raise BadFile(
                _(
                    "Two installations claim to be node {node}: event {seq} here is another than in the "
                    "file. Nothing was taken in; ask that node which of its computers is the right one."
                ).format(node=node, seq=seq)
            )
        known.append(seq)
    return frozenset(known)


def _extend(node: str, epoch: int, fresh: dict[int, Event]) -> tuple[list[Event], int]:
    """Put what follows without a gap into the journal and the rest among the waiting."""
    if not fresh:
        return [], 0
    head = journal.head_of(node, epoch) or Head(node=node, epoch=epoch, seq=0, hash=GENESIS, own=False)
    if head.own:
        raise BadFile(
            _(
                "The file holds events of this node ({node}) that are not in its own journal. Was this "
                "database brought back from a backup? Nothing was taken in."
            ).format(node=node)
        )
    waited = {event.seq: event for event in map(journal.event_of, base.fetch(_WAITING, (node, epoch)))}
    ready, last = _gapless(head, waited | fresh)
    journal.insert(ready)
    if ready:
        base.execute("DELETE FROM waiting WHERE node = ? AND epoch = ? AND seq <= ?", (node, epoch, last.seq))
        base.execute(_KEEP_HEAD, (node, epoch, last.seq, last.hash))
    later = [event for seq, event in fresh.items() if seq > last.seq]
    base.execute_each(_WAIT, map(journal.row_of, later))
    return ready, len(later)


def _gapless(head: Head, by_seq: dict[int, Event]) -> tuple[list[Event], Head]:
    """The events that follow ``head`` one by one, and the head after them."""
    ready: list[Event] = []
    seq, before = head.seq, head.hash
    while (event := by_seq.get(seq + 1)) is not None:
        if event_hash(before, event) != event.hash:
            raise BadFile(
                _(
                    "Event {seq} of node {node} does not follow from the one before it; it was altered on "
                    "the way. Nothing was taken in; ask for the file again."
                ).format(seq=event.seq, node=event.node)
            )
        ready.append(event)
        seq, before = event.seq, event.hash
    return ready, Head(node=head.node, epoch=head.epoch, seq=seq, hash=before, own=False)


def _refold(scan_number: str, fresh: Sequence[Event]) -> None:
    try:
        journal.refold(scan_number, fresh)
    except peewee.IntegrityError as error:
        raise BadFile(
            _(
                "Dossier {number} has the code of another dossier of the same node. Nothing was taken in; "
                "ask that node to check its numbers."
            ).format(number=scan_number)
        ) from error
