"""Bringing an office back from a copy of its database: nothing written over, no number given twice."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from counter_app import disk
from counter_app.config import Home
from counter_app.core.events import written
from counter_app.core.journal import NewEvent
from counter_app.core.office_events import Restored
from counter_app.core.times import in_vietnam
from counter_app.errors import BadFile, DeviceProblem, NotAllowed, NotFound
from counter_app.i18n import gettext as _
from counter_app.models import audit, base, faults, journal, places, sqlite
from counter_app.models import backup as copies
from counter_app.models import office as offices
from counter_app.services.desk import system_clock
from counter_app.services.upkeep import age_key_copy, key_copy
from counter_app.sync import key_files, keys, sealing

#: So many numbers of a day and of the ledger are left out: what was received after the copy was
#: taken has lower ones. A commune's desk has 300 matters on a busy day.
SKIPPED = 1000

_COMPANIONS = ("-wal", "-shm")
_LAST_EPOCH = "SELECT max(epoch) FROM chain WHERE node = (SELECT node FROM chain WHERE own = 1)"
_OWN_NODE = "SELECT node FROM chain WHERE own = 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoiledKey:
    """A copy of a key that is no key any more; ``kept`` where the one that was at ``own`` stays in use.

    ``unread`` says why it could not be read: then it may still be whole.
    """

    beside: Path
    own: Path
    kept: bool
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """What became of it: the new epoch of the journal, where the database before it lies (None without).

    ``events`` are in the copy, up to ``last_at``; numbers go on ``skipped`` higher. ``missing_keys`` are
    neither in the home nor beside the copy: the office would make itself new ones. ``spoiled_keys`` lie
    beside the copy and were left there, as were those that could not be read.
    """

    node: str
    epoch: int
    events: int
    last_at: datetime
    skipped: int
    set_aside: Path | None = None
    missing_keys: tuple[Path, ...] = ()
    spoiled_keys: tuple[SpoiledKey, ...] = ()


def restore(home: Home, copy: Path, clock: Callable[[], datetime] = system_clock) -> BroughtBack:
    """Put the copy of a database in place of the one in ``home``, and begin a new epoch of its journal.

    The present database is set aside, whatever its condition. In the new epoch a sequence number
    never means two things; events recorded after the copy was taken may still come back, out of
    bundles of the epoch before.

    Raises:
        NotAllowed: the office is on a server, which is not replaced; or the copy is its database itself.
        NotFound, BadFile: there is no such copy, or it is none, damaged, empty, or of a later version.
        DeviceProblem: the program is open on this PC, or the disk does not take it. Nothing is changed.
    """
    if home.server:
        raise NotAllowed(
            _(
                "This office is on a database server ({place}): bring the copy back into a file, with "
                "“--database FILE restore {copy}”, then that file to an empty database with "
                "“--database FILE move --to URL”; nothing was changed."
            ).format(place=places.shown(home.server), copy=copy)
        )
    if not copy.is_file():
        raise NotFound(_("There is no file {path}. Check its name and folder.").format(path=copy))
    if home.database.exists() and copy.samefile(home.database):
        raise NotAllowed(
            _(
                "{path} is the office's database itself, not a copy of it. Choose a file that “backup” "
                "wrote; nothing was changed."
            ).format(path=copy)
        )
    if not (sqlite.is_file(copy) and copies.has_journal(copy)):
        raise BadFile(
            _(
                "{path} is no copy of this program's database. Choose a file that “backup” wrote; nothing "
                "was changed."
            ).format(path=copy)
        )
    copies.require_whole(copy)
    home.make()
    _require_closed(home.database)
    at = in_vietnam(clock())
    with _draft(home) as draft:
        shutil.copyfile(copy, draft)
        made = _begin_epoch(draft, copy, at, _given_out(home))
        aside = _set_aside(home, at)
        try:
            disk.give_name(draft, home.database)
        except OSError as error:
            _put_back(aside, home.database)
            raise faults.of_disk(error, home.database) from error
    missing, spoiled = _bring_keys(home, copy)
    return replace(made, set_aside=aside, missing_keys=missing, spoiled_keys=spoiled)


@contextmanager
def _draft(home: Home) -> Iterator[Path]:
    """A place beside the database where it is made ready; whatever is left of it goes."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=".restore-", dir=home.database.parent))
    except OSError as error:
        raise faults.of_disk(error, home.database) from error
    try:
        yield folder / home.database.name
    except OSError as error:
        raise faults.of_disk(error, home.database) from error
    finally:
        base.close_database()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given out already: the latest epoch of the own journal, the last number of each counter.

    ``node`` is whose the present database is, "" where it does not say.
    """

    epoch: int
    numbers: dict[str, int]
    node: str


def _given_out(home: Home) -> _Given:
    """What the present database and those in the folder of backups gave out.

    The same old copy may be brought back twice: what was given between is not given again.
    """
    epoch, numbers, node = 0, dict[str, int](), ""
    for path in (home.database, *sorted(home.backups.glob("*.sqlite3"))):
        with (
            suppress(sqlite3.Error),
            closing(copies.read_only(path)) as connection,
        ):  # damaged ones tell nothing
            (latest,) = connection.execute(_LAST_EPOCH).fetchone()
            epoch = max(epoch, latest or 0)
            if path == home.database:
                node = "".join(row[0] for row in connection.execute(_OWN_NODE))
            for name, value in connection.execute("SELECT name, value FROM counter"):
                numbers[name] = max(numbers.get(name, 0), value)
    return _Given(epoch, numbers, node)


def _begin_epoch(draft: Path, copy: Path, at: datetime, given: _Given) -> BroughtBack:
    base.open_database(draft)
    office = offices.office()
    if office is None:
        raise BadFile(_("The database in {path} holds no office; choose another copy.").format(path=copy))
    if given.node not in ("", office.node):
        raise NotAllowed(
            _(
                "The copy is of office {theirs}, and this data folder of office {own}; choose another folder "
                "with --home. Nothing was changed."
            ).format(theirs=office.node, own=given.node)
        )
    audit.refresh(office.node)
    events, breaks = audit.breaks()
    if breaks:
        raise faults.damaged(copy)
    before = journal.head()
    (last,) = journal.events_between(before.node, before.epoch, before.seq, before.seq)
    since = min(last.recorded_at.date(), at.date())
    epoch = max(journal.latest_epoch(office.node), given.epoch) + 1
    kind, data = written(
        Restored(copy=copy.name, epoch=before.epoch, seq=before.seq, since=since, skipped=SKIPPED)
    )
    with base.transaction():
        journal.begin_chain(office.node, epoch)
        _leave_numbers_out(at.date(), given.numbers)
        journal.append([NewEvent(kind=kind, dossier="", happened_at=at, by="", data=data)], recorded_at=at)
    base.close_database()  # its log is inside it from here on
    return BroughtBack(
        node=office.node, epoch=epoch, events=events, last_at=last.recorded_at, skipped=SKIPPED
    )


def _leave_numbers_out(today: date, elsewhere: Mapping[str, int]) -> None:
    """Of every day up to ``today``: what was lost may have been entered for any, as after a power cut."""
    given = dict(elsewhere)
    for name, value in offices.counters().items():
        given[name] = max(value, given.get(name, 0))
    opened = journal.opened_on()
    days = (opened + timedelta(days=number) for number in range((today - opened).days + 1))
    names = {offices.day_counter(day) for day in days} | set(given)
    names |= {offices.ledger_counter(year) for year in range(opened.year, today.year + 1)}
    for name in sorted(names):
        offices.raise_counter(name, given.get(name, 0) + SKIPPED)


def _require_closed(path: Path) -> None:
    """Refuse while another program has the database open: it would go on in the one that is set aside.

    Only the last one who holds a database can take it out of its write-ahead log.
    """
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode = delete")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            return  # damaged: what it is brought back for
        raise DeviceProblem(
            _(
                "The program is open on this office ({path}). Close its window and its commands, then do "
                "this again; nothing was changed."
            ).format(path=path)
        ) from error
    except sqlite3.DatabaseError:
        return  # damaged


def _set_aside(home: Home, at: datetime) -> Path | None:
    if not home.database.exists():
        return None
    home.backups.mkdir(parents=True, exist_ok=True)
    target = home.backups / f"before-restore-{at:%Y%m%d-%H%M%S}.sqlite3"
    number = 1
    while target.exists():
        number += 1
        target = home.backups / f"before-restore-{at:%Y%m%d-%H%M%S}-{number}.sqlite3"
    home.database.rename(target)
    for ending in _COMPANIONS:
        beside = home.database.with_name(home.database.name + ending)
        if beside.exists():
            beside.rename(target.with_name(target.name + ending))
    return target


def _put_back(aside: Path | None, database: Path) -> None:
    if aside is None:
        return
    aside.rename(database)
    for ending in _COMPANIONS:
        beside = aside.with_name(aside.name + ending)
        if beside.exists():
            beside.rename(database.with_name(database.name + ending))


def _bring_keys(home: Home, copy: Path) -> tuple[tuple[Path, ...], tuple[SpoiledKey, ...]]:
    """Bring the keys back that lie beside the copy; those that are nowhere, and the spoiled ones.

    Others that the home has, such as those of a new PC's first start, are set aside: the offices
    around know those of the copy. A copy of a key that is none takes no other one's place.
    """
    home.keys.mkdir(parents=True, exist_ok=True)
    missing, spoiled = [], []
    for beside, own, is_key in (
        (key_copy(copy), home.keys / keys.FILE_NAME, keys.is_key),
        (age_key_copy(copy), home.keys / sealing.FILE_NAME, sealing.is_identity),
    ):
        if not beside.exists():
            missing += [] if own.exists() else [own]
            continue
        unread = ""
        try:
            whole = key_files.is_whole(beside, is_key)
        except DeviceProblem as error:  # told with the rest: the database is in place already
            whole, unread = False, _reason(error)
        if whole:
            key_files.set_aside(own, beside)
            key_files.copy(beside, own)
        else:
            spoiled.append(SpoiledKey(beside=beside, own=own, kept=own.exists(), unread=unread))
    return tuple(missing), tuple(spoiled)


def _reason(error: DeviceProblem) -> str:
    """What the system says of it, where it said anything."""
    cause = error.__cause__
    return (isinstance(cause, OSError) and cause.strerror) or str(error)
