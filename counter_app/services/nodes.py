"""The nodes of the exchange: this one, those it knows, what each has of whose journal."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counter_app.core.journal import EventKind
from counter_app.core.records import Officer
from counter_app.core.states import Role, require_one_of
from counter_app.core.times import iso
from counter_app.errors import BadInput, Duplicate, NotFound
from counter_app.i18n import gettext as _
from counter_app.models import exchange as records
from counter_app.models import foreign, journal
from counter_app.models import office as offices
from counter_app.models.foreign import Gap
from counter_app.models.journal import Head
from counter_app.services.desk import Desk
from counter_app.services.routes import ABOVE, BELOW
from counter_app.sync import card_line, keys, sealing
from counter_app.sync.keys import NodeCard as NodeCard  # noqa: PLC0414 - pages show it

#: What another node may be to this one; its own chain alone goes to one of which nobody said.
RELATIONS = (ABOVE, BELOW)

#: Who may write exchange files, take them in, and say whom to trust.
_EXCHANGERS = frozenset({Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeLine:
    """One node as the exchange page lists it.

    ``reached`` is the last number of its journal without a gap before it, ``acknowledged_seq`` how
    far it says that it has the own one. ``earlier_gaps`` are of epochs that ended when it was brought back
    from a backup, each with its epoch; ``earlier_waits`` are those of them for which later events wait,
    as for each of ``gaps``. ``direct`` is False for a node of which only a carrier told.
    """

    number: str
    name: str
    fingerprint: str
    own: bool
    epoch: int
    reached: int
    gaps: tuple[str, ...] = ()
    acknowledged_seq: int = 0
    relation: str = ""
    sealed: bool = False
    direct: bool = True
    earlier_gaps: tuple[tuple[int, str], ...] = ()
    earlier_waits: tuple[tuple[int, str], ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """All that is missing, in words: "118-120", "5-9 of epoch 1"."""
        return (*self.gaps, *earlier_words(self.earlier_gaps))


def require_exchanger(by: Officer | None) -> None:
    """Refuse an officer who may not exchange; a scheduled task is nobody and may.

    Raises:
        NotAllowed: the role of ``by`` may not.
    """
    if by is not None:
        require_one_of(_EXCHANGERS, by.role)


def may_exchange(by: Officer) -> bool:
    """Whether the role of ``by`` may exchange."""
    return by.role in _EXCHANGERS


def note_by(what: str, by: Officer | None, at: datetime) -> None:
    """Keep who did it last; a scheduled task is nobody and leaves the note as it is."""
    if by is not None:
        offices.save_fact(f"{what}_by", f"{iso(at)} {by.login}")


def nodes(desk: Desk) -> tuple[NodeLine, ...]:
    """This node first, then every node it knows or has heard of, by number."""
    own = show_key(desk)
    head = journal.head()
    first = NodeLine(
        number=own.node,
        name=own.name,
        fingerprint=own.fingerprint,
        own=True,
        epoch=head.epoch,
        reached=head.seq,
        sealed=True,
    )
    known = {one.number: one for one in records.nodes()}
    chains, gaps = journal.chains(), foreign.gaps()
    heard = {one.node for one in chains} | {one.node for one in gaps}
    lines = [
        _line(number, known.get(number), head, chains, gaps)
        for number in sorted((heard | set(known)) - {own.node})
    ]
    return (first, *lines)


def _line(
    number: str, node: records.Node | None, own: Head, chains: Sequence[Head], gaps: Sequence[Gap]
) -> NodeLine:
    epochs = [one for one in chains if one.node == number]
    waiting = [gap.epoch for gap in gaps if gap.node == number]
    epoch = max([one.epoch for one in epochs] + waiting, default=1)
    return NodeLine(
        number=number,
        name=node.name if node else number,
        fingerprint=card_of(node).fingerprint if node else "",
        own=False,
        epoch=epoch,
        reached=next((one.seq for one in epochs if one.epoch == epoch), 0),
        gaps=gaps_of(number, epoch, gaps),
        earlier_gaps=earlier_gaps_of(number, epoch, gaps),
        earlier_waits=earlier_gaps_of(number, epoch, [gap for gap in gaps if gap.waits]),
        acknowledged_seq=records.acknowledged(number, own.node, own.epoch),
        relation=node.relation if node else "",
        sealed=bool(node and node.recipient),
        direct=node is not None,
    )


def gaps_of(node: str, epoch: int, gaps: Iterable[Gap]) -> tuple[str, ...]:
    """What of ``gaps`` is missing of one chain, like "118-120"."""
    return tuple(
        str(gap.first) if gap.first == gap.last else f"{gap.first}-{gap.last}"
        for gap in gaps
        if (gap.node, gap.epoch) == (node, epoch)
    )


def earlier_gaps_of(node: str, epoch: int, gaps: Sequence[Gap]) -> tuple[tuple[int, str], ...]:
    """What of ``gaps`` is missing of the epochs of ``node`` before ``epoch``, each with its epoch."""
    earlier = sorted({gap.epoch for gap in gaps if gap.node == node and gap.epoch < epoch})
    return tuple((one, gap) for one in earlier for gap in gaps_of(node, one, gaps))


def earlier_words(gaps: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Gaps of earlier epochs as sentences name them."""
    return tuple(_("{gap} of epoch {epoch}").format(gap=gap, epoch=epoch) for epoch, gap in gaps)


