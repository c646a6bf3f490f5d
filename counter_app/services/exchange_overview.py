"""How the exchange by file stands: what came from whom, what went to whom, and what the next bundle holds."""

from dataclasses import dataclass
from datetime import datetime

from counter_app.models import exchange as records
from counter_app.models import journal
from counter_app.services.acknowledgements import owed
from counter_app.services.desk import Desk
from counter_app.services.exchange import first_owed
from counter_app.services.nodes import NodeLine, nodes, require_known


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeStanding:
    """A node and its traffic: when a bundle last went to it, when the last event that came was written.

    ``digits`` are the twelve of the acknowledgement for it, to be read aloud; ``owed`` is how many own
    events it has not acknowledged; ``silent_days`` since when a node below has written nothing.
    """

    node: NodeLine
    sent_at: datetime | None = None
    written_at: datetime | None = None
    digits: str = ""
    owed: int = 0
    silent_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NextBundle:
    """What an export would write now; ``before`` is the last one for the same receiver."""

    receiver: str
    first_seq: int
    last_seq: int
    dossiers: int
    sent_at: datetime | None = None
    sealed: bool = False

    @property
    def events(self) -> int:
        """How many events; 0 where there is nothing new."""
        return max(self.last_seq - self.first_seq + 1, 0)


def standings(desk: Desk) -> tuple[NodeStanding, ...]:
    """This node first, then every node it knows, by number.

    Raises:
        BadFile, DeviceProblem: the own key is damaged or cannot be read.
    """
    sent = _last_sent()
    said = {one.node: one.digits for one in sorted(owed(desk), key=lambda one: one.epoch)}
    head = journal.head()
    return tuple(
        NodeStanding(
            node=one,
            sent_at=max(sent.values(), default=None) if one.own else sent.get(one.number),
            written_at=_written_at(one),
            digits="" if one.own else said.get(one.number, ""),
            owed=0 if one.own or one.number not in sent else head.seq - one.acknowledged_seq,
            silent_days=_silent_days(desk, one),
        )
        for one in nodes(desk)
    )


def next_bundle(desk: Desk, receiver: str = "") -> NextBundle:
    """What :func:`counter_app.services.exchange.export` would write for ``receiver`` (everyone without one).

    Raises:
        NotFound: the receiver is not known here.
    """
    head = journal.head()
    first = first_owed(receiver, head)
    sealed = bool(receiver and require_known(receiver).recipient)
    return NextBundle(
        receiver=receiver,
        first_seq=first,
        last_seq=head.seq,
        dossiers=journal.dossiers_between(head.node, head.epoch, first, head.seq),
        sent_at=_last_sent().get(receiver),
        sealed=sealed,
    )


def _last_sent() -> dict[str, datetime]:
    """When a bundle was last written, by receiver."""
    sent: dict[str, datetime] = {}
    for one in records.exports(limit=1000):
        sent.setdefault(one.receiver, one.at)
    return sent


def _written_at(node: NodeLine) -> datetime | None:
    last = journal.events_between(node.number, node.epoch, node.reached, node.reached)
    return last[0].recorded_at if last else None


def _silent_days(desk: Desk, node: NodeLine) -> int:
    written_at = _written_at(node) if node.relation == "below" else None
    return (desk.clock().date() - written_at.date()).days if written_at is not None else 0
