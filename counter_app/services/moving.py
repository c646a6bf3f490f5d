"""Moving an office with everything it has from one database into another, and back."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counter_app.config import Home
from counter_app.core.times import in_vietnam
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, faults, journal, places
from counter_app.services import files
from counter_app.services.desk import Desk, close_desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Where an office is now, and how many rows it has there, each compared with the one it was."""

    place: str
    rows: int
    events: int
    state_hash: str


def move(desk: Desk, to: Home, at: datetime) -> Moved:
    """Put the office into the database of ``to``, in which there is none, and close the one it was in.

    Nobody writes meanwhile. Every row is read back and compared before the old database is
    closed for good: whichever counter still has it open is told where the office is now.
    Until then nothing is at the new place, so a move that was cut short can be begun anew.
    The own home remembers its server; its old file is kept among the backups.

    Raises:
        Duplicate: there is something already; nothing is changed.
        UserError: one of the two cannot be read or written; the office stays where it was.
    """
    if not to.server:
        files.require_place(to.database)
    if base.is_taken(to.place):
        raise faults.taken(_shown(to))
    sentence = _(
        "This office was moved to {path} on {moment}. Nothing was written here; open it there (--database)."
    ).format(path=_shown(to), moment=f"{in_vietnam(at):%H:%M %d/%m/%Y}")
    with base.transaction():
        events, state_hash = journal.head().seq, dossiers.state_hash()
        base.database.refuse_more(sentence)  # first: where this fails, nothing is at the new place
        rows = base.move_to(to.place)
    close_desk()
    _remember(desk.home, to, at)
    return Moved(place=_shown(to), rows=rows, events=events, state_hash=state_hash)


def _remember(left: Home, to: Home, at: datetime) -> None:
    if to.server:
        if left.other_database is not None:
            return
        if not left.server:
            _put_aside(left, at)
        files.write_file(left.server_file, f"{to.server}\n".encode(), private=True)
    elif to.database == Home(to.root).database:
        with suppress(FileNotFoundError):
            left.server_file.unlink()


def _put_aside(left: Home, at: datetime) -> None:
    """The file that was left goes to the backups; where another program has it open, it stays, closed."""
    kept = left.backups / f"before-moving-{in_vietnam(at):%Y%m%d-%H%M%S}.sqlite3"
    with suppress(OSError):
        left.backups.mkdir(exist_ok=True)
        os.replace(left.database, kept)  # noqa: PTH105


def _shown(home: Home) -> str:
    return places.shown(home.server) if home.server else str(Path(home.database))
