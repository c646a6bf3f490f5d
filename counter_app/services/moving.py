"""Moving an office with everything it has from one database into another, and back."""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from counter_app.config import Home
from counter_app.core.times import in_vietnam
from counter_app.errors import NotAllowed
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, faults, journal, places, transfer
from counter_app.services import files
from counter_app.services.desk import Desk, close_desk


@dataclass(frozen=True, slots=True)
class Moved:
    """Where an office is now, and how many rows it has there, each compared with the one it was.

    ``remembered`` where the home it came from opens it there from now on.
    """

    place: str
    rows: int
    events: int
    state_hash: str
    remembered: bool = False


def move(desk: Desk, to: Home, at: datetime) -> Moved:
    """Put the office into the database of ``to``, in which there is none, and close the one it was in.

    Nobody writes meanwhile. Every row is read back and compared before the old database is
    closed for good: whichever counter still has it open is told where the office is now.
    Until then the new one refuses every event, so that never both accept one. A move that was cut
    short before is begun anew, over what it left; one that was cut short after is finished.
    The own home remembers its server; its old file is kept among the backups.

    Raises:
        Duplicate: there is something already; nothing is changed.
        NotAllowed: the office was moved from here before, to another place or completely.
        UserError: one of the two cannot be read or written; the office stays where it was.
    """
    refusal = base.refusal()
    if refusal:
        return _go_on(desk, to, at, refusal)
    if not to.server:
        files.require_place(to.database)
    if base.is_taken(to.place) and not transfer.is_unfinished(base.database.obj, to.place):
        raise faults.taken(_shown(to))
    sentence = _(
        "This office was moved to {path} on {moment}. Nothing was written here; open it there (--database)."
    ).format(path=_shown(to), moment=f"{in_vietnam(at):%H:%M %d/%m/%Y}")
    unfinished = _("An office is being moved here; the move was not finished. Run “move” again.")
    with base.transaction():
        if refusal := base.refusal():  # another move was first
            raise NotAllowed(refusal)
        events, state_hash = journal.head().seq, dossiers.state_hash()
        base.database.refuse_more(sentence)  # first: where this fails, nothing is at the new place
        rows = base.move_to(to.place, unfinished)
    return _finished(desk, to, at, Moved(_shown(to), rows, events, state_hash))


def _go_on(desk: Desk, to: Home, at: datetime, refusal: str) -> Moved:
    """Finish a move to ``to`` that was cut short after this database was closed for it."""
    source = base.database.obj
    there = f" {_shown(to)} " in source.refusal() and base.is_there(to.place)
    if not (there and transfer.is_successor(source, to.place)):
        raise NotAllowed(refusal)
    if not transfer.is_unfinished(source, to.place) and not _is_to_be_remembered(desk.home, to):
        raise NotAllowed(refusal)  # it was finished, and nothing is left to do
    moved = Moved(_shown(to), transfer.count_rows(source), journal.head().seq, dossiers.state_hash())
    return _finished(desk, to, at, moved)


def _finished(desk: Desk, to: Home, at: datetime, moved: Moved) -> Moved:
    """The last steps, in an order in which each can be done again."""
    transfer.finish(to.place)
    close_desk()
    if not _is_remembered(desk.home, to):
        return moved
    _remember(desk.home, to, at)
    return replace(moved, remembered=True)


def _is_remembered(left: Home, to: Home) -> bool:
    """Whether the home that is left opens from now on what ``to`` names."""
    if to.server:
        return left.other_database is None
    return to.database == Home(to.root).database


def _is_to_be_remembered(left: Home, to: Home) -> bool:
    """Whether the home that is left is still to be told where the office is."""
    if not _is_remembered(left, to):
        return False
    return left.server != to.server if to.server else left.server_file.exists()


def _remember(left: Home, to: Home, at: datetime) -> None:
    if not to.server:
        left.server_file.unlink(missing_ok=True)
        return
    if not left.server:
        _put_aside(left, at)
    files.write_file(left.server_file, f"{to.server}\n".encode(), private=True)


def _put_aside(left: Home, at: datetime) -> None:
    """The file that was left goes to the backups; where another program has it open, it stays, closed."""
    kept = left.backups / f"before-moving-{in_vietnam(at):%Y%m%d-%H%M%S}.sqlite3"
    with suppress(OSError):
        left.backups.mkdir(exist_ok=True)
        os.replace(left.database, kept)  # noqa: PTH105


def _shown(home: Home) -> str:
    return places.shown(home.server) if home.server else str(Path(home.database))
