"""Exchange by file: writing the own journal out, taking other nodes' journals in, and whom to trust."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from counter_app.core import progress
from counter_app.core.journal import GENESIS, Row
from counter_app.core.records import Officer
from counter_app.core.times import in_vietnam
from counter_app.errors import BadFile, DeviceProblem, NotAllowed
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext
from counter_app.models import base, dossiers, foreign, journal
from counter_app.models import exchange as records
from counter_app.models.journal import Head
from counter_app.services.acknowledgements import of_chain, owed, take_carried
from counter_app.services.desk import Desk
from counter_app.services.nodes import (
    earlier_gaps_of,
    earlier_words,
    gaps_of,
    known_keys,
    note_by,
    require_exchanger,
    require_known,
    show_key,
)
from counter_app.services.routes import routes
from counter_app.sync import acknowledgement, bundle, keys
from counter_app.sync.acknowledgement import Acknowledgement
from counter_app.sync.bundle_writing import Counted, Slice, make_bundle, put_bundle
from counter_app.sync.medium import require_folder

#: How far the clocks of two offices may be apart before it is said.
CLOCK_TOLERANCE = timedelta(minutes=5)

#: Events that are written between two words on how far it is.
_PART = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A bundle that was written and read back from the medium; ``carried`` hold other nodes' journals."""

    file: Path
    node: str
    epoch: int
    first_seq: int
    last_seq: int
    events: int
    dossiers: int
    encrypted: bool = False
    carried: tuple[Path, ...] = ()


class NothingNew(NotAllowed):
    """The receiver has acknowledged everything up to the event ``seq`` of ``epoch``: no file is needed."""

    def __init__(self, node: str, epoch: int, seq: int, receiver: str) -> None:
        words = (
            _(
                "There is nothing new since event {seq} of epoch {epoch}, which node {receiver} has "
                "acknowledged; nothing was written."
            )
            if seq and receiver
            else _("There is nothing to export yet; nothing was written.")
        )
        super().__init__(words.format(seq=seq, epoch=epoch, receiver=receiver))
        self.node, self.epoch, self.seq = node, epoch, seq


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a bundle.

    ``applied`` events are in the journal now (among them those that had waited), ``already``
    were there, ``waiting`` lie beyond a gap. ``gaps`` are the missing numbers of this chain,
    like "118-120", ``waits_for`` those of them for which events wait; ``notices`` finished
    sentences that somebody should read.
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
    waits_for: tuple[str, ...] = ()
    acknowledgement: Path | None = None
    notices: tuple[str, ...] = ()


def export(desk: Desk, folder: Path, at: datetime, receiver: str = "", by: Officer | None = None) -> Exported:
    """Write what ``receiver`` has not acknowledged yet into ``folder``, verified on the medium.

    A bundle begins after the last acknowledged event, not after the last export, so that a
    lost stick delays and never loses. Without a receiver it begins at the first event. It is
    sealed where the receiver's age key is known. A receiver above also gets the journals of
    the nodes below, one below those of the nodes above: each in a bundle of its own, carried;
    and what was lost by an office that was brought back from a backup.
    ``by`` is nobody where a scheduled task exports.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        NotFound: the receiver is not known here.
        NothingNew: there is nothing to export.
        DeviceProblem: the medium does not take the bundle or does not give it back.
        BadFile: a journal or the own key is damaged.
    """
    require_exchanger(by)
    parts = [part for part in _owed_parts(receiver) if part[1] <= part[0].seq]
    if not parts:
        own = journal.head()
        raise NothingNew(own.node, own.epoch, own.seq, receiver)
    sending = _Sending(
        folder=folder,
        receiver=receiver,
        at=at,
        words=_words(desk, receiver),
        recipients=_recipients(desk, receiver),
    )
    written = [_write(desk, sending, head, first) for head, first in parts]
    note_by("export", by, at)
    return replace(written[0], carried=tuple(one.file for one in written[1:]))


