"""The open desk: one installation with its office, its calendar and the law in force."""

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from counter_app import disk
from counter_app.assets import asset
from counter_app.config import Home
from counter_app.core.catalogue import parse_catalogue
from counter_app.core.events import written
from counter_app.core.journal import NewEvent
from counter_app.core.law import LawPack, pack_on
from counter_app.core.office_calendar import overlay
from counter_app.core.office_events import OfficeOpened
from counter_app.core.records import DossierState, Office, Procedure
from counter_app.core.times import VIETNAM, in_vietnam
from counter_app.core.workdays import YearCalendar, parse_year
from counter_app.errors import Duplicate, NotAllowed, NotFound
from counter_app.i18n import gettext as _
from counter_app.models import audit, base, faults, journal, places
from counter_app.models import calendar as office_days
from counter_app.models import office as offices
from counter_app.services.law import law_of

_log = logging.getLogger(__name__)

#: How far the moment of an act may lie ahead of this PC's clock.
TOLERANCE = timedelta(minutes=5)


def system_clock() -> datetime:
    """The moment by this PC's clock, on Vietnamese time."""
    return in_vietnam(datetime.now(VIETNAM))


class Desk:
    """An open installation. Holds what is read once; every fact of a dossier stays in the database."""

    def __init__(self, home: Home, office: Office, clock: Callable[[], datetime] = system_clock) -> None:
        self.home = home
        self.office = office
        self.clock = clock
        self.law = law_of(home)
        self.years = _shipped_years()
        self.calendar = overlay(self.years, office.sessions, ())
        self._calendar_version = office_days.START
        self._catalogue: tuple[int, dict[str, Procedure]] | None = None
        self._names: dict[str, str] = {}

    @property
    def packs(self) -> tuple[LawPack, ...]:
        """The law packs in use, in the order of time."""
        return self.law.packs

    def pack_on(self, day: date) -> LawPack:
        """The law in force on ``day``.

        Raises:
            NotFound: no law pack covers the day.
        """
        return pack_on(self.packs, day)

    def pack_of(self, state: DossierState) -> LawPack:
        """The law that a dossier keeps from its day of reception, whatever packs came after.

        Raises:
            NotFound: neither that pack nor another one covers the day.
        """
        own = next((pack for pack in self.packs if pack.id == state.law), None)
        return own or self.pack_on(state.received_at.date())

    def refresh_calendar(self) -> bool:
        """Read the calendar anew where it was changed, here or by another program; whether it was."""
        version = office_days.version()
        if version == self._calendar_version:
            return False
        changes = tuple(change for _place, change in office_days.changes())
        self.calendar = overlay(self.years, self.office.sessions, changes)
        self._calendar_version = version
        return True

    @property
    def catalogue(self) -> dict[str, Procedure]:
        """The office's procedures by code, read at first use and after each change."""
        version = offices.catalogue_version()
        if self._catalogue is None or self._catalogue[0] != version:
            self._catalogue = version, {one.code: one for one in offices.procedures()}
        return self._catalogue[1]

    def officer_name(self, login: str) -> str:
        """The name of the officer who signs in as ``login``; the login itself where there is none here."""
        if login not in self._names:
            self._names = {one.login: one.name for one in offices.officers()}
        return self._names.get(login, login)

    def require_moment(self, at: datetime, state: DossierState | None = None) -> None:
        """Refuse a moment that lies ahead of the clock, or before the last thing that happened.

        Every act asks this first, so the calendar of the desk is brought up to date here, too.

        Raises:
            NotAllowed: with the limit that was passed.
        """
        self.refresh_calendar()
        at = in_vietnam(at)
        if at > self.clock() + TOLERANCE:
            raise NotAllowed(
                _("{moment} has not come yet; an act cannot lie in the future.").format(moment=_moment(at))
            )
        last = state.last_event_at if state else None
        if last is not None and at < last:
            raise NotAllowed(
                _(
                    "{moment} is earlier than the last act on this dossier ({last}); give a later moment."
                ).format(moment=_moment(at), last=_moment(last))
            )


