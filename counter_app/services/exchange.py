"""Exchange by file: writing the own journal out, taking other nodes' journals in, and whom to trust."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from counter_app.core.journal import GENESIS
from counter_app.core.records import Officer
from counter_app.core.states import Role, require_one_of
from counter_app.core.times import in_vietnam, iso
from counter_app.errors import Duplicate, NotAllowed, NotFound
from counter_app.i18n import gettext as _
from counter_app.models import dossiers, foreign, journal
from counter_app.models import exchange as records
from counter_app.models import office as offices
from counter_app.services.desk import Desk
from counter_app.sync import bundle, keys
from counter_app.sync.keys import NodeCard

#: Who may write exchange files, take them in, and say whom to trust.
_EXCHANGERS = frozenset({Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR})

#: How far the clocks of two offices may be apart before it is said.
CLOCK_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A bundle that was written and read back from the medium."""

    file: Path
    node: str
    epoch: int
    first_seq: int
    last_seq: int
    events: int
    dossiers: int
    encrypted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a bundle.

    ``applied`` events are in the journal now (among them those that had waited), ``already``
    were there, ``waiting`` lie beyond a gap. ``gaps`` are the missing numbers of this node,
    like "118-120"; ``notices`` finished sentences that somebody should read.
    """

    node: str
    epoch: int
    first_seq: int
    last_seq: int
    applied: int
    already: int
    waiting: int = 0
    dossiers: int = 0
    conflicts: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    acknowledgement: Path | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeLine:
    """One node as the exchange page lists it; ``reached`` is the last number without a gap before it."""

    number: str
    name: str
    fingerprint: str
    own: bool
    epoch: int
    reached: int
    gaps: tuple[str, ...] = ()
    acknowledged_seq: int = 0


def export(desk: Desk, folder: Path, at: datetime, receiver: str = "", by: Officer | None = None) -> Exported:
    """Write what ``receiver`` has not acknowledged yet into ``folder``, verified on the medium.

    A bundle begins after the last acknowledged event, not after the last export, so that a
    lost stick delays and never loses. Without a receiver it begins at the first event.
    ``by`` is nobody where a scheduled task exports.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        NotFound: the receiver is not known here.
        NotAllowed: there is nothing to export.
        DeviceProblem: the medium does not take the bundle or does not give it back.
        BadFile: the own journal or the own key is damaged.
    """
    _require_role(by)
    head = journal.head()
    first = _first_owed(receiver, head.epoch)
    if head.seq < first:
        raise NotAllowed(_("There is nothing new to export; the last exchange file says it all."))
    before = journal.events_between(head.node, head.epoch, first - 1, first - 1)
    events = journal.events_between(head.node, head.epoch, first, head.seq)
    touched = dict.fromkeys(event.dossier for event in events if event.dossier)
    states = (dossiers.state_of(scan_number) for scan_number in touched)
    part = bundle.Slice(
        node=head.node,
        epoch=head.epoch,
        hash_before=before[0].hash if before else GENESIS,
        events=events,
        dossiers=tuple(state for state in states if state is not None),
        created=at,
    )
    path = bundle.write_bundle(folder, part, keys.own_key(desk.home.keys))
    records.note_export(
        records.Export(
            receiver=receiver, epoch=head.epoch, first_seq=first, last_seq=head.seq, at=at, file=path.name
        )
    )
    _note_by("export", by, at)
    return Exported(
        file=path,
        node=head.node,
        epoch=head.epoch,
        first_seq=first,
        last_seq=head.seq,
        events=len(events),
        dossiers=len(part.dossiers),
    )


def _require_role(by: Officer | None) -> None:
    if by is not None:
        require_one_of(_EXCHANGERS, by.role)


def _note_by(what: str, by: Officer | None, at: datetime) -> None:
    """Keep who did it last; a scheduled task is nobody and leaves the note as it is."""
    if by is not None:
        offices.save_fact(f"{what}_by", f"{iso(at)} {by.login}")


def _first_owed(receiver: str, epoch: int) -> int:
    """The number of the first own event that ``receiver`` has not acknowledged."""
    if not receiver:
        return 1
    node = records.node(receiver)
    if node is None:
        raise NotFound(
            _("Node {node} is not known here; take its key in first (“node add”).").format(node=receiver)
        )
    return node.acknowledged_seq + 1 if node.acknowledged_epoch == epoch else 1


def import_bundle(desk: Desk, file: Path, at: datetime, by: Officer | None = None) -> Imported:
    """Verify a bundle and take it in, whole or not at all; the same bundle again changes nothing.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        NotFound, DeviceProblem: the file is not there or cannot be read.
        BadFile: anything about it is wrong; the sentence says what.
    """
    _require_role(by)
    own = show_key(desk)
    known = {one.number: one.public_key for one in records.nodes()} | {own.node: own.public_key}
    read = bundle.read_bundle(file, known)
    taken = foreign.add_foreign(read.events)
    _note_by("import", by, at)
    gaps = _gaps(read.node, read.epoch)
    return Imported(
        node=read.node,
        epoch=read.epoch,
        first_seq=read.first_seq,
        last_seq=read.last_seq,
        applied=taken.applied,
        already=taken.already,
        waiting=taken.waiting,
        dossiers=len(taken.dossiers),
        conflicts=foreign.conflicts(taken.dossiers),
        gaps=gaps,
        notices=(*_gap_notice(read.node, gaps), *_clock_notice(read, at)),
    )


def _gaps(node: str, epoch: int) -> tuple[str, ...]:
    return tuple(
        str(gap.first) if gap.first == gap.last else f"{gap.first}-{gap.last}"
        for gap in foreign.gaps()
        if (gap.node, gap.epoch) == (node, epoch)
    )


def _gap_notice(node: str, gaps: tuple[str, ...]) -> tuple[str, ...]:
    if not gaps:
        return ()
    return (
        _(
            "Missing from node {node}: {gaps}. What came after waits; ask that office for the missing file."
        ).format(node=node, gaps=", ".join(gaps)),
    )


def _clock_notice(read: bundle.Bundle, at: datetime) -> tuple[str, ...]:
    """Said where the sender's times lie ahead of this PC's clock; a file may travel, but not back in time."""
    latest: datetime = max(read.created, *(event.recorded_at for event in read.events))
    ahead = latest - in_vietnam(at)
    if ahead <= CLOCK_TOLERANCE:
        return ()
    return (
        _("The clock of node {node} is {minutes} minutes ahead of this one; set the wrong one right.").format(
            node=read.node, minutes=int(ahead.total_seconds()) // 60
        ),
    )


def nodes(desk: Desk) -> tuple[NodeLine, ...]:
    """This node first, then every node it knows, by number."""
    own = show_key(desk)
    head = journal.head()
    first = NodeLine(
        number=own.node,
        name=own.name,
        fingerprint=own.fingerprint,
        own=True,
        epoch=head.epoch,
        reached=head.seq,
    )
    return (first, *(_line(node) for node in records.nodes()))


def _line(node: records.Node) -> NodeLine:
    card = NodeCard(node=node.number, name=node.name, public_key=node.public_key)
    epochs = [one for one in journal.chains() if one.node == node.number]
    waiting = [gap.epoch for gap in foreign.gaps() if gap.node == node.number]
    epoch = max([one.epoch for one in epochs] + waiting, default=1)
    reached = next((one.seq for one in epochs if one.epoch == epoch), 0)
    return NodeLine(
        number=node.number,
        name=node.name,
        fingerprint=card.fingerprint,
        own=False,
        epoch=epoch,
        reached=reached,
        gaps=_gaps(node.number, epoch),
        acknowledged_seq=node.acknowledged_seq,
    )


def show_key(desk: Desk) -> NodeCard:
    """What this node tells others of itself; its key is made at first need.

    Raises:
        BadFile, DeviceProblem: the key is damaged or cannot be read.
    """
    key = keys.own_key(desk.home.keys)
    return NodeCard(node=desk.office.node, name=desk.office.name, public_key=keys.public_hex(key))


def node_file(desk: Desk) -> str:
    """The text of the node file that another office takes in with ``node add``."""
    return keys.write_card(show_key(desk))


def add_node(desk: Desk, file: Path, *, replace: bool = False, by: Officer | None = None) -> NodeCard:
    """Know the node that ``file`` describes, and trust what its key signs from now on.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        NotFound, BadFile: no such file, or not a whole node file.
        Duplicate: the node has this number itself, or another key is known for it and
            ``replace`` is not asked for.
    """
    _require_role(by)
    card = keys.read_card(file)
    if card.node == desk.office.node:
        raise Duplicate(
            _("{node} is the number of this office itself; each office needs its own.").format(node=card.node)
        )
    known = records.node(card.node)
    if known is not None and known.public_key != card.public_key and not replace:
        raise Duplicate(
            _(
                "Node {node} is known here with another key. Ask {name} by telephone whether its key is "
                "{fingerprint}; only then repeat with --replace."
            ).format(node=card.node, name=known.name, fingerprint=card.fingerprint)
        )
    records.save_node(records.Node(number=card.node, name=card.name, public_key=card.public_key, relation=""))
    _note_by(f"node_{card.node}", by, desk.clock())
    return card