def _owed_parts(receiver: str) -> Iterator[tuple[Head, int]]:
    """The chains that ``receiver`` gets, the own one first, each with its first event not acknowledged."""
    own = journal.head()
    yield own, first_owed(receiver, own)
    known = routes()
    for head in journal.chains():
        if not head.own and known.takes(receiver, head):
            yield head, first_owed(receiver, head)


def _words(desk: Desk, receiver: str) -> tuple[Acknowledgement, ...]:
    """What this office has of the journals that go between it and ``receiver``; of all without one."""
    words = owed(desk)
    if not receiver:
        return words
    known = routes()
    return tuple(one for one in words if one.node == known.own or known.tells(receiver, one.node))


def first_owed(receiver: str, head: Head) -> int:
    """The number of the first event of this chain that ``receiver`` has not acknowledged.

    Raises:
        NotFound: the receiver is not known here.
    """
    if not receiver:
        return 1
    require_known(receiver)
    return records.acknowledged(receiver, head.node, head.epoch) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sending:
    """What the bundles of one export have in common: where they go, who can open them, what they say."""

    folder: Path
    receiver: str
    at: datetime
    words: tuple[Acknowledgement, ...]
    recipients: tuple[str, ...]


def _write(desk: Desk, to: _Sending, head: Head, first: int) -> Exported:
    require_folder(to.folder)
    before = journal.events_between(head.node, head.epoch, first - 1, first - 1)
    own = desk.office.node
    run = head.node, head.epoch, first, head.seq
    with (
        base.snapshot(),
        closing(journal.rows_between(*run)) as rows,
        closing(dossiers.bodies_between(*run)) as bodies,
    ):
        told = Counted(bodies)
        part = Slice(
            node=head.node,
            epoch=head.epoch,
            first_seq=first,
            last_seq=head.seq,
            hash_before=before[0].hash if before else GENESIS,
            rows=_heard(rows, head.seq - first + 1),
            dossiers=told,
            created=to.at,
            carrier="" if head.node == own else own,
            acknowledgements=to.words,
        )
        content = make_bundle(part, keys.own_key(desk.home.keys))
    # The stick may be slow; nobody waits for it with the database open.
    path = put_bundle(to.folder, part, content, to.recipients)
    records.note_export(
        records.Export(
            receiver=to.receiver,
            epoch=head.epoch,
            first_seq=first,
            last_seq=head.seq,
            at=to.at,
            file=path.name,
        )
    )
    return Exported(
        file=path,
        node=head.node,
        epoch=head.epoch,
        first_seq=first,
        last_seq=head.seq,
        events=head.seq - first + 1,
        dossiers=told.number,
        encrypted=bool(to.recipients),
    )


def _heard(rows: Iterable[Row], total: int) -> Iterator[Row]:
    """``rows``, and whoever waits hears how far it is."""
    for part in progress.batches(rows, total, _PART):
        yield from part


def _recipients(desk: Desk, receiver: str) -> tuple[str, ...]:
    """Who can open a bundle for ``receiver``: it and this office; everybody where it told no age key."""
    sealed_for = require_known(receiver).recipient if receiver else ""
    return (sealed_for, show_key(desk).recipient) if sealed_for else ()


def import_bundle(desk: Desk, file: Path, at: datetime, by: Officer | None = None) -> Imported:
    """Verify a bundle and take it in, whole or not at all; the same bundle again changes nothing.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        NotFound, DeviceProblem: the file is not there or cannot be read.
        BadFile: anything about it is wrong; the sentence says what.
    """
    require_exchanger(by)
    read = bundle.read_bundle(file, known_keys(desk), desk.home.keys)
    _require_carrier(read)
    taken = _take_in(desk, read)
    note_by("import", by, at)
    missing = foreign.gaps()
    held_up = [gap for gap in missing if gap.waits]
    waits_for = gaps_of(read.node, read.epoch, held_up)
    earlier = earlier_gaps_of(read.node, read.epoch, held_up)
    ended = earlier_gaps_of(read.node, read.epoch + 1, [gap for gap in missing if not gap.waits])
    written, notices = _acknowledge(desk, file, read)
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
        gaps=gaps_of(read.node, read.epoch, missing),
        waits_for=waits_for,
        acknowledgement=written,
        notices=(
            *_gap_notice(read.node, (*earlier_words(earlier), *waits_for)),
            *_ended_notice(read.node, ended),
            *_clock_notice(read, taken, at),
            *notices,
        ),
    )