def open_desk(home: Home, clock: Callable[[], datetime] = system_clock) -> Desk:
    """Open the installation in ``home``.

    Raises:
        NotFound: no office has been set up there.
        UserError: the database cannot be opened; the sentence says why.
    """
    if not has_database(home):
        if home.other_database is not None:
            raise NotFound(
                _(
                    "There is no database {path}. Check its name and folder, or set an office up in it with "
                    "“init --office FILE”."
                ).format(path=home.other_database)
            )
        raise NotFound(
            _(
                "There is no office in {path} yet. Set one up with “init --office FILE” or “init --demo”."
            ).format(path=_place(home))
        )
    base.open_database(home.place, home.backups)
    office = offices.office()
    if office is None:
        raise NotFound(
            _("The database in {path} holds no office. Set one up with “init --office FILE”.").format(
                path=_place(home)
            )
        )
    audit.refresh(office.node)
    desk = Desk(home, office, clock)
    for notice in desk.law.notices:
        _log.warning("law of the office: %s", notice)
    desk.refresh_calendar()
    return desk


def create_office(
    home: Home,
    office: Office,
    at: datetime,
    clock: Callable[[], datetime] = system_clock,
    fill: Callable[[Desk], object] | None = None,
) -> Desk:
    """Set up ``office`` in ``home``, with the shipped catalogue, and open it; all of it or nothing.

    ``fill`` adds what belongs to a new office, as its officers. The database is made under
    a name of its own and gets its real one when it is whole, so that no other file is ever
    written over or removed. A database without an office (a set-up that was cut short) is
    filled where it is.

    Raises:
        Duplicate: the home has an office already; nothing is changed.
        UserError: the home cannot be written, its database is damaged, or ``fill`` refuses.
    """
    require_no_office(home)
    home.make()
    desk = Desk(home, office, clock)
    if home.server or home.database.exists():
        base.open_database(home.place, home.backups)
        _set_up(desk, at, fill)
        return desk
    folder = _draft_folder(home)
    try:
        draft = folder / home.database.name
        base.open_database(draft)
        _set_up(desk, at, fill)
        base.close_database()  # its log is inside it from here on
        disk.give_name(draft, home.database)
    except FileExistsError as error:
        raise _office_there(home) from error
    except OSError as error:
        raise faults.of_disk(error, home.database) from error
    finally:
        base.close_database()
        shutil.rmtree(folder, ignore_errors=True)
    base.open_database(home.database)
    return desk


def require_no_office(home: Home) -> None:
    """Refuse a home that has an office.

    Raises:
        Duplicate: it has one.
        UserError: its database cannot be opened; it is left as it is.
    """
    if has_database(home):
        base.open_database(home.place, home.backups)
        try:
            _refuse_second(home)
        finally:
            base.close_database()


def _draft_folder(home: Home) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=".init-", dir=home.database.parent))
    except OSError as error:
        raise faults.of_disk(error, home.database) from error


def _set_up(desk: Desk, at: datetime, fill: Callable[[Desk], object] | None) -> None:
    """Write the office into the open database, in one transaction."""
    office = desk.office
    kind, data = written(OfficeOpened(name=office.name, unit_id=office.unit_id))
    try:
        with base.transaction():
            _refuse_second(desk.home)
            offices.save_office(office)
            offices.save_procedures(_shipped_catalogue())
            audit.refresh(office.node)
            journal.append(
                [NewEvent(kind=kind, dossier="", happened_at=at, by="", data=data)],
                recorded_at=desk.clock(),
            )
            if fill is not None:
                fill(desk)
    except BaseException:
        base.close_database()
        raise


def _refuse_second(home: Home) -> None:
    if offices.office() is not None:
        raise _office_there(home)


def _office_there(home: Home) -> Duplicate:
    return Duplicate(
        _("There is an office in {path} already. Choose another folder with --home.").format(
            path=_place(home)
        )
    )


def has_database(home: Home) -> bool:
    """Whether there is a database already, with or without an office.

    Raises:
        UserError: the server of the home cannot be asked.
    """
    return base.is_there(home.place)


def _place(home: Home) -> Path | str:
    """What a sentence calls the home's data."""
    return places.shown(home.server) if home.server else home.other_database or home.root


def close_desk() -> None:
    """Close the database of the open desk."""
    base.close_database()


@contextmanager
def worker(desk: Desk) -> Iterator[Desk]:
    """A database connection of its own for work away from the window's thread."""
    with base.thread_connection():
        yield desk


@cache
def _shipped_years() -> tuple[YearCalendar, ...]:
    paths = sorted(asset("calendar").glob("*.toml"))
    return tuple(parse_year(path.read_text(encoding="utf-8")) for path in paths)


def _shipped_catalogue() -> tuple[Procedure, ...]:
    folder = asset("catalogue")
    return parse_catalogue(
        (folder / "procedures.csv").read_text(encoding="utf-8"),
        (folder / "papers.csv").read_text(encoding="utf-8"),
    )


def _moment(at: datetime) -> str:
    return f"{at:%H:%M %d/%m/%Y}"