def name_of(desk: Desk, number: str) -> str:
    """The name of a node: as its key came with, else as it opened its journal; "" where neither is here."""
    if number == desk.office.node:
        return desk.office.name
    known = records.node(number)
    if known is not None:
        return known.name
    opened = (
        str(event.data["name"])
        for event in journal.events_between(number, 1, 1, 1)
        if event.kind == EventKind.OFFICE_OPENED
    )
    return next(opened, "")


def card_of(node: records.Node) -> NodeCard:
    """What a known node told of itself."""
    return NodeCard(node=node.number, name=node.name, public_key=node.public_key, recipient=node.recipient)


def require_known(number: str) -> records.Node:
    """The node with this number.

    Raises:
        NotFound: it is not known here.
    """
    node = records.node(number)
    if node is None:
        raise NotFound(
            _("Node {node} is not known here; take its key in first (“node add”).").format(node=number)
        )
    return node


def known_keys(desk: Desk) -> dict[str, str]:
    """The public keys of all nodes that this one trusts, itself among them, by number."""
    own = show_key(desk)
    return {one.number: one.public_key for one in records.nodes()} | {own.node: own.public_key}


def show_key(desk: Desk) -> NodeCard:
    """What this node tells others of itself; its keys are made at first need.

    Raises:
        BadFile, DeviceProblem: a key is damaged or cannot be read.
    """
    folder = desk.home.keys
    return NodeCard(
        node=desk.office.node,
        name=desk.office.name,
        public_key=keys.public_hex(keys.own_key(folder)),
        recipient=sealing.recipient_of(sealing.own_identity(folder)),
    )


def node_file(desk: Desk) -> str:
    """The text of the node file that another office takes in with ``node add``."""
    return keys.write_card(show_key(desk))


def add_node(
    desk: Desk, file: Path, *, replace: bool = False, relation: str = "", by: Officer | None = None
) -> NodeCard:
    """Know the node that ``file`` describes, and trust what its keys sign from now on.

    ``relation`` says what it is to this one; a node known before keeps what was said without one.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        NotFound, BadFile: no such file, or not a whole node file.
        BadInput: there is no such relation.
        Duplicate: the node has this number itself, or other keys are known for it and
            ``replace`` is not asked for.
    """
    require_exchanger(by)
    return add_card(desk, read_file(file), replace=replace, relation=relation, by=by)


def read_file(file: Path) -> NodeCard:
    """The node that ``file`` describes; nothing is trusted yet.

    Raises:
        NotFound, BadFile: no such file, or not a whole node file.
    """
    return keys.read_card(file)


def is_line(text: str) -> bool:
    """Whether ``text`` is a node's card itself, as scanned, and not a file's name."""
    return card_line.looks_like(text)


def read_line(text: str) -> NodeCard:
    """The node that a line tells of, as scanned from the printed page of its key; nothing is trusted yet.

    Raises:
        BadFile: it is no such line, or not the whole of it.
    """
    return card_line.read(text)


def add_card(
    desk: Desk, card: NodeCard, *, replace: bool = False, relation: str = "", by: Officer | None = None
) -> NodeCard:
    """Know the node that told ``card``; as :func:`add_node`.

    Raises:
        NotAllowed, BadInput, Duplicate: as :func:`add_node`.
    """
    require_exchanger(by)
    if relation:
        _require_relation(relation)
    if card.node == desk.office.node:
        raise Duplicate(
            _("{node} is the number of this office itself; each office needs its own.").format(node=card.node)
        )
    known = records.node(card.node)
    if known is not None and not replace and _other_keys(known, card):
        raise Duplicate(
            _(
                "Node {node} is known here with another key. Ask {name} by telephone whether its key is "
                "{fingerprint}; only then repeat with --replace."
            ).format(node=card.node, name=known.name, fingerprint=card.fingerprint)
        )
    records.save_node(
        records.Node(
            number=card.node,
            name=card.name,
            public_key=card.public_key,
            relation=relation or (known.relation if known else ""),
            recipient=card.recipient,
        )
    )
    note_by(f"node_{card.node}", by, desk.clock())
    return card


def set_relation(desk: Desk, number: str, relation: str, by: Officer | None = None) -> None:
    """Say what a known node is to this one, "above" or "below": it decides whose journals go on to it.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        NotFound: the node is not known here.
        BadInput: there is no such relation.
    """
    require_exchanger(by)
    _require_relation(relation)
    records.save_node(dataclasses.replace(require_known(number), relation=relation))
    note_by(f"node_{number}", by, desk.clock())


def _require_relation(relation: str) -> None:
    if relation not in RELATIONS:
        raise BadInput(
            _("“{relation}” is no relation; a node is above or below.").format(relation=relation), "relation"
        )


def _other_keys(known: records.Node, card: NodeCard) -> bool:
    """Whether ``card`` tells other keys than those known; that a node seals now is none of it."""
    return known.public_key != card.public_key or known.recipient not in ("", card.recipient)