def _take_in(desk: Desk, read: bundle.Bundle) -> foreign.Taken:
    """Put the events into the journal, and keep what follows of them for the exchange, all or nothing."""
    with base.transaction():
        before = journal.latest_epoch(read.node)
        taken = foreign.add_foreign(read.entries(), read.last_seq - read.first_seq + 1)
        if before < journal.latest_epoch(read.node) > 1:
            records.forget_acknowledged(read.node)  # it was brought back from a backup
        if desk.office.node not in (read.node, read.sender) and read.sender != read.node:
            records.save_carrier(read.node, read.sender)
    return taken


def _require_carrier(read: bundle.Bundle) -> None:
    """Refuse the journal of a known node from anybody else: it comes signed by that node itself.

    A carrier is believed for nodes that are not known here, for what this office itself wrote
    before it was brought back from a backup, and for what another one wrote before it was: who
    lost it cannot sign it.
    """
    known = records.node(read.node)
    closed = read.epoch < journal.latest_epoch(read.node)
    if read.sender != read.node and known is not None and not closed:
        raise BadFile(
            _(
                "The file holds the journal of node {node}, carried by node {sender}. Node {node} is known "
                "here: take its own files in. Nothing was taken in."
            ).format(node=read.node, sender=read.sender)
        )


def _acknowledge(desk: Desk, file: Path, read: bundle.Bundle) -> tuple[Path | None, tuple[str, ...]]:
    """Take in what came along, and write the acknowledgement beside the file; sentences on what failed."""
    refused = take_carried(desk, read.acknowledgements)
    said = of_chain(desk, read.node, read.epoch)
    if said is None:
        return None, refused
    try:
        path = acknowledgement.write_file(file.parent, said, keys.own_key(desk.home.keys))
    except DeviceProblem as error:
        words = _("Everything was taken in, but the acknowledgement could not be written: {reason}")
        return None, (*refused, words.format(reason=error))
    return path, refused


def _gap_notice(node: str, gaps: tuple[str, ...]) -> tuple[str, ...]:
    """What is missing while later events wait for it."""
    if not gaps:
        return ()
    return (
        _(
            "Missing from node {node}: {gaps}. What came after waits; ask that office for the missing file."
        ).format(node=node, gaps=", ".join(gaps)),
    )


def _ended_notice(node: str, gaps: tuple[tuple[int, str], ...]) -> tuple[str, ...]:
    """What is missing at the end of epochs that ended with a restore; nothing waits for it."""
    if not gaps:
        return ()
    return (
        _(
            "Missing from node {node}, from before it was brought back from a backup: {gaps}. Ask that "
            "office to export for this office again; the files hold that part, too."
        ).format(node=node, gaps=", ".join(earlier_words(gaps))),
    )


def _clock_notice(read: bundle.Bundle, taken: foreign.Taken, at: datetime) -> tuple[str, ...]:
    """Said where the sender's times lie ahead of this PC's clock; a file may travel, but not back in time."""
    latest = max(read.created, taken.recorded_until or read.created)
    ahead = latest - in_vietnam(at)
    if ahead <= CLOCK_TOLERANCE:
        return ()
    return (_ahead_words(read.node, ahead),)


def _ahead_words(node: str, ahead: timedelta) -> str:
    """In the unit that is read at a glance: a wrong year is no number of minutes."""
    if ahead > timedelta(hours=48):
        n = ahead.days
        duration = ngettext("{n} day", "{n} days", n)
    elif ahead > timedelta(minutes=120):
        n = ahead // timedelta(hours=1)
        duration = ngettext("{n} hour", "{n} hours", n)
    else:
        n = ahead // timedelta(minutes=1)
        duration = ngettext("{n} minute", "{n} minutes", n)
    return _("The clock of node {node} is {duration} ahead of this one; set the wrong one right.").format(
        node=node, duration=duration.format(n=grouped(n))
    )
