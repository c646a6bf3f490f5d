"""Acknowledgements: telling other nodes how far their journals are here, and hearing it of the own one."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counter_app.core.records import Officer
from counter_app.errors import BadFile, BadInput, NotFound
from counter_app.i18n import gettext as _
from counter_app.models import exchange as records
from counter_app.models import journal
from counter_app.models.journal import Head
from counter_app.services.desk import Desk
from counter_app.services.nodes import known_keys, note_by, require_exchanger
from counter_app.sync import acknowledgement, keys
from counter_app.sync.acknowledgement import Acknowledgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """``holder`` has the journal of ``node`` up to ``seq``, gapless; exports for it begin after that."""

    holder: str
    node: str
    epoch: int
    seq: int


def owed(desk: Desk, nodes: Container[str] | None = None) -> tuple[Acknowledgement, ...]:
    """What this node has of the journals of others, or of ``nodes`` alone, as far as nothing is missing.

    Of its own journal it tells what it has of the epochs before a restore: who has more sends it back.
    """
    own = journal.head()
    return tuple(
        _said(own, one)
        for one in journal.chains()
        if one.seq and not one.own and (nodes is None or one.node == own.node or one.node in nodes)
    )


def of_chain(desk: Desk, node: str, epoch: int) -> Acknowledgement | None:
    """What there is to acknowledge of one chain: nothing of the own one, nor where its first event lacks."""
    head = journal.head_of(node, epoch)
    return _said(journal.head(), head) if head is not None and head.seq and not head.own else None


def _said(own: Head, head: Head) -> Acknowledgement:
    """That this node, which writes the chain ``own`` now, has the events up to ``head``."""
    return Acknowledgement(
        sender=own.node,
        said_in=own.epoch,
        node=head.node,
        epoch=head.epoch,
        seq=head.seq,
        hash=head.hash,
    )


def latest(desk: Desk, node: str) -> Acknowledgement:
    """The acknowledgement for the journal that ``node`` writes now.

    Raises:
        NotFound: nothing of it is here.
    """
    found = [one for one in owed(desk, (node,)) if one.node == node]
    if not found:
        raise NotFound(
            _("Nothing of node {node} is here yet, so there is nothing to acknowledge.").format(node=node)
        )
    return max(found, key=lambda one: one.epoch)


def line(desk: Desk, said: Acknowledgement) -> str:
    """``said`` as one signed line, for a file, a QR code or a message."""
    return acknowledgement.write_line(said, keys.own_key(desk.home.keys))


def write_all(desk: Desk, folder: Path, at: datetime, by: Officer | None = None) -> tuple[Path, ...]:
    """Write one file into ``folder`` for each journal that is here; returns the files.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        NotFound: no journal of another node is here.
        DeviceProblem: the folder cannot be written.
    """
    require_exchanger(by)
    words = [one for one in owed(desk) if one.node != desk.office.node]
    if not words:
        raise NotFound(_("No journal of another node is here yet, so there is nothing to acknowledge."))
    key = keys.own_key(desk.home.keys)
    files = tuple(acknowledgement.write_file(folder, one, key) for one in words)
    note_by("acknowledge", by, at)
    return files


def is_text(text: str) -> bool:
    """Whether ``text`` is an acknowledgement itself, as a line or as twelve digits, and not a file's name."""
    return bool(acknowledgement.digits_of(text)) or acknowledgement.looks_like_line(text)


def take_file(desk: Desk, file: Path, by: Officer | None = None) -> Acknowledged:
    """Take in the acknowledgement in ``file``.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        NotFound, DeviceProblem: the file is not there or cannot be read.
        BadFile: it is no acknowledgement, is not signed by a known node, or contradicts the journal.
    """
    require_exchanger(by)
    return take(desk, acknowledgement.read_file(file, known_keys(desk)), by)


def take_text(desk: Desk, text: str, by: Officer | None = None) -> Acknowledged:
    """Take in an acknowledgement as scanned or pasted, or its twelve digits as heard on the telephone.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        BadInput: twelve digits that no known node would say.
        BadFile: as :func:`take_file`.
    """
    require_exchanger(by)
    digits = acknowledgement.digits_of(text)
    if not digits:
        return take(desk, acknowledgement.read_line(text, known_keys(desk)), by)
    said = _proved_by(digits)
    if said is None:
        raise BadInput(
            _("The digits {digits} do not fit. Ask for them once more, digit by digit.").format(
                digits=" ".join(digits[at : at + 4] for at in range(0, 12, 4))
            ),
            "digits",
        )
    return take(desk, said, by)


def _proved_by(digits: str) -> Acknowledgement | None:
    """The acknowledgement of the own journal by a known node that has these digits."""
    for head in reversed([one for one in journal.chains() if one.node == journal.head().node]):
        for seq in reversed(acknowledgement.numbers_of(digits, head.seq)):
            (event,) = journal.events_between(head.node, head.epoch, seq, seq)
            for sender, said_in in _speakers():
                said = Acknowledgement(
                    sender=sender,
                    said_in=said_in,
                    node=head.node,
                    epoch=head.epoch,
                    seq=seq,
                    hash=event.hash,
                )
                if said.digits == digits:
                    return said
    return None


def _speakers() -> list[tuple[str, int]]:
    """The nodes that may be on the telephone, each with its epoch, or one that was not heard of yet."""
    found = []
    for node in records.nodes():
        epoch = max(journal.latest_epoch(node.number), 1)
        found += [(node.number, epoch), (node.number, epoch + 1)]
    return found


def take(desk: Desk, said: Acknowledgement, by: Officer | None = None) -> Acknowledged:
    """Believe an acknowledgement, its signature verified, where it fits the journal as it is here.

    Raises:
        BadFile: it names an event that is not here, or is another one here; or its sender was brought
            back from a backup since, and may have less.
    """
    if _outdated(said):
        raise BadFile(
            _(
                "Node {sender} said this before it was brought back from a backup; ask it for a new "
                "acknowledgement."
            ).format(sender=said.sender)
        )
    here = journal.events_between(said.node, said.epoch, said.seq, said.seq)
    if not here:
        raise BadFile(
            _(
                "Node {sender} has events of node {node} up to {seq}, which are not here. Was this database "
                "brought back from a backup? Take the bundles since then in first."
            ).format(sender=said.sender, node=said.node, seq=said.seq)
        )
    if here[0].hash != said.hash:
        raise BadFile(
            _(
                "Node {sender} has another event {seq} of node {node} than this one: two installations claim "
                "to be that node. Nothing was changed; find out which computer is the right one."
            ).format(sender=said.sender, node=said.node, seq=said.seq)
        )
    records.acknowledge(said.sender, said.node, said.epoch, said.seq)
    note_by("acknowledged", by, desk.clock())
    return Acknowledged(holder=said.sender, node=said.node, epoch=said.epoch, seq=said.seq)


def _outdated(said: Acknowledgement) -> bool:
    return said.said_in < journal.latest_epoch(said.sender)


def take_carried(desk: Desk, carried: Iterable[Acknowledgement]) -> tuple[str, ...]:
    """Believe what came along with a bundle; for each that does not fit, a sentence."""
    refused = []
    for said in carried:
        if journal.head_of(said.node, said.epoch) is None or _outdated(said):
            continue  # of a journal that never came here, or an old file that comes late
        try:
            take(desk, said)
        except BadFile as error:
            refused.append(str(error))
    return tuple(refused)
