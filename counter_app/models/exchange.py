"""Other nodes: who they are, what they have acknowledged, and what was sent to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counter_app.core.times import iso
from counter_app.models import base
from counter_app.models import office as offices

#: Under which names of facts it is kept which node carried the journal of another one here.
_CARRIER = "carrier:"

_NODES = "SELECT number, name, public_key, relation, recipient FROM node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Another node of the exchange.

    ``public_key`` is its Ed25519 key in hex, ``relation`` what it is to this one ("above",
    "below", or "" where nobody said); bundles for it are sealed with ``recipient``, its age key,
    where it has told one.
    """

    number: str
    name: str
    public_key: str
    relation: str
    recipient: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One exchange file that was written for ``receiver``."""

    receiver: str
    epoch: int
    first_seq: int
    last_seq: int
    at: datetime
    file: str


def save_node(node: Node) -> None:
    """Keep a node, new or changed."""
    with base.transaction():
        base.execute(
            "INSERT INTO node (number, name, public_key, relation, recipient) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (number) DO UPDATE SET name = excluded.name, public_key = excluded.public_key, "
            "relation = excluded.relation, recipient = excluded.recipient",
            (node.number, node.name, node.public_key, node.relation, node.recipient),
        )


def nodes() -> tuple[Node, ...]:
    """All nodes that this one knows, by their numbers."""
    return tuple(map(_node, base.fetch(f"{_NODES} ORDER BY number")))


def node(number: str) -> Node | None:
    """The node with this number."""
    found = base.fetch(f"{_NODES} WHERE number = ?", (number,))
    return _node(found[0]) if found else None


def acknowledge(holder: str, node: str, epoch: int, seq: int) -> None:
    """``holder`` has the chain of ``node`` up to ``seq`` of ``epoch``; an older word changes nothing."""
    with base.transaction():
        base.execute(
            "INSERT INTO acknowledged (holder, node, epoch, seq) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (holder, node, epoch) DO UPDATE SET seq = excluded.seq "
            "WHERE excluded.seq > acknowledged.seq",
            (holder, node, epoch, seq),
        )


def acknowledged(holder: str, node: str, epoch: int) -> int:
    """The last event of this chain that ``holder`` says it has; 0 where it has said nothing."""
    found = base.fetch(
        "SELECT seq FROM acknowledged WHERE holder = ? AND node = ? AND epoch = ?", (holder, node, epoch)
    )
    return int(found[0][0]) if found else 0


def forget_acknowledged(holder: str) -> None:
    """Whatever ``holder`` has acknowledged, it may have lost; it will say anew what it has."""
    with base.transaction():
        base.execute("DELETE FROM acknowledged WHERE holder = ?", (holder,))


def save_carrier(number: str, carrier: str) -> None:
    """The journal of node ``number``, which is not known here, came here by ``carrier``."""
    offices.save_fact(f"{_CARRIER}{number}", carrier)


def carriers() -> dict[str, str]:
    """By which node the journals of others came here last, by their numbers."""
    found = base.fetch("SELECT name, value FROM fact WHERE substr(name, 1, ?) = ?", (len(_CARRIER), _CARRIER))
    return {name.removeprefix(_CARRIER): value for name, value in found}


def note_export(export: Export) -> None:
    """Remember an exchange file that was written and verified."""
    with base.transaction():
        base.execute(
            "INSERT INTO export (receiver, epoch, first_seq, last_seq, at, file) VALUES (?, ?, ?, ?, ?, ?)",
            (export.receiver, export.epoch, export.first_seq, export.last_seq, iso(export.at), export.file),
        )


def exports(limit: int = 50) -> tuple[Export, ...]:
    """The exchange files written, the latest first."""
    found = base.fetch(
        "SELECT receiver, epoch, first_seq, last_seq, at, file FROM export ORDER BY id DESC LIMIT ?", (limit,)
    )
    return tuple(
        Export(
            receiver=receiver,
            epoch=epoch,
            first_seq=first_seq,
            last_seq=last_seq,
            at=datetime.fromisoformat(at),
            file=file,
        )
        for receiver, epoch, first_seq, last_seq, at, file in found
    )


def _node(row: Sequence[Any]) -> Node:
    number, name, public_key, relation, recipient = row
    return Node(number=number, name=name, public_key=public_key, relation=relation, recipient=recipient)
